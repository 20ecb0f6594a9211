/* The library and its athletes. Its recordings and reviews are in
 * library-reviews.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-private.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "athletes.h"
#include "library-error.h"
#include "library-rows.h"
#include "recover.h"
#include "review-state.h"

static guint changed_signal;

G_DEFINE_FINAL_TYPE (PlumbLibrary, plumb_library, G_TYPE_OBJECT)

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
plumb_library_finalize (GObject *object)
{
  PlumbLibrary *self = PLUMB_LIBRARY (object);

  g_clear_object (&self->athletes);
  g_clear_pointer (&self->reviews, g_hash_table_unref);
  g_clear_pointer (&self->films, g_hash_table_unref);
  g_clear_pointer (&self->data_dir, g_free);
  g_clear_pointer (&self->store, plumb_store_unref);

  G_OBJECT_CLASS (plumb_library_parent_class)->finalize (object);
}

static void
plumb_library_class_init (PlumbLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plumb_library_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
plumb_library_init (PlumbLibrary *self)
{
  self->athletes = g_list_store_new (PLUMB_TYPE_ATHLETE);
  self->defaults.plate_mm = plumb_review_state_default_filming ().plate_diameter_mm;
  self->reviews = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_weak_ref);
  self->films = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                       (GDestroyNotify) plumb_athlete_row_free);
}

void
plumb_library_emit_changed (PlumbLibrary *self,
                            gint64        athlete_id)
{
  plumb_library_sum_up (self, athlete_id);
  g_signal_emit (self, changed_signal, 0);
}

gint64
plumb_library_now_s (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      unused)
{
  return plumb_athlete_compare_names ((PlumbAthlete *) a, (PlumbAthlete *) b);
}

static int
compare_pointed (gconstpointer a,
                 gconstpointer b)
{
  return plumb_athlete_compare_names (*(PlumbAthlete *const *) a, *(PlumbAthlete *const *) b);
}

static PlumbAthlete *
new_athlete (const PlumbAthleteRow *row)
{
  PlumbAthlete *athlete = plumb_athlete_new (row->id, row->name);

  plumb_athlete_set_tags (athlete, row->tags);
  plumb_athlete_set_archived (athlete, row->archived_s > 0);
  return athlete;
}

static gboolean
load_athletes (PlumbLibrary *self,
               GError      **error)
{
  GError *store_error = NULL;
  g_autoptr (GPtrArray) rows = plumb_store_load_athletes (self->store, &store_error);
  g_autoptr (GPtrArray) athletes = g_ptr_array_new_with_free_func (g_object_unref);

  if (rows == NULL)
    return plumb_library_take_error (error, store_error);
  g_hash_table_remove_all (self->films);
  for (guint i = 0; i < rows->len; i++)
    {
      const PlumbAthleteRow *row = rows->pdata[i];

      g_ptr_array_add (athletes, new_athlete (row));
      plumb_library_note_film (self, row);
    }
  g_ptr_array_sort (athletes, compare_pointed);
  g_list_store_splice (self->athletes, 0, g_list_model_get_n_items (G_LIST_MODEL (self->athletes)),
                       athletes->pdata, athletes->len);
  plumb_library_sum_up (self, 0);
  return TRUE;
}

gboolean
plumb_library_reload_athletes (PlumbLibrary *self,
                               GError      **error)
{
  if (!load_athletes (self, error))
    return FALSE;
  g_signal_emit (self, changed_signal, 0);
  return TRUE;
}

static PlumbLibrary *
open_library (const char *data_dir,
              PlumbStore *(*open_store) (const char *, GError **),
              GError    **error)
{
  g_autoptr (PlumbLibrary) self = g_object_new (PLUMB_TYPE_LIBRARY, NULL);
  GError *store_error = NULL;

  self->data_dir = g_canonicalize_filename (data_dir, NULL);
  self->store = open_store (self->data_dir, &store_error);
  if (self->store == NULL)
    {
      plumb_library_take_error (error, store_error);
      return NULL;
    }
  return load_athletes (self, error) ? g_steal_pointer (&self) : NULL;
}

PlumbLibrary *
plumb_library_open (const char *data_dir,
                    GError    **error)
{
  g_return_val_if_fail (data_dir != NULL, NULL);

  return open_library (data_dir, plumb_store_open, error);
}

PlumbLibrary *
plumb_library_open_read_only (const char *data_dir,
                              GError    **error)
{
  g_return_val_if_fail (data_dir != NULL, NULL);

  return open_library (data_dir, plumb_store_open_read_only, error);
}

gboolean
plumb_library_recover (const char *data_dir,
                       char      **set_aside,
                       char      **backup,
                       GError    **error)
{
  g_return_val_if_fail (data_dir != NULL, FALSE);

  g_autofree char *folder = g_canonicalize_filename (data_dir, NULL);
  GError *store_error = NULL;
  return plumb_store_recover (folder, set_aside, backup, &store_error) ||
         plumb_library_take_error (error, store_error);
}

gboolean
plumb_library_restore_backup (const char *data_dir,
                              const char *backup,
                              GError    **error)
{
  g_return_val_if_fail (data_dir != NULL && backup != NULL, FALSE);

  g_autofree char *folder = g_canonicalize_filename (data_dir, NULL);
  GError *store_error = NULL;
  return plumb_store_restore (folder, backup, NULL, &store_error)
         || plumb_library_take_error (error, store_error);
}

void
plumb_backup_free (PlumbBackup *backup)
{
  g_free (backup->path);
  g_free (backup);
}

GPtrArray *
plumb_library_list_backups (const char *data_dir)
{
  g_return_val_if_fail (data_dir != NULL, NULL);

  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_backup_free);
  g_autoptr (GPtrArray) paths = plumb_store_list_copies (data_dir);

  for (guint i = 0; i < paths->len; i++)
    {
      PlumbBackup *backup = g_new0 (PlumbBackup, 1);

      backup->path = g_strdup (paths->pdata[i]);
      backup->made_s = plumb_store_copy_time (backup->path);
      g_ptr_array_add (backups, backup);
    }
  return backups;
}

gboolean
plumb_library_is_read_only (PlumbLibrary *self)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), TRUE);

  return plumb_store_is_read_only (self->store);
}

const char *
plumb_library_data_dir (PlumbLibrary *self)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);

  return self->data_dir;
}

const char *
plumb_library_older_copy (PlumbLibrary *self)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);

  return plumb_store_older_copy (self->store);
}

GListModel *
plumb_library_athletes (PlumbLibrary *self)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);

  return G_LIST_MODEL (self->athletes);
}

PlumbAthlete *
plumb_library_find_athlete (PlumbLibrary *self,
                            gint64        athlete_id,
                            guint        *position)
{
  GListModel *model = G_LIST_MODEL (self->athletes);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PlumbAthlete) athlete = g_list_model_get_item (model, i);

      if (plumb_athlete_id (athlete) == athlete_id)
        {
          if (position != NULL)
            *position = i;
          return athlete; /* the list keeps it */
        }
    }
  return NULL;
}

