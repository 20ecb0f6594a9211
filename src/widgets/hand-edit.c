/* The hand that selects and moves; see hand-private.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hand-private.h"

/* What lies under the pointer of all that is shown. */
PlumbHit
plumb_hand_find_hit (PlumbHand *hand,
                     PlumbPoint at,
                     double     reach_px)
{
  PlumbReview *review = plumb_session_review (hand->session);
  GPtrArray *marks = plumb_review_marks (review);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; i < marks->len; i++)
    if ((hand->hidden & (1u << ((const PlumbMark *) marks->pdata[i])->kind)) == 0)
      g_ptr_array_add (shown, marks->pdata[i]);
  return plumb_hit_test (shown, plumb_session_frame (hand->session),
                         plumb_session_selected (hand->session),
                         plumb_review_filming (review).camera_roll_deg, at, reach_px);
}

/* Where nothing is met a band begins that catches marks. */
static void
start_band (PlumbHand *hand,
            PlumbPoint at)
{
  hand->is_banding = TRUE;
  hand->band[0] = hand->band[1] = at;
}

gboolean
plumb_hand_grab (PlumbHand *hand,
                 PlumbPoint at,
                 double     reach_px)
{
  PlumbHit hit = plumb_hand_find_hit (hand, at, reach_px);

  if (hit.mark == NULL && hand->offers != NULL)
    hit = plumb_hit_test (hand->offers, plumb_session_frame (hand->session), -1, 0, at, reach_px);
  if (hand->is_adding && hit.mark != NULL && hit.mark->id != 0)
    {
      plumb_session_toggle_selected (hand->session, hit.mark->id);
      return TRUE;
    }
  if (hit.mark == NULL)
    {
      if (!hand->is_adding)
        plumb_session_set_selected (hand->session, 0);
      start_band (hand, at);
      return TRUE;
    }
  if (hit.mark->id == 0)
    plumb_session_set_selected (hand->session, 0);
  else if (!plumb_session_is_selected (hand->session, hit.mark->id))
    plumb_session_set_selected (hand->session, hit.mark->id);
  hand->origin = plumb_mark_ref (hit.mark);
  hand->grabbed = hit.point;
  return TRUE;
}

/* A rectangle is square where a line runs at 15°. */
static PlumbTool
tool_of_kind (PlumbMarkKind kind)
{
  return kind == PLUMB_MARK_RECTANGLE || kind == PLUMB_MARK_ELLIPSE ? PLUMB_TOOL_RECTANGLE
                                                                    : PLUMB_TOOL_LINE;
}

static gboolean
moves_many (PlumbHand *hand)
{
  guint n;

  plumb_session_selection (hand->session, &n);
  return n > 1 && hand->origin->id != 0;
}

/* All that is selected and in this frame, by as much. */
static void
move_many (PlumbHand *hand,
           double     dx,
           double     dy)
{
  PlumbReview *review = plumb_session_review (hand->session);
  guint n;
  const gint64 *ids = plumb_session_selection (hand->session, &n);

  for (guint i = 0; i < n; i++)
    {
      const PlumbMark *mark = plumb_review_mark (review, ids[i]);

      if (mark != NULL && mark->frame == plumb_session_frame (hand->session))
        g_ptr_array_add (hand->moved, plumb_mark_translated (mark, dx, dy));
    }
}

/* Relative to where it was grabbed, so that it does not jump. */
static PlumbMark *
move_point (PlumbHand *hand,
            double     dx,
            double     dy,
            double     reach_px)
{
  const PlumbMark *origin = hand->origin;
  const guint grabbed = (guint) hand->grabbed;
  PlumbPoint to = origin->points[grabbed];

  to.x_px += dx;
  to.y_px += dy;
  to = plumb_hand_snap (hand, to, plumb_mark_point_landmark (origin, grabbed), origin->id,
                        reach_px);
  if (hand->is_constrained && origin->n_points == 2)
    to = plumb_hand_constrain (tool_of_kind (origin->kind), origin->points[1 - grabbed], to);
  else if (hand->is_constrained && origin->n_points == 3 && grabbed != 1)
    to = plumb_hand_constrain (PLUMB_TOOL_LINE, origin->points[1], to);
  return plumb_mark_with_point (origin, grabbed, to);
}

