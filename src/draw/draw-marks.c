/* A line stops at the ring of its end point, so that the pixel that was clicked
 * can always be seen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "draw-marks.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw-pen.h"

/* Design pixels. */
#define OUTLINE_DOT_RADIUS 3.0

static void
draw_outline (const PlumbPen   *pen,
              const PlumbPoint *at,
              guint             n)
{
  gboolean handled = (pen->flags & (PLUMB_DRAW_SELECTED | PLUMB_DRAW_HOVERED)) != 0;
  plumb_pen_trace_curve (pen->cr, at, n);
  plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
  PlumbPen dot = *pen;
  dot.flags &= ~(PLUMB_DRAW_SELECTED | PLUMB_DRAW_COMPUTED);
  for (guint i = 0; i < n; i++)
    if (handled)
      plumb_pen_ring (&dot, at[i]);
    else
      {
        plumb_pen_trace_circle (pen->cr, at[i], OUTLINE_DOT_RADIUS / 2.0 * pen->view->unit);
        plumb_stroke_path_styled (pen->cr, pen->colour, OUTLINE_DOT_RADIUS, NULL, 0, pen->view,
                                  pen->flags);
      }
}

static void
draw_plate (const PlumbPen   *pen,
            const PlumbPoint *at,
            const char       *label)
{
  double radius = plumb_pen_distance (at[0], at[1]);
  plumb_pen_trace_circle (pen->cr, at[0], radius);
  plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
  plumb_pen_ring (pen, at[0]);
  if ((pen->flags & (PLUMB_DRAW_SELECTED | PLUMB_DRAW_HOVERED)) != 0)
    plumb_pen_ring (pen, at[1]);
  if (label != NULL)
    plumb_pen_pill (pen, label, at[0].x_px,
                    at[0].y_px + radius + 2.0 * PLUMB_PILL_GAP * pen->view->unit);
}

/* Where a landmark's name stands, so that names of neighbours part: what is
 * on the back above it, what is on the foot below. Unit steps from the point
 * to the pill's near edge. */
static void
find_name_side (PlumbLandmark landmark,
                double       *dx,
                double       *dy)
{
  static const struct
  {
    gint8 dx, dy;
  } sides[PLUMB_N_LANDMARKS] = {
    [PLUMB_LANDMARK_HEEL] = { -1, 1 },    [PLUMB_LANDMARK_TOE] = { 1, 1 },
    [PLUMB_LANDMARK_ANKLE] = { -1, 0 },   [PLUMB_LANDMARK_KNEE] = { 1, 0 },
    [PLUMB_LANDMARK_HIP] = { -1, 0 },     [PLUMB_LANDMARK_ACROMION] = { 1, 1 },
    [PLUMB_LANDMARK_SCAPULA] = { 0, 1 },  [PLUMB_LANDMARK_C7] = { 1, -1 },
    [PLUMB_LANDMARK_T12_L1] = { 0, -1 },  [PLUMB_LANDMARK_S1] = { -1, -1 },
    [PLUMB_LANDMARK_BAR] = { 1, 0 },      [PLUMB_LANDMARK_ELBOW] = { 1, 0 },
  };
  *dx = sides[landmark].dx;
  *dy = sides[landmark].dy;
}

static void
draw_name (const PlumbPen *pen,
           PlumbLandmark   landmark,
           PlumbPoint      at)
{
  double dx = 0.0;
  double dy = 0.0;
  find_name_side (landmark, &dx, &dy);
  if (pen->view->is_mirrored)
    dx = -dx;
  double gap = PLUMB_LABEL_GAP * pen->view->unit * (dx != 0.0 && dy != 0.0 ? 0.7 : 1.0);
  g_auto (PlumbPill) pill = plumb_pill_new (pen->cr, _(plumb_landmark_name (landmark)), pen->view);
  const PlumbPoint place = { at.x_px + dx * (gap + pill.width / 2.0),
                             at.y_px + dy * (gap + pill.height / 2.0) };
  plumb_pen_place_pill (pen, &pill, &place, 1, at);
}

static void
draw_names (const PlumbPen   *pen,
            const PlumbMark  *mark,
            const PlumbPoint *at)
{
  if ((pen->flags & PLUMB_DRAW_LABEL) == 0 || mark->kind == PLUMB_MARK_OUTLINE)
    return;
  /* Below it: its centre may be marked as the bar, too. */
  if (mark->kind == PLUMB_MARK_PLATE)
    {
      plumb_pen_pill (pen, _("Plate"), at[0].x_px,
                      at[0].y_px + plumb_pen_distance (at[0], at[1])
                          + 2.0 * PLUMB_PILL_GAP * pen->view->unit);
      return;
    }
  for (guint i = 0; i < mark->n_points; i++)
    {
      PlumbLandmark landmark = plumb_mark_point_landmark (mark, i);
      if (landmark >= 0 && landmark < PLUMB_N_LANDMARKS)
        draw_name (pen, landmark, at[i]);
    }
}

