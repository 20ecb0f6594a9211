/* A review in the database: loading its state, writing its edits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "review-state.h"
#include "store.h"

G_BEGIN_DECLS

/* Errors are those of the store. `state` must be freshly initialised. */
gboolean plumb_review_storage_load (PlumbStore       *store,
                                    gint64            review_id,
                                    PlumbReviewState *state,
                                    GError          **error);
/* Writes one side of the edit; a mark without an id gets one, in the edit. The
 * caller holds the transaction. */
gboolean plumb_review_storage_write (PlumbStore *store,
                                     gint64      review_id,
                                     PlumbEdit  *edit,
                                     gboolean    forward,
                                     GError    **error);

G_END_DECLS
