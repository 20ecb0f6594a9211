/* What is computed from a review, and what of it the coach takes into the
 * plan. The setups are the worked examples "hips high" and "good" of the
 * criteria: knee angles of 156° and 124°; a fault is certain beyond 147°.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "folder.h"
#include "library.h"

#define FRAME 12

typedef struct
{
  TestFolder    *folder;
  PlumbLibrary  *library;
  PlumbReview   *review;
  PlumbCriteria *criteria;
} Fixture;

typedef struct
{
  PlumbLandmark landmark;
  PlumbPoint    high;
  PlumbPoint    good;
} Place;

static const Place places[] = {
  { PLUMB_LANDMARK_HEEL, { 700, 980 }, { 700, 980 } },
  { PLUMB_LANDMARK_TOE, { 816, 980 }, { 816, 980 } },
  { PLUMB_LANDMARK_ANKLE, { 724, 950 }, { 724, 950 } },
  { PLUMB_LANDMARK_KNEE, { 729.9, 782.1 }, { 753.2, 784.6 } },
  { PLUMB_LANDMARK_HIP, { 668.4, 630 }, { 635.2, 670.6 } },
  { PLUMB_LANDMARK_ACROMION, { 853, 594.2 }, { 801.2, 582.4 } },
  { PLUMB_LANDMARK_SCAPULA, { 779.5, 572.6 }, { 724.6, 583.2 } },
  { PLUMB_LANDMARK_C7, { 862, 567.2 }, { 801.9, 553.9 } },
  { PLUMB_LANDMARK_T12_L1, { 762.3, 578.4 }, { 709.9, 593.8 } },
  { PLUMB_LANDMARK_S1, { 693.4, 590.6 }, { 647.5, 625.6 } },
};

static void
mark_setup (PlumbReview *review,
            gboolean     high)
{
  /* A plate of 450 mm seen with a radius of 90 pixels. */
  PlumbPoint plate[] = { { 758, 890 }, { 758, 800 } };
  g_autoptr (PlumbMark) disc = plumb_mark_new (0, FRAME, PLUMB_MARK_PLATE, -1, plate, 2);
  g_autoptr (GError) error = NULL;

  plumb_review_begin_group (review);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const PlumbPoint *at = high ? &places[i].high : &places[i].good;
      g_autoptr (PlumbMark) mark
          = plumb_mark_new (0, FRAME, PLUMB_MARK_POINT, places[i].landmark, at, 1);

      plumb_review_add_mark (review, mark, NULL);
    }
  plumb_review_add_mark (review, disc, NULL);
  plumb_review_end_group (review, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer unused)
{
  g_autofree char *file = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  /* So far away that the depth of the body does not show: the examples are flat. */
  PlumbFilming filming = { 450, 200, 0, 0, .camera_yaw_deg = NAN };
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  g_autofree char *film = test_folder_path (fixture->folder, "film.mp4");
  g_assert_true (g_file_set_contents (film, "film", -1, NULL));
  fixture->library = plumb_library_open (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->review = plumb_library_review_file (fixture->library, film, 0, &error);
  g_assert_no_error (error);
  fixture->criteria = plumb_criteria_load (file, NULL, &error);
  g_assert_no_error (error);

  plumb_review_set_criteria (fixture->review, fixture->criteria);
  plumb_review_set_picture (fixture->review, 1920, 1080, 60);
  plumb_review_set_filming (fixture->review, &filming, NULL);
  plumb_review_set_moment (fixture->review, PLUMB_MOMENT_LIFT_OFF, FRAME, NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer unused)
{
  g_assert_finalize_object (fixture->review);
  g_assert_finalize_object (fixture->library);
  plumb_criteria_unref (fixture->criteria);
  test_folder_free (fixture->folder);
}

static const PlumbFinding *
find_high (Fixture *fixture)
{
  return plumb_checks_find_finding (plumb_review_checks (fixture->review), "hips-too-high");
}

static void
assert_knee (Fixture *fixture,
             double   expected_deg)
{
  const PlumbMeasure *knee
      = plumb_checks_find (plumb_review_checks (fixture->review), "M3.knee");

  g_assert_nonnull (knee);
  g_assert_true (knee->has_value);
  g_assert_cmpfloat_with_epsilon (knee->value, expected_deg, 1.0);
}

static void
test_follow_marks (Fixture      *fixture,
                   gconstpointer unused)
{
  g_assert_nonnull (plumb_review_checks (fixture->review));
  g_assert_null (find_high (fixture));
  mark_setup (fixture->review, TRUE);
  assert_knee (fixture, 155.97);
  g_assert_nonnull (find_high (fixture));
  g_assert_cmpint (find_high (fixture)->verdict, ==, PLUMB_VERDICT_FAULT);

  mark_setup (fixture->review, FALSE);
  assert_knee (fixture, 124.0);
  g_assert_null (find_high (fixture));
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_nonnull (find_high (fixture));
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_null (find_high (fixture));

  plumb_review_set_criteria (fixture->review, NULL);
  g_assert_null (plumb_review_checks (fixture->review));
}

static void
test_follow_drag (Fixture      *fixture,
                  gconstpointer unused)
{
  mark_setup (fixture->review, TRUE);
  g_autoptr (GPtrArray) marks = plumb_review_marks_in_frame (fixture->review, FRAME);

  for (guint i = 0; i < marks->len; i++)
    {
      PlumbMark *mark = marks->pdata[i];

      if (mark->landmark != PLUMB_LANDMARK_HIP)
        continue;
      g_autoptr (PlumbMark) dragged = plumb_mark_translated (mark, -40, 60);
      plumb_review_preview_mark (fixture->review, dragged);
    }
  const PlumbMeasure *knee
      = plumb_checks_find (plumb_review_checks (fixture->review), "M3.knee");
  g_assert_cmpfloat (knee->value, <, 140);
  plumb_review_preview_mark (fixture->review, NULL);
  assert_knee (fixture, 155.97);
}

/* The decision keeps what was computed when it was made. */
static void
test_decision_remembers (Fixture      *fixture,
                         gconstpointer unused)
{
  mark_setup (fixture->review, TRUE);
  g_autofree char *text = g_strdup (find_high (fixture)->text);
  g_assert_true (
      plumb_review_decide (fixture->review, "hips-too-high", PLUMB_DECISION_CONFIRMED, NULL));
  mark_setup (fixture->review, FALSE);
  g_assert_null (find_high (fixture));
  g_assert_cmpstr (plumb_review_decided_verdict (fixture->review, "hips-too-high"), ==, "fault");
  g_assert_cmpstr (plumb_review_decided_text (fixture->review, "hips-too-high"), ==, text);
}

static void
assert_plan (Fixture    *fixture,
             const char *first,
             const char *last,
             gboolean    with_high)
{
  g_auto (GStrv) plan = plumb_review_plan_findings (fixture->review);
  g_autofree char *joined = g_strjoinv (" ", plan);
  guint n = g_strv_length (plan);

  g_test_message ("plan: %s", joined);
  g_assert_cmpint (g_strv_contains ((const char *const *) plan, "hips-too-high"), ==, with_high);
  if (first != NULL)
    g_assert_cmpstr (plan[0], ==, first);
  if (last != NULL)
    g_assert_cmpstr (plan[n - 1], ==, last);
}

static void
test_plan (Fixture      *fixture,
           gconstpointer unused)
{
  PlumbReview *review = fixture->review;

  assert_plan (fixture, NULL, NULL, FALSE);
  mark_setup (review, TRUE);
  assert_plan (fixture, "hips-too-high", NULL, TRUE);
  g_assert_true (plumb_review_decide (review, "hips-too-high", PLUMB_DECISION_DISMISSED, NULL));
  assert_plan (fixture, NULL, NULL, FALSE);
  g_assert_true (plumb_review_decide (review, "hips-too-high", PLUMB_DECISION_OPEN, NULL));
  assert_plan (fixture, "hips-too-high", NULL, TRUE);

  /* Confirmed it stays, computed or not; the coach's own comes last. */
  g_assert_true (plumb_review_decide (review, "a-grip-too-wide", PLUMB_DECISION_CONFIRMED, NULL));
  g_assert_true (plumb_review_decide (review, "hips-too-high", PLUMB_DECISION_CONFIRMED, NULL));
  mark_setup (review, FALSE);
  assert_plan (fixture, "hips-too-high", "a-grip-too-wide", TRUE);
  g_assert_true (plumb_review_decide (review, "hips-too-high", PLUMB_DECISION_OPEN, NULL));
  assert_plan (fixture, "a-grip-too-wide", "a-grip-too-wide", FALSE);
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

  add ("/review-checks/follow-marks", test_follow_marks);
  add ("/review-checks/follow-drag", test_follow_drag);
  add ("/review-checks/decision-remembers", test_decision_remembers);
  add ("/review-checks/plan", test_plan);

  return g_test_run ();
}
