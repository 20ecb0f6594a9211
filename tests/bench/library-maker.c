/* A library as it is after years; see library-maker.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-maker.h"

#include <sqlite3.h>

#include "library.h"

#define DAY_S 86400
#define FIRST_S 1400000000

static void
run (sqlite3    *db,
     const char *sql)
{
  char *complaint = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &complaint) != SQLITE_OK)
    g_error ("The library cannot be made: %s: %s", complaint, sql);
}

/* Words that coaches write; drawn by the row's number, so that every library of
 * one size is the same. */
static void
add_words (sqlite3 *db)
{
  run (db, "CREATE TEMP TABLE first_name (n INTEGER PRIMARY KEY, w TEXT);"
           "INSERT INTO first_name (w) VALUES ('Anna'), ('Ben'), ('Chiara'), ('David'), ('Elif'),"
           "('Farid'), ('Greta'), ('Hugo'), ('Ines'), ('Jonas'), ('Katja'), ('Liam'), ('Mia'),"
           "('Noah'), ('Olga'), ('Piotr'), ('Quinn'), ('Rosa'), ('Sven'), ('Tomoko');"
           "CREATE TEMP TABLE last_name (n INTEGER PRIMARY KEY, w TEXT);"
           "INSERT INTO last_name (w) VALUES ('Abel'), ('Brandt'), ('Costa'), ('Dietrich'),"
           "('Evans'), ('Fischer'), ('García'), ('Hansen'), ('Ivanova'), ('Jensen'), ('Kovářová'),"
           "('Lindqvist'), ('Müller'), ('Novak'), ('Okafor'), ('Petrov'), ('Quist'), ('Rossi'),"
           "('Sato'), ('Tanaka'), ('Ümit'), ('Vogel'), ('Weber');"
           "CREATE TEMP TABLE phrase (n INTEGER PRIMARY KEY, w TEXT);"
           "INSERT INTO phrase (w) VALUES ('hips rise before the bar'), ('knees drift inward'),"
           "('bar away from the shins'), ('chin up at the start'), ('lats loose at lift-off'),"
           "('good brace, keep it'), ('heels lift on the last rep'), ('slack taken out well'),"
           "('lower back rounds at the knee'), ('shoulder blades behind the bar'),"
           "('grip wider next time'), ('less load for two weeks'), ('film from the left again');");
}

static void
add_athletes (sqlite3 *db,
              int      n)
{
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < %d) "
      "INSERT INTO athlete (name, created_s, contact, notes, birth_year, height_cm, mass_kg, tags)"
      " SELECT (SELECT w FROM first_name WHERE n = 1 + i %% 20) || ' ' ||"
      " (SELECT w FROM last_name WHERE n = 1 + (i / 20) %% 23) || ' ' || i, %d + i,"
      " 'athlete' || i || '@example.org', (SELECT w FROM phrase WHERE n = 1 + i %% 13),"
      " 1960 + i %% 45, 155 + i %% 40, 55 + i %% 60,"
      " CASE i %% 3 WHEN 0 THEN 'rehab' WHEN 1 THEN 'masters, online' ELSE '' END FROM c",
      n, FIRST_S);

  run (db, sql);
}

static void
add_reviews (sqlite3 *db,
             int      n)
{
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE c (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i + 1 < %1$d) "
      "INSERT INTO recording (path, size_bytes, hash, added_s, filmed_s)"
      " SELECT '/films/' || a.id || '/' || i || '.mp4', 1000000 + i, a.id || '-' || i,"
      " %2$d + a.id, %2$d + i * %3$d * 14 FROM athlete a CROSS JOIN c;"
      "INSERT INTO review (recording_id, athlete_id, created_s, plate_mm, camera_distance_m,"
      " load_kg, uid) SELECT r.id, CAST (substr (r.hash, 1, instr (r.hash, '-') - 1) AS INTEGER),"
      " r.filmed_s, 450, 4, 60 + r.id %% 40 * 2.5, lower (hex (randomblob (16)))"
      " FROM recording r;",
      n, FIRST_S, DAY_S);

  run (db, sql);
  run (db, "INSERT INTO note (review_id, text, changed_s) SELECT id,"
           " (SELECT w FROM phrase WHERE n = 1 + id % 13) || '; ' ||"
           " (SELECT w FROM phrase WHERE n = 1 + (id / 13) % 13) || '. ' ||"
           " (SELECT w FROM phrase WHERE n = 1 + (id / 7) % 13) || '.', created_s FROM review;"
           "INSERT INTO moment (review_id, moment, frame) SELECT id, 'set', 30 FROM review;"
           "INSERT INTO moment (review_id, moment, frame) SELECT id, 'lift_off', 45 FROM review;"
           "INSERT INTO review_summary (review_id, lift, open_findings, computed_s, refilm_days)"
           " SELECT id, 'conventional', CASE id % 5 WHEN 0 THEN 2 WHEN 1 THEN 1 ELSE 0 END,"
           " created_s, 14 FROM review;"
           "INSERT INTO decision (review_id, finding, decision, note, decided_s)"
           " SELECT id, 'hips-too-high', 'confirmed',"
           " (SELECT w FROM phrase WHERE n = 1 + id % 13), created_s FROM review"
           " WHERE id % 4 = 0;");
}

static void
add_values (sqlite3 *db)
{
  static const char *const measures[] = { "M1.e_bar", "M2.e_scap", "M3.knee", "M3.hip", "M4.hip",
                                          "M5.kappa", "M6.R50",    "M7.back" };

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "INSERT INTO check_value (review_id, measure, value, u, unit, verdict) SELECT id, '%s',"
          " %u + (id * 7 %% 13), 1.5, 'deg', CASE id %% 3 WHEN 0 THEN 'good' WHEN 1 THEN 'watch'"
          " ELSE 'fault' END FROM review",
          measures[i], i * 10);

      run (db, sql);
    }
}

static void
add_marks (sqlite3 *db,
           int      n)
{
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE c (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i + 1 < %d) "
      "INSERT INTO mark (review_id, frame, kind, landmark, points)"
      " SELECT r.id, 30 + c.i / 12, 'point',"
      " CASE c.i %% 4 WHEN 0 THEN 'hip' WHEN 1 THEN 'knee' WHEN 2 THEN 'ankle' ELSE 'bar' END,"
      " (600 + c.i) || '.' || (r.id %% 1000) || ',' || (500 + c.i) || '.25'"
      " FROM review r CROSS JOIN c",
      n);

  run (db, sql);
}

void
library_maker_fill (const char             *folder,
                    const LibraryMakerSize *size)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GError) error = NULL;
  PlumbLibrary *library = plumb_library_open (folder, &error);
  sqlite3 *db = NULL;

  if (library == NULL)
    g_error ("The library cannot be made: %s", error->message);
  g_object_unref (library);
  if (sqlite3_open (path, &db) != SQLITE_OK)
    g_error ("The library cannot be made: %s", sqlite3_errmsg (db));
  run (db, "PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF; BEGIN");
  add_words (db);
  add_athletes (db, size->n_athletes);
  add_reviews (db, size->n_reviews);
  add_values (db);
  add_marks (db, size->n_marks);
  run (db, "COMMIT; PRAGMA wal_checkpoint (TRUNCATE)");
  sqlite3_close (db);
}
