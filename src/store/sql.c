/* SQLite statements with bound values, and its failures as GError.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sql.h"

#include <glib/gi18n-lib.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>

static PlumbStoreError
classify (sqlite3 *db,
          int      code)
{
  /* A full disk shows as SQLITE_FULL when pages are written, and as a plain
   * I/O failure when a log or shared memory file cannot grow. */
  if (db != NULL && (code & 0xff) == SQLITE_IOERR &&
      (sqlite3_system_errno (db) == ENOSPC || sqlite3_system_errno (db) == EDQUOT))
    return PLUMB_STORE_ERROR_FULL;

  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return PLUMB_STORE_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return PLUMB_STORE_ERROR_DAMAGED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return PLUMB_STORE_ERROR_BUSY;
    case SQLITE_READONLY:
      return PLUMB_STORE_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return PLUMB_STORE_ERROR_FOLDER;
    case SQLITE_IOERR:
    case SQLITE_PROTOCOL:
    case SQLITE_NOLFS:
      return PLUMB_STORE_ERROR_DISK;
    default:
      return PLUMB_STORE_ERROR_FAILED;
    }
}

/* Locks and shared memory, without which no two programs can be kept apart. */
static gboolean
is_of_locks (int code)
{
  static const int codes[]
      = { SQLITE_PROTOCOL,      SQLITE_NOLFS,           SQLITE_IOERR_LOCK,
          SQLITE_IOERR_RDLOCK,  SQLITE_IOERR_UNLOCK,    SQLITE_IOERR_CHECKRESERVEDLOCK,
          SQLITE_IOERR_SHMLOCK, SQLITE_IOERR_SHMOPEN,   SQLITE_IOERR_SHMMAP,
          SQLITE_IOERR_SHMSIZE };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i] == code)
      return TRUE;
  return FALSE;
}

gboolean
plumb_sql_fail (sqlite3 *db,
                int      code,
                GError **error)
{
  const PlumbStoreError class = classify (db, code);
  const char *detail = db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code);

  if (class == PLUMB_STORE_ERROR_DISK && is_of_locks (code))
    g_set_error (error, PLUMB_STORE_ERROR, class,
                 _("The disk of the library cannot lock files, as many network folders cannot "
                   "(SQLite: %s, %d)."),
                 detail, code);
  else if (class == PLUMB_STORE_ERROR_DISK)
    g_set_error (error, PLUMB_STORE_ERROR, class,
                 _("The disk of the library fails (SQLite: %s, %d)."), detail, code);
  else
    g_set_error (error, PLUMB_STORE_ERROR, class, "SQLite: %s (%d)", detail, code);
  return FALSE;
}

gboolean
plumb_sql_exec (sqlite3    *db,
                const char *sql,
                GError    **error)
{
  int code = sqlite3_exec (db, sql, NULL, NULL, NULL);

  return code == SQLITE_OK ? TRUE : plumb_sql_fail (db, sqlite3_extended_errcode (db), error);
}

static int
bind_one (sqlite3_stmt *statement,
          int           index,
          char          letter,
          va_list      *values)
{
  switch (letter)
    {
    case 'i':
      return sqlite3_bind_int64 (statement, index, va_arg (*values, gint64));
    case 'd':
      return sqlite3_bind_double (statement, index, va_arg (*values, double));
    case 'n':
      {
        double value = va_arg (*values, double);

        return isfinite (value) ? sqlite3_bind_double (statement, index, value)
                                : sqlite3_bind_null (statement, index);
      }
    case 's':
      return sqlite3_bind_text (statement, index, va_arg (*values, const char *), -1,
                                SQLITE_TRANSIENT);
    default:
      g_assert_not_reached ();
    }
}

static sqlite3_stmt *
prepare_bound (sqlite3    *db,
               GError    **error,
               const char *sql,
               const char *format,
               va_list    *values)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  for (int i = 0; code == SQLITE_OK && format[i] != '\0'; i++)
    code = bind_one (statement, i + 1, format[i], values);

  if (code != SQLITE_OK)
    {
      plumb_sql_fail (db, sqlite3_extended_errcode (db), error);
      sqlite3_finalize (statement);
      return NULL;
    }
  return statement;
}

gboolean
plumb_sql_run (sqlite3    *db,
               GError    **error,
               const char *sql,
               const char *format,
               ...)
{
  va_list values;
  va_start (values, format);
  g_autoptr (sqlite3_stmt) statement = prepare_bound (db, error, sql, format, &values);
  va_end (values);

  if (statement == NULL)
    return FALSE;

  PlumbSqlResult result;
  while ((result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    ;
  return result == PLUMB_SQL_DONE;
}

sqlite3_stmt *
plumb_sql_query (sqlite3    *db,
                 GError    **error,
                 const char *sql,
                 const char *format,
                 ...)
{
  va_list values;
  va_start (values, format);
  sqlite3_stmt *statement = prepare_bound (db, error, sql, format, &values);
  va_end (values);

  return statement;
}

PlumbSqlResult
plumb_sql_step (sqlite3_stmt *statement,
                GError      **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return PLUMB_SQL_ROW;
  if (code == SQLITE_DONE)
    return PLUMB_SQL_DONE;

  sqlite3 *db = sqlite3_db_handle (statement);
  plumb_sql_fail (db, sqlite3_extended_errcode (db), error);
  return PLUMB_SQL_ERROR;
}

gboolean
plumb_sql_int (sqlite3    *db,
               const char *sql,
               gint64      fallback,
               gint64     *value,
               GError    **error)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (db, error, sql, "");

  if (statement == NULL)
    return FALSE;

  PlumbSqlResult result = plumb_sql_step (statement, error);
  *value = result == PLUMB_SQL_ROW ? sqlite3_column_int64 (statement, 0) : fallback;
  return result != PLUMB_SQL_ERROR;
}

gboolean
plumb_sql_check_integrity (sqlite3 *db,
                           GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      plumb_sql_query (db, error, "PRAGMA integrity_check(1)", "");

  if (statement == NULL || plumb_sql_step (statement, error) == PLUMB_SQL_ERROR)
    return FALSE;

  const char *finding = (const char *) sqlite3_column_text (statement, 0);
  if (g_strcmp0 (finding, "ok") == 0)
    return TRUE;

  g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED, "SQLite: %s", finding);
  return FALSE;
}

gboolean
plumb_sql_check_references (sqlite3 *db,
                            GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      plumb_sql_query (db, error, "PRAGMA foreign_key_check", "");
  PlumbSqlResult result =
      statement != NULL ? plumb_sql_step (statement, error) : PLUMB_SQL_ERROR;

  if (result == PLUMB_SQL_ROW)
    g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED,
                 _("A row of “%s” refers to nothing"),
                 (const char *) sqlite3_column_text (statement, 0));
  return result == PLUMB_SQL_DONE;
}

char *
plumb_sql_column_dup (sqlite3_stmt *statement,
                      int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

char *
plumb_sql_column_text (sqlite3_stmt *statement,
                       int           column)
{
  char *text = plumb_sql_column_dup (statement, column);

  return text != NULL ? text : g_strdup ("");
}

char *
plumb_sql_column_bytes (sqlite3_stmt *statement,
                        int           column)
{
  const char *bytes = (const char *) sqlite3_column_text (statement, column);

  return g_strdup (bytes != NULL ? bytes : "");
}

double
plumb_sql_column_double (sqlite3_stmt *statement,
                         int           column)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL
             ? NAN
             : sqlite3_column_double (statement, column);
}
