/* Where the recordings of the library are: moved, found again, looked for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-private.h"

#include <glib/gi18n-lib.h>

#include "fingerprint.h"
#include "library-error.h"
#include "library-rows.h"
#include "recordings.h"
#include "review-private.h"
#include "settings.h"

/* Tells every review of the recording that is held where it is now. */
static void
move_held (PlumbLibrary *self,
           gint64        recording_id,
           const char   *path)
{
  GHashTableIter iter;
  gpointer weak;

  g_hash_table_iter_init (&iter, self->reviews);
  while (g_hash_table_iter_next (&iter, NULL, &weak))
    {
      g_autoptr (PlumbReview) review = g_weak_ref_get (weak);

      if (review != NULL && review->recording_id == recording_id)
        plumb_review_take_path (review, path);
    }
}

gboolean
plumb_library_move_recording (PlumbLibrary *self,
                              gint64        recording_id,
                              const char   *path,
                              GError      **store_error)
{
  if (!plumb_store_set_recording_path (self->store, recording_id, path, store_error))
    return FALSE;
  move_held (self, recording_id, path);
  return TRUE;
}

static gboolean
check_content (PlumbLibrary *self,
               gint64        recording_id,
               const char   *path,
               GError      **error)
{
  PlumbFingerprint found;
  GError *store_error = NULL;
  g_autoptr (PlumbRecordingRow) wanted = NULL;

  if (plumb_fingerprint_file (path, &found, &store_error))
    wanted = plumb_store_load_recording (self->store, recording_id, &store_error);
  if (wanted == NULL)
    return plumb_library_take_error (error, store_error);
  if (wanted->size_bytes == found.size_bytes && strcmp (wanted->hash, found.hash) == 0)
    return TRUE;

  g_autofree char *name = g_filename_display_basename (path);
  g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_OTHER_FILE,
               _("“%s” is another recording: its content differs from the one that was marked."),
               name);
  return FALSE;
}

/* The recording of the row, if it is missing and this file is it. Only a file
 * of its size is read: a folder of films is looked through in no time. */
static gboolean
find_sibling (PlumbLibrary            *self,
              const PlumbRecordingRow *row,
              const char              *folder)
{
  g_autofree char *name = g_path_get_basename (row->path);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  PlumbFingerprint found;

  return !g_file_test (row->path, G_FILE_TEST_EXISTS)
         && g_file_test (path, G_FILE_TEST_IS_REGULAR)
         && plumb_fingerprint_file (path, &found, NULL) && found.size_bytes == row->size_bytes
         && g_str_equal (found.hash, row->hash)
         && plumb_library_move_recording (self, row->id, path, NULL);
}

/* Films are moved as a folder: the others that are missing lie beside it. */
static guint
find_siblings (PlumbLibrary *self,
               const char   *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GPtrArray) rows = plumb_store_list_recordings (self->store, NULL);
  guint n = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (find_sibling (self, rows->pdata[i], folder))
      n++;
  return n;
}

gboolean
plumb_library_locate (PlumbLibrary *self,
                      gint64        review_id,
                      const char   *path,
                      guint        *n_siblings,
                      GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  g_autofree char *full_path = g_canonicalize_filename (path, NULL);
  g_autoptr (PlumbReviewRow) row = plumb_library_load_row (self, review_id, error);
  GError *store_error = NULL;
  guint n;

  if (row == NULL || !check_content (self, row->recording_id, full_path, error))
    return FALSE;
  if (!plumb_library_move_recording (self, row->recording_id, full_path, &store_error))
    return plumb_library_take_error (error, store_error);
  n = find_siblings (self, full_path);
  if (n_siblings != NULL)
    *n_siblings = n;
  plumb_library_emit_changed (self, row->athlete_id);
  return TRUE;
}

PlumbReviewItem *
plumb_library_find_file (PlumbLibrary *self,
                         const char   *path,
                         GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  PlumbFingerprint fingerprint;
  GError *store_error = NULL;
  g_autoptr (PlumbRecordingRow) recording = NULL;
  g_autoptr (PlumbReviewRow) row = NULL;
  gint64 id = 0;

  if (plumb_fingerprint_file (path, &fingerprint, &store_error))
    recording = plumb_store_find_recording (self->store, fingerprint.size_bytes,
                                            fingerprint.hash, &store_error);
  if (recording != NULL && plumb_store_find_review (self->store, recording->id, &id, &store_error)
      && id != 0)
    row = plumb_store_load_review (self->store, id, &store_error);
  if (store_error != NULL)
    plumb_library_take_error (error, store_error);
  if (row == NULL)
    return NULL;
  plumb_library_default_units (self, row);
  return plumb_review_item_new (row);
}

gboolean
plumb_library_set_filmed (PlumbLibrary *self,
                          gint64        review_id,
                          gint64        filmed_s,
                          GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);

  g_autoptr (PlumbReviewRow) row = plumb_library_load_row (self, review_id, error);
  GError *store_error = NULL;

  if (row == NULL)
    return FALSE;
  if (row->filmed_s == filmed_s || filmed_s <= 0)
    return TRUE;
  if (!plumb_store_set_filmed (self->store, row->recording_id, filmed_s, &store_error))
    return plumb_library_take_error (error, store_error);
  plumb_library_emit_changed (self, row->athlete_id);
  return TRUE;
}

gboolean
plumb_library_copies_recordings (PlumbLibrary *self)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);

  g_autofree char *value
      = plumb_store_load_setting (self->store, PLUMB_SETTING_RECORDINGS, NULL);
  return g_strcmp0 (value, "copy") == 0;
}

gboolean
plumb_library_set_copies_recordings (PlumbLibrary *self,
                                     gboolean      copies,
                                     GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);

  GError *store_error = NULL;
  return plumb_store_set_setting (self->store, PLUMB_SETTING_RECORDINGS,
                                  copies ? "copy" : "reference", &store_error)
         || plumb_library_take_error (error, store_error);
}
