/* Rows of the table "pain_answer".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) Question → answer, owned strings. */
GHashTable *plumb_store_load_pain_answers (PlumbStore *store,
                                           gint64      review_id,
                                           GError    **error);
/* `answer` NULL takes it back. */
gboolean    plumb_store_set_pain_answer (PlumbStore *store,
                                         gint64      review_id,
                                         const char *question,
                                         const char *answer,
                                         gint64      now_s,
                                         GError    **error);
/* The newest other review of the same athlete, made no later and not deleted,
 * that has answers; 0 when there is none, or no athlete. */
gboolean    plumb_store_find_pain_before (PlumbStore *store,
                                          gint64      review_id,
                                          gint64     *id,
                                          gint64     *created_s,
                                          GError    **error);

G_END_DECLS
