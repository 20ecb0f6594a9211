/* Lifter axes (criteria.md 2.0) and depth planes (3.3).
 *
 * A plane that is w metres nearer to the camera than the lifter's mid-plane,
 * D metres away, is magnified by D / (D - w). A plate of known size gives the
 * scale of its own plane, s; another plane has s * (D - w) / (D - w_plate).
 * Positions in different planes can be compared only when each is counted from
 * the optical axis. Written in k = 1 / D, k = 0 is no perspective: the plate's
 * scale for everything. An unknown distance is half of the largest k that is
 * allowed for, and as uncertain.
 *
 * A camera that is not square by psi slides planes against each other by
 * w * sin psi and narrows each by cos psi; one that is tilted drops them
 * against each other by w * sin of the tilt.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "axes.h"

#include <math.h>

#define RAD_PER_DEG (G_PI / 180.0)
#define MM_PER_M 1000.0

PlumbPlane
plumb_landmark_plane (PlumbLandmark landmark)
{
  switch ((int) landmark)
    {
    case PLUMB_LANDMARK_BAR:
      return PLUMB_PLANE_PLATE;
    case PLUMB_LANDMARK_HEEL:
    case PLUMB_LANDMARK_TOE:
    case PLUMB_LANDMARK_ANKLE:
      return PLUMB_PLANE_FOOT;
    default:
      return PLUMB_PLANE_BODY;
    }
}

void
plumb_axes_prepare (PlumbAxes *axes)
{
  double k = axes->inverse_distance_m;
  double plate = 1 - k * axes->depth_m[PLUMB_PLANE_PLATE];
  double sin_yaw = sin (axes->yaw_deg * RAD_PER_DEG);
  double sin_pitch = sin (axes->pitch_deg * RAD_PER_DEG);

  axes->cos_roll = cos (axes->roll_deg * RAD_PER_DEG);
  axes->sin_roll = sin (axes->roll_deg * RAD_PER_DEG);
  axes->cos_yaw = cos (axes->yaw_deg * RAD_PER_DEG);
  for (guint i = 0; i < PLUMB_N_PLANES; i++)
    {
      axes->mm_per_px[i] = axes->plate_mm_per_px * (1 - k * axes->depth_m[i]) / plate;
      axes->slide_mm[i] = axes->depth_m[i] * MM_PER_M * sin_yaw;
      axes->drop_mm[i] = axes->depth_m[i] * MM_PER_M * sin_pitch;
    }
}

PlumbVec
plumb_axes_apply (const PlumbAxes *axes,
                  PlumbPlane       plane,
                  PlumbPoint       at)
{
  double du = at.x_px - axes->centre_px.x_px;
  double dv = at.y_px - axes->centre_px.y_px;
  double ur = du * axes->cos_roll + dv * axes->sin_roll;
  double vr = -du * axes->sin_roll + dv * axes->cos_roll;
  double scale = axes->mm_per_px[plane];

  return (PlumbVec) {
    axes->direction * (scale * ur - axes->slide_mm[plane]) / axes->cos_yaw,
    -scale * vr - axes->drop_mm[plane],
  };
}

/* The first of `frames` in which both are marked. */
static gboolean
find_way (const PlumbPoses *poses,
          const gint64     *frames,
          guint             n_frames,
          PlumbLandmark     from,
          PlumbLandmark     to,
          double            cos_roll,
          double            sin_roll,
          double           *direction)
{
  for (guint i = 0; i < n_frames; i++)
    {
      PlumbPoint a, b;

      if (frames[i] < 0 || !plumb_poses_find (poses, frames[i], from, &a) ||
          !plumb_poses_find (poses, frames[i], to, &b))
        continue;

      double ur = (b.x_px - a.x_px) * cos_roll + (b.y_px - a.y_px) * sin_roll;

      if (ur == 0)
        continue;
      *direction = ur > 0 ? 1 : -1;
      return TRUE;
    }
  return FALSE;
}

/* The feet say which way is forward. Where the plate hides them and nobody
 * marked them yet, a lifter bent over the bar still does: at the start the
 * knee, the shoulder and the neck are always in front of the hip. */
static gboolean
find_direction (const PlumbPoses *poses,
                double            roll_deg,
                double           *direction)
{
  static const PlumbLandmark ways[][2] = {
    { PLUMB_LANDMARK_HEEL, PLUMB_LANDMARK_TOE },
    { PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_KNEE },
    { PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_ACROMION },
    { PLUMB_LANDMARK_S1, PLUMB_LANDMARK_C7 },
  };
  gint64 frames[] = { poses->moments[PLUMB_MOMENT_SET], poses->moments[PLUMB_MOMENT_LIFT_OFF],
                      poses->moments[PLUMB_MOMENT_NEUTRAL] };
  double c = cos (roll_deg * RAD_PER_DEG);
  double s = sin (roll_deg * RAD_PER_DEG);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (find_way (poses, frames, G_N_ELEMENTS (frames), ways[i][0], ways[i][1], c, s, direction))
      return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      const PlumbPose *pose = frames[i] < 0 ? NULL : plumb_poses_get (poses, frames[i]);

      if (pose == NULL || pose->n_outline < 2)
        continue;

      PlumbPoint a = pose->outline[0];
      PlumbPoint b = pose->outline[pose->n_outline - 1];
      double ur = (b.x_px - a.x_px) * c + (b.y_px - a.y_px) * s;

      if (ur == 0)
        continue;
      *direction = ur > 0 ? 1 : -1;
      return TRUE;
    }
  return FALSE;
}

