/* Rows of preferences pages, bound to their settings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* (transfer none) */
AdwPreferencesGroup *plumb_preferences_add_group (AdwPreferencesPage *page,
                                                  const char         *title,
                                                  const char         *description);
void plumb_preferences_add_switch (AdwPreferencesGroup *group,
                                   GSettings           *settings,
                                   const char          *key,
                                   const char          *title,
                                   const char          *subtitle);
/* Its range is the schema's. */
void plumb_preferences_add_number (AdwPreferencesGroup *group,
                                   GSettings           *settings,
                                   const char          *key,
                                   guint                step,
                                   const char          *title,
                                   const char          *subtitle);
/* (transfer none) A row with some other widget at its end, which gets the row's
 * title as its name. */
GtkWidget *plumb_preferences_add_row (AdwPreferencesGroup *group,
                                      GtkWidget           *widget,
                                      const char          *title,
                                      const char          *subtitle);

G_END_DECLS
