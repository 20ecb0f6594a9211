/* A zip of a few small files, written whole or not at all, and read with
 * suspicion: only members whose names are asked for, into memory, within
 * limits. Nothing in an archive ever names a place on this machine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names → GBytes, both owned. */
typedef GHashTable PlumbZip;

/* Whether a member is wanted, and how many bytes it may have at most; 0 = not. */
typedef gsize (*PlumbZipLimit) (const char *name);

/* (transfer full) */
PlumbZip *plumb_zip_new (void);
/* Writes through a temporary name; the file is 0600. An existing file is
 * replaced. */
gboolean      plumb_zip_write (const char   *path,
                                   PlumbZip *members,
                                   GError      **error);
/* (transfer full) (nullable) */
PlumbZip *plumb_zip_read (const char      *path,
                                  PlumbZipLimit limit,
                                  GError         **error);

G_END_DECLS
