/* The reading thread: decodes what was asked for, then what somebody waits for,
 * then what may be asked for next. Each is left off after the unit at hand when
 * something more urgent comes.
 *
 * The thread holds a reference of its own, so that one which hangs can be left
 * behind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "worker-private.h"

#include "media-error.h"

/* While a target is far, a picture on the way is shown this often. */
#define ON_THE_WAY_US 30000
/* Where somebody lands, only what he may step to next is kept: fresh memory takes as
 * long as a sixth of decoding. After a short way all of it is decoded again anyway,
 * for the pictures that were left out. */
#define LAND_AROUND 8
#define LAND_FAR_AROUND 30
/* Without a request for so long, small pictures of all frames are made. */
#define REST_US (700 * G_TIME_SPAN_MILLISECOND)

gboolean
plumb_worker_must_read (PlumbWorker *self)
{
  guint halvings = plumb_worker_find_halvings (self, FALSE);
  if (self->answered || plumb_frame_shelf_has (self->shelf, self->target) ||
      plumb_frame_cache_has (self->cache, self->target, halvings))
    return FALSE;
  return self->found.picture == NULL || self->found.frame != self->target ||
         plumb_picture_halvings (self->found.picture) > halvings;
}

gboolean
plumb_worker_is_nearer (PlumbWorker *self,
                        gint64       frame)
{
  return self->shown < 0 || ABS (frame - self->target) < ABS (self->shown - self->target);
}

static int
want_cb (gint64   frame,
         gpointer user_data)
{
  PlumbWorker *self = user_data;
  g_mutex_lock (&self->lock);
  gboolean target = frame == self->reading;
  gboolean passed_by = self->landing > 0 && ABS (frame - self->reading) > self->landing;
  guint    halvings = plumb_worker_find_halvings (self, target && self->job != NULL);
  int      wanted = (int) halvings;
  if (!target && (passed_by || plumb_frame_cache_has (self->cache, frame, halvings) ||
                  !plumb_frame_cache_would_keep (self->cache, frame)))
    wanted = (self->reason == READ_AHEAD || self->reason == READ_SMALL) &&
                     plumb_frame_strip_wants (self->strip, frame)
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
  if (self->answered || self->reason != READ_TARGET ||
      (self->intent != PLUMB_INTENT_SCRUB && self->intent != PLUMB_INTENT_PLAY))
    return FALSE;
  return g_get_monotonic_time () - self->shown_at_us >= ON_THE_WAY_US &&
         plumb_worker_is_nearer (self, frame);
}

static void
keep_decoded (PlumbDecodedFrame *kept,
              gint64             frame,
              PlumbPicture      *picture)
{
  plumb_picture_ref (picture);
  g_clear_pointer (&kept->picture, plumb_picture_unref);
  kept->picture = picture;
  kept->frame = frame;
}

static void
deliver_cb (gint64        frame,
            PlumbPicture *picture,
            gpointer      user_data)
{
  PlumbWorker *self = user_data;
  g_mutex_lock (&self->lock);
  plumb_stall_clock_beat (&self->stall, g_get_monotonic_time ());
  gboolean sharp = plumb_picture_halvings (picture) <= plumb_worker_find_halvings (self, FALSE);
  if (sharp && plumb_frame_cache_would_keep (self->cache, frame))
    plumb_frame_cache_put (self->cache, frame, picture);
  if (frame == self->reading)
    {
      g_clear_pointer (&self->read, plumb_picture_unref);
      self->read = plumb_picture_ref (picture);
    }
  if (sharp && !self->answered && frame == self->target)
    keep_decoded (&self->found, frame, picture);
  else if (sharp && is_welcome (self, frame))
    keep_decoded (&self->passing, frame, picture);
  plumb_worker_wake_painter (self);
  /* Nothing is made small while somebody waits. */
  if (self->reason == READ_AHEAD || self->reason == READ_SMALL)
    plumb_worker_keep_small (self, frame, picture);
  g_mutex_unlock (&self->lock);
}

