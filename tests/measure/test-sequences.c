/* The worked lifts, through plumb_check() and the detection of lift-off.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "geometry.h"
#include "lift-phases.h"
#include "worked.h"

typedef struct
{
  const char *id;
  double      e0, e1, e2;
} Row;

static const Row rows[] = {
  { "M6.pre_rise", 0.957565482025895, 1.3831501407040356, 16.278613194439803 },
  { "M6.hip_lead", 0, 12.341955101666802, 0 },
  { "M6.trunk_drop", -0.7636304611611422, -13.59917352798961, -12.594101738015144 },
  { "M6.R50", 0.5, 2.16, 0.28 },
  { "M6.R100", 0.46, 1.18, 0.24 },
  { "M7.fwd", 0, 23.793103448275883, 1.7241379310344827 },
  { "M7.back", -2.4137931034482367, 0, 0 },
  { "M7.e_max", 2.4137931034482367, 23.793103448275883, 1.7241379310344827 },
};

static PlumbChecks *
check_lift (const WorkedLift *lift)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_lift (lift);

  return plumb_check (poses, criteria);
}

static void
check_value (const PlumbChecks *checks,
             const char        *id,
             double             expected)
{
  const PlumbMeasure *measure = plumb_checks_find (checks, id);

  g_test_message ("%s", id);
  g_assert_true (measure->has_value);
  assert_near (measure->value, expected, 1e-11);
  g_assert_cmpfloat (measure->u, >, 0.05);
}

static void
test_values (void)
{
  g_autoptr (PlumbChecks) e0 = check_lift (&worked_e0);
  g_autoptr (PlumbChecks) e1 = check_lift (&worked_e1);
  g_autoptr (PlumbChecks) e2 = check_lift (&worked_e2);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      check_value (e0, rows[i].id, rows[i].e0);
      check_value (e1, rows[i].id, rows[i].e1);
      check_value (e2, rows[i].id, rows[i].e2);
    }
  g_assert_cmpint (plumb_checks_find (e0, "M6.trunk_drop")->frame, ==, 3);
  g_assert_cmpint (plumb_checks_find (e1, "M6.trunk_drop")->frame, ==, 5);
  g_assert_cmpint (plumb_checks_find (e2, "M6.trunk_drop")->frame, ==, 3);
  g_assert_cmpint (plumb_checks_find (e1, "M6.hip_lead")->frame, ==, 5);
  g_assert_cmpint (plumb_checks_find (e1, "M7.fwd")->frame, ==, 7);
}

/* The criteria with R from lift-off to the knee turned on: the shipped file has it
 * turned off, because it tells hips that shoot up from a good pull badly. */
static PlumbCriteria *
load_with_r_knee (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  char *off;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  off = strstr (strstr (text, "[Measure M6.R_knee]"), "Off=true");
  memcpy (off, "#Off=tru", strlen ("Off=true"));

  PlumbCriteria *criteria = plumb_criteria_parse (path, text, strlen (text), NULL, &error);
  g_assert_no_error (error);
  return criteria;
}

static void
test_r_to_knee (void)
{
  static const struct
  {
    const WorkedLift *lift;
    const char       *printed;
  } lifts[] = { { &worked_e0, "0.35204360" }, { &worked_e1, "0.45793651" },
                { &worked_e2, "0.17116402" } };
  g_autoptr (PlumbCriteria) shipped = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbCriteria) criteria = load_with_r_knee ();

  g_assert_null (plumb_criteria_find (shipped, "M6.R_knee"));
  for (guint i = 0; i < G_N_ELEMENTS (lifts); i++)
    {
      g_autoptr (PlumbPoses) poses = make_worked_lift (lifts[i].lift);
      g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
      const PlumbMeasure *ratio = plumb_checks_find (checks, "M6.R_knee");

      assert_printed (ratio->value, lifts[i].printed);
      g_assert_cmpint (ratio->verdict, ==, PLUMB_VERDICT_DATA);
      g_assert_cmpint (ratio->frame, ==, 9);
      g_assert_cmpfloat (ratio->u, >, 0.01);
    }
}

