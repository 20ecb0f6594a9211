/* Marks that are carried by copy and paste, and the values that stand beside
 * them; the values are worked out by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mark-label.h"
#include "pose-clip.h"
#include "review-fixture.h"

static const PlumbMark *
find (ReviewFixture *fixture,
      gint64         frame,
      PlumbLandmark  landmark)
{
  GPtrArray *marks = plumb_review_marks (fixture->review);

  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = marks->pdata[i];

      if (mark->frame == frame && mark->landmark == landmark)
        return mark;
    }
  return NULL;
}

/* One undo step; a landmark that is there already moves. */
static void
test_pose (ReviewFixture *fixture,
           gconstpointer  unused)
{
  g_autoptr (GPtrArray) copied = NULL;
  g_autoptr (GError) error = NULL;

  review_fixture_add_point (fixture, 7, PLUMB_LANDMARK_HIP, 100, 200);
  review_fixture_add_point (fixture, 7, PLUMB_LANDMARK_KNEE, 300, 400);
  review_fixture_add_point (fixture, 8, PLUMB_LANDMARK_HEEL, 10, 20);
  review_fixture_add_point (fixture, 20, PLUMB_LANDMARK_HIP, 1, 2);
  copied = plumb_pose_copy (fixture->review, 7, 0);
  g_assert_cmpuint (copied->len, ==, 2);
  g_assert_true (plumb_pose_paste (fixture->review, copied, 20, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (plumb_review_marks (fixture->review)->len, ==, 5);
  g_assert_cmpfloat (find (fixture, 20, PLUMB_LANDMARK_HIP)->points[0].x_px, ==, 100);
  g_assert_cmpfloat (find (fixture, 20, PLUMB_LANDMARK_KNEE)->points[0].y_px, ==, 400);
  g_assert_nonnull (find (fixture, 7, PLUMB_LANDMARK_HIP));
  review_fixture_assert_stored (fixture);
  review_fixture_assert_can (fixture, FALSE, FALSE);
}

static void
test_undo (ReviewFixture *fixture,
           gconstpointer  unused)
{
  const gint64 knee = review_fixture_add_point (fixture, 7, PLUMB_LANDMARK_KNEE, 300, 400);
  g_autoptr (GPtrArray) copied = NULL;
  g_autoptr (GError) error = NULL;

  review_fixture_add_point (fixture, 7, PLUMB_LANDMARK_HIP, 100, 200);
  copied = plumb_pose_copy (fixture->review, 7, knee);
  g_assert_cmpuint (copied->len, ==, 1);
  g_ptr_array_unref (g_steal_pointer (&copied));
  copied = plumb_pose_copy (fixture->review, 7, 0);
  g_assert_true (plumb_pose_paste (fixture->review, copied, 9, &error));
  g_assert_cmpuint (plumb_review_marks (fixture->review)->len, ==, 4);
  g_assert_true (plumb_review_undo (fixture->review, &error));
  g_assert_cmpuint (plumb_review_marks (fixture->review)->len, ==, 2);
}

static void
assert_label (ReviewFixture *fixture,
              PlumbMarkKind  kind,
              double         x,
              double         y,
              const char    *label)
{
  const PlumbPoint points[] = { { 100, 100 }, { 100 + x, 100 + y } };
  g_autoptr (PlumbMark) mark = plumb_mark_new (0, 1, kind, PLUMB_LANDMARK_NONE, points, 2);
  g_autofree char *text = plumb_mark_label (mark, fixture->review);

  g_assert_cmpstr (text, ==, label);
}

/* Clicks of 4 px at both ends: 2 * 4 * 1.41421 / 400 px = 1.62°, rounded up; a
 * distance has 2 * 4 * 1.41421 = 11.3 px. */
static void
test_labels (ReviewFixture *fixture,
             gconstpointer  unused)
{
  const PlumbPoint plate[] = { { 500, 500 }, { 600, 500 } };
  g_autoptr (PlumbMark) mark
      = plumb_mark_new (0, 1, PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, plate, 2);
  PlumbFilming filming = plumb_review_filming (fixture->review);
  g_autoptr (PlumbAthlete) athlete = plumb_library_add_athlete (fixture->library, "Ann", NULL);
  g_autoptr (PlumbAthleteDetails) details = plumb_athlete_details_new ();
  g_autoptr (GError) error = NULL;

  /* 60° over the floor, however it is drawn. */
  assert_label (fixture, PLUMB_MARK_TO_HORIZONTAL, 200, -346.41, "60° ± 2°");
  assert_label (fixture, PLUMB_MARK_TO_HORIZONTAL, -200, 346.41, "60° ± 2°");
  assert_label (fixture, PLUMB_MARK_TO_VERTICAL, 200, -346.41, "30° ± 2°");
  assert_label (fixture, PLUMB_MARK_DISTANCE, 300, 400, "500 ± 12 px");
  assert_label (fixture, PLUMB_MARK_ARROW, 300, 400, NULL);
  /* The floor runs 10° down to the right: an arm along it is level, one that
   * rises by 60° in the picture rises by 70°. */
  filming.camera_roll_deg = 10;
  g_assert_true (plumb_review_set_filming (fixture->review, &filming, &error));
  assert_label (fixture, PLUMB_MARK_TO_HORIZONTAL, 393.92, 69.46, "0° ± 2°");
  assert_label (fixture, PLUMB_MARK_TO_HORIZONTAL, 200, -346.41, "70° ± 2°");
  assert_label (fixture, PLUMB_MARK_TO_VERTICAL, 200, -346.41, "20° ± 2°");
  /* 450 mm over 200 px; 2 * 2.25 * hypot (5.657, 500 * 5.657 / 200) = 68.6 mm. */
  g_assert_cmpint (plumb_review_add_mark (fixture->review, mark, &error), >, 0);
  assert_label (fixture, PLUMB_MARK_DISTANCE, 300, 400, "1125 ± 69 mm");
  /* 1125 / 25.4 = 44.29; 68.54 / 25.4 = 2.698. */
  details->length_unit = PLUMB_LENGTH_IN;
  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (fixture->review),
                                       plumb_athlete_id (athlete), &error));
  g_assert_true (plumb_library_set_athlete_details (
      fixture->library, plumb_athlete_id (athlete), details, &error));
  assert_label (fixture, PLUMB_MARK_DISTANCE, 300, 400, "44.3 ± 2.7 in");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  review_fixture_add ("/gui/pose-clip/pose", test_pose);
  review_fixture_add ("/gui/pose-clip/undo", test_undo);
  review_fixture_add ("/gui/mark-label/labels", test_labels);
  return g_test_run ();
}
