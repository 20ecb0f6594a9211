/* Tables of recordings kept in the cache folder, so that a recording which was
 * opened before is ready without reading it through again.
 *
 * $XDG_CACHE_HOME/plumbline/index/HASH.index, the folder 0700, the files 0600.
 * HASH is the fingerprint by which the library knows a recording: SHA-256 in hex
 * of its first MiB, its last MiB and its size in decimal figures. Inside are the
 * time of the last change, the version of the format and a checksum: a file that
 * does not fit in every one of them is as good as none. Where the recording has
 * no table that could be used again (MPEG-TS, AVI), its compressed pictures lie
 * beside it as HASH.units.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "track.h"

G_BEGIN_DECLS

typedef struct
{
  char     hash[65];
  gint64   size_bytes;
  gint64   mtime_ns;
  gboolean is_stored; /* the track came from the cache */
} PlumbIndexKey;

/* Opens a recording: from the cache, or else as plumb_track_open() does. `key` is
 * filled for plumb_index_cache_save(). */
PlumbTrack *plumb_index_cache_open (const char          *path,
                                    PlumbIndexKey       *key,
                                    const PlumbProgress *progress,
                                    GCancellable        *cancellable,
                                    GError             **error);
/* `index` (nullable): of the track; units that it has found out to be no sync units
 * are kept as such. Writes under a temporary name, then fsync and rename; removes what was used
 * least when there are too many. From any thread. Errors of G_IO_ERROR. */
gboolean    plumb_index_cache_save (const PlumbIndexKey *key,
                                    const PlumbTrack    *track,
                                    const PlumbFrameIndex *index,
                                    GError             **error);
/* What is kept about the recording of this fingerprint is removed. */
void        plumb_index_cache_forget (const char *hash);

G_END_DECLS
