/* A disk that fails at the n-th write, sync, truncation or opening, for every n
 * until the work is done without reaching it. Each step says whether it was
 * stored; afterwards, with a disk that works again, the library is in order, all
 * that was said to be stored is there, and nothing is there by half. At most the
 * one step that failed may be there all the same: its last sync may have been
 * what failed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "athletes.h"
#include "folder.h"
#include "marks.h"
#include "notes.h"
#include "recordings.h"
#include "recover.h"
#include "reviews.h"
#include "sql.h"
#include "store.h"

#define N_STEPS 6

typedef enum
{
  FAULT_IO,   /* SQLITE_IOERR_WRITE and the like */
  FAULT_FULL, /* SQLITE_FULL */
  FAULT_HALF, /* a write that leaves half of its bytes */
  N_FAULTS,
} Fault;

static sqlite3_vfs *original;
static sqlite3_vfs failing;
static GHashTable *methods_of; /* sqlite3_io_methods → a copy that fails */
static GHashTable *originals;  /* the copy → what it was made of */
static GRecMutex mutex;        /* backups are made in a thread */
static Fault fault;
static int countdown; /* < 0: the disk works */
static gboolean is_broken;

/* Whether this call is the one; from then on all fail, as with a disk that has
 * gone. */
static gboolean
fails (void)
{
  g_autoptr (GRecMutexLocker) locker G_GNUC_UNUSED = g_rec_mutex_locker_new (&mutex);

  if (countdown >= 0 && countdown-- == 0)
    is_broken = TRUE;
  return is_broken;
}

static int lock_file (sqlite3_file *file,
                      int           level);

static const sqlite3_io_methods *
find_original (sqlite3_file *file)
{
  g_autoptr (GRecMutexLocker) locker G_GNUC_UNUSED = g_rec_mutex_locker_new (&mutex);

  return g_hash_table_lookup (originals, file->pMethods);
}

static int
write_file (sqlite3_file *file,
            const void   *data,
            int           length,
            sqlite3_int64 offset)
{
  if (!fails ())
    return find_original (file)->xWrite (file, data, length, offset);
  if (fault == FAULT_HALF)
    find_original (file)->xWrite (file, data, length / 2, offset);
  return fault == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int
sync_file (sqlite3_file *file,
           int           flags)
{
  return fails () ? SQLITE_IOERR_FSYNC : find_original (file)->xSync (file, flags);
}

static int
truncate_file (sqlite3_file *file,
               sqlite3_int64 size)
{
  return fails () ? SQLITE_IOERR_TRUNCATE : find_original (file)->xTruncate (file, size);
}

static int
open_file (sqlite3_vfs     *vfs,
           sqlite3_filename name,
           sqlite3_file    *file,
           int              flags,
           int             *flags_out)
{
  g_autoptr (GRecMutexLocker) locker G_GNUC_UNUSED = g_rec_mutex_locker_new (&mutex);
  int code = fails () ? SQLITE_CANTOPEN : original->xOpen (original, name, file, flags, flags_out);
  sqlite3_io_methods *copy;

  if (code != SQLITE_OK || file->pMethods == NULL)
    {
      file->pMethods = NULL;
      return code;
    }
  copy = g_hash_table_lookup (methods_of, file->pMethods);
  if (copy == NULL)
    {
      copy = g_memdup2 (file->pMethods, sizeof *copy);
      copy->xWrite = write_file;
      copy->xSync = sync_file;
      copy->xTruncate = truncate_file;
      copy->xLock = lock_file;
      g_hash_table_insert (methods_of, (gpointer) file->pMethods, copy);
      g_hash_table_insert (originals, copy, (gpointer) file->pMethods);
    }
  file->pMethods = copy;
  return SQLITE_OK;
}

static void
install (void)
{
  original = sqlite3_vfs_find (NULL);
  failing = *original;
  failing.zName = "failing";
  failing.xOpen = open_file;
  methods_of = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  originals = g_hash_table_new (NULL, NULL);
  countdown = -1;
  g_assert_cmpint (sqlite3_vfs_register (&failing, 1), ==, SQLITE_OK);
}

/* Two rows of marks and a note: so that a half could be seen. */
static gboolean
do_step (PlumbStore *store,
         gint64      review,
         gint64      step,
         GError    **error)
{
  double coordinates[] = { 1, 2, 3, 4 };
  PlumbMarkRow row = { .frame = step, .kind = (char *) "line", .coordinates = coordinates,
                       .n_points = 2 };
  g_autofree char *note = g_strdup_printf ("after step %" G_GINT64_FORMAT, step);

  if (!plumb_store_begin (store, error))
    return FALSE;
  if (plumb_store_put_mark (store, review, &row, error) != 0
      && plumb_store_put_mark (store, review, &row, error) != 0
      && plumb_store_set_note (store, review, note, step, error))
    return plumb_store_commit (store, error);
  if (plumb_store_in_transaction (store))
    plumb_store_rollback (store);
  return FALSE;
}

static gint64
make_library (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = plumb_store_open (folder, &error);
  PlumbFilmingRow filming = { .plate_mm = 450 };
  gint64 recording, review;

  g_assert_no_error (error);
  g_assert_cmpint (plumb_store_add_athlete (store, "Anna", 1, NULL), >, 0);
  recording = plumb_store_add_recording (store, "/a.mp4", 1, "hash", 1, &error);
  review = plumb_store_add_review (store, recording, 1, &filming, 1, &error);
  g_assert_no_error (error);
  return review;
}

/* Opens and edits until something fails; how many steps were said to be stored,
 * -1 when it could not be opened. */
static int
work (const char *folder,
      gint64      review)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = plumb_store_open (folder, &error);
  int done = 0;

  if (store == NULL)
    {
      g_assert_nonnull (error);
      return -1;
    }
  /* Small, so that moving the log into the database is among what fails. */
  plumb_sql_exec (plumb_store_db (store), "PRAGMA wal_autocheckpoint = 4", NULL);
  while (done < N_STEPS && do_step (store, review, done, &error))
    done++;
  g_assert_true (done == N_STEPS || error != NULL);
  return done;
}

