/* Plane geometry (criteria.md 2.0).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "geometry.h"

#include <math.h>

#define DEG_PER_RAD (180.0 / G_PI)

double
plumb_vec_distance (PlumbVec a,
                    PlumbVec b)
{
  return hypot (b.x - a.x, b.y - a.y);
}

gboolean
plumb_segment_angle_deg (PlumbVec a,
                         PlumbVec b,
                         double  *out_deg)
{
  if (!(plumb_vec_distance (a, b) > 0))
    return FALSE;
  *out_deg = atan2 (b.y - a.y, b.x - a.x) * DEG_PER_RAD;
  return TRUE;
}

gboolean
plumb_vertex_angle_deg (PlumbVec a,
                        PlumbVec vertex,
                        PlumbVec b,
                        double  *out_deg)
{
  if (!(plumb_vec_distance (a, vertex) > 0) || !(plumb_vec_distance (b, vertex) > 0))
    return FALSE;

  PlumbVec p = { a.x - vertex.x, a.y - vertex.y };
  PlumbVec q = { b.x - vertex.x, b.y - vertex.y };
  /* atan2 of cross and dot stays exact near 0 and 180, where acos does not. */
  *out_deg = atan2 (fabs (p.x * q.y - p.y * q.x), p.x * q.x + p.y * q.y) * DEG_PER_RAD;
  return TRUE;
}

double
plumb_wrap_deg (double deg)
{
  return remainder (deg, 360.0);
}
