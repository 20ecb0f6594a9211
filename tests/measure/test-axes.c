/* From pixels to lifter axes: roll, direction, depth planes, and what must not
 * change when the picture does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "axes.h"
#include "worked.h"

#define RAD (G_PI / 180)

/* What does not depend on where the camera stood, in the worked examples. */
static const char *const shape_ids[] = { "M1.e_bar", "M2.q", "M2.arm", "M2.e_scap", "M3.knee",
                                         "M3.thigh", "M3.trunk", "M3.shank", "M3.h_idx",
                                         "M3.h_bar", "M3.hip", "M3.ham", "M5.kappa",
                                         "M5.sagitta", "M5.bow" };

typedef PlumbPoint (*Move) (PlumbPoint    at,
                            const double *by);

static PlumbPoint
mirror (PlumbPoint    at,
        const double *by)
{
  return (PlumbPoint) { 1920 - at.x_px, at.y_px };
}

/* by: degrees, centre x, centre y */
static PlumbPoint
rotate (PlumbPoint    at,
        const double *by)
{
  double c = cos (by[0] * RAD), s = sin (by[0] * RAD);
  double x = at.x_px - by[1], y = at.y_px - by[2];

  return (PlumbPoint) { by[1] + c * x - s * y, by[2] + s * x + c * y };
}

static PlumbPoint
scale (PlumbPoint    at,
       const double *by)
{
  return (PlumbPoint) { at.x_px * by[0], at.y_px * by[0] };
}

static PlumbPoint
translate (PlumbPoint    at,
           const double *by)
{
  return (PlumbPoint) { at.x_px + by[0], at.y_px + by[1] };
}

static void
move_poses (PlumbPoses   *poses,
            Move          move,
            const double *by)
{
  for (guint f = 0; f < poses->poses->len; f++)
    {
      PlumbPose *pose = &g_array_index (poses->poses, PlumbPose, f);

      for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
        pose->at[i] = move (pose->at[i], by);
      for (guint i = 0; i < pose->n_outline; i++)
        pose->outline[i] = move (pose->outline[i], by);
    }
}

static void
assert_same (const PlumbPoses  *poses,
             const PlumbChecks *before,
             double             tolerance)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbChecks) after = plumb_check (poses, criteria);

  for (guint i = 0; i < G_N_ELEMENTS (shape_ids); i++)
    {
      const PlumbMeasure *a = plumb_checks_find (before, shape_ids[i]);
      const PlumbMeasure *b = plumb_checks_find (after, shape_ids[i]);

      g_test_message ("%s", shape_ids[i]);
      g_assert_true (a->has_value && b->has_value);
      assert_near (b->value, a->value, tolerance);
      assert_near (b->u, a->u, 1e-5);
      g_assert_cmpint (b->verdict, ==, a->verdict);
    }
}

/* A setup around A, by chance. */
static PlumbPoses *
make_random_poses (void)
{
  PlumbPoses *poses = make_worked_poses ();
  PlumbPose *pose = plumb_poses_ensure (poses, 0);

  add_worked_setup (poses, 0, &worked_a);
  plumb_pose_set_outline (pose, worked_outline_neutral, 7);
  for (guint i = 0; i < WORKED_N_LANDMARKS; i++)
    {
      pose->at[i].x_px += g_test_rand_double_range (-10, 10);
      pose->at[i].y_px += g_test_rand_double_range (-10, 10);
    }
  for (guint i = 0; i < pose->n_outline; i++)
    pose->outline[i].y_px += g_test_rand_double_range (-4, 4);
  poses->moments[PLUMB_MOMENT_SET] = 0;
  return poses;
}

