/* flock() on a file that is never removed: removing it would let two programs
 * hold locks on two files of the same name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static PlumbStoreError
classify (int number)
{
  switch (number)
    {
    case EWOULDBLOCK:
      return PLUMB_STORE_ERROR_BUSY;
    case ENOSPC:
    case EDQUOT:
      return PLUMB_STORE_ERROR_FULL;
    case ENOLCK:
    case ENOSYS:
    case EOPNOTSUPP:
      return PLUMB_STORE_ERROR_DISK;
    default:
      return PLUMB_STORE_ERROR_FOLDER;
    }
}

static gboolean
fail_with_errno (const char *path,
                 int         number,
                 GError    **error)
{
  const PlumbStoreError code = classify (number);

  if (code == PLUMB_STORE_ERROR_BUSY)
    g_set_error (error, PLUMB_STORE_ERROR, code,
                 _("Another Plumbline has this library open (“%s”)."), path);
  else if (code == PLUMB_STORE_ERROR_DISK)
    g_set_error (error, PLUMB_STORE_ERROR, code,
                 _("The disk of the library cannot lock files, as many network folders cannot "
                   "(“%s”: %s)."),
                 path, g_strerror (number));
  else
    g_set_error (error, PLUMB_STORE_ERROR, code,
                 _("The library folder cannot be written: “%s”: %s."), path,
                 g_strerror (number));
  return FALSE;
}

gboolean
plumb_store_lock_take (PlumbStoreLock *lock,
                       const char     *path,
                       GError        **error)
{
  struct stat info;
  g_autofree char *pid = g_strdup_printf ("%ld\n", (long) getpid ());

  lock->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (lock->fd < 0)
    return fail_with_errno (path, errno, error);

  /* The process id must be on the disk before the first edit is: after a
   * power cut it is what asks for the integrity check. */
  if (flock (lock->fd, LOCK_EX | LOCK_NB) != 0 || fstat (lock->fd, &info) != 0 ||
      pwrite (lock->fd, pid, strlen (pid), 0) != (gssize) strlen (pid) ||
      fdatasync (lock->fd) != 0)
    {
      fail_with_errno (path, errno, error);
      close (lock->fd);
      lock->fd = -1;
      return FALSE;
    }

  lock->unclean_end = info.st_size > 0;
  return TRUE;
}

void
plumb_store_lock_release (PlumbStoreLock *lock,
                          gboolean        clean)
{
  if (lock->fd < 0)
    return;

  if (clean && ftruncate (lock->fd, 0) != 0)
    g_debug ("The lock file keeps its process id: %s", g_strerror (errno));
  close (lock->fd);
  lock->fd = -1;
}
