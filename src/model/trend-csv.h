/* Checks over time as a table: a line a review, a value and its uncertainty a
 * check, for a spreadsheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "criteria.h"
#include "trend.h"

G_BEGIN_DECLS

/* (transfer full) (element-type gint64) Ids of the reviews in the trends, oldest
 * first; the times of their films (of gint64) are put into `filmed_s`
 * (transfer full). */
GArray *plumb_trends_list_reviews (GPtrArray *trends,
                                   GArray   **filmed_s);
/* (nullable) The point of a review. */
const PlumbTrendPoint *plumb_trend_find (const PlumbTrend *trend,
                                         gint64            review_id);
/* (transfer full) RFC 4180: lines end in CR LF; a point is a point whatever the
 * locale. `trends`: of PlumbTrend. */
char   *plumb_trends_write_csv (GPtrArray *trends);

G_END_DECLS
