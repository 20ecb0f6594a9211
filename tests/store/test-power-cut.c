/* A power cut keeps only what was synced. SQLite's way to the file system is
 * watched: each time a file is synced, what it then holds is put aside. After
 * each acknowledged edit a library is opened from what was put aside alone, as
 * after a power cut at that moment, and every edit must be in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "folder.h"
#include "marks.h"
#include "recordings.h"
#include "reviews.h"
#include "sql.h"

#define N_EDITS 60

static sqlite3_vfs *original;
static sqlite3_vfs watching;
static GHashTable *watching_methods; /* sqlite3_io_methods → a copy that watches */
static int (*original_sync) (sqlite3_file *, int);
static GHashTable *paths;     /* sqlite3_file → its path */
static const char *watched;   /* folder */
static const char *put_aside; /* folder */
static guint n_syncs;
static GRecMutex mutex; /* backups are made in a thread */

static void
copy_file (const char *from,
           const char *folder)
{
  g_autofree char *name = g_path_get_basename (from);
  g_autofree char *to = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (from, &contents, &length, NULL));
  g_assert_true (g_file_set_contents_full (to, contents, (gssize) length,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Through the file that SQLite has open: closing another one of the same name
 * would let go of its locks. */
static void
put_file_aside (sqlite3_file *file,
                const char   *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *to = g_build_filename (put_aside, name, NULL);
  sqlite3_int64 size = 0;

  g_assert_cmpint (file->pMethods->xFileSize (file, &size), ==, SQLITE_OK);
  g_autofree char *contents = g_malloc ((gsize) size + 1);
  g_assert_cmpint (file->pMethods->xRead (file, contents, (int) size, 0), ==, SQLITE_OK);
  g_assert_true (g_file_set_contents_full (to, contents, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
}

static int
sync_file (sqlite3_file *file,
           int           flags)
{
  g_autoptr (GRecMutexLocker) locker G_GNUC_UNUSED = g_rec_mutex_locker_new (&mutex);
  const char *path = g_hash_table_lookup (paths, file);
  int code = original_sync (file, flags);

  if (code == SQLITE_OK && path != NULL && watched != NULL && g_str_has_prefix (path, watched))
    {
      put_file_aside (file, path);
      n_syncs++;
    }
  return code;
}

/* Databases and logs have methods of their own, all with the same xSync. */
static const sqlite3_io_methods *
watch_methods (const sqlite3_io_methods *methods)
{
  sqlite3_io_methods *copy = g_hash_table_lookup (watching_methods, methods);

  if (copy == NULL)
    {
      g_assert_true (original_sync == NULL || original_sync == methods->xSync);
      original_sync = methods->xSync;
      copy = g_memdup2 (methods, sizeof *methods);
      copy->xSync = sync_file;
      g_hash_table_insert (watching_methods, (gpointer) methods, copy);
    }
  return copy;
}

static int
open_file (sqlite3_vfs     *vfs,
           sqlite3_filename name,
           sqlite3_file    *file,
           int              flags,
           int             *flags_out)
{
  g_autoptr (GRecMutexLocker) locker G_GNUC_UNUSED = g_rec_mutex_locker_new (&mutex);
  int code = original->xOpen (original, name, file, flags, flags_out);

  if (code == SQLITE_OK && name != NULL)
    {
      file->pMethods = watch_methods (file->pMethods);
      g_hash_table_replace (paths, file, g_strdup (name));
    }
  return code;
}

static void
watch_syncs (void)
{
  original = sqlite3_vfs_find (NULL);
  watching = *original;
  watching.zName = "watching";
  watching.xOpen = open_file;
  watching_methods = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  paths = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_assert_cmpint (sqlite3_vfs_register (&watching, 1), ==, SQLITE_OK);
}

static gint64
make_review (PlumbStore *store)
{
  PlumbFilmingRow filming = { 450, 4, 0, 100 };
  gint64 recording = plumb_store_add_recording (store, "/a.mp4", 1, "hash", 1, NULL);

  return plumb_store_add_review (store, recording, 0, &filming, 1, NULL);
}

static void
add_marks (PlumbStore *store,
           gint64      review,
           guint       edit)
{
  double coordinates[] = { edit, 0.1, edit, 0.2 };
  PlumbMarkRow row = { 0, edit, (char *) "line", NULL, coordinates, 2 };

  g_assert_true (plumb_store_begin (store, NULL));
  g_assert_cmpint (plumb_store_put_mark (store, review, &row, NULL), >, 0);
  g_assert_cmpint (plumb_store_put_mark (store, review, &row, NULL), >, 0);
  g_assert_true (plumb_store_commit (store, NULL));
}

static void
assert_all_there (gint64 review,
                  guint  n_edits)
{
  g_autoptr (TestFolder) after = test_folder_new ();
  g_autofree char *db = g_build_filename (put_aside, "library.db", NULL);
  g_autofree char *log = g_build_filename (put_aside, "library.db-wal", NULL);
  g_autofree char *lock = test_folder_path (after, "library.lock");
  g_autoptr (GError) error = NULL;

  copy_file (db, after);
  copy_file (log, after);
  g_assert_true (g_file_set_contents (lock, "1\n", -1, NULL)); /* no clean end */
  g_autoptr (PlumbStore) store = plumb_store_open (after, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) marks = plumb_store_load_marks (store, review, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (marks->len, ==, 2 * n_edits);
  for (guint i = 0; i < marks->len; i++)
    g_assert_cmpint (((PlumbMarkRow *) marks->pdata[i])->frame, ==, i / 2);
}

static void
test_edits (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TestFolder) aside = test_folder_new ();
  g_autoptr (GError) error = NULL;

  watched = folder;
  put_aside = aside;
  n_syncs = 0;
  g_autoptr (PlumbStore) store = plumb_store_open (folder, &error);
  g_assert_no_error (error);
  gint64 review = make_review (store);

  /* Often enough that some edits move the log into the database. */
  g_assert_true (plumb_sql_exec (plumb_store_db (store), "PRAGMA wal_autocheckpoint = 16", NULL));
  for (guint i = 0; i < N_EDITS; i++)
    {
      add_marks (store, review, i);
      assert_all_there (review, i + 1);
    }
  g_test_message ("%u edits, %u syncs", N_EDITS, n_syncs);
  g_assert_cmpuint (n_syncs, >=, N_EDITS);
  watched = NULL;
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  watch_syncs ();

  g_test_add_func ("/power-cut/edits", test_edits);

  return g_test_run ();
}
