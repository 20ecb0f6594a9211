/* Athletes in and out; see exchange.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "exchange.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "athletes.h"
#include "exchange-store.h"
#include "library-error.h"
#include "library-private.h"
#include "library-rows.h"
#include "recordings.h"
#include "review-state.h"
#include "review-storage.h"
#include "zip-file.h"

#define FORMAT "plumbline-athlete"
#define VERSION 1
#define MAIN_MEMBER "athlete.json"
#define STILLS "stills/"
#define MAX_JSON ((gsize) 64 << 20)
#define MAX_STILL ((gsize) 1 << 20)
#define MAX_STILL_PX 1024
#define MAX_DEPTH 16 /* of brackets; ours has seven */
#define UID_LENGTH 32

static gboolean
fail_file (const char  *path,
           const char  *detail,
           GError     **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED, "%s: %s", name, detail);
  return FALSE;
}

/* Out */

/* (transfer full) (nullable) */
static GVariant *
dump_athlete (PlumbLibrary *self,
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
  g_variant_dict_insert (&dict, "format", "s", FORMAT);
  g_variant_dict_insert (&dict, "version", "x", (gint64) VERSION);
  g_autoptr (GVariant) whole = g_variant_ref_sink (g_variant_dict_end (&dict));
  g_autoptr (JsonNode) root = json_gvariant_serialize (whole);
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, &length);
  return g_bytes_new_take (text, length);
}

/* (transfer full) (nullable) The review's small picture, as the lists have it. */
static char *
find_still (PlumbLibrary *self,
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
      still = find_still (self, plumb_store_find_uid (self->store, uid));
      if (still != NULL && g_file_get_contents (still, &content, &length, NULL))
        g_hash_table_insert (members, g_strdup_printf (STILLS "%s.png", uid),
                             g_bytes_new_take (content, length));
    }
}

/* (transfer full) (nullable) */
static PlumbZip *
collect_members (PlumbLibrary *self,
                 gint64        athlete_id,
                 gboolean      deleted,
                 GVariant    **dump,
                 GError      **error)
{
  PlumbZip *members;

  *dump = dump_athlete (self, athlete_id, deleted, error);
  if (*dump == NULL)
    return NULL;
  members = plumb_zip_new ();
  g_hash_table_insert (members, g_strdup (MAIN_MEMBER), write_json (*dump));
  add_stills (self, *dump, members);
  return members;
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
  g_autoptr (GHashTable) members = collect_members (self, athlete_id, FALSE, &dump, error);
  GError *store_error = NULL;
  return members != NULL
         && (plumb_zip_write (path, members, &store_error)
             || plumb_library_take_error (error, store_error));
}

/* A text field by the rules of RFC 4180; one that a spreadsheet would take for
 * a formula is made a text. */
static void
append_field (GString  *line,
              GVariant *value)
{
  g_autofree char *text = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == NULL)
    return;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    g_string_append_printf (line, "%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    g_string_append (line, g_ascii_dtostr (number, sizeof number, g_variant_get_double (value)));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    {
      g_auto (GStrv) parts = g_strsplit (g_variant_get_string (value, NULL), "\"", -1);

      text = g_strjoinv ("\"\"", parts);
      g_string_append_printf (line, "\"%s%s\"", strchr ("=+-@", *text) && *text ? "'" : "", text);
    }
}

/* Adds the rows of a table of one review to its CSV, with a header first. */
static void
append_rows (GString    *csv,
             const char *uid,
             GVariant   *rows,
             GPtrArray  *columns)
{
  for (gsize r = 0; r < g_variant_n_children (rows); r++)
    {
      g_autoptr (GVariant) row = NULL;

      g_variant_get_child (rows, r, "v", &row);
      g_string_append (csv, uid);
      for (guint c = 0; c < columns->len; c++)
        {
          g_autoptr (GVariant) value = g_variant_lookup_value (row, columns->pdata[c], NULL);

          g_string_append_c (csv, ',');
          append_field (csv, value);
        }
      g_string_append (csv, "\r\n");
    }
}

/* (transfer full) Names of all members of the rows, in the order first seen. */
static void
collect_columns (GVariant  *rows,
                 GPtrArray *columns)
{
  for (gsize r = 0; r < g_variant_n_children (rows); r++)
    {
      g_autoptr (GVariant) row = NULL;
      GVariantIter iter;
      const char *name;

      g_variant_get_child (rows, r, "v", &row);
      g_variant_iter_init (&iter, row);
      while (g_variant_iter_next (&iter, "{&sv}", &name, NULL))
        if (!g_ptr_array_find_with_equal_func (columns, name, g_str_equal, NULL))
          g_ptr_array_add (columns, g_strdup (name));
    }
}

