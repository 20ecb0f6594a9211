/* The database of one data folder: opened, locked, migrated and backed up.
 *
 * Layout of the folder (0700, files 0600): library.db with its -wal and -shm;
 * library.lock, held for as long as a program may write and empty after a
 * clean end; backups/, one a day, the newest seven kept.
 *
 * One connection, main thread only. A write that returned TRUE outside a
 * transaction, and a commit that returned TRUE, survive a power cut.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PLUMB_STORE_ERROR (plumb_store_error_quark ())
typedef enum
{
  PLUMB_STORE_ERROR_FOLDER,    /* the folder cannot be made or written */
  PLUMB_STORE_ERROR_DAMAGED,   /* not a database of ours, or damaged */
  PLUMB_STORE_ERROR_NEWER,     /* a schema newer than this program's */
  PLUMB_STORE_ERROR_BUSY,      /* another program has it open */
  PLUMB_STORE_ERROR_FULL,      /* no room on the disk */
  PLUMB_STORE_ERROR_READ_ONLY, /* opened for reading, or an old schema there */
  PLUMB_STORE_ERROR_DISK,      /* it fails, or cannot lock files (a network) */
  PLUMB_STORE_ERROR_FAILED,
} PlumbStoreError;
GQuark plumb_store_error_quark (void);

typedef struct _PlumbStore PlumbStore;

/* (transfer full) (nullable) Opens or makes the database in `folder`. A
 * damaged one is an error, and nothing in the folder has changed. */
PlumbStore *plumb_store_open (const char *folder,
                              GError    **error);
/* (transfer full) (nullable) Beside a program that has it open for writing;
 * the database must exist and have the newest schema. */
PlumbStore *plumb_store_open_read_only (const char *folder,
                                        GError    **error);
PlumbStore *plumb_store_ref (PlumbStore *store);
/* The last reference closes the database and gives up the lock. */
void        plumb_store_unref (PlumbStore *store);
gboolean    plumb_store_is_read_only (PlumbStore *store);
/* (nullable) The copy that was made of an older format before it was brought to
 * this one, now that it was opened. */
const char *plumb_store_older_copy (PlumbStore *store);

/* Transactions nest; an inner one that is rolled back takes only its own
 * writes back. A failed commit has rolled back. */
gboolean    plumb_store_begin (PlumbStore *store,
                               GError    **error);
gboolean    plumb_store_commit (PlumbStore *store,
                                GError    **error);
void        plumb_store_rollback (PlumbStore *store);
gboolean    plumb_store_in_transaction (PlumbStore *store);

/* PRAGMA integrity_check and foreign_key_check. */
gboolean    plumb_store_verify (PlumbStore *store,
                                GError    **error);
/* A consistent copy at `path`, which must not exist yet. */
gboolean    plumb_store_backup (PlumbStore *store,
                                const char *path,
                                GError    **error);
/* Schema version that this program writes. */
int         plumb_store_newest_version (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbStore, plumb_store_unref)

G_END_DECLS
