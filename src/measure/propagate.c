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

/* What an error of `sd_px` along (x, y) makes of the value. */
static gboolean
find_part (Job      *job,
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
add_own (Job    *job,
         guint   index,
         double *square)
{
  const PlumbSample *sample = &job->samples[index];

  if (!(sample->own_sd_px > 0))
    return TRUE;
  if (sample->across)
    return find_part (job, index, FALSE, sample->normal.x_px, sample->normal.y_px,
                      sample->own_sd_px, square);
  return !is_first (job, index, FALSE) ||
         (find_part (job, index, FALSE, 1, 0, sample->own_sd_px, square) &&
          find_part (job, index, FALSE, 0, 1, sample->own_sd_px, square));
}

static gboolean
add_common (Job    *job,
            guint   index,
            double *square)
{
  double sd_px = job->samples[index].common_sd_px;

  return !(sd_px > 0) || !is_first (job, index, TRUE) ||
         (find_part (job, index, TRUE, 1, 0, sd_px, square) &&
          find_part (job, index, TRUE, 0, 1, sd_px, square));
}

/* `here` is what is new in each frame, `rest` everything else. */
static gboolean
add_clicks (Job    *job,
            double *here,
            double *rest)
{
  for (guint i = 0; i < job->n; i++)
    if (!add_own (job, i, job->samples[i].here ? here : rest) || !add_common (job, i, rest))
      return FALSE;
  return TRUE;
}

/* The square of the larger change that a step up or down makes. */
static double
find_view_square (Job    *job,
                  double  value)
{
  const PlumbView *view = job->view;
  double square = 0;

  for (guint i = 0; i + 1 < view->n_steps; i += 2)
    {
      double change = 0;

      for (guint k = i; k < i + 2; k++)
        {
          double there = value;

          apply_axes (job, &view->steps[k]);
          if (job->formula (job->points, job->data, &there))
            change = MAX (change, fabs (there - value));
        }
      square += change * change;
    }
  return square;
}

static gboolean
find_value (Job           *job,
            PlumbEstimate *out)
{
  *out = (PlumbEstimate) { 0 };
  apply_axes (job, &job->view->axes);
  return job->formula (job->points, job->data, &out->value) && isfinite (out->value);
}

gboolean
plumb_samples_step_view (const PlumbView    *view,
                         const PlumbSample  *samples,
                         guint               n_samples,
                         PlumbVec           *points,
                         PlumbSampleFormula  formula,
                         gconstpointer       data,
                         PlumbEstimate      *out)
{
  Job job = { view, samples, n_samples, points, formula, data };

  if (!find_value (&job, out))
    return FALSE;
  out->u_camera = sqrt (find_view_square (&job, out->value));
  return isfinite (out->u_camera);
}

gboolean
plumb_samples_propagate (const PlumbView    *view,
                         const PlumbSample  *samples,
                         guint               n_samples,
                         PlumbVec           *points,
                         PlumbSampleFormula  formula,
                         gconstpointer       data,
                         PlumbEstimate      *out)
{
  Job job = { view, samples, n_samples, points, formula, data };
  double here = 0;
  double rest = 0;

  if (!find_value (&job, out))
    return FALSE;
  if (!add_clicks (&job, &here, &rest) || !isfinite (here + rest))
    return FALSE;
  out->u_marks = sqrt (here + rest);
  out->u_here = sqrt (here);
  out->u_camera = sqrt (find_view_square (&job, out->value));
  return isfinite (out->u_camera);
}

double
plumb_estimate_u (const PlumbEstimate *estimate)
{
  return hypot (estimate->u_marks, estimate->u_camera);
}
