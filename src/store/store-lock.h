/* The advisory lock that keeps two writers apart, and the memory of an
 * unclean end: the lock file holds a process id while it is held, and is
 * emptied when the database was closed in good order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  int      fd;          /* -1 when not held */
  gboolean unclean_end; /* the last holder did not close in good order */
} PlumbStoreLock;

/* FALSE with PLUMB_STORE_ERROR_BUSY when another program holds it. */
gboolean plumb_store_lock_take (PlumbStoreLock *lock,
                                const char     *path,
                                GError        **error);
/* `clean` empties the file; otherwise the next holder sees unclean_end. */
void     plumb_store_lock_release (PlumbStoreLock *lock,
                                   gboolean        clean);

G_END_DECLS
