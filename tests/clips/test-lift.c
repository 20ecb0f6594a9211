/* The lift's truth against numbers worked out by hand, or taken from the worked
 * examples of the criteria.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "clip.h"

#include <math.h>

#define DEG (180 / G_PI)

static PlumbLift *
create_lift (const PlumbLiftFaults *faults)
{
  PlumbClipOptions options;

  plumb_clip_options_init (&options);
  if (faults != NULL)
    options.faults = *faults;
  return plumb_lift_new (&options);
}

static PlumbLiftPose
take_pose (const PlumbLift *lift,
           PlumbMoment      moment)
{
  PlumbLiftPose pose;
  gint64 frame = plumb_lift_moment (lift, moment);

  g_assert_cmpint (frame, >=, 0);
  plumb_lift_pose_at (lift, frame, &pose);
  return pose;
}

/* Direction in the picture, Y up: all body marks lie in nearly one plane. */
static double
measure_px_deg (const PlumbLiftPose *pose,
                PlumbLandmark        from,
                PlumbLandmark        to)
{
  PlumbPoint a = pose->at_px[from], b = pose->at_px[to];
  return atan2 (a.y_px - b.y_px, b.x_px - a.x_px) * DEG;
}

static double
measure_mm (const PlumbLiftPose *pose,
            PlumbLandmark        from,
            PlumbLandmark        to)
{
  PlumbPoint a = pose->at_mm[from], b = pose->at_mm[to];
  return hypot (b.x_px - a.x_px, b.y_px - a.y_px);
}

#define assert_near(a, b, tolerance) g_assert_cmpfloat_with_epsilon (a, b, tolerance)

/* Worked example A: knee 124.00, thigh 44.01, shank 79.99, trunk 27.98, hip
 * 72.00, arm 7.99, bar over mid-foot. */
static void
test_clean_set (void)
{
  g_autoptr (PlumbLift) lift = create_lift (NULL);
  PlumbLiftPose pose = take_pose (lift, PLUMB_MOMENT_SET);

  assert_near (pose.knee_deg, 124.0, 0.1);
  assert_near (pose.thigh_deg, 44.0, 0.1);
  assert_near (pose.shank_deg, 80.0, 0.1);
  assert_near (pose.trunk_deg, 28.0, 0.1);
  assert_near (pose.hip_deg, 72.0, 0.2);
  assert_near (pose.arm_deg, 8.0, 0.1);
  assert_near (pose.e_bar_pct, 0, 1e-9);
  assert_near (measure_px_deg (&pose, PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_ACROMION), 28.0, 0.1);
  assert_near (measure_px_deg (&pose, PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_KNEE), -44.0, 0.1);
}

/* Worked examples B and C: hips too high and too low. */
static void
test_hips (void)
{
  g_autoptr (PlumbLift) high = create_lift (&(PlumbLiftFaults) { .hips = 1 });
  g_autoptr (PlumbLift) low =
      create_lift (&(PlumbLiftFaults) { .hips = -1, .bar_forward_pct = 20.689655 });
  PlumbLiftPose pose = take_pose (high, PLUMB_MOMENT_SET);

  assert_near (pose.knee_deg, 156.0, 0.1);
  assert_near (pose.trunk_deg, 10.975, 0.3);
  assert_near (pose.arm_deg, 17.8, 0.3);
  pose = take_pose (low, PLUMB_MOMENT_SET);
  assert_near (pose.knee_deg, 86.0, 0.1);
  assert_near (pose.trunk_deg, 56.4, 0.3);
  assert_near (pose.arm_deg, -5.97, 0.3);
  assert_near (pose.e_bar_pct, 20.689655, 1e-6);
}

/* With the lens 5 m away and 830 mm up, and 2060 mm over 720 rows in the
 * mid-plane, f = 5000 * 720 / 2060 = 1747.57282 px. */
static void
test_projection (void)
{
  g_autoptr (PlumbLift) lift = create_lift (NULL);
  PlumbLiftPose pose = take_pose (lift, PLUMB_MOMENT_SET);
  const PlumbPoint *at = pose.at_px;

  /* 605 mm under the axis at 4300 mm; a heel 145 mm back at 4840 mm. */
  assert_near (at[PLUMB_LANDMARK_BAR].x_px, 640, 1e-6);
  assert_near (at[PLUMB_LANDMARK_BAR].y_px, 360 + 605 * 1747.5728155 / 4300, 1e-5);
  assert_near (at[PLUMB_LANDMARK_HEEL].x_px, 640 - 145 * 1747.5728155 / 4840, 1e-5);
  assert_near (at[PLUMB_LANDMARK_HEEL].y_px, 360 + 830 * 1747.5728155 / 4840, 1e-5);
  assert_near (pose.plate_radius_px, 225 * 1747.5728155 / 4300, 1e-5);
}

