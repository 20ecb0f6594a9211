/* What the decoding thread does when nobody waits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "worker-private.h"

/* Frames to hold around the playhead while dragging, and first of all at rest. */
#define SCRUB_AROUND 4
#define NEAR_AHEAD 8u
#define NEAR_BEHIND 8u
/* A run that goes on from where the decoder stands costs no more than this. */
#define GOING_ON_UNITS 4u
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

/* What lies in one direction of the playhead. */
typedef struct
{
  gint64 frame; /* the nearest that is missing and worth its room; -1 = none */
  guint  ready; /* frames before it that are there */
} Side;

static Side
look_along (PlumbWorker *self,
            int          direction,
            guint        n,
            guint        halvings)
{
  for (guint i = 0; i < n; i++)
    {
      gint64 frame = plumb_worker_find_neighbour (self, direction, (gint64) i + 1);
      if (frame < 0)
        return (Side){ -1, n };
      if (plumb_frame_cache_has (self->cache, frame, halvings) ||
          g_hash_table_contains (self->failed, &frame))
        continue;
      return (Side){ plumb_frame_cache_would_keep (self->cache, frame) ? frame : -1, i };
    }
  return (Side){ -1, n };
}

/* Going backwards every run begins at a sync unit again: it is put off until half
 * of what is held is used up, and then fills all of it. */
static gint64
choose_along (PlumbWorker *self,
              int          direction,
              guint        n,
              guint        halvings)
{
  Side side = look_along (self, direction, n, halvings);
  if (side.frame < 0 || side.ready < n / 2 || self->reader == NULL)
    return side.frame;
  return plumb_frame_reader_cost (self->reader, side.frame) <= GOING_ON_UNITS ? side.frame : -1;
}

gint64
plumb_worker_choose_prefetch (PlumbWorker *self)
{
  if (self->target < 0 || plumb_worker_must_read (self))
    return -1;
  /* The painter has the processors to itself until what was asked for is shown. */
  if (self->intent == PLUMB_INTENT_LAND && !self->answered)
    return -1;
  guint capacity = MAX (plumb_frame_cache_capacity (self->cache), NEAR_AHEAD);
  guint halvings = plumb_worker_find_halvings (self, FALSE);
  int   direction = self->direction < 0 ? -1 : 1;
  guint ahead = capacity / 10 * 7, behind = capacity / 10 * 2;
  if (self->intent == PLUMB_INTENT_SCRUB)
    ahead = behind = SCRUB_AROUND;
  else if (self->intent == PLUMB_INTENT_LAND)
    {
      /* At rest: more of what costs more to come by. */
      direction = 1;
      ahead = capacity / 10 * 3;
      behind = capacity / 10 * 6;
    }
  gint64 frame = choose_along (self, direction, MIN (ahead, NEAR_AHEAD), halvings);
  if (self->intent == PLUMB_INTENT_PLAY)
    return frame >= 0 ? frame : choose_along (self, direction, ahead, halvings);
  if (frame < 0)
    frame = choose_along (self, -direction, MIN (behind, NEAR_BEHIND), halvings);
  if (frame < 0)
    frame = choose_along (self, direction, ahead, halvings);
  if (frame < 0)
    frame = choose_along (self, -direction, behind, halvings);
  if (frame < 0 && self->intent == PLUMB_INTENT_LAND)
    frame = plumb_frame_cache_missing_pin (self->cache, halvings);
  return frame >= 0 && g_hash_table_contains (self->failed, &frame) ? -1 : frame;
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