/* Something is more urgent than what is being read. */
static gboolean
pause_cb (gpointer user_data)
{
  PlumbWorker *self = user_data;
  g_mutex_lock (&self->lock);
  plumb_stall_clock_beat (&self->stall, g_get_monotonic_time ());
  gboolean must = plumb_worker_must_read (self);
  gboolean pause = self->stop;
  switch (self->reason)
    {
    case READ_TARGET:
      pause |= !must || self->target != self->reading;
      break;
    case READ_JOB:
      pause |= must || self->job->dropped;
      break;
    case READ_AHEAD:
      pause |= must || !g_queue_is_empty (&self->jobs) ||
               !plumb_frame_cache_would_keep (self->cache, self->reading);
      break;
    case READ_SMALL:
      pause |= !self->answered || must || !g_queue_is_empty (&self->jobs);
      break;
    }
  g_mutex_unlock (&self->lock);
  return pause;
}

static void
at_file_cb (gboolean at_file,
            gpointer user_data)
{
  PlumbWorker *self = user_data;
  g_mutex_lock (&self->lock);
  self->at_file = at_file;
  plumb_stall_clock_beat (&self->stall, g_get_monotonic_time ());
  g_mutex_unlock (&self->lock);
}

static const PlumbReaderFuncs reader_funcs = { want_cb, deliver_cb, pause_cb, at_file_cb };

