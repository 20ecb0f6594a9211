/* Recordings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "recordings.h"

#include "sql.h"

void
plumb_recording_row_free (PlumbRecordingRow *row)
{
  g_free (row->path);
  g_free (row->hash);
  g_free (row);
}

static PlumbRecordingRow *
read_row (sqlite3_stmt *statement)
{
  PlumbRecordingRow *row = g_new0 (PlumbRecordingRow, 1);

  row->id = sqlite3_column_int64 (statement, 0);
  row->path = plumb_sql_column_bytes (statement, 1);
  row->size_bytes = sqlite3_column_int64 (statement, 2);
  row->hash = plumb_sql_column_text (statement, 3);
  return row;
}

static PlumbRecordingRow *
take_row (sqlite3_stmt *statement,
          GError      **error)
{
  PlumbRecordingRow *row = NULL;

  if (statement != NULL && plumb_sql_step (statement, error) == PLUMB_SQL_ROW)
    row = read_row (statement);
  sqlite3_finalize (statement);
  return row;
}

PlumbRecordingRow *
plumb_store_find_recording (PlumbStore *store,
                            gint64      size_bytes,
                            const char *hash,
                            GError    **error)
{
  return take_row (plumb_sql_query (plumb_store_db (store), error,
                                    "SELECT id, path, size_bytes, hash FROM recording "
                                    "WHERE size_bytes = ?1 AND hash = ?2",
                                    "is", size_bytes, hash),
                   error);
}

PlumbRecordingRow *
plumb_store_load_recording (PlumbStore *store,
                            gint64      id,
                            GError    **error)
{
  return take_row (plumb_sql_query (plumb_store_db (store), error,
                                    "SELECT id, path, size_bytes, hash FROM recording "
                                    "WHERE id = ?1",
                                    "i", id),
                   error);
}

gint64
plumb_store_add_recording (PlumbStore *store,
                           const char *path,
                           gint64      size_bytes,
                           const char *hash,
                           gint64      now_s,
                           GError    **error)
{
  sqlite3 *db = plumb_store_db (store);

  return plumb_sql_run (db, error,
                        "INSERT INTO recording (path, size_bytes, hash, added_s) "
                        "VALUES (?1, ?2, ?3, ?4)",
                        "sisi", path, size_bytes, hash, now_s)
             ? sqlite3_last_insert_rowid (db)
             : 0;
}

GPtrArray *
plumb_store_list_hashes (PlumbStore *store,
                         gint64      athlete_id,
                         GError    **error)
{
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) statement
      = plumb_sql_query (plumb_store_db (store), error,
                         "SELECT DISTINCT c.hash FROM recording c "
                         "JOIN review r ON r.recording_id = c.id WHERE r.athlete_id = ?1",
                         "i", athlete_id);
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    g_ptr_array_add (hashes, plumb_sql_column_text (statement, 0));
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&hashes) : NULL;
}

gboolean
plumb_store_set_recording_path (PlumbStore *store,
                                gint64      id,
                                const char *path,
                                GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "UPDATE recording SET path = ?2 WHERE id = ?1", "is", id, path);
}

gboolean
plumb_store_set_filmed (PlumbStore *store,
                        gint64      id,
                        gint64      filmed_s,
                        GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "UPDATE recording SET filmed_s = ?2 WHERE id = ?1", "ii", id, filmed_s);
}

GPtrArray *
plumb_store_list_recordings (PlumbStore *store,
                             GError    **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_recording_row_free);
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error, "SELECT id, path, size_bytes, hash FROM recording", "");
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    g_ptr_array_add (rows, read_row (statement));
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&rows) : NULL;
}
