/* How quick the engine is with one recording, held against what the decoder
 * alone can do here: figures in milliseconds differ from computer to computer,
 * ratios less.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "engine.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_BENCH_STEPS = 1 << 0,
  PLUMB_BENCH_SEEKS = 1 << 1,
  PLUMB_BENCH_HELD = 1 << 2,  /* the back key, 60 a second for 2 s */
  PLUMB_BENCH_SCRUB = 1 << 3, /* to and fro over all of it in 2 s */
  PLUMB_BENCH_BACK = 1 << 4,  /* 300 steps back, 15 a second: takes 20 s */
  PLUMB_BENCH_DRAG = 1 << 5,  /* a drag over 60 s in 2 s, after a rest of 30 s */
  PLUMB_BENCH_PLAY = 1 << 6,
  PLUMB_BENCH_SHORT = PLUMB_BENCH_STEPS | PLUMB_BENCH_SEEKS | PLUMB_BENCH_HELD |
                      PLUMB_BENCH_SCRUB,
} PlumbBenchParts;

typedef struct
{
  double median_ms, p95_ms, worst_ms;
  double ratio; /* sum of times / sum of what decoding alone takes; 0 = none */
} PlumbBenchTimes;

typedef struct
{
  gint64          n_frames;
  double          limit_ms;     /* decoding alone, mean of a unit */
  double          spare_pct;    /* units that no other leans on, of those at the start */
  double          open_ms;      /* file to index */
  double          first_ms;     /* file to first picture */
  PlumbBenchTimes step_ahead;   /* +1 at once after the last came */
  PlumbBenchTimes step_cached;  /* ±1 where the pictures are there */
  PlumbBenchTimes seek;         /* any frame, nothing near it cached; the ratio to
                                   decoding the very same units alone */
  guint           held_steps;   /* the back key held down, 60 a second */
  guint           held_late;    /* … and the picture not there in time */
  double          scrub_shown;  /* pictures a second while dragging to and fro */
  double          scrub_behind; /* … and how many frames they lag, median */
  guint           back_steps;   /* 15 a second, from a rested playhead */
  guint           back_late;    /* no picture within 100 ms */
  guint           back_coarse;  /* not at full size 300 ms after a reduced one */
  double          back_worst_ms;
  double          drag_shown;   /* different pictures a second in one drag */
  gint64          drag_last;    /* where the drag ends */
  guint           drag_wrong;   /* told of a frame that it was not */
  double          drag_full_ms; /* rest to full size */
  double          drag_limit_ms;/* … of which the decoder alone takes so much */
  guint           play_due;     /* frames to show in 5 s of playing, … */
  guint           play_dropped; /* … and those that came too late */
} PlumbBench;

/* Reads the number that is drawn into a picture, -1 where there is none. */
typedef gint64 (*PlumbBenchNumberFunc) (PlumbFrame *frame);

/* How many steps back there are. */
#define PLUMB_BENCH_N_BACK 300

/* Takes some seconds a part; pictures as for a view of `view_width_px` ×
 * `view_height_px`. Runs the thread's main context. `number` (nullable) tells
 * wrong pictures from right ones. */
gboolean plumb_engine_bench (const char          *path,
                             PlumbBenchParts      parts,
                             int                  view_width_px,
                             int                  view_height_px,
                             PlumbBenchNumberFunc number,
                             PlumbBench          *bench,
                             GCancellable        *cancellable,
                             GError             **error);

G_END_DECLS
