/* A line stops at the ring of its end point, so that the pixel that was clicked
 * can always be seen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "draw-marks.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw-style.h"

/* Design pixels. */
#define RING_RADIUS 5.5
#define SELECTED_RING_RADIUS 9.5
#define OPEN_CENTRE_RADIUS 1.0
#define HOVER_ALPHA 0.25
#define OUTLINE_DOT_RADIUS 3.0
#define ARC_RADIUS 34.0
#define ARC_SHARE 0.55 /* of the shorter arm, at most */
#define PILL_GAP 8.0
#define LABEL_GAP 11.0
#define ARROW_HEAD 16.0
#define DISTANCE_END 7.0

#define MAX_TARGET 1.0e6 /* cairo's fixed point ends at 2^23 */

typedef struct
{
  cairo_t             *cr;
  const PlumbDrawView *view;
  PlumbDrawFlags       flags;
  PlumbColour          colour;
} Pen;

static gboolean
is_drawable (const PlumbMark     *mark,
             const PlumbDrawView *view)
{
  guint needed = MAX (plumb_mark_kind_n_points (mark->kind), 1);
  if (mark->n_points < needed)
    return FALSE;
  for (guint i = 0; i < mark->n_points; i++)
    {
      PlumbPoint at = plumb_view_point (view, mark->points[i]);
      if (!isfinite (at.x_px) || !isfinite (at.y_px) || fabs (at.x_px) > MAX_TARGET
          || fabs (at.y_px) > MAX_TARGET)
        return FALSE;
    }
  return TRUE;
}

static double
measure_distance (PlumbPoint a,
                  PlumbPoint b)
{
  return hypot (b.x_px - a.x_px, b.y_px - a.y_px);
}

static void
trace_circle (cairo_t   *cr,
              PlumbPoint centre,
              double     radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, centre.x_px, centre.y_px, radius, 0.0, 2.0 * G_PI);
}

static void
draw_ring (const Pen *pen,
           PlumbPoint at)
{
  double unit = pen->view->unit;
  if ((pen->flags & PLUMB_DRAW_HOVERED) != 0)
    {
      trace_circle (pen->cr, at, RING_RADIUS * unit);
      cairo_new_sub_path (pen->cr);
      cairo_arc_negative (pen->cr, at.x_px, at.y_px, OPEN_CENTRE_RADIUS * unit, 2.0 * G_PI, 0.0);
      plumb_set_source (pen->cr, pen->colour, HOVER_ALPHA);
      cairo_fill (pen->cr);
    }
  trace_circle (pen->cr, at, RING_RADIUS * unit);
  plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
  if ((pen->flags & PLUMB_DRAW_SELECTED) != 0)
    {
      trace_circle (pen->cr, at, SELECTED_RING_RADIUS * unit);
      plumb_stroke_path_styled (pen->cr, pen->colour, 1.5, NULL, 0, pen->view, pen->flags);
    }
}

/* From ring to ring; nothing where the rings touch. */
static void
trace_between (const Pen *pen,
               PlumbPoint a,
               PlumbPoint b)
{
  double trim = ((pen->flags & PLUMB_DRAW_SELECTED) != 0 ? SELECTED_RING_RADIUS : RING_RADIUS)
                * pen->view->unit;
  double length = measure_distance (a, b);
  if (length <= 2.0 * trim)
    return;
  double dx = (b.x_px - a.x_px) * trim / length;
  double dy = (b.y_px - a.y_px) * trim / length;
  cairo_move_to (pen->cr, a.x_px + dx, a.y_px + dy);
  cairo_line_to (pen->cr, b.x_px - dx, b.y_px - dy);
}

static void
draw_chain (const Pen        *pen,
            const PlumbPoint *at,
            guint             n)
{
  for (guint i = 0; i + 1 < n; i++)
    trace_between (pen, at[i], at[i + 1]);
  plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
  for (guint i = 0; i < n; i++)
    draw_ring (pen, at[i]);
}

static void
draw_pill (const Pen *pen,
           const char *text,
           double      x,
           double      y)
{
  g_auto (PlumbPill) pill = plumb_pill_new (pen->cr, text, pen->view);
  plumb_pill_draw (&pill, pen->cr, x, y, pen->colour, pen->view, pen->flags);
}

