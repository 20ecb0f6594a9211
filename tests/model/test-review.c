/* Editing a review: stored before the call returns, undone and done again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "review-fixture.h"

static void
test_defaults (ReviewFixture *fixture,
               gconstpointer  unused)
{
  PlumbFilming filming = plumb_review_filming (fixture->review);

  g_assert_cmpuint (plumb_review_marks (fixture->review)->len, ==, 0);
  for (int i = 0; i < PLUMB_N_MOMENTS; i++)
    g_assert_cmpint (plumb_review_moment (fixture->review, i), ==, -1);
  g_assert_cmpfloat (filming.plate_diameter_mm, ==, 450);
  g_assert_cmpfloat (filming.camera_distance_m, ==, 0);
  g_assert_true (isnan (filming.camera_roll_deg));
  g_assert_cmpfloat (filming.load_kg, ==, 0);
  g_assert_cmpstr (plumb_review_notes (fixture->review), ==, "");
  g_assert_null (plumb_review_checks (fixture->review));
  review_fixture_assert_can (fixture, FALSE, FALSE);
  review_fixture_assert_stored (fixture);
}

static void
test_marks (ReviewFixture *fixture,
            gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  gint64 hip = review_fixture_add_point (fixture, 3, PLUMB_LANDMARK_HIP, 0.1, 1.0 / 3);
  review_fixture_assert_changed (fixture, PLUMB_REVIEW_MARKS | PLUMB_REVIEW_CHECKS);
  gint64 knee = review_fixture_add_point (fixture, 4, PLUMB_LANDMARK_KNEE, 100, 200);

  g_assert_cmpint (knee, >, hip);
  review_fixture_assert_stored (fixture);
  const PlumbMark *mark = plumb_review_mark (fixture->review, hip);
  g_assert_cmpfloat (mark->points[0].y_px, ==, 1.0 / 3);
  g_assert_null (plumb_review_mark (fixture->review, knee + 1));

  g_autoptr (GPtrArray) in_frame = plumb_review_marks_in_frame (fixture->review, 4);
  g_assert_cmpuint (in_frame->len, ==, 1);
  g_assert_cmpint (((PlumbMark *) in_frame->pdata[0])->id, ==, knee);

  fixture->parts = fixture->n_changed = 0;
  g_autoptr (PlumbMark) moved = plumb_mark_translated (mark, 5, -5);
  g_assert_true (plumb_review_change_mark (fixture->review, moved, &error));
  review_fixture_assert_changed (fixture, PLUMB_REVIEW_MARKS | PLUMB_REVIEW_CHECKS);
  review_fixture_assert_stored (fixture);
  g_assert_cmpfloat (plumb_review_mark (fixture->review, hip)->points[0].x_px, ==, 5.1);

  g_assert_true (plumb_review_delete_mark (fixture->review, hip, &error));
  g_assert_null (plumb_review_mark (fixture->review, hip));
  review_fixture_assert_stored (fixture);
  g_assert_false (plumb_review_delete_mark (fixture->review, hip, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (plumb_review_change_mark (fixture->review, moved, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
}

static void
test_incomplete_marks (ReviewFixture *fixture,
                       gconstpointer  unused)
{
  PlumbPoint bad[] = { { NAN, 1 }, { 1, INFINITY }, { 1, 2 } };
  g_autoptr (PlumbMark) nan = plumb_mark_new (0, 0, PLUMB_MARK_POINT, 0, &bad[0], 1);
  g_autoptr (PlumbMark) infinite = plumb_mark_new (0, 0, PLUMB_MARK_POINT, 0, &bad[1], 1);
  g_autoptr (PlumbMark) early
      = plumb_mark_new (0, -1, PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP, &bad[2], 1);
  g_autoptr (PlumbMark) half = plumb_mark_new (0, 0, PLUMB_MARK_SPINE, -1, &bad[2], 1);
  const PlumbMark *const marks[] = { nan, infinite, early, half };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (plumb_review_add_mark (fixture->review, marks[i], &error), ==, 0);
      g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
    }
  review_fixture_assert_changed (fixture, 0);
  review_fixture_assert_can (fixture, FALSE, FALSE);
}

/* What the coach chose of a mark's look, and its words, come back. */
static void
test_looks (ReviewFixture *fixture,
            gconstpointer  unused)
{
  const PlumbMarkLook look = { PLUMB_MARK_COLOUR_RED, PLUMB_MARK_WIDTH_WIDE };
  const PlumbPoint at = { 10, 20 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbMark) bare
      = plumb_mark_new (0, 3, PLUMB_MARK_TEXT, PLUMB_LANDMARK_NONE, &at, 1);
  g_autoptr (PlumbMark) worded = plumb_mark_with_text (bare, "Bar “here”,\nnot there");
  gint64 id;

  g_assert_cmpint (plumb_review_add_mark (fixture->review, bare, &error), ==, 0);
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_clear_error (&error);
  id = plumb_review_add_mark (fixture->review, worded, &error);
  g_assert_no_error (error);
  g_autoptr (PlumbMark) red = plumb_mark_with_look (plumb_review_mark (fixture->review, id), look);
  g_assert_true (plumb_review_change_mark (fixture->review, red, &error));
  g_assert_no_error (error);

  review_fixture_reopen (fixture);
  const PlumbMark *mark = plumb_review_mark (fixture->review, id);
  g_assert_cmpstr (mark->text, ==, "Bar “here”,\nnot there");
  g_assert_cmpint (mark->look.colour, ==, PLUMB_MARK_COLOUR_RED);
  g_assert_cmpint (mark->look.width, ==, PLUMB_MARK_WIDTH_WIDE);
}

