/* Rows of the table "athlete".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char  *name;            /* owned */
  char  *tags;            /* owned, never NULL: "rehab, masters" */
  gint64 archived_s;      /* 0 = on the list */
  char  *next_film;       /* owned, (nullable) the coach's date "2026-12-12" */
  gint64 next_film_set_s; /* when that was said; 0 = never */
} PlumbAthleteRow;

/* What the reviews of an athlete come to. */
typedef struct
{
  gint64 n_reviews;
  gint64 open_findings;
  gint64 newest_s;    /* when the newest review was begun; 0 = none */
  gint64 refilm_days; /* from then; -1 = not known */
} PlumbAthleteSumRow;

/* Who an athlete is; NAN = unknown, stored as NULL. */
typedef struct
{
  char  *contact;      /* never NULL */
  char  *notes;        /* never NULL */
  char  *tags;         /* never NULL */
  char  *mass_unit;    /* never NULL: "kg", "lb" */
  char  *length_unit;  /* never NULL: "cm", "in" */
  char  *consent_date; /* (nullable) "2026-11-22" */
  gint64 consent;      /* 0 or 1 */
  gint64 birth_year;   /* 0 = unknown */
  double height_cm;
  double mass_kg;
  double plate_mm;
} PlumbAthleteDetailsRow;

/* One of the usual lifts. */
typedef struct
{
  char  *lift;    /* owned */
  double load_kg; /* NAN = unknown */
  gint64 reps;    /* 0 = unknown */
} PlumbAthleteLiftRow;

void       plumb_athlete_row_free (PlumbAthleteRow *row);
void       plumb_athlete_lift_row_free (PlumbAthleteLiftRow *row);
/* (transfer full) (element-type PlumbAthleteRow) (nullable) Those that are not
 * deleted, in no order. */
GPtrArray *plumb_store_load_athletes (PlumbStore *store,
                                      GError    **error);
/* (transfer full) (nullable) Also a deleted one; NULL without error when there
 * is none. */
PlumbAthleteRow *plumb_store_load_athlete (PlumbStore *store,
                                           gint64      id,
                                           GError    **error);
/* (transfer full) (nullable) gint64 id → PlumbAthleteSumRow of those who have
 * reviews; of one athlete where `id` is not 0. */
GHashTable *plumb_store_load_athlete_sums (PlumbStore *store,
                                           gint64      id,
                                           GError    **error);
/* The new row's id, 0 on error. */
gint64     plumb_store_add_athlete (PlumbStore *store,
                                    const char *name,
                                    gint64      now_s,
                                    GError    **error);
/* The same in units of its own: "kg", "lb" and "cm", "in". */
gint64     plumb_store_add_athlete_in (PlumbStore *store,
                                       const char *name,
                                       const char *mass_unit,
                                       const char *length_unit,
                                       gint64      now_s,
                                       GError    **error);
gboolean   plumb_store_rename_athlete (PlumbStore *store,
                                       gint64      id,
                                       const char *name,
                                       GError    **error);
/* Deletes with `deleted_s` > 0, restores with 0. */
gboolean   plumb_store_set_athlete_deleted (PlumbStore *store,
                                            gint64      id,
                                            gint64      deleted_s,
                                            GError    **error);
/* Off the list with `archived_s` > 0, back with 0. */
gboolean   plumb_store_set_athlete_archived (PlumbStore *store,
                                             gint64      id,
                                             gint64      archived_s,
                                             GError    **error);
/* NULL: the plan's date holds again. */
gboolean   plumb_store_set_next_film (PlumbStore *store,
                                      gint64      id,
                                      const char *date,
                                      gint64      now_s,
                                      GError    **error);
/* (transfer full) (nullable) The name, also of a deleted athlete; NULL without
 * error when there is none. */
char      *plumb_store_athlete_name (PlumbStore *store,
                                     gint64      id,
                                     GError    **error);

/* Fills `row`, whose strings are then the caller's. FALSE without error when
 * there is no such athlete. */
gboolean   plumb_store_load_athlete_details (PlumbStore             *store,
                                             gint64                  id,
                                             PlumbAthleteDetailsRow *row,
                                             GError                **error);
/* Only the notes of these. */
gboolean   plumb_store_set_athlete_notes (PlumbStore *store,
                                          gint64      id,
                                          const char *notes,
                                          GError    **error);
gboolean   plumb_store_set_athlete_details (PlumbStore                   *store,
                                            gint64                        id,
                                            const PlumbAthleteDetailsRow *row,
                                            GError                      **error);
/* (transfer full) (element-type PlumbAthleteLiftRow) (nullable) In their order. */
GPtrArray *plumb_store_load_athlete_lifts (PlumbStore *store,
                                           gint64      id,
                                           GError    **error);
/* In place of those that are there; in a transaction of the caller's. */
gboolean   plumb_store_set_athlete_lifts (PlumbStore *store,
                                          gint64      id,
                                          GPtrArray  *lifts,
                                          GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbAthleteRow, plumb_athlete_row_free)

G_END_DECLS
