/* The points of a measure, with the sd that each was clicked with.
 *
 * A feature that is clicked again in another frame is found again better than
 * it was found at all: such a click has the small sd of clicking again, plus
 * an error that all clicks of the feature share. What is compared over frames
 * loses the shared part by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "task.h"

#include <math.h>
#include <string.h>

#include "spine.h"

void
plumb_missing_add (PlumbMissing *missing,
                   const char   *key)
{
  for (guint i = 0; i < missing->n; i++)
    if (strcmp (missing->keys[i], key) == 0)
      return;
  g_return_if_fail (missing->n < G_N_ELEMENTS (missing->keys));
  missing->keys[missing->n++] = key;
}

void
plumb_task_init (PlumbTask              *task,
                 const PlumbEvaluation  *evaluation,
                 const PlumbMeasureSpec *spec)
{
  *task = (PlumbTask) {
    .evaluation = evaluation,
    .spec = spec,
    .moves = spec->span != PLUMB_SPAN_STATIC && spec->span != PLUMB_SPAN_SET,
  };
}

static PlumbSample *
get_samples (const PlumbTask *task)
{
  return task->evaluation->work->samples;
}

static void
add_missing (PlumbMissing *missing,
             const char   *key)
{
  if (missing != NULL)
    plumb_missing_add (missing, key);
}

/* Whether the mark shows where its landmark was in that frame; adds what lacks. */
static gboolean
is_seen (const PlumbTask *task,
         gint64           frame,
         PlumbLandmark    landmark,
         PlumbMissing    *missing)
{
  const PlumbPoses *poses = task->evaluation->poses;
  const PlumbPose *pose = frame >= 0 && task->moves ? plumb_poses_get (poses, frame) : NULL;

  if (pose == NULL ||
      (pose->set & ~plumb_pose_find_seen (pose, poses) & (1u << landmark)) == 0)
    return TRUE;
  add_missing (missing, "copied");
  return FALSE;
}

/* The sd of a click of the landmark, and of clicking it once more. */
static double
find_own_sd (const PlumbEvaluation *evaluation,
             PlumbLandmark          landmark,
             double                *again)
{
  double own = evaluation->poses->click_sd_px[landmark];

  if (!(own > 0))
    own = plumb_criteria_click_sd_px (evaluation->criteria, landmark);
  *again = MIN (own, plumb_criteria_reclick_sd_px (evaluation->criteria, landmark));
  return own;
}

/* Clicks of the same place are one: feet that are carried over from another
 * frame come up with the same point in each. */
static guint
find_click (const PlumbTask  *task,
            const gint64     *sources,
            guint             index,
            PlumbLandmark     landmark,
            const PlumbPoint *at)
{
  for (guint i = 0; i < index; i++)
    {
      const PlumbSample *sample = &get_samples (task)[i];

      if (sample->feature == (guint) landmark && sources[i] == sources[index] &&
          sample->at.x_px == at->x_px && sample->at.y_px == at->y_px)
        return i;
    }
  return index;
}

/* What is lacking in each slot, as bits. */
typedef guint32 Lacking[PLUMB_N_SLOTS];

/* A coach mends one frame at a time, the earlier one first. Feet are marked where
 * they can be seen, whichever frame asks for them. */
static void
name_lacking (const PlumbTask *task,
              const gint64     frames[PLUMB_N_SLOTS],
              const Lacking    lacking,
              PlumbMissing    *missing)
{
  static const PlumbSlot order[] = { PLUMB_SLOT_BASE, PLUMB_SLOT_STANDING, PLUMB_SLOT_MAXFLEX,
                                     PLUMB_SLOT_START, PLUMB_SLOT_HERE };
  static const char *const keys[] = { "in:set", "in:lift_off", "in:knee_pass", "in:lockout",
                                      "in:neutral", "in:standing", "in:maxflex" };
  const gint64 *moments = task->evaluation->moments;
  guint32 marks = 0;
  guint at = 0;

  G_STATIC_ASSERT (G_N_ELEMENTS (keys) == PLUMB_N_MOMENTS);
  for (guint i = 0; i < PLUMB_N_SLOTS; i++)
    marks |= lacking[i] & PLUMB_FEET;
  while (at + 1 < G_N_ELEMENTS (order) && (lacking[order[at]] & ~PLUMB_FEET) == 0)
    at++;
  marks |= lacking[order[at]];
  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    if ((marks & (1u << i)) != 0)
      add_missing (missing, plumb_landmark_key ((PlumbLandmark) i));
  for (guint m = 0; (marks & ~PLUMB_FEET) != 0 && m < PLUMB_N_MOMENTS; m++)
    if (moments[m] >= 0 && moments[m] == frames[order[at]])
      {
        add_missing (missing, keys[m]);
        return;
      }
}

