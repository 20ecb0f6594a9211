/* Index of an MP4 or MOV file from its sample tables: reads the table of
 * contents only, never the pictures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "track.h"

G_BEGIN_DECLS

/* Reads the main video track of an open file.
 *
 * (transfer full) (nullable): NULL with `error` set when the file is an MP4 and
 * broken or without video; NULL without an error when it is another format and
 * somebody else should try. The track gets its own copy of `fd`. */
PlumbTrack *plumb_mp4_read_track (int      fd,
                                  guint64  file_size,
                                  GError **error);

G_END_DECLS
