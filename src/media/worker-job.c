/* Waiting for a frame at full size, from any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "worker-private.h"

#include <glib/gi18n-lib.h>

#include "media-error.h"

static void
clear_job (gpointer data)
{
  PlumbJob *job = data;
  g_clear_pointer (&job->picture, plumb_picture_unref);
  g_clear_error (&job->error);
}

void
plumb_worker_unref_job (PlumbJob *job)
{
  g_atomic_rc_box_release_full (job, clear_job);
}

static void
wake_job_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  PlumbWorker *self = user_data;
  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* Waits for the job; gives it up when cancelled, stopped or stalled. */
static void
wait_for_job (PlumbWorker  *self,
              PlumbJob     *job,
              GCancellable *cancellable)
{
  while (!job->done)
    {
      gint64 now_us = g_get_monotonic_time ();
      g_cond_wait_until (&self->changed, &self->lock, now_us + G_USEC_PER_SEC / 4);
      PlumbStall stall = plumb_worker_look_for_stall (self);
      gboolean   cancelled = g_cancellable_is_cancelled (cancellable);
      if (job->done || !(stall != PLUMB_STALL_NONE || cancelled || self->ended))
        continue;
      job->dropped = TRUE;
      if (stall != PLUMB_STALL_NONE && job->error == NULL)
        plumb_worker_set_stall_error (stall, &job->error);
      break;
    }
}

PlumbFrame *
plumb_worker_get (PlumbWorker  *self,
                  gint64        frame,
                  GCancellable *cancellable,
                  GError      **error)
{
  gulong handler = 0;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  PlumbJob *job = g_atomic_rc_box_new0 (PlumbJob);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_job_cb), self, NULL);
  job->frame = frame;
  g_mutex_lock (&self->lock);
  if (!self->stop)
    {
      g_queue_push_tail (&self->jobs, job);
      g_cond_signal (&self->wake);
      wait_for_job (self, job, cancellable);
    }
  g_queue_remove (&self->jobs, job);
  PlumbPicture *picture = g_steal_pointer (&job->picture);
  GError       *problem = g_steal_pointer (&job->error);
  PlumbPose     pose = plumb_worker_find_pose (self, TRUE);
  g_mutex_unlock (&self->lock);
  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);
  plumb_worker_unref_job (job);

  PlumbFrame *made = NULL;
  if (picture != NULL)
    made = plumb_worker_make_frame (self, picture, frame, &pose);
  g_clear_pointer (&picture, plumb_picture_unref);
  if (made != NULL)
    g_clear_error (&problem);
  else if (problem == NULL && !g_cancellable_set_error_if_cancelled (cancellable, &problem))
    g_set_error_literal (&problem, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ,
                         _("The recording was closed, or memory ran out."));
  if (problem != NULL)
    g_propagate_error (error, problem);
  return made;
}
