/* The guard-banded decision of checks.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "checks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const struct
{
  const char *key;
  const char *name;
} verdicts[] = {
  [PLUMB_VERDICT_GOOD] = { "good", N_("Good") },
  [PLUMB_VERDICT_WATCH] = { "watch", N_("Watch") },
  [PLUMB_VERDICT_FAULT] = { "fault", N_("Fault") },
  [PLUMB_VERDICT_TOO_CLOSE] = { "too-close", N_("Too close to call") },
  [PLUMB_VERDICT_NOT_MEASURABLE] = { "not-measurable", N_("Not measurable") },
  [PLUMB_VERDICT_DATA] = { "data", N_("Shown without a verdict") },
};

const char *
plumb_verdict_key (PlumbVerdict verdict)
{
  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (verdicts), NULL);

  return verdicts[verdict].key;
}

const char *
plumb_verdict_name (PlumbVerdict verdict)
{
  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (verdicts), NULL);

  return verdicts[verdict].name;
}

/* Probability that the true value is below `limit`. */
static double
compute_below (double limit,
               double y,
               double u)
{
  return 0.5 * erfc ((y - limit) / (u * G_SQRT2));
}

PlumbVerdict
plumb_verdict_decide (double        y,
                      double        u,
                      const double  band[4],
                      double        confidence,
                      double       *p_good,
                      double       *p_fault)
{
  g_return_val_if_fail (isfinite (y) && u > 0, PLUMB_VERDICT_NOT_MEASURABLE);
  g_return_val_if_fail (band != NULL, PLUMB_VERDICT_DATA);

  double below_good = isnan (band[1]) ? 0 : compute_below (band[1], y, u);
  double above_good = isnan (band[2]) ? 0 : compute_below (-band[2], -y, u);
  double good = MAX (0, 1 - below_good - above_good);
  double fault = (isnan (band[0]) ? 0 : compute_below (band[0], y, u)) +
                 (isnan (band[3]) ? 0 : compute_below (-band[3], -y, u));
  gboolean open = isnan (band[0]) && isnan (band[1]) && isnan (band[2]) && isnan (band[3]);

  if (p_good != NULL)
    *p_good = good;
  if (p_fault != NULL)
    *p_fault = fault;
  if (open)
    return PLUMB_VERDICT_DATA;
  if (good >= confidence)
    return PLUMB_VERDICT_GOOD;
  if (fault >= confidence)
    return PLUMB_VERDICT_FAULT;
  return below_good + above_good >= confidence ? PLUMB_VERDICT_WATCH : PLUMB_VERDICT_TOO_CLOSE;
}
