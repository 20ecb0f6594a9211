/* The plan as a page of the window: left its sections to edit, right the very
 * pages that the PDF will have, drawn anew in the background after each change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "review-page.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_PLAN_PAGE (plumb_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPlanPage, plumb_plan_page, PLUMB, PLAN_PAGE, GtkWidget)

/* Actions: plan.export (Ctrl+E), plan.print (Ctrl+P), plan.undo, plan.redo and
 * plan.back (Escape). */

/* Whose review it shows; once. */
void plumb_plan_page_set_review_page (PlumbPlanPage   *self,
                                      PlumbReviewPage *review_page);
/* When it is shown: the keys go to the sections. */
void plumb_plan_page_enter (PlumbPlanPage *self);

G_END_DECLS
