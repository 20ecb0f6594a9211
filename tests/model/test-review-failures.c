/* An edit that cannot be stored changes nothing, neither in memory nor in the
 * database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-fixture.h"
#include "review-private.h"
#include "sql.h"

static void
limit_pages (ReviewFixture *fixture,
             int            n)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %d", n);

  g_assert_true (plumb_sql_exec (plumb_store_db (fixture->review->store), sql, NULL));
}

/* Longer than all the pages that the database may still take. */
static char *
long_text ( void)
{
  return g_strnfill (200000, 'n');
}

static void
test_full_disk (ReviewFixture *fixture,
                gconstpointer  unused)
{
  PlumbReview *review = fixture->review;
  g_autofree char *text = long_text ();
  g_autoptr (GError) error = NULL;

  review_fixture_add_point (fixture, 3, PLUMB_LANDMARK_HIP, 1, 1);
  g_autofree char *before = review_fixture_describe (review);
  fixture->parts = fixture->n_changed = 0;
  limit_pages (fixture, 1);
  g_assert_false (plumb_review_set_notes (review, text, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FULL);
  g_clear_error (&error);
  review_fixture_assert_changed (fixture, 0);
  g_autofree char *after = review_fixture_describe (review);
  g_assert_cmpstr (before, ==, after);
  review_fixture_assert_stored (fixture);
}

/* The second edit of a step cannot be written: the first is not there either. */
static void
test_failing_redo (ReviewFixture *fixture,
                   gconstpointer  unused)
{
  PlumbReview *review = fixture->review;
  sqlite3 *db = plumb_store_db (review->store);
  g_autoptr (GError) error = NULL;

  plumb_review_begin_group (review);
  review_fixture_add_point (fixture, 3, PLUMB_LANDMARK_HIP, 1, 1);
  g_assert_true (plumb_review_set_notes (review, "Hips", NULL));
  g_assert_true (plumb_review_end_group (review, NULL));
  g_assert_true (plumb_review_undo (review, NULL));
  g_autofree char *before = review_fixture_describe (review);

  g_assert_true (plumb_sql_exec (db,
                                 "CREATE TEMP TRIGGER refuse BEFORE INSERT ON main.note "
                                 "BEGIN SELECT raise (ABORT, 'refused'); END",
                                 NULL));
  g_assert_false (plumb_review_redo (review, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_autofree char *after = review_fixture_describe (review);
  g_assert_cmpstr (before, ==, after);
  review_fixture_assert_can (fixture, FALSE, TRUE);
  review_fixture_assert_stored (fixture);
}

static void
test_failing_group (ReviewFixture *fixture,
                    gconstpointer  unused)
{
  PlumbReview *review = fixture->review;
  g_autofree char *text = long_text ();
  g_autoptr (GError) error = NULL;

  gint64 hip = review_fixture_add_point (fixture, 3, PLUMB_LANDMARK_HIP, 1, 1);
  g_autofree char *before = review_fixture_describe (review);
  limit_pages (fixture, 1);

  plumb_review_begin_group (review);
  g_assert_true (plumb_review_delete_mark (review, hip, NULL));
  review_fixture_add_point (fixture, 3, PLUMB_LANDMARK_HIP, 2, 2);
  g_assert_false (plumb_review_set_notes (review, text, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (plumb_review_set_moment (review, PLUMB_MOMENT_SET, 1, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (plumb_review_end_group (review, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FULL);

  g_autofree char *after = review_fixture_describe (review);
  g_assert_cmpstr (before, ==, after);
  limit_pages (fixture, 100000);
  g_assert_true (plumb_review_set_moment (review, PLUMB_MOMENT_SET, 1, NULL));
  review_fixture_assert_stored (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  review_fixture_add ("/review-failures/full-disk", test_full_disk);
  review_fixture_add ("/review-failures/failing-redo", test_failing_redo);
  review_fixture_add ("/review-failures/failing-group", test_failing_group);

  return g_test_run ();
}
