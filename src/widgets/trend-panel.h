/* The checks of an athlete over time, of one lift at a time: a heading with the
 * choice of the lift and the table, and a row a check.
 *
 * Signal "criteria-wanted" (string: the key of a lift), to be answered by
 * plumb_trend_panel_set_criteria() at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "criteria.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_TREND_PANEL (plumb_trend_panel_get_type ())
G_DECLARE_FINAL_TYPE (PlumbTrendPanel, plumb_trend_panel, PLUMB, TREND_PANEL, GtkWidget)

/* Those of all lifts (element-type PlumbTrend, nullable); not to be changed after.
 * The panel hides where there is nothing to show. */
void           plumb_trend_panel_show (PlumbTrendPanel *self,
                                       GPtrArray       *trends);
/* Whose names the checks of that lift have, and its bands. */
void           plumb_trend_panel_set_criteria (PlumbTrendPanel *self,
                                               PlumbCriteria   *criteria);
/* (nullable) Those that were set for the lift. */
PlumbCriteria *plumb_trend_panel_criteria (PlumbTrendPanel *self,
                                           const char      *lift);
/* (nullable) The lift that is shown. */
const char    *plumb_trend_panel_lift (PlumbTrendPanel *self);

G_END_DECLS
