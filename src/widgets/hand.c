/* The hand with the tool; see hand.h.
 *
 * A press puts a point down that follows the pointer until the release, so
 * that it can be corrected under the loupe before it counts. Lines and plates
 * may be dragged in one go; everything else is drawn point by point. What the
 * points make is in hand-shape.c, selecting and moving in hand-edit.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hand-private.h"

#include <math.h>

PlumbHand *
plumb_hand_new (PlumbSession *session)
{
  PlumbHand *hand = g_new0 (PlumbHand, 1);

  hand->session = g_object_ref (session);
  hand->points = g_array_new (FALSE, FALSE, sizeof (PlumbPoint));
  hand->trace = g_array_new (FALSE, FALSE, sizeof (PlumbPoint));
  hand->moved = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  return hand;
}

void
plumb_hand_free (PlumbHand *hand)
{
  g_clear_pointer (&hand->draft, plumb_mark_unref);
  g_clear_pointer (&hand->written, plumb_mark_unref);
  g_clear_pointer (&hand->origin, plumb_mark_unref);
  g_clear_pointer (&hand->offers, g_ptr_array_unref);
  g_ptr_array_unref (hand->moved);
  g_array_unref (hand->points);
  g_array_unref (hand->trace);
  g_object_unref (hand->session);
  g_free (hand);
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

/* What the newest of the points will stand for. */
static PlumbLandmark
landmark_of_point (PlumbHand *hand,
                   guint      index)
{
  const PlumbTool tool = plumb_session_tool (hand->session);
  const PlumbPoint nowhere[3] = { { 0, 0 }, { 0, 0 }, { 0, 0 } };
  g_autoptr (PlumbMark) mark = NULL;

  if (tool == PLUMB_TOOL_POINT)
    return plumb_session_landmark (hand->session);
  /* The points on the rim of a plate are not its centre. */
  if (tool == PLUMB_TOOL_PLATE || tool == PLUMB_TOOL_OUTLINE)
    return PLUMB_LANDMARK_NONE;
  mark = plumb_mark_new (0, 0, plumb_tool_kind (tool), PLUMB_LANDMARK_NONE, nowhere, 3);
  return plumb_mark_point_landmark (mark, index);
}

PlumbLandmark
plumb_hand_landmark (PlumbHand *hand)
{
  if (hand->origin != NULL && hand->grabbed >= 0)
    return plumb_mark_point_landmark (hand->origin, (guint) hand->grabbed);
  if (plumb_session_tool (hand->session) == PLUMB_TOOL_SELECT)
    return PLUMB_LANDMARK_NONE;
  return landmark_of_point (hand, hand->points->len > 0 ? hand->points->len - 1 : 0);
}

static gboolean
tool_snaps (PlumbTool tool)
{
  return tool != PLUMB_TOOL_OUTLINE && tool != PLUMB_TOOL_FREEHAND && tool != PLUMB_TOOL_PLATE
         && tool != PLUMB_TOOL_TEXT;
}

static PlumbPoint
snap_point (PlumbHand *hand,
            PlumbPoint at,
            guint      index,
            double     reach_px)
{
  hand->has_snapped = FALSE;
  if (!tool_snaps (plumb_session_tool (hand->session)))
    return at;
  return plumb_hand_snap (hand, at, landmark_of_point (hand, index), 0, reach_px);
}

/* Where the newest of the points goes. */
static PlumbPoint
place (PlumbHand *hand,
       PlumbPoint at,
       double     reach_px)
{
  const guint n = hand->points->len;

  at = snap_point (hand, at, n > 0 ? n - 1 : 0, reach_px);
  if (hand->is_constrained && n >= 2
      && plumb_session_tool (hand->session) != PLUMB_TOOL_OUTLINE)
    {
      hand->has_snapped = FALSE;
      at = plumb_hand_constrain (plumb_session_tool (hand->session),
                                 g_array_index (hand->points, PlumbPoint, n - 2), at);
    }
  return at;
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
  hand->has_missed_rim = FALSE;
  if (tool == PLUMB_TOOL_SELECT)
    {
      hand->is_pressed = plumb_hand_grab (hand, at, reach_px);
      return hand->is_pressed;
    }

  at = snap_point (hand, at, hand->points->len, reach_px);
  g_array_set_size (hand->trace, 0);
  /* Only the first press may trace: later ones add a point each. */
  if (hand->points->len == 0)
    g_array_append_val (hand->trace, at);
  /* The second point of a line or a plate comes with the same drag. */
  if (hand->points->len == 0 && plumb_tool_drags (tool))
    wanted = 2;
  for (guint i = 0; i < wanted; i++)
    g_array_append_val (hand->points, at);
  hand->is_pressed = TRUE;
  plumb_hand_update_draft (hand);
  return TRUE;
}

/* The line drawn so far; a hand that rests adds nothing. */
static void
follow (PlumbHand *hand,
        PlumbPoint at,
        double     reach_px)
{
  const PlumbPoint last = g_array_index (hand->points, PlumbPoint, hand->points->len - 1);

  if (plumb_point_distance (last, at) >= reach_px / 4)
    g_array_append_val (hand->points, at);
}

