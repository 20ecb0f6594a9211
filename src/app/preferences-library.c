/* The page on the library in the preferences window. What it says belongs to
 * the library and travels with it, not to the user's settings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "preferences-window.h"

#include <glib/gi18n-lib.h>

#include "preferences-rows.h"

static gboolean
set_copies_cb (GtkSwitch *toggle,
               gboolean   copies,
               gpointer   user_data)
{
  g_autoptr (GError) error = NULL;

  if (!plumb_library_set_copies_recordings (user_data, copies, &error))
    {
      gtk_switch_set_active (toggle, !copies);
      return TRUE;
    }
  gtk_switch_set_state (toggle, copies);
  return TRUE;
}

static void
open_folder_cb (GtkButton    *button,
                PlumbLibrary *library)
{
  g_autofree char *uri = g_filename_to_uri (plumb_library_data_dir (library), NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))), uri, GDK_CURRENT_TIME);
}

/* The window behind has the action; this one would stand in its way. */
static void
practise_cb (GtkButton *button,
             gpointer   user_data)
{
  GtkWindow *preferences = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button)));
  GtkWindow *parent = gtk_window_get_transient_for (preferences);

  gtk_window_close (preferences);
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.practise", NULL);
}

AdwPreferencesPage *
plumb_preferences_library_page (PlumbLibrary *library)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group;
  GtkWidget *toggle = gtk_switch_new ();
  GtkWidget *button;
  g_autofree char *folder = g_filename_display_name (plumb_library_data_dir (library));

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _("Library"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "system-users-symbolic");
  group = plumb_preferences_add_group (ADW_PREFERENCES_PAGE (page), _("New recordings"), NULL);
  gtk_switch_set_active (GTK_SWITCH (toggle), plumb_library_copies_recordings (library));
  gtk_widget_set_sensitive (toggle, !plumb_library_is_read_only (library));
  g_signal_connect_object (toggle, "state-set", G_CALLBACK (set_copies_cb), library, 0);
  plumb_preferences_add_row (group, toggle, _("Copy them into the library"),
                             _("Then a review keeps its video when the file is moved or deleted. "
                               "Otherwise videos stay where they are."));
  group = plumb_preferences_add_group (ADW_PREFERENCES_PAGE (page), _("Where it is"), NULL);
  button = gtk_button_new_with_mnemonic (_("_Open Folder"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_folder_cb), library, 0);
  plumb_preferences_add_row (group, button, _("Folder of the library"), folder);
  group = plumb_preferences_add_group (ADW_PREFERENCES_PAGE (page), _("Your Hand"), NULL);
  button = gtk_button_new_with_mnemonic (_("_Practise…"));
  g_signal_connect (button, "clicked", G_CALLBACK (practise_cb), NULL);
  plumb_preferences_add_row (group, button, _("How far apart your clicks lie"),
                             _("Two minutes of practice; from then on every ± is yours."));
  return ADW_PREFERENCES_PAGE (page);
}
