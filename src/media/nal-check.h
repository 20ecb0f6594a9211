/* A look at the skeleton of H.264 and H.265 units, without decoding.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "track.h"

G_BEGIN_DECLS

/* Flags units whose NAL lengths lead outside of them as damaged: decoders
 * reject them whole, so they are never presented. Sync units that the file
 * marks are held against their slices; where it marks none, the NAL types tell.
 * Of recordings of more than 20 000 units or half a gigabyte only the sync units
 * are read; a broken unit there comes out when it is decoded. In a stream with start
 * codes only sync units are held against their slices. FALSE with an
 * error only when it was cancelled. */
gboolean plumb_nal_check (PlumbTrack          *track,
                          const PlumbProgress *progress,
                          GCancellable        *cancellable,
                          GError             **error);

G_END_DECLS
