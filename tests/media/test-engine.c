/* Requests and answers: what is emitted, when, in which size and where.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>

#include "media-clip.h"

#define N_FRAMES 120

/* What was heard from an engine. */
typedef struct
{
  gint64   target; /* `done` once this one came */
  gboolean done;
  GArray  *frames; /* gint64, as emitted */
  int      width_px, height_px;
  GThread *thread;
  guint    n_failed;
} Heard;

static char *clip;

static void
frame_cb (PlumbEngine *engine,
          PlumbFrame  *frame,
          gpointer     user_data)
{
  Heard *heard = user_data;
  g_array_append_val (heard->frames, frame->frame);
  g_assert_cmpint (media_clip_number (frame), ==, frame->frame);
  heard->width_px = frame->width_px;
  heard->height_px = frame->height_px;
  g_assert_cmpint (frame->full_width_px, ==, 320);
  heard->thread = g_thread_self ();
  heard->done = frame->frame == heard->target;
}

static void
failed_cb (PlumbEngine *engine,
           gint64       frame,
           GError      *error,
           gpointer     user_data)
{
  Heard *heard = user_data;
  heard->n_failed++;
}

static PlumbEngine *
open_clip (Heard *heard)
{
  g_autoptr (GError) error = NULL;
  PlumbEngine       *engine = plumb_engine_open (clip, NULL, &error);
  g_assert_no_error (error);
  *heard = (Heard){ .target = -1, .frames = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_signal_connect (engine, "frame", G_CALLBACK (frame_cb), heard);
  g_signal_connect (engine, "failed", G_CALLBACK (failed_cb), heard);
  return engine;
}

static void
close_clip (PlumbEngine *engine,
            Heard       *heard)
{
  g_assert_cmpuint (heard->n_failed, ==, 0);
  g_assert_finalize_object (engine);
  g_array_unref (heard->frames);
}

static void
ask (PlumbEngine *engine,
     Heard       *heard,
     gint64       frame,
     PlumbIntent  intent)
{
  heard->target = frame;
  heard->done = FALSE;
  plumb_engine_request (engine, frame, intent);
  g_assert_true (media_clip_wait (&heard->done));
}

static void
test_land (void)
{
  Heard                   heard;
  PlumbEngine            *engine = open_clip (&heard);
  g_autoptr (PlumbFrame)  absent = plumb_engine_peek (engine, 50);
  g_assert_null (absent);
  g_assert_cmpint (plumb_engine_requested (engine), ==, -1);
  ask (engine, &heard, 50, PLUMB_INTENT_LAND);
  g_assert_cmpuint (heard.frames->len, ==, 1);
  g_assert_true (heard.thread == g_thread_self ());
  g_autoptr (PlumbFrame) here = plumb_engine_peek (engine, 50);
  g_assert_nonnull (here);
  g_assert_cmpint (media_clip_number (here), ==, 50);
  /* Outside the recording the nearest end is meant. */
  heard.target = N_FRAMES - 1;
  heard.done = FALSE;
  plumb_engine_request (engine, 100000, PLUMB_INTENT_LAND);
  g_assert_true (media_clip_wait (&heard.done));
  g_assert_cmpint (plumb_engine_requested (engine), ==, N_FRAMES - 1);
  close_clip (engine, &heard);
}

/* Of requests in a row the last is answered, and none of the others. */
static void
test_latest_wins (void)
{
  Heard        heard;
  PlumbEngine *engine = open_clip (&heard);
  heard.target = 17;
  for (gint64 i = 0; i < 40; i++)
    plumb_engine_request (engine, (i * 37) % N_FRAMES, PLUMB_INTENT_LAND);
  plumb_engine_request (engine, 17, PLUMB_INTENT_LAND);
  g_assert_true (media_clip_wait (&heard.done));
  media_clip_run (100);
  g_assert_cmpuint (heard.frames->len, ==, 1);
  close_clip (engine, &heard);
}

/* An answer that lies ready when the next request is made comes too late. */
static void
test_late_answer (void)
{
  Heard        heard;
  PlumbEngine *engine = open_clip (&heard);
  for (gint64 i = 0; i < 5; i++)
    {
      plumb_engine_request (engine, 100 - i, PLUMB_INTENT_LAND);
      g_usleep (150000);
      heard.target = i * 7;
      heard.done = FALSE;
      plumb_engine_request (engine, i * 7, PLUMB_INTENT_LAND);
      g_assert_true (media_clip_wait (&heard.done));
      g_assert_cmpuint (heard.frames->len, ==, i + 1);
    }
  close_clip (engine, &heard);
}

/* Quick presses count from the frame asked for, not from the one shown. */
static void
test_steps (void)
{
  Heard        heard;
  PlumbEngine *engine = open_clip (&heard);
  ask (engine, &heard, 30, PLUMB_INTENT_LAND);
  heard.target = 40;
  heard.done = FALSE;
  for (int i = 0; i < 10; i++)
    plumb_engine_request (engine, plumb_engine_requested (engine) + 1, PLUMB_INTENT_STEP);
  g_assert_true (media_clip_wait (&heard.done));
  for (gint64 frame = 39; frame >= 0; frame--)
    ask (engine, &heard, frame, PLUMB_INTENT_STEP);
  media_clip_run (50);
  g_assert_cmpint (g_array_index (heard.frames, gint64, heard.frames->len - 1), ==, 0);
  close_clip (engine, &heard);
}

/* While dragging, pictures on the way come nearer and nearer; the last is the
 * one under the finger. */
static void
test_scrub (void)
{
  Heard        heard;
  PlumbEngine *engine = open_clip (&heard);
  ask (engine, &heard, 0, PLUMB_INTENT_LAND);
  for (gint64 frame = 0; frame < 115; frame += 3)
    {
      plumb_engine_request (engine, frame, PLUMB_INTENT_SCRUB);
      media_clip_run (2);
    }
  ask (engine, &heard, 115, PLUMB_INTENT_SCRUB);
  media_clip_run (50);
  for (guint i = 1; i < heard.frames->len; i++)
    g_assert_cmpint (g_array_index (heard.frames, gint64, i), >=,
                     g_array_index (heard.frames, gint64, i - 1));
  g_assert_cmpint (g_array_index (heard.frames, gint64, heard.frames->len - 1), ==, 115);
  close_clip (engine, &heard);
}

static void
test_view_size (void)
{
  Heard        heard;
  PlumbEngine *engine = open_clip (&heard);
  plumb_engine_set_view_size (engine, 200, 200);
  ask (engine, &heard, 20, PLUMB_INTENT_LAND);
  g_assert_cmpint (heard.width_px, ==, 200);
  g_assert_cmpint (heard.height_px, ==, 113);
  /* It grows: the same frame comes again, finer, without being asked for. */
  heard.done = FALSE;
  plumb_engine_set_view_size (engine, 1000, 1000);
  g_assert_true (media_clip_wait (&heard.done));
  g_assert_cmpint (heard.width_px, ==, 320);
  g_assert_cmpint (heard.height_px, ==, 180);
  /* It shrinks: what is on the screen does. */
  heard.done = FALSE;
  plumb_engine_set_view_size (engine, 160, 90);
  media_clip_run (100);
  g_assert_false (heard.done);
  ask (engine, &heard, 80, PLUMB_INTENT_LAND);
  g_assert_cmpint (heard.width_px, ==, 160);
  /* Whoever waits for a frame gets it whole. */
  g_autoptr (GError)     error = NULL;
  g_autoptr (PlumbFrame) whole = plumb_engine_get_frame (engine, 80, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (whole->width_px, ==, 320);
  g_assert_cmpint (media_clip_number (whole), ==, 80);
  close_clip (engine, &heard);
}

/* A key moment is at hand from the other end of the recording, however short the
 * room is; a frame that is nobody's is not. */
static void
test_pinned (void)
{
  Heard        heard;
  const gint64 moments[] = { 5, -1, 40, 100000 };
  PlumbEngine *engine = open_clip (&heard);
  plumb_engine_set_cache_budget (engine, 40 * 320 * 180 * 3 / 2);
  plumb_engine_set_pinned (engine, moments, G_N_ELEMENTS (moments));
  ask (engine, &heard, 110, PLUMB_INTENT_LAND);
  for (int i = 0; i < 100; i++)
    {
      g_autoptr (PlumbFrame) one = plumb_engine_peek (engine, 5);
      g_autoptr (PlumbFrame) two = plumb_engine_peek (engine, 40);
      if (one != NULL && two != NULL)
        break;
      media_clip_run (50);
    }
  for (gint64 frame = 109; frame > 90; frame--)
    ask (engine, &heard, frame, PLUMB_INTENT_STEP);
  media_clip_run (300);
  g_autoptr (PlumbFrame) one = plumb_engine_peek (engine, 5);
  g_autoptr (PlumbFrame) two = plumb_engine_peek (engine, 40);
  g_autoptr (PlumbFrame) other = plumb_engine_peek (engine, 20);
  g_assert_nonnull (one);
  g_assert_nonnull (two);
  g_assert_null (other);
  g_assert_cmpint (media_clip_number (one), ==, 5);
  close_clip (engine, &heard);
}

static void
test_closed (void)
{
  Heard        heard;
  PlumbEngine *engine = open_clip (&heard);
  plumb_engine_request (engine, 100, PLUMB_INTENT_LAND);
  plumb_engine_close (engine);
  media_clip_run (100);
  g_assert_cmpuint (heard.frames->len, ==, 0);
  plumb_engine_request (engine, 3, PLUMB_INTENT_LAND);
  g_assert_null (plumb_engine_peek (engine, 3));
  plumb_engine_close (engine);
  close_clip (engine, &heard);
}

typedef struct
{
  gboolean     done;
  PlumbEngine *engine;
  GError      *error;
} Opened;

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Opened *opened = user_data;
  opened->engine = plumb_engine_open_finish (result, &opened->error);
  opened->done = TRUE;
}

static void
test_open_async (void)
{
  Opened opened = { 0 };
  plumb_engine_open_async (clip, NULL, opened_cb, &opened);
  g_assert_true (media_clip_wait (&opened.done));
  g_assert_no_error (opened.error);
  Heard heard = { .frames = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_signal_connect (opened.engine, "frame", G_CALLBACK (frame_cb), &heard);
  ask (opened.engine, &heard, 5, PLUMB_INTENT_LAND);
  g_assert_true (heard.thread == g_thread_self ());
  close_clip (opened.engine, &heard);

  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_cancellable_cancel (cancelled);
  opened = (Opened){ 0 };
  plumb_engine_open_async (clip, cancelled, opened_cb, &opened);
  g_assert_true (media_clip_wait (&opened.done));
  g_assert_error (opened.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&opened.error);
}

static gpointer
get_some_cb (gpointer data)
{
  PlumbEngine *engine = data;
  for (int i = 0; i < 60; i++)
    {
      g_autoptr (GError)     error = NULL;
      gint64                 number = (i * 53) % N_FRAMES;
      g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (engine, number, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (media_clip_number (frame), ==, number);
    }
  return NULL;
}

/* Two threads wait for frames while the main thread steps and drags. */
static void
test_threads (void)
{
  Heard        heard;
  PlumbEngine *engine = open_clip (&heard);
  plumb_engine_set_cache_budget (engine, 20 * 320 * 180 * 3 / 2);
  GThread *first = g_thread_new ("first", get_some_cb, engine);
  GThread *second = g_thread_new ("second", get_some_cb, engine);
  for (int i = 0; i < 60; i++)
    ask (engine, &heard, (i * 31) % N_FRAMES, i % 2 ? PLUMB_INTENT_SCRUB : PLUMB_INTENT_LAND);
  g_thread_join (first);
  g_thread_join (second);
  close_clip (engine, &heard);
}

/* The seed is printed; each label is the number in its picture (frame_cb). */
static void
test_mixture (void)
{
  Heard        heard;
  PlumbEngine *engine = open_clip (&heard);
  plumb_engine_set_cache_budget (engine, 30 * 320 * 180 * 3 / 2);
  for (int i = 0; i < 600; i++)
    {
      gint64 from = MAX (plumb_engine_requested (engine), 0);
      int    what = g_test_rand_int_range (0, 5);
      if (what == 0)
        plumb_engine_request (engine, g_test_rand_int_range (0, N_FRAMES), PLUMB_INTENT_LAND);
      else if (what == 1)
        plumb_engine_request (engine, g_test_rand_int_range (0, N_FRAMES), PLUMB_INTENT_SCRUB);
      else
        plumb_engine_request (engine, from + (what == 2 ? -1 : 1), PLUMB_INTENT_STEP);
      if (g_test_rand_int_range (0, 3) == 0)
        media_clip_run ((guint) g_test_rand_int_range (0, 8));
    }
  heard.target = plumb_engine_requested (engine);
  ask (engine, &heard, heard.target, PLUMB_INTENT_LAND);
  close_clip (engine, &heard);
}

typedef struct
{
  gboolean done;
  guint    n;
  gint64   last;
} Thumbnails;

static void
thumbnail_cb (PlumbFrame *thumbnail,
              gpointer    user_data)
{
  Thumbnails *seen = user_data;
  g_assert_false (seen->done);
  seen->done = thumbnail == NULL;
  if (thumbnail == NULL)
    return;
  g_assert_cmpint (thumbnail->height_px, ==, 90);
  g_assert_cmpint (thumbnail->width_px, ==, 160);
  g_assert_cmpint (media_clip_number (thumbnail), ==, thumbnail->frame);
  g_assert_cmpint (thumbnail->frame, >, seen->last);
  seen->last = thumbnail->frame;
  seen->n++;
}

static void
test_thumbnails (void)
{
  Heard        heard;
  PlumbEngine *engine = open_clip (&heard);
  Thumbnails   seen = { .last = -1 };
  plumb_engine_load_thumbnails (engine, 8, 90, NULL, thumbnail_cb, &seen);
  g_assert_true (media_clip_wait (&seen.done));
  g_assert_cmpuint (seen.n, ==, 8);
  /* Cancelled, or closed: not a word more. */
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Thumbnails               cancelled = { .last = -1 }, closed = { .last = -1 };
  plumb_engine_load_thumbnails (engine, 8, 90, cancellable, thumbnail_cb, &cancelled);
  g_cancellable_cancel (cancellable);
  plumb_engine_load_thumbnails (engine, 8, 90, NULL, thumbnail_cb, &closed);
  plumb_engine_close (engine);
  media_clip_run (200);
  g_assert_cmpuint (cancelled.n + closed.n, ==, 0);
  g_assert_false (cancelled.done || closed.done);
  close_clip (engine, &heard);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  PlumbClipOptions options;
  media_clip_options_init (&options, N_FRAMES);
  options.gop = 40;
  options.b_frames = 2;
  clip = media_clip_make (&options, "engine.mp4");
  if (clip != NULL)
    {
      g_test_add_func ("/media/engine/land", test_land);
      g_test_add_func ("/media/engine/latest-wins", test_latest_wins);
      g_test_add_func ("/media/engine/late-answer", test_late_answer);
      g_test_add_func ("/media/engine/steps", test_steps);
      g_test_add_func ("/media/engine/scrub", test_scrub);
      g_test_add_func ("/media/engine/view-size", test_view_size);
      g_test_add_func ("/media/engine/pinned", test_pinned);
      g_test_add_func ("/media/engine/closed", test_closed);
      g_test_add_func ("/media/engine/open-async", test_open_async);
      g_test_add_func ("/media/engine/threads", test_threads);
      g_test_add_func ("/media/engine/mixture", test_mixture);
      g_test_add_func ("/media/engine/thumbnails", test_thumbnails);
    }
  int status = g_test_run ();
  media_clip_clean ();
  g_free (clip);
  return status;
}
