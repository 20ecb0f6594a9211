/* Athletes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "athletes.h"

#include "sql.h"

void
plumb_athlete_row_free (PlumbAthleteRow *row)
{
  g_free (row->name);
  g_free (row);
}

GPtrArray *
plumb_store_load_athletes (PlumbStore *store,
                           GError    **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_athlete_row_free);
  g_autoptr (sqlite3_stmt) statement =
      plumb_sql_query (plumb_store_db (store), error,
                       "SELECT id, name FROM athlete WHERE deleted_s IS NULL", "");
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    {
      PlumbAthleteRow *row = g_new0 (PlumbAthleteRow, 1);

      row->id = sqlite3_column_int64 (statement, 0);
      row->name = plumb_sql_column_text (statement, 1);
      g_ptr_array_add (rows, row);
    }
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&rows) : NULL;
}

gint64
plumb_store_add_athlete (PlumbStore *store,
                         const char *name,
                         gint64      now_s,
                         GError    **error)
{
  sqlite3 *db = plumb_store_db (store);

  return plumb_sql_run (db, error, "INSERT INTO athlete (name, created_s) VALUES (?1, ?2)", "si",
                        name, now_s)
             ? sqlite3_last_insert_rowid (db)
             : 0;
}

gboolean
plumb_store_rename_athlete (PlumbStore *store,
                            gint64      id,
                            const char *name,
                            GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "UPDATE athlete SET name = ?2 WHERE id = ?1", "is", id, name);
}

gboolean
plumb_store_set_athlete_deleted (PlumbStore *store,
                                 gint64      id,
                                 gint64      deleted_s,
                                 GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "UPDATE athlete SET deleted_s = nullif (?2, 0) WHERE id = ?1", "ii", id,
                        deleted_s);
}

char *
plumb_store_athlete_name (PlumbStore *store,
                          gint64      id,
                          GError    **error)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error, "SELECT name FROM athlete WHERE id = ?1", "i", id);

  return statement != NULL && plumb_sql_step (statement, error) == PLUMB_SQL_ROW
             ? plumb_sql_column_text (statement, 0)
             : NULL;
}

gboolean
plumb_store_load_athlete_details (PlumbStore             *store,
                                  gint64                  id,
                                  PlumbAthleteDetailsRow *row,
                                  GError                **error)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error,
      "SELECT contact, notes, consent_date, coalesce (birth_year, 0), height_cm, mass_kg "
      "FROM athlete WHERE id = ?1",
      "i", id);

  if (statement == NULL || plumb_sql_step (statement, error) != PLUMB_SQL_ROW)
    return FALSE;
  row->contact = plumb_sql_column_text (statement, 0);
  row->notes = plumb_sql_column_text (statement, 1);
  row->consent_date = plumb_sql_column_dup (statement, 2);
  row->birth_year = sqlite3_column_int64 (statement, 3);
  row->height_cm = plumb_sql_column_double (statement, 4);
  row->mass_kg = plumb_sql_column_double (statement, 5);
  return TRUE;
}

gboolean
plumb_store_set_athlete_details (PlumbStore                   *store,
                                 gint64                        id,
                                 const PlumbAthleteDetailsRow *row,
                                 GError                      **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "UPDATE athlete SET contact = ?2, notes = ?3, consent_date = ?4, "
                        "birth_year = nullif (?5, 0), height_cm = ?6, mass_kg = ?7 WHERE id = ?1",
                        "isssinn", id, row->contact, row->notes, row->consent_date,
                        row->birth_year, row->height_cm, row->mass_kg);
}
