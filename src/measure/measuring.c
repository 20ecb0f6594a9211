/* From the table of measures to results: which frames, which extreme, what is
 * missing, which verdict.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "evaluation.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "task.h"

/* Up to here the first part of the pull goes, in which hips that shoot up are
 * ahead of the bar, and a back that rounds says that the load is too heavy. */
#define EARLY_RISE_MM 150
#define LOAD_RISE_MM 100
/* Two frames farther apart say nothing about what happened between them. */
#define MAX_GAP_MM 100
/* Lift-off is a frame: the hips move on by this until the next one. */
#define HIP_SPEED_MM_S 300
#define UNKNOWN_FPS 30
/* For that term alone a typical trunk is good enough. */
#define TYPICAL_TRUNK_MM 470
/* Above this share of the way from S1 to C7 it is the upper back. */
#define UPPER_BACK_T 0.55
/* A value without any error would divide by zero. */
#define SMALLEST_U 1e-12

static const char same_place[] = N_("Two marks that have to be apart are in the same place.");

typedef struct
{
  PlumbEvaluation        *evaluation;
  const PlumbMeasureSpec *spec;
  const PlumbCriterion   *criterion;
  PlumbMeasure           *measure; /* being made; added to checks at the end */
  GPtrArray              *missing; /* of const char * */
  gint64                  frames[PLUMB_N_SLOTS];
} Measuring;

static Measuring
start_measure (PlumbEvaluation        *evaluation,
               const PlumbMeasureSpec *spec,
               PlumbMoment             moment)
{
  Measuring m = { evaluation, spec, plumb_criteria_find (evaluation->criteria, spec->id) };
  const char *refused = m.criterion->refused != NULL ? m.criterion->refused
                                                     : plumb_evaluation_refuse (evaluation, spec);

  m.missing = g_ptr_array_new ();
  m.measure = g_new0 (PlumbMeasure, 1);
  m.measure->id = m.criterion->id;
  m.measure->unit = m.criterion->unit;
  m.measure->support = m.criterion->support;
  m.measure->moment = moment;
  m.measure->frame = evaluation->moments[moment];
  m.measure->verdict = PLUMB_VERDICT_NOT_MEASURABLE;
  m.measure->refused = g_strdup (refused);
  for (guint i = 0; i < G_N_ELEMENTS (m.measure->band); i++)
    m.measure->band[i] = m.criterion->band[i];
  m.frames[PLUMB_SLOT_HERE] = evaluation->moments[moment];
  m.frames[PLUMB_SLOT_BASE] = evaluation->moments[spec->span == PLUMB_SPAN_NEUTRAL
                                                    ? PLUMB_MOMENT_NEUTRAL : PLUMB_MOMENT_SET];
  m.frames[PLUMB_SLOT_START] = evaluation->moments[PLUMB_MOMENT_LIFT_OFF];
  return m;
}

static void
refuse (Measuring  *m,
        const char *why)
{
  if (m->measure->refused == NULL)
    m->measure->refused = g_strdup (why);
}

static void
miss (Measuring  *m,
      const char *key)
{
  for (guint i = 0; i < m->missing->len; i++)
    if (g_str_equal (m->missing->pdata[i], key))
      return;
  g_ptr_array_add (m->missing, (gpointer) key);
}

static gboolean
need_moment (Measuring  *m,
             PlumbMoment moment)
{
  static const char *const keys[] = { "moment:set", "moment:lift_off", "moment:knee_pass",
                                      "moment:lockout", "moment:neutral" };

  if (m->evaluation->moments[moment] >= 0)
    return TRUE;
  miss (m, keys[moment]);
  return FALSE;
}

static void
need_scale (Measuring *m)
{
  if ((m->spec->gates & PLUMB_GATE_SCALE) != 0 && !m->evaluation->view.has_scale)
    miss (m, "scale");
}

/* Nobody knows which way the lifter faces until the feet are marked. */
static void
need_direction (Measuring *m)
{
  if (m->evaluation->view.has_direction)
    return;
  miss (m, "heel");
  miss (m, "toe");
}