/* g_test_rand_*() prints its seed; --seed repeats a run. */
static void
test_properties (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");

  for (guint round = 0; round < 50; round++)
    {
      g_autoptr (PlumbPoses) poses = make_random_poses ();
      g_autoptr (PlumbChecks) before = plumb_check (poses, criteria);
      double turn[] = { g_test_rand_double_range (-20, 20), g_test_rand_double_range (0, 1920),
                        g_test_rand_double_range (0, 1080) };
      double shift[] = { g_test_rand_double_range (-500, 500),
                         g_test_rand_double_range (-500, 500) };
      double zoom[] = { 0.5 };
      double unzoom[] = { 2 };
      double back[] = { -turn[0], turn[1], turn[2] };

      move_poses (poses, mirror, NULL);
      assert_same (poses, before, 1e-11);
      move_poses (poses, mirror, NULL);

      move_poses (poses, rotate, turn);
      poses->camera.roll_deg = turn[0];
      assert_same (poses, before, 1e-9);
      move_poses (poses, rotate, back);
      poses->camera.roll_deg = 0;

      move_poses (poses, translate, shift);
      assert_same (poses, before, 1e-9);

      /* Half the picture, and half of every click's error. */
      move_poses (poses, scale, zoom);
      poses->scale.mm_per_px = 5;
      for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
        poses->click_sd_px[i] = 0.5 * plumb_criteria_click_sd_px (criteria, (PlumbLandmark) i);
      poses->outline_sd_px = 0.5 * plumb_criteria_capture (criteria)->outline_sd_px;
      assert_same (poses, before, 1e-9);
      move_poses (poses, scale, unzoom);
    }
}

/* The worked example turned by +3 degrees about (960, 540), pixels rounded. */
static PlumbPoses *
make_rolled_poses (void)
{
  static const struct
  {
    PlumbLandmark landmark;
    PlumbPoint    at;
  } rolled[] = {
    { PLUMB_LANDMARK_HEEL, { 677.329, 965.790 } },
    { PLUMB_LANDMARK_TOE, { 793.170, 971.861 } },
    { PLUMB_LANDMARK_ANKLE, { 702.866, 937.087 } },
    { PLUMB_LANDMARK_KNEE, { 740.682, 773.442 } },
    { PLUMB_LANDMARK_HIP, { 628.810, 653.422 } },
    { PLUMB_LANDMARK_ACROMION, { 799.199, 574.031 } },
    { PLUMB_LANDMARK_BAR, { 739.959, 878.948 } },
  };
  PlumbPoses *poses = make_worked_poses ();

  for (guint i = 0; i < G_N_ELEMENTS (rolled); i++)
    plumb_pose_set (plumb_poses_ensure (poses, 0), rolled[i].landmark, rolled[i].at);
  poses->moments[PLUMB_MOMENT_SET] = 0;
  return poses;
}

typedef struct
{
  const char *id;
  double      level, rolled;
} RolledRow;

static void
test_rolled_copy (void)
{
  static const RolledRow rows[] = {
    { "M3.trunk", 27.982839, 24.982681 }, { "M3.thigh", 44.012240, 47.012377 },
    { "M3.shank", 79.988068, 76.988175 }, { "M2.arm", 7.9944542, 10.994593 },
    { "M1.e_bar", 0, 4.065486 },          { "M3.hip", 71.995079, 71.995057 },
    { "M3.knee", 124.000308, 124.000552 },
  };
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_rolled_poses ();
  g_autoptr (PlumbChecks) uncorrected = plumb_check (poses, criteria);
  poses->camera.roll_deg = 3;
  g_autoptr (PlumbChecks) corrected = plumb_check (poses, criteria);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].id);
      assert_near (plumb_checks_find (uncorrected, rows[i].id)->value, rows[i].rolled, 5.1e-7);
      assert_near (plumb_checks_find (corrected, rows[i].id)->value, rows[i].level, 1.2e-3);
    }
}

/* D, plate to mid-plane, plate to body, parallax of bar against foot per 100
 * mm off the optical axis. */