static void
test_landmark_replaces (ReviewFixture *fixture,
                        gconstpointer  unused)
{
  gint64 first = review_fixture_add_point (fixture, 3, PLUMB_LANDMARK_HIP, 1, 1);
  gint64 other_frame = review_fixture_add_point (fixture, 4, PLUMB_LANDMARK_HIP, 2, 2);
  gint64 second = review_fixture_add_point (fixture, 3, PLUMB_LANDMARK_HIP, 3, 3);

  g_assert_null (plumb_review_mark (fixture->review, first));
  g_assert_nonnull (plumb_review_mark (fixture->review, other_frame));
  g_assert_cmpint (second, >, other_frame);
  g_assert_cmpuint (plumb_review_marks (fixture->review)->len, ==, 2);

  g_assert_true (plumb_review_undo (fixture->review, NULL)); /* one step */
  g_assert_nonnull (plumb_review_mark (fixture->review, first));
  g_assert_null (plumb_review_mark (fixture->review, second));
  review_fixture_assert_stored (fixture);

  /* Moved into the frame of another one, it takes its place too. */
  const PlumbMark *mark = plumb_review_mark (fixture->review, other_frame);
  g_autoptr (PlumbMark) moved = plumb_mark_in_frame (mark, 3);
  g_assert_true (plumb_review_change_mark (fixture->review, moved, NULL));
  g_assert_null (plumb_review_mark (fixture->review, first));
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_nonnull (plumb_review_mark (fixture->review, first));
  review_fixture_assert_stored (fixture);
}

static void
test_moments_and_filming (ReviewFixture *fixture,
                          gconstpointer  unused)
{
  PlumbFilming filming = { 450, 4.25, -0.75, 182.5, 240 };

  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_LIFT_OFF, 0, NULL));
  review_fixture_assert_changed (fixture, PLUMB_REVIEW_MOMENTS | PLUMB_REVIEW_CHECKS);
  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_LIFT_OFF, 0, NULL));
  review_fixture_assert_changed (fixture, 0);
  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_LOCKOUT, 77, NULL));
  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_LOCKOUT, -1, NULL));
  fixture->parts = fixture->n_changed = 0;
  g_assert_true (plumb_review_set_filming (fixture->review, &filming, NULL));
  review_fixture_assert_changed (fixture, PLUMB_REVIEW_FILMING | PLUMB_REVIEW_CHECKS);
  g_assert_true (plumb_review_set_filming (fixture->review, &filming, NULL));
  review_fixture_assert_changed (fixture, 0);
  review_fixture_assert_stored (fixture);
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_LIFT_OFF), ==, 0);
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_LOCKOUT), ==, -1);
  g_assert_cmpfloat (plumb_review_filming (fixture->review).camera_distance_m, ==, 4.25);

  /* The coach outranks the file, which is asked again when he takes it back. */
  plumb_review_set_picture (fixture->review, 1920, 1080, 30);
  g_assert_cmpfloat (plumb_review_poses (fixture->review)->camera.fps, ==, 240);
  filming.filmed_fps = 0;
  g_assert_true (plumb_review_set_filming (fixture->review, &filming, NULL));
  g_assert_cmpfloat (plumb_review_poses (fixture->review)->camera.fps, ==, 30);
  plumb_review_set_picture (fixture->review, 1920, 1080, 0);
  g_assert_false (plumb_review_poses (fixture->review)->camera.has_fps);

  /* What cannot be is unknown. */
  filming = (PlumbFilming) { -1, NAN, INFINITY, -5, -30 };
  g_assert_true (plumb_review_set_filming (fixture->review, &filming, NULL));
  filming = plumb_review_filming (fixture->review);
  g_assert_cmpfloat (filming.plate_diameter_mm, ==, 0);
  g_assert_cmpfloat (filming.camera_distance_m, ==, 0);
  g_assert_true (isnan (filming.camera_roll_deg));
  g_assert_cmpfloat (filming.load_kg, ==, 0);
  g_assert_cmpfloat (filming.filmed_fps, ==, 0);
  review_fixture_assert_stored (fixture);
}

