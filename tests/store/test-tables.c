/* What goes into the tables comes out again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <float.h>
#include <math.h>

#include "athletes.h"
#include "fingerprint.h"
#include "folder.h"
#include "marks.h"
#include "notes.h"
#include "pain-answers.h"
#include "recordings.h"
#include "reviews.h"
#include "written.h"
#include "sql.h"

typedef struct
{
  TestFolder *folder;
  PlumbStore *store;
  gint64      review;
} Fixture;

static gint64
add_review (PlumbStore *store,
            const char *path,
            gint64      athlete)
{
  g_autoptr (GError) error = NULL;
  PlumbFilmingRow filming = { 450, NAN, NAN, NAN };
  gint64 recording = plumb_store_add_recording (store, path, 1, path, 1, &error);

  g_assert_no_error (error);
  gint64 review = plumb_store_add_review (store, recording, athlete, &filming, 1, &error);
  g_assert_no_error (error);
  return review;
}

static void
set_up (Fixture      *fixture,
        gconstpointer unused)
{
  fixture->folder = test_folder_new ();
  fixture->store = plumb_store_open (fixture->folder, NULL);
  fixture->review = add_review (fixture->store, "/a.mp4", 0);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer unused)
{
  plumb_store_unref (fixture->store);
  test_folder_free (fixture->folder);
}

static void
test_coordinates (Fixture      *fixture,
                  gconstpointer unused)
{
  double coordinates[] = { 0.1,         1.0 / 3,   -0.0,     1e-300,   DBL_MAX, DBL_MIN,
                           635.2,       1e16 + 2,  -1234.5,  4.9e-324, M_PI,    1920,
                           0x1.8p-1022, 123456789, 0.1 + 0.2, 5e15 + 1 };
  PlumbMarkRow row = { 0, 7, (char *) "outline", NULL, coordinates, 8 };
  gint64 id = plumb_store_put_mark (fixture->store, fixture->review, &row, NULL);

  g_assert_cmpint (id, >, 0);
  g_autoptr (GPtrArray) marks = plumb_store_load_marks (fixture->store, fixture->review, NULL);
  g_assert_cmpuint (marks->len, ==, 1);
  const PlumbMarkRow *mark = marks->pdata[0];
  g_assert_cmpint (mark->id, ==, id);
  g_assert_cmpint (mark->frame, ==, 7);
  g_assert_cmpmem (mark->coordinates, 2 * mark->n_points * sizeof (double), coordinates,
                   sizeof coordinates);
}

static void
test_ids_are_not_given_twice (Fixture      *fixture,
                              gconstpointer unused)
{
  double coordinates[] = { 1, 2 };
  PlumbMarkRow row = { 0, 0, (char *) "point", (char *) "hip", coordinates, 1 };
  gint64 first = plumb_store_put_mark (fixture->store, fixture->review, &row, NULL);

  g_assert_true (plumb_store_delete_mark (fixture->store, first, NULL));
  gint64 second = plumb_store_put_mark (fixture->store, fixture->review, &row, NULL);
  g_assert_cmpint (second, >, first);

  row.id = first;
  g_assert_cmpint (plumb_store_put_mark (fixture->store, fixture->review, &row, NULL), ==, first);
  g_autoptr (GPtrArray) marks = plumb_store_load_marks (fixture->store, fixture->review, NULL);
  g_assert_cmpuint (marks->len, ==, 2);
  g_assert_cmpint (((PlumbMarkRow *) marks->pdata[0])->id, ==, first);
}

static void
test_unreadable_points (Fixture      *fixture,
                        gconstpointer unused)
{
  static const char *const bad[] = { "", "1", "1,", "1,2 ", "1 2", "1,2,3", "1,nan", "1,inf",
                                     "a,b", "1,2 3", "1,2;3,4" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (plumb_sql_run (plumb_store_db (fixture->store), NULL,
                                    "INSERT OR REPLACE INTO mark (id, review_id, frame, kind, "
                                    "points) VALUES (1, ?1, 0, 'line', ?2)",
                                    "is", fixture->review, bad[i]));
      g_assert_null (plumb_store_load_marks (fixture->store, fixture->review, &error));
      g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED);
    }
}

static void
test_references (Fixture      *fixture,
                 gconstpointer unused)
{
  double coordinates[] = { 1, 2 };
  PlumbMarkRow row = { 0, 0, (char *) "point", NULL, coordinates, 1 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (plumb_store_put_mark (fixture->store, 999, &row, &error), ==, 0);
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FAILED);
}

/* A name is a value, whatever is in it. */
static void
test_quotes (Fixture      *fixture,
             gconstpointer unused)
{
  const char *name = "Robert'); DROP TABLE athlete;--";
  gint64 id = plumb_store_add_athlete (fixture->store, name, 1, NULL);
  g_autofree char *found = plumb_store_athlete_name (fixture->store, id, NULL);

  g_assert_cmpstr (found, ==, name);
}

