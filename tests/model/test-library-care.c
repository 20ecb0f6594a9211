/* What a library does for its athletes over the years: units, archive, next
 * films, words found wherever they were written, films found where they were
 * moved, tables, and backups that come back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>

#include "next-film.h"
#include "review-fixture.h"
#include "review-setup.h"
#include "series-csv.h"
#include "trend-csv.h"

static gint64
give_to (ReviewFixture *fixture,
         const char    *name)
{
  g_autoptr (PlumbAthlete) athlete = plumb_library_add_athlete (fixture->library, name, NULL);

  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (fixture->review),
                                       plumb_athlete_id (athlete), NULL));
  return plumb_athlete_id (athlete);
}

static PlumbAthlete *
find_athlete (ReviewFixture *fixture,
              gint64         id)
{
  GListModel *athletes = plumb_library_athletes (fixture->library);

  for (guint i = 0; i < g_list_model_get_n_items (athletes); i++)
    {
      g_autoptr (PlumbAthlete) athlete = g_list_model_get_item (athletes, i);

      if (plumb_athlete_id (athlete) == id)
        return athlete; /* the list keeps it */
    }
  return NULL;
}

static void
test_units (void)
{
  static const struct
  {
    double        kg;
    PlumbMassUnit unit;
    const char   *text;
  } masses[] = {
    { 142.5, PLUMB_MASS_KG, "142.5 kg" },
    { 180, PLUMB_MASS_LB, "396.8 lb" },
    { 183.704906, PLUMB_MASS_LB, "405 lb" }, /* 405 × 0.45359237 */
  };
  g_autofree char *height = plumb_format_length (171.45, PLUMB_LENGTH_IN);

  for (guint i = 0; i < G_N_ELEMENTS (masses); i++)
    {
      g_autofree char *text = plumb_format_mass (masses[i].kg, masses[i].unit);

      g_assert_cmpstr (text, ==, masses[i].text);
    }
  g_assert_cmpstr (height, ==, "67.5 in"); /* 67.5 × 2.54 */
}

/* Pounds and small plates at first, for whoever comes and for what is nobody's. */
static void
test_defaults (ReviewFixture *fixture,
               gconstpointer  unused)
{
  const PlumbLibraryDefaults american = { PLUMB_MASS_LB, PLUMB_LENGTH_IN, 425 };
  const PlumbLibraryDefaults metric = { PLUMB_MASS_KG, PLUMB_LENGTH_CM, 450 };
  g_autoptr (PlumbAthlete) before = plumb_library_add_athlete (fixture->library, "Ben", NULL);
  g_autoptr (PlumbAthleteDetails) details = NULL;
  g_autoptr (PlumbAthlete) anna = NULL;
  g_autoptr (GListModel) nobodys = NULL;
  g_autoptr (PlumbReviewItem) item = NULL;

  g_assert_cmpint (plumb_review_mass_unit (fixture->review), ==, PLUMB_MASS_KG);
  plumb_library_set_defaults (fixture->library, &american);
  g_assert_cmpint (plumb_review_mass_unit (fixture->review), ==, PLUMB_MASS_LB);
  nobodys = plumb_library_reviews (fixture->library, 0, NULL);
  item = g_list_model_get_item (nobodys, 0);
  g_assert_cmpint (plumb_review_item_mass_unit (item), ==, PLUMB_MASS_LB);

  anna = plumb_library_add_athlete (fixture->library, "Anna", NULL);
  details
      = plumb_library_athlete_details (fixture->library, plumb_athlete_id (anna), NULL);
  g_assert_cmpint (details->mass_unit, ==, PLUMB_MASS_LB);
  g_assert_cmpint (details->length_unit, ==, PLUMB_LENGTH_IN);
  plumb_library_set_defaults (fixture->library, &metric);
  g_clear_pointer (&details, plumb_athlete_details_free);
  details
      = plumb_library_athlete_details (fixture->library, plumb_athlete_id (anna), NULL);
  g_assert_cmpint (details->mass_unit, ==, PLUMB_MASS_LB); /* who is there keeps them */
  g_clear_pointer (&details, plumb_athlete_details_free);
  details
      = plumb_library_athlete_details (fixture->library, plumb_athlete_id (before), NULL);
  g_assert_cmpint (details->mass_unit, ==, PLUMB_MASS_KG);
}

