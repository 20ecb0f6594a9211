/* One check over time as a small chart, for screen and paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "draw-checks.h"

G_BEGIN_DECLS

typedef struct
{
  gint64       time_s; /* any origin, rising */
  double       value;
  double       u;      /* standard uncertainty */
  PlumbVerdict verdict;
} PlumbTrendSample;

/* In (x, y, width, height): the zones of `band` (fault low, good low, good
 * high, fault high; NAN = open) as stripes, each value as a point with its
 * interval of 2 u, joined in the order of time. A single sample stands in the
 * middle. */
void plumb_draw_trend (cairo_t                *cr,
                       const PlumbTrendSample *samples,
                       guint                   n_samples,
                       const double            band[4],
                       double                  x,
                       double                  y,
                       double                  width,
                       double                  height,
                       gboolean                dark);

G_END_DECLS
