/* What picking the extreme of noisy values adds to it. Internal to this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Errors with an sd of 1, drawn once for all series of a check, and what
 * smoothing leaves of them. */
typedef struct
{
  guint    longest; /* no series has more values */
  guint    n_draws;
  double  *own;     /* errors, `longest` a draw; made when first asked for */
  double  *smooth;  /* the same of a series of `n_smooth` values, smoothed */
  guint    n_smooth;
  gboolean drawn;
  double  *spare;   /* room for some series */
} PlumbNoise;

void plumb_noise_init (PlumbNoise *noise,
                       guint       longest);
void plumb_noise_clear (PlumbNoise *noise);

/* What is picked from a series whose largest and smallest values are these. */
typedef double (*PlumbPick) (double most,
                             double least);

/* The largest of n values that each have a random error is too large, the more
 * so the more there are and the less one stands out. `at` says when each of
 * `values` was taken, ascending; `sd` is the error of each by itself; with
 * `smooth` the pick is from the curve of plumb_smooth_series(). Returns by how
 * much the pick is off on average; 0 for fewer than 5 values, which are no
 * curve. The same input gives the same result. */
double plumb_selection_bias (PlumbNoise   *noise,
                             const double *at,
                             const double *values,
                             guint         n,
                             double        sd,
                             gboolean      smooth,
                             PlumbPick     pick);
/* The share of `bias` to take off a value with the uncertainty `u`: none where
 * it is small against it, all of it where it is not. */
double plumb_selection_correction (double bias,
                                   double u);

G_END_DECLS
