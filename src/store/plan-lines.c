/* Changed lines of plans.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-lines.h"

#include "sql.h"

void
plumb_plan_line_row_free (PlumbPlanLineRow *row)
{
  g_free (row->line);
  g_free (row->section);
  g_free (row->text);
  g_free (row->dose);
  g_free (row);
}

GPtrArray *
plumb_store_load_plan_lines (PlumbStore *store,
                             gint64      review_id,
                             GError    **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_plan_line_row_free);
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error,
      "SELECT line, section, text, dose, removed, coalesce (place, -1) FROM plan_line "
      "WHERE review_id = ?1",
      "i", review_id);
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    {
      PlumbPlanLineRow *row = g_new0 (PlumbPlanLineRow, 1);

      row->line = plumb_sql_column_text (statement, 0);
      row->section = plumb_sql_column_dup (statement, 1);
      row->text = plumb_sql_column_dup (statement, 2);
      row->dose = plumb_sql_column_dup (statement, 3);
      row->removed = sqlite3_column_int (statement, 4) != 0;
      row->place = sqlite3_column_int (statement, 5);
      g_ptr_array_add (rows, row);
    }
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&rows) : NULL;
}

gboolean
plumb_store_put_plan_line (PlumbStore             *store,
                           gint64                  review_id,
                           const PlumbPlanLineRow *row,
                           GError                **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "INSERT OR REPLACE INTO plan_line (review_id, line, section, text, dose, "
                        "removed, place) VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif (?7, -1))",
                        "issssii", review_id, row->line, row->section, row->text, row->dose,
                        (gint64) row->removed, (gint64) row->place);
}

gboolean
plumb_store_delete_plan_line (PlumbStore *store,
                              gint64      review_id,
                              const char *line,
                              GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "DELETE FROM plan_line WHERE review_id = ?1 AND line = ?2", "is",
                        review_id, line);
}
