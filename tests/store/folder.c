/* Temporary data folders.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "folder.h"

#include <glib/gstdio.h>

TestFolder *
test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("plumb-store-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

static void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

      for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_remove (path);
}

void
test_folder_free (TestFolder *folder)
{
  remove_tree (folder);
  g_free (folder);
}

char *
test_folder_path (const TestFolder *folder,
                  const char       *name)
{
  return g_build_filename (folder, name, NULL);
}

int
test_folder_mode (const TestFolder *folder,
                  const char       *name)
{
  g_autofree char *path = test_folder_path (folder, name);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (int) (info.st_mode & 07777) : -1;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
add_state (GChecksum  *checksum,
           const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    if (!g_str_has_suffix (name, "-shm"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *child = g_build_filename (path, names->pdata[i], NULL);
      g_autofree char *contents = NULL;
      gsize length = 0;

      g_checksum_update (checksum, names->pdata[i], -1);
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        add_state (checksum, child);
      else if (g_file_get_contents (child, &contents, &length, NULL))
        g_checksum_update (checksum, (const guint8 *) contents, (gssize) length);
    }
}

char *
test_folder_state (const TestFolder *folder)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_state (checksum, folder);
  return g_strdup (g_checksum_get_string (checksum));
}
