/* The newest good backup in the place of a damaged database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>

#include "athletes.h"
#include "backup.h"
#include "folder.h"
#include "recover.h"

#define NOON_S 1795003200 /* 2026-11-18 12:00:00 UTC */
#define DAY_S (24 * 60 * 60)

/* A library with one athlete in the first backup, two in the second, … and one
 * more than in the last of them in the database. */
static void
make_library (const char *folder,
              int         n_backups)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = plumb_store_open (folder, &error);

  g_assert_no_error (error);
  for (int i = 0; i <= n_backups; i++)
    {
      g_assert_cmpint (plumb_store_add_athlete (store, "A", 1, NULL), >, 0);
      if (i < n_backups)
        g_assert_true (plumb_backup_daily (plumb_store_db (store), folder, NOON_S + i * DAY_S,
                                           &error));
      g_assert_no_error (error);
    }
}

static void
damage (const char *path)
{
  g_assert_true (g_file_set_contents_full (path, "Not a database, but work of years.", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
assert_athletes (const char *folder,
                 guint       n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = plumb_store_open (folder, &error);

  g_assert_no_error (error);
  g_autoptr (GPtrArray) rows = plumb_store_load_athletes (store, &error);
  g_assert_cmpuint (rows->len, ==, n);
  g_assert_true (plumb_store_verify (store, &error));
}

static void
test_newest (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "library.db");
  g_autofree char *log = test_folder_path (folder, "library.db-wal");
  g_autofree char *aside = NULL;
  g_autofree char *backup = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  make_library (folder, 3);
  damage (path);
  damage (log);
  g_assert_null (plumb_store_open (folder, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED);
  g_clear_error (&error);

  g_assert_true (plumb_store_recover (folder, &aside, &backup, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (backup, "/library-20261120-120000.db"));
  g_assert_true (g_file_get_contents (aside, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "Not a database, but work of years.");
  g_autofree char *log_aside = g_strconcat (aside, "-wal", NULL);
  g_assert_true (g_file_test (log_aside, G_FILE_TEST_EXISTS));
  g_assert_cmphex (test_folder_mode (folder, "library.db"), ==, 0600);
  assert_athletes (folder, 3);
}

static void
test_damaged_backup_is_passed_over (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "library.db");
  g_autofree char *backup = NULL;
  g_autoptr (GError) error = NULL;

  make_library (folder, 3);
  g_autofree char *newest = plumb_backup_newest (folder);
  damage (newest);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_autofree char *aside = NULL;
  g_assert_true (plumb_store_recover (folder, &aside, &backup, &error));
  g_assert_no_error (error);
  g_assert_null (aside);
  g_assert_true (g_str_has_suffix (backup, "/library-20261119-120000.db"));
  assert_athletes (folder, 2);
}

static void
test_no_good_backup (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "library.db");
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  make_library (folder, 1);
  g_autofree char *newest = plumb_backup_newest (folder);
  damage (newest);
  damage (path);
  g_assert_false (plumb_store_recover (folder, NULL, NULL, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "Not a database, but work of years.");
}

static void
test_busy (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GError) error = NULL;

  make_library (folder, 1);
  g_autoptr (PlumbStore) store G_GNUC_UNUSED = plumb_store_open (folder, &error);
  g_assert_false (plumb_store_recover (folder, NULL, NULL, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_BUSY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recover/newest", test_newest);
  g_test_add_func ("/recover/damaged-backup-is-passed-over", test_damaged_backup_is_passed_over);
  g_test_add_func ("/recover/no-good-backup", test_no_good_backup);
  g_test_add_func ("/recover/busy", test_busy);

  return g_test_run ();
}