void
plumb_hand_move (PlumbHand *hand,
                 PlumbPoint at,
                 double     reach_px)
{
  if (plumb_session_review (hand->session) == NULL)
    return;
  if (hand->origin != NULL || hand->is_banding)
    plumb_hand_drag (hand, at, reach_px);
  else if (hand->is_pressed && hand->points->len > 0)
    {
      at = place (hand, at, reach_px);
      if (hand->trace->len > 0)
        g_array_append_val (hand->trace, at);
      if (plumb_hand_is_traced (hand, reach_px))
        plumb_hand_take_trace (hand);
      else if (plumb_session_tool (hand->session) == PLUMB_TOOL_FREEHAND)
        follow (hand, at, reach_px);
      else
        g_array_index (hand->points, PlumbPoint, hand->points->len - 1) = at;
      plumb_hand_update_draft (hand);
    }
  else
    {
      const PlumbHit hit = plumb_hand_find_hit (hand, at, reach_px);

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

/* A plate as it was drawn is one edit and its snapping to the rim another, so
 * that undo gives the first back. */
static gboolean
snap_plate (PlumbHand *hand,
            gint64     id,
            GError   **error)
{
  PlumbReview *review = plumb_session_review (hand->session);
  const PlumbMark *drawn = plumb_review_mark (review, id);
  g_autoptr (PlumbMark) centred = NULL;
  g_autoptr (PlumbMark) snapped = NULL;
  PlumbPoint circle[2];

  if (hand->find_rim == NULL || hand->is_free || drawn == NULL)
    return TRUE;
  if (!hand->find_rim (drawn, circle, hand->find_rim_data))
    {
      hand->has_missed_rim = TRUE;
      return TRUE;
    }
  centred = plumb_mark_with_point (drawn, 0, circle[0]);
  snapped = plumb_mark_with_point (centred, 1, circle[1]);
  return plumb_review_change_mark (review, snapped, error);
}

/* The point tool goes on with the next landmark, every other tool is put down. */
static void
put_down (PlumbHand       *hand,
          const PlumbMark *mark)
{
  PlumbReview *review = plumb_session_review (hand->session);
  PlumbLandmark next = PLUMB_LANDMARK_NONE;

  if (mark->kind == PLUMB_MARK_POINT)
    next = plumb_hand_next_landmark (review, mark->frame, mark->landmark);
  if (next == PLUMB_LANDMARK_NONE)
    plumb_session_set_tool (hand->session, PLUMB_TOOL_SELECT);
  else
    plumb_session_set_landmark (hand->session, next);
}

/* Stores the draft. It is not selected: arrows go on stepping frames. */
static gboolean
store_draft (PlumbHand *hand,
             GError   **error)
{
  g_autoptr (PlumbMark) mark = g_steal_pointer (&hand->draft);
  const gboolean is_guided = plumb_session_guided (hand->session);
  gint64 id;

  plumb_hand_forget_draft (hand);
  hand->has_snapped = FALSE;
  if (plumb_session_tool (hand->session) == PLUMB_TOOL_LEVEL)
    return take_roll (hand, mark, error);
  if (mark->kind == PLUMB_MARK_TEXT) /* the words come now */
    {
      g_clear_pointer (&hand->written, plumb_mark_unref);
      hand->written = g_steal_pointer (&mark);
      return TRUE;
    }
  id = plumb_review_add_mark (plumb_session_review (hand->session), mark, error);
  if (id == 0)
    return FALSE;
  if (!is_guided) /* which says what comes next */
    put_down (hand, mark);
  return mark->kind != PLUMB_MARK_PLATE || snap_plate (hand, id, error);
}

gboolean
plumb_hand_release (PlumbHand *hand,
                    PlumbPoint at,
                    double     reach_px,
                    GError   **error)
{
  const PlumbTool tool = plumb_session_tool (hand->session);
  const gboolean moved = plumb_point_distance (at, hand->pressed_at) > reach_px / 2;
  guint needed;

  if (!hand->is_pressed)
    return TRUE;
  plumb_hand_move (hand, at, reach_px);
  hand->is_pressed = FALSE;
  if (hand->origin != NULL || hand->is_banding)
    return plumb_hand_drop (hand, error);
  if (hand->points->len == 0)
    return TRUE;

  if (plumb_hand_is_traced (hand, reach_px))
    return store_draft (hand, error);
  g_array_set_size (hand->trace, 0);
  if (tool == PLUMB_TOOL_FREEHAND)
    {
      if (hand->points->len >= 2)
        return store_draft (hand, error);
      plumb_hand_forget_draft (hand); /* a click draws nothing */
      return TRUE;
    }
  needed = plumb_mark_kind_n_points (plumb_tool_kind (tool));
  if (plumb_tool_drags (tool))
    {
      if (moved && hand->points->len == 2 && hand->draft != NULL)
        return store_draft (hand, error);
      /* A click, not a drag: the second point comes with the next one. */
      if (hand->points->len == 2
          && plumb_point_distance (g_array_index (hand->points, PlumbPoint, 0),
                                   g_array_index (hand->points, PlumbPoint, 1))
                 < reach_px / 2)
        g_array_set_size (hand->points, 1);
      needed = tool == PLUMB_TOOL_PLATE ? 3 : 2;
    }
  plumb_hand_update_draft (hand);
  if (tool == PLUMB_TOOL_OUTLINE || hand->points->len < needed)
    return TRUE;
  if (hand->draft == NULL) /* three rim points in a line are no circle */
    {
      plumb_hand_forget_draft (hand);
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
  plumb_hand_update_draft (hand);
  return store_draft (hand, error);
}

gboolean
plumb_hand_rewrite (PlumbHand *hand,
                    gint64     mark_id)
{
  PlumbReview *review = plumb_session_review (hand->session);
  PlumbMark *mark = review != NULL ? plumb_review_mark (review, mark_id) : NULL;

  if (mark == NULL || mark->kind != PLUMB_MARK_TEXT
      || mark->frame != plumb_session_frame (hand->session))
    return FALSE;
  plumb_hand_cancel (hand);
  hand->written = plumb_mark_ref (mark);
  return TRUE;
}

/* Words that were deleted take their mark with them. */
gboolean
plumb_hand_write (PlumbHand  *hand,
                  const char *text,
                  GError    **error)
{
  PlumbReview *review = plumb_session_review (hand->session);
  g_autoptr (PlumbMark) written = g_steal_pointer (&hand->written);
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autoptr (PlumbMark) mark = NULL;

  if (written == NULL)
    return TRUE;
  if (plumb_session_tool (hand->session) == PLUMB_TOOL_TEXT)
    plumb_session_set_tool (hand->session, PLUMB_TOOL_SELECT);
  if (*stripped == '\0')
    return written->id == 0 || plumb_review_delete_mark (review, written->id, error);
  mark = plumb_mark_with_text (written, stripped);
  if (mark->id != 0)
    return plumb_review_change_mark (review, mark, error);
  return plumb_review_add_mark (review, mark, error) != 0;
}

const PlumbMark *
plumb_hand_written (PlumbHand *hand)
{
  return hand->written;
}

gboolean
plumb_hand_cancel (PlumbHand *hand)
{
  const gboolean had = hand->points->len > 0 || hand->origin != NULL || hand->written != NULL
                       || hand->is_banding;

  plumb_hand_forget_draft (hand);
  plumb_hand_forget_drag (hand);
  g_clear_pointer (&hand->written, plumb_mark_unref);
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
plumb_hand_set_adding (PlumbHand *hand,
                       gboolean   is_adding)
{
  hand->is_adding = is_adding;
}

void
plumb_hand_set_free (PlumbHand *hand,
                     gboolean   is_free)
{
  hand->is_free = is_free;
}

void
plumb_hand_set_rim_finder (PlumbHand     *hand,
                           PlumbRimFinder find_rim,
                           gpointer       data)
{
  hand->find_rim = find_rim;
  hand->find_rim_data = data;
}

gboolean
plumb_hand_take_missed_rim (PlumbHand *hand)
{
  const gboolean missed = hand->has_missed_rim;

  hand->has_missed_rim = FALSE;
  return missed;
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
plumb_hand_moved (PlumbHand *hand,
                  gint64     mark_id)
{
  for (guint i = 0; i < hand->moved->len; i++)
    if (((const PlumbMark *) hand->moved->pdata[i])->id == mark_id)
      return hand->moved->pdata[i];
  return NULL;
}

const PlumbPoint *
plumb_hand_band (PlumbHand *hand)
{
  return hand->is_banding ? hand->band : NULL;
}

gint64
plumb_hand_hovered (PlumbHand *hand)
{
  return hand->hovered;
}

gboolean
plumb_hand_snapped (PlumbHand  *hand,
                    PlumbPoint *to)
{
  if (!hand->is_pressed || !hand->has_snapped)
    return FALSE;
  if (to != NULL)
    *to = hand->snapped_to;
  return TRUE;
}

gboolean
plumb_hand_is_placing (PlumbHand  *hand,
                       PlumbPoint *at)
{
  PlumbPoint here = { 0, 0 };

  if (!hand->is_pressed || hand->is_banding)
    return FALSE;
  if (hand->origin != NULL && hand->grabbed >= 0)
    {
      const PlumbMark *moved = plumb_hand_moved (hand, hand->origin->id);

      here = (moved != NULL ? moved : hand->origin)->points[hand->grabbed];
    }
  else if (hand->origin == NULL && hand->points->len > 0)
    here = g_array_index (hand->points, PlumbPoint, hand->points->len - 1);
  else
    return FALSE;
  if (at != NULL)
    *at = here;
  return TRUE;
}
