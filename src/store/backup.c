/* The time of a copy is in its name ("library-20261122-214501.db", UTC): file
 * times change when a folder is moved to another machine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "backup.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DAILY_PREFIX "library-"
#define MIGRATION_PREFIX "before-format-"
#define RESTORE_PREFIX "before-restore-"
#define SUFFIX ".db"
#define PART ".part" /* not complete yet */
#define TIME_FORMAT "%Y%m%d-%H%M%S"
#define TIME_LENGTH 15

#define KEEP 7
#define KEEP_WEEKS 4 /* beside the week of the newest copy */
#define DAY_S (24 * 60 * 60)
#define TIME_SPEC "%4d%2d%2d-%2d%2d%2d"

static gboolean
fail_with_errno (const char *path,
                 int         number,
                 GError    **error)
{
  PlumbStoreError code = number == ENOSPC || number == EDQUOT ? PLUMB_STORE_ERROR_FULL
                                                              : PLUMB_STORE_ERROR_FOLDER;

  g_set_error (error, PLUMB_STORE_ERROR, code, "“%s”: %s", path, g_strerror (number));
  return FALSE;
}

static gboolean
sync_path (const char *path,
           GError    **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    fail_with_errno (path, errno, error);
  if (fd >= 0)
    close (fd);
  return done;
}

/* The copy is made by another connection's eyes: what VACUUM wrote is opened
 * and checked, so that a damaged database never pushes a good copy out. */
static gboolean
check_copy (const char *path,
            GError    **error)
{
  g_autoptr (sqlite3) copy = NULL;
  int code = sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READONLY, NULL);

  if (code != SQLITE_OK)
    return plumb_sql_fail (copy, code, error);
  return plumb_sql_check_integrity (copy, error);
}

static gboolean
write_part (sqlite3    *db,
            const char *part,
            GError    **error)
{
  /* Made empty first, because SQLite would make it readable for others. */
  int fd = open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return fail_with_errno (part, errno, error);
  close (fd);

  return plumb_sql_run (db, error, "VACUUM INTO ?1", "s", part) && check_copy (part, error) &&
         sync_path (part, error);
}

gboolean
plumb_backup_copy (sqlite3    *db,
                   const char *path,
                   GError    **error)
{
  g_autofree char *part = g_strconcat (path, PART, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  if (!write_part (db, part, error))
    {
      g_unlink (part);
      return FALSE;
    }

  /* link() and not rename(): it never replaces what is there. */
  gboolean named = link (part, path) == 0;
  int number = errno;
  if (!named && (number == EPERM || number == ENOTSUP) &&
      !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      named = g_rename (part, path) == 0; /* a file system without hard links */
      number = errno;
    }
  g_unlink (part);

  return named ? sync_path (parent, error) : fail_with_errno (path, number, error);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const char *left = *(const char *const *) a;
  const char *right = *(const char *const *) b;

  return strcmp (left + strlen (left) - strlen (SUFFIX) - TIME_LENGTH,
                 right + strlen (right) - strlen (SUFFIX) - TIME_LENGTH);
}

static gboolean
is_copy (const char *name,
         const char *prefix)
{
  return g_str_has_prefix (name, prefix) && g_str_has_suffix (name, SUFFIX) &&
         strlen (name) >= strlen (prefix) + TIME_LENGTH + strlen (SUFFIX);
}

/* (transfer full) Names of the copies, oldest first. */
static GPtrArray *
list_copies (const char *folder,
             gboolean    with_others)
{
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (backups, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    if (is_copy (name, DAILY_PREFIX)
        || (with_others
            && (is_copy (name, MIGRATION_PREFIX) || is_copy (name, RESTORE_PREFIX))))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_times);
  return names;
}

/* (transfer full) (nullable) Path of a new copy, its folder made. */
static char *
make_path (const char *folder,
           const char *prefix,
           gint64      now_s,
           GError    **error)
{
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_s);
  g_autofree char *time = g_date_time_format (now, TIME_FORMAT);
  g_autofree char *name = g_strconcat (prefix, time, SUFFIX, NULL);

  if (g_mkdir_with_parents (backups, 0700) != 0)
    {
      fail_with_errno (backups, errno, error);
      return NULL;
    }
  return g_build_filename (backups, name, NULL);
}

/* A copy dated in the future (the clock was wrong) does not count: it would
 * keep new ones from being made. */
static gboolean
is_of_last_day (const char *name,
                gint64      now_s)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_s);
  g_autoptr (GDateTime) yesterday = g_date_time_new_from_unix_utc (now_s - DAY_S);
  g_autofree char *newest = g_date_time_format (now, DAILY_PREFIX TIME_FORMAT SUFFIX);
  g_autofree char *oldest = g_date_time_format (yesterday, DAILY_PREFIX TIME_FORMAT SUFFIX);

  return strcmp (name, oldest) > 0 && strcmp (name, newest) <= 0;
}

