/* What moves over a lift, frame by frame, as far as it was marked: for a plot,
 * not for a verdict.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "review.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_POSE_SERIES_BAR,  /* height of the bar over its lowest, px */
  PLUMB_POSE_SERIES_HIP,  /* height of the hip over its lowest, px */
  PLUMB_POSE_SERIES_BACK, /* hip to shoulder against the horizontal, deg */
  PLUMB_N_POSE_SERIES,
} PlumbPoseSeries;

typedef struct
{
  gint64 frame;
  double value;
  double sd;    /* of the clicks alone, in the unit of the value; 0 = not asked for */
} PlumbPoseSample;

/* (transfer full) (element-type PlumbPoseSample) By frame; only frames where
 * all that it needs was marked. Of all reps. `marks` is what
 * plumb_review_marks() gives, with the roll of the camera (NAN = level).
 * `criteria` say how far clicks of one feature in several frames lie apart; NULL
 * leaves that out. A height is the difference of two clicks, the angle turns
 * with either end. */
GArray *plumb_pose_series_collect (GPtrArray           *marks,
                                   double               roll_deg,
                                   PlumbPoseSeries      which,
                                   const PlumbCriteria *criteria);

/* How many millimetres a pixel is where what the series follows moves, and the
 * standard uncertainty of that as a share of it. The hip is farther from the camera
 * than the plate: how much, the distance says, else anything that is allowed for.
 * FALSE for angles, and where nothing gives a scale. */
gboolean plumb_pose_series_scale (const PlumbPoses    *poses,
                                  PlumbPoseSeries      which,
                                  const PlumbCriteria *criteria,
                                  double              *mm_per_px,
                                  double              *sd_share);

G_END_DECLS
