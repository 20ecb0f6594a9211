/* The measurement core finds in a drawn lift the fault that was drawn into it,
 * and none in a clean one: two pieces of code that share no formula.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "checks.h"
#include "clip.h"

typedef struct
{
  const char     *name;
  PlumbLiftFaults faults;
  double          roll_deg;
  int             facing;
  const char     *finding; /* NULL = none at all */
} Case;

static const Case cases[] = {
  { "clean", { 0 }, 0, 1, NULL },
  { "clean-rolled", { 0 }, 4, 1, NULL },
  { "clean-mirrored", { 0 }, 0, -1, NULL },
  { "bar-forward", { .bar_forward_pct = 25 }, 0, 1, "bar-forward" },
  { "bar-forward-mirrored", { .bar_forward_pct = 25 }, -3, -1, "bar-forward" },
  { "hips-high", { .hips = 1 }, 0, 1, "hips-too-high" },
  { "hips-low", { .hips = -1, .bar_forward_pct = 20.7 }, 0, 1, "hips-too-low" },
  { "rounding", { .rounding_deg = 24 }, 0, 1, "lumbar-rounding" },
  { "hips-before", { .hips_before_pct = 20 }, 0, 1, "hips-rise-before-lift-off" },
  { "hips-after", { .hips_after_deg = 13.6 }, 0, 1, "hips-rise-early" },
  { "drift", { .drift_pct = 30 }, 0, 1, "bar-drifts-forward" },
};

static void
fill_camera (const PlumbClipOptions *options,
             const PlumbLift        *lift,
             PlumbPoses             *poses)
{
  PlumbLiftPose set;

  plumb_lift_pose_at (lift, plumb_lift_moment (lift, PLUMB_MOMENT_SET), &set);
  g_free (poses->lift);
  poses->lift = g_strdup ("conventional");
  poses->width_px = options->width_px;
  poses->height_px = options->height_px;
  poses->scale = (PlumbScale) {
    .kind = PLUMB_SCALE_PLATE,
    .plate_diameter_mm = 450,
    .plate_centre = set.at_px[PLUMB_LANDMARK_BAR],
    .plate_radius_px = set.plate_radius_px,
  };
  poses->camera = (PlumbCamera) {
    .has_distance = TRUE,
    .has_roll = TRUE,
    .has_yaw = TRUE,
    .has_principal = TRUE,
    .has_fps = TRUE,
    .distance_m = options->camera.distance_m,
    .roll_deg = options->camera.roll_deg,
    .principal_px = { options->width_px / 2.0, options->height_px / 2.0 },
    .fps = 60,
  };
}

static PlumbPoses *
create_poses (const Case *one)
{
  PlumbPoses *poses = plumb_poses_new ();
  g_autoptr (PlumbLift) lift = NULL;
  PlumbClipOptions options;

  plumb_clip_options_init (&options);
  options.faults = one->faults;
  options.facing = one->facing;
  options.camera.roll_deg = one->roll_deg;
  lift = plumb_lift_new (&options);
  fill_camera (&options, lift, poses);
  for (int m = 0; m < PLUMB_N_MOMENTS; m++)
    poses->moments[m] = plumb_lift_moment (lift, m);
  for (gint64 i = 0; i < plumb_lift_n_frames (lift); i++)
    {
      PlumbPose *pose = plumb_poses_ensure (poses, i);
      PlumbLiftPose truth;
      plumb_lift_pose_at (lift, i, &truth);
      for (int k = 0; k < PLUMB_N_LANDMARKS; k++)
        plumb_pose_set (pose, k, truth.at_px[k]);
      pose->outline = g_memdup2 (truth.outline_px, sizeof truth.outline_px);
      pose->n_outline = PLUMB_LIFT_N_OUTLINE;
    }
  return poses;
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbCriteria) criteria = plumb_criteria_load (path, NULL, &error);
  g_autoptr (PlumbPoses) poses = create_poses (one);
  g_autoptr (PlumbChecks) checks = NULL;
  const PlumbFinding *finding;

  g_assert_no_error (error);
  checks = plumb_check (poses, criteria);
  for (guint i = 0; i < checks->findings->len; i++)
    g_test_message ("%s", ((PlumbFinding *) g_ptr_array_index (checks->findings, i))->id);
  if (one->finding == NULL)
    {
      g_assert_cmpuint (checks->findings->len, ==, 0);
      return;
    }
  finding = plumb_checks_find_finding (checks, one->finding);
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->verdict, ==, PLUMB_VERDICT_FAULT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/clips/checks/%s", cases[i].name);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
