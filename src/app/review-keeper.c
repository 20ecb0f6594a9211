/* Keeps the checks of the open review; see review-keeper.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-keeper.h"

#include "data-files.h"
#include "plan-settings.h"

#define PAUSE_S 1

struct _PlumbReviewKeeper
{
  PlumbLibrary *library; /* owned */
  PlumbReview  *review;  /* owned, nullable */
  PlumbPainScreen *screen; /* owned, nullable until needed */
  gulong        handler;
  guint         timeout; /* 0 = nothing is newer than what was kept */
};

/* When to film next, and what the pain screen says. A review that nobody has
 * marked has no plan: its athlete is not sent to film again. */
static gboolean
keep_outlook (PlumbReviewKeeper *self,
              GError           **error)
{
  const PlumbPainRow *row = NULL;
  const char *lift = plumb_review_filming (self->review).lift;
  g_autoptr (PlumbPlanSettings) settings = plumb_review_plan_settings (self->review);
  g_autoptr (PlumbPlanTable) table = NULL;
  g_autoptr (PlumbPlan) plan = NULL;

  if (self->screen == NULL)
    self->screen = plumb_data_load_pain_screen (NULL, NULL);
  if (self->screen != NULL)
    row = plumb_review_pain_row (self->review, self->screen);
  if (plumb_review_marks (self->review)->len > 0)
    table = plumb_data_load_plan_in (lift != NULL ? lift : "conventional",
                                     g_get_language_names (), settings->steps, NULL, NULL);
  if (table != NULL)
    plan = plumb_review_compose_plan (self->review, table, self->screen);
  return plumb_library_keep_outlook (self->library, self->review,
                                     plan != NULL ? plan->refilm_days : -1,
                                     row != NULL ? row->title : NULL, error);
}

/* A failure costs a badge until the review is left again; the edits themselves
 * are safe and have told their own failures. */
static void
keep (PlumbReviewKeeper *self)
{
  g_autoptr (GError) error = NULL;

  if (self->review != NULL
      && (!plumb_library_keep_checks (self->library, self->review, &error)
          || !keep_outlook (self, &error)))
    g_info ("Checks were not kept: %s", error->message);
}

static gboolean
paused_cb (gpointer data)
{
  PlumbReviewKeeper *self = data;

  self->timeout = 0;
  keep (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (PlumbReview *review,
            guint        parts,
            gpointer     data)
{
  PlumbReviewKeeper *self = data;

  if ((parts & ~(guint) PLUMB_REVIEW_NOTES) == 0)
    return;
  if (self->timeout != 0)
    g_source_remove (self->timeout);
  self->timeout = g_timeout_add_seconds (PAUSE_S, paused_cb, self);
}

PlumbReviewKeeper *
plumb_review_keeper_new (PlumbLibrary *library)
{
  PlumbReviewKeeper *self = g_new0 (PlumbReviewKeeper, 1);

  self->library = g_object_ref (library);
  return self;
}

void
plumb_review_keeper_watch (PlumbReviewKeeper *self,
                           PlumbReview       *review)
{
  if (self->timeout != 0)
    {
      g_clear_handle_id (&self->timeout, g_source_remove);
      keep (self);
    }
  if (self->review != NULL)
    g_clear_signal_handler (&self->handler, self->review);
  g_set_object (&self->review, review);
  if (review != NULL)
    self->handler = g_signal_connect (review, "changed", G_CALLBACK (changed_cb), self);
}

void
plumb_review_keeper_free (PlumbReviewKeeper *self)
{
  plumb_review_keeper_watch (self, NULL);
  g_clear_pointer (&self->screen, plumb_pain_screen_unref);
  g_object_unref (self->library);
  g_free (self);
}
