/* Measures over the pull: which frames, which extreme.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "measuring.h"

#include <math.h>

#include "selection.h"
#include "smoothing.h"

/* Up to here the first part of the pull goes, in which hips that shoot up are
 * ahead of the bar, and a back that rounds says that the load is too heavy. */
#define EARLY_RISE_MM 150
#define LOAD_RISE_MM 100
/* Two frames farther apart say nothing about what happened between them. */
#define MAX_GAP_MM 100
/* Above this share of the way from S1 to C7 it is the upper back. */
#define UPPER_BACK_T 0.55

static void
find_span (const PlumbEvaluation *evaluation,
           PlumbSpan              span,
           gint64                *first,
           gint64                *last)
{
  gint64 start = evaluation->moments[PLUMB_MOMENT_LIFT_OFF];

  *last = span == PLUMB_SPAN_TO_TOP || span == PLUMB_SPAN_OFF_TOP ? evaluation->to_top
                                                                  : evaluation->to_knee;
  if (span == PLUMB_SPAN_TO_KNEE || span == PLUMB_SPAN_TO_TOP || span == PLUMB_SPAN_OWN_MAX)
    *first = start;
  else if (span == PLUMB_SPAN_SET_KNEE)
    *first = evaluation->moments[PLUMB_MOMENT_SET] + 1;
  else
    *first = start + 1;
}

static gboolean
is_early (const PlumbEvaluation *evaluation,
          gint64                 frame)
{
  double rise = 0;

  return frame > evaluation->moments[PLUMB_MOMENT_LIFT_OFF] &&
         (!plumb_evaluation_bar_rise (evaluation, frame, &rise) || rise <= EARLY_RISE_MM);
}

typedef struct
{
  gboolean found;
  gint64   frame;
  guint    index;   /* of the sight */
  double   value;
  gboolean smooth;  /* of the curve through all frames */
  guint    n_after; /* frames after lift-off that had the marks */
  guint    n_early; /* of them soon after */
} Extreme;

static gboolean
is_more (PlumbExtreme kind,
         double       value,
         double       than)
{
  if (kind == PLUMB_EXTREME_MIN || kind == PLUMB_EXTREME_MIN_OR_ZERO)
    return value < than;
  if (kind == PLUMB_EXTREME_ABS)
    return fabs (value) > fabs (than);
  return value > than;
}

/* What the measure is in each frame of its span that has the marks. */
typedef struct
{
  gint64 frame;
  double raw;
  double value; /* the same, or of the curve through all */
} Sight;

/* (transfer full) of Sight, by frame */
static GArray *
collect_sights (PlumbMeasuring *m,
                PlumbTask      *task)
{
  const PlumbEvaluation *evaluation = m->evaluation;
  const GArray *poses = evaluation->poses->poses;
  GArray *sights = g_array_new (FALSE, FALSE, sizeof (Sight));
  gint64 first = 0;
  gint64 last = 0;

  find_span (evaluation, m->spec->span, &first, &last);
  for (guint i = 0; i < poses->len; i++)
    {
      Sight sight = { g_array_index (poses, PlumbPose, i).frame };

      if (sight.frame < first || sight.frame > last ||
          plumb_evaluation_is_posed (evaluation, sight.frame) ||
          (sight.frame == m->frames[PLUMB_SLOT_BASE] && m->spec->span == PLUMB_SPAN_TO_KNEE))
        continue;
      m->frames[PLUMB_SLOT_HERE] = sight.frame;
      if (!plumb_task_load (task, m->frames, NULL) || !plumb_task_evaluate (task, &sight.raw))
        continue;
      sight.value = sight.raw;
      g_array_append_val (sights, sight);
    }
  return sights;
}

/* The largest of many noisy values is too large: where a track gives every
 * frame, the curve through them is measured. TRUE if it is. */
