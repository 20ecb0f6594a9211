/* Measures that no single frame has: ranges, the bar's whole path, and when
 * something began to move.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "measuring.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A range that is not clearly larger than its own error is no measure of it. */
#define RANGE_IN_U 3
/* Fewer points of a path say nothing about how straight it is. */
#define MIN_PATH 5
/* From here on hips that come up before the bar are a fault to look into (P). */
#define JERK_RISE_PCT 5
/* They have begun to rise once they are up by this share of it (P). */
#define JERK_SHARE 0.25
/* Two marked frames farther apart do not tell when. */
#define MAX_GAP_S 0.05

static gboolean
is_range_known (PlumbMeasuring *m)
{
  const PlumbMeasureSpec *change = plumb_measure_spec_find ("M5.dkappa");
  gint64 frames[PLUMB_N_SLOTS] = { 0 };
  g_auto (PlumbTask) task = { 0 };
  PlumbEstimate range = { 0 };

  frames[PLUMB_SLOT_HERE] = m->frames[PLUMB_SLOT_MAXFLEX];
  frames[PLUMB_SLOT_BASE] = m->frames[PLUMB_SLOT_STANDING];
  plumb_task_init (&task, m->evaluation, change);
  return plumb_task_load (&task, frames, m->missing) && plumb_task_propagate (&task, &range) &&
         range.value > RANGE_IN_U * plumb_estimate_u (&range);
}

void
plumb_measuring_own_max (PlumbEvaluation        *evaluation,
                         const PlumbMeasureSpec *spec)
{
  /* Whose own range was not filmed is not asked for it. */
  if (evaluation->moments[PLUMB_MOMENT_STANDING] < 0 &&
      evaluation->moments[PLUMB_MOMENT_MAXFLEX] < 0)
    return;

  PlumbMeasuring m = plumb_measuring_start (evaluation, spec, PLUMB_MOMENT_LIFT_OFF);
  gboolean all = plumb_measuring_need_moment (&m, PLUMB_MOMENT_LIFT_OFF);

  all = plumb_measuring_need_moment (&m, PLUMB_MOMENT_STANDING) && all;
  all = plumb_measuring_need_moment (&m, PLUMB_MOMENT_MAXFLEX) && all;
  if (all)
    {
      if (!is_range_known (&m) && m.missing->len == 0)
        plumb_measuring_refuse (&m, N_("Standing and toe touch differ too little for marks of this "
                                       "error: put tape on the back and film closer."));
      plumb_measuring_take_extreme (&m);
    }
  g_ptr_array_add (evaluation->checks->measures, plumb_measuring_finish (&m));
}

/* The frames from lift-off to lockout in which the spine is most and least
 * flexed; how many frames there are. */
static guint
find_ends (PlumbMeasuring *m,
           gint64         *most,
           gint64         *least)
{
  const PlumbEvaluation *evaluation = m->evaluation;
  const GArray *poses = evaluation->poses->poses;
  g_auto (PlumbTask) task = { 0 };
  double high = -INFINITY;
  double low = INFINITY;
  guint n = 0;

  plumb_task_init (&task, evaluation, plumb_measure_spec_find ("M5.kappa"));
  for (guint i = 0; i < poses->len; i++)
    {
      gint64 frame = g_array_index (poses, PlumbPose, i).frame;
      gint64 frames[PLUMB_N_SLOTS] = { frame };
      double value = 0;

      if (frame < m->frames[PLUMB_SLOT_START] || frame > evaluation->to_top ||
          plumb_evaluation_is_posed (evaluation, frame) ||
          !plumb_task_load (&task, frames, NULL) || !plumb_task_evaluate (&task, &value))
        continue;
      n++;
      if (value > high)
        {
          high = value;
          *most = frame;
        }
      if (value < low)
        {
          low = value;
          *least = frame;
        }
    }
  return n;
}

static void
miss_inputs (PlumbMeasuring *m)
{
  for (guint i = 0; i < m->spec->n_inputs; i++)
    if (m->spec->inputs[i].slot == PLUMB_SLOT_HERE)
      plumb_measuring_miss (m, plumb_landmark_key (m->spec->inputs[i].landmark));
}

void
plumb_measuring_range (PlumbEvaluation        *evaluation,
                       const PlumbMeasureSpec *spec)
{
  PlumbMeasuring m = plumb_measuring_start (evaluation, spec, PLUMB_MOMENT_LIFT_OFF);
  gint64 most = -1;
  gint64 least = -1;

  if (plumb_measuring_need_moment (&m, PLUMB_MOMENT_LIFT_OFF))
    {
      if (find_ends (&m, &most, &least) < 2 || most == least)
        {
          plumb_measuring_miss (&m, "after:lift_off");
          miss_inputs (&m);
        }
      m.frames[PLUMB_SLOT_HERE] = m.measure->frame = most;
      m.frames[PLUMB_SLOT_BASE] = least;
      if (m.missing->len == 0)
        plumb_measuring_take (&m);
    }
  g_ptr_array_add (evaluation->checks->measures, plumb_measuring_finish (&m));
}

