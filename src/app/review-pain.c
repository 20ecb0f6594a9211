/* The pain screen on the review page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data-files.h"
#include "review-page-private.h"

void
plumb_review_page_load_pain (PlumbReviewPage *self)
{
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;

  if (self->pain_screen == NULL)
    self->pain_screen = plumb_data_load_pain_screen (&complaint, &error);
  if (error != NULL)
    plumb_review_page_edit_failed (self, error);
  if (complaint != NULL)
    plumb_review_page_toast (self, complaint);
}
