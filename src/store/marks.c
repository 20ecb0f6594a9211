/* Marks. Points are text, so that a person can read them and every bit of a
 * coordinate comes back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "marks.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>
#include <math.h>

#include "sql.h"

void
plumb_mark_row_free (PlumbMarkRow *row)
{
  g_free (row->kind);
  g_free (row->landmark);
  g_free (row->coordinates);
  g_free (row->look);
  g_free (row->text);
  g_free (row);
}

/* (transfer full) "x,y x,y" */
static char *
print_points (const PlumbMarkRow *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 2 * row->n_points; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      if (i > 0)
        g_string_append_c (text, i % 2 == 0 ? ' ' : ',');
      g_string_append (text, g_ascii_formatd (number, sizeof number, "%.17g", row->coordinates[i]));
    }
  return g_string_free (text, FALSE);
}

static gboolean
parse_points (PlumbMarkRow *row,
              const char   *text)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  const char *at = text;

  while (at != NULL)
    {
      char *end = NULL;
      double number = g_ascii_strtod (at, &end);
      char separator = numbers->len % 2 == 0 ? ',' : ' ';

      if (end == at || !isfinite (number) || (*end != separator && *end != '\0'))
        return FALSE;
      g_array_append_val (numbers, number);
      at = *end == '\0' ? NULL : end + 1;
    }

  row->n_points = numbers->len / 2;
  if (numbers->len != 2 * row->n_points)
    return FALSE;
  row->coordinates = (double *) g_array_free (g_steal_pointer (&numbers), FALSE);
  return TRUE;
}

/* (transfer full) (nullable) */
static PlumbMarkRow *
take_mark (sqlite3_stmt *statement,
           GError      **error)
{
  g_autoptr (PlumbMarkRow) row = g_new0 (PlumbMarkRow, 1);

  row->id = sqlite3_column_int64 (statement, 0);
  row->frame = sqlite3_column_int64 (statement, 1);
  row->kind = plumb_sql_column_text (statement, 2);
  row->landmark = plumb_sql_column_dup (statement, 3);
  row->look = plumb_sql_column_text (statement, 5);
  row->text = plumb_sql_column_text (statement, 6);
  row->copied = sqlite3_column_int64 (statement, 7) != 0;
  g_autofree char *points = plumb_sql_column_text (statement, 4);
  if (parse_points (row, points))
    return g_steal_pointer (&row);

  g_set_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_DAMAGED,
               _("The points of mark %" PRId64 " cannot be read"), row->id);
  return NULL;
}

GPtrArray *
plumb_store_load_marks (PlumbStore *store,
                        gint64      review_id,
                        GError    **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_row_free);
  g_autoptr (sqlite3_stmt) statement =
      plumb_sql_query (plumb_store_db (store), error,
                       "SELECT id, frame, kind, landmark, points, look, text, copied FROM mark "
                       "WHERE review_id = ?1 ORDER BY id",
                       "i", review_id);
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    {
      PlumbMarkRow *row = take_mark (statement, error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&rows) : NULL;
}

gint64
plumb_store_put_mark (PlumbStore         *store,
                      gint64              review_id,
                      const PlumbMarkRow *row,
                      GError            **error)
{
  sqlite3 *db = plumb_store_db (store);
  g_autofree char *points = print_points (row);

  if (!plumb_sql_run (db, error,
                      "INSERT INTO mark (id, review_id, frame, kind, landmark, points, look, text, "
                      "copied) VALUES (nullif (?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
                      "ON CONFLICT (id) DO UPDATE SET frame = excluded.frame, "
                      "kind = excluded.kind, landmark = excluded.landmark, "
                      "points = excluded.points, look = excluded.look, text = excluded.text, "
                      "copied = excluded.copied",
                      "iiisssssi", row->id, review_id, row->frame, row->kind, row->landmark, points,
                      row->look != NULL ? row->look : "", row->text != NULL ? row->text : "",
                      (gint64) row->copied))
    return 0;
  return row->id != 0 ? row->id : sqlite3_last_insert_rowid (db);
}

gboolean
plumb_store_delete_mark (PlumbStore *store,
                         gint64      id,
                         GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error, "DELETE FROM mark WHERE id = ?1", "i", id);
}
