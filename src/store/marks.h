/* Rows of the table "mark".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  id;          /* 0 = not stored yet */
  gint64  frame;
  char   *kind;        /* owned key, "spine" */
  char   *landmark;    /* owned key, (nullable) */
  double *coordinates; /* owned: x, y, x, y, … in video pixels, all finite */
  guint   n_points;
  char   *look;        /* owned words, "red wide"; (nullable) = "" */
  char   *text;        /* owned, (nullable) = "" */
  gboolean copied;     /* from another frame, and not moved since */
} PlumbMarkRow;

void       plumb_mark_row_free (PlumbMarkRow *row);
/* (transfer full) (element-type PlumbMarkRow) (nullable) Oldest first. */
GPtrArray *plumb_store_load_marks (PlumbStore *store,
                                   gint64      review_id,
                                   GError    **error);
/* Writes the mark under its id, or under a new one when that is 0. The id, 0
 * on error. */
gint64     plumb_store_put_mark (PlumbStore         *store,
                                 gint64              review_id,
                                 const PlumbMarkRow *row,
                                 GError            **error);
gboolean   plumb_store_delete_mark (PlumbStore *store,
                                    gint64      id,
                                    GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbMarkRow, plumb_mark_row_free)

G_END_DECLS
