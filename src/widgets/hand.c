/* The hand with the tool; see hand.h.
 *
 * A press puts a point down that follows the pointer until the release, so
 * that it can be corrected under the loupe before it counts. Lines and plates
 * may be dragged in one go; everything else is drawn point by point.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hand.h"

#include <math.h>

#include "hit-test.h"

/* From this many hit radii on a drag with the outline tool is an outline. */
#define TRACE_REACHES 6.0

struct _PlumbHand
{
  PlumbSession *session; /* owned */
  GArray       *points;  /* of PlumbPoint: the draft's points */
  GArray       *trace;   /* of PlumbPoint: the way of the pointer since the press */
  GPtrArray    *offers;  /* owned, nullable, of PlumbMark: not stored, to be corrected */
  PlumbMark    *draft;   /* owned, nullable: made of points */
  PlumbMark    *origin;  /* owned, nullable: the mark as it was grabbed */
  PlumbMark    *dragged; /* owned, nullable: the same, moved */
  int           grabbed; /* point of origin, -1 = all of it */
  PlumbPoint    pressed_at;
  gint64        hovered;
  gboolean      is_pressed;
  gboolean      is_constrained;
  guint         hidden; /* bit (1u << kind): not shown, so not to be met */
};

PlumbHand *
plumb_hand_new (PlumbSession *session)
{
  PlumbHand *hand = g_new0 (PlumbHand, 1);

  hand->session = g_object_ref (session);
  hand->points = g_array_new (FALSE, FALSE, sizeof (PlumbPoint));
  hand->trace = g_array_new (FALSE, FALSE, sizeof (PlumbPoint));
  return hand;
}

void
plumb_hand_free (PlumbHand *hand)
{
  g_clear_pointer (&hand->draft, plumb_mark_unref);
  g_clear_pointer (&hand->origin, plumb_mark_unref);
  g_clear_pointer (&hand->dragged, plumb_mark_unref);
  g_clear_pointer (&hand->offers, g_ptr_array_unref);
  g_array_unref (hand->points);
  g_array_unref (hand->trace);
  g_object_unref (hand->session);
  g_free (hand);
}

static PlumbMarkKind
kind_of_tool (PlumbTool tool)
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
    [PLUMB_TOOL_LEVEL] = PLUMB_MARK_LINE, /* while it is drawn; never stored */
  };

  return kinds[tool];
}

/* Drawn by one drag; two clicks do as well. */
static gboolean
is_drag_tool (PlumbTool tool)
{
  return tool == PLUMB_TOOL_PLATE || plumb_mark_kind_n_points (kind_of_tool (tool)) == 2;
}

/* `at`, moved so that the line from `from` runs at a multiple of 15°, or the box
 * is a square. */
