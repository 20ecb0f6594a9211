/* Which rep of the recording is looked at: back, "Rep 2 of 4", forward; and, for
 * a popover, buttons that add a rep and take one away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_REP_SWITCHER (plumb_rep_switcher_get_type ())
G_DECLARE_FINAL_TYPE (PlumbRepSwitcher, plumb_rep_switcher, PLUMB, REP_SWITCHER, GtkWidget)

/* Signal "edit-failed" (GError *). Activates "review.rep" (int) to change over,
 * so that the picture goes along. */

void plumb_rep_switcher_set_session (PlumbRepSwitcher *self,
                                     PlumbSession     *session);
/* With buttons that add and remove; without them it is only there when there
 * are several reps. */
void plumb_rep_switcher_set_editable (PlumbRepSwitcher *self,
                                      gboolean          editable);

G_END_DECLS