/* A bar that never passes the knee, or starts above it, has no such ratio. */
static void
test_r_without_knee (void)
{
  g_autoptr (PlumbCriteria) criteria = load_with_r_knee ();
  g_autoptr (PlumbPoses) low = make_worked_lift (&worked_e0);
  g_autoptr (PlumbPoses) high = make_worked_lift (&worked_e0);
  g_autofree char *text = NULL;

  plumb_poses_ensure (low, 9)->set &= ~(1u << PLUMB_LANDMARK_KNEE);
  g_autoptr (PlumbChecks) below = plumb_check (low, criteria);
  text = plumb_measure_missing_text (plumb_checks_find (below, "M6.R_knee"), NULL);
  g_assert_cmpstr (text, ==, "Mark the knee, the hip and the bar in some frames after lift-off, "
                             "the first of them soon after.");

  for (guint f = 0; f < WORKED_N_FRAMES; f++)
    plumb_poses_ensure (high, f)->at[PLUMB_LANDMARK_KNEE].y_px = 900;
  g_autoptr (PlumbChecks) above = plumb_check (high, criteria);
  g_assert_false (plumb_checks_find (above, "M6.R_knee")->has_value);
}

/* u as printed: hip lead 2.52 %, pre-rise 2.26 %, trunk drop 1.83°, fwd 1.83 %;
 * R100 0.11 to 0.13, R50 0.22 to 0.33. */
static void
test_uncertainty (void)
{
  g_autoptr (PlumbChecks) e0 = check_lift (&worked_e0);
  g_autoptr (PlumbChecks) e1 = check_lift (&worked_e1);

  assert_near (plumb_checks_find (e0, "M6.hip_lead")->u, 2.52, 0.005);
  assert_near (plumb_checks_find (e0, "M6.pre_rise")->u, 2.26, 0.01);
  assert_near (plumb_checks_find (e0, "M6.trunk_drop")->u, 1.83, 0.005);
  assert_near (plumb_checks_find (e0, "M7.fwd")->u, 1.83, 0.005);
  assert_near (plumb_checks_find (e0, "M6.R100")->u, 0.12, 0.02);
  assert_near (plumb_checks_find (e1, "M6.R100")->u, 0.12, 0.02);
  assert_near (plumb_checks_find (e0, "M6.R50")->u, 0.275, 0.065);
  assert_near (plumb_checks_find (e1, "M6.R50")->u, 0.275, 0.065);
}

/* By hand: the clicks of clicking again in both frames, 4.8400, plus what a
 * click of the hip and one of the shoulder always miss by, which stays in the
 * length of the trunk, 0.2550. */
static void
test_common_error (void)
{
  g_autoptr (PlumbChecks) e2 = check_lift (&worked_e2);

  assert_near (plumb_checks_find (e2, "M6.pre_rise")->u_marks, 2.2572, 5e-4);
}

/* Lift-off and one frame 100 mm up: u = R sqrt (2 sh² / dYh² + 2 sb² / dYb²),
 * 46 mm and 100 mm. Lift-off is two inputs, and one click. */
static void
test_one_click_twice (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e0);

  plumb_poses_ensure (poses, 4)->set = 0;
  plumb_poses_ensure (poses, 5)->set = 0;
  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  assert_near (plumb_checks_find (checks, "M6.R100")->value, 0.46, 1e-11);
  assert_near (plumb_checks_find (checks, "M6.R100")->u_marks, 0.10884, 1e-4);
}

static void
assert_verdict (const PlumbChecks *checks,
                const char        *id,
                PlumbVerdict       verdict)
{
  g_test_message ("%s", id);
  g_assert_cmpstr (plumb_verdict_key (plumb_checks_find (checks, id)->verdict), ==,
                   plumb_verdict_key (verdict));
}

static void
test_verdicts (void)
{
  g_autoptr (PlumbChecks) e0 = check_lift (&worked_e0);
  g_autoptr (PlumbChecks) e1 = check_lift (&worked_e1);
  g_autoptr (PlumbChecks) e2 = check_lift (&worked_e2);

  assert_verdict (e0, "M6.pre_rise", PLUMB_VERDICT_GOOD);
  assert_verdict (e0, "M6.hip_lead", PLUMB_VERDICT_TOO_CLOSE);
  assert_verdict (e0, "M6.trunk_drop", PLUMB_VERDICT_TOO_CLOSE);
  assert_verdict (e0, "M7.fwd", PLUMB_VERDICT_GOOD);
  assert_verdict (e1, "M6.hip_lead", PLUMB_VERDICT_FAULT);
  assert_verdict (e1, "M6.trunk_drop", PLUMB_VERDICT_FAULT);
  assert_verdict (e1, "M7.fwd", PLUMB_VERDICT_FAULT);
  assert_verdict (e2, "M6.pre_rise", PLUMB_VERDICT_FAULT);
  assert_verdict (e2, "M6.trunk_drop", PLUMB_VERDICT_FAULT);
}

