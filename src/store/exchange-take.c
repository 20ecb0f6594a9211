/* Athletes into a library; see exchange-store.h.
 *
 * Table and column names in the SQL made here come from the schema, never from
 * what is taken in; its values are bound.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "exchange-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange-parts.h"
#include "sql.h"

/* Before the year 10000; beyond it no calendar has a date. */
#define LAST_S G_GINT64_CONSTANT (253402300799)
#define LAST_FRAME 1000000000

void
plumb_taken_clear (PlumbTaken *taken)
{
  g_clear_pointer (&taken->added, g_array_unref);
}

static gboolean
fail_content (const char *detail,
              GError    **error)
{
  g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FAILED,
               _("The file holds what cannot be: %s"), detail);
  return FALSE;
}

static gboolean
bind_value (sqlite3_stmt *statement,
            int           index,
            GVariant     *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return sqlite3_bind_int64 (statement, index, g_variant_get_int64 (value)) == SQLITE_OK;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    return sqlite3_bind_double (statement, index, g_variant_get_double (value)) == SQLITE_OK;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return sqlite3_bind_text (statement, index, g_variant_get_string (value, NULL), -1,
                              SQLITE_TRANSIENT) == SQLITE_OK;
  return FALSE;
}

/* What the calendar and the timeline could not show. */
static gboolean
is_possible (const char *column,
             GVariant   *value)
{
  const gboolean is_int = g_variant_is_of_type (value, G_VARIANT_TYPE_INT64);
  const gint64 number = is_int ? g_variant_get_int64 (value) : 0;

  if (g_str_has_suffix (column, "_s"))
    return is_int && number >= 0 && number <= LAST_S;
  if (g_str_equal (column, "frame"))
    return is_int && number >= 0 && number <= LAST_FRAME;
  return TRUE;
}

/* (transfer full) (nullable) Of the columns of the table those that `row` has,
 * without those of this library. */
static GPtrArray *
choose_columns (sqlite3    *db,
                const char *table,
                GVariant   *row,
                GError    **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) statement
      = plumb_sql_query (db, error, "SELECT name FROM pragma_table_info (?1)", "s", table);
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    {
      g_autofree char *name = plumb_sql_column_text (statement, 0);
      g_autoptr (GVariant) value = g_variant_lookup_value (row, name, NULL);

      if (value != NULL && !g_variant_is_of_type (value, G_VARIANT_TYPE_MAYBE)
          && !g_strv_contains (plumb_exchange_local_columns, name))
        g_ptr_array_add (columns, g_steal_pointer (&name));
    }
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&columns) : NULL;
}

/* Inserts the row with up to two columns of this library (NULL = none). The new
 * id, or 1 where a table has none; 0 on error. */
static gint64
insert_row (sqlite3           *db,
            const char        *table,
            GVariant          *row,
            const char *const *own_names,
            const gint64      *own_ids,
            GError           **error)
{
  g_autoptr (GPtrArray) columns = choose_columns (db, table, row, error);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) places = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) statement = NULL;
  const guint n_own = own_names != NULL ? g_strv_length ((GStrv) own_names) : 0;
  int n = 0;

  if (columns == NULL)
    return 0;
  g_string_printf (sql, "INSERT INTO \"%s\" (", table);
  for (guint i = 0; i < n_own + columns->len; i++)
    {
      const char *name = i < n_own ? own_names[i] : columns->pdata[i - n_own];

      g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", name);
      g_string_append (places, i > 0 ? ", ?" : "?");
    }
  g_string_append_printf (sql, ") VALUES (%s)", places->str);
  statement = plumb_sql_query (db, error, sql->str, "");
  if (statement == NULL)
    return 0;
  for (guint i = 0; i < n_own; i++)
    sqlite3_bind_int64 (statement, ++n, own_ids[i]);
  for (guint i = 0; i < columns->len; i++)
    {
      g_autoptr (GVariant) value = g_variant_lookup_value (row, columns->pdata[i], NULL);

      if (!is_possible (columns->pdata[i], value) || !bind_value (statement, ++n, value))
        return fail_content (columns->pdata[i], error);
    }
  return plumb_sql_step (statement, error) == PLUMB_SQL_DONE
             ? MAX (sqlite3_last_insert_rowid (db), 1)
             : 0;
}

