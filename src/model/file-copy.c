/* A file copied and compared; see file-copy.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "file-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "library.h"

#define BLOCK ((gsize) 1 << 20)
#define COARSE_S 2 /* how exactly the simplest of disks keep a time */

static gboolean
fail (const char *path,
      int         number,
      GError    **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, PLUMB_LIBRARY_ERROR,
               number == ENOSPC || number == EDQUOT ? PLUMB_LIBRARY_ERROR_FULL
                                                    : PLUMB_LIBRARY_ERROR_FOLDER,
               _("“%s” could not be copied: %s."), name, g_strerror (number));
  return FALSE;
}

/* As many bytes as there are up to a block; -1 = error. */
static gssize
read_block (int     fd,
            guint8 *block)
{
  gsize length = 0;

  while (length < BLOCK)
    {
      const gssize n = read (fd, block + length, BLOCK - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      length += (gsize) n;
    }
  return (gssize) length;
}

gboolean
plumb_file_write_all (int           fd,
                      const guint8 *block,
                      gsize         length)
{
  while (length > 0)
    {
      const gssize n = write (fd, block, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      block += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_copy (const char   *path,
            int           from,
            int           to,
            gssize       *done_bytes,
            GCancellable *cancellable,
            GError      **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK);
  struct stat info;
  gssize n;

  while ((n = read_block (from, block)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!plumb_file_write_all (to, block, (gsize) n))
        return fail (path, errno, error);
      if (done_bytes != NULL)
        g_atomic_pointer_add (done_bytes, n);
    }
  /* The day of the file is all that says when, where the film itself does not. */
  if (n == 0 && fstat (from, &info) == 0
      && futimens (to, (const struct timespec[]) { info.st_atim, info.st_mtim }) == 0
      && fsync (to) == 0)
    return TRUE;
  return fail (path, errno, error);
}

/* What the disk has is compared, and not what it was given: its memory of that is
 * let go first. */
static gboolean
compare (const char   *path,
         int           from,
         int           to,
         GCancellable *cancellable,
         GError      **error)
{
  g_autofree guint8 *one = g_malloc (BLOCK);
  g_autofree guint8 *other = g_malloc (BLOCK);
  gssize n;

  posix_fadvise (to, 0, 0, POSIX_FADV_DONTNEED);
  if (lseek (from, 0, SEEK_SET) != 0 || lseek (to, 0, SEEK_SET) != 0)
    return fail (path, errno, error);
  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = read_block (from, one);
      if (n < 0)
        return fail (path, errno, error);
      if (read_block (to, other) != n || memcmp (one, other, (gsize) n) != 0)
        return fail (path, EIO, error);
    }
  while (n > 0);
  return TRUE;
}

static void
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const int fd = open (folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/* Whether it was copied before; a file of others there is an error. */
static gboolean
is_copied (const char *from,
           const char *to,
           gboolean   *other)
{
  GStatBuf old, copy;

  *other = FALSE;
  if (g_lstat (to, &copy) != 0)
    return FALSE;
  if (g_stat (from, &old) == 0 && S_ISREG (copy.st_mode) && old.st_size == copy.st_size
      && ABS (old.st_mtim.tv_sec - copy.st_mtim.tv_sec) <= COARSE_S)
    return TRUE;
  *other = TRUE;
  return FALSE;
}

gboolean
plumb_file_copy (const char   *from,
                 const char   *to,
                 gssize       *done_bytes,
                 GCancellable *cancellable,
                 GError      **error)
{
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *part = g_build_filename (folder, ".copy-XXXXXX", NULL);
  gboolean other, done = FALSE;
  int source, copy;

  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  if (is_copied (from, to, &other))
    return TRUE;
  if (other)
    return fail (from, EEXIST, error);
  source = open (from, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  copy = source >= 0 ? g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0600) : -1;
  if (copy < 0)
    fail (from, errno, error);
  else if (write_copy (from, source, copy, done_bytes, cancellable, error)
           && compare (from, source, copy, cancellable, error))
    done = g_rename (part, to) == 0 || fail (from, errno, error);
  if (copy >= 0)
    {
      if (!done)
        g_unlink (part);
      close (copy);
      sync_folder_of (to);
    }
  if (source >= 0)
    close (source);
  return done;
}