void
plumb_draw_mark (cairo_t             *cr,
                 const PlumbMark     *mark,
                 const PlumbDrawView *view,
                 PlumbDrawFlags       flags,
                 const char          *label)
{
  g_return_if_fail (cr != NULL && mark != NULL && view != NULL);
  g_return_if_fail (view->unit > 0.0);

  if (!plumb_mark_is_drawable (mark, view))
    return;
  if ((flags & PLUMB_DRAW_BODIES) != 0)
    {
      label = NULL;
      flags &= ~PLUMB_DRAW_LABEL;
    }
  /* The words of a text are its body. */
  if ((flags & PLUMB_DRAW_PILLS) != 0 && mark->kind == PLUMB_MARK_TEXT)
    return;
  g_autofree PlumbPoint *at = g_new (PlumbPoint, mark->n_points);
  for (guint i = 0; i < mark->n_points; i++)
    at[i] = plumb_view_point (view, mark->points[i]);
  if (mark->look.width != PLUMB_MARK_WIDTH_USUAL)
    flags |= mark->look.width == PLUMB_MARK_WIDTH_WIDE ? PLUMB_DRAW_WIDE : PLUMB_DRAW_THIN;
  const PlumbPen pen = { cr, view, flags, plumb_mark_colour (mark, flags) };
  cairo_new_path (cr);
  switch (mark->kind)
    {
    case PLUMB_MARK_POINT:
      plumb_pen_ring (&pen, at[0]);
      if (label != NULL)
        plumb_pen_pill_beside (&pen, label, at[0], PLUMB_LABEL_GAP);
      break;
    case PLUMB_MARK_SPINE:
      plumb_pen_chain (&pen, at, 3);
      if (label != NULL)
        plumb_pen_angle_pill (&pen, label, at,
                          atan2 (at[0].y_px + at[2].y_px - 2.0 * at[1].y_px,
                                 at[0].x_px + at[2].x_px - 2.0 * at[1].x_px),
                          PLUMB_RING_RADIUS * view->unit);
      break;
    case PLUMB_MARK_HIP_ANGLE:
    case PLUMB_MARK_ANGLE:
      plumb_pen_angle (&pen, at, label);
      break;
    case PLUMB_MARK_OUTLINE:
      draw_outline (&pen, at, mark->n_points);
      if (label != NULL)
        plumb_pen_pill_beside (&pen, label, at[mark->n_points / 2], PLUMB_LABEL_GAP);
      break;
    case PLUMB_MARK_PLATE:
      draw_plate (&pen, at, label);
      break;
    case PLUMB_MARK_LINE:
      plumb_pen_line (&pen, at, label);
      break;
    case PLUMB_MARK_PLUMB:
    case PLUMB_MARK_TO_VERTICAL:
    case PLUMB_MARK_TO_HORIZONTAL:
    case PLUMB_MARK_DISTANCE:
    case PLUMB_MARK_ARROW:
    case PLUMB_MARK_RECTANGLE:
    case PLUMB_MARK_ELLIPSE:
    case PLUMB_MARK_FREEHAND:
    case PLUMB_MARK_TEXT:
      plumb_pen_free (&pen, mark, at, label);
      break;
    case PLUMB_N_MARK_KINDS:
    default:
      g_return_if_reached ();
    }
  draw_names (&pen, mark, at);
}

void
plumb_draw_click_spread (cairo_t             *cr,
                         PlumbPoint           at,
                         double               sd_px,
                         const PlumbDrawView *view,
                         PlumbDrawFlags       flags)
{
  static const double dots[] = { 0.5, 3.5 };
  g_return_if_fail (cr != NULL && view != NULL && view->unit > 0.0);

  PlumbPoint centre = plumb_view_point (view, at);
  double radius = 2.0 * sd_px * view->scale;
  if (!isfinite (centre.x_px) || !isfinite (centre.y_px) || !isfinite (radius)
      || radius <= PLUMB_RING_RADIUS * view->unit || radius > PLUMB_MAX_TARGET)
    return;
  PlumbColour colour = plumb_chain_colour (PLUMB_CHAIN_FREE, flags);
  cairo_new_path (cr);
  plumb_pen_trace_circle (cr, centre, radius);
  plumb_set_source (cr, colour, 0.12);
  cairo_fill_preserve (cr);
  plumb_stroke_path_styled (cr, colour, 1.0, dots, 2, view, flags);
}
