/* Marks that were copied from another frame and left as they were: nobody has
 * seen there how far anything moved.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "worked.h"

#define BIT(landmark) (1u << PLUMB_LANDMARK_##landmark)

static void
assert_unseen (const PlumbChecks *checks,
               const char        *id)
{
  const PlumbMeasure *measure = plumb_checks_find (checks, id);

  g_test_message ("%s", id);
  g_assert_false (measure->has_value);
  g_assert_cmpint (measure->verdict, ==, PLUMB_VERDICT_NOT_MEASURABLE);
  g_assert_true (g_strv_contains ((const char *const *) measure->missing, "copied"));
}

static void
assert_seen (const PlumbChecks *checks,
             const char        *id)
{
  g_test_message ("%s", id);
  g_assert_true (plumb_checks_find (checks, id)->has_value);
}

/* Setup A marked, and pasted into the frame of lift-off as Ctrl+V does it. */
static GPtrArray *
paste_setup (void)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);

  for (int k = 0; k < WORKED_N_LANDMARKS; k++)
    {
      const PlumbPoint at = { worked_a.px[k][0], worked_a.px[k][1] };

      g_ptr_array_add (marks, plumb_mark_new (0, 0, PLUMB_MARK_POINT, (PlumbLandmark) k, &at, 1));
    }
  g_ptr_array_add (marks, plumb_mark_new (0, 0, PLUMB_MARK_OUTLINE, PLUMB_LANDMARK_NONE,
                                          worked_outline_neutral, 7));
  for (guint i = 0, n = marks->len; i < n; i++)
    g_ptr_array_add (marks, plumb_mark_in_frame (marks->pdata[i], 3));
  return marks;
}

static PlumbChecks *
check_marks (GPtrArray *marks)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_poses ();

  plumb_poses_set_marks (poses, (PlumbMark *const *) marks->pdata, marks->len, 0);
  poses->moments[PLUMB_MOMENT_SET] = 0;
  poses->moments[PLUMB_MOMENT_LIFT_OFF] = 3;
  return plumb_check (poses, criteria);
}

static void
test_pasted (void)
{
  g_autoptr (GPtrArray) marks = paste_setup ();
  g_autoptr (PlumbChecks) checks = check_marks (marks);
  g_autofree char *text
    = plumb_measure_missing_text (plumb_checks_find (checks, "M6.pre_rise"), NULL);

  assert_unseen (checks, "M6.pre_rise");
  assert_unseen (checks, "M6.hip_lead");
  assert_unseen (checks, "M6.trunk_drop");
  assert_unseen (checks, "M8.slack_sh");
  assert_unseen (checks, "M5.dkappa");
  assert_unseen (checks, "M5.dbow");
  g_assert_cmpstr (text, ==, "Marks that were copied from another frame show no movement until "
                             "you have put each where it is. Mark the hip in the lift-off frame.");
  /* Where a thing is the copy does say: the coach has left it there. */
  assert_seen (checks, "M3.knee");
  assert_seen (checks, "M5.kappa");
  assert_seen (checks, "M5.bow");
  g_assert_cmpint (plumb_checks_find (checks, "M3.knee")->frame, ==, 3);
}

/* Each moved by a pixel, and all that was asked for is there. */
static void
test_put_in_place (void)
{
  g_autoptr (GPtrArray) marks = paste_setup ();

  for (guint i = marks->len / 2; i < marks->len; i++)
    {
      PlumbMark *moved = plumb_mark_translated (marks->pdata[i], 0, -1);

      g_assert_false (moved->copied);
      plumb_mark_unref (marks->pdata[i]);
      marks->pdata[i] = moved;
    }

  g_autoptr (PlumbChecks) checks = check_marks (marks);
  assert_seen (checks, "M6.pre_rise");
  assert_seen (checks, "M8.slack_sh");
  assert_seen (checks, "M5.dkappa");
  assert_seen (checks, "M5.dbow");
  assert_near (plumb_checks_find (checks, "M6.pre_rise")->value, 100 * 2.5 / 469.941752, 1e-6);
}

