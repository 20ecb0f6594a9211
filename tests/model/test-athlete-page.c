/* Who an athlete is, and the checks over time, as the library keeps them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "review-fixture.h"
#include "review-setup.h"

static gint64
give_to_anna (ReviewFixture *fixture)
{
  g_autoptr (PlumbAthlete) athlete = plumb_library_add_athlete (fixture->library, "Anna", NULL);

  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (fixture->review),
                                       plumb_athlete_id (athlete), NULL));
  return plumb_athlete_id (athlete);
}

static PlumbAthleteDetails *
make_details (const char *contact,
              int         year,
              double      height,
              double      mass,
              const char *consent)
{
  PlumbAthleteDetails *details = plumb_athlete_details_new ();

  g_free (details->contact);
  g_free (details->consent_date);
  details->contact = g_strdup (contact);
  details->consent_date = g_strdup (consent);
  details->birth_year = year;
  details->height_cm = height;
  details->mass_kg = mass;
  return details;
}

static void
test_details (ReviewFixture *fixture,
              gconstpointer  unused)
{
  const gint64 anna = give_to_anna (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbAthleteDetails) empty
      = plumb_library_athlete_details (fixture->library, anna, &error);
  g_autoptr (PlumbAthleteDetails) given
      = make_details ("anna@example.org", 1994, 171.5, 68, "2026-01-31");

  g_assert_no_error (error);
  g_assert_cmpstr (empty->contact, ==, "");
  g_assert_cmpint (empty->birth_year, ==, 0);
  g_assert_cmpfloat (empty->height_cm, ==, 0);
  g_free (given->notes);
  given->notes = g_strdup ("Left knee.\nStands wide.");
  g_assert_true (
      plumb_library_set_athlete_details (fixture->library, anna, given, &error));
  review_fixture_reopen (fixture);

  g_autoptr (PlumbAthleteDetails) kept
      = plumb_library_athlete_details (fixture->library, anna, &error);
  g_autofree char *line = plumb_athlete_details_describe (kept);
  g_assert_cmpstr (kept->contact, ==, "anna@example.org");
  g_assert_cmpstr (kept->notes, ==, "Left knee.\nStands wide.");
  g_assert_cmpstr (kept->consent_date, ==, "2026-01-31");
  g_assert_cmpint (kept->birth_year, ==, 1994);
  g_assert_cmpfloat (kept->height_cm, ==, 171.5);
  g_assert_cmpfloat (kept->mass_kg, ==, 68);
  g_assert_cmpstr (line, ==,
                   "Born 1994 · 171.5 cm · 68 kg · anna@example.org · Consent of 2026-01-31");
  g_assert_null (plumb_library_athlete_details (fixture->library, 99, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
}

static void
test_refused (ReviewFixture *fixture,
              gconstpointer  unused)
{
  static const struct
  {
    int         year;
    double      height, mass;
    const char *consent;
    gboolean    accepted;
  } cases[] = {
    { 0, 0, 0, "", TRUE },
    { 1994, 80, 20, "2024-02-29", TRUE },
    { 94, 0, 0, "", FALSE },
    { -1, 0, 0, "", FALSE },
    { 0, 1.71, 0, "", FALSE },
    { 0, -1, 0, "", FALSE },
    { 0, NAN, 0, "", FALSE },
    { 0, 0, 351, "", FALSE },
    { 0, 0, 0, "2025-02-29", FALSE },
    { 0, 0, 0, "2025-13-01", FALSE },
    { 0, 0, 0, "31.1.2026", FALSE },
    { 0, 0, 0, "2026-01-31 ", FALSE },
  };
  const gint64 anna = give_to_anna (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PlumbAthleteDetails) details = make_details (
          "", cases[i].year, cases[i].height, cases[i].mass, cases[i].consent);

      g_assert_cmpint (
          plumb_library_set_athlete_details (fixture->library, anna, details, &error), ==,
          cases[i].accepted);
      g_assert_cmpint (error == NULL, ==, cases[i].accepted);
    }
}

static PlumbTrend *
find_trend (GPtrArray  *trends,
            const char *measure)
{
  for (guint i = 0; i < trends->len; i++)
    if (g_str_equal (((PlumbTrend *) trends->pdata[i])->measure, measure))
      return trends->pdata[i];
  g_assert_not_reached ();
}

/* Another lift of Anna, the same marks. */
static gint64
add_second_review (ReviewFixture *fixture,
                   gint64         anna)
{
  g_autofree char *film = test_folder_path (fixture->folder, "second.mp4");
  g_autoptr (PlumbReview) second = NULL;

  g_assert_true (g_file_set_contents (film, "second", -1, NULL));
  second = plumb_library_review_file (fixture->library, film, anna, NULL);
  g_assert_nonnull (second);
  review_setup_high_hips (second);
  g_assert_true (plumb_library_keep_checks (fixture->library, second, NULL));
  return plumb_review_id (second);
}

