/* The checks panel: one row a check of the review's criteria, always what the
 * marks say now; the faults that the coach saw; and a line that says which
 * verdict changed last, for those who listen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_CHECKS_PANEL (plumb_checks_panel_get_type ())
G_DECLARE_FINAL_TYPE (PlumbChecksPanel, plumb_checks_panel, PLUMB, CHECKS_PANEL, GtkWidget)

/* Signals:
 *   "show-frame" (int64 frame, int64 mark id): 0 = no mark.
 *   "missing" (const PlumbMissingStep *): to be mended.
 *   "edit-failed" (GError *): a decision could not be stored.
 *   "news" (string): these verdicts have changed; once the hand rests. */

void plumb_checks_panel_set_session (PlumbChecksPanel *self,
                                     PlumbSession     *session);
/* Puts the cursor where a fault is written that no check knows. */
void plumb_checks_panel_write_fault (PlumbChecksPanel *self);
/* Opens a check, by the number of its group, and puts the focus on it. */
void plumb_checks_panel_show (PlumbChecksPanel *self,
                              guint             group);

G_END_DECLS
