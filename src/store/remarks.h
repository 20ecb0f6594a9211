/* Rows of the table "remark": what the coach wrote at one frame.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;   /* 0 = not stored yet */
  char  *kind; /* owned key: "moment", "note" */
  gint64 frame;
  char  *text; /* owned */
} PlumbRemarkRow;

void       plumb_remark_row_free (PlumbRemarkRow *row);
/* (transfer full) (element-type PlumbRemarkRow) (nullable) Oldest first. */
GPtrArray *plumb_store_load_remarks (PlumbStore *store,
                                     gint64      review_id,
                                     GError    **error);
/* Its id, a new one where it had 0; 0 on error. */
gint64     plumb_store_put_remark (PlumbStore           *store,
                                   gint64                review_id,
                                   const PlumbRemarkRow *row,
                                   gint64                now_s,
                                   GError              **error);
gboolean   plumb_store_delete_remark (PlumbStore *store,
                                      gint64      id,
                                      GError    **error);

G_END_DECLS
