/* Words about a review for its plan; see plan-parts.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-parts.h"

#include <math.h>

#include "draw-checks.h"
#include "plan-reasons.h"
#include "paper-words.h"

static const char *
translate (const char *msgid)
{
  return _(msgid);
}

GStrv
plumb_plan_parts_reasons (PlumbReview          *review,
                          const PlumbPlanTexts *texts,
                          const PlumbChecks    *checks,
                          const PlumbPlan      *plan)
{
  g_autoptr (GHashTable) answers = plumb_review_counted_pain_answers (review, texts->screen);
  const PlumbPlanGrounds grounds
      = { texts->criteria, checks, texts->screen, answers, translate };
  GStrv reasons = g_new0 (char *, plan->lines->len + 1);

  for (guint i = 0; i < plan->lines->len; i++)
    reasons[i] = plumb_plan_reasons_tell (plan->lines->pdata[i], &grounds);
  return reasons;
}

static void
add_pair (GStrvBuilder *pairs,
          const char   *label,
          char         *value) /* (transfer full) */
{
  g_autofree char *taken = value;

  g_strv_builder_add (pairs, label);
  g_strv_builder_add (pairs, taken);
}

/* (transfer full) The value, and what falls short of what is asked for. */
static char *
judge (char       *value, /* (transfer full) */
       gboolean    enough,
       const char *asked)
{
  g_autofree char *taken = value;

  return enough ? g_steal_pointer (&taken) : g_strdup_printf ("%s. %s", taken, asked);
}

static char *
tell_scale (const PlumbScale *scale,
            PlumbLengthUnit   unit)
{
  double mm_per_px, shown, plate;

  if (scale->kind == PLUMB_SCALE_NONE)
    return g_strdup (_("Unknown: no plate was marked"));
  mm_per_px = scale->kind == PLUMB_SCALE_ONE_PLANE
                  ? scale->mm_per_px
                  : scale->plate_diameter_mm / (2 * scale->plate_radius_px);
  shown = plumb_plate_to_unit (mm_per_px, unit);
  plate = plumb_plate_to_unit (scale->plate_diameter_mm, unit);
  if (unit == PLUMB_LENGTH_IN)
    return plumb_words_figures (
        scale->kind == PLUMB_SCALE_PLATE
            ? g_strdup_printf (_("%.3f in a pixel, from a plate of %.1f in"), shown, plate)
            : g_strdup_printf (_("%.3f in a pixel"), shown));
  return plumb_words_figures (
      scale->kind == PLUMB_SCALE_PLATE
          ? g_strdup_printf (_("%.2f mm a pixel, from a plate of %.0f mm"), shown, plate)
          : g_strdup_printf (_("%.2f mm a pixel"), shown));
}

static char *
tell_distance (const PlumbPoses   *poses,
               const PlumbCapture *asked,
               PlumbLengthUnit     unit)
{
  const double distance_m = plumb_poses_distance_m (poses, asked->plate_depth_m);
  const gboolean is_taped = poses->camera.has_distance;
  const char *words;

  if (!(distance_m > 0))
    return g_strdup (_("Unknown; checks that compare the bar with the body allow for that"));
  /* Translators: a camera's distance, and one that nobody taped. */
  if (unit == PLUMB_LENGTH_IN)
    words = is_taped ? _("%.1f ft") : _("%.1f ft, by lens and plate");
  else
    words = is_taped ? _("%.1f m") : _("%.1f m, by lens and plate");
  return judge (plumb_words_figures (
                    g_strdup_printf (words, plumb_distance_to_unit (distance_m, unit))),
                distance_m >= asked->min_distance_m,
                _("Closer than the bar can be compared with the body from"));
}

static char *
tell_height (double          height_m,
             PlumbLengthUnit unit)
{
  const double shown = plumb_distance_to_unit (height_m, unit);

  return plumb_words_figures (unit == PLUMB_LENGTH_IN ? g_strdup_printf (_("%.1f ft"), shown)
                                                      : g_strdup_printf (_("%.2f m"), shown));
}

static char *
tell_rate (const PlumbCamera  *camera,
           const PlumbCapture *asked)
{
  if (!camera->has_fps)
    return g_strdup (_("Unknown"));
  return judge (plumb_words_figures (g_strdup_printf (_("%.1f pictures a second"), camera->fps)),
                camera->fps >= asked->min_fps - 0.5,
                _("Too few to judge what happens right after lift-off"));
}

