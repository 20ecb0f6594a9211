/* Opening, locking, permissions, and what happens to a database that is not
 * in order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "athletes.h"
#include "folder.h"
#include "sql.h"
#include "store.h"

#define NOBODY 65534

static PlumbStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  PlumbStore *store = plumb_store_open (folder, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

static void
assert_athletes (PlumbStore *store,
                 guint       n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = plumb_store_load_athletes (store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, n);
}

static void
add_athletes (PlumbStore *store,
              guint       n)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Athlete %u", i);

      g_assert_cmpint (plumb_store_add_athlete (store, name, 1, &error), >, 0);
      g_assert_no_error (error);
    }
}

/* Runs `run` in a child process; its assertions end it with a signal. */
static void
in_child (void (*run) (const char *folder),
          const char *folder)
{
  pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      run (folder);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

static void
test_private_files (void)
{
  g_autoptr (TestFolder) parent = test_folder_new ();
  g_autofree char *folder = test_folder_path (parent, "new/plumbline");
  mode_t old = umask (0);
  PlumbStore *store = open_store (folder);

  add_athletes (store, 1);
  g_assert_cmphex (test_folder_mode (parent, "new/plumbline"), ==, 0700);
  g_assert_cmphex (test_folder_mode (folder, "library.db"), ==, 0600);
  g_assert_cmphex (test_folder_mode (folder, "library.db-wal"), ==, 0600);
  g_assert_cmphex (test_folder_mode (folder, "library.db-shm"), ==, 0600);
  g_assert_cmphex (test_folder_mode (folder, "library.lock"), ==, 0600);
  plumb_store_unref (store);

  plumb_store_unref (open_store (folder)); /* makes the first backup */
  g_autofree char *backups = test_folder_path (folder, "backups");
  g_autoptr (GDir) dir = g_dir_open (backups, 0, NULL);
  const char *name = g_dir_read_name (dir);
  g_assert_cmphex (test_folder_mode (folder, "backups"), ==, 0700);
  g_assert_nonnull (name);
  g_assert_cmphex (test_folder_mode (backups, name), ==, 0600);
  umask (old);
}

static void
test_tightens_loose_files (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "library.db");

  plumb_store_unref (open_store (folder));
  g_assert_cmpint (g_chmod (path, 0666), ==, 0);
  plumb_store_unref (open_store (folder));
  g_assert_cmphex (test_folder_mode (folder, "library.db"), ==, 0600);
}

static void
test_survives_power_cut_settings (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (PlumbStore) store = open_store (folder);
  gint64 value = 0;

  g_assert_true (
      plumb_sql_int (plumb_store_db (store), "PRAGMA synchronous", -1, &value, NULL));
  g_assert_cmpint (value, ==, 2);
  g_assert_true (plumb_sql_int (plumb_store_db (store), "PRAGMA foreign_keys", -1, &value, NULL));
  g_assert_cmpint (value, ==, 1);
  g_autoptr (sqlite3_stmt) statement =
      plumb_sql_query (plumb_store_db (store), NULL, "PRAGMA journal_mode", "");
  g_assert_cmpint (plumb_sql_step (statement, NULL), ==, PLUMB_SQL_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "wal");
}

static void
test_transactions_nest (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (PlumbStore) store = open_store (folder);

  g_assert_true (plumb_store_begin (store, NULL));
  add_athletes (store, 1);
  g_assert_true (plumb_store_begin (store, NULL));
  add_athletes (store, 1);
  plumb_store_rollback (store);
  assert_athletes (store, 1);
  g_assert_true (plumb_store_begin (store, NULL));
  add_athletes (store, 1);
  g_assert_true (plumb_store_commit (store, NULL));
  g_assert_true (plumb_store_in_transaction (store));
  g_assert_true (plumb_store_commit (store, NULL));
  assert_athletes (store, 2);

  g_assert_true (plumb_store_begin (store, NULL));
  add_athletes (store, 5);
  plumb_store_rollback (store);
  g_assert_false (plumb_store_in_transaction (store));
  assert_athletes (store, 2);
}

/* On some failures SQLite takes the whole transaction back by itself. */
static void
test_transaction_taken_back (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (PlumbStore) store = open_store (folder);

  g_assert_true (plumb_store_begin (store, NULL));
  add_athletes (store, 1);
  g_assert_true (plumb_sql_exec (plumb_store_db (store), "ROLLBACK", NULL));
  g_assert_false (plumb_store_begin (store, NULL));
  g_assert_false (plumb_store_commit (store, NULL));
  g_assert_false (plumb_store_in_transaction (store));

  g_assert_true (plumb_store_begin (store, NULL));
  add_athletes (store, 1);
  g_assert_true (plumb_store_commit (store, NULL));
  assert_athletes (store, 1);
}

static void
expect_busy (const char *folder)
{
  g_autoptr (GError) error = NULL;
  PlumbStore *store = plumb_store_open (folder, &error);

  g_assert_null (store);
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_BUSY);
}

