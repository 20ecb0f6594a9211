/* Rows of the table "plan_line".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  char    *line;    /* owned key: "cue-brace", "own-1" */
  char    *section; /* owned key, (nullable) */
  char    *text;    /* owned, (nullable) */
  char    *dose;    /* owned, (nullable) */
  gboolean removed;
  int      place;   /* -1 = where the plan puts it */
} PlumbPlanLineRow;

void       plumb_plan_line_row_free (PlumbPlanLineRow *row);
/* (transfer full) (element-type PlumbPlanLineRow) (nullable) */
GPtrArray *plumb_store_load_plan_lines (PlumbStore *store,
                                        gint64      review_id,
                                        GError    **error);
gboolean   plumb_store_put_plan_line (PlumbStore             *store,
                                      gint64                  review_id,
                                      const PlumbPlanLineRow *row,
                                      GError                **error);
gboolean   plumb_store_delete_plan_line (PlumbStore *store,
                                         gint64      review_id,
                                         const char *line,
                                         GError    **error);

G_END_DECLS
