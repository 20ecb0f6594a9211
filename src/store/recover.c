/* The order of steps makes every half-way state one that can be recovered
 * again: the copy is complete and synced before the damaged database gives up
 * its name, and a library without database but with backups is refused as
 * damaged.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "recover.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "backup.h"
#include "migrate.h"
#include "store-lock.h"

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

static gboolean
rename_if_there (const char *from,
                 const char *to,
                 GError    **error)
{
  return g_rename (from, to) == 0 || errno == ENOENT || fail_with_errno (from, errno, error);
}

/* (transfer full) A path beside the database that says when it was set aside. */
static char *
make_aside_path (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *name = g_date_time_format (now, "library-damaged-%Y%m%d-%H%M%S.db");

  return g_build_filename (folder, name, NULL);
}

/* The log goes along: whoever mends the database may need it. */
static gboolean
set_database_aside (const char *path,
                    const char *aside,
                    GError    **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *log_aside = g_strconcat (aside, "-wal", NULL);
  g_autofree char *shared = g_strconcat (path, "-shm", NULL);

  if (!rename_if_there (log, log_aside, error) || !rename_if_there (path, aside, error))
    return FALSE;
  g_unlink (shared);
  return TRUE;
}

static gboolean
check_newer (sqlite3    *db,
             const char *backup,
             GError    **error)
{
  int version = 0;

  if (!plumb_migrate_version (db, &version, error))
    return FALSE;
  if (version <= plumb_store_newest_version ())
    return TRUE;
  g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_NEWER,
               _("The backup “%s” was written by a newer Plumbline."), backup);
  return FALSE;
}

/* Brings the copy to the format of this program: one that it cannot be brought
 * to would be no library either. */
static gboolean
try_migration (const char *part,
               GError    **error)
{
  g_autoptr (sqlite3) db = NULL;
  int code = sqlite3_open_v2 (part, &db, SQLITE_OPEN_READWRITE, NULL);
  int version = 0;
  GError *local_error = NULL;

  if (code != SQLITE_OK)
    return plumb_sql_fail (db, code, error);
  if (!plumb_migrate_version (db, &version, error))
    return FALSE;
  if (version > 0 && plumb_migrate_run (db, plumb_migrate_scripts (), &local_error))
    return TRUE;
  if (local_error == NULL || g_error_matches (local_error, PLUMB_STORE_ERROR,
                                              PLUMB_STORE_ERROR_FAILED))
    {
      g_clear_error (&local_error);
      g_set_error_literal (&local_error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED,
                           _("the number of its format is lost"));
    }
  g_propagate_error (error, local_error);
  return FALSE;
}

/* The backup as a whole library under another name, ready to take its place. */
static gboolean
copy_backup (const char *backup,
             const char *part,
             GError    **error)
{
  g_autoptr (sqlite3) db = NULL;
  int code = sqlite3_open_v2 (backup, &db, SQLITE_OPEN_READONLY, NULL);

  if (code != SQLITE_OK)
    return plumb_sql_fail (db, code, error);
  if (!check_newer (db, backup, error))
    return FALSE;
  g_unlink (part);
  if (plumb_backup_copy (db, part, error) && try_migration (part, error))
    return TRUE;
  g_unlink (part);
  return FALSE;
}

/* (transfer full) (nullable) Copies the newest backup that is in order to
 * `part`; the path of that backup. */
static char *
copy_newest_good (const char *folder,
                  const char *part,
                  GError    **error)
{
  g_autoptr (GPtrArray) backups = plumb_backup_list (folder);

  for (guint i = 0; i < backups->len; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (copy_backup (backups->pdata[i], part, &local_error))
        return g_strdup (backups->pdata[i]);
      if (!g_error_matches (local_error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED)
          && !g_error_matches (local_error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_NEWER))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      g_message ("Passed over: %s", local_error->message);
    }

  g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED,
               _("There is no backup in “%s” that is in order and that this Plumbline can read."),
               folder);
  return NULL;
}

/* The chosen backup, or the newest that is in order, takes the place of the
 * database, which goes to `aside`. */
static gboolean
replace_database (const char *folder,
                  const char *chosen,
                  char       *aside_taken,
                  char      **set_aside,
                  char      **backup,
                  GError    **error)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *part = g_strconcat (path, ".recovered", NULL);
  g_autofree char *aside = aside_taken;
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);
  g_autofree char *good = NULL;

  if (chosen == NULL)
    good = copy_newest_good (folder, part, error);
  else if (copy_backup (chosen, part, error))
    good = g_strdup (chosen);
  if (good == NULL || !set_database_aside (path, aside, error))
    return FALSE;
  if (g_rename (part, path) != 0)
    return fail_with_errno (path, errno, error);

  int fd = open (folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
  if (set_aside != NULL)
    *set_aside = exists ? g_steal_pointer (&aside) : NULL;
  if (backup != NULL)
    *backup = g_steal_pointer (&good);
  return TRUE;
}

gboolean
plumb_store_recover (const char *folder,
                     char      **set_aside,
                     char      **backup,
                     GError    **error)
{
  g_return_val_if_fail (folder != NULL, FALSE);

  g_autofree char *lock_path = g_build_filename (folder, "library.lock", NULL);
  PlumbStoreLock lock;

  if (!plumb_store_lock_take (&lock, lock_path, error))
    return FALSE;

  gboolean done
      = replace_database (folder, NULL, make_aside_path (folder), set_aside, backup, error);
  plumb_store_lock_release (&lock, done);
  return done;
}

/* Whether the database could be gone back to. */
static gboolean
is_sound (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (sqlite3) db = NULL;

  return sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK
         && plumb_sql_check_integrity (db, NULL);
}

gboolean
plumb_store_restore (const char *folder,
                     const char *backup,
                     char      **set_aside,
                     GError    **error)
{
  g_return_val_if_fail (folder != NULL && backup != NULL, FALSE);

  g_autofree char *lock_path = g_build_filename (folder, "library.lock", NULL);
  const gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  PlumbStoreLock lock;

  if (!plumb_store_lock_take (&lock, lock_path, error))
    return FALSE;

  char *aside = is_sound (folder) ? plumb_backup_before_restore_path (folder, now_s, error)
                                  : make_aside_path (folder);
  gboolean done
      = aside != NULL && replace_database (folder, backup, aside, set_aside, NULL, error);
  plumb_store_lock_release (&lock, done);
  return done;
}

GPtrArray *
plumb_store_list_copies (const char *folder)
{
  return plumb_backup_list (folder);
}

gint64
plumb_store_copy_time (const char *path)
{
  return plumb_backup_time (path);
}
