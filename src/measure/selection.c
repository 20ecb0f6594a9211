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

/* Draws of each error, and as many with its sign turned: what they cost grows
 * with the series, what they are worth does not. */
#define N_DRAWS 64
#define N_DRAWS_LONG 32
#define LONG 40
#define N_SPARE 6  /* series of work space */
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
  const guint64 even = G_GUINT64_CONSTANT (0x00ff00ff00ff00ff);
  guint64 bits;

  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  bits = *state * G_GUINT64_CONSTANT (0x2545f4914f6cdd1d);
  /* The sum of its bytes: by pairs, and the multiplication adds the pairs up. */
  bits = (bits & even) + (bits >> 8 & even);
  bits = bits * G_GUINT64_CONSTANT (0x0001000100010001) >> 48;
  return ((double) bits - BYTES_MEAN) / BYTES_SD;
}

void
plumb_noise_init (PlumbNoise *noise,
                  guint       longest)
{
  *noise = (PlumbNoise) { .longest = longest,
                          .n_draws = longest > LONG ? N_DRAWS_LONG : N_DRAWS };
  noise->own = g_new (double, (2 * (gsize) noise->n_draws + N_SPARE) * MAX (longest, 1));
  noise->smooth = noise->own + (gsize) noise->n_draws * longest;
  noise->spare = noise->smooth + (gsize) noise->n_draws * longest;
}

void
plumb_noise_clear (PlumbNoise *noise)
{
  g_clear_pointer (&noise->own, g_free);
}

static void
draw_all (PlumbNoise *noise)
{
  guint64 state = SEED;

  if (noise->drawn)
    return;
  noise->drawn = TRUE;
  for (gsize i = 0; i < (gsize) noise->n_draws * noise->longest; i++)
    noise->own[i] = draw_error (&state);
}

/* Smoothing is a median and a mean with fixed weights. Where the errors are larger
 * than what the curve does from one frame to the next, the median of curve and
 * errors is the curve and the median of the errors: what is left of errors can
 * be found once, for all curves of that length. */
static void
smooth_all (PlumbNoise *noise,
            guint       n)
{
  if (noise->n_smooth == n)
    return;
  noise->n_smooth = n;
  for (gsize k = 0; k < noise->n_draws; k++)
    plumb_smooth_series (noise->own + k * noise->longest, n, noise->spare,
                         noise->smooth + k * noise->longest);
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

/* Level, slope and bend, orthogonal, each of length 1, into `basis` (3 n). */
static void
make_basis (const double *at,
            guint         n,
            double       *basis)
{
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
}

/* The series without its errors into `out`; the sd of these. `spare` has room for
 * four series. */
static double
clean_series (const double *at,
              const double *values,
              guint         n,
              double        sd,
              double       *spare,
              double       *out)
{
  double *basis = spare;
  double *left = spare + 3 * n;

  make_basis (at, n, basis);
  for (guint i = 0; i < n; i++)
    {
      left[i] = values[i];
      out[i] = 0;
    }
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

/* What is picked from `curve` with the errors and with their signs turned. */
static double
pick_both (const double *curve,
           const double *error,
           guint         n,
           double        sd,
           PlumbPick     pick)
{
  double most = curve[0] + sd * error[0];
  double least = most;
  double turned_most = curve[0] - sd * error[0];
  double turned_least = turned_most;

  for (guint i = 1; i < n; i++)
    {
      double off = sd * error[i];
      double plus = curve[i] + off;
      double minus = curve[i] - off;

      most = MAX (most, plus);
      least = MIN (least, plus);
      turned_most = MAX (turned_most, minus);
      turned_least = MIN (turned_least, minus);
    }
  return pick (most, least) + pick (turned_most, turned_least);
}

double
plumb_selection_bias (PlumbNoise   *noise,
                      const double *at,
                      const double *values,
                      guint         n,
                      double        sd,
                      gboolean      smooth,
                      PlumbPick     pick)
{
  g_return_val_if_fail (n > 0 && at != NULL && values != NULL && n <= noise->longest, 0);

  if (n < MIN_CURVE || !(sd > 0) || !(at[n - 1] > at[0]))
    return 0;
  draw_all (noise);
  if (smooth)
    smooth_all (noise, n);

  double *clean = noise->spare + 4 * (gsize) n;
  double *curve = noise->spare + 5 * (gsize) n;
  double error_sd = clean_series (at, values, n, sd, noise->spare, clean);
  const double *errors = smooth ? noise->smooth : noise->own;
  double sum = 0;

  if (smooth)
    plumb_smooth_series (clean, n, noise->spare, curve);
  else
    curve = clean;
  for (gsize k = 0; k < noise->n_draws; k++)
    sum += pick_both (curve, errors + k * noise->longest, n, error_sd, pick);

  /* Without any error both picks are the true one. */
  return sum / (2 * noise->n_draws) - pick_both (curve, errors, n, 0, pick) / 2;
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
