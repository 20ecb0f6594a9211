/* What the files of the store share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sql.h"
#include "store-lock.h"

G_BEGIN_DECLS

struct _PlumbStore
{
  gatomicrefcount ref_count;
  char           *folder;
  char           *path;
  sqlite3        *db;
  PlumbStoreLock  lock;
  GThread        *backup; /* nullable; the daily copy being made */
  char           *older;  /* nullable; the copy of before it was migrated */
  guint           depth;  /* of nested transactions */
  gboolean        read_only;
  gboolean        sound; /* nothing found wrong with the database */
  gboolean        ready; /* opened for writing, all checks passed */
};

/* Closes the connection, if there is one. */
void     plumb_store_disconnect (PlumbStore *self);
/* Sets the sentence for a person: which file, and where the newest copy is.
 * Always FALSE. */
gboolean plumb_store_fail_damaged (PlumbStore *self,
                                   const char *detail,
                                   GError    **error);

G_END_DECLS
