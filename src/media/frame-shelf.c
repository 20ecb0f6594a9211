/* A short row of pictures, looked through from end to end: some dozens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "frame-shelf.h"

#define MIN_FRAMES 2u
#define WEIGHT_BEHIND 4

struct _PlumbFrameShelf
{
  GPtrArray *frames; /* PlumbFrame, owned references, in no order */
  gsize      budget;
  gint64     playhead;
  int        direction;
  int        width, height;
};

PlumbFrameShelf *
plumb_frame_shelf_new (gsize budget_bytes)
{
  PlumbFrameShelf *self = g_new0 (PlumbFrameShelf, 1);
  self->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_frame_unref);
  self->budget = budget_bytes;
  return self;
}

void
plumb_frame_shelf_free (PlumbFrameShelf *self)
{
  g_ptr_array_unref (self->frames);
  g_free (self);
}

guint
plumb_frame_shelf_capacity (PlumbFrameShelf *self)
{
  gsize bytes = (gsize) self->width * (gsize) self->height * 4;
  if (bytes == 0)
    return MIN_FRAMES;
  return (guint) CLAMP (self->budget / bytes, MIN_FRAMES, G_MAXUINT16);
}

static gint64
find_cost (PlumbFrameShelf *self,
           gint64           frame)
{
  gint64 distance = frame - self->playhead;
  if (self->direction != 0)
    distance *= self->direction;
  return distance >= 0 || self->direction == 0 ? ABS (distance) : -distance * WEIGHT_BEHIND;
}

static void
keep_capacity (PlumbFrameShelf *self)
{
  guint capacity = plumb_frame_shelf_capacity (self);
  while (self->frames->len > capacity)
    {
      guint  farthest = 0;
      gint64 most = -1;
      for (guint i = 0; i < self->frames->len; i++)
        {
          const PlumbFrame *frame = self->frames->pdata[i];
          gint64            cost = find_cost (self, frame->frame);
          if (cost <= most)
            continue;
          most = cost;
          farthest = i;
        }
      g_ptr_array_remove_index_fast (self->frames, farthest);
    }
}

void
plumb_frame_shelf_set_budget (PlumbFrameShelf *self,
                              gsize            budget_bytes)
{
  self->budget = budget_bytes;
  keep_capacity (self);
}

void
plumb_frame_shelf_set_playhead (PlumbFrameShelf *self,
                                gint64           frame,
                                int              direction)
{
  self->playhead = frame;
  self->direction = direction;
}

void
plumb_frame_shelf_set_size (PlumbFrameShelf *self,
                            int              width_px,
                            int              height_px)
{
  if (self->width == width_px && self->height == height_px)
    return;
  g_ptr_array_set_size (self->frames, 0);
  self->width = width_px;
  self->height = height_px;
}

static PlumbFrame *
find_frame (PlumbFrameShelf *self,
            gint64           number)
{
  for (guint i = 0; i < self->frames->len; i++)
    {
      PlumbFrame *frame = self->frames->pdata[i];
      if (frame->frame == number)
        return frame;
    }
  return NULL;
}

gboolean
plumb_frame_shelf_put (PlumbFrameShelf *self,
                       PlumbFrame      *frame)
{
  if (frame->width_px != self->width || frame->height_px != self->height)
    return FALSE;
  if (find_frame (self, frame->frame) != NULL)
    return TRUE;
  g_ptr_array_add (self->frames, plumb_frame_ref (frame));
  keep_capacity (self);
  return find_frame (self, frame->frame) != NULL;
}

PlumbFrame *
plumb_frame_shelf_get (PlumbFrameShelf *self,
                       gint64           frame)
{
  PlumbFrame *found = find_frame (self, frame);
  return found != NULL ? plumb_frame_ref (found) : NULL;
}

gboolean
plumb_frame_shelf_has (PlumbFrameShelf *self,
                       gint64           frame)
{
  return find_frame (self, frame) != NULL;
}

gsize
plumb_frame_shelf_n_bytes (PlumbFrameShelf *self)
{
  return (gsize) self->frames->len * (gsize) self->width * (gsize) self->height * 4;
}
