/* What cannot be measured, why, and what is said about it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "worked.h"

static PlumbPoses *
make_setup (void)
{
  PlumbPoses *poses = make_worked_poses ();

  add_worked_setup (poses, 0, &worked_a);
  poses->moments[PLUMB_MOMENT_SET] = 0;
  return poses;
}

/* A plate of `diameter_mm` gives the scale. */
static void
use_plate (PlumbPoses *poses,
           double      diameter_mm)
{
  poses->scale = (PlumbScale) { PLUMB_SCALE_PLATE, 0, diameter_mm, { 758, 890 },
                                diameter_mm / 5 };
}

static PlumbChecks *
check (const PlumbPoses *poses)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");

  return plumb_check (poses, criteria);
}

static void
assert_refused (const PlumbChecks *checks,
                const char        *id,
                const char        *part)
{
  const PlumbMeasure *measure = plumb_checks_find (checks, id);

  g_test_message ("%s: %s", id, measure->refused);
  g_assert_cmpint (measure->verdict, ==, PLUMB_VERDICT_NOT_MEASURABLE);
  g_assert_false (measure->has_value);
  g_assert_nonnull (measure->refused);
  g_assert_nonnull (strstr (measure->refused, part));
}

static void
assert_measured (const PlumbChecks *checks,
                 const char        *id)
{
  const PlumbMeasure *measure = plumb_checks_find (checks, id);

  g_test_message ("%s", id);
  g_assert_true (measure->has_value);
  g_assert_null (measure->refused);
  g_assert_cmpuint (g_strv_length (measure->missing), ==, 0);
}

static void
test_yaw (void)
{
  g_autoptr (PlumbPoses) poses = make_setup ();

  poses->camera.yaw_deg = 1;
  g_autoptr (PlumbChecks) square = check (poses);
  assert_measured (square, "M1.e_bar");

  poses->camera.yaw_deg = -1.1;
  g_autoptr (PlumbChecks) turned = check (poses);
  assert_refused (turned, "M1.e_bar", "not square");
  assert_refused (turned, "M2.q", "not square");
  assert_measured (turned, "M3.knee");

  poses->camera.yaw_deg = 10.1;
  g_autoptr (PlumbChecks) oblique = check (poses);
  assert_refused (oblique, "M3.knee", "not square");
}

static void
test_distance (void)
{
  g_autoptr (PlumbPoses) poses = make_setup ();

  use_plate (poses, 450);
  g_autoptr (PlumbChecks) known = check (poses);
  assert_measured (known, "M1.e_bar");
  assert_measured (known, "M3.h_bar");

  poses->camera.distance_m = 3.9;
  g_autoptr (PlumbChecks) near = check (poses);
  assert_refused (near, "M1.e_bar", "too near");
  assert_measured (near, "M3.h_bar");

  poses->camera.has_distance = FALSE;
  g_autoptr (PlumbChecks) unknown = check (poses);
  assert_refused (unknown, "M1.e_bar", "distance unknown");
  assert_refused (unknown, "M2.arm", "distance unknown");
  assert_refused (unknown, "M3.h_bar", "distance unknown");
  assert_measured (unknown, "M3.knee");

  /* The bar 70 mm off the middle: no parallax to speak of. */
  poses->camera.principal_px.x_px = 758 + 28;
  g_autoptr (PlumbChecks) centred = check (poses);
  assert_measured (centred, "M1.e_bar");
  assert_refused (centred, "M3.h_bar", "distance unknown");
  g_assert_cmpfloat (plumb_checks_find (centred, "M1.e_bar")->u, >,
                     plumb_checks_find (known, "M1.e_bar")->u);
  poses->camera.principal_px.x_px = 758 + 29;
  g_autoptr (PlumbChecks) beside = check (poses);
  assert_refused (beside, "M1.e_bar", "distance unknown");
}

