/* Blocks of limits, seeks, and mpv's seeks.
 *
 * The figure is the median over all targets of what each took in the median of
 * the blocks; beside it stand the least and the most that a block by itself would
 * have given: so much is due to the machine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-seek-rows.h"

#include <stdio.h>
#include <stdlib.h>

#include "bench-seeks.h"
#include "bench-table.h"
#include "engine.h"
#include "mpv-seek.h"

#define N_BLOCKS 3
#define MOST_SEEKS 32
#define SEED 1
#define RATIO 1.1
#define RATIO_SPARE 0.8
#define OPEN_RATIO 1.5

typedef struct
{
  PlumbBenchSeek seeks[MOST_SEEKS];
  double         mpv_ms[MOST_SEEKS];
  double         open_ms;
  double         mpv_open_ms; /* 0 = there is no mpv */
} Block;

/* One value of every block. */
typedef struct
{
  double all, least, most;
} Spread;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static double
find_median (const double *values,
             guint         n)
{
  double sorted[MOST_SEEKS];
  for (guint i = 0; i < n; i++)
    sorted[i] = values[i];
  qsort (sorted, n, sizeof *sorted, compare_doubles);
  return sorted[n / 2];
}

static void
first_picture_cb (PlumbEngine *engine,
                  PlumbFrame  *frame,
                  gpointer     user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Milliseconds from the file to its first picture; 0 = it cannot be opened. */
static double
time_first_picture (const char *path)
{
  gboolean                there = FALSE;
  gint64                  begin_us = g_get_monotonic_time ();
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, NULL);
  if (engine == NULL)
    return 0;
  g_signal_connect (engine, "frame", G_CALLBACK (first_picture_cb), &there);
  plumb_engine_set_view_size (engine, BENCH_VIEW_WIDTH_PX, BENCH_VIEW_HEIGHT_PX);
  plumb_engine_request (engine, 0, PLUMB_INTENT_LAND);
  while (!there)
    g_main_context_iteration (NULL, TRUE);
  double ms = (double) (g_get_monotonic_time () - begin_us) / 1000.0;
  plumb_engine_close (engine);
  return ms;
}

/* Any frames; mpv counts from the first, and takes a time in a frame for it. */
static gboolean
choose_targets (const char     *path,
                guint           n_seeks,
                PlumbBenchSeek *seeks,
                double         *times_s)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (GRand)       random = g_rand_new_with_seed (SEED);
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, &error);
  if (engine == NULL)
    {
      fprintf (stderr, "bench-engine: %s: %s\n", path, error->message);
      return FALSE;
    }
  PlumbFrameIndex *index = plumb_engine_index (engine);
  for (guint i = 0; i < n_seeks; i++)
    {
      gint64 frame = g_rand_int_range (random, 0, (gint32) plumb_frame_index_n_frames (index));
      gint64 ns = plumb_frame_index_pts_ns (index, frame) - plumb_frame_index_pts_ns (index, 0);
      seeks[i].frame = frame;
      times_s[i] = (double) ns / 1e9;
    }
  plumb_engine_close (engine);
  return TRUE;
}

static gboolean
run_block (const char   *path,
           guint         n_seeks,
           const double *times_s,
           Block        *block)
{
  g_autoptr (GError) error = NULL;
  double             opens_ms[3];
  if (!plumb_bench_seeks (path, block->seeks, n_seeks, BENCH_VIEW_WIDTH_PX, BENCH_VIEW_HEIGHT_PX,
                          &error))
    {
      fprintf (stderr, "bench-engine: %s: %s\n", path, error->message);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (opens_ms); i++)
    opens_ms[i] = time_first_picture (path);
  block->open_ms = find_median (opens_ms, G_N_ELEMENTS (opens_ms));
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_vals (times, times_s, n_seeks);
  g_autoptr (GArray) ms = mpv_seek_measure (path, times, &block->mpv_open_ms, NULL);
  if (ms == NULL)
    block->mpv_open_ms = 0;
  for (guint i = 0; ms != NULL && i < n_seeks; i++)
    block->mpv_ms[i] = g_array_index (ms, double, i);
  return TRUE;
}

typedef double (*ReadFunc) (const Block *block,
                            guint        target);

static double
read_limit (const Block *block,
            guint        target)
{
  return block->seeks[target].limit_ms;
}

static double
read_seek (const Block *block,
           guint        target)
{
  return block->seeks[target].seek_ms;
}

static double
read_mpv (const Block *block,
          guint        target)
{
  return block->mpv_ms[target];
}

/* Median of all targets; in *own that of each block by itself. */
static double
sum_up (const Block *blocks,
        guint        n_seeks,
        ReadFunc     read,
        double       own[N_BLOCKS])
{
  double each[MOST_SEEKS], values[MOST_SEEKS];
  for (guint b = 0; b < N_BLOCKS; b++)
    {
      for (guint i = 0; i < n_seeks; i++)
        values[i] = read (&blocks[b], i);
      own[b] = find_median (values, n_seeks);
    }
  for (guint i = 0; i < n_seeks; i++)
    {
      double of_target[N_BLOCKS];
      for (guint b = 0; b < N_BLOCKS; b++)
        of_target[b] = read (&blocks[b], i);
      each[i] = find_median (of_target, N_BLOCKS);
    }
  return find_median (each, n_seeks);
}

