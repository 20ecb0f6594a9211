/* Minimal detectable change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "change.h"

#include <math.h>

/* Two-sided, 95 % of a normal distribution. */
#define COVERAGE 1.96

PlumbChange
plumb_change_compute (double before,
                      double u_before,
                      double after,
                      double u_after)
{
  PlumbChange change = { .change = after - before, .u = hypot (u_before, u_after) };

  change.detectable = COVERAGE * change.u;
  change.larger = fabs (change.change) > change.detectable;
  return change;
}

gboolean
plumb_change_of_measures (const PlumbMeasure *before,
                          const PlumbMeasure *after,
                          PlumbChange        *out)
{
  g_return_val_if_fail (out != NULL, FALSE);

  if (before == NULL || after == NULL || !before->has_value || !after->has_value ||
      before->moment != after->moment || g_strcmp0 (before->id, after->id) != 0)
    return FALSE;
  *out = plumb_change_compute (before->value, before->u, after->value, after->u);
  return TRUE;
}
