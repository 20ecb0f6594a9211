/* The preferences window: every row has a name, and what is set in it is what
 * the program goes by.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "preferences-window.h"
#include "settings.h"

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/preferences/rows", test_rows);
  return g_test_run ();
}
