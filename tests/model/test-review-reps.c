/* Several reps in one review, faults by hand, and what is written at a frame.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-fixture.h"

static void
set_moment (ReviewFixture *fixture,
            PlumbMoment    moment,
            gint64         frame)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_review_set_moment (fixture->review, moment, frame, &error));
  g_assert_no_error (error);
}

static void
test_one_rep (ReviewFixture *fixture,
              gconstpointer  unused)
{
  g_assert_cmpuint (plumb_review_n_reps (fixture->review), ==, 1);
  g_assert_cmpuint (plumb_review_rep (fixture->review), ==, 0);
  g_assert_true (plumb_review_remove_rep (fixture->review, 0, NULL));
  g_assert_cmpuint (plumb_review_n_reps (fixture->review), ==, 1);
  review_fixture_assert_can (fixture, FALSE, FALSE);
}

/* Each rep has its own moments, but for those that were not lifted. */
static void
test_moments (ReviewFixture *fixture,
              gconstpointer  unused)
{
  set_moment (fixture, PLUMB_MOMENT_SET, 10);
  set_moment (fixture, PLUMB_MOMENT_NEUTRAL, 2);
  fixture->parts = fixture->n_changed = 0;
  g_assert_true (plumb_review_add_rep (fixture->review, NULL));
  g_assert_cmpuint (plumb_review_n_reps (fixture->review), ==, 2);
  g_assert_cmpuint (plumb_review_rep (fixture->review), ==, 1);
  g_assert_true (fixture->parts & PLUMB_REVIEW_REPS);
  g_assert_true (fixture->parts & PLUMB_REVIEW_CHECKS);
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_SET), ==, -1);
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_NEUTRAL), ==, 2);
  set_moment (fixture, PLUMB_MOMENT_SET, 110);
  set_moment (fixture, PLUMB_MOMENT_NEUTRAL, 3);
  g_assert_cmpint (plumb_review_rep_moment (fixture->review, 0, PLUMB_MOMENT_SET), ==, 10);
  g_assert_cmpint (plumb_review_rep_moment (fixture->review, 1, PLUMB_MOMENT_SET), ==, 110);
  g_assert_true (plumb_review_set_rep (fixture->review, 0, NULL));
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_SET), ==, 10);
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_NEUTRAL), ==, 3);
  g_assert_true (plumb_review_set_rep (fixture->review, 1, NULL));
  review_fixture_assert_stored (fixture);
  g_assert_cmpuint (plumb_review_rep (fixture->review), ==, 1);
}

/* What is undone is what is looked at afterwards. */
static void
test_undo (ReviewFixture *fixture,
           gconstpointer  unused)
{
  set_moment (fixture, PLUMB_MOMENT_SET, 10);
  g_assert_true (plumb_review_add_rep (fixture->review, NULL));
  set_moment (fixture, PLUMB_MOMENT_SET, 110);
  g_assert_true (plumb_review_set_rep (fixture->review, 0, NULL));
  fixture->parts = 0;
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_cmpuint (plumb_review_rep (fixture->review), ==, 1);
  g_assert_true (fixture->parts & PLUMB_REVIEW_REPS);
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_SET), ==, -1);
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_cmpuint (plumb_review_n_reps (fixture->review), ==, 1);
  g_assert_true (plumb_review_redo (fixture->review, NULL));
  g_assert_true (plumb_review_redo (fixture->review, NULL));
  g_assert_cmpint (plumb_review_rep_moment (fixture->review, 1, PLUMB_MOMENT_SET), ==, 110);
  review_fixture_assert_stored (fixture);
}

static void
test_decisions (ReviewFixture *fixture,
                gconstpointer  unused)
{
  g_assert_true (plumb_review_decide (fixture->review, "hips-too-high", PLUMB_DECISION_CONFIRMED,
                                      NULL));
  g_assert_true (plumb_review_add_rep (fixture->review, NULL));
  g_assert_cmpint (plumb_review_decision (fixture->review, "hips-too-high"), ==,
                   PLUMB_DECISION_OPEN);
  g_assert_true (plumb_review_decide (fixture->review, "hips-too-high", PLUMB_DECISION_DISMISSED,
                                      NULL));
  review_fixture_assert_stored (fixture);
  g_assert_cmpint (plumb_review_decision (fixture->review, "hips-too-high"), ==,
                   PLUMB_DECISION_DISMISSED);
  g_assert_true (plumb_review_set_rep (fixture->review, 0, NULL));
  g_assert_cmpint (plumb_review_decision (fixture->review, "hips-too-high"), ==,
                   PLUMB_DECISION_CONFIRMED);
}

