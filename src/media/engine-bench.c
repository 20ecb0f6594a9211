/* Figures of one recording.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "engine-bench.h"

#include <stdlib.h>
#include <sys/resource.h>

#include "bench-limit.h"
#include "bench-seeks.h"
#include "player.h"

#define N_AHEAD 60
#define N_CACHED 40
#define N_HELD 120
#define SCRUB_S 2.0
#define N_SEEKS 20
#define SEEK_SEED 1
#define BACK_US (G_USEC_PER_SEC / 15)
#define BACK_LATE_US (100 * G_TIME_SPAN_MILLISECOND)
#define BACK_COARSE_US (300 * G_TIME_SPAN_MILLISECOND)
#define DRAG_S 2.0
#define DRAG_OVER_NS (60 * G_GINT64_CONSTANT (1000000000))
/* Small pictures of all frames are made within this, or as far as they come. */
#define FILL_US (31 * G_USEC_PER_SEC)
/* Asking whether something has come takes as much in a second. */
#define IDLE_CPU_US (G_USEC_PER_SEC / 5)
#define PLAY_US (5 * G_USEC_PER_SEC)
/* What a coach's hand takes to rest before it presses keys. */
#define REST_US (2 * G_USEC_PER_SEC)
/* A screen's time between two pictures. */
#define TICK_US (G_USEC_PER_SEC / 60)
/* A picture that takes longer than this will not come. */
#define PATIENCE_US (30 * G_USEC_PER_SEC)

/* Bars are read from no smaller picture. */
#define NUMBER_MIN_WIDTH_PX 160

typedef struct
{
  PlumbEngine         *engine;
  PlumbBenchNumberFunc number; /* (nullable) */
  gint64               shown;  /* frame of the last picture, … */
  int                  width;  /* … its width, and when it came */
  gint64               shown_us;
  gint64               sharp;    /* frame of the last picture at full size, … */
  gint64               sharp_us; /* … and when it came */
  int                  full_width;
  gboolean             failed;
  guint                n_shown;
  guint                n_wrong;
  GArray              *behind; /* double, frames between finger and picture */
} Watch;

static void
frame_cb (PlumbEngine *engine,
          PlumbFrame  *frame,
          gpointer     user_data)
{
  Watch *watch = user_data;
  watch->n_shown += frame->frame != watch->shown;
  watch->shown = frame->frame;
  watch->shown_us = g_get_monotonic_time ();
  watch->width = frame->width_px;
  watch->full_width = MAX (watch->full_width, frame->width_px);
  if (frame->width_px == watch->full_width)
    {
      watch->sharp = frame->frame;
      watch->sharp_us = watch->shown_us;
    }
  if (watch->number != NULL && frame->width_px >= NUMBER_MIN_WIDTH_PX)
    watch->n_wrong += watch->number (frame) != frame->frame;
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
      g_usleep (1000);
}

