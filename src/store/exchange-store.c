/* Athletes out of a library; see exchange-store.h.
 *
 * Table and column names in the SQL made here come from the schema; values are
 * bound.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "exchange-store.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "exchange-parts.h"
#include "sql.h"

const char *const plumb_exchange_local_columns[]
    = { "id", "review_id", "athlete_id", "recording_id", "deleted_s", NULL };

/* (transfer floating) */
static GVariant *
dump_row (sqlite3_stmt *statement)
{
  GVariantBuilder row;

  g_variant_builder_init (&row, G_VARIANT_TYPE_VARDICT);
  for (int i = 0; i < sqlite3_column_count (statement); i++)
    {
      const char *name = sqlite3_column_name (statement, i);
      g_autofree char *text = NULL;

      if (g_strv_contains (plumb_exchange_local_columns, name))
        continue;
      switch (sqlite3_column_type (statement, i))
        {
        case SQLITE_INTEGER:
          g_variant_builder_add (&row, "{sv}", name,
                                 g_variant_new_int64 (sqlite3_column_int64 (statement, i)));
          break;
        case SQLITE_FLOAT:
          g_variant_builder_add (&row, "{sv}", name,
                                 g_variant_new_double (sqlite3_column_double (statement, i)));
          break;
        case SQLITE_TEXT:
          text = plumb_sql_column_text (statement, i);
          g_variant_builder_add (&row, "{sv}", name, g_variant_new_string (text));
          break;
        default:
          break;
        }
    }
  return g_variant_builder_end (&row);
}

/* (transfer full) (nullable) Rows, as a list of variants. */
static GVariant *
dump_rows (sqlite3    *db,
           const char *sql,
           gint64      id,
           GError    **error)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (db, error, sql, "i", id);
  GVariantBuilder rows;
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  g_variant_builder_init (&rows, G_VARIANT_TYPE ("av"));
  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    g_variant_builder_add (&rows, "v", dump_row (statement));
  if (result == PLUMB_SQL_DONE)
    return g_variant_ref_sink (g_variant_builder_end (&rows));
  g_variant_builder_clear (&rows);
  return NULL;
}

/* (transfer full) (nullable) The one row; an error when there is none. */
static GVariant *
dump_one (sqlite3    *db,
          const char *sql,
          gint64      id,
          GError    **error)
{
  g_autoptr (GVariant) rows = dump_rows (db, sql, id, error);
  GVariant *row = NULL;

  if (rows == NULL)
    return NULL;
  if (g_variant_n_children (rows) == 0)
    g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FAILED,
                 _("There is no number %" PRId64 " in the library."), id);
  else
    g_variant_get_child (rows, 0, "v", &row);
  return row;
}

GPtrArray *
plumb_exchange_list_parts (sqlite3    *db,
                           const char *owner,
                           GError    **error)
{
  g_autofree char *column = g_strconcat (owner, "_id", NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      db, error,
      "SELECT m.name FROM sqlite_master m JOIN pragma_foreign_key_list (m.name) f "
      "WHERE m.type = 'table' AND m.name <> 'review' AND f.\"table\" = ?1 AND f.\"from\" = ?2 "
      "ORDER BY m.name",
      "ss", owner, column);
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    g_ptr_array_add (names, plumb_sql_column_text (statement, 0));
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&names) : NULL;
}

/* Adds the members of `row` to `builder`. */
static void
add_members (GVariantBuilder *builder,
             GVariant        *row)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, row);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    g_variant_builder_add (builder, "{sv}", name, value);
}

/* (transfer full) (nullable) The rows of the tables that refer to the owner. */
static GVariant *
dump_tables (sqlite3    *db,
             const char *owner,
             gint64      id,
             GPtrArray  *parts,
             GError    **error)
{
  GVariantBuilder tables;

  g_variant_builder_init (&tables, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" WHERE %s_id = ?1",
                                              (const char *) parts->pdata[i], owner);
      g_autoptr (GVariant) rows = dump_rows (db, sql, id, error);

      if (rows == NULL)
        {
          g_variant_builder_clear (&tables);
          return NULL;
        }
      g_variant_builder_add (&tables, "{sv}", parts->pdata[i], rows);
    }
  return g_variant_ref_sink (g_variant_builder_end (&tables));
}

