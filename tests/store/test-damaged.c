/* A database that was cut short, has random bytes in it or says that it is of
 * another format, at many places each: it is refused with the newest backup
 * named and left as it is, or it was in order and opens. A backup then takes
 * its place.
 *
 * In the slow suite (-m slow) at every length and 5,000 places.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "athletes.h"
#include "folder.h"
#include "marks.h"
#include "notes.h"
#include "recordings.h"
#include "recover.h"
#include "reviews.h"
#include "sql.h"

#define N_ATHLETES 60
#define VERSION_AT 60 /* of the header: user_version, big-endian */

typedef struct
{
  TestFolder *folder;
  char       *path;
  char       *lock;
  char       *content; /* of the database as it was */
  gsize       length;
} Library;

static void
add_review (PlumbStore *store,
            int         number)
{
  double coordinates[] = { 1, 2, 3, 4 };
  PlumbMarkRow row = { .frame = 3, .kind = (char *) "line", .coordinates = coordinates,
                       .n_points = 2 };
  g_autofree char *name = g_strdup_printf ("Athlete %d", number);
  PlumbFilmingRow filming = { .plate_mm = 450 };
  const gint64 athlete = plumb_store_add_athlete (store, name, 1, NULL);
  const gint64 recording = plumb_store_add_recording (store, name, 1, name, 1, NULL);
  const gint64 review = plumb_store_add_review (store, recording, athlete, &filming, 1, NULL);

  g_assert_cmpint (review, >, 0);
  for (int i = 0; i < 20; i++)
    g_assert_cmpint (plumb_store_put_mark (store, review, &row, NULL), >, 0);
  g_assert_true (plumb_store_set_note (store, review, "Hips rise first, brace late.", 1, NULL));
}

/* Filled, and with the backup that opening it again makes. */
static void
make_library (Library *library)
{
  g_autoptr (GError) error = NULL;
  PlumbStore *store;

  library->folder = test_folder_new ();
  library->path = test_folder_path (library->folder, "library.db");
  library->lock = test_folder_path (library->folder, "library.lock");
  store = plumb_store_open (library->folder, &error);
  g_assert_no_error (error);
  g_assert_true (plumb_store_begin (store, NULL));
  for (int i = 0; i < N_ATHLETES; i++)
    add_review (store, i);
  g_assert_true (plumb_store_commit (store, NULL));
  plumb_store_unref (store);
  plumb_store_unref (plumb_store_open (library->folder, NULL));
  g_assert_true (g_file_get_contents (library->path, &library->content, &library->length, NULL));
}

static void
clear_library (Library *library)
{
  test_folder_free (library->folder);
  g_free (library->path);
  g_free (library->lock);
  g_free (library->content);
}

