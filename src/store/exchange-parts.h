/* What of an athlete goes from library to library. Private to the exchange.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <sqlite3.h>

#include "store.h"

G_BEGIN_DECLS

/* Columns that mean something in their own library alone; ends with NULL. */
extern const char *const plumb_exchange_local_columns[];

/* (transfer full) (nullable) Names of the tables that refer to a review by
 * "review_id" or, but for "review" itself, to an athlete by "athlete_id". */
GPtrArray *plumb_exchange_list_parts (sqlite3    *db,
                                      const char *owner,
                                      GError    **error);

G_END_DECLS
