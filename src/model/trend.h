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
  gint64       created_s; /* Unix time, UTC */
  double       value;
  double       u;         /* standard uncertainty */
  PlumbVerdict verdict;
} PlumbTrendPoint;

typedef struct
{
  char   *measure; /* owned key, "M1.e_bar" */
  char   *unit;    /* owned */
  GArray *points;  /* of PlumbTrendPoint, oldest first, at least one */
} PlumbTrend;

void     plumb_trend_free (PlumbTrend *trend);
/* From the review before to the newest: the change and whether it is larger than
 * the error of both. FALSE with a single review. */
gboolean plumb_trend_change (const PlumbTrend *trend,
                             PlumbChange      *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbTrend, plumb_trend_free)

G_END_DECLS