/* The reps after it move up, whole; one undo brings it back. */
static void
test_remove (ReviewFixture *fixture,
             gconstpointer  unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after G_GNUC_UNUSED = NULL;

  for (guint r = 0; r < 3; r++)
    {
      if (r > 0)
        g_assert_true (plumb_review_add_rep (fixture->review, NULL));
      set_moment (fixture, PLUMB_MOMENT_SET, 100 * r + 10);
      set_moment (fixture, PLUMB_MOMENT_LIFT_OFF, 100 * r + 20);
    }
  g_assert_true (plumb_review_decide (fixture->review, "hips-too-high", PLUMB_DECISION_CONFIRMED,
                                      NULL));
  g_assert_true (plumb_review_set_rep (fixture->review, 1, NULL));
  before = review_fixture_describe (fixture->review);
  g_assert_true (plumb_review_remove_rep (fixture->review, 1, NULL));
  g_assert_cmpuint (plumb_review_n_reps (fixture->review), ==, 2);
  g_assert_cmpuint (plumb_review_rep (fixture->review), ==, 1);
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_SET), ==, 210);
  g_assert_cmpint (plumb_review_decision (fixture->review, "hips-too-high"), ==,
                   PLUMB_DECISION_CONFIRMED);
  review_fixture_assert_stored (fixture);

  g_assert_true (plumb_review_add_rep (fixture->review, NULL));
  g_assert_true (plumb_review_set_rep (fixture->review, 2, NULL));
  set_moment (fixture, PLUMB_MOMENT_SET, 300);
  g_assert_true (plumb_review_remove_rep (fixture->review, 2, NULL));
  g_assert_cmpuint (plumb_review_rep (fixture->review), ==, 1);
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_cmpint (plumb_review_rep_moment (fixture->review, 2, PLUMB_MOMENT_SET), ==, 300);
}

/* A measure over a rep sees the marks of this rep, and the feet of all. */
static void
test_poses (ReviewFixture *fixture,
            gconstpointer  unused)
{
  const PlumbPoses *poses;
  PlumbPoint at;

  set_moment (fixture, PLUMB_MOMENT_SET, 10);
  set_moment (fixture, PLUMB_MOMENT_LOCKOUT, 30);
  review_fixture_add_point (fixture, 20, PLUMB_LANDMARK_HIP, 1, 2);
  review_fixture_add_point (fixture, 30, PLUMB_LANDMARK_HEEL, 3, 4);
  g_assert_true (plumb_review_add_rep (fixture->review, NULL));
  set_moment (fixture, PLUMB_MOMENT_SET, 110);
  review_fixture_add_point (fixture, 120, PLUMB_LANDMARK_HIP, 5, 6);

  poses = plumb_review_poses (fixture->review);
  g_assert_cmpint (poses->moments[PLUMB_MOMENT_SET], ==, 110);
  g_assert_false (plumb_poses_find (poses, 20, PLUMB_LANDMARK_HIP, &at));
  g_assert_true (plumb_poses_find (poses, 120, PLUMB_LANDMARK_HIP, &at));
  g_assert_true (plumb_poses_find (poses, 110, PLUMB_LANDMARK_HEEL, &at));
  g_assert_cmpfloat (at.x_px, ==, 3);

  g_assert_true (plumb_review_set_rep (fixture->review, 0, NULL));
  poses = plumb_review_poses (fixture->review);
  g_assert_true (plumb_poses_find (poses, 20, PLUMB_LANDMARK_HIP, &at));
  g_assert_false (plumb_poses_find (poses, 120, PLUMB_LANDMARK_HIP, &at));
  /* With one rep every mark counts, as before there were reps. */
  g_assert_true (plumb_review_remove_rep (fixture->review, 1, NULL));
  poses = plumb_review_poses (fixture->review);
  g_assert_true (plumb_poses_find (poses, 120, PLUMB_LANDMARK_HIP, &at));
}

static gint64
put (ReviewFixture  *fixture,
     gint64          id,
     PlumbRemarkKind kind,
     gint64          frame,
     const char     *text)
{
  g_autoptr (GError) error = NULL;
  PlumbRemark *remark = plumb_remark_new (id, kind, frame, text);
  const gint64 stored = plumb_review_put_remark (fixture->review, remark, &error);

  g_assert_no_error (error);
  plumb_remark_free (remark);
  return stored;
}

static const PlumbRemark *
get_remark (ReviewFixture *fixture,
            guint          index)
{
  GPtrArray *remarks = plumb_review_remarks (fixture->review);

  g_assert_cmpuint (index, <, remarks->len);
  return remarks->pdata[index];
}

