/* Why a line is in a plan; see plan-reasons.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-reasons.h"

#include <glib/gi18n-lib.h>

#include "plan-edits.h"

static void
free_reason (gpointer data)
{
  g_free (((PlumbPlanReason *) data)->what);
  g_free (data);
}

static const char *
translate (const PlumbPlanGrounds *grounds,
           const char             *msgid)
{
  return grounds->translate != NULL ? grounds->translate (msgid) : msgid;
}

/* The measure that the finding rests on; of the lower back's open question the
 * one that is open. */
static const PlumbMeasure *
find_measure (const PlumbPlanGrounds *grounds,
              const char             *finding_id)
{
  const PlumbFinding *finding;

  if (grounds->checks == NULL)
    return NULL;
  if (g_str_equal (finding_id, PLUMB_PLAN_FINDING_BACK_OPEN))
    {
      for (guint i = 0; i < grounds->checks->measures->len; i++)
        {
          const PlumbMeasure *measure = grounds->checks->measures->pdata[i];

          if (g_str_has_prefix (measure->id, "M5.")
              && measure->verdict == PLUMB_VERDICT_TOO_CLOSE)
            return measure;
        }
      return NULL;
    }
  finding = plumb_checks_find_finding (grounds->checks, finding_id);
  return finding != NULL && finding->because != NULL && finding->because[0] != NULL
             ? plumb_checks_find (grounds->checks, finding->because[0])
             : NULL;
}

/* Measures over the pull: their frame is where the extreme is, and their moment
 * only where the pull begins. */
static gboolean
is_extreme (const PlumbMeasure *measure)
{
  return g_str_has_prefix (measure->id, "M5.") || g_str_has_prefix (measure->id, "M6.")
         || g_str_has_prefix (measure->id, "M7.");
}

static char *
name_finding (const PlumbPlanGrounds *grounds,
              const char             *id)
{
  const char *title
      = grounds->criteria != NULL ? plumb_criteria_finding_title (grounds->criteria, id) : NULL;
  char *answered;

  if (title != NULL)
    return g_strdup (title);
  answered = grounds->screen != NULL && grounds->answers != NULL
                 ? plumb_pain_screen_explain (grounds->screen, grounds->answers, id,
                                              grounds->translate)
                 : NULL;
  if (answered != NULL)
    return answered;
  if (g_str_equal (id, PLUMB_PLAN_BECAUSE_COACH))
    return g_strdup (translate (grounds, N_("The coach’s own line")));
  if (g_str_equal (id, PLUMB_PLAN_FINDING_BACK_OPEN))
    return g_strdup (translate (grounds, N_("Lower back: too close to call")));
  if (g_str_equal (id, PLUMB_PLAN_FINDING_GOOD_TWICE))
    return g_strdup (
        translate (grounds, N_("Two films in a row meet every criterion, without pain")));
  if (g_str_equal (id, "default"))
    return g_strdup (translate (grounds, N_("What every plan of this kind has")));
  /* A finding that a coach added: its id is its name. */
  return g_strdup (id);
}

GPtrArray *
plumb_plan_reasons (const PlumbPlanLine    *line,
                    const PlumbPlanGrounds *grounds)
{
  g_return_val_if_fail (line != NULL && grounds != NULL, NULL);

  GPtrArray *reasons = g_ptr_array_new_with_free_func (free_reason);

  for (guint i = 0; line->because != NULL && line->because[i] != NULL; i++)
    {
      PlumbPlanReason *reason = g_new0 (PlumbPlanReason, 1);
      const PlumbMeasure *measure = find_measure (grounds, line->because[i]);
      const PlumbFinding *finding
          = grounds->checks != NULL
                ? plumb_checks_find_finding (grounds->checks, line->because[i])
                : NULL;

      reason->what = name_finding (grounds, line->because[i]);
      reason->moment = measure != NULL && !is_extreme (measure) ? measure->moment
                                                                : PLUMB_MOMENT_NONE;
      reason->frame = measure != NULL   ? measure->frame
                      : finding != NULL ? finding->frame
                                        : -1;
      g_ptr_array_add (reasons, reason);
    }
  return reasons;
}

char *
plumb_plan_reasons_tell (const PlumbPlanLine    *line,
                         const PlumbPlanGrounds *grounds)
{
  g_autoptr (GPtrArray) reasons = plumb_plan_reasons (line, grounds);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < reasons->len; i++)
    {
      const PlumbPlanReason *reason = reasons->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", reason->what);
      if (reason->frame < 0)
        continue;
      g_string_append (text, " (");
      if (reason->moment != PLUMB_MOMENT_NONE)
        g_string_append_printf (text, "%s, ",
                                translate (grounds, plumb_moment_name (reason->moment)));
      g_autofree char *frame = g_strdup_printf ("%" G_GINT64_FORMAT, reason->frame);
      g_string_append_printf (text, translate (grounds, N_("frame %s")), frame);
      g_string_append_c (text, ')');
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
