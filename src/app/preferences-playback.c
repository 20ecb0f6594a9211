/* Preferences: how recordings are played.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "preferences-rows.h"
#include "preferences-window.h"
#include "settings.h"
#include "speeds.h"

#define CACHE_STEP_MIB 64

static void
speed_chosen_cb (GtkDropDown *speeds,
                 GParamSpec  *pspec,
                 GSettings   *settings)
{
  g_settings_set_uint (settings, "speed",
                       plumb_speeds_percent (gtk_drop_down_get_selected (speeds)));
}

static void
add_speeds (AdwPreferencesGroup *group,
            GSettings           *settings)
{
  g_autoptr (GtkStringList) names = plumb_speeds_names ();
  GtkWidget *speeds = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (speeds),
                              plumb_speeds_find (plumb_settings_uint (settings, "speed")));
  if (settings != NULL)
    g_signal_connect_object (speeds, "notify::selected", G_CALLBACK (speed_chosen_cb), settings,
                             0);
  plumb_preferences_add_row (group, speeds, _("S_peed of a recording just opened"), NULL);
}

AdwPreferencesPage *
plumb_preferences_playback_page (GSettings *settings)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group;

  adw_preferences_page_set_name (page, "playback");
  adw_preferences_page_set_title (page, _("Playback"));
  adw_preferences_page_set_icon_name (page, "media-playback-start-symbolic");
  group = plumb_preferences_add_group (page, _("Playing"), NULL);
  add_speeds (group, settings);
  plumb_preferences_add_switch (group, settings, "sound", _("_Sound"),
                                _("Forwards, from half speed up"));
  plumb_preferences_add_switch (group, settings, "repeat", _("Play _again at the end"),
                                _("A loop between two frames always goes round"));
  group = plumb_preferences_add_group (page, _("Memory"), NULL);
  plumb_preferences_add_number (group, settings, "cache-size", CACHE_STEP_MIB,
                                _("_Memory for pictures, in MiB"),
                                _("More makes longer stretches step at once"));
  return page;
}