GStrv
plumb_plan_parts_capture (PlumbReview          *review,
                          const PlumbPlanTexts *texts)
{
  const PlumbPoses *poses = plumb_review_poses (review);
  const PlumbCapture *asked = plumb_criteria_capture (texts->criteria);
  const PlumbLengthUnit unit = plumb_review_length_unit (review);
  g_autoptr (GStrvBuilder) pairs = g_strv_builder_new ();
  g_autofree char *file = g_path_get_basename (plumb_review_path (review));
  guint n_points = 0;

  for (guint i = 0; i < plumb_review_marks (review)->len; i++)
    n_points += ((const PlumbMark *) plumb_review_marks (review)->pdata[i])->n_points;
  add_pair (pairs, _("Recording"), g_filename_display_name (file));
  if (poses->width_px > 0)
    add_pair (pairs, _("Picture"),
              g_strdup_printf (_("%d × %d pixels"), poses->width_px, poses->height_px));
  add_pair (pairs, _("Rate"), tell_rate (&poses->camera, asked));
  add_pair (pairs, _("Scale"), tell_scale (&poses->scale, unit));
  add_pair (pairs, _("Camera to lifter"), tell_distance (poses, asked, unit));
  if (plumb_review_filming (review).camera_height_m > 0)
    add_pair (pairs, _("Camera height"),
              tell_height (plumb_review_filming (review).camera_height_m, unit));
  add_pair (pairs, _("Camera roll"),
            poses->camera.has_roll
                ? plumb_words_figures (g_strdup_printf (_("%.1f°"), poses->camera.roll_deg))
                : g_strdup (_("Unknown; angles allow for that")));
  if (poses->camera.has_yaw)
    add_pair (pairs, _("Camera turned from square"),
              plumb_words_figures (g_strdup_printf (_("%.1f°"), poses->camera.yaw_deg)));
  add_pair (pairs, _("Points marked by hand"), g_strdup_printf ("%u", n_points));
  return g_strv_builder_end (pairs);
}

/* (transfer none) Kept with the progress. */
static const char *
keep (PlumbPlanProgress *progress,
      char              *text)
{
  if (text != NULL)
    g_ptr_array_add (progress->texts, text);
  return text;
}

static const char *
find_check_name (const PlumbCriteria *criteria,
                 const char          *id)
{
  for (guint i = 0; i < plumb_criteria_n_groups (criteria); i++)
    if (g_str_equal (plumb_criteria_group (criteria, i)->id, id))
      return plumb_criteria_group (criteria, i)->name;
  return id;
}

static void
add_item (PlumbPlanProgress       *progress,
          const PlumbProgressItem *item,
          const PlumbPlanTexts    *texts)
{
  PlumbReportProgress told = {
    .name = keep (progress, g_strdup (find_check_name (texts->criteria, item->group->id))),
    .kind = item->kind,
    .larger = item->change.larger,
  };

  if (item->measure != NULL)
    {
      PlumbMeasure then = *item->measure;
      PlumbMeasure change = *item->measure;

      then.value = item->before;
      then.u = item->u_before;
      change.value = item->change.change;
      change.u = item->change.u;
      told.before = keep (progress, plumb_format_measure (&then));
      told.now = keep (progress, plumb_format_measure (item->measure));
      told.change = keep (progress, plumb_format_measure (&change));
    }
  g_array_append_val (progress->items, told);
}

PlumbPlanProgress *
plumb_plan_parts_progress (PlumbReview          *review,
                           const PlumbPlanTexts *texts)
{
  g_autoptr (PlumbProgress) computed = plumb_review_progress (review);
  PlumbPlanProgress *progress = g_new0 (PlumbPlanProgress, 1);

  progress->items = g_array_new (FALSE, FALSE, sizeof (PlumbReportProgress));
  progress->texts = g_ptr_array_new_with_free_func (g_free);
  if (computed == NULL)
    return progress;
  progress->last_s = computed->created_s;
  /* What was open and stays open is no news. */
  for (guint i = 0; i < computed->items->len; i++)
    {
      const PlumbProgressItem *item = &g_array_index (computed->items, PlumbProgressItem, i);

      if (item->kind != PLUMB_PROGRESS_OPEN || item->measure != NULL)
        add_item (progress, item, texts);
    }
  return progress;
}

void
plumb_plan_parts_progress_free (PlumbPlanProgress *progress)
{
  g_array_unref (progress->items);
  g_ptr_array_unref (progress->texts);
  g_free (progress);
}