static gboolean
smooth_sights (const PlumbMeasuring *m,
               GArray               *sights)
{
  Sight *all = (Sight *) (gpointer) sights->data;

  if (!m->spec->smooth || sights->len < PLUMB_SMOOTH_MIN ||
      all[sights->len - 1].frame - all[0].frame != sights->len - 1)
    return FALSE;

  g_autofree double *raw = g_new (double, sights->len);
  g_autofree double *smooth = g_new (double, sights->len);

  for (guint i = 0; i < sights->len; i++)
    raw[i] = all[i].raw;
  plumb_smooth_series (raw, sights->len, smooth);
  for (guint i = 0; i < sights->len; i++)
    all[i].value = smooth[i];
  return TRUE;
}

static Extreme
find_extreme (const PlumbMeasuring *m,
              GArray               *sights)
{
  const PlumbEvaluation *evaluation = m->evaluation;
  Extreme best = { .smooth = smooth_sights (m, sights) };

  for (guint i = 0; i < sights->len; i++)
    {
      const Sight *sight = &g_array_index (sights, Sight, i);

      best.n_after += sight->frame > evaluation->moments[PLUMB_MOMENT_LIFT_OFF];
      best.n_early += is_early (evaluation, sight->frame);
      if (best.found && !is_more (m->spec->extreme, sight->value, best.value))
        continue;
      best.found = TRUE;
      best.frame = sight->frame;
      best.index = i;
      best.value = sight->value;
    }
  return best;
}

/* The base counts too, and is 0 by definition; its uncertainty is then that
 * of the frame that came nearest. */
static double
clamp_extreme (PlumbExtreme kind,
               double       value)
{
  switch (kind)
    {
    case PLUMB_EXTREME_MAX_OR_ZERO:
      return MAX (value, 0);
    case PLUMB_EXTREME_MIN_OR_ZERO:
      return MIN (value, 0);
    case PLUMB_EXTREME_ABS:
      return fabs (value);
    default:
      return value;
    }
}

static double
pick_max (const double *values,
          guint         n)
{
  double most = values[0];

  for (guint i = 1; i < n; i++)
    most = MAX (most, values[i]);
  return most;
}

static double
pick_min (const double *values,
          guint         n)
{
  double least = values[0];

  for (guint i = 1; i < n; i++)
    least = MIN (least, values[i]);
  return least;
}

static double
pick_max_or_zero (const double *values,
                  guint         n)
{
  return MAX (pick_max (values, n), 0);
}

static double
pick_min_or_zero (const double *values,
                  guint         n)
{
  return MIN (pick_min (values, n), 0);
}

static double
pick_largest (const double *values,
              guint         n)
{
  return MAX (pick_max (values, n), -pick_min (values, n));
}

static PlumbPick
find_pick (PlumbExtreme kind)
{
  static const PlumbPick picks[] = {
    [PLUMB_EXTREME_NONE] = pick_max,
    [PLUMB_EXTREME_MAX] = pick_max,
    [PLUMB_EXTREME_MIN] = pick_min,
    [PLUMB_EXTREME_MAX_OR_ZERO] = pick_max_or_zero,
    [PLUMB_EXTREME_MIN_OR_ZERO] = pick_min_or_zero,
    [PLUMB_EXTREME_ABS] = pick_largest,
  };

  return picks[kind];
}

/* What the extreme owes to having been picked from noisy values. The points of
 * its frame are loaded. */
static double
find_correction (PlumbMeasuring *m,
                 PlumbTask      *task,
                 const Extreme  *extreme,
                 GArray         *sights,
                 double          u_marks)
{
  g_autofree double *at = g_new (double, sights->len);
  g_autofree double *values = g_new (double, sights->len);
  double own = sqrt (MAX (0, u_marks * u_marks - plumb_task_shared_square (task, m->frames)));
  double pick_sd = 0;

  for (guint i = 0; i < sights->len; i++)
    {
      at[i] = (double) g_array_index (sights, Sight, i).frame;
      values[i] = g_array_index (sights, Sight, i).raw;
    }
  return plumb_selection_correction (
      plumb_selection_bias (at, values, sights->len, own, extreme->smooth,
                            find_pick (m->spec->extreme), &pick_sd), u_marks);
}

