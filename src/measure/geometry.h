/* Plane geometry in lifter axes: X forward (toe side), Y up, millimetres (or
 * any one unit; angles and ratios do not depend on it).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double x;
  double y;
} PlumbVec;

double   plumb_vec_distance (PlumbVec a,
                             PlumbVec b);
/* Angle of the segment from `a` to `b` above the forward horizontal, degrees
 * in -180…180; FALSE when both points are the same. */
gboolean plumb_segment_angle_deg (PlumbVec a,
                                  PlumbVec b,
                                  double  *out_deg);
/* Angle a-vertex-b, degrees in 0…180; FALSE when an arm has no length. */
gboolean plumb_vertex_angle_deg (PlumbVec a,
                                 PlumbVec vertex,
                                 PlumbVec b,
                                 double  *out_deg);
/* `deg` brought to -180…180. */
double   plumb_wrap_deg (double deg);

G_END_DECLS
