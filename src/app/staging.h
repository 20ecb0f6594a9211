/* Files that have no path: a portal or a place on a network gives a GFile alone.
 * What is written goes into a folder of the cache first and from there through a
 * stream; what is read comes into one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full) (nullable) The path to write to: the file's own, else one in a
 * folder of its own that plumb_staging_deliver() knows the way from. */
char    *plumb_staging_path (GFile   *file,
                             GError **error);
/* After the file at such a path was written: brings it where it belongs. TRUE at
 * once where that is where it is. Any thread. */
gboolean plumb_staging_deliver (const char   *path,
                                GCancellable *cancellable,
                                GError      **error);
/* (transfer full) The URI of where the file went in the end. */
char    *plumb_staging_uri (const char *path);
/* Takes the folder away that was made for a path; nothing where none was. */
void     plumb_staging_drop (const char *path);
/* Takes away what a program that was killed has left: folders of days ago. */
void     plumb_staging_sweep (void);
/* (transfer full) (nullable) A path to read the file at: its own, else that of a
 * copy, to be dropped. Any thread. */
char    *plumb_staging_fetch (GFile        *file,
                              GCancellable *cancellable,
                              GError      **error);

G_END_DECLS
