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
      double square = (double) t * t;

      window.squares += 2 * square;
      window.fourths += 2 * square * square;
    }
  return window;
}

/* How far from the middle of its window `index` is: 0 but for the ends. */
static double
find_offset (const Window *window,
             guint         n,
             guint         index)
{
  return (double) index - CLAMP (index, window->half, n - 1 - window->half);
}

static double
find_middle (double a,
             double b,
             double c)
{
  return MAX (MIN (a, b), MIN (MAX (a, b), c));
}

/* The least-squares parabola through the window about `centre`, into the places
 * from `from` on, before `to`. */
static void
fit_end (const Window *window,
         const double *y,
         guint         centre,
         guint         from,
         guint         to,
         double       *out)
{
  double sum = 0, first = 0, second = 0;

  y += centre - window->half;
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

  for (guint i = from; i < to; i++)
    {
      double t = (double) i - centre;

      out[i] = level + t * (first / window->squares + t * bend);
    }
}

/* In the middle of its window the parabola is a weighted mean, the same for all:
 * tap by tap over the whole series. */
static void
fit_inside (const Window *window,
            const double *y,
            guint         n,
            double       *out)
{
  double whole = window->n * window->fourths - window->squares * window->squares;

  for (guint i = window->half; i < n - window->half; i++)
    out[i] = window->fourths / whole * y[i];
  for (guint p = 1; p <= window->half; p++)
    {
      double weight = (window->fourths - window->squares * p * p) / whole;

      for (guint i = window->half; i < n - window->half; i++)
        out[i] += weight * (y[i - p] + y[i + p]);
    }
}

void
plumb_smooth_series (const double *in,
                     guint         n,
                     double       *middle,
                     double       *out)
{
  g_return_if_fail (in != NULL && middle != NULL && out != NULL && in != out);

  Window window = make_window (n);

  if (n < SHORTEST)
    {
      for (guint i = 0; i < n; i++)
        out[i] = in[i];
      return;
    }
  middle[0] = in[0];
  middle[n - 1] = in[n - 1];
  for (guint i = 1; i + 1 < n; i++)
    middle[i] = find_middle (in[i - 1], in[i], in[i + 1]);
  fit_end (&window, middle, window.half, 0, window.half, out);
  fit_inside (&window, middle, n, out);
  fit_end (&window, middle, n - 1 - window.half, n - window.half, n, out);
}

double
plumb_smooth_gain (guint n,
                   guint index)
{
  Window window = make_window (n);

  if (n < SHORTEST)
    return 1;

  double t = find_offset (&window, n, index);
  double mean_square = window.squares / window.n;
  return sqrt (1 / window.n + t * t / window.squares +
               pow (t * t - mean_square, 2) / (window.fourths - window.squares * mean_square));
}
