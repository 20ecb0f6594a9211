/* A part of a recording as a film of its own: the very pictures, each at its
 * time, and nothing left where it was not finished.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <gst/gst.h>

#include "clip-writer.h"
#include "media-clip.h"
#include "track.h"

#define N_FRAMES 60
#define FIRST 11
#define LAST 40
/* A tick of the file's clock, of both kinds of file, rounded up. */
#define MP4_TICK_NS 11112
#define WEBM_TICK_NS 1000000
#define HOLD_NS GST_SECOND

static char *folder;

typedef struct
{
  gint64        n_painted, n_done, n_frames;
  gint64        held;      /* this frame stays longer; -1 = none */
  gint64        cancel_at; /* -1 = never */
  GCancellable *cancellable;
} Watch;

static gint64
paint (const PlumbFrame *frame,
       guint8           *pixels,
       int               stride,
       gpointer          user_data)
{
  Watch *watch = user_data;
  g_assert_cmpint (frame->frame, ==, FIRST + watch->n_painted);
  g_assert_cmpint (stride, ==, 320 * 4);
  /* Below the bar code: the lower half turns blue. */
  for (int y = 90; y < 180; y++)
    for (int x = 0; x < 320; x++)
      {
        guint8 *pixel = pixels + y * stride + x * 4;
        pixel[0] = 255;
        pixel[1] = pixel[2] = 0;
      }
  watch->n_painted++;
  return frame->frame == watch->held ? (gint64) HOLD_NS : 0;
}

static void
progress (gint64   n_done,
          gint64   n_frames,
          gpointer user_data)
{
  Watch *watch = user_data;
  g_assert_cmpint (n_done, ==, watch->n_done + 1);
  watch->n_done = n_done;
  watch->n_frames = n_frames;
  if (n_done == watch->cancel_at)
    g_cancellable_cancel (watch->cancellable);
}

static PlumbEngine *
open_engine (const char *path)
{
  g_autoptr (GError) error = NULL;
  PlumbEngine *engine = plumb_engine_open (path, NULL, &error);
  g_assert_no_error (error);
  return engine;
}

static PlumbEngine *
make_recording (const char *name,
                double      jitter,
                int         rotation_deg)
{
  PlumbClipOptions options;
  media_clip_options_init (&options, N_FRAMES);
  options.jitter = jitter;
  options.rotation_deg = rotation_deg;
  options.gop = 15;
  options.b_frames = 2;
  g_autofree char *path = media_clip_make (&options, name);
  return path != NULL ? open_engine (path) : NULL;
}

static void
assert_no_remains (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_null (strstr (name, ".mp4."));
}

/* The last picture stands as long as it did in the recording: the table of the
 * film says so, where it has one. */
static void
check_last (PlumbEngine *recording,
            const char  *path)
{
  PlumbFrameIndex       *was = plumb_engine_index (recording);
  g_autoptr (GError)     error = NULL;
  g_autoptr (PlumbTrack) track = plumb_track_open (path, NULL, &error);
  g_assert_no_error (error);
  if (g_str_has_suffix (path, ".webm"))
    return;
  const PlumbUnit *first = &g_array_index (track->units, PlumbUnit, 0);
  const PlumbUnit *last = &g_array_index (track->units, PlumbUnit, track->units->len - 1);
  gint64 ticks = track->media_duration - (last->pts - first->pts);
  gint64 wanted_ns =
      plumb_frame_index_pts_ns (was, LAST + 1) - plumb_frame_index_pts_ns (was, LAST);
  g_assert_cmpint (ABS (plumb_scale_round (ticks, GST_SECOND, track->timescale) - wanted_ns), <=,
                   2 * MP4_TICK_NS);
}

