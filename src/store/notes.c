/* Notes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "notes.h"

#include "sql.h"

char *
plumb_store_load_note (PlumbStore *store,
                       gint64      review_id,
                       GError    **error)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error, "SELECT text FROM note WHERE review_id = ?1", "i", review_id);
  PlumbSqlResult result =
      statement != NULL ? plumb_sql_step (statement, error) : PLUMB_SQL_ERROR;

  if (result == PLUMB_SQL_ERROR)
    return NULL;
  return result == PLUMB_SQL_ROW ? plumb_sql_column_text (statement, 0) : g_strdup ("");
}

gboolean
plumb_store_set_note (PlumbStore *store,
                      gint64      review_id,
                      const char *text,
                      gint64      now_s,
                      GError    **error)
{
  if (*text == '\0')
    return plumb_sql_run (plumb_store_db (store), error, "DELETE FROM note WHERE review_id = ?1",
                          "i", review_id);
  return plumb_sql_run (plumb_store_db (store), error,
                        "INSERT INTO note (review_id, text, changed_s) VALUES (?1, ?2, ?3) "
                        "ON CONFLICT (review_id) DO UPDATE SET text = excluded.text, "
                        "changed_s = excluded.changed_s",
                        "isi", review_id, text, now_s);
}
