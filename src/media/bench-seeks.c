/* One block of seeks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-seeks.h"

#include "bench-limit.h"
#include "engine.h"

/* Before each of either kind: what was begun ahead has ended by then, and neither
 * has the advantage of a processor that was busy with the same just now. */
#define IDLE_US (3 * G_USEC_PER_SEC / 20)
/* A picture that takes longer than this will not come. */
#define PATIENCE_US (30 * G_USEC_PER_SEC)

typedef struct
{
  gint64   shown; /* -1 = nothing since the request */
  gboolean failed;
} Answer;

static void
frame_cb (PlumbEngine *engine,
          PlumbFrame  *frame,
          gpointer     user_data)
{
  ((Answer *) user_data)->shown = frame->frame;
}

static void
failed_cb (PlumbEngine *engine,
           gint64       frame,
           GError      *error,
           gpointer     user_data)
{
  ((Answer *) user_data)->failed = TRUE;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* Runs the main context until `frame` is there; -1: for a while. */
static void
run_until (Answer *answer,
           gint64  frame,
           gint64  us)
{
  GMainContext *context = g_main_context_get_thread_default ();
  GSource      *source = g_timeout_source_new ((guint) (us / 1000));
  gint64        end_us = g_get_monotonic_time () + us;
  g_source_set_callback (source, wake_cb, NULL, NULL);
  g_source_attach (source, context);
  while ((frame < 0 || (answer->shown != frame && !answer->failed)) &&
         g_get_monotonic_time () < end_us)
    g_main_context_iteration (context, TRUE);
  g_source_destroy (source);
  g_source_unref (source);
}

/* The pictures on the way are kept as in use; before the next they are let go. */
static void
seek_all (PlumbEngine    *engine,
          PlumbBenchSeek *seeks,
          guint           n)
{
  Answer answer = { -1, FALSE };
  gulong frame_handler = g_signal_connect (engine, "frame", G_CALLBACK (frame_cb), &answer);
  gulong failed_handler = g_signal_connect (engine, "failed", G_CALLBACK (failed_cb), &answer);
  plumb_engine_request (engine, 0, PLUMB_INTENT_LAND);
  run_until (&answer, 0, PATIENCE_US);
  for (guint i = 0; i < n; i++)
    {
      plumb_engine_set_cache_budget (engine, 1);
      run_until (&answer, -1, IDLE_US);
      answer = (Answer) { -1, FALSE };
      gint64 begin_us = g_get_monotonic_time ();
      plumb_engine_request (engine, seeks[i].frame, PLUMB_INTENT_LAND);
      plumb_engine_set_cache_budget (engine, PLUMB_ENGINE_DEFAULT_BUDGET);
      run_until (&answer, seeks[i].frame, PATIENCE_US);
      seeks[i].seek_ms = (double) (g_get_monotonic_time () - begin_us) / 1000.0;
    }
  g_signal_handler_disconnect (engine, frame_handler);
  g_signal_handler_disconnect (engine, failed_handler);
}

gboolean
plumb_bench_seeks (const char     *path,
                   PlumbBenchSeek *seeks,
                   guint           n,
                   int             view_width_px,
                   int             view_height_px,
                   GError        **error)
{
  PlumbBenchLimit *limit = plumb_bench_limit_new (path, error);
  if (limit == NULL)
    return FALSE;
  /* The first is thrown away: the decoder has its memory afterwards. */
  for (guint i = 0; i <= n; i++)
    {
      PlumbBenchSeek *seek = &seeks[i > 0 ? i - 1 : 0];
      g_usleep (IDLE_US);
      seek->n_units = plumb_bench_limit_n_units (limit, seek->frame);
      seek->limit_ms = plumb_bench_limit_decode_ms (limit, seek->frame);
    }
  plumb_bench_limit_free (limit);
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, error);
  if (engine == NULL)
    return FALSE;
  plumb_engine_set_view_size (engine, view_width_px, view_height_px);
  seek_all (engine, seeks, n);
  plumb_engine_close (engine);
  return TRUE;
}