/* Pictures and times of the film are those of frames FIRST to LAST. */
static void
check_film (PlumbEngine *recording,
            const char  *path,
            gint64       held,
            gint64       tick_ns,
            gboolean     is_painted)
{
  g_autoptr (PlumbEngine) film = open_engine (path);
  PlumbFrameIndex *was = plumb_engine_index (recording);
  PlumbFrameIndex *is = plumb_engine_index (film);
  gint64           later_ns = 0;
  g_assert_cmpint (plumb_frame_index_n_frames (is), ==, LAST - FIRST + 1);
  g_assert_cmpint (plumb_frame_index_info (is)->width_px, ==,
                   plumb_frame_index_info (was)->width_px);
  g_assert_cmpint (plumb_frame_index_info (is)->rotation_deg, ==, 0);
  g_assert_false (plumb_frame_index_info (is)->has_audio);
  for (gint64 i = FIRST; i <= LAST; i++)
    {
      g_autoptr (GError)     error = NULL;
      g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (film, i - FIRST, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (media_clip_number (frame), ==, i);
      gint64 expected = plumb_frame_index_pts_ns (was, i) - plumb_frame_index_pts_ns (was, FIRST);
      gint64 found
          = plumb_frame_index_pts_ns (is, i - FIRST) - plumb_frame_index_pts_ns (is, 0) - later_ns;
      g_assert_cmpint (ABS (found - expected), <=, tick_ns);
      if (i == held)
        later_ns = HOLD_NS;
      const guint8 *pixel = (const guint8 *) g_bytes_get_data (frame->pixels, NULL)
                            + 140 * frame->stride + 160 * 4;
      if (is_painted)
        {
          g_assert_cmpint (pixel[0], >, 200);
          g_assert_cmpint (pixel[1], <, 60);
        }
    }
  check_last (recording, path);
  plumb_engine_close (film);
}

static void
test_times (gconstpointer data)
{
  const char              *name = data;
  gboolean                 is_webm = g_str_has_suffix (name, ".webm");
  g_autoptr (PlumbEngine)  recording = make_recording ("times.mp4", 3, 0);
  g_autofree char         *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError)       error = NULL;
  if (recording == NULL)
    return;
  plumb_clip_writer_write (recording, FIRST, LAST, path, NULL, NULL, &error);
  g_assert_no_error (error);
  check_film (recording, path, -1, is_webm ? WEBM_TICK_NS : MP4_TICK_NS, FALSE);
  assert_no_remains ();
  g_unlink (path);
  plumb_engine_close (recording);
}

