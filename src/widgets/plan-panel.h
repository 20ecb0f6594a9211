/* The fix plan as it stands now, by section, each line with why it is there, to
 * be changed where the coach knows better.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "claims.h"
#include "plan.h"
#include "session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_PLAN_PANEL (plumb_plan_panel_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPlanPanel, plumb_plan_panel, PLUMB, PLAN_PANEL, GtkWidget)

/* Signal "edit-failed" (GError). */

void plumb_plan_panel_set_session (PlumbPlanPanel *self,
                                   PlumbSession   *session);
/* What to compose from; NULL shows nothing. */
void plumb_plan_panel_set_table (PlumbPlanPanel  *self,
                                 PlumbPlanTable  *table,
                                 PlumbPainScreen *screen);
/* (nullable) The article's words, shown where a line is edited. */
void plumb_plan_panel_set_claims (PlumbPlanPanel *self,
                                  PlumbClaims    *claims);

G_END_DECLS
