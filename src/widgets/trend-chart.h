/* The small chart of a check over time: points with their intervals over the
 * criterion's zones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "criteria.h"
#include "trend.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_TREND_CHART (plumb_trend_chart_get_type ())
G_DECLARE_FINAL_TYPE (PlumbTrendChart, plumb_trend_chart, PLUMB, TREND_CHART, GtkWidget)

/* Copies what it needs of both. */
GtkWidget *plumb_trend_chart_new (const PlumbTrend     *trend,
                                  const PlumbCriterion *criterion);

G_END_DECLS