static PlumbPoint
constrain (PlumbTool  tool,
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

static double
distance (PlumbPoint a,
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
    length += distance (g_array_index (trace, PlumbPoint, i - 1),
                        g_array_index (trace, PlumbPoint, i));
  return length;
}

/* An outline drawn in one go: points at equal steps along the way of the
 * pointer, so that a slow hand does not crowd them. */
static void
take_trace (PlumbHand *hand)
{
  const double step = measure_trace (hand->trace) / (PLUMB_OUTLINE_TRACE_POINTS - 1);
  double passed = 0;

  g_array_set_size (hand->points, 0);
  g_array_append_val (hand->points, g_array_index (hand->trace, PlumbPoint, 0));
  for (guint i = 1; i < hand->trace->len; i++)
    {
      const PlumbPoint a = g_array_index (hand->trace, PlumbPoint, i - 1);
      const PlumbPoint b = g_array_index (hand->trace, PlumbPoint, i);
      const double length = distance (a, b);

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
static gboolean
is_traced (PlumbHand *hand,
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
  return n == 0 ? NULL : plumb_mark_new (0, frame, kind_of_tool (tool), landmark, p, n);
}

static void
update_draft (PlumbHand *hand)
{
  g_clear_pointer (&hand->draft, plumb_mark_unref);
  hand->draft = make_mark (hand);
}

static void
forget_draft (PlumbHand *hand)
{
  g_array_set_size (hand->points, 0);
  g_array_set_size (hand->trace, 0);
  g_clear_pointer (&hand->draft, plumb_mark_unref);
}

PlumbLandmark
plumb_hand_next_landmark (PlumbReview  *review,
                          gint64        frame,
                          PlumbLandmark after)
{
  const PlumbPoses *poses = plumb_review_poses (review);
  PlumbPoint there;

  /* Feet marked in another frame hold here too. */
  for (int i = (int) after + 1; i < PLUMB_LANDMARK_ELBOW; i++)
    if (!plumb_poses_find (poses, frame, (PlumbLandmark) i, &there))
      return (PlumbLandmark) i;
  return PLUMB_LANDMARK_NONE;
}

/* What lies under the pointer of all that is shown. */
static PlumbHit
find_hit (PlumbHand *hand,
          gint64     selected,
          PlumbPoint at,
          double     reach_px)
{
  GPtrArray *marks = plumb_review_marks (plumb_session_review (hand->session));
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; i < marks->len; i++)
    if ((hand->hidden & (1u << ((const PlumbMark *) marks->pdata[i])->kind)) == 0)
      g_ptr_array_add (shown, marks->pdata[i]);
  return plumb_hit_test (shown, plumb_session_frame (hand->session), selected, at, reach_px);
}

/* Points of tools other than the point tool snap to points that are there. */
static PlumbPoint
snap (PlumbHand *hand,
      PlumbPoint at,
      double     reach_px)
{
  PlumbHit hit;

  if (plumb_session_tool (hand->session) == PLUMB_TOOL_POINT
      || plumb_session_tool (hand->session) == PLUMB_TOOL_OUTLINE
      || plumb_session_tool (hand->session) == PLUMB_TOOL_FREEHAND)
    return at;
  hit = find_hit (hand, 0, at, reach_px / 3);
  if (hit.mark == NULL || hit.point < 0)
    return at;
  return hit.mark->points[hit.point];
}

/* Where the newest of the points goes. */
static PlumbPoint
place (PlumbHand *hand,
       PlumbPoint at,
       double     reach_px)
{
  const guint n = hand->points->len;

  at = snap (hand, at, reach_px);
  if (hand->is_constrained && n >= 2
      && plumb_session_tool (hand->session) != PLUMB_TOOL_OUTLINE)
    at = constrain (plumb_session_tool (hand->session),
                    g_array_index (hand->points, PlumbPoint, n - 2), at);
  return at;
}

static gboolean
grab (PlumbHand *hand,
      PlumbPoint at,
      double     reach_px)
{
  const gint64 frame = plumb_session_frame (hand->session);
  PlumbHit hit = find_hit (hand, plumb_session_selected (hand->session), at, reach_px);

  if (hit.mark == NULL && hand->offers != NULL)
    hit = plumb_hit_test (hand->offers, frame, -1, at, reach_px);
  plumb_session_set_selected (hand->session, hit.mark != NULL ? hit.mark->id : 0);
  if (hit.mark == NULL)
    return FALSE;
  hand->origin = plumb_mark_ref (hit.mark);
  hand->grabbed = hit.point;
  return TRUE;
}

gboolean
plumb_hand_press (PlumbHand *hand,
                  PlumbPoint at,
                  double     reach_px)
{
  const PlumbTool tool = plumb_session_tool (hand->session);
  guint wanted = 1;

  if (plumb_session_review (hand->session) == NULL
      || plumb_session_frame (hand->session) < 0)
    return FALSE;
  /* Led to another frame, the hand waits for its picture. */
  if (plumb_session_guided (hand->session)
      && plumb_session_frame (hand->session) != plumb_session_wanted (hand->session))
    return TRUE;
  hand->pressed_at = at;
  if (tool == PLUMB_TOOL_SELECT)
    {
      hand->is_pressed = grab (hand, at, reach_px);
      return hand->is_pressed;
    }

  at = snap (hand, at, reach_px);
  g_array_set_size (hand->trace, 0);
  /* Only the first press may trace: later ones add a point each. */
  if (hand->points->len == 0)
    g_array_append_val (hand->trace, at);
  /* The second point of a line or a plate comes with the same drag. */
  if (hand->points->len == 0 && is_drag_tool (tool))
    wanted = 2;
  for (guint i = 0; i < wanted; i++)
    g_array_append_val (hand->points, at);
  hand->is_pressed = TRUE;
  update_draft (hand);
  return TRUE;
}

static PlumbTool
tool_of_kind (PlumbMarkKind kind)
{
  return kind == PLUMB_MARK_RECTANGLE || kind == PLUMB_MARK_ELLIPSE ? PLUMB_TOOL_RECTANGLE
                                                                    : PLUMB_TOOL_LINE;
}

static void
drag (PlumbHand *hand,
      PlumbPoint at)
{
  const double dx = at.x_px - hand->pressed_at.x_px;
  const double dy = at.y_px - hand->pressed_at.y_px;

  if (dx == 0 && dy == 0 && hand->dragged == NULL)
    return;
  g_clear_pointer (&hand->dragged, plumb_mark_unref);
  if (hand->grabbed < 0 || (hand->origin->kind == PLUMB_MARK_PLATE && hand->grabbed == 0))
    hand->dragged = plumb_mark_translated (hand->origin, dx, dy);
  else
    {
      /* Relative to where it was grabbed, so that it does not jump. */
      PlumbPoint to = hand->origin->points[hand->grabbed];

      to.x_px += dx;
      to.y_px += dy;
      if (hand->is_constrained && hand->origin->n_points == 2)
        to = constrain (tool_of_kind (hand->origin->kind),
                        hand->origin->points[1 - hand->grabbed], to);
      hand->dragged = plumb_mark_with_point (hand->origin, (guint) hand->grabbed, to);
    }
  plumb_review_preview_mark (plumb_session_review (hand->session), hand->dragged);
}

/* The line drawn so far; a hand that rests adds nothing. */
static void
follow (PlumbHand *hand,
        PlumbPoint at,
        double     reach_px)
{
  if (distance (g_array_index (hand->points, PlumbPoint, hand->points->len - 1), at)
      >= reach_px / 4)
    g_array_append_val (hand->points, at);
}

void
plumb_hand_move (PlumbHand *hand,
                 PlumbPoint at,
                 double     reach_px)
{
  PlumbReview *review = plumb_session_review (hand->session);

  if (review == NULL)
    return;
  if (hand->origin != NULL)
    drag (hand, at);
  else if (hand->is_pressed && hand->points->len > 0)
    {
      at = place (hand, at, reach_px);
      if (hand->trace->len > 0)
        g_array_append_val (hand->trace, at);
      if (is_traced (hand, reach_px))
        take_trace (hand);
      else if (plumb_session_tool (hand->session) == PLUMB_TOOL_FREEHAND)
        follow (hand, at, reach_px);
      else
        g_array_index (hand->points, PlumbPoint, hand->points->len - 1) = at;
      update_draft (hand);
    }
  else
    {
      const PlumbHit hit
          = find_hit (hand, plumb_session_selected (hand->session), at, reach_px);

      hand->hovered = hit.mark != NULL ? hit.mark->id : 0;
    }
}

/* What is drawn along something level or upright says how the camera was turned:
 * one undo step of the filming. */
static gboolean
take_roll (PlumbHand       *hand,
           const PlumbMark *line,
           GError         **error)
{
  PlumbReview *review = plumb_session_review (hand->session);
  PlumbFilming filming = plumb_review_filming (review);
  double dx = line->points[1].x_px - line->points[0].x_px;
  double dy = line->points[1].y_px - line->points[0].y_px;

  plumb_session_set_tool (hand->session, PLUMB_TOOL_SELECT);
  if (fabs (dy) > fabs (dx)) /* upright: a quarter turn makes it level */
    {
      const double level = -dy;

      dy = dx;
      dx = level;
    }
  if (dx < 0)
    {
      dx = -dx;
      dy = -dy;
    }
  if (!(dx > 0))
    return TRUE;
  filming.camera_roll_deg = atan2 (dy, dx) * 180 / G_PI;
  return plumb_review_set_filming (review, &filming, error);
}

/* Stores the draft; the point tool goes on with the next landmark, every other
 * tool is put down with its mark selected. */
static gboolean
store_draft (PlumbHand *hand,
             GError   **error)
{
  PlumbReview *review = plumb_session_review (hand->session);
  g_autoptr (PlumbMark) mark = g_steal_pointer (&hand->draft);
  gint64 id;

  forget_draft (hand);
  if (plumb_session_tool (hand->session) == PLUMB_TOOL_LEVEL)
    return take_roll (hand, mark, error);
  id = plumb_review_add_mark (review, mark, error);
  if (id == 0)
    return FALSE;
  if (plumb_session_guided (hand->session)) /* which says what comes next */
    return TRUE;
  if (mark->kind == PLUMB_MARK_POINT)
    {
      const PlumbLandmark next = plumb_hand_next_landmark (review, mark->frame, mark->landmark);

      if (next == PLUMB_LANDMARK_NONE)
        plumb_session_set_tool (hand->session, PLUMB_TOOL_SELECT);
      else
        plumb_session_set_landmark (hand->session, next);
    }
  else
    {
      plumb_session_set_tool (hand->session, PLUMB_TOOL_SELECT);
      plumb_session_set_selected (hand->session, id);
    }
  return TRUE;
}

static gboolean
end_drag (PlumbHand *hand,
          GError   **error)
{
  PlumbReview *review = plumb_session_review (hand->session);
  g_autoptr (PlumbMark) origin = g_steal_pointer (&hand->origin);
  g_autoptr (PlumbMark) dragged = g_steal_pointer (&hand->dragged);

  /* What was offered counts once a hand has touched it, moved or not. */
  if (origin->id == 0)
    {
      if (plumb_review_add_mark (review, dragged != NULL ? dragged : origin, error) != 0)
        return TRUE;
      plumb_review_preview_mark (review, NULL);
      return FALSE;
    }
  if (dragged == NULL)
    return TRUE;
  if (plumb_review_change_mark (review, dragged, error))
    return TRUE;
  plumb_review_preview_mark (review, NULL);
  return FALSE;
}

gboolean
plumb_hand_release (PlumbHand *hand,
                    PlumbPoint at,
                    double     reach_px,
                    GError   **error)
{
  const PlumbTool tool = plumb_session_tool (hand->session);
  const gboolean moved = distance (at, hand->pressed_at) > reach_px / 2;
  guint needed;

  if (!hand->is_pressed)
    return TRUE;
  plumb_hand_move (hand, at, reach_px);
  hand->is_pressed = FALSE;
  if (hand->origin != NULL)
    return end_drag (hand, error);
  if (hand->points->len == 0)
    return TRUE;

  if (is_traced (hand, reach_px))
    return store_draft (hand, error);
  g_array_set_size (hand->trace, 0);
  if (tool == PLUMB_TOOL_FREEHAND)
    {
      if (hand->points->len >= 2)
        return store_draft (hand, error);
      forget_draft (hand); /* a click draws nothing */
      return TRUE;
    }
  needed = plumb_mark_kind_n_points (kind_of_tool (tool));
  if (is_drag_tool (tool))
    {
      if (moved && hand->points->len == 2 && hand->draft != NULL)
        return store_draft (hand, error);
      /* A click, not a drag: the second point comes with the next one. */
      if (hand->points->len == 2
          && distance (g_array_index (hand->points, PlumbPoint, 0),
                       g_array_index (hand->points, PlumbPoint, 1))
                 < reach_px / 2)
        g_array_set_size (hand->points, 1);
      needed = tool == PLUMB_TOOL_PLATE ? 3 : 2;
    }
  update_draft (hand);
  if (tool == PLUMB_TOOL_OUTLINE || hand->points->len < needed)
    return TRUE;
  if (hand->draft == NULL) /* three rim points in a line are no circle */
    {
      forget_draft (hand);
      return TRUE;
    }
  return store_draft (hand, error);
}

gboolean
plumb_hand_finish (PlumbHand *hand,
                   GError   **error)
{
  if (plumb_session_tool (hand->session) != PLUMB_TOOL_OUTLINE
      || hand->points->len < PLUMB_OUTLINE_MIN_POINTS)
    return FALSE;
  hand->is_pressed = FALSE;
  update_draft (hand);
  return store_draft (hand, error);
}

gboolean
plumb_hand_cancel (PlumbHand *hand)
{
  const gboolean had = hand->points->len > 0 || hand->origin != NULL;

  forget_draft (hand);
  g_clear_pointer (&hand->origin, plumb_mark_unref);
  if (hand->dragged != NULL)
    plumb_review_preview_mark (plumb_session_review (hand->session), NULL);
  g_clear_pointer (&hand->dragged, plumb_mark_unref);
  hand->is_pressed = FALSE;
  hand->hovered = 0;
  return had;
}

void
plumb_hand_set_constrained (PlumbHand *hand,
                            gboolean   is_constrained)
{
  hand->is_constrained = is_constrained;
}

void
plumb_hand_set_hidden (PlumbHand *hand,
                       guint      kinds)
{
  hand->hidden = kinds;
}

guint
plumb_hand_hidden (PlumbHand *hand)
{
  return hand->hidden;
}

void
plumb_hand_set_offers (PlumbHand *hand,
                       GPtrArray *offers)
{
  if (hand->origin != NULL && hand->origin->id == 0)
    plumb_hand_cancel (hand);
  if (offers != NULL)
    g_ptr_array_ref (offers);
  g_clear_pointer (&hand->offers, g_ptr_array_unref);
  hand->offers = offers;
}

GPtrArray *
plumb_hand_offers (PlumbHand *hand)
{
  return hand->offers;
}

const PlumbMark *
plumb_hand_held_offer (PlumbHand *hand)
{
  return hand->origin != NULL && hand->origin->id == 0 ? hand->origin : NULL;
}

const PlumbMark *
plumb_hand_draft (PlumbHand *hand)
{
  return hand->draft;
}

const PlumbMark *
plumb_hand_dragged (PlumbHand *hand)
{
  return hand->dragged;
}

gint64
plumb_hand_hovered (PlumbHand *hand)
{
  return hand->hovered;
}

gboolean
plumb_hand_is_placing (PlumbHand  *hand,
                       PlumbPoint *at)
{
  PlumbPoint here = { 0, 0 };

  if (!hand->is_pressed)
    return FALSE;
  if (hand->origin != NULL && hand->grabbed >= 0)
    here = (hand->dragged != NULL ? hand->dragged : hand->origin)->points[hand->grabbed];
  else if (hand->origin == NULL && hand->points->len > 0)
    here = g_array_index (hand->points, PlumbPoint, hand->points->len - 1);
  else
    return FALSE;
  if (at != NULL)
    *at = here;
  return TRUE;
}
