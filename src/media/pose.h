/* How stored pictures come to stand upright in a view.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "frame-index.h"

G_BEGIN_DECLS

typedef struct
{
  int      width_px, height_px; /* upright, wanted */
  int      rotation_deg;        /* clockwise, then … */
  gboolean mirrored;            /* … left to right */
} PlumbPose;

/* The recording at full size, or fitted into a view that is smaller; a view of
 * 0 × 0 is none. */
PlumbPose plumb_pose_fit (const PlumbVideoInfo *info,
                          int                   view_width_px,
                          int                   view_height_px);
/* Size before turning. */
void      plumb_pose_stored_size (const PlumbPose *pose,
                                  int             *width_px,
                                  int             *height_px);
/* How often a stored picture may be halved and still be no smaller than what
 * the pose wants. */
guint     plumb_pose_halvings (const PlumbPose *pose,
                               int              stored_width_px,
                               int              stored_height_px);

G_END_DECLS
