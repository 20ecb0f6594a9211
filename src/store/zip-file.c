/* A zip; see zip-file.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "zip-file.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store.h"

#define BLOCK 16384
#define COPY_BLOCK ((gint64) 1 << 20)
#define MAX_ENTRIES 10000 /* also of those that are passed over */
#define MAX_TOTAL ((gsize) 256 << 20)

PlumbZip *
plumb_zip_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

void
plumb_zip_file_free (PlumbZipFile *file)
{
  g_free (file->name);
  g_free (file->path);
  g_free (file);
}

static gboolean
fail (const char *path,
      const char *detail,
      GError    **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FAILED, "%s: %s", name, detail);
  return FALSE;
}

/* errno when the disk is what failed. */
static gboolean
fail_writing (const char *path,
              int         number,
              GError    **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  const gboolean is_full = number == ENOSPC || number == EDQUOT || number == EFBIG;

  g_set_error (error, PLUMB_STORE_ERROR,
               is_full ? PLUMB_STORE_ERROR_FULL : PLUMB_STORE_ERROR_FAILED,
               is_full ? _("%s: The disk has no room for it.")
                       : _("%s: It could not be written."),
               name);
  return FALSE;
}

static gboolean
write_header (struct archive *archive,
              const char     *name,
              gint64          size,
              gint64          changed_s)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean done;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  if (changed_s != 0)
    archive_entry_set_mtime (entry, changed_s, 0);
  done = archive_write_header (archive, entry) == ARCHIVE_OK;
  archive_entry_free (entry);
  return done;
}

static gboolean
write_member (struct archive *archive,
              const char     *name,
              GBytes         *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return write_header (archive, name, (gint64) size, 0)
         && archive_write_data (archive, data, size) == (la_ssize_t) size;
}

/* Exactly the bytes that the header has promised. */
static gboolean
copy_file (struct archive *archive,
           int             fd,
           gint64          size,
           gssize         *done_bytes,
           GCancellable   *cancellable)
{
  g_autofree guint8 *block = g_malloc (COPY_BLOCK);
  gint64 left = size;

  while (left > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      const gssize n = read (fd, block, (gsize) MIN (left, COPY_BLOCK));

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0 || archive_write_data (archive, block, (gsize) n) != n)
        return FALSE;
      left -= n;
      if (done_bytes != NULL)
        g_atomic_pointer_add (done_bytes, n);
    }
  return left == 0;
}

static gboolean
write_file (struct archive     *archive,
            const PlumbZipFile *file,
            gssize             *done_bytes,
            GCancellable       *cancellable)
{
  const int fd = open (file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat info;
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = fstat (fd, &info) == 0
         && write_header (archive, file->name, file->size_bytes, info.st_mtime)
         && copy_file (archive, fd, file->size_bytes, done_bytes, cancellable);
  close (fd);
  return done;
}

static gboolean
write_members (int           fd,
               PlumbZip     *members,
               GPtrArray    *files,
               gssize       *done_bytes,
               GCancellable *cancellable)
{
  struct archive *archive = archive_write_new ();
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (members), (GCompareFunc) strcmp);
  gboolean done = archive_write_set_format_zip (archive) == ARCHIVE_OK
                  && archive_write_open_fd (archive, fd) == ARCHIVE_OK;

  for (GList *at = names; done && at != NULL; at = at->next)
    done = write_member (archive, at->data, g_hash_table_lookup (members, at->data));
  if (done && files != NULL && files->len > 0)
    done = archive_write_zip_set_compression_store (archive) == ARCHIVE_OK;
  for (guint i = 0; done && files != NULL && i < files->len; i++)
    done = write_file (archive, files->pdata[i], done_bytes, cancellable);
  if (!done)
    archive_write_fail (archive);
  done = archive_write_close (archive) == ARCHIVE_OK && done;
  archive_write_free (archive);
  return done;
}

gboolean
plumb_zip_write (const char   *path,
                 PlumbZip     *members,
                 GPtrArray    *files,
                 gssize       *done_bytes,
                 GCancellable *cancellable,
                 GError      **error)
{
  g_autofree char *part = g_strconcat (path, ".XXXXXX", NULL);
  const int fd = g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0600);
  gboolean done;
  int number;

  if (fd < 0)
    return fail (path, g_strerror (errno), error);
  errno = 0;
  done = write_members (fd, members, files, done_bytes, cancellable) && fsync (fd) == 0;
  number = errno;
  done = close (fd) == 0 && done;
  if (done && g_rename (part, path) == 0)
    return TRUE;
  g_unlink (part);
  return g_cancellable_set_error_if_cancelled (cancellable, error)
             ? FALSE
             : fail_writing (path, number, error);
}

/* (transfer full) (nullable) NULL when it is damaged or larger than `limit`,
 * whatever its header says. */
static GBytes *
read_member (struct archive *archive,
             gsize           limit)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 block[BLOCK];
  la_ssize_t n;

  while ((n = archive_read_data (archive, block, sizeof block)) > 0)
    {
      if (bytes->len + (gsize) n > limit)
        return NULL;
      g_byte_array_append (bytes, block, (guint) n);
    }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/* FALSE when the archive is not to be trusted any further. */
