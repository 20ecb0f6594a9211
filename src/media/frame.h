/* A picture of one frame, upright, square pixels, ready to be painted.
 * Immutable and reference counted: it crosses threads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64  frame;         /* the frame number it was decoded as */
  gint64  pts_ns;        /* its presentation time in the index */
  int     width_px;      /* of these pixels */
  int     height_px;
  int     stride;        /* bytes a row */
  int     full_width_px; /* of the upright recording; larger than width_px
                            where the picture is reduced */
  int     full_height_px;
  gboolean damaged;      /* the decoder had to make up parts of it */
  GBytes *pixels;        /* B, G, R, 255 a pixel */
} PlumbFrame;

PlumbFrame *plumb_frame_ref (PlumbFrame *frame);
void        plumb_frame_unref (PlumbFrame *frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbFrame, plumb_frame_unref)

G_END_DECLS
