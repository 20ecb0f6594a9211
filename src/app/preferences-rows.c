/* Rows of preferences pages; see preferences-rows.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "preferences-rows.h"

#include "settings.h"

AdwPreferencesGroup *
plumb_preferences_add_group (AdwPreferencesPage *page,
                             const char         *title,
                             const char         *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (page, group);
  return group;
}

/* On the bus a name is read before relations are, and not by everybody. */
static void
name_control (GtkWidget  *widget,
              const char *title)
{
  g_auto (GStrv) parts = g_strsplit (title, "_", -1);
  g_autofree char *name = g_strjoinv ("", parts);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

GtkWidget *
plumb_preferences_add_row (AdwPreferencesGroup *group,
                           GtkWidget           *widget,
                           const char          *title,
                           const char          *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  row, NULL, -1);
  name_control (widget, title);
  adw_preferences_group_add (group, row);
  return row;
}

void
plumb_preferences_add_switch (AdwPreferencesGroup *group,
                              GSettings           *settings,
                              const char          *key,
                              const char          *title,
                              const char          *subtitle)
{
  GtkWidget *button = gtk_switch_new ();

  plumb_settings_bind (settings, key, button, "active");
  plumb_preferences_add_row (group, button, title, subtitle);
}

void
plumb_preferences_add_number (AdwPreferencesGroup *group,
                              GSettings           *settings,
                              const char          *key,
                              guint                step,
                              const char          *title,
                              const char          *subtitle)
{
  GtkWidget *button;
  guint min, max;

  plumb_settings_range (settings, key, &min, &max);
  button = gtk_spin_button_new_with_range (min, max, step);
  gtk_editable_set_width_chars (GTK_EDITABLE (button), 6);
  plumb_settings_bind (settings, key, button, "value");
  plumb_preferences_add_row (group, button, title, subtitle);
}