void
plumb_hand_drag (PlumbHand *hand,
                 PlumbPoint at,
                 double     reach_px)
{
  const double dx = at.x_px - hand->pressed_at.x_px;
  const double dy = at.y_px - hand->pressed_at.y_px;

  if (hand->is_banding)
    {
      hand->band[1] = at;
      return;
    }
  if (hand->origin == NULL || (dx == 0 && dy == 0 && hand->moved->len == 0))
    return;
  g_ptr_array_set_size (hand->moved, 0);
  hand->has_snapped = FALSE;
  if (moves_many (hand))
    move_many (hand, dx, dy);
  else if (hand->grabbed < 0 || (hand->origin->kind == PLUMB_MARK_PLATE && hand->grabbed == 0))
    g_ptr_array_add (hand->moved, plumb_mark_translated (hand->origin, dx, dy));
  else
    g_ptr_array_add (hand->moved, move_point (hand, dx, dy, reach_px));
  if (hand->moved->len > 0)
    plumb_review_preview_mark (plumb_session_review (hand->session), hand->moved->pdata[0]);
}

static gboolean
is_caught (const PlumbPoint *band,
           const PlumbMark  *mark)
{
  const double x1 = MIN (band[0].x_px, band[1].x_px), x2 = MAX (band[0].x_px, band[1].x_px);
  const double y1 = MIN (band[0].y_px, band[1].y_px), y2 = MAX (band[0].y_px, band[1].y_px);

  for (guint i = 0; i < mark->n_points; i++)
    if (mark->points[i].x_px < x1 || mark->points[i].x_px > x2 || mark->points[i].y_px < y1
        || mark->points[i].y_px > y2)
      return FALSE;
  return TRUE;
}

/* What lies in the band with all its points joins the selection. */
static void
catch_marks (PlumbHand *hand)
{
  GPtrArray *marks = plumb_review_marks (plumb_session_review (hand->session));

  hand->is_banding = FALSE;
  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = marks->pdata[i];

      if (mark->frame == plumb_session_frame (hand->session)
          && (hand->hidden & (1u << mark->kind)) == 0 && is_caught (hand->band, mark)
          && !plumb_session_is_selected (hand->session, mark->id))
        plumb_session_toggle_selected (hand->session, mark->id);
    }
}

/* Where one moves the group is one edit as well. */
static gboolean
store_moved (PlumbHand *hand,
             GPtrArray *moved,
             GError   **error)
{
  PlumbReview *review = plumb_session_review (hand->session);

  plumb_review_begin_group (review);
  for (guint i = 0; i < moved->len; i++)
    plumb_review_change_mark (review, moved->pdata[i], NULL);
  return plumb_review_end_group (review, error);
}

gboolean
plumb_hand_drop (PlumbHand *hand,
                 GError   **error)
{
  PlumbReview *review = plumb_session_review (hand->session);
  g_autoptr (PlumbMark) origin = NULL;
  g_autoptr (GPtrArray) moved = NULL;
  gboolean stored;

  if (hand->is_banding)
    {
      catch_marks (hand);
      return TRUE;
    }
  origin = g_steal_pointer (&hand->origin);
  moved = g_steal_pointer (&hand->moved);
  hand->moved = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  hand->has_snapped = FALSE;
  if (origin == NULL)
    return TRUE;
  /* A click on a handle holds it: keys move it alone. One of many that was
   * clicked and not moved is the one that is meant. */
  if (moved->len == 0 && origin->id != 0)
    {
      plumb_session_set_selected (hand->session, origin->id);
      plumb_session_set_held_point (hand->session, origin->n_points > 1 ? hand->grabbed : -1);
    }
  /* What was offered counts once a hand has touched it, moved or not. */
  if (origin->id == 0)
    stored = plumb_review_add_mark (review, moved->len > 0 ? moved->pdata[0] : origin, error) != 0;
  else
    stored = moved->len == 0 || store_moved (hand, moved, error);
  if (!stored)
    plumb_review_preview_mark (review, NULL);
  return stored;
}

