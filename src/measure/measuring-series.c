/* Measures that no single frame has: ranges, the bar's whole path, and when
 * something began to move.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "measuring.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "smoothing.h"

/* A range that is not clearly larger than its own error is no measure of it. */
#define RANGE_IN_U 3
/* Of the interval that is stated, in standard uncertainties. */
#define COVERAGE 1.96
/* So many errors of a click away lies no path that was seen otherwise. */
#define FAR 8
/* The share of cases beyond it, to both sides. */
#define MISSED 0.05
/* Fewer points of a path say nothing about how straight it is. */
#define MIN_PATH 5
/* From here on hips that come up before the bar are a fault to look into (P). */
#define JERK_RISE_PCT 5
/* They have begun to rise once they are up by this share of it (P). */
#define JERK_SHARE 0.25
/* Two marked frames farther apart do not tell when. */
#define MAX_GAP_S 0.05
/* Frames to each side over which a smooth curve is steep. */
#define SPEED_REACH 3

static gboolean
is_range_known (PlumbMeasuring *m)
{
  const PlumbMeasureSpec *change = plumb_measure_spec_find ("M5.dkappa");
  gint64 frames[PLUMB_N_SLOTS] = { 0 };
  PlumbTask task;
  PlumbEstimate range = { 0 };

  frames[PLUMB_SLOT_HERE] = m->frames[PLUMB_SLOT_MAXFLEX];
  frames[PLUMB_SLOT_BASE] = m->frames[PLUMB_SLOT_STANDING];
  plumb_task_init (&task, m->evaluation, change);
  return plumb_task_load (&task, frames, &m->missing) && plumb_task_propagate (&task, &range) &&
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
      if (!is_range_known (&m) && m.missing.n == 0)
        plumb_measuring_refuse (&m, N_("Standing and toe touch differ too little for marks of this "
                                       "error: put tape on the back and film closer."));
      plumb_measuring_take_extreme (&m);
    }
  g_ptr_array_add (evaluation->checks->measures, plumb_measuring_finish (&m));
}

static guint
find_end (const PlumbSeries *series,
          double             sign)
{
  guint best = 0;

  for (guint i = 1; i < series->n; i++)
    if (sign * series->value[i] > sign * series->value[best])
      best = i;
  return best;
}

static double
pick_range (double most,
            double least)
{
  return most - least;
}

/* A track is smoothed first. */
static void
take_range (PlumbMeasuring *m)
{
  PlumbWork *work = m->evaluation->work;
  const PlumbSeries *series = &work->series;
  gboolean smooth = plumb_series_is_track (series);
  PlumbTask task;
  PlumbEstimate estimate = { 0 };

  if (smooth)
    plumb_smooth_series (series->raw, series->n, work->spare, series->value);

  guint most = find_end (series, 1);
  guint least = find_end (series, -1);

  m->measure->frame = m->frames[PLUMB_SLOT_HERE] = (gint64) series->at[most];
  m->frames[PLUMB_SLOT_BASE] = (gint64) series->at[least];
  plumb_task_init (&task, m->evaluation, m->spec);
  if (!plumb_measuring_is_possible (m) || !plumb_task_load (&task, m->frames, &m->missing))
    return;
  if (!plumb_task_propagate (&task, &estimate))
    {
      plumb_measuring_refuse_same_place (m);
      return;
    }

  /* Two frames make the error; one of them alone has 1/sqrt (2) of it. */
  double bias = plumb_selection_bias (&work->noise, series->at, series->raw, series->n,
                                      estimate.u_marks / G_SQRT2, smooth, pick_range);
  estimate.value = MAX (0, series->value[most] - series->value[least] - bias);
  if (smooth)
    estimate.u_marks *= hypot (plumb_smooth_gain (series->n, most),
                               plumb_smooth_gain (series->n, least)) / G_SQRT2;
  plumb_measuring_judge (m, &estimate);
}