static void
test_camera_turned (void)
{
  PlumbClipOptions options;
  g_autoptr (PlumbLift) level = create_lift (NULL);
  g_autoptr (PlumbLift) rolled = NULL;
  g_autoptr (PlumbLift) yawed = NULL;
  PlumbLiftPose straight = take_pose (level, PLUMB_MOMENT_SET), pose;
  double slide_mm;

  plumb_clip_options_init (&options);
  options.camera.roll_deg = 3;
  rolled = plumb_lift_new (&options);
  pose = take_pose (rolled, PLUMB_MOMENT_SET);
  /* The true horizontal runs down to the right: 3 degrees less of trunk. */
  assert_near (measure_px_deg (&pose, PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_ACROMION),
               measure_px_deg (&straight, PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_ACROMION) - 3, 1e-6);

  options.camera.roll_deg = 0;
  options.camera.yaw_deg = 1;
  yawed = plumb_lift_new (&options);
  pose = take_pose (yawed, PLUMB_MOMENT_SET);
  /* The near plate slides against the near foot by 9.42 mm a degree; the toe is
   * then a little farther away than the heel, which adds 0.08. */
  slide_mm = (pose.at_px[PLUMB_LANDMARK_BAR].x_px - 640) * 4300 / 1747.5728155 -
             ((pose.at_px[PLUMB_LANDMARK_HEEL].x_px + pose.at_px[PLUMB_LANDMARK_TOE].x_px) / 2 -
              640) *
                 4840 / 1747.5728155;
  assert_near (slide_mm, 9.50, 0.01);
}

static void
test_mirrored (void)
{
  PlumbClipOptions options;
  g_autoptr (PlumbLift) right = create_lift (NULL);
  g_autoptr (PlumbLift) left = NULL;

  plumb_clip_options_init (&options);
  options.facing = -1;
  left = plumb_lift_new (&options);
  for (int m = PLUMB_MOMENT_SET; m <= PLUMB_MOMENT_LOCKOUT; m++)
    {
      PlumbLiftPose a = take_pose (right, m), b = take_pose (left, m);
      for (int i = 0; i < PLUMB_N_LANDMARKS; i++)
        {
          assert_near (a.at_px[i].x_px, 1280 - b.at_px[i].x_px, 1e-9);
          assert_near (a.at_px[i].y_px, b.at_px[i].y_px, 1e-9);
        }
    }
}

/* Bones do not stretch, feet stay, plates never sink into the floor. */
static void
check_body (const PlumbLift *lift)
{
  for (gint64 i = 0; i < plumb_lift_n_frames (lift); i++)
    {
      PlumbLiftPose pose;
      plumb_lift_pose_at (lift, i, &pose);
      assert_near (measure_mm (&pose, PLUMB_LANDMARK_ANKLE, PLUMB_LANDMARK_KNEE), 420, 1e-6);
      assert_near (measure_mm (&pose, PLUMB_LANDMARK_KNEE, PLUMB_LANDMARK_HIP), 410, 1e-6);
      assert_near (measure_mm (&pose, PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_ACROMION), 470, 1e-6);
      assert_near (measure_mm (&pose, PLUMB_LANDMARK_ACROMION, PLUMB_LANDMARK_BAR), 776.5, 1e-6);
      assert_near (measure_mm (&pose, PLUMB_LANDMARK_HEEL, PLUMB_LANDMARK_TOE), 290, 1e-6);
      g_assert_cmpfloat (pose.at_mm[PLUMB_LANDMARK_BAR].y_px, >=, 225 - 1e-6);
      g_assert_cmpfloat (pose.knee_deg, <, 180);
      assert_near (pose.hip_deg - pose.trunk_deg, pose.knee_deg - pose.shank_deg, 1e-9);
    }
}

