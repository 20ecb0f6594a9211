/* Angles: the arc, and the value beside it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "draw-pen.h"

/* Design pixels. */
#define ARC_RADIUS 34.0
#define ARC_SHARE 0.55 /* of the shorter arm, at most */

static gboolean
covers_point (const PlumbPill *pill,
              double           x,
              double           y,
              PlumbPoint       at,
              double           margin)
{
  return fabs (at.x_px - x) < pill->width / 2.0 + margin
         && fabs (at.y_px - y) < pill->height / 2.0 + margin;
}

/* How far from the vertex the pill's centre must be along (dx, dy) for no part
 * of the pill to come within `radius`. */
static double
clear_arc (const PlumbPill *pill,
           double           dx,
           double           dy,
           double           radius)
{
  double half_width = pill->width / 2.0;
  double half_height = pill->height / 2.0;
  double step = half_height / 4.0;
  double far = radius;
  for (guint i = 0; i < 256; i++, far += step)
    {
      double gap_x = MAX (fabs (far * dx) - half_width, 0.0);
      double gap_y = MAX (fabs (far * dy) - half_height, 0.0);
      if (hypot (gap_x, gap_y) >= radius)
        break;
    }
  return far;
}

/* Outside the arc on the bisector if there is room, else behind the vertex,
 * else square to the bisector: where it covers no point of the mark. */
void
plumb_pen_angle_pill (const PlumbPen   *pen,
                      const char       *text,
                      const PlumbPoint *at,
                      double            bisector,
                      double            radius)
{
  static const double turns[] = { 0.0, G_PI, G_PI_2, -G_PI_2 };
  double unit = pen->view->unit;
  g_auto (PlumbPill) pill = plumb_pill_new (pen->cr, text, pen->view);
  PlumbPoint places[G_N_ELEMENTS (turns)];
  PlumbPoint best = { 0, 0 };
  guint n = 0;
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      double dx = cos (bisector + turns[i]);
      double dy = sin (bisector + turns[i]);
      double clear = (i == 0 ? radius : PLUMB_RING_RADIUS * unit) + PLUMB_PILL_GAP * unit;
      double far = clear_arc (&pill, dx, dy, clear);
      PlumbPoint place = { at[1].x_px + far * dx, at[1].y_px + far * dy };
      gboolean covered = FALSE;
      for (guint j = 0; j < 3; j++)
        covered = covered
                  || covers_point (&pill, place.x_px, place.y_px, at[j],
                                   (PLUMB_RING_RADIUS + 1.0) * unit);
      if (i == 0)
        best = place;
      if (!covered)
        places[n++] = place;
    }
  if (n == 0)
    places[n++] = best;
  plumb_pen_place_pill (pen, &pill, places, n, at[1]);
}

/* Start and end of the smaller angle at at[1], clockwise on the picture. */
static void
find_arc (const PlumbPoint *at,
          double           *start,
          double           *end)
{
  double a = atan2 (at[0].y_px - at[1].y_px, at[0].x_px - at[1].x_px);
  double c = atan2 (at[2].y_px - at[1].y_px, at[2].x_px - at[1].x_px);
  double sweep = fmod (c - a + 4.0 * G_PI, 2.0 * G_PI);
  *start = sweep <= G_PI ? a : c;
  *end = *start + (sweep <= G_PI ? sweep : 2.0 * G_PI - sweep);
}

static double
find_arc_radius (const PlumbPoint    *at,
                 const PlumbDrawView *view)
{
  double shorter = MIN (plumb_pen_distance (at[0], at[1]), plumb_pen_distance (at[2], at[1]));
  return MIN (ARC_RADIUS * view->unit, ARC_SHARE * shorter);
}

void
plumb_pen_angle (const PlumbPen   *pen,
                 const PlumbPoint *at,
                 const char       *label)
{
  double start = 0.0;
  double end = 0.0;
  find_arc (at, &start, &end);
  double radius = find_arc_radius (at, pen->view);
  if (radius > PLUMB_RING_RADIUS * pen->view->unit)
    {
      cairo_new_sub_path (pen->cr);
      cairo_arc (pen->cr, at[1].x_px, at[1].y_px, radius, start, end);
      plumb_stroke_path_styled (pen->cr, pen->colour, 1.5, NULL, 0, pen->view, pen->flags);
    }
  plumb_pen_chain (pen, at, 3);
  if (label != NULL)
    plumb_pen_angle_pill (pen, label, at, (start + end) / 2.0, radius);
}

/* The arm, the true vertical or horizontal that it is held against, dashed, and
 * the arc between them. */
void
plumb_pen_to_axis (const PlumbPen   *pen,
                   const PlumbPoint *at,
                   gboolean          to_vertical,
                   const char       *label)
{
  PlumbPoint axis = plumb_pen_up (pen->view);
  double dx = at[1].x_px - at[0].x_px;
  double dy = at[1].y_px - at[0].y_px;
  double length = hypot (dx, dy);
  if (!to_vertical)
    axis = (PlumbPoint){ -axis.y_px, axis.x_px };
  if (axis.x_px * dx + axis.y_px * dy < 0.0)
    axis = (PlumbPoint){ -axis.x_px, -axis.y_px };
  const PlumbPoint arms[] = { { at[0].x_px + axis.x_px * length, at[0].y_px + axis.y_px * length },
                              at[0],
                              at[1] };
  double start = 0.0;
  double end = 0.0;
  find_arc (arms, &start, &end);
  double radius = find_arc_radius (arms, pen->view);
  cairo_move_to (pen->cr, at[0].x_px, at[0].y_px);
  cairo_line_to (pen->cr, arms[0].x_px, arms[0].y_px);
  plumb_pen_stroke_dashed (pen);
  if (radius > PLUMB_RING_RADIUS * pen->view->unit)
    {
      cairo_new_sub_path (pen->cr);
      cairo_arc (pen->cr, at[0].x_px, at[0].y_px, radius, start, end);
      plumb_stroke_path_styled (pen->cr, pen->colour, 1.5, NULL, 0, pen->view, pen->flags);
    }
  plumb_pen_chain (pen, at, 2);
  if (label != NULL)
    plumb_pen_angle_pill (pen, label, arms, (start + end) / 2.0, radius);
}

void
plumb_draw_angle_fan (cairo_t             *cr,
                      const PlumbMark     *mark,
                      double               u_deg,
                      const PlumbDrawView *view,
                      PlumbDrawFlags       flags)
{
  g_return_if_fail (cr != NULL && mark != NULL && view != NULL && view->unit > 0.0);

  if (mark->n_points != 3 || !plumb_mark_is_drawable (mark, view) || !(u_deg > 0.0) || u_deg > 45.0)
    return;
  PlumbPoint at[3];
  for (guint i = 0; i < 3; i++)
    at[i] = plumb_view_point (view, mark->points[i]);
  double arm = atan2 (at[2].y_px - at[1].y_px, at[2].x_px - at[1].x_px);
  double spread = 2.0 * u_deg * G_PI / 180.0;
  cairo_new_path (cr);
  cairo_move_to (cr, at[1].x_px, at[1].y_px);
  cairo_arc (cr, at[1].x_px, at[1].y_px, plumb_pen_distance (at[1], at[2]), arm - spread,
             arm + spread);
  cairo_close_path (cr);
  plumb_set_source (cr, plumb_mark_colour (mark, flags), 0.22);
  cairo_fill (cr);
}
