/* Figures of one recording.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "engine-bench.h"

#include <stdlib.h>

#include "decoder.h"
#include "frame-index-private.h"
#include "media-error.h"

#define LIMIT_UNITS 240u
#define N_AHEAD 60
#define N_CACHED 40
#define N_HELD 120
#define SCRUB_S 2.0
/* A screen's time between two pictures. */
#define TICK_US (G_USEC_PER_SEC / 60)
/* A picture that takes longer than this will not come. */
#define PATIENCE_US (30 * G_USEC_PER_SEC)

typedef struct
{
  PlumbEngine *engine;
  gint64       shown;    /* frame of the last picture */
  gboolean     failed;
  guint        n_shown;
  GArray      *behind; /* double, frames between finger and picture */
} Watch;

static void
frame_cb (PlumbEngine *engine,
          PlumbFrame  *frame,
          gpointer     user_data)
{
  Watch *watch = user_data;
  watch->shown = frame->frame;
  watch->n_shown++;
  double behind = (double) ABS (frame->frame - plumb_engine_requested (engine));
  g_array_append_val (watch->behind, behind);
}

static void
failed_cb (PlumbEngine *engine,
           gint64       frame,
           GError      *error,
           gpointer     user_data)
{
  ((Watch *) user_data)->failed = TRUE;
}

static void
run_until_us (gint64 until_us)
{
  GMainContext *context = g_main_context_get_thread_default ();
  while (g_get_monotonic_time () < until_us)
    if (!g_main_context_iteration (context, FALSE))
      g_usleep (200);
}

/* Milliseconds from the request to the picture. */
static double
time_request (Watch      *watch,
              gint64      frame,
              PlumbIntent intent)
{
  GMainContext *context = g_main_context_get_thread_default ();
  gint64        begin_us = g_get_monotonic_time ();
  watch->shown = -1;
  watch->failed = FALSE;
  plumb_engine_request (watch->engine, frame, intent);
  while (watch->shown != frame && !watch->failed &&
         g_get_monotonic_time () - begin_us < PATIENCE_US)
    if (!g_main_context_iteration (context, FALSE))
      g_usleep (50);
  return (double) (g_get_monotonic_time () - begin_us) / 1000.0;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static double
find_quantile (GArray *values,
               double  quantile)
{
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare_doubles);
  guint at = MIN ((guint) (quantile * values->len), values->len - 1);
  return g_array_index (values, double, at);
}

static PlumbBenchTimes
sum_up (GArray *times,
        double  limit_ms)
{
  PlumbBenchTimes result = { 0 };
  double          sum = 0;
  for (guint i = 0; i < times->len; i++)
    sum += g_array_index (times, double, i);
  result.ratio = limit_ms > 0 ? sum / limit_ms : 0;
  result.median_ms = find_quantile (times, 0.5);
  result.p95_ms = find_quantile (times, 0.95);
  result.worst_ms = find_quantile (times, 1.0);
  return result;
}

/* The decoder alone: the first units, pictures thrown away. */
static gboolean
measure_limit (const char *path,
               PlumbBench *bench,
               GError    **error)
{
  g_autoptr (PlumbTrack) track = plumb_track_open (path, NULL, error);
  if (track == NULL)
    return FALSE;
  g_autoptr (PlumbDecoder) decoder = plumb_decoder_new (track, error);
  if (decoder == NULL)
    return FALSE;
  guint  n = MIN (track->units->len, LIMIT_UNITS);
  gint64 begin_us = g_get_monotonic_time ();
  for (guint i = 0; i <= n; i++)
    {
      PlumbDecoded *decoded;
      if (i < n)
        {
          g_autoptr (GBytes) unit = plumb_track_read_unit (track, i, NULL);
          if (unit != NULL)
            plumb_decoder_feed (decoder, unit, i, i == 0, NULL);
        }
      else
        plumb_decoder_drain (decoder);
      while ((decoded = plumb_decoder_pop (decoder)) != NULL)
        plumb_decoded_free (decoded);
    }
  bench->limit_ms = (double) (g_get_monotonic_time () - begin_us) / 1000.0 / n;
  return TRUE;
}

static double
find_seek_units (PlumbEngine *engine,
                 gint64       frame)
{
  PlumbFrameIndex *index = plumb_engine_index (engine);
  guint32          unit = plumb_frame_index_unit_of_frame (index, frame);
  return unit - plumb_frame_index_start_of_unit (index, unit) + 1.0;
}

