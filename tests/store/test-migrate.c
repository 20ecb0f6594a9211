/* Every format that was ever written is brought to the newest one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "athletes.h"
#include "decisions.h"
#include "folder.h"
#include "marks.h"
#include "migrate.h"
#include "notes.h"
#include "pain-answers.h"
#include "plan-lines.h"
#include "remarks.h"
#include "reps.h"
#include "reviews.h"
#include "settings.h"
#include "written.h"

static char *
schemas_folder (void)
{
  return g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "tests", "store", "schemas", NULL);
}

static void
make_library (const TestFolder *folder,
              const char       *sql_path)
{
  g_autofree char *path = test_folder_path (folder, "library.db");
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3) db = NULL;

  g_assert_true (g_file_get_contents (sql_path, &sql, NULL, &error));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (plumb_sql_exec (db, sql, &error));
  g_assert_no_error (error);
}

/* (transfer full) Tables, indices and triggers with their SQL. */
static char *
describe_schema (sqlite3 *db)
{
  GString *text = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) statement = plumb_sql_query (
      db, NULL, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name", "");

  while (plumb_sql_step (statement, NULL) == PLUMB_SQL_ROW)
    g_string_append_printf (text, "%s %s: %s\n", sqlite3_column_text (statement, 0),
                            sqlite3_column_text (statement, 1),
                            sqlite3_column_text (statement, 2));
  return g_string_free (text, FALSE);
}

/* What is in every stored library, whatever its format. */
static void
assert_content (PlumbStore *store,
                int         version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) athletes = plumb_store_load_athletes (store, &error);
  g_autoptr (GPtrArray) reviews = plumb_store_load_reviews (store, 1, &error);
  g_autoptr (GPtrArray) marks = plumb_store_load_marks (store, 1, &error);
  g_autoptr (GPtrArray) moments = plumb_store_load_moments (store, 1, &error);
  g_autoptr (GPtrArray) decisions = plumb_store_load_decisions (store, 1, &error);
  g_autofree char *note = plumb_store_load_note (store, 1, &error);
  PlumbFilmingRow filming;

  g_assert_no_error (error);
  g_assert_cmpuint (athletes->len, ==, 2);
  g_assert_cmpstr (((PlumbAthleteRow *) athletes->pdata[0])->name, ==, "Anna Kovářová");
  g_assert_cmpstr (((PlumbAthleteRow *) athletes->pdata[1])->name, ==, "Žofie O'Neil");
  g_assert_cmpuint (reviews->len, ==, 1);
  g_assert_cmpstr (((PlumbReviewRow *) reviews->pdata[0])->path, ==, "/films/anna 1.mp4");

  g_assert_cmpuint (marks->len, ==, 3);
  const PlumbMarkRow *spine = marks->pdata[1];
  g_assert_cmpstr (spine->kind, ==, "spine");
  g_assert_null (spine->landmark);
  g_assert_cmpuint (spine->n_points, ==, 3);
  g_assert_cmpfloat (spine->coordinates[1], ==, 625.6);
  g_assert_cmpfloat (spine->coordinates[4], ==, 801.9);

  g_assert_cmpuint (moments->len, >=, 2);
  g_assert_cmpint (((PlumbMomentRow *) moments->pdata[1])->rep, ==, 1);
  g_assert_cmpuint (decisions->len, >=, 2);
  g_assert_cmpstr (((PlumbDecisionRow *) decisions->pdata[0])->note, ==, "seen in both lifts");
  g_assert_cmpstr (note, ==, "Spine held; knees drift — film again.");
  g_assert_true (plumb_store_load_filming (store, 1, &filming, &error));
  g_assert_cmpfloat (filming.camera_roll_deg, ==, -0.5);
  g_assert_cmpfloat (filming.load_kg, ==, 180);
  /* The rate of filming came with format 7. */
  if (version >= 7)
    g_assert_cmpfloat (filming.filmed_fps, ==, 240);
  else
    g_assert_true (isnan (filming.filmed_fps));
  /* … and how far the camera was turned with format 10. */
  if (version >= 10)
    g_assert_cmpfloat (filming.camera_yaw_deg, ==, 1.5);
  else
    g_assert_true (isnan (filming.camera_yaw_deg));
  /* … the lens, and which marks are copies, with format 11. */
  g_assert_cmpfloat (filming.camera_lens_mm, ==, version >= 11 ? 26 : 0);
  g_assert_cmpint (((PlumbMarkRow *) marks->pdata[0])->copied, ==, version >= 11);
  g_assert_false (spine->copied);
  g_assert_true (plumb_store_verify (store, &error));
}

/* What came with format 3. */
static void
assert_pain (PlumbStore *store)
{
  g_autoptr (GHashTable) answers = plumb_store_load_pain_answers (store, 1, NULL);

  g_assert_cmpuint (g_hash_table_size (answers), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (answers, "weakness"), ==, "unsure");
}

