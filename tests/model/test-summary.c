/* What the lists know of a review without loading it: lift, load, set frame and
 * open findings, kept when it is left.
 *
 * The setup is the worked example "hips high": one fault and what goes with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-fixture.h"
#include "review-setup.h"

static PlumbReviewItem *
get_item (ReviewFixture *fixture,
          gint64         athlete)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items = plumb_library_reviews (fixture->library, athlete, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 1);
  return g_list_model_get_item (items, 0);
}

static void
assert_open (ReviewFixture *fixture,
             int            open)
{
  g_autoptr (PlumbReviewItem) item
      = get_item (fixture, plumb_review_athlete_id (fixture->review));

  g_assert_cmpint (plumb_review_item_open_findings (item), ==, open);
}

static void
keep (ReviewFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_library_keep_checks (fixture->library, fixture->review, &error));
  g_assert_no_error (error);
}

static void
test_nothing_kept (ReviewFixture *fixture,
                   gconstpointer  unused)
{
  g_autoptr (PlumbReviewItem) item = get_item (fixture, 0);

  keep (fixture); /* without criteria and picture: nothing to keep */
  g_assert_cmpint (plumb_review_item_open_findings (item), ==, -1);
  g_assert_null (plumb_review_item_lift (item));
  g_assert_cmpint (plumb_review_item_set_frame (item), ==, -1);
  g_assert_cmpfloat (plumb_review_item_load_kg (item), ==, 0);
  g_assert_null (plumb_review_item_athlete_name (item));
  assert_open (fixture, -1);
}

static void
test_item (ReviewFixture *fixture,
           gconstpointer  unused)
{
  PlumbFilming filming;
  g_autoptr (PlumbAthlete) athlete = plumb_library_add_athlete (fixture->library, "Anna", NULL);

  review_setup_high_hips (fixture->review);
  filming = plumb_review_filming (fixture->review);
  filming.load_kg = 142.5;
  g_assert_true (plumb_review_set_filming (fixture->review, &filming, NULL));
  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_SET, 3, NULL));
  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (fixture->review),
                                       plumb_athlete_id (athlete), NULL));
  keep (fixture);

  g_autoptr (PlumbReviewItem) item = get_item (fixture, plumb_athlete_id (athlete));
  g_assert_cmpstr (plumb_review_item_lift (item), ==, "conventional");
  g_assert_cmpfloat (plumb_review_item_load_kg (item), ==, 142.5);
  g_assert_cmpint (plumb_review_item_set_frame (item), ==, 3);
  g_assert_cmpstr (plumb_review_item_athlete_name (item), ==, "Anna");
  g_assert_cmpint (plumb_review_item_open_findings (item), >=, 1);
  g_assert_cmpuint (plumb_athlete_open_findings (athlete), ==,
                    plumb_review_item_open_findings (item));
}

/* A finding that was decided is not open any more; a deleted review has none. */
static void
test_open_findings (ReviewFixture *fixture,
                    gconstpointer  unused)
{
  g_autoptr (PlumbAthlete) athlete = plumb_library_add_athlete (fixture->library, "Anna", NULL);
  const gint64 id = plumb_review_id (fixture->review);
  guint open;

  g_assert_true (
      plumb_library_assign (fixture->library, id, plumb_athlete_id (athlete), NULL));
  review_setup_high_hips (fixture->review);
  keep (fixture);
  open = plumb_athlete_open_findings (athlete);
  g_assert_cmpuint (open, >=, 1);
  assert_open (fixture, (int) open);

  g_assert_true (plumb_review_decide (fixture->review, "hips-too-high", PLUMB_DECISION_DISMISSED,
                                      NULL));
  keep (fixture);
  assert_open (fixture, (int) open - 1);
  g_assert_true (
      plumb_review_decide (fixture->review, "hips-too-high", PLUMB_DECISION_OPEN, NULL));
  keep (fixture);
  assert_open (fixture, (int) open);

  g_assert_true (plumb_library_delete_review (fixture->library, id, NULL));
  g_assert_cmpuint (plumb_athlete_open_findings (athlete), ==, 0);
  g_assert_true (plumb_library_restore_review (fixture->library, id, NULL));
  g_assert_cmpuint (plumb_athlete_open_findings (athlete), ==, open);
}

/* The badge is there when the library is opened again. */
static void
test_stored (ReviewFixture *fixture,
             gconstpointer  unused)
{
  g_autoptr (PlumbAthlete) added = plumb_library_add_athlete (fixture->library, "Anna", NULL);
  guint open;

  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (fixture->review),
                                       plumb_athlete_id (added), NULL));
  review_setup_high_hips (fixture->review);
  keep (fixture);
  open = plumb_athlete_open_findings (added);
  review_fixture_reopen (fixture);

  g_autoptr (PlumbAthlete) athlete
      = g_list_model_get_item (plumb_library_athletes (fixture->library), 0);
  g_assert_cmpuint (plumb_athlete_open_findings (athlete), ==, open);
  assert_open (fixture, (int) open);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  review_fixture_add ("/summary/nothing-kept", test_nothing_kept);
  review_fixture_add ("/summary/item", test_item);
  review_fixture_add ("/summary/open-findings", test_open_findings);
  review_fixture_add ("/summary/stored", test_stored);
  return g_test_run ();
}
