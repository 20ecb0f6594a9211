/* The guided setup on the review page: goes to the frame, takes the tool up and
 * says what to mark next; the guide itself only reads the review.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "review-page-private.h"

#define SAME_SIZE 0.06 /* of the radius */

static const char *
describe_moment (PlumbMoment moment)
{
  switch (moment)
    {
    case PLUMB_MOMENT_SET:
      return _("Find the last still frame before the pull, with tension on the bar. Enter takes "
               "it.");
    case PLUMB_MOMENT_LIFT_OFF:
      return _("Find the last frame before the plates leave the floor. Enter takes it.");
    case PLUMB_MOMENT_LOCKOUT:
      return _("Find the frame where the lifter stands tall with the bar. Enter takes it.");
    case PLUMB_MOMENT_KNEE_PASS:
    case PLUMB_MOMENT_NEUTRAL:
    case PLUMB_MOMENT_STANDING:
    case PLUMB_MOMENT_MAXFLEX:
    case PLUMB_N_MOMENTS:
    case PLUMB_MOMENT_NONE:
    default:
      return "";
    }
}

static PlumbTool
tool_of_step (const PlumbGuideStep *step)
{
  switch (step->kind)
    {
    case PLUMB_GUIDE_PLATE:
      return PLUMB_TOOL_PLATE;
    case PLUMB_GUIDE_POINT:
      return PLUMB_TOOL_POINT;
    case PLUMB_GUIDE_OUTLINE:
      return PLUMB_TOOL_OUTLINE;
    case PLUMB_GUIDE_CARRY:
    case PLUMB_GUIDE_MOMENT:
    case PLUMB_GUIDE_DONE:
    default:
      return PLUMB_TOOL_SELECT;
    }
}

static void
end_guide (PlumbReviewPage *self)
{
  g_clear_pointer (&self->plate_offer, plumb_mark_unref);
  plumb_canvas_set_offers (self->canvas, NULL);
  plumb_session_set_guided (self->session, FALSE);
  plumb_session_set_tool (self->session, PLUMB_TOOL_SELECT);
}

/* Near where it lay, or a little before or behind that: a bar that was put down has
 * rolled. As far from the camera it is as large. */
static gboolean
find_rolled (PlumbReviewPage *self,
             const PlumbMark *plate,
             PlumbPoint       circle[2])
{
  static const double shifts[] = { 0, -0.22, 0.22 }; /* of the radius; the rim is sought an
                                                        eighth to either side */
  const double radius = hypot (plate->points[1].x_px - plate->points[0].x_px,
                               plate->points[1].y_px - plate->points[0].y_px);

  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      g_autoptr (PlumbMark) moved = plumb_mark_translated (plate, shifts[i] * radius, 0);

      if (plumb_canvas_find_rim (self->canvas, moved, circle)
          && fabs (hypot (circle[1].x_px - circle[0].x_px, circle[1].y_px - circle[0].y_px)
                   - radius)
                 < SAME_SIZE * radius)
        return TRUE;
    }
  return FALSE;
}

/* Where the rim is found in this frame's own picture the plate has been seen there;
 * else it is a copy of where it lay in the rep before. */
static void
offer_plate (PlumbReviewPage *self)
{
  PlumbPoint circle[2];

  g_clear_pointer (&self->plate_offer, plumb_mark_unref);
  if (self->guide_step.kind != PLUMB_GUIDE_PLATE)
    self->is_plate_refused = FALSE;
  else if (!self->is_plate_refused)
    self->plate_offer = plumb_guide_offered_plate (self->review);
  if (self->plate_offer != NULL
      && find_rolled (self, self->plate_offer, circle))
    {
      g_autoptr (PlumbMark) copy = g_steal_pointer (&self->plate_offer);
      g_autoptr (PlumbMark) centred = plumb_mark_with_point (copy, 0, circle[0]);

      self->plate_offer = plumb_mark_with_point (centred, 1, circle[1]);
    }
}

static void
offer (PlumbReviewPage *self)
{
  g_autoptr (GPtrArray) offers = NULL;

  offer_plate (self);
  if (self->guide_step.kind == PLUMB_GUIDE_CARRY)
    offers = plumb_guide_offers (self->review);
  else if (self->plate_offer != NULL)
    {
      offers = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
      g_ptr_array_add (offers, plumb_mark_ref (self->plate_offer));
    }
  plumb_canvas_set_offers (self->canvas, offers);
}

void
plumb_review_guide_update (PlumbReviewPage *self)
{
  const PlumbGuideStep *step = &self->guide_step;
  gint64 frame;

  if (!plumb_session_guided (self->session) || self->review == NULL)
    return;
  self->guide_step = plumb_guide_next (self->guide, self->review);
  if (step->kind == PLUMB_GUIDE_DONE)
    {
      end_guide (self);
      plumb_review_page_toast (self, _("The setup is marked. Ctrl+M leads through the next rep."));
      return;
    }
  frame = plumb_review_moment (self->review, step->moment);
  if (step->kind != PLUMB_GUIDE_MOMENT && frame != plumb_session_wanted (self->session))
    plumb_review_page_go_to (self, frame);
  offer (self);
  /* The landmark last: taking the point tool up chooses one itself. */
  plumb_session_set_tool (self->session, tool_of_step (step));
  if (step->kind == PLUMB_GUIDE_POINT)
    plumb_session_set_landmark (self->session, step->landmark);
  plumb_review_page_update_hint (self);
}

