/* The films of an athlete in the athlete's file: there and back, nothing twice,
 * nothing outside, nothing that is not what it says, and nothing left of what was
 * cancelled or refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

#include "exchange.h"
#include "review-fixture.h"
#include "review-setup.h"
#include "zip-file.h"

#define FILM "A film, as far as anybody here can tell."
#define FILM_LENGTH ((gsize) strlen (FILM))

typedef struct
{
  PlumbLibrary *library; /* another coach's, empty */
  char         *other;   /* its folder */
  char         *films;   /* of them in it */
  char         *file;    /* the athlete's */
  char         *film;    /* where it was filmed to */
  gint64        anna;
} Desk;

static void
open_desk (Desk          *desk,
           ReviewFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbAthlete) athlete = plumb_library_add_athlete (fixture->library, "Anna", NULL);
  g_autoptr (PlumbReview) review = NULL;

  desk->other = test_folder_path (fixture->folder, "other");
  desk->films = g_build_filename (desk->other, "recordings", NULL);
  desk->film = test_folder_path (fixture->folder, "anna.mp4");
  desk->file = test_folder_path (fixture->folder, "anna.plumb");
  desk->anna = plumb_athlete_id (athlete);
  g_assert_true (g_file_set_contents (desk->film, FILM, -1, NULL));
  review = plumb_library_review_file (fixture->library, desk->film, 0, &error);
  g_assert_no_error (error);
  g_assert_true (
      plumb_library_assign (fixture->library, plumb_review_id (review), desk->anna, NULL));
  desk->library = plumb_library_open (desk->other, &error);
  g_assert_no_error (error);
}

static void
close_desk (Desk *desk)
{
  g_assert_finalize_object (desk->library);
  g_free (desk->other);
  g_free (desk->films);
  g_free (desk->film);
  g_free (desk->file);
}

