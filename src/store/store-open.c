/* Opening is careful about one thing: a database that is not in order is left
 * as it is found. Until it has passed, nothing is written to it, and closing it
 * does not move its log into it.
 *
 * Nothing here opens library.db itself: closing such a file would let go of the
 * locks that any connection of this process has on it (POSIX locks).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup.h"
#include "migrate.h"
#include "store-private.h"

#define APPLICATION_ID 0x506c756d /* "Plum", as in 001-library.sql */

/* Readers do not block a writer; what does is another program's checkpoint. */
#define BUSY_TIMEOUT_MS 250

static PlumbStore *
new_store (const char *folder)
{
  PlumbStore *self = g_new0 (PlumbStore, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->path = g_build_filename (self->folder, "library.db", NULL);
  self->lock.fd = -1;
  return self;
}

static void
set_checkpoint_on_close (sqlite3 *db,
                         gboolean wanted)
{
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, wanted ? 0 : 1, NULL);
}

static gboolean
fail_with_errno (const char *path,
                 int         number,
                 GError    **error)
{
  g_set_error (error, PLUMB_STORE_ERROR,
               number == ENOSPC || number == EDQUOT ? PLUMB_STORE_ERROR_FULL
                                                    : PLUMB_STORE_ERROR_FOLDER,
               _("The library folder cannot be written: “%s”: %s."), path, g_strerror (number));
  return FALSE;
}

gboolean
plumb_store_fail_damaged (PlumbStore *self,
                          const char *detail,
                          GError    **error)
{
  g_autofree char *backup = plumb_backup_newest (self->folder);
  g_autofree char *line = g_strdelimit (g_strdup (detail), "\n", ' ');

  self->sound = FALSE;
  if (backup != NULL)
    g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED,
                 _("The library “%s” is damaged (%s). Nothing was changed. The newest backup "
                   "is “%s”."),
                 self->path, line, backup);
  else
    g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED,
                 _("The library “%s” is damaged (%s). Nothing was changed. There is no backup "
                   "of it yet."),
                 self->path, line);
  return FALSE;
}

static gboolean
is_empty_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) == NULL;
}

/* A folder that others put things into keeps its mode; the files are private
 * in any case. Permissions are only ever taken away. */
static gboolean
make_folder (const char *path,
             GError    **error)
{
  GStatBuf info;

  if (g_mkdir_with_parents (path, 0700) != 0)
    return fail_with_errno (path, errno, error);
  if (g_stat (path, &info) != 0 ||
      (is_empty_folder (path) && g_chmod (path, info.st_mode & 0700) != 0))
    return fail_with_errno (path, errno, error);
  return TRUE;
}

/* SQLite gives the log and the shared memory file the mode of the database. */
static gboolean
make_private (PlumbStore *self,
              GError    **error)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (self->path, suffixes[i], NULL);

      if (g_chmod (path, 0600) != 0 && errno != ENOENT)
        return fail_with_errno (path, errno, error);
    }
  return TRUE;
}

static gboolean
create_file (PlumbStore *self,
             GError    **error)
{
  g_autofree char *backup = plumb_backup_newest (self->folder);

  /* An empty library beside backups would look as if all had been lost, and
   * a week later its own backups would have pushed the good ones out. */
  if (backup != NULL)
    return plumb_store_fail_damaged (self, _("it is missing or empty"), error);

  int fd = open (self->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return fail_with_errno (self->path, errno, error);
  close (fd);
  return TRUE;
}

static gboolean
connect_db (PlumbStore *self,
         const char *name,
         int         flags,
         GError    **error)
{
  int code = sqlite3_open_v2 (name, &self->db, flags | SQLITE_OPEN_EXRESCODE, NULL);

  if (code != SQLITE_OK)
    return plumb_sql_fail (self->db, code, error);

  set_checkpoint_on_close (self->db, FALSE);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  return TRUE;
}

/* Whether the last page is whole. With a log beside it nothing can be said: the
 * page may be in there. */
static gboolean
check_length (PlumbStore *self,
              GError    **error)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  GStatBuf info;
  gint64 page = 0;

  if (g_stat (log, &info) == 0 && info.st_size > 0)
    return TRUE;
  if (!plumb_sql_int (self->db, "PRAGMA page_size", 0, &page, error))
    return FALSE;
  if (g_stat (self->path, &info) != 0 || page <= 0 || info.st_size % page == 0)
    return TRUE;
  g_set_error_literal (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED,
                       _("its end is missing"));
  return FALSE;
}

/* Reads enough to find a file that cannot be read, and one of another
 * program; all of it after an unclean end. */
static gboolean
check_content (PlumbStore *self,
               gboolean    all,
               GError    **error)
{
  gint64 n_tables = 0;
  gint64 id = 0;
  int version = 0;

  if (!plumb_sql_int (self->db, "SELECT count(*) FROM sqlite_schema", 0, &n_tables, error) ||
      !plumb_sql_int (self->db, "PRAGMA application_id", 0, &id, error) ||
      !plumb_migrate_version (self->db, &version, error))
    return FALSE;
  if (n_tables > 0 && id != APPLICATION_ID)
    {
      g_set_error_literal (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED,
                           _("it is the database of another program"));
      return FALSE;
    }
  /* A format and its tables are written in one transaction. */
  if (version < 0 || (n_tables > 0) != (version > 0))
    {
      g_set_error_literal (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED,
                           _("the number of its format is lost"));
      return FALSE;
    }
  return check_length (self, error)
         && (!all || plumb_sql_check_integrity (self->db, error));
}

/* The copy is of what is still there, and may be of what no script can be run
 * on: it would be the newest backup. */