/* A CSV of one table over all reviews into the members. */
static void
add_csv (GVariant     *reviews,
         const char   *table,
         PlumbZip *members)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  GString *csv = g_string_new ("review");

  for (int pass = 0; pass < 2; pass++)
    {
      for (gsize i = 0; i < g_variant_n_children (reviews); i++)
        {
          g_autoptr (GVariant) review = NULL;
          g_autoptr (GVariant) tables = NULL;
          g_autoptr (GVariant) rows = NULL;
          const char *uid = "";

          g_variant_get_child (reviews, i, "v", &review);
          g_variant_lookup (review, "uid", "&s", &uid);
          tables = g_variant_lookup_value (review, "tables", G_VARIANT_TYPE_VARDICT);
          rows = g_variant_lookup_value (tables, table, G_VARIANT_TYPE ("av"));
          if (pass == 0)
            collect_columns (rows, columns);
          else
            append_rows (csv, uid, rows, columns);
        }
      for (guint c = 0; pass == 0 && c < columns->len; c++)
        g_string_append_printf (csv, ",%s", (const char *) columns->pdata[c]);
      if (pass == 0)
        g_string_append (csv, "\r\n");
    }
  g_hash_table_insert (members, g_strdup_printf ("%s.csv", table), g_string_free_to_bytes (csv));
}

/* (transfer full) (nullable) The tables of the first review: all have the same. */
static GVariant *
get_tables (GVariant *reviews)
{
  g_autoptr (GVariant) review = NULL;

  if (g_variant_n_children (reviews) == 0)
    return NULL;
  g_variant_get_child (reviews, 0, "v", &review);
  return g_variant_lookup_value (review, "tables", G_VARIANT_TYPE_VARDICT);
}

/* What had been written goes again; only names of ours are in it. */
static void
remove_written (const char *folder,
                PlumbZip   *members)
{
  g_autofree char *stills = g_build_filename (folder, STILLS, NULL);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, members);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (stills);
  g_rmdir (folder);
}

static gboolean
write_one (const char *folder,
           const char *name,
           GBytes     *bytes,
           GError    **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_file_set_contents_full (path, data != NULL ? data : "", (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL)
         || fail_file (path, _("It could not be written; is the disk full?"), error);
}

static gboolean
write_folder (const char   *folder,
              PlumbZip     *members,
              GCancellable *cancellable,
              GError      **error)
{
  g_autofree char *stills = g_build_filename (folder, STILLS, NULL);
  GHashTableIter iter;
  gpointer name, bytes;

  if (g_mkdir (folder, 0700) != 0 || g_mkdir (stills, 0700) != 0)
    return fail_file (folder, _("The folder cannot be made; choose a name that is not taken."),
                      error);
  g_hash_table_iter_init (&iter, members);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !write_one (folder, name, bytes, error))
      {
        remove_written (folder, members);
        return FALSE;
      }
  return TRUE;
}

gboolean
plumb_library_export_held (PlumbLibrary *self,
                           gint64        athlete_id,
                           const char   *folder,
                           GCancellable *cancellable,
                           GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);

  g_autoptr (GVariant) dump = NULL;
  g_autoptr (GHashTable) members = collect_members (self, athlete_id, TRUE, &dump, error);
  if (members == NULL)
    return FALSE;

  g_autoptr (GVariant) reviews
      = g_variant_lookup_value (dump, "reviews", G_VARIANT_TYPE ("av"));
  g_autoptr (GVariant) tables = get_tables (reviews);
  if (tables != NULL)
    {
      GVariantIter iter;
      const char *table;

      g_variant_iter_init (&iter, tables);
      while (g_variant_iter_next (&iter, "{&sv}", &table, NULL))
        add_csv (reviews, table, members);
    }
  return write_folder (folder, members, cancellable, error);
}

/* In */

static gsize
limit_member (const char *name)
{
  if (g_str_equal (name, MAIN_MEMBER))
    return MAX_JSON;
  return g_str_has_prefix (name, STILLS)
                 && strspn (name + strlen (STILLS), "0123456789abcdef") == UID_LENGTH
                 && g_str_equal (name + strlen (STILLS) + UID_LENGTH, ".png")
             ? MAX_STILL
             : 0;
}

