/* Which compressed units can be left out because no other picture leans on
 * theirs: on the way to a frame they need not be decoded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "track.h"

G_BEGIN_DECLS

/* Whether the picture of this unit is no reference of any other. FALSE when in
 * doubt. From any thread. */
gboolean plumb_unit_is_spare (const PlumbTrack *track,
                              GBytes           *unit);

/* Whether a unit is a picture that does not begin anew (no IDR; of H.265 CRA), even if it
 * is marked as a place to start; FALSE where that cannot be seen. */
gboolean plumb_unit_is_mid_stream (const PlumbTrack *track,
                                   GBytes           *unit);

G_END_DECLS