static void
test_trends (ReviewFixture *fixture,
             gconstpointer  unused)
{
  const gint64 anna = give_to_anna (fixture);
  g_autoptr (GError) error = NULL;
  gint64 second;

  review_setup_high_hips (fixture->review);
  g_assert_true (plumb_library_keep_checks (fixture->library, fixture->review, NULL));
  second = add_second_review (fixture, anna);

  g_autoptr (GPtrArray) trends = plumb_library_trends (fixture->library, anna, &error);
  g_assert_no_error (error);
  const PlumbTrend *knee = find_trend (trends, "M3.knee");
  g_assert_cmpstr (knee->unit, ==, "deg");
  g_assert_cmpuint (knee->points->len, ==, 2);
  const PlumbTrendPoint *points = (const PlumbTrendPoint *) (gpointer) knee->points->data;
  g_assert_cmpint (points[0].review_id, ==, plumb_review_id (fixture->review));
  g_assert_cmpint (points[1].review_id, ==, second);
  g_assert_cmpfloat (fabs (points[0].value - 156), <, 0.5); /* the worked example */
  g_assert_cmpfloat (points[0].u, >, 0);
  g_assert_cmpint (points[0].verdict, ==, PLUMB_VERDICT_FAULT);

  g_assert_true (plumb_library_delete_review (fixture->library, second, NULL));
  g_autoptr (GPtrArray) fewer = plumb_library_trends (fixture->library, anna, NULL);
  g_assert_cmpuint (find_trend (fewer, "M3.knee")->points->len, ==, 1);
}

static void
keep_as (ReviewFixture *fixture,
         gint64         review_id,
         const char    *lift)
{
  g_autofree char *name = g_strconcat (lift, ".criteria", NULL);
  g_autofree char *file
      = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria", name, NULL);
  g_autoptr (PlumbCriteria) criteria = plumb_criteria_load (file, NULL, NULL);
  g_autoptr (PlumbReview) review
      = plumb_library_load_review (fixture->library, review_id, NULL);

  g_assert_nonnull (criteria);
  plumb_review_set_criteria (review, criteria);
  plumb_review_set_picture (review, 1920, 1080, 60);
  g_assert_true (plumb_library_keep_checks (fixture->library, review, NULL));
}

/* A change from a conventional pull to a sumo pull is none of the lifter's. */
static void
test_trends_of_lifts (ReviewFixture *fixture,
                      gconstpointer  unused)
{
  const gint64 anna = give_to_anna (fixture);
  gint64 second;

  review_setup_high_hips (fixture->review);
  g_assert_true (plumb_library_keep_checks (fixture->library, fixture->review, NULL));
  second = add_second_review (fixture, anna);
  keep_as (fixture, second, "sumo");
  /* Filmed long before the first. */
  g_assert_true (plumb_library_set_filmed (fixture->library, second, 1000, NULL));

  g_autoptr (GPtrArray) trends = plumb_library_trends (fixture->library, anna, NULL);
  g_autoptr (GPtrArray) lifts = plumb_trends_list_lifts (trends);
  g_assert_cmpuint (lifts->len, ==, 2);
  g_assert_cmpstr (lifts->pdata[0], ==, "conventional");
  g_assert_cmpstr (lifts->pdata[1], ==, "sumo");
  plumb_trends_keep_lift (trends, "sumo");
  g_assert_cmpuint (trends->len, >, 2);
  for (guint i = 0; i < trends->len; i++)
    {
      const PlumbTrend *trend = trends->pdata[i];

      g_assert_cmpuint (trend->points->len, ==, 1);
      g_assert_cmpint (g_array_index (trend->points, PlumbTrendPoint, 0).review_id, ==, second);
      g_assert_cmpint (g_array_index (trend->points, PlumbTrendPoint, 0).filmed_s, ==, 1000);
    }
}

/* Two standard uncertainties of 3 and 4 make one of 5: 9.8 is the smallest change
 * that is more than error. */
static void
test_change (void)
{
  static const struct
  {
    double   before, after;
    gboolean is_larger;
  } cases[] = { { 0, 9.9, TRUE }, { 0, -9.9, TRUE }, { 5, 14.7, FALSE }, { 2, 2, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PlumbTrendPoint points[] = {
        { 1, 100, 500, 50, PLUMB_VERDICT_DATA }, /* older ones do not count */
        { 2, 200, cases[i].before, 3, PLUMB_VERDICT_DATA },
        { 3, 300, cases[i].after, 4, PLUMB_VERDICT_DATA },
      };
      g_autoptr (PlumbTrend) trend = g_new0 (PlumbTrend, 1);
      PlumbChange change = { 0 };

      trend->points = g_array_new (FALSE, FALSE, sizeof (PlumbTrendPoint));
      g_array_append_vals (trend->points, points, 1);
      g_assert_false (plumb_trend_change (trend, &change));
      g_array_append_vals (trend->points, points + 1, 2);
      g_assert_true (plumb_trend_change (trend, &change));
      g_assert_cmpfloat (change.change, ==, cases[i].after - cases[i].before);
      g_assert_cmpfloat_with_epsilon (change.detectable, 9.8, 1e-12);
      g_assert_cmpint (change.larger, ==, cases[i].is_larger);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  review_fixture_add ("/athlete-page/details", test_details);
  review_fixture_add ("/athlete-page/refused", test_refused);
  review_fixture_add ("/athlete-page/trends", test_trends);
  review_fixture_add ("/athlete-page/trends-of-lifts", test_trends_of_lifts);
  g_test_add_func ("/athlete-page/change", test_change);
  return g_test_run ();
}
