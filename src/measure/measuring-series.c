/* Measures that no single frame has: ranges, the bar's whole path, and when
 * something began to move.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "measuring.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "selection.h"
#include "smoothing.h"

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
/* Frames to each side over which a smooth curve is steep. */
#define SPEED_REACH 3

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

/* The spine angle in every frame from lift-off to lockout that has it. */
typedef struct
{
  guint   n;
  double *at;    /* owned; frames */
  double *value; /* owned */
} Angles;

static void
clear_angles (Angles *angles)
{
  g_free (angles->at);
  g_free (angles->value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Angles, clear_angles)

static Angles
collect_angles (const PlumbMeasuring *m)
{
  const PlumbEvaluation *evaluation = m->evaluation;
  const GArray *poses = evaluation->poses->poses;
  g_auto (PlumbTask) task = { 0 };
  Angles angles = { 0, g_new (double, poses->len), g_new (double, poses->len) };

  plumb_task_init (&task, evaluation, plumb_measure_spec_find ("M5.kappa"));
  for (guint i = 0; i < poses->len; i++)
    {
      gint64 frame = g_array_index (poses, PlumbPose, i).frame;
      gint64 frames[PLUMB_N_SLOTS] = { frame };

      if (frame < m->frames[PLUMB_SLOT_START] || frame > evaluation->to_top ||
          plumb_evaluation_is_posed (evaluation, frame) ||
          !plumb_task_load (&task, frames, NULL) ||
          !plumb_task_evaluate (&task, &angles.value[angles.n]))
        continue;
      angles.at[angles.n++] = (double) frame;
    }
  return angles;
}

static guint
find_end (const Angles *angles,
          double        sign)
{
  guint best = 0;

  for (guint i = 1; i < angles->n; i++)
    if (sign * angles->value[i] > sign * angles->value[best])
      best = i;
  return best;
}

static double
pick_range (const double *values,
            guint         n)
{
  double low = values[0];
  double high = values[0];

  for (guint i = 1; i < n; i++)
    {
      low = MIN (low, values[i]);
      high = MAX (high, values[i]);
    }
  return high - low;
}

/* A track is smoothed first. */
static void
take_range (PlumbMeasuring *m,
            Angles         *angles)
{
  guint n = angles->n;
  gboolean smooth = n >= PLUMB_SMOOTH_MIN && angles->at[n - 1] - angles->at[0] == n - 1;
  g_autofree double *raw = g_memdup2 (angles->value, n * sizeof (double));
  g_auto (PlumbTask) task = { 0 };
  PlumbEstimate estimate = { 0 };
  double pick_sd = 0;

  if (smooth)
    plumb_smooth_series (raw, n, angles->value);

  guint most = find_end (angles, 1);
  guint least = find_end (angles, -1);

  m->measure->frame = m->frames[PLUMB_SLOT_HERE] = (gint64) angles->at[most];
  m->frames[PLUMB_SLOT_BASE] = (gint64) angles->at[least];
  plumb_task_init (&task, m->evaluation, m->spec);
  if (!plumb_measuring_is_possible (m) || !plumb_task_load (&task, m->frames, m->missing) ||
      !plumb_task_propagate (&task, &estimate))
    return;

  /* Two frames make the error; one of them alone has 1/sqrt (2) of it. */
  double bias = plumb_selection_bias (angles->at, raw, n, estimate.u_marks / G_SQRT2, smooth,
                                      pick_range, &pick_sd);
  estimate.value = pick_range (angles->value, n);
  estimate.value = MAX (0, estimate.value - bias);
  if (smooth)
    estimate.u_marks *= hypot (plumb_smooth_gain (n, most), plumb_smooth_gain (n, least)) /
                        G_SQRT2;
  plumb_measuring_judge (m, &estimate);
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

  if (plumb_measuring_need_moment (&m, PLUMB_MOMENT_LIFT_OFF))
    {
      g_auto (Angles) angles = collect_angles (&m);

      if (angles.n < 2)
        {
          plumb_measuring_miss (&m, "after:lift_off");
          miss_inputs (&m);
        }
      else
        take_range (&m, &angles);
    }
  g_ptr_array_add (evaluation->checks->measures, plumb_measuring_finish (&m));
}

/* The clicks of the bar scatter about the line too. Their share goes off the
 * square; near a straight line the root makes the error a fourth root. */
static void
take_path (PlumbMeasuring *m,
           PlumbTask      *task)
{
  PlumbEstimate raw = { 0 };
  double click = 0;
  double foot = 0;

  if (!plumb_measuring_is_possible (m) || !plumb_task_propagate (task, &raw) ||
      !plumb_task_path_errors (task, &click, &foot))
    return;

  double square = raw.value * raw.value - click * click;
  double value = sqrt (MAX (0, square));
  double n = MAX (1, (double) task->n_here - 2);
  double square_u = click * sqrt (2 * click * click + 4 * value * value) / sqrt (n);
  PlumbEstimate estimate = {
    .value = value,
    .u_marks = hypot (MIN (square_u / (2 * MAX (value, PLUMB_SMALLEST_U)), sqrt (square_u)),
                      foot * value),
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
      g_auto (PlumbTask) task = { 0 };

      plumb_measuring_need_scale (&m);
      plumb_task_init (&task, evaluation, spec);
      if (!plumb_task_load (&task, m.frames, NULL) || task.n_here < MIN_PATH)
        {
          plumb_measuring_miss (&m, "after:lift_off");
          miss_inputs (&m);
        }
      take_path (&m, &task);
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

/* Heights of the hip from setup to lift-off. */
typedef struct
{
  guint    n;
  double  *at;     /* owned; frames */
  double  *mm;     /* owned */
  gboolean smooth; /* in every frame: the curve through them */
} Heights;

static void
clear_heights (Heights *heights)
{
  g_free (heights->at);
  g_free (heights->mm);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heights, clear_heights)

static Heights
collect_heights (const PlumbEvaluation *evaluation)
{
  const GArray *poses = evaluation->poses->poses;
  Heights heights = { 0, g_new (double, poses->len), g_new (double, poses->len), FALSE };

  for (guint i = 0; i < poses->len; i++)
    {
      gint64 frame = g_array_index (poses, PlumbPose, i).frame;

      if (frame < evaluation->moments[PLUMB_MOMENT_SET] ||
          frame > evaluation->moments[PLUMB_MOMENT_LIFT_OFF] ||
          plumb_evaluation_is_posed (evaluation, frame) ||
          !find_hip (evaluation, frame, &heights.mm[heights.n]))
        continue;
      heights.at[heights.n++] = (double) frame;
    }
  heights.smooth = heights.n >= PLUMB_SMOOTH_MIN &&
                   heights.at[heights.n - 1] - heights.at[0] == heights.n - 1;
  if (heights.smooth)
    {
      double *curve = g_new (double, poses->len);

      plumb_smooth_series (heights.mm, heights.n, curve);
      g_free (heights.mm);
      heights.mm = curve;
    }
  return heights;
}

/* The last place before lift-off at which the hip came up through `limit_mm`;
 * 0 where no two near frames show it. */
static guint
find_crossing (const Heights *heights,
               double         limit_mm,
               double         max_gap)
{
  for (guint i = heights->n; i-- > 1;)
    {
      if (heights->at[i] - heights->at[i - 1] > max_gap)
        return 0;
      if (heights->mm[i - 1] < limit_mm && heights->mm[i] >= limit_mm)
        return i;
    }
  return 0;
}

/* mm a frame about place `i`, over some frames where they are a curve. */
static double
find_speed (const Heights *heights,
            guint          i)
{
  guint reach = heights->smooth ? SPEED_REACH : 0;
  guint from = i - 1 > reach ? i - 1 - reach : 0;
  guint to = MIN (i + reach, heights->n - 1);

  return (heights->mm[to] - heights->mm[from]) / (heights->at[to] - heights->at[from]);
}

/* sd of the time in clicks of the hip over speed: one click of the crossing and
 * those of the limit's two ends. */
static double
find_clicks (const Heights *heights,
             guint          i)
{
  double ends = hypot (JERK_SHARE, 1 - JERK_SHARE);

  if (!heights->smooth)
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
  g_auto (Heights) heights = collect_heights (evaluation);
  guint i = 0;
  double limit = 0;

  if (heights.n > 1)
    {
      limit = heights.mm[0] + JERK_SHARE * (heights.mm[heights.n - 1] - heights.mm[0]);
      i = find_crossing (&heights, limit, MAX_GAP_S * fps);
    }
  if (i == 0 || !(find_speed (&heights, i) > 0))
    {
      plumb_measuring_miss (m, "before:lift_off");
      plumb_measuring_miss (m, "hip");
      return;
    }
  if (own > 0)
    again = MIN (again, own);

  double share = (limit - heights.mm[i - 1]) / (heights.mm[i] - heights.mm[i - 1]);
  double time = heights.at[i - 1] + share * (heights.at[i] - heights.at[i - 1]);
  PlumbEstimate estimate = {
    .value = ((double) m->frames[PLUMB_SLOT_START] - time) / fps,
    .u_marks = find_clicks (&heights, i) * again *
               evaluation->view.axes.mm_per_px[PLUMB_PLANE_BODY] /
               find_speed (&heights, i) / fps,
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
