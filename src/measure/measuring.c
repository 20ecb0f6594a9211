/* From the table of measures to results: what is missing, which verdict; what
 * is taken in one frame, or in two.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "measuring.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Lift-off is a frame: the hips move on by this until the next one. */
#define HIP_SPEED_MM_S 300
#define UNKNOWN_FPS 30
/* From an error of so many widths of the band for watch on, no fault is called,
 * nor that all is good (P): the simulation has too many of them wrong. */
#define COARSE 1.5
/* For that term alone a typical trunk is good enough. */
#define TYPICAL_TRUNK_MM 470

PlumbMeasuring
plumb_measuring_start (PlumbEvaluation        *evaluation,
                       const PlumbMeasureSpec *spec,
                       PlumbMoment             moment)
{
  PlumbMeasuring m = { evaluation, spec, plumb_criteria_find (evaluation->criteria, spec->id) };
  const char *refused = m.criterion->refused != NULL ? m.criterion->refused
                                                     : plumb_evaluation_refuse (evaluation, spec);

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
  m.frames[PLUMB_SLOT_STANDING] = evaluation->moments[PLUMB_MOMENT_STANDING];
  m.frames[PLUMB_SLOT_MAXFLEX] = evaluation->moments[PLUMB_MOMENT_MAXFLEX];
  return m;
}

void
plumb_measuring_refuse (PlumbMeasuring *m,
                        const char     *why)
{
  if (m->measure->refused == NULL)
    m->measure->refused = g_strdup (why);
}

void
plumb_measuring_refuse_same_place (PlumbMeasuring *m)
{
  plumb_measuring_refuse (m, N_("Two marks that have to be apart are in the same place: put "
                               "each where it belongs."));
}

void
plumb_measuring_miss (PlumbMeasuring *m,
                      const char     *key)
{
  plumb_missing_add (&m->missing, key);
}

gboolean
plumb_measuring_need_moment (PlumbMeasuring *m,
                             PlumbMoment     moment)
{
  static const char *const keys[] = { "moment:set", "moment:lift_off", "moment:knee_pass",
                                      "moment:lockout", "moment:neutral", "moment:standing",
                                      "moment:maxflex" };

  G_STATIC_ASSERT (G_N_ELEMENTS (keys) == PLUMB_N_MOMENTS);

  if (m->evaluation->moments[moment] >= 0)
    return TRUE;
  plumb_measuring_miss (m, keys[moment]);
  return FALSE;
}

void
plumb_measuring_need_scale (PlumbMeasuring *m)
{
  if ((m->spec->gates & PLUMB_GATE_SCALE) != 0 && !m->evaluation->view.has_scale)
    plumb_measuring_miss (m, "scale");
}

/* Nobody knows which way the lifter faces until the feet are marked. */
static void
need_direction (PlumbMeasuring *m)
{
  if (m->evaluation->view.has_direction)
    return;
  plumb_measuring_miss (m, "heel");
  plumb_measuring_miss (m, "toe");
}

gboolean
plumb_measuring_is_possible (const PlumbMeasuring *m)
{
  return m->measure->refused == NULL && m->missing.n == 0;
}

static double
find_timing_u (const PlumbMeasuring *m)
{
  const PlumbCamera *camera = &m->evaluation->poses->camera;
  double fps = camera->has_fps && camera->fps > 0 ? camera->fps : UNKNOWN_FPS;

  if ((m->spec->gates & PLUMB_GATE_TIMING) == 0 ||
      (camera->has_fps && fps >= m->evaluation->capture->min_fps - 0.5))
    return 0;
  /* Uniform over a frame to each side. */
  return 100 * (HIP_SPEED_MM_S / fps) / TYPICAL_TRUNK_MM / sqrt (3);
}

/* Whether the value can tell a fault from what is still good: of a band that is
 * narrow against the error most of what looks like a fault is error, and whatever
 * is far on the good side owes that to its error. */
static PlumbVerdict
temper_verdict (const PlumbMeasure *measure)
{
  double low = (measure->band[1] - measure->band[0]) * COARSE;
  double high = (measure->band[3] - measure->band[2]) * COARSE;

  if (measure->verdict == PLUMB_VERDICT_FAULT &&
      ((low < measure->u && measure->value < measure->band[1]) ||
       (high < measure->u && measure->value > measure->band[2])))
    return PLUMB_VERDICT_WATCH;
  if (measure->verdict == PLUMB_VERDICT_GOOD && (low < measure->u || high < measure->u))
    return PLUMB_VERDICT_TOO_CLOSE;
  return measure->verdict;
}

