/* Measures that no single frame has: the own range of the spine, its range in
 * the pull, how straight the bar's path is, when the hips began to rise.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "worked.h"

#define SET 0
#define START 10
#define STANDING 100
#define MAXFLEX 101

/* A spine of this angle: S1, 100 px to the lowest rib, 150 px to the neck. */
static void
bend (PlumbPoses *poses,
      gint64      frame,
      double      kappa_deg)
{
  PlumbPose *pose = plumb_poses_ensure (poses, frame);
  double k = kappa_deg * G_PI / 180;

  plumb_pose_set (pose, PLUMB_LANDMARK_S1, (PlumbPoint) { 600, 600 });
  plumb_pose_set (pose, PLUMB_LANDMARK_T12_L1, (PlumbPoint) { 700, 600 });
  plumb_pose_set (pose, PLUMB_LANDMARK_C7,
                  (PlumbPoint) { 700 + 150 * cos (k), 600 + 150 * sin (k) });
}

static PlumbPoses *
make_pull (void)
{
  PlumbPoses *poses = make_worked_poses ();

  add_worked_setup (poses, SET, &worked_a);
  add_worked_setup (poses, START, &worked_a);
  poses->moments[PLUMB_MOMENT_SET] = SET;
  poses->moments[PLUMB_MOMENT_LIFT_OFF] = START;
  return poses;
}

static PlumbChecks *
check (const PlumbPoses *poses)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");

  return plumb_check (poses, criteria);
}

static void
set_sharp (PlumbPoses *poses)
{
  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    poses->click_sd_px[i] = 0.2;
}

/* Standing -20°, toe touch 50°, in the pull 8° and then 22°: 60 % of 70°. */
static void
test_own_max (void)
{
  g_autoptr (PlumbPoses) poses = make_pull ();
  const PlumbMeasure *share;

  set_sharp (poses);
  bend (poses, START, 8);
  bend (poses, START + 5, 22);
  bend (poses, STANDING, -20);
  bend (poses, MAXFLEX, 50);
  g_autoptr (PlumbChecks) unasked = check (poses);
  g_assert_null (plumb_checks_find (unasked, "M5.pct_max"));

  poses->moments[PLUMB_MOMENT_STANDING] = STANDING;
  g_autoptr (PlumbChecks) half = check (poses);
  share = plumb_checks_find (half, "M5.pct_max");
  g_assert_false (share->has_value);
  g_assert_true (g_strv_contains ((const char *const *) share->missing, "moment:maxflex"));

  poses->moments[PLUMB_MOMENT_MAXFLEX] = MAXFLEX;
  g_autoptr (PlumbChecks) checks = check (poses);
  share = plumb_checks_find (checks, "M5.pct_max");
  assert_near (share->value, 60, 1e-9);
  g_assert_cmpint (share->frame, ==, START + 5);
  g_assert_cmpstr (share->unit, ==, "%range");
  g_assert_true (share->support);
  g_assert_cmpint (share->verdict, ==, PLUMB_VERDICT_TOO_CLOSE);

  bend (poses, START + 5, 8);
  g_autoptr (PlumbChecks) good = check (poses);
  assert_near (plumb_checks_find (good, "M5.pct_max")->value, 40, 1e-9);
  g_assert_cmpint (plumb_checks_find (good, "M5.pct_max")->verdict, ==, PLUMB_VERDICT_GOOD);
}

/* Clicks on a shirt leave 7° in each of the two angles: a range of 12° is none. */
static void
test_own_max_small (void)
{
  g_autoptr (PlumbPoses) poses = make_pull ();
  const PlumbMeasure *share;

  bend (poses, START, 8);
  bend (poses, STANDING, 0);
  bend (poses, MAXFLEX, 12);
  poses->moments[PLUMB_MOMENT_STANDING] = STANDING;
  poses->moments[PLUMB_MOMENT_MAXFLEX] = MAXFLEX;

  g_autoptr (PlumbChecks) checks = check (poses);
  share = plumb_checks_find (checks, "M5.pct_max");
  g_assert_false (share->has_value);
  g_assert_nonnull (strstr (share->refused, "too little"));

  set_sharp (poses);
  g_autoptr (PlumbChecks) sharp = check (poses);
  assert_near (plumb_checks_find (sharp, "M5.pct_max")->value, 100 * 8 / 12.0, 1e-9);
}

/* Frames posed for calibration are no part of the pull, unless they are its
 * moments too. */
