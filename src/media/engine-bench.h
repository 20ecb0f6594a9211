/* How quick the engine is with one recording, held against what the decoder
 * alone can do here: figures in milliseconds differ from computer to computer,
 * ratios less.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "engine.h"

G_BEGIN_DECLS

/* The frames of `seek`: g_rand_int_range (0, n_frames), so many of this seed. */
#define PLUMB_BENCH_N_SEEKS 20
#define PLUMB_BENCH_SEEK_SEED 1

typedef struct
{
  double median_ms, p95_ms, worst_ms;
  double ratio; /* sum of times / sum of what decoding alone takes; 0 = none */
} PlumbBenchTimes;

typedef struct
{
  gint64          n_frames;
  double          limit_ms;      /* decoding alone, mean of a unit */
  double          open_ms;       /* file to index */
  double          first_ms;      /* file to first picture */
  PlumbBenchTimes step_ahead;    /* +1 at once after the last came */
  PlumbBenchTimes step_cached;   /* ±1 where the pictures are there */
  PlumbBenchTimes seek;          /* any frame, nothing near it cached */
  guint           held_steps;    /* the back key held down, 60 a second */
  guint           held_late;     /* … and the picture not there in time */
  double          scrub_shown;   /* pictures a second while dragging to and fro */
  double          scrub_behind;  /* … and how many frames they lag, median */
} PlumbBench;

/* Takes some seconds; pictures as for a view of `view_width_px` ×
 * `view_height_px`. Runs the thread's main context. */
gboolean plumb_engine_bench (const char   *path,
                             int           view_width_px,
                             int           view_height_px,
                             PlumbBench   *bench,
                             GCancellable *cancellable,
                             GError      **error);

G_END_DECLS
