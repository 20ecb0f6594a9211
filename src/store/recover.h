/* Putting the newest good backup in the place of a damaged database, which is
 * set aside under its date and never overwritten.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

/* Afterwards plumb_store_open() opens the backup's content. `set_aside`
 * (transfer full) (may be NULL) gets the new path of the damaged database, NULL
 * when there was none; `backup` (transfer full) (may be NULL) that of the copy
 * that was taken. Backups that are damaged or newer than this program are passed
 * over. DAMAGED when none is left: nothing has changed. */
gboolean plumb_store_recover (const char *folder,
                              char      **set_aside,
                              char      **backup,
                              GError    **error);
/* The same with a backup that was chosen. A database that is in order goes to the
 * backups, from where it can be restored again. BUSY while somebody has it open. */
gboolean plumb_store_restore (const char *folder,
                              const char *backup,
                              char      **set_aside,
                              GError    **error);
/* (transfer full) (element-type filename) The backups, newest first, and when
 * one was made by its name (Unix time, 0 = it does not say). */
GPtrArray *plumb_store_list_copies (const char *folder);
gint64     plumb_store_copy_time (const char *path);

G_END_DECLS