/* In the frames from lift-off to lockout. */
static void
miss_inputs (PlumbMeasuring *m)
{
  guint32 wanted = 0;

  for (guint i = 0; i < m->spec->n_inputs; i++)
    if (m->spec->inputs[i].slot == PLUMB_SLOT_HERE)
      wanted |= 1u << m->spec->inputs[i].landmark;
  plumb_measuring_miss_copied (m, wanted, m->frames[PLUMB_SLOT_START], m->evaluation->to_top);
  plumb_measuring_miss (m, "after:lift_off");
  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    if ((wanted & (1u << i)) != 0)
      plumb_measuring_miss (m, plumb_landmark_key ((PlumbLandmark) i));
}

void
plumb_measuring_range (PlumbEvaluation        *evaluation,
                       const PlumbMeasureSpec *spec)
{
  PlumbMeasuring m = plumb_measuring_start (evaluation, spec, PLUMB_MOMENT_LIFT_OFF);

  if (plumb_measuring_need_moment (&m, PLUMB_MOMENT_LIFT_OFF))
    {
      PlumbTask task;

      plumb_task_init (&task, evaluation, plumb_measure_spec_find ("M5.kappa"));
      task.moves = TRUE;
      plumb_task_start_series (&task, m.frames);
      plumb_measuring_collect (&m, &task, m.frames[PLUMB_SLOT_START], evaluation->to_top, -1);
      if (evaluation->work->series.n < 2)
        miss_inputs (&m);
      else
        take_range (&m);
    }
  g_ptr_array_add (evaluation->checks->measures, plumb_measuring_finish (&m));
}

/* The probability that a path which is `path` off its line is seen to be no more
 * than `seen` off it, by clicks with errors of `click`, in `n` degrees of freedom:
 * a noncentral chi-square distribution, after Abdel-Aty (1954). */
static double
find_below (double seen,
            double path,
            double click,
            double n)
{
  double mean = 1 + path * path / (click * click);
  double spread = 2 / 9.0 * (2 * mean - 1) / (n * mean * mean);

  return 0.5 * erfc ((1 - spread - cbrt (seen * seen / (click * click) / mean)) /
                     sqrt (2 * spread));
}

/* The standard uncertainty of `value`, what is left of `seen` without the clicks'
 * share: paths farther from it than that, as often as is stated, would have been
 * seen otherwise in 19 of 20 cases. A derivative would be far off near a straight
 * line, below which there is nothing (criteria.md asks for no formula here). */
static double
find_path_u (double seen,
             double value,
             double click,
             double n)
{
  double low = COVERAGE * click / sqrt (2 * n);
  double high = value + FAR * click;

  while (high - low > 1e-6 * high)
    {
      double half = 0.5 * (low + high);
      double above = find_below (seen, value + half, click, n);
      double below = half < value ? 1 - find_below (seen, value - half, click, n) : MISSED / 2;

      if (above + below > MISSED)
        low = half;
      else
        high = half;
    }
  return high / COVERAGE;
}

/* The clicks of the bar scatter about the line too. Their share goes off the
 * square. */
static void
take_path (PlumbMeasuring *m,
           PlumbTask      *task)
{
  PlumbEstimate raw = { 0 };
  double click = 0;
  double foot = 0;

  if (!plumb_measuring_is_possible (m))
    return;
  if (!plumb_task_step_view (task, &raw) || !plumb_task_path_errors (task, &click, &foot))
    {
      plumb_measuring_refuse_same_place (m);
      return;
    }

  double square = raw.value * raw.value - click * click;
  double value = sqrt (MAX (0, square));
  double n = (double) task->n_here - 2;
  PlumbEstimate estimate = {
    .value = value,
    .u_marks = hypot (find_path_u (raw.value, value, click, n), foot * value),
    .u_camera = raw.u_camera,
  };
  plumb_measuring_judge (m, &estimate);
}

void
plumb_measuring_path (PlumbEvaluation        *evaluation,
                      const PlumbMeasureSpec *spec)
{
  PlumbMeasuring m = plumb_measuring_start (evaluation, spec, PLUMB_MOMENT_LIFT_OFF);

  if (plumb_measuring_need_moment (&m, PLUMB_MOMENT_LIFT_OFF))
    {
      PlumbTask task;

      plumb_measuring_need_scale (&m);
      plumb_task_init (&task, evaluation, spec);
      plumb_task_load (&task, m.frames, &m.missing);
      if (task.n_here < MIN_PATH)
        miss_inputs (&m);
      take_path (&m, &task);
    }
  g_ptr_array_add (evaluation->checks->measures, plumb_measuring_finish (&m));
}