gboolean
plumb_backup_is_due (const char *folder,
                     gint64      now_s)
{
  g_autoptr (GPtrArray) names = list_copies (folder, FALSE);

  for (guint i = 0; i < names->len; i++)
    if (is_of_last_day (names->pdata[i], now_s))
      return FALSE;
  return TRUE;
}

/* Number of the week, which begins on Mondays. The first day of the epoch was a
 * Thursday. */
static gint64
find_week (const char *name)
{
  return (plumb_backup_time (name) / DAY_S + 3) / 7;
}

/* Oldest first in, and so it is the first copy of a week that stays: what stays
 * once is not pushed out by the next day's. */
static gboolean
is_of_kept_week (GPtrArray *names,
                 guint      index)
{
  const gint64 week = find_week (names->pdata[index]);
  const gint64 newest = find_week (names->pdata[names->len - 1]);

  return newest - week <= KEEP_WEEKS
         && (index == 0 || find_week (names->pdata[index - 1]) != week);
}

static void
remove_copy (const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, "backups", name, NULL);

  g_unlink (path);
}

/* What a program that was killed while it copied has left. */
static void
remove_parts (const char *folder)
{
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (backups, 0, NULL);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    if (g_str_has_suffix (name, SUFFIX PART))
      remove_copy (folder, name);
}

gboolean
plumb_backup_daily (sqlite3    *db,
                    const char *folder,
                    gint64      now_s,
                    GError    **error)
{
  if (!plumb_backup_is_due (folder, now_s))
    return TRUE;

  remove_parts (folder);
  g_autofree char *path = make_path (folder, DAILY_PREFIX, now_s, error);
  if (path == NULL || !plumb_backup_copy (db, path, error))
    return FALSE;

  g_autoptr (GPtrArray) names = list_copies (folder, FALSE);
  for (guint i = 0; i + KEEP < names->len; i++)
    if (!is_of_kept_week (names, i))
      remove_copy (folder, names->pdata[i]);
  return TRUE;
}

typedef struct
{
  char *folder;
  char *path;
} Job;

static gpointer
run_job (gpointer data)
{
  Job *job = data;
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GError) error = NULL;
  int code = sqlite3_open_v2 (job->path, &db, SQLITE_OPEN_READONLY, NULL);

  /* The other connection may be starting or emptying its log. */
  sqlite3_busy_timeout (db, 5000);
  if (code != SQLITE_OK)
    plumb_sql_fail (db, code, &error);
  else
    plumb_backup_daily (db, job->folder, g_get_real_time () / G_USEC_PER_SEC, &error);
  if (error != NULL)
    g_message ("No backup was made: %s", error->message);

  g_free (job->folder);
  g_free (job->path);
  g_free (job);
  return NULL;
}

GThread *
plumb_backup_start (const char *folder,
                    const char *path)
{
  Job *job = g_new (Job, 1);

  job->folder = g_strdup (folder);
  job->path = g_strdup (path);
  return g_thread_new ("plumb-backup", run_job, job);
}

char *
plumb_backup_before_migration (sqlite3    *db,
                               const char *folder,
                               int         version,
                               gint64      now_s,
                               GError    **error)
{
  g_autofree char *prefix = g_strdup_printf (MIGRATION_PREFIX "%d-", version + 1);
  g_autofree char *path = make_path (folder, prefix, now_s, error);

  return path != NULL && plumb_backup_copy (db, path, error) ? g_steal_pointer (&path) : NULL;
}

char *
plumb_backup_before_restore_path (const char *folder,
                                  gint64      now_s,
                                  GError    **error)
{
  return make_path (folder, RESTORE_PREFIX, now_s, error);
}

gint64
plumb_backup_time (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  const gsize length = strlen (name);
  int part[6];
  g_autoptr (GDateTime) made = NULL;

  if (length < TIME_LENGTH + strlen (SUFFIX)
      || sscanf (name + length - strlen (SUFFIX) - TIME_LENGTH, TIME_SPEC, &part[0], &part[1],
                 &part[2], &part[3], &part[4], &part[5]) != 6)
    return 0;
  made = g_date_time_new_utc (part[0], part[1], part[2], part[3], part[4], part[5]);
  return made != NULL ? g_date_time_to_unix (made) : 0;
}

GPtrArray *
plumb_backup_list (const char *folder)
{
  g_autoptr (GPtrArray) names = list_copies (folder, TRUE);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = names->len; i > 0; i--)
    g_ptr_array_add (paths, g_build_filename (folder, "backups", names->pdata[i - 1], NULL));
  return paths;
}

char *
plumb_backup_newest (const char *folder)
{
  g_autoptr (GPtrArray) paths = plumb_backup_list (folder);

  return paths->len > 0 ? g_strdup (paths->pdata[0]) : NULL;
}