static gboolean
load_landmarks (PlumbTask    *task,
                const gint64  frames[PLUMB_N_SLOTS],
                PlumbMissing *missing)
{
  const PlumbEvaluation *evaluation = task->evaluation;
  const PlumbMeasureSpec *spec = task->spec;
  gint64 sources[PLUMB_MAX_INPUTS];
  Lacking lacking = { 0 };
  gboolean good = TRUE;

  for (guint i = 0; i < spec->n_inputs; i++)
    {
      PlumbLandmark landmark = spec->inputs[i].landmark;
      PlumbSample sample = { .feature = landmark, .plane = plumb_landmark_plane (landmark) };
      double again = 0;
      double own = find_own_sd (evaluation, landmark, &again);

      sources[i] = frames[spec->inputs[i].slot];
      if (!plumb_poses_find (evaluation->poses, sources[i], landmark, &sample.at) ||
          !is_seen (task, sources[i], landmark, missing))
        {
          lacking[spec->inputs[i].slot] |= 1u << landmark;
          good = FALSE;
          continue;
        }
      sample.own_sd_px = spec->reclick ? again : own;
      sample.common_sd_px = sqrt (own * own - sample.own_sd_px * sample.own_sd_px);
      /* Feet are the same click in every frame. */
      sample.here = spec->inputs[i].slot == PLUMB_SLOT_HERE && sample.plane != PLUMB_PLANE_FOOT;
      if (good)
        sample.click = find_click (task, sources, i, landmark, &sample.at);
      get_samples (task)[task->n_samples++] = sample;
    }
  if (!good)
    name_lacking (task, frames, lacking, missing);
  return good;
}

gboolean
plumb_task_find_base (const PlumbTask *task,
                      const gint64     frames[PLUMB_N_SLOTS],
                      PlumbMissing    *missing)
{
  const PlumbMeasureSpec *spec = task->spec;
  Lacking lacking = { 0 };
  gboolean good = TRUE;
  PlumbPoint at;

  for (guint i = 0; i < spec->n_inputs; i++)
    {
      const PlumbInput *input = &spec->inputs[i];

      if (input->slot == PLUMB_SLOT_HERE && (1u << input->landmark & PLUMB_FEET) == 0)
        continue;
      if (plumb_poses_find (task->evaluation->poses, frames[input->slot], input->landmark, &at) &&
          is_seen (task, frames[input->slot], input->landmark, missing))
        continue;
      lacking[input->slot] |= 1u << input->landmark;
      good = FALSE;
    }
  if (!good)
    name_lacking (task, frames, lacking, missing);
  return good;
}

static gboolean
has_outline (const PlumbTask *task,
             const PlumbPose *pose)
{
  return pose != NULL && pose->n_outline >= PLUMB_OUTLINE_MIN_POINTS &&
         !(task->moves && pose->outline_copied);
}

static gboolean
is_outline_copied (const PlumbTask *task,
                   gint64           frame)
{
  const PlumbPose *pose = frame < 0 ? NULL : plumb_poses_get (task->evaluation->poses, frame);

  return task->moves && pose != NULL && pose->outline_copied;
}

static gboolean
load_outline (PlumbTask *task,
              gint64     frame,
              gboolean   here,
              guint     *n)
{
  const PlumbEvaluation *evaluation = task->evaluation;
  const PlumbPose *pose = frame < 0 ? NULL : plumb_poses_get (evaluation->poses, frame);

  *n = 0;
  if (!has_outline (task, pose))
    return FALSE;

  PlumbPoint first = pose->outline[0];
  PlumbPoint last = pose->outline[pose->n_outline - 1];
  double chord = hypot (last.x_px - first.x_px, last.y_px - first.y_px);
  double sd = evaluation->poses->outline_sd_px > 0 ? evaluation->poses->outline_sd_px
                                                   : evaluation->capture->outline_sd_px;

  if (!(chord > 0))
    return FALSE;
  *n = pose->n_outline;
  for (guint i = 0; i < pose->n_outline; i++)
    {
      get_samples (task)[task->n_samples] = (PlumbSample) {
        .at = pose->outline[i],
        .plane = PLUMB_PLANE_BODY,
        .click = task->n_samples,
        .feature = task->n_samples,
        .own_sd_px = sd,
        .here = here,
        .across = TRUE,
        .normal = { (first.y_px - last.y_px) / chord, (last.x_px - first.x_px) / chord },
      };
      task->n_samples++;
    }
  return TRUE;
}