static void
test_findings (void)
{
  g_autoptr (PlumbChecks) e0 = check_lift (&worked_e0);
  g_autoptr (PlumbChecks) e1 = check_lift (&worked_e1);
  g_autoptr (PlumbChecks) e2 = check_lift (&worked_e2);

  g_assert_null (plumb_checks_find_finding (e0, "hips-rise-early"));
  g_assert_null (plumb_checks_find_finding (e0, "hips-rise-before-lift-off"));
  g_assert_null (plumb_checks_find_finding (e0, "bar-drifts-forward"));

  const PlumbFinding *early = plumb_checks_find_finding (e1, "hips-rise-early");
  g_assert_nonnull (early);
  g_assert_cmpint (early->verdict, ==, PLUMB_VERDICT_FAULT);
  g_assert_cmpint (early->frame, ==, 5);
  g_assert_cmpstr (early->because[0], ==, "M6.hip_lead");
  g_assert_cmpstr (early->because[1], ==, "M6.trunk_drop");
  g_assert_null (plumb_checks_find_finding (e1, "hips-rise-before-lift-off"));
  g_assert_nonnull (plumb_checks_find_finding (e1, "bar-drifts-forward"));

  /* The trunk dropped while the hips came up, before the bar moved. */
  const PlumbFinding *before = plumb_checks_find_finding (e2, "hips-rise-before-lift-off");
  g_assert_nonnull (before);
  g_assert_cmpstr (before->because[0], ==, "M6.pre_rise");
  g_assert_cmpstr (before->because[1], ==, "M6.trunk_drop");
  g_assert_null (plumb_checks_find_finding (e2, "hips-rise-early"));
}

/* Height of a landmark (bar or knee) over the sole, as the tables have it. */
static void
fill_heights (const WorkedLift *lift,
              guint             index,
              double           *out)
{
  for (guint f = 0; f < WORKED_N_FRAMES; f++)
    out[f] = 2.5 * (980 - lift->px[f][index][1]);
}

static void
test_lift_off (void)
{
  static const WorkedLift *const lifts[] = { &worked_e0, &worked_e1, &worked_e2 };
  static const double knee_pass[] = { 8.637992831541217, 8.642857142857142, 8.642857142857142 };

  for (guint i = 0; i < G_N_ELEMENTS (lifts); i++)
    {
      double bar[WORKED_N_FRAMES], knee[WORKED_N_FRAMES];
      PlumbLiftOff off;
      double time = 0;

      fill_heights (lifts[i], 0, bar);
      fill_heights (lifts[i], 2, knee);
      g_assert_cmpint (plumb_lift_off_detect (bar, WORKED_N_FRAMES, 3, 30, NULL, &off), ==,
                       PLUMB_LIFT_OFF_FOUND);
      assert_near (off.base_mm, 225, 1e-12);
      assert_near (off.threshold_mm, 10, 1e-12);
      g_assert_cmpuint (off.cross, ==, 4);
      g_assert_cmpuint (off.reference, ==, 3);
      assert_near (off.time_frames, 3.6666666666666665, 1e-12);
      g_assert_true (plumb_knee_pass_detect (bar, knee, WORKED_N_FRAMES, off.reference, &time));
      assert_near (time, knee_pass[i], 1e-11);
    }
}

/* Without the moment, the marks say where the bar passes the knee. */
static void
test_knee_pass_from_marks (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e1);
  poses->moments[PLUMB_MOMENT_KNEE_PASS] = -1;
  poses->moments[PLUMB_MOMENT_LOCKOUT] = -1;

  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  check_value (checks, "M6.hip_lead", 12.341955101666802);
  check_value (checks, "M6.trunk_drop", -13.59917352798961);
}

