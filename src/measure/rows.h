/* The marked frames in lifter axes, and the work space of a whole check: made
 * once, so that no measure looks anything up twice or allocates. Internal to
 * this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "axes.h"
#include "propagate.h"
#include "selection.h"

G_BEGIN_DECLS

/* One marked frame. */
typedef struct
{
  const PlumbPose *pose;
  gint64           frame;
  guint32          marks;   /* bit (1u << landmark); feet of any frame count */
  guint32          seen;    /* of them, those that show where a thing was in it */
  gboolean         posed;   /* for calibration, no part of the pull */
  gboolean         has_rise;
  double           rise_mm; /* of the bar above its place at lift-off */
  PlumbVec         at[PLUMB_N_LANDMARKS];
} PlumbRow;

/* A measure in the frames of its span that have the marks; in frames. */
typedef struct
{
  guint   n;
  guint  *row;
  double *at;    /* frame */
  double *raw;
  double *value; /* the same, or of the curve through all */
} PlumbSeries;

typedef struct
{
  guint        n_rows;
  PlumbRow    *rows;
  guint        n_points;  /* room for so many samples */
  PlumbSample *samples;
  PlumbVec    *points;
  PlumbSeries  series;
  double      *spare;     /* room for a series */
  PlumbNoise   noise;
} PlumbWork;

/* Room for a check of `poses`; the rows are filled with plumb_work_place(). */
void plumb_work_init (PlumbWork        *work,
                      const PlumbPoses *poses);
void plumb_work_clear (PlumbWork *work);
/* Landmarks into lifter axes, feet carried over from the nearest frame that has
 * them. */
void plumb_work_place (PlumbWork        *work,
                       const PlumbPoses *poses,
                       const PlumbAxes  *axes);
/* The landmarks of `pose` that show where a thing was in its frame: not what was
 * copied from another one and left as it was. */
guint32 plumb_pose_find_seen (const PlumbPose  *pose,
                              const PlumbPoses *poses);
/* TRUE where the series is a track of every frame, long enough for a curve. */
gboolean plumb_series_is_track (const PlumbSeries *series);

G_END_DECLS