/* Each of it alone is an edit that is stored, checked with and undone. */
static void
test_filming_one_by_one (ReviewFixture *fixture,
                         gconstpointer  unused)
{
  const PlumbFilming before = plumb_review_filming (fixture->review);
  PlumbFilming after[] = { before, before, before, before, before, before, before, before,
                           before };

  after[0].plate_diameter_mm = 400;
  after[1].camera_distance_m = 5;
  after[2].camera_roll_deg = 0;
  after[3].camera_yaw_deg = 0;
  after[4].load_kg = 140;
  after[5].camera_height_m = 0.9;
  after[6].set_reps = 5;
  after[7].lift = g_intern_static_string ("sumo");
  after[8].camera_lens_mm = 26;
  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    {
      fixture->parts = fixture->n_changed = 0;
      g_assert_true (plumb_review_set_filming (fixture->review, &after[i], NULL));
      review_fixture_assert_changed (fixture, PLUMB_REVIEW_FILMING | PLUMB_REVIEW_CHECKS);
      g_assert_true (plumb_review_poses (fixture->review)->camera.has_yaw == (i == 3));
      g_assert_true (plumb_review_poses (fixture->review)->camera.has_lens == (i == 8));
      review_fixture_assert_stored (fixture);
      g_assert_true (plumb_review_set_filming (fixture->review, &before, NULL));
      g_assert_true (isnan (plumb_review_filming (fixture->review).camera_yaw_deg));
    }
  after[3].camera_yaw_deg = -2.5;
  g_assert_true (plumb_review_set_filming (fixture->review, &after[3], NULL));
  g_assert_cmpfloat (plumb_review_poses (fixture->review)->camera.yaw_deg, ==, 2.5);
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_false (plumb_review_poses (fixture->review)->camera.has_yaw);
  g_assert_true (plumb_review_redo (fixture->review, NULL));
  g_assert_cmpfloat (plumb_review_poses (fixture->review)->camera.yaw_deg, ==, 2.5);
}

static void
test_decisions (ReviewFixture *fixture,
                gconstpointer  unused)
{
  PlumbReview *review = fixture->review;

  g_assert_true (plumb_review_decide (review, "own", PLUMB_DECISION_CONFIRMED, NULL));
  review_fixture_assert_changed (fixture, PLUMB_REVIEW_DECISIONS);
  g_assert_true (plumb_review_decide (review, "own", PLUMB_DECISION_CONFIRMED, NULL));
  review_fixture_assert_changed (fixture, 0);
  g_assert_true (plumb_review_set_decision_note (review, "own", "Grip too wide", NULL));
  g_assert_true (plumb_review_decide (review, "hips-too-high", PLUMB_DECISION_DISMISSED, NULL));
  g_assert_null (plumb_review_decided_verdict (review, "own"));
  review_fixture_assert_stored (fixture);
  review = fixture->review;
  g_assert_cmpstr (plumb_review_decision_note (review, "own"), ==, "Grip too wide");

  g_auto (GStrv) plan = plumb_review_plan_findings (review);
  g_assert_cmpuint (g_strv_length (plan), ==, 1);
  g_assert_cmpstr (plan[0], ==, "own");

  /* Open again, the words stay; without words nothing stays. */
  g_assert_true (plumb_review_decide (review, "own", PLUMB_DECISION_OPEN, NULL));
  g_assert_cmpstr (plumb_review_decision_note (review, "own"), ==, "Grip too wide");
  review_fixture_assert_stored (fixture);
  g_assert_true (plumb_review_set_decision_note (fixture->review, "own", "", NULL));
  review_fixture_assert_stored (fixture);
}