/* Set and lift-off alone cannot show what happens after lift-off. */
static void
test_two_frames (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e0);
  const PlumbMeasure *lead;
  g_autofree char *text = NULL;

  for (guint f = 4; f <= 8; f++)
    plumb_poses_ensure (poses, f)->set = 0;
  plumb_poses_ensure (poses, 9)->set &= ~((1u << PLUMB_LANDMARK_HIP) | (1u << PLUMB_LANDMARK_BAR) |
                                          (1u << PLUMB_LANDMARK_ACROMION));

  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  lead = plumb_checks_find (checks, "M6.hip_lead");
  g_assert_cmpint (lead->verdict, ==, PLUMB_VERDICT_NOT_MEASURABLE);
  g_assert_true (g_strv_contains ((const char *const *) lead->missing, "after:lift_off"));
  g_assert_true (g_strv_contains ((const char *const *) lead->missing, "hip"));
  g_assert_true (g_strv_contains ((const char *const *) lead->missing, "bar"));
  text = plumb_measure_missing_text (lead, NULL);
  g_assert_cmpstr (text, ==, "Mark the hip and the bar in some frames after lift-off, "
                   "the first of them soon after.");

  /* A trunk that did not drop before lift-off may still drop after it. */
  g_assert_cmpint (plumb_checks_find (checks, "M6.trunk_drop")->verdict, ==,
                   PLUMB_VERDICT_NOT_MEASURABLE);
  check_value (checks, "M6.pre_rise", 0.957565482025895);
}

/* ... but a fault seen before lift-off stands. */
static void
test_two_frames_fault (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e2);

  for (guint f = 4; f <= 8; f++)
    plumb_poses_ensure (poses, f)->set = 0;
  plumb_poses_ensure (poses, 9)->set = 0;

  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  check_value (checks, "M6.trunk_drop", -12.594101738015144);
  assert_verdict (checks, "M6.trunk_drop", PLUMB_VERDICT_FAULT);
  g_assert_nonnull (plumb_checks_find_finding (checks, "hips-rise-before-lift-off"));
}

/* Only a late frame: the bar has long caught up with hips that shot up. */
static void
test_late_frame_only (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e1);

  for (guint f = 4; f <= 7; f++)
    plumb_poses_ensure (poses, f)->set = 0;

  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  g_assert_cmpint (plumb_checks_find (checks, "M6.hip_lead")->verdict, ==,
                   PLUMB_VERDICT_NOT_MEASURABLE);
  g_assert_cmpint (plumb_checks_find (checks, "M6.R100")->verdict, ==,
                   PLUMB_VERDICT_NOT_MEASURABLE);
}

/* What comes after the knee-pass, or after lockout, is not the pull. */
static void
test_ends (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e1);

  plumb_poses_ensure (poses, 9)->at[PLUMB_LANDMARK_HIP].y_px = 100;
  plumb_pose_set (plumb_poses_ensure (poses, 12), PLUMB_LANDMARK_BAR, (PlumbPoint) { 1200, 890 });
  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  check_value (checks, "M6.hip_lead", 12.341955101666802);
  check_value (checks, "M7.fwd", 23.793103448275883);

  poses->moments[PLUMB_MOMENT_LOCKOUT] = -1;
  g_autoptr (PlumbChecks) open = plumb_check (poses, criteria);
  g_assert_cmpint (plumb_checks_find (open, "M7.fwd")->frame, ==, 12);
}

/* One bar after lift-off does not make a path, unless it is far out. */
static void
test_one_bar (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e0);

  for (guint f = 4; f <= 8; f++)
    plumb_poses_ensure (poses, f)->set = 0;
  g_autoptr (PlumbChecks) good = plumb_check (poses, criteria);
  g_assert_cmpint (plumb_checks_find (good, "M7.fwd")->verdict, ==, PLUMB_VERDICT_NOT_MEASURABLE);

  plumb_poses_ensure (poses, 9)->at[PLUMB_LANDMARK_BAR].x_px = 800;
  g_autoptr (PlumbChecks) far = plumb_check (poses, criteria);
  g_assert_cmpint (plumb_checks_find (far, "M7.fwd")->verdict, ==, PLUMB_VERDICT_FAULT);
}

