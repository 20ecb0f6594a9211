/* Reviews, their filming setup and their key moments.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "reviews.h"

#include "sql.h"

#define REVIEW_COLUMNS                                                                            \
  "SELECT r.id, r.recording_id, coalesce (r.athlete_id, 0), r.created_s, c.path, n.text, "        \
  "a.name, coalesce (r.lift, s.lift), r.load_kg, coalesce (m.frame, -1), "                        \
  "coalesce (s.open_findings, -1), coalesce (r.set_reps, 0), coalesce (c.filmed_s, 0), "          \
  "coalesce (a.mass_unit, 'kg') "                                                                 \
  "FROM review r JOIN recording c ON c.id = r.recording_id "                                      \
  "LEFT JOIN note n ON n.review_id = r.id "                                                       \
  "LEFT JOIN athlete a ON a.id = r.athlete_id "                                                   \
  "LEFT JOIN review_summary s ON s.review_id = r.id "                                             \
  "LEFT JOIN moment m ON m.review_id = r.id AND m.moment = 'set' "

void
plumb_review_row_free (PlumbReviewRow *row)
{
  g_free (row->path);
  g_free (row->notes);
  g_free (row->athlete);
  g_free (row->lift);
  g_free (row->mass_unit);
  g_free (row);
}

void
plumb_moment_row_free (PlumbMomentRow *row)
{
  g_free (row->moment);
  g_free (row);
}

static PlumbReviewRow *
take_review (sqlite3_stmt *statement)
{
  PlumbReviewRow *row = g_new0 (PlumbReviewRow, 1);

  row->id = sqlite3_column_int64 (statement, 0);
  row->recording_id = sqlite3_column_int64 (statement, 1);
  row->athlete_id = sqlite3_column_int64 (statement, 2);
  row->created_s = sqlite3_column_int64 (statement, 3);
  row->path = plumb_sql_column_bytes (statement, 4);
  row->notes = plumb_sql_column_text (statement, 5);
  row->athlete = plumb_sql_column_dup (statement, 6);
  row->lift = plumb_sql_column_dup (statement, 7);
  row->load_kg = plumb_sql_column_double (statement, 8);
  row->set_frame = sqlite3_column_int64 (statement, 9);
  row->open_findings = sqlite3_column_int64 (statement, 10);
  row->set_reps = sqlite3_column_int64 (statement, 11);
  row->filmed_s = sqlite3_column_int64 (statement, 12);
  row->mass_unit = plumb_sql_column_text (statement, 13);
  return row;
}

/* (transfer full) (nullable) Takes the statement. */
static GPtrArray *
take_reviews (sqlite3_stmt *statement,
              GError      **error)
{
  g_autoptr (sqlite3_stmt) taken = statement;
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_review_row_free);
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (taken != NULL && (result = plumb_sql_step (taken, error)) == PLUMB_SQL_ROW)
    g_ptr_array_add (rows, take_review (taken));
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&rows) : NULL;
}

GPtrArray *
plumb_store_load_reviews (PlumbStore *store,
                          gint64      athlete_id,
                          GError    **error)
{
  return take_reviews (
      plumb_sql_query (plumb_store_db (store), error,
                       REVIEW_COLUMNS "WHERE r.athlete_id IS nullif (?1, 0) "
                                      "AND r.deleted_s IS NULL "
                                      "ORDER BY r.created_s DESC, r.id DESC",
                       "i", athlete_id),
      error);
}

PlumbReviewRow *
plumb_store_load_review (PlumbStore *store,
                         gint64      id,
                         GError    **error)
{
  g_autoptr (sqlite3_stmt) statement =
      plumb_sql_query (plumb_store_db (store), error, REVIEW_COLUMNS "WHERE r.id = ?1", "i", id);

  return statement != NULL && plumb_sql_step (statement, error) == PLUMB_SQL_ROW
             ? take_review (statement)
             : NULL;
}

