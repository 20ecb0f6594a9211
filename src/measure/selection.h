/* What picking the extreme of noisy values adds to it. Internal to this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is picked from a series, for instance its largest value. */
typedef double (*PlumbPick) (const double *values,
                             guint         n);

/* The largest of n values that each have a random error is too large, the more
 * so the more there are and the less one stands out. `at` says when each of
 * `values` was taken, ascending; `sd` is the error of each by itself; with
 * `smooth` the pick is from the curve of plumb_smooth_series(). Returns by how
 * much the pick is off on average, and in `pick_sd` how much it scatters; 0 and
 * `sd` for fewer than 5 values, which are no curve. The same input gives the same result. */
double plumb_selection_bias (const double *at,
                             const double *values,
                             guint         n,
                             double        sd,
                             gboolean      smooth,
                             PlumbPick     pick,
                             double       *pick_sd);
/* The share of `bias` to take off a value with the uncertainty `u`: none where
 * it is small against it, all of it where it is not. */
double plumb_selection_correction (double bias,
                                   double u);

G_END_DECLS