static void
test_notes (ReviewFixture *fixture,
            gconstpointer  unused)
{
  g_assert_true (plumb_review_set_notes (fixture->review, "H", NULL));
  review_fixture_assert_changed (fixture, PLUMB_REVIEW_NOTES);
  g_assert_true (plumb_review_set_notes (fixture->review, "Hü", NULL));
  g_assert_true (plumb_review_set_notes (fixture->review, "Hüfte\nhoch", NULL));
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_cmpstr (plumb_review_notes (fixture->review), ==, "");
  review_fixture_assert_can (fixture, FALSE, TRUE);
  g_assert_true (plumb_review_redo (fixture->review, NULL));
  g_assert_cmpstr (plumb_review_notes (fixture->review), ==, "Hüfte\nhoch");
  review_fixture_assert_stored (fixture);
}

/* Every sort of edit, one after the other. */
static void
edit_once (ReviewFixture *fixture,
           int            which)
{
  PlumbReview *review = fixture->review;
  PlumbFilming filming = { 450, 3 + which, 0.5, 100 };
  GPtrArray *marks = plumb_review_marks (review);
  gboolean done = TRUE;

  switch (which % 7)
    {
    case 0:
      review_fixture_add_point (fixture, which % 3, PLUMB_LANDMARK_HIP, which, which);
      break;
    case 1:
      review_fixture_add_point (fixture, which % 3, PLUMB_LANDMARK_BAR, which, which);
      break;
    case 2:
      {
        g_autoptr (PlumbMark) moved = plumb_mark_translated (marks->pdata[0], which, 0.1);

        done = plumb_review_change_mark (review, moved, NULL);
        break;
      }
    case 3:
      done = plumb_review_set_moment (review, which % PLUMB_N_MOMENTS, which, NULL);
      break;
    case 4:
      done = plumb_review_set_filming (review, &filming, NULL);
      break;
    case 5:
      done = plumb_review_decide (review, which % 2 != 0 ? "own" : "hips-too-high",
                                  1 + which % 2, NULL);
      break;
    default:
      done = marks->len < 3
             || plumb_review_delete_mark (review, ((PlumbMark *) marks->pdata[1])->id, NULL);
    }
  g_assert_true (done);
}

static void
test_undo_round_trip (ReviewFixture *fixture,
                      gconstpointer  unused)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  g_ptr_array_add (states, review_fixture_describe (fixture->review));
  for (int i = 0; i < 60; i++)
    {
      char *state;

      edit_once (fixture, i);
      state = review_fixture_describe (fixture->review);
      if (strcmp (state, states->pdata[states->len - 1]) != 0)
        g_ptr_array_add (states, state);
      else
        g_free (state);
    }
  n = states->len - 1;
  g_assert_cmpuint (n, >, 40);

  for (int pass = 0; pass < 2; pass++)
    {
      for (guint i = n; i > 0; i--)
        {
          g_assert_true (plumb_review_undo (fixture->review, NULL));
          g_autofree char *now = review_fixture_describe (fixture->review);
          g_assert_cmpstr (now, ==, states->pdata[i - 1]);
        }
      review_fixture_assert_can (fixture, FALSE, TRUE);
      g_assert_true (plumb_review_undo (fixture->review, NULL)); /* nothing more */

      for (guint i = 0; i < n; i++)
        {
          g_assert_true (plumb_review_redo (fixture->review, NULL));
          g_autofree char *now = review_fixture_describe (fixture->review);
          g_assert_cmpstr (now, ==, states->pdata[i + 1]);
        }
      review_fixture_assert_can (fixture, TRUE, FALSE);
    }

  for (guint i = 0; i < n / 2; i++)
    g_assert_true (plumb_review_undo (fixture->review, NULL));
  review_fixture_assert_stored (fixture);
}

