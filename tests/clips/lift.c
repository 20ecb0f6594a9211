/* A lift as frames: when each is shown, what is true in it, where the key
 * moments lie.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-private.h"

#include <math.h>

#define DEG (180 / G_PI)
/* The rule by which lift-off is found in tracks: this far above the rest. */
#define LIFT_OFF_MM 10.0

void
plumb_clip_options_init (PlumbClipOptions *options)
{
  g_return_if_fail (options != NULL);

  *options = (PlumbClipOptions) {
    .width_px = 1280,
    .height_px = 720,
    .fps_n = 60,
    .fps_d = 1,
    .facing = 1,
    .tempo = { .still_s = 0.5, .slack_s = 0.3, .pull_s = 1.9, .hold_s = 0.6 },
    .camera = { .distance_m = 5, .height_mm = 830 },
  };
}

void
plumb_clip_options_init_sample (PlumbClipOptions *options)
{
  plumb_clip_options_init (options);
  options->seed = 7;
  options->quality = 17;
  options->tempo = (PlumbLiftTempo) { 0.8, 0.4, 2.3, 0.8, 1.6 };
  options->faults = (PlumbLiftFaults) {
    .bar_forward_pct = 17,
    .rounding_deg = 32,
    .hips_after_deg = 14,
  };
}

static double
compute_interval_ns (const PlumbClipOptions *options,
                     GRand                  *rand)
{
  double nominal = 1e9 * options->fps_d / options->fps_n;
  if (options->jitter <= 0)
    return nominal;
  return nominal * pow (1 + options->jitter, 2 * g_rand_double (rand) - 1);
}

static void
build_times (PlumbLift *lift)
{
  const PlumbClipOptions *options = &lift->options;
  double duration_s = options->duration_s > 0 ? options->duration_s : lift_total_s (lift);
  g_autoptr (GRand) rand = g_rand_new_with_seed (options->seed);
  double t_ns = 0;

  for (gint64 n = 0; options->n_frames > 0 ? n < options->n_frames : t_ns < duration_s * 1e9 - 1;
       n++)
    {
      gint64 pts_ns = options->first_pts_ns + llround (t_ns);
      g_array_append_val (lift->pts_ns, pts_ns);
      /* No sum of rounded periods: a constant rate stays exact. */
      if (options->jitter <= 0)
        t_ns = 1e9 * options->fps_d * (double) (n + 1) / options->fps_n;
      else
        t_ns += compute_interval_ns (options, rand);
    }
}

static void
find_moments (PlumbLift *lift)
{
  const PlumbLiftTempo *tempo = &lift->options.tempo;
  double lockout_s = tempo->still_s + tempo->slack_s + tempo->pull_s;
  gint64 *moments = lift->moments;

  for (int i = 0; i < PLUMB_N_MOMENTS; i++)
    moments[i] = -1;
  for (gint64 i = 0; i < plumb_lift_n_frames (lift); i++)
    {
      PlumbLiftPose pose;
      plumb_lift_pose_at (lift, i, &pose);
      if (pose.t_s <= tempo->still_s)
        moments[PLUMB_MOMENT_SET] = i;
      if (moments[PLUMB_MOMENT_LIFT_OFF] < 0 &&
          pose.at_mm[PLUMB_LANDMARK_BAR].y_px >= LIFT_BAR_REST_MM + LIFT_OFF_MM)
        moments[PLUMB_MOMENT_LIFT_OFF] = MAX (i - 1, 0);
      if (moments[PLUMB_MOMENT_KNEE_PASS] < 0 &&
          pose.at_mm[PLUMB_LANDMARK_BAR].y_px >= pose.at_mm[PLUMB_LANDMARK_KNEE].y_px)
        moments[PLUMB_MOMENT_KNEE_PASS] = i;
      if (moments[PLUMB_MOMENT_LOCKOUT] < 0 && pose.t_s >= lockout_s)
        moments[PLUMB_MOMENT_LOCKOUT] = i;
    }
}

