/* The decoding thread by itself: its answers as it gives them, before the
 * engine lets the newest of them through.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>

#include "media-clip.h"
#include "worker.h"

#define N_FRAMES 90
/* It rests before it makes small pictures, and makes these in no time. */
#define FILLING_US (3 * G_USEC_PER_SEC)

static char *clip;

typedef struct
{
  GMutex     lock;
  GCond      cond;
  GPtrArray *answers; /* PlumbAnswer */
} Box;

static void
answer_cb (PlumbAnswer *answer,
           gpointer     user_data)
{
  Box *box = user_data;
  g_mutex_lock (&box->lock);
  g_ptr_array_add (box->answers, answer);
  g_cond_signal (&box->cond);
  g_mutex_unlock (&box->lock);
}

/* Waits for a picture of that frame and at least that width; all that came up
 * to then are in the box. */
static void
wait_for (Box   *box,
          gint64 frame,
          int    width_px)
{
  gint64   until_us = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  gboolean there = FALSE;
  g_mutex_lock (&box->lock);
  while (!there)
    {
      for (guint i = 0; i < box->answers->len; i++)
        {
          PlumbAnswer *answer = box->answers->pdata[i];
          g_assert_nonnull (answer->picture);
          there |= answer->picture->frame == frame && answer->picture->width_px >= width_px;
        }
      if (!there)
        g_assert_true (g_cond_wait_until (&box->cond, &box->lock, until_us));
    }
  g_mutex_unlock (&box->lock);
}

static void
test_small_first (void)
{
  g_autoptr (GError)          error = NULL;
  g_autoptr (PlumbTrack)      track = plumb_track_open (clip, NULL, &error);
  g_autoptr (PlumbFrameIndex) index = plumb_frame_index_new (track, &error);
  g_assert_no_error (error);
  Box box = { .answers = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_answer_free) };
  g_autoptr (PlumbWorker) worker = plumb_worker_new (track, index, 1, answer_cb, &box, NULL);
  plumb_worker_request (worker, 1, 0, PLUMB_INTENT_LAND);
  wait_for (&box, 0, 320);
  g_assert_cmpuint (box.answers->len, ==, 1);
  g_usleep (FILLING_US);

  /* Dragging: the small picture of the very frame, then the sharp one. A busy
   * machine may not have come that far with the small ones: then another frame. */
  guint64 generation = 2;
  gint64  frame = 80;
  for (;; frame -= 10)
    {
      g_ptr_array_set_size (box.answers, 0);
      plumb_worker_request (worker, generation++, frame, PLUMB_INTENT_SCRUB);
      wait_for (&box, frame, 320);
      if (box.answers->len == 2)
        break;
      g_assert_cmpint (frame, >, 50);
      g_usleep (FILLING_US);
    }
  const PlumbAnswer *small = box.answers->pdata[0], *sharp = box.answers->pdata[1];
  g_assert_cmpint (small->picture->frame, ==, frame);
  g_assert_cmpint (small->picture->width_px, ==, 160);
  g_assert_cmpint (small->picture->full_width_px, ==, 320);
  g_assert_cmpint (media_clip_number (small->picture), ==, frame);
  g_assert_cmpint (media_clip_number (sharp->picture), ==, frame);

  /* A landing is answered once, and sharp. */
  g_ptr_array_set_size (box.answers, 0);
  plumb_worker_request (worker, generation, 20, PLUMB_INTENT_LAND);
  wait_for (&box, 20, 320);
  g_assert_cmpuint (box.answers->len, ==, 1);
  plumb_worker_stop (worker, G_USEC_PER_SEC);
  g_ptr_array_unref (box.answers);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  PlumbClipOptions options;
  media_clip_options_init (&options, N_FRAMES);
  options.gop = 45;
  clip = media_clip_make (&options, "worker.mp4");
  if (clip != NULL)
    g_test_add_func ("/media/worker/small-first", test_small_first);
  int status = g_test_run ();
  media_clip_clean ();
  g_free (clip);
  return status;
}
