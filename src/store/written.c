/* Words in all that a coach wrote; see written.h.
 *
 * The index gives the newest first and is read only as far as rows are wanted:
 * a letter that half of all notes have costs no more than a rare word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "written.h"

#include "sql.h"

void
plumb_found_row_free (PlumbFoundRow *row)
{
  g_free (row->kind);
  g_free (row->key);
  g_free (row->text);
  g_free (row->athlete);
  g_clear_pointer (&row->review, plumb_review_row_free);
  g_free (row);
}

/* (transfer full) (nullable) "heels low" as the query "heels"* "low"*, so that
 * nothing a person types is taken for an operator; NULL without any word. */
static char *
make_query (const char *words)
{
  g_auto (GStrv) tokens = g_str_tokenize_and_fold (words, NULL, NULL);
  GString *query = g_string_new (NULL);

  for (guint i = 0; tokens[i] != NULL; i++)
    g_string_append_printf (query, "%s\"%s\"*", i > 0 ? " " : "", tokens[i]);
  return g_string_free (query, query->len == 0);
}

/* (transfer full) (nullable) NULL without error where the owner is deleted. */
static PlumbFoundRow *
take_found (PlumbStore   *store,
            sqlite3_stmt *statement,
            GError      **error)
{
  g_autoptr (PlumbFoundRow) row = g_new0 (PlumbFoundRow, 1);
  const gint64 owner = sqlite3_column_int64 (statement, 2);
  g_autoptr (sqlite3_stmt) athlete = NULL;

  row->kind = plumb_sql_column_text (statement, 0);
  row->key = plumb_sql_column_text (statement, 1);
  row->frame = sqlite3_column_int64 (statement, 3);
  row->text = plumb_sql_column_text (statement, 4);
  row->athlete_id = owner;
  if (!g_str_equal (row->kind, "athlete"))
    {
      row->review = plumb_store_load_live_review (store, owner, error);
      if (row->review == NULL)
        return NULL;
      row->athlete_id = row->review->athlete_id;
    }
  if (row->athlete_id == 0)
    return g_steal_pointer (&row);
  athlete = plumb_sql_query (plumb_store_db (store), error,
                             "SELECT name FROM athlete WHERE id = ?1 AND deleted_s IS NULL", "i",
                             row->athlete_id);
  if (athlete == NULL || plumb_sql_step (athlete, error) != PLUMB_SQL_ROW)
    return NULL;
  row->athlete = plumb_sql_column_text (athlete, 0);
  return g_steal_pointer (&row);
}

GPtrArray *
plumb_store_search_written (PlumbStore *store,
                            const char *words,
                            guint       max,
                            GError    **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_found_row_free);
  g_autofree char *query = make_query (words);
  g_autoptr (sqlite3_stmt) statement = NULL;
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  if (query == NULL)
    return g_steal_pointer (&rows);
  statement = plumb_sql_query (
      plumb_store_db (store), error,
      "SELECT w.kind, w.key, w.owner, coalesce (w.frame, -1), "
      "snippet (written_search, 0, '', '', '…', 24) "
      "FROM written_search s JOIN written w ON w.id = s.rowid "
      "WHERE written_search MATCH ?1 ORDER BY s.rowid DESC",
      "s", query);
  while (statement != NULL && rows->len < max
         && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    {
      GError *local_error = NULL;
      PlumbFoundRow *row = take_found (store, statement, &local_error);

      if (row != NULL)
        g_ptr_array_add (rows, row);
      else if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return NULL;
        }
    }
  return result != PLUMB_SQL_ERROR ? g_steal_pointer (&rows) : NULL;
}