PlumbReviewRow *
plumb_store_load_live_review (PlumbStore *store,
                              gint64      id,
                              GError    **error)
{
  g_autoptr (sqlite3_stmt) statement
      = plumb_sql_query (plumb_store_db (store), error,
                         REVIEW_COLUMNS "WHERE r.id = ?1 AND r.deleted_s IS NULL", "i", id);

  return statement != NULL && plumb_sql_step (statement, error) == PLUMB_SQL_ROW
             ? take_review (statement)
             : NULL;
}

gboolean
plumb_store_find_review (PlumbStore *store,
                         gint64      recording_id,
                         gint64     *id,
                         GError    **error)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error,
      "SELECT r.id FROM review r LEFT JOIN athlete a ON a.id = r.athlete_id "
      "WHERE r.recording_id = ?1 AND r.deleted_s IS NULL AND a.deleted_s IS NULL "
      "ORDER BY r.created_s DESC, r.id DESC LIMIT 1",
      "i", recording_id);
  PlumbSqlResult result =
      statement != NULL ? plumb_sql_step (statement, error) : PLUMB_SQL_ERROR;

  *id = result == PLUMB_SQL_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  return result != PLUMB_SQL_ERROR;
}

gint64
plumb_store_add_review (PlumbStore            *store,
                        gint64                 recording_id,
                        gint64                 athlete_id,
                        const PlumbFilmingRow *filming,
                        gint64                 now_s,
                        GError               **error)
{
  sqlite3 *db = plumb_store_db (store);

  return plumb_sql_run (db, error,
                        "INSERT INTO review (recording_id, athlete_id, created_s, plate_mm, "
                        "camera_distance_m, camera_roll_deg, load_kg, camera_height_m, set_reps, "
                        "lift, camera_yaw_deg, camera_lens_mm) VALUES (?1, nullif (?2, 0), ?3, "
                        "?4, ?5, ?6, ?7, ?8, nullif (?9, 0), ?10, ?11, nullif (?12, 0))",
                        "iiinnnnnisnn", recording_id, athlete_id, now_s, filming->plate_mm,
                        filming->camera_distance_m, filming->camera_roll_deg, filming->load_kg,
                        filming->camera_height_m, filming->set_reps, filming->lift,
                        filming->camera_yaw_deg, filming->camera_lens_mm)
             ? sqlite3_last_insert_rowid (db)
             : 0;
}

gboolean
plumb_store_set_review_athlete (PlumbStore *store,
                                gint64      id,
                                gint64      athlete_id,
                                GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "UPDATE review SET athlete_id = nullif (?2, 0) WHERE id = ?1", "ii", id,
                        athlete_id);
}

gboolean
plumb_store_set_review_deleted (PlumbStore *store,
                                gint64      id,
                                gint64      deleted_s,
                                GError    **error)
{
  return plumb_sql_run (plumb_store_db (store), error,
                        "UPDATE review SET deleted_s = nullif (?2, 0) WHERE id = ?1", "ii", id,
                        deleted_s);
}

gboolean
plumb_store_load_filming (PlumbStore      *store,
                          gint64           review_id,
                          PlumbFilmingRow *filming,
                          GError         **error)
{
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      plumb_store_db (store), error,
      "SELECT r.plate_mm, r.camera_distance_m, r.camera_roll_deg, r.load_kg, c.filmed_fps, "
      "r.camera_height_m, coalesce (r.set_reps, 0), r.lift, r.camera_yaw_deg, "
      "coalesce (r.camera_lens_mm, 0) "
      "FROM review r JOIN recording c ON c.id = r.recording_id WHERE r.id = ?1",
      "i", review_id);

  if (statement == NULL || plumb_sql_step (statement, error) != PLUMB_SQL_ROW)
    return FALSE;
  filming->plate_mm = plumb_sql_column_double (statement, 0);
  filming->camera_distance_m = plumb_sql_column_double (statement, 1);
  filming->camera_roll_deg = plumb_sql_column_double (statement, 2);
  filming->load_kg = plumb_sql_column_double (statement, 3);
  filming->filmed_fps = plumb_sql_column_double (statement, 4);
  filming->camera_height_m = plumb_sql_column_double (statement, 5);
  filming->set_reps = sqlite3_column_int64 (statement, 6);
  g_autofree char *lift = plumb_sql_column_dup (statement, 7);
  filming->lift = g_intern_string (lift);
  filming->camera_yaw_deg = plumb_sql_column_double (statement, 8);
  filming->camera_lens_mm = plumb_sql_column_double (statement, 9);
  return TRUE;
}

