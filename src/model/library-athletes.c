/* What is known of athletes, and what the list shows of their reviews.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

#include "library-error.h"
#include "library-rows.h"
#include "next-film.h"

void
plumb_library_note_film (PlumbLibrary          *self,
                         const PlumbAthleteRow *row)
{
  PlumbAthleteRow *film;
  gint64 *key;

  g_hash_table_remove (self->films, &row->id);
  if (row->next_film == NULL)
    return;
  film = g_new0 (PlumbAthleteRow, 1);
  film->next_film = g_strdup (row->next_film);
  film->next_film_set_s = row->next_film_set_s;
  key = g_new (gint64, 1);
  *key = row->id;
  g_hash_table_insert (self->films, key, film);
}

static void
show_sums (PlumbLibrary             *self,
           PlumbAthlete             *athlete,
           const PlumbAthleteSumRow *sums,
           gint64                    now_s)
{
  static const PlumbAthleteSumRow none = { .refilm_days = -1 };
  const gint64 id = plumb_athlete_id (athlete);
  const PlumbAthleteRow *film = g_hash_table_lookup (self->films, &id);
  g_autofree char *date = NULL;

  if (sums == NULL)
    sums = &none;
  date = plumb_next_film_date (film != NULL ? film->next_film : NULL,
                               film != NULL ? film->next_film_set_s : 0, sums->newest_s,
                               (int) sums->refilm_days);
  plumb_athlete_set_sums (athlete, (guint) sums->n_reviews, (guint) sums->open_findings,
                          sums->newest_s);
  plumb_athlete_set_next_film (athlete, date, plumb_next_film_is_due (date, now_s));
}

/* A library that cannot be read says so where it is edited. */
void
plumb_library_sum_up (PlumbLibrary *self,
                      gint64        athlete_id)
{
  PlumbAthlete *one
      = athlete_id != 0 ? plumb_library_find_athlete (self, athlete_id, NULL) : NULL;
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->athletes));
  const gint64 now_s = plumb_library_now_s ();

  if (athlete_id != 0 && one == NULL)
    return;
  g_autoptr (GHashTable) sums = plumb_store_load_athlete_sums (self->store, athlete_id, NULL);
  if (sums == NULL)
    return;
  if (one != NULL)
    show_sums (self, one, g_hash_table_lookup (sums, &athlete_id), now_s);
  for (guint i = 0; one == NULL && i < n; i++)
    {
      g_autoptr (PlumbAthlete) athlete
          = g_list_model_get_item (G_LIST_MODEL (self->athletes), i);
      const gint64 id = plumb_athlete_id (athlete);

      show_sums (self, athlete, g_hash_table_lookup (sums, &id), now_s);
    }
}

gboolean
plumb_library_archive_athlete (PlumbLibrary *self,
                               gint64        athlete_id,
                               gboolean      archived,
                               GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);

  PlumbAthlete *athlete = plumb_library_require_athlete (self, athlete_id, NULL, error);
  GError *store_error = NULL;
  if (athlete == NULL)
    return FALSE;
  if (!plumb_store_set_athlete_archived (self->store, athlete_id,
                                         archived ? plumb_library_now_s () : 0, &store_error))
    return plumb_library_take_error (error, store_error);
  plumb_athlete_set_archived (athlete, archived);
  plumb_library_emit_changed (self, athlete_id);
  return TRUE;
}

gboolean
plumb_library_set_next_film (PlumbLibrary *self,
                             gint64        athlete_id,
                             const char   *date,
                             GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);

  const gboolean is_set = date != NULL && *date != '\0';
  GError *store_error = NULL;
  if (plumb_library_require_athlete (self, athlete_id, NULL, error) == NULL)
    return FALSE;
  if (is_set && !plumb_date_is_valid (date))
    {
      g_set_error_literal (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
                           _("The date of the next film is written like 2026-11-22."));
      return FALSE;
    }
  if (!plumb_store_set_next_film (self->store, athlete_id, is_set ? date : NULL,
                                  plumb_library_now_s (), &store_error))
    return plumb_library_take_error (error, store_error);

  g_autoptr (PlumbAthleteRow) row = plumb_store_load_athlete (self->store, athlete_id, NULL);
  if (row != NULL)
    plumb_library_note_film (self, row);
  plumb_library_emit_changed (self, athlete_id);
  return TRUE;
}

/* (transfer full) None where they cannot be read: the details say so. */
static GPtrArray *
load_lifts (PlumbLibrary *self,
            gint64        athlete_id)
{
  GPtrArray *lifts = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_usual_lift_free);
  g_autoptr (GPtrArray) rows = plumb_store_load_athlete_lifts (self->store, athlete_id, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const PlumbAthleteLiftRow *row = rows->pdata[i];

      g_ptr_array_add (lifts, plumb_usual_lift_new (row->lift,
                                                    isfinite (row->load_kg) ? row->load_kg : 0,
                                                    (int) row->reps));
    }
  return lifts;
}

