/* The verdicts of all checks as a narrow column of icons, live while a point is
 * dragged: what is seen of the checks while their panel is shut.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_VERDICT_RAIL (plumb_verdict_rail_get_type ())
G_DECLARE_FINAL_TYPE (PlumbVerdictRail, plumb_verdict_rail, PLUMB, VERDICT_RAIL, GtkWidget)

/* Signal "chosen" (uint group): the coach wants to see that check. */

void plumb_verdict_rail_set_session (PlumbVerdictRail *self,
                                     PlumbSession     *session);

G_END_DECLS
