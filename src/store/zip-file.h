/* A zip, written whole or not at all, and read with suspicion: only members whose
 * names are asked for, within limits. Small ones are read into memory; large
 * ones, which are packed already, pass through in blocks. Nothing in an archive
 * ever names a place on this machine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Names → GBytes, both owned. */
typedef GHashTable PlumbZip;

/* A file that goes into an archive as it is. */
typedef struct
{
  char  *name; /* owned: in the archive */
  char  *path; /* owned */
  gint64 size_bytes;
} PlumbZipFile;

void      plumb_zip_file_free (PlumbZipFile *file);

/* Whether a member is wanted, and how many bytes it may have at most; 0 = not. */
typedef gsize (*PlumbZipLimit) (const char *name);

/* Where a large member goes: an open file, which stays the caller's, and how many
 * bytes it may have at most; -1 = it is not wanted. */
typedef int (*PlumbZipPlace) (const char *name,
                              gint64     *limit,
                              gpointer    user_data);

/* (transfer full) */
PlumbZip *plumb_zip_new (void);
/* Writes through a temporary name; the file is 0600. An existing file is
 * replaced. `files` (nullable, element-type PlumbZipFile) must have the size that
 * they say. `done_bytes` (nullable) grows with what of them is written, for
 * another thread to look at. */
gboolean  plumb_zip_write (const char   *path,
                           PlumbZip     *members,
                           GPtrArray    *files,
                           gssize       *done_bytes,
                           GCancellable *cancellable,
                           GError      **error);
/* (transfer full) (nullable) */
PlumbZip *plumb_zip_read (const char   *path,
                          PlumbZipLimit limit,
                          GError      **error);
/* Writes the members that are wanted into the files that `place` gives. All of
 * them together hold no more than twice the archive: film cannot be packed. */
gboolean  plumb_zip_extract (const char   *path,
                             PlumbZipPlace place,
                             gpointer      user_data,
                             gssize       *done_bytes,
                             GCancellable *cancellable,
                             GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbZipFile, plumb_zip_file_free)

G_END_DECLS
