/* Bytes of the database changed at random. Whatever they are, opening and
 * loading end with an answer: what was stored, or an error of the library.
 * PLUMBLINE_CORRUPT_RUNS sets how often.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <stdlib.h>

#include "folder.h"
#include "library.h"

#define DEFAULT_RUNS 60
#define N_REVIEWS 12

static void
fill_review (PlumbReview *review,
             int          which)
{
  PlumbPoint spine[] = { { 1, 2 }, { 3.5, 4 }, { 5, 6 } };
  g_autoptr (PlumbMark) line = plumb_mark_new (0, 4, PLUMB_MARK_SPINE, -1, spine, 3);
  g_autofree char *notes = g_strnfill (40 * which, 'n');

  for (int i = 0; i < 30; i++)
    {
      g_autoptr (PlumbMark) point
          = plumb_mark_new (0, i, PLUMB_MARK_POINT, i % PLUMB_N_LANDMARKS, spine, 1);

      g_assert_cmpint (plumb_review_add_mark (review, point, NULL), >, 0);
    }
  g_assert_cmpint (plumb_review_add_mark (review, line, NULL), >, 0);
  g_assert_true (plumb_review_set_moment (review, PLUMB_MOMENT_SET, which, NULL));
  g_assert_true (plumb_review_decide (review, "own", PLUMB_DECISION_CONFIRMED, NULL));
  g_assert_true (plumb_review_set_notes (review, notes, NULL));
}

/* (transfer full) The bytes of a library's database. */
static GBytes *
make_database (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *film = test_folder_path (folder, "film");
  g_autofree char *path = test_folder_path (folder, "library.db");
  PlumbLibrary *library = plumb_library_open (folder, NULL);
  g_autoptr (PlumbAthlete) athlete = plumb_library_add_athlete (library, "Anna", NULL);
  char *contents = NULL;
  gsize length = 0;

  for (int i = 0; i < N_REVIEWS; i++)
    {
      g_autofree char *content = g_strdup_printf ("film %d", i);

      g_assert_true (g_file_set_contents (film, content, -1, NULL));
      g_autoptr (PlumbReview) review
          = plumb_library_review_file (library, film, plumb_athlete_id (athlete), NULL);
      fill_review (review, i);
    }
  g_object_unref (library);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  return g_bytes_new_take (contents, length);
}

static void
write_corrupted (const char *folder,
                 GBytes     *database)
{
  g_autofree char *path = test_folder_path (folder, "library.db");
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (database, &length);
  g_autofree guint8 *copy = g_memdup2 (bytes, length);
  int n = g_test_rand_int_range (1, 40);

  for (int i = 0; i < n; i++)
    copy[g_test_rand_int_range (0, (int) length)] = (guint8) g_test_rand_int_range (0, 256);
  g_assert_true (g_file_set_contents_full (path, (const char *) copy, (gssize) length,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
assert_library_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == PLUMB_LIBRARY_ERROR);
}

/* Loads all that there is; the number of answers that were errors. */
static guint
load_all (PlumbLibrary *library)
{
  guint n_errors = 0;

  for (gint64 id = 0; id <= N_REVIEWS + 1; id++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) list_error = NULL;
      g_autoptr (GError) edit_error = NULL;
      g_autoptr (PlumbReview) review = plumb_library_load_review (library, id, &error);
      g_autoptr (GListModel) reviews = plumb_library_reviews (library, id, &list_error);

      if (reviews == NULL)
        assert_library_error (list_error);
      if (review == NULL)
        assert_library_error (error);
      else if (!plumb_review_set_notes (review, "edited", &edit_error))
        assert_library_error (edit_error);
      n_errors += review == NULL || reviews == NULL;
    }
  return n_errors;
}

static void
test_random_bytes (void)
{
  g_autoptr (GBytes) database = make_database ();
  const char *wanted = g_getenv ("PLUMBLINE_CORRUPT_RUNS");
  int runs = wanted != NULL ? atoi (wanted) : DEFAULT_RUNS;
  guint n_refused = 0, n_errors = 0;

  for (int i = 0; i < runs; i++)
    {
      g_autoptr (TestFolder) folder = test_folder_new ();
      g_autoptr (GError) error = NULL;

      write_corrupted (folder, database);
      g_autoptr (PlumbLibrary) library = plumb_library_open (folder, &error);
      if (library != NULL)
        n_errors += load_all (library) > 2; /* there is no review 0, nor 13 */
      else
        {
          assert_library_error (error);
          n_refused++;
        }
    }
  g_test_message ("%d databases: %u refused at the start, %u while loading", runs, n_refused,
                  n_errors);
  g_assert_cmpuint (n_refused + n_errors, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/corrupt/random-bytes", test_random_bytes);

  return g_test_run ();
}
