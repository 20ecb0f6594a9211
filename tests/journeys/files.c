/* What journeys leave on the disk; see files.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "files.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

char *
files_read_pdf (const char *path)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (tool == NULL)
    return NULL;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, tool, path, "-", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

gboolean
files_is_whole_pdf (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  return g_file_get_contents (path, &content, &length, NULL)
         && g_str_has_prefix (content, "%PDF") && length > 1024
         && g_strrstr_len (content + length - 64, 64, "%%EOF") != NULL;
}

void
files_remove_folder (const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      files_remove_folder (child);
    }
  g_clear_pointer (&folder, g_dir_close);
  g_remove (path);
}
