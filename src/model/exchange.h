/* An athlete as one file for another coach, as a folder for the athlete, and
 * out of the library for good.
 *
 * A .plumb file is a zip: athlete.json (format "plumbline-athlete", version 1),
 * stills/UID.png, a small picture a review, and, when that was wanted,
 * clips/HASH.mp4, the films themselves. Their names, sizes and hashes are in it in
 * any case, so that they are recognised.
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
  guint  n_clips; /* films that are new in the library's folder */
} PlumbImported;

/* For another thread to look at, by g_atomic_pointer_get(). */
typedef struct
{
  gssize done_bytes;
  gssize all_bytes;
} PlumbExchangeProgress;

typedef struct
{
  guint  n_there;
  guint  n_missing; /* not where they were, or not what they were */
  gint64 bytes;     /* of those that are there */
} PlumbClipCount;

/* A file of an athlete, read and held against what it says, with its films beside
 * the others of the library but not yet known to it. */
typedef struct _PlumbIncoming PlumbIncoming;

/* Without the films. */
gboolean plumb_library_export_athlete (PlumbLibrary *self,
                                       gint64        athlete_id,
                                       const char   *path,
                                       GError      **error);
/* With the films of the athlete that are there; `count` says which were. What was
 * written goes again when it fails or is cancelled. */
gboolean plumb_library_export_clips (PlumbLibrary          *self,
                                     gint64                 athlete_id,
                                     const char            *path,
                                     PlumbExchangeProgress *progress, /* (nullable) */
                                     PlumbClipCount        *count,
                                     GCancellable          *cancellable,
                                     GError               **error);
/* What plumb_library_export_clips() would write, by the sizes of the files. */
gboolean plumb_library_count_clips (PlumbLibrary   *self,
                                    gint64          athlete_id,
                                    PlumbClipCount *count,
                                    GError        **error);
/* (transfer full) (nullable) In any thread: films are large. `data_dir`: of the
 * library that will take it. */
PlumbIncoming *plumb_incoming_read (const char            *data_dir,
                                    const char            *path,
                                    PlumbExchangeProgress *progress, /* (nullable) */
                                    GCancellable          *cancellable,
                                    GError               **error);
/* Films that no library has taken go again. */
void           plumb_incoming_free (PlumbIncoming *incoming);
/* Once, in the main thread. All of it or nothing. */
gboolean       plumb_library_take_incoming (PlumbLibrary  *self,
                                            PlumbIncoming *incoming,
                                            PlumbImported *imported,
                                            GError       **error);
/* The two in one. */
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
/* (transfer full) (nullable) What is held beside name and details,
 * a line a sort: "3 reviews". */
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbIncoming, plumb_incoming_free)

G_END_DECLS
