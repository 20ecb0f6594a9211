/* What a run of plumb_check() knows before it measures: the view, how far the
 * pull goes, and what the camera does not allow.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "evaluation.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
find_height (const PlumbEvaluation *self,
             gint64                 frame,
             PlumbLandmark          landmark,
             double                *out_mm)
{
  PlumbPoint at;

  if (frame < 0 || !plumb_poses_find (self->poses, frame, landmark, &at))
    return FALSE;
  *out_mm = plumb_axes_apply (&self->view.axes, plumb_landmark_plane (landmark), at).y;
  return TRUE;
}

/* Posed for calibration, and no part of the pull. */
static gboolean
is_posed (const PlumbEvaluation *self,
          gint64                 frame)
{
  if (frame == self->moments[PLUMB_MOMENT_NEUTRAL])
    return TRUE;
  /* Who stands upright at lockout may have taken that frame for it. */
  for (int i = PLUMB_MOMENT_SET; i <= PLUMB_MOMENT_LOCKOUT; i++)
    if (frame == self->moments[i])
      return FALSE;
  return frame == self->moments[PLUMB_MOMENT_STANDING] ||
         frame == self->moments[PLUMB_MOMENT_MAXFLEX];
}

/* How far the plate centre is above its place at lift-off, and what is posed. */
static void
fill_rows (PlumbEvaluation *self)
{
  const guint32 bar = 1u << PLUMB_LANDMARK_BAR;
  double start = 0;
  gboolean has_start = self->view.has_scale &&
    find_height (self, self->moments[PLUMB_MOMENT_LIFT_OFF], PLUMB_LANDMARK_BAR, &start);

  plumb_work_place (self->work, self->poses, &self->view.axes);
  for (guint i = 0; i < self->work->n_rows; i++)
    {
      PlumbRow *row = &self->work->rows[i];

      row->posed = is_posed (self, row->frame);
      row->has_rise = has_start && (row->seen & bar) != 0;
      row->rise_mm = row->has_rise ? row->at[PLUMB_LANDMARK_BAR].y - start : 0;
    }
}

/* Without a knee-pass the frames count up to the one in which the marks have
 * the bar at the knee; without lockout up to the last. */
static void
find_range (PlumbEvaluation *self)
{
  gint64 start = self->moments[PLUMB_MOMENT_LIFT_OFF];

  self->to_top = self->moments[PLUMB_MOMENT_LOCKOUT];
  if (self->to_top < 0)
    self->to_top = G_MAXINT64;
  self->to_knee = self->moments[PLUMB_MOMENT_KNEE_PASS];
  if (self->to_knee >= 0 || start < 0)
    return;

  self->to_knee = self->to_top;
  for (guint i = 0; i < self->work->n_rows; i++)
    {
      const PlumbRow *row = &self->work->rows[i];
      const guint32 both = 1u << PLUMB_LANDMARK_BAR | 1u << PLUMB_LANDMARK_KNEE;

      if (row->frame > start && (row->seen & both) == both &&
          row->at[PLUMB_LANDMARK_BAR].y >= row->at[PLUMB_LANDMARK_KNEE].y)
        {
          self->to_knee = MIN (self->to_knee, row->frame - 1);
          return;
        }
    }
}

/* (nullable) Angles at the start are typical for a bar that lies as high as
 * 450 mm plates make it. */
static const char *
find_odd_floor (const PlumbEvaluation *self)
{
  const char *odd = N_("The bar does not start at the usual height: angles at the start are shown "
                       "without a verdict.");
  const PlumbCapture *capture = self->capture;
  const PlumbScale *scale = &self->poses->scale;
  gint64 frame = self->moments[PLUMB_MOMENT_SET];
  double bar = 0, heel = 0, toe = 0;

  /* Plates that stand on the floor hold the bar at half of their height. */
  if (scale->kind == PLUMB_SCALE_PLATE &&
      (0.5 * scale->plate_diameter_mm < capture->bar_start_mm[0] ||
       0.5 * scale->plate_diameter_mm > capture->bar_start_mm[1]))
    return odd;
  /* In planes of different depth the height hangs on the camera's tilt. */
  if (!self->view.one_plane)
    return NULL;
  if (frame < 0)
    frame = self->moments[PLUMB_MOMENT_LIFT_OFF];
  if (!find_height (self, frame, PLUMB_LANDMARK_BAR, &bar) ||
      !find_height (self, frame, PLUMB_LANDMARK_HEEL, &heel) ||
      !find_height (self, frame, PLUMB_LANDMARK_TOE, &toe))
    return NULL;

  double height = bar - 0.5 * (heel + toe);
  return height < capture->bar_start_mm[0] - capture->bar_start_slack_mm ||
         height > capture->bar_start_mm[1] + capture->bar_start_slack_mm ? odd : NULL;
}

