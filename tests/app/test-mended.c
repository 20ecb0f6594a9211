/* A table that calls a unit a sync unit which is none: decoding finds it out, the
 * table is mended and kept so, and every mark and key moment of the coach's is on
 * the picture that it was set on, before and after.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>

#include "folder.h"
#include "frame-index-private.h"
#include "index-cache.h"
#include "library.h"
#include "media-clip.h"

#define N_FRAMES 60
#define LIE 20 /* in the middle of a group of forty */

static const gint64 marked[] = { 0, 12, LIE, LIE + 1, 31, 45, N_FRAMES - 1 };

static char *library_folder;

typedef struct
{
  char         *clip;
  PlumbLibrary *library;
  PlumbReview  *review;
} Desk;

static void
open_review (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  desk->library = plumb_library_open (library_folder, &error);
  g_assert_no_error (error);
  desk->review = plumb_library_review_file (desk->library, desk->clip, 0, &error);
  g_assert_no_error (error);
}

static void
close_review (Desk *desk)
{
  g_assert_finalize_object (g_steal_pointer (&desk->review));
  g_assert_finalize_object (g_steal_pointer (&desk->library));
}

/* A mark for each of the frames; where it is tells the number of its picture. */
static void
add_marks (Desk *desk)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marked); i++)
    {
      g_autoptr (GError)    error = NULL;
      const PlumbPoint      at = { 10.0 + (double) marked[i], 20 };
      g_autoptr (PlumbMark) mark =
          plumb_mark_new (0, marked[i], PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP, &at, 1);
      g_assert_cmpint (plumb_review_add_mark (desk->review, mark, &error), >, 0);
      g_assert_no_error (error);
    }
  g_assert_true (plumb_review_set_moment (desk->review, PLUMB_MOMENT_LIFT_OFF, 31, NULL));
}

/* Every mark as the library has it lies on the picture whose bars say its number. */
static void
check_marks (Desk        *desk,
             PlumbEngine *engine)
{
  GPtrArray *marks = plumb_review_marks (desk->review);
  g_assert_cmpuint (marks->len, ==, G_N_ELEMENTS (marked));
  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark       *mark = marks->pdata[i];
      g_autoptr (GError)     error = NULL;
      g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (engine, mark->frame, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (mark->frame, ==, (gint64) mark->points[0].x_px - 10);
      g_assert_cmpint (media_clip_number (frame), ==, mark->frame);
      g_assert_false (frame->damaged);
    }
  g_assert_cmpint (plumb_review_moment (desk->review, PLUMB_MOMENT_LIFT_OFF), ==, 31);
}

/* What the cache keeps of the recording says that unit `LIE` is a sync unit. */
static void
forge_table (const char *clip,
             gint64     *times)
{
  PlumbIndexKey               key;
  g_autoptr (GError)          error = NULL;
  g_autoptr (PlumbTrack)      track = plumb_index_cache_open (clip, &key, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (PlumbFrameIndex) index = plumb_frame_index_new (track, &error);
  PlumbUnit *unit = &g_array_index (track->units, PlumbUnit, LIE);
  g_assert_cmphex (unit->flags & PLUMB_UNIT_SYNC, ==, 0);
  for (gint64 i = 0; i < N_FRAMES; i++)
    times[i] = plumb_frame_index_pts_ns (index, i);
  unit->flags |= PLUMB_UNIT_SYNC;
  g_assert_true (plumb_index_cache_save (&key, track, NULL, &error));
  g_assert_no_error (error);
}

static gint64
count_sync (const char *clip)
{
  PlumbIndexKey          key;
  g_autoptr (PlumbTrack) track = plumb_index_cache_open (clip, &key, NULL, NULL, NULL);
  gint64                 n = 0;
  g_assert_true (key.is_stored);
  for (guint i = 0; i < track->units->len; i++)
    n += (g_array_index (track->units, PlumbUnit, i).flags & PLUMB_UNIT_SYNC) != 0;
  return n;
}

static void
test_marks_stay (void)
{
  PlumbClipOptions options;
  media_clip_options_init (&options, N_FRAMES);
  options.gop = 40;
  Desk desk = { .clip = media_clip_make (&options, "mended.mp4") };
  if (desk.clip == NULL)
    return;
  gint64 times[N_FRAMES];
  open_review (&desk);
  add_marks (&desk);
  close_review (&desk);
  forge_table (desk.clip, times);
  g_assert_cmpint (count_sync (desk.clip), ==, 3);
  for (int round = 0; round < 2; round++)
    {
      g_autoptr (GError) error = NULL;
      PlumbEngine       *engine = plumb_engine_open (desk.clip, NULL, &error);
      g_assert_no_error (error);
      PlumbFrameIndex *index = plumb_engine_index (engine);
      /* Frames after the lie are asked for first: decoding begins at it. */
      g_autoptr (PlumbFrame) after = plumb_engine_get_frame (engine, LIE + 5, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (media_clip_number (after), ==, LIE + 5);
      g_assert_cmpuint (plumb_frame_index_n_mended (index), ==, round == 0 ? 1 : 0);
      g_assert_cmpint (plumb_frame_index_n_frames (index), ==, N_FRAMES);
      for (gint64 i = 0; i < N_FRAMES; i++)
        g_assert_cmpint (plumb_frame_index_pts_ns (index, i), ==, times[i]);
      open_review (&desk);
      check_marks (&desk, engine);
      close_review (&desk);
      g_assert_finalize_object (engine);
      /* What was found out is kept. */
      g_assert_cmpint (count_sync (desk.clip), ==, 2);
    }
  g_free (desk.clip);
}

int
main (int   argc,
      char *argv[])
{
  TestFolder      *folder = test_folder_new ();
  g_autofree char *cache = test_folder_path (folder, "cache");
  library_folder = test_folder_path (folder, "library");
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mended/marks-stay", test_marks_stay);
  int status = g_test_run ();
  media_clip_clean ();
  g_free (library_folder);
  test_folder_free (folder);
  return status;
}
