/* Which mark lies under the pointer; see hit-test.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hit-test.h"

#include <math.h>

static double
distance (PlumbPoint a,
          PlumbPoint b)
{
  return hypot (a.x_px - b.x_px, a.y_px - b.y_px);
}

static double
distance_to_segment (PlumbPoint p,
                     PlumbPoint a,
                     PlumbPoint b)
{
  const double dx = b.x_px - a.x_px;
  const double dy = b.y_px - a.y_px;
  const double length2 = dx * dx + dy * dy;
  double t = 0;

  if (length2 > 0)
    t = ((p.x_px - a.x_px) * dx + (p.y_px - a.y_px) * dy) / length2;
  t = CLAMP (t, 0, 1);
  return distance (p, (PlumbPoint) { a.x_px + t * dx, a.y_px + t * dy });
}

static double
distance_to_body (const PlumbMark *mark,
                  PlumbPoint       at)
{
  double nearest = INFINITY;

  if (mark->kind == PLUMB_MARK_PLATE)
    return fabs (distance (at, mark->points[0])
                 - distance (mark->points[1], mark->points[0]));
  for (guint i = 1; i < mark->n_points; i++)
    nearest = MIN (nearest, distance_to_segment (at, mark->points[i - 1],
                                                 mark->points[i]));
  return nearest;
}

PlumbHit
plumb_hit_test (GPtrArray *marks,
                gint64     frame,
                gint64     selected,
                PlumbPoint at,
                double     reach_px)
{
  PlumbHit hit = { NULL, -1 };
  double best = reach_px;

  for (guint i = 0; i < marks->len; i++)
    {
      PlumbMark *mark = g_ptr_array_index (marks, i);

      if (mark->frame != frame)
        continue;
      for (guint p = 0; p < mark->n_points; p++)
        {
          double d = distance (mark->points[p], at);

          /* Where points lie on each other the selected one is meant. */
          if (mark->id == selected)
            d *= 0.5;
          if (d <= best)
            {
              best = d;
              hit = (PlumbHit) { mark, (int) p };
            }
        }
    }
  if (hit.mark != NULL)
    return hit;

  best = reach_px / 2;
  for (guint i = 0; i < marks->len; i++)
    {
      PlumbMark *mark = g_ptr_array_index (marks, i);
      double d = mark->frame == frame ? distance_to_body (mark, at) : INFINITY;

      if (d <= best)
        {
          best = d;
          hit = (PlumbHit) { mark, -1 };
        }
    }
  return hit;
}
