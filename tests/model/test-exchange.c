/* An athlete from one library into another, twice; what is no such file; and
 * out of the library for good.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "exchange.h"

#include <glib/gstdio.h>
#include <string.h>

#include "zip-file.h"
#include "review-fixture.h"
#include "review-setup.h"

#define SECRET "Xylophonic heels"

typedef struct
{
  PlumbLibrary *library;
  char         *file;
  gint64        anna;
} Desk;

/* Anna with one marked review in the fixture's library, written to a file; and
 * an empty library beside it. */
static void
open_desk (Desk          *desk,
           ReviewFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other = test_folder_path (fixture->folder, "other");
  g_autoptr (PlumbAthlete) athlete = plumb_library_add_athlete (fixture->library, "Anna", NULL);
  g_autoptr (PlumbAthleteDetails) details = plumb_athlete_details_new ();

  desk->anna = plumb_athlete_id (athlete);
  details->birth_year = 1994;
  g_assert_true (
      plumb_library_set_athlete_details (fixture->library, desk->anna, details, NULL));
  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (fixture->review),
                                       desk->anna, NULL));
  review_setup_high_hips (fixture->review);
  g_assert_true (plumb_review_set_notes (fixture->review, SECRET, NULL));
  g_assert_true (plumb_review_decide (fixture->review, "hips-too-high",
                                      PLUMB_DECISION_CONFIRMED, NULL));
  g_assert_true (plumb_library_keep_checks (fixture->library, fixture->review, NULL));
  desk->file = test_folder_path (fixture->folder, "anna.plumb");
  g_assert_true (
      plumb_library_export_athlete (fixture->library, desk->anna, desk->file, &error));
  g_assert_no_error (error);
  desk->library = plumb_library_open (other, &error);
  g_assert_no_error (error);
}

static void
close_desk (Desk *desk)
{
  g_assert_finalize_object (desk->library);
  g_free (desk->file);
}

static PlumbImported
import (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  PlumbImported imported = { 0 };

  g_assert_true (
      plumb_library_import_athlete (desk->library, desk->file, &imported, &error));
  g_assert_no_error (error);
  return imported;
}

static PlumbReviewItem *
get_item (PlumbLibrary *library,
          gint64        athlete)
{
  g_autoptr (GListModel) items = plumb_library_reviews (library, athlete, NULL);

  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 1);
  return g_list_model_get_item (items, 0);
}

