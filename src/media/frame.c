/* A delivered picture: an atomically counted box around its pixels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "frame-private.h"

PlumbFrame *
plumb_frame_new (gint64  frame,
                 gint64  pts_ns,
                 int     width_px,
                 int     height_px,
                 int     stride,
                 GBytes *pixels)
{
  PlumbFrame *self = g_atomic_rc_box_new0 (PlumbFrame);
  self->frame = frame;
  self->pts_ns = pts_ns;
  self->width_px = width_px;
  self->height_px = height_px;
  self->full_width_px = width_px;
  self->full_height_px = height_px;
  self->stride = stride;
  self->pixels = pixels;
  return self;
}

PlumbFrame *
plumb_frame_ref (PlumbFrame *frame)
{
  return g_atomic_rc_box_acquire (frame);
}

static void
clear_frame (gpointer data)
{
  PlumbFrame *frame = data;
  g_clear_pointer (&frame->pixels, g_bytes_unref);
}

void
plumb_frame_unref (PlumbFrame *frame)
{
  g_atomic_rc_box_release_full (frame, clear_frame);
}
