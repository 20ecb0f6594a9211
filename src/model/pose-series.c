/* What moves over a lift; see pose-series.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pose-series.h"

#include <math.h>

/* Height over an arbitrary level line, px; the picture's y runs down, and true
 * horizontal runs down to the right by the roll. */
static double
get_height (PlumbPoint at,
            double     roll_rad)
{
  return -(at.y_px * cos (roll_rad) - at.x_px * sin (roll_rad));
}

static double
get_along (PlumbPoint at,
           double     roll_rad)
{
  return at.x_px * cos (roll_rad) + at.y_px * sin (roll_rad);
}

/* FALSE where the frame has not all marks that it takes. */
static gboolean
measure (const PlumbPose *pose,
         PlumbPoseSeries  which,
         double           roll_rad,
         double          *value)
{
  const PlumbLandmark needed
      = which == PLUMB_POSE_SERIES_BAR ? PLUMB_LANDMARK_BAR : PLUMB_LANDMARK_HIP;
  const PlumbPoint at = pose->at[needed];
  PlumbPoint shoulder;

  if ((pose->set & (1u << needed)) == 0)
    return FALSE;
  if (which != PLUMB_POSE_SERIES_BACK)
    {
      *value = get_height (at, roll_rad);
      return TRUE;
    }
  if ((pose->set & (1u << PLUMB_LANDMARK_ACROMION)) == 0)
    return FALSE;
  shoulder = pose->at[PLUMB_LANDMARK_ACROMION];
  *value = atan2 (get_height (shoulder, roll_rad) - get_height (at, roll_rad),
                  fabs (get_along (shoulder, roll_rad) - get_along (at, roll_rad)))
           * 180 / G_PI;
  return TRUE;
}

/* In the unit of the series. */
static double
find_sd (const PlumbPose     *pose,
         PlumbPoseSeries      which,
         const PlumbCriteria *criteria)
{
  const PlumbPoint hip = pose->at[PLUMB_LANDMARK_HIP];
  const PlumbPoint shoulder = pose->at[PLUMB_LANDMARK_ACROMION];
  double hip_px, shoulder_px, apart_px;

  if (criteria == NULL)
    return 0;
  if (which == PLUMB_POSE_SERIES_BAR)
    return G_SQRT2 * plumb_criteria_reclick_sd_px (criteria, PLUMB_LANDMARK_BAR);
  hip_px = plumb_criteria_reclick_sd_px (criteria, PLUMB_LANDMARK_HIP);
  if (which == PLUMB_POSE_SERIES_HIP)
    return G_SQRT2 * hip_px;
  shoulder_px = plumb_criteria_reclick_sd_px (criteria, PLUMB_LANDMARK_ACROMION);
  apart_px = hypot (shoulder.x_px - hip.x_px, shoulder.y_px - hip.y_px);
  /* Ends that lie on one another have no direction to be sure of. */
  return MIN (hypot (hip_px, shoulder_px) / MAX (apart_px, 1) * 180 / G_PI, 180);
}

GArray *
plumb_pose_series_collect (GPtrArray           *marks,
                           double               roll_deg,
                           PlumbPoseSeries      which,
                           const PlumbCriteria *criteria)
{
  g_return_val_if_fail (marks != NULL && which < PLUMB_N_POSE_SERIES, NULL);

  g_autoptr (PlumbPoses) poses = plumb_poses_new ();
  GArray *series = g_array_new (FALSE, FALSE, sizeof (PlumbPoseSample));
  const double roll_rad = isfinite (roll_deg) ? roll_deg * G_PI / 180 : 0;
  double lowest = INFINITY;

  plumb_poses_set_marks (poses, (PlumbMark *const *) marks->pdata, marks->len, 0);
  for (guint i = 0; i < poses->poses->len; i++)
    {
      const PlumbPose *pose = &g_array_index (poses->poses, PlumbPose, i);
      PlumbPoseSample sample = { .frame = pose->frame };

      if (!measure (pose, which, roll_rad, &sample.value))
        continue;
      sample.sd = find_sd (pose, which, criteria);
      lowest = MIN (lowest, sample.value);
      g_array_append_val (series, sample);
    }
  for (guint i = 0; which != PLUMB_POSE_SERIES_BACK && i < series->len; i++)
    g_array_index (series, PlumbPoseSample, i).value -= lowest;
  return series;
}

gboolean
plumb_pose_series_scale (const PlumbPoses    *poses,
                         PlumbPoseSeries      which,
                         const PlumbCriteria *criteria,
                         double              *mm_per_px,
                         double              *sd_share)
{
  g_return_val_if_fail (poses != NULL && which < PLUMB_N_POSE_SERIES, FALSE);

  const PlumbScale *scale = &poses->scale;

  if (which == PLUMB_POSE_SERIES_BACK)
    return FALSE;
  if (scale->kind == PLUMB_SCALE_ONE_PLANE && scale->mm_per_px > 0)
    {
      *mm_per_px = scale->mm_per_px;
      *sd_share = 0;
      return TRUE;
    }
  if (scale->kind != PLUMB_SCALE_PLATE || !(scale->plate_radius_px > 0) || criteria == NULL)
    return FALSE;

  const PlumbCapture *capture = plumb_criteria_capture (criteria);
  const double distance_m = plumb_poses_distance_m (poses, capture->plate_depth_m);
  /* The diameter lies between two clicks on the rim. */
  const double rim_share = G_SQRT2 * plumb_criteria_click_sd_px (criteria, PLUMB_LANDMARK_BAR)
                           / (2 * scale->plate_radius_px);
  /* 1 / distance, as in the checks: evenly up to the nearest where it is not known. */
  double k = 0.5 / capture->nearest_distance_m;
  double k_sd = k / sqrt (3);

  *mm_per_px = scale->plate_diameter_mm / (2 * scale->plate_radius_px);
  *sd_share = rim_share;
  if (which == PLUMB_POSE_SERIES_BAR)
    return TRUE;
  if (distance_m > capture->plate_depth_m)
    {
      k = 1 / distance_m;
      k_sd = k * (poses->camera.has_distance ? capture->distance_sd_ratio
                                             : capture->lens_distance_sd_ratio);
    }
  const double plate = 1 - k * capture->plate_depth_m;
  const double body = 1 - k * capture->body_depth_m;

  *mm_per_px *= body / plate;
  *sd_share = hypot (rim_share, k_sd * (capture->plate_depth_m - capture->body_depth_m)
                                    / (plate * body));
  return TRUE;
}