PlumbLift *
plumb_lift_new (const PlumbClipOptions *options)
{
  PlumbLift *lift;

  g_return_val_if_fail (options != NULL, NULL);
  g_return_val_if_fail (options->fps_n > 0 && options->fps_d > 0, NULL);
  g_return_val_if_fail (options->camera.distance_m > 1, NULL);

  lift = g_new0 (PlumbLift, 1);
  lift->options = *options;
  lift->pts_ns = g_array_new (FALSE, FALSE, sizeof (gint64));
  lift_camera_init (&lift->camera, options);
  lift_body_init (lift);
  build_times (lift);
  find_moments (lift);
  return lift;
}

void
plumb_lift_free (PlumbLift *lift)
{
  g_return_if_fail (lift != NULL);

  g_clear_pointer (&lift->scene, lift_scene_free);
  g_array_unref (lift->pts_ns);
  g_free (lift);
}

gint64
plumb_lift_n_frames (const PlumbLift *lift)
{
  return lift->pts_ns->len;
}

gint64
plumb_lift_pts_ns (const PlumbLift *lift,
                   gint64           frame)
{
  g_return_val_if_fail (frame >= 0 && frame < lift->pts_ns->len, -1);
  return g_array_index (lift->pts_ns, gint64, frame);
}

gint64
plumb_lift_moment (const PlumbLift *lift,
                   PlumbMoment      moment)
{
  g_return_val_if_fail (moment >= 0 && moment < PLUMB_N_MOMENTS, -1);
  return lift->moments[moment];
}

static double
measure_direction_deg (PlumbPoint from,
                       PlumbPoint to)
{
  return atan2 (to.y_px - from.y_px, to.x_px - from.x_px) * DEG;
}

static void
fill_angles (const LiftBody *body,
             PlumbLiftPose  *pose)
{
  const PlumbPoint *at = pose->at_mm;

  pose->shank_deg = body->shank_deg;
  pose->thigh_deg = body->thigh_deg;
  pose->trunk_deg = body->trunk_deg;
  pose->knee_deg = body->shank_deg + body->thigh_deg;
  pose->hip_deg = body->trunk_deg + body->thigh_deg;
  pose->lumbar_deg = body->lumbar_deg;
  pose->arm_deg = atan2 (body->acr.x_px - body->bar.x_px, body->acr.y_px - body->bar.y_px) * DEG;
  pose->kappa_deg =
      measure_direction_deg (at[PLUMB_LANDMARK_S1], at[PLUMB_LANDMARK_T12_L1]) -
      measure_direction_deg (at[PLUMB_LANDMARK_T12_L1], at[PLUMB_LANDMARK_C7]);
  pose->e_bar_pct = 100 * body->bar.x_px / LIFT_FOOT_MM;
}

void
plumb_lift_pose_at (const PlumbLift *lift,
                    gint64           frame,
                    PlumbLiftPose   *pose)
{
  const LiftCamera *camera = &lift->camera;
  LiftBody body = { 0 };
  double depth_mm;

  g_return_if_fail (frame >= 0 && frame < plumb_lift_n_frames (lift));

  pose->t_s = 1e-9 * (double) (plumb_lift_pts_ns (lift, frame) - lift->options.first_pts_ns);
  lift_body_at (lift, pose->t_s, &body);
  lift_body_landmarks (&body, pose->at_mm);
  for (int i = 0; i < PLUMB_N_LANDMARKS; i++)
    pose->at_px[i] = lift_camera_project (camera, pose->at_mm[i].x_px, pose->at_mm[i].y_px,
                                          lift_landmark_z (i));
  for (int i = 0; i < PLUMB_LIFT_N_OUTLINE; i++)
    {
      PlumbPoint p = lift_body_back (&body, i / (PLUMB_LIFT_N_OUTLINE - 1.0));
      pose->outline_mm[i] = p;
      pose->outline_px[i] = lift_camera_project (camera, p.x_px, p.y_px, LIFT_BODY_Z_MM);
    }
  depth_mm = camera->distance_mm - LIFT_PLATE_Z_MM * camera->cos_yaw +
             camera->facing * body.bar.x_px * camera->sin_yaw;
  pose->plate_radius_px = LIFT_PLATE_MM / 2 * camera->f_px / depth_mm;
  fill_angles (&body, pose);
}
