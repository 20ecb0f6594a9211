/* A small picture of every frame, as far as they have been decoded: what is
 * shown while dragging until the sharp one is there. Not locked: its owner
 * does that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "picture.h"

G_BEGIN_DECLS

typedef struct _PlumbFrameStrip PlumbFrameStrip;

/* For so many frames, stored in that size. Where the budget is short, they are
 * smaller, or not of every frame, but from all over the recording. */
PlumbFrameStrip *plumb_frame_strip_new (gint64 n_frames,
                                        int    width_px,
                                        int    height_px,
                                        gsize  budget_bytes);
void             plumb_frame_strip_free (PlumbFrameStrip *strip);
void             plumb_frame_strip_set_budget (PlumbFrameStrip *strip,
                                               gsize            budget_bytes);
gsize            plumb_frame_strip_n_bytes (const PlumbFrameStrip *strip);
/* How often its pictures are halved. */
guint            plumb_frame_strip_halvings (const PlumbFrameStrip *strip);
/* Whether that frame would be taken. */
gboolean         plumb_frame_strip_wants (const PlumbFrameStrip *strip,
                                          gint64                 frame);
/* Takes a reference of a picture that is halved as often as it should be. */
void             plumb_frame_strip_put (PlumbFrameStrip *strip,
                                        gint64           frame,
                                        PlumbPicture    *picture);
/* (transfer full) (nullable) The picture nearest to `frame`, no farther than
 * `reach`; *found is its number. */
PlumbPicture    *plumb_frame_strip_near (PlumbFrameStrip *strip,
                                         gint64           frame,
                                         gint64           reach,
                                         gint64          *found);
/* The first frame from `from` on that it wants; -1 when there is none. */
gint64           plumb_frame_strip_missing (PlumbFrameStrip *strip,
                                            gint64           from);

G_END_DECLS
