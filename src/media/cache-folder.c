/* Folders of the cache.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "cache-folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* A file that is being written is younger than this. */
#define LEFTOVER_S (60 * 60)

typedef struct
{
  char  *path;
  gint64 used_s;
  gint64 n_bytes;
} Entry;

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->path);
}

static int
compare_newest (gconstpointer a,
                gconstpointer b)
{
  const Entry *x = a, *y = b;
  return x->used_s > y->used_s ? -1 : x->used_s < y->used_s;
}

char *
plumb_cache_folder_path (const char *name)
{
  return g_build_filename (g_get_user_cache_dir (), "plumbline", name, NULL);
}

gboolean
plumb_cache_folder_make (const char *name,
                         GError    **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "plumbline", NULL);
  g_autofree char *path = plumb_cache_folder_path (name);
  if (g_mkdir_with_parents (path, 0700) == 0)
    {
      /* Made by an earlier program, perhaps for all to see. */
      g_chmod (parent, 0700);
      g_chmod (path, 0700);
      return TRUE;
    }
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
               g_strerror (errno));
  return FALSE;
}

/* (transfer full) What lies in the folder; what was left half written long ago
 * is removed on the way. */
static GArray *
list_entries (const char *folder)
{
  GArray         *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;
  gint64           now_s = g_get_real_time () / G_USEC_PER_SEC;
  g_array_set_clear_func (entries, clear_entry);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat      about;
      if (lstat (path, &about) != 0 || !S_ISREG (about.st_mode))
        continue;
      gboolean whole = g_str_has_suffix (name, ".index") || g_str_has_suffix (name, ".units");
      Entry    entry = { NULL, about.st_mtime, about.st_size };
      if (!whole && now_s - entry.used_s > LEFTOVER_S)
        g_unlink (path);
      if (!whole)
        continue;
      entry.path = g_steal_pointer (&path);
      g_array_append_val (entries, entry);
    }
  return entries;
}

void
plumb_cache_folder_trim (const char *name)
{
  g_autofree char  *folder = plumb_cache_folder_path (name);
  g_autoptr (GArray) entries = list_entries (folder);
  gint64             n_bytes = 0;
  g_array_sort (entries, compare_newest);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      n_bytes += entry->n_bytes;
      if (i >= PLUMB_CACHE_MAX_FILES || n_bytes > PLUMB_CACHE_MAX_BYTES)
        g_unlink (entry->path);
    }
}
