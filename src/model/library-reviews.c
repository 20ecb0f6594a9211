/* Recordings and reviews of the library.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

#include "athletes.h"
#include "fingerprint.h"
#include "library-error.h"
#include "library-rows.h"
#include "recordings.h"
#include "review-private.h"
#include "reviews.h"

PlumbReview *
plumb_library_held_review (PlumbLibrary *self,
                           gint64        review_id)
{
  GWeakRef *weak = g_hash_table_lookup (self->reviews, &review_id);

  return weak != NULL ? g_weak_ref_get (weak) : NULL;
}

static void
hold_review (PlumbLibrary *self,
             PlumbReview  *review)
{
  gint64 *key = g_new (gint64, 1);
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  *key = plumb_review_id (review);
  g_weak_ref_init (weak, review);
  g_hash_table_replace (self->reviews, key, weak);
}

static gboolean
fail_missing_review (gint64   review_id,
                     GError **error)
{
  g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
               _("There is no review number %" PRId64 "."), review_id);
  return FALSE;
}

PlumbReviewRow *
plumb_library_load_row (PlumbLibrary *self,
          gint64        review_id,
          GError      **error)
{
  GError *store_error = NULL;
  PlumbReviewRow *row = plumb_store_load_review (self->store, review_id, &store_error);

  if (row == NULL && store_error != NULL)
    plumb_library_take_error (error, store_error);
  else if (row == NULL)
    fail_missing_review (review_id, error);
  return row;
}

PlumbReview *
plumb_library_get_review (PlumbLibrary *self,
                          gint64        review_id,
                          GError      **error)
{
  PlumbReview *held = plumb_library_held_review (self, review_id);
  GError *store_error = NULL;

  if (held != NULL)
    return held;

  g_autoptr (PlumbReviewRow) row = plumb_library_load_row (self, review_id, error);
  if (row == NULL)
    return NULL;

  g_autofree char *name = NULL;
  if (row->athlete_id != 0)
    name = plumb_store_athlete_name (self->store, row->athlete_id, &store_error);
  if (store_error != NULL)
    {
      plumb_library_take_error (error, store_error);
      return NULL;
    }

  PlumbReview *review = plumb_review_load (self->store, row, name, error);
  if (review != NULL)
    {
      double sd_px[PLUMB_N_LANDMARKS];

      hold_review (self, review);
      plumb_review_take_usual_units (review, self->defaults.mass_unit,
                                     self->defaults.length_unit);
      /* Without it the criteria's hold. */
      if (plumb_library_click_spread (self, sd_px, NULL))
        plumb_review_take_clicks (review, sd_px);
    }
  return review;
}

void
plumb_library_rename_held (PlumbLibrary *self,
                           gint64        athlete_id,
                           const char   *name)
{
  GHashTableIter iter;
  gpointer weak;

  g_hash_table_iter_init (&iter, self->reviews);
  while (g_hash_table_iter_next (&iter, NULL, &weak))
    {
      g_autoptr (PlumbReview) review = g_weak_ref_get (weak);

      if (review != NULL && plumb_review_athlete_id (review) == athlete_id)
        plumb_review_take_athlete (review, athlete_id, name);
    }
}

/* (transfer full) (nullable) Takes both. */
static GListModel *
list_rows (PlumbLibrary *self,
           GPtrArray    *rows,
           GError       *store_error,
           GError      **error)
{
  g_autoptr (GPtrArray) taken G_GNUC_UNUSED = rows;

  if (rows == NULL)
    {
      plumb_library_take_error (error, store_error);
      return NULL;
    }

  GListStore *items = g_list_store_new (PLUMB_TYPE_REVIEW_ITEM);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (PlumbReviewItem) item = NULL;

      plumb_library_default_units (self, rows->pdata[i]);
      item = plumb_review_item_new (rows->pdata[i]);
      g_list_store_append (items, item);
    }
  return G_LIST_MODEL (items);
}

