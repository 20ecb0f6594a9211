/* Advice about a measure; see advice.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "advice.h"

#include "draw-checks.h"
#include "paper-words.h"

static const char *
translate (const char *msgid)
{
  return _(msgid);
}

/* (transfer full) (nullable) */
static char *
describe_limit (const PlumbMeasure *measure)
{
  double limit = 0;

  if (!plumb_measure_nearest_limit (measure, &limit))
    return NULL;

  g_autofree char *words = plumb_format_value (measure->unit, limit, 2 * measure->u);
  /* Translators: a measure that is too close to call. */
  return g_strdup_printf (_("The limit of %s is within its error."), words);
}

char *
plumb_advice_text (const PlumbMeasure   *measure,
                   const PlumbCriterion *criterion)
{
  g_return_val_if_fail (measure != NULL, NULL);

  const gboolean close = measure->verdict == PLUMB_VERDICT_TOO_CLOSE;
  /* Marks that lack are named one by one: nothing more general helps. */
  const gboolean barred = measure->verdict == PLUMB_VERDICT_NOT_MEASURABLE
                          && measure->refused != NULL;
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *missing = plumb_measure_missing_text (measure, translate);
  g_autofree char *limit = close ? describe_limit (measure) : NULL;

  if (missing != NULL)
    g_strv_builder_add (parts, missing);
  if (limit != NULL)
    g_strv_builder_add (parts, limit);
  if ((close || barred) && criterion != NULL && criterion->remedy != NULL)
    g_strv_builder_add (parts, criterion->remedy);

  g_auto (GStrv) all = g_strv_builder_end (parts);
  return all[0] != NULL ? g_strjoinv (" ", all) : NULL;
}

char *
plumb_evidence_text (const PlumbCriterion *criterion)
{
  g_return_val_if_fail (criterion != NULL, NULL);

  return g_strdup_printf ("%s. %s", criterion->claims, criterion->source);
}