/* Of a landmark in one frame, with the errors that go with it. */
static gboolean
add_click (PlumbTask     *task,
           gint64         frame,
           PlumbLandmark  landmark)
{
  const PlumbEvaluation *evaluation = task->evaluation;
  PlumbSample sample = { .feature = landmark, .plane = plumb_landmark_plane (landmark),
                         .click = task->n_samples };
  double own = find_own_sd (evaluation, landmark, &sample.own_sd_px);

  if (!plumb_poses_find (evaluation->poses, frame, landmark, &sample.at))
    return FALSE;
  sample.common_sd_px = sqrt (own * own - sample.own_sd_px * sample.own_sd_px);
  get_samples (task)[task->n_samples++] = sample;
  return TRUE;
}

/* Heel and toe, then the bar in each frame from lift-off to lockout. */
static gboolean
load_path (PlumbTask    *task,
           const gint64  frames[PLUMB_N_SLOTS],
           PlumbMissing *missing)
{
  static const PlumbLandmark foot[] = { PLUMB_LANDMARK_HEEL, PLUMB_LANDMARK_TOE };
  const PlumbEvaluation *evaluation = task->evaluation;
  const PlumbWork *work = evaluation->work;
  gboolean good = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (foot); i++)
    if (!add_click (task, frames[PLUMB_SLOT_START], foot[i]))
      {
        add_missing (missing, plumb_landmark_key (foot[i]));
        good = FALSE;
      }
  task->n_here = 0;
  for (guint i = 0; i < work->n_rows; i++)
    {
      const PlumbRow *row = &work->rows[i];

      if (row->frame >= frames[PLUMB_SLOT_START] && row->frame <= evaluation->to_top &&
          !row->posed && (row->seen & (1u << PLUMB_LANDMARK_BAR)) != 0 &&
          add_click (task, row->frame, PLUMB_LANDMARK_BAR))
        task->n_here++;
    }
  return good;
}

gboolean
plumb_task_load (PlumbTask    *task,
                 const gint64  frames[PLUMB_N_SLOTS],
                 PlumbMissing *missing)
{
  task->n_samples = 0;
  if (task->spec->span == PLUMB_SPAN_PATH)
    return load_path (task, frames, missing);
  if (!task->spec->outline)
    return load_landmarks (task, frames, missing);

  gboolean good = load_outline (task, frames[PLUMB_SLOT_HERE], TRUE, &task->n_here);
  if (task->spec->span != PLUMB_SPAN_STATIC)
    good = load_outline (task, frames[PLUMB_SLOT_BASE], FALSE, &task->n_base) && good;
  if (!good && (is_outline_copied (task, frames[PLUMB_SLOT_HERE]) ||
                is_outline_copied (task, frames[PLUMB_SLOT_BASE])))
    add_missing (missing, "copied");
  if (!good)
    add_missing (missing, "outline");
  return good;
}

static gboolean
run_outline (const PlumbVec  *p,
             const PlumbTask *task,
             double          *out)
{
  double base = 0;

  if (!plumb_outline_bow_pct (p, task->n_here, out) ||
      (task->n_base > 0 && !plumb_outline_bow_pct (p + task->n_here, task->n_base, &base)))
    return FALSE;
  *out -= base;
  return TRUE;
}

/* heel, toe, bar in n frames: the sd of the bar about the straight line that
 * fits its path best, as X over Y, in % of the foot. */
