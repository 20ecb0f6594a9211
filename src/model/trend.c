/* One check over time; see trend.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "trend.h"

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
                    PlumbChange      *out)
{
  const PlumbTrendPoint *before, *newest;

  g_return_val_if_fail (trend != NULL && out != NULL, FALSE);

  if (trend->points->len < 2)
    return FALSE;
  before = &g_array_index (trend->points, PlumbTrendPoint, trend->points->len - 2);
  newest = before + 1;
  *out = plumb_change_compute (before->value, before->u, newest->value, newest->u);
  return TRUE;
}
