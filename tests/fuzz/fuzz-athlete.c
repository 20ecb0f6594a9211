/* Files of athletes (.plumb): whatever is read leaves a library that is in
 * order, and nothing outside of its folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "driver.h"

#include <glib/gstdio.h>

#include "exchange.h"

static char *root;
static PlumbLibrary *library;
static guint n_inputs;

static void
remove_folder (const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_clear_pointer (&folder, g_dir_close);
  g_remove (path);
}

static void
close_library (void)
{
  g_clear_object (&library);
  remove_folder (root);
  g_free (root);
}

static void
open_library (void)
{
  g_autofree char *folder = NULL;

  root = g_dir_make_tmp ("plumbline-fuzz-XXXXXX", NULL);
  folder = g_build_filename (root, "library", NULL);
  library = plumb_library_open (folder, NULL);
  g_assert_nonnull (library);
  atexit (close_library);
}

/* The library's folder and the file that was read; nothing else. */
static void
check_nothing_outside (void)
{
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_true (g_str_equal (name, "library") || g_str_equal (name, "in.plumb"));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  PlumbImported imported;

  if (library == NULL)
    open_library ();
  path = g_build_filename (root, "in.plumb", NULL);
  g_assert_true (g_file_set_contents_full (path, (const char *) data, (gssize) size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  if (!plumb_library_import_athlete (library, path, &imported, &error))
    g_assert_true (error != NULL && error->domain == PLUMB_LIBRARY_ERROR);
  else
    g_assert_true (plumb_library_erase_athlete (library, imported.athlete_id, NULL, NULL));
  check_nothing_outside ();
  if (++n_inputs % 100 == 0)
    g_assert_true (plumb_library_verify (library, NULL));
  return 0;
}