/* Beside `at`, on the right of it. */
static void
draw_pill_beside (const Pen  *pen,
                  const char *text,
                  PlumbPoint  at,
                  double      gap)
{
  g_auto (PlumbPill) pill = plumb_pill_new (pen->cr, text, pen->view);
  plumb_pill_draw (&pill, pen->cr, at.x_px + gap * pen->view->unit + pill.width / 2.0, at.y_px,
                   pen->colour, pen->view, pen->flags);
}

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
static void
place_angle_pill (const Pen        *pen,
                  const char       *text,
                  const PlumbPoint *at,
                  double            bisector,
                  double            radius)
{
  static const double turns[] = { 0.0, G_PI, G_PI_2, -G_PI_2 };
  double unit = pen->view->unit;
  g_auto (PlumbPill) pill = plumb_pill_new (pen->cr, text, pen->view);
  double x = 0.0;
  double y = 0.0;
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      double dx = cos (bisector + turns[i]);
      double dy = sin (bisector + turns[i]);
      double clear = i == 0 ? radius + PILL_GAP * unit : (RING_RADIUS + PILL_GAP) * unit;
      double far = clear_arc (&pill, dx, dy, clear);
      double try_x = at[1].x_px + far * dx;
      double try_y = at[1].y_px + far * dy;
      gboolean covered = FALSE;
      for (guint j = 0; j < 3; j++)
        covered = covered
                  || covers_point (&pill, try_x, try_y, at[j], (RING_RADIUS + 1.0) * unit);
      if (i == 0 || !covered)
        {
          x = try_x;
          y = try_y;
        }
      if (!covered)
        break;
    }
  plumb_pill_draw (&pill, pen->cr, x, y, pen->colour, pen->view, pen->flags);
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
  double shorter = MIN (measure_distance (at[0], at[1]), measure_distance (at[2], at[1]));
  return MIN (ARC_RADIUS * view->unit, ARC_SHARE * shorter);
}

static void
draw_angle (const Pen        *pen,
            const PlumbPoint *at,
            const char       *label)
{
  double start = 0.0;
  double end = 0.0;
  find_arc (at, &start, &end);
  double radius = find_arc_radius (at, pen->view);
  if (radius > RING_RADIUS * pen->view->unit)
    {
      cairo_new_sub_path (pen->cr);
      cairo_arc (pen->cr, at[1].x_px, at[1].y_px, radius, start, end);
      plumb_stroke_path_styled (pen->cr, pen->colour, 1.5, NULL, 0, pen->view, pen->flags);
    }
  draw_chain (pen, at, 3);
  if (label != NULL)
    place_angle_pill (pen, label, at, (start + end) / 2.0, radius);
}

