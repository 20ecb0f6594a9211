/* A file copied so that it is safe to part with the old one: whole, compared
 * byte by byte and on the disk, with the day of the old one; or not at all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file at `to` of the same length and day is taken for a copy made before; any
 * other is an error: nothing is overwritten. `done_bytes` (nullable) is added to
 * as bytes are written, atomically. Any thread. */
gboolean plumb_file_copy (const char   *from,
                          const char   *to,
                          gssize       *done_bytes,
                          GCancellable *cancellable,
                          GError      **error);
/* Goes on after an interruption and a short write; FALSE with errno set. */
gboolean plumb_file_write_all (int           fd,
                               const guint8 *block,
                               gsize         length);

G_END_DECLS
