/* The library: athletes, recordings, reviews, and what undoes a deletion.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder.h"
#include "library.h"

typedef struct
{
  TestFolder   *folder;
  char         *data_dir;
  PlumbLibrary *library;
  guint         n_changed;
} Fixture;

static void
count_cb (PlumbLibrary *library,
          Fixture      *fixture)
{
  fixture->n_changed++;
}

static void
open_library (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->library = plumb_library_open (fixture->data_dir, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->library, "changed", G_CALLBACK (count_cb), fixture);
}

static void
close_library (Fixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->library));
}

static void
set_up (Fixture      *fixture,
        gconstpointer unused)
{
  fixture->folder = test_folder_new ();
  fixture->data_dir = test_folder_path (fixture->folder, "data");
  open_library (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer unused)
{
  if (fixture->library != NULL)
    close_library (fixture);
  g_free (fixture->data_dir);
  test_folder_free (fixture->folder);
}

/* (transfer full) Path of a file with this content. */
static char *
make_film (Fixture    *fixture,
           const char *name,
           const char *content)
{
  char *path = test_folder_path (fixture->folder, name);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static gint64
add_athlete (Fixture    *fixture,
             const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbAthlete) athlete = plumb_library_add_athlete (fixture->library, name, &error);

  g_assert_no_error (error);
  return plumb_athlete_id (athlete);
}

static PlumbReview *
review_file (Fixture    *fixture,
             const char *path,
             gint64      athlete)
{
  g_autoptr (GError) error = NULL;
  PlumbReview *review = plumb_library_review_file (fixture->library, path, athlete, &error);

  g_assert_no_error (error);
  g_assert_nonnull (review);
  return review;
}

/* Names in the list, joined by commas. */
static void
assert_names (Fixture    *fixture,
              const char *expected)
{
  GListModel *model = plumb_library_athletes (fixture->library);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PlumbAthlete) athlete = g_list_model_get_item (model, i);

      g_string_append_printf (names, "%s%s", i > 0 ? "," : "", plumb_athlete_name (athlete));
    }
  g_assert_cmpstr (names->str, ==, expected);
}

static void
assert_n_reviews (Fixture *fixture,
                  gint64   athlete,
                  guint    n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) model = plumb_library_reviews (fixture->library, athlete, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, n);
}

