/* What is emitted while requests rain down on a decoder that is slow: pictures
 * that are what they say, none of an older request once a newer one landed, and
 * the asked frame in full at the end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>

#include "media-clip.h"
#include "slow-decoder.h"

#define N_FRAMES 96
#define N_ROUNDS 60
#define N_ROUNDS_SLOW 1500
#define SLOWEST_US 9000

static char *clip;

/* What a coach's canvas would show, and when it must not change any more. */
typedef struct
{
  gint64      target;
  PlumbIntent intent;
  gint64      on_canvas; /* -1 = nothing yet */
  int         width_px;
  gboolean    landed; /* the asked frame is there in full */
  gint64      distance; /* of the picture to the target while dragging */
} Canvas;

static void
frame_cb (PlumbEngine *engine,
          PlumbFrame  *frame,
          gpointer     user_data)
{
  Canvas *canvas = user_data;
  gint64  distance = ABS (frame->frame - canvas->target);
  /* 80 pixels are too few to read the bars by. */
  if (frame->width_px >= 160)
    g_assert_cmpint (media_clip_number (frame), ==, frame->frame);
  if (canvas->intent == PLUMB_INTENT_LAND || canvas->intent == PLUMB_INTENT_STEP)
    g_assert_cmpint (frame->frame, ==, canvas->target);
  /* Dragging may only bring it nearer. */
  g_assert_cmpint (distance, <=, canvas->distance);
  if (canvas->landed)
    {
      g_assert_cmpint (frame->frame, ==, canvas->target);
      g_assert_cmpint (frame->width_px, ==, frame->full_width_px);
    }
  canvas->distance = distance;
  canvas->on_canvas = frame->frame;
  canvas->width_px = frame->width_px;
  canvas->landed = distance == 0 && frame->width_px == frame->full_width_px;
}

static void
ask (PlumbEngine *engine,
     Canvas      *canvas,
     gint64       frame,
     PlumbIntent  intent)
{
  canvas->target = CLAMP (frame, 0, N_FRAMES - 1);
  canvas->intent = intent;
  canvas->landed = FALSE;
  canvas->distance =
      canvas->on_canvas < 0 ? G_MAXINT64 : ABS (canvas->on_canvas - canvas->target);
  plumb_engine_request (engine, frame, intent);
}

/* A drag like a hand's: this way, then a little back, and let go. */
static void
drag (PlumbEngine *engine,
      Canvas      *canvas)
{
  gint64 frame = g_test_rand_int_range (0, N_FRAMES);
  gint64 to = g_test_rand_int_range (0, N_FRAMES);
  int    n = g_test_rand_int_range (2, 12);
  for (int i = 1; i <= n; i++)
    {
      ask (engine, canvas, frame + (to - frame) * i / n, PLUMB_INTENT_SCRUB);
      /* The main loop gets its turn now and then only, as under load. */
      if (g_test_rand_int_range (0, 2) == 0)
        media_clip_run ((guint) g_test_rand_int_range (0, 25));
      else
        g_usleep ((gulong) g_test_rand_int_range (0, 6000));
    }
  ask (engine, canvas, to, PLUMB_INTENT_LAND);
}

static void
step (PlumbEngine *engine,
      Canvas      *canvas)
{
  int way = g_test_rand_int_range (0, 2) == 0 ? -1 : 1;
  for (int n = g_test_rand_int_range (1, 9); n > 0; n--)
    {
      ask (engine, canvas, MAX (plumb_engine_requested (engine), 0) + way, PLUMB_INTENT_STEP);
      if (g_test_rand_int_range (0, 2) == 0)
        media_clip_run ((guint) g_test_rand_int_range (0, 12));
    }
}

static void
test_rain (void)
{
  g_autoptr (GError) error = NULL;
  Canvas             canvas = { .on_canvas = -1 };
  if (!slow_decoder_begin ("avdec_h264", SLOWEST_US))
    {
      g_test_skip ("There is no avdec_h264.");
      return;
    }
  PlumbEngine *engine = plumb_engine_open (clip, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (engine, "frame", G_CALLBACK (frame_cb), &canvas);
  int n = g_test_slow () ? N_ROUNDS_SLOW : N_ROUNDS;
  for (int i = 0; i < n; i++)
    {
      /* At times room for few pictures, at times for all. */
      if (i % 10 == 0)
        plumb_engine_set_cache_budget (engine, (gsize) (i % 20 == 0 ? 8 : 400) * 320 * 180 * 3);
      if (g_test_rand_int_range (0, 3) == 0)
        step (engine, &canvas);
      else
        drag (engine, &canvas);
      g_assert_true (media_clip_wait (&canvas.landed));
      /* Whatever is still under way must not show. */
      media_clip_run ((guint) g_test_rand_int_range (0, 60));
      g_assert_true (canvas.landed);
      g_assert_cmpint (canvas.on_canvas, ==, plumb_engine_requested (engine));
    }
  g_assert_finalize_object (engine);
  slow_decoder_end ();
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  PlumbClipOptions options;
  media_clip_options_init (&options, N_FRAMES);
  options.gop = 30;
  options.b_frames = 2;
  clip = media_clip_make (&options, "order.mp4");
  if (clip != NULL)
    g_test_add_func ("/media/order/rain", test_rain);
  int status = g_test_run ();
  media_clip_clean ();
  g_free (clip);
  return status;
}