static void
test_round_trip (ReviewFixture *fixture,
                 gconstpointer  unused)
{
  Desk desk;
  GStatBuf info;

  open_desk (&desk, fixture);
  g_assert_cmpint (g_stat (desk.file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  const PlumbImported first = import (&desk);
  g_assert_cmpuint (first.n_added, ==, 1);
  g_assert_cmpuint (first.n_known, ==, 0);

  g_autoptr (PlumbReviewItem) item = get_item (desk.library, first.athlete_id);
  g_autoptr (PlumbReview) review
      = plumb_library_load_review (desk.library, plumb_review_item_id (item), NULL);
  g_autofree char *here = review_fixture_describe (fixture->review);
  g_autofree char *there = review_fixture_describe (review);
  g_autoptr (PlumbAthleteDetails) details
      = plumb_library_athlete_details (desk.library, first.athlete_id, NULL);
  g_assert_cmpstr (there, ==, here);
  g_assert_nonnull (strstr (there, SECRET));
  g_assert_cmpint (details->birth_year, ==, 1994);
  g_assert_cmpstr (plumb_review_item_lift (item), ==, "conventional");
  g_assert_true (g_str_has_suffix (plumb_review_item_path (item), "/recordings/film.mp4"));
  g_clear_object (&review);
  close_desk (&desk);
}

/* Nothing twice; what was deleted here comes back; what was edited stays. */
static void
test_again (ReviewFixture *fixture,
            gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture);
  const PlumbImported first = import (&desk);
  g_autoptr (PlumbReviewItem) item = get_item (desk.library, first.athlete_id);
  const gint64 id = plumb_review_item_id (item);
  g_autoptr (PlumbReview) review = plumb_library_load_review (desk.library, id, NULL);
  g_assert_true (plumb_review_set_notes (review, "Mine", NULL));
  g_assert_true (plumb_library_delete_review (desk.library, id, NULL));
  g_assert_true (plumb_library_delete_athlete (desk.library, first.athlete_id, NULL));

  const PlumbImported second = import (&desk);
  g_assert_cmpint (second.athlete_id, ==, first.athlete_id);
  g_assert_cmpuint (second.n_added, ==, 0);
  g_assert_cmpuint (second.n_known, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (plumb_library_athletes (desk.library)), ==, 1);
  g_autoptr (PlumbReviewItem) back = get_item (desk.library, first.athlete_id);
  g_assert_cmpstr (plumb_review_item_notes (back), ==, "Mine");
  g_clear_object (&review);
  close_desk (&desk);
}

static char *
read_main (const char *file)
{
  g_autofree char *command = NULL;
  char *text = NULL;

  command = g_strdup_printf ("unzip -p '%s' athlete.json", file);
  return g_spawn_command_line_sync (command, &text, NULL, NULL, NULL) ? text : NULL;
}

/* Writes the members NAME, CONTENT, … as the desk's file; refused whole. */
static void
assert_refused (Desk       *desk,
                const char *name,
                const char *content)
{
  g_autoptr (GHashTable) members = plumb_zip_new ();
  g_autoptr (GError) error = NULL;
  PlumbImported imported;

  g_hash_table_insert (members, g_strdup (name), g_bytes_new (content, strlen (content)));
  g_assert_true (plumb_zip_write (desk->file, members, NULL, NULL, NULL, NULL));
  g_assert_false (
      plumb_library_import_athlete (desk->library, desk->file, &imported, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_assert_cmpuint (g_list_model_get_n_items (plumb_library_athletes (desk->library)), ==, 0);
  g_assert_true (plumb_library_verify (desk->library, NULL));
}

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  return g_strjoinv (to, parts);
}

static void
test_refused (ReviewFixture *fixture,
              gconstpointer  unused)
{
  static const struct
  {
    const char *from, *to;
  } changes[] = {
    { "\"plumbline-athlete\"", "\"something\"" },
    { "\"version\" : 1,", "\"version\" : 2," },
    { "\"frame\" : 12", "\"frame\" : -1" },
    { "\"frame\" : 12", "\"frame\" : 9223372036854775807" },
    { "\"frame\" : 12", "\"frame\" : \"12\"" },
    { "\"created_s\" : ", "\"created_s\" : 99999999999" },
    { "\"landmark\" : \"hip\"", "\"landmark\" : \"tail\"" },
    { "\"kind\" : \"plate\"", "\"kind\" : \"line\", \"landmark\" : \"none\"" },
    { "\"confirmed\"", "\"perhaps\"" },
    { "\"points\" : \"", "\"points\" : \"nan,nan " },
    { "\"hash\"", "\"hush\"" },
    { "\"uid\"", "\"oid\"" },
    { "\"name\" : \"Anna\"", "\"name\" : [1]" },
    { "\"name\" : \"Anna\"", "\"name\" : \"\\ud800\"" },
  };
  g_autofree char *text = NULL;
  g_autofree char *unzip = g_find_program_in_path ("unzip");
  g_autofree char *deep = g_strnfill (1000000, '[');
  Desk desk;

  open_desk (&desk, fixture);
  text = unzip != NULL ? read_main (desk.file) : NULL;
  assert_refused (&desk, "athlete.json", "");
  assert_refused (&desk, "athlete.json", "{}");
  assert_refused (&desk, "athlete.json", "[1]");
  assert_refused (&desk, "athlete.json", "\xff\xfe");
  assert_refused (&desk, "athlete.json", deep);
  assert_refused (&desk, "../athlete.json", "{}");
  assert_refused (&desk, "/tmp/athlete.json", "{}");
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *changed = replace (text, changes[i].from, changes[i].to);

      g_test_message ("%s → %s", changes[i].from, changes[i].to);
      assert_refused (&desk, "athlete.json", changed);
    }
  close_desk (&desk);
}

/* A file cut anywhere, or with a byte changed, is taken whole or refused. */
static void
test_damaged (ReviewFixture *fixture,
              gconstpointer  unused)
{
  g_autofree char *content = NULL;
  gsize length;
  Desk desk;

  open_desk (&desk, fixture);
  g_assert_true (g_file_get_contents (desk.file, &content, &length, NULL));
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *copy = g_memdup2 (content, length);
      const gsize at = (gsize) g_test_rand_int_range (0, (int) length);
      PlumbImported imported;

      if (i % 2 == 0)
        copy[at] = (char) g_test_rand_int_range (-128, 128);
      g_assert_true (g_file_set_contents (desk.file, copy,
                                          (gssize) (i % 2 == 0 ? length : at), NULL));
      plumb_library_import_athlete (desk.library, desk.file, &imported, NULL);
    }
  g_assert_true (plumb_library_verify (desk.library, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (plumb_library_athletes (desk.library)), <=, 1);
  close_desk (&desk);
}

/* A member that is larger than allowed stops the reading, whatever it holds. */
static gsize
limit_small (const char *name)
{
  return g_str_equal (name, "wanted") ? 100 : 0;
}

static void
test_limits (ReviewFixture *fixture,
             gconstpointer  unused)
{
  g_autofree char *file = test_folder_path (fixture->folder, "large.zip");
  g_autofree char *zeros = g_malloc0 (1 << 20);
  g_autoptr (GHashTable) members = plumb_zip_new ();
  g_autoptr (GHashTable) read = NULL;

  g_hash_table_insert (members, g_strdup ("other"), g_bytes_new (zeros, 1 << 20));
  g_hash_table_insert (members, g_strdup ("wanted"), g_bytes_new (zeros, 100));
  g_assert_true (plumb_zip_write (file, members, NULL, NULL, NULL, NULL));
  read = plumb_zip_read (file, limit_small, NULL);
  g_assert_nonnull (read);
  g_assert_cmpuint (g_hash_table_size (read), ==, 1);

  g_hash_table_insert (members, g_strdup ("wanted"), g_bytes_new (zeros, 101));
  g_assert_true (plumb_zip_write (file, members, NULL, NULL, NULL, NULL));
  g_assert_null (plumb_zip_read (file, limit_small, NULL));
}

static gboolean
holds (const char *path,
       const char *text)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &content, &length, NULL)
         && memmem (content, length, text, strlen (text)) != NULL;
}

