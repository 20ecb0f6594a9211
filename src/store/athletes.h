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
  char  *name; /* owned */
} PlumbAthleteRow;

/* Who an athlete is; NAN = unknown, stored as NULL. */
typedef struct
{
  char  *contact;      /* never NULL */
  char  *notes;        /* never NULL */
  char  *consent_date; /* (nullable) "2026-11-22" */
  gint64 birth_year;   /* 0 = unknown */
  double height_cm;
  double mass_kg;
} PlumbAthleteDetailsRow;

void       plumb_athlete_row_free (PlumbAthleteRow *row);
/* (transfer full) (element-type PlumbAthleteRow) (nullable) Those that are not
 * deleted, in no order. */
GPtrArray *plumb_store_load_athletes (PlumbStore *store,
                                      GError    **error);
/* The new row's id, 0 on error. */
gint64     plumb_store_add_athlete (PlumbStore *store,
                                    const char *name,
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
gboolean   plumb_store_set_athlete_details (PlumbStore                   *store,
                                            gint64                        id,
                                            const PlumbAthleteDetailsRow *row,
                                            GError                      **error);

G_END_DECLS
