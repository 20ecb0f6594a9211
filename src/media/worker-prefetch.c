/* What the decoding thread does when nobody waits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "worker-private.h"

/* Frames to hold around the playhead, by how it moves. */
#define REST_AHEAD 16
#define REST_BEHIND 48
#define SCRUB_AROUND 4
#define NEAR_BEHIND 8
/* Work on small pictures of all frames, in all: a recording that takes longer
 * has them as far as they came, its sync frames first. */
#define FILLING_MAX_US (30 * G_USEC_PER_SEC)

PlumbPose
plumb_worker_find_pose (PlumbWorker *self,
                        gboolean     full)
{
  return plumb_pose_fit (plumb_frame_index_info (self->index), full ? 0 : self->view_width,
                         full ? 0 : self->view_height);
}

guint
plumb_worker_find_halvings (PlumbWorker *self,
                            gboolean     full)
{
  PlumbPose pose = plumb_worker_find_pose (self, full);
  return plumb_pose_halvings (&pose, self->track->width_px, self->track->height_px);
}

gboolean
plumb_worker_is_looping (PlumbWorker *self)
{
  return self->loop_first >= 0 && self->intent == PLUMB_INTENT_PLAY &&
         self->target >= self->loop_first && self->target <= self->loop_last;
}

gint64
plumb_worker_find_neighbour (PlumbWorker *self,
                             int          direction,
                             gint64       n)
{
  gint64 frame = self->target + direction * n;
  if (plumb_worker_is_looping (self))
    {
      gint64 length = self->loop_last - self->loop_first + 1;
      if (n >= length)
        return -1;
      if (frame > self->loop_last)
        frame -= length;
      else if (frame < self->loop_first)
        frame += length;
    }
  return frame < plumb_frame_index_n_frames (self->index) ? MAX (frame, -1) : -1;
}

/* The first of `n` frames in one direction that is missing; -1 when all are
 * there or no more are worth their room. */
static gint64
find_missing (PlumbWorker *self,
              int          direction,
              guint        n,
              guint        halvings)
{
  for (guint i = 0; i < n; i++)
    {
      gint64 frame = plumb_worker_find_neighbour (self, direction, (gint64) i + 1);
      if (frame < 0)
        return -1;
      if (plumb_frame_cache_has (self->cache, frame, halvings) ||
          g_hash_table_contains (self->failed, &frame))
        continue;
      return plumb_frame_cache_would_keep (self->cache, frame) ? frame : -1;
    }
  return -1;
}

gint64
plumb_worker_choose_prefetch (PlumbWorker *self)
{
  if (self->target < 0 || !self->answered)
    return -1;
  guint capacity = plumb_frame_cache_capacity (self->cache);
  guint halvings = plumb_worker_find_halvings (self, FALSE);
  int   direction = self->direction < 0 ? -1 : 1;
  guint ahead = REST_AHEAD, behind = REST_BEHIND;
  if (self->intent == PLUMB_INTENT_SCRUB)
    ahead = behind = SCRUB_AROUND;
  else if (self->intent == PLUMB_INTENT_STEP || self->intent == PLUMB_INTENT_PLAY)
    {
      ahead = capacity / 10 * 7;
      behind = capacity / 10 * 2;
    }
  ahead = MIN (ahead, capacity / 10 * 7 + 2);
  behind = MIN (behind, capacity / 10 * 3);

  gint64 frame = find_missing (self, direction, MIN (ahead, REST_AHEAD), halvings);
  if (frame < 0 && self->intent != PLUMB_INTENT_PLAY)
    frame = find_missing (self, -direction, MIN (behind, NEAR_BEHIND), halvings);
  if (frame < 0)
    frame = find_missing (self, direction, ahead, halvings);
  if (frame < 0 && self->intent != PLUMB_INTENT_PLAY)
    frame = find_missing (self, -direction, behind, halvings);
  return frame;
}

void
plumb_worker_keep_small (PlumbWorker  *self,
                         gint64        frame,
                         PlumbPicture *picture)
{
  if (!plumb_frame_strip_wants (self->strip, frame) || plumb_picture_is_corrupted (picture))
    return;
  g_mutex_unlock (&self->lock);
  g_autoptr (PlumbPicture) small =
      plumb_picture_shrink (picture, plumb_frame_strip_halvings (self->strip));
  g_mutex_lock (&self->lock);
  if (small == NULL || small == picture)
    return;
  plumb_frame_strip_put (self->strip, frame, small);
  plumb_worker_share_budget (self);
}

static gint64
find_next_small (PlumbWorker *self)
{
  gint64 frame = plumb_frame_strip_missing (self->strip, self->small_from);
  while (frame >= 0 && (g_hash_table_contains (self->failed, &frame) ||
                        (self->small_sync && !plumb_frame_index_is_sync (self->index, frame))))
    frame = plumb_frame_strip_missing (self->strip, frame + 1);
  return frame;
}

gint64
plumb_worker_choose_small (PlumbWorker *self)
{
  if (self->target < 0 || !self->answered || self->filling_us > FILLING_MAX_US)
    return -1;
  gint64 frame = find_next_small (self);
  if (frame < 0 && self->small_sync)
    {
      self->small_sync = FALSE;
      self->small_from = 0;
      frame = find_next_small (self);
    }
  return frame;
}