static void
test_painted (void)
{
  g_autoptr (PlumbEngine) recording = make_recording ("painted.mp4", 0, 0);
  g_autofree char        *path = g_build_filename (folder, "out.mp4", NULL);
  g_autoptr (GError)      error = NULL;
  Watch                   watch = { .held = 20, .cancel_at = -1 };
  PlumbClipWriterFuncs    funcs = { paint, progress, &watch, 0 };
  if (recording == NULL)
    return;
  plumb_clip_writer_write (recording, FIRST, LAST, path, &funcs, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (watch.n_done, ==, LAST - FIRST + 1);
  g_assert_cmpint (watch.n_frames, ==, LAST - FIRST + 1);
  g_assert_cmpint (watch.n_painted, ==, LAST - FIRST + 1);
  check_film (recording, path, 20, MP4_TICK_NS, TRUE);
  g_unlink (path);
  plumb_engine_close (recording);
}

/* Slow motion: the same pictures, each four times as long, what stays on included. */
static void
test_slow (void)
{
  g_autoptr (PlumbEngine) recording = make_recording ("slow.mp4", 3, 0);
  g_autofree char        *path = g_build_filename (folder, "out.mp4", NULL);
  g_autoptr (GError)      error = NULL;
  Watch                   watch = { .held = 20, .cancel_at = -1 };
  PlumbClipWriterFuncs    funcs = { paint, progress, &watch, 4 };
  if (recording == NULL)
    return;
  plumb_clip_writer_write (recording, FIRST, LAST, path, &funcs, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (PlumbEngine) film = open_engine (path);
  PlumbFrameIndex *was = plumb_engine_index (recording);
  PlumbFrameIndex *is = plumb_engine_index (film);
  g_assert_cmpint (plumb_frame_index_n_frames (is), ==, LAST - FIRST + 1);
  for (gint64 i = FIRST; i <= LAST; i++)
    {
      gint64 taken = plumb_frame_index_pts_ns (was, i) - plumb_frame_index_pts_ns (was, FIRST);
      gint64 shown
          = plumb_frame_index_pts_ns (is, i - FIRST) - plumb_frame_index_pts_ns (is, 0);
      gint64 held = i > 20 ? (gint64) HOLD_NS : 0;
      g_assert_cmpint (ABS (shown - held - 4 * taken), <=, MP4_TICK_NS);
    }
  plumb_engine_close (film);
  g_unlink (path);
  plumb_engine_close (recording);
}

/* The film stands upright without a tag that messengers forget. */
static void
test_turned (void)
{
  g_autoptr (PlumbEngine) recording = make_recording ("turned.mp4", 0, 90);
  g_autofree char        *path = g_build_filename (folder, "out.mp4", NULL);
  g_autoptr (GError)      error = NULL;
  if (recording == NULL)
    return;
  plumb_clip_writer_write (recording, FIRST, LAST, path, NULL, NULL, &error);
  g_assert_no_error (error);
  check_film (recording, path, -1, MP4_TICK_NS, FALSE);
  g_unlink (path);
  plumb_engine_close (recording);
}

static void
test_cancelled (void)
{
  g_autoptr (PlumbEngine)  recording = make_recording ("cancelled.mp4", 0, 0);
  g_autofree char         *path = g_build_filename (folder, "older.mp4", NULL);
  g_autofree char         *text = NULL;
  g_autoptr (GError)       error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watch                    watch = { .held = -1, .cancel_at = 7, .cancellable = cancellable };
  PlumbClipWriterFuncs     funcs = { NULL, progress, &watch, 0 };
  if (recording == NULL)
    return;
  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  g_assert_false (
      plumb_clip_writer_write (recording, FIRST, LAST, path, &funcs, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (watch.n_done, ==, 7);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "older");
  assert_no_remains ();
  g_unlink (path);
  plumb_engine_close (recording);
}

static void
test_no_folder (void)
{
  g_autoptr (PlumbEngine) recording = make_recording ("nowhere.mp4", 0, 0);
  g_autofree char        *path = g_build_filename (folder, "nowhere", "clip.mp4", NULL);
  g_autoptr (GError)      error = NULL;
  if (recording == NULL)
    return;
  g_assert_false (plumb_clip_writer_write (recording, FIRST, LAST, path, NULL, NULL, &error));
  g_assert_error (error, PLUMB_CLIP_WRITER_ERROR, PLUMB_CLIP_WRITER_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "clip.mp4"));
  plumb_engine_close (recording);
}

/* The temporary name would be too long. */
static void
test_long_name (void)
{
  g_autoptr (PlumbEngine) recording = make_recording ("long-name.mp4", 0, 0);
  g_autoptr (GError)      error = NULL;
  if (recording == NULL)
    return;
  g_autofree char *name = g_strnfill (252, 'x');
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_assert_false (plumb_clip_writer_write (recording, FIRST, LAST, path, NULL, NULL, &error));
  g_assert_error (error, PLUMB_CLIP_WRITER_ERROR, PLUMB_CLIP_WRITER_ERROR_WRITE);
  assert_no_remains ();
  plumb_engine_close (recording);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  gst_init (NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("plumbline-film-XXXXXX", &error);
  g_assert_no_error (error);
  g_test_add_data_func ("/clip-writer/times/mp4", "out.mp4", test_times);
  g_test_add_data_func ("/clip-writer/times/webm", "out.webm", test_times);
  g_test_add_func ("/clip-writer/painted", test_painted);
  g_test_add_func ("/clip-writer/slow", test_slow);
  g_test_add_func ("/clip-writer/turned", test_turned);
  g_test_add_func ("/clip-writer/cancelled", test_cancelled);
  g_test_add_func ("/clip-writer/no-folder", test_no_folder);
  g_test_add_func ("/clip-writer/name-too-long", test_long_name);
  int status = g_test_run ();
  media_clip_clean ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