static PlumbReview *
review_film (ReviewFixture *fixture,
             const char    *name,
             gint64         athlete_id)
{
  g_autofree char *path = test_folder_path (fixture->folder, name);
  PlumbReview *review;

  g_assert_true (g_file_set_contents (path, name, -1, NULL));
  review = plumb_library_review_file (fixture->library, path, athlete_id, NULL);
  g_assert_nonnull (review);
  return review;
}

static void
test_plates (ReviewFixture *fixture,
             gconstpointer  unused)
{
  const PlumbLibraryDefaults small = { PLUMB_MASS_KG, PLUMB_LENGTH_CM, 420 };
  g_autoptr (PlumbAthlete) anna = plumb_library_add_athlete (fixture->library, "Anna", NULL);
  g_autoptr (PlumbAthleteDetails) details = plumb_athlete_details_new ();
  g_autoptr (PlumbReview) hers = NULL;
  g_autoptr (PlumbReview) nobodys = NULL;
  PlumbFilming filming = plumb_review_filming (fixture->review);

  g_assert_cmpfloat (filming.plate_diameter_mm, ==, 450);
  details->plate_mm = 350;
  g_assert_true (plumb_library_set_athlete_details (
      fixture->library, plumb_athlete_id (anna), details, NULL));
  plumb_library_set_defaults (fixture->library, &small);
  hers = review_film (fixture, "hers.mp4", plumb_athlete_id (anna));
  g_assert_cmpfloat (plumb_review_filming (hers).plate_diameter_mm, ==, 350);
  nobodys = review_film (fixture, "nobodys.mp4", 0);
  g_assert_cmpfloat (plumb_review_filming (nobodys).plate_diameter_mm, ==, 420);

  /* Given to her, it has her plates; what is marked keeps those it was marked with. */
  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (nobodys),
                                       plumb_athlete_id (anna), NULL));
  g_assert_cmpfloat (plumb_review_filming (nobodys).plate_diameter_mm, ==, 350);
  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (nobodys), 0, NULL));
  g_assert_cmpfloat (plumb_review_filming (nobodys).plate_diameter_mm, ==, 420);
  filming.plate_diameter_mm = 440;
  g_assert_true (plumb_review_set_filming (nobodys, &filming, NULL));
  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (nobodys),
                                       plumb_athlete_id (anna), NULL));
  g_assert_cmpfloat (plumb_review_filming (nobodys).plate_diameter_mm, ==, 440);
}

