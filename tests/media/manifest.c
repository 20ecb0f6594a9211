/* Reads MANIFEST.csv of the shared clips.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "manifest.h"

#include <stdio.h>

static void
free_clip (gpointer data)
{
  ManifestClip *clip = data;
  g_free (clip->file);
  g_free (clip->codec);
  g_free (clip);
}

/* Cells of one line; a quoted cell may hold commas. */
static GPtrArray *
split_line (const char *line)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  GString   *cell = g_string_new (NULL);
  gboolean   quoted = FALSE;
  for (const char *p = line;; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (*p == '\0' || (*p == ',' && !quoted))
        {
          g_ptr_array_add (cells, g_strdup (cell->str));
          g_string_truncate (cell, 0);
          if (*p == '\0')
            break;
        }
      else
        g_string_append_c (cell, *p);
    }
  g_string_free (cell, TRUE);
  return cells;
}

static const char *
get_cell (GPtrArray  *head,
          GPtrArray  *cells,
          const char *name)
{
  for (guint i = 0; i < head->len && i < cells->len; i++)
    if (g_strcmp0 (head->pdata[i], name) == 0)
      return cells->pdata[i];
  return "";
}

char *
manifest_folder (void)
{
  const char *shared = g_getenv ("PLUMBLINE_SHARED_DIR");
  if (shared == NULL)
    return NULL;
  char *folder = g_build_filename (shared, "videos", NULL);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_clear_pointer (&folder, g_free);
  return folder;
}

GPtrArray *
manifest_load (void)
{
  g_autofree char *folder = manifest_folder ();
  if (folder == NULL)
    return NULL;
  g_autofree char *path = g_build_filename (folder, "MANIFEST.csv", NULL);
  g_autofree char *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  g_auto (GStrv)        lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) head = split_line (lines[0]);
  GPtrArray            *clips = g_ptr_array_new_with_free_func (free_clip);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_strchomp (lines[i]);
      if (*lines[i] == '\0')
        continue;
      g_autoptr (GPtrArray) cells = split_line (lines[i]);
      ManifestClip         *clip = g_new0 (ManifestClip, 1);
      clip->file = g_strdup (get_cell (head, cells, "file"));
      clip->codec = g_strdup (get_cell (head, cells, "codec"));
      sscanf (get_cell (head, cells, "stored"), "%dx%d", &clip->width_px, &clip->height_px);
      /* There the angle is counter-clockwise. */
      clip->rotation_deg =
          (int) (360 - g_ascii_strtoll (get_cell (head, cells, "rotation"), NULL, 10)) % 360;
      clip->packets = g_ascii_strtoll (get_cell (head, cells, "packets"), NULL, 10);
      clip->presented = g_ascii_strtoll (get_cell (head, cells, "frames_presented"), NULL, 10);
      clip->keyframes = g_ascii_strtoll (get_cell (head, cells, "keyframes"), NULL, 10);
      clip->first_pts_s = g_ascii_strtod (get_cell (head, cells, "first_pts"), NULL);
      clip->last_pts_s = g_ascii_strtod (get_cell (head, cells, "last_pts"), NULL);
      g_ptr_array_add (clips, clip);
    }
  return clips;
}
