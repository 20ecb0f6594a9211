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
  g_free (row->marks);
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
                       "SELECT finding, decision, note, computed_verdict, computed_text, "
                       "coalesce (frame, -1), marks, 1 FROM decision WHERE review_id = ?1 "
                       "UNION ALL "
                       "SELECT finding, decision, note, computed_verdict, computed_text, "
                       "coalesce (frame, -1), marks, rep FROM rep_decision WHERE review_id = ?1",
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
      row->frame = sqlite3_column_int64 (statement, 5);
      row->marks = plumb_sql_column_dup (statement, 6);
      row->rep = sqlite3_column_int (statement, 7);
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
  if (row->rep > 1)
    return plumb_sql_run (plumb_store_db (store), error,
                          "INSERT OR REPLACE INTO rep_decision (review_id, finding, decision, "
                          "note, computed_verdict, computed_text, decided_s, frame, marks, rep) "
                          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif (?8, -1), ?9, ?10)",
                          "isssssiisi", review_id, row->finding, row->decision, row->note,
                          row->computed_verdict, row->computed_text, now_s, row->frame, row->marks,
                          (gint64) row->rep);
  return plumb_sql_run (plumb_store_db (store), error,
                        "INSERT OR REPLACE INTO decision (review_id, finding, decision, note, "
                        "computed_verdict, computed_text, decided_s, frame, marks) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif (?8, -1), ?9)",
                        "isssssiis", review_id, row->finding, row->decision, row->note,
                        row->computed_verdict, row->computed_text, now_s, row->frame, row->marks);
}

gboolean
plumb_store_delete_decision (PlumbStore *store,
                             gint64      review_id,
                             int         rep,
                             const char *finding,
                             GError    **error)
{
  if (rep > 1)
    return plumb_sql_run (plumb_store_db (store), error,
                          "DELETE FROM rep_decision WHERE review_id = ?1 AND rep = ?2 "
                          "AND finding = ?3",
                          "iis", review_id, (gint64) rep, finding);
  return plumb_sql_run (plumb_store_db (store), error,
                        "DELETE FROM decision WHERE review_id = ?1 AND finding = ?2", "is",
                        review_id, finding);
}