static void
measure_steps (Watch      *watch,
               PlumbBench *bench)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  gint64             first = bench->n_frames / 2;
  gint64             n = MIN ((gint64) N_AHEAD, bench->n_frames - first - 1);
  time_request (watch, first, PLUMB_INTENT_LAND);
  for (gint64 i = 1; i <= n; i++)
    {
      double ms = time_request (watch, first + i, PLUMB_INTENT_STEP);
      g_array_append_val (times, ms);
    }
  bench->step_ahead = sum_up (times, bench->limit_ms * (double) n);

  g_array_set_size (times, 0);
  for (int i = 0; i < N_CACHED && n > 3; i++)
    {
      double ms = time_request (watch, first + (i & 1), PLUMB_INTENT_STEP);
      g_array_append_val (times, ms);
      run_until_us (g_get_monotonic_time () + TICK_US);
    }
  bench->step_cached = sum_up (times, 0);
}

static void
measure_seeks (Watch      *watch,
               PlumbBench *bench)
{
  g_autoptr (GRand)  random = g_rand_new_with_seed (PLUMB_BENCH_SEEK_SEED);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  double             limit_ms = 0;
  for (int i = 0; i < PLUMB_BENCH_N_SEEKS; i++)
    {
      gint64 frame = g_rand_int_range (random, 0, (gint32) bench->n_frames);
      /* An empty cache, and nothing left to do. */
      plumb_engine_set_cache_budget (watch->engine, 1);
      run_until_us (g_get_monotonic_time () + 3 * TICK_US);
      double ms = time_request (watch, frame, PLUMB_INTENT_LAND);
      limit_ms += find_seek_units (watch->engine, frame) * bench->limit_ms;
      g_array_append_val (times, ms);
    }
  bench->seek = sum_up (times, limit_ms);
}

/* The back key held down after a landing in the last third. */
static void
measure_held (Watch      *watch,
              PlumbBench *bench)
{
  gint64 frame = bench->n_frames * 5 / 6;
  time_request (watch, frame, PLUMB_INTENT_LAND);
  run_until_us (g_get_monotonic_time () + G_USEC_PER_SEC / 2);
  gint64 next_us = g_get_monotonic_time ();
  for (int i = 0; i < N_HELD && frame > 0; i++)
    {
      frame--;
      plumb_engine_request (watch->engine, frame, PLUMB_INTENT_STEP);
      next_us += TICK_US;
      run_until_us (next_us);
      bench->held_steps++;
      bench->held_late += watch->shown != frame;
    }
}

/* To and fro over the whole recording, once each way. */
static void
measure_scrub (Watch      *watch,
               PlumbBench *bench)
{
  gint64 begin_us = g_get_monotonic_time ();
  gint64 length_us = (gint64) (SCRUB_S * G_USEC_PER_SEC);
  time_request (watch, 0, PLUMB_INTENT_LAND);
  g_array_set_size (watch->behind, 0);
  watch->n_shown = 0;
  for (begin_us = g_get_monotonic_time (); g_get_monotonic_time () - begin_us < length_us;)
    {
      gint64 now_us = g_get_monotonic_time ();
      double place = 2.0 * (double) (now_us - begin_us) / (double) length_us;
      double there = place <= 1.0 ? place : 2.0 - place;
      gint64 frame = (gint64) (there * (double) (bench->n_frames - 1));
      plumb_engine_request (watch->engine, frame, PLUMB_INTENT_SCRUB);
      run_until_us (now_us + TICK_US);
    }
  bench->scrub_shown = watch->n_shown / SCRUB_S;
  bench->scrub_behind = find_quantile (watch->behind, 0.5);
}

gboolean
plumb_engine_bench (const char   *path,
                    int           view_width_px,
                    int           view_height_px,
                    PlumbBench   *bench,
                    GCancellable *cancellable,
                    GError      **error)
{
  *bench = (PlumbBench){ 0 };
  gint64                  begin_us = g_get_monotonic_time ();
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, cancellable, error);
  if (engine == NULL)
    return FALSE;
  bench->open_ms = (double) (g_get_monotonic_time () - begin_us) / 1000.0;
  bench->n_frames = plumb_frame_index_n_frames (plumb_engine_index (engine));

  Watch watch = { .engine = engine, .behind = g_array_new (FALSE, FALSE, sizeof (double)) };
  gulong frame_handler = g_signal_connect (engine, "frame", G_CALLBACK (frame_cb), &watch);
  gulong failed_handler = g_signal_connect (engine, "failed", G_CALLBACK (failed_cb), &watch);
  plumb_engine_set_view_size (engine, view_width_px, view_height_px);
  bench->first_ms = bench->open_ms + time_request (&watch, 0, PLUMB_INTENT_LAND);
  gboolean done = measure_limit (path, bench, error);
  if (done)
    {
      measure_steps (&watch, bench);
      measure_seeks (&watch, bench);
      plumb_engine_set_cache_budget (engine, 400u * 1024 * 1024);
      measure_held (&watch, bench);
      measure_scrub (&watch, bench);
    }
  g_signal_handler_disconnect (engine, frame_handler);
  g_signal_handler_disconnect (engine, failed_handler);
  g_array_unref (watch.behind);
  if (done && g_cancellable_set_error_if_cancelled (cancellable, error))
    done = FALSE;
  return done;
}
