/* The coach's own hand: how far repeated clicks of one landmark lie apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mark.h"

G_BEGIN_DECLS

/* What a practice asks for each landmark. */
#define PLUMB_PRACTICE_REPEATS 3
/* The scale for which click sds are stated. */
#define PLUMB_CLICK_MM_PER_PX 2.5

/* sd of one click along x and along y from n >= 2 clicks of one landmark in one
 * frame, pixels: what lies about their mean, pooled over both directions, on
 * 2 (n - 1) degrees of freedom. FALSE for fewer clicks. */
gboolean plumb_click_spread (const PlumbPoint *clicks,
                             guint             n,
                             double           *sd_px);
/* The same, with what is usual counted like 4 degrees of freedom of it (P):
 * three clicks alone would know their sd to a third only, and nobody is as sure
 * as three that happened to agree. `usual_sd_px` > 0. */
double   plumb_click_spread_expected (const PlumbPoint *clicks,
                                      guint             n,
                                      double            usual_sd_px);

G_END_DECLS
