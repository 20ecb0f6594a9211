/* Units of a fragmented MP4: what moof boxes add to the sample tables.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mp4-boxes.h"
#include "track.h"

G_BEGIN_DECLS

/* Walks all fragments of the file and appends the units of the track. FALSE
 * when a fragment contradicts itself. */
gboolean plumb_mp4_read_fragments (PlumbTrack *track,
                                   PlumbSpan   moov,
                                   guint32     track_id,
                                   int         fd,
                                   guint64     file_size);

G_END_DECLS