static void
expect_readable (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = plumb_store_open_read_only (folder, &error);

  g_assert_no_error (error);
  assert_athletes (store, 3);
  g_assert_cmpint (plumb_store_add_athlete (store, "x", 1, &error), ==, 0);
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (plumb_store_begin (store, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_READ_ONLY);
}

static void
test_two_processes (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  PlumbStore *store = open_store (folder);

  add_athletes (store, 3);
  in_child (expect_busy, folder);
  expect_busy (folder); /* a second window of this process, too */
  in_child (expect_readable, folder);
  add_athletes (store, 1);
  assert_athletes (store, 4);
  plumb_store_unref (store);

  plumb_store_unref (open_store (folder));
}

static void
become_nobody (const char *folder)
{
  if (geteuid () != 0)
    return;
  g_assert_cmpint (chown (folder, NOBODY, NOBODY), ==, 0);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (chown (path, NOBODY, NOBODY), ==, 0);
    }
  g_assert_cmpint (setgid (NOBODY), ==, 0);
  g_assert_cmpint (setuid (NOBODY), ==, 0);
}

static void
expect_folder_error (const char *folder)
{
  g_autoptr (GError) error = NULL;

  become_nobody (folder);
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  g_assert_null (plumb_store_open (folder, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FOLDER);
  g_assert_nonnull (strstr (error->message, folder));
}

static void
test_read_only_folder (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();

  in_child (expect_folder_error, folder);
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
}

static void
expect_reading_in_read_only_folder (const char *folder)
{
  g_autofree char *lock = g_build_filename (folder, "library.lock", NULL);
  g_autoptr (GError) error = NULL;

  become_nobody (folder);
  g_assert_cmpint (g_chmod (lock, 0400), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  expect_readable (folder);
  g_assert_null (plumb_store_open (folder, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FOLDER);
}

static void
test_reads_in_read_only_folder (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  PlumbStore *store = open_store (folder);

  add_athletes (store, 3);
  plumb_store_unref (store);
  g_autofree char *before = test_folder_state (folder);
  in_child (expect_reading_in_read_only_folder, folder);
  g_autofree char *after = test_folder_state (folder);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
}

static void
test_folder_is_a_file (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "file");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_null (plumb_store_open (path, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FOLDER);
}

/* Opens a library that must be refused as damaged, and left alone. */
static void
expect_damaged (const char *folder,
                const char *hint)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *db = g_build_filename (folder, "library.db", NULL);
  g_autofree char *lock = g_build_filename (folder, "library.lock", NULL);

  g_unlink (lock);
  g_assert_true (g_file_set_contents (lock, "12345\n", -1, NULL)); /* unclean end */
  g_autofree char *before = test_folder_state (folder);

  for (int i = 0; i < 2; i++)
    {
      g_assert_null (plumb_store_open (folder, &error));
      g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, db));
      g_assert_nonnull (strstr (error->message, hint));
      g_clear_error (&error);
      /* The lock file may hold another process id, but not be empty. */
      g_assert_true (g_file_set_contents (lock, "12345\n", -1, NULL));
      g_autofree char *after = test_folder_state (folder);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
overwrite (const char *folder,
           gint64      offset,
           gsize       length)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *contents = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_cmpint (offset + (gint64) length, <=, size);
  memset (contents + offset, 0x5a, length);
  FILE *file = g_fopen (path, "r+b");
  g_assert_cmpint (fwrite (contents, 1, size, file), ==, size);
  fclose (file);
}

static void
test_damaged_header (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  PlumbStore *store = open_store (folder);

  add_athletes (store, 3);
  plumb_store_unref (store);
  overwrite (folder, 0, 100);
  expect_damaged (folder, "There is no backup");
}

static void
test_damaged_pages (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  PlumbStore *store = open_store (folder);

  add_athletes (store, 500);
  plumb_store_unref (store);
  plumb_store_unref (open_store (folder)); /* makes the first backup */
  overwrite (folder, 2 * 4096, 3 * 4096);
  g_autofree char *backups = test_folder_path (folder, "backups/library-");
  expect_damaged (folder, backups);
}

static void
die_writing (const char *folder)
{
  PlumbStore *store = open_store (folder);

  add_athletes (store, 10);
  raise (SIGKILL);
}

/* What a killed program left in the log is not moved into a damaged database:
 * whoever mends it may need both. */
static void
test_damaged_pages_with_log (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *log = test_folder_path (folder, "library.db-wal");
  g_autofree char *contents = NULL;
  gsize length = 0;
  int status = 0;

  PlumbStore *store = open_store (folder);
  add_athletes (store, 500);
  plumb_store_unref (store);
  plumb_store_unref (open_store (folder)); /* makes the first backup */
  pid_t child = fork ();
  if (child == 0)
    die_writing (folder);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  g_assert_true (g_file_get_contents (log, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 4096);

  overwrite (folder, 2 * 4096, 3 * 4096);
  g_autofree char *backups = test_folder_path (folder, "backups/library-");
  expect_damaged (folder, backups);
}

static void
test_damaged_first_page_after_clean_end (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GError) error = NULL;

  plumb_store_unref (open_store (folder));
  overwrite (folder, 100, 3900);
  g_assert_null (plumb_store_open (folder, &error));
  /* The next start looks at all of it. */
  g_autofree char *lock = test_folder_path (folder, "library.lock");
  g_autofree char *holder = NULL;
  g_assert_true (g_file_get_contents (lock, &holder, NULL, NULL));
  g_assert_cmpstr (holder, !=, "");
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (plumb_store_open_read_only (folder, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED);
}

static void
test_short_file (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "library.db");

  g_assert_true (g_file_set_contents (path, "SQLite", 6, NULL));
  expect_damaged (folder, "There is no backup");
}

static void
test_emptied_beside_backups (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "library.db");
  PlumbStore *store = open_store (folder);

  add_athletes (store, 3);
  plumb_store_unref (store);
  plumb_store_unref (open_store (folder));
  g_assert_cmpint (truncate (path, 0), ==, 0);
  g_autofree char *backups = test_folder_path (folder, "backups/library-");
  expect_damaged (folder, backups);
  g_assert_cmpint (g_unlink (path), ==, 0);
  expect_damaged (folder, backups);
}

