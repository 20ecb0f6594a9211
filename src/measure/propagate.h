/* A value from clicked points with its standard uncertainty: random errors of
 * the clicks by a numerical Jacobian, errors of the view by a step of one sd.
 * Internal to this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "axes.h"

G_BEGIN_DECLS

typedef struct
{
  PlumbPoint at;
  PlumbPlane plane;
  guint      click;        /* samples of the same number are one click */
  guint      feature;      /* the same feature, seen in several frames */
  double     own_sd_px;    /* each click by itself, along x and along y */
  double     common_sd_px; /* the same for all clicks of the feature */
  gboolean   here;         /* of the frame that is measured, new in each */
  gboolean   across;       /* errors only along `normal`, a unit vector */
  PlumbPoint normal;
} PlumbSample;

/* Over the samples in lifter axes; FALSE where it has no value. */
typedef gboolean (*PlumbSampleFormula) (const PlumbVec *p,
                                        gconstpointer   data,
                                        double         *out);

typedef struct
{
  double value;
  double u_marks;  /* random, from the clicks */
  double u_here;   /* … of it, from what is new in each frame */
  double u_camera; /* systematic: roll, yaw, distance, optical axis */
} PlumbEstimate;

/* `points` is work space for `n_samples`. */
gboolean plumb_samples_propagate (const PlumbView    *view,
                                  const PlumbSample  *samples,
                                  guint               n_samples,
                                  PlumbVec           *points,
                                  PlumbSampleFormula  formula,
                                  gconstpointer       data,
                                  PlumbEstimate      *out);
/* The value and its systematic part alone. */
gboolean plumb_samples_step_view (const PlumbView    *view,
                                  const PlumbSample  *samples,
                                  guint               n_samples,
                                  PlumbVec           *points,
                                  PlumbSampleFormula  formula,
                                  gconstpointer       data,
                                  PlumbEstimate      *out);
/* Both parts together. */
double   plumb_estimate_u (const PlumbEstimate *estimate);

G_END_DECLS