static gboolean
is_possible (const Measuring *m)
{
  return m->measure->refused == NULL && m->missing->len == 0;
}

static double
find_timing_u (const Measuring *m)
{
  const PlumbCamera *camera = &m->evaluation->poses->camera;
  double fps = camera->has_fps && camera->fps > 0 ? camera->fps : UNKNOWN_FPS;

  if ((m->spec->gates & PLUMB_GATE_TIMING) == 0 ||
      (camera->has_fps && fps >= m->evaluation->capture->min_fps - 0.5))
    return 0;
  /* Uniform over a frame to each side. */
  return 100 * (HIP_SPEED_MM_S / fps) / TYPICAL_TRUNK_MM / sqrt (3);
}

static void
judge (Measuring           *m,
       const PlumbEstimate *estimate)
{
  PlumbMeasure *measure = m->measure;

  measure->has_value = TRUE;
  measure->value = estimate->value;
  measure->u_marks = estimate->u_marks;
  measure->u_camera = hypot (estimate->u_camera, find_timing_u (m));
  measure->u = MAX (hypot (measure->u_marks, measure->u_camera), SMALLEST_U);
  measure->verdict = plumb_verdict_decide (measure->value, measure->u, measure->band,
                                           m->evaluation->capture->confidence,
                                           &measure->p_good, &measure->p_fault);
  if ((m->spec->gates & PLUMB_GATE_FLOOR) != 0 && m->evaluation->odd_floor != NULL)
    {
      measure->verdict = PLUMB_VERDICT_DATA;
      refuse (m, m->evaluation->odd_floor);
    }
  if (measure->verdict == PLUMB_VERDICT_DATA)
    measure->p_good = measure->p_fault = 0;
}

/* Loads `m->frames` and judges; says what is missing instead. */
static void
take_value (Measuring *m)
{
  g_auto (PlumbTask) task = { 0 };
  PlumbEstimate estimate = { 0 };

  plumb_task_init (&task, m->evaluation, m->spec);
  if (plumb_task_load (&task, m->frames, m->missing))
    need_direction (m);
  if (!is_possible (m))
    return;
  if (plumb_task_propagate (&task, &estimate))
    judge (m, &estimate);
  else
    refuse (m, same_place);
}

/* Takes what `m` holds. */
static PlumbMeasure *
finish_measure (Measuring *m)
{
  PlumbMeasure *measure = m->measure;

  g_ptr_array_add (m->missing, NULL);
  measure->missing = g_strdupv ((GStrv) m->missing->pdata);
  g_ptr_array_unref (m->missing);
  return measure;
}

static PlumbMeasure *
measure_in_moment (PlumbEvaluation        *evaluation,
                   const PlumbMeasureSpec *spec,
                   PlumbMoment             moment)
{
  Measuring m = start_measure (evaluation, spec, moment);

  if (need_moment (&m, moment))
    {
      need_scale (&m);
      take_value (&m);
    }
  return finish_measure (&m);
}

/* At set and at lift-off; where only one of them has a value, that one; where
 * none has, the one that lacks less. */
static void
measure_static (PlumbEvaluation        *evaluation,
                const PlumbMeasureSpec *spec)
{
  gboolean same = evaluation->moments[PLUMB_MOMENT_SET] ==
                  evaluation->moments[PLUMB_MOMENT_LIFT_OFF];
  PlumbMeasure *set = measure_in_moment (evaluation, spec, PLUMB_MOMENT_SET);

  if (spec->span == PLUMB_SPAN_SET || evaluation->moments[PLUMB_MOMENT_LIFT_OFF] < 0 || same)
    {
      g_ptr_array_add (evaluation->checks->measures, set);
      return;
    }

  PlumbMeasure *start = measure_in_moment (evaluation, spec, PLUMB_MOMENT_LIFT_OFF);
  gboolean keep_start = start->has_value || evaluation->moments[PLUMB_MOMENT_SET] < 0 ||
    (!set->has_value && g_strv_length (start->missing) < g_strv_length (set->missing));

  if (set->has_value || !keep_start)
    g_ptr_array_add (evaluation->checks->measures, g_steal_pointer (&set));
  if (keep_start)
    g_ptr_array_add (evaluation->checks->measures, g_steal_pointer (&start));
  g_clear_pointer (&set, plumb_measure_free);
  g_clear_pointer (&start, plumb_measure_free);
}

