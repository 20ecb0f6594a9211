/* The preferences window. Each page is a file of its own that makes it; see
 * preferences-rows.h for what a page is made of, and `pages` in
 * preferences-window.c for their order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "library.h"

G_BEGIN_DECLS

/* (transfer none) It belongs to its parent and goes with it. */
GtkWidget *plumb_preferences_window_new (GtkWindow *parent);

/* The pages. `settings` is nullable and lives as long as the window. */
AdwPreferencesPage *plumb_preferences_playback_page (GSettings *settings);
/* Of the library and not of the user; where the parent is a PlumbWindow. */
AdwPreferencesPage *plumb_preferences_library_page (PlumbLibrary *library,
                                                    GSettings    *settings,
                                                    GtkWindow    *parent);

G_END_DECLS
