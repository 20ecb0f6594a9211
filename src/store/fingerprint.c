/* First and last MiB: a phone's recordings differ in both, the first holding
 * times and the last pictures or the index. Hashing all of a 2 GB file would
 * take seconds at every opening.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fingerprint.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PART_BYTES ((gsize) 1 << 20)

static gboolean
fail_with_errno (const char *path,
                 int         number,
                 GError    **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FAILED,
               _("“%s” cannot be read: %s."), name, g_strerror (number));
  return FALSE;
}

/* FALSE with errno; EIO when the file ends early. */
static gboolean
hash_part (GChecksum *checksum,
           int        fd,
           gint64     offset,
           gsize      length)
{
  g_autofree guint8 *bytes = g_malloc (MAX (length, 1));

  for (gsize done = 0; done < length;)
    {
      gssize n = pread (fd, bytes + done, length - done, offset + (gint64) done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          errno = n == 0 ? EIO : errno;
          return FALSE;
        }
      done += (gsize) n;
    }
  g_checksum_update (checksum, bytes, (gssize) length);
  return TRUE;
}

static gboolean
hash_open_file (int               fd,
                PlumbFingerprint *fingerprint)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  struct stat info;

  if (fstat (fd, &info) != 0)
    return FALSE;
  if (!S_ISREG (info.st_mode))
    {
      errno = S_ISDIR (info.st_mode) ? EISDIR : EINVAL;
      return FALSE;
    }

  gsize length = (gsize) MIN ((gint64) info.st_size, (gint64) PART_BYTES);
  g_autofree char *size = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) info.st_size);
  if (!hash_part (checksum, fd, 0, length) ||
      !hash_part (checksum, fd, (gint64) info.st_size - (gint64) length, length))
    return FALSE;
  g_checksum_update (checksum, (const guint8 *) size, -1);

  fingerprint->size_bytes = info.st_size;
  g_strlcpy (fingerprint->hash, g_checksum_get_string (checksum), sizeof fingerprint->hash);
  return TRUE;
}

gboolean
plumb_fingerprint_file (const char       *path,
                        PlumbFingerprint *fingerprint,
                        GError          **error)
{
  /* O_NONBLOCK: opening a pipe by that name must not wait for its writer. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gboolean done = fd >= 0 && hash_open_file (fd, fingerprint);
  int number = errno;

  if (fd >= 0)
    close (fd);
  return done ? TRUE : fail_with_errno (path, number, error);
}