/* The reader descends with the brackets: a file of brackets alone must not
 * take it down. */
static gboolean
is_shallow (const char *text,
            gsize       length)
{
  gboolean in_string = FALSE;
  int depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '[' || text[i] == '{') && ++depth > MAX_DEPTH)
        return FALSE;
      else if (!in_string && (text[i] == ']' || text[i] == '}'))
        depth--;
    }
  return TRUE;
}

/* An escape can spell what is no text: half a pair, or a zero byte. */
static gboolean
is_text (const char *text,
         gsize       length)
{
  for (const char *at = text; (at = g_strstr_len (at, text + length - at, "\\u")) != NULL; at += 2)
    if (g_str_has_prefix (at, "\\u0000") || g_ascii_strncasecmp (at, "\\ud8", 4) == 0
        || g_ascii_strncasecmp (at, "\\ud9", 4) == 0
        || (g_ascii_strncasecmp (at, "\\ud", 3) == 0 && g_ascii_isalpha (at[3])))
      return FALSE;
  return g_utf8_validate_len (text, length, NULL);
}

/* (transfer full) (nullable) The value in the file, if it is one of ours. */
static GVariant *
read_json (GBytes     *bytes,
           const char *path,
           GError    **error)
{
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GVariant) value = NULL;
  const char *format = "";
  gint64 version = 0;

  if (text == NULL || length == 0 || !is_shallow (text, length) || !is_text (text, length)
      || !json_parser_load_from_data (parser, text, (gssize) length, NULL)
      || json_parser_get_root (parser) == NULL
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      fail_file (path, _("It is no file of an athlete, or it is damaged."), error);
      return NULL;
    }
  value = json_gvariant_deserialize (json_parser_get_root (parser), "a{sv}", NULL);
  if (value != NULL)
    value = g_variant_ref_sink (g_steal_pointer (&value));
  if (value == NULL || !g_variant_lookup (value, "format", "&s", &format)
      || !g_str_equal (format, FORMAT) || !g_variant_lookup (value, "version", "x", &version))
    {
      fail_file (path, _("It is no file of an athlete, or it is damaged."), error);
      return NULL;
    }
  if (version > VERSION)
    {
      fail_file (path, _("It was written by a newer Plumbline."), error);
      return NULL;
    }
  return g_steal_pointer (&value);
}

/* What was taken in can be shown: each review is loaded as it will be. */
static gboolean
check_added (PlumbLibrary     *self,
             const PlumbTaken *taken,
             GError          **store_error)
{
  for (guint i = 0; i < taken->added->len; i++)
    {
      PlumbReviewState state;
      gboolean whole;

      plumb_review_state_init (&state);
      whole = plumb_review_storage_load (self->store, g_array_index (taken->added, gint64, i),
                                         &state, store_error);
      plumb_review_state_clear (&state);
      if (!whole)
        {
          /* Nothing is wrong with the library: the rows are taken back. */
          g_clear_error (store_error);
          g_set_error_literal (store_error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FAILED,
                               _("The file holds marks or decisions of an unknown sort."));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
take_dump (PlumbLibrary *self,
           GVariant     *dump,
           PlumbTaken   *taken,
           GError      **store_error)
{
  g_autofree char *folder = g_build_filename (self->data_dir, "recordings", NULL);

  if (!plumb_store_begin (self->store, store_error))
    return FALSE;
  if (plumb_store_take_athlete (self->store, dump, folder, taken, store_error)
      && check_added (self, taken, store_error))
    return plumb_store_commit (self->store, store_error);
  plumb_store_rollback (self->store);
  return FALSE;
}

/* A small PNG, by its first bytes: a signature, then width and height. */
static gboolean
is_small_png (GBytes *bytes)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint32 extent[2];

  if (size < 24 || memcmp (data, signature, sizeof signature) != 0)
    return FALSE;
  memcpy (extent, data + 16, sizeof extent);
  return GUINT32_FROM_BE (extent[0]) <= MAX_STILL_PX && GUINT32_FROM_BE (extent[1]) <= MAX_STILL_PX;
}

/* Pictures of the reviews that are new, under the names the lists look for. One
 * that cannot be kept costs the picture. */
static void
keep_stills (PlumbLibrary     *self,
             const PlumbTaken *taken,
             PlumbZip     *members)
{
  g_autofree char *folder = g_build_filename (self->data_dir, "thumbnails", NULL);

  for (guint i = 0; i < taken->added->len; i++)
    {
      const gint64 id = g_array_index (taken->added, gint64, i);
      gint64 frame = -1;
      g_autofree char *uid = plumb_store_review_uid (self->store, id, &frame);
      g_autofree char *member = g_strdup_printf (STILLS "%s.png", uid != NULL ? uid : "");
      g_autofree char *name
          = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ".png", id, frame);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GBytes *bytes = g_hash_table_lookup (members, member);
      gsize size;

      if (bytes == NULL || !is_small_png (bytes) || g_mkdir_with_parents (folder, 0700) != 0)
        continue;
      const char *data = g_bytes_get_data (bytes, &size);
      g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                NULL);
    }
}