/* (nullable) (transfer full) A member that is a dictionary. */
static GVariant *
get_dict (GVariant   *from,
          const char *name)
{
  return g_variant_lookup_value (from, name, G_VARIANT_TYPE_VARDICT);
}

/* (nullable) (transfer full) One of a list of dictionaries. */
static GVariant *
get_row (GVariant *list,
         gsize     index)
{
  g_autoptr (GVariant) boxed = g_variant_get_child_value (list, index);
  g_autoptr (GVariant) row = g_variant_get_variant (boxed);

  return g_variant_is_of_type (row, G_VARIANT_TYPE_VARDICT) ? g_steal_pointer (&row) : NULL;
}

/* (nullable) (transfer full) The name of a row that holds everywhere. */
static char *
get_uid (GVariant *row)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (row, "uid", G_VARIANT_TYPE_STRING);
  const char *uid = value != NULL ? g_variant_get_string (value, NULL) : "";

  return strlen (uid) == 32 && strspn (uid, "0123456789abcdef") == 32 ? g_strdup (uid) : NULL;
}

/* The id under which the row with the uid is here, 0 = not yet; brought back
 * when it was deleted. */
static gboolean
find_known (sqlite3    *db,
            const char *find_sql,
            const char *restore_sql,
            const char *uid,
            gint64     *id,
            GError    **error)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (db, error, find_sql, "s", uid);
  PlumbSqlResult result
      = statement != NULL ? plumb_sql_step (statement, error) : PLUMB_SQL_ERROR;

  *id = result == PLUMB_SQL_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  if (result == PLUMB_SQL_ERROR)
    return FALSE;
  return *id == 0 || plumb_sql_run (db, error, restore_sql, "i", *id);
}

/* The recording of this content, added with a path in `folder`; 0 on error. */
static gint64
take_recording (sqlite3    *db,
                GVariant   *recording,
                const char *folder,
                GError    **error)
{
  g_autoptr (GVariant) size
      = g_variant_lookup_value (recording, "size_bytes", G_VARIANT_TYPE_INT64);
  g_autoptr (GVariant) hash = g_variant_lookup_value (recording, "hash", G_VARIANT_TYPE_STRING);
  g_autoptr (GVariant) path = g_variant_lookup_value (recording, "path", G_VARIANT_TYPE_STRING);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char *name = NULL;
  g_autofree char *place = NULL;
  GVariantDict dict;
  PlumbSqlResult result;

  if (size == NULL || hash == NULL || path == NULL)
    return fail_content ("recording", error);
  statement = plumb_sql_query (db, error,
                               "SELECT id FROM recording WHERE size_bytes = ?1 AND hash = ?2",
                               "is", g_variant_get_int64 (size),
                               g_variant_get_string (hash, NULL));
  result = statement != NULL ? plumb_sql_step (statement, error) : PLUMB_SQL_ERROR;
  if (result == PLUMB_SQL_ERROR)
    return 0;
  if (result == PLUMB_SQL_ROW)
    return sqlite3_column_int64 (statement, 0);

  /* Of a foreign path only the last part means anything here. */
  name = g_path_get_basename (g_variant_get_string (path, NULL));
  if (strspn (name, "./") == strlen (name))
    return fail_content ("path", error);
  place = g_build_filename (folder, name, NULL);
  g_variant_dict_init (&dict, recording);
  g_variant_dict_insert (&dict, "path", "s", place);
  g_autoptr (GVariant) moved = g_variant_ref_sink (g_variant_dict_end (&dict));
  return insert_row (db, "recording", moved, NULL, NULL, error);
}

