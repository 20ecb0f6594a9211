/* The decoding thread.
 *
 * The thread holds a reference of its own, so that one which hangs can be left
 * behind.
 *
 * Order of work: the newest request, then frames that somebody waits for, then
 * prefetching around the playhead. Each is left off after the unit at hand when
 * something more urgent comes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "worker-private.h"

#include <glib/gi18n-lib.h>

#include "media-error.h"

#define STALL_US (5 * G_USEC_PER_SEC)
/* While a target is far, a picture on the way is shown this often. */
#define ON_THE_WAY_US 30000
/* How far from the wanted frame a small picture is looked for. */
#define SMALL_REACH 30
/* Without a request for so long, small pictures of all frames are made. */
#define REST_US (700 * G_TIME_SPAN_MILLISECOND)

static void
clear_job (gpointer data)
{
  Job *job = data;
  g_clear_pointer (&job->picture, plumb_picture_unref);
  g_clear_error (&job->error);
}

static void
unref_job (Job *job)
{
  g_atomic_rc_box_release_full (job, clear_job);
}

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
             GError     *error)
{
  PlumbAnswer *answer = g_new0 (PlumbAnswer, 1);
  answer->generation = generation;
  answer->frame = frame;
  answer->picture = picture;
  answer->error = error;
  return answer;
}

void
plumb_worker_set_stall_error (GError **error)
{
  g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_STALLED,
                       _("The decoder gave no answer for five seconds; it was started anew."));
}

static PlumbFrame *
make_frame (PlumbWorker     *self,
            PlumbPicture    *picture,
            gint64           frame,
            const PlumbPose *pose)
{
  const PlumbVideoInfo *info = plumb_frame_index_info (self->index);
  PlumbFrame *made = plumb_picture_to_frame (picture, pose, frame,
                                             plumb_frame_index_pts_ns (self->index, frame));
  if (made != NULL)
    {
      made->full_width_px = info->width_px;
      made->full_height_px = info->height_px;
      made->damaged = plumb_picture_is_corrupted (picture);
    }
  return made;
}

/* With the lock held; releases it while the answer is handed over. */
static void
answer_error (PlumbWorker *self,
              guint64      generation,
              gint64       frame,
              GError      *error)
{
  if (generation != self->generation || self->stop)
    {
      g_error_free (error);
      return;
    }
  self->answered = TRUE;
  g_mutex_unlock (&self->lock);
  self->answer (make_answer (generation, frame, NULL, error), self->user_data);
  g_mutex_lock (&self->lock);
}

/* Takes `made`. With the lock held; releases it while the answer is handed over. */
static void
answer_frame (PlumbWorker *self,
              PlumbFrame  *made,
              guint64      generation,
              gboolean     small)
{
  self->shown = made->frame;
  self->shown_at_us = g_get_monotonic_time ();
  if (generation == self->generation && made->frame == self->target && !small)
    self->answered = TRUE;
  g_mutex_unlock (&self->lock);
  self->answer (make_answer (generation, made->frame, made, NULL), self->user_data);
  g_mutex_lock (&self->lock);
}

/* A small picture is delivered as it is. */
static PlumbPose
find_small_pose (PlumbWorker        *self,
                 const PlumbPicture *picture)
{
  const PlumbVideoInfo *info = plumb_frame_index_info (self->index);
  PlumbPose             pose = plumb_worker_find_pose (self, TRUE);
  int                   width, height, full_width, full_height;
  plumb_picture_get_size (picture, &width, &height);
  plumb_pose_stored_size (&pose, &full_width, &full_height);
  return plumb_pose_fit (info, (int) plumb_scale_round (info->width_px, height, full_height),
                         (int) plumb_scale_round (info->height_px, height, full_height));
}

/* With the lock held; releases it while the picture is made. Answers the
 * request `generation` unless it is superseded; a small picture is shown until
 * the answer comes. */
