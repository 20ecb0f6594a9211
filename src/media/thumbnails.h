/* Small pictures spread over a recording, made in the background.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "engine.h"
#include "frame-index-private.h"

G_BEGIN_DECLS

/* Runs on until done or until either cancellable is; `func` is called in
 * `context` and never after that. Returns at once. */
void plumb_thumbnails_start (PlumbTrack        *track,
                             PlumbFrameIndex   *index,
                             GMainContext      *context,
                             guint              n,
                             int                height_px,
                             GCancellable      *closed,
                             GCancellable      *cancellable,
                             PlumbThumbnailFunc func,
                             gpointer           user_data);

G_END_DECLS
