/* A zip of a few small files; see zip-file.h.
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
#include <unistd.h>

#include "store.h"

#define BLOCK 16384
#define MAX_ENTRIES 10000 /* also of those that are passed over */
#define MAX_TOTAL ((gsize) 256 << 20)

PlumbZip *
plumb_zip_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

static gboolean
fail (const char  *path,
      const char  *detail,
      GError     **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FAILED, "%s: %s", name, detail);
  return FALSE;
}

static gboolean
write_member (struct archive *archive,
              const char     *name,
              GBytes         *bytes)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  gboolean done;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (gint64) size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  done = archive_write_header (archive, entry) == ARCHIVE_OK
         && archive_write_data (archive, data, size) == (la_ssize_t) size;
  archive_entry_free (entry);
  return done;
}

static gboolean
write_members (int           fd,
               PlumbZip *members)
{
  struct archive *archive = archive_write_new ();
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (members), (GCompareFunc) strcmp);
  gboolean done = archive_write_set_format_zip (archive) == ARCHIVE_OK
                  && archive_write_open_fd (archive, fd) == ARCHIVE_OK;

  for (GList *at = names; done && at != NULL; at = at->next)
    done = write_member (archive, at->data, g_hash_table_lookup (members, at->data));
  done = archive_write_close (archive) == ARCHIVE_OK && done;
  archive_write_free (archive);
  return done;
}

gboolean
plumb_zip_write (const char   *path,
                     PlumbZip *members,
                     GError      **error)
{
  g_autofree char *part = g_strconcat (path, ".XXXXXX", NULL);
  const int fd = g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0600);
  gboolean done;

  if (fd < 0)
    return fail (path, g_strerror (errno), error);
  done = write_members (fd, members) && fsync (fd) == 0;
  done = close (fd) == 0 && done;
  if (done && g_rename (part, path) == 0)
    return TRUE;
  g_unlink (part);
  return fail (path, _("It could not be written; is the disk full?"), error);
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
plumb_zip_read (const char      *path,
                    PlumbZipLimit limit,
                    GError         **error)
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
