/* Putting the newest good backup in the place of a damaged database, which is
 * set aside under its date and never overwritten.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

/* Afterwards plumb_store_open() opens the backup's content. `set_aside`
 * (transfer full) (may be NULL) gets the new path of the damaged database, NULL
 * when there was none; `backup` (transfer full) (may be NULL) that of the copy
 * that was taken. DAMAGED when no backup is in order: nothing has changed. */
gboolean plumb_store_recover (const char *folder,
                              char      **set_aside,
                              char      **backup,
                              GError    **error);

G_END_DECLS
