/* All that is held on one person, as a folder; see exchange.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "exchange-private.h"

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
  g_autofree char *stills = g_build_filename (folder, PLUMB_EXCHANGE_STILLS, NULL);
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
         || plumb_exchange_fail (path, _("It could not be written; is the disk full?"), error);
}

static gboolean
write_folder (const char   *folder,
              PlumbZip     *members,
              GCancellable *cancellable,
              GError      **error)
{
  g_autofree char *stills = g_build_filename (folder, PLUMB_EXCHANGE_STILLS, NULL);
  GHashTableIter iter;
  gpointer name, bytes;

  if (g_mkdir (folder, 0700) != 0 || g_mkdir (stills, 0700) != 0)
    return plumb_exchange_fail (
        folder, _("The folder cannot be made; choose a name that is not taken."), error);
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
  g_autoptr (GHashTable) members = plumb_exchange_collect (self, athlete_id, TRUE, &dump, error);
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
