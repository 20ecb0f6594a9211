/* What is held on an athlete, and out of the library for good; see exchange.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "exchange.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "clips.h"
#include "exchange-private.h"
#include "exchange-store.h"
#include "library-error.h"
#include "library-private.h"
#include "recordings.h"

/* Whether it lies in the library's folder: a copy of the library's own. */
static gboolean
is_own_copy (PlumbLibrary *self,
             const char   *path)
{
  g_autofree char *folder = g_build_filename (self->data_dir, "recordings", NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  return g_str_equal (parent, folder) && g_file_test (path, G_FILE_TEST_IS_REGULAR)
         && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);
}

/* (transfer full) Those of the athlete's films that are copies of the library's. */
static GPtrArray *
list_own_copies (PlumbLibrary *self,
                 GVariant     *dump)
{
  GPtrArray *clips = plumb_clips_list (dump);

  for (guint i = clips->len; i-- > 0;)
    if (!is_own_copy (self, ((PlumbClip *) clips->pdata[i])->path))
      g_ptr_array_remove_index (clips, i);
  return clips;
}

/* Of what there is none nothing is said. */
static void
add_count (GStrvBuilder *lines,
           const char   *words,
           guint         n)
{
  g_autofree char *line = g_strdup_printf (words, n);

  if (n > 0)
    g_strv_builder_add (lines, line);
}

GStrv
plumb_library_list_held (PlumbLibrary *self,
                         gint64        athlete_id,
                         GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);

  g_autoptr (GVariant) dump = plumb_exchange_dump (self, athlete_id, TRUE, error);
  guint n_marks = 0, n_notes = 0, n_values = 0, n_decisions = 0, n_answers = 0, n_lines = 0;
  if (dump == NULL)
    return NULL;

  g_autoptr (GVariant) reviews
      = g_variant_lookup_value (dump, "reviews", G_VARIANT_TYPE ("av"));
  const guint n_reviews = (guint) g_variant_n_children (reviews);
  for (guint i = 0; i < n_reviews; i++)
    {
      g_autoptr (GVariant) review = NULL;
      const struct
      {
        const char *table;
        guint      *n;
      } counted[] = { { "mark", &n_marks }, { "note", &n_notes }, { "check_value", &n_values },
                      { "decision", &n_decisions }, { "rep_decision", &n_decisions },
                      { "remark", &n_notes }, { "pain_answer", &n_answers },
                      { "plan_line", &n_lines } };

      g_variant_get_child (reviews, i, "v", &review);
      g_autoptr (GVariant) tables
          = g_variant_lookup_value (review, "tables", G_VARIANT_TYPE_VARDICT);
      for (guint c = 0; c < G_N_ELEMENTS (counted); c++)
        {
          g_autoptr (GVariant) rows
              = g_variant_lookup_value (tables, counted[c].table, G_VARIANT_TYPE ("av"));

          *counted[c].n += rows != NULL ? (guint) g_variant_n_children (rows) : 0;
        }
    }

  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autoptr (GPtrArray) copies = list_own_copies (self, dump);
  add_count (lines, ngettext ("%u review", "%u reviews", n_reviews), n_reviews);
  add_count (lines, ngettext ("%u mark", "%u marks", n_marks), n_marks);
  add_count (lines, ngettext ("%u note", "%u notes", n_notes), n_notes);
  add_count (lines, ngettext ("%u measured value", "%u measured values", n_values), n_values);
  add_count (lines,
             ngettext ("%u decision on a finding", "%u decisions on findings", n_decisions),
             n_decisions);
  add_count (lines, ngettext ("%u answer about pain", "%u answers about pain", n_answers),
             n_answers);
  add_count (lines,
             ngettext ("%u changed line of a plan", "%u changed lines of plans", n_lines),
             n_lines);
  add_count (lines, ngettext ("%u small picture", "%u small pictures", n_reviews), n_reviews);
  add_count (lines,
             ngettext ("%u video in the library's folder", "%u videos in the library's folder",
                       copies->len),
             copies->len);
  return g_strv_builder_end (lines);
}

/* A film that another athlete is in too, is still known and stays. */
static void
remove_own_copies (PlumbLibrary *self,
                   GPtrArray    *clips)
{
  for (guint i = 0; i < clips->len; i++)
    {
      const PlumbClip *clip = clips->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (PlumbRecordingRow) row
          = plumb_store_find_recording (self->store, clip->size_bytes, clip->hash, &error);

      if (row == NULL && error == NULL)
        g_unlink (clip->path);
    }
}

static void
remove_stills (PlumbLibrary *self,
               GArray       *reviews)
{
  for (guint i = 0; i < reviews->len; i++)
    {
      char *still;

      while ((still = plumb_exchange_find_still (self, g_array_index (reviews, gint64, i))) != NULL)
        {
          const gboolean gone = g_unlink (still) == 0;

          g_free (still);
          if (!gone)
            break;
        }
    }
}

GPtrArray *
plumb_library_list_fingerprints (PlumbLibrary *self,
                                 gint64        athlete_id,
                                 GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);

  GError *store_error = NULL;
  GPtrArray *hashes = plumb_store_list_hashes (self->store, athlete_id, &store_error);

  if (hashes == NULL)
    plumb_library_take_error (error, store_error);
  return hashes;
}

gboolean
plumb_library_erase_athlete (PlumbLibrary *self,
                             gint64        athlete_id,
                             GStrv        *backups,
                             GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);

  GError *store_error = NULL;
  g_autoptr (GVariant) dump = plumb_exchange_dump (self, athlete_id, TRUE, error);
  g_autoptr (GArray) reviews = NULL;
  g_autoptr (GPtrArray) copies = dump != NULL ? list_own_copies (self, dump) : NULL;
  if (dump == NULL)
    return FALSE;
  reviews = plumb_store_list_reviews (self->store, athlete_id, &store_error);
  if (reviews == NULL
      || !plumb_store_erase_athlete (self->store, athlete_id, &store_error))
    return plumb_library_take_error (error, store_error);

  remove_stills (self, reviews);
  remove_own_copies (self, copies);
  if (backups != NULL)
    {
      g_autoptr (GPtrArray) paths = plumb_store_list_backups (self->store);

      *backups = g_new0 (char *, paths->len + 1);
      for (guint i = 0; i < paths->len; i++)
        (*backups)[i] = g_strdup (paths->pdata[i]);
    }
  return plumb_library_reload_athletes (self, error);
}
