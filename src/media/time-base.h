/* Whether the times of a recording are those of the lift: the rate at which it
 * was filmed, who says so, and where it changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "frame-index.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean        is_known; /* seconds of the lift can be told */
  gboolean        is_even;  /* the pictures were taken at one steady rate */
  double          fps;      /* at which they were taken; 0 = unknown */
  double          slow;     /* seconds shown for one second filmed; 0 = unknown */
  PlumbRateSource source;
  guint           n_parts;  /* of different rates, 1 = it never changes */
} PlumbTimeBase;

/* A run of frames at one rate. */
typedef struct
{
  gint64 first, last;
  double fps; /* as the times of the file have it */
} PlumbRatePart;

/* `coach_fps`: what the coach says; 0 = nothing. */
PlumbTimeBase plumb_time_base_find (const PlumbFrameIndex *index,
                                    double                 coach_fps);
/* The rate for what is measured in seconds; 0 when no second can be told. */
double        plumb_time_base_fps (const PlumbTimeBase *base);
/* (transfer full) (element-type PlumbRatePart) Runs of at least eight frames whose
 * rates differ by more than half; one when the rate stays. */
GArray       *plumb_time_base_parts (const PlumbFrameIndex *index);
/* "file-times", "android", "samsung", "apple", "coach" */
const char   *plumb_rate_source_key (PlumbRateSource source);

G_END_DECLS
