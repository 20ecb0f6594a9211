/* One check over time; see trend.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "trend.h"

#include <math.h>

#define COVERAGE 2.0

void
plumb_trend_free (PlumbTrend *trend)
{
  g_free (trend->measure);
  g_free (trend->unit);
  g_array_unref (trend->points);
  g_free (trend);
}

gboolean
plumb_trend_change (const PlumbTrend *trend,
                    double           *change,
                    double           *expanded,
                    gboolean         *is_larger)
{
  const PlumbTrendPoint *before, *newest;

  g_return_val_if_fail (trend != NULL, FALSE);

  if (trend->points->len < 2)
    return FALSE;
  before = &g_array_index (trend->points, PlumbTrendPoint, trend->points->len - 2);
  newest = before + 1;
  *change = newest->value - before->value;
  *expanded = COVERAGE * hypot (before->u, newest->u);
  *is_larger = fabs (*change) > *expanded;
  return TRUE;
}