static Spread
divide (double       above,
        const double own_above[N_BLOCKS],
        double       below,
        const double own_below[N_BLOCKS])
{
  Spread spread = { above / below, G_MAXDOUBLE, 0 };
  for (guint b = 0; b < N_BLOCKS; b++)
    {
      double ratio = own_above[b] / own_below[b];
      spread.least = MIN (spread.least, ratio);
      spread.most = MAX (spread.most, ratio);
    }
  return spread;
}

static void
print_limit_ratio (const Block *blocks,
                   guint        n_seeks,
                   double       spare_pct)
{
  double own_limit[N_BLOCKS], own_seek[N_BLOCKS], units[MOST_SEEKS];
  double limit_ms = sum_up (blocks, n_seeks, read_limit, own_limit);
  double seek_ms = sum_up (blocks, n_seeks, read_seek, own_seek);
  double target = spare_pct > 0 ? RATIO_SPARE : RATIO;
  Spread ratio = divide (seek_ms, own_seek, limit_ms, own_limit);
  double sums[2] = { 0, 0 };
  for (guint i = 0; i < n_seeks; i++)
    {
      units[i] = blocks[0].seeks[i].n_units;
      for (guint b = 0; b < N_BLOCKS; b++)
        {
          sums[0] += blocks[b].seeks[i].seek_ms;
          sums[1] += blocks[b].seeks[i].limit_ms;
        }
    }
  g_autofree char *wanted = g_strdup_printf ("<= %.2f x limit", target);
  bench_table_row ("exact seek, uncached: median", wanted,
                   g_strdup_printf ("%.2f x (%.2f..%.2f): %.0f ms", ratio.all, ratio.least,
                                    ratio.most, seek_ms),
                   bench_no_more (ratio.all, target));
  if (ratio.all > target)
    bench_table_note ("decoding alone %.1f ms; %.1f ms for the rest: reading, waking, the screen",
                      limit_ms, seek_ms - limit_ms);
  bench_table_row ("  the limit: decoding alone, pushed out at once", NULL,
                   g_strdup_printf ("%.0f ms (%.0f..%.0f), %.0f units", limit_ms,
                                    MIN (own_limit[0], MIN (own_limit[1], own_limit[2])),
                                    MAX (own_limit[0], MAX (own_limit[1], own_limit[2])),
                                    find_median (units, n_seeks)),
                   BENCH_TOLD);
  bench_table_row ("  sum of all seeks to sum of limits", NULL,
                   g_strdup_printf ("%.2f x", sums[0] / sums[1]), BENCH_TOLD);
  bench_table_row ("  pictures that are no reference", NULL,
                   g_strdup_printf ("%.0f %%", spare_pct), BENCH_TOLD);
}

static void
print_mpv_ratio (const Block *blocks,
                 guint        n_seeks)
{
  double own_mpv[N_BLOCKS], own_seek[N_BLOCKS], own_limit[N_BLOCKS];
  double mpv_ms = sum_up (blocks, n_seeks, read_mpv, own_mpv);
  double limit_ms = sum_up (blocks, n_seeks, read_limit, own_limit);
  double seek_ms = sum_up (blocks, n_seeks, read_seek, own_seek);
  Spread ratio = divide (seek_ms, own_seek, mpv_ms, own_mpv);
  bench_table_row ("exact seek, to mpv's", "<= 1 x",
                   g_strdup_printf ("%.2f x (%.2f..%.2f): mpv %.0f ms", ratio.all, ratio.least,
                                    ratio.most, mpv_ms),
                   bench_no_more (ratio.all, 1));
  if (ratio.all > 1)
    bench_table_note ("GStreamer's decoder alone takes %.2f x mpv's whole seek", limit_ms / mpv_ms);
}

static void
print_opening (const Block *blocks)
{
  double ours[N_BLOCKS], theirs[N_BLOCKS];
  for (guint b = 0; b < N_BLOCKS; b++)
    {
      ours[b] = blocks[b].open_ms;
      theirs[b] = blocks[b].mpv_open_ms;
    }
  double ms = find_median (ours, N_BLOCKS), mpv_ms = find_median (theirs, N_BLOCKS);
  if (mpv_ms <= 0)
    {
      bench_table_row ("open to first picture", "<= 1.5 x mpv",
                       g_strdup_printf ("%.0f ms; no mpv", ms), BENCH_TOLD);
      return;
    }
  Spread ratio = divide (ms, ours, mpv_ms, theirs);
  bench_table_row ("open to first picture, to mpv's", "<= 1.5 x",
                   g_strdup_printf ("%.2f x (%.2f..%.2f): %.0f, mpv %.0f ms", ratio.all,
                                    ratio.least, ratio.most, ms, mpv_ms),
                   bench_no_more (ratio.all, OPEN_RATIO));
}

gboolean
bench_seek_rows (const char *path,
                 guint       n_seeks,
                 double      spare_pct)
{
  g_autofree Block *blocks = g_new0 (Block, N_BLOCKS);
  double            times_s[MOST_SEEKS];
  n_seeks = MIN (n_seeks, MOST_SEEKS);
  for (guint b = 0; b < N_BLOCKS; b++)
    if (!choose_targets (path, n_seeks, blocks[b].seeks, times_s) ||
        !run_block (path, n_seeks, times_s, &blocks[b]))
      return FALSE;
  print_limit_ratio (blocks, n_seeks, spare_pct);
  if (blocks[0].mpv_open_ms > 0)
    print_mpv_ratio (blocks, n_seeks);
  print_opening (blocks);
  return TRUE;
}
