/* One check over time; see trend.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "trend.h"

void
plumb_trend_free (PlumbTrend *trend)
{
  g_free (trend->lift);
  g_free (trend->measure);
  g_free (trend->unit);
  g_array_unref (trend->points);
  g_free (trend);
}

static gint64
find_newest_s (const PlumbTrend *trend)
{
  return g_array_index (trend->points, PlumbTrendPoint, trend->points->len - 1).filmed_s;
}

GPtrArray *
plumb_trends_list_lifts (GPtrArray *trends)
{
  GPtrArray *lifts = g_ptr_array_new ();
  gint64 newest_s = G_MININT64;

  g_return_val_if_fail (trends != NULL, lifts);

  for (guint i = 0; i < trends->len; i++)
    {
      const PlumbTrend *trend = trends->pdata[i];
      guint at;

      if (!g_ptr_array_find_with_equal_func (lifts, trend->lift, g_str_equal, &at))
        g_ptr_array_add (lifts, trend->lift);
    }
  for (guint i = 0; i < trends->len; i++)
    {
      const PlumbTrend *trend = trends->pdata[i];
      guint at;

      if (find_newest_s (trend) <= newest_s
          || !g_ptr_array_find_with_equal_func (lifts, trend->lift, g_str_equal, &at))
        continue;
      newest_s = find_newest_s (trend);
      g_ptr_array_insert (lifts, 0, g_ptr_array_steal_index (lifts, at));
    }
  return lifts;
}

void
plumb_trends_keep_lift (GPtrArray  *trends,
                        const char *lift)
{
  g_return_if_fail (trends != NULL && lift != NULL);

  for (guint i = trends->len; i > 0; i--)
    if (!g_str_equal (((PlumbTrend *) trends->pdata[i - 1])->lift, lift))
      g_ptr_array_remove_index (trends, i - 1);
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