/* (nullable) The moments of a lift come one after the other. */
static const char *
find_disorder (const PlumbEvaluation *self)
{
  static const PlumbMoment order[] = { PLUMB_MOMENT_SET, PLUMB_MOMENT_LIFT_OFF,
                                       PLUMB_MOMENT_KNEE_PASS, PLUMB_MOMENT_LOCKOUT };
  gint64 last = -1;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      gint64 frame = self->moments[order[i]];

      if (frame >= 0 && frame < last)
        return N_("The key moments are out of order: set them so that setup, lift-off, bar at knee "
                  "and lockout follow each other.");
      last = MAX (last, frame);
    }
  return NULL;
}

void
plumb_evaluation_init (PlumbEvaluation     *self,
                       const PlumbPoses    *poses,
                       const PlumbCriteria *criteria,
                       PlumbWork           *work,
                       PlumbChecks         *checks)
{
  *self = (PlumbEvaluation) { .poses = poses, .criteria = criteria, .work = work,
                              .checks = checks };
  self->capture = plumb_criteria_capture (criteria);
  plumb_view_init (&self->view, poses, self->capture);
  for (guint i = 0; i < PLUMB_N_MOMENTS; i++)
    self->moments[i] = poses->moments[i];
  if (poses->lift != NULL && g_strcmp0 (poses->lift, plumb_criteria_lift (criteria)) != 0)
    self->wrong_lift = N_("These criteria are for another lift than the one that was filmed: "
                          "choose the lift under Scale.");
  fill_rows (self);
  self->disorder = find_disorder (self);
  find_range (self);
  self->odd_floor = find_odd_floor (self);
}

/* (nullable) Bar and body are in planes of different depth. */
static const char *
refuse_depth (const PlumbEvaluation *self,
              gboolean               centred_is_enough)
{
  const PlumbView *view = &self->view;
  const PlumbCamera *camera = &self->poses->camera;

  if (view->one_plane || view->depth || !view->has_scale)
    return NULL;
  if (centred_is_enough && view->has_off_centre &&
      view->off_centre_mm <= self->capture->max_off_centre_mm)
    return NULL;
  if (camera->has_distance && camera->distance_m <= self->capture->plate_depth_m)
    return N_("The camera's distance cannot be right, it is nearer than the plate: enter the "
              "metres from the lens to the lifter.");
  if (camera->has_distance || camera->has_lens)
    return N_("The size of the picture is unknown, and with it where the camera pointed: the near "
              "plate cannot be compared with the body.");
  return N_("Camera distance unknown: enter it, or the lens, so that the near plate can be "
            "compared with the body behind it.");
}

static const char *
refuse_rate (const PlumbEvaluation *self)
{
  if (!self->poses->camera.has_fps)
    return N_("Frame rate unknown: the first 50 mm of the pull need to be resolved. Enter under "
              "Scale at how many pictures a second it was filmed.");
  if (self->poses->camera.fps < self->capture->min_fps - 0.5)
    return N_("The first 50 mm of the pull are too short at this frame rate: film with 60 frames "
              "a second or more.");
  return NULL;
}

const char *
plumb_evaluation_refuse (const PlumbEvaluation  *self,
                         const PlumbMeasureSpec *spec)
{
  const PlumbCamera *camera = &self->poses->camera;
  double yaw = camera->has_yaw ? fabs (camera->yaw_deg) : 0;
  const char *why = NULL;

  if (self->wrong_lift != NULL)
    return self->wrong_lift;
  if (self->disorder != NULL && spec->span != PLUMB_SPAN_STATIC && spec->span != PLUMB_SPAN_SET &&
      spec->span != PLUMB_SPAN_NEUTRAL)
    return self->disorder;
  if (((spec->gates & PLUMB_GATE_SQUARE) != 0 && yaw > self->capture->max_yaw_deg) ||
      ((spec->gates & PLUMB_GATE_ANGLE) != 0 && yaw > self->capture->max_yaw_angles_deg))
    return N_("The camera was not square to the lifter: set it up so that the far plate hides "
              "behind the near one.");
  if ((spec->gates & (PLUMB_GATE_COMPARE | PLUMB_GATE_DEPTH)) != 0)
    why = refuse_depth (self, (spec->gates & PLUMB_GATE_DEPTH) == 0);
  if (why == NULL && (spec->gates & PLUMB_GATE_COMPARE) != 0 && self->view.distance_m > 0 &&
      self->view.distance_m < self->capture->min_distance_m)
    why = N_("The camera stood too near to compare the bar with the body: film from farther away.");
  if (why == NULL && (spec->gates & PLUMB_GATE_RATE) != 0)
    why = refuse_rate (self);
  return why;
}