static void
test_athletes (Fixture      *fixture,
               gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 ben = add_athlete (fixture, "Ben");
  gint64 anna = add_athlete (fixture, "  anna ");

  add_athlete (fixture, "Carla");
  assert_names (fixture, "anna,Ben,Carla");
  g_assert_cmpuint (fixture->n_changed, ==, 3);
  g_assert_true (plumb_library_rename_athlete (fixture->library, ben, "Zoe", &error));
  assert_names (fixture, "anna,Carla,Zoe");
  g_assert_null (plumb_library_add_athlete (fixture->library, "  ", &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (plumb_library_rename_athlete (fixture->library, 99, "X", &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_true (plumb_library_delete_athlete (fixture->library, anna, &error));
  assert_names (fixture, "Carla,Zoe");
  close_library (fixture);
  open_library (fixture);
  assert_names (fixture, "Carla,Zoe");
  g_assert_true (plumb_library_restore_athlete (fixture->library, anna, &error));
  assert_names (fixture, "anna,Carla,Zoe");
  g_assert_no_error (error);
}

static void
test_review_file (Fixture      *fixture,
                  gconstpointer unused)
{
  g_autofree char *path = make_film (fixture, "a.mp4", "film a");
  gint64 anna = add_athlete (fixture, "Anna");
  gint64 ben = add_athlete (fixture, "Ben");
  PlumbReview *review = review_file (fixture, path, 0);
  gint64 id = plumb_review_id (review);

  g_assert_cmpstr (plumb_review_path (review), ==, path);
  g_assert_cmpint (plumb_review_athlete_id (review), ==, 0);
  g_assert_null (plumb_review_athlete_name (review));
  g_assert_cmpint (plumb_review_created_s (review), >, 1700000000);
  assert_n_reviews (fixture, 0, 1);

  /* The same object for all who ask; an athlete can come later, and stays. */
  PlumbReview *again = review_file (fixture, path, anna);
  g_assert_true (again == review);
  g_assert_cmpstr (plumb_review_athlete_name (review), ==, "Anna");
  g_object_unref (again);
  g_object_unref (review_file (fixture, path, ben));
  g_assert_cmpint (plumb_review_athlete_id (review), ==, anna);
  assert_n_reviews (fixture, 0, 0);
  assert_n_reviews (fixture, anna, 1);
  assert_n_reviews (fixture, ben, 0);

  g_assert_true (plumb_library_rename_athlete (fixture->library, anna, "Anna K.", NULL));
  g_assert_cmpstr (plumb_review_athlete_name (review), ==, "Anna K.");
  g_assert_true (plumb_library_assign (fixture->library, id, ben, NULL));
  g_assert_cmpstr (plumb_review_athlete_name (review), ==, "Ben");
  g_assert_true (plumb_library_assign (fixture->library, id, 0, NULL));
  g_assert_null (plumb_review_athlete_name (review));
  g_assert_false (plumb_library_assign (fixture->library, id, 99, NULL));
  g_assert_false (plumb_library_assign (fixture->library, 99, ben, NULL));
  g_assert_true (plumb_library_assign (fixture->library, id, anna, NULL));
  g_assert_finalize_object (review);

  close_library (fixture);
  open_library (fixture);
  review = plumb_library_load_review (fixture->library, id, NULL);
  g_assert_cmpstr (plumb_review_path (review), ==, path);
  g_assert_cmpstr (plumb_review_athlete_name (review), ==, "Anna K.");
  g_assert_finalize_object (review);
}

static void
test_review_file_errors (Fixture      *fixture,
                         gconstpointer unused)
{
  g_autofree char *path = make_film (fixture, "a.mp4", "film a");
  g_autoptr (GError) error = NULL;

  g_assert_null (plumb_library_review_file (fixture->library, "/nonexistent.mp4", 0, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "/nonexistent.mp4"));
  g_clear_error (&error);
  g_assert_null (plumb_library_review_file (fixture->library, fixture->data_dir, 0, &error));
  g_clear_error (&error);
  g_assert_null (plumb_library_review_file (fixture->library, path, 99, &error));
  g_clear_error (&error);
  g_assert_null (plumb_library_load_review (fixture->library, 99, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  assert_n_reviews (fixture, 0, 0);
}

static void
test_moved_file (Fixture      *fixture,
                 gconstpointer unused)
{
  g_autofree char *path = make_film (fixture, "a.mp4", "film a");
  g_autofree char *copy = make_film (fixture, "copy.mp4", "film a");
  g_autofree char *moved = test_folder_path (fixture->folder, "moved.mp4");
  g_autoptr (PlumbReview) review = review_file (fixture, path, 0);

  /* A copy is the same recording, and the first place goes on counting. */
  g_autoptr (PlumbReview) of_copy = review_file (fixture, copy, 0);
  g_assert_true (of_copy == review);
  g_assert_cmpstr (plumb_review_path (review), ==, path);

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  g_autoptr (PlumbReview) of_moved = review_file (fixture, moved, 0);
  g_assert_true (of_moved == review);
  g_assert_cmpstr (plumb_review_path (review), ==, moved);

  /* Another film under the old name is another recording. */
  g_autofree char *other = make_film (fixture, "a.mp4", "film b");
  g_autoptr (PlumbReview) of_other = review_file (fixture, other, 0);
  g_assert_true (of_other != review);
  assert_n_reviews (fixture, 0, 2);
}

static void
test_locate (Fixture      *fixture,
             gconstpointer unused)
{
  g_autofree char *path = make_film (fixture, "a.mp4", "film a");
  g_autofree char *other = make_film (fixture, "b.mp4", "film b");
  g_autofree char *moved = test_folder_path (fixture->folder, "moved.mp4");
  g_autoptr (PlumbReview) review = review_file (fixture, path, 0);
  gint64 id = plumb_review_id (review);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  g_assert_false (plumb_library_locate (fixture->library, id, other, NULL, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_OTHER_FILE);
  g_clear_error (&error);
  g_assert_cmpstr (plumb_review_path (review), ==, path);
  g_assert_false (plumb_library_locate (fixture->library, id, path, NULL, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (plumb_library_locate (fixture->library, id, moved, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (plumb_review_path (review), ==, moved);
}

static void
test_delete_review (Fixture      *fixture,
                    gconstpointer unused)
{
  g_autofree char *path = make_film (fixture, "a.mp4", "film a");
  gint64 anna = add_athlete (fixture, "Anna");
  g_autoptr (PlumbReview) review = review_file (fixture, path, anna);
  gint64 id = plumb_review_id (review);

  g_assert_true (plumb_review_set_notes (review, "Kept", NULL));
  g_assert_true (plumb_library_delete_review (fixture->library, id, NULL));
  assert_n_reviews (fixture, anna, 0);
  g_autoptr (PlumbReview) second = review_file (fixture, path, anna);
  g_assert_cmpint (plumb_review_id (second), !=, id);
  g_assert_cmpstr (plumb_review_notes (second), ==, "");

  g_assert_true (plumb_library_restore_review (fixture->library, id, NULL));
  assert_n_reviews (fixture, anna, 2);
  g_clear_object (&review);
  review = plumb_library_load_review (fixture->library, id, NULL);
  g_assert_cmpstr (plumb_review_notes (review), ==, "Kept");
  g_assert_false (plumb_library_delete_review (fixture->library, 99, NULL));
}

static void
test_delete_athlete_with_reviews (Fixture      *fixture,
                                  gconstpointer unused)
{
  g_autofree char *path = make_film (fixture, "a.mp4", "film a");
  gint64 anna = add_athlete (fixture, "Anna");
  g_autoptr (PlumbReview) review = review_file (fixture, path, anna);

  g_assert_true (plumb_library_delete_athlete (fixture->library, anna, NULL));
  assert_n_reviews (fixture, 0, 0);
  g_autoptr (PlumbReview) fresh = review_file (fixture, path, 0);
  g_assert_true (fresh != review);
  g_assert_true (plumb_library_restore_athlete (fixture->library, anna, NULL));
  assert_n_reviews (fixture, anna, 1);
  g_assert_cmpstr (plumb_review_athlete_name (review), ==, "Anna");
}

static void
test_search (Fixture      *fixture,
             gconstpointer unused)
{
  g_autofree char *path = make_film (fixture, "a.mp4", "film a");
  g_autoptr (PlumbReview) review = review_file (fixture, path, 0);

  g_assert_true (plumb_review_set_notes (review, "Hips shoot up", NULL));
  g_autoptr (GListModel) found = plumb_library_search (fixture->library, "shoot hip", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 1);
  g_autoptr (PlumbReviewItem) item = g_list_model_get_item (found, 0);
  g_assert_cmpint (plumb_review_item_id (item), ==, plumb_review_id (review));
  g_assert_cmpstr (plumb_review_item_path (item), ==, path);
  g_assert_cmpint (plumb_review_item_athlete_id (item), ==, 0);
  g_assert_cmpint (plumb_review_item_created_s (item), ==, plumb_review_created_s (review));
  g_assert_cmpstr (plumb_review_item_notes (item), ==, "Hips shoot up");

  g_assert_true (plumb_review_undo (review, NULL));
  g_autoptr (GListModel) none = plumb_library_search (fixture->library, "shoot", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (none), ==, 0);
}

/* A common word does not fill the memory: the newest are enough. */
static void
test_search_limit (Fixture      *fixture,
                   gconstpointer unused)
{
  for (guint i = 0; i <= PLUMB_LIBRARY_MAX_FOUND; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.mp4", i);
      g_autofree char *path = make_film (fixture, name, name);
      g_autoptr (PlumbReview) review = review_file (fixture, path, 0);

      g_assert_true (plumb_review_set_notes (review, "Heels", NULL));
    }
  g_autoptr (GListModel) found = plumb_library_search (fixture->library, "heel", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, PLUMB_LIBRARY_MAX_FOUND);
  g_autoptr (PlumbReviewItem) newest = g_list_model_get_item (found, 0);
  g_assert_true (g_str_has_suffix (plumb_review_item_path (newest), "/100.mp4"));
}

/* A program that prints looks at the library while the window has it. */
static void
test_read_only (Fixture      *fixture,
                gconstpointer unused)
{
  g_autofree char *path = make_film (fixture, "a.mp4", "film a");
  gint64 anna = add_athlete (fixture, "Anna");
  g_autoptr (PlumbReview) review = review_file (fixture, path, anna);
  gint64 id = plumb_review_id (review);
  g_autoptr (GError) error = NULL;

  g_assert_null (plumb_library_open (fixture->data_dir, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_BUSY);
  g_clear_error (&error);

  g_autoptr (PlumbLibrary) reader = plumb_library_open_read_only (fixture->data_dir, &error);
  g_assert_no_error (error);
  g_assert_true (plumb_library_is_read_only (reader));
  g_autoptr (GListModel) reviews = plumb_library_reviews (reader, anna, &error);
  g_assert_cmpuint (g_list_model_get_n_items (reviews), ==, 1);
  g_autoptr (PlumbReview) read = plumb_library_load_review (reader, id, &error);
  g_assert_no_error (error);
  g_assert_false (plumb_review_set_notes (read, "x", &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_READ_ONLY);
  g_assert_cmpstr (plumb_review_notes (read), ==, "");
  g_clear_error (&error);
  g_assert_null (plumb_library_add_athlete (reader, "Ben", &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_autoptr (PlumbReview) same = plumb_library_review_file (reader, path, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plumb_review_id (same), ==, id);

  g_autofree char *none = test_folder_path (fixture->folder, "none");
  g_assert_null (plumb_library_open_read_only (none, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FOLDER);
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
}

static void
test_damaged (Fixture      *fixture,
              gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->data_dir, "library.db", NULL);
  g_autoptr (GError) error = NULL;

  add_athlete (fixture, "Anna");
  g_assert_true (plumb_library_verify (fixture->library, &error));
  close_library (fixture);
  g_assert_true (g_file_set_contents (path, "This is not a database.", -1, NULL));
  g_assert_null (plumb_library_open (fixture->data_dir, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_backup (Fixture      *fixture,
             gconstpointer unused)
{
  g_autofree char *path = test_folder_path (fixture->folder, "copy.db");
  g_autoptr (GError) error = NULL;

  add_athlete (fixture, "Anna");
  g_assert_true (plumb_library_backup (fixture->library, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* The database stays open for a review that is still held. */
static void
test_review_outlives_library (Fixture      *fixture,
                              gconstpointer unused)
{
  g_autofree char *path = make_film (fixture, "a.mp4", "film a");
  PlumbReview *review = review_file (fixture, path, 0);

  close_library (fixture);
  g_assert_true (plumb_review_set_notes (review, "Late", NULL));
  gint64 id = plumb_review_id (review);
  g_assert_finalize_object (review);
  open_library (fixture);
  review = plumb_library_load_review (fixture->library, id, NULL);
  g_assert_cmpstr (plumb_review_notes (review), ==, "Late");
  g_object_unref (review);
}

/* The coach's own hand goes with the coach, into open reviews and later ones. */
static void
test_clicks (Fixture      *fixture,
             gconstpointer unused)
{
  g_autofree char *path = make_film (fixture, "lift.mp4", "film");
  PlumbReview *review = review_file (fixture, path, 0);
  double none[PLUMB_N_LANDMARKS] = { 0 };
  double sd[PLUMB_N_LANDMARKS] = { [PLUMB_LANDMARK_HIP] = 4.5, [PLUMB_LANDMARK_KNEE] = 1 / 3.0 };
  double read[PLUMB_N_LANDMARKS];
  const gint64 id = plumb_review_id (review);

  g_assert_true (plumb_library_click_spread (fixture->library, read, NULL));
  g_assert_cmpmem (read, sizeof read, none, sizeof none);
  g_assert_true (plumb_library_set_coach (fixture->library, "Mia", NULL));
  g_assert_true (plumb_library_set_click_spread (fixture->library, sd, NULL));
  g_assert_cmpfloat (plumb_review_poses (review)->click_sd_px[PLUMB_LANDMARK_HIP], ==, 4.5);
  g_assert_cmpfloat (plumb_review_poses (review)->click_sd_px[PLUMB_LANDMARK_TOE], ==, 0);

  g_assert_true (plumb_library_set_coach (fixture->library, "Ben", NULL));
  g_assert_cmpfloat (plumb_review_poses (review)->click_sd_px[PLUMB_LANDMARK_HIP], ==, 0);
  g_assert_true (plumb_library_set_coach (fixture->library, "Mia", NULL));
  g_object_unref (review);

  close_library (fixture);
  open_library (fixture);
  g_assert_true (plumb_library_click_spread (fixture->library, read, NULL));
  g_assert_cmpmem (read, sizeof read, sd, sizeof sd);
  review = plumb_library_load_review (fixture->library, id, NULL);
  g_assert_cmpfloat (plumb_review_poses (review)->click_sd_px[PLUMB_LANDMARK_KNEE], ==, 1 / 3.0);
  g_object_unref (review);
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

  add ("/library/athletes", test_athletes);
  add ("/library/review-file", test_review_file);
  add ("/library/review-file-errors", test_review_file_errors);
  add ("/library/moved-file", test_moved_file);
  add ("/library/locate", test_locate);
  add ("/library/delete-review", test_delete_review);
  add ("/library/delete-athlete-with-reviews", test_delete_athlete_with_reviews);
  add ("/library/search", test_search);
  add ("/library/clicks", test_clicks);
  add ("/library/search-limit", test_search_limit);
  add ("/library/read-only", test_read_only);
  add ("/library/damaged", test_damaged);
  add ("/library/backup", test_backup);
  add ("/library/review-outlives-library", test_review_outlives_library);

  return g_test_run ();
}
