/* Finishing touches on the boxes of an MP4 or MOV file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tags the video as to be turned clockwise by 0, 90, 180 or 270 degrees for
 * display, and clears the dates. */
gboolean clip_boxes_patch (const char *path,
                           int         rotation_deg,
                           GError    **error);

G_END_DECLS
