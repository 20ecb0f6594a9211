/* What the points of a tool make; see hand-private.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hand-private.h"

#include <math.h>

/* From this many hit radii on a drag with the outline tool is an outline. */
#define TRACE_REACHES 6.0

PlumbMarkKind
plumb_tool_kind (PlumbTool tool)
{
  static const PlumbMarkKind kinds[PLUMB_N_TOOLS] = {
    [PLUMB_TOOL_SELECT] = PLUMB_MARK_POINT,
    [PLUMB_TOOL_POINT] = PLUMB_MARK_POINT,
    [PLUMB_TOOL_LINE] = PLUMB_MARK_LINE,
    [PLUMB_TOOL_ANGLE] = PLUMB_MARK_ANGLE,
    [PLUMB_TOOL_HIP_ANGLE] = PLUMB_MARK_HIP_ANGLE,
    [PLUMB_TOOL_SPINE] = PLUMB_MARK_SPINE,
    [PLUMB_TOOL_OUTLINE] = PLUMB_MARK_OUTLINE,
    [PLUMB_TOOL_PLATE] = PLUMB_MARK_PLATE,
    [PLUMB_TOOL_PLUMB] = PLUMB_MARK_PLUMB,
    [PLUMB_TOOL_TO_VERTICAL] = PLUMB_MARK_TO_VERTICAL,
    [PLUMB_TOOL_TO_HORIZONTAL] = PLUMB_MARK_TO_HORIZONTAL,
    [PLUMB_TOOL_DISTANCE] = PLUMB_MARK_DISTANCE,
    [PLUMB_TOOL_ARROW] = PLUMB_MARK_ARROW,
    [PLUMB_TOOL_RECTANGLE] = PLUMB_MARK_RECTANGLE,
    [PLUMB_TOOL_ELLIPSE] = PLUMB_MARK_ELLIPSE,
    [PLUMB_TOOL_FREEHAND] = PLUMB_MARK_FREEHAND,
    [PLUMB_TOOL_TEXT] = PLUMB_MARK_TEXT,
    [PLUMB_TOOL_LEVEL] = PLUMB_MARK_LINE, /* while it is drawn; never stored */
  };

  return kinds[tool];
}

/* Drawn by one drag; two clicks do as well. */
gboolean
plumb_tool_drags (PlumbTool tool)
{
  return tool == PLUMB_TOOL_PLATE || plumb_mark_kind_n_points (plumb_tool_kind (tool)) == 2;
}

/* `at`, moved so that the line from `from` runs at a multiple of 15°, or the box
 * is a square. */
PlumbPoint
plumb_hand_constrain (PlumbTool  tool,
                      PlumbPoint from,
                      PlumbPoint at)
{
  const double dx = at.x_px - from.x_px, dy = at.y_px - from.y_px;
  const double side = MAX (fabs (dx), fabs (dy));
  const double step = G_PI / 12;
  const double angle = round (atan2 (dy, dx) / step) * step;
  /* Along the line that is kept, as far as the pointer has come. */
  const double along = dx * cos (angle) + dy * sin (angle);

  if (tool == PLUMB_TOOL_RECTANGLE || tool == PLUMB_TOOL_ELLIPSE)
    return (PlumbPoint) { from.x_px + copysign (side, dx), from.y_px + copysign (side, dy) };
  return (PlumbPoint) { from.x_px + along * cos (angle), from.y_px + along * sin (angle) };
}

double
plumb_point_distance (PlumbPoint a,
                      PlumbPoint b)
{
  return hypot (a.x_px - b.x_px, a.y_px - b.y_px);
}

/* Centre of the circle through three points; FALSE when they are in line. */
static gboolean
find_circle (const PlumbPoint *p,
             PlumbPoint       *centre)
{
  const double ax = p[1].x_px - p[0].x_px, ay = p[1].y_px - p[0].y_px;
  const double bx = p[2].x_px - p[0].x_px, by = p[2].y_px - p[0].y_px;
  const double cross = ax * by - ay * bx;
  const double a2 = ax * ax + ay * ay, b2 = bx * bx + by * by;

  if (fabs (cross) < 1e-6 * (a2 + b2))
    return FALSE;
  centre->x_px = p[0].x_px + (by * a2 - ay * b2) / (2 * cross);
  centre->y_px = p[0].y_px + (ax * b2 - bx * a2) / (2 * cross);
  return TRUE;
}

