/* A page with a panel at its end. Where there is room the panel stands beside
 * the page; where there is little it folds: it is shut, and slides over the page
 * when it is opened. While it is shut a rail stands in its place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_DRAWER (plumb_drawer_get_type ())
G_DECLARE_FINAL_TYPE (PlumbDrawer, plumb_drawer, PLUMB, DRAWER, GtkWidget)

/* Properties:
 *   "content", "rail", "panel" (GtkWidget): what it is made of.
 *   "shown" (boolean): the panel is open. Folding shuts it, unfolding brings
 *       back what was before.
 *   "folded" (boolean, read only): the panel lies over the page when it is open.
 *   "wide" (boolean, read only): there is room for two panels. */

gboolean plumb_drawer_folded (PlumbDrawer *self);
gboolean plumb_drawer_wide (PlumbDrawer *self);

G_END_DECLS