static void
assert_whole (const char *folder,
              gint64      review,
              int         said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = plumb_store_open (folder, &error);
  g_autoptr (GPtrArray) marks = NULL;
  g_autofree char *note = NULL;
  g_autofree char *expected = NULL;
  int there;

  g_assert_no_error (error);
  g_assert_true (plumb_store_verify (store, &error));
  marks = plumb_store_load_marks (store, review, &error);
  note = plumb_store_load_note (store, review, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (marks->len % 2, ==, 0);
  there = (int) marks->len / 2;
  g_assert_cmpint (there, >=, MAX (said, 0));
  g_assert_cmpint (there, <=, MAX (said, 0) + 1);
  for (guint i = 0; i < marks->len; i++)
    g_assert_cmpint (((PlumbMarkRow *) marks->pdata[i])->frame, ==, i / 2);
  expected = there > 0 ? g_strdup_printf ("after step %d", there - 1) : g_strdup ("");
  g_assert_cmpstr (note, ==, expected);
}

static void
test_every (gconstpointer data)
{
  int n = 0, said;

  fault = (Fault) GPOINTER_TO_INT (data);
  do
    {
      g_autoptr (TestFolder) folder = test_folder_new ();
      const gint64 review = make_library (folder);

      countdown = n++;
      said = work (folder, review);
      countdown = -1;
      is_broken = FALSE;
      assert_whole (folder, review, said);
    }
  while (said < N_STEPS);
  g_test_message ("%d places failed, one after the other", n - 1);
  g_assert_cmpint (n, >, 30);
}

/* The disk works again; so many are there, whatever has happened. */
static void
assert_athletes (const char *folder,
                 guint       n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = NULL;
  g_autoptr (GPtrArray) athletes = NULL;

  countdown = -1;
  is_broken = FALSE;
  store = plumb_store_open (folder, &error);
  if (store == NULL)
    {
      /* A copy of this very second has its name already. */
      g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FOLDER);
      g_clear_error (&error);
      g_usleep (1100 * 1000);
      store = plumb_store_open (folder, &error);
    }
  g_assert_no_error (error);
  g_assert_true (plumb_store_verify (store, &error));
  athletes = plumb_store_load_athletes (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (athletes->len, ==, n);
}

/* Each write and sync of a migration from an old format; its copy first. */
static void
test_migration (void)
{
  g_autofree char *sql_path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "tests",
                                                "store", "schemas", "008.sql", NULL);
  g_autofree char *sql = NULL;
  gboolean done;
  int n = 0;

  g_assert_true (g_file_get_contents (sql_path, &sql, NULL, NULL));
  fault = FAULT_IO;
  do
    {
      g_autoptr (TestFolder) folder = test_folder_new ();
      g_autofree char *path = test_folder_path (folder, "library.db");
      g_autoptr (GError) error = NULL;
      sqlite3 *db = NULL;
      PlumbStore *store;
      gint64 n_athletes = 0;

      g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
      g_assert_true (plumb_sql_exec (db, sql, NULL));
      g_assert_true (plumb_sql_int (db, "SELECT count(*) FROM athlete WHERE deleted_s IS NULL", 0,
                                    &n_athletes, NULL));
      g_assert_cmpint (n_athletes, >, 0);
      sqlite3_close (db);
      countdown = n;
      store = plumb_store_open (folder, &error);
      done = store != NULL && !is_broken;
      g_assert_true (store != NULL || error != NULL);
      g_clear_pointer (&store, plumb_store_unref);
      assert_athletes (folder, (guint) n_athletes);
      n += g_test_slow () ? 1 : 9;
    }
  while (!done);
  g_test_message ("%d places", n);
  g_assert_cmpint (n, >, 30);
}

