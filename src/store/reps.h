/* How many reps a review has, and which was looked at last; both from 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

gboolean plumb_store_load_reps (PlumbStore *store,
                                gint64      review_id,
                                int        *n_reps,
                                int        *rep,
                                GError    **error);
gboolean plumb_store_set_n_reps (PlumbStore *store,
                                 gint64      review_id,
                                 int         n_reps,
                                 GError    **error);
gboolean plumb_store_set_rep (PlumbStore *store,
                              gint64      review_id,
                              int         rep,
                              GError    **error);

G_END_DECLS
