/* A moving median takes out single slips, a parabola the rest, and keeps the
 * height of an extreme that is several frames wide.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "smoothing.h"

#define WINDOW 5

static double
find_middle (double a,
             double b,
             double c)
{
  return MAX (MIN (a, b), MIN (MAX (a, b), c));
}

/* The least-squares parabola through y[0…4], at `t` from the middle one. */
static double
fit_parabola (const double *y,
              double        t)
{
  double level = (-3 * y[0] + 12 * y[1] + 17 * y[2] + 12 * y[3] - 3 * y[4]) / 35;
  double slope = (-2 * y[0] - y[1] + y[3] + 2 * y[4]) / 10;
  double bend = (2 * y[0] - y[1] - 2 * y[2] - y[3] + 2 * y[4]) / 14;

  return level + t * (slope + t * bend);
}

void
plumb_smooth_series (const double *in,
                     guint         n,
                     double       *out)
{
  g_return_if_fail (in != NULL && out != NULL && in != out);

  g_autofree double *middle = g_memdup2 (in, n * sizeof *in);

  for (guint i = 0; i < n; i++)
    out[i] = in[i];
  if (n < WINDOW)
    return;
  for (guint i = 1; i + 1 < n; i++)
    middle[i] = find_middle (in[i - 1], in[i], in[i + 1]);
  for (guint i = 0; i < n; i++)
    {
      guint first = CLAMP (i, WINDOW / 2, n - 1 - WINDOW / 2) - WINDOW / 2;

      out[i] = fit_parabola (middle + first, (double) i - first - WINDOW / 2);
    }
}
