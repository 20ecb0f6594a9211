/* Rings, chains and pills; see draw-pen.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "draw-pen.h"

#include <math.h>

#include "label-field.h"

/* Design pixels. */
#define SELECTED_RING_RADIUS 9.5
#define OPEN_CENTRE_RADIUS 1.0
#define HOVER_ALPHA 0.25

gboolean
plumb_mark_is_drawable (const PlumbMark     *mark,
                        const PlumbDrawView *view)
{
  guint needed = MAX (plumb_mark_kind_n_points (mark->kind), 1);
  if (mark->n_points < needed)
    return FALSE;
  for (guint i = 0; i < mark->n_points; i++)
    {
      PlumbPoint at = plumb_view_point (view, mark->points[i]);
      if (!isfinite (at.x_px) || !isfinite (at.y_px) || fabs (at.x_px) > PLUMB_MAX_TARGET
          || fabs (at.y_px) > PLUMB_MAX_TARGET)
        return FALSE;
    }
  return TRUE;
}

double
plumb_pen_distance (PlumbPoint a,
                    PlumbPoint b)
{
  return hypot (b.x_px - a.x_px, b.y_px - a.y_px);
}

void
plumb_pen_trace_circle (cairo_t   *cr,
                        PlumbPoint centre,
                        double     radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, centre.x_px, centre.y_px, radius, 0.0, 2.0 * G_PI);
}

void
plumb_pen_ring (const PlumbPen *pen,
                PlumbPoint      at)
{
  double unit = pen->view->unit;
  if ((pen->flags & PLUMB_DRAW_HOVERED) != 0 && (pen->flags & PLUMB_DRAW_PILLS) == 0)
    {
      plumb_pen_trace_circle (pen->cr, at, PLUMB_RING_RADIUS * unit);
      cairo_new_sub_path (pen->cr);
      cairo_arc_negative (pen->cr, at.x_px, at.y_px, OPEN_CENTRE_RADIUS * unit, 2.0 * G_PI, 0.0);
      plumb_set_source (pen->cr, pen->colour, HOVER_ALPHA);
      cairo_fill (pen->cr);
    }
  plumb_pen_trace_circle (pen->cr, at, PLUMB_RING_RADIUS * unit);
  plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
  if ((pen->flags & PLUMB_DRAW_SELECTED) != 0)
    {
      plumb_pen_trace_circle (pen->cr, at, SELECTED_RING_RADIUS * unit);
      plumb_stroke_path_styled (pen->cr, pen->colour, 1.5, NULL, 0, pen->view, pen->flags);
    }
}

/* From ring to ring; nothing where the rings touch. */
static void
trace_between (const PlumbPen *pen,
               PlumbPoint      a,
               PlumbPoint      b)
{
  double trim = ((pen->flags & PLUMB_DRAW_SELECTED) != 0 ? SELECTED_RING_RADIUS : PLUMB_RING_RADIUS)
                * pen->view->unit;
  double length = plumb_pen_distance (a, b);
  if (length <= 2.0 * trim)
    return;
  double dx = (b.x_px - a.x_px) * trim / length;
  double dy = (b.y_px - a.y_px) * trim / length;
  cairo_move_to (pen->cr, a.x_px + dx, a.y_px + dy);
  cairo_line_to (pen->cr, b.x_px - dx, b.y_px - dy);
}

void
plumb_pen_chain (const PlumbPen   *pen,
                 const PlumbPoint *at,
                 guint             n)
{
  for (guint i = 0; i + 1 < n; i++)
    trace_between (pen, at[i], at[i + 1]);
  plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
  for (guint i = 0; i < n; i++)
    plumb_pen_ring (pen, at[i]);
}

