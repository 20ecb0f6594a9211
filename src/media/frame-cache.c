/* Decoded pictures near the playhead.
 *
 * Invariant: n_bytes is the sum over the entries, and is above the budget only
 * while a single picture is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "frame-cache.h"

/* A frame behind is worth as much as one that far ahead: while moving people
 * turn round, but less often than they go on. */
#define WEIGHT_BEHIND 3
#define WEIGHT_AHEAD 1
#define WEIGHT_RESTING 2
/* Frames of room for one that is pinned. */
#define PINNED_SHARE 4u

struct _PlumbFrameCache
{
  GHashTable *pictures; /* gint64 frame → PlumbPicture */
  gsize       budget;
  gsize       n_bytes;
  gint64      playhead;
  int         direction;
  gint64      loop_first, loop_last;
  GArray     *pinned; /* gint64 */
};

PlumbFrameCache *
plumb_frame_cache_new (gsize budget_bytes)
{
  PlumbFrameCache *self = g_new0 (PlumbFrameCache, 1);
  self->pictures = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                          (GDestroyNotify) plumb_picture_unref);
  self->budget = budget_bytes;
  self->loop_first = -1;
  self->loop_last = -1;
  self->pinned = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
plumb_frame_cache_free (PlumbFrameCache *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->pictures);
  g_array_unref (self->pinned);
  g_free (self);
}

static gboolean
is_pinned (PlumbFrameCache *self,
           gint64           frame)
{
  guint most = plumb_frame_cache_capacity (self) / PINNED_SHARE;
  for (guint i = 0; i < MIN (self->pinned->len, most); i++)
    if (g_array_index (self->pinned, gint64, i) == frame)
      return TRUE;
  return FALSE;
}

static gint64
find_cost (PlumbFrameCache *self,
           gint64           frame)
{
  if (self->pinned->len > 0 && is_pinned (self, frame))
    return 1;
  gint64   distance = frame - self->playhead;
  gboolean looped = self->loop_first >= 0 && self->direction != 0 &&
                    frame >= self->loop_first && frame <= self->loop_last &&
                    self->playhead >= self->loop_first && self->playhead <= self->loop_last;
  if (self->direction == 0)
    return ABS (distance) * WEIGHT_RESTING;
  distance *= self->direction;
  if (distance < 0 && looped)
    distance += self->loop_last - self->loop_first + 1;
  return distance >= 0 ? distance * WEIGHT_AHEAD : -distance * WEIGHT_BEHIND;
}

/* The entry that is worth least; NULL when there is none. */
static const gint64 *
find_farthest (PlumbFrameCache *self,
               gint64          *cost)
{
  GHashTableIter iter;
  gpointer       key;
  const gint64  *farthest = NULL;
  *cost = -1;
  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 next = find_cost (self, *(gint64 *) key);
      if (next > *cost)
        {
          *cost = next;
          farthest = key;
        }
    }
  return farthest;
}

static void
drop_frame (PlumbFrameCache *self,
            gint64           frame)
{
  PlumbPicture *picture = g_hash_table_lookup (self->pictures, &frame);
  if (picture == NULL)
    return;
  self->n_bytes -= plumb_picture_n_bytes (picture);
  g_hash_table_remove (self->pictures, &frame);
}

static void
keep_budget (PlumbFrameCache *self)
{
  while (self->n_bytes > self->budget && g_hash_table_size (self->pictures) > 1)
    {
      gint64        cost;
      const gint64 *farthest = find_farthest (self, &cost);
      drop_frame (self, *farthest);
    }
}

void
plumb_frame_cache_set_budget (PlumbFrameCache *self,
                              gsize            budget_bytes)
{
  self->budget = budget_bytes;
  keep_budget (self);
}

void
plumb_frame_cache_set_playhead (PlumbFrameCache *self,
                                gint64           frame,
                                int              direction)
{
  self->playhead = frame;
  self->direction = direction;
}

void
plumb_frame_cache_set_loop (PlumbFrameCache *self,
                            gint64           first,
                            gint64           last)
{
  self->loop_first = first;
  self->loop_last = last;
}

void
plumb_frame_cache_set_pinned (PlumbFrameCache *self,
                              const gint64    *frames,
                              guint            n)
{
  g_array_set_size (self->pinned, 0);
  if (n > 0)
    g_array_append_vals (self->pinned, frames, n);
}

gint64
plumb_frame_cache_missing_pin (PlumbFrameCache *self,
                               guint            halvings)
{
  guint most = plumb_frame_cache_capacity (self) / PINNED_SHARE;
  for (guint i = 0; i < MIN (self->pinned->len, most); i++)
    {
      gint64 frame = g_array_index (self->pinned, gint64, i);
      if (!plumb_frame_cache_has (self, frame, halvings))
        return frame;
    }
  return -1;
}

PlumbPicture *
plumb_frame_cache_get (PlumbFrameCache *self,
                       gint64           frame,
                       guint            halvings)
{
  PlumbPicture *picture = g_hash_table_lookup (self->pictures, &frame);
  if (picture == NULL || plumb_picture_halvings (picture) > halvings)
    return NULL;
  return plumb_picture_ref (picture);
}

gboolean
plumb_frame_cache_has (PlumbFrameCache *self,
                       gint64           frame,
                       guint            halvings)
{
  PlumbPicture *picture = g_hash_table_lookup (self->pictures, &frame);
  return picture != NULL && plumb_picture_halvings (picture) <= halvings;
}

guint
plumb_frame_cache_capacity (PlumbFrameCache *self)
{
  guint n = g_hash_table_size (self->pictures);
  if (n == 0 || self->n_bytes == 0)
    return 0;
  return (guint) MIN (self->budget / MAX (self->n_bytes / n, 1), (gsize) G_MAXINT);
}

gboolean
plumb_frame_cache_would_keep (PlumbFrameCache *self,
                              gint64           frame)
{
  guint n = g_hash_table_size (self->pictures);
  if (n == 0 || self->n_bytes + self->n_bytes / n <= self->budget)
    return TRUE;
  gint64 cost;
  find_farthest (self, &cost);
  return find_cost (self, frame) < cost;
}

void
plumb_frame_cache_put (PlumbFrameCache *self,
                       gint64           frame,
                       PlumbPicture    *picture)
{
  PlumbPicture *old = g_hash_table_lookup (self->pictures, &frame);
  /* The finer of two stays. */
  if (old != NULL && plumb_picture_halvings (old) <= plumb_picture_halvings (picture))
    return;
  drop_frame (self, frame);
  g_hash_table_insert (self->pictures, g_memdup2 (&frame, sizeof frame),
                       plumb_picture_ref (picture));
  self->n_bytes += plumb_picture_n_bytes (picture);
  keep_budget (self);
}

gsize
plumb_frame_cache_n_bytes (PlumbFrameCache *self)
{
  return self->n_bytes;
}