void
plumb_measuring_path (PlumbEvaluation        *evaluation,
                      const PlumbMeasureSpec *spec)
{
  PlumbMeasuring m = plumb_measuring_start (evaluation, spec, PLUMB_MOMENT_LIFT_OFF);

  if (plumb_measuring_need_moment (&m, PLUMB_MOMENT_LIFT_OFF))
    {
      g_auto (PlumbTask) task = { 0 };

      plumb_measuring_need_scale (&m);
      plumb_task_init (&task, evaluation, spec);
      if (!plumb_task_load (&task, m.frames, NULL) || task.n_here < MIN_PATH)
        {
          plumb_measuring_miss (&m, "after:lift_off");
          miss_inputs (&m);
        }
      plumb_measuring_take (&m);
    }
  g_ptr_array_add (evaluation->checks->measures, plumb_measuring_finish (&m));
}

/* Height of the hip in a frame, millimetres. */
static gboolean
find_hip (const PlumbEvaluation *evaluation,
          gint64                 frame,
          double                *out_mm)
{
  PlumbPoint at;

  if (!plumb_poses_find (evaluation->poses, frame, PLUMB_LANDMARK_HIP, &at))
    return FALSE;
  *out_mm = plumb_axes_apply (&evaluation->view.axes, PLUMB_PLANE_BODY, at).y;
  return TRUE;
}

/* The last time before lift-off at which the hip came through `limit_mm`,
 * in frames, and how fast. FALSE where no two near frames show it. */
static gboolean
find_crossing (const PlumbEvaluation *evaluation,
               double                 limit_mm,
               double                 max_gap,
               double                *time_frames,
               double                *mm_per_frame)
{
  const GArray *poses = evaluation->poses->poses;
  gint64 after = evaluation->moments[PLUMB_MOMENT_LIFT_OFF];
  double after_mm = 0;

  if (!find_hip (evaluation, after, &after_mm))
    return FALSE;
  for (guint i = poses->len; i-- > 0;)
    {
      gint64 frame = g_array_index (poses, PlumbPose, i).frame;
      double mm = 0;

      if (frame >= after || frame < evaluation->moments[PLUMB_MOMENT_SET] ||
          plumb_evaluation_is_posed (evaluation, frame) || !find_hip (evaluation, frame, &mm))
        continue;
      if (after - frame > max_gap)
        return FALSE;
      if (mm < limit_mm && after_mm >= limit_mm)
        {
          *mm_per_frame = (after_mm - mm) / (double) (after - frame);
          *time_frames = (double) frame + (limit_mm - mm) / *mm_per_frame;
          return TRUE;
        }
      after = frame;
      after_mm = mm;
    }
  return FALSE;
}

/* Hips that rise slowly before the bar are another fault than hips that jerk
 * it off the floor: only the time tells. */
static void
take_jerk (PlumbMeasuring *m,
           double          fps)
{
  const PlumbEvaluation *evaluation = m->evaluation;
  double again = plumb_criteria_reclick_sd_px (evaluation->criteria, PLUMB_LANDMARK_HIP);
  double own = evaluation->poses->click_sd_px[PLUMB_LANDMARK_HIP];
  double set_mm = 0;
  double start_mm = 0;
  double time = 0;
  double speed = 0;

  if (!find_hip (evaluation, evaluation->moments[PLUMB_MOMENT_SET], &set_mm) ||
      !find_hip (evaluation, m->frames[PLUMB_SLOT_START], &start_mm) ||
      !find_crossing (evaluation, set_mm + JERK_SHARE * (start_mm - set_mm), MAX_GAP_S * fps,
                      &time, &speed))
    {
      plumb_measuring_miss (m, "before:lift_off");
      plumb_measuring_miss (m, "hip");
      return;
    }
  if (own > 0)
    again = MIN (again, own);

  /* A click of the limit's two ends, and one of the crossing; lift-off is a
   * frame, uniform to both sides. */
  double click = sqrt (1 + JERK_SHARE * JERK_SHARE + (1 - JERK_SHARE) * (1 - JERK_SHARE));
  PlumbEstimate estimate = {
    .value = ((double) m->frames[PLUMB_SLOT_START] - time) / fps,
    .u_marks = click * again * evaluation->view.axes.mm_per_px[PLUMB_PLANE_BODY] / speed / fps,
    .u_camera = 1 / fps / sqrt (3),
  };
  plumb_measuring_judge (m, &estimate);
}

void
plumb_measuring_jerk (PlumbEvaluation        *evaluation,
                      const PlumbMeasureSpec *spec)
{
  const PlumbMeasure *rise = plumb_checks_find (evaluation->checks, "M6.pre_rise");
  const PlumbCamera *camera = &evaluation->poses->camera;

  /* Hips that did not rise before the bar did not jerk it. */
  if (rise == NULL || !rise->has_value || rise->value <= JERK_RISE_PCT)
    return;

  PlumbMeasuring m = plumb_measuring_start (evaluation, spec, PLUMB_MOMENT_LIFT_OFF);

  plumb_measuring_need_scale (&m);
  if (!camera->has_fps || !(camera->fps > 0))
    plumb_measuring_miss (&m, "rate");
  if (plumb_measuring_is_possible (&m))
    take_jerk (&m, camera->fps);
  g_ptr_array_add (evaluation->checks->measures, plumb_measuring_finish (&m));
}
