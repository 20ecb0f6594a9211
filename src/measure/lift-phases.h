/* Lift-off and knee-pass from series of heights: pure functions over arrays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* criteria.md 2.8; plumb_lift_off_settings_init() gives the defaults. */
typedef struct
{
  double threshold_mm;   /* rise that counts as off the floor: 10 */
  double noise_factor;   /* or this many robust sd of the still frames: 4 */
  guint  min_frames;     /* above it for so many frames in a row: 3 */
  double min_s;          /* and for so long: 0.05 */
  double full_rise_mm;   /* a lift reaches this height: 150 */
  double full_rise_s;    /* within so long: 3 */
} PlumbLiftOffSettings;

void plumb_lift_off_settings_init (PlumbLiftOffSettings *settings);

typedef enum
{
  PLUMB_LIFT_OFF_FOUND,
  PLUMB_LIFT_OFF_TOO_FEW_STILL, /* fewer than 3 still frames */
  PLUMB_LIFT_OFF_NO_RISE,       /* the bar never leaves the floor */
  PLUMB_LIFT_OFF_NOT_A_LIFT,    /* it rises, but not far: plate roll, re-grip */
} PlumbLiftOffStatus;

typedef struct
{
  double base_mm;      /* median height of the still frames */
  double threshold_mm; /* the rise that was asked for */
  guint  cross;        /* first index above it, for long enough */
  guint  reference;    /* cross - 1: the lift-off frame */
  double time_frames;  /* the crossing, linearly interpolated, in indices */
} PlumbLiftOff;

/* `height_mm` is the height of the plate centre in successive frames, its
 * first `n_still` (>= 3, better >= 5) before any motion. `fps` is the rate of
 * the series. `settings` may be NULL for the defaults. `out` is filled as far
 * as it is known. */
PlumbLiftOffStatus plumb_lift_off_detect (const double               *height_mm,
                                          guint                       n,
                                          guint                       n_still,
                                          double                      fps,
                                          const PlumbLiftOffSettings *settings,
                                          PlumbLiftOff               *out);
/* First time at or after index `from` at which the bar comes up to the knee,
 * linearly interpolated, in indices; FALSE if it never does. */
gboolean           plumb_knee_pass_detect (const double *bar_mm,
                                           const double *knee_mm,
                                           guint         n,
                                           guint         from,
                                           double       *time_frames);

G_END_DECLS