static void
test_optical_axis (void)
{
  g_autoptr (PlumbPoses) poses = make_setup ();

  use_plate (poses, 450);
  poses->camera.has_principal = FALSE;
  g_autoptr (PlumbChecks) centre = check (poses);
  assert_measured (centre, "M1.e_bar");

  poses->width_px = poses->height_px = 0;
  g_autoptr (PlumbChecks) unknown = check (poses);
  assert_refused (unknown, "M1.e_bar", "size of the picture");
}

static void
test_rate (void)
{
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e0);

  poses->camera.fps = 59.94;
  g_autoptr (PlumbChecks) fast = check (poses);
  assert_measured (fast, "M6.R50");

  poses->camera.fps = 30;
  g_autoptr (PlumbChecks) slow = check (poses);
  assert_refused (slow, "M6.R50", "frame rate");
  assert_measured (slow, "M6.R100");
  /* Lift-off is a frame: at 30 fps it costs the pre-rise its verdict. */
  g_assert_cmpint (plumb_checks_find (fast, "M6.pre_rise")->verdict, ==, PLUMB_VERDICT_GOOD);
  g_assert_cmpint (plumb_checks_find (slow, "M6.pre_rise")->verdict, ==, PLUMB_VERDICT_TOO_CLOSE);

  poses->camera.has_fps = FALSE;
  g_autoptr (PlumbChecks) unknown = check (poses);
  assert_refused (unknown, "M6.R50", "unknown");
}

/* Smaller plates, or blocks: the angles are shown, and not judged. */
static void
test_other_height (void)
{
  g_autoptr (PlumbPoses) poses = make_setup ();
  const PlumbMeasure *knee;

  use_plate (poses, 420);
  g_autoptr (PlumbChecks) small = check (poses);
  knee = plumb_checks_find (small, "M3.knee");
  g_assert_true (knee->has_value);
  g_assert_cmpint (knee->verdict, ==, PLUMB_VERDICT_DATA);
  g_assert_nonnull (strstr (knee->refused, "usual height"));

  /* On blocks of 100 mm. */
  poses->scale = (PlumbScale) { .kind = PLUMB_SCALE_ONE_PLANE, .mm_per_px = 2.5 };
  plumb_pose_set (plumb_poses_ensure (poses, 0), PLUMB_LANDMARK_BAR, (PlumbPoint) { 758, 850 });
  g_autoptr (PlumbChecks) blocks = check (poses);
  g_assert_cmpint (plumb_checks_find (blocks, "M3.knee")->verdict, ==, PLUMB_VERDICT_DATA);
  g_assert_cmpint (plumb_checks_find (blocks, "M1.e_bar")->verdict, ==, PLUMB_VERDICT_GOOD);
  g_assert_null (plumb_checks_find_finding (blocks, "hips-too-high"));
}

static void
test_other_lift (void)
{
  g_autoptr (PlumbPoses) poses = make_setup ();

  g_free (poses->lift);
  poses->lift = g_strdup ("sumo");
  g_autoptr (PlumbChecks) other = check (poses);
  assert_refused (other, "M3.knee", "another lift");
  assert_refused (other, "M5.kappa", "another lift");

  g_clear_pointer (&poses->lift, g_free);
  g_autoptr (PlumbChecks) untold = check (poses);
  assert_measured (untold, "M3.knee");
}

static void
test_no_scale (void)
{
  g_autoptr (PlumbPoses) poses = make_setup ();

  poses->scale.kind = PLUMB_SCALE_NONE;
  g_autoptr (PlumbChecks) checks = check (poses);
  assert_measured (checks, "M3.knee");
  assert_measured (checks, "M5.kappa");
  g_assert_cmpint (plumb_checks_find (checks, "M1.e_bar")->verdict, ==,
                   PLUMB_VERDICT_NOT_MEASURABLE);
  g_assert_cmpstr (plumb_checks_find (checks, "M1.e_bar")->missing[0], ==, "scale");
}

