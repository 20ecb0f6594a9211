/* Index of what has no reader of its own here: one pass with GStreamer's
 * demuxer, nothing decoded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "track.h"

G_BEGIN_DECLS

/* Reads the whole file once. The compressed units are copied into a file of the
 * cache folder that has no name and vanishes with the track: a demuxer cannot
 * be trusted to come back to the same unit twice. Errors of PLUMB_MEDIA_ERROR,
 * or G_IO_ERROR_CANCELLED. */
PlumbTrack *plumb_probe_track (const char          *path,
                               const PlumbProgress *progress,
                               GCancellable        *cancellable,
                               GError             **error);
/* Of the demuxers and parsers: another one may cut other units. */
guint64     plumb_probe_version (void);

G_END_DECLS
