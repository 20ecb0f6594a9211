/* What became of the last plan; see review-progress.h. Then is what was kept of
 * the review when it was left, now is what is computed and decided.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-progress.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "decisions.h"
#include "review-private.h"
#include "summaries.h"

typedef enum
{
  STANDING_GOOD,
  STANDING_BAD,
  STANDING_UNKNOWN,
} Standing;

/* The values of the newest review of the same lift before this one; those of
 * others are taken out. */
static GPtrArray *
load_values_before (PlumbReview *self)
{
  g_autoptr (GPtrArray) rows = plumb_store_load_values (self->store, self->athlete_id, NULL);
  const char *lift = plumb_criteria_lift (self->criteria);
  gint64 id = 0;
  gint64 made_s = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const PlumbValueRow *row = rows->pdata[i];
      const gboolean earlier
          = g_str_equal (row->lift, lift)
            && (row->created_s < self->created_s
                || (row->created_s == self->created_s && row->review_id < self->id));

      if (earlier && (row->created_s > made_s || (row->created_s == made_s && row->review_id > id)))
        {
          id = row->review_id;
          made_s = row->created_s;
        }
    }
  for (guint i = rows != NULL ? rows->len : 0; i > 0; i--)
    if (((PlumbValueRow *) rows->pdata[i - 1])->review_id != id)
      g_ptr_array_remove_index (rows, i - 1);
  return rows != NULL && rows->len > 0 ? g_steal_pointer (&rows) : NULL;
}

/* (nullable) */
static const PlumbValueRow *
find_value (const GPtrArray *values,
            const char      *measure)
{
  for (guint i = 0; i < values->len; i++)
    if (g_str_equal (((PlumbValueRow *) values->pdata[i])->measure, measure))
      return values->pdata[i];
  return NULL;
}

/* Whether the coach confirmed a finding of the check then; `dismissed` is set
 * where one was dismissed. */
static gboolean
was_confirmed (const GPtrArray       *decisions,
               const PlumbCheckGroup *group,
               gboolean              *dismissed)
{
  gboolean confirmed = FALSE;

  *dismissed = FALSE;
  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    {
      const PlumbDecisionRow *row = decisions->pdata[i];

      if (group->findings == NULL || !g_strv_contains (group->findings, row->finding))
        continue;
      confirmed = confirmed || g_str_equal (row->decision, "confirmed");
      *dismissed = *dismissed || g_str_equal (row->decision, "dismissed");
    }
  return confirmed;
}

static Standing
judge_then (const GPtrArray       *values,
            const GPtrArray       *decisions,
            PlumbCriteria         *criteria,
            const PlumbCheckGroup *group)
{
  gboolean dismissed;
  Standing standing = STANDING_UNKNOWN;

  if (was_confirmed (decisions, group, &dismissed))
    return STANDING_BAD;
  for (guint i = 0; group->measures[i] != NULL; i++)
    {
      const PlumbValueRow *row = find_value (values, group->measures[i]);
      const PlumbCriterion *criterion = plumb_criteria_find (criteria, group->measures[i]);

      if (row == NULL || criterion == NULL || criterion->support)
        continue;
      if (g_str_equal (row->verdict, "fault") || g_str_equal (row->verdict, "watch"))
        return dismissed ? STANDING_GOOD : STANDING_BAD;
      if (g_str_equal (row->verdict, "too-close"))
        return STANDING_UNKNOWN;
      if (g_str_equal (row->verdict, "good"))
        standing = STANDING_GOOD;
    }
  return standing;
}

static Standing
judge_now (PlumbReview           *self,
           const PlumbChecks     *checks,
           const char *const     *in_plan,
           const PlumbCheckGroup *group)
{
  const PlumbVerdict verdict = plumb_checks_group_verdict (checks, group);

  for (guint i = 0; group->findings != NULL && group->findings[i] != NULL; i++)
    if (g_strv_contains (in_plan, group->findings[i]))
      return STANDING_BAD;
  /* What the coach dismissed is in order. */
  for (guint i = 0; group->findings != NULL && group->findings[i] != NULL; i++)
    if (plumb_review_decision (self, group->findings[i]) == PLUMB_DECISION_DISMISSED)
      return STANDING_GOOD;
  return verdict == PLUMB_VERDICT_GOOD                                         ? STANDING_GOOD
         : verdict == PLUMB_VERDICT_FAULT || verdict == PLUMB_VERDICT_WATCH ? STANDING_BAD
                                                                               : STANDING_UNKNOWN;
}