static void
test_nothing (void)
{
  g_autoptr (PlumbPoses) poses = plumb_poses_new ();
  g_autoptr (PlumbChecks) checks = check (poses);

  g_assert_cmpuint (checks->measures->len, >, 0);
  g_assert_cmpuint (checks->findings->len, ==, 0);
  for (guint i = 0; i < checks->measures->len; i++)
    {
      const PlumbMeasure *measure = checks->measures->pdata[i];

      g_assert_cmpint (measure->verdict, ==, PLUMB_VERDICT_NOT_MEASURABLE);
      g_assert_cmpint (measure->frame, ==, -1);
      g_assert_cmpuint (g_strv_length (measure->missing), >, 0);
    }
}

static void
test_same_place (void)
{
  g_autoptr (PlumbPoses) poses = make_setup ();
  PlumbPose *pose = plumb_poses_ensure (poses, 0);

  pose->at[PLUMB_LANDMARK_KNEE] = pose->at[PLUMB_LANDMARK_HIP];
  pose->at[PLUMB_LANDMARK_TOE] = pose->at[PLUMB_LANDMARK_HEEL];
  g_autoptr (PlumbChecks) checks = check (poses);
  assert_refused (checks, "M3.knee", "same place");
  assert_refused (checks, "M1.e_bar", "same place");
  assert_measured (checks, "M3.trunk");
}

static void
test_same_frame (void)
{
  g_autoptr (PlumbPoses) poses = make_setup ();

  poses->moments[PLUMB_MOMENT_LIFT_OFF] = 0;
  g_autoptr (PlumbChecks) checks = check (poses);
  assert_refused (checks, "M6.pre_rise", "same frame");
  g_assert_cmpint (plumb_checks_find (checks, "M3.knee")->frame, ==, 0);
}

static void
test_disorder (void)
{
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e1);

  poses->moments[PLUMB_MOMENT_KNEE_PASS] = 2;
  g_autoptr (PlumbChecks) early_knee = check (poses);
  assert_refused (early_knee, "M6.hip_lead", "out of order");
  assert_measured (early_knee, "M3.knee");

  poses->moments[PLUMB_MOMENT_KNEE_PASS] = -1;
  poses->moments[PLUMB_MOMENT_SET] = 4;
  g_autoptr (PlumbChecks) late_set = check (poses);
  assert_refused (late_set, "M6.pre_rise", "out of order");
  g_assert_null (plumb_checks_find_finding (late_set, "hips-rise-early"));
}

/* Lift-off decides where it has the marks, else the setup. */
static void
test_which_moment (void)
{
  g_autoptr (PlumbPoses) poses = make_setup ();

  poses->moments[PLUMB_MOMENT_LIFT_OFF] = 5;
  g_autoptr (PlumbChecks) set_only = check (poses);
  g_assert_cmpint (plumb_checks_find (set_only, "M3.knee")->frame, ==, 0);

  add_worked_setup (poses, 5, &worked_b);
  g_autoptr (PlumbChecks) both = check (poses);
  guint n = 0;
  for (guint i = 0; i < both->measures->len; i++)
    n += strcmp (((PlumbMeasure *) both->measures->pdata[i])->id, "M3.knee") == 0;
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (plumb_checks_find (both, "M3.knee")->frame, ==, 5);
  g_assert_cmpint (plumb_checks_find_finding (both, "hips-too-high")->frame, ==, 5);

  poses->moments[PLUMB_MOMENT_SET] = -1;
  g_autoptr (PlumbChecks) start_only = check (poses);
  g_assert_cmpint (plumb_checks_find (start_only, "M3.knee")->moment, ==, PLUMB_MOMENT_LIFT_OFF);
}

typedef struct
{
  const char *id;
  guint32     unmarked; /* in the setup */
  const char *text;
} TextRow;

static const char *
shout (const char *msgid)
{
  return strcmp (msgid, "the heel") == 0 ? "THE HEEL" : msgid;
}