/* What came with format 5. */
static void
assert_plan (PlumbStore *store)
{
  g_autoptr (GPtrArray) lines = plumb_store_load_plan_lines (store, 1, NULL);
  g_autofree char *coach = plumb_store_load_setting (store, PLUMB_SETTING_COACH, NULL);

  g_assert_cmpuint (lines->len, ==, 2);
  const PlumbPlanLineRow *brace = lines->pdata[0];
  g_assert_cmpstr (brace->line, ==, "cue-brace");
  g_assert_null (brace->section);
  g_assert_cmpstr (brace->dose, ==, "");
  g_assert_cmpint (brace->place, ==, -1);
  const PlumbPlanLineRow *own = lines->pdata[1];
  g_assert_cmpstr (own->section, ==, "cues");
  g_assert_cmpint (own->place, ==, 0);
  g_assert_cmpstr (coach, ==, "Mia");
}

/* What came with format 6; before it there is one rep. */
static void
assert_reps (PlumbStore *store,
             gboolean    stored)
{
  g_autoptr (GPtrArray) moments = plumb_store_load_moments (store, 1, NULL);
  g_autoptr (GPtrArray) decisions = plumb_store_load_decisions (store, 1, NULL);
  g_autoptr (GPtrArray) remarks = plumb_store_load_remarks (store, 1, NULL);
  int n_reps = 0, rep = 0;

  g_assert_true (plumb_store_load_reps (store, 1, &n_reps, &rep, NULL));
  g_assert_cmpint (n_reps, ==, stored ? 2 : 1);
  g_assert_cmpint (rep, ==, 1);
  g_assert_cmpuint (moments->len, ==, stored ? 3 : 2);
  g_assert_cmpuint (decisions->len, ==, stored ? 3 : 2);
  g_assert_cmpuint (remarks->len, ==, stored ? 1 : 0);
  g_assert_cmpint (((PlumbDecisionRow *) decisions->pdata[0])->frame, ==, -1);
  if (!stored)
    return;
  g_assert_cmpint (((PlumbMomentRow *) moments->pdata[2])->rep, ==, 2);
  g_assert_cmpint (((PlumbMomentRow *) moments->pdata[2])->frame, ==, 240);
  g_assert_cmpstr (((PlumbDecisionRow *) decisions->pdata[2])->marks, ==, "c7#1");
  g_assert_cmpint (((PlumbDecisionRow *) decisions->pdata[2])->frame, ==, 241);
  g_assert_cmpstr (((PlumbRemarkRow *) remarks->pdata[0])->text, ==, "Žofie waits here");
}

/* What came with format 8: who an athlete is, and words that are found. */
static void
assert_athletes (PlumbStore *store,
                 gboolean    has_details)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lifts = plumb_store_load_athlete_lifts (store, 1, &error);
  g_autoptr (GPtrArray) notes = plumb_store_search_written (store, "drift", 9, &error);
  g_autoptr (GPtrArray) decisions = plumb_store_search_written (store, "both lifts", 9, &error);
  g_autoptr (GPtrArray) femurs = plumb_store_search_written (store, "femurs", 9, &error);
  PlumbAthleteDetailsRow row = { 0 };

  g_assert_no_error (error);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpstr (((PlumbFoundRow *) notes->pdata[0])->kind, ==, "note");
  g_assert_cmpuint (decisions->len, ==, 1);
  g_assert_cmpstr (((PlumbFoundRow *) decisions->pdata[0])->key, ==, "hips-too-high");
  g_assert_true (plumb_store_load_athlete_details (store, 1, &row, &error));
  g_assert_cmpstr (row.mass_unit, ==, has_details ? "lb" : "kg");
  g_assert_cmpuint (lifts->len, ==, has_details ? 1 : 0);
  g_assert_cmpuint (femurs->len, ==, has_details ? 1 : 0);
  if (has_details)
    {
      g_assert_cmpfloat (row.plate_mm, ==, 425);
      g_assert_cmpint (((PlumbAthleteLiftRow *) lifts->pdata[0])->reps, ==, 3);
    }
  g_free (row.contact);
  g_free (row.notes);
  g_free (row.tags);
  g_free (row.mass_unit);
  g_free (row.length_unit);
  g_free (row.consent_date);
}

/* What came with format 9. */
static void
assert_looks (PlumbStore *store,
              int         version)
{
  g_autoptr (GPtrArray) marks = plumb_store_load_marks (store, 1, NULL);

  g_assert_cmpstr (((PlumbMarkRow *) marks->pdata[0])->look, ==, "");
  g_assert_cmpstr (((PlumbMarkRow *) marks->pdata[0])->text, ==, "");
  g_assert_cmpstr (((PlumbMarkRow *) marks->pdata[1])->look, ==, version >= 9 ? "red wide" : "");
}

