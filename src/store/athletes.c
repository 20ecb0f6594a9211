/* Athletes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "athletes.h"

#include "sql.h"

#define ATHLETE_COLUMNS                                                                           \
  "SELECT id, name, tags, coalesce (archived_s, 0), next_film, coalesce (next_film_set_s, 0) "   \
  "FROM athlete "

void
plumb_athlete_row_free (PlumbAthleteRow *row)
{
  g_free (row->name);
  g_free (row->tags);
  g_free (row->next_film);
  g_free (row);
}

void
plumb_athlete_lift_row_free (PlumbAthleteLiftRow *row)
{
  g_free (row->lift);
  g_free (row);
}

static PlumbAthleteRow *
take_row (sqlite3_stmt *statement)
{
  PlumbAthleteRow *row = g_new0 (PlumbAthleteRow, 1);

  row->id = sqlite3_column_int64 (statement, 0);
  row->name = plumb_sql_column_text (statement, 1);
  row->tags = plumb_sql_column_text (statement, 2);
  row->archived_s = sqlite3_column_int64 (statement, 3);
  row->next_film = plumb_sql_column_dup (statement, 4);
  row->next_film_set_s = sqlite3_column_int64 (statement, 5);
  return row;
}

GPtrArray *
plumb_store_load_athletes (PlumbStore *store,
                           GError    **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_athlete_row_free);
  g_autoptr (sqlite3_stmt) statement =
      plumb_sql_query (plumb_store_db (store), error,
                       ATHLETE_COLUMNS "WHERE deleted_s IS NULL", "");
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    g_ptr_array_add (rows, take_row (statement));
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&rows) : NULL;
}

PlumbAthleteRow *
plumb_store_load_athlete (PlumbStore *store,
                          gint64      id,
                          GError    **error)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error, ATHLETE_COLUMNS "WHERE id = ?1", "i", id);

  return statement != NULL && plumb_sql_step (statement, error) == PLUMB_SQL_ROW
             ? take_row (statement)
             : NULL;
}

/* The columns beside max() are those of the row that has it. */
#define SUMS                                                                                      \
  "SELECT r.athlete_id, count (*), sum (max (coalesce (s.open_findings, 0), 0)), "                \
  "max (r.created_s), coalesce (s.refilm_days, -1) "                                              \
  "FROM review r LEFT JOIN review_summary s ON s.review_id = r.id "                               \
  "WHERE r.deleted_s IS NULL AND r.athlete_id "

GHashTable *
plumb_store_load_athlete_sums (PlumbStore *store,
                               gint64      id,
                               GError    **error)
{
  sqlite3 *db = plumb_store_db (store);
  g_autoptr (GHashTable) sums
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (sqlite3_stmt) statement
      = id != 0 ? plumb_sql_query (db, error, SUMS "= ?1 GROUP BY r.athlete_id", "i", id)
                : plumb_sql_query (db, error, SUMS "IS NOT NULL GROUP BY r.athlete_id", "");
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    {
      gint64 *key = g_new (gint64, 1);
      PlumbAthleteSumRow *row = g_new0 (PlumbAthleteSumRow, 1);

      *key = sqlite3_column_int64 (statement, 0);
      row->n_reviews = sqlite3_column_int64 (statement, 1);
      row->open_findings = sqlite3_column_int64 (statement, 2);
      row->newest_s = sqlite3_column_int64 (statement, 3);
      row->refilm_days = sqlite3_column_int64 (statement, 4);
      g_hash_table_insert (sums, key, row);
    }
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&sums) : NULL;
}

gint64
plumb_store_add_athlete (PlumbStore *store,
                         const char *name,
                         gint64      now_s,
                         GError    **error)
{
  return plumb_store_add_athlete_in (store, name, "kg", "cm", now_s, error);
}

gint64
plumb_store_add_athlete_in (PlumbStore *store,
                            const char *name,
                            const char *mass_unit,
                            const char *length_unit,
                            gint64      now_s,
                            GError    **error)
{
  sqlite3 *db = plumb_store_db (store);

  return plumb_sql_run (db, error,
                        "INSERT INTO athlete (name, created_s, mass_unit, length_unit) "
                        "VALUES (?1, ?2, ?3, ?4)",
                        "siss", name, now_s, mass_unit, length_unit)
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
plumb_store_set_athlete_archived (PlumbStore *store,
                                  gint64      id,
                                  gint64      archived_s,
                                  GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "UPDATE athlete SET archived_s = nullif (?2, 0) WHERE id = ?1", "ii", id,
                        archived_s);
}