static void
test_missing_text (void)
{
  static const TextRow rows[] = {
    { "M1.e_bar", (1u << PLUMB_LANDMARK_HEEL) | (1u << PLUMB_LANDMARK_TOE),
      "Mark the heel and the toe in the lockout frame: the plate hides the foot at the start." },
    { "M3.knee", (1u << PLUMB_LANDMARK_HIP) | (1u << PLUMB_LANDMARK_KNEE),
      "Mark the knee and the hip in the setup frame." },
    { "M5.kappa", (1u << PLUMB_LANDMARK_C7) | (1u << PLUMB_LANDMARK_T12_L1) |
                    (1u << PLUMB_LANDMARK_S1),
      "Mark the base of the neck, the lowest rib and the top of the sacrum in the setup frame." },
    { "M6.pre_rise", 0, "Set the key moment of lift-off." },
    { "M5.bow", 0, "Trace the outline of the back with 7 points or more, in the setup frame and "
                   "from lift-off on." },
    { "M3.trunk", 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlumbPoses) poses = make_setup ();
      plumb_poses_ensure (poses, 0)->set &= ~rows[i].unmarked;

      g_autoptr (PlumbChecks) checks = check (poses);
      g_autofree char *text = plumb_measure_missing_text (plumb_checks_find (checks, rows[i].id),
                                                          NULL);
      g_assert_cmpstr (text, ==, rows[i].text);
    }

  g_autoptr (PlumbPoses) poses = make_setup ();
  plumb_poses_ensure (poses, 0)->set &= ~(1u << PLUMB_LANDMARK_HEEL);
  g_autoptr (PlumbChecks) checks = check (poses);
  g_autofree char *text = plumb_measure_missing_text (plumb_checks_find (checks, "M1.e_bar"),
                                                      shout);
  g_assert_true (g_str_has_prefix (text, "Mark THE HEEL in the lockout frame"));
}

static void
assert_text (const PlumbPoses *poses,
             const char       *id,
             const char       *expected)
{
  g_autoptr (PlumbChecks) checks = check (poses);
  g_autofree char *text = plumb_measure_missing_text (plumb_checks_find (checks, id), NULL);

  g_test_message ("%s", id);
  g_assert_cmpstr (text, ==, expected);
}

/* What is asked for is what lacks, and in the frame that lacks it. */
static void
test_missing_frame (void)
{
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e1);

  /* The feet are marked; the bar after lift-off is not. */
  for (gint64 f = 4; f < WORKED_N_FRAMES; f++)
    plumb_poses_ensure (poses, f)->set &= ~(1u << PLUMB_LANDMARK_BAR);
  assert_text (poses, "M7.fwd", "Mark the bar in some frames after lift-off, the first of them "
                                "soon after.");
  assert_text (poses, "M7.straight", "Mark the bar in some frames after lift-off, the first of "
                                     "them soon after.");
  assert_text (poses, "M6.hip_lead", "Mark the bar in some frames after lift-off, the first of "
                                     "them soon after.");
  /* The path needs the feet as well. */
  plumb_poses_ensure (poses, 9)->set &= ~(1u << PLUMB_LANDMARK_TOE);
  assert_text (poses, "M7.straight", "Mark the toe in the lockout frame: the plate hides the foot "
                                     "at the start. Mark the bar in some frames after lift-off, "
                                     "the first of them soon after.");
  assert_text (poses, "M7.fwd", "Mark the toe in the lockout frame: the plate hides the foot at "
                                "the start.");

  /* The setup comes before what comes after it. */
  plumb_poses_ensure (poses, 0)->set &= ~(1u << PLUMB_LANDMARK_HIP);
  assert_text (poses, "M6.hip_lead", "Mark the hip in the setup frame.");
  assert_text (poses, "M6.pre_rise", "Mark the hip in the setup frame.");
  assert_text (poses, "M6.trunk_drop", "Mark the hip in the setup frame.");
}

