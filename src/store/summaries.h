/* Rows of the tables "review_summary" and "check_value": what was computed when
 * a review was last left.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  review_id;
  gint64  created_s; /* of the review */
  gint64  filmed_s;  /* of its film; of the review where the film does not say */
  char   *lift;      /* owned key, "sumo" */
  char   *measure;   /* owned key, "M1.e_bar" */
  double  value;
  double  u;         /* standard uncertainty, same unit */
  char   *unit;      /* owned */
  char   *verdict;   /* owned key */
} PlumbValueRow;

void       plumb_value_row_free (PlumbValueRow *row);
/* Replaces what was kept of the review. `values` (element-type PlumbValueRow):
 * review, dates and lift in them are not looked at. One transaction. */
gboolean   plumb_store_put_summary (PlumbStore *store,
                                    gint64      review_id,
                                    const char *lift,
                                    guint       open_findings,
                                    GPtrArray  *values,
                                    gint64      now_s,
                                    GError    **error);
/* (transfer full) (element-type PlumbValueRow) (nullable) Of all reviews of an
 * athlete that are not deleted, by the day of the film, oldest first. */
GPtrArray *plumb_store_load_values (PlumbStore *store,
                                    gint64      athlete_id,
                                    GError    **error);
/* Of a review with a summary: the next film in so many days after it was begun
 * (-1 = not known), and what the pain screen says (nullable). */
gboolean   plumb_store_set_outlook (PlumbStore *store,
                                    gint64      review_id,
                                    gint64      refilm_days,
                                    const char *pain,
                                    GError    **error);
/* (transfer full) (nullable) What the pain screen said last of an athlete; ""
 * when it has not been asked. */
char      *plumb_store_load_pain_outlook (PlumbStore *store,
                                          gint64      athlete_id,
                                          GError    **error);

G_END_DECLS
