/* The frame shown as it was filmed, for the loupe: fetched beside the requests of
 * the canvas, one at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-page-private.h"

typedef struct
{
  PlumbEngine *engine; /* owned */
  gint64       frame;
} Fetch;

static void
free_fetch (gpointer data)
{
  Fetch *fetch = data;

  g_object_unref (fetch->engine);
  g_free (fetch);
}

static void
fetch_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Fetch *fetch = data;
  GError *error = NULL;
  PlumbFrame *frame = plumb_engine_get_frame (fetch->engine, fetch->frame, cancellable, &error);

  if (frame != NULL)
    g_task_return_pointer (task, frame, (GDestroyNotify) plumb_frame_unref);
  else
    g_task_return_error (task, error);
}

/* One that cannot be had is not asked for again: the loupe shows what there is. */
static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (source);
  g_autoptr (PlumbFrame) frame = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  self->is_fetching = FALSE;
  if (frame == NULL)
    return;
  plumb_canvas_set_sharp (self->canvas, frame);
  plumb_review_guide_see (self);
  plumb_review_sharp_update (self);
}

void
plumb_review_sharp_update (PlumbReviewPage *self)
{
  g_autoptr (GTask) task = NULL;
  Fetch *fetch;

  if (self->engine == NULL || self->is_fetching || plumb_session_playing (self->session)
      || !plumb_canvas_wants_sharp (self->canvas))
    return;
  self->is_fetching = TRUE;
  fetch = g_new0 (Fetch, 1);
  fetch->engine = g_object_ref (self->engine);
  fetch->frame = plumb_session_frame (self->session);
  task = g_task_new (self, self->cancellable, fetched_cb, NULL);
  g_task_set_task_data (task, fetch, free_fetch);
  g_task_run_in_thread (task, fetch_thread);
}