/* Puts the bytes there, after an end in good order or not. */
static void
put (Library    *library,
     const char *content,
     gsize       length,
     gboolean    clean)
{
  g_autofree char *log = g_strconcat (library->path, "-wal", NULL);
  g_autofree char *shared = g_strconcat (library->path, "-shm", NULL);

  g_unlink (log);
  g_unlink (shared);
  g_assert_true (g_file_set_contents_full (library->path, content, (gssize) length,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  g_assert_true (g_file_set_contents_full (library->lock, clean ? "" : "12345\n", -1,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

static void
assert_as_it_was (Library    *library,
                  const char *content,
                  gsize       length)
{
  g_autofree char *now = NULL;
  gsize length_now = 0;

  g_assert_true (g_file_get_contents (library->path, &now, &length_now, NULL));
  g_assert_cmpmem (now, length_now, content, length);
}

/* Opens what was put there. TRUE when it was refused, as it must then be. */
static gboolean
is_refused (Library    *library,
            const char *content,
            gsize       length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = plumb_store_open (library->folder, &error);

  if (store != NULL)
    return FALSE;
  if (!g_error_matches (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_NEWER))
    {
      g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED);
      g_assert_nonnull (strstr (error->message, "backups/"));
    }
  assert_as_it_was (library, content, length);
  return TRUE;
}

static void
assert_recovers (Library *library)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = NULL;
  g_autoptr (GPtrArray) athletes = NULL;
  g_autofree char *aside = NULL;

  g_assert_true (plumb_store_recover (library->folder, &aside, NULL, &error));
  g_assert_no_error (error);
  store = plumb_store_open (library->folder, &error);
  g_assert_no_error (error);
  athletes = plumb_store_load_athletes (store, &error);
  g_assert_cmpuint (athletes->len, ==, N_ATHLETES);
  if (aside != NULL)
    g_unlink (aside);
}

static void
test_cut (void)
{
  const gsize step = g_test_slow () ? 97 : 4093; /* no part of a page of 4,096 */
  Library library;
  guint n = 0;

  make_library (&library);
  for (gsize length = 0; length < library.length; length += length < 120 ? 5 : step)
    for (int clean = 0; clean < 2; clean++, n++)
      {
        put (&library, library.content, length, clean == 1);
        g_assert_true (is_refused (&library, library.content, length));
      }
  assert_recovers (&library);
  g_test_message ("%u files cut short", n);
  g_assert_cmpuint (n, >, 50);
  clear_library (&library);
}

/* What opens has its content; a note of it may read otherwise by a byte. */
static void
test_random_bytes (void)
{
  const guint n = g_test_slow () ? 5000 : 200;
  guint n_refused = 0;
  Library library;

  make_library (&library);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *content = g_memdup2 (library.content, library.length);
      const gsize most = i % 3 == 0 ? 5000 : 40;
      const gsize at = i % 5 == 0 ? (gsize) g_test_rand_int_range (0, 100)
                                  : (gsize) g_test_rand_int_range (0, (int) library.length);
      const gsize n_changed = (gsize) g_test_rand_int_range (1, (int) most);

      for (gsize k = at; k < MIN (at + n_changed, library.length); k++)
        content[k] = (char) g_test_rand_int_range (-128, 128);
      put (&library, content, library.length, FALSE);
      if (is_refused (&library, content, library.length))
        n_refused++;
    }
  put (&library, "noise", 5, FALSE);
  assert_recovers (&library);
  g_test_message ("%u of %u refused", n_refused, n);
  g_assert_cmpuint (n_refused, >, n / 3);
  clear_library (&library);
}

static void
set_version (char  *content,
             gint32 version)
{
  const gint32 big = GINT32_TO_BE (version);

  memcpy (content + VERSION_AT, &big, sizeof big);
}

/* Every number but the right one, whichever way it came there. */
static void
test_other_format (void)
{
  const gint32 newest = plumb_store_newest_version ();
  const gint32 others[] = { G_MININT32, -7, -1, 0, 1, 2, newest - 1, newest + 1, G_MAXINT32 };
  Library library;

  make_library (&library);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *content = g_memdup2 (library.content, library.length);

      g_test_message ("format %d", others[i]);
      set_version (content, others[i]);
      put (&library, content, library.length, TRUE);
      g_assert_true (is_refused (&library, content, library.length));
    }
  assert_recovers (&library);
  clear_library (&library);
}

/* A backup that only a newer program can read is passed over; chosen, it is
 * refused, and nothing has changed. */
static void
test_newer_backup (void)
{
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *newer = NULL;
  gsize length;
  Library library;

  make_library (&library);
  newer = test_folder_path (library.folder, "backups/library-20990101-120000.db");
  copies = plumb_store_list_copies (library.folder);
  g_assert_cmpuint (copies->len, ==, 1);
  g_assert_true (g_file_get_contents (copies->pdata[0], &copy, &length, NULL));
  set_version (copy, 1000);
  g_assert_true (g_file_set_contents (newer, copy, (gssize) length, NULL));
  put (&library, "noise", 5, FALSE);
  g_unlink (library.lock);
  before = test_folder_state (library.folder);
  g_assert_false (plumb_store_restore (library.folder, newer, NULL, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_NEWER);
  g_unlink (library.lock);
  after = test_folder_state (library.folder);
  g_assert_cmpstr (before, ==, after);
  assert_recovers (&library);
  clear_library (&library);
}

/* What is damaged never stands among the backups. */
static void
test_chosen_backup (void)
{
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GPtrArray) copies_now = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *content = NULL;
  Library library;

  make_library (&library);
  copies = plumb_store_list_copies (library.folder);
  put (&library, "noise", 5, FALSE);
  g_assert_true (plumb_store_restore (library.folder, copies->pdata[0], &aside, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (aside, "library-damaged-"));
  g_assert_true (g_file_get_contents (aside, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "noise");
  copies_now = plumb_store_list_copies (library.folder);
  g_assert_cmpuint (copies_now->len, ==, copies->len);
  g_clear_pointer (&aside, g_free);

  /* In order, it does: it can be gone back to. */
  g_assert_true (plumb_store_restore (library.folder, copies->pdata[0], &aside, &error));
  g_assert_nonnull (strstr (aside, "backups/before-restore-"));
  clear_library (&library);
}

int
main (int   argc,
      char *argv[])
{
  /* Hundreds of libraries, synced each: memory will do, the failures are made. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/damaged/cut", test_cut);
  g_test_add_func ("/damaged/random-bytes", test_random_bytes);
  g_test_add_func ("/damaged/other-format", test_other_format);
  g_test_add_func ("/damaged/newer-backup", test_newer_backup);
  g_test_add_func ("/damaged/chosen-backup", test_chosen_backup);
  return g_test_run ();
}
