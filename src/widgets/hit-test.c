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

/* To the outline; an ellipse is met within a pixel of its polygon. */
static double
distance_to_box (const PlumbMark *mark,
                 PlumbPoint       at)
{
  const PlumbPoint a = mark->points[0], c = mark->points[1];
  const gboolean is_ellipse = mark->kind == PLUMB_MARK_ELLIPSE;
  const guint n = is_ellipse ? 64 : 4;
  double nearest = INFINITY;
  PlumbPoint before = { 0, 0 };

  for (guint i = 0; i <= n; i++)
    {
      const double turn = 2 * G_PI * (i + (is_ellipse ? 0 : 0.5)) / n;
      /* A corner of the square lies √2 out on the circle. */
      const double share = is_ellipse ? 0.5 : G_SQRT2 / 2;
      const PlumbPoint now
          = { (a.x_px + c.x_px) / 2 + share * (c.x_px - a.x_px) * cos (turn),
              (a.y_px + c.y_px) / 2 + share * (c.y_px - a.y_px) * sin (turn) };

      if (i > 0)
        nearest = MIN (nearest, distance_to_segment (at, before, now));
      before = now;
    }
  return nearest;
}

/* The line hangs truly: it leans with the roll. */
static double
distance_to_plumb (const PlumbMark *mark,
                   double           roll_deg,
                   PlumbPoint       at)
{
  const double roll = isfinite (roll_deg) ? roll_deg * G_PI / 180 : 0;

  return fabs ((at.x_px - mark->points[0].x_px) * cos (roll)
               + (at.y_px - mark->points[0].y_px) * sin (roll));
}

static double
distance_to_body (const PlumbMark *mark,
                  double           roll_deg,
                  PlumbPoint       at)
{
  double nearest = INFINITY;

  if (mark->kind == PLUMB_MARK_PLATE)
    return fabs (distance (at, mark->points[0])
                 - distance (mark->points[1], mark->points[0]));
  if (mark->kind == PLUMB_MARK_PLUMB)
    return distance_to_plumb (mark, roll_deg, at);
  if (mark->kind == PLUMB_MARK_RECTANGLE || mark->kind == PLUMB_MARK_ELLIPSE)
    return distance_to_box (mark, at);
  for (guint i = 1; i < mark->n_points; i++)
    nearest = MIN (nearest, distance_to_segment (at, mark->points[i - 1],
                                                 mark->points[i]));
  return nearest;
}

PlumbHit
plumb_hit_test (GPtrArray *marks,
                gint64     frame,
                gint64     selected,
                double     roll_deg,
                PlumbPoint at,
                double     reach_px)
{
  PlumbHit hit = { NULL, -1 };
  double best = reach_px;

  for (guint i = 0; i < marks->len; i++)
    {
      PlumbMark *mark = g_ptr_array_index (marks, i);

      /* Each point of a freehand line is no handle of its own. */
      if (mark->frame != frame || mark->kind == PLUMB_MARK_FREEHAND)
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
      double d = mark->frame == frame ? distance_to_body (mark, roll_deg, at) : INFINITY;

      if (d <= best)
        {
          best = d;
          hit = (PlumbHit) { mark, -1 };
        }
    }
  return hit;
}
