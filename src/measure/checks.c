/* plumb_check(): measures, then findings; and what a panel row makes of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "checks.h"

#include <math.h>

#include "evaluation.h"
#include "findings.h"

void
plumb_measure_free (PlumbMeasure *measure)
{
  if (measure == NULL)
    return;
  g_strfreev (measure->missing);
  g_free (measure->refused);
  g_free (measure);
}

gboolean
plumb_measure_nearest_limit (const PlumbMeasure *measure,
                             double             *out)
{
  g_return_val_if_fail (measure != NULL && out != NULL, FALSE);

  double nearest = INFINITY;

  for (guint i = 0; measure->has_value && i < G_N_ELEMENTS (measure->band); i++)
    {
      double distance = fabs (measure->band[i] - measure->value);

      if (isnan (distance) || distance >= nearest)
        continue;
      nearest = distance;
      *out = measure->band[i];
    }
  return isfinite (nearest);
}

void
plumb_finding_free (PlumbFinding *finding)
{
  if (finding == NULL)
    return;
  g_strfreev (finding->claims);
  g_strfreev (finding->because);
  g_free (finding->text);
  g_free (finding);
}

PlumbChecks *
plumb_check (const PlumbPoses    *poses,
             const PlumbCriteria *criteria)
{
  g_return_val_if_fail (poses != NULL && criteria != NULL, NULL);

  PlumbChecks *checks = g_new0 (PlumbChecks, 1);
  PlumbEvaluation evaluation;
  PlumbWork work;

  checks->school = plumb_criteria_school (criteria);
  checks->measures = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_measure_free);
  checks->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_finding_free);
  plumb_work_init (&work, poses);
  plumb_evaluation_init (&evaluation, poses, criteria, &work, checks);
  plumb_evaluation_measure (&evaluation);
  plumb_findings_raise (&evaluation);
  plumb_work_clear (&work);
  return checks;
}

void
plumb_checks_free (PlumbChecks *checks)
{
  if (checks == NULL)
    return;
  g_ptr_array_unref (checks->measures);
  g_ptr_array_unref (checks->findings);
  g_free (checks);
}

const PlumbMeasure *
plumb_checks_find (const PlumbChecks *checks,
                   const char        *measure_id)
{
  g_return_val_if_fail (checks != NULL, NULL);

  const PlumbMeasure *last = NULL;

  /* Set stands before lift-off, and lift-off decides. */
  for (guint i = 0; i < checks->measures->len; i++)
    {
      const PlumbMeasure *measure = checks->measures->pdata[i];

      if (g_strcmp0 (measure->id, measure_id) == 0)
        last = measure;
    }
  return last;
}

const PlumbFinding *
plumb_checks_find_finding (const PlumbChecks *checks,
                           const char        *finding_id)
{
  g_return_val_if_fail (checks != NULL, NULL);

  for (guint i = 0; i < checks->findings->len; i++)
    {
      const PlumbFinding *finding = checks->findings->pdata[i];

      if (g_strcmp0 (finding->id, finding_id) == 0)
        return finding;
    }
  return NULL;
}

/* What the deciding measures of a group say, by verdict. */
typedef struct
{
  guint        n[PLUMB_VERDICT_DATA + 1];
  guint        n_judged;
  PlumbVerdict first; /* of the first that has a verdict */
} Tally;

static Tally
count_verdicts (const PlumbChecks     *checks,
                const PlumbCheckGroup *group)
{
  Tally tally = { .first = PLUMB_VERDICT_NOT_MEASURABLE };

  for (guint i = 0; group->measures[i] != NULL; i++)
    {
      const PlumbMeasure *measure = plumb_checks_find (checks, group->measures[i]);

      if (measure == NULL || measure->support)
        continue;
      tally.n[measure->verdict]++;
      if (measure->verdict == PLUMB_VERDICT_NOT_MEASURABLE ||
          measure->verdict == PLUMB_VERDICT_DATA)
        continue;
      if (tally.n_judged++ == 0)
        tally.first = measure->verdict;
    }
  return tally;
}

static PlumbVerdict
find_worst (const Tally *tally)
{
  static const PlumbVerdict order[] = { PLUMB_VERDICT_FAULT, PLUMB_VERDICT_WATCH,
                                        PLUMB_VERDICT_TOO_CLOSE, PLUMB_VERDICT_GOOD };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (tally->n[order[i]] > 0)
      return order[i];
  return tally->n[PLUMB_VERDICT_NOT_MEASURABLE] > 0 || tally->n[PLUMB_VERDICT_DATA] == 0
           ? PLUMB_VERDICT_NOT_MEASURABLE : PLUMB_VERDICT_DATA;
}

static PlumbVerdict
find_agreed (const Tally *tally)
{
  static const PlumbVerdict order[] = { PLUMB_VERDICT_FAULT, PLUMB_VERDICT_WATCH,
                                        PLUMB_VERDICT_GOOD, PLUMB_VERDICT_TOO_CLOSE };

  if (tally->n_judged < 2)
    return find_worst (tally);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (tally->n[order[i]] >= 2)
      return order[i];
  /* One each: nobody agrees. Without one that is certainly out there is
   * nothing to watch either. */
  return tally->n[PLUMB_VERDICT_FAULT] + tally->n[PLUMB_VERDICT_WATCH] > 0
           ? PLUMB_VERDICT_WATCH : PLUMB_VERDICT_TOO_CLOSE;
}

static PlumbVerdict
find_raised (const PlumbChecks     *checks,
             const PlumbCheckGroup *group)
{
  PlumbVerdict worst = PLUMB_VERDICT_GOOD;

  for (guint i = 0; group->findings[i] != NULL; i++)
    {
      const PlumbFinding *finding = plumb_checks_find_finding (checks, group->findings[i]);

      if (finding != NULL && (finding->verdict == PLUMB_VERDICT_FAULT ||
                              worst != PLUMB_VERDICT_FAULT))
        worst = finding->verdict;
    }
  return worst;
}

PlumbVerdict
plumb_checks_group_verdict (const PlumbChecks     *checks,
                            const PlumbCheckGroup *group)
{
  g_return_val_if_fail (checks != NULL && group != NULL, PLUMB_VERDICT_NOT_MEASURABLE);

  PlumbVerdict raised = find_raised (checks, group);
  Tally tally = count_verdicts (checks, group);

  if (raised != PLUMB_VERDICT_GOOD)
    return raised;
  switch (group->rule)
    {
    case PLUMB_RULE_FIRST:
      return tally.n_judged > 0 ? tally.first : find_worst (&tally);
    case PLUMB_RULE_AGREE:
      return find_agreed (&tally);
    case PLUMB_RULE_ALL:
      if (find_worst (&tally) == PLUMB_VERDICT_GOOD &&
          tally.n[PLUMB_VERDICT_NOT_MEASURABLE] > 0)
        return PLUMB_VERDICT_NOT_MEASURABLE;
      return find_worst (&tally);
    case PLUMB_RULE_WORST:
    default:
      return find_worst (&tally);
    }
}