/* A curve through all points: Catmull-Rom as Bézier pieces. */
void
plumb_pen_trace_curve (cairo_t          *cr,
                       const PlumbPoint *at,
                       guint             n)
{
  cairo_move_to (cr, at[0].x_px, at[0].y_px);
  for (guint i = 0; i + 1 < n; i++)
    {
      PlumbPoint before = at[i > 0 ? i - 1 : 0];
      PlumbPoint after = at[i + 2 < n ? i + 2 : n - 1];
      cairo_curve_to (cr, at[i].x_px + (at[i + 1].x_px - before.x_px) / 6.0,
                      at[i].y_px + (at[i + 1].y_px - before.y_px) / 6.0,
                      at[i + 1].x_px - (after.x_px - at[i].x_px) / 6.0,
                      at[i + 1].y_px - (after.y_px - at[i].y_px) / 6.0, at[i + 1].x_px,
                      at[i + 1].y_px);
    }
}

void
plumb_pen_place_pill (const PlumbPen   *pen,
                      const PlumbPill  *pill,
                      const PlumbPoint *places,
                      guint             n,
                      PlumbPoint        anchor)
{
  PlumbPoint at = places[0];
  if (pen->view->field != NULL)
    at = plumb_label_field_take (pen->view->field, pill->width, pill->height, places, n, anchor);
  plumb_pill_draw (pill, pen->cr, at.x_px, at.y_px, pen->colour, pen->view, pen->flags);
}

void
plumb_pen_pill (const PlumbPen *pen,
                const char     *text,
                double          x,
                double          y)
{
  g_auto (PlumbPill) pill = plumb_pill_new (pen->cr, text, pen->view);
  const PlumbPoint place = { x, y };
  plumb_pen_place_pill (pen, &pill, &place, 1, place);
}

/* Beside `at`, on the right of it, else on the left. */
void
plumb_pen_pill_beside (const PlumbPen *pen,
                       const char     *text,
                       PlumbPoint      at,
                       double          gap)
{
  g_auto (PlumbPill) pill = plumb_pill_new (pen->cr, text, pen->view);
  const double aside = gap * pen->view->unit + pill.width / 2.0;
  const PlumbPoint places[] = { { at.x_px + aside, at.y_px }, { at.x_px - aside, at.y_px } };
  plumb_pen_place_pill (pen, &pill, places, G_N_ELEMENTS (places), at);
}

/* Up, in a picture that is turned by the roll. */
PlumbPoint
plumb_pen_up (const PlumbDrawView *view)
{
  double roll = view->roll_deg * G_PI / 180.0;
  return (PlumbPoint){ view->is_mirrored ? -sin (roll) : sin (roll), -cos (roll) };
}

void
plumb_pen_stroke_dashed (const PlumbPen *pen)
{
  static const double dashes[] = { 8.0, 6.0 };
  plumb_stroke_path_styled (pen->cr, pen->colour, 1.5, dashes, 2, pen->view, pen->flags);
}

void
plumb_draw_held_point (cairo_t             *cr,
                       PlumbPoint           at,
                       const PlumbDrawView *view)
{
  PlumbColour white = plumb_colour_from_hex (0xffffff);
  PlumbPoint centre = plumb_view_point (view, at);

  cairo_new_path (cr);
  plumb_pen_trace_circle (cr, centre, SELECTED_RING_RADIUS * view->unit);
  plumb_stroke_path_styled (cr, white, 2.5, NULL, 0, view, PLUMB_DRAW_NORMAL);
}

/* A square standing on its corner: no mark looks like it. */
void
plumb_draw_snap (cairo_t             *cr,
                 PlumbPoint           at,
                 const PlumbDrawView *view)
{
  PlumbColour white = plumb_colour_from_hex (0xffffff);
  PlumbPoint centre = plumb_view_point (view, at);
  double half = (SELECTED_RING_RADIUS + 5.0) * view->unit;

  cairo_new_path (cr);
  cairo_move_to (cr, centre.x_px - half, centre.y_px);
  cairo_line_to (cr, centre.x_px, centre.y_px - half);
  cairo_line_to (cr, centre.x_px + half, centre.y_px);
  cairo_line_to (cr, centre.x_px, centre.y_px + half);
  cairo_close_path (cr);
  plumb_stroke_path_styled (cr, white, 2.0, NULL, 0, view, PLUMB_DRAW_NORMAL);
}
