/* Rows of the tables "review", "moment" and "rep_moment".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  gint64 recording_id;
  gint64 athlete_id; /* 0 = none yet */
  gint64 created_s;
  char  *path;       /* owned; of the recording */
  char  *notes;      /* owned, never NULL */
  char  *athlete;    /* owned, (nullable): the name */
  char  *lift;       /* owned, (nullable) key, as last checked */
  double load_kg;    /* NAN = unknown */
  gint64 set_frame;  /* of the key moment "set", -1 = none */
  gint64 open_findings; /* as last checked, -1 = not checked yet */
  gint64 set_reps;      /* 0 = unknown */
  gint64 filmed_s;      /* as the file says, 0 = it does not */
  char  *mass_unit;     /* owned: the athlete's, "kg" or "lb" */
} PlumbReviewRow;

/* NAN = unknown, stored as NULL. */
typedef struct
{
  double plate_mm;
  double camera_distance_m;
  double camera_roll_deg;
  double load_kg;
  double filmed_fps; /* of the recording, for all its reviews */
  double camera_height_m;
  gint64 set_reps;  /* 0 = unknown */
  double camera_yaw_deg; /* from square, to either side */
  double camera_lens_mm; /* 35 mm equivalent; 0 = unknown */
  const char *lift; /* interned, (nullable) key of the criteria */
} PlumbFilmingRow;

typedef struct
{
  char  *moment; /* owned key, "lift_off" */
  gint64 frame;
  int    rep;    /* from 1 */
} PlumbMomentRow;

void            plumb_review_row_free (PlumbReviewRow *row);
void            plumb_moment_row_free (PlumbMomentRow *row);
/* (transfer full) (element-type PlumbReviewRow) (nullable) Of an athlete, or
 * of none (0), newest first, without the deleted. */
GPtrArray      *plumb_store_load_reviews (PlumbStore *store,
                                          gint64      athlete_id,
                                          GError    **error);
/* (transfer full) (nullable) Also a deleted one; NULL without error when there
 * is none. */
PlumbReviewRow *plumb_store_load_review (PlumbStore *store,
                                         gint64      id,
                                         GError    **error);
/* (transfer full) (nullable) NULL without error for a deleted one too. */
PlumbReviewRow *plumb_store_load_live_review (PlumbStore *store,
                                              gint64      id,
                                              GError    **error);
/* The newest review of a recording that is not deleted, nor its athlete; 0
 * when there is none. */
gboolean        plumb_store_find_review (PlumbStore *store,
                                         gint64      recording_id,
                                         gint64     *id,
                                         GError    **error);
/* The new row's id, 0 on error. */
gint64          plumb_store_add_review (PlumbStore            *store,
                                        gint64                 recording_id,
                                        gint64                 athlete_id,
                                        const PlumbFilmingRow *filming,
                                        gint64                 now_s,
                                        GError               **error);
gboolean        plumb_store_set_review_athlete (PlumbStore *store,
                                                gint64      id,
                                                gint64      athlete_id,
                                                GError    **error);
/* Deletes with `deleted_s` > 0, restores with 0. */
gboolean        plumb_store_set_review_deleted (PlumbStore *store,
                                                gint64      id,
                                                gint64      deleted_s,
                                                GError    **error);

gboolean        plumb_store_load_filming (PlumbStore      *store,
                                          gint64           review_id,
                                          PlumbFilmingRow *filming,
                                          GError         **error);
gboolean        plumb_store_set_filming (PlumbStore            *store,
                                         gint64                 review_id,
                                         const PlumbFilmingRow *filming,
                                         GError               **error);
/* (transfer full) (element-type PlumbMomentRow) (nullable) */
GPtrArray      *plumb_store_load_moments (PlumbStore *store,
                                          gint64      review_id,
                                          GError    **error);
/* `frame` -1 clears. */
gboolean        plumb_store_set_moment (PlumbStore *store,
                                        gint64      review_id,
                                        int         rep,
                                        const char *moment,
                                        gint64      frame,
                                        GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbReviewRow, plumb_review_row_free)

G_END_DECLS