static void
test_missing_after_set (void)
{
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e1);

  for (gint64 f = 1; f < WORKED_N_FRAMES; f++)
    plumb_poses_ensure (poses, f)->set &= ~(1u << PLUMB_LANDMARK_HIP);
  assert_text (poses, "M6.trunk_drop", "Mark the hip in some frames after the setup, also soon "
                                       "after lift-off.");
  assert_text (poses, "M6.pre_rise", "Mark the hip in the lift-off frame.");
}

/* Frames that are posed for calibration are named as such. */
static void
test_missing_posed (void)
{
  g_autoptr (PlumbPoses) poses = make_setup ();

  poses->moments[PLUMB_MOMENT_LIFT_OFF] = 5;
  add_worked_setup (poses, 5, &worked_a2);
  poses->moments[PLUMB_MOMENT_NEUTRAL] = 20;
  poses->moments[PLUMB_MOMENT_STANDING] = 30;
  poses->moments[PLUMB_MOMENT_MAXFLEX] = 40;
  add_worked_setup (poses, 30, &worked_a);
  assert_text (poses, "M4.dkappa", "Mark the base of the neck, the lowest rib and the top of the "
                                   "sacrum in the frame of the neutral hinge.");
  assert_text (poses, "M5.pct_max", "Mark the base of the neck, the lowest rib and the top of the "
                                    "sacrum in the frame of the toe touch.");
  plumb_poses_ensure (poses, 30)->set &= ~(1u << PLUMB_LANDMARK_S1);
  assert_text (poses, "M5.pct_max", "Mark the top of the sacrum in the frame in which the lifter "
                                    "stands upright.");
  poses->moments[PLUMB_MOMENT_MAXFLEX] = -1;
  assert_text (poses, "M5.pct_max", "Set the key moment of the toe touch.");
}

/* Whatever has no value says what to do, of every lift, whichever mark lacks. */
static void
test_never_silent (void)
{
  static const char *const names[] = { "conventional.criteria", "sumo.criteria",
                                       "romanian.criteria", "stiff-leg.criteria" };

  for (guint c = 0; c < G_N_ELEMENTS (names); c++)
    {
      g_autoptr (PlumbCriteria) criteria = load_shipped_criteria (names[c]);

      for (guint k = 0; k < PLUMB_N_LANDMARKS * PLUMB_N_MOMENTS; k++)
        {
          g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e1);
          guint moment = k % PLUMB_N_MOMENTS;

          g_free (poses->lift);
          poses->lift = g_strdup (plumb_criteria_lift (criteria));
          for (guint i = 0; i < poses->poses->len; i++)
            g_array_index (poses->poses, PlumbPose, i).set &= ~(1u << k / PLUMB_N_MOMENTS);
          poses->moments[moment] = poses->moments[moment] < 0 ? 0 : -1;

          g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
          for (guint i = 0; i < checks->measures->len; i++)
            {
              const PlumbMeasure *measure = checks->measures->pdata[i];
              g_autofree char *text = plumb_measure_missing_text (measure, NULL);

              g_assert_true (measure->has_value || text != NULL);
              g_assert_true (text == NULL || strstr (text, "%s") == NULL);
            }
        }
    }
}