static gboolean
read_members (struct archive  *archive,
              PlumbZipLimit limit,
              PlumbZip    *members)
{
  struct archive_entry *entry;
  gsize total = 0;
  int code;

  for (guint n = 0; (code = archive_read_next_header (archive, &entry)) == ARCHIVE_OK; n++)
    {
      const char *name = archive_entry_pathname_utf8 (entry);
      const gsize allowed = name != NULL ? limit (name) : 0;
      GBytes *bytes;

      if (n >= MAX_ENTRIES)
        return FALSE;
      if (allowed == 0 || archive_entry_filetype (entry) != AE_IFREG
          || g_hash_table_contains (members, name))
        continue;
      bytes = read_member (archive, allowed);
      if (bytes == NULL)
        return FALSE;
      total += g_bytes_get_size (bytes);
      g_hash_table_insert (members, g_strdup (name), bytes);
      if (total > MAX_TOTAL)
        return FALSE;
    }
  return code == ARCHIVE_EOF;
}

PlumbZip *
plumb_zip_read (const char   *path,
                PlumbZipLimit limit,
                GError      **error)
{
  g_autoptr (GHashTable) members = plumb_zip_new ();
  struct archive *archive = archive_read_new ();
  gboolean done = archive_read_support_format_zip (archive) == ARCHIVE_OK
                  && archive_read_open_filename (archive, path, BLOCK) == ARCHIVE_OK
                  && read_members (archive, limit, members);

  archive_read_free (archive);
  if (done)
    return g_steal_pointer (&members);
  fail (path, _("It is no file of an athlete, or it is damaged."), error);
  return NULL;
}

/* What passes through, and how much of it may. */
typedef struct
{
  gint64        left; /* bytes of all members */
  gssize       *done_bytes;
  GCancellable *cancellable;
  int           number; /* errno when the disk has failed; 0 = it has not */
} Passage;

static gboolean
write_all (int           fd,
           const guint8 *bytes,
           gsize         length)
{
  while (length > 0)
    {
      const gssize n = write (fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
pass_member (struct archive *archive,
             int             fd,
             gint64          limit,
             Passage        *passage)
{
  g_autofree guint8 *block = g_malloc (COPY_BLOCK);
  gint64 left = MIN (limit, passage->left);
  la_ssize_t n;

  while ((n = archive_read_data (archive, block, COPY_BLOCK)) > 0)
    {
      left -= n;
      passage->left -= n;
      if (left < 0 || g_cancellable_is_cancelled (passage->cancellable))
        return FALSE;
      if (!write_all (fd, block, (gsize) n))
        {
          passage->number = errno;
          return FALSE;
        }
      if (passage->done_bytes != NULL)
        g_atomic_pointer_add (passage->done_bytes, n);
    }
  return n == 0;
}

/* The day of the file is all that says when, where the film itself does not. */
static void
keep_time (int    fd,
           gint64 changed_s)
{
  const struct timespec time = { .tv_sec = (time_t) changed_s };

  futimens (fd, (const struct timespec[]) { time, time });
}

static gboolean
pass_members (struct archive *archive,
              PlumbZipPlace   place,
              gpointer        user_data,
              Passage        *passage)
{
  struct archive_entry *entry;
  int code;

  for (guint n = 0; (code = archive_read_next_header (archive, &entry)) == ARCHIVE_OK; n++)
    {
      const char *name = archive_entry_pathname_utf8 (entry);
      gint64 limit = 0;
      int fd = -1;

      if (n >= MAX_ENTRIES)
        return FALSE;
      if (name != NULL && archive_entry_filetype (entry) == AE_IFREG)
        fd = place (name, &limit, user_data);
      if (fd >= 0 && !pass_member (archive, fd, limit, passage))
        return FALSE;
      if (fd >= 0 && archive_entry_mtime_is_set (entry))
        keep_time (fd, archive_entry_mtime (entry));
    }
  return code == ARCHIVE_EOF;
}

gboolean
plumb_zip_extract (const char   *path,
                   PlumbZipPlace place,
                   gpointer      user_data,
                   gssize       *done_bytes,
                   GCancellable *cancellable,
                   GError      **error)
{
  struct archive *archive = archive_read_new ();
  Passage passage = { 0, done_bytes, cancellable, 0 };
  GStatBuf info;
  gboolean done;

  passage.left = g_stat (path, &info) == 0 ? 2 * (gint64) info.st_size : 0;
  done = archive_read_support_format_zip (archive) == ARCHIVE_OK
         && archive_read_open_filename (archive, path, BLOCK) == ARCHIVE_OK
         && pass_members (archive, place, user_data, &passage);
  archive_read_free (archive);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (passage.number != 0)
    return fail_writing (path, passage.number, error);
  return done || fail (path, _("It is no file of an athlete, or it is damaged."), error);
}
