/* A verdict as its icon, and a measure as its band bar: two small widgets that
 * show what draw-checks.h draws.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "checks.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_VERDICT_ICON (plumb_verdict_icon_get_type ())
G_DECLARE_FINAL_TYPE (PlumbVerdictIcon, plumb_verdict_icon, PLUMB, VERDICT_ICON, GtkWidget)

void plumb_verdict_icon_set_verdict (PlumbVerdictIcon *self,
                                     PlumbVerdict      verdict);

#define PLUMB_TYPE_BAND_BAR (plumb_band_bar_get_type ())
G_DECLARE_FINAL_TYPE (PlumbBandBar, plumb_band_bar, PLUMB, BAND_BAR, GtkWidget)

/* Copies what it draws; NULL = nothing to draw. */
void plumb_band_bar_set_measure (PlumbBandBar       *self,
                                 const PlumbMeasure *measure);

G_END_DECLS
