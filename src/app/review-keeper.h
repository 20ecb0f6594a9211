/* Keeps what the checks of the open review say, for the library's lists and
 * the trend: a second after the last edit, and when the review is left.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "library.h"

G_BEGIN_DECLS

typedef struct _PlumbReviewKeeper PlumbReviewKeeper;

PlumbReviewKeeper *plumb_review_keeper_new (PlumbLibrary *library);
/* The review that is open now; NULL = none. The one before is kept first. */
void               plumb_review_keeper_watch (PlumbReviewKeeper *self,
                                              PlumbReview       *review);
/* Keeps what is open. */
void               plumb_review_keeper_free (PlumbReviewKeeper *self);

G_END_DECLS
