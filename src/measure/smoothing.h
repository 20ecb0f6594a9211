/* Smoothing of a series of one value per frame. Internal to this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fewer frames than this are clicked one by one, and are taken as they are. */
#define PLUMB_SMOOTH_MIN 15

/* A moving median over 3, then at each place the value of a parabola fitted to
 * 5, or to a sixth of a long series (criteria.md 2.5); at the ends that of the
 * last whole window. `middle` is work space; it and `out` (length n each) must not be
 * `in`; fewer than 5 values are copied. */
void   plumb_smooth_series (const double *in,
                            guint         n,
                            double       *middle,
                            double       *out);
/* What is left at `index` of a random error that each of n values has by itself:
 * a share of its sd; larger at the ends. */
double plumb_smooth_gain (guint n,
                          guint index);

G_END_DECLS
