/* The few lines of SQLite that every table file needs: bound statements and
 * results as GError. Private to the store.
 *
 * Values are bound after a format string, one letter a parameter, ?1 first:
 *   i  gint64
 *   d  double
 *   n  double, bound as NULL when not finite ("unknown")
 *   s  const char *, bound as NULL when NULL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <sqlite3.h>

#include "store.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_SQL_ROW,
  PLUMB_SQL_DONE,
  PLUMB_SQL_ERROR,
} PlumbSqlResult;

/* Fills `error` from the connection's last failure. Always FALSE. */
gboolean       plumb_sql_fail (sqlite3 *db,
                               int      code,
                               GError **error);
/* Several statements without parameters. */
gboolean       plumb_sql_exec (sqlite3    *db,
                               const char *sql,
                               GError    **error);
/* One statement with parameters, whose rows do not matter. */
gboolean       plumb_sql_run (sqlite3    *db,
                              GError    **error,
                              const char *sql,
                              const char *format,
                              ...);
/* (transfer full) (nullable) A statement to step through; freed with
 * sqlite3_finalize(). */
sqlite3_stmt  *plumb_sql_query (sqlite3    *db,
                                GError    **error,
                                const char *sql,
                                const char *format,
                                ...);
PlumbSqlResult plumb_sql_step (sqlite3_stmt *statement,
                               GError      **error);
/* The one integer that the statement gives; `fallback` when it has no row. */
gboolean       plumb_sql_int (sqlite3    *db,
                              const char *sql,
                              gint64      fallback,
                              gint64     *value,
                              GError    **error);
/* Whether every page and index is in order, and every reference refers to a
 * row; FALSE with DAMAGED and the first thing found otherwise. */
gboolean       plumb_sql_check_integrity (sqlite3 *db,
                                          GError **error);
gboolean       plumb_sql_check_references (sqlite3 *db,
                                           GError **error);
/* (transfer full) (nullable) The text of a column; NULL for NULL. Always valid
 * UTF-8, whatever a damaged database holds. */
char          *plumb_sql_column_dup (sqlite3_stmt *statement,
                                     int           column);
/* (transfer full) The same of a column that is never NULL in a database that is
 * in order; "" if it is. */
char          *plumb_sql_column_text (sqlite3_stmt *statement,
                                      int           column);
/* (transfer full) The bytes of a column as they are: a path. */
char          *plumb_sql_column_bytes (sqlite3_stmt *statement,
                                       int           column);
/* The number in a column; NAN for NULL. */
double         plumb_sql_column_double (sqlite3_stmt *statement,
                                        int           column);

/* The connection of an open store; NULL never. */
sqlite3       *plumb_store_db (PlumbStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close)

G_END_DECLS