/* Not a byte of the words is left, nor of the name. */
static void
test_erase (ReviewFixture *fixture,
            gconstpointer  unused)
{
  const char *folder = plumb_library_data_dir (fixture->library);
  g_autofree char *database = g_build_filename (folder, "library.db", NULL);
  g_autofree char *log = g_build_filename (folder, "library.db-wal", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) found = NULL;
  g_auto (GStrv) held = NULL;
  g_auto (GStrv) backups = NULL;
  Desk desk;

  open_desk (&desk, fixture);
  g_assert_true (holds (database, "Xylophonic") || holds (log, "Xylophonic"));
  held = plumb_library_list_held (fixture->library, desk.anna, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (held[0], ==, "1 review");
  g_assert_cmpstr (held[1], ==, "11 marks");
  g_assert_cmpstr (held[2], ==, "1 note");
  g_autoptr (GPtrArray) hashes
      = plumb_library_list_fingerprints (fixture->library, desk.anna, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hashes->len, ==, 1);
  g_assert_cmpuint (strlen (hashes->pdata[0]), ==, 64);

  g_assert_true (
      plumb_library_erase_athlete (fixture->library, desk.anna, &backups, &error));
  g_assert_no_error (error);
  g_assert_nonnull (backups);
  g_assert_false (holds (database, "ylophonic"));
  g_assert_false (holds (log, "ylophonic"));
  g_assert_false (holds (database, "Anna"));
  g_assert_false (holds (log, "Anna"));
  found = plumb_library_search (fixture->library, "xylophonic", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (plumb_library_athletes (fixture->library)), ==, 0);
  g_assert_true (plumb_library_verify (fixture->library, NULL));
  g_assert_false (plumb_library_erase_athlete (fixture->library, desk.anna, NULL, &error));
  close_desk (&desk);
}

static void
test_held (ReviewFixture *fixture,
           gconstpointer  unused)
{
  g_autofree char *folder = test_folder_path (fixture->folder, "held");
  g_autofree char *notes = g_build_filename (folder, "note.csv", NULL);
  g_autofree char *json = g_build_filename (folder, "athlete.json", NULL);
  g_autofree char *values = g_build_filename (folder, "check_value.csv", NULL);
  g_autoptr (GError) error = NULL;
  Desk desk;

  open_desk (&desk, fixture);
  g_assert_true (plumb_library_delete_review (fixture->library,
                                              plumb_review_id (fixture->review), NULL));
  g_assert_true (plumb_review_set_notes (fixture->review, "=\"a\", b", NULL));
  g_assert_true (plumb_library_export_held (fixture->library, desk.anna, folder, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (holds (notes, "\"'=\"\"a\"\", b\""));
  g_assert_true (holds (json, "\"Anna\""));
  g_assert_true (holds (values, "M3.knee"));
  g_assert_false (plumb_library_export_held (fixture->library, desk.anna, folder, NULL, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  close_desk (&desk);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  review_fixture_add ("/exchange/round-trip", test_round_trip);
  review_fixture_add ("/exchange/again", test_again);
  review_fixture_add ("/exchange/refused", test_refused);
  review_fixture_add ("/exchange/damaged", test_damaged);
  review_fixture_add ("/exchange/limits", test_limits);
  review_fixture_add ("/exchange/held", test_held);
  review_fixture_add ("/exchange/erase", test_erase);
  return g_test_run ();
}