static void
test_remarks (ReviewFixture *fixture,
              gconstpointer  unused)
{
  const gint64 late = put (fixture, 0, PLUMB_REMARK_NOTE, 50, "  knees in ");
  const gint64 early = put (fixture, 0, PLUMB_REMARK_MOMENT, 20, "Slack out");

  g_assert_cmpint (late, >, 0);
  g_assert_cmpint (early, >, late);
  review_fixture_assert_stored (fixture);
  g_assert_cmpuint (plumb_review_remarks (fixture->review)->len, ==, 2);
  g_assert_cmpint (get_remark (fixture, 0)->id, ==, early);
  g_assert_cmpint (get_remark (fixture, 0)->kind, ==, PLUMB_REMARK_MOMENT);
  g_assert_cmpstr (get_remark (fixture, 1)->text, ==, "knees in");

  fixture->parts = fixture->n_changed = 0;
  g_assert_cmpint (put (fixture, early, PLUMB_REMARK_MOMENT, 60, "Slack out"), ==, early);
  review_fixture_assert_changed (fixture, PLUMB_REVIEW_REMARKS);
  g_assert_cmpint (get_remark (fixture, 1)->id, ==, early);
  g_assert_cmpint (put (fixture, early, PLUMB_REMARK_MOMENT, 60, "Slack out"), ==, early);
  review_fixture_assert_changed (fixture, 0);
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_cmpint (get_remark (fixture, 0)->frame, ==, 20);

  g_assert_cmpint (put (fixture, late, PLUMB_REMARK_NOTE, 50, " "), ==, 0);
  g_assert_cmpuint (plumb_review_remarks (fixture->review)->len, ==, 1);
  review_fixture_assert_can (fixture, TRUE, FALSE);
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_cmpint (get_remark (fixture, 1)->id, ==, late);
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_true (plumb_review_redo (fixture->review, NULL));
  review_fixture_assert_stored (fixture);
}

/* An own fault keeps frame, marks, words and note through decisions, a second
 * library's numbers and undo. */
static void
test_own_fault (ReviewFixture *fixture,
                gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  const gint64 marks[] = { review_fixture_add_point (fixture, 20, PLUMB_LANDMARK_KNEE, 1, 2),
                           review_fixture_add_point (fixture, 21, PLUMB_LANDMARK_HIP, 1, 2) };
  g_autoptr (GPtrArray) tied = NULL;
  g_auto (GStrv) own = NULL;
  g_auto (GStrv) plan = NULL;

  g_assert_false (plumb_review_add_fault (fixture->review, NULL, " ", 20, NULL, 0, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (plumb_review_add_fault (fixture->review, NULL, "Chin up", 20, marks, 2, &error));
  g_assert_no_error (error);
  own = plumb_review_own_faults (fixture->review);
  g_assert_cmpuint (g_strv_length (own), ==, 1);
  g_assert_cmpstr (own[0], ==, "own-001");
  g_assert_cmpstr (plumb_review_decided_text (fixture->review, own[0]), ==, "Chin up");
  g_assert_cmpint (plumb_review_decided_frame (fixture->review, own[0]), ==, 20);
  tied = plumb_review_decided_marks (fixture->review, own[0]);
  g_assert_cmpuint (tied->len, ==, 1); /* the hip is in another frame */
  g_assert_cmpint (((PlumbMark *) tied->pdata[0])->id, ==, marks[0]);
  plan = plumb_review_plan_findings (fixture->review);
  g_assert_true (g_strv_contains ((const char *const *) plan, "own-001"));

  g_assert_true (plumb_review_set_decision_note (fixture->review, own[0], "look down", NULL));
  g_assert_true (plumb_review_decide (fixture->review, own[0], PLUMB_DECISION_DISMISSED, NULL));
  g_assert_true (plumb_review_decide (fixture->review, own[0], PLUMB_DECISION_CONFIRMED, NULL));
  g_assert_cmpstr (plumb_review_decided_text (fixture->review, own[0]), ==, "Chin up");
  g_assert_cmpint (plumb_review_decided_frame (fixture->review, own[0]), ==, 20);
  g_assert_true (plumb_review_add_fault (fixture->review, NULL, "Grip", -1, NULL, 0, NULL));
  review_fixture_assert_stored (fixture);
  g_assert_cmpstr (plumb_review_decided_text (fixture->review, "own-002"), ==, "Grip");
  g_assert_true (plumb_review_remove_fault (fixture->review, "own-001", NULL));
  g_assert_null (plumb_review_decided_text (fixture->review, "own-001"));
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_cmpstr (plumb_review_decision_note (fixture->review, "own-001"), ==, "look down");
}

/* One of the article's list, tied to a frame. */
static void
test_known_fault (ReviewFixture *fixture,
                  gconstpointer  unused)
{
  g_assert_true (
      plumb_review_add_fault (fixture->review, "hips-too-high", NULL, 33, NULL, 0, NULL));
  g_assert_cmpint (plumb_review_decision (fixture->review, "hips-too-high"), ==,
                   PLUMB_DECISION_CONFIRMED);
  g_assert_cmpint (plumb_review_decided_frame (fixture->review, "hips-too-high"), ==, 33);
  review_fixture_assert_stored (fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  review_fixture_add ("/review-reps/one", test_one_rep);
  review_fixture_add ("/review-reps/moments", test_moments);
  review_fixture_add ("/review-reps/undo", test_undo);
  review_fixture_add ("/review-reps/decisions", test_decisions);
  review_fixture_add ("/review-reps/remove", test_remove);
  review_fixture_add ("/review-reps/poses", test_poses);
  review_fixture_add ("/review-reps/remarks", test_remarks);
  review_fixture_add ("/review-reps/own-fault", test_own_fault);
  review_fixture_add ("/review-reps/known-fault", test_known_fault);
  return g_test_run ();
}
