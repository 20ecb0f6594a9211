/* Finishing touches on the boxes of an MP4 or MOV file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int    rotation_deg; /* clockwise, for display: 0, 90, 180, 270 */
  gint64 gap_ns;       /* an empty edit in front of the first frame */
  gint64 trim_ns;      /* what the edit list leaves out at the start */
} ClipBoxEdits;

/* Sets rotation and edit list of the one video track and clears the dates. The
 * file must have been written by GStreamer, with an edit list where a gap or a
 * trim is asked for. */
gboolean clip_boxes_patch (const char         *path,
                           const ClipBoxEdits *edits,
                           GError            **error);

G_END_DECLS
