/* What the files of the exchange share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange.h"
#include "zip-file.h"

G_BEGIN_DECLS

#define PLUMB_EXCHANGE_FORMAT "plumbline-athlete"
#define PLUMB_EXCHANGE_VERSION 1
#define PLUMB_EXCHANGE_MAIN "athlete.json"
#define PLUMB_EXCHANGE_STILLS "stills/"
#define PLUMB_EXCHANGE_CLIPS "clips/" /* followed by the hash of the content */

/* Always FALSE; the message begins with the name of the file. */
gboolean  plumb_exchange_fail (const char *path,
                               const char *detail,
                               GError    **error);
/* As plumb_library_take_error(), and lets a cancel through. */
gboolean  plumb_exchange_take_error (GError **error,
                                     GError  *store_error);
/* (transfer full) (nullable) */
GVariant *plumb_exchange_dump (PlumbLibrary *library,
                               gint64        athlete_id,
                               gboolean      deleted,
                               GError      **error);
/* (transfer full) (nullable) The review's small picture, as the lists have it. */
char     *plumb_exchange_find_still (PlumbLibrary *library,
                                     gint64        review_id);
/* (transfer full) (nullable) JSON and stills; and the dump they are made of. */
PlumbZip *plumb_exchange_collect (PlumbLibrary *library,
                                  gint64        athlete_id,
                                  gboolean      deleted,
                                  GVariant    **dump,
                                  GError      **error);

G_END_DECLS
