/* The painting thread: from decoded pictures to what the screen takes.
 *
 * Order of work: the frame that was asked for, then what may be shown until it
 * is there, then the frames that will be asked for next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "worker-private.h"

#include <glib/gi18n-lib.h>

#include "media-error.h"

/* How far from the wanted frame a small picture is looked for while dragging. */
#define SMALL_REACH 30
/* A step that waits longer shows a small picture of its frame meanwhile. */
#define SMALL_AFTER_US (40 * G_TIME_SPAN_MILLISECOND)
/* Pictures made ready while playing. */
#define PLAY_AHEAD 3u
#define MOST_READY 48u

void
plumb_worker_wake_painter (PlumbWorker *self)
{
  self->news = TRUE;
  g_cond_signal (&self->paint);
}

PlumbFrame *
plumb_worker_make_frame (PlumbWorker     *self,
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

/* (transfer full) (nullable) The target, if it is decoded. */
static PlumbPicture *
find_target (PlumbWorker *self)
{
  guint halvings = plumb_worker_find_halvings (self, FALSE);
  if (self->found.picture != NULL && self->found.frame == self->target &&
      plumb_picture_halvings (self->found.picture) <= halvings)
    return plumb_picture_ref (self->found.picture);
  return plumb_frame_cache_get (self->cache, self->target, halvings);
}

static gboolean
paint_target (PlumbWorker *self)
{
  guint64 generation = self->generation;
  gint64  frame = self->target;
  if (self->answered)
    return FALSE;
  PlumbFrame *ready = plumb_frame_shelf_get (self->shelf, frame);
  if (ready != NULL)
    {
      plumb_worker_give_frame (self, ready, generation, TRUE);
      return TRUE;
    }
  g_autoptr (PlumbPicture) picture = find_target (self);
  if (picture == NULL)
    return FALSE;
  PlumbPose pose = plumb_worker_find_pose (self, FALSE);
  g_mutex_unlock (&self->lock);
  PlumbFrame *made = plumb_worker_make_frame (self, picture, frame, &pose);
  g_mutex_lock (&self->lock);
  if (made == NULL)
    {
      plumb_worker_give_error (self, generation, frame,
                               g_error_new_literal (PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_TOO_LARGE,
                                                    _("There is no memory for a picture of "
                                                      "this size.")));
      return TRUE;
    }
  plumb_frame_shelf_put (self->shelf, made);
  plumb_worker_give_frame (self, made, generation, TRUE);
  return TRUE;
}

/* (transfer full) (nullable) What to show while the target is decoded: a picture
 * on the way to it, or a small one that is nearer. */
static PlumbPicture *
find_meanwhile (PlumbWorker *self,
                gint64      *frame)
{
  gboolean moving = self->intent == PLUMB_INTENT_SCRUB || self->intent == PLUMB_INTENT_PLAY;
  gint64   found;
  if (moving && self->passing.picture != NULL &&
      plumb_worker_is_nearer (self, self->passing.frame))
    {
      *frame = self->passing.frame;
      return g_steal_pointer (&self->passing.picture);
    }
  gboolean late = self->intent == PLUMB_INTENT_STEP && self->shown != self->target &&
                  g_get_monotonic_time () - self->asked_us >= SMALL_AFTER_US;
  if (!moving && !late)
    return NULL;
  g_autoptr (PlumbPicture) small =
      plumb_frame_strip_near (self->strip, self->target, moving ? SMALL_REACH : 0, &found);
  if (small == NULL || !plumb_worker_is_nearer (self, found))
    return NULL;
  *frame = found;
  return g_steal_pointer (&small);
}

static gboolean
paint_meanwhile (PlumbWorker *self)
{
  guint64 generation = self->generation;
  gint64  frame;
  if (self->answered || self->target < 0)
    return FALSE;
  g_autoptr (PlumbPicture) picture = find_meanwhile (self, &frame);
  if (picture == NULL)
    return FALSE;
  PlumbPose pose = plumb_picture_halvings (picture) > plumb_worker_find_halvings (self, FALSE)
                       ? find_small_pose (self, picture)
                       : plumb_worker_find_pose (self, FALSE);
  g_mutex_unlock (&self->lock);
  PlumbFrame *made = plumb_worker_make_frame (self, picture, frame, &pose);
  g_mutex_lock (&self->lock);
  if (made != NULL)
    plumb_worker_give_frame (self, made, generation, FALSE);
  return made != NULL;
}

/* (transfer full) (nullable) The nearest frame that is decoded and not ready yet. */
static PlumbPicture *
find_neighbour (PlumbWorker *self,
                gint64      *frame)
{
  gboolean playing = self->intent == PLUMB_INTENT_PLAY;
  guint    room = MIN (plumb_frame_shelf_capacity (self->shelf) - 1, MOST_READY);
  guint    ahead = playing ? MIN (room, PLAY_AHEAD) : (room + 1) / 2;
  guint    behind = playing ? 0 : room - ahead;
  guint    halvings = plumb_worker_find_halvings (self, FALSE);
  int      direction = self->direction < 0 ? -1 : 1;
  for (guint i = 1; i <= ahead; i++)
    for (int side = 1; side >= -1; side -= 2)
      {
        if (side < 0 && i > behind)
          continue;
        gint64 n = playing ? (gint64) i * self->pace : (gint64) i;
        *frame = plumb_worker_find_neighbour (self, side * direction, n);
        if (*frame < 0 || plumb_frame_shelf_has (self->shelf, *frame))
          continue;
        PlumbPicture *picture = plumb_frame_cache_get (self->cache, *frame, halvings);
        if (picture != NULL)
          return picture;
      }
  return NULL;
}

static gboolean
paint_neighbour (PlumbWorker *self)
{
  gint64 frame;
  if (!self->answered || self->target < 0 || self->intent == PLUMB_INTENT_SCRUB)
    return FALSE;
  g_autoptr (PlumbPicture) picture = find_neighbour (self, &frame);
  if (picture == NULL)
    return FALSE;
  PlumbPose pose = plumb_worker_find_pose (self, FALSE);
  g_mutex_unlock (&self->lock);
  g_autoptr (PlumbFrame) made = plumb_worker_make_frame (self, picture, frame, &pose);
  g_mutex_lock (&self->lock);
  return made != NULL && plumb_frame_shelf_put (self->shelf, made);
}

/* A step gets a small picture after a while, without being woken for it. */
static void
wait_for_work (PlumbWorker *self)
{
  gint64 due_us = self->asked_us + SMALL_AFTER_US;
  if (!self->answered && self->intent == PLUMB_INTENT_STEP && self->shown != self->target &&
      g_get_monotonic_time () < due_us)
    g_cond_wait_until (&self->paint, &self->lock, due_us);
  else
    g_cond_wait (&self->paint, &self->lock);
}

gpointer
plumb_worker_paint_thread (gpointer data)
{
  PlumbWorker *self = data;
  g_mutex_lock (&self->lock);
  while (!self->stop)
    {
      self->news = FALSE;
      if (!paint_target (self) && !paint_meanwhile (self) && !paint_neighbour (self) &&
          !self->news)
        wait_for_work (self);
    }
  g_mutex_unlock (&self->lock);
  plumb_worker_unref (self);
  return NULL;
}