static void
assert_found (PlumbStore *store,
              const char *words,
              guint       n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = plumb_store_search_written (store, words, 100, &error);

  g_assert_no_error (error);
  g_test_message ("“%s”: %u", words, rows->len);
  g_assert_cmpuint (rows->len, ==, n);
}

static void
test_search (Fixture      *fixture,
             gconstpointer unused)
{
  PlumbStore *store = fixture->store;
  gint64 athlete = plumb_store_add_athlete (store, "Anna", 1, NULL);
  gint64 other = add_review (store, "/b.mp4", athlete);

  g_assert_true (plumb_store_set_note (store, fixture->review,
                                       "Hips rise first; Knie über Zehen", 1, NULL));
  g_assert_true (plumb_store_set_note (store, other, "Hips fine, knees \"soft\"", 1, NULL));
  assert_found (store, "hips", 2);
  assert_found (store, "hip", 2);
  assert_found (store, "hips rise", 1);
  assert_found (store, "rise hips", 1);
  assert_found (store, "uber", 1);
  assert_found (store, "Über", 1);
  assert_found (store, "\"soft\"", 1);
  assert_found (store, "hips OR lats", 0);
  assert_found (store, "text:hips", 0);
  assert_found (store, "rise)", 1);
  assert_found (store, "* NEAR(", 0);
  assert_found (store, " ", 0);
  assert_found (store, "-", 0);
  assert_found (store, "ips", 0);

  plumb_store_set_note (store, other, "Lats loose", 2, NULL);
  assert_found (store, "hips", 1);
  assert_found (store, "lats", 1);
  plumb_store_set_athlete_deleted (store, athlete, 1, NULL);
  assert_found (store, "lats", 0);
  plumb_store_set_athlete_deleted (store, athlete, 0, NULL);
  plumb_store_set_review_deleted (store, other, 1, NULL);
  assert_found (store, "lats", 0);
  plumb_store_set_note (store, fixture->review, "", 3, NULL);
  assert_found (store, "hips", 0);
  g_assert_true (plumb_store_verify (store, NULL));
}

static void
assert_fingerprint (const char *path,
                    gint64      size,
                    const char *hash)
{
  PlumbFingerprint found;
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_fingerprint_file (path, &found, &error));
  g_assert_no_error (error);
  g_assert_cmpint (found.size_bytes, ==, size);
  g_assert_cmpstr (found.hash, ==, hash);
}

/* Hashes by sha256sum: of "abcabc3", of "0", and of 1 MiB of "x", 1 MiB of "y"
 * and "3145728". */