/* A curve through all points: Catmull-Rom as Bézier pieces. */
static void
trace_curve (cairo_t          *cr,
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

static void
draw_outline (const Pen        *pen,
              const PlumbPoint *at,
              guint             n)
{
  gboolean handled = (pen->flags & (PLUMB_DRAW_SELECTED | PLUMB_DRAW_HOVERED)) != 0;
  trace_curve (pen->cr, at, n);
  plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
  Pen dot = *pen;
  dot.flags &= ~(PLUMB_DRAW_SELECTED | PLUMB_DRAW_COMPUTED);
  for (guint i = 0; i < n; i++)
    if (handled)
      draw_ring (&dot, at[i]);
    else
      {
        trace_circle (pen->cr, at[i], OUTLINE_DOT_RADIUS / 2.0 * pen->view->unit);
        plumb_stroke_path_styled (pen->cr, pen->colour, OUTLINE_DOT_RADIUS, NULL, 0, pen->view,
                                  pen->flags);
      }
}

static void
draw_plate (const Pen        *pen,
            const PlumbPoint *at,
            const char       *label)
{
  double radius = measure_distance (at[0], at[1]);
  trace_circle (pen->cr, at[0], radius);
  plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
  draw_ring (pen, at[0]);
  if ((pen->flags & (PLUMB_DRAW_SELECTED | PLUMB_DRAW_HOVERED)) != 0)
    draw_ring (pen, at[1]);
  if (label != NULL)
    draw_pill (pen, label, at[0].x_px, at[0].y_px + radius + 2.0 * PILL_GAP * pen->view->unit);
}

static void
draw_line (const Pen        *pen,
           const PlumbPoint *at,
           const char       *label)
{
  gboolean handled = (pen->flags & (PLUMB_DRAW_SELECTED | PLUMB_DRAW_HOVERED)) != 0;
  if (handled)
    draw_chain (pen, at, 2);
  else
    {
      cairo_move_to (pen->cr, at[0].x_px, at[0].y_px);
      cairo_line_to (pen->cr, at[1].x_px, at[1].y_px);
      plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
    }
  if (label != NULL)
    draw_pill_beside (pen, label,
                      (PlumbPoint){ (at[0].x_px + at[1].x_px) / 2.0,
                                    (at[0].y_px + at[1].y_px) / 2.0 },
                      PILL_GAP);
}

/* Up, in a picture that is turned by the roll. */
static PlumbPoint
find_up (const PlumbDrawView *view)
{
  double roll = view->roll_deg * G_PI / 180.0;
  return (PlumbPoint){ sin (roll), -cos (roll) };
}

static void
stroke_dashed (const Pen *pen)
{
  static const double dashes[] = { 8.0, 6.0 };
  plumb_stroke_path_styled (pen->cr, pen->colour, 1.5, dashes, 2, pen->view, pen->flags);
}

/* Through the whole target; what is clipped anyway is not dashed. */
static void
draw_free_plumb (const Pen *pen,
                 PlumbPoint at)
{
  PlumbPoint up = find_up (pen->view);
  double x1 = 0.0, y1 = 0.0, x2 = 0.0, y2 = 0.0;
  cairo_clip_extents (pen->cr, &x1, &y1, &x2, &y2);
  double above = CLAMP (at.y_px - y1, 0.0, MAX_TARGET);
  double below = CLAMP (y2 - at.y_px, 0.0, MAX_TARGET);
  cairo_move_to (pen->cr, at.x_px + up.x_px * above, at.y_px + up.y_px * above);
  cairo_line_to (pen->cr, at.x_px - up.x_px * below, at.y_px - up.y_px * below);
  stroke_dashed (pen);
  draw_ring (pen, at);
}

/* The arm, the true vertical or horizontal that it is held against, dashed, and
 * the arc between them. */
static void
draw_to_axis (const Pen        *pen,
              const PlumbPoint *at,
              gboolean          to_vertical,
              const char       *label)
{
  PlumbPoint axis = find_up (pen->view);
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
  stroke_dashed (pen);
  if (radius > RING_RADIUS * pen->view->unit)
    {
      cairo_new_sub_path (pen->cr);
      cairo_arc (pen->cr, at[0].x_px, at[0].y_px, radius, start, end);
      plumb_stroke_path_styled (pen->cr, pen->colour, 1.5, NULL, 0, pen->view, pen->flags);
    }
  draw_chain (pen, at, 2);
  if (label != NULL)
    place_angle_pill (pen, label, arms, (start + end) / 2.0, radius);
}

static void
draw_arrow (const Pen        *pen,
            const PlumbPoint *at)
{
  double length = measure_distance (at[0], at[1]);
  double head = MIN (ARROW_HEAD * pen->view->unit, length / 2.0);
  draw_line (pen, at, NULL);
  if (length <= 0.0)
    return;
  double dx = (at[1].x_px - at[0].x_px) / length;
  double dy = (at[1].y_px - at[0].y_px) / length;
  cairo_move_to (pen->cr, at[1].x_px - head * (dx + dy / 2.0), at[1].y_px - head * (dy - dx / 2.0));
  cairo_line_to (pen->cr, at[1].x_px, at[1].y_px);
  cairo_line_to (pen->cr, at[1].x_px - head * (dx - dy / 2.0), at[1].y_px - head * (dy + dx / 2.0));
  plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
}

/* A line with a stroke across each end. */
static void
draw_distance (const Pen        *pen,
               const PlumbPoint *at,
               const char       *label)
{
  double length = measure_distance (at[0], at[1]);
  double half = DISTANCE_END * pen->view->unit;
  draw_line (pen, at, NULL);
  if (length > 0.0)
    {
      double nx = -(at[1].y_px - at[0].y_px) / length * half;
      double ny = (at[1].x_px - at[0].x_px) / length * half;
      for (guint i = 0; i < 2; i++)
        {
          cairo_move_to (pen->cr, at[i].x_px - nx, at[i].y_px - ny);
          cairo_line_to (pen->cr, at[i].x_px + nx, at[i].y_px + ny);
        }
      plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
    }
  if (label != NULL)
    draw_pill_beside (pen, label,
                      (PlumbPoint){ (at[0].x_px + at[1].x_px) / 2.0,
                                    (at[0].y_px + at[1].y_px) / 2.0 },
                      PILL_GAP);
}

static void
draw_box (const Pen        *pen,
          const PlumbPoint *at,
          gboolean          is_ellipse)
{
  double x = MIN (at[0].x_px, at[1].x_px);
  double y = MIN (at[0].y_px, at[1].y_px);
  double width = fabs (at[1].x_px - at[0].x_px);
  double height = fabs (at[1].y_px - at[0].y_px);
  if (is_ellipse && width >= 1.0 && height >= 1.0)
    {
      cairo_save (pen->cr);
      cairo_translate (pen->cr, x + width / 2.0, y + height / 2.0);
      cairo_scale (pen->cr, width / 2.0, height / 2.0);
      cairo_arc (pen->cr, 0.0, 0.0, 1.0, 0.0, 2.0 * G_PI);
      cairo_restore (pen->cr);
    }
  else
    cairo_rectangle (pen->cr, x, y, width, height);
  plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
  if ((pen->flags & (PLUMB_DRAW_SELECTED | PLUMB_DRAW_HOVERED)) != 0)
    for (guint i = 0; i < 2; i++)
      draw_ring (pen, at[i]);
}

/* Wider when it is selected: it has no handles. */
static void
draw_freehand (const Pen        *pen,
               const PlumbPoint *at,
               guint             n)
{
  gboolean held = (pen->flags & (PLUMB_DRAW_SELECTED | PLUMB_DRAW_HOVERED)) != 0;
  trace_curve (pen->cr, at, n);
  plumb_stroke_path_styled (pen->cr, pen->colour, held ? 4.0 : 2.5, NULL, 0, pen->view, pen->flags);
}

/* What the coach draws freely. */
static void
draw_free (const Pen        *pen,
           const PlumbMark  *mark,
           const PlumbPoint *at,
           const char       *label)
{
  if (mark->kind == PLUMB_MARK_PLUMB)
    draw_free_plumb (pen, at[0]);
  else if (mark->kind == PLUMB_MARK_TO_VERTICAL || mark->kind == PLUMB_MARK_TO_HORIZONTAL)
    draw_to_axis (pen, at, mark->kind == PLUMB_MARK_TO_VERTICAL, label);
  else if (mark->kind == PLUMB_MARK_DISTANCE)
    draw_distance (pen, at, label);
  else if (mark->kind == PLUMB_MARK_ARROW)
    draw_arrow (pen, at);
  else if (mark->kind == PLUMB_MARK_FREEHAND)
    draw_freehand (pen, at, mark->n_points);
  else
    draw_box (pen, at, mark->kind == PLUMB_MARK_ELLIPSE);
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
draw_name (const Pen    *pen,
           PlumbLandmark landmark,
           PlumbPoint    at)
{
  double dx = 0.0;
  double dy = 0.0;
  find_name_side (landmark, &dx, &dy);
  double gap = LABEL_GAP * pen->view->unit * (dx != 0.0 && dy != 0.0 ? 0.7 : 1.0);
  g_auto (PlumbPill) pill = plumb_pill_new (pen->cr, _(plumb_landmark_name (landmark)), pen->view);
  plumb_pill_draw (&pill, pen->cr, at.x_px + dx * (gap + pill.width / 2.0),
                   at.y_px + dy * (gap + pill.height / 2.0), pen->colour, pen->view, pen->flags);
}

static void
draw_names (const Pen        *pen,
            const PlumbMark  *mark,
            const PlumbPoint *at)
{
  if ((pen->flags & PLUMB_DRAW_LABEL) == 0 || mark->kind == PLUMB_MARK_OUTLINE)
    return;
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

  if (!is_drawable (mark, view))
    return;
  g_autofree PlumbPoint *at = g_new (PlumbPoint, mark->n_points);
  for (guint i = 0; i < mark->n_points; i++)
    at[i] = plumb_view_point (view, mark->points[i]);
  const Pen pen = { cr, view, flags, plumb_chain_colour (plumb_chain_of_mark (mark), flags) };
  cairo_new_path (cr);
  switch (mark->kind)
    {
    case PLUMB_MARK_POINT:
      draw_ring (&pen, at[0]);
      if (label != NULL)
        draw_pill_beside (&pen, label, at[0], LABEL_GAP);
      break;
    case PLUMB_MARK_SPINE:
      draw_chain (&pen, at, 3);
      if (label != NULL)
        place_angle_pill (&pen, label, at,
                          atan2 (at[0].y_px + at[2].y_px - 2.0 * at[1].y_px,
                                 at[0].x_px + at[2].x_px - 2.0 * at[1].x_px),
                          RING_RADIUS * view->unit);
      break;
    case PLUMB_MARK_HIP_ANGLE:
    case PLUMB_MARK_ANGLE:
      draw_angle (&pen, at, label);
      break;
    case PLUMB_MARK_OUTLINE:
      draw_outline (&pen, at, mark->n_points);
      if (label != NULL)
        draw_pill_beside (&pen, label, at[mark->n_points / 2], LABEL_GAP);
      break;
    case PLUMB_MARK_PLATE:
      draw_plate (&pen, at, label);
      break;
    case PLUMB_MARK_LINE:
      draw_line (&pen, at, label);
      break;
    case PLUMB_MARK_PLUMB:
    case PLUMB_MARK_TO_VERTICAL:
    case PLUMB_MARK_TO_HORIZONTAL:
    case PLUMB_MARK_DISTANCE:
    case PLUMB_MARK_ARROW:
    case PLUMB_MARK_RECTANGLE:
    case PLUMB_MARK_ELLIPSE:
    case PLUMB_MARK_FREEHAND:
      draw_free (&pen, mark, at, label);
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
      || radius <= RING_RADIUS * view->unit || radius > MAX_TARGET)
    return;
  PlumbColour colour = plumb_chain_colour (PLUMB_CHAIN_FREE, flags);
  cairo_new_path (cr);
  trace_circle (cr, centre, radius);
  plumb_set_source (cr, colour, 0.12);
  cairo_fill_preserve (cr);
  plumb_stroke_path_styled (cr, colour, 1.0, dots, 2, view, flags);
}

void
plumb_draw_angle_fan (cairo_t             *cr,
                      const PlumbMark     *mark,
                      double               u_deg,
                      const PlumbDrawView *view,
                      PlumbDrawFlags       flags)
{
  g_return_if_fail (cr != NULL && mark != NULL && view != NULL && view->unit > 0.0);

  if (mark->n_points != 3 || !is_drawable (mark, view) || !(u_deg > 0.0) || u_deg > 45.0)
    return;
  PlumbPoint at[3];
  for (guint i = 0; i < 3; i++)
    at[i] = plumb_view_point (view, mark->points[i]);
  double arm = atan2 (at[2].y_px - at[1].y_px, at[2].x_px - at[1].x_px);
  double spread = 2.0 * u_deg * G_PI / 180.0;
  cairo_new_path (cr);
  cairo_move_to (cr, at[1].x_px, at[1].y_px);
  cairo_arc (cr, at[1].x_px, at[1].y_px, measure_distance (at[1], at[2]), arm - spread,
             arm + spread);
  cairo_close_path (cr);
  plumb_set_source (cr, plumb_chain_colour (plumb_chain_of_mark (mark), flags), 0.22);
  cairo_fill (cr);
}
