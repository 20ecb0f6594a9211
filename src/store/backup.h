/* Copies of the database in backups/: one a day, the newest seven kept and the
 * first of each of the last weeks, four of them and the present one; and one
 * before each migration and each restoring, kept for good.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sql.h"

G_BEGIN_DECLS

/* A consistent copy at `path`, 0600, checked and synced before it gets its
 * name; an existing file there is an error. */
gboolean plumb_backup_copy (sqlite3    *db,
                            const char *path,
                            GError    **error);
/* Whether there is no copy of the last day yet. */
gboolean plumb_backup_is_due (const char *folder,
                              gint64      now_s);
/* Copies when it is due, then lets older ones go. */
gboolean plumb_backup_daily (sqlite3    *db,
                             const char *folder,
                             gint64      now_s,
                             GError    **error);
/* (transfer full) (nullable) Path of the copy. */
char    *plumb_backup_before_migration (sqlite3    *db,
                                        const char *folder,
                                        int         version,
                                        gint64      now_s,
                                        GError    **error);
/* (transfer full) The same on a connection of its own, for a thread: a large
 * library takes a second. What goes wrong is logged; the next start tries
 * again. The thread is joined by the caller. */
GThread *plumb_backup_start (const char *folder,
                             const char *path);
/* (transfer full) (element-type filename) Paths of the copies of either sort,
 * newest first. */
GPtrArray *plumb_backup_list (const char *folder);
/* (transfer full) (nullable) Path of the newest copy of either sort. */
char    *plumb_backup_newest (const char *folder);
/* (transfer full) (nullable) Where the library goes that a backup takes the
 * place of; the folder is made. */
char     *plumb_backup_before_restore_path (const char *folder,
                                            gint64      now_s,
                                            GError    **error);
/* When the copy was made, by its name (Unix time); 0 = it does not say. */
gint64    plumb_backup_time (const char *path);

G_END_DECLS