void
plumb_measuring_judge (PlumbMeasuring      *m,
                       const PlumbEstimate *estimate)
{
  PlumbMeasure *measure = m->measure;

  measure->has_value = TRUE;
  measure->value = estimate->value;
  measure->u_marks = estimate->u_marks;
  measure->u_camera = hypot (estimate->u_camera, find_timing_u (m));
  measure->u = MAX (hypot (measure->u_marks, measure->u_camera), PLUMB_SMALLEST_U);
  measure->verdict = plumb_verdict_decide (measure->value, measure->u, measure->band,
                                           m->criterion->confidence,
                                           &measure->p_good, &measure->p_fault);
  measure->verdict = temper_verdict (measure);
  if ((m->spec->gates & PLUMB_GATE_FLOOR) != 0 && m->evaluation->odd_floor != NULL)
    {
      measure->verdict = PLUMB_VERDICT_DATA;
      plumb_measuring_refuse (m, m->evaluation->odd_floor);
    }
  if (measure->verdict == PLUMB_VERDICT_DATA)
    measure->p_good = measure->p_fault = 0;
}

void
plumb_measuring_collect (PlumbMeasuring  *m,
                         const PlumbTask *task,
                         gint64           first,
                         gint64           last,
                         gint64           but)
{
  PlumbWork *work = m->evaluation->work;
  PlumbSeries *series = &work->series;

  series->n = 0;
  for (guint i = 0; i < work->n_rows; i++)
    {
      const PlumbRow *row = &work->rows[i];

      if (row->frame < first || row->frame > last || row->posed || row->frame == but ||
          !plumb_task_evaluate (task, row, &series->raw[series->n]))
        continue;
      series->row[series->n] = i;
      series->at[series->n] = (double) row->frame;
      series->value[series->n] = series->raw[series->n];
      series->n++;
    }
}

void
plumb_measuring_miss_copied (PlumbMeasuring *m,
                             guint32         landmarks,
                             gint64          first,
                             gint64          last)
{
  const PlumbWork *work = m->evaluation->work;

  for (guint i = 0; i < work->n_rows; i++)
    {
      const PlumbRow *row = &work->rows[i];

      if (row->frame < first || row->frame > last || row->posed)
        continue;
      if ((row->marks & ~row->seen & landmarks) != 0 ||
          (m->spec->outline && row->pose->outline_copied))
        plumb_measuring_miss (m, "copied");
    }
}

/* Loads `m->frames` and judges; says what is missing instead. */
void
plumb_measuring_take (PlumbMeasuring *m)
{
  PlumbTask task;
  PlumbEstimate estimate = { 0 };

  plumb_task_init (&task, m->evaluation, m->spec);
  if (plumb_task_load (&task, m->frames, &m->missing))
    need_direction (m);
  if (!plumb_measuring_is_possible (m))
    return;
  if (plumb_task_propagate (&task, &estimate))
    plumb_measuring_judge (m, &estimate);
  else
    plumb_measuring_refuse_same_place (m);
}

/* Takes what `m` holds. */
PlumbMeasure *
plumb_measuring_finish (PlumbMeasuring *m)
{
  PlumbMeasure *measure = m->measure;

  measure->missing = g_new (char *, m->missing.n + 1);
  for (guint i = 0; i < m->missing.n; i++)
    measure->missing[i] = g_strdup (m->missing.keys[i]);
  measure->missing[m->missing.n] = NULL;
  return measure;
}

static PlumbMeasure *
measure_in_moment (PlumbEvaluation        *evaluation,
                   const PlumbMeasureSpec *spec,
                   PlumbMoment             moment)
{
  PlumbMeasuring m = plumb_measuring_start (evaluation, spec, moment);

  if (plumb_measuring_need_moment (&m, moment))
    {
      plumb_measuring_need_scale (&m);
      plumb_measuring_take (&m);
    }
  return plumb_measuring_finish (&m);
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

  PlumbMeasuring m = plumb_measuring_start (evaluation, spec, PLUMB_MOMENT_SET);
  if (plumb_measuring_need_moment (&m, PLUMB_MOMENT_SET))
    plumb_measuring_take (&m);
  g_ptr_array_add (evaluation->checks->measures, plumb_measuring_finish (&m));
}

static void
measure_tension (PlumbEvaluation        *evaluation,
                 const PlumbMeasureSpec *spec)
{
  PlumbMeasuring m = plumb_measuring_start (evaluation, spec, PLUMB_MOMENT_LIFT_OFF);
  gboolean both = plumb_measuring_need_moment (&m, PLUMB_MOMENT_SET);

  both = plumb_measuring_need_moment (&m, PLUMB_MOMENT_LIFT_OFF) && both;
  if (both && m.frames[PLUMB_SLOT_HERE] == m.frames[PLUMB_SLOT_BASE])
    plumb_measuring_refuse (&m, N_("Setup and lift-off are the same frame: set the setup on a "
                                   "still frame before the bar moves."));
  if (both)
    {
      plumb_measuring_need_scale (&m);
      plumb_measuring_take (&m);
    }
  g_ptr_array_add (evaluation->checks->measures, plumb_measuring_finish (&m));
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
        case PLUMB_SPAN_OWN_MAX:
          plumb_measuring_own_max (self, spec);
          break;
        case PLUMB_SPAN_RANGE:
          plumb_measuring_range (self, spec);
          break;
        case PLUMB_SPAN_PATH:
          plumb_measuring_path (self, spec);
          break;
        case PLUMB_SPAN_JERK:
          plumb_measuring_jerk (self, spec);
          break;
        default:
          plumb_measuring_pull (self, spec);
          break;
        }
    }
}