static void
begin_reader (PlumbWorker *self,
              GError     **error)
{
  self->reader = plumb_frame_reader_new (self->track, self->index, error);
  if (self->reader == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->hardware = plumb_frame_reader_hardware (self->reader);
  g_mutex_unlock (&self->lock);
}

/* Somebody who lands looks at this one picture first. What is asked for by others,
 * and while dragging, often lies shortly after what was asked for before. */
static PlumbReadHaste
choose_haste (PlumbWorker    *self,
              PlumbReadReason reason)
{
  if (reason == READ_SMALL && self->small_sync)
    return PLUMB_READ_LAND;
  if (reason == READ_JOB)
    return PLUMB_READ_HURRY;
  if (reason != READ_TARGET)
    return PLUMB_READ_ALL;
  if (self->intent == PLUMB_INTENT_LAND)
    return PLUMB_READ_LAND;
  return self->intent == PLUMB_INTENT_SCRUB ? PLUMB_READ_HURRY : PLUMB_READ_ALL;
}

static gint64
choose_around (PlumbWorker *self,
               gint64       frame)
{
  return plumb_frame_reader_cost (self->reader, frame) <= PLUMB_READ_LAND_UNITS ? LAND_AROUND
                                                                                : LAND_FAR_AROUND;
}

/* With the lock held; releases it while decoding. On success self->read is the
 * picture. */
static PlumbReadResult
read_frame (PlumbWorker    *self,
            gint64          frame,
            PlumbReadReason reason,
            PlumbJob       *job,
            GError        **error)
{
  PlumbReadHaste haste = choose_haste (self, reason);
  self->reading = frame;
  self->reason = reason;
  self->landing = reason == READ_TARGET && haste == PLUMB_READ_LAND && self->reader != NULL
                      ? choose_around (self, frame)
                      : 0;
  self->job = job;
  g_clear_pointer (&self->read, plumb_picture_unref);
  plumb_stall_clock_beat (&self->stall, g_get_monotonic_time ());
  g_mutex_unlock (&self->lock);
  PlumbReadResult result = PLUMB_READ_FAILED;
  if (self->reader == NULL)
    begin_reader (self, error);
  if (self->reader != NULL)
    result = plumb_frame_reader_read (self->reader, frame, haste, &reader_funcs, self, error);
  /* One that gave up is not asked again. */
  if (result == PLUMB_READ_FAILED &&
      !g_error_matches (*error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DECODE))
    g_clear_pointer (&self->reader, plumb_frame_reader_free);
  g_mutex_lock (&self->lock);
  self->hardware = self->reader != NULL ? plumb_frame_reader_hardware (self->reader) : NULL;
  plumb_stall_clock_stop (&self->stall);
  self->reading = -1;
  self->job = NULL;
  if (result == PLUMB_READ_FAILED)
    g_hash_table_add (self->failed, g_memdup2 (&frame, sizeof frame));
  return result;
}

/* The painter gives the answer; only that there is none is said here. */
static void
serve_request (PlumbWorker *self)
{
  guint64            generation = self->generation;
  gint64             frame = self->target;
  g_autoptr (GError) error = NULL;
  if (read_frame (self, frame, READ_TARGET, NULL, &error) == PLUMB_READ_FAILED)
    plumb_worker_give_error (self, generation, frame, g_steal_pointer (&error));
}

static void
serve_job (PlumbWorker *self)
{
  PlumbJob          *job = g_atomic_rc_box_acquire (g_queue_peek_head (&self->jobs));
  PlumbReadResult    result = PLUMB_READ_FOUND;
  g_autoptr (GError) error = NULL;
  job->picture = plumb_frame_cache_get (self->cache, job->frame, 0);
  if (job->picture == NULL)
    {
      result = read_frame (self, job->frame, READ_JOB, job, &error);
      if (result == PLUMB_READ_FOUND)
        job->picture = g_steal_pointer (&self->read);
      else if (job->error == NULL)
        job->error = g_steal_pointer (&error);
    }
  if (result != PLUMB_READ_PAUSED || job->dropped || self->stop)
    {
      job->done = TRUE;
      g_queue_remove (&self->jobs, job);
      g_cond_broadcast (&self->changed);
    }
  plumb_worker_unref_job (job);
}

static gboolean
prefetch (PlumbWorker *self)
{
  gint64 frame = plumb_worker_choose_prefetch (self);
  if (frame < 0)
    return FALSE;
  g_autoptr (GError) error = NULL;
  read_frame (self, frame, READ_AHEAD, NULL, &error);
  return TRUE;
}

/* One frame of the strip; what is decoded anyway is not decoded again. */
static void
fill_strip (PlumbWorker *self,
            gint64       frame)
{
  gint64                   begin_us = g_get_monotonic_time ();
  g_autoptr (GError)       error = NULL;
  g_autoptr (PlumbPicture) cached =
      plumb_frame_cache_get (self->cache, frame, plumb_frame_strip_halvings (self->strip));
  if (cached != NULL)
    {
      plumb_worker_keep_small (self, frame, cached);
      self->small_from = frame + 1;
    }
  else if (read_frame (self, frame, READ_SMALL, NULL, &error) != PLUMB_READ_PAUSED)
    self->small_from = frame + 1;
  self->filling_us += g_get_monotonic_time () - begin_us;
}

/* With nothing else to do: waits, or after a rest works on the strip. */
static void
rest_or_fill (PlumbWorker *self)
{
  gint64 frame = plumb_worker_choose_small (self);
  gint64 rested_us = self->asked_us + REST_US;
  if (frame < 0)
    g_cond_wait (&self->wake, &self->lock);
  else if (g_get_monotonic_time () < rested_us)
    g_cond_wait_until (&self->wake, &self->lock, rested_us);
  else
    fill_strip (self, frame);
}

gpointer
plumb_worker_read_thread (gpointer data)
{
  PlumbWorker *self = data;
  g_mutex_lock (&self->lock);
  while (!self->stop)
    {
      if (plumb_worker_must_read (self))
        serve_request (self);
      else if (!g_queue_is_empty (&self->jobs))
        serve_job (self);
      else if (!prefetch (self))
        rest_or_fill (self);
    }
  for (GList *l = self->jobs.head; l != NULL; l = l->next)
    ((PlumbJob *) l->data)->done = TRUE;
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
