/* The page on the library in the preferences window. Whether films are copied
 * belongs to the library and travels with it; the rest to the user's settings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "preferences-window.h"

#include <glib/gi18n-lib.h>

#include "library-folder.h"
#include "preferences-rows.h"
#include "settings.h"
#include "usual.h"
#include "window.h"

#define PLATE_STEP_MM 5

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

/* The window behind is the application's; this one is not. */
static void
change_folder_cb (GtkButton *button,
                  GtkWindow *parent)
{
  GtkWindow *preferences = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button)));
  PlumbLibrary *library = plumb_window_library (PLUMB_WINDOW (parent));

  plumb_library_folder_choose (preferences, plumb_library_data_dir (library));
}

static void
add_folder (AdwPreferencesPage *page,
            PlumbLibrary       *library,
            GSettings          *settings,
            GtkWindow          *parent)
{
  AdwPreferencesGroup *group = plumb_preferences_add_group (page, _("Where it is"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *open = gtk_button_new_with_mnemonic (_("_Open Folder"));
  GtkWidget *change = gtk_button_new_with_mnemonic (_("_Change…"));
  GtkApplication *application = gtk_window_get_application (parent);
  GAction *action = application != NULL ? g_action_map_lookup_action (G_ACTION_MAP (application),
                                                                      "choose-folder")
                                        : NULL;
  g_autofree char *folder = g_filename_display_name (plumb_library_data_dir (library));
  g_autofree char *escaped = NULL;
  g_autofree char *text = NULL;
  const gboolean can_change
      = settings != NULL && action != NULL && g_action_get_enabled (action);

  g_signal_connect_object (open, "clicked", G_CALLBACK (open_folder_cb), library, 0);
  g_signal_connect_object (change, "clicked", G_CALLBACK (change_folder_cb), parent, 0);
  gtk_widget_set_sensitive (change, can_change);
  gtk_accessible_update_property (GTK_ACCESSIBLE (change), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Change the folder of the library"), -1);
  gtk_box_append (GTK_BOX (box), open);
  gtk_box_append (GTK_BOX (box), change);
  text = can_change ? g_strdup (folder)
                    : g_strdup_printf (_("%s, as said at the start"), folder);
  escaped = g_markup_escape_text (text, -1);
  plumb_preferences_add_row (group, box, _("Folder of the library"), escaped);
}

/* In the order of the schema. */
static const char *const units[] = { "region", "metric", "pounds" };

static void
units_cb (GtkDropDown *choice,
          GParamSpec  *pspec,
          GSettings   *settings)
{
  g_settings_set_string (settings, "units", units[gtk_drop_down_get_selected (choice)]);
}

static void
add_usual (AdwPreferencesPage *page,
           GSettings          *settings)
{
  const char *const names[]
      = { plumb_usual_is_pounds () ? _("As the system: pounds") : _("As the system: kilograms"),
          _("Kilograms, centimetres"), _("Pounds, inches"), NULL };
  AdwPreferencesGroup *group = plumb_preferences_add_group (
      page, _("New athletes"), _("Also for recordings that belong to nobody yet. What is known of "
                                 "an athlete comes first."));
  GtkWidget *choice = gtk_drop_down_new_from_strings (names);
  g_autofree char *now = plumb_settings_string (settings, "units");

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i], now))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), i);
  if (settings != NULL)
    g_signal_connect_object (choice, "notify::selected", G_CALLBACK (units_cb), settings, 0);
  plumb_preferences_add_row (group, choice, _("_Units"), NULL);
  plumb_preferences_add_number (group, settings, "plate-diameter", PLATE_STEP_MM,
                                _("Diameter of the _plates, in mm"),
                                _("Plates for competitions have 450 mm"));
}

AdwPreferencesPage *
plumb_preferences_library_page (PlumbLibrary *library,
                                GSettings    *settings,
                                GtkWindow    *parent)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group;
  GtkWidget *toggle = gtk_switch_new ();
  GtkWidget *button;

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _("Library"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "system-users-symbolic");
  group = plumb_preferences_add_group (ADW_PREFERENCES_PAGE (page), _("New recordings"), NULL);
  gtk_switch_set_active (GTK_SWITCH (toggle), plumb_library_copies_recordings (library));
  gtk_widget_set_sensitive (toggle, !plumb_library_is_read_only (library));
  g_signal_connect_object (toggle, "state-set", G_CALLBACK (set_copies_cb), library, 0);
  plumb_preferences_add_row (group, toggle, _("Copy them into the library"),
                             _("Then a review keeps its video when the file is moved or deleted. "
                               "Otherwise videos stay where they are."));
  add_usual (ADW_PREFERENCES_PAGE (page), settings);
  add_folder (ADW_PREFERENCES_PAGE (page), library, settings, parent);
  group = plumb_preferences_add_group (ADW_PREFERENCES_PAGE (page), _("Your hand"), NULL);
  button = gtk_button_new_with_mnemonic (_("_Practise…"));
  g_signal_connect (button, "clicked", G_CALLBACK (practise_cb), NULL);
  plumb_preferences_add_row (group, button, _("How far apart your clicks lie"),
                             _("Two minutes of practice; from then on every ± is yours."));
  return ADW_PREFERENCES_PAGE (page);
}