/* Each write and sync while a backup is made, and while it is put in the place of
 * the library: that has the athlete before and after. */
static void
test_restoring (void)
{
  gboolean done;
  int n = 0;

  fault = FAULT_FULL;
  do
    {
      g_autoptr (TestFolder) folder = test_folder_new ();
      g_autofree char *copy = test_folder_path (folder, "copy.db");
      g_autoptr (GError) error = NULL;
      PlumbStore *store;

      make_library (folder);
      store = plumb_store_open (folder, &error);
      g_assert_no_error (error);
      countdown = n;
      done = plumb_store_backup (store, copy, &error);
      g_assert_true (done == g_file_test (copy, G_FILE_TEST_EXISTS));
      countdown = done ? countdown : -1;
      is_broken = done && is_broken;
      plumb_store_unref (store);
      done = done && plumb_store_restore (folder, copy, NULL, &error) && !is_broken;
      g_assert_true (done || error != NULL || is_broken);
      assert_athletes (folder, 1);
      n += g_test_slow () ? 1 : 5;
    }
  while (!done);
  g_test_message ("%d places", n);
  g_assert_cmpint (n, >, 20);
}

/* A network folder: SQLite's locks, and the library's own. */
static gboolean has_no_locks;
static gboolean has_no_flock;

static int
lock_file (sqlite3_file *file,
           int           level)
{
  return has_no_locks ? SQLITE_IOERR_LOCK : find_original (file)->xLock (file, level);
}

int
flock (int fd,
       int operation)
{
  if (!has_no_flock)
    return (int) syscall (SYS_flock, fd, operation);
  errno = ENOLCK;
  return -1;
}

static void
test_no_locks (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();

  make_library (folder);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      has_no_locks = i == 0;
      has_no_flock = i == 1;
      g_assert_null (plumb_store_open (folder, &error));
      g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DISK);
      g_assert_nonnull (strstr (error->message, "cannot lock files"));
    }
  has_no_locks = has_no_flock = FALSE;
  assert_athletes (folder, 1);
}

int
main (int   argc,
      char *argv[])
{
  /* Hundreds of libraries, synced each: memory will do, the failures are made. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
  g_test_init (&argc, &argv, NULL);
  install ();
  g_test_add_func ("/faults/migration", test_migration);
  g_test_add_func ("/faults/restoring", test_restoring);
  g_test_add_func ("/faults/no-locks", test_no_locks);
  g_test_add_data_func ("/faults/input-output", GINT_TO_POINTER (FAULT_IO), test_every);
  g_test_add_data_func ("/faults/disk-full", GINT_TO_POINTER (FAULT_FULL), test_every);
  g_test_add_data_func ("/faults/half-a-write", GINT_TO_POINTER (FAULT_HALF), test_every);
  return g_test_run ();
}
