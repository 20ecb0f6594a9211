/* Answers to the pain screen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pain-answers.h"

#include "sql.h"

GHashTable *
plumb_store_load_pain_answers (PlumbStore *store,
                               gint64      review_id,
                               GError    **error)
{
  g_autoptr (GHashTable) answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error,
      "SELECT question, answer FROM pain_answer WHERE review_id = ?1", "i", review_id);
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    g_hash_table_replace (answers, plumb_sql_column_text (statement, 0),
                          plumb_sql_column_text (statement, 1));
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&answers) : NULL;
}

gboolean
plumb_store_set_pain_answer (PlumbStore *store,
                             gint64      review_id,
                             const char *question,
                             const char *answer,
                             gint64      now_s,
                             GError    **error)
{
  if (answer == NULL)
    return plumb_sql_run (plumb_store_db (store), error,
                          "DELETE FROM pain_answer WHERE review_id = ?1 AND question = ?2", "is",
                          review_id, question);
  return plumb_sql_run (plumb_store_db (store), error,
                        "INSERT OR REPLACE INTO pain_answer (review_id, question, answer, "
                        "answered_s) VALUES (?1, ?2, ?3, ?4)",
                        "issi", review_id, question, answer, now_s);
}

gboolean
plumb_store_find_pain_before (PlumbStore *store,
                              gint64      review_id,
                              gint64     *id,
                              gint64     *created_s,
                              GError    **error)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error,
      "SELECT r.id, r.created_s FROM review r JOIN review this ON this.id = ?1 "
      "WHERE r.athlete_id = this.athlete_id AND r.deleted_s IS NULL AND r.id <> this.id "
      "AND (r.created_s, r.id) < (this.created_s, this.id) "
      "AND EXISTS (SELECT 1 FROM pain_answer p WHERE p.review_id = r.id) "
      "ORDER BY r.created_s DESC, r.id DESC LIMIT 1",
      "i", review_id);
  PlumbSqlResult result = statement != NULL ? plumb_sql_step (statement, error) : PLUMB_SQL_ERROR;

  *id = result == PLUMB_SQL_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  *created_s = result == PLUMB_SQL_ROW ? sqlite3_column_int64 (statement, 1) : 0;
  return result != PLUMB_SQL_ERROR;
}
