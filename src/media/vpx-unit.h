/* A look at the first bytes of VP8, VP9 and AV1 units.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a unit shows no picture, by its first and last byte; FALSE for other
 * codecs. */
gboolean plumb_vpx_is_hidden (const char *codec,
                              guint8      first,
                              guint8      last);
/* Whether decoding can start at a unit, by its first three bytes; TRUE for other
 * codecs. */
gboolean plumb_vpx_is_sync (const char   *codec,
                            const guint8 *bytes);

G_END_DECLS
