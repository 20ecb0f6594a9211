/* An athlete as one file for another coach, as a folder for the athlete, and
 * out of the library for good.
 *
 * A .plumb file is a zip: athlete.json (format "plumbline-athlete", version 1)
 * and stills/UID.png, a small picture a review. Videos are not in it; their
 * names, sizes and hashes are, so that they are recognised.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "library.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 athlete_id;
  guint  n_added; /* reviews that are new here */
  guint  n_known; /* … that were here, and stay as they are */
} PlumbImported;

gboolean plumb_library_export_athlete (PlumbLibrary *self,
                                       gint64        athlete_id,
                                       const char   *path,
                                       GError      **error);
/* All of the file or nothing of it. */
gboolean plumb_library_import_athlete (PlumbLibrary  *self,
                                       const char    *path,
                                       PlumbImported *imported,
                                       GError       **error);
/* Everything that is held of a person, deleted reviews too, into a new folder
 * (0700): athlete.json, a CSV a table, stills. The folder goes again when it
 * fails or is cancelled. */
gboolean plumb_library_export_held (PlumbLibrary *self,
                                    gint64        athlete_id,
                                    const char   *folder,
                                    GCancellable *cancellable,
                                    GError      **error);
/* (transfer full) (nullable) What is held, a line a sort: "3 reviews". */
GStrv    plumb_library_list_held (PlumbLibrary *self,
                                  gint64        athlete_id,
                                  GError      **error);
/* (transfer full) (element-type utf8) (nullable) By what the athlete's recordings are
 * known: what others keep about them goes by these names. */
GPtrArray *plumb_library_list_fingerprints (PlumbLibrary *self,
                                            gint64        athlete_id,
                                            GError      **error);
/* Not to be undone. `backups` (transfer full) names the copies of the database
 * that may still hold the athlete; they are left as they are. */
gboolean plumb_library_erase_athlete (PlumbLibrary *self,
                                      gint64        athlete_id,
                                      GStrv        *backups,
                                      GError      **error);

G_END_DECLS