static void
init_scale (PlumbView        *view,
            const PlumbPoses *poses)
{
  const PlumbScale *scale = &poses->scale;

  view->axes.plate_mm_per_px = 1;
  if (scale->kind == PLUMB_SCALE_ONE_PLANE && scale->mm_per_px > 0)
    {
      view->axes.plate_mm_per_px = scale->mm_per_px;
      view->has_scale = TRUE;
      view->one_plane = TRUE;
    }
  else if (scale->kind == PLUMB_SCALE_PLATE && scale->plate_radius_px > 0)
    {
      view->axes.plate_mm_per_px = scale->plate_diameter_mm / (2 * scale->plate_radius_px);
      view->has_scale = TRUE;
    }
}

/* Distance and optical axis; without either there is no depth correction. */
static void
init_depth (PlumbView          *view,
            const PlumbPoses   *poses,
            const PlumbCapture *capture)
{
  const PlumbCamera *camera = &poses->camera;
  gboolean has_size = poses->width_px > 0 && poses->height_px > 0;

  view->axes.centre_px = camera->has_principal
    ? camera->principal_px
    : (PlumbPoint) { 0.5 * poses->width_px, 0.5 * poses->height_px };
  view->distance_m = plumb_poses_distance_m (poses, capture->plate_depth_m);
  if (!view->has_scale)
    return;

  view->axes.depth_m[PLUMB_PLANE_PLATE] = capture->plate_depth_m;
  view->axes.depth_m[PLUMB_PLANE_BODY] = capture->body_depth_m;
  view->axes.depth_m[PLUMB_PLANE_FOOT] = capture->foot_depth_m;
  if (view->one_plane)
    return;
  if (view->distance_m > capture->plate_depth_m && (camera->has_principal || has_size))
    {
      double ratio = camera->has_distance ? capture->distance_sd_ratio
                                          : capture->lens_distance_sd_ratio;

      view->depth = TRUE;
      view->axes.inverse_distance_m = 1 / view->distance_m;
      view->inverse_distance_sd = ratio / view->distance_m;
      if (!camera->has_principal)
        view->principal_sd_px = capture->principal_sd_ratio * poses->width_px;
    }
  else
    {
      /* Anywhere from the nearest distance to far away, evenly in 1 / D. */
      view->axes.inverse_distance_m = 0.5 / capture->nearest_distance_m;
      view->inverse_distance_sd = view->axes.inverse_distance_m / sqrt (3);
    }
}

static void
init_off_centre (PlumbView        *view,
                 const PlumbPoses *poses)
{
  gint64 frames[] = { poses->moments[PLUMB_MOMENT_SET], poses->moments[PLUMB_MOMENT_LIFT_OFF] };

  if (!poses->camera.has_principal && poses->width_px <= 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      PlumbPoint bar;

      if (frames[i] < 0 || !plumb_poses_find (poses, frames[i], PLUMB_LANDMARK_BAR, &bar))
        continue;
      view->off_centre_mm = fabs (plumb_axes_apply (&view->axes, PLUMB_PLANE_PLATE, bar).x);
      view->has_off_centre = TRUE;
      return;
    }
}

static void
add_steps (PlumbView *view,
           gsize      offset,
           double     sd)
{
  PlumbAxes *steps = &view->steps[view->n_steps];

  if (sd == 0)
    return;
  steps[0] = steps[1] = view->axes;
  G_STRUCT_MEMBER (double, &steps[0], offset) += sd;
  G_STRUCT_MEMBER (double, &steps[1], offset) -= sd;
  plumb_axes_prepare (&steps[0]);
  plumb_axes_prepare (&steps[1]);
  view->n_steps += 2;
}

static void
init_steps (PlumbView *view)
{
  gsize centre = G_STRUCT_OFFSET (PlumbAxes, centre_px);

  add_steps (view, G_STRUCT_OFFSET (PlumbAxes, roll_deg), view->roll_sd_deg);
  add_steps (view, G_STRUCT_OFFSET (PlumbAxes, yaw_deg), view->yaw_sd_deg);
  add_steps (view, G_STRUCT_OFFSET (PlumbAxes, pitch_deg), view->pitch_sd_deg);
  add_steps (view, G_STRUCT_OFFSET (PlumbAxes, inverse_distance_m), view->inverse_distance_sd);
  add_steps (view, centre + G_STRUCT_OFFSET (PlumbPoint, x_px), view->principal_sd_px);
  add_steps (view, centre + G_STRUCT_OFFSET (PlumbPoint, y_px), view->principal_sd_px);
}

void
plumb_view_init (PlumbView          *view,
                 const PlumbPoses   *poses,
                 const PlumbCapture *capture)
{
  const PlumbCamera *camera = &poses->camera;

  *view = (PlumbView) { 0 };
  view->axes.direction = 1;
  view->axes.roll_deg = camera->has_roll ? camera->roll_deg : 0;
  view->roll_sd_deg = camera->has_roll ? capture->roll_sd_deg : capture->roll_sd_unknown_deg;
  /* The sign of a yaw that was told is not defined, so it is not corrected
   * but counted among what is not known. */
  view->yaw_sd_deg = camera->has_yaw ? hypot (capture->yaw_sd_deg, camera->yaw_deg)
                                     : capture->yaw_sd_unknown_deg;
  view->pitch_sd_deg = capture->pitch_sd_deg;
  init_scale (view, poses);
  init_depth (view, poses, capture);
  view->has_direction = find_direction (poses, view->axes.roll_deg, &view->axes.direction);
  plumb_axes_prepare (&view->axes);
  init_off_centre (view, poses);
  init_steps (view);
}
