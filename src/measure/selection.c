/* A parametric bootstrap: errors of the stated size are drawn anew and added to
 * what the series is without its errors, as far as that can be told, and the
 * pick is made from each copy.
 *
 * What it is without errors: a parabola over time plus that share of what is
 * left over it that its scatter is larger than the errors explain. Adding errors
 * to the values as they are would count each twice, and find too little.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "selection.h"

#include <math.h>

#include "smoothing.h"

#define N_DRAWS 64 /* of an error, and each with its sign turned */
#define SEED G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
/* Fewer values than this are no curve. */
#define MIN_CURVE 5
/* Sd of the sum of eight bytes: sqrt (8 (256² - 1) / 12). */
#define BYTES_SD 209.02
#define BYTES_MEAN 1020
/* A bias of this share of u leaves 94 % of 95 % within the interval. */
#define SMALL 0.25

/* Normal but for its far tails; xorshift64*, so that the sequence is ours. */
static double
draw_error (guint64 *state)
{
  guint64 bits;
  int sum = 0;

  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  bits = *state * G_GUINT64_CONSTANT (0x2545f4914f6cdd1d);
  for (guint i = 0; i < 8; i++)
    sum += (int) (bits >> 8 * i & 255);
  return (sum - BYTES_MEAN) / BYTES_SD;
}

/* What is left of the amount `part` without an error of `sd`. */
static double
shrink (double part,
        double sd)
{
  double rest = part * part - sd * sd;

  return rest > 0 ? copysign (sqrt (rest), part) : 0;
}

static double
multiply (const double *a,
          const double *b,
          guint         n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

/* Brings `from` to be orthogonal to `of`, which has length 1. */
static void
remove_part (const double *of,
             double       *from,
             guint         n)
{
  double part = multiply (of, from, n);

  for (guint i = 0; i < n; i++)
    from[i] -= part * of[i];
}

static void
scale_to_one (double *of,
              guint   n)
{
  double length = sqrt (multiply (of, of, n));

  for (guint i = 0; i < n; i++)
    of[i] /= length;
}

/* Level, slope and bend, orthogonal, each of length 1; n * 3 values. */
static double *
make_basis (const double *at,
            guint         n)
{
  double *basis = g_new (double, 3 * n);
  double span = at[n - 1] - at[0];

  for (guint i = 0; i < n; i++)
    {
      double t = (at[i] - at[0]) / span - 0.5;

      basis[i] = 1;
      basis[n + i] = t;
      basis[2 * n + i] = t * t;
    }
  for (guint k = 0; k < 3; k++)
    {
      for (guint j = 0; j < k; j++)
        remove_part (basis + j * n, basis + k * n, n);
      scale_to_one (basis + k * n, n);
    }
  return basis;
}

/* The series without its errors into `out`; the sd of these. */
static double
clean_series (const double *at,
              const double *values,
              guint         n,
              double        sd,
              double       *out)
{
  g_autofree double *left = g_memdup2 (values, n * sizeof *values);
  g_autofree double *basis = make_basis (at, n);

  for (guint i = 0; i < n; i++)
    out[i] = 0;
  for (guint k = 0; k < 3; k++)
    {
      const double *direction = basis + k * n;
      double part = multiply (direction, left, n);
      double kept = k == 0 ? part : shrink (part, sd);

      remove_part (direction, left, n);
      for (guint i = 0; i < n; i++)
        out[i] += kept * direction[i];
    }

  double left_sd = sqrt (multiply (left, left, n) / (n - 3));
  double share = left_sd > 0 ? shrink (left_sd, sd) / left_sd : 0;
  for (guint i = 0; i < n; i++)
    out[i] += share * left[i];
  return MIN (sd, left_sd);
}

double
plumb_selection_bias (const double *at,
                      const double *values,
                      guint         n,
                      double        sd,
                      gboolean      smooth,
                      PlumbPick     pick,
                      double       *pick_sd)
{
  g_return_val_if_fail (n > 0 && at != NULL && values != NULL && pick_sd != NULL, 0);

  *pick_sd = sd;
  if (n < MIN_CURVE || !(sd > 0) || !(at[n - 1] > at[0]))
    return 0;

  g_autofree double *clean = g_memdup2 (values, n * sizeof *values);
  g_autofree double *error = g_new (double, n);
  g_autofree double *noisy = g_new (double, n);
  g_autofree double *curve = g_new (double, n);
  double error_sd = clean_series (at, values, n, sd, clean);
  guint64 state = SEED;
  double sum = 0;
  double square = 0;
  double truth = 0;

  if (smooth)
    plumb_smooth_series (clean, n, curve);
  truth = pick (smooth ? curve : clean, n);
  for (guint k = 0; k < 2 * N_DRAWS; k++)
    {
      double sign = k % 2 == 0 ? 1 : -1;

      for (guint i = 0; i < n; i++)
        {
          if (k % 2 == 0)
            error[i] = error_sd * draw_error (&state);
          noisy[i] = clean[i] + sign * error[i];
        }
      if (smooth)
        plumb_smooth_series (noisy, n, curve);

      double off = pick (smooth ? curve : noisy, n) - truth;
      sum += off;
      square += off * off;
    }

  double bias = sum / (2 * N_DRAWS);
  *pick_sd = sqrt (MAX (0, square / (2 * N_DRAWS) - bias * bias));
  return bias;
}

double
plumb_selection_correction (double bias,
                            double u)
{
  double small = SMALL * u;
  double size = fabs (bias);

  if (size <= small)
    return 0;
  return bias * MIN (1, (size - small) / small);
}