static void
test_posed (void)
{
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e0);

  plumb_poses_ensure (poses, 7)->at[PLUMB_LANDMARK_BAR].x_px = 900;
  g_autoptr (PlumbChecks) far = check (poses);
  g_assert_cmpint (plumb_checks_find (far, "M7.fwd")->frame, ==, 7);

  poses->moments[PLUMB_MOMENT_MAXFLEX] = 7;
  g_autoptr (PlumbChecks) posed = check (poses);
  assert_near (plumb_checks_find (posed, "M7.fwd")->value, 0, 1e-12);

  poses->moments[PLUMB_MOMENT_LOCKOUT] = poses->moments[PLUMB_MOMENT_STANDING] = 9;
  plumb_poses_ensure (poses, 9)->at[PLUMB_LANDMARK_BAR].x_px = 816;
  g_autoptr (PlumbChecks) both = check (poses);
  assert_near (plumb_checks_find (both, "M7.fwd")->value, 50, 1e-12);
}

static void
test_range (void)
{
  g_autoptr (PlumbPoses) poses = make_pull ();
  const PlumbMeasure *range;

  bend (poses, SET, 70);
  bend (poses, START, 20);
  g_autoptr (PlumbChecks) one = check (poses);
  range = plumb_checks_find (one, "M5.range");
  g_assert_false (range->has_value);
  g_assert_true (g_strv_contains ((const char *const *) range->missing, "after:lift_off"));
  g_assert_true (g_strv_contains ((const char *const *) range->missing, "tl"));

  bend (poses, START + 1, 26);
  bend (poses, START + 2, -5);
  g_autoptr (PlumbChecks) checks = check (poses);
  range = plumb_checks_find (checks, "M5.range");
  assert_near (range->value, 31, 1e-9);
  g_assert_cmpint (range->frame, ==, START + 1);
  g_assert_cmpint (range->verdict, ==, PLUMB_VERDICT_DATA);

  poses->moments[PLUMB_MOMENT_LOCKOUT] = START + 1;
  g_autoptr (PlumbChecks) shorter = check (poses);
  assert_near (plumb_checks_find (shorter, "M5.range")->value, 6, 1e-9);
}

/* Residuals 4, -4, 0, -4, 4 px about a line that leans by `lean` px a frame: a
 * square of 64 / 3, of which clicks of 1.5 px have 2.25, of a foot of 116 px. */
static void
test_straight (void)
{
  static const double residual[] = { 4, -4, 0, -4, 4 };
  static const double leans[] = { 0, 3, -7.5 };

  for (guint k = 0; k < G_N_ELEMENTS (leans); k++)
    {
      g_autoptr (PlumbPoses) poses = make_pull ();

      for (guint i = 0; i < 5; i++)
        plumb_pose_set (plumb_poses_ensure (poses, START + i), PLUMB_LANDMARK_BAR,
                        (PlumbPoint) { 758 + residual[i] + leans[k] * i, 890 - 20.0 * i });
      g_autoptr (PlumbChecks) checks = check (poses);
      const PlumbMeasure *straight = plumb_checks_find (checks, "M7.straight");
      assert_near (straight->value, 100 * sqrt (64 / 3.0 - 2.25) / 116, 1e-9);
      g_assert_cmpint (straight->verdict, ==, PLUMB_VERDICT_DATA);
      g_assert_cmpfloat (straight->u, >, 0.2);

      plumb_poses_ensure (poses, START + 2)->set = 0;
      g_autoptr (PlumbChecks) few = check (poses);
      g_assert_false (plumb_checks_find (few, "M7.straight")->has_value);
    }
}

/* Far from any line, ±20 px by turns in 40 frames: first-order propagation would do.
 * By hand: clicks of 1.5 px in 38 freedoms are 0.2098 % of 116 px, the foot's own
 * length is known to sqrt (18) / 116 of the value. On the line: no less than
 * 1.5 px / sqrt (2 38), and no more than twice what clicks alone make of it. */
