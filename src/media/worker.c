/* What is asked of the threads of a recording, and what they answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "worker-private.h"

#include <glib/gi18n-lib.h>

#include "decoder-choice.h"
#include "media-error.h"

/* Shares of the budget: small pictures of all frames, and pictures ready for
 * the screen; the rest is for decoded ones. */
#define STRIP_SHARE 4
#define SHELF_SHARE 8
/* Pictures that a decoder holds: what others lean on, and one a thread. */
#define DECODER_PICTURES 12u
#define DECODER_SHARE 4
/* A strip this large is there whatever the budget. */
#define STRIP_MIN_BYTES ((gsize) 4 * 1024 * 1024)

void
plumb_answer_free (PlumbAnswer *answer)
{
  g_clear_pointer (&answer->picture, plumb_frame_unref);
  g_clear_error (&answer->error);
  g_free (answer);
}

static PlumbAnswer *
make_answer (guint64     generation,
             gint64      frame,
             PlumbFrame *picture,
             GError     *error,
             gboolean    final)
{
  PlumbAnswer *answer = g_new0 (PlumbAnswer, 1);
  answer->generation = generation;
  answer->frame = frame;
  answer->picture = picture;
  answer->error = error;
  answer->final = final;
  return answer;
}

void
plumb_worker_set_stall_error (PlumbStall stall,
                              GError   **error)
{
  if (stall == PLUMB_STALL_FILE)
    g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ,
                         _("The disk or network that holds the recording gives no answer."));
  else
    g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_STALLED,
                         _("The decoder gave no answer for five seconds; it was started anew."));
}

/* After the last answer there is time for what comes next. */
static void
set_answered (PlumbWorker *self)
{
  self->answered = TRUE;
  g_clear_pointer (&self->passing.picture, plumb_picture_unref);
  g_cond_signal (&self->wake);
  plumb_worker_wake_painter (self);
}

void
plumb_worker_give_error (PlumbWorker *self,
                         guint64      generation,
                         gint64       frame,
                         GError      *error)
{
  if (generation != self->generation || self->stop)
    {
      g_error_free (error);
      return;
    }
  set_answered (self);
  g_mutex_unlock (&self->lock);
  self->answer (make_answer (generation, frame, NULL, error, TRUE), self->user_data);
  g_mutex_lock (&self->lock);
}

void
plumb_worker_give_frame (PlumbWorker *self,
                         PlumbFrame  *made,
                         guint64      generation,
                         gboolean     final)
{
  gboolean moving = self->intent == PLUMB_INTENT_SCRUB || self->intent == PLUMB_INTENT_PLAY;
  gboolean current = generation == self->generation;
  /* Of an older request only what brings a moving picture nearer. */
  if (self->stop || (!current && !(moving && plumb_worker_is_nearer (self, made->frame))) ||
      (current && self->answered))
    {
      plumb_frame_unref (made);
      return;
    }
  self->shown = made->frame;
  self->shown_at_us = g_get_monotonic_time ();
  if (current && final)
    set_answered (self);
  g_mutex_unlock (&self->lock);
  self->answer (make_answer (generation, made->frame, made, NULL, final), self->user_data);
  g_mutex_lock (&self->lock);
}

void
plumb_worker_share_budget (PlumbWorker *self)
{
  gsize shelf = self->budget / SHELF_SHARE;
  gsize strip = MAX (self->budget / STRIP_SHARE, STRIP_MIN_BYTES);
  gsize picture = (gsize) self->track->width_px * (gsize) self->track->height_px * 3 / 2;
  gsize decoder = MIN (picture * DECODER_PICTURES, self->budget / DECODER_SHARE);
  gsize taken = shelf + decoder + plumb_frame_strip_n_bytes (self->strip);
  plumb_frame_shelf_set_budget (self->shelf, shelf);
  plumb_frame_strip_set_budget (self->strip, strip);
  plumb_frame_cache_set_budget (self->cache, self->budget > taken ? self->budget - taken : 1);
}