static void
answer_picture (PlumbWorker  *self,
                PlumbPicture *picture,
                gint64        frame,
                guint64       generation,
                gboolean      small)
{
  PlumbPose pose = plumb_worker_find_pose (self, FALSE);
  if (small)
    pose = find_small_pose (self, picture);
  g_mutex_unlock (&self->lock);
  PlumbFrame *made = make_frame (self, picture, frame, &pose);
  g_mutex_lock (&self->lock);
  if (self->stop)
    {
      g_clear_pointer (&made, plumb_frame_unref);
      return;
    }
  if (made == NULL)
    {
      answer_error (self, generation, frame,
                    g_error_new_literal (PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_TOO_LARGE,
                                         _("There is no memory for a picture of this size.")));
      return;
    }
  answer_frame (self, made, generation, small);
}

static int
want_cb (gint64   frame,
         gpointer user_data)
{
  PlumbWorker *self = user_data;
  g_mutex_lock (&self->lock);
  gboolean target = frame == self->reading;
  guint    halvings = plumb_worker_find_halvings (self, target && self->reading_job != NULL);
  int      wanted = (int) halvings;
  if (!target && (plumb_frame_cache_has (self->cache, frame, halvings) ||
                  !plumb_frame_cache_would_keep (self->cache, frame)))
    wanted = plumb_frame_strip_wants (self->strip, frame)
                 ? (int) plumb_frame_strip_halvings (self->strip)
                 : -1;
  g_mutex_unlock (&self->lock);
  return wanted;
}

/* A long way to go, and this picture is nearer than the one on the screen. */
static gboolean
is_welcome (PlumbWorker *self,
            gint64       frame)
{
  if (self->answered || self->reading_job != NULL || frame == self->target ||
      (self->intent != PLUMB_INTENT_SCRUB && self->intent != PLUMB_INTENT_PLAY))
    return FALSE;
  gint64 now_us = g_get_monotonic_time ();
  return now_us - self->shown_at_us >= ON_THE_WAY_US &&
         (self->shown < 0 || ABS (frame - self->target) < ABS (self->shown - self->target));
}

static void
deliver_cb (gint64        frame,
            PlumbPicture *picture,
            gpointer      user_data)
{
  PlumbWorker *self = user_data;
  g_mutex_lock (&self->lock);
  self->busy_since_us = g_get_monotonic_time ();
  gboolean sharp = plumb_picture_halvings (picture) <= plumb_worker_find_halvings (self, FALSE);
  if (sharp && plumb_frame_cache_would_keep (self->cache, frame))
    plumb_frame_cache_put (self->cache, frame, picture);
  plumb_worker_keep_small (self, frame, picture);
  if (frame == self->reading)
    {
      g_clear_pointer (&self->found, plumb_picture_unref);
      self->found = plumb_picture_ref (picture);
    }
  else if (sharp && is_welcome (self, frame))
    answer_picture (self, picture, frame, self->generation, FALSE);
  g_mutex_unlock (&self->lock);
}

/* Something is more urgent than what is being read. */
static gboolean
pause_cb (gpointer user_data)
{
  PlumbWorker *self = user_data;
  g_mutex_lock (&self->lock);
  self->busy_since_us = g_get_monotonic_time ();
  gboolean pause = self->stop;
  if (self->reading_job != NULL)
    pause |= !self->answered || self->reading_job->dropped;
  else if (self->reading_generation != self->generation)
    pause = TRUE;
  else if (self->answered)
    pause |= !g_queue_is_empty (&self->jobs);
  g_mutex_unlock (&self->lock);
  return pause;
}

static const PlumbReaderFuncs reader_funcs = { want_cb, deliver_cb, pause_cb };

/* With the lock held; releases it while decoding. On success self->found is the
 * picture. */
