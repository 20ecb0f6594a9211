/* A recording copied into the library's folder; see recording-copy.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "recording-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file-copy.h"

#define BLOCK ((gsize) 1 << 20)
#define MAX_NAMES 10000

static gboolean
fail (const char *path,
      int         number,
      GError    **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (number),
               _("“%s” could not be copied into the library: %s."), name, g_strerror (number));
  return FALSE;
}

/* The day of the file is all that says when, where the film itself does not. */
static void
keep_time (int from,
           int to)
{
  struct stat info;

  if (fstat (from, &info) == 0)
    futimens (to, (const struct timespec[]) { info.st_atim, info.st_mtim });
}

static gboolean
copy_bytes (const char   *path,
            int           from,
            int           to,
            gssize       *done_bytes,
            GCancellable *cancellable,
            GError      **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK);
  gssize n;

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      n = read (from, block, BLOCK);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || (n > 0 && !plumb_file_write_all (to, block, (gsize) n)))
        return fail (path, errno, error);
      if (n == 0)
        {
          keep_time (from, to);
          return fsync (to) == 0 || fail (path, errno, error);
        }
      if (done_bytes != NULL)
        g_atomic_pointer_add (done_bytes, n);
    }
  return FALSE;
}

/* (transfer full) (nullable) Gives the finished part a name that nobody has:
 * link() never takes the place of another file. */
static char *
give_name (const char *part,
           const char *path,
           const char *folder,
           GError    **error)
{
  g_autofree char *base = g_path_get_basename (path);
  const char *dot = strrchr (base, '.');
  const int stem = dot != NULL && dot != base ? (int) (dot - base) : (int) strlen (base);

  for (int i = 1; i < MAX_NAMES; i++)
    {
      g_autofree char *name
          = i == 1 ? g_strdup (base) : g_strdup_printf ("%.*s-%d%s", stem, base, i, base + stem);
      g_autofree char *to = g_build_filename (folder, name, NULL);

      if (link (part, to) == 0)
        return g_steal_pointer (&to);
      if ((errno == EPERM || errno == ENOTSUP) && !g_file_test (to, G_FILE_TEST_EXISTS)
          && g_rename (part, to) == 0)
        return g_steal_pointer (&to);
      if (errno != EEXIST && !g_file_test (to, G_FILE_TEST_EXISTS))
        break;
    }
  fail (path, errno, error);
  return NULL;
}

static void
sync_folder (const char *folder)
{
  const int fd = open (folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

char *
plumb_recording_copy (const char   *path,
                      const char   *folder,
                      gssize       *done_bytes,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autofree char *part = g_build_filename (folder, ".copy-XXXXXX", NULL);
  char *named = NULL;
  int from, to;

  g_return_val_if_fail (path != NULL && folder != NULL, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail (path, errno, error);
      return NULL;
    }
  from = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  to = from >= 0 ? g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0600) : -1;
  if (to < 0)
    fail (path, errno, error);
  else if (copy_bytes (path, from, to, done_bytes, cancellable, error))
    named = give_name (part, path, folder, error);
  if (to >= 0)
    {
      g_unlink (part);
      close (to);
      sync_folder (folder);
    }
  if (from >= 0)
    close (from);
  return named;
}