PlumbAthlete *
plumb_library_require_athlete (PlumbLibrary *self,
                               gint64        athlete_id,
                               guint        *position,
                               GError      **error)
{
  PlumbAthlete *athlete = plumb_library_find_athlete (self, athlete_id, position);

  if (athlete == NULL)
    g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
                 _("There is no athlete number %" PRId64 "."), athlete_id);
  return athlete;
}

/* (transfer full) (nullable) The name without the space around it. */
static char *
clean_name (const char *name,
            GError    **error)
{
  g_autofree char *clean = g_strstrip (g_strdup (name));

  if (*clean != '\0' && g_utf8_validate (clean, -1, NULL))
    return g_steal_pointer (&clean);
  g_set_error_literal (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
                       _("An athlete needs a name."));
  return NULL;
}

PlumbAthlete *
plumb_library_add_athlete (PlumbLibrary *self,
                           const char   *name,
                           GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  g_autofree char *clean = clean_name (name, error);
  GError *store_error = NULL;
  if (clean == NULL)
    return NULL;

  gint64 id = plumb_store_add_athlete_in (
      self->store, clean, plumb_mass_unit_key (self->defaults.mass_unit),
      plumb_length_unit_key (self->defaults.length_unit), plumb_library_now_s (), &store_error);
  if (id == 0)
    {
      plumb_library_take_error (error, store_error);
      return NULL;
    }

  PlumbAthlete *athlete = plumb_athlete_new (id, clean);
  g_list_store_insert_sorted (self->athletes, athlete, compare_names, NULL);
  plumb_library_emit_changed (self, id);
  return athlete;
}