static void
assert_copy_before (const TestFolder *folder,
                    int               version)
{
  g_autofree char *path = NULL;
  g_autofree char *backups = test_folder_path (folder, "backups");
  g_autofree char *prefix = g_strdup_printf ("before-format-%d-", version + 1);
  g_autoptr (GDir) dir = g_dir_open (backups, 0, NULL);
  g_autoptr (sqlite3) db = NULL;
  int found = 0;

  g_assert_nonnull (dir);
  for (const char *name; path == NULL && (name = g_dir_read_name (dir)) != NULL;)
    if (g_str_has_prefix (name, prefix))
      path = g_build_filename (backups, name, NULL);
  g_assert_nonnull (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_true (plumb_migrate_version (db, &found, NULL));
  g_assert_cmpint (found, ==, version);
}

static void
test_from_stored (gconstpointer data)
{
  int version = GPOINTER_TO_INT (data);
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (TestFolder) fresh = test_folder_new ();
  g_autofree char *schemas = schemas_folder ();
  g_autofree char *sql = g_strdup_printf ("%s/%03d.sql", schemas, version);
  g_autoptr (GError) error = NULL;
  int found = 0;

  make_library (folder, sql);
  g_autoptr (PlumbStore) store = plumb_store_open (folder, &error);
  g_assert_no_error (error);
  g_assert_true (plumb_migrate_version (plumb_store_db (store), &found, NULL));
  g_assert_cmpint (found, ==, plumb_store_newest_version ());
  assert_content (store, version);
  if (version >= 3)
    assert_pain (store);
  if (version >= 5)
    assert_plan (store);
  assert_reps (store, version >= 6);
  assert_athletes (store, version >= 8);
  assert_looks (store, version);
  if (version < plumb_store_newest_version ())
    assert_copy_before (folder, version);

  g_autoptr (PlumbStore) new_store = plumb_store_open (fresh, &error);
  g_assert_no_error (error);
  g_autofree char *migrated = describe_schema (plumb_store_db (store));
  g_autofree char *made = describe_schema (plumb_store_db (new_store));
  g_assert_cmpstr (migrated, ==, made);
}

/* A migration that fails leaves the database at the format before it. */
static void
test_failing_script (void)
{
  const char *const scripts[] = {
    "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)",
    "INSERT INTO a VALUES (2)",
    "INSERT INTO a VALUES (3); INSERT INTO missing VALUES (1)",
    "INSERT INTO a VALUES (4)",
    NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3) db = NULL;
  gint64 sum = 0;
  int version = 0;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_false (plumb_migrate_run (db, scripts, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "Schema 3"));
  g_assert_true (plumb_migrate_version (db, &version, NULL));
  g_assert_cmpint (version, ==, 2);
  g_assert_true (plumb_sql_int (db, "SELECT sum(x) FROM a", 0, &sum, NULL));
  g_assert_cmpint (sum, ==, 3);
}

static void
test_dangling_reference (void)
{
  const char *const scripts[] = {
    "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a INTEGER REFERENCES a (id))",
    "INSERT INTO b VALUES (7)",
    NULL,
  };
  g_autoptr (sqlite3) db = NULL;
  int version = 0;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_false (plumb_migrate_run (db, scripts, NULL));
  g_assert_true (plumb_migrate_version (db, &version, NULL));
  g_assert_cmpint (version, ==, 1);
}

static void
test_newer (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GError) error = NULL;
  PlumbStore *store = plumb_store_open (folder, &error);

  g_assert_no_error (error);
  g_assert_true (plumb_sql_exec (plumb_store_db (store), "PRAGMA user_version = 1000", NULL));
  plumb_store_unref (store);

  g_autofree char *before = test_folder_state (folder);
  g_assert_null (plumb_store_open (folder, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_NEWER);
  g_clear_error (&error);
  g_autofree char *after = test_folder_state (folder);
  g_assert_cmpstr (before, ==, after);
  g_assert_null (plumb_store_open_read_only (folder, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_NEWER);
}

static void
test_reading_old (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *schemas = schemas_folder ();
  g_autofree char *sql = g_build_filename (schemas, "001.sql", NULL);
  g_autoptr (GError) error = NULL;

  make_library (folder, sql);
  g_assert_null (plumb_store_open_read_only (folder, &error));
  g_assert_error (error, PLUMB_STORE_ERROR, PLUMB_STORE_ERROR_READ_ONLY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_autofree char *schemas G_GNUC_UNUSED = schemas_folder ();
  for (int i = 1; i <= plumb_store_newest_version (); i++)
    {
      g_autofree char *name = g_strdup_printf ("/migrate/from-format-%d", i);

      g_test_add_data_func (name, GINT_TO_POINTER (i), test_from_stored);
    }
  g_test_add_func ("/migrate/failing-script", test_failing_script);
  g_test_add_func ("/migrate/dangling-reference", test_dangling_reference);
  g_test_add_func ("/migrate/newer", test_newer);
  g_test_add_func ("/migrate/reading-old", test_reading_old);

  return g_test_run ();
}