static PlumbClipCount
export (Desk          *desk,
        ReviewFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  PlumbExchangeProgress progress = { 0 };
  PlumbClipCount count = { 0 };
  PlumbClipCount before = { 0 };

  g_assert_true (plumb_library_count_clips (fixture->library, desk->anna, &before, &error));
  g_assert_true (plumb_library_export_clips (fixture->library, desk->anna, desk->file, &progress,
                                             &count, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (before.bytes, ==, count.bytes);
  g_assert_cmpint (progress.done_bytes, ==, count.bytes);
  g_assert_cmpint (progress.all_bytes, ==, count.bytes);
  return count;
}

static PlumbImported
import (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  PlumbImported imported = { 0 };

  g_assert_true (plumb_library_import_athlete (desk->library, desk->file, &imported, &error));
  g_assert_no_error (error);
  return imported;
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* (transfer full) Where the library says that the one film is. */
static char *
find_path (Desk  *desk,
           gint64 athlete)
{
  g_autoptr (GListModel) items = plumb_library_reviews (desk->library, athlete, NULL);
  g_autoptr (PlumbReviewItem) item = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 1);
  item = g_list_model_get_item (items, 0);
  return g_strdup (plumb_review_item_path (item));
}

static void
assert_film (const char *path)
{
  g_autofree char *content = NULL;
  GStatBuf info;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, FILM);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
}

static void
test_there_and_back (ReviewFixture *fixture,
                     gconstpointer  unused)
{
  g_autofree char *path = NULL;
  Desk desk;

  open_desk (&desk, fixture);
  g_assert_cmpuint (export (&desk, fixture).n_there, ==, 1);

  const PlumbImported first = import (&desk);
  g_assert_cmpuint (first.n_added, ==, 1);
  g_assert_cmpuint (first.n_clips, ==, 1);
  path = find_path (&desk, first.athlete_id);
  g_assert_true (g_str_has_prefix (path, desk.films));
  g_assert_true (g_str_has_suffix (path, "/anna.mp4"));
  assert_film (path);

  /* Nothing twice. */
  g_assert_cmpuint (import (&desk).n_clips, ==, 0);
  g_assert_cmpuint (count_files (desk.films), ==, 1);

  /* Gone, it comes back; and the same content under its name is it. */
  g_unlink (path);
  g_assert_cmpuint (import (&desk).n_clips, ==, 1);
  assert_film (path);
  g_assert_cmpuint (count_files (desk.films), ==, 1);
  close_desk (&desk);
}

/* A library that has the film needs no second one. */
static void
test_known (ReviewFixture *fixture,
            gconstpointer  unused)
{
  g_autofree char *films = NULL;
  PlumbImported imported = { 0 };
  Desk desk;

  open_desk (&desk, fixture);
  export (&desk, fixture);
  g_assert_true (
      plumb_library_import_athlete (fixture->library, desk.file, &imported, NULL));
  g_assert_cmpuint (imported.n_known, ==, 1);
  g_assert_cmpuint (imported.n_clips, ==, 0);
  films = g_build_filename (plumb_library_data_dir (fixture->library), "recordings", NULL);
  g_assert_cmpuint (count_files (films), ==, 0);
  close_desk (&desk);
}

/* Another film of that name keeps it. */
static void
test_name_taken (ReviewFixture *fixture,
                 gconstpointer  unused)
{
  g_autofree char *taken = NULL;
  g_autofree char *content = NULL;
  g_autofree char *path = NULL;
  Desk desk;

  open_desk (&desk, fixture);
  export (&desk, fixture);
  g_assert_cmpint (g_mkdir (desk.films, 0700), ==, 0);
  taken = g_build_filename (desk.films, "anna.mp4", NULL);
  g_assert_true (g_file_set_contents (taken, "Ben's", -1, NULL));
  path = find_path (&desk, import (&desk).athlete_id);
  g_assert_true (g_str_has_suffix (path, "/anna-2.mp4"));
  assert_film (path);
  g_assert_true (g_file_get_contents (taken, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "Ben's");
  close_desk (&desk);
}

static void
test_missing (ReviewFixture *fixture,
              gconstpointer  unused)
{
  Desk desk;
  PlumbClipCount count;

  open_desk (&desk, fixture);
  g_assert_true (g_file_set_contents (desk.film, "Another one", -1, NULL));
  count = export (&desk, fixture);
  g_assert_cmpuint (count.n_there, ==, 0);
  g_assert_cmpuint (count.n_missing, ==, 1);
  g_assert_cmpuint (import (&desk).n_clips, ==, 0);
  g_assert_cmpuint (count_files (desk.films), ==, 0);
  close_desk (&desk);
}

static void
test_cancelled (ReviewFixture *fixture,
                gconstpointer  unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  PlumbClipCount count;
  PlumbIncoming *incoming;
  Desk desk;

  open_desk (&desk, fixture);
  export (&desk, fixture);
  g_cancellable_cancel (cancellable);
  g_assert_null (plumb_incoming_read (desk.other, desk.file, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (count_files (desk.films), ==, 0);

  /* Read, and then not wanted. */
  incoming = plumb_incoming_read (desk.other, desk.file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (desk.films), ==, 1);
  plumb_incoming_free (incoming);
  g_assert_cmpuint (count_files (desk.films), ==, 0);

  g_unlink (desk.file);
  g_assert_false (plumb_library_export_clips (fixture->library, desk.anna, desk.file, NULL,
                                              &count, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (desk.file, G_FILE_TEST_EXISTS));
  close_desk (&desk);
}

/* The members of the athlete's file, to be changed. */
static gsize
allow_all (const char *name)
{
  return 1 << 20;
}

static char *
find_clip_member (PlumbZip *members)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, members);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, "clips/"))
      return g_strdup (name);
  g_assert_not_reached ();
}

static void
assert_refused (Desk     *desk,
                PlumbZip *members)
{
  g_autoptr (GError) error = NULL;
  PlumbImported imported;

  g_assert_true (plumb_zip_write (desk->file, members, NULL, NULL, NULL, NULL));
  g_assert_false (plumb_library_import_athlete (desk->library, desk->file, &imported, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_assert_cmpuint (count_files (desk->films), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (plumb_library_athletes (desk->library)), ==, 0);
}

static void
test_refused (ReviewFixture *fixture,
              gconstpointer  unused)
{
  g_autoptr (GHashTable) members = NULL;
  g_autofree char *member = NULL;
  g_autofree char *zeros = g_malloc0 (8 << 20);
  g_autofree char *changed = g_strdup (FILM);
  Desk desk;

  open_desk (&desk, fixture);
  export (&desk, fixture);
  members = plumb_zip_read (desk.file, allow_all, NULL);
  g_assert_nonnull (members);
  member = find_clip_member (members);
  g_assert_true (g_str_has_suffix (member, ".mp4"));

  changed[3] = 'F';
  g_hash_table_insert (members, g_strdup (member), g_bytes_new (changed, FILM_LENGTH));
  assert_refused (&desk, members);
  g_hash_table_insert (members, g_strdup (member), g_bytes_new (FILM, FILM_LENGTH - 1));
  assert_refused (&desk, members);
  /* Larger than it says, by a byte and by a thousand times. */
  g_hash_table_insert (members, g_strdup (member), g_bytes_new (FILM, FILM_LENGTH + 1));
  assert_refused (&desk, members);
  g_hash_table_insert (members, g_strdup (member), g_bytes_new (zeros, 8 << 20));
  assert_refused (&desk, members);
  close_desk (&desk);
}

/* Says that it is as large as it is, and holds nothing: a bomb is refused by what
 * the archive can hold, before it has filled the disk. */
static int
place_bomb (const char *name,
            gint64     *limit,
            gpointer    user_data)
{
  *limit = G_MAXINT64;
  return *(int *) user_data;
}

static void
test_bomb (ReviewFixture *fixture,
           gconstpointer  unused)
{
  g_autofree char *file = test_folder_path (fixture->folder, "bomb.zip");
  g_autofree char *out = test_folder_path (fixture->folder, "out");
  g_autofree char *zeros = g_malloc0 (16 << 20);
  g_autoptr (GHashTable) members = plumb_zip_new ();
  g_autoptr (GError) error = NULL;
  gssize done_bytes = 0;
  GStatBuf info;
  int fd = g_creat (out, 0600);

  g_hash_table_insert (members, g_strdup ("clips/x"), g_bytes_new (zeros, 16 << 20));
  g_assert_true (plumb_zip_write (file, members, NULL, NULL, NULL, NULL));
  g_assert_false (plumb_zip_extract (file, place_bomb, &fd, &done_bytes, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpint (info.st_size, <, 1 << 20);
  g_assert_cmpint (g_stat (out, &info), ==, 0);
  g_assert_cmpint (info.st_size, <, 2 << 20);
  g_close (fd, NULL);
}

/* A name is only ever a name in the folder of films. */
static void
test_names (ReviewFixture *fixture,
            gconstpointer  unused)
{
  static const char *const names[]
      = { "../../../evil.mp4", ".hidden.mp4", "a\\\\b.mp4", "bell\\u0007.mp4",
          "sure.mp4/..", "/", "long" };
  g_autofree char *evil = test_folder_path (fixture->folder, "evil.mp4");
  g_autofree char *text = NULL;
  gsize length;
  Desk desk;

  open_desk (&desk, fixture);
  export (&desk, fixture);
  g_autoptr (GHashTable) members = plumb_zip_read (desk.file, allow_all, NULL);
  const char *json
      = g_bytes_get_data (g_hash_table_lookup (members, "athlete.json"), &length);
  text = g_strndup (json, length);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *at = g_strdup_printf ("\"%s\"", desk.film);
      g_auto (GStrv) parts = g_strsplit (text, at, -1);
      g_autofree char *name = g_str_equal (names[i], "long") ? g_strnfill (300, 'n')
                                                             : g_strdup (names[i]);
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", name);
      g_autofree char *changed = g_strjoinv (quoted, parts);
      PlumbImported imported = { 0 };

      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      g_hash_table_insert (members, g_strdup ("athlete.json"),
                           g_bytes_new (changed, strlen (changed)));
      g_assert_true (plumb_zip_write (desk.file, members, NULL, NULL, NULL, NULL));
      if (plumb_library_import_athlete (desk.library, desk.file, &imported, NULL))
        {
          g_autofree char *path = find_path (&desk, imported.athlete_id);
          g_autofree char *parent = g_path_get_dirname (path);
          g_autofree char *base = g_path_get_basename (path);

          g_test_message ("%s → %s", names[i], path);
          g_assert_cmpstr (parent, ==, desk.films);
          g_assert_false (g_str_has_prefix (base, "."));
          g_assert_null (strpbrk (base, "\\\a"));
          assert_film (path);
          g_assert_true (
              plumb_library_erase_athlete (desk.library, imported.athlete_id, NULL, NULL));
        }
      g_assert_cmpuint (count_files (desk.films), ==, 0);
      g_assert_false (g_file_test (evil, G_FILE_TEST_EXISTS));
    }
  close_desk (&desk);
}

/* The library's own copy goes with the athlete; a film elsewhere stays. */
static void
test_erased (ReviewFixture *fixture,
             gconstpointer  unused)
{
  g_auto (GStrv) held = NULL;
  g_auto (GStrv) held_there = NULL;
  g_autofree char *path = NULL;
  gint64 id;
  Desk desk;

  open_desk (&desk, fixture);
  export (&desk, fixture);
  id = import (&desk).athlete_id;
  path = find_path (&desk, id);
  held = plumb_library_list_held (desk.library, id, NULL);
  g_assert_true (g_strv_contains ((const char *const *) held, "1 video in the library's folder"));
  g_assert_true (plumb_library_erase_athlete (desk.library, id, NULL, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  held_there = plumb_library_list_held (fixture->library, desk.anna, NULL);
  g_assert_cmpuint (g_strv_length (held_there), ==, g_strv_length (held) - 1);
  for (guint i = 0; held_there[i] != NULL; i++)
    g_assert_null (strstr (held_there[i], "library's folder"));
  g_assert_true (plumb_library_erase_athlete (fixture->library, desk.anna, NULL, NULL));
  g_assert_true (g_file_test (desk.film, G_FILE_TEST_EXISTS));
  close_desk (&desk);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  review_fixture_add ("/exchange-clips/there-and-back", test_there_and_back);
  review_fixture_add ("/exchange-clips/known", test_known);
  review_fixture_add ("/exchange-clips/name-taken", test_name_taken);
  review_fixture_add ("/exchange-clips/missing", test_missing);
  review_fixture_add ("/exchange-clips/cancelled", test_cancelled);
  review_fixture_add ("/exchange-clips/refused", test_refused);
  review_fixture_add ("/exchange-clips/bomb", test_bomb);
  review_fixture_add ("/exchange-clips/names", test_names);
  review_fixture_add ("/exchange-clips/erased", test_erased);
  return g_test_run ();
}
