/* Copies of the database: when they are made, which are kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>

#include "athletes.h"
#include "backup.h"
#include "folder.h"

#define DAY_S (24 * 60 * 60)
#define NOON_S 1795003200 /* 2026-11-18 12:00:00 UTC */

static guint
count_copies (const TestFolder *folder)
{
  g_autofree char *backups = test_folder_path (folder, "backups");
  g_autoptr (GDir) dir = g_dir_open (backups, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_daily (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (PlumbStore) store = plumb_store_open (folder, NULL);
  sqlite3 *db = plumb_store_db (store);

  g_assert_true (plumb_backup_daily (db, folder, NOON_S, NULL));
  g_assert_cmpuint (count_copies (folder), ==, 1);
  g_assert_true (plumb_backup_daily (db, folder, NOON_S + DAY_S - 1, NULL));
  g_assert_cmpuint (count_copies (folder), ==, 1);
  g_assert_true (plumb_backup_daily (db, folder, NOON_S + DAY_S, NULL));
  g_assert_cmpuint (count_copies (folder), ==, 2);

  g_autofree char *newest = plumb_backup_newest (folder);
  g_assert_true (g_str_has_suffix (newest, "/backups/library-20261119-120000.db"));
}

static void
test_keeps_days_and_weeks (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (PlumbStore) store = plumb_store_open (folder, NULL);
  sqlite3 *db = plumb_store_db (store);

  g_autofree char *copy = plumb_backup_before_migration (db, folder, 1, NOON_S - DAY_S, NULL);
  g_assert_nonnull (copy);
  for (int day = 0; day < 10; day++)
    g_assert_true (plumb_backup_daily (db, folder, NOON_S + day * DAY_S, NULL));
  /* Seven days, the first of the week before, and the one before migrating. */
  g_assert_cmpuint (count_copies (folder), ==, 9);

  g_autofree char *gone = test_folder_path (folder, "backups/library-20261120-120000.db");
  g_autofree char *kept = test_folder_path (folder, "backups/library-20261121-120000.db");
  g_autofree char *before = test_folder_path (folder, "backups/before-format-2-20261117-120000.db");
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (before, G_FILE_TEST_EXISTS));

  /* Until Sunday, 27 December: its week, and the four before it. */
  for (int day = 10; day < 40; day++)
    g_assert_true (plumb_backup_daily (db, folder, NOON_S + day * DAY_S, NULL));
  g_assert_cmpuint (count_copies (folder), ==, 7 + 4 + 1);
  for (int week = 0; week < 4; week++)
    {
      static const char *const mondays[] = { "20261123", "20261130", "20261207", "20261214" };
      g_autofree char *name = g_strdup_printf ("backups/library-%s-120000.db", mondays[week]);
      g_autofree char *monday = test_folder_path (folder, name);

      g_assert_true (g_file_test (monday, G_FILE_TEST_EXISTS));
    }
}

/* The clock was a year ahead for a day: copies go on being made. */
static void
test_copy_from_the_future (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (PlumbStore) store = plumb_store_open (folder, NULL);
  sqlite3 *db = plumb_store_db (store);

  g_assert_true (plumb_backup_daily (db, folder, NOON_S + 365 * (gint64) DAY_S, NULL));
  g_assert_true (plumb_backup_daily (db, folder, NOON_S, NULL));
  g_assert_cmpuint (count_copies (folder), ==, 2);
}

/* What was being copied when a program was killed goes; nothing else does. */
static void
test_unfinished_copies (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (PlumbStore) store = plumb_store_open (folder, NULL);
  g_autofree char *backups = test_folder_path (folder, "backups");
  g_autofree char *part = g_build_filename (backups, "library-20261110-120000.db.part", NULL);
  g_autofree char *mine = g_build_filename (backups, "my own copy.db", NULL);

  g_assert_cmpint (g_mkdir (backups, 0700), ==, 0);
  g_assert_true (g_file_set_contents (part, "x", 1, NULL));
  g_assert_true (g_file_set_contents (mine, "x", 1, NULL));
  for (int day = 0; day < 10; day++)
    g_assert_true (
        plumb_backup_daily (plumb_store_db (store), folder, NOON_S + day * DAY_S, NULL));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_copies (folder), ==, 9);
}

/* At the first start of a day, beside the main thread. */
static void
test_at_start (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  PlumbStore *store = plumb_store_open (folder, NULL);

  g_assert_cmpint (plumb_store_add_athlete (store, "Anna", 1, NULL), >, 0);
  plumb_store_unref (store);
  g_assert_cmpuint (count_copies (folder), ==, 0);
  for (int i = 0; i < 3; i++)
    {
      store = plumb_store_open (folder, NULL);
      g_assert_cmpint (plumb_store_add_athlete (store, "Ben", 1, NULL), >, 0);
      plumb_store_unref (store);
      g_assert_cmpuint (count_copies (folder), ==, 1);
    }
}

static void
test_content (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (PlumbStore) store = plumb_store_open (folder, NULL);
  g_autofree char *path = test_folder_path (folder, "copy.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3) copy = NULL;
  gint64 n = 0;

  for (int i = 0; i < 25; i++)
    g_assert_cmpint (plumb_store_add_athlete (store, "A", 1, NULL), >, 0);
  g_assert_true (plumb_store_backup (store, path, &error));
  g_assert_no_error (error);
  g_assert_cmphex (test_folder_mode (folder, "copy.db"), ==, 0600);
  g_assert_cmphex (test_folder_mode (folder, "copy.db.part"), ==, -1);
  g_assert_cmpint (sqlite3_open (path, &copy), ==, SQLITE_OK);
  g_assert_true (plumb_sql_int (copy, "SELECT count(*) FROM athlete", 0, &n, NULL));
  g_assert_cmpint (n, ==, 25);

  g_assert_false (plumb_store_backup (store, path, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FOLDER);
  g_clear_error (&error);
  g_assert_false (plumb_store_backup (store, "/nonexistent/copy.db", &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FOLDER);
}

/* A copy is a whole library: put in place of the database it opens. */
static void
test_restores (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TestFolder) other = test_folder_new ();
  g_autofree char *path = test_folder_path (other, "library.db");
  g_autoptr (GError) error = NULL;
  PlumbStore *store = plumb_store_open (folder, NULL);

  g_assert_cmpint (plumb_store_add_athlete (store, "Anna", 1, NULL), >, 0);
  g_assert_true (plumb_store_backup (store, path, NULL));
  plumb_store_unref (store);

  store = plumb_store_open (other, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) athletes = plumb_store_load_athletes (store, NULL);
  g_assert_cmpuint (athletes->len, ==, 1);
  plumb_store_unref (store);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/backup/daily", test_daily);
  g_test_add_func ("/backup/keeps-days-and-weeks", test_keeps_days_and_weeks);
  g_test_add_func ("/backup/copy-from-the-future", test_copy_from_the_future);
  g_test_add_func ("/backup/unfinished-copies", test_unfinished_copies);
  g_test_add_func ("/backup/at-start", test_at_start);
  g_test_add_func ("/backup/content", test_content);
  g_test_add_func ("/backup/restores", test_restores);

  return g_test_run ();
}
