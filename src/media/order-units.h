/* Order of display for recordings that do not say it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "track.h"

G_BEGIN_DECLS

/* AVI and some MPEG streams store when a unit is decoded, not when its picture is
 * shown. Decodes such a recording once from end to end and gives the times in
 * the order in which pictures come out; a unit that gives none is flagged as
 * damaged. Does nothing where the times are known. FALSE with an error when it
 * was cancelled or no decoder can be made. */
gboolean plumb_order_units (PlumbTrack          *track,
                            const PlumbProgress *progress,
                            GCancellable        *cancellable,
                            GError             **error);

G_END_DECLS
