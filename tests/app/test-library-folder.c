/* The folder that the coach chose: kept when the library has opened there, and as
 * it was where anything went wrong.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data-files.h"
#include "folder.h"
#include "library-folder.h"
#include "library-move.h"
#include "settings.h"
#include "usual.h"

static void
assert_folder (const char *folder)
{
  g_autofree char *now = plumb_data_dir (NULL);

  g_assert_cmpstr (now, ==, folder);
}

static void
add_athlete (const char *folder)
{
  g_autoptr (PlumbLibrary) library = plumb_library_open (folder, NULL);
  g_autoptr (PlumbAthlete) athlete = NULL;

  g_assert_nonnull (library);
  athlete = plumb_library_add_athlete (library, "Anna", NULL);
  g_assert_nonnull (athlete);
}

static void
assert_athlete (PlumbLibrary *library)
{
  g_assert_nonnull (library);
  g_assert_cmpuint (g_list_model_get_n_items (plumb_library_athletes (library)), ==, 1);
}

static void
test_move (void)
{
  g_autoptr (TestFolder) other = test_folder_new ();
  g_autofree char *usual = plumb_data_dir_usual ();
  g_autoptr (PlumbLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  assert_folder (usual);
  add_athlete (usual);
  library = plumb_library_folder_switch (usual, other, TRUE, &error);
  g_assert_no_error (error);
  assert_athlete (library);
  assert_folder (other);
  g_assert_true (plumb_library_is_in (usual));
  g_clear_object (&library);

  /* What is said at the start comes first, and back is a choice too. */
  g_assert_true (plumb_data_dir_is_given ("/given"));
  g_assert_false (plumb_data_dir_is_given (NULL));
  library = plumb_library_folder_switch (other, usual, FALSE, &error);
  assert_athlete (library);
  assert_folder (usual);
}

static void
test_damaged (void)
{
  g_autoptr (TestFolder) other = test_folder_new ();
  g_autofree char *usual = plumb_data_dir_usual ();
  g_autofree char *database = test_folder_path (other, "library.db");
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (database, "this is no library", -1, NULL));
  g_assert_null (plumb_library_folder_switch (usual, other, FALSE, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (plumb_library_folder_switch (usual, other, TRUE, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (database, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "this is no library");
  assert_folder (usual);
}

/* A disk that is not connected: nothing is made in its place. */
static void
test_not_there (void)
{
  g_autoptr (GSettings) settings = plumb_settings_new ();
  g_autofree char *usual = plumb_data_dir_usual ();
  g_autoptr (GError) error = NULL;

  g_settings_set_string (settings, "library-folder", "file:///media/nobody/disk");
  assert_folder ("/media/nobody/disk");
  g_assert_false (plumb_usual_folder_is_there (NULL, "/media/nobody/disk", &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_NOT_THERE);
  g_assert_true (plumb_usual_folder_is_there ("/media/nobody/disk", "/media/nobody/disk", NULL));
  g_assert_true (plumb_usual_folder_is_there (NULL, usual, NULL));
  g_settings_reset (settings, "library-folder");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library-folder/move", test_move);
  g_test_add_func ("/library-folder/damaged", test_damaged);
  g_test_add_func ("/library-folder/not-there", test_not_there);
  return g_test_run ();
}