/* Too few frames can prove a fault, never its absence. */
static gboolean
is_partial (const PlumbMeasuring *m,
            const Extreme   *extreme)
{
  switch ((int) m->spec->span)
    {
    case PLUMB_SPAN_OFF_KNEE:
    case PLUMB_SPAN_SET_KNEE:
      return extreme->n_early == 0;
    case PLUMB_SPAN_OFF_TOP:
    case PLUMB_SPAN_TO_TOP:
      return extreme->n_after < 2;
    default:
      return FALSE;
    }
}

static void
miss_pull_frames (PlumbMeasuring *m)
{
  if (m->spec->outline)
    {
      plumb_measuring_miss (m, "outline");
      return;
    }
  if (m->spec->span != PLUMB_SPAN_TO_KNEE && m->spec->span != PLUMB_SPAN_OWN_MAX)
    plumb_measuring_miss (m, "after:lift_off");
  for (guint i = 0; i < m->spec->n_inputs; i++)
    if (m->spec->inputs[i].slot == PLUMB_SLOT_HERE)
      plumb_measuring_miss (m, plumb_landmark_key (m->spec->inputs[i].landmark));
}

/* C15: was it a fault already at lift-off, or in the first 100 mm? */
static gboolean
is_fault_at_start (PlumbMeasuring *m,
                   PlumbTask *task)
{
  const PlumbEvaluation *evaluation = m->evaluation;
  const GArray *poses = evaluation->poses->poses;
  gint64 start = evaluation->moments[PLUMB_MOMENT_LIFT_OFF];

  for (guint i = 0; i < poses->len; i++)
    {
      gint64 frame = g_array_index (poses, PlumbPose, i).frame;
      PlumbEstimate estimate = { 0 };
      double rise = 0;

      if (frame < start || frame > evaluation->to_knee ||
          frame == m->frames[PLUMB_SLOT_BASE] ||
          (frame > start && (!plumb_evaluation_bar_rise (evaluation, frame, &rise) ||
                             rise > LOAD_RISE_MM)))
        continue;
      m->frames[PLUMB_SLOT_HERE] = frame;
      if (plumb_task_load (task, m->frames, NULL) && plumb_task_propagate (task, &estimate) &&
          plumb_verdict_decide (estimate.value,
                                MAX (plumb_estimate_u (&estimate), PLUMB_SMALLEST_U),
                                m->measure->band, evaluation->capture->confidence,
                                NULL, NULL) == PLUMB_VERDICT_FAULT)
        return TRUE;
    }
  return FALSE;
}

/* The article speaks of the low back: rounding of the upper back is worth a
 * look at most, and is no sign of too much load. */
static void
place_rounding (PlumbMeasuring *m,
                PlumbTask *task)
{
  PlumbEvaluation *evaluation = m->evaluation;
  double t = 0;

  if (m->spec->outline)
    evaluation->in_upper_back = plumb_task_locate (task, &t) && t > UPPER_BACK_T;
  if (m->spec->outline && evaluation->in_upper_back && m->measure->verdict == PLUMB_VERDICT_FAULT)
    m->measure->verdict = PLUMB_VERDICT_WATCH;
  if (m->measure->verdict == PLUMB_VERDICT_FAULT)
    evaluation->rounds_at_start |= is_fault_at_start (m, task);
}