static void
test_straight_error (void)
{
  g_autoptr (PlumbPoses) poses = make_pull ();
  const PlumbMeasure *straight;

  for (guint i = 0; i < 40; i++)
    plumb_pose_set (plumb_poses_ensure (poses, START + i), PLUMB_LANDMARK_BAR,
                    (PlumbPoint) { 758 + (i % 2 == 0 ? 20 : -20), 890 - 10.0 * i });
  g_autoptr (PlumbChecks) far = check (poses);
  straight = plumb_checks_find (far, "M7.straight");
  assert_near (straight->value, 17.64, 0.05);
  assert_near (straight->u_marks / hypot (0.2098, straight->value * sqrt (18) / 116), 1, 0.01);

  for (guint i = 0; i < 40; i++)
    plumb_poses_ensure (poses, START + i)->at[PLUMB_LANDMARK_BAR].x_px = 758;
  g_autoptr (PlumbChecks) on = check (poses);
  straight = plumb_checks_find (on, "M7.straight");
  assert_near (straight->value, 0, 1e-12);
  assert_near (straight->u_marks, 100 * 1.5 / 116 / sqrt (76), 1e-3);
}

/* Hips up by 40 px, 21 % of the trunk; `height` in px from setup on. */
static PlumbPoses *
make_rise (const double *height,
           guint         n)
{
  PlumbPoses *poses = make_worked_poses ();

  for (guint i = 0; i < n; i++)
    {
      add_worked_setup (poses, i, &worked_a);
      plumb_poses_ensure (poses, i)->at[PLUMB_LANDMARK_HIP].y_px -= height[i];
    }
  poses->moments[PLUMB_MOMENT_SET] = 0;
  poses->moments[PLUMB_MOMENT_LIFT_OFF] = n - 1;
  return poses;
}

/* A quarter, 10 px, is half-way between frames 7 and 8, lift-off is 10: 2.5
 * frames. By hand, px and frames: sqrt (1 + 1/16 + 9/16) * 3 / 10 = 0.3824. */
static void
test_jerk (void)
{
  static const double jerk[] = { 0, 0, 0, 0, 0, 0, 0, 5, 15, 30, 40 };
  g_autoptr (PlumbPoses) poses = make_rise (jerk, G_N_ELEMENTS (jerk));
  g_autoptr (PlumbChecks) checks = check (poses);
  const PlumbMeasure *time = plumb_checks_find (checks, "M8.hip_time");
  const PlumbFinding *finding = plumb_checks_find_finding (checks, "slack-not-pulled");

  assert_near (time->value, 2.5 / 60, 1e-9);
  assert_near (time->u_marks, 0.38243 / 60, 1e-6);
  assert_near (time->u_camera, 1 / 60.0 / sqrt (3), 1e-12);
  g_assert_cmpint (time->verdict, ==, PLUMB_VERDICT_WATCH);
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->verdict, ==, PLUMB_VERDICT_WATCH);
  g_assert_true (g_strv_contains ((const char *const *) finding->because, "M8.hip_time"));
  g_assert_nonnull (strstr (finding->text, "0.04 s ± 0.02 s"));

  poses->camera.has_fps = FALSE;
  g_autoptr (PlumbChecks) timeless = check (poses);
  g_assert_true (g_strv_contains (
      (const char *const *) plumb_checks_find (timeless, "M8.hip_time")->missing, "rate"));
}

/* The same hand on a curve through all frames is surer than on one of them. */
static void
test_jerk_error (void)
{
  double rise[31];
  g_autoptr (PlumbChecks) track = NULL, gap = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rise); i++)
    rise[i] = 40.0 * i / 30;

  g_autoptr (PlumbPoses) poses = make_rise (rise, G_N_ELEMENTS (rise));
  track = check (poses);
  /* One frame missing: no curve goes through them. */
  plumb_poses_ensure (poses, 20)->set = 0;
  gap = check (poses);
  g_assert_cmpfloat (plumb_checks_find (track, "M8.hip_time")->u_marks, <,
                     0.9 * plumb_checks_find (gap, "M8.hip_time")->u_marks);
}

/* The coach's own hand, where it is surer than the file's; and no rise to ask about. */
static void
test_jerk_own_hand (void)
{
  static const double jerk[] = { 0, 0, 0, 0, 0, 0, 0, 5, 15, 30, 40 };
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbPoses) poses = make_rise (jerk, G_N_ELEMENTS (jerk));

  poses->click_sd_px[PLUMB_LANDMARK_HIP] = 1;
  g_autoptr (PlumbChecks) checks = check (poses);
  assert_near (plumb_checks_find (checks, "M8.hip_time")->u_marks, 0.38243 / 3 / 60, 1e-6);

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  GString *own = g_string_new (text);
  g_string_replace (own, "[Measure M6.pre_rise]\n", "[Measure M6.pre_rise]\nOff=true\n", 1);
  g_autoptr (PlumbCriteria) off = plumb_criteria_parse ("own", own->str, own->len, NULL, &error);
  g_string_free (own, TRUE);
  g_assert_no_error (error);
  g_autoptr (PlumbChecks) without = plumb_check (poses, off);
  g_assert_null (plumb_checks_find (without, "M8.hip_time"));
}

