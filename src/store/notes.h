/* Rows of the table "note": the coach's text on a review.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) "" when there is none; NULL on error. */
char    *plumb_store_load_note (PlumbStore *store,
                                gint64      review_id,
                                GError    **error);
gboolean plumb_store_set_note (PlumbStore *store,
                               gint64      review_id,
                               const char *text,
                               gint64      now_s,
                               GError    **error);

G_END_DECLS