static void
test_body_holds (void)
{
  static const PlumbLiftFaults faults[] = {
    { 0 },
    { .bar_forward_pct = 15, .rounding_deg = 25, .hips_after_deg = 13 },
    { .hips = 1, .drift_pct = 20 },
    { .hips = -1, .bar_forward_pct = 20 },
    { .hips_before_pct = 16 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (PlumbLift) lift = create_lift (&faults[i]);
      check_body (lift);
    }
}

/* Hip rise and bar rise since lift-off, millimetres. */
static double
find_hip_lead (const PlumbLift *lift)
{
  PlumbLiftPose from = take_pose (lift, PLUMB_MOMENT_LIFT_OFF);
  double lead = 0;

  for (gint64 i = plumb_lift_moment (lift, PLUMB_MOMENT_LIFT_OFF);
       i <= plumb_lift_moment (lift, PLUMB_MOMENT_KNEE_PASS); i++)
    {
      PlumbLiftPose pose;
      plumb_lift_pose_at (lift, i, &pose);
      lead = MAX (lead, pose.at_mm[PLUMB_LANDMARK_HIP].y_px -
                            from.at_mm[PLUMB_LANDMARK_HIP].y_px -
                            pose.at_mm[PLUMB_LANDMARK_BAR].y_px +
                            from.at_mm[PLUMB_LANDMARK_BAR].y_px);
    }
  return 100 * lead / 470;
}

static double
find_trunk_drop (const PlumbLift *lift)
{
  PlumbLiftPose set = take_pose (lift, PLUMB_MOMENT_SET);
  double drop = 0;

  for (gint64 i = plumb_lift_moment (lift, PLUMB_MOMENT_SET);
       i <= plumb_lift_moment (lift, PLUMB_MOMENT_KNEE_PASS); i++)
    {
      PlumbLiftPose pose;
      plumb_lift_pose_at (lift, i, &pose);
      drop = MIN (drop, pose.trunk_deg - set.trunk_deg);
    }
  return drop;
}

static double
measure_pre_rise (const PlumbLift *lift)
{
  PlumbLiftPose set = take_pose (lift, PLUMB_MOMENT_SET);
  PlumbLiftPose off = take_pose (lift, PLUMB_MOMENT_LIFT_OFF);
  return 100 *
         (off.at_mm[PLUMB_LANDMARK_HIP].y_px - set.at_mm[PLUMB_LANDMARK_HIP].y_px) / 470;
}

/* Clean: inside the good bands with room for marking error. */
static void
test_clean_pull (void)
{
  g_autoptr (PlumbLift) lift = create_lift (NULL);

  g_assert_cmpfloat (find_hip_lead (lift), <, 0.2);
  g_assert_cmpfloat (find_trunk_drop (lift), >, -1);
  g_assert_cmpfloat (measure_pre_rise (lift), <, 3);
}

/* Worked sequence E1: the trunk falls by 13.6 degrees after lift-off. */
static void
test_hips_after (void)
{
  g_autoptr (PlumbLift) lift = create_lift (&(PlumbLiftFaults) { .hips_after_deg = 13.6 });

  assert_near (find_trunk_drop (lift), -13.6, 0.3);
  g_assert_cmpfloat (find_hip_lead (lift), >, 6);
  g_assert_cmpfloat (measure_pre_rise (lift), <, 5);
}

/* Worked sequence E2: hips 16.3 % of the trunk up before the bar moves, which
 * costs 12.6 degrees of trunk. */
static void
test_hips_before (void)
{
  g_autoptr (PlumbLift) lift = create_lift (&(PlumbLiftFaults) { .hips_before_pct = 16.278613 });

  g_assert_cmpfloat (measure_pre_rise (lift), >, 16.2);
  g_assert_cmpfloat (measure_pre_rise (lift), <, 18.5);
  assert_near (find_trunk_drop (lift), -12.6, 1.0);
  g_assert_cmpfloat (find_hip_lead (lift), <, 2);
}

static void
test_rounding (void)
{
  g_autoptr (PlumbLift) lift = create_lift (&(PlumbLiftFaults) { .rounding_deg = 20.8 });
  PlumbLiftPose set = take_pose (lift, PLUMB_MOMENT_SET);
  double most = 0;

  for (gint64 i = plumb_lift_moment (lift, PLUMB_MOMENT_LIFT_OFF);
       i <= plumb_lift_moment (lift, PLUMB_MOMENT_KNEE_PASS); i++)
    {
      PlumbLiftPose pose;
      plumb_lift_pose_at (lift, i, &pose);
      most = MAX (most, pose.kappa_deg - set.kappa_deg);
    }
  g_assert_cmpfloat (most, >, 18);
  g_assert_cmpfloat (most, <, 20.9);
}

static void
test_bar (void)
{
  g_autoptr (PlumbLift) forward = create_lift (&(PlumbLiftFaults) { .bar_forward_pct = 12 });
  g_autoptr (PlumbLift) drift = create_lift (&(PlumbLiftFaults) { .drift_pct = 25 });
  PlumbLiftPose pose = take_pose (forward, PLUMB_MOMENT_SET);
  double most = 0;

  /* 12 % of a 290 mm shoe. */
  assert_near (pose.at_mm[PLUMB_LANDMARK_BAR].x_px, 34.8, 1e-9);
  for (gint64 i = 0; i < plumb_lift_n_frames (drift); i++)
    {
      plumb_lift_pose_at (drift, i, &pose);
      most = MAX (most, pose.e_bar_pct);
    }
  assert_near (most, 25, 0.2);
}

static void
test_moments (void)
{
  g_autoptr (PlumbLift) lift = create_lift (NULL);
  gint64 set = plumb_lift_moment (lift, PLUMB_MOMENT_SET);
  gint64 off = plumb_lift_moment (lift, PLUMB_MOMENT_LIFT_OFF);
  gint64 knee = plumb_lift_moment (lift, PLUMB_MOMENT_KNEE_PASS);
  PlumbLiftPose before, after;

  /* Half a second still at 60 frames a second. */
  g_assert_cmpint (set, ==, 30);
  g_assert_cmpint (off, >, set);
  g_assert_cmpint (knee, >, off);
  /* 0.5 + 0.3 + 1.9 s */
  g_assert_cmpint (plumb_lift_moment (lift, PLUMB_MOMENT_LOCKOUT), ==, 162);
  g_assert_cmpint (plumb_lift_moment (lift, PLUMB_MOMENT_NEUTRAL), ==, -1);
  plumb_lift_pose_at (lift, off, &before);
  plumb_lift_pose_at (lift, off + 1, &after);
  g_assert_cmpfloat (before.at_mm[PLUMB_LANDMARK_BAR].y_px, <, 235);
  g_assert_cmpfloat (after.at_mm[PLUMB_LANDMARK_BAR].y_px, >=, 235);
  plumb_lift_pose_at (lift, knee - 1, &before);
  plumb_lift_pose_at (lift, knee, &after);
  g_assert_cmpfloat (before.at_mm[PLUMB_LANDMARK_BAR].y_px, <,
                     before.at_mm[PLUMB_LANDMARK_KNEE].y_px);
  g_assert_cmpfloat (after.at_mm[PLUMB_LANDMARK_BAR].y_px, >=,
                     after.at_mm[PLUMB_LANDMARK_KNEE].y_px);
}

static void
test_times (void)
{
  PlumbClipOptions options;
  g_autoptr (PlumbLift) constant = NULL;
  g_autoptr (PlumbLift) variable = NULL;
  g_autoptr (PlumbLift) again = NULL;
  double shortest = G_MAXDOUBLE, longest = 0;

  plumb_clip_options_init (&options);
  options.fps_n = 30000;
  options.fps_d = 1001;
  options.n_frames = 300;
  options.first_pts_ns = 500000000;
  constant = plumb_lift_new (&options);
  g_assert_cmpint (plumb_lift_n_frames (constant), ==, 300);
  g_assert_cmpint (plumb_lift_pts_ns (constant, 0), ==, 500000000);
  /* 299 * 1001 / 30000 s */
  g_assert_cmpint (plumb_lift_pts_ns (constant, 299), ==, G_GINT64_CONSTANT (10476633333));

  options.jitter = 1;
  options.seed = 5;
  variable = plumb_lift_new (&options);
  again = plumb_lift_new (&options);
  for (gint64 i = 0; i + 1 < 300; i++)
    {
      double ms = (plumb_lift_pts_ns (variable, i + 1) - plumb_lift_pts_ns (variable, i)) / 1e6;
      shortest = MIN (shortest, ms);
      longest = MAX (longest, ms);
      g_assert_cmpint (plumb_lift_pts_ns (variable, i), ==, plumb_lift_pts_ns (again, i));
    }
  /* from half to twice 33.37 ms, and most of that range used */
  g_assert_cmpfloat (shortest, >, 16.68);
  g_assert_cmpfloat (shortest, <, 18);
  g_assert_cmpfloat (longest, <, 66.74);
  g_assert_cmpfloat (longest, >, 62);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clips/lift/clean-set", test_clean_set);
  g_test_add_func ("/clips/lift/hips", test_hips);
  g_test_add_func ("/clips/lift/projection", test_projection);
  g_test_add_func ("/clips/lift/camera-turned", test_camera_turned);
  g_test_add_func ("/clips/lift/mirrored", test_mirrored);
  g_test_add_func ("/clips/lift/body-holds", test_body_holds);
  g_test_add_func ("/clips/lift/clean-pull", test_clean_pull);
  g_test_add_func ("/clips/lift/hips-after", test_hips_after);
  g_test_add_func ("/clips/lift/hips-before", test_hips_before);
  g_test_add_func ("/clips/lift/rounding", test_rounding);
  g_test_add_func ("/clips/lift/bar", test_bar);
  g_test_add_func ("/clips/lift/moments", test_moments);
  g_test_add_func ("/clips/lift/times", test_times);
  return g_test_run ();
}
