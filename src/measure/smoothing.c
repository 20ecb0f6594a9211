/* A moving median takes out single slips, a parabola the rest, and keeps the
 * height of an extreme that is several frames wide.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "smoothing.h"

#include <math.h>

#define SHORTEST 5
#define SHARE 12 /* of the series, to each side */

/* A window of 2 half + 1 places. */
typedef struct
{
  guint  half;
  double n, squares, fourths; /* sums over the places of t^0, t^2, t^4 */
} Window;

static Window
make_window (guint n)
{
  Window window = { .half = MAX (SHORTEST / 2, n / SHARE) };

  window.n = 2 * window.half + 1;
  for (guint t = 1; t <= window.half; t++)
    {
      window.squares += 2 * pow (t, 2);
      window.fourths += 2 * pow (t, 4);
    }
  return window;
}

/* The first place of the window for `index`, and where in it that is. */
static guint
place_window (const Window *window,
              guint         n,
              guint         index,
              double       *t)
{
  guint first = CLAMP (index, window->half, n - 1 - window->half) - window->half;

  *t = (double) index - first - window->half;
  return first;
}

static double
find_middle (double a,
             double b,
             double c)
{
  return MAX (MIN (a, b), MIN (MAX (a, b), c));
}

/* The least-squares parabola through the places from `y` on, at `t` from the
 * middle one. */
static double
fit_parabola (const Window *window,
              const double *y,
              double        t)
{
  double sum = 0, first = 0, second = 0;

  for (guint i = 0; i < 2 * window->half + 1; i++)
    {
      double place = (double) i - window->half;

      sum += y[i];
      first += place * y[i];
      second += place * place * y[i];
    }

  double bend = (window->n * second - window->squares * sum) /
                (window->n * window->fourths - window->squares * window->squares);
  double level = (sum - bend * window->squares) / window->n;

  return level + t * (first / window->squares + t * bend);
}

void
plumb_smooth_series (const double *in,
                     guint         n,
                     double       *out)
{
  g_return_if_fail (in != NULL && out != NULL && in != out);

  g_autofree double *middle = g_memdup2 (in, n * sizeof *in);
  Window window = make_window (n);

  for (guint i = 0; i < n; i++)
    out[i] = in[i];
  if (n < SHORTEST)
    return;
  for (guint i = 1; i + 1 < n; i++)
    middle[i] = find_middle (in[i - 1], in[i], in[i + 1]);
  for (guint i = 0; i < n; i++)
    {
      double t = 0;
      guint first = place_window (&window, n, i, &t);

      out[i] = fit_parabola (&window, middle + first, t);
    }
}

double
plumb_smooth_gain (guint n,
                   guint index)
{
  Window window = make_window (n);
  double t = 0;

  if (n < SHORTEST)
    return 1;
  place_window (&window, n, index, &t);

  double mean_square = window.squares / window.n;
  return sqrt (1 / window.n + t * t / window.squares +
               pow (t * t - mean_square, 2) / (window.fourths - window.squares * mean_square));
}
