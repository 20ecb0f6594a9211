/* Brings a database to the newest schema: the numbered SQL files of data/sql,
 * each in a transaction of its own with its user_version.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sql.h"

G_BEGIN_DECLS

/* (transfer none) The SQL files in order, NULL-terminated; the first makes
 * version 1. */
const char *const *plumb_migrate_scripts (void);
/* Runs what the database lacks of `scripts`. When one fails the database is at
 * the version before it. FALSE with NEWER when it has more than there are. */
gboolean           plumb_migrate_run (sqlite3           *db,
                                      const char *const *scripts,
                                      GError           **error);
/* PRAGMA user_version; 0 = empty. */
gboolean           plumb_migrate_version (sqlite3 *db,
                                          int     *version,
                                          GError **error);

G_END_DECLS
