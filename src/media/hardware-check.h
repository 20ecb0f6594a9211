/* Whether a hardware decoder decodes to what software decodes to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "decoder.h"
#include "frame-index-private.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) A decoder for the track: of those in hardware only one
 * whose first pictures of it are those of software, in the order of the index. */
PlumbDecoder *plumb_hardware_check_new_decoder (const PlumbTrack      *track,
                                                const PlumbFrameIndex *index,
                                                GError               **error);

G_END_DECLS