/* Whether the lift has a limit for the check: elsewhere figures are shown alone,
 * and it is neither good nor bad. */
static gboolean
is_judged (PlumbCriteria         *criteria,
           const PlumbCheckGroup *group)
{
  for (guint i = 0; group->measures[i] != NULL; i++)
    {
      const PlumbCriterion *criterion = plumb_criteria_find (criteria, group->measures[i]);

      for (guint j = 0; criterion != NULL && j < G_N_ELEMENTS (criterion->band); j++)
        if (isfinite (criterion->band[j]))
          return TRUE;
    }
  return FALSE;
}

static PlumbProgressKind
compare (Standing then,
         Standing now)
{
  if (then == STANDING_UNKNOWN || now == STANDING_UNKNOWN)
    return PLUMB_PROGRESS_OPEN;
  if (then == STANDING_BAD)
    return now == STANDING_BAD ? PLUMB_PROGRESS_STAYED : PLUMB_PROGRESS_FIXED;
  return now == STANDING_BAD ? PLUMB_PROGRESS_NEW : PLUMB_PROGRESS_KEPT;
}

/* The first measure of the check that both films have. */
static void
compare_values (PlumbProgressItem *item,
                const GPtrArray   *values,
                const PlumbChecks *checks)
{
  for (guint i = 0; item->group->measures[i] != NULL; i++)
    {
      const PlumbValueRow *row = find_value (values, item->group->measures[i]);
      const PlumbMeasure *measure = plumb_checks_find (checks, item->group->measures[i]);

      if (row == NULL || measure == NULL || !measure->has_value
          || g_strcmp0 (row->unit, measure->unit) != 0)
        continue;
      item->measure = measure;
      item->before = row->value;
      item->u_before = row->u;
      item->change = plumb_change_compute (row->value, row->u, measure->value, measure->u);
      return;
    }
}

PlumbProgress *
plumb_review_progress (PlumbReview *self)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (self), NULL);

  const PlumbChecks *checks = plumb_review_checks (self);
  g_autoptr (GPtrArray) values
      = checks != NULL && self->athlete_id != 0 ? load_values_before (self) : NULL;
  if (values == NULL)
    return NULL;

  const PlumbValueRow *first = values->pdata[0];
  g_autoptr (GPtrArray) decisions
      = plumb_store_load_decisions (self->store, first->review_id, NULL);
  g_auto (GStrv) in_plan = plumb_review_plan_findings (self);
  PlumbProgress *progress = g_new0 (PlumbProgress, 1);

  progress->review_id = first->review_id;
  progress->created_s = first->created_s;
  progress->good_then = progress->good_now = TRUE;
  progress->items = g_array_new (FALSE, FALSE, sizeof (PlumbProgressItem));
  for (guint i = 0; i < plumb_criteria_n_groups (self->criteria); i++)
    {
      PlumbProgressItem item = { .group = plumb_criteria_group (self->criteria, i) };
      const Standing then = judge_then (values, decisions, self->criteria, item.group);
      const Standing now
          = judge_now (self, checks, (const char *const *) in_plan, item.group);

      item.kind = compare (then, now);
      if (is_judged (self->criteria, item.group))
        {
          progress->good_then = progress->good_then && then == STANDING_GOOD;
          progress->good_now = progress->good_now && now == STANDING_GOOD;
        }
      compare_values (&item, values, checks);
      g_array_append_val (progress->items, item);
    }
  return progress;
}

void
plumb_progress_free (PlumbProgress *progress)
{
  if (progress == NULL)
    return;
  g_array_unref (progress->items);
  g_free (progress);
}

const char *
plumb_progress_kind_name (PlumbProgressKind kind)
{
  static const char *const names[] = {
    [PLUMB_PROGRESS_FIXED] = N_("Fixed"),
    [PLUMB_PROGRESS_STAYED] = N_("Still there"),
    [PLUMB_PROGRESS_NEW] = N_("New"),
    [PLUMB_PROGRESS_KEPT] = N_("Good as before"),
    [PLUMB_PROGRESS_OPEN] = N_("One of the films could not tell"),
  };
  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);

  return names[kind];
}
