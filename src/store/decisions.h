/* Rows of the tables "decision" and "rep_decision": what the coach decided on a
 * finding.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  int    rep;              /* from 1 */
  char  *finding;          /* owned, "hips-too-high" */
  char  *decision;         /* owned key: "open", "confirmed", "dismissed" */
  char  *note;             /* owned, never NULL */
  char  *computed_verdict; /* owned, (nullable) key, when it was decided */
  char  *computed_text;    /* owned, (nullable) */
  gint64 frame;            /* that a hand tied it to, -1 = none */
  char  *marks;            /* owned, (nullable): of that frame, "knee#1 line#2" */
} PlumbDecisionRow;

void       plumb_decision_row_free (PlumbDecisionRow *row);
/* (transfer full) (element-type PlumbDecisionRow) (nullable) */
GPtrArray *plumb_store_load_decisions (PlumbStore *store,
                                       gint64      review_id,
                                       GError    **error);
gboolean   plumb_store_put_decision (PlumbStore             *store,
                                     gint64                  review_id,
                                     const PlumbDecisionRow *row,
                                     gint64                  now_s,
                                     GError                **error);
gboolean   plumb_store_delete_decision (PlumbStore *store,
                                        gint64      review_id,
                                        int         rep,
                                        const char *finding,
                                        GError    **error);

G_END_DECLS
