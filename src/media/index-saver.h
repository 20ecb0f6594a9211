/* Writes a table into the cache beside the work, so that the first picture does
 * not wait for the disk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "index-cache.h"

G_BEGIN_DECLS

typedef struct _PlumbIndexSaver PlumbIndexSaver;

/* (transfer full) (nullable) NULL when there is nothing to save: it is there already,
 * and nothing of it was mended. */
PlumbIndexSaver *plumb_index_saver_start (const PlumbIndexKey *key,
                                          PlumbTrack          *track,
                                          PlumbFrameIndex     *index);
/* Waits until it is written. */
void             plumb_index_saver_finish (PlumbIndexSaver *saver);

G_END_DECLS
