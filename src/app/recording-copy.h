/* A recording copied into the library's folder: whole, synced and private, or
 * not at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full) (nullable) The path of the copy in `folder` (made, 0700), under
 * its own name or, where that is taken, with a number. `done_bytes` (nullable) is
 * added to as bytes are written, atomically. Any thread. */
char *plumb_recording_copy (const char   *path,
                            const char   *folder,
                            gssize       *done_bytes,
                            GCancellable *cancellable,
                            GError      **error);

G_END_DECLS