static gboolean
run_path (const PlumbVec *p,
          guint           n,
          double         *out)
{
  double foot = fabs (p[1].x - p[0].x);
  double mean_x = 0, mean_y = 0, xx = 0, xy = 0, yy = 0;

  p += 2;
  for (guint i = 0; i < n; i++)
    {
      mean_x += p[i].x / n;
      mean_y += p[i].y / n;
    }
  for (guint i = 0; i < n; i++)
    {
      double x = p[i].x - mean_x;
      double y = p[i].y - mean_y;

      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
  if (n < 3 || !(yy > 0) || !(foot > 1e-9))
    return FALSE;
  /* Two of the n are spent on the line. */
  *out = 100 * sqrt (MAX (0, xx - xy * xy / yy) / (n - 2)) / foot;
  return TRUE;
}

gboolean
plumb_task_path_errors (const PlumbTask *task,
                        double          *click_pct,
                        double          *foot)
{
  const PlumbSample *samples = get_samples (task);
  const PlumbAxes *axes = &task->evaluation->view.axes;
  PlumbVec heel = plumb_axes_apply (axes, samples[0].plane, samples[0].at);
  PlumbVec toe = plumb_axes_apply (axes, samples[1].plane, samples[1].at);
  double length = fabs (toe.x - heel.x);
  double square = 0;

  if (!(length > 1e-9))
    return FALSE;
  for (guint i = 0; i < 2; i++)
    square += pow (hypot (samples[i].own_sd_px, samples[i].common_sd_px), 2);
  *foot = sqrt (square) * axes->mm_per_px[PLUMB_PLANE_FOOT] / length;
  *click_pct = 100 * samples[2].own_sd_px * axes->mm_per_px[PLUMB_PLANE_PLATE] / length;
  return TRUE;
}

static gboolean
run_formula (const PlumbVec *p,
             gconstpointer   data,
             double         *out)
{
  const PlumbTask *task = data;

  if (task->spec->span == PLUMB_SPAN_PATH)
    return run_path (p, task->n_here, out);
  return task->spec->outline ? run_outline (p, task, out) : task->spec->formula (p, out);
}

gboolean
plumb_task_propagate (const PlumbTask *task,
                      PlumbEstimate   *out)
{
  const PlumbEvaluation *evaluation = task->evaluation;

  return plumb_samples_propagate (&evaluation->view, get_samples (task), task->n_samples,
                                  evaluation->work->points, run_formula, task, out);
}

gboolean
plumb_task_step_view (const PlumbTask *task,
                      PlumbEstimate   *out)
{
  const PlumbEvaluation *evaluation = task->evaluation;

  return plumb_samples_step_view (&evaluation->view, get_samples (task), task->n_samples,
                                  evaluation->work->points, run_formula, task, out);
}

/* Into lifter axes; the number of points. */
static guint
place_outline (const PlumbTask *task,
               const PlumbPose *pose,
               PlumbVec        *points)
{
  if (!has_outline (task, pose))
    return 0;
  for (guint i = 0; i < pose->n_outline; i++)
    points[i] = plumb_axes_apply (&task->evaluation->view.axes, PLUMB_PLANE_BODY,
                                  pose->outline[i]);
  return pose->n_outline;
}

static gboolean
find_bow (const PlumbTask *task,
          const PlumbPose *pose,
          double          *out)
{
  PlumbVec *points = task->evaluation->work->points;
  guint n = place_outline (task, pose, points);

  return n > 0 && plumb_outline_bow_pct (points, n, out);
}

gboolean
plumb_task_start_series (PlumbTask    *task,
                         const gint64  frames[PLUMB_N_SLOTS])
{
  const PlumbEvaluation *evaluation = task->evaluation;
  const PlumbMeasureSpec *spec = task->spec;

  if (spec->outline)
    return frames[PLUMB_SLOT_BASE] >= 0 &&
           find_bow (task, plumb_poses_get (evaluation->poses, frames[PLUMB_SLOT_BASE]),
                     &task->base);
  for (guint i = 0; i < spec->n_inputs; i++)
    {
      PlumbLandmark landmark = spec->inputs[i].landmark;
      PlumbPoint at;

      if (spec->inputs[i].slot == PLUMB_SLOT_HERE)
        continue;
      if (!plumb_poses_find (evaluation->poses, frames[spec->inputs[i].slot], landmark, &at) ||
          !is_seen (task, frames[spec->inputs[i].slot], landmark, NULL))
        return FALSE;
      task->fixed[i] = plumb_axes_apply (&evaluation->view.axes, plumb_landmark_plane (landmark),
                                         at);
    }
  return TRUE;
}

gboolean
plumb_task_evaluate (const PlumbTask *task,
                     const PlumbRow  *row,
                     double          *out)
{
  const PlumbMeasureSpec *spec = task->spec;
  PlumbVec points[PLUMB_MAX_INPUTS];

  if (spec->outline)
    {
      if (!find_bow (task, row->pose, out))
        return FALSE;
      *out -= task->base;
      return isfinite (*out);
    }
  for (guint i = 0; i < spec->n_inputs; i++)
    {
      PlumbLandmark landmark = spec->inputs[i].landmark;

      points[i] = task->fixed[i];
      if (spec->inputs[i].slot != PLUMB_SLOT_HERE)
        continue;
      if (((task->moves ? row->seen : row->marks) & (1u << landmark)) == 0)
        return FALSE;
      points[i] = row->at[landmark];
    }
  return spec->formula (points, out) && isfinite (*out);
}

gboolean
plumb_task_locate (const PlumbTask *task,
                   double          *out_t)
{
  PlumbVec *points = task->evaluation->work->points;
  double height = 0;

  if (task->n_here == 0 || task->n_base == 0)
    return FALSE;
  for (guint i = 0; i < task->n_samples; i++)
    points[i] = plumb_axes_apply (&task->evaluation->view.axes, PLUMB_PLANE_BODY,
                                  get_samples (task)[i].at);
  return plumb_outline_locate (points, task->n_here, points + task->n_here, task->n_base,
                               out_t, &height);
}