static void
test_preview (ReviewFixture *fixture,
              gconstpointer  unused)
{
  gint64 id = review_fixture_add_point (fixture, 3, PLUMB_LANDMARK_HIP, 10, 10);
  PlumbReview *review = fixture->review;
  PlumbPoint found;

  fixture->parts = fixture->n_changed = 0;
  g_autoptr (PlumbMark) dragged
      = plumb_mark_translated (plumb_review_mark (review, id), 5, 0);
  plumb_review_preview_mark (review, dragged);
  review_fixture_assert_changed (fixture, PLUMB_REVIEW_CHECKS);
  g_assert_true (plumb_poses_find (plumb_review_poses (review), 3, PLUMB_LANDMARK_HIP, &found));
  g_assert_cmpfloat (found.x_px, ==, 15);
  g_assert_cmpfloat (plumb_review_mark (review, id)->points[0].x_px, ==, 10);

  plumb_review_preview_mark (review, NULL);
  g_assert_true (plumb_poses_find (plumb_review_poses (review), 3, PLUMB_LANDMARK_HIP, &found));
  g_assert_cmpfloat (found.x_px, ==, 10);

  /* A mark that is only being drawn counts too. */
  g_autoptr (PlumbMark) drawn = review_fixture_new_point (3, PLUMB_LANDMARK_KNEE, 7, 8);
  plumb_review_preview_mark (review, drawn);
  g_assert_true (plumb_poses_find (plumb_review_poses (review), 3, PLUMB_LANDMARK_KNEE, &found));

  plumb_review_preview_mark (review, dragged);
  review_fixture_assert_can (fixture, TRUE, FALSE);
  review_fixture_assert_stored (fixture);
  review = fixture->review;
  g_assert_cmpfloat (plumb_review_mark (review, id)->points[0].x_px, ==, 10);

  /* What is stored ends the drag, wherever the last preview was. */
  g_autoptr (PlumbMark) further = plumb_mark_translated (dragged, 1, 0);
  plumb_review_preview_mark (review, further);
  g_assert_true (plumb_review_change_mark (review, dragged, NULL));
  g_assert_true (plumb_poses_find (plumb_review_poses (review), 3, PLUMB_LANDMARK_HIP, &found));
  g_assert_cmpfloat (found.x_px, ==, 15);
  g_assert_cmpfloat (plumb_review_mark (review, id)->points[0].x_px, ==, 15);
  g_assert_true (plumb_review_undo (review, NULL));
  g_assert_true (plumb_poses_find (plumb_review_poses (review), 3, PLUMB_LANDMARK_HIP, &found));
  g_assert_cmpfloat (found.x_px, ==, 10);
}

static void
test_poses (ReviewFixture *fixture,
            gconstpointer  unused)
{
  PlumbReview *review = fixture->review;
  PlumbFilming filming = { 450, 4, 1.5, 0 };
  PlumbPoint plate[] = { { 700, 900 }, { 700, 800 } };
  g_autoptr (PlumbMark) mark
      = plumb_mark_new (0, 2, PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, plate, 2);

  g_assert_false (plumb_review_poses (review)->camera.has_principal);
  g_assert_cmpint (plumb_review_poses (review)->scale.kind, ==, PLUMB_SCALE_NONE);
  plumb_review_set_picture (review, 1080, 1920, 59.94);
  g_assert_true (plumb_review_set_filming (review, &filming, NULL));
  g_assert_true (plumb_review_set_moment (review, PLUMB_MOMENT_SET, 2, NULL));
  g_assert_cmpint (plumb_review_add_mark (review, mark, NULL), >, 0);

  const PlumbPoses *poses = plumb_review_poses (review);
  g_assert_cmpint (poses->width_px, ==, 1080);
  g_assert_cmpint (poses->height_px, ==, 1920);
  /* Nobody told it: its error counts. */
  g_assert_false (poses->camera.has_principal);
  g_assert_true (poses->camera.has_fps);
  g_assert_cmpfloat (poses->camera.fps, ==, 59.94);
  g_assert_true (poses->camera.has_distance);
  g_assert_cmpfloat (poses->camera.distance_m, ==, 4);
  g_assert_true (poses->camera.has_roll);
  g_assert_cmpfloat (poses->camera.roll_deg, ==, 1.5);
  g_assert_cmpint (poses->moments[PLUMB_MOMENT_SET], ==, 2);
  g_assert_cmpint (poses->scale.kind, ==, PLUMB_SCALE_PLATE);
  g_assert_cmpfloat (poses->scale.plate_diameter_mm, ==, 450);
  g_assert_cmpfloat_with_epsilon (poses->scale.plate_radius_px, 100, 1e-9);
}

