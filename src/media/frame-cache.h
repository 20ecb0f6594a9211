/* Decoded pictures near the playhead, within a budget of bytes. Not locked:
 * its owner does that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "picture.h"

G_BEGIN_DECLS

typedef struct _PlumbFrameCache PlumbFrameCache;

PlumbFrameCache *plumb_frame_cache_new (gsize budget_bytes);
void             plumb_frame_cache_free (PlumbFrameCache *cache);
void             plumb_frame_cache_set_budget (PlumbFrameCache *cache,
                                               gsize            budget_bytes);
/* What is far from `frame`, more so against `direction` (-1, 0, 1), goes first. */
void             plumb_frame_cache_set_playhead (PlumbFrameCache *cache,
                                                 gint64           frame,
                                                 int              direction);
/* After `last` comes `first` again: what is behind counts as ahead. -1, -1 ends it. */
void             plumb_frame_cache_set_loop (PlumbFrameCache *cache,
                                             gint64           first,
                                             gint64           last);
/* Frames that people come back to: they stay as if they lay beside the playhead,
 * as long as they are no more than a quarter of what there is room for. */
void             plumb_frame_cache_set_pinned (PlumbFrameCache *cache,
                                               const gint64    *frames,
                                               guint            n);
/* The first of them that is not there and has room; -1 = none. */
gint64           plumb_frame_cache_missing_pin (PlumbFrameCache *cache,
                                                guint            halvings);
/* (transfer full) (nullable) That frame, if it is there and not halved more often
 * than `halvings`. */
PlumbPicture    *plumb_frame_cache_get (PlumbFrameCache *cache,
                                        gint64           frame,
                                        guint            halvings);
gboolean         plumb_frame_cache_has (PlumbFrameCache *cache,
                                        gint64           frame,
                                        guint            halvings);
/* Whether that frame would stay if it came now. */
gboolean         plumb_frame_cache_would_keep (PlumbFrameCache *cache,
                                               gint64           frame);
/* Takes a reference; lets go of the farthest until the budget is kept. */
void             plumb_frame_cache_put (PlumbFrameCache *cache,
                                        gint64           frame,
                                        PlumbPicture    *picture);
gsize            plumb_frame_cache_n_bytes (PlumbFrameCache *cache);
/* How many pictures like those inside find room. */
guint            plumb_frame_cache_capacity (PlumbFrameCache *cache);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbFrameCache, plumb_frame_cache_free)

G_END_DECLS