static PlumbReadResult
read_frame (PlumbWorker *self,
            gint64       frame,
            Job         *job,
            GError     **error)
{
  self->reading = frame;
  self->reading_job = job;
  self->reading_generation = self->generation;
  g_clear_pointer (&self->found, plumb_picture_unref);
  self->busy_since_us = g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);
  PlumbReadResult result = PLUMB_READ_FAILED;
  if (self->reader == NULL)
    self->reader = plumb_frame_reader_new (self->track, self->index, error);
  if (self->reader != NULL)
    result = plumb_frame_reader_read (self->reader, frame, &reader_funcs, self, error);
  /* One that gave up is not asked again. */
  if (result == PLUMB_READ_FAILED && !g_error_matches (*error, PLUMB_MEDIA_ERROR,
                                                       PLUMB_MEDIA_ERROR_DECODE))
    g_clear_pointer (&self->reader, plumb_frame_reader_free);
  g_mutex_lock (&self->lock);
  self->busy_since_us = NOT_WAITING;
  self->reading = -1;
  self->reading_job = NULL;
  if (result == PLUMB_READ_FAILED)
    g_hash_table_add (self->failed, g_memdup2 (&frame, sizeof frame));
  return result;
}

/* While dragging and playing: a small picture at once, of this frame or, where it
 * is nearer than what is on the screen, of a neighbour. */
static void
show_small (PlumbWorker *self)
{
  gint64 found;
  if (self->intent != PLUMB_INTENT_SCRUB && self->intent != PLUMB_INTENT_PLAY)
    return;
  g_autoptr (PlumbPicture) small =
      plumb_frame_strip_near (self->strip, self->target, SMALL_REACH, &found);
  if (small != NULL && (self->shown < 0 ||
                        ABS (found - self->target) < ABS (self->shown - self->target)))
    answer_picture (self, small, found, self->generation, TRUE);
}

/* Whether that frame was made ready in that size. */
static gboolean
is_ahead (PlumbWorker     *self,
          gint64           frame,
          const PlumbPose *pose)
{
  return self->ahead != NULL && self->ahead->frame == frame &&
         self->ahead->width_px == pose->width_px && self->ahead->height_px == pose->height_px;
}

static void
serve_request (PlumbWorker *self)
{
  guint64   generation = self->generation;
  gint64    frame = self->target;
  PlumbPose pose = plumb_worker_find_pose (self, FALSE);
  if (is_ahead (self, frame, &pose))
    {
      answer_frame (self, plumb_frame_ref (self->ahead), generation, FALSE);
      return;
    }
  g_autoptr (PlumbPicture) cached =
      plumb_frame_cache_get (self->cache, frame, plumb_worker_find_halvings (self, FALSE));
  if (cached != NULL)
    {
      answer_picture (self, cached, frame, generation, FALSE);
      return;
    }
  show_small (self);
  if (generation != self->generation)
    return;
  g_autoptr (GError) error = NULL;
  PlumbReadResult    result = read_frame (self, frame, NULL, &error);
  if (result == PLUMB_READ_FOUND)
    {
      g_autoptr (PlumbPicture) found = g_steal_pointer (&self->found);
      gboolean welcome = generation == self->generation || self->intent == PLUMB_INTENT_SCRUB ||
                         self->intent == PLUMB_INTENT_PLAY;
      if (welcome)
        answer_picture (self, found, frame, generation, FALSE);
    }
  else if (result == PLUMB_READ_FAILED)
    answer_error (self, generation, frame, g_steal_pointer (&error));
}

static void
serve_job (PlumbWorker *self)
{
  Job               *job = g_atomic_rc_box_acquire (g_queue_peek_head (&self->jobs));
  PlumbReadResult    result = PLUMB_READ_FOUND;
  g_autoptr (GError) error = NULL;
  job->picture = plumb_frame_cache_get (self->cache, job->frame, 0);
  if (job->picture == NULL)
    {
      result = read_frame (self, job->frame, job, &error);
      if (result == PLUMB_READ_FOUND)
        job->picture = g_steal_pointer (&self->found);
      else if (job->error == NULL)
        job->error = g_steal_pointer (&error);
    }
  if (result != PLUMB_READ_PAUSED || job->dropped || self->stop)
    {
      job->done = TRUE;
      g_queue_remove (&self->jobs, job);
      g_cond_broadcast (&self->changed);
    }
  unref_job (job);
}