/* Pasted over what had been traced and marked there: that stays, whichever was first. */
static void
test_pasted_over (void)
{
  const PlumbPoint hip = { 640, 660 };
  g_autoptr (GPtrArray) marks = paste_setup ();
  PlumbMark *seen[] = {
    plumb_mark_new (0, 3, PLUMB_MARK_OUTLINE, PLUMB_LANDMARK_NONE, worked_outline_rounded, 7),
    plumb_mark_new (0, 3, PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP, &hip, 1),
  };

  for (guint first = 0; first < 2; first++)
    {
      g_autoptr (GPtrArray) all = g_ptr_array_new ();

      for (guint i = 0; i < 2 && first == 0; i++)
        g_ptr_array_add (all, seen[i]);
      for (guint i = 0; i < marks->len; i++)
        g_ptr_array_add (all, marks->pdata[i]);
      for (guint i = 0; i < 2 && first == 1; i++)
        g_ptr_array_add (all, seen[i]);

      g_autoptr (PlumbChecks) checks = check_marks (all);
      assert_printed (plumb_checks_find (checks, "M5.dbow")->value, "7.323914");
      assert_seen (checks, "M6.pre_rise");
      assert_unseen (checks, "M8.slack_sh");
    }
  plumb_mark_unref (seen[0]);
  plumb_mark_unref (seen[1]);
}

static PlumbChecks *
check_copied (const WorkedLift *lift,
              gint64            frame,
              guint32           copied)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_lift (lift);

  plumb_poses_ensure (poses, frame)->copied = copied;
  return plumb_check (poses, criteria);
}

/* A frame with copies counts no more than one without marks. */
static void
test_one_of_many (void)
{
  g_autoptr (PlumbChecks) hip = check_copied (&worked_e1, 5, BIT (HIP));
  g_autoptr (PlumbChecks) shoulder = check_copied (&worked_e1, 5, BIT (ACROMION));
  g_autoptr (PlumbChecks) bar = check_copied (&worked_e1, 7, BIT (BAR));

  g_assert_cmpint (plumb_checks_find (hip, "M6.hip_lead")->frame, !=, 5);
  g_assert_cmpint (plumb_checks_find (hip, "M6.trunk_drop")->frame, ==, 4);
  g_assert_cmpint (plumb_checks_find (shoulder, "M6.hip_lead")->frame, ==, 5);
  g_assert_cmpint (plumb_checks_find (shoulder, "M6.trunk_drop")->frame, ==, 4);
  /* From 785.6 to the next, 781.6, of 116 px. */
  assert_near (plumb_checks_find (bar, "M7.fwd")->value, 100 * (781.6 - 758) / 116, 1e-9);
  assert_near (plumb_checks_find (bar, "M7.e_max")->value, 100 * (781.6 - 758) / 116, 1e-9);
}

/* What everything after lift-off is counted from. */
static void
test_base (void)
{
  g_autoptr (PlumbChecks) start = check_copied (&worked_e1, 3, BIT (HIP));
  g_autoptr (PlumbChecks) set = check_copied (&worked_e1, 0, BIT (HIP));
  g_autoptr (PlumbChecks) bar = check_copied (&worked_e1, 3, BIT (BAR));
  g_autoptr (PlumbChecks) feet = check_copied (&worked_e1, 9, 0);

  assert_unseen (start, "M6.pre_rise");
  assert_unseen (start, "M6.hip_lead");
  assert_unseen (start, "M6.R100");
  assert_seen (start, "M6.trunk_drop");
  assert_unseen (set, "M6.pre_rise");
  assert_unseen (set, "M6.trunk_drop");
  /* Until lift-off the bar lies where it lay. */
  assert_seen (bar, "M6.hip_lead");
  assert_seen (bar, "M7.fwd");
  assert_seen (bar, "M7.straight");
  assert_seen (feet, "M7.fwd");
}

/* All after lift-off: no path, no rise, no time. */
static void
test_whole_pull (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e0);

  for (gint64 f = 4; f < WORKED_N_FRAMES; f++)
    plumb_poses_ensure (poses, f)->copied = BIT (BAR) | BIT (HIP) | BIT (ACROMION);
  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  assert_unseen (checks, "M7.fwd");
  assert_unseen (checks, "M7.straight");
  assert_unseen (checks, "M6.hip_lead");
  assert_unseen (checks, "M6.R50");
}