/* Heights of the hip from setup to lift-off, millimetres. TRUE where they are of
 * the curve through a track. */
static gboolean
collect_heights (const PlumbEvaluation *evaluation)
{
  PlumbWork *work = evaluation->work;
  PlumbSeries *series = &work->series;

  series->n = 0;
  for (guint i = 0; i < work->n_rows; i++)
    {
      const PlumbRow *row = &work->rows[i];

      if (row->frame < evaluation->moments[PLUMB_MOMENT_SET] ||
          row->frame > evaluation->moments[PLUMB_MOMENT_LIFT_OFF] || row->posed ||
          (row->seen & (1u << PLUMB_LANDMARK_HIP)) == 0)
        continue;
      series->at[series->n] = (double) row->frame;
      series->value[series->n] = series->raw[series->n] = row->at[PLUMB_LANDMARK_HIP].y;
      series->n++;
    }
  if (!plumb_series_is_track (series))
    return FALSE;
  plumb_smooth_series (series->raw, series->n, work->spare, series->value);
  return TRUE;
}

/* The last place before lift-off at which the hip came up through `limit_mm`;
 * 0 where no two near frames show it. */
static guint
find_crossing (const PlumbSeries *heights,
               double             limit_mm,
               double             max_gap)
{
  for (guint i = heights->n; i-- > 1;)
    {
      if (heights->at[i] - heights->at[i - 1] > max_gap)
        return 0;
      if (heights->value[i - 1] < limit_mm && heights->value[i] >= limit_mm)
        return i;
    }
  return 0;
}

/* mm a frame about place `i`, over some frames where they are a curve. */
static double
find_speed (const PlumbSeries *heights,
            guint              i,
            gboolean           smooth)
{
  guint reach = smooth ? SPEED_REACH : 0;
  guint from = i - 1 > reach ? i - 1 - reach : 0;
  guint to = MIN (i + reach, heights->n - 1);

  return (heights->value[to] - heights->value[from]) / (heights->at[to] - heights->at[from]);
}

/* sd of the time in clicks of the hip over speed: one click of the crossing and
 * those of the limit's two ends. */
static double
find_clicks (const PlumbSeries *heights,
             guint              i,
             gboolean           smooth)
{
  double ends = hypot (JERK_SHARE, 1 - JERK_SHARE);

  if (!smooth)
    return hypot (1, ends);
  return hypot (plumb_smooth_gain (heights->n, i), ends * plumb_smooth_gain (heights->n, 0));
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
  gboolean smooth = collect_heights (evaluation);
  const PlumbSeries *heights = &evaluation->work->series;
  guint i = 0;
  double limit = 0;

  if (heights->n > 1)
    {
      limit = heights->value[0] + JERK_SHARE * (heights->value[heights->n - 1] - heights->value[0]);
      i = find_crossing (heights, limit, MAX_GAP_S * fps);
    }
  if (i == 0 || !(find_speed (heights, i, smooth) > 0))
    {
      plumb_measuring_miss_copied (m, 1u << PLUMB_LANDMARK_HIP, m->frames[PLUMB_SLOT_BASE],
                                   m->frames[PLUMB_SLOT_START]);
      plumb_measuring_miss (m, "before:lift_off");
      plumb_measuring_miss (m, "hip");
      return;
    }
  if (own > 0)
    again = MIN (again, own);

  double share = (limit - heights->value[i - 1]) / (heights->value[i] - heights->value[i - 1]);
  double time = heights->at[i - 1] + share * (heights->at[i] - heights->at[i - 1]);
  PlumbEstimate estimate = {
    .value = ((double) m->frames[PLUMB_SLOT_START] - time) / fps,
    .u_marks = find_clicks (heights, i, smooth) * again *
               evaluation->view.axes.mm_per_px[PLUMB_PLANE_BODY] /
               find_speed (heights, i, smooth) / fps,
    /* Lift-off is a frame, uniform to both sides. */
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