void
plumb_measuring_take_extreme (PlumbMeasuring *m)
{
  g_auto (PlumbTask) task = { 0 };
  PlumbEstimate estimate = { 0 };

  plumb_task_init (&task, m->evaluation, m->spec);
  g_autoptr (GArray) sights = collect_sights (m, &task);
  Extreme extreme = find_extreme (m, sights);
  double correction = 0;

  if (!extreme.found)
    {
      /* Name what the base lacks too. */
      m->frames[PLUMB_SLOT_HERE] = m->frames[PLUMB_SLOT_START];
      plumb_task_load (&task, m->frames, m->missing);
      miss_pull_frames (m);
      return;
    }
  m->frames[PLUMB_SLOT_HERE] = extreme.frame;
  if (!plumb_measuring_is_possible (m) || !plumb_task_load (&task, m->frames, m->missing))
    return;
  if (!plumb_task_propagate (&task, &estimate))
    {
      plumb_measuring_refuse_same_place (m);
      return;
    }
  if (sights->len > 1)
    correction = find_correction (m, &task, &extreme, sights, estimate.u_marks);
  if (extreme.smooth)
    {
      task.here_gain = plumb_smooth_gain (sights->len, extreme.index);
      plumb_task_load (&task, m->frames, NULL);
      plumb_task_propagate (&task, &estimate);
    }
  estimate.value = clamp_extreme (m->spec->extreme,
                                  clamp_extreme (m->spec->extreme, extreme.value) - correction);
  m->measure->frame = extreme.frame;
  plumb_measuring_judge (m, &estimate);
  if (m->spec->span == PLUMB_SPAN_TO_KNEE)
    place_rounding (m, &task);
  if (is_partial (m, &extreme) && m->measure->verdict != PLUMB_VERDICT_FAULT &&
      m->measure->verdict != PLUMB_VERDICT_WATCH)
    {
      m->measure->has_value = FALSE;
      m->measure->verdict = PLUMB_VERDICT_NOT_MEASURABLE;
      miss_pull_frames (m);
    }
}

/* The two successive frames between which the bar has risen so far. */
static void
take_rise (PlumbMeasuring *m)
{
  const PlumbEvaluation *evaluation = m->evaluation;
  const GArray *poses = evaluation->poses->poses;
  gint64 start = evaluation->moments[PLUMB_MOMENT_LIFT_OFF];
  gint64 before = start;
  double before_mm = 0;
  PlumbPoint hip;

  for (guint i = 0; i < poses->len; i++)
    {
      gint64 frame = g_array_index (poses, PlumbPose, i).frame;
      double rise = 0;

      if (frame <= start || frame > evaluation->to_top ||
          plumb_evaluation_is_posed (evaluation, frame) ||
          !plumb_poses_find (evaluation->poses, frame, PLUMB_LANDMARK_HIP, &hip) ||
          !plumb_evaluation_bar_rise (evaluation, frame, &rise))
        continue;
      if (rise >= m->spec->rise_mm - 1e-9)
        {
          if (rise - before_mm > MAX_GAP_MM)
            break;
          m->frames[PLUMB_SLOT_HERE] = before;
          m->frames[PLUMB_SLOT_BASE] = frame;
          m->measure->frame = frame;
          plumb_measuring_take (m);
          return;
        }
      before = frame;
      before_mm = rise;
    }
  plumb_measuring_miss (m, "after:lift_off");
  plumb_measuring_miss (m, "hip");
  plumb_measuring_miss (m, "bar");
}

void
plumb_measuring_pull (PlumbEvaluation        *evaluation,
                      const PlumbMeasureSpec *spec)
{
  PlumbMeasuring m = plumb_measuring_start (evaluation, spec, PLUMB_MOMENT_LIFT_OFF);
  gboolean both = TRUE;

  for (guint i = 0; i < spec->n_inputs || (spec->outline && i == 0); i++)
    if (spec->outline || (spec->inputs[i].slot == PLUMB_SLOT_BASE &&
                          spec->span != PLUMB_SPAN_RISE))
      both = plumb_measuring_need_moment (&m, PLUMB_MOMENT_SET) && both;
  both = plumb_measuring_need_moment (&m, PLUMB_MOMENT_LIFT_OFF) && both;
  if (both)
    {
      plumb_measuring_need_scale (&m);
      if (spec->span == PLUMB_SPAN_RISE)
        take_rise (&m);
      else
        plumb_measuring_take_extreme (&m);
    }
  g_ptr_array_add (evaluation->checks->measures, plumb_measuring_finish (&m));
}
