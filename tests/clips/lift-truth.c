/* The truth of a clip as a marks file: what a perfect coach would have marked.
 *
 * A superset of "plumbline-marks" version 1: every frame has all its landmarks
 * and its outline; member "truth" adds angles, world coordinates and times.
 * The landmark keys are spelled out here, not asked of the measurement core, so
 * that a slip there cannot hide in the truth it is tested with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-private.h"

#include <json-glib/json-glib.h>

static const char *const landmark_keys[PLUMB_N_LANDMARKS] = {
  [PLUMB_LANDMARK_HEEL] = "heel",    [PLUMB_LANDMARK_TOE] = "toe",
  [PLUMB_LANDMARK_ANKLE] = "ankle",  [PLUMB_LANDMARK_KNEE] = "knee",
  [PLUMB_LANDMARK_HIP] = "hip",      [PLUMB_LANDMARK_ACROMION] = "acr",
  [PLUMB_LANDMARK_SCAPULA] = "inf",  [PLUMB_LANDMARK_C7] = "c7",
  [PLUMB_LANDMARK_T12_L1] = "tl",    [PLUMB_LANDMARK_S1] = "s1",
  [PLUMB_LANDMARK_BAR] = "bar",      [PLUMB_LANDMARK_ELBOW] = "elbow",
};
static const char *const moment_keys[PLUMB_N_MOMENTS] = {
  [PLUMB_MOMENT_SET] = "set",
  [PLUMB_MOMENT_LIFT_OFF] = "lift_off",
  [PLUMB_MOMENT_KNEE_PASS] = "knee_pass",
  [PLUMB_MOMENT_LOCKOUT] = "lockout",
  [PLUMB_MOMENT_NEUTRAL] = "neutral",
  [PLUMB_MOMENT_STANDING] = "standing",
  [PLUMB_MOMENT_MAXFLEX] = "maxflex",
};

static void
add_number (JsonBuilder *builder,
            const char  *name,
            double       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
add_integer (JsonBuilder *builder,
             const char  *name,
             gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_point (JsonBuilder *builder,
           const char  *name,
           PlumbPoint   at)
{
  if (name != NULL)
    json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  json_builder_add_double_value (builder, at.x_px);
  json_builder_add_double_value (builder, at.y_px);
  json_builder_end_array (builder);
}

static void
begin_object (JsonBuilder *builder,
              const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static void
add_setting (JsonBuilder     *builder,
             const PlumbLift *lift)
{
  const PlumbClipOptions *options = &lift->options;
  gint64 set = MAX (lift->moments[PLUMB_MOMENT_SET], 0);
  PlumbLiftPose pose;

  plumb_lift_pose_at (lift, set, &pose);
  begin_object (builder, "image");
  add_integer (builder, "width", options->width_px);
  add_integer (builder, "height", options->height_px);
  json_builder_end_object (builder);

  begin_object (builder, "scale");
  begin_object (builder, "plate");
  add_number (builder, "diameter_mm", LIFT_PLATE_MM);
  add_point (builder, "centre_px", pose.at_px[PLUMB_LANDMARK_BAR]);
  add_number (builder, "radius_px", pose.plate_radius_px);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  begin_object (builder, "camera");
  add_number (builder, "distance_m", options->camera.distance_m);
  add_number (builder, "roll_deg", options->camera.roll_deg);
  add_number (builder, "yaw_deg", options->camera.yaw_deg);
  add_point (builder, "principal_px", lift->camera.principal);
  add_number (builder, "fps", (double) options->fps_n / options->fps_d);
  json_builder_end_object (builder);
}

static void
add_moments (JsonBuilder     *builder,
             const PlumbLift *lift)
{
  begin_object (builder, "moments");
  for (int i = 0; i < PLUMB_N_MOMENTS; i++)
    {
      json_builder_set_member_name (builder, moment_keys[i]);
      if (lift->moments[i] < 0)
        json_builder_add_null_value (builder);
      else
        json_builder_add_int_value (builder, lift->moments[i]);
    }
  json_builder_end_object (builder);
}

static void
add_frame (JsonBuilder         *builder,
           const PlumbLiftPose *pose)
{
  for (int i = 0; i < PLUMB_N_LANDMARKS; i++)
    add_point (builder, landmark_keys[i], pose->at_px[i]);
  json_builder_set_member_name (builder, "outline");
  json_builder_begin_array (builder);
  for (int i = 0; i < PLUMB_LIFT_N_OUTLINE; i++)
    add_point (builder, NULL, pose->outline_px[i]);
  json_builder_end_array (builder);
}

static void
add_truth (JsonBuilder         *builder,
           const PlumbLift     *lift,
           gint64               frame,
           const PlumbLiftPose *pose)
{
  add_integer (builder, "pts_ns", plumb_lift_pts_ns (lift, frame));
  add_number (builder, "shank_deg", pose->shank_deg);
  add_number (builder, "thigh_deg", pose->thigh_deg);
  add_number (builder, "trunk_deg", pose->trunk_deg);
  add_number (builder, "knee_deg", pose->knee_deg);
  add_number (builder, "hip_deg", pose->hip_deg);
  add_number (builder, "arm_deg", pose->arm_deg);
  add_number (builder, "kappa_deg", pose->kappa_deg);
  add_number (builder, "lumbar_deg", pose->lumbar_deg);
  add_number (builder, "e_bar_pct", pose->e_bar_pct);
  add_number (builder, "plate_radius_px", pose->plate_radius_px);
  begin_object (builder, "mm");
  for (int i = 0; i < PLUMB_N_LANDMARKS; i++)
    add_point (builder, landmark_keys[i], pose->at_mm[i]);
  json_builder_end_object (builder);
}

static void
add_frames (JsonBuilder     *builder,
            const PlumbLift *lift,
            gboolean         truth)
{
  begin_object (builder, "frames");
  for (gint64 i = 0; i < plumb_lift_n_frames (lift); i++)
    {
      g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, i);
      PlumbLiftPose pose;
      plumb_lift_pose_at (lift, i, &pose);
      begin_object (builder, name);
      if (truth)
        add_truth (builder, lift, i, &pose);
      else
        add_frame (builder, &pose);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_truth_setting (JsonBuilder     *builder,
                   const PlumbLift *lift)
{
  const PlumbLiftFaults *faults = &lift->options.faults;

  add_integer (builder, "n_frames", plumb_lift_n_frames (lift));
  add_integer (builder, "rotation_deg", lift->options.rotation_deg);
  add_integer (builder, "facing", (gint64) lift->camera.facing);
  add_integer (builder, "seed", lift->options.seed);
  begin_object (builder, "planes_mm");
  add_number (builder, "plate", LIFT_PLATE_Z_MM);
  add_number (builder, "body", LIFT_BODY_Z_MM);
  add_number (builder, "foot", LIFT_FOOT_Z_MM);
  json_builder_end_object (builder);
  begin_object (builder, "faults");
  add_number (builder, "bar_forward_pct", faults->bar_forward_pct);
  add_number (builder, "hips", faults->hips);
  add_number (builder, "rounding_deg", faults->rounding_deg);
  add_number (builder, "hips_before_pct", faults->hips_before_pct);
  add_number (builder, "hips_after_deg", faults->hips_after_deg);
  add_number (builder, "drift_pct", faults->drift_pct);
  json_builder_end_object (builder);
}

char *
plumb_lift_to_json (const PlumbLift *lift)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (lift != NULL && plumb_lift_n_frames (lift) > 0, NULL);

  json_builder_begin_object (builder);
  add_string (builder, "format", "plumbline-marks");
  add_integer (builder, "version", 1);
  add_string (builder, "lift", "conventional");
  add_setting (builder, lift);
  add_moments (builder, lift);
  add_frames (builder, lift, FALSE);
  begin_object (builder, "truth");
  add_truth_setting (builder, lift);
  add_frames (builder, lift, TRUE);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