static void
test_fingerprint (Fixture      *fixture,
                  gconstpointer unused)
{
  g_autofree char *path = test_folder_path (fixture->folder, "film");
  g_autofree char *film = g_strnfill (3 << 20, 'x');
  g_autoptr (GError) error = NULL;
  PlumbFingerprint found;

  g_assert_true (g_file_set_contents (path, "abc", 3, NULL));
  assert_fingerprint (path, 3, "13ea61ebcf2ba8f72fd14f50c921387dcdf22cea00b2be41f8461ec01dcdb4ae");
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_fingerprint (path, 0, "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9");
  memset (film + (2 << 20), 'y', 1 << 20);
  g_assert_true (g_file_set_contents (path, film, 3 << 20, NULL));
  assert_fingerprint (path, 3 << 20,
                      "06d3f2ebfd1d5054fa68c6888cf2ab7abb84574306fc898a4eb5ae7ee5ce6de8");

  g_assert_false (plumb_fingerprint_file (fixture->folder, &found, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (plumb_fingerprint_file ("/nonexistent", &found, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FAILED);
}

/* (transfer full) "id created answer-to-symptoms" of what went before. */
static char *
describe_pain_before (Fixture *fixture,
                      gint64   review)
{
  g_autoptr (GError) error = NULL;
  gint64 id = -1;
  gint64 created_s = -1;

  g_assert_true (
      plumb_store_find_pain_before (fixture->store, review, &id, &created_s, &error));
  g_assert_no_error (error);
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, id, created_s);
}

static void
assert_pain_before (Fixture *fixture,
                    gint64   review,
                    gint64   id)
{
  g_autofree char *found = describe_pain_before (fixture, review);
  g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT " %d", id, id != 0);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_pain_answers (Fixture      *fixture,
                   gconstpointer unused)
{
  PlumbStore *store = fixture->store;
  gint64 anna = plumb_store_add_athlete (store, "Anna", 1, NULL);
  gint64 ben = plumb_store_add_athlete (store, "Ben", 1, NULL);
  gint64 first = add_review (store, "/1.mp4", anna);
  gint64 bens = add_review (store, "/2.mp4", ben);
  gint64 second = add_review (store, "/3.mp4", anna);
  gint64 third = add_review (store, "/4.mp4", anna);

  g_assert_true (plumb_store_set_pain_answer (store, first, "it's", "a \"b\"", 5, NULL));
  g_assert_true (plumb_store_set_pain_answer (store, first, "night", "no", 5, NULL));
  g_assert_true (plumb_store_set_pain_answer (store, first, "night", "yes", 6, NULL));
  g_assert_true (plumb_store_set_pain_answer (store, first, "age", "no", 6, NULL));
  g_assert_true (plumb_store_set_pain_answer (store, first, "age", NULL, 6, NULL));
  g_autoptr (GHashTable) answers = plumb_store_load_pain_answers (store, first, NULL);
  g_assert_cmpuint (g_hash_table_size (answers), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (answers, "it's"), ==, "a \"b\"");
  g_assert_cmpstr (g_hash_table_lookup (answers, "night"), ==, "yes");
  g_autoptr (GHashTable) none = plumb_store_load_pain_answers (store, second, NULL);
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);

  /* Another athlete's, a later one, and none's do not count. */
  assert_pain_before (fixture, first, 0);
  assert_pain_before (fixture, bens, 0);
  assert_pain_before (fixture, fixture->review, 0);
  assert_pain_before (fixture, third, first);
  g_assert_true (plumb_store_set_pain_answer (store, second, "night", "no", 7, NULL));
  assert_pain_before (fixture, third, second);
  assert_pain_before (fixture, second, first);
  g_assert_true (plumb_store_set_review_deleted (store, second, 9, NULL));
  assert_pain_before (fixture, third, first);

  g_assert_false (plumb_store_set_pain_answer (store, 99, "night", "no", 7, NULL));
}

static void
add (const char *name,
     void (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/tables/coordinates", test_coordinates);
  add ("/tables/ids-are-not-given-twice", test_ids_are_not_given_twice);
  add ("/tables/unreadable-points", test_unreadable_points);
  add ("/tables/references", test_references);
  add ("/tables/quotes", test_quotes);
  add ("/tables/search", test_search);
  add ("/tables/fingerprint", test_fingerprint);
  add ("/tables/pain-answers", test_pain_answers);

  return g_test_run ();
}
