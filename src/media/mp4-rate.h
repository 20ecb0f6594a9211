/* What an MP4 or MOV file says about the rate at which it was filmed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mp4-boxes.h"
#include "track.h"

G_BEGIN_DECLS

/* Fills capture_fps, capture_source and slowed from Android's and Apple's
 * metadata in moov and from Samsung's trailer at the end of the file. */
void plumb_mp4_read_rate (PlumbTrack *track,
                          PlumbSpan   moov,
                          int         fd,
                          guint64     file_size);

G_END_DECLS
