/* Remarks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "remarks.h"

#include "sql.h"

void
plumb_remark_row_free (PlumbRemarkRow *row)
{
  g_free (row->kind);
  g_free (row->text);
  g_free (row);
}

GPtrArray *
plumb_store_load_remarks (PlumbStore *store,
                          gint64      review_id,
                          GError    **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_remark_row_free);
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error,
      "SELECT id, kind, frame, text FROM remark WHERE review_id = ?1 ORDER BY id", "i", review_id);
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    {
      PlumbRemarkRow *row = g_new0 (PlumbRemarkRow, 1);

      row->id = sqlite3_column_int64 (statement, 0);
      row->kind = plumb_sql_column_text (statement, 1);
      row->frame = sqlite3_column_int64 (statement, 2);
      row->text = plumb_sql_column_text (statement, 3);
      g_ptr_array_add (rows, row);
    }
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&rows) : NULL;
}

gint64
plumb_store_put_remark (PlumbStore           *store,
                        gint64                review_id,
                        const PlumbRemarkRow *row,
                        gint64                now_s,
                        GError              **error)
{
  sqlite3 *db = plumb_store_db (store);

  if (!plumb_sql_run (db, error,
                      "INSERT INTO remark (id, review_id, kind, frame, text, changed_s) "
                      "VALUES (nullif (?1, 0), ?2, ?3, ?4, ?5, ?6) "
                      "ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, "
                      "frame = excluded.frame, text = excluded.text, "
                      "changed_s = excluded.changed_s",
                      "iisisi", row->id, review_id, row->kind, row->frame, row->text, now_s))
    return 0;
  return row->id != 0 ? row->id : sqlite3_last_insert_rowid (db);
}

gboolean
plumb_store_delete_remark (PlumbStore *store,
                           gint64      id,
                           GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error, "DELETE FROM remark WHERE id = ?1", "i",
                        id);
}
