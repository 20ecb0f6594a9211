/* Index of a Matroska or WebM file: reads the headers of its blocks, never the
 * pictures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "track.h"

G_BEGIN_DECLS

/* Reads the main video track of an open file.
 *
 * (transfer full) (nullable): NULL with `error` set when the file is Matroska and
 * broken or without video; NULL without an error when it is another format, or
 * uses what only a full demuxer knows (lacing, compressed blocks, rare codecs).
 * The track gets its own copy of `fd`. */
PlumbTrack *plumb_mkv_read_track (int                  fd,
                                  guint64              file_size,
                                  const PlumbProgress *progress,
                                  GCancellable        *cancellable,
                                  GError             **error);

G_END_DECLS
