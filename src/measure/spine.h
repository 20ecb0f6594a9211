/* The curve of the back: three points or a traced outline, in lifter axes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "geometry.h"

G_BEGIN_DECLS

/* Fewest outline points that are measured. */
#define PLUMB_OUTLINE_MIN_POINTS 7

/* Direction of s1-tl less that of tl-c7, degrees in -180…180, + = flexion. */
gboolean plumb_spine_kappa_deg (PlumbVec s1,
                                PlumbVec tl,
                                PlumbVec c7,
                                double  *out_deg);
/* Dorsal distance of tl from the chord s1-c7 in % of the chord. */
gboolean plumb_spine_sagitta_pct (PlumbVec s1,
                                  PlumbVec tl,
                                  PlumbVec c7,
                                  double  *out_pct);
/* Mid-sagitta of the parabola fitted to the outline (S1 first, C7 last; at
 * least 3 points) in chord coordinates, % of the chord; + = rounded. */
gboolean plumb_outline_bow_pct (const PlumbVec *points,
                                guint           n_points,
                                double         *out_pct);
/* Dorsal distance from the chord, in chord lengths, at `t` (0 = S1, 1 = C7),
 * by linear interpolation between the points. */
gboolean plumb_outline_height (const PlumbVec *points,
                               guint           n_points,
                               double          t,
                               double         *out);
/* Where along the back `frame` is most rounded against `base`: t in
 * 0.05…0.95 in steps of 0.05, and by how much there, in chord lengths. Up to
 * 0.45 is lumbar, up to 0.55 thoracolumbar, above that the upper back. */
gboolean plumb_outline_locate (const PlumbVec *frame,
                               guint           n_frame,
                               const PlumbVec *base,
                               guint           n_base,
                               double         *out_t,
                               double         *out_height);

G_END_DECLS
