/* Measures over the pull: which frames, which extreme.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "measuring.h"

#include <math.h>

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

  *last = span == PLUMB_SPAN_TO_TOP || span == PLUMB_SPAN_OFF_TOP || span == PLUMB_SPAN_RISE ||
          span == PLUMB_SPAN_KNEE ? evaluation->to_top : evaluation->to_knee;
  if (span == PLUMB_SPAN_TO_KNEE || span == PLUMB_SPAN_TO_TOP || span == PLUMB_SPAN_OWN_MAX)
    *first = start;
  else if (span == PLUMB_SPAN_SET_KNEE)
    *first = evaluation->moments[PLUMB_MOMENT_SET] + 1;
  else
    *first = start + 1;
}

static gboolean
is_early (const PlumbEvaluation *evaluation,
          const PlumbRow        *row)
{
  return row->frame > evaluation->moments[PLUMB_MOMENT_LIFT_OFF] &&
         (!row->has_rise || row->rise_mm <= EARLY_RISE_MM);
}

typedef struct
{
  gboolean found;
  gint64   frame;
  guint    index;   /* in the series */
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

/* The largest of many noisy values is too large: where a track gives every
 * frame, the curve through them is measured. */
static Extreme
find_extreme (const PlumbMeasuring *m)
{
  const PlumbEvaluation *evaluation = m->evaluation;
  PlumbWork *work = evaluation->work;
  PlumbSeries *series = &work->series;
  Extreme best = { .smooth = m->spec->smooth && plumb_series_is_track (series) };

  if (best.smooth)
    plumb_smooth_series (series->raw, series->n, work->spare, series->value);
  for (guint i = 0; i < series->n; i++)
    {
      const PlumbRow *row = &work->rows[series->row[i]];

      best.n_after += row->frame > evaluation->moments[PLUMB_MOMENT_LIFT_OFF];
      best.n_early += is_early (evaluation, row);
      if (best.found && !is_more (m->spec->extreme, series->value[i], best.value))
        continue;
      best.found = TRUE;
      best.frame = row->frame;
      best.index = i;
      best.value = series->value[i];
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
pick_max (double most,
          double least)
{
  return most;
}

static double
pick_min (double most,
          double least)
{
  return least;
}

static double
pick_max_or_zero (double most,
                  double least)
{
  return MAX (most, 0);
}

static double
pick_min_or_zero (double most,
                  double least)
{
  return MIN (least, 0);
}

static double
pick_largest (double most,
              double least)
{
  return MAX (most, -least);
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

/* What the extreme owes to having been picked from noisy values, and what is left
 * of that when it is taken off: in `left`. */
static double
find_correction (const PlumbMeasuring *m,
                 const Extreme        *extreme,
                 const PlumbEstimate  *estimate,
                 double               *left)
{
  PlumbWork *work = m->evaluation->work;
  const PlumbSeries *series = &work->series;
  double bias = plumb_selection_bias (&work->noise, series->at, series->raw, series->n,
                                      estimate->u_here, extreme->smooth,
                                      find_pick (m->spec->extreme));
  double correction = plumb_selection_correction (bias, estimate->u_marks);

  *left = bias - correction;
  return correction;
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

/* Landmarks of the frames of the span: what the best of them lacks, or all of them
 * where none is marked at all. */
static guint32
find_lacking (const PlumbMeasuring *m)
{
  const PlumbWork *work = m->evaluation->work;
  gint64 first = 0;
  gint64 last = 0;
  guint32 wanted = 0;

  for (guint i = 0; i < m->spec->n_inputs; i++)
    if (m->spec->inputs[i].slot == PLUMB_SLOT_HERE)
      wanted |= 1u << m->spec->inputs[i].landmark;
  /* Feet are asked for where they can be seen. */
  wanted &= ~PLUMB_FEET;

  guint32 lacking = wanted;
  guint fewest = G_MAXUINT;

  find_span (m->evaluation, m->spec->span, &first, &last);
  for (guint i = 0; i < work->n_rows; i++)
    {
      const PlumbRow *row = &work->rows[i];
      guint n = 0;

      for (guint32 lacks = wanted & ~row->seen; lacks != 0; lacks &= lacks - 1)
        n++;
      if (row->frame < first || row->frame > last || row->posed || n == 0 || n >= fewest)
        continue;
      fewest = n;
      lacking = wanted & ~row->seen;
    }
  return lacking;
}

static void
miss_copied (PlumbMeasuring *m,
             guint32         landmarks)
{
  gint64 first = 0;
  gint64 last = 0;

  find_span (m->evaluation, m->spec->span, &first, &last);
  plumb_measuring_miss_copied (m, landmarks, first, last);
}

static void
miss_pull_frames (PlumbMeasuring *m)
{
  guint32 lacking = find_lacking (m);

  miss_copied (m, lacking);
  if (m->spec->outline)
    {
      plumb_measuring_miss (m, "outline");
      return;
    }
  plumb_measuring_miss (m, m->spec->span == PLUMB_SPAN_SET_KNEE ? "after:set"
                                                                : "after:lift_off");
  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    if ((lacking & (1u << i)) != 0)
      plumb_measuring_miss (m, plumb_landmark_key ((PlumbLandmark) i));
}

static gboolean
is_fault (const PlumbMeasuring *m,
          double                value,
          double                u)
{
  return plumb_verdict_decide (value, MAX (u, PLUMB_SMALLEST_U), m->measure->band,
                               m->criterion->confidence, NULL, NULL) == PLUMB_VERDICT_FAULT;
}

/* C15: was it a fault already at lift-off, or in the first 100 mm? */
static gboolean
is_fault_at_start (PlumbMeasuring *m,
                   PlumbTask      *task)
{
  const PlumbEvaluation *evaluation = m->evaluation;
  const PlumbSeries *series = &evaluation->work->series;
  gint64 start = evaluation->moments[PLUMB_MOMENT_LIFT_OFF];

  for (guint i = 0; i < series->n; i++)
    {
      const PlumbRow *row = &evaluation->work->rows[series->row[i]];
      PlumbEstimate estimate = { 0 };

      if (row->frame > start && (!row->has_rise || row->rise_mm > LOAD_RISE_MM))
        continue;
      /* What would be no fault even without any error need not be propagated. */
      if (!is_fault (m, series->raw[i], 0))
        continue;
      m->frames[PLUMB_SLOT_HERE] = row->frame;
      if (plumb_task_load (task, m->frames, NULL) && plumb_task_propagate (task, &estimate) &&
          is_fault (m, estimate.value, plumb_estimate_u (&estimate)))
        return TRUE;
    }
  return FALSE;
}

/* The article speaks of the low back: rounding of the upper back is worth a
 * look at most, and is no sign of too much load. */
static void
place_rounding (PlumbMeasuring *m,
                PlumbTask      *task)
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

/* The values of the span into the work space's series. */
static void
collect_span (PlumbMeasuring *m,
              PlumbTask      *task)
{
  gint64 first = 0;
  gint64 last = 0;
  gint64 but = m->spec->span == PLUMB_SPAN_TO_KNEE ? m->frames[PLUMB_SLOT_BASE] : -1;

  find_span (m->evaluation, m->spec->span, &first, &last);
  m->evaluation->work->series.n = 0;
  if (plumb_task_start_series (task, m->frames))
    plumb_measuring_collect (m, task, first, last, but);
}

/* Of the frame in which it is extreme, or of the curve there. */
static void
judge_extreme (PlumbMeasuring *m,
               const Extreme  *extreme,
               PlumbEstimate  *estimate)
{
  PlumbExtreme kind = m->spec->extreme;
  guint n = m->evaluation->work->series.n;
  double left = 0;
  double correction = find_correction (m, extreme, estimate, &left);

  if (extreme->smooth)
    {
      double gain = plumb_smooth_gain (n, extreme->index);
      double here = estimate->u_here * estimate->u_here;

      estimate->u_marks = sqrt (MAX (0, estimate->u_marks * estimate->u_marks -
                                        (1 - gain * gain) * here));
    }
  /* A bias that is too small to be corrected is still an error. Of single frames
   * criteria.md states u without it (section 7). */
  if (extreme->smooth)
    estimate->u_marks = hypot (estimate->u_marks, left);
  estimate->value = clamp_extreme (kind, clamp_extreme (kind, extreme->value) - correction);
  m->measure->frame = extreme->frame;
  plumb_measuring_judge (m, estimate);
}

void
plumb_measuring_take_extreme (PlumbMeasuring *m)
{
  PlumbTask task;
  PlumbEstimate estimate = { 0 };

  plumb_task_init (&task, m->evaluation, m->spec);
  collect_span (m, &task);

  Extreme extreme = find_extreme (m);

  if (!extreme.found)
    {
      /* The setup and the feet first: without them no frame counts. */
      if (plumb_task_find_base (&task, m->frames, &m->missing))
        miss_pull_frames (m);
      return;
    }
  m->frames[PLUMB_SLOT_HERE] = extreme.frame;
  if (!plumb_measuring_is_possible (m) || !plumb_task_load (&task, m->frames, &m->missing))
    return;
  if (!plumb_task_propagate (&task, &estimate))
    {
      plumb_measuring_refuse_same_place (m);
      return;
    }
  judge_extreme (m, &extreme, &estimate);
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
  const PlumbWork *work = evaluation->work;
  gint64 start = evaluation->moments[PLUMB_MOMENT_LIFT_OFF];
  gint64 before = start;
  double before_mm = 0;

  for (guint i = 0; i < work->n_rows; i++)
    {
      const PlumbRow *row = &work->rows[i];

      if (row->frame <= start || row->frame > evaluation->to_top || row->posed ||
          !row->has_rise || (row->seen & (1u << PLUMB_LANDMARK_HIP)) == 0)
        continue;
      if (row->rise_mm >= m->spec->rise_mm - 1e-9)
        {
          if (row->rise_mm - before_mm > MAX_GAP_MM)
            break;
          m->frames[PLUMB_SLOT_HERE] = before;
          m->frames[PLUMB_SLOT_BASE] = row->frame;
          m->measure->frame = row->frame;
          plumb_measuring_take (m);
          return;
        }
      before = row->frame;
      before_mm = row->rise_mm;
    }
  miss_copied (m, 1u << PLUMB_LANDMARK_HIP | 1u << PLUMB_LANDMARK_BAR);
  plumb_measuring_miss (m, "after:lift_off");
  plumb_measuring_miss (m, "hip");
  plumb_measuring_miss (m, "bar");
}

static gboolean
is_under_knee (const PlumbRow *row)
{
  return row->at[PLUMB_LANDMARK_BAR].y < row->at[PLUMB_LANDMARK_KNEE].y;
}

/* The two successive frames between which the bar comes up to the knee. */
static void
take_knee (PlumbMeasuring *m)
{
  const guint32 all = 1u << PLUMB_LANDMARK_HIP | 1u << PLUMB_LANDMARK_BAR |
                      1u << PLUMB_LANDMARK_KNEE;
  const PlumbEvaluation *evaluation = m->evaluation;
  const PlumbWork *work = evaluation->work;
  const PlumbRow *before = NULL;

  for (guint i = 0; i < work->n_rows; i++)
    {
      const PlumbRow *row = &work->rows[i];

      if (row->frame < evaluation->moments[PLUMB_MOMENT_LIFT_OFF] ||
          row->frame > evaluation->to_top || row->posed || (row->seen & all) != all)
        continue;
      if (before != NULL && is_under_knee (before) && !is_under_knee (row))
        {
          m->frames[PLUMB_SLOT_HERE] = before->frame;
          m->frames[PLUMB_SLOT_BASE] = m->measure->frame = row->frame;
          plumb_measuring_take (m);
          return;
        }
      before = row;
    }
  miss_copied (m, all);
  plumb_measuring_miss (m, "after:lift_off");
  plumb_measuring_miss (m, "hip");
  plumb_measuring_miss (m, "knee");
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
                          spec->span != PLUMB_SPAN_RISE && spec->span != PLUMB_SPAN_KNEE))
      both = plumb_measuring_need_moment (&m, PLUMB_MOMENT_SET) && both;
  both = plumb_measuring_need_moment (&m, PLUMB_MOMENT_LIFT_OFF) && both;
  if (both)
    {
      plumb_measuring_need_scale (&m);
      if (spec->span == PLUMB_SPAN_RISE)
        take_rise (&m);
      else if (spec->span == PLUMB_SPAN_KNEE)
        take_knee (&m);
      else
        plumb_measuring_take_extreme (&m);
    }
  g_ptr_array_add (evaluation->checks->measures, plumb_measuring_finish (&m));
}