void
plumb_review_guide_see (PlumbReviewPage *self)
{
  if (!plumb_session_guided (self->session) || self->guide_step.kind != PLUMB_GUIDE_PLATE)
    return;
  offer (self);
  plumb_review_page_update_hint (self);
}

gboolean
plumb_review_guide_offers (PlumbReviewPage *self)
{
  return self->guide_step.kind == PLUMB_GUIDE_CARRY || self->plate_offer != NULL;
}

const char *
plumb_review_guide_text (PlumbReviewPage *self)
{
  const PlumbGuideStep *step = &self->guide_step;

  if (self->plate_offer != NULL)
    return self->plate_offer->copied
               ? _("The plate as it lay in the rep before; its rim was not found here. Enter "
                   "takes it. Where it is off, drag across the plate from rim to rim.")
               : _("The plate of the rep before, on the rim that is seen here. Enter takes it. "
                   "Where it is off, drag across the plate from rim to rim.");
  if (step->kind == PLUMB_GUIDE_CARRY)
    return _("The marks of the setup, carried to lift-off. Drag those that are off; Enter takes "
             "the others as they are. Hip and back come next: how they move is measured.");
  return step->kind == PLUMB_GUIDE_MOMENT ? describe_moment (step->moment) : NULL;
}

const char *
plumb_review_guide_take_label (PlumbReviewPage *self)
{
  if (self->plate_offer != NULL)
    return _("Take it");
  return self->guide_step.kind == PLUMB_GUIDE_CARRY ? _("Take the others") : _("Take this frame");
}

void
plumb_review_guide_start (PlumbReviewPage *self)
{
  g_clear_pointer (&self->guide, plumb_guide_free);
  self->guide = plumb_guide_new ();
  /* Enter takes what the guide asks for, not the button that started it. */
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  plumb_session_set_selected (self->session, 0);
  plumb_session_set_guided (self->session, TRUE);
  plumb_review_guide_update (self);
}

/* Who was led through one rep to its end is led through the next as well. */
void
plumb_review_guide_go_on (PlumbReviewPage *self)
{
  if (self->guide != NULL && !plumb_session_guided (self->session)
      && self->guide_step.kind == PLUMB_GUIDE_DONE)
    plumb_review_guide_start (self);
}

void
plumb_review_guide_skip (PlumbReviewPage *self)
{
  if (!plumb_session_guided (self->session))
    return;
  /* Drawn anew it is not passed over. */
  if (self->plate_offer != NULL)
    self->is_plate_refused = TRUE;
  else
    plumb_guide_skip (self->guide, &self->guide_step);
  plumb_review_guide_update (self);
}

/* Back: the last skip is taken back; without one the last edit, and those with it
 * that belong to the same step: a plate is drawn and then snapped. */
void
plumb_review_guide_back (PlumbReviewPage *self)
{
  const guint before = self->guide_step.index;
  gboolean can_undo = TRUE;

  if (!plumb_session_guided (self->session))
    return;
  if (plumb_guide_unskip (self->guide))
    {
      plumb_review_guide_update (self);
      return;
    }
  for (guint i = 0; i < 2 && can_undo && self->guide_step.index == before; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "review.undo", NULL);
      g_object_get (self->review, "can-undo", &can_undo, NULL);
    }
}

void
plumb_review_guide_flip (PlumbReviewPage *self)
{
  self->faces_left = !self->faces_left;
  plumb_review_page_update_hint (self);
}

/* As it is seen: a mirrored picture turns the figure too. */
gboolean
plumb_review_guide_faces_left (PlumbReviewPage *self)
{
  gboolean faces_left;

  /* The next lift is filmed from the same side until a foot says otherwise. */
  if (self->review != NULL && plumb_guide_find_facing (self->review, &faces_left))
    self->faces_left = faces_left;
  return self->faces_left != plumb_canvas_is_mirrored (self->canvas);
}

gboolean
plumb_review_guide_take (PlumbReviewPage *self)
{
  const PlumbGuideStep step = self->guide_step;
  g_autoptr (GError) error = NULL;
  gboolean taken;

  if (!plumb_session_guided (self->session)
      || (step.kind != PLUMB_GUIDE_MOMENT && step.kind != PLUMB_GUIDE_CARRY
          && self->plate_offer == NULL))
    return FALSE;
  /* The offers of another frame are not seen. */
  if (step.kind != PLUMB_GUIDE_MOMENT
      && plumb_session_frame (self->session) != plumb_review_moment (self->review, step.moment))
    return TRUE;
  if (self->plate_offer != NULL)
    {
      g_autoptr (PlumbMark) plate = plumb_mark_ref (self->plate_offer);

      taken = plumb_review_add_mark (self->review, plate, &error) != 0;
    }
  else if (step.kind == PLUMB_GUIDE_CARRY)
    taken = plumb_guide_take_offers (self->review, &error);
  else
    taken = plumb_review_set_moment (self->review, step.moment,
                                     plumb_session_frame (self->session), &error);
  if (!taken)
    plumb_review_page_edit_failed (self, error);
  return TRUE;
}

gboolean
plumb_review_guide_stop (PlumbReviewPage *self)
{
  if (!plumb_session_guided (self->session))
    return FALSE;
  end_guide (self);
  return TRUE;
}