/* A setup that was copied from the neutral hinge is not judged against it. */
static void
test_neutral (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_poses ();

  for (gint64 f = 0; f < 2; f++)
    {
      add_worked_setup (poses, f, &worked_a);
      plumb_pose_set_outline (plumb_poses_ensure (poses, f), worked_outline_neutral, 7);
    }
  poses->moments[PLUMB_MOMENT_NEUTRAL] = 0;
  poses->moments[PLUMB_MOMENT_SET] = 1;
  plumb_poses_ensure (poses, 1)->outline_copied = TRUE;
  plumb_poses_ensure (poses, 1)->copied = BIT (T12_L1);

  g_autoptr (PlumbChecks) copied = plumb_check (poses, criteria);
  assert_unseen (copied, "M4.dbow");
  assert_unseen (copied, "M4.dkappa");

  plumb_pose_set_outline (plumb_poses_ensure (poses, 1), worked_outline_rounded, 7);
  plumb_pose_set (plumb_poses_ensure (poses, 1), PLUMB_LANDMARK_T12_L1,
                  (PlumbPoint) { 702.7, 580.4 });
  g_autoptr (PlumbChecks) traced = plumb_check (poses, criteria);
  assert_seen (traced, "M4.dbow");
  assert_printed (plumb_checks_find (traced, "M4.dbow")->value, "7.323914");
  assert_seen (traced, "M4.dkappa");
}

/* The range of the back, from lift-off on, and when the hips began to rise. */
static void
test_series (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e2);

  for (gint64 f = 3; f < 6; f++)
    add_worked_setup (poses, f, f == 5 ? &worked_a2 : &worked_a);
  g_autoptr (PlumbChecks) before = plumb_check (poses, criteria);
  assert_seen (before, "M5.range");

  assert_near (plumb_checks_find (before, "M5.range")->value, 20.797507, 1e-6);

  plumb_poses_ensure (poses, 5)->copied = BIT (C7);
  g_autoptr (PlumbChecks) rest = plumb_check (poses, criteria);
  assert_seen (rest, "M5.range");
  assert_near (plumb_checks_find (rest, "M5.range")->value, 0, 1e-9);

  plumb_poses_ensure (poses, 4)->copied = BIT (S1);
  g_autoptr (PlumbChecks) after = plumb_check (poses, criteria);
  assert_unseen (after, "M5.range");
}

/* A copy goes on being one until a point of it is moved. */
static void
test_marks (void)
{
  const PlumbPoint at = { 100, 200 };
  g_autoptr (PlumbMark) mark = plumb_mark_new (7, 0, PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP, &at, 1);
  g_autoptr (PlumbMark) same = plumb_mark_in_frame (mark, 0);
  g_autoptr (PlumbMark) copy = plumb_mark_in_frame (mark, 9);
  g_autoptr (PlumbMark) named = plumb_mark_with_id (copy, 8);
  g_autoptr (PlumbMark) kept = plumb_mark_in_frame (copy, 9);
  g_autoptr (PlumbMark) moved = plumb_mark_with_point (named, 0, at);
  g_autoptr (PlumbMark) shifted = plumb_mark_translated (named, 1, 0);
  g_autoptr (PlumbMark) seen = plumb_mark_with_copied (named, FALSE);

  g_assert_false (mark->copied);
  g_assert_false (same->copied);
  g_assert_true (copy->copied);
  g_assert_true (named->copied);
  g_assert_true (kept->copied);
  g_assert_false (moved->copied);
  g_assert_false (shifted->copied);
  g_assert_cmpfloat (shifted->points[0].x_px, ==, 101);
  g_assert_false (plumb_mark_equal (named, seen));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/copies/pasted", test_pasted);
  g_test_add_func ("/copies/pasted-over", test_pasted_over);
  g_test_add_func ("/copies/put-in-place", test_put_in_place);
  g_test_add_func ("/copies/one-of-many", test_one_of_many);
  g_test_add_func ("/copies/base", test_base);
  g_test_add_func ("/copies/whole-pull", test_whole_pull);
  g_test_add_func ("/copies/neutral", test_neutral);
  g_test_add_func ("/copies/series", test_series);
  g_test_add_func ("/copies/marks", test_marks);
  return g_test_run ();
}
