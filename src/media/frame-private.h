/* Making of frames, for the room only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "frame.h"

G_BEGIN_DECLS

/* Takes `pixels` (transfer full). */
PlumbFrame *plumb_frame_new (gint64  frame,
                             gint64  pts_ns,
                             int     width_px,
                             int     height_px,
                             int     stride,
                             GBytes *pixels);

G_END_DECLS
