/* The open database: transactions, and its end. How it is opened is in
 * store-open.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "backup.h"
#include "migrate.h"
#include "store-private.h"

G_DEFINE_QUARK (plumb-store-error-quark, plumb_store_error)

sqlite3 *
plumb_store_db (PlumbStore *self)
{
  return self->db;
}

/* Looking at a database that is then refused leaves an empty log behind, as it
 * must not be checkpointed; the folder shall be as it was found. */
static void
remove_empty_log (PlumbStore *self)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *shared = g_strconcat (self->path, "-shm", NULL);
  GStatBuf info;

  if (g_stat (log, &info) == 0 && info.st_size == 0)
    {
      g_unlink (log);
      g_unlink (shared);
    }
}

void
plumb_store_disconnect (PlumbStore *self)
{
  sqlite3_close (self->db);
  self->db = NULL;
  if (!self->ready && self->lock.fd >= 0)
    remove_empty_log (self);
}

PlumbStore *
plumb_store_ref (PlumbStore *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plumb_store_unref (PlumbStore *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->backup, g_thread_join);
  plumb_store_disconnect (self);
  plumb_store_lock_release (&self->lock, self->sound);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->older);
  g_free (self);
}

const char *
plumb_store_older_copy (PlumbStore *store)
{
  return store->older;
}

gboolean
plumb_store_is_read_only (PlumbStore *self)
{
  return self->read_only;
}

int
plumb_store_newest_version (void)
{
  return (int) g_strv_length ((GStrv) plumb_migrate_scripts ());
}

/* On a full disk SQLite may have rolled everything back by itself; what
 * follows must not then be stored piece by piece. */
static gboolean
check_outer_transaction (PlumbStore *self,
                         GError    **error)
{
  if (self->depth == 0 || !sqlite3_get_autocommit (self->db))
    return TRUE;
  g_set_error_literal (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FAILED,
                       _("The transaction was taken back after an earlier failure"));
  return FALSE;
}

static gboolean
run_at_depth (PlumbStore *self,
              const char *verb,
              GError    **error)
{
  g_autofree char *sql = g_strdup_printf ("%s depth_%u", verb, self->depth);

  return plumb_sql_exec (self->db, sql, error);
}

gboolean
plumb_store_begin (PlumbStore *self,
                   GError    **error)
{
  if (self->read_only)
    {
      g_set_error_literal (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_READ_ONLY,
                           _("The library was opened for reading only."));
      return FALSE;
    }
  if (!check_outer_transaction (self, error))
    return FALSE;

  gboolean begun = self->depth == 0 ? plumb_sql_exec (self->db, "BEGIN IMMEDIATE", error)
                                    : run_at_depth (self, "SAVEPOINT", error);
  if (begun)
    self->depth++;
  return begun;
}

gboolean
plumb_store_commit (PlumbStore *self,
                    GError    **error)
{
  g_return_val_if_fail (self->depth > 0, FALSE);

  gboolean done = check_outer_transaction (self, error);
  if (done && self->depth > 1)
    {
      self->depth--;
      done = run_at_depth (self, "RELEASE", error);
      self->depth++;
    }
  else if (done)
    {
      done = plumb_sql_exec (self->db, "COMMIT", error);
    }

  if (done)
    self->depth--;
  else
    plumb_store_rollback (self);
  return done;
}

void
plumb_store_rollback (PlumbStore *self)
{
  g_return_if_fail (self->depth > 0);

  self->depth--;
  if (sqlite3_get_autocommit (self->db))
    return;
  if (self->depth == 0)
    plumb_sql_exec (self->db, "ROLLBACK", NULL);
  else if (run_at_depth (self, "ROLLBACK TO", NULL))
    run_at_depth (self, "RELEASE", NULL);
}

gboolean
plumb_store_in_transaction (PlumbStore *self)
{
  return self->depth > 0;
}

gboolean
plumb_store_verify (PlumbStore *self,
                    GError    **error)
{
  g_autoptr (GError) local_error = NULL;

  if (plumb_sql_check_integrity (self->db, &local_error) &&
      plumb_sql_check_references (self->db, &local_error))
    return TRUE;

  if (g_error_matches (local_error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED))
    return plumb_store_fail_damaged (self, local_error->message, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
plumb_store_backup (PlumbStore *self,
                    const char *path,
                    GError    **error)
{
  return plumb_backup_copy (self->db, path, error);
}
