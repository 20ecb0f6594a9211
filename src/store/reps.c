/* Reps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "reps.h"

#include "sql.h"

/* More than anybody lifts in one film; a damaged library is not believed. */
#define MAX_REPS 100

gboolean
plumb_store_load_reps (PlumbStore *store,
                       gint64      review_id,
                       int        *n_reps,
                       int        *rep,
                       GError    **error)
{
  g_autoptr (sqlite3_stmt) statement
      = plumb_sql_query (plumb_store_db (store), error,
                         "SELECT reps, rep FROM review WHERE id = ?1", "i", review_id);

  if (statement == NULL || plumb_sql_step (statement, error) != PLUMB_SQL_ROW)
    return FALSE;
  *n_reps = CLAMP (sqlite3_column_int (statement, 0), 1, MAX_REPS);
  *rep = CLAMP (sqlite3_column_int (statement, 1), 1, *n_reps);
  return TRUE;
}

gboolean
plumb_store_set_n_reps (PlumbStore *store,
                        gint64      review_id,
                        int         n_reps,
                        GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "UPDATE review SET reps = ?2 WHERE id = ?1", "ii", review_id,
                        (gint64) n_reps);
}

gboolean
plumb_store_set_rep (PlumbStore *store,
                     gint64      review_id,
                     int         rep,
                     GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error, "UPDATE review SET rep = ?2 WHERE id = ?1",
                        "ii", review_id, (gint64) rep);
}
