/* An athlete as one file for another coach; see exchange.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "clips.h"
#include "exchange-private.h"
#include "exchange-store.h"
#include "library-error.h"
#include "library-private.h"

gboolean
plumb_exchange_fail (const char *path,
                     const char *detail,
                     GError    **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED, "%s: %s", name, detail);
  return FALSE;
}

gboolean
plumb_exchange_take_error (GError **error,
                           GError  *store_error)
{
  if (store_error->domain != G_IO_ERROR)
    return plumb_library_take_error (error, store_error);
  g_propagate_error (error, store_error);
  return FALSE;
}

GVariant *
plumb_exchange_dump (PlumbLibrary *self,
                     gint64        athlete_id,
                     gboolean      deleted,
                     GError      **error)
{
  GError *store_error = NULL;
  GVariant *dump
      = plumb_store_dump_athlete (self->store, athlete_id, deleted, &store_error);

  if (dump == NULL)
    plumb_library_take_error (error, store_error);
  return dump;
}

/* (transfer full) */
static GBytes *
write_json (GVariant *dump)
{
  GVariantDict dict;
  gsize length;
  char *text;

  g_variant_dict_init (&dict, dump);
  g_variant_dict_insert (&dict, "format", "s", PLUMB_EXCHANGE_FORMAT);
  g_variant_dict_insert (&dict, "version", "x", (gint64) PLUMB_EXCHANGE_VERSION);
  g_autoptr (GVariant) whole = g_variant_ref_sink (g_variant_dict_end (&dict));
  g_autoptr (JsonNode) root = json_gvariant_serialize (whole);
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, &length);
  return g_bytes_new_take (text, length);
}

char *
plumb_exchange_find_still (PlumbLibrary *self,
                           gint64        review_id)
{
  g_autofree char *folder = g_build_filename (self->data_dir, "thumbnails", NULL);
  g_autofree char *prefix = g_strdup_printf ("%" G_GINT64_FORMAT "-", review_id);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      return g_build_filename (folder, name, NULL);
  return NULL;
}

/* Stills of the reviews in the dump; `ids` are those of all reviews in the same
 * order, found by their uid. */
static void
add_stills (PlumbLibrary *self,
            GVariant     *dump,
            PlumbZip *members)
{
  g_autoptr (GVariant) reviews
      = g_variant_lookup_value (dump, "reviews", G_VARIANT_TYPE ("av"));

  for (gsize i = 0; i < g_variant_n_children (reviews); i++)
    {
      g_autoptr (GVariant) review = NULL;
      g_autofree char *still = NULL;
      const char *uid = "";
      char *content = NULL;
      gsize length;

      g_variant_get_child (reviews, i, "v", &review);
      g_variant_lookup (review, "uid", "&s", &uid);
      still = plumb_exchange_find_still (self, plumb_store_find_uid (self->store, uid));
      if (still != NULL && g_file_get_contents (still, &content, &length, NULL))
        g_hash_table_insert (members, g_strdup_printf (PLUMB_EXCHANGE_STILLS "%s.png", uid),
                             g_bytes_new_take (content, length));
    }
}

PlumbZip *
plumb_exchange_collect (PlumbLibrary *self,
                        gint64        athlete_id,
                        gboolean      deleted,
                        GVariant    **dump,
                        GError      **error)
{
  PlumbZip *members;

  *dump = plumb_exchange_dump (self, athlete_id, deleted, error);
  if (*dump == NULL)
    return NULL;
  members = plumb_zip_new ();
  g_hash_table_insert (members, g_strdup (PLUMB_EXCHANGE_MAIN), write_json (*dump));
  add_stills (self, *dump, members);
  return members;
}

/* (transfer full) What of the films goes along. Adds up what is there and what is missing. */
static GPtrArray *
list_files (GVariant       *dump,
            gboolean        by_content,
            PlumbClipCount *count)
{
  g_autoptr (GPtrArray) clips = plumb_clips_list (dump);
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_zip_file_free);

  *count = (PlumbClipCount) { 0 };
  for (guint i = 0; i < clips->len; i++)
    {
      const PlumbClip *clip = clips->pdata[i];
      PlumbZipFile *file;

      if (by_content ? !plumb_clip_is_there (clip, clip->path)
                     : !plumb_clip_has_size (clip, clip->path))
        {
          count->n_missing++;
          continue;
        }
      file = g_new0 (PlumbZipFile, 1);
      file->name = plumb_clip_member (clip);
      file->path = g_strdup (clip->path);
      file->size_bytes = clip->size_bytes;
      g_ptr_array_add (files, file);
      count->n_there++;
      count->bytes += clip->size_bytes;
    }
  return files;
}

gboolean
plumb_library_count_clips (PlumbLibrary   *self,
                           gint64          athlete_id,
                           PlumbClipCount *count,
                           GError        **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (count != NULL, FALSE);

  g_autoptr (GVariant) dump = plumb_exchange_dump (self, athlete_id, FALSE, error);
  g_autoptr (GPtrArray) files = dump != NULL ? list_files (dump, FALSE, count) : NULL;

  return files != NULL;
}

gboolean
plumb_library_export_clips (PlumbLibrary          *self,
                            gint64                 athlete_id,
                            const char            *path,
                            PlumbExchangeProgress *progress,
                            PlumbClipCount        *count,
                            GCancellable          *cancellable,
                            GError               **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (path != NULL && count != NULL, FALSE);

  g_autoptr (GVariant) dump = NULL;
  g_autoptr (GHashTable) members
      = plumb_exchange_collect (self, athlete_id, FALSE, &dump, error);
  g_autoptr (GPtrArray) files = members != NULL ? list_files (dump, TRUE, count) : NULL;
  GError *store_error = NULL;

  if (files == NULL)
    return FALSE;
  if (progress != NULL)
    g_atomic_pointer_set (&progress->all_bytes, (gssize) count->bytes);
  return plumb_zip_write (path, members, files, progress != NULL ? &progress->done_bytes : NULL,
                          cancellable, &store_error)
         || plumb_exchange_take_error (error, store_error);
}

gboolean
plumb_library_export_athlete (PlumbLibrary *self,
                              gint64        athlete_id,
                              const char   *path,
                              GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  g_autoptr (GVariant) dump = NULL;
  g_autoptr (GHashTable) members
      = plumb_exchange_collect (self, athlete_id, FALSE, &dump, error);
  GError *store_error = NULL;
  return members != NULL
         && (plumb_zip_write (path, members, NULL, NULL, NULL, &store_error)
             || plumb_library_take_error (error, store_error));
}
