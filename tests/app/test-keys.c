/* The table of keys: no key twice, every row can be shown and bound.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "keys.h"

#include <adwaita.h>

#include "resources.h"
#include "review-page.h"

static void
test_no_key_twice (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const PlumbKeyRow *rows;
  const char *title;
  guint n;

  for (guint g = 0; (rows = plumb_keys_group (g, &title, &n)) != NULL; g++)
    for (guint i = 0; i < n; i++)
      {
        g_autofree char *accel = gtk_accelerator_name (rows[i].key, rows[i].mods);

        g_assert_cmpuint (rows[i].key, !=, 0);
        g_assert_true (i > 0 || rows[i].title != NULL);
        g_assert_true ((rows[i].action == NULL) == (rows[i].where == PLUMB_KEYS_CANVAS));
        /* The canvas has its keys only while something is selected in it. */
        if (rows[i].where == PLUMB_KEYS_CANVAS)
          continue;
        g_test_message ("%s %s", accel, rows[i].action);
        g_assert_true (g_hash_table_add (seen, g_steal_pointer (&accel)));
      }
  g_assert_cmpuint (g_hash_table_size (seen), >, 60);
}

/* (nullable) What the key does in the table. */
static const PlumbKeyRow *
find_row (GtkKeyvalTrigger *trigger)
{
  const PlumbKeyRow *rows;
  const char *title;
  guint n;

  for (guint g = 0; (rows = plumb_keys_group (g, &title, &n)) != NULL; g++)
    for (guint i = 0; i < n; i++)
      if (rows[i].where == PLUMB_KEYS_REVIEW
          && rows[i].key == gtk_keyval_trigger_get_keyval (trigger)
          && rows[i].mods == gtk_keyval_trigger_get_modifiers (trigger))
        return &rows[i];
  return NULL;
}

/* Nothing is bound beside the table. */
static void
test_review_page (void)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (PLUMB_TYPE_REVIEW_PAGE, NULL));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (page);
  guint n_bound = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint s = 0; s < g_list_model_get_n_items (G_LIST_MODEL (controller)); s++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), s);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);
          const PlumbKeyRow *row;

          if (!GTK_IS_KEYVAL_TRIGGER (trigger)
              || !GTK_IS_NAMED_ACTION (gtk_shortcut_get_action (shortcut)))
            continue;
          row = find_row (GTK_KEYVAL_TRIGGER (trigger));
          g_assert_nonnull (row);
          g_assert_cmpstr (row->action, ==, gtk_named_action_get_action_name (GTK_NAMED_ACTION (
                                                gtk_shortcut_get_action (shortcut))));
          n_bound++;
        }
    }
  g_assert_cmpuint (n_bound, >, 50);
  g_object_unref (page);
}

static void
test_window (void)
{
  GtkWidget *window = plumb_keys_window_new ();

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A window of all keys that is larger than a small screen shows half of them. */
static void
test_fits (void)
{
  GtkWidget *window = plumb_keys_window_new ();
  int width, height;

  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  g_test_message ("%d × %d", width, height);
  g_assert_cmpint (width, <=, 900);
  g_assert_cmpint (height, <=, 700);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return 0;
    }
  adw_init ();
  plumb_register_resource ();
  g_test_add_func ("/keys/no-key-twice", test_no_key_twice);
  g_test_add_func ("/keys/review-page", test_review_page);
  g_test_add_func ("/keys/window", test_window);
  g_test_add_func ("/keys/fits", test_fits);
  return g_test_run ();
}
