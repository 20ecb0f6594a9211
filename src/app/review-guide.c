/* The guided setup on the review page: goes to the frame, takes the tool up and
 * says what to mark next; the guide itself only reads the review.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "review-page-private.h"

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
  plumb_canvas_set_offers (self->canvas, NULL);
  plumb_session_set_guided (self->session, FALSE);
  plumb_session_set_tool (self->session, PLUMB_TOOL_SELECT);
}

static void
offer (PlumbReviewPage *self)
{
  g_autoptr (GPtrArray) offers = NULL;

  if (self->guide_step.kind == PLUMB_GUIDE_CARRY)
    offers = plumb_guide_offers (self->review);
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
      plumb_review_page_toast (self, _("The setup is marked. The checks say what they can."));
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

const char *
plumb_review_guide_text (PlumbReviewPage *self)
{
  const PlumbGuideStep *step = &self->guide_step;

  if (step->kind == PLUMB_GUIDE_CARRY)
    return _("The marks of the setup, carried to lift-off. Drag those that are off; Enter takes "
             "the others as they are. Hip and back come next: how they move is measured.");
  return step->kind == PLUMB_GUIDE_MOMENT ? describe_moment (step->moment) : NULL;
}

const char *
plumb_review_guide_take_label (PlumbReviewPage *self)
{
  return self->guide_step.kind == PLUMB_GUIDE_CARRY ? _("Take the others") : _("Take this frame");
}

void
plumb_review_guide_start (PlumbReviewPage *self)
{
  g_clear_pointer (&self->guide, plumb_guide_free);
  self->guide = plumb_guide_new ();
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
      || (step.kind != PLUMB_GUIDE_MOMENT && step.kind != PLUMB_GUIDE_CARRY))
    return FALSE;
  if (step.kind == PLUMB_GUIDE_CARRY)
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