GListModel *
plumb_library_reviews (PlumbLibrary *self,
                       gint64        athlete_id,
                       GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);

  GError *store_error = NULL;
  GPtrArray *rows = plumb_store_load_reviews (self->store, athlete_id, &store_error);
  return list_rows (self, rows, store_error, error);
}

GListModel *
plumb_library_search (PlumbLibrary *self,
                      const char   *words,
                      GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (words != NULL, NULL);

  GError *store_error = NULL;
  g_autoptr (GPtrArray) rows = plumb_store_search_written (
      self->store, words, PLUMB_LIBRARY_MAX_FOUND, &store_error);
  if (rows == NULL)
    {
      plumb_library_take_error (error, store_error);
      return NULL;
    }

  GListStore *items = g_list_store_new (PLUMB_TYPE_REVIEW_ITEM);
  for (guint i = 0; i < rows->len; i++)
    {
      PlumbFoundRow *row = rows->pdata[i];
      g_autoptr (PlumbReviewItem) item = NULL;

      if (row->review != NULL)
        plumb_library_default_units (self, row->review);
      item = plumb_review_item_new_found (row);
      g_list_store_append (items, item);
    }
  return G_LIST_MODEL (items);
}

PlumbReview *
plumb_library_load_review (PlumbLibrary *self,
                           gint64        review_id,
                           GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);

  return plumb_library_get_review (self, review_id, error);
}

/* The recording with this content, made when there is none; 0 on error. The
 * old place of one that is known counts for as long as a file is there: what
 * was opened may be a copy on a stick. */
static gint64
ensure_recording (PlumbLibrary           *self,
                  const char             *path,
                  const PlumbFingerprint *fingerprint,
                  GError                **store_error)
{
  GError *local_error = NULL;
  g_autoptr (PlumbRecordingRow) row = plumb_store_find_recording (
      self->store, fingerprint->size_bytes, fingerprint->hash, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (store_error, local_error);
      return 0;
    }
  if (row == NULL)
    return plumb_store_add_recording (self->store, path, fingerprint->size_bytes,
                                      fingerprint->hash, plumb_library_now_s (), store_error);
  if (strcmp (row->path, path) != 0 && !g_file_test (row->path, G_FILE_TEST_EXISTS) &&
      !plumb_store_is_read_only (self->store) &&
      !plumb_library_move_recording (self, row->id, path, store_error))
    return 0;
  return row->id;
}

/* The review of the recording, made when there is none, with its athlete when
 * it has none yet; 0 on error. */
static gint64
ensure_review (PlumbLibrary *self,
               gint64        recording_id,
               gint64        athlete_id,
               GError      **store_error)
{
  const PlumbFilmingRow row = { .plate_mm = plumb_library_plate_mm (self, athlete_id),
                                .camera_distance_m = NAN,
                                .camera_roll_deg = NAN,
                                .camera_yaw_deg = NAN,
                                .load_kg = NAN,
                                .camera_height_m = NAN,
                                .filmed_fps = NAN };
  g_autoptr (PlumbReviewRow) known = NULL;
  gint64 id = 0;

  if (!plumb_store_find_review (self->store, recording_id, &id, store_error))
    return 0;
  if (id == 0)
    return plumb_store_add_review (self->store, recording_id, athlete_id, &row,
                                   plumb_library_now_s (), store_error);

  known = plumb_store_load_review (self->store, id, store_error);
  if (known == NULL)
    return 0;
  if (known->athlete_id == 0 && athlete_id != 0 &&
      !plumb_store_set_review_athlete (self->store, id, athlete_id, store_error))
    return 0;
  return id;
}

/* Both rows or none. */
static gint64
store_review_of_file (PlumbLibrary           *self,
                      const char             *path,
                      const PlumbFingerprint *fingerprint,
                      gint64                  athlete_id,
                      GError                **store_error)
{
  gboolean reading = plumb_store_is_read_only (self->store);

  if (!reading && !plumb_store_begin (self->store, store_error))
    return 0;

  gint64 recording_id = ensure_recording (self, path, fingerprint, store_error);
  gint64 id = recording_id != 0
                  ? ensure_review (self, recording_id, reading ? 0 : athlete_id, store_error)
                  : 0;
  if (id != 0)
    return reading || plumb_store_commit (self->store, store_error) ? id : 0;
  if (!reading)
    plumb_store_rollback (self->store);
  return 0;
}