static void
test_slow_rise (void)
{
  double slow[61];

  for (guint i = 0; i < G_N_ELEMENTS (slow); i++)
    slow[i] = 40.0 * i / 60;

  g_autoptr (PlumbPoses) poses = make_rise (slow, G_N_ELEMENTS (slow));
  g_autoptr (PlumbChecks) checks = check (poses);
  assert_near (plumb_checks_find (checks, "M8.hip_time")->value, 0.75, 1e-6);
  g_assert_cmpint (plumb_checks_find (checks, "M8.hip_time")->verdict, ==, PLUMB_VERDICT_GOOD);
}

static void
test_no_jerk (void)
{
  static const double still[] = { 0, 0, 0, 4, 4 };
  static const double two[] = { 0, 40 };
  g_autoptr (PlumbPoses) none = make_rise (still, G_N_ELEMENTS (still));
  g_autoptr (PlumbPoses) gap = make_rise (two, G_N_ELEMENTS (two));
  g_autoptr (PlumbChecks) calm = check (none);
  g_autofree char *text = NULL;

  g_assert_null (plumb_checks_find (calm, "M8.hip_time"));

  add_worked_setup (gap, 30, &worked_a);
  plumb_poses_ensure (gap, 30)->at[PLUMB_LANDMARK_HIP].y_px -= 40;
  plumb_poses_ensure (gap, 1)->set = 0;
  gap->moments[PLUMB_MOMENT_LIFT_OFF] = 30;
  g_autoptr (PlumbChecks) checks = check (gap);
  const PlumbMeasure *time = plumb_checks_find (checks, "M8.hip_time");
  g_assert_cmpint (time->verdict, ==, PLUMB_VERDICT_NOT_MEASURABLE);
  text = plumb_measure_missing_text (time, NULL);
  g_assert_cmpstr (text, ==, "Mark the hip in every frame from setup to lift-off.");
}

/* One slip in a track of every frame is no drop of the trunk; in a few single
 * frames it is. */
static void
test_tracked (void)
{
  g_autoptr (PlumbPoses) tracked = make_worked_poses ();
  g_autoptr (PlumbPoses) single = make_worked_poses ();

  for (gint64 i = 0; i < 30; i++)
    {
      add_worked_setup (tracked, i, &worked_a);
      if (i % 5 == 0)
        add_worked_setup (single, i, &worked_a);
    }
  tracked->moments[PLUMB_MOMENT_SET] = single->moments[PLUMB_MOMENT_SET] = 0;
  tracked->moments[PLUMB_MOMENT_LIFT_OFF] = single->moments[PLUMB_MOMENT_LIFT_OFF] = 5;
  plumb_poses_ensure (tracked, 10)->at[PLUMB_LANDMARK_ACROMION].y_px += 60;
  plumb_poses_ensure (single, 10)->at[PLUMB_LANDMARK_ACROMION].y_px += 60;

  g_autoptr (PlumbChecks) smooth = check (tracked);
  g_autoptr (PlumbChecks) raw = check (single);
  assert_near (plumb_checks_find (smooth, "M6.trunk_drop")->value, 0, 1e-9);
  g_assert_cmpfloat (plumb_checks_find (raw, "M6.trunk_drop")->value, <, -15);
  g_assert_cmpfloat (plumb_checks_find (smooth, "M6.trunk_drop")->u, <,
                     0.95 * plumb_checks_find (raw, "M6.trunk_drop")->u);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/own-max", test_own_max);
  g_test_add_func ("/series/own-max-small", test_own_max_small);
  g_test_add_func ("/series/posed", test_posed);
  g_test_add_func ("/series/range", test_range);
  g_test_add_func ("/series/straight", test_straight);
  g_test_add_func ("/series/straight-error", test_straight_error);
  g_test_add_func ("/series/jerk", test_jerk);
  g_test_add_func ("/series/jerk-own-hand", test_jerk_own_hand);
  g_test_add_func ("/series/jerk-error", test_jerk_error);
  g_test_add_func ("/series/slow-rise", test_slow_rise);
  g_test_add_func ("/series/no-jerk", test_no_jerk);
  g_test_add_func ("/series/tracked", test_tracked);
  return g_test_run ();
}
