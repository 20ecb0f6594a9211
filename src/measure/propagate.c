/* Propagation of uncertainty (criteria.md 3.1, 3.3).
 *
 * The random part is the law of propagation with central differences over
 * 1/1000 px: formulas are smooth there, so that the result agrees with the
 * analytic one to nine digits. The systematic part moves each parameter of
 * the view by one sd, because yaw acts in second order on angles and a
 * derivative at 0 would miss it; the parts add up in squares.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "propagate.h"

#include <math.h>

#define STEP_PX 1e-3

typedef struct
{
  const PlumbView   *view;
  const PlumbSample *samples;
  guint              n;
  PlumbVec          *points; /* the samples in lifter axes; work space */
  PlumbSampleFormula formula;
  gconstpointer      data;
} Job;

static void
apply_axes (Job             *job,
            const PlumbAxes *axes)
{
  for (guint i = 0; i < job->n; i++)
    job->points[i] = plumb_axes_apply (axes, job->samples[i].plane, job->samples[i].at);
}

/* Moves the samples of one click, or of one feature, by (dx, dy) from where
 * they were clicked. */
static void
move_points (Job     *job,
             guint    index,
             gboolean feature,
             double   dx_px,
             double   dy_px)
{
  const PlumbSample *first = &job->samples[index];

  for (guint i = index; i < job->n; i++)
    {
      const PlumbSample *sample = &job->samples[i];

      if (feature ? sample->feature != first->feature : sample->click != first->click)
        continue;
      job->points[i] = plumb_axes_apply (&job->view->axes, sample->plane,
                                         (PlumbPoint) { sample->at.x_px + dx_px,
                                                        sample->at.y_px + dy_px });
    }
}

/* The square of what an error of `sd_px` along (x, y) makes of the value. */
static gboolean
add_direction (Job      *job,
               guint     index,
               gboolean  feature,
               double    x,
               double    y,
               double    sd_px,
               double   *square)
{
  double plus = 0;
  double minus = 0;

  move_points (job, index, feature, x * STEP_PX, y * STEP_PX);
  gboolean good = job->formula (job->points, job->data, &plus);
  move_points (job, index, feature, -x * STEP_PX, -y * STEP_PX);
  good = good && job->formula (job->points, job->data, &minus);
  move_points (job, index, feature, 0, 0);
  if (!good)
    return FALSE;

  double part = (plus - minus) / (2 * STEP_PX) * sd_px;
  *square += part * part;
  return TRUE;
}

static gboolean
is_first (const Job *job,
          guint      index,
          gboolean   feature)
{
  for (guint i = 0; i < index; i++)
    if (feature ? job->samples[i].feature == job->samples[index].feature
                : job->samples[i].click == job->samples[index].click)
      return FALSE;
  return TRUE;
}

static gboolean
add_clicks (Job    *job,
            double *square)
{
  for (guint i = 0; i < job->n; i++)
    {
      const PlumbSample *sample = &job->samples[i];

      if (sample->across)
        {
          if (!add_direction (job, i, FALSE, sample->normal.x_px, sample->normal.y_px,
                              sample->own_sd_px, square))
            return FALSE;
          continue;
        }
      if (is_first (job, i, FALSE) &&
          (!add_direction (job, i, FALSE, 1, 0, sample->own_sd_px, square) ||
           !add_direction (job, i, FALSE, 0, 1, sample->own_sd_px, square)))
        return FALSE;
      if (sample->common_sd_px > 0 && is_first (job, i, TRUE) &&
          (!add_direction (job, i, TRUE, 1, 0, sample->common_sd_px, square) ||
           !add_direction (job, i, TRUE, 0, 1, sample->common_sd_px, square)))
        return FALSE;
    }
  return TRUE;
}

/* The square of the larger change that a step up or down makes. */
static void
add_view_step (Job             *job,
               const PlumbAxes *up,
               const PlumbAxes *down,
               double           value,
               double          *square)
{
  double there = value;
  double change = 0;
  const PlumbAxes *steps[] = { up, down };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      apply_axes (job, steps[i]);
      if (job->formula (job->points, job->data, &there))
        change = MAX (change, fabs (there - value));
    }
  *square += change * change;
}

static void
step_parameter (Job    *job,
                gsize   offset,
                double  up,
                double  down,
                double  value,
                double *square)
{
  PlumbAxes more = job->view->axes;
  PlumbAxes less = job->view->axes;

  if (up == 0 && down == 0)
    return;
  G_STRUCT_MEMBER (double, &more, offset) += up;
  G_STRUCT_MEMBER (double, &less, offset) -= down;
  plumb_axes_prepare (&more);
  plumb_axes_prepare (&less);
  add_view_step (job, &more, &less, value, square);
}

static double
add_view (Job    *job,
          double  value)
{
  const PlumbView *view = job->view;
  double distance_up = view->depth ? view->inverse_distance_sd : view->inverse_distance_up;
  double distance_down = view->depth ? view->inverse_distance_sd : 0;
  double square = 0;

  step_parameter (job, G_STRUCT_OFFSET (PlumbAxes, roll_deg),
                  view->roll_sd_deg, view->roll_sd_deg, value, &square);
  step_parameter (job, G_STRUCT_OFFSET (PlumbAxes, yaw_deg),
                  view->yaw_sd_deg, view->yaw_sd_deg, value, &square);
  step_parameter (job, G_STRUCT_OFFSET (PlumbAxes, pitch_deg),
                  view->pitch_sd_deg, view->pitch_sd_deg, value, &square);
  step_parameter (job, G_STRUCT_OFFSET (PlumbAxes, inverse_distance_m),
                  distance_up, distance_down, value, &square);
  step_parameter (job, G_STRUCT_OFFSET (PlumbAxes, centre_px) + G_STRUCT_OFFSET (PlumbPoint, x_px),
                  view->principal_sd_px, view->principal_sd_px, value, &square);
  step_parameter (job, G_STRUCT_OFFSET (PlumbAxes, centre_px) + G_STRUCT_OFFSET (PlumbPoint, y_px),
                  view->principal_sd_px, view->principal_sd_px, value, &square);
  return sqrt (square);
}

gboolean
plumb_samples_evaluate (const PlumbView    *view,
                        const PlumbSample  *samples,
                        guint               n_samples,
                        PlumbSampleFormula  formula,
                        gconstpointer       data,
                        double             *out)
{
  g_autofree PlumbVec *points = g_new (PlumbVec, n_samples);
  Job job = { view, samples, n_samples, points, formula, data };

  apply_axes (&job, &view->axes);
  return formula (points, data, out) && isfinite (*out);
}

gboolean
plumb_samples_propagate (const PlumbView    *view,
                         const PlumbSample  *samples,
                         guint               n_samples,
                         PlumbSampleFormula  formula,
                         gconstpointer       data,
                         PlumbEstimate      *out)
{
  g_autofree PlumbVec *points = g_new (PlumbVec, n_samples);
  Job job = { view, samples, n_samples, points, formula, data };
  double square = 0;

  apply_axes (&job, &view->axes);
  if (!formula (points, data, &out->value) || !isfinite (out->value))
    return FALSE;
  if (!add_clicks (&job, &square) || !isfinite (square))
    return FALSE;
  out->u_marks = sqrt (square);
  out->u_camera = add_view (&job, out->value);
  return isfinite (out->u_camera);
}

double
plumb_estimate_u (const PlumbEstimate *estimate)
{
  return hypot (estimate->u_marks, estimate->u_camera);
}
