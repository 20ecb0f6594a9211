/* The practice window: it draws, asks, follows real clicks, and keeps what the
 * coach's hand is like.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "practice-picture.h"
#include "practice-window.h"
#include "resources.h"

static void
find_kind (GtkWidget *from,
           GType      type,
           GtkWidget **found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (from, type) && *found == NULL)
    *found = from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_kind (child, type, found);
}

static GtkWidget *
find_button (GtkWidget  *from,
             const char *label)
{
  if (GTK_IS_BUTTON (from) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (from)), label) == 0)
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_practice (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "practice", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autoptr (PlumbCriteria) criteria = plumb_criteria_load (path, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_library_open (folder, &error);
  double sd_px[PLUMB_N_LANDMARKS];
  GtkWidget *picture = NULL;
  GtkWidget *window;
  double x, y;

  g_assert_no_error (error);
  window = plumb_practice_window_new (NULL, library, criteria);
  gtk_window_present (GTK_WINDOW (window));
  find_kind (window, PLUMB_TYPE_PRACTICE_PICTURE, &picture);
  g_assert_nonnull (picture);
  while (!plumb_practice_picture_to_widget (PLUMB_PRACTICE_PICTURE (picture),
                                            (PlumbPoint) { 0, 0 }, &x, &y))
    g_main_context_iteration (NULL, TRUE);
  GtkWidget *keep = find_button (window, "Use _my spread");
  g_assert_nonnull (keep);

  for (guint i = 0; i < 24; i++)
    {
      g_assert_false (gtk_widget_get_visible (keep));
      g_signal_emit_by_name (picture, "placed", 300.0, 200.0);
    }
  g_assert_true (gtk_widget_get_visible (keep));

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_signal_emit_by_name (keep, "clicked");
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (plumb_library_click_spread (library, sd_px, &error));
  /* Three times the same place: the usual 6 px over the square root of 2. */
  g_assert_cmpfloat_with_epsilon (sd_px[PLUMB_LANDMARK_HIP], 4.2426, 1e-3);
  g_assert_cmpfloat (sd_px[PLUMB_LANDMARK_HEEL], ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  plumb_register_resource ();
  g_test_add_func ("/practice/window", test_practice);
  return g_test_run ();
}
