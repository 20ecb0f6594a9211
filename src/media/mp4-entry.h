/* The sample description of a video track (stsd): codec, size, colour.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mp4-boxes.h"
#include "track.h"

G_BEGIN_DECLS

/* Fills codec, codec_data, size, pixel aspect and colour. FALSE when there is no
 * description of pictures. */
gboolean plumb_mp4_read_entry (PlumbTrack *track,
                               PlumbSpan   stsd);
/* Rotation and mirroring from a 3 × 3 matrix as tkhd has it (36 bytes). */
void     plumb_mp4_read_matrix (PlumbTrack *track,
                                PlumbSpan   matrix);

G_END_DECLS
