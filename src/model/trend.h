/* One check of an athlete over time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "change.h"

G_BEGIN_DECLS

typedef struct
{
  gint64       review_id;
  gint64       filmed_s;  /* Unix time, UTC; of the review where the film does not say */
  double       value;
  double       u;         /* standard uncertainty */
  PlumbVerdict verdict;
} PlumbTrendPoint;

typedef struct
{
  char   *lift;    /* owned key, "sumo": one lift's figures say nothing of another's */
  char   *measure; /* owned key, "M1.e_bar" */
  char   *unit;    /* owned */
  GArray *points;  /* of PlumbTrendPoint, oldest first, at least one */
} PlumbTrend;

void     plumb_trend_free (PlumbTrend *trend);
/* (transfer container) (element-type utf8) The lifts in trends (of PlumbTrend):
 * that of the newest film first. */
GPtrArray *plumb_trends_list_lifts (GPtrArray *trends);
/* Takes those of other lifts out. */
void     plumb_trends_keep_lift (GPtrArray  *trends,
                                 const char *lift);
/* From the review before to the newest: the change and whether it is larger than
 * the error of both. FALSE with a single review. */
gboolean plumb_trend_change (const PlumbTrend *trend,
                             PlumbChange      *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbTrend, plumb_trend_free)

G_END_DECLS