void
plumb_hand_forget_drag (PlumbHand *hand)
{
  if (hand->moved->len > 0)
    plumb_review_preview_mark (plumb_session_review (hand->session), NULL);
  g_ptr_array_set_size (hand->moved, 0);
  g_clear_pointer (&hand->origin, plumb_mark_unref);
  hand->is_banding = FALSE;
  hand->has_snapped = FALSE;
}

gboolean
plumb_hand_move_selected (PlumbHand *hand,
                          double     dx_px,
                          double     dy_px,
                          GError   **error)
{
  PlumbReview *review = plumb_session_review (hand->session);
  const int held = plumb_session_held_point (hand->session);
  g_autoptr (GPtrArray) moved
      = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  guint n;
  const gint64 *ids = plumb_session_selection (hand->session, &n);

  for (guint i = 0; review != NULL && i < n; i++)
    {
      const PlumbMark *mark = plumb_review_mark (review, ids[i]);

      if (mark == NULL || mark->frame != plumb_session_frame (hand->session))
        continue;
      if (n == 1 && held >= 0 && (guint) held < mark->n_points
          && !(mark->kind == PLUMB_MARK_PLATE && held == 0))
        g_ptr_array_add (moved, plumb_mark_with_point (
                                    mark, (guint) held,
                                    (PlumbPoint) { mark->points[held].x_px + dx_px,
                                                   mark->points[held].y_px + dy_px }));
      else
        g_ptr_array_add (moved, plumb_mark_translated (mark, dx_px, dy_px));
    }
  if (moved->len == 0)
    return FALSE;
  return store_moved (hand, moved, error);
}

gboolean
plumb_hand_select_next (PlumbHand *hand,
                        gboolean   forward)
{
  PlumbReview *review = plumb_session_review (hand->session);
  g_autoptr (GPtrArray) here = NULL;
  int place = -1;

  if (review == NULL)
    return FALSE;
  here = plumb_review_marks_in_frame (review, plumb_session_frame (hand->session));
  for (guint i = here->len; i > 0; i--)
    if ((hand->hidden & (1u << ((const PlumbMark *) here->pdata[i - 1])->kind)) != 0)
      g_ptr_array_remove_index (here, i - 1);
  for (guint i = 0; i < here->len; i++)
    if (((const PlumbMark *) here->pdata[i])->id == plumb_session_selected (hand->session))
      place = (int) i;
  if (forward)
    place++;
  else
    place = place < 0 ? (int) here->len - 1 : place - 1;
  if (place < 0 || (guint) place >= here->len)
    {
      plumb_session_set_selected (hand->session, 0);
      return FALSE;
    }
  plumb_session_set_selected (hand->session, ((const PlumbMark *) here->pdata[place])->id);
  return TRUE;
}

void
plumb_hand_hold_next (PlumbHand *hand,
                      gboolean   forward)
{
  PlumbReview *review = plumb_session_review (hand->session);
  const PlumbMark *mark
      = review != NULL ? plumb_review_mark (review, plumb_session_selected (hand->session)) : NULL;
  int held = plumb_session_held_point (hand->session);

  if (mark == NULL || mark->n_points < 2 || mark->kind == PLUMB_MARK_FREEHAND)
    return;
  held += forward ? 1 : -1;
  if (held < -1)
    held = (int) mark->n_points - 1;
  else if (held >= (int) mark->n_points)
    held = -1;
  plumb_session_set_held_point (hand->session, held);
}
