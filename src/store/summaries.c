/* Summaries of reviews.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "summaries.h"

#include "sql.h"

void
plumb_value_row_free (PlumbValueRow *row)
{
  g_free (row->lift);
  g_free (row->measure);
  g_free (row->unit);
  g_free (row->verdict);
  g_free (row);
}

static gboolean
put_rows (PlumbStore *store,
          gint64      review_id,
          const char *lift,
          guint       open_findings,
          GPtrArray  *values,
          gint64      now_s,
          GError    **error)
{
  sqlite3 *db = plumb_store_db (store);

  if (!plumb_sql_run (db, error,
                      "INSERT INTO review_summary (review_id, lift, open_findings, "
                      "computed_s) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (review_id) DO UPDATE "
                      "SET lift = excluded.lift, open_findings = excluded.open_findings, "
                      "computed_s = excluded.computed_s",
                      "isii", review_id, lift, (gint64) open_findings, now_s)
      || !plumb_sql_run (db, error, "DELETE FROM check_value WHERE review_id = ?1", "i",
                         review_id))
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      const PlumbValueRow *row = values->pdata[i];

      if (!plumb_sql_run (db, error,
                          "INSERT INTO check_value (review_id, measure, value, u, unit, verdict) "
                          "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                          "isddss", review_id, row->measure, row->value, row->u, row->unit,
                          row->verdict))
        return FALSE;
    }
  return TRUE;
}

gboolean
plumb_store_put_summary (PlumbStore *store,
                         gint64      review_id,
                         const char *lift,
                         guint       open_findings,
                         GPtrArray  *values,
                         gint64      now_s,
                         GError    **error)
{
  if (!plumb_store_begin (store, error))
    return FALSE;
  if (put_rows (store, review_id, lift, open_findings, values, now_s, error))
    return plumb_store_commit (store, error);
  plumb_store_rollback (store);
  return FALSE;
}

GPtrArray *
plumb_store_load_values (PlumbStore *store,
                         gint64      athlete_id,
                         GError    **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_value_row_free);
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error,
      "SELECT r.id, r.created_s, v.measure, v.value, v.u, v.unit, v.verdict, "
      "coalesce (c.filmed_s, r.created_s) AS filmed_s, s.lift "
      "FROM review r JOIN check_value v ON v.review_id = r.id "
      "JOIN review_summary s ON s.review_id = r.id JOIN recording c ON c.id = r.recording_id "
      "WHERE r.athlete_id = ?1 AND r.deleted_s IS NULL "
      "ORDER BY filmed_s, r.created_s, r.id, v.measure",
      "i", athlete_id);
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    {
      PlumbValueRow *row = g_new0 (PlumbValueRow, 1);

      row->review_id = sqlite3_column_int64 (statement, 0);
      row->created_s = sqlite3_column_int64 (statement, 1);
      row->measure = plumb_sql_column_text (statement, 2);
      row->value = sqlite3_column_double (statement, 3);
      row->u = sqlite3_column_double (statement, 4);
      row->unit = plumb_sql_column_text (statement, 5);
      row->verdict = plumb_sql_column_text (statement, 6);
      row->filmed_s = sqlite3_column_int64 (statement, 7);
      row->lift = plumb_sql_column_text (statement, 8);
      g_ptr_array_add (rows, row);
    }
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&rows) : NULL;
}

gboolean
plumb_store_set_outlook (PlumbStore *store,
                         gint64      review_id,
                         gint64      refilm_days,
                         const char *pain,
                         GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "UPDATE review_summary SET refilm_days = CASE WHEN ?2 < 0 THEN NULL "
                        "ELSE ?2 END, pain = ?3 WHERE review_id = ?1",
                        "iis", review_id, refilm_days, pain);
}

char *
plumb_store_load_pain_outlook (PlumbStore *store,
                               gint64      athlete_id,
                               GError    **error)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error,
      "SELECT s.pain FROM review r JOIN review_summary s ON s.review_id = r.id "
      "WHERE r.athlete_id = ?1 AND r.deleted_s IS NULL AND s.pain IS NOT NULL "
      "ORDER BY r.created_s DESC, r.id DESC LIMIT 1",
      "i", athlete_id);
  PlumbSqlResult result
      = statement != NULL ? plumb_sql_step (statement, error) : PLUMB_SQL_ERROR;

  if (result == PLUMB_SQL_ERROR)
    return NULL;
  return result == PLUMB_SQL_ROW ? plumb_sql_column_text (statement, 0) : g_strdup ("");
}