gboolean
plumb_library_import_athlete (PlumbLibrary  *self,
                              const char    *path,
                              PlumbImported *imported,
                              GError       **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (path != NULL && imported != NULL, FALSE);

  GError *store_error = NULL;
  g_autoptr (GHashTable) members = plumb_zip_read (path, limit_member, &store_error);
  if (members == NULL)
    return plumb_library_take_error (error, store_error);

  g_autoptr (GVariant) dump
      = read_json (g_hash_table_lookup (members, MAIN_MEMBER), path, error);
  g_auto (PlumbTaken) taken = { 0 };
  if (dump == NULL)
    return FALSE;
  if (!take_dump (self, dump, &taken, &store_error))
    return plumb_library_take_error (error, store_error);

  keep_stills (self, &taken, members);
  *imported = (PlumbImported) { taken.athlete_id, taken.added->len, taken.n_known };
  return plumb_library_reload_athletes (self, error);
}

/* For good */

GStrv
plumb_library_list_held (PlumbLibrary *self,
                         gint64        athlete_id,
                         GError      **error)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY (self), NULL);

  g_autoptr (GVariant) dump = dump_athlete (self, athlete_id, TRUE, error);
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
  g_autofree char *of_reviews
      = g_strdup_printf (ngettext ("%u review", "%u reviews", n_reviews), n_reviews);
  g_autofree char *of_marks
      = g_strdup_printf (ngettext ("%u mark", "%u marks", n_marks), n_marks);
  g_autofree char *of_notes
      = g_strdup_printf (ngettext ("%u note", "%u notes", n_notes), n_notes);
  g_autofree char *of_values = g_strdup_printf (
      ngettext ("%u measured value", "%u measured values", n_values), n_values);
  g_autofree char *of_decisions = g_strdup_printf (
      ngettext ("%u decision on a finding", "%u decisions on findings", n_decisions),
      n_decisions);
  g_autofree char *of_answers
      = g_strdup_printf (ngettext ("%u answer about pain", "%u answers about pain", n_answers),
                         n_answers);
  g_autofree char *of_lines
      = g_strdup_printf (ngettext ("%u changed line of a plan", "%u changed lines of plans",
                                   n_lines),
                         n_lines);
  g_autofree char *of_stills
      = g_strdup_printf (ngettext ("%u small picture", "%u small pictures", n_reviews), n_reviews);
  g_strv_builder_add_many (lines, of_reviews, of_marks, of_notes, of_values, of_decisions,
                           of_answers, of_lines, of_stills, NULL);
  return g_strv_builder_end (lines);
}

static void
remove_stills (PlumbLibrary *self,
               GArray       *reviews)
{
  for (guint i = 0; i < reviews->len; i++)
    {
      char *still;

      while ((still = find_still (self, g_array_index (reviews, gint64, i))) != NULL)
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
  g_autoptr (GVariant) dump = dump_athlete (self, athlete_id, FALSE, error);
  g_autoptr (GArray) reviews = NULL;
  if (dump == NULL)
    return FALSE;
  reviews = plumb_store_list_reviews (self->store, athlete_id, &store_error);
  if (reviews == NULL
      || !plumb_store_erase_athlete (self->store, athlete_id, &store_error))
    return plumb_library_take_error (error, store_error);

  remove_stills (self, reviews);
  if (backups != NULL)
    {
      g_autoptr (GPtrArray) paths = plumb_store_list_backups (self->store);

      *backups = g_new0 (char *, paths->len + 1);
      for (guint i = 0; i < paths->len; i++)
        (*backups)[i] = g_strdup (paths->pdata[i]);
    }
  return plumb_library_reload_athletes (self, error);
}
