/* One check of the panel: verdict, value, band; opened, the article's
 * sentence, all measures and the coach's decision on each finding.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "missing-step.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_CHECK_ROW (plumb_check_row_get_type ())
G_DECLARE_FINAL_TYPE (PlumbCheckRow, plumb_check_row, PLUMB, CHECK_ROW, GtkWidget)

/* Signals:
 *   "show-frame" (int64 frame, int64 mark id): the coach wants to see where it
 *       was measured; 0 = no mark.
 *   "add-fault" (string finding id): the coach sees this fault.
 *   "missing" (const PlumbMissingStep *): to be mended.
 *   "edit-failed" (GError *). */

GtkWidget *plumb_check_row_new (const PlumbCheckGroup *group,
                                PlumbCriteria         *criteria);
/* Takes the newest checks and decisions. */
void       plumb_check_row_update (PlumbCheckRow *self,
                                   PlumbReview   *review);
/* As shown now; and in words: "Hip height: 156° ± 8° Fault". */
PlumbVerdict plumb_check_row_verdict (PlumbCheckRow *self);
const char  *plumb_check_row_spoken (PlumbCheckRow *self);

/* Shows what is behind it, and takes the focus. */
void         plumb_check_row_open (PlumbCheckRow *self);

G_END_DECLS
