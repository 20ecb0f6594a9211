/* The error domain of the room, for its own files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "engine.h"

G_BEGIN_DECLS

/* Sets PLUMB_MEDIA_ERROR_NO_DECODER: a sentence with the codec's name and the
 * Debian package that brings what is missing. */
void plumb_media_set_no_decoder (GError    **error,
                                 const char *codec);
/* The name a coach may have met: "hevc" → "H.265 (HEVC)". (transfer none) */
const char *plumb_media_codec_name (const char *codec);

G_END_DECLS
