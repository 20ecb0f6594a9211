/* The recordings that the bench measures with: made once, kept in a folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  BENCH_CLIP_SHORT_GROUPS, /* 1080p60 H.264, a sync sample every 30 frames */
  BENCH_CLIP_LONG_GROUPS,  /* … every 250 */
  BENCH_CLIP_B_FRAMES,     /* … every 60, with pictures that are no reference */
  BENCH_CLIP_4K,           /* 4K30 HEVC, a sync sample every 30 frames */
  BENCH_CLIP_MINUTE,       /* 60 s of 1080p60 */
  BENCH_CLIP_TEN_MINUTES,  /* 10 minutes of 1080p60, at a low bit rate for its size */
  BENCH_CLIP_TEN_MINUTES_TS, /* the same as an MPEG transport stream, which has no table */
  BENCH_CLIP_THIN,         /* … what it is made of */
  BENCH_N_CLIPS
} BenchClip;

/* (transfer none) For people. */
const char *bench_clip_name (BenchClip clip);
/* Frames after which the numbers drawn into the pictures begin anew; 0 = never. */
gint64      bench_clip_period (BenchClip clip);
/* (transfer full) (nullable) Its path; made if it is not there yet, which takes
 * up to a minute and is said on standard error. */
char       *bench_clip_make (BenchClip  clip,
                             GError   **error);

G_END_DECLS