static void
measure_neutral (PlumbEvaluation        *evaluation,
                 const PlumbMeasureSpec *spec)
{
  /* Without a neutral frame the setup is not judged at all. */
  if (evaluation->moments[PLUMB_MOMENT_NEUTRAL] < 0)
    return;

  Measuring m = start_measure (evaluation, spec, PLUMB_MOMENT_SET);
  if (need_moment (&m, PLUMB_MOMENT_SET))
    take_value (&m);
  g_ptr_array_add (evaluation->checks->measures, finish_measure (&m));
}

static void
measure_tension (PlumbEvaluation        *evaluation,
                 const PlumbMeasureSpec *spec)
{
  Measuring m = start_measure (evaluation, spec, PLUMB_MOMENT_LIFT_OFF);
  gboolean both = need_moment (&m, PLUMB_MOMENT_SET);

  both = need_moment (&m, PLUMB_MOMENT_LIFT_OFF) && both;
  if (both && m.frames[PLUMB_SLOT_HERE] == m.frames[PLUMB_SLOT_BASE])
    refuse (&m, N_("Setup and lift-off are the same frame: set the setup on a still frame before "
                   "the bar moves."));
  if (both)
    {
      need_scale (&m);
      take_value (&m);
    }
  g_ptr_array_add (evaluation->checks->measures, finish_measure (&m));
}