static void
drop_copy (PlumbStore *self,
           const char *copy,
           int         version)
{
  int now = 0;

  if (copy != NULL && plumb_migrate_version (self->db, &now, NULL) && now == version)
    g_unlink (copy);
}

static gboolean
migrate (PlumbStore *self,
         GError    **error)
{
  g_autofree char *copy = NULL;
  int version = 0;

  if (!plumb_migrate_version (self->db, &version, error))
    return FALSE;
  if (version > plumb_store_newest_version ())
    return plumb_migrate_run (self->db, plumb_migrate_scripts (), error);
  if (version > 0 && version < plumb_store_newest_version ())
    {
      copy = plumb_backup_before_migration (self->db, self->folder, version,
                                            g_get_real_time () / G_USEC_PER_SEC, error);
      if (copy == NULL)
        return FALSE;
    }
  if (plumb_sql_exec (self->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", error)
      && plumb_migrate_run (self->db, plumb_migrate_scripts (), error))
    {
      self->older = g_steal_pointer (&copy);
      return TRUE;
    }
  drop_copy (self, copy, version);
  return FALSE;
}

static gboolean
prepare (PlumbStore *self,
         GError    **error)
{
  if (!connect_db (self, self->path, SQLITE_OPEN_READWRITE, error))
    return FALSE;
  /* SQLite falls back to reading when a file may not be written. */
  if (sqlite3_db_readonly (self->db, "main") == 1)
    return fail_with_errno (self->path, EACCES, error);
  if (!check_content (self, self->lock.unclean_end, error))
    return FALSE;
  self->sound = TRUE;
  return migrate (self, error);
}

/* An empty library is not worth a copy. */
static void
back_up (PlumbStore *self)
{
  gint64 any = 0;

  if (plumb_backup_is_due (self->folder, g_get_real_time () / G_USEC_PER_SEC) &&
      plumb_sql_int (self->db,
                     "SELECT EXISTS (SELECT 1 FROM athlete) OR EXISTS (SELECT 1 FROM recording)",
                     0, &any, NULL) &&
      any)
    self->backup = plumb_backup_start (self->folder, self->path);
}

/* What neither the disk nor another program is to blame for: statements of ours
 * that cannot be run are on tables that are not what the format says. */
static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED)
         || g_error_matches (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FAILED);
}

static gboolean
open_for_writing (PlumbStore *self,
                  GError    **error)
{
  g_autofree char *lock_path = g_build_filename (self->folder, "library.lock", NULL);
  GStatBuf info;
  GError *local_error = NULL;

  if (!make_folder (self->folder, error) ||
      !plumb_store_lock_take (&self->lock, lock_path, error))
    return FALSE;
  self->sound = !self->lock.unclean_end;

  gboolean exists = g_stat (self->path, &info) == 0 && info.st_size > 0;
  if ((!exists && !create_file (self, error)) || !make_private (self, error))
    return FALSE;

  if (!prepare (self, &local_error))
    {
      if (!is_damage (local_error))
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      plumb_store_fail_damaged (self, local_error->message, error);
      g_error_free (local_error);
      return FALSE;
    }

  set_checkpoint_on_close (self->db, TRUE);
  self->ready = TRUE;
  back_up (self);
  return TRUE;
}

PlumbStore *
plumb_store_open (const char *folder,
                  GError    **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  g_autoptr (PlumbStore) self = new_store (folder);

  return open_for_writing (self, error) ? g_steal_pointer (&self) : NULL;
}

/* A folder that may not be written has no shared memory file, and SQLite then
 * reads a database in WAL mode only when told that nobody changes it. That is
 * true unless there is a log. */
static gboolean
connect_immutable (PlumbStore *self,
                   GError    **error)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *uri = g_filename_to_uri (self->path, NULL, error);
  GStatBuf info;

  if (uri == NULL)
    return FALSE;
  if (g_stat (log, &info) == 0 && info.st_size > 0)
    return fail_with_errno (self->folder, EACCES, error);

  g_autofree char *name = g_strconcat (uri, "?immutable=1", NULL);
  return connect_db (self, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error) &&
         check_content (self, FALSE, error);
}

static gboolean
connect_to_read (PlumbStore *self,
                 GError    **error)
{
  g_autoptr (GError) local_error = NULL;

  if (connect_db (self, self->path, SQLITE_OPEN_READONLY, &local_error) &&
      check_content (self, FALSE, &local_error))
    return TRUE;

  plumb_store_disconnect (self);
  if (g_error_matches (local_error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FOLDER) ||
      g_error_matches (local_error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_READ_ONLY))
    return connect_immutable (self, error);
  if (is_damage (local_error))
    return plumb_store_fail_damaged (self, local_error->message, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check_version (PlumbStore *self,
               GError    **error)
{
  int version = 0;

  if (!plumb_migrate_version (self->db, &version, error))
    return FALSE;
  if (version < plumb_store_newest_version ())
    {
      g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_READ_ONLY,
                   _("The library “%s” has an older format. Please open it once in Plumbline."),
                   self->path);
      return FALSE;
    }
  /* Nothing is left to run: this only says when the format is newer. */
  return plumb_migrate_run (self->db, plumb_migrate_scripts (), error);
}

PlumbStore *
plumb_store_open_read_only (const char *folder,
                            GError    **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  g_autoptr (PlumbStore) self = new_store (folder);
  self->read_only = TRUE;

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FOLDER,
                   _("There is no library in “%s”."), self->folder);
      return NULL;
    }
  if (!connect_to_read (self, error) ||
      !check_version (self, error))
    return NULL;
  return g_steal_pointer (&self);
}
