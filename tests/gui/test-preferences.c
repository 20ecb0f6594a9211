/* The preferences window: every row has a name, and what is set in it is what
 * the program goes by.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "preferences-window.h"
#include "settings.h"
#include "usual.h"

static GtkWidget *
find_in (GtkWidget *from,
         GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (from, type))
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_in (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* (nullable) The row whose title has these words. */
static GtkWidget *
find_row (GtkWidget  *from,
          const char *words)
{
  if (ADW_IS_PREFERENCES_ROW (from)
      && strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (from)), words) != NULL)
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_rows (void)
{
  g_autoptr (GSettings) settings = plumb_settings_new ();
  GtkWidget *window = plumb_preferences_window_new (NULL);
  GtkWidget *row;

  g_assert_nonnull (settings);
  gtk_window_present (GTK_WINDOW (window));

  row = find_row (window, "_Memory");
  g_assert_nonnull (row);
  g_assert_cmpfloat (gtk_spin_button_get_value (
                         GTK_SPIN_BUTTON (find_in (row, GTK_TYPE_SPIN_BUTTON))), ==, 512);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_in (row, GTK_TYPE_SPIN_BUTTON)), 1024);
  g_assert_cmpuint (plumb_settings_uint (settings, "cache-size"), ==, 1024);

  row = find_row (window, "_Sound");
  gtk_switch_set_active (GTK_SWITCH (find_in (row, GTK_TYPE_SWITCH)), FALSE);
  g_assert_false (plumb_settings_boolean (settings, "sound"));
  g_settings_reset (settings, "sound");
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (find_in (row, GTK_TYPE_SWITCH))));

  row = find_row (window, "S_peed");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_in (row, GTK_TYPE_DROP_DOWN)), 2);
  g_assert_cmpuint (plumb_settings_uint (settings, "speed"), ==, 25);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is set on the library's page is what new athletes and reviews begin with. */
static void
test_usual (void)
{
  g_autofree char *folder = g_dir_make_tmp ("plumb-preferences-XXXXXX", NULL);
  g_autoptr (PlumbLibrary) library = plumb_library_open (folder, NULL);
  g_autoptr (GSettings) settings = plumb_settings_new ();
  GtkWidget *parent = adw_window_new ();
  AdwPreferencesPage *page
      = plumb_preferences_library_page (library, settings, GTK_WINDOW (parent));
  GtkWidget *row;

  adw_window_set_content (ADW_WINDOW (parent), GTK_WIDGET (page));
  g_assert_cmpint (plumb_usual_defaults (settings).mass_unit, ==, PLUMB_MASS_KG);
  row = find_row (parent, "_Units");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_in (row, GTK_TYPE_DROP_DOWN)), 2);
  g_assert_cmpint (plumb_usual_defaults (settings).mass_unit, ==, PLUMB_MASS_LB);
  g_assert_cmpint (plumb_usual_defaults (settings).length_unit, ==, PLUMB_LENGTH_IN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_in (row, GTK_TYPE_DROP_DOWN)), 1);
  g_assert_cmpint (plumb_usual_defaults (settings).mass_unit, ==, PLUMB_MASS_KG);
  row = find_row (parent, "_plates");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_in (row, GTK_TYPE_SPIN_BUTTON)), 425);
  g_assert_cmpfloat (plumb_usual_defaults (settings).plate_mm, ==, 425);
  row = find_row (parent, "Folder of the library");
  g_assert_cmpstr (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), folder), !=, NULL);
  g_settings_reset (settings, "units");
  g_settings_reset (settings, "plate-diameter");
  gtk_window_destroy (GTK_WINDOW (parent));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/preferences/rows", test_rows);
  g_test_add_func ("/preferences/usual", test_usual);
  return g_test_run ();
}
