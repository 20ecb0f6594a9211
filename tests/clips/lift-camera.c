/* The pinhole through which a drawn lift is seen.
 *
 * Yaw turns the world about the vertical through mid-foot; roll turns the
 * picture about the principal point; lens distortion and pitch are none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-private.h"

#include <math.h>

/* What the picture has to hold in the sagittal mid-plane: a standing lifter
 * and, in front of the feet, the near plate. */
#define VIEW_HEIGHT_MM 2060.0
#define VIEW_WIDTH_MM 1700.0

static double
compute_mm_per_px (const PlumbClipOptions *options)
{
  if (options->camera.mm_per_px > 0)
    return options->camera.mm_per_px;
  return MAX (VIEW_HEIGHT_MM / options->height_px, VIEW_WIDTH_MM / options->width_px);
}

void
lift_camera_init (LiftCamera             *camera,
                  const PlumbClipOptions *options)
{
  const PlumbClipCamera *from = &options->camera;
  double roll = from->roll_deg * G_PI / 180, yaw = from->yaw_deg * G_PI / 180;

  camera->distance_mm = from->distance_m * 1000;
  camera->f_px = camera->distance_mm / compute_mm_per_px (options);
  camera->height_mm = from->height_mm;
  camera->centre_mm = from->centre_mm;
  camera->cos_roll = cos (roll);
  camera->sin_roll = sin (roll);
  camera->cos_yaw = cos (yaw);
  camera->sin_yaw = sin (yaw);
  camera->facing = options->facing < 0 ? -1 : 1;
  camera->principal = from->has_principal
                          ? from->principal_px
                          : (PlumbPoint) { options->width_px / 2.0, options->height_px / 2.0 };
}

PlumbPoint
lift_camera_project (const LiftCamera *camera,
                     double            x,
                     double            y,
                     double            z)
{
  double forward = x * camera->facing;
  double right = forward * camera->cos_yaw + z * camera->sin_yaw;
  double near = z * camera->cos_yaw - forward * camera->sin_yaw;
  double scale = camera->f_px / (camera->distance_mm - near);
  double u = scale * (right - camera->centre_mm * camera->facing);
  double v = scale * (camera->height_mm - y);

  return (PlumbPoint) {
    camera->principal.x_px + u * camera->cos_roll - v * camera->sin_roll,
    camera->principal.y_px + u * camera->sin_roll + v * camera->cos_roll,
  };
}
