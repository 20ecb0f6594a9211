/* The preferences window; see preferences-window.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "preferences-window.h"

#include <glib/gi18n-lib.h>

#include "settings.h"
#include "window.h"

static AdwPreferencesPage *(*const pages[]) (GSettings *settings) = {
  plumb_preferences_playback_page,
};

GtkWidget *
plumb_preferences_window_new (GtkWindow *parent)
{
  GtkWidget *window = adw_preferences_window_new ();
  GSettings *settings = plumb_settings_new ();

  if (settings != NULL)
    g_object_set_data_full (G_OBJECT (window), "settings", settings, g_object_unref);
  else
    adw_preferences_window_add_toast (
        ADW_PREFERENCES_WINDOW (window),
        adw_toast_new (_("Changes are lost here: the list of preferences is not installed.")));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), pages[i](settings));
  if (PLUMB_IS_WINDOW (parent))
    adw_preferences_window_add (
        ADW_PREFERENCES_WINDOW (window),
        plumb_preferences_library_page (plumb_window_library (PLUMB_WINDOW (parent)), settings,
                                        GTK_WINDOW (parent)));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window),
                                             TRUE);
  return window;
}