static void
tell_athlete (PlumbLibrary *self,
              PlumbReview  *review,
              gint64        athlete_id)
{
  PlumbAthlete *athlete = plumb_library_find_athlete (self, athlete_id, NULL);

  plumb_review_take_athlete (review, athlete_id,
                             athlete != NULL ? plumb_athlete_name (athlete) : NULL);
}

static gboolean
check_athlete (PlumbLibrary *self,
               gint64        athlete_id,
               GError      **error)
{
  if (athlete_id == 0 || plumb_library_find_athlete (self, athlete_id, NULL) != NULL)
    return TRUE;
  g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
               _("There is no athlete number %" PRId64 "."), athlete_id);
  return FALSE;
}

PlumbReview *
plumb_library_review_file (PlumbLibrary *self,
                           const char   *path,
                           gint64        athlete_id,
                           GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  g_autofree char *full_path = g_canonicalize_filename (path, NULL);
  PlumbFingerprint fingerprint;
  GError *store_error = NULL;
  gint64 id = 0;

  if (!check_athlete (self, athlete_id, error))
    return NULL;
  if (plumb_fingerprint_file (full_path, &fingerprint, &store_error))
    id = store_review_of_file (self, full_path, &fingerprint, athlete_id, &store_error);
  if (id == 0)
    {
      plumb_library_take_error (error, store_error);
      return NULL;
    }

  PlumbReview *review = plumb_library_get_review (self, id, error);
  if (review != NULL && plumb_review_athlete_id (review) == 0 && athlete_id != 0)
    tell_athlete (self, review, athlete_id);
  plumb_library_emit_changed (self, review != NULL ? plumb_review_athlete_id (review) : 0);
  return review;
}

gboolean
plumb_library_assign (PlumbLibrary *self,
                      gint64        review_id,
                      gint64        athlete_id,
                      GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);

  GError *store_error = NULL;
  g_autoptr (PlumbReviewRow) row = plumb_library_load_row (self, review_id, error);
  if (row == NULL || !check_athlete (self, athlete_id, error))
    return FALSE;
  if (row->athlete_id == athlete_id)
    return TRUE;
  if (!plumb_store_set_review_athlete (self->store, review_id, athlete_id, &store_error))
    return plumb_library_take_error (error, store_error);

  g_autoptr (PlumbReview) held = plumb_library_held_review (self, review_id);
  if (held != NULL)
    tell_athlete (self, held, athlete_id);
  plumb_library_adopt_plate (self, review_id, row->athlete_id, athlete_id);
  if (row->athlete_id != 0)
    plumb_library_sum_up (self, row->athlete_id);
  plumb_library_emit_changed (self, athlete_id);
  return TRUE;
}

static gboolean
set_deleted (PlumbLibrary *self,
             gint64        review_id,
             gint64        deleted_s,
             GError      **error)
{
  GError *store_error = NULL;
  g_autoptr (PlumbReviewRow) row = plumb_library_load_row (self, review_id, error);

  if (row == NULL)
    return FALSE;
  if (!plumb_store_set_review_deleted (self->store, review_id, deleted_s, &store_error))
    return plumb_library_take_error (error, store_error);
  plumb_library_emit_changed (self, row->athlete_id);
  return TRUE;
}

gboolean
plumb_library_delete_review (PlumbLibrary *self,
                             gint64        review_id,
                             GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);

  return set_deleted (self, review_id, plumb_library_now_s (), error);
}

gboolean
plumb_library_restore_review (PlumbLibrary *self,
                              gint64        review_id,
                              GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);

  return set_deleted (self, review_id, 0, error);
}