static gint64
read_cpu_us (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC +
         usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

/* Until all that is made ready beforehand is there, no longer than `most_us`. */
static void
run_until_idle (gint64 most_us)
{
  gint64 end_us = g_get_monotonic_time () + most_us;
  gint64 before_us;
  do
    {
      before_us = read_cpu_us ();
      run_until_us (g_get_monotonic_time () + G_USEC_PER_SEC);
    }
  while (read_cpu_us () - before_us > IDLE_CPU_US && g_get_monotonic_time () < end_us);
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

  /* Eight there, eight back, as somebody who looks for the moment. */
  g_array_set_size (times, 0);
  run_until_us (g_get_monotonic_time () + REST_US);
  gint64 frame = first + n;
  for (int i = 0; i < N_CACHED && n > 8; i++)
    {
      frame += i / 8 % 2 == 0 ? -1 : 1;
      double ms = time_request (watch, frame, PLUMB_INTENT_STEP);
      g_array_append_val (times, ms);
      run_until_us (g_get_monotonic_time () + TICK_US);
    }
  bench->step_cached = sum_up (times, 0);
}

static gboolean
measure_seeks (const char *path,
               int         view_width_px,
               int         view_height_px,
               PlumbBench *bench,
               GError    **error)
{
  g_autoptr (GRand)  random = g_rand_new_with_seed (SEEK_SEED);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  PlumbBenchSeek     seeks[N_SEEKS];
  double             limit_ms = 0;
  for (guint i = 0; i < N_SEEKS; i++)
    seeks[i].frame = g_rand_int_range (random, 0, (gint32) bench->n_frames);
  if (!plumb_bench_seeks (path, seeks, N_SEEKS, view_width_px, view_height_px, error))
    return FALSE;
  for (guint i = 0; i < N_SEEKS; i++)
    {
      limit_ms += seeks[i].limit_ms;
      g_array_append_val (times, seeks[i].seek_ms);
    }
  bench->seek = sum_up (times, limit_ms);
  return TRUE;
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

/* 15 steps a second; when each came, and when it came in full. */
static void
measure_back (Watch      *watch,
              PlumbBench *bench)
{
  gint64 frame = MAX (bench->n_frames - 20, bench->n_frames * 9 / 10);
  time_request (watch, frame, PLUMB_INTENT_LAND);
  run_until_us (g_get_monotonic_time () + REST_US);
  gint64 next_us = g_get_monotonic_time ();
  for (int i = 0; i < PLUMB_BENCH_N_BACK && frame > 0; i++)
    {
      gint64 begin_us = g_get_monotonic_time (), came_us = 0;
      frame--;
      watch->shown = -1;
      plumb_engine_request (watch->engine, frame, PLUMB_INTENT_STEP);
      next_us += BACK_US;
      while (g_get_monotonic_time () < next_us || came_us == 0)
        {
          run_until_us (g_get_monotonic_time () + 300);
          if (came_us == 0 && watch->shown == frame)
            came_us = watch->shown_us;
          if (g_get_monotonic_time () - begin_us > PATIENCE_US)
            break;
        }
      gint64 took_us = (came_us != 0 ? came_us : g_get_monotonic_time ()) - begin_us;
      if (took_us > BACK_LATE_US)
        next_us = g_get_monotonic_time ();
      bench->back_steps++;
      bench->back_late += took_us > BACK_LATE_US;
      bench->back_worst_ms = MAX (bench->back_worst_ms, (double) took_us / 1000.0);
      /* The next step comes sooner than 300 ms: of those that came coarse the
       * sharp one is awaited only while the key stands still. */
      if (watch->sharp != frame && i % 15 == 14)
        {
          run_until_us (begin_us + took_us + BACK_COARSE_US);
          bench->back_coarse += watch->sharp != frame;
          next_us = g_get_monotonic_time ();
        }
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

/* One drag over 60 s, or all there is, and then the hand rests. */
static void
measure_drag (Watch      *watch,
              PlumbBench *bench)
{
  gint64 last = bench->drag_last;
  gint64 length_us = (gint64) (DRAG_S * G_USEC_PER_SEC);
  time_request (watch, 0, PLUMB_INTENT_LAND);
  run_until_idle (FILL_US);
  watch->n_shown = watch->n_wrong = 0;
  gint64 begin_us = g_get_monotonic_time (), now_us = begin_us;
  for (; now_us - begin_us < length_us; now_us = g_get_monotonic_time ())
    {
      double there = (double) (now_us - begin_us) / (double) length_us;
      plumb_engine_request (watch->engine, (gint64) (there * (double) last), PLUMB_INTENT_SCRUB);
      run_until_us (now_us + TICK_US);
    }
  bench->drag_shown = watch->n_shown / DRAG_S;
  watch->sharp = -1;
  begin_us = g_get_monotonic_time ();
  plumb_engine_request (watch->engine, last, PLUMB_INTENT_LAND);
  while (watch->sharp != last && g_get_monotonic_time () - begin_us < PATIENCE_US)
    run_until_us (g_get_monotonic_time () + 300);
  bench->drag_full_ms = (double) (watch->sharp_us - begin_us) / 1000.0;
  bench->drag_wrong = watch->n_wrong;
}

/* Ticked as by a screen of 60 Hz. */
static void
measure_play (Watch      *watch,
              PlumbBench *bench)
{
  g_autoptr (PlumbPlayer) player = plumb_player_new (watch->engine);
  time_request (watch, 0, PLUMB_INTENT_LAND);
  run_until_us (g_get_monotonic_time () + REST_US / 4);
  gint64 begin_us = g_get_monotonic_time (), last = -1;
  plumb_player_play (player, begin_us, 0);
  for (gint64 next_us = begin_us; plumb_player_is_playing (player) && next_us - begin_us < PLAY_US;)
    {
      gint64 frame = plumb_player_tick (player, next_us);
      bench->play_due += frame != last;
      last = frame;
      next_us += TICK_US;
      run_until_us (next_us);
    }
  bench->play_dropped = (guint) plumb_player_n_dropped (player);
  plumb_player_pause (player);
}

static void
measure_parts (Watch          *watch,
               PlumbBenchParts parts,
               PlumbBench     *bench)
{
  static const struct
  {
    PlumbBenchParts part;
    void (*measure) (Watch *watch, PlumbBench *bench);
  } measures[] = {
    { PLUMB_BENCH_STEPS, measure_steps }, { PLUMB_BENCH_HELD, measure_held },
    { PLUMB_BENCH_SCRUB, measure_scrub }, { PLUMB_BENCH_BACK, measure_back },
    { PLUMB_BENCH_DRAG, measure_drag },   { PLUMB_BENCH_PLAY, measure_play },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    if ((parts & measures[i].part) != 0)
      measures[i].measure (watch, bench);
}

/* From the file to its first picture. */
static gboolean
measure_opening (const char   *path,
                 int           view_width_px,
                 int           view_height_px,
                 PlumbBench   *bench,
                 GCancellable *cancellable,
                 GError      **error)
{
  gint64                  begin_us = g_get_monotonic_time ();
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, cancellable, error);
  if (engine == NULL)
    return FALSE;
  bench->open_ms = (double) (g_get_monotonic_time () - begin_us) / 1000.0;
  bench->n_frames = plumb_frame_index_n_frames (plumb_engine_index (engine));
  PlumbFrameIndex *index = plumb_engine_index (engine);
  bench->drag_last =
      plumb_frame_index_at (index, plumb_frame_index_pts_ns (index, 0) + DRAG_OVER_NS);
  plumb_engine_set_view_size (engine, view_width_px, view_height_px);
  Watch  watch = { .engine = engine, .behind = g_array_new (FALSE, FALSE, sizeof (double)) };
  gulong handler = g_signal_connect (engine, "frame", G_CALLBACK (frame_cb), &watch);
  bench->first_ms = bench->open_ms + time_request (&watch, 0, PLUMB_INTENT_LAND);
  g_signal_handler_disconnect (engine, handler);
  plumb_engine_close (engine);
  g_array_unref (watch.behind);
  return TRUE;
}

/* The parts that take an open recording. */
static gboolean
measure_open (const char          *path,
              PlumbBenchParts      parts,
              int                  view_width_px,
              int                  view_height_px,
              PlumbBenchNumberFunc number,
              PlumbBench          *bench,
              GError             **error)
{
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, error);
  if (engine == NULL)
    return FALSE;
  Watch watch = { .engine = engine, .number = number };
  watch.behind = g_array_new (FALSE, FALSE, sizeof (double));
  gulong frame_handler = g_signal_connect (engine, "frame", G_CALLBACK (frame_cb), &watch);
  gulong failed_handler = g_signal_connect (engine, "failed", G_CALLBACK (failed_cb), &watch);
  plumb_engine_set_view_size (engine, view_width_px, view_height_px);
  measure_parts (&watch, parts, bench);
  g_signal_handler_disconnect (engine, frame_handler);
  g_signal_handler_disconnect (engine, failed_handler);
  plumb_engine_close (engine);
  g_array_unref (watch.behind);
  return TRUE;
}

/* What decoding alone takes; no recording is open meanwhile. */
static gboolean
measure_limits (const char     *path,
                PlumbBenchParts parts,
                PlumbBench     *bench,
                GError        **error)
{
  PlumbBenchLimit *limit = plumb_bench_limit_new (path, error);
  if (limit == NULL)
    return FALSE;
  bench->limit_ms = plumb_bench_limit_measure_mean (limit, &bench->spare_pct);
  if ((parts & PLUMB_BENCH_DRAG) != 0)
    bench->drag_limit_ms = plumb_bench_limit_decode_ms (limit, bench->drag_last);
  plumb_bench_limit_free (limit);
  return TRUE;
}

gboolean
plumb_engine_bench (const char          *path,
                    PlumbBenchParts      parts,
                    int                  view_width_px,
                    int                  view_height_px,
                    PlumbBenchNumberFunc number,
                    PlumbBench          *bench,
                    GCancellable        *cancellable,
                    GError             **error)
{
  *bench = (PlumbBench){ 0 };
  if (!measure_opening (path, view_width_px, view_height_px, bench, cancellable, error) ||
      !measure_limits (path, parts, bench, error) ||
      !measure_open (path, parts, view_width_px, view_height_px, number, bench, error))
    return FALSE;
  if ((parts & PLUMB_BENCH_SEEKS) != 0 &&
      !measure_seeks (path, view_width_px, view_height_px, bench, error))
    return FALSE;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