static void
test_depth_table (void)
{
  static const double rows[][4] = {
    { 2.5, 1.388889, 1.294444, 30.0 }, { 3, 1.304348, 1.230435, 23.5 },
    { 4, 1.212121, 1.160606, 16.4 },   { 5, 1.162791, 1.123256, 12.6 },
    { 6, 1.132075, 1.100000, 10.2 },   { 8, 1.095890, 1.072603, 7.4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlumbAxes axes = { .direction = 1, .plate_mm_per_px = 1, .depth_m = { 0.70, 0.17, 0.16 },
                         .inverse_distance_m = 1 / rows[i][0] };

      plumb_axes_prepare (&axes);
      assert_near (axes.mm_per_px[PLUMB_PLANE_BODY], rows[i][2], 5e-7);
      assert_near (100 * (axes.mm_per_px[PLUMB_PLANE_FOOT] - 1), rows[i][3], 0.05);
      axes.depth_m[PLUMB_PLANE_BODY] = 0;
      plumb_axes_prepare (&axes);
      assert_near (axes.mm_per_px[PLUMB_PLANE_BODY], rows[i][1], 5e-7);
    }
}

static void
test_plate_scale (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_poses ();
  PlumbView view;

  poses->scale = (PlumbScale) { PLUMB_SCALE_PLATE, 0, 450, { 758, 890 }, 90 };
  plumb_view_init (&view, poses, plumb_criteria_capture (criteria));
  assert_near (view.axes.mm_per_px[PLUMB_PLANE_PLATE], 2.5, 1e-12);
  assert_near (view.axes.mm_per_px[PLUMB_PLANE_BODY], 2.901515, 5e-7);
  view.axes.depth_m[PLUMB_PLANE_BODY] = 0;
  plumb_axes_prepare (&view.axes);
  assert_near (view.axes.mm_per_px[PLUMB_PLANE_BODY], 3.030303, 5e-7);

  assert_near (plumb_focal_px (26, 1920), 1386.67, 5e-3);
  assert_near (plumb_distance_m (plumb_focal_px (26, 1920), 450, 180, 0.70), 4.166667, 5e-7);
}

/* f_px 1386.67, D = 3.466667 + 0.70 m, of a lens of 26 mm or of what it sees. */
static void
test_distance_from_lens (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  const PlumbCapture *capture = plumb_criteria_capture (criteria);
  g_autoptr (PlumbPoses) poses = make_worked_poses ();
  PlumbView view;

  assert_printed (plumb_focal_px (plumb_lens_mm (69.390248), 1920), "1386.67");
  assert_printed (plumb_lens_mm (90), "18.0");
  assert_printed (plumb_distance_m (1386.666667, 450, 180, 0), "3.466667");

  poses->scale = (PlumbScale) { PLUMB_SCALE_PLATE, 0, 450, { 758, 890 }, 90 };
  poses->camera.has_distance = FALSE;
  poses->camera.has_lens = TRUE;
  poses->camera.lens_mm = 26;
  assert_printed (plumb_poses_distance_m (poses, 0.70), "4.166667");
  plumb_view_init (&view, poses, capture);
  g_assert_true (view.depth);
  assert_printed (1 / view.axes.inverse_distance_m, "4.166667");
  assert_near (view.inverse_distance_sd, 0.1 / 4.166667, 1e-7);

  /* Filmed upright the same lens sees the longer side. */
  poses->width_px = 1080;
  poses->height_px = 1920;
  assert_printed (plumb_poses_distance_m (poses, 0.70), "4.166667");

  /* The tape outranks the lens; without a plate, or a size, there is none. */
  poses->camera.has_distance = TRUE;
  poses->camera.distance_m = 5;
  plumb_view_init (&view, poses, capture);
  assert_near (view.inverse_distance_sd, 0.05 / 5, 1e-12);
  assert_near (plumb_poses_distance_m (poses, 0.70), 5, 0);
  poses->camera.has_distance = FALSE;
  poses->camera.lens_mm = 0;
  assert_near (plumb_poses_distance_m (poses, 0.70), 0, 0);
  poses->camera.lens_mm = 26;
  poses->scale.plate_radius_px = 0;
  assert_near (plumb_poses_distance_m (poses, 0.70), 0, 0);
  poses->scale.plate_radius_px = 90;
  poses->width_px = poses->height_px = 0;
  assert_near (plumb_poses_distance_m (poses, 0.70), 0, 0);
  poses->width_px = 1920;
  poses->scale.kind = PLUMB_SCALE_ONE_PLANE;
  assert_near (plumb_poses_distance_m (poses, 0.70), 0, 0);
}

/* Of the plate's scale at 4 m: 10 % more distance makes 1.6 % of length. */
static void
test_distance_error (void)
{
  double ratio[2];

  for (guint i = 0; i < 2; i++)
    {
      PlumbAxes axes = { .direction = 1, .plate_mm_per_px = 1, .depth_m = { 0.70, 0.17, 0.16 },
                         .inverse_distance_m = i == 0 ? 1 / 4.0 : 1 / 4.4 };

      plumb_axes_prepare (&axes);
      ratio[i] = axes.mm_per_px[PLUMB_PLANE_BODY];
    }
  assert_near (100 * (ratio[0] / ratio[1] - 1), 1.6, 0.3);
}

/* What a pinhole camera 4 m away would see of example A, whose landmarks have
 * these places in millimetres: the core has to find A again. */
static PlumbPoses *
make_pinhole_poses (double distance_m)
{
  static const double depth_m[] = { 0.70, 0.17, 0.16 };
  PlumbPoses *poses = make_worked_poses ();
  PlumbPose *pose = plumb_poses_ensure (poses, 0);
  double focal_px = 1386.67;

  for (guint i = 0; i < WORKED_N_LANDMARKS; i++)
    {
      double x_mm = 2.5 * (worked_a.px[i][0] - 700);
      double y_mm = 2.5 * (worked_a.px[i][1] - 640);
      double away_mm = 1000 * (distance_m - depth_m[plumb_landmark_plane ((PlumbLandmark) i)]);

      plumb_pose_set (pose, (PlumbLandmark) i, (PlumbPoint) { 960 + focal_px * x_mm / away_mm,
                                                              540 + focal_px * y_mm / away_mm });
    }
  poses->scale.kind = PLUMB_SCALE_PLATE;
  poses->scale.plate_diameter_mm = 450;
  poses->scale.plate_centre = pose->at[PLUMB_LANDMARK_BAR];
  poses->scale.plate_radius_px = focal_px * 225 / (1000 * (distance_m - 0.70));
  poses->camera.distance_m = distance_m;
  poses->moments[PLUMB_MOMENT_SET] = 0;
  return poses;
}

static void
test_pinhole (void)
{
  static const RolledRow rows[] = {
    { "M1.e_bar", 0, 0 },          { "M2.q", 0.43603133, 0 },   { "M2.arm", 7.9944542, 0 },
    { "M2.e_scap", 4.2241379, 0 }, { "M3.knee", 124.000308, 0 }, { "M3.h_bar", 66.078190, 0 },
  };
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  static const double distances[] = { 4, 5, 8 };

  for (guint k = 0; k < G_N_ELEMENTS (distances); k++)
    {
      g_autoptr (PlumbPoses) poses = make_pinhole_poses (distances[k]);
      g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);

      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          const PlumbMeasure *measure = plumb_checks_find (checks, rows[i].id);

          g_test_message ("%s at %g m", rows[i].id, distances[k]);
          g_assert_true (measure->has_value);
          /* The knee has its ankle 10 mm behind its plane. */
          assert_near (measure->value, rows[i].level, 5e-7);
        }
    }
}