static void
test_live (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e1);

  for (guint f = 0; f < WORKED_N_FRAMES; f++)
    {
      plumb_pose_set_outline (plumb_poses_ensure (poses, f), worked_outline_neutral, 7);
      plumb_pose_set (plumb_poses_ensure (poses, f), PLUMB_LANDMARK_S1, (PlumbPoint) { 647, 625 });
      plumb_pose_set (plumb_poses_ensure (poses, f), PLUMB_LANDMARK_T12_L1,
                      (PlumbPoint) { 709, 593 });
      plumb_pose_set (plumb_poses_ensure (poses, f), PLUMB_LANDMARK_C7, (PlumbPoint) { 801, 553 });
    }

  gint64 best_us = G_MAXINT64;
  for (guint i = 0; i < 200; i++)
    {
      gint64 start = g_get_monotonic_time ();
      plumb_checks_free (plumb_check (poses, criteria));
      best_us = MIN (best_us, g_get_monotonic_time () - start);
    }
  g_test_message ("%d µs for 10 poses", (int) best_us);
  g_assert_cmpint (best_us, <, 1000);
}

static const double still[] = { 225, 225.3, 224.8, 225.1, 224.9 };

static void
test_detection_rejects (void)
{
  double height[400];
  PlumbLiftOff off;

  for (guint i = 0; i < G_N_ELEMENTS (height); i++)
    height[i] = still[i % G_N_ELEMENTS (still)];
  g_assert_cmpint (plumb_lift_off_detect (height, 400, 2, 60, NULL, &off), ==,
                   PLUMB_LIFT_OFF_TOO_FEW_STILL);
  g_assert_cmpint (plumb_lift_off_detect (height, 400, 20, 60, NULL, &off), ==,
                   PLUMB_LIFT_OFF_NO_RISE);

  /* A click that slipped for two frames is no lift-off. */
  height[50] = height[51] = 300;
  g_assert_cmpint (plumb_lift_off_detect (height, 400, 20, 60, NULL, &off), ==,
                   PLUMB_LIFT_OFF_NO_RISE);

  /* A re-grip: up by 40 mm and down again; then the lift. */
  for (guint i = 100; i < 130; i++)
    height[i] += 40;
  g_assert_cmpint (plumb_lift_off_detect (height, 400, 20, 60, NULL, &off), ==,
                   PLUMB_LIFT_OFF_NOT_A_LIFT);
  for (guint i = 320; i < 400; i++)
    height[i] += 5 * (i - 319);
  g_assert_cmpint (plumb_lift_off_detect (height, 400, 20, 60, NULL, &off), ==,
                   PLUMB_LIFT_OFF_FOUND);
  g_assert_cmpuint (off.cross, ==, 321);
  g_assert_cmpuint (off.reference, ==, 320);
}

/* Noisy marks ask for a larger rise: 4 robust sd. MAD of ±5 is 5. */
static void
test_detection_noise (void)
{
  double height[40];
  PlumbLiftOff off;

  for (guint i = 0; i < G_N_ELEMENTS (height); i++)
    height[i] = 225 + (i % 2 == 0 ? 5 : -5) + (i >= 20 ? 20 * (i - 19) : 0);
  g_assert_cmpint (plumb_lift_off_detect (height, 40, 20, 60, NULL, &off), ==,
                   PLUMB_LIFT_OFF_FOUND);
  assert_near (off.threshold_mm, 4 * 1.4826 * 5, 1e-9);
  g_assert_cmpuint (off.cross, ==, 21);
}

/* At 240 fps 50 ms are 12 frames. */
static void
test_detection_rate (void)
{
  double height[200];
  PlumbLiftOff off;

  for (guint i = 0; i < G_N_ELEMENTS (height); i++)
    height[i] = 225 + (i >= 50 && i < 61 ? 20 : 0) + (i >= 100 ? 2.0 * (i - 99) : 0);
  g_assert_cmpint (plumb_lift_off_detect (height, 200, 20, 240, NULL, &off), ==,
                   PLUMB_LIFT_OFF_FOUND);
  g_assert_cmpuint (off.cross, ==, 104);
  g_assert_cmpint (plumb_lift_off_detect (height, 200, 20, 60, NULL, &off), ==,
                   PLUMB_LIFT_OFF_FOUND);
  g_assert_cmpuint (off.cross, ==, 50);
}

static void
test_no_knee_pass (void)
{
  static const double bar[] = { 200, 300, 400 };
  static const double knee[] = { 500, 500, 500 };
  double time = 0;

  g_assert_false (plumb_knee_pass_detect (bar, knee, 3, 0, &time));
}