gboolean
plumb_store_set_filming (PlumbStore            *store,
                         gint64                 review_id,
                         const PlumbFilmingRow *filming,
                         GError               **error)
{
  sqlite3 *db = plumb_store_db (store);

  return plumb_sql_run (db, error,
                        "UPDATE review SET plate_mm = ?2, camera_distance_m = ?3, "
                        "camera_roll_deg = ?4, load_kg = ?5, camera_height_m = ?6, "
                        "set_reps = nullif (?7, 0), lift = ?8, camera_yaw_deg = ?9, "
                        "camera_lens_mm = nullif (?10, 0) WHERE id = ?1",
                        "innnnnisnn", review_id, filming->plate_mm, filming->camera_distance_m,
                        filming->camera_roll_deg, filming->load_kg, filming->camera_height_m,
                        filming->set_reps, filming->lift, filming->camera_yaw_deg,
                        filming->camera_lens_mm)
         && plumb_sql_run (db, error,
                           "UPDATE recording SET filmed_fps = ?2 "
                           "WHERE id = (SELECT recording_id FROM review WHERE id = ?1)",
                           "in", review_id, filming->filmed_fps);
}

GPtrArray *
plumb_store_load_moments (PlumbStore *store,
                          gint64      review_id,
                          GError    **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_moment_row_free);
  g_autoptr (sqlite3_stmt) statement =
      plumb_sql_query (plumb_store_db (store), error,
                       "SELECT moment, frame, 1 FROM moment WHERE review_id = ?1 "
                       "UNION ALL "
                       "SELECT moment, frame, rep FROM rep_moment WHERE review_id = ?1",
                       "i", review_id);
  PlumbSqlResult result = PLUMB_SQL_ERROR;

  while (statement != NULL && (result = plumb_sql_step (statement, error)) == PLUMB_SQL_ROW)
    {
      PlumbMomentRow *row = g_new0 (PlumbMomentRow, 1);

      row->moment = plumb_sql_column_text (statement, 0);
      row->frame = sqlite3_column_int64 (statement, 1);
      row->rep = sqlite3_column_int (statement, 2);
      g_ptr_array_add (rows, row);
    }
  return result == PLUMB_SQL_DONE ? g_steal_pointer (&rows) : NULL;
}

static gboolean
set_rep_moment (PlumbStore *store,
                gint64      review_id,
                int         rep,
                const char *moment,
                gint64      frame,
                GError    **error)
{
  if (frame < 0)
    return plumb_sql_run (plumb_store_db (store), error,
                          "DELETE FROM rep_moment WHERE review_id = ?1 AND rep = ?2 "
                          "AND moment = ?3",
                          "iis", review_id, (gint64) rep, moment);
  return plumb_sql_run (plumb_store_db (store), error,
                        "INSERT OR REPLACE INTO rep_moment (review_id, rep, moment, frame) "
                        "VALUES (?1, ?2, ?3, ?4)",
                        "iisi", review_id, (gint64) rep, moment, frame);
}

gboolean
plumb_store_set_moment (PlumbStore *store,
                        gint64      review_id,
                        int         rep,
                        const char *moment,
                        gint64      frame,
                        GError    **error)
{
  if (rep > 1)
    return set_rep_moment (store, review_id, rep, moment, frame, error);
  if (frame < 0)
    return plumb_sql_run (plumb_store_db (store), error,
                          "DELETE FROM moment WHERE review_id = ?1 AND moment = ?2", "is",
                          review_id, moment);
  return plumb_sql_run (plumb_store_db (store), error,
                        "INSERT INTO moment (review_id, moment, frame) VALUES (?1, ?2, ?3) "
                        "ON CONFLICT (review_id, moment) DO UPDATE SET frame = excluded.frame",
                        "isi", review_id, moment, frame);
}