/* While stepping and playing the picture after this one is made ready: it is
 * there at once, and looking at it from the main thread costs nothing. */
static gboolean
make_ahead (PlumbWorker *self)
{
  if ((self->intent != PLUMB_INTENT_PLAY && self->intent != PLUMB_INTENT_STEP) ||
      !self->answered)
    return FALSE;
  gint64 frame = plumb_worker_find_neighbour (self, self->direction < 0 ? -1 : 1, 1);
  if (frame < 0 || (self->ahead != NULL && self->ahead->frame == frame))
    return FALSE;
  g_autoptr (PlumbPicture) picture =
      plumb_frame_cache_get (self->cache, frame, plumb_worker_find_halvings (self, FALSE));
  if (picture == NULL)
    return FALSE;
  PlumbPose pose = plumb_worker_find_pose (self, FALSE);
  g_mutex_unlock (&self->lock);
  PlumbFrame *made = make_frame (self, picture, frame, &pose);
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->ahead, plumb_frame_unref);
  self->ahead = made;
  return made != NULL;
}

static gboolean
prefetch (PlumbWorker *self)
{
  if (make_ahead (self))
    return TRUE;
  gint64 frame = plumb_worker_choose_prefetch (self);
  if (frame < 0)
    return FALSE;
  g_autoptr (GError) error = NULL;
  read_frame (self, frame, NULL, &error);
  return TRUE;
}

/* With nothing else to do: waits, or after a rest works on the strip. */
static void
rest_or_fill (PlumbWorker *self)
{
  gint64 frame = plumb_worker_choose_small (self);
  gint64 rested_us = self->asked_us + REST_US;
  gint64 now_us = g_get_monotonic_time ();
  if (frame < 0)
    g_cond_wait (&self->wake, &self->lock);
  else if (now_us < rested_us)
    g_cond_wait_until (&self->wake, &self->lock, rested_us);
  else
    {
      g_autoptr (GError) error = NULL;
      if (read_frame (self, frame, NULL, &error) != PLUMB_READ_PAUSED)
        self->small_from = frame + 1;
      self->filling_us += g_get_monotonic_time () - now_us;
    }
}

static gpointer
run_worker (gpointer data)
{
  PlumbWorker *self = data;
  g_mutex_lock (&self->lock);
  while (!self->stop)
    {
      if (!self->answered)
        serve_request (self);
      else if (!g_queue_is_empty (&self->jobs))
        serve_job (self);
      else if (!prefetch (self))
        rest_or_fill (self);
    }
  for (GList *l = self->jobs.head; l != NULL; l = l->next)
    ((Job *) l->data)->done = TRUE;
  g_queue_clear (&self->jobs);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->reader, plumb_frame_reader_free);
  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  plumb_worker_unref (self);
  return NULL;
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
  g_cond_init (&self->changed);
  g_queue_init (&self->jobs);
  self->cache = plumb_frame_cache_new (budget_bytes);
  self->strip = plumb_frame_strip_new (plumb_frame_index_n_frames (index), track->width_px,
                                       track->height_px);
  self->failed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->answered = TRUE;
  self->target = -1;
  self->small_sync = TRUE;
  self->loop_first = -1;
  self->loop_last = -1;
  self->shown = -1;
  self->reading = -1;
  self->thread = g_thread_new ("plumb-decode", run_worker, plumb_worker_ref (self));
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
  g_clear_pointer (&self->found, plumb_picture_unref);
  g_clear_pointer (&self->ahead, plumb_frame_unref);
  plumb_frame_cache_free (self->cache);
  plumb_frame_strip_free (self->strip);
  g_hash_table_unref (self->failed);
  plumb_frame_index_unref (self->index);
  plumb_track_unref (self->track);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
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
  g_cond_broadcast (&self->changed);
  while (!self->ended && g_cond_wait_until (&self->changed, &self->lock, until_us))
    ;
  gboolean ended = self->ended;
  GThread *thread = g_steal_pointer (&self->thread);
  g_mutex_unlock (&self->lock);
  if (thread == NULL)
    return;
  if (ended)
    g_thread_join (thread);
  else
    g_thread_unref (thread);
}