/* More still frames than there are; a series that ends before it is high enough;
 * a bar that is over the knee from the start. */
static void
test_short_series (void)
{
  static const double heights[] = { 0, 0, 0, 20, 40, 60 };
  static const double knee[] = { -5, -5, -5, 30, 30, 30 };
  PlumbLiftOffSettings settings;
  PlumbLiftOff out;
  double time = 0;

  plumb_lift_off_settings_init (&settings);
  g_assert_cmpint (plumb_lift_off_detect (heights, 6, 7, 60, &settings, &out), ==,
                   PLUMB_LIFT_OFF_TOO_FEW_STILL);
  g_assert_cmpint (plumb_lift_off_detect (heights, 6, 3, 60, &settings, &out), ==,
                   PLUMB_LIFT_OFF_NOT_A_LIFT);
  settings.full_rise_mm = 50;
  settings.full_rise_s = 1 / 60.0;
  g_assert_cmpint (plumb_lift_off_detect (heights, 6, 3, 60, &settings, &out), ==,
                   PLUMB_LIFT_OFF_NOT_A_LIFT);
  settings.full_rise_s = 1;
  g_assert_cmpint (plumb_lift_off_detect (heights, 6, 3, 60, &settings, &out), ==,
                   PLUMB_LIFT_OFF_FOUND);
  g_assert_true (plumb_knee_pass_detect (heights, knee, 6, 0, &time));
  assert_near (time, 4 - 0.5, 1e-12);
}

/* The trunk of E1 in each of its frames, and its length in the first. */
static void
test_trunk_by_frame (void)
{
  static const double trunk_deg[WORKED_N_FRAMES] = {
    27.982839, 28.024066, 27.696101, 26.878512, 19.090170,
    14.383666, 19.996123, 29.019083, 39.907035, 53.934543,
  };
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");

  for (int f = 0; f < WORKED_N_FRAMES; f++)
    {
      g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e1);

      for (int m = 0; m < PLUMB_N_MOMENTS; m++)
        poses->moments[m] = -1;
      poses->moments[PLUMB_MOMENT_SET] = f;

      g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
      const PlumbMeasure *trunk = plumb_checks_find (checks, "M3.trunk");
      g_assert_cmpint (trunk->frame, ==, f);
      assert_near (trunk->value, trunk_deg[f], 5e-7);
    }

  const PlumbVec hip = { 2.5 * worked_e1.px[0][1][0], -2.5 * worked_e1.px[0][1][1] };
  const PlumbVec acromion = { 2.5 * worked_e1.px[0][3][0], -2.5 * worked_e1.px[0][3][1] };
  assert_near (plumb_vec_distance (hip, acromion), 469.941752, 5e-7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sequences/values", test_values);
  g_test_add_func ("/sequences/r-to-knee", test_r_to_knee);
  g_test_add_func ("/sequences/r-without-knee", test_r_without_knee);
  g_test_add_func ("/sequences/uncertainty", test_uncertainty);
  g_test_add_func ("/sequences/common-error", test_common_error);
  g_test_add_func ("/sequences/one-click-twice", test_one_click_twice);
  g_test_add_func ("/sequences/verdicts", test_verdicts);
  g_test_add_func ("/sequences/findings", test_findings);
  g_test_add_func ("/sequences/knee-pass-from-marks", test_knee_pass_from_marks);
  g_test_add_func ("/sequences/two-frames", test_two_frames);
  g_test_add_func ("/sequences/two-frames-fault", test_two_frames_fault);
  g_test_add_func ("/sequences/late-frame-only", test_late_frame_only);
  g_test_add_func ("/sequences/ends", test_ends);
  g_test_add_func ("/sequences/one-bar", test_one_bar);
  g_test_add_func ("/sequences/live", test_live);
  g_test_add_func ("/lift-off/worked", test_lift_off);
  g_test_add_func ("/lift-off/rejects", test_detection_rejects);
  g_test_add_func ("/lift-off/noise", test_detection_noise);
  g_test_add_func ("/lift-off/rate", test_detection_rate);
  g_test_add_func ("/lift-off/no-knee-pass", test_no_knee_pass);
  g_test_add_func ("/sequences/short-series", test_short_series);
  g_test_add_func ("/sequences/trunk-by-frame", test_trunk_by_frame);
  return g_test_run ();
}
