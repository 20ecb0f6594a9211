/* The review page: one recording, its marks, checks, plan and notes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "review.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_REVIEW_PAGE (plumb_review_page_get_type ())
G_DECLARE_FINAL_TYPE (PlumbReviewPage, plumb_review_page, PLUMB, REVIEW_PAGE, GtkWidget)

/* Opens the recording of `review`; the page says so while it loads and when
 * it cannot be shown. */
/* The next recording that is opened is shown at this frame; -1: as usual. */
void         plumb_review_page_open_at (PlumbReviewPage *self,
                                        gint64           frame);
void         plumb_review_page_open (PlumbReviewPage *self,
                                     PlumbReview     *review);
/* (transfer none) (nullable) */
PlumbReview *plumb_review_page_review (PlumbReviewPage *self);
/* The athlete of the review is another. */
void         plumb_review_page_update_title (PlumbReviewPage *self);
/* Lets go of the recording. */
void         plumb_review_page_close (PlumbReviewPage *self);

/* (transfer full) Words over the picture, where they cover no control. */
void         plumb_review_page_add_toast (PlumbReviewPage *self,
                                          AdwToast        *toast);

G_END_DECLS
