/* The computed side of a review: poses from marks and setup, checks from
 * poses, and what of the checks goes into the plan.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-private.h"

#include <math.h>

void
plumb_review_set_criteria (PlumbReview   *self,
                           PlumbCriteria *criteria)
{
  g_return_if_fail (PLUMB_IS_REVIEW (self));

  if (self->criteria == criteria)
    return;
  g_clear_pointer (&self->criteria, plumb_criteria_unref);
  self->criteria = criteria != NULL ? plumb_criteria_ref (criteria) : NULL;
  plumb_review_emit_changed (self, PLUMB_REVIEW_CHECKS);
}

PlumbCriteria *
plumb_review_criteria (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  return self->criteria;
}

void
plumb_review_set_picture (PlumbReview *self,
                          int          width_px,
                          int          height_px,
                          double       fps)
{
  g_return_if_fail (PLUMB_IS_REVIEW (self));

  if (self->width_px == width_px && self->height_px == height_px && self->fps == fps)
    return;
  self->width_px = width_px;
  self->height_px = height_px;
  self->fps = fps;
  plumb_review_emit_changed (self, PLUMB_REVIEW_CHECKS);
}

void
plumb_review_take_clicks (PlumbReview *self,
                          const double sd_px[PLUMB_N_LANDMARKS])
{
  gboolean same = TRUE;

  for (int i = 0; i < PLUMB_N_LANDMARKS; i++)
    {
      same = same && self->click_sd_px[i] == sd_px[i];
      self->click_sd_px[i] = sd_px[i];
    }
  if (!same)
    plumb_review_emit_changed (self, PLUMB_REVIEW_CHECKS);
}

/* (transfer full) The marks with the one that is being dragged in its place,
 * or at the end when it is not stored yet. */
static GPtrArray *
collect_marks (PlumbReview *self)
{
  GPtrArray *marks = g_ptr_array_sized_new (self->state.marks->len + 1);
  gboolean placed = self->preview == NULL;

  for (guint i = 0; i < self->state.marks->len; i++)
    {
      PlumbMark *mark = self->state.marks->pdata[i];
      gboolean dragged = self->preview != NULL && mark->id == self->preview->id;

      g_ptr_array_add (marks, dragged ? self->preview : mark);
      placed = placed || dragged;
    }
  if (!placed)
    g_ptr_array_add (marks, self->preview);
  return marks;
}

static void
fill_camera (PlumbReview *self,
             PlumbCamera *camera)
{
  const PlumbFilming *filming = &self->state.filming;

  camera->has_distance = filming->camera_distance_m > 0;
  camera->distance_m = MAX (filming->camera_distance_m, 0);
  camera->has_lens = filming->camera_lens_mm > 0;
  camera->lens_mm = MAX (filming->camera_lens_mm, 0);
  camera->has_roll = isfinite (filming->camera_roll_deg);
  camera->roll_deg = camera->has_roll ? filming->camera_roll_deg : 0;
  camera->has_yaw = isfinite (filming->camera_yaw_deg);
  camera->yaw_deg = camera->has_yaw ? filming->camera_yaw_deg : 0;
  /* The coach outranks the file. */
  const double fps = filming->filmed_fps > 0 ? filming->filmed_fps : self->fps;

  camera->has_fps = isfinite (fps) && fps > 0;
  camera->fps = camera->has_fps ? fps : 0;

  /* Nobody tells the optical axis: the measures take the middle of the picture, and
   * count with how far it may be from there. */
}

static PlumbPoses *
make_poses (PlumbReview *self)
{
  PlumbPoses *poses = plumb_poses_new ();
  g_autoptr (GPtrArray) marks = collect_marks (self);

  if (self->criteria != NULL)
    {
      g_free (poses->lift);
      poses->lift = g_strdup (plumb_criteria_lift (self->criteria));
    }
  poses->width_px = self->width_px;
  poses->height_px = self->height_px;
  fill_camera (self, &poses->camera);
  for (int i = 0; i < PLUMB_N_LANDMARKS; i++)
    poses->click_sd_px[i] = self->click_sd_px[i];
  for (int i = 0; i < PLUMB_N_MOMENTS; i++)
    poses->moments[i] = plumb_review_moment (self, (PlumbMoment) i);
  plumb_poses_set_marks (poses, (PlumbMark *const *) marks->pdata, marks->len,
                         self->state.filming.plate_diameter_mm);
  plumb_review_restrict_to_rep (self, poses);
  return poses;
}

static void
refresh (PlumbReview *self)
{
  if (!self->stale && self->poses != NULL)
    return;
  g_clear_pointer (&self->poses, plumb_poses_free);
  g_clear_pointer (&self->checks, plumb_checks_free);
  self->poses = make_poses (self);
  if (self->criteria != NULL)
    self->checks = plumb_check (self->poses, self->criteria);
  self->stale = FALSE;
}

const PlumbChecks *
plumb_review_checks (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  refresh (self);
  return self->checks;
}

const PlumbPoses *
plumb_review_poses (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  refresh (self);
  return self->poses;
}

void
plumb_review_preview_mark (PlumbReview     *self,
                           const PlumbMark *mark)
{
  g_return_if_fail (PLUMB_IS_REVIEW (self));

  if (self->preview == mark)
    return;
  g_clear_pointer (&self->preview, plumb_mark_unref);
  self->preview = mark != NULL ? plumb_mark_ref ((PlumbMark *) mark) : NULL;
  plumb_review_emit_changed (self, PLUMB_REVIEW_CHECKS);
}

static gboolean
contains (GPtrArray  *ids,
          const char *id)
{
  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

static void
add_if_confirmed (PlumbReview *self,
                  GPtrArray   *ids,
                  const char  *id)
{
  if (!contains (ids, id) && plumb_review_decision (self, id) == PLUMB_DECISION_CONFIRMED)
    g_ptr_array_add (ids, g_strdup (id));
}

static void
add_computed (PlumbReview       *self,
              GPtrArray         *ids,
              const PlumbChecks *checks)
{
  for (guint i = 0; i < checks->findings->len; i++)
    {
      const PlumbFinding *finding = checks->findings->pdata[i];
      gboolean raised = finding->verdict == PLUMB_VERDICT_FAULT ||
                        finding->verdict == PLUMB_VERDICT_WATCH;

      if (raised && !contains (ids, finding->id) &&
          plumb_review_decision (self, finding->id) == PLUMB_DECISION_OPEN)
        g_ptr_array_add (ids, g_strdup (finding->id));
      add_if_confirmed (self, ids, finding->id);
    }
}

/* Findings that the criteria know, but that were not computed this time. */
static void
add_known (PlumbReview *self,
           GPtrArray   *ids)
{
  for (guint i = 0; i < plumb_criteria_n_groups (self->criteria); i++)
    {
      const PlumbCheckGroup *group = plumb_criteria_group (self->criteria, i);

      for (guint j = 0; group->findings != NULL && group->findings[j] != NULL; j++)
        add_if_confirmed (self, ids, group->findings[j]);
    }
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (a, b);
}

GStrv
plumb_review_plan_findings (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const PlumbChecks *checks = plumb_review_checks (self);

  if (checks != NULL)
    add_computed (self, ids, checks);
  if (self->criteria != NULL)
    add_known (self, ids);

  /* The coach's own, in an order that stays. */
  g_autoptr (GList) decided
      = g_list_sort (plumb_review_decided_ids (self), compare_ids);
  for (GList *at = decided; at != NULL; at = at->next)
    add_if_confirmed (self, ids, at->data);

  g_ptr_array_add (ids, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}