gboolean
plumb_store_set_next_film (PlumbStore *store,
                           gint64      id,
                           const char *date,
                           gint64      now_s,
                           GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "UPDATE athlete SET next_film = ?2, next_film_set_s = ?3 WHERE id = ?1",
                        "isi", id, date, now_s);
}

gboolean
plumb_store_load_athlete_details (PlumbStore             *store,
                                  gint64                  id,
                                  PlumbAthleteDetailsRow *row,
                                  GError                **error)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error,
      "SELECT contact, notes, consent_date, coalesce (birth_year, 0), height_cm, mass_kg, tags, "
      "mass_unit, length_unit, consent, plate_mm FROM athlete WHERE id = ?1",
      "i", id);

  if (statement == NULL || plumb_sql_step (statement, error) != PLUMB_SQL_ROW)
    return FALSE;
  row->contact = plumb_sql_column_text (statement, 0);
  row->notes = plumb_sql_column_text (statement, 1);
  row->consent_date = plumb_sql_column_dup (statement, 2);
  row->birth_year = sqlite3_column_int64 (statement, 3);
  row->height_cm = plumb_sql_column_double (statement, 4);
  row->mass_kg = plumb_sql_column_double (statement, 5);
  row->tags = plumb_sql_column_text (statement, 6);
  row->mass_unit = plumb_sql_column_text (statement, 7);
  row->length_unit = plumb_sql_column_text (statement, 8);
  row->consent = sqlite3_column_int64 (statement, 9);
  row->plate_mm = plumb_sql_column_double (statement, 10);
  return TRUE;
}

gboolean
plumb_store_set_athlete_notes (PlumbStore *store,
                               gint64      id,
                               const char *notes,
                               GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "UPDATE athlete SET notes = ?2 WHERE id = ?1", "is", id, notes);
}

gboolean
plumb_store_set_athlete_details (PlumbStore                   *store,
                                 gint64                        id,
                                 const PlumbAthleteDetailsRow *row,
                                 GError                      **error)
{
  return plumb_sql_run (
      plumb_store_db (store), error,
      "UPDATE athlete SET contact = ?2, notes = ?3, consent_date = ?4, "
      "birth_year = nullif (?5, 0), height_cm = ?6, mass_kg = ?7, tags = ?8, mass_unit = ?9, "
      "length_unit = ?10, consent = ?11, plate_mm = ?12 WHERE id = ?1",
      "isssinnsssin", id, row->contact, row->notes, row->consent_date, row->birth_year,
      row->height_cm, row->mass_kg, row->tags, row->mass_unit, row->length_unit, row->consent,
      row->plate_mm);
}

GPtrArray *
plumb_store_load_athlete_lifts (PlumbStore *store,
                                gint64      id,
                                GError    **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_athlete_lift_row_free);
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error,
      "SELECT lift, load_kg, coalesce (reps, 0) FROM athlete_lift WHERE athlete_id = ?1 "
      "ORDER BY place",
      "i", id);
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    {
      PlumbAthleteLiftRow *row = g_new0 (PlumbAthleteLiftRow, 1);

      row->lift = plumb_sql_column_text (statement, 0);
      row->load_kg = plumb_sql_column_double (statement, 1);
      row->reps = sqlite3_column_int64 (statement, 2);
      g_ptr_array_add (rows, row);
    }
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&rows) : NULL;
}

gboolean
plumb_store_set_athlete_lifts (PlumbStore *store,
                               gint64      id,
                               GPtrArray  *lifts,
                               GError    **error)
{
  sqlite3 *db = plumb_store_db (store);

  if (!plumb_sql_run (db, error, "DELETE FROM athlete_lift WHERE athlete_id = ?1", "i", id))
    return FALSE;
  for (guint i = 0; i < lifts->len; i++)
    {
      const PlumbAthleteLiftRow *row = lifts->pdata[i];

      if (!plumb_sql_run (db, error,
                          "INSERT INTO athlete_lift (athlete_id, place, lift, load_kg, reps) "
                          "VALUES (?1, ?2, ?3, ?4, nullif (?5, 0))",
                          "iisni", id, (gint64) i, row->lift, row->load_kg, row->reps))
        return FALSE;
    }
  return TRUE;
}
