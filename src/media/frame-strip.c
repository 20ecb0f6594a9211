/* Small pictures of all frames, by number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "frame-strip.h"

/* Smaller than this nobody knows what he sees. */
#define MIN_SIDE_PX 160
#define MAX_HALVINGS 4u

struct _PlumbFrameStrip
{
  PlumbPicture **pictures; /* by frame; NULL = not there */
  gint64         n_frames;
  gint64         stride;   /* every so many frames one */
  guint          halvings;
  gsize          budget;
  gsize          n_bytes;
};

PlumbFrameStrip *
plumb_frame_strip_new (gint64 n_frames,
                       int    width_px,
                       int    height_px,
                       gsize  budget_bytes)
{
  PlumbFrameStrip *self = g_new0 (PlumbFrameStrip, 1);
  int              side = MAX (width_px, height_px);
  guint64          bytes = (guint64) width_px * (guint64) height_px * 3 / 2 / 4;
  self->n_frames = n_frames;
  self->pictures = g_new0 (PlumbPicture *, n_frames);
  self->halvings = 1;
  self->budget = budget_bytes;
  /* Two halvings where they leave enough to see, more where room is short. */
  while (self->halvings < MAX_HALVINGS && side >> (self->halvings + 1) >= MIN_SIDE_PX &&
         (self->halvings < 2 || bytes * (guint64) n_frames > budget_bytes))
    {
      self->halvings++;
      bytes /= 4;
    }
  self->stride = (gint64) (bytes * (guint64) n_frames / MAX (budget_bytes, 1)) + 1;
  return self;
}

static void
drop_all (PlumbFrameStrip *self)
{
  for (gint64 i = 0; i < self->n_frames; i++)
    g_clear_pointer (&self->pictures[i], plumb_picture_unref);
  self->n_bytes = 0;
}

void
plumb_frame_strip_free (PlumbFrameStrip *self)
{
  if (self == NULL)
    return;
  drop_all (self);
  g_free (self->pictures);
  g_free (self);
}

void
plumb_frame_strip_set_budget (PlumbFrameStrip *self,
                              gsize            budget_bytes)
{
  self->budget = budget_bytes;
  if (self->n_bytes > budget_bytes)
    drop_all (self);
}

gsize
plumb_frame_strip_n_bytes (const PlumbFrameStrip *self)
{
  return self->n_bytes;
}

guint
plumb_frame_strip_halvings (const PlumbFrameStrip *self)
{
  return self->halvings;
}

gboolean
plumb_frame_strip_wants (const PlumbFrameStrip *self,
                         gint64                 frame)
{
  return frame >= 0 && frame < self->n_frames && frame % self->stride == 0 &&
         self->pictures[frame] == NULL && self->n_bytes < self->budget;
}

void
plumb_frame_strip_put (PlumbFrameStrip *self,
                       gint64           frame,
                       PlumbPicture    *picture)
{
  if (!plumb_frame_strip_wants (self, frame))
    return;
  self->pictures[frame] = plumb_picture_ref (picture);
  self->n_bytes += plumb_picture_n_bytes (picture);
}

PlumbPicture *
plumb_frame_strip_near (PlumbFrameStrip *self,
                        gint64           frame,
                        gint64           reach,
                        gint64          *found)
{
  for (gint64 i = 0; i <= reach; i++)
    for (int side = -1; side <= 1; side += 2)
      {
        gint64 near = frame + side * i;
        if (near < 0 || near >= self->n_frames || self->pictures[near] == NULL)
          continue;
        *found = near;
        return plumb_picture_ref (self->pictures[near]);
      }
  return NULL;
}

gint64
plumb_frame_strip_missing (PlumbFrameStrip *self,
                           gint64           from)
{
  for (gint64 i = MAX (from, 0); i < self->n_frames; i++)
    if (plumb_frame_strip_wants (self, i))
      return i;
  return -1;
}