static double
measure_trace (GArray *trace)
{
  double length = 0;

  for (guint i = 1; i < trace->len; i++)
    length += plumb_point_distance (g_array_index (trace, PlumbPoint, i - 1),
                        g_array_index (trace, PlumbPoint, i));
  return length;
}

/* An outline drawn in one go: points at equal steps along the way of the
 * pointer, so that a slow hand does not crowd them. */
void
plumb_hand_take_trace (PlumbHand *hand)
{
  const double step = measure_trace (hand->trace) / (PLUMB_OUTLINE_TRACE_POINTS - 1);
  double passed = 0;

  g_array_set_size (hand->points, 0);
  g_array_append_val (hand->points, g_array_index (hand->trace, PlumbPoint, 0));
  for (guint i = 1; i < hand->trace->len; i++)
    {
      const PlumbPoint a = g_array_index (hand->trace, PlumbPoint, i - 1);
      const PlumbPoint b = g_array_index (hand->trace, PlumbPoint, i);
      const double length = plumb_point_distance (a, b);

      while (hand->points->len < PLUMB_OUTLINE_TRACE_POINTS - 1
             && hand->points->len * step <= passed + length)
        {
          const double t = length > 0 ? (hand->points->len * step - passed) / length : 0;
          const PlumbPoint at
              = { a.x_px + t * (b.x_px - a.x_px), a.y_px + t * (b.y_px - a.y_px) };

          g_array_append_val (hand->points, at);
        }
      passed += length;
    }
  g_array_append_val (hand->points,
                      g_array_index (hand->trace, PlumbPoint, hand->trace->len - 1));
}

/* A way so long is no correction of the first point. */
gboolean
plumb_hand_is_traced (PlumbHand *hand,
                      double     reach_px)
{
  return plumb_session_tool (hand->session) == PLUMB_TOOL_OUTLINE && hand->trace->len > 2
         && measure_trace (hand->trace) > TRACE_REACHES * reach_px;
}

/* The mark that `points` make; NULL when they make none yet. A plate given by
 * two points is the circle over that diameter, by three the one through them. */
static PlumbMark *
make_mark (PlumbHand *hand)
{
  const PlumbTool tool = plumb_session_tool (hand->session);
  const gint64 frame = plumb_session_frame (hand->session);
  const PlumbPoint *p = (const PlumbPoint *) (gpointer) hand->points->data;
  PlumbLandmark landmark = PLUMB_LANDMARK_NONE;
  g_autoptr (PlumbMark) mark = NULL;
  PlumbPoint circle[2];
  guint n = hand->points->len;

  if (tool == PLUMB_TOOL_POINT)
    landmark = plumb_session_landmark (hand->session);
  if (tool == PLUMB_TOOL_PLATE)
    {
      if (n < 2)
        return NULL;
      circle[0] = (PlumbPoint) { (p[0].x_px + p[1].x_px) / 2, (p[0].y_px + p[1].y_px) / 2 };
      circle[1] = p[1];
      if (n >= 3 && !find_circle (p, &circle[0]))
        return NULL;
      p = circle;
      n = 2;
    }
  if (n == 0)
    return NULL;
  mark = plumb_mark_new (0, frame, plumb_tool_kind (tool), landmark, p, n);
  /* What stands for a part of the body keeps its colour. */
  return plumb_mark_kind_is_free (mark->kind)
             ? plumb_mark_with_look (mark, plumb_session_look (hand->session))
             : g_steal_pointer (&mark);
}

void
plumb_hand_update_draft (PlumbHand *hand)
{
  g_clear_pointer (&hand->draft, plumb_mark_unref);
  hand->draft = make_mark (hand);
}

void
plumb_hand_forget_draft (PlumbHand *hand)
{
  g_array_set_size (hand->points, 0);
  g_array_set_size (hand->trace, 0);
  g_clear_pointer (&hand->draft, plumb_mark_unref);
}