static gboolean
take_parts (sqlite3    *db,
            const char *own_column,
            gint64      owner_id,
            GVariant   *tables,
            GPtrArray  *parts,
            GError    **error)
{
  const char *const own[] = { own_column, NULL };

  for (guint i = 0; i < parts->len; i++)
    {
      const char *table = parts->pdata[i];
      g_autoptr (GVariant) rows
          = g_variant_lookup_value (tables, table, G_VARIANT_TYPE ("av"));

      for (gsize r = 0; rows != NULL && r < g_variant_n_children (rows); r++)
        {
          g_autoptr (GVariant) row = get_row (rows, r);

          if (row == NULL)
            return fail_content (table, error);
          if (insert_row (db, table, row, own, &owner_id, error) == 0)
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
take_review (sqlite3    *db,
             GVariant   *review,
             GPtrArray  *parts,
             const char *folder,
             PlumbTaken *taken,
             GError    **error)
{
  static const char *const own[] = { "recording_id", "athlete_id", NULL };
  g_autofree char *uid = review != NULL ? get_uid (review) : NULL;
  g_autoptr (GVariant) recording = uid != NULL ? get_dict (review, "recording") : NULL;
  g_autoptr (GVariant) tables = recording != NULL ? get_dict (review, "tables") : NULL;
  gint64 ids[2] = { 0, taken->athlete_id };
  gint64 id;

  if (tables == NULL)
    return fail_content ("review", error);
  if (!find_known (db, "SELECT id FROM review WHERE uid = ?1",
                   "UPDATE review SET deleted_s = NULL WHERE id = ?1", uid, &id, error))
    return FALSE;
  if (id != 0)
    {
      taken->n_known++;
      return TRUE;
    }
  ids[0] = take_recording (db, recording, folder, error);
  id = ids[0] != 0 ? insert_row (db, "review", review, own, ids, error) : 0;
  if (id == 0 || !take_parts (db, "review_id", id, tables, parts, error))
    return FALSE;
  g_array_append_val (taken->added, id);
  return TRUE;
}

/* The new athlete with what is the athlete's own; 0 on error. */
static gint64
add_athlete (sqlite3  *db,
             GVariant *dump,
             GError  **error)
{
  const gint64 id = insert_row (db, "athlete", dump, NULL, NULL, error);
  g_autoptr (GVariant) tables = get_dict (dump, "tables");
  g_autoptr (GPtrArray) own = id != 0 ? plumb_exchange_list_parts (db, "athlete", error) : NULL;

  if (own == NULL)
    return 0;
  return tables == NULL || take_parts (db, "athlete_id", id, tables, own, error) ? id : 0;
}

gboolean
plumb_store_take_athlete (PlumbStore *store,
                          GVariant   *dump,
                          const char *folder,
                          PlumbTaken *taken,
                          GError    **error)
{
  sqlite3 *db = plumb_store_db (store);
  g_autoptr (GPtrArray) parts = plumb_exchange_list_parts (db, "review", error);
  g_autofree char *uid = get_uid (dump);
  g_autoptr (GVariant) reviews
      = g_variant_lookup_value (dump, "reviews", G_VARIANT_TYPE ("av"));

  *taken = (PlumbTaken) { 0, g_array_new (FALSE, FALSE, sizeof (gint64)), 0 };
  if (parts == NULL)
    return FALSE;
  if (uid == NULL || reviews == NULL)
    return fail_content ("athlete", error);
  if (!find_known (db, "SELECT id FROM athlete WHERE uid = ?1",
                   "UPDATE athlete SET deleted_s = NULL WHERE id = ?1", uid, &taken->athlete_id,
                   error))
    return FALSE;
  if (taken->athlete_id == 0)
    taken->athlete_id = add_athlete (db, dump, error);
  if (taken->athlete_id == 0)
    return FALSE;
  for (gsize i = 0; i < g_variant_n_children (reviews); i++)
    {
      g_autoptr (GVariant) review = get_row (reviews, i);

      if (!take_review (db, review, parts, folder, taken, error))
        return FALSE;
    }
  return TRUE;
}
