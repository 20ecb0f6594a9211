/* Rows of the table "recording".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char  *path; /* owned; where it was last seen, in the file system's bytes */
  gint64 size_bytes;
  char  *hash; /* owned; of plumb_fingerprint_file() */
} PlumbRecordingRow;

void               plumb_recording_row_free (PlumbRecordingRow *row);
/* (transfer full) (nullable) The recording of this content; NULL without error
 * when there is none. */
PlumbRecordingRow *plumb_store_find_recording (PlumbStore *store,
                                               gint64      size_bytes,
                                               const char *hash,
                                               GError    **error);
/* (transfer full) (nullable) NULL without error when there is none. */
PlumbRecordingRow *plumb_store_load_recording (PlumbStore *store,
                                               gint64      id,
                                               GError    **error);
/* The new row's id, 0 on error. */
gint64             plumb_store_add_recording (PlumbStore *store,
                                              const char *path,
                                              gint64      size_bytes,
                                              const char *hash,
                                              gint64      now_s,
                                              GError    **error);
/* (transfer full) (element-type utf8) (nullable) Hashes of the recordings in the
 * reviews of an athlete, the deleted ones included. */
GPtrArray         *plumb_store_list_hashes (PlumbStore *store,
                                            gint64      athlete_id,
                                            GError    **error);
gboolean           plumb_store_set_recording_path (PlumbStore *store,
                                                   gint64      id,
                                                   const char *path,
                                                   GError    **error);
/* When the file says that it was filmed. */
gboolean           plumb_store_set_filmed (PlumbStore *store,
                                           gint64      id,
                                           gint64      filmed_s,
                                           GError    **error);
/* (transfer full) (element-type PlumbRecordingRow) (nullable) All. */
GPtrArray         *plumb_store_list_recordings (PlumbStore *store,
                                                GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbRecordingRow, plumb_recording_row_free)

G_END_DECLS