static void
test_group (ReviewFixture *fixture,
            gconstpointer  unused)
{
  PlumbReview *review = fixture->review;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = review_fixture_describe (review);

  plumb_review_begin_group (review);
  gint64 hip = review_fixture_add_point (fixture, 3, PLUMB_LANDMARK_HIP, 1, 1);
  review_fixture_add_point (fixture, 3, PLUMB_LANDMARK_KNEE, 2, 2);
  g_assert_nonnull (plumb_review_mark (review, hip));
  plumb_review_begin_group (review);
  g_assert_true (plumb_review_set_moment (review, PLUMB_MOMENT_SET, 3, NULL));
  g_assert_true (plumb_review_end_group (review, &error));
  review_fixture_add_point (fixture, 3, PLUMB_LANDMARK_HIP, 5, 5);
  review_fixture_assert_changed (fixture, 0);
  g_assert_true (plumb_review_end_group (review, &error));
  g_assert_no_error (error);
  review_fixture_assert_changed (fixture,
                  PLUMB_REVIEW_MARKS | PLUMB_REVIEW_MOMENTS | PLUMB_REVIEW_CHECKS);
  g_assert_cmpuint (plumb_review_marks (review)->len, ==, 2);

  g_autofree char *after = review_fixture_describe (review);
  g_assert_true (plumb_review_undo (review, NULL));
  g_autofree char *undone = review_fixture_describe (review);
  g_assert_cmpstr (undone, ==, before);
  review_fixture_assert_can (fixture, FALSE, TRUE);
  g_assert_true (plumb_review_redo (review, NULL));
  g_autofree char *redone = review_fixture_describe (review);
  g_assert_cmpstr (redone, ==, after);
  review_fixture_assert_stored (fixture);

  plumb_review_begin_group (fixture->review);
  g_assert_true (plumb_review_end_group (fixture->review, NULL));
  review_fixture_assert_can (fixture, FALSE, FALSE);
}

static void
test_save_time (ReviewFixture *fixture,
                gconstpointer  unused)
{
  enum { N = 300 };
  gint64 times[N];
  gint64 id = review_fixture_add_point (fixture, 3, PLUMB_LANDMARK_HIP, 1, 1);

  for (int i = 0; i < N; i++)
    {
      g_autoptr (PlumbMark) moved
          = plumb_mark_translated (plumb_review_mark (fixture->review, id), 1, 0);
      gint64 start = g_get_monotonic_time ();

      g_assert_true (plumb_review_change_mark (fixture->review, moved, NULL));
      times[i] = g_get_monotonic_time () - start;
      for (int j = i; j > 0 && times[j - 1] > times[j]; j--)
        {
          gint64 swap = times[j];
          times[j] = times[j - 1];
          times[j - 1] = swap;
        }
    }
  g_test_message ("saving a mark: median %.2f ms, 95 %% within %.2f ms, longest %.2f ms",
                  times[N / 2] / 1e3, times[N * 95 / 100] / 1e3, times[N - 1] / 1e3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  review_fixture_add ("/review/defaults", test_defaults);
  review_fixture_add ("/review/marks", test_marks);
  review_fixture_add ("/review/incomplete-marks", test_incomplete_marks);
  review_fixture_add ("/review/looks", test_looks);
  review_fixture_add ("/review/landmark-replaces", test_landmark_replaces);
  review_fixture_add ("/review/moments-and-filming", test_moments_and_filming);
  review_fixture_add ("/review/filming-one-by-one", test_filming_one_by_one);
  review_fixture_add ("/review/decisions", test_decisions);
  review_fixture_add ("/review/notes", test_notes);
  review_fixture_add ("/review/undo-round-trip", test_undo_round_trip);
  review_fixture_add ("/review/preview", test_preview);
  review_fixture_add ("/review/poses", test_poses);
  review_fixture_add ("/review/group", test_group);
  review_fixture_add ("/review/save-time", test_save_time);

  return g_test_run ();
}