/* tan theta' = tan theta / cos psi: what a camera sees that is off by psi. */
static void
test_yaw (void)
{
  static const double rows[][2] = { { 5, 0.09 }, { 10, 0.37 }, { 15, 0.83 }, { 20, 1.50 },
                                    { 30, 3.55 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlumbAxes axes = { .direction = 1, .plate_mm_per_px = 1, .yaw_deg = rows[i][0] };
      double seen = 28 + rows[i][1];
      double deg = 0;

      plumb_axes_prepare (&axes);
      PlumbVec tip = plumb_axes_apply (&axes, PLUMB_PLANE_BODY,
                                       (PlumbPoint) { cos (seen * RAD), -sin (seen * RAD) });
      g_assert_true (plumb_segment_angle_deg ((PlumbVec) { 0, 0 }, tip, &deg));
      assert_near (deg, 28, 0.006);
    }
}

/* Per degree: near plate against foot 9.42 mm by yaw; bar against foot 3.93 mm
 * and acromion against bar 13.42 mm by roll. */
static void
test_slides (void)
{
  PlumbAxes level = { .direction = 1, .plate_mm_per_px = 2.5, .depth_m = { 0.70, 0.17, 0.16 } };
  PlumbAxes yawed = level;
  PlumbAxes rolled = { .direction = 1, .plate_mm_per_px = 2.5, .roll_deg = 1 };
  PlumbPoint bar = { 758, 890 }, foot = { 758, 980 }, acr = { 801.2, 582.4 };

  yawed.yaw_deg = 1;
  plumb_axes_prepare (&level);
  plumb_axes_prepare (&yawed);
  plumb_axes_prepare (&rolled);
  assert_near (fabs (yawed.slide_mm[PLUMB_PLANE_PLATE] - yawed.slide_mm[PLUMB_PLANE_FOOT]), 9.42,
               0.005);

  double bar_foot = plumb_axes_apply (&rolled, PLUMB_PLANE_BODY, bar).x -
                    plumb_axes_apply (&rolled, PLUMB_PLANE_BODY, foot).x;
  double acr_bar = plumb_axes_apply (&rolled, PLUMB_PLANE_BODY, acr).x -
                   plumb_axes_apply (&rolled, PLUMB_PLANE_BODY, bar).x;
  assert_near (fabs (bar_foot), 3.93, 0.005);
  assert_near (fabs (acr_bar - 2.5 * (801.2 - 758)), 13.42, 0.02);
}

/* Before the feet are marked, the knee says which way is forward. */
static void
test_direction_without_feet (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_poses ();
  guint32 feet = (1u << PLUMB_LANDMARK_HEEL) | (1u << PLUMB_LANDMARK_TOE);

  add_worked_setup (poses, 0, &worked_a);
  poses->moments[PLUMB_MOMENT_SET] = 0;
  plumb_poses_ensure (poses, 0)->set &= ~feet;
  move_poses (poses, mirror, NULL);

  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  assert_near (plumb_checks_find (checks, "M3.trunk")->value, 27.982839, 5e-7);
  assert_near (plumb_checks_find (checks, "M2.arm")->value, 7.9944542, 5e-7);

  /* A bar and a shoulder alone do not. */
  plumb_poses_ensure (poses, 0)->set = (1u << PLUMB_LANDMARK_BAR) | (1u << PLUMB_LANDMARK_ACROMION);
  g_autoptr (PlumbChecks) blind = plumb_check (poses, criteria);
  g_assert_false (plumb_checks_find (blind, "M2.arm")->has_value);
  g_assert_true (g_strv_contains (
    (const char *const *) plumb_checks_find (blind, "M2.arm")->missing, "toe"));
}

/* Where nothing but the traced back is there, it says so: S1 to C7. */
static void
test_direction_of_outline (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_poses ();
  PlumbView view;

  plumb_pose_set_outline (plumb_poses_ensure (poses, 0), worked_outline_neutral, 7);
  poses->moments[PLUMB_MOMENT_SET] = 0;
  plumb_view_init (&view, poses, plumb_criteria_capture (criteria));
  g_assert_true (view.has_direction);
  assert_near (view.axes.direction, 1, 0);

  move_poses (poses, mirror, NULL);
  plumb_view_init (&view, poses, plumb_criteria_capture (criteria));
  assert_near (view.axes.direction, -1, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/axes/properties", test_properties);
  g_test_add_func ("/axes/rolled-copy", test_rolled_copy);
  g_test_add_func ("/axes/depth-table", test_depth_table);
  g_test_add_func ("/axes/plate-scale", test_plate_scale);
  g_test_add_func ("/axes/distance-from-lens", test_distance_from_lens);
  g_test_add_func ("/axes/distance-error", test_distance_error);
  g_test_add_func ("/axes/pinhole", test_pinhole);
  g_test_add_func ("/axes/yaw", test_yaw);
  g_test_add_func ("/axes/slides", test_slides);
  g_test_add_func ("/axes/direction-without-feet", test_direction_without_feet);
  g_test_add_func ("/axes/direction-of-outline", test_direction_of_outline);
  return g_test_run ();
}
