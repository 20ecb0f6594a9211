/* Settings that go with the library.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "settings.h"

#include "sql.h"

char *
plumb_store_load_setting (PlumbStore *store,
                          const char *name,
                          GError    **error)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error, "SELECT value FROM setting WHERE name = ?1", "s", name);
  PlumbSqlResult result =
      statement != NULL ? plumb_sql_step (statement, error) : PLUMB_SQL_ERROR;

  if (result == PLUMB_SQL_ERROR)
    return NULL;
  return result == PLUMB_SQL_ROW ? plumb_sql_column_text (statement, 0) : g_strdup ("");
}

gboolean
plumb_store_set_setting (PlumbStore *store,
                         const char *name,
                         const char *value,
                         GError    **error)
{
  if (*value == '\0')
    return plumb_sql_run (plumb_store_db (store), error, "DELETE FROM setting WHERE name = ?1",
                          "s", name);
  return plumb_sql_run (plumb_store_db (store), error,
                        "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", "ss",
                        name, value);
}