void
plumb_worker_request (PlumbWorker *self,
                      guint64      generation,
                      gint64       frame,
                      PlumbIntent  intent)
{
  g_mutex_lock (&self->lock);
  gint64 moved = self->target < 0 ? 0 : frame - self->target;
  /* Coming round in a loop is no change of direction. */
  gboolean round = intent == PLUMB_INTENT_PLAY && plumb_worker_is_looping (self) &&
                   ABS (moved) * 2 > self->loop_last - self->loop_first;
  if (moved != 0 && !round)
    self->direction = moved > 0 ? 1 : -1;
  self->generation = generation;
  self->target = frame;
  self->intent = intent;
  self->answered = FALSE;
  self->asked_us = g_get_monotonic_time ();
  gboolean moving = intent == PLUMB_INTENT_STEP || intent == PLUMB_INTENT_PLAY;
  plumb_frame_cache_set_playhead (self->cache, frame, moving ? self->direction : 0);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

PlumbFrame *
plumb_worker_peek (PlumbWorker *self,
                   gint64       frame)
{
  g_mutex_lock (&self->lock);
  PlumbPose pose = plumb_worker_find_pose (self, FALSE);
  PlumbFrame *ready = NULL;
  if (is_ahead (self, frame, &pose))
    ready = plumb_frame_ref (self->ahead);
  g_autoptr (PlumbPicture) picture =
      plumb_frame_cache_get (self->cache, frame, plumb_worker_find_halvings (self, FALSE));
  g_mutex_unlock (&self->lock);
  if (ready != NULL || picture == NULL)
    return ready;
  return make_frame (self, picture, frame, &pose);
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
              Job          *job,
              GCancellable *cancellable)
{
  while (!job->done)
    {
      gint64 now_us = g_get_monotonic_time ();
      g_cond_wait_until (&self->changed, &self->lock, now_us + G_USEC_PER_SEC / 4);
      gboolean stalled = self->busy_since_us != NOT_WAITING &&
                         g_get_monotonic_time () - self->busy_since_us > STALL_US;
      gboolean cancelled = g_cancellable_is_cancelled (cancellable);
      if (job->done || !(stalled || cancelled || self->ended))
        continue;
      job->dropped = TRUE;
      if (stalled && job->error == NULL)
        plumb_worker_set_stall_error (&job->error);
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
  Job *job = g_atomic_rc_box_new0 (Job);
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
  unref_job (job);

  PlumbFrame *made = NULL;
  if (picture != NULL)
    made = make_frame (self, picture, frame, &pose);
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

void
plumb_worker_set_view_size (PlumbWorker *self,
                            int          width_px,
                            int          height_px)
{
  g_mutex_lock (&self->lock);
  self->view_width = width_px;
  self->view_height = height_px;
  g_clear_pointer (&self->ahead, plumb_frame_unref);
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
plumb_worker_set_budget (PlumbWorker *self,
                         gsize        budget_bytes)
{
  g_mutex_lock (&self->lock);
  plumb_frame_cache_set_budget (self->cache, budget_bytes);
  g_mutex_unlock (&self->lock);
}

gboolean
plumb_worker_is_stalled (PlumbWorker *self)
{
  g_mutex_lock (&self->lock);
  gboolean stalled = self->busy_since_us != NOT_WAITING &&
                     g_get_monotonic_time () - self->busy_since_us > STALL_US;
  g_mutex_unlock (&self->lock);
  return stalled;
}

gboolean
plumb_worker_is_answered (PlumbWorker *self)
{
  g_mutex_lock (&self->lock);
  gboolean answered = self->answered;
  g_mutex_unlock (&self->lock);
  return answered;
}