PlumbWorker *
plumb_worker_new (PlumbTrack      *track,
                  PlumbFrameIndex *index,
                  gsize            budget_bytes,
                  PlumbAnswerFunc  answer,
                  gpointer         user_data,
                  GDestroyNotify   destroy)
{
  PlumbWorker *self = g_new0 (PlumbWorker, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->track = plumb_track_ref (track);
  self->index = plumb_frame_index_ref (index);
  self->answer = answer;
  self->user_data = user_data;
  self->destroy = destroy;
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  g_cond_init (&self->paint);
  g_cond_init (&self->changed);
  g_queue_init (&self->jobs);
  self->budget = budget_bytes;
  self->cache = plumb_frame_cache_new (budget_bytes);
  self->strip = plumb_frame_strip_new (plumb_frame_index_n_frames (index), track->width_px,
                                       track->height_px,
                                       MAX (budget_bytes / STRIP_SHARE, STRIP_MIN_BYTES));
  self->shelf = plumb_frame_shelf_new (budget_bytes);
  plumb_worker_share_budget (self);
  self->failed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->answered = TRUE;
  self->target = -1;
  self->pace = 1;
  self->small_sync = TRUE;
  self->loop_first = -1;
  self->loop_last = -1;
  self->shown = -1;
  self->reading = -1;
  PlumbPose pose = plumb_worker_find_pose (self, FALSE);
  plumb_frame_shelf_set_size (self->shelf, pose.width_px, pose.height_px);
  self->thread = g_thread_new ("plumb-decode", plumb_worker_read_thread, plumb_worker_ref (self));
  self->painter = g_thread_new ("plumb-paint", plumb_worker_paint_thread, plumb_worker_ref (self));
  return self;
}

PlumbWorker *
plumb_worker_ref (PlumbWorker *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plumb_worker_unref (PlumbWorker *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->read, plumb_picture_unref);
  g_clear_pointer (&self->found.picture, plumb_picture_unref);
  g_clear_pointer (&self->passing.picture, plumb_picture_unref);
  plumb_frame_cache_free (self->cache);
  plumb_frame_strip_free (self->strip);
  plumb_frame_shelf_free (self->shelf);
  g_hash_table_unref (self->failed);
  plumb_frame_index_unref (self->index);
  plumb_track_unref (self->track);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_cond_clear (&self->paint);
  g_cond_clear (&self->changed);
  g_free (self);
}

void
plumb_worker_stop (PlumbWorker *self,
                   gint64       patience_us)
{
  gint64 until_us = g_get_monotonic_time () + patience_us;
  g_mutex_lock (&self->lock);
  self->stop = TRUE;
  g_cond_broadcast (&self->wake);
  g_cond_broadcast (&self->paint);
  g_cond_broadcast (&self->changed);
  while (!self->ended && g_cond_wait_until (&self->changed, &self->lock, until_us))
    ;
  gboolean ended = self->ended;
  GThread *thread = g_steal_pointer (&self->thread);
  GThread *painter = g_steal_pointer (&self->painter);
  g_mutex_unlock (&self->lock);
  if (painter != NULL)
    g_thread_join (painter);
  if (thread == NULL)
    return;
  if (ended)
    g_thread_join (thread);
  else
    g_thread_unref (thread);
}

/* How the requests move: what is made ready goes the same way. */
static void
follow_motion (PlumbWorker *self,
               gint64       frame,
               PlumbIntent  intent)
{
  gint64 moved = self->target < 0 ? 0 : frame - self->target;
  /* Coming round in a loop is no change of direction. */
  gboolean round = intent == PLUMB_INTENT_PLAY && plumb_worker_is_looping (self) &&
                   ABS (moved) * 2 > self->loop_last - self->loop_first;
  if (moved == 0 || round)
    return;
  self->direction = moved > 0 ? 1 : -1;
  self->pace = intent == PLUMB_INTENT_PLAY ? ABS (moved) : 1;
}

void
plumb_worker_request (PlumbWorker *self,
                      guint64      generation,
                      gint64       frame,
                      PlumbIntent  intent)
{
  g_mutex_lock (&self->lock);
  follow_motion (self, frame, intent);
  self->generation = generation;
  self->target = frame;
  self->intent = intent;
  self->answered = FALSE;
  self->asked_us = g_get_monotonic_time ();
  if (self->found.frame != frame)
    g_clear_pointer (&self->found.picture, plumb_picture_unref);
  gboolean moving = intent == PLUMB_INTENT_STEP || intent == PLUMB_INTENT_PLAY;
  plumb_frame_cache_set_playhead (self->cache, frame, moving ? self->direction : 0);
  plumb_frame_shelf_set_playhead (self->shelf, frame, moving ? self->direction : 0);
  PlumbFrame *ready = plumb_frame_shelf_get (self->shelf, frame);
  /* The answer wakes the threads too. */
  if (ready != NULL)
    plumb_worker_give_frame (self, ready, generation, TRUE);
  g_cond_signal (&self->wake);
  plumb_worker_wake_painter (self);
  g_mutex_unlock (&self->lock);
}

PlumbFrame *
plumb_worker_peek (PlumbWorker *self,
                   gint64       frame)
{
  g_mutex_lock (&self->lock);
  PlumbPose   pose = plumb_worker_find_pose (self, FALSE);
  PlumbFrame *ready = plumb_frame_shelf_get (self->shelf, frame);
  g_autoptr (PlumbPicture) picture = NULL;
  if (ready == NULL)
    picture = plumb_frame_cache_get (self->cache, frame, plumb_worker_find_halvings (self, FALSE));
  g_mutex_unlock (&self->lock);
  if (picture == NULL)
    return ready;
  return plumb_worker_make_frame (self, picture, frame, &pose);
}

void
plumb_worker_set_view_size (PlumbWorker *self,
                            int          width_px,
                            int          height_px)
{
  g_mutex_lock (&self->lock);
  self->view_width = width_px;
  self->view_height = height_px;
  PlumbPose pose = plumb_worker_find_pose (self, FALSE);
  plumb_frame_shelf_set_size (self->shelf, pose.width_px, pose.height_px);
  g_cond_signal (&self->wake);
  plumb_worker_wake_painter (self);
  g_mutex_unlock (&self->lock);
}

void
plumb_worker_get_delivered_size (PlumbWorker *self,
                                 int         *width_px,
                                 int         *height_px)
{
  g_mutex_lock (&self->lock);
  PlumbPose pose = plumb_worker_find_pose (self, FALSE);
  g_mutex_unlock (&self->lock);
  *width_px = pose.width_px;
  *height_px = pose.height_px;
}

void
plumb_worker_set_loop (PlumbWorker *self,
                       gint64       first,
                       gint64       last)
{
  g_mutex_lock (&self->lock);
  self->loop_first = first;
  self->loop_last = last;
  plumb_frame_cache_set_loop (self->cache, first, last);
  g_mutex_unlock (&self->lock);
}

void
plumb_worker_set_pinned (PlumbWorker  *self,
                         const gint64 *frames,
                         guint         n)
{
  g_mutex_lock (&self->lock);
  plumb_frame_cache_set_pinned (self->cache, frames, n);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

void
plumb_worker_set_budget (PlumbWorker *self,
                         gsize        budget_bytes)
{
  g_mutex_lock (&self->lock);
  self->budget = budget_bytes;
  plumb_worker_share_budget (self);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

gsize
plumb_worker_n_bytes (PlumbWorker *self)
{
  g_mutex_lock (&self->lock);
  gsize n_bytes = plumb_frame_cache_n_bytes (self->cache) +
                  plumb_frame_strip_n_bytes (self->strip) +
                  plumb_frame_shelf_n_bytes (self->shelf);
  g_mutex_unlock (&self->lock);
  return n_bytes;
}

PlumbStall
plumb_worker_look_for_stall (PlumbWorker *self)
{
  if (!plumb_stall_clock_look (&self->stall, g_get_monotonic_time (), plumb_load_find))
    return PLUMB_STALL_NONE;
  return self->at_file ? PLUMB_STALL_FILE : PLUMB_STALL_DECODER;
}

PlumbStall
plumb_worker_find_stall (PlumbWorker *self,
                         gboolean    *waiting)
{
  g_mutex_lock (&self->lock);
  PlumbStall stall = plumb_worker_look_for_stall (self);
  if (stall == PLUMB_STALL_FILE && self->told == self->generation)
    stall = PLUMB_STALL_NONE;
  else if (stall == PLUMB_STALL_FILE)
    self->told = self->generation;
  *waiting = !self->answered;
  g_mutex_unlock (&self->lock);
  return stall;
}

void
plumb_worker_distrust_decoder (PlumbWorker *self)
{
  g_mutex_lock (&self->lock);
  const char *name = self->hardware;
  g_mutex_unlock (&self->lock);
  if (name != NULL)
    plumb_decoder_distrust (name);
}