static void
test_details (ReviewFixture *fixture,
              gconstpointer  unused)
{
  const gint64 anna = give_to (fixture, "Anna");
  g_autoptr (PlumbAthleteDetails) details = plumb_athlete_details_new ();
  g_autoptr (GError) error = NULL;

  g_free (details->tags);
  details->tags = g_strdup (" rehab,masters ,, rehab ");
  details->mass_unit = PLUMB_MASS_LB;
  details->length_unit = PLUMB_LENGTH_IN;
  details->mass_kg = 68.038856; /* 150 lb */
  details->plate_mm = 425;
  details->consent = TRUE;
  g_ptr_array_add (details->lifts, plumb_usual_lift_new ("conventional", 183.704906, 3));
  g_ptr_array_add (details->lifts, plumb_usual_lift_new ("sumo", 0, 0));
  g_assert_true (plumb_library_set_athlete_details (fixture->library, anna, details, &error));
  g_assert_no_error (error);
  review_fixture_reopen (fixture);

  g_autoptr (PlumbAthleteDetails) kept
      = plumb_library_athlete_details (fixture->library, anna, &error);
  g_autofree char *line = plumb_athlete_details_describe (kept);
  g_autofree char *lifts = plumb_athlete_details_describe_lifts (kept, NULL, NULL);
  g_assert_cmpstr (kept->tags, ==, "rehab, masters");
  g_assert_cmpstr (plumb_athlete_tags (find_athlete (fixture, anna)), ==, "rehab, masters");
  g_assert_cmpstr (line, ==, "150 lb · plates 16.7 in · Consent given");
  g_assert_cmpstr (lifts, ==, "conventional 405 lb × 3 · sumo");

  kept->plate_mm = 45;
  g_assert_false (plumb_library_set_athlete_details (fixture->library, anna, kept, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
}

static void
test_archive (ReviewFixture *fixture,
              gconstpointer  unused)
{
  const gint64 anna = give_to (fixture, "Anna");

  g_assert_true (plumb_library_archive_athlete (fixture->library, anna, TRUE, NULL));
  review_fixture_reopen (fixture);
  g_assert_true (plumb_athlete_archived (find_athlete (fixture, anna)));
  g_assert_cmpuint (plumb_athlete_n_reviews (find_athlete (fixture, anna)), ==, 1);
  g_assert_true (plumb_library_archive_athlete (fixture->library, anna, FALSE, NULL));
  review_fixture_reopen (fixture);
  g_assert_false (plumb_athlete_archived (find_athlete (fixture, anna)));
}

/* The coach's day holds until a review is newer; then the plan's does. */
static void
test_next_film_date (void)
{
  static const struct
  {
    const char *own;
    gint64      set_s, newest_s;
    int         days;
    const char *date;
  } cases[] = {
    { NULL, 0, 0, -1, NULL },
    { NULL, 0, 1767268800, -1, NULL },         /* 2026-01-01 12:00 UTC */
    { NULL, 0, 1767268800, 14, "2026-01-15" },
    { "2026-02-01", 1767268800, 1767268799, 14, "2026-02-01" },
    { "2026-02-01", 1767268800, 1767268801, 14, "2026-01-15" },
    { "2026-02-01", 1767268800, 1767268801, -1, NULL },
    { "2026-02-01", 5, 0, -1, "2026-02-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = plumb_next_film_date (cases[i].own, cases[i].set_s,
                                                    cases[i].newest_s, cases[i].days);

      g_assert_cmpstr (date, ==, cases[i].date);
    }
  g_assert_false (plumb_next_film_is_due (NULL, 1767268800));
  g_assert_false (plumb_next_film_is_due ("2026-01-02", 1767268800));
  g_assert_true (plumb_next_film_is_due ("2026-01-01", 1767268800));
}

static void
test_next_film (ReviewFixture *fixture,
                gconstpointer  unused)
{
  const gint64 anna = give_to (fixture, "Anna");
  g_autoptr (GError) error = NULL;
  g_autofree char *pain = NULL;

  review_setup_high_hips (fixture->review);
  g_assert_true (plumb_library_keep_checks (fixture->library, fixture->review, NULL));
  g_assert_null (plumb_athlete_next_film (find_athlete (fixture, anna)));
  g_assert_true (
      plumb_library_keep_outlook (fixture->library, fixture->review, 0, "Clear", &error));
  g_assert_true (plumb_athlete_film_due (find_athlete (fixture, anna)));
  pain = plumb_library_pain_outlook (fixture->library, anna, &error);
  g_assert_cmpstr (pain, ==, "Clear");

  g_assert_true (plumb_library_set_next_film (fixture->library, anna, "2099-12-24", &error));
  review_fixture_reopen (fixture);
  g_assert_cmpstr (plumb_athlete_next_film (find_athlete (fixture, anna)), ==, "2099-12-24");
  g_assert_false (plumb_athlete_film_due (find_athlete (fixture, anna)));
  g_assert_false (plumb_library_set_next_film (fixture->library, anna, "24.12.", &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_assert_true (plumb_library_set_next_film (fixture->library, anna, "", NULL));
  g_assert_cmpstr (plumb_athlete_next_film (find_athlete (fixture, anna)), !=, "2099-12-24");
}

static void
assert_found (ReviewFixture *fixture,
              const char    *words,
              PlumbFoundKind kind,
              const char    *key)
{
  g_autoptr (GListModel) found = plumb_library_search (fixture->library, words, NULL);
  g_autoptr (PlumbReviewItem) item = g_list_model_get_item (found, 0);

  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 1);
  g_assert_cmpint (plumb_review_item_found_kind (item), ==, kind);
  g_assert_cmpstr (plumb_review_item_found_key (item), ==, key);
  g_assert_cmpstr (plumb_review_item_athlete_name (item), ==, "Anna");
}

static void
test_words (ReviewFixture *fixture,
            gconstpointer  unused)
{
  const gint64 anna = give_to (fixture, "Anna");
  g_autoptr (PlumbAthleteDetails) details = plumb_athlete_details_new ();
  g_autoptr (GListModel) found = NULL;

  g_free (details->notes);
  details->notes = g_strdup ("Long femurs.");
  g_assert_true (plumb_library_set_athlete_details (fixture->library, anna, details, NULL));
  g_assert_true (plumb_review_set_notes (fixture->review, "Heels low.", NULL));
  review_setup_high_hips (fixture->review);
  g_assert_true (plumb_review_set_decision_note (fixture->review, "hips-too-high",
                                                 "Wants a wider stance.", NULL));
  assert_found (fixture, "fem", PLUMB_FOUND_ATHLETE, "");
  assert_found (fixture, "heels", PLUMB_FOUND_NOTE, "");
  assert_found (fixture, "wider stance", PLUMB_FOUND_DECISION, "hips-too-high");
  g_assert_true (plumb_library_delete_athlete (fixture->library, anna, NULL));
  found = plumb_library_search (fixture->library, "femurs", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 0);
}

/* Two films of one folder that was moved: one is located, the other is found. */
static void
test_siblings (ReviewFixture *fixture,
               gconstpointer  unused)
{
  g_autofree char *first = test_folder_path (fixture->folder, "film.mp4");
  g_autofree char *second = test_folder_path (fixture->folder, "second.mp4");
  g_autofree char *moved = test_folder_path (fixture->folder, "moved");
  g_autofree char *first_moved = g_build_filename (moved, "film.mp4", NULL);
  g_autofree char *second_moved = g_build_filename (moved, "second.mp4", NULL);
  g_autoptr (PlumbReview) other = NULL;
  guint n = 0;

  g_assert_true (g_file_set_contents (second, "another film", -1, NULL));
  other = plumb_library_review_file (fixture->library, second, 0, NULL);
  g_assert_nonnull (other);
  g_assert_cmpint (g_mkdir (moved, 0700), ==, 0);
  g_assert_cmpint (g_rename (first, first_moved), ==, 0);
  g_assert_true (g_file_set_contents (second_moved, "no such film", -1, NULL));
  g_assert_cmpint (g_unlink (second), ==, 0);
  g_assert_true (plumb_library_locate (fixture->library, plumb_review_id (fixture->review),
                                       first_moved, &n, NULL));
  g_assert_cmpuint (n, ==, 0); /* of another content */
  g_assert_true (g_file_set_contents (second_moved, "another film", -1, NULL));
  g_assert_true (plumb_library_locate (fixture->library, plumb_review_id (fixture->review),
                                       first_moved, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (plumb_review_path (other), ==, second_moved);
}

static void
test_csv (void)
{
  PlumbTrend *trend = g_new0 (PlumbTrend, 1);
  const PlumbTrendPoint points[] = { { 7, 1767268800, 1.5, 0.25, PLUMB_VERDICT_GOOD },
                                     { 9, 1767355200, -2, 0.5, PLUMB_VERDICT_FAULT } };
  g_autoptr (GPtrArray) trends
      = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_trend_free);
  g_autofree char *csv = NULL;

  trend->lift = g_strdup ("sumo");
  trend->measure = g_strdup ("M1.e_bar");
  trend->unit = g_strdup ("%foot");
  trend->points = g_array_new (FALSE, FALSE, sizeof (PlumbTrendPoint));
  g_array_append_vals (trend->points, points, 2);
  g_ptr_array_add (trends, trend);
  csv = plumb_trends_write_csv (trends);
  g_assert_cmpstr (csv, ==,
                   "review,lift,filmed,\"M1.e_bar (%foot)\",\"u M1.e_bar (%foot)\",\"verdict "
                   "M1.e_bar\"\r\n"
                   "7,sumo,2026-01-01T12:00:00Z,1.5,0.25,good\r\n"
                   "9,sumo,2026-01-02T12:00:00Z,-2,0.5,fault\r\n");
}

/* Two frames with a bar, one of them with a hip too; y grows downwards. */
static void
test_series (ReviewFixture *fixture,
             gconstpointer  unused)
{
  g_autofree char *csv = NULL;

  review_fixture_add_point (fixture, 7, PLUMB_LANDMARK_BAR, 100, 500);
  review_fixture_add_point (fixture, 3, PLUMB_LANDMARK_BAR, 100, 620.5);
  review_fixture_add_point (fixture, 7, PLUMB_LANDMARK_HIP, 90, 400);
  csv = plumb_review_series_csv (fixture->review);
  g_assert_cmpstr (csv, ==, "frame,bar_px,hip_px,back_deg\r\n3,0,,\r\n7,120.5,0,\r\n");
}

static void
test_restore (ReviewFixture *fixture,
              gconstpointer  unused)
{
  g_autofree char *folder = g_strdup (plumb_library_data_dir (fixture->library));
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autofree char *copy = g_build_filename (backups, "library-20260101-120000.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = NULL;
  g_autoptr (GPtrArray) list = NULL;

  g_assert_cmpint (g_mkdir_with_parents (backups, 0700), ==, 0);
  g_assert_true (plumb_library_backup (fixture->library, copy, &error));
  g_object_unref (plumb_library_add_athlete (fixture->library, "Zoe", NULL));
  g_assert_false (plumb_library_restore_backup (folder, copy, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_BUSY);
  g_clear_error (&error);

  g_clear_object (&fixture->review);
  g_clear_object (&fixture->library);
  g_assert_true (plumb_library_restore_backup (folder, copy, &error));
  library = plumb_library_open (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (plumb_library_athletes (library)), ==, 0);

  /* And what was there before it comes back in the same way. */
  list = plumb_library_list_backups (folder);
  g_assert_cmpuint (list->len, >=, 2);
  g_clear_object (&library);
  g_assert_true (
      plumb_library_restore_backup (folder, ((PlumbBackup *) list->pdata[0])->path, &error));
  fixture->library = plumb_library_open (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (plumb_library_athletes (fixture->library)), ==, 1);
  fixture->review = plumb_library_load_review (fixture->library, 1, &error);
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library-care/units", test_units);
  review_fixture_add ("/library-care/defaults", test_defaults);
  review_fixture_add ("/library-care/plates", test_plates);
  review_fixture_add ("/library-care/details", test_details);
  review_fixture_add ("/library-care/archive", test_archive);
  g_test_add_func ("/library-care/next-film-date", test_next_film_date);
  review_fixture_add ("/library-care/next-film", test_next_film);
  review_fixture_add ("/library-care/words", test_words);
  review_fixture_add ("/library-care/siblings", test_siblings);
  g_test_add_func ("/library-care/csv", test_csv);
  review_fixture_add ("/library-care/series", test_series);
  review_fixture_add ("/library-care/restore", test_restore);
  return g_test_run ();
}
