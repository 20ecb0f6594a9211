/* Decisions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "decisions.h"

#include "sql.h"

void
plumb_decision_row_free (PlumbDecisionRow *row)
{
  g_free (row->finding);
  g_free (row->decision);
  g_free (row->note);
  g_free (row->computed_verdict);
  g_free (row->computed_text);
  g_free (row);
}

GPtrArray *
plumb_store_load_decisions (PlumbStore *store,
                            gint64      review_id,
                            GError    **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_decision_row_free);
  g_autoptr (sqlite3_stmt) statement =
      plumb_sql_query (plumb_store_db (store), error,
                       "SELECT finding, decision, note, computed_verdict, computed_text "
                       "FROM decision WHERE review_id = ?1",
                       "i", review_id);
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    {
      PlumbDecisionRow *row = g_new0 (PlumbDecisionRow, 1);

      row->finding = plumb_sql_column_text (statement, 0);
      row->decision = plumb_sql_column_text (statement, 1);
      row->note = plumb_sql_column_text (statement, 2);
      row->computed_verdict = plumb_sql_column_dup (statement, 3);
      row->computed_text = plumb_sql_column_dup (statement, 4);
      g_ptr_array_add (rows, row);
    }
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&rows) : NULL;
}

gboolean
plumb_store_put_decision (PlumbStore             *store,
                          gint64                  review_id,
                          const PlumbDecisionRow *row,
                          gint64                  now_s,
                          GError                **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "INSERT OR REPLACE INTO decision (review_id, finding, decision, note, "
                        "computed_verdict, computed_text, decided_s) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                        "isssssi", review_id, row->finding, row->decision, row->note,
                        row->computed_verdict, row->computed_text, now_s);
}

gboolean
plumb_store_delete_decision (PlumbStore *store,
                             gint64      review_id,
                             const char *finding,
                             GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "DELETE FROM decision WHERE review_id = ?1 AND finding = ?2", "is",
                        review_id, finding);
}