PlumbAthleteDetails *
plumb_library_athlete_details (PlumbLibrary *self,
                               gint64        athlete_id,
                               GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);

  PlumbAthleteDetailsRow row = { 0 };
  GError *store_error = NULL;
  if (!plumb_store_load_athlete_details (self->store, athlete_id, &row, &store_error))
    {
      if (store_error != NULL)
        plumb_library_take_error (error, store_error);
      else
        g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
                     _("There is no athlete number %" PRId64 "."), athlete_id);
      return NULL;
    }

  PlumbAthleteDetails *details = g_new0 (PlumbAthleteDetails, 1);
  details->contact = row.contact;
  details->notes = row.notes;
  details->consent_date = row.consent_date != NULL ? row.consent_date : g_strdup ("");
  details->birth_year = (int) row.birth_year;
  details->height_cm = isfinite (row.height_cm) ? row.height_cm : 0;
  details->mass_kg = isfinite (row.mass_kg) ? row.mass_kg : 0;
  details->plate_mm = isfinite (row.plate_mm) ? row.plate_mm : 0;
  details->tags = row.tags;
  details->consent = row.consent != 0;
  details->mass_unit = plumb_mass_unit_from_key (row.mass_unit);
  details->length_unit = plumb_length_unit_from_key (row.length_unit);
  details->lifts = load_lifts (self, athlete_id);
  g_free (row.mass_unit);
  g_free (row.length_unit);
  return details;
}

static gboolean
put_details (PlumbLibrary                 *self,
             gint64                        athlete_id,
             const PlumbAthleteDetailsRow *row,
             GPtrArray                    *lifts,
             GError                      **store_error)
{
  if (!plumb_store_begin (self->store, store_error))
    return FALSE;
  if (plumb_store_set_athlete_details (self->store, athlete_id, row, store_error)
      && plumb_store_set_athlete_lifts (self->store, athlete_id, lifts, store_error))
    return plumb_store_commit (self->store, store_error);
  plumb_store_rollback (self->store);
  return FALSE;
}

/* (transfer full) (element-type PlumbAthleteLiftRow) */
static GPtrArray *
make_lift_rows (GPtrArray *lifts)
{
  GPtrArray *rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_athlete_lift_row_free);

  for (guint i = 0; lifts != NULL && i < lifts->len; i++)
    {
      const PlumbUsualLift *lift = lifts->pdata[i];
      PlumbAthleteLiftRow *row = g_new0 (PlumbAthleteLiftRow, 1);

      row->lift = g_strdup (lift->lift);
      row->load_kg = lift->load_kg > 0 ? lift->load_kg : NAN;
      row->reps = lift->reps;
      g_ptr_array_add (rows, row);
    }
  return rows;
}

gboolean
plumb_library_set_athlete_details (PlumbLibrary              *self,
                                   gint64                     athlete_id,
                                   const PlumbAthleteDetails *details,
                                   GError                   **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (details != NULL, FALSE);

  const char *complaint = plumb_athlete_details_check (details);
  g_autofree char *tags = plumb_athlete_tags_clean (details->tags);
  g_autoptr (GPtrArray) lifts = make_lift_rows (details->lifts);
  const PlumbAthleteDetailsRow row = {
    .contact = details->contact,
    .notes = details->notes,
    .tags = tags,
    .mass_unit = (char *) plumb_mass_unit_key (details->mass_unit),
    .length_unit = (char *) plumb_length_unit_key (details->length_unit),
    .consent_date = *details->consent_date != '\0' ? details->consent_date : NULL,
    .consent = details->consent,
    .birth_year = details->birth_year,
    .height_cm = details->height_cm > 0 ? details->height_cm : NAN,
    .mass_kg = details->mass_kg > 0 ? details->mass_kg : NAN,
    .plate_mm = details->plate_mm > 0 ? details->plate_mm : NAN,
  };
  GError *store_error = NULL;
  if (complaint != NULL)
    {
      g_set_error_literal (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED, complaint);
      return FALSE;
    }
  if (!put_details (self, athlete_id, &row, lifts, &store_error))
    return plumb_library_take_error (error, store_error);

  PlumbAthlete *athlete = plumb_library_find_athlete (self, athlete_id, NULL);
  if (athlete != NULL)
    {
      plumb_athlete_set_tags (athlete, tags);
      plumb_library_rename_held (self, athlete_id, plumb_athlete_name (athlete));
    }
  plumb_library_emit_changed (self, athlete_id);
  return TRUE;
}
