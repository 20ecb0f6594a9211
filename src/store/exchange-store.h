/* An athlete with everything that is held, as one value that another library
 * can take in; and out of this one for good.
 *
 * The value is a{sv}: the columns of "athlete", and "reviews", a list of the
 * columns of "review", each with "recording" (columns) and "tables" (name →
 * list of rows) of every table that refers to a review. Row numbers are not in
 * it: "uid" names athletes and reviews, size and hash name recordings, in
 * every library. NULL is a member that is not there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  athlete_id;
  GArray *added;   /* of gint64: owned, ids of the reviews that are new */
  guint   n_known; /* reviews that were there already, and stay as they are */
} PlumbTaken;

void        plumb_taken_clear (PlumbTaken *taken);
/* (transfer full) (nullable) With `deleted` also the deleted reviews. */
GVariant   *plumb_store_dump_athlete (PlumbStore *store,
                                      gint64      athlete_id,
                                      gboolean    deleted,
                                      GError    **error);
/* Adds what is not there yet; an athlete and reviews that are here keep what
 * they have, and come back when they were deleted. Recordings that are new get
 * a path in `folder`. Call it in a transaction, and roll that back on error. */
gboolean    plumb_store_take_athlete (PlumbStore *store,
                                      GVariant   *dump,
                                      const char *folder,
                                      PlumbTaken *taken,
                                      GError    **error);
/* (transfer full) (element-type gint64) (nullable) All reviews, deleted too. */
GArray     *plumb_store_list_reviews (PlumbStore *store,
                                      gint64      athlete_id,
                                      GError    **error);
/* The review with this name; 0 = none. */
gint64      plumb_store_find_uid (PlumbStore *store,
                                  const char *uid);
/* (transfer full) (nullable) Its name, and the frame of its key moment "set"
 * (-1 = none). */
char       *plumb_store_review_uid (PlumbStore *store,
                                    gint64      id,
                                    gint64     *set_frame);
/* The athlete, all reviews and what refers to them, recordings that nobody
 * else has; then the free pages of the database, and its log. */
gboolean    plumb_store_erase_athlete (PlumbStore *store,
                                       gint64      athlete_id,
                                       GError    **error);
/* (transfer full) (element-type filename) Copies of the database that may still
 * hold what was erased. */
GPtrArray  *plumb_store_list_backups (PlumbStore *store);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlumbTaken, plumb_taken_clear)

G_END_DECLS
