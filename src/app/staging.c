/* Files that have no path; see staging.h.
 *
 * A folder of its own for each: the file under its own name, because writers go by
 * its ending and readers show it, and beside it where it goes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "staging.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define FOLDER "staging-XXXXXX"
#define GOES_TO ".goes-to"
#define LEFT_S (2 * 24 * 3600)

/* (transfer full) (nullable) */
static char *
make_folder (GError **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "plumbline", NULL);
  g_autofree char *folder = g_build_filename (parent, FOLDER, NULL);

  if (g_mkdir_with_parents (parent, 0700) == 0 && g_mkdtemp_full (folder, 0700) != NULL)
    return g_steal_pointer (&folder);
  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (errno),
               _("No place for a file could be made: %s."), g_strerror (errno));
  return NULL;
}

/* (transfer full) (nullable) The URI that a staged file goes to. */
static char *
read_target (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *note = g_build_filename (folder, GOES_TO, NULL);
  g_autofree char *parent = g_path_get_basename (folder);
  char *uri = NULL;

  if (!g_str_has_prefix (parent, "staging-") || !g_file_get_contents (note, &uri, NULL, NULL))
    return NULL;
  return uri;
}

/* (transfer full) (nullable) A path in a folder of its own. */
static char *
stage (GFile   *file,
       GError **error)
{
  g_autofree char *folder = make_folder (error);
  g_autofree char *note = NULL;
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *name = g_file_get_basename (file);

  if (folder == NULL)
    return NULL;
  note = g_build_filename (folder, GOES_TO, NULL);
  if (!g_file_set_contents_full (note, uri, -1, G_FILE_SET_CONTENTS_NONE, 0600, error))
    {
      g_rmdir (folder);
      return NULL;
    }
  return g_build_filename (folder, name != NULL ? name : "file", NULL);
}

char *
plumb_staging_path (GFile   *file,
                    GError **error)
{
  char *path;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  path = g_file_get_path (file);
  return path != NULL ? path : stage (file, error);
}

void
plumb_staging_drop (const char *path)
{
  g_autofree char *uri = read_target (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *note = g_build_filename (folder, GOES_TO, NULL);

  if (uri == NULL)
    return;
  g_unlink (path);
  g_unlink (note);
  g_rmdir (folder);
}

void
plumb_staging_sweep (void)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "plumbline", NULL);
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *folder = g_build_filename (parent, name, NULL);
      g_autoptr (GDir) inside = NULL;
      GStatBuf info;

      if (!g_str_has_prefix (name, "staging-") || g_stat (folder, &info) != 0
          || now_s - info.st_mtime < LEFT_S)
        continue;
      inside = g_dir_open (folder, 0, NULL);
      for (const char *file; inside != NULL && (file = g_dir_read_name (inside)) != NULL;)
        {
          g_autofree char *path = g_build_filename (folder, file, NULL);

          g_unlink (path);
        }
      g_rmdir (folder);
    }
}

static gboolean
pour (GFile        *from,
      GFile        *to,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (GFileInputStream) input = g_file_read (from, cancellable, error);
  g_autoptr (GFileOutputStream) output = NULL;

  if (input != NULL)
    output = g_file_replace (to, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, error);
  return output != NULL
         && g_output_stream_splice (G_OUTPUT_STREAM (output), G_INPUT_STREAM (input),
                                    G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE
                                        | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                    cancellable, error)
                >= 0;
}

gboolean
plumb_staging_deliver (const char   *path,
                       GCancellable *cancellable,
                       GError      **error)
{
  g_autofree char *uri = read_target (path);
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = NULL;
  gboolean done;

  if (uri == NULL)
    return TRUE;
  from = g_file_new_for_path (path);
  to = g_file_new_for_uri (uri);
  done = pour (from, to, cancellable, error);
  g_unlink (path);
  return done;
}

char *
plumb_staging_uri (const char *path)
{
  char *uri = read_target (path);

  return uri != NULL ? uri : g_filename_to_uri (path, NULL, NULL);
}

char *
plumb_staging_fetch (GFile        *file,
                     GCancellable *cancellable,
                     GError      **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) copy = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  path = plumb_staging_path (file, error);
  if (path == NULL || g_file_peek_path (file) != NULL)
    return g_steal_pointer (&path);
  copy = g_file_new_for_path (path);
  if (pour (file, copy, cancellable, error))
    return g_steal_pointer (&path);
  plumb_staging_drop (path);
  return NULL;
}