gboolean
plumb_library_rename_athlete (PlumbLibrary *self,
                              gint64        athlete_id,
                              const char   *name,
                              GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  guint position = 0;
  GError *store_error = NULL;
  g_autofree char *clean = clean_name (name, error);
  if (clean == NULL)
    return FALSE;
  PlumbAthlete *athlete = plumb_library_require_athlete (self, athlete_id, &position, error);
  if (athlete == NULL)
    return FALSE;
  if (strcmp (plumb_athlete_name (athlete), clean) == 0)
    return TRUE;
  if (!plumb_store_rename_athlete (self->store, athlete_id, clean, &store_error))
    return plumb_library_take_error (error, store_error);

  g_autoptr (PlumbAthlete) moved = g_object_ref (athlete);
  g_list_store_remove (self->athletes, position);
  plumb_athlete_set_name (moved, clean);
  g_list_store_insert_sorted (self->athletes, moved, compare_names, NULL);
  plumb_library_rename_held (self, athlete_id, clean);
  plumb_library_emit_changed (self, athlete_id);
  return TRUE;
}

gboolean
plumb_library_delete_athlete (PlumbLibrary *self,
                              gint64        athlete_id,
                              GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);

  guint position = 0;
  GError *store_error = NULL;
  if (plumb_library_require_athlete (self, athlete_id, &position, error) == NULL)
    return FALSE;
  if (!plumb_store_set_athlete_deleted (self->store, athlete_id, plumb_library_now_s (),
                                        &store_error))
    return plumb_library_take_error (error, store_error);

  g_list_store_remove (self->athletes, position);
  plumb_library_emit_changed (self, athlete_id);
  return TRUE;
}

gboolean
plumb_library_restore_athlete (PlumbLibrary *self,
                               gint64        athlete_id,
                               GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);

  GError *store_error = NULL;
  if (plumb_library_find_athlete (self, athlete_id, NULL) != NULL)
    return TRUE;

  g_autoptr (PlumbAthleteRow) row
      = plumb_store_load_athlete (self->store, athlete_id, &store_error);
  if (row == NULL && store_error == NULL)
    return plumb_library_require_athlete (self, athlete_id, NULL, error) != NULL;
  if (row == NULL
      || !plumb_store_set_athlete_deleted (self->store, athlete_id, 0, &store_error))
    return plumb_library_take_error (error, store_error);

  g_autoptr (PlumbAthlete) athlete = new_athlete (row);
  plumb_library_note_film (self, row);
  g_list_store_insert_sorted (self->athletes, athlete, compare_names, NULL);
  plumb_library_emit_changed (self, athlete_id);
  return TRUE;
}

gboolean
plumb_library_backup (PlumbLibrary *self,
                      const char   *path,
                      GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  GError *store_error = NULL;
  return plumb_store_backup (self->store, path, &store_error) ||
         plumb_library_take_error (error, store_error);
}

gboolean
plumb_library_verify (PlumbLibrary *self,
                      GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);

  GError *store_error = NULL;
  return plumb_store_verify (self->store, &store_error) ||
         plumb_library_take_error (error, store_error);
}