/* What is counted from the setup asks for it; what is counted from lift-off not. */
static void
test_no_setup (void)
{
  static const char *const from_set[] = { "M5.dbow", "M5.dkappa", "M6.pre_rise", "M6.hip_lead",
                                          "M6.trunk_drop", "M8.slack_sh", "M8.elbow" };
  static const char *const from_start[] = { "M6.R100", "M6.R50", "M7.fwd", "M7.back", "M7.e_max",
                                            "M7.straight" };
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e1);

  poses->moments[PLUMB_MOMENT_SET] = -1;
  g_autoptr (PlumbChecks) checks = check (poses);
  for (guint i = 0; i < G_N_ELEMENTS (from_set); i++)
    {
      const PlumbMeasure *measure = plumb_checks_find (checks, from_set[i]);

      g_test_message ("%s", from_set[i]);
      g_assert_false (measure->has_value);
      g_assert_true (g_strv_contains ((const char *const *) measure->missing, "moment:set"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (from_start); i++)
    assert_measured (checks, from_start[i]);
}

/* A plate of 500 mm holds the bar too high; a lens without a picture's size tells no
 * distance, and that is what is said. */
static void
test_plate_and_lens (void)
{
  g_autoptr (PlumbPoses) poses = make_setup ();

  use_plate (poses, 500);
  g_autoptr (PlumbChecks) high = check (poses);
  g_assert_cmpint (plumb_checks_find (high, "M3.knee")->verdict, ==, PLUMB_VERDICT_DATA);

  use_plate (poses, 450);
  poses->camera.has_distance = FALSE;
  poses->camera.has_lens = TRUE;
  poses->camera.lens_mm = 26;
  g_autoptr (PlumbChecks) known = check (poses);
  assert_measured (known, "M3.h_bar");
  poses->width_px = poses->height_px = 0;
  poses->camera.has_principal = FALSE;
  g_autoptr (PlumbChecks) unknown = check (poses);
  assert_refused (unknown, "M3.h_bar", "size of the picture is unknown");

  /* From a lens that the plate is too near for: 15 mm, 2.7 m. */
  poses->width_px = 1920;
  poses->height_px = 1080;
  poses->camera.lens_mm = 15;
  g_autoptr (PlumbChecks) near = check (poses);
  assert_refused (near, "M1.e_bar", "too near");
}

/* What is shown without a verdict makes a check of which the same is said. */
static void
test_data_alone (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("romanian.criteria");
  g_autoptr (PlumbPoses) poses = make_setup ();
  const PlumbCheckGroup *hips = plumb_criteria_group (criteria, 1);

  g_free (poses->lift);
  poses->lift = g_strdup ("romanian");
  g_assert_cmpstr (hips->id, ==, "hip-height");
  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  g_assert_cmpint (plumb_checks_group_verdict (checks, hips), ==, PLUMB_VERDICT_DATA);

  plumb_poses_ensure (poses, 0)->set &= ~(1u << PLUMB_LANDMARK_KNEE);
  g_autoptr (PlumbChecks) fewer = plumb_check (poses, criteria);
  g_assert_cmpint (plumb_checks_group_verdict (fewer, hips), ==, PLUMB_VERDICT_NOT_MEASURABLE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refusals/yaw", test_yaw);
  g_test_add_func ("/refusals/distance", test_distance);
  g_test_add_func ("/refusals/optical-axis", test_optical_axis);
  g_test_add_func ("/refusals/rate", test_rate);
  g_test_add_func ("/refusals/other-height", test_other_height);
  g_test_add_func ("/refusals/other-lift", test_other_lift);
  g_test_add_func ("/refusals/no-scale", test_no_scale);
  g_test_add_func ("/refusals/nothing", test_nothing);
  g_test_add_func ("/refusals/same-place", test_same_place);
  g_test_add_func ("/refusals/same-frame", test_same_frame);
  g_test_add_func ("/refusals/disorder", test_disorder);
  g_test_add_func ("/refusals/which-moment", test_which_moment);
  g_test_add_func ("/refusals/missing-text", test_missing_text);
  g_test_add_func ("/refusals/missing-frame", test_missing_frame);
  g_test_add_func ("/refusals/missing-after-set", test_missing_after_set);
  g_test_add_func ("/refusals/missing-posed", test_missing_posed);
  g_test_add_func ("/refusals/never-silent", test_never_silent);
  g_test_add_func ("/refusals/no-setup", test_no_setup);
  g_test_add_func ("/refusals/plate-and-lens", test_plate_and_lens);
  g_test_add_func ("/refusals/data-alone", test_data_alone);
  return g_test_run ();
}