static void
find_span (const PlumbEvaluation *evaluation,
           PlumbSpan              span,
           gint64                *first,
           gint64                *last)
{
  gint64 start = evaluation->moments[PLUMB_MOMENT_LIFT_OFF];

  *last = span == PLUMB_SPAN_TO_TOP || span == PLUMB_SPAN_OFF_TOP ? evaluation->to_top
                                                                  : evaluation->to_knee;
  if (span == PLUMB_SPAN_TO_KNEE || span == PLUMB_SPAN_TO_TOP)
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
  double   value;
  guint    n;       /* frames that had the marks */
  guint    n_after; /* of them after lift-off */
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

static Extreme
find_extreme (Measuring *m,
              PlumbTask *task)
{
  const PlumbEvaluation *evaluation = m->evaluation;
  const GArray *poses = evaluation->poses->poses;
  Extreme best = { 0 };
  gint64 first = 0;
  gint64 last = 0;

  find_span (evaluation, m->spec->span, &first, &last);
  for (guint i = 0; i < poses->len; i++)
    {
      gint64 frame = g_array_index (poses, PlumbPose, i).frame;
      double value = 0;

      if (frame < first || frame > last ||
          frame == evaluation->moments[PLUMB_MOMENT_NEUTRAL] ||
          (frame == m->frames[PLUMB_SLOT_BASE] && m->spec->span == PLUMB_SPAN_TO_KNEE))
        continue;
      m->frames[PLUMB_SLOT_HERE] = frame;
      if (!plumb_task_load (task, m->frames, NULL) || !plumb_task_evaluate (task, &value))
        continue;
      best.n++;
      best.n_after += frame > evaluation->moments[PLUMB_MOMENT_LIFT_OFF];
      best.n_early += is_early (evaluation, frame);
      if (best.found && !is_more (m->spec->extreme, value, best.value))
        continue;
      best.found = TRUE;
      best.frame = frame;
      best.value = value;
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

/* Too few frames can prove a fault, never its absence. */
static gboolean
is_partial (const Measuring *m,
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
miss_pull_frames (Measuring *m)
{
  if (m->spec->outline)
    {
      miss (m, "outline");
      return;
    }
  if (m->spec->span != PLUMB_SPAN_TO_KNEE)
    miss (m, "after:lift_off");
  for (guint i = 0; i < m->spec->n_inputs; i++)
    if (m->spec->inputs[i].slot == PLUMB_SLOT_HERE)
      miss (m, plumb_landmark_key (m->spec->inputs[i].landmark));
}

/* C15: was it a fault already at lift-off, or in the first 100 mm? */
static gboolean
is_fault_at_start (Measuring *m,
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
          plumb_verdict_decide (estimate.value, MAX (plumb_estimate_u (&estimate), SMALLEST_U),
                                m->measure->band, evaluation->capture->confidence,
                                NULL, NULL) == PLUMB_VERDICT_FAULT)
        return TRUE;
    }
  return FALSE;
}

/* The article speaks of the low back: rounding of the upper back is worth a
 * look at most, and is no sign of too much load. */
static void
place_rounding (Measuring *m,
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

static void
take_extreme (Measuring *m)
{
  g_auto (PlumbTask) task = { 0 };
  PlumbEstimate estimate = { 0 };

  plumb_task_init (&task, m->evaluation, m->spec);
  Extreme extreme = find_extreme (m, &task);

  if (!extreme.found)
    {
      /* Name what the base lacks too. */
      m->frames[PLUMB_SLOT_HERE] = m->frames[PLUMB_SLOT_START];
      plumb_task_load (&task, m->frames, m->missing);
      miss_pull_frames (m);
      return;
    }
  m->frames[PLUMB_SLOT_HERE] = extreme.frame;
  if (!is_possible (m) || !plumb_task_load (&task, m->frames, m->missing))
    return;
  if (!plumb_task_propagate (&task, &estimate))
    {
      refuse (m, same_place);
      return;
    }
  estimate.value = clamp_extreme (m->spec->extreme, estimate.value);
  m->measure->frame = extreme.frame;
  judge (m, &estimate);
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
take_rise (Measuring *m)
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
          frame == evaluation->moments[PLUMB_MOMENT_NEUTRAL] ||
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
          take_value (m);
          return;
        }
      before = frame;
      before_mm = rise;
    }
  miss (m, "after:lift_off");
  miss (m, "hip");
  miss (m, "bar");
}

static void
measure_pull (PlumbEvaluation        *evaluation,
              const PlumbMeasureSpec *spec)
{
  Measuring m = start_measure (evaluation, spec, PLUMB_MOMENT_LIFT_OFF);
  gboolean both = TRUE;

  for (guint i = 0; i < spec->n_inputs || (spec->outline && i == 0); i++)
    if (spec->outline || (spec->inputs[i].slot == PLUMB_SLOT_BASE &&
                          spec->span != PLUMB_SPAN_RISE))
      both = need_moment (&m, PLUMB_MOMENT_SET) && both;
  both = need_moment (&m, PLUMB_MOMENT_LIFT_OFF) && both;
  if (both)
    {
      need_scale (&m);
      if (spec->span == PLUMB_SPAN_RISE)
        take_rise (&m);
      else
        take_extreme (&m);
    }
  g_ptr_array_add (evaluation->checks->measures, finish_measure (&m));
}

void
plumb_evaluation_measure (PlumbEvaluation *self)
{
  for (guint i = 0; i < plumb_measure_n_specs (); i++)
    {
      const PlumbMeasureSpec *spec = plumb_measure_spec (i);

      if (plumb_criteria_find (self->criteria, spec->id) == NULL)
        continue;
      switch (spec->span)
        {
        case PLUMB_SPAN_STATIC:
        case PLUMB_SPAN_SET:
          measure_static (self, spec);
          break;
        case PLUMB_SPAN_NEUTRAL:
          measure_neutral (self, spec);
          break;
        case PLUMB_SPAN_TENSION:
          measure_tension (self, spec);
          break;
        default:
          measure_pull (self, spec);
          break;
        }
    }
}
