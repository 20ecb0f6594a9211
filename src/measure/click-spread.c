/* Spread of repeated clicks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "click-spread.h"

#include <math.h>

#define USUAL_FREEDOM 4.0

/* Sum over both directions of the squares about the mean. */
static double
sum_squares (const PlumbPoint *clicks,
             guint             n)
{
  double x = 0, y = 0, sum = 0;

  for (guint i = 0; i < n; i++)
    {
      x += clicks[i].x_px / n;
      y += clicks[i].y_px / n;
    }
  for (guint i = 0; i < n; i++)
    sum += pow (clicks[i].x_px - x, 2) + pow (clicks[i].y_px - y, 2);
  return sum;
}

gboolean
plumb_click_spread (const PlumbPoint *clicks,
                    guint             n,
                    double           *sd_px)
{
  g_return_val_if_fail (sd_px != NULL && (clicks != NULL || n == 0), FALSE);

  if (n < 2)
    return FALSE;
  *sd_px = sqrt (sum_squares (clicks, n) / (2 * (n - 1)));
  return TRUE;
}

double
plumb_click_spread_expected (const PlumbPoint *clicks,
                             guint             n,
                             double            usual_sd_px)
{
  g_return_val_if_fail (usual_sd_px > 0 && (clicks != NULL || n == 0), usual_sd_px);

  if (n < 2)
    return usual_sd_px;
  return sqrt ((sum_squares (clicks, n) + USUAL_FREEDOM * usual_sd_px * usual_sd_px) /
               (2 * (n - 1) + USUAL_FREEDOM));
}