/* (transfer full) (nullable) */
static GVariant *
dump_review (sqlite3   *db,
             gint64     id,
             GPtrArray *parts,
             GError   **error)
{
  g_autoptr (GVariant) review = dump_one (db, "SELECT * FROM review WHERE id = ?1", id, error);
  g_autoptr (GVariant) recording
      = review != NULL ? dump_one (db,
                                   "SELECT c.* FROM recording c JOIN review r "
                                   "ON r.recording_id = c.id WHERE r.id = ?1",
                                   id, error)
                       : NULL;
  g_autoptr (GVariant) tables
      = recording != NULL ? dump_tables (db, "review", id, parts, error) : NULL;
  GVariantBuilder whole;

  if (tables == NULL)
    return NULL;
  g_variant_builder_init (&whole, G_VARIANT_TYPE_VARDICT);
  add_members (&whole, review);
  g_variant_builder_add (&whole, "{sv}", "recording", recording);
  g_variant_builder_add (&whole, "{sv}", "tables", tables);
  return g_variant_ref_sink (g_variant_builder_end (&whole));
}

static GArray *
list_reviews (sqlite3 *db,
              gint64   athlete_id,
              gboolean deleted,
              GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      db, error,
      "SELECT id FROM review WHERE athlete_id = ?1 AND (?2 OR deleted_s IS NULL) "
      "ORDER BY created_s, id",
      "ii", athlete_id, (gint64) deleted);
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    {
      const gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&ids) : NULL;
}

GArray *
plumb_store_list_reviews (PlumbStore *store,
                          gint64      athlete_id,
                          GError    **error)
{
  return list_reviews (plumb_store_db (store), athlete_id, TRUE, error);
}

GVariant *
plumb_store_dump_athlete (PlumbStore *store,
                          gint64      athlete_id,
                          gboolean    deleted,
                          GError    **error)
{
  sqlite3 *db = plumb_store_db (store);
  g_autoptr (GVariant) athlete
      = dump_one (db, "SELECT * FROM athlete WHERE id = ?1", athlete_id, error);
  g_autoptr (GArray) ids
      = athlete != NULL ? list_reviews (db, athlete_id, deleted, error) : NULL;
  g_autoptr (GPtrArray) own
      = ids != NULL ? plumb_exchange_list_parts (db, "athlete", error) : NULL;
  g_autoptr (GVariant) tables
      = own != NULL ? dump_tables (db, "athlete", athlete_id, own, error) : NULL;
  g_autoptr (GPtrArray) parts
      = tables != NULL ? plumb_exchange_list_parts (db, "review", error) : NULL;
  GVariantBuilder whole, reviews;

  if (parts == NULL)
    return NULL;
  g_variant_builder_init (&whole, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_init (&reviews, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GVariant) review
          = dump_review (db, g_array_index (ids, gint64, i), parts, error);

      if (review == NULL)
        {
          g_variant_builder_clear (&whole);
          g_variant_builder_clear (&reviews);
          return NULL;
        }
      g_variant_builder_add (&reviews, "v", review);
    }
  add_members (&whole, athlete);
  g_variant_builder_add (&whole, "{sv}", "tables", tables);
  g_variant_builder_add (&whole, "{sv}", "reviews", g_variant_builder_end (&reviews));
  return g_variant_ref_sink (g_variant_builder_end (&whole));
}

gint64
plumb_store_find_uid (PlumbStore *store,
                      const char *uid)
{
  g_autoptr (sqlite3_stmt) statement
      = plumb_sql_query (plumb_store_db (store), NULL, "SELECT id FROM review WHERE uid = ?1",
                         "s", uid);

  return statement != NULL && plumb_sql_step (statement, NULL) == PLUMB_SQL_ROW
             ? sqlite3_column_int64 (statement, 0)
             : 0;
}

char *
plumb_store_review_uid (PlumbStore *store,
                        gint64      id,
                        gint64     *set_frame)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), NULL,
      "SELECT r.uid, coalesce (m.frame, -1) FROM review r "
      "LEFT JOIN moment m ON m.review_id = r.id AND m.moment = 'set' WHERE r.id = ?1",
      "i", id);

  if (statement == NULL || plumb_sql_step (statement, NULL) != PLUMB_SQL_ROW)
    return NULL;
  *set_frame = sqlite3_column_int64 (statement, 1);
  return plumb_sql_column_text (statement, 0);
}
