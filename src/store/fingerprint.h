/* What a recording is recognised by when it has moved or has another name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 size_bytes;
  char   hash[65]; /* SHA-256 in hex of first MiB, last MiB and size */
} PlumbFingerprint;

/* Reads two MiB at most, whatever the size of the file. */
gboolean plumb_fingerprint_file (const char       *path,
                                 PlumbFingerprint *fingerprint,
                                 GError          **error);

G_END_DECLS