static void
test_another_programs_database (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "library.db");
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (plumb_sql_exec (db, "CREATE TABLE bookmark (url TEXT)", NULL));
  sqlite3_close (db);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  expect_damaged (folder, "another program");
}

static void
test_page_limit (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  PlumbStore *store = open_store (folder);

  add_athletes (store, 3);
  g_assert_true (
      plumb_sql_exec (plumb_store_db (store), "PRAGMA max_page_count = 40", NULL));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strnfill (20000, 'n');
  g_assert_true (plumb_store_begin (store, NULL));
  while (plumb_store_add_athlete (store, name, 1, &error) > 0)
    ;
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FULL);
  plumb_store_rollback (store);
  assert_athletes (store, 3);
  g_assert_true (plumb_store_verify (store, NULL));
  plumb_store_unref (store);

  store = open_store (folder);
  assert_athletes (store, 3);
  plumb_store_unref (store);
}

/* Exit status 77: no such mounts here. */
static void
fill_small_disk (const char *folder)
{
  if (unshare (CLONE_NEWNS) != 0 ||
      mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("tmpfs", folder, "tmpfs", 0, "size=1m,mode=0700") != 0)
    _exit (77);

  g_autofree char *filler = g_build_filename (folder, "filler", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *ballast = g_malloc0 (300000);
  PlumbStore *store = open_store (folder);
  guint stored = 3;

  add_athletes (store, 3);
  g_assert_true (g_file_set_contents (filler, ballast, 300000, NULL));
  g_autofree char *name = g_strnfill (20000, 'n');
  while (plumb_store_add_athlete (store, name, 1, &error) > 0)
    stored++;
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FULL);
  assert_athletes (store, stored);
  plumb_store_unref (store);

  /* Full to the last byte, by another program. */
  FILE *file = g_fopen (filler, "ab");
  while (fputc ('x', file) != EOF && fflush (file) == 0)
    ;
  fclose (file);
  g_clear_error (&error);
  store = plumb_store_open (folder, &error);
  if (store == NULL)
    g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FULL);
  else
    plumb_store_unref (store);

  g_unlink (filler);
  store = open_store (folder);
  assert_athletes (store, stored);
  g_assert_true (plumb_store_verify (store, NULL));
  add_athletes (store, 1);
  plumb_store_unref (store);
}

static void
test_full_disk (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  pid_t child = fork ();
  int status = 0;

  if (child == 0)
    {
      fill_small_disk (folder);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    g_test_skip ("no small file system can be mounted here");
  else
    g_assert_cmpint (status, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/private-files", test_private_files);
  g_test_add_func ("/store/tightens-loose-files", test_tightens_loose_files);
  g_test_add_func ("/store/survives-power-cut-settings", test_survives_power_cut_settings);
  g_test_add_func ("/store/transactions-nest", test_transactions_nest);
  g_test_add_func ("/store/transaction-taken-back", test_transaction_taken_back);
  g_test_add_func ("/store/two-processes", test_two_processes);
  g_test_add_func ("/store/read-only-folder", test_read_only_folder);
  g_test_add_func ("/store/reads-in-read-only-folder", test_reads_in_read_only_folder);
  g_test_add_func ("/store/folder-is-a-file", test_folder_is_a_file);
  g_test_add_func ("/store/damaged-header", test_damaged_header);
  g_test_add_func ("/store/damaged-pages", test_damaged_pages);
  g_test_add_func ("/store/damaged-pages-with-log", test_damaged_pages_with_log);
  g_test_add_func ("/store/damaged-first-page-after-clean-end",
                   test_damaged_first_page_after_clean_end);
  g_test_add_func ("/store/short-file", test_short_file);
  g_test_add_func ("/store/emptied-beside-backups", test_emptied_beside_backups);
  g_test_add_func ("/store/another-programs-database", test_another_programs_database);
  g_test_add_func ("/store/page-limit", test_page_limit);
  g_test_add_func ("/store/full-disk", test_full_disk);

  return g_test_run ();
}
