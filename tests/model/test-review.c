/* Editing a review: stored before the call returns, undone and done again,
 * and nothing changed when it cannot be stored.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "folder.h"
#include "library.h"
#include "review-private.h"
#include "sql.h"

typedef struct
{
  TestFolder   *folder;
  PlumbLibrary *library;
  PlumbReview  *review;
  guint         parts;     /* of all "changed" since it was last looked at */
  guint         n_changed;
} Fixture;

static void
changed_cb (PlumbReview *review,
            guint        parts,
            Fixture     *fixture)
{
  fixture->parts |= parts;
  fixture->n_changed++;
}

static void
open_review (Fixture *fixture)
{
  g_autofree char *data = test_folder_path (fixture->folder, "data");
  g_autofree char *film = test_folder_path (fixture->folder, "film.mp4");
  g_autoptr (GError) error = NULL;

  fixture->library = plumb_library_open (data, &error);
  g_assert_no_error (error);
  fixture->review = plumb_library_review_file (fixture->library, film, 0, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->review, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
close_review (Fixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->review));
  g_assert_finalize_object (g_steal_pointer (&fixture->library));
}

static void
reopen (Fixture *fixture)
{
  close_review (fixture);
  open_review (fixture);
}

static void
set_up (Fixture      *fixture,
        gconstpointer unused)
{
  fixture->folder = test_folder_new ();
  g_autofree char *film = test_folder_path (fixture->folder, "film.mp4");
  g_assert_true (g_file_set_contents (film, "film", -1, NULL));
  open_review (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer unused)
{
  close_review (fixture);
  test_folder_free (fixture->folder);
}

static void
assert_changed (Fixture *fixture,
                guint    parts)
{
  g_assert_cmphex (fixture->parts, ==, parts);
  g_assert_cmpuint (fixture->n_changed, ==, parts != 0);
  fixture->parts = 0;
  fixture->n_changed = 0;
}

static PlumbMark *
new_point (gint64        frame,
           PlumbLandmark landmark,
           double        x,
           double        y)
{
  PlumbPoint at = { x, y };

  return plumb_mark_new (0, frame, PLUMB_MARK_POINT, landmark, &at, 1);
}

static gint64
add_point (Fixture      *fixture,
           gint64        frame,
           PlumbLandmark landmark,
           double        x,
           double        y)
{
  g_autoptr (PlumbMark) mark = new_point (frame, landmark, x, y);
  g_autoptr (GError) error = NULL;
  gint64 id = plumb_review_add_mark (fixture->review, mark, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

/* (transfer full) Everything that can be edited, as text: equal text is the
 * same review. */
static char *
describe (PlumbReview *review)
{
  GString *text = g_string_new (NULL);
  GPtrArray *marks = plumb_review_marks (review);
  PlumbFilming filming = plumb_review_filming (review);
  static const char *const findings[] = { "hips-too-high", "own" };

  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = marks->pdata[i];

      g_string_append_printf (text, "mark %" G_GINT64_FORMAT " frame %" G_GINT64_FORMAT " %d %d:",
                              mark->id, mark->frame, mark->kind, mark->landmark);
      for (guint j = 0; j < mark->n_points; j++)
        g_string_append_printf (text, " %.17g,%.17g", mark->points[j].x_px, mark->points[j].y_px);
      g_string_append_c (text, '\n');
    }
  for (int i = 0; i < PLUMB_N_MOMENTS; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", plumb_review_moment (review, i));
  g_string_append_printf (text, "\nfilming %g %g %g %g\n", filming.plate_diameter_mm,
                          filming.camera_distance_m, filming.camera_roll_deg, filming.load_kg);
  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    g_string_append_printf (text, "%s %d “%s”\n", findings[i],
                            plumb_review_decision (review, findings[i]),
                            plumb_review_decision_note (review, findings[i]));
  g_string_append_printf (text, "notes “%s”\n", plumb_review_notes (review));
  return g_string_free (text, FALSE);
}

/* What is in memory is what is in the database. */
static void
assert_stored (Fixture *fixture)
{
  g_autofree char *before = describe (fixture->review);

  reopen (fixture);
  g_autofree char *after = describe (fixture->review);
  g_assert_cmpstr (before, ==, after);
}

static void
assert_can (Fixture *fixture,
            gboolean undo,
            gboolean redo)
{
  gboolean can_undo, can_redo;

  g_object_get (fixture->review, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  g_assert_cmpint (can_undo, ==, undo);
  g_assert_cmpint (can_redo, ==, redo);
}

static void
test_defaults (Fixture      *fixture,
               gconstpointer unused)
{
  PlumbFilming filming = plumb_review_filming (fixture->review);

  g_assert_cmpuint (plumb_review_marks (fixture->review)->len, ==, 0);
  for (int i = 0; i < PLUMB_N_MOMENTS; i++)
    g_assert_cmpint (plumb_review_moment (fixture->review, i), ==, -1);
  g_assert_cmpfloat (filming.plate_diameter_mm, ==, 450);
  g_assert_cmpfloat (filming.camera_distance_m, ==, 0);
  g_assert_true (isnan (filming.camera_roll_deg));
  g_assert_cmpfloat (filming.load_kg, ==, 0);
  g_assert_cmpstr (plumb_review_notes (fixture->review), ==, "");
  g_assert_null (plumb_review_checks (fixture->review));
  assert_can (fixture, FALSE, FALSE);
  assert_stored (fixture);
}

static void
test_marks (Fixture      *fixture,
            gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 hip = add_point (fixture, 3, PLUMB_LANDMARK_HIP, 0.1, 1.0 / 3);
  assert_changed (fixture, PLUMB_REVIEW_MARKS | PLUMB_REVIEW_CHECKS);
  gint64 knee = add_point (fixture, 4, PLUMB_LANDMARK_KNEE, 100, 200);

  g_assert_cmpint (knee, >, hip);
  assert_stored (fixture);
  const PlumbMark *mark = plumb_review_mark (fixture->review, hip);
  g_assert_cmpfloat (mark->points[0].y_px, ==, 1.0 / 3);
  g_assert_null (plumb_review_mark (fixture->review, knee + 1));

  g_autoptr (GPtrArray) in_frame = plumb_review_marks_in_frame (fixture->review, 4);
  g_assert_cmpuint (in_frame->len, ==, 1);
  g_assert_cmpint (((PlumbMark *) in_frame->pdata[0])->id, ==, knee);

  fixture->parts = fixture->n_changed = 0;
  g_autoptr (PlumbMark) moved = plumb_mark_translated (mark, 5, -5);
  g_assert_true (plumb_review_change_mark (fixture->review, moved, &error));
  assert_changed (fixture, PLUMB_REVIEW_MARKS | PLUMB_REVIEW_CHECKS);
  assert_stored (fixture);
  g_assert_cmpfloat (plumb_review_mark (fixture->review, hip)->points[0].x_px, ==, 5.1);

  g_assert_true (plumb_review_delete_mark (fixture->review, hip, &error));
  g_assert_null (plumb_review_mark (fixture->review, hip));
  assert_stored (fixture);
  g_assert_false (plumb_review_delete_mark (fixture->review, hip, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (plumb_review_change_mark (fixture->review, moved, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
}

static void
test_incomplete_marks (Fixture      *fixture,
                       gconstpointer unused)
{
  PlumbPoint bad[] = { { NAN, 1 }, { 1, INFINITY }, { 1, 2 } };
  g_autoptr (PlumbMark) nan = plumb_mark_new (0, 0, PLUMB_MARK_POINT, 0, &bad[0], 1);
  g_autoptr (PlumbMark) infinite = plumb_mark_new (0, 0, PLUMB_MARK_POINT, 0, &bad[1], 1);
  g_autoptr (PlumbMark) early
      = plumb_mark_new (0, -1, PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP, &bad[2], 1);
  g_autoptr (PlumbMark) half = plumb_mark_new (0, 0, PLUMB_MARK_SPINE, -1, &bad[2], 1);
  const PlumbMark *const marks[] = { nan, infinite, early, half };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (plumb_review_add_mark (fixture->review, marks[i], &error), ==, 0);
      g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
    }
  assert_changed (fixture, 0);
  assert_can (fixture, FALSE, FALSE);
}

static void
test_landmark_replaces (Fixture      *fixture,
                        gconstpointer unused)
{
  gint64 first = add_point (fixture, 3, PLUMB_LANDMARK_HIP, 1, 1);
  gint64 other_frame = add_point (fixture, 4, PLUMB_LANDMARK_HIP, 2, 2);
  gint64 second = add_point (fixture, 3, PLUMB_LANDMARK_HIP, 3, 3);

  g_assert_null (plumb_review_mark (fixture->review, first));
  g_assert_nonnull (plumb_review_mark (fixture->review, other_frame));
  g_assert_cmpint (second, >, other_frame);
  g_assert_cmpuint (plumb_review_marks (fixture->review)->len, ==, 2);

  g_assert_true (plumb_review_undo (fixture->review, NULL)); /* one step */
  g_assert_nonnull (plumb_review_mark (fixture->review, first));
  g_assert_null (plumb_review_mark (fixture->review, second));
  assert_stored (fixture);

  /* Moved into the frame of another one, it takes its place too. */
  const PlumbMark *mark = plumb_review_mark (fixture->review, other_frame);
  g_autoptr (PlumbMark) moved = plumb_mark_in_frame (mark, 3);
  g_assert_true (plumb_review_change_mark (fixture->review, moved, NULL));
  g_assert_null (plumb_review_mark (fixture->review, first));
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_nonnull (plumb_review_mark (fixture->review, first));
  assert_stored (fixture);
}

static void
test_moments_and_filming (Fixture      *fixture,
                          gconstpointer unused)
{
  PlumbFilming filming = { 450, 4.25, -0.75, 182.5 };

  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_LIFT_OFF, 0, NULL));
  assert_changed (fixture, PLUMB_REVIEW_MOMENTS | PLUMB_REVIEW_CHECKS);
  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_LIFT_OFF, 0, NULL));
  assert_changed (fixture, 0);
  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_LOCKOUT, 77, NULL));
  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_LOCKOUT, -1, NULL));
  fixture->parts = fixture->n_changed = 0;
  g_assert_true (plumb_review_set_filming (fixture->review, &filming, NULL));
  assert_changed (fixture, PLUMB_REVIEW_FILMING | PLUMB_REVIEW_CHECKS);
  g_assert_true (plumb_review_set_filming (fixture->review, &filming, NULL));
  assert_changed (fixture, 0);
  assert_stored (fixture);
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_LIFT_OFF), ==, 0);
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_LOCKOUT), ==, -1);
  g_assert_cmpfloat (plumb_review_filming (fixture->review).camera_distance_m, ==, 4.25);

  /* What cannot be is unknown. */
  filming = (PlumbFilming) { -1, NAN, INFINITY, -5 };
  g_assert_true (plumb_review_set_filming (fixture->review, &filming, NULL));
  filming = plumb_review_filming (fixture->review);
  g_assert_cmpfloat (filming.plate_diameter_mm, ==, 0);
  g_assert_cmpfloat (filming.camera_distance_m, ==, 0);
  g_assert_true (isnan (filming.camera_roll_deg));
  g_assert_cmpfloat (filming.load_kg, ==, 0);
  assert_stored (fixture);
}

static void
test_decisions (Fixture      *fixture,
                gconstpointer unused)
{
  PlumbReview *review = fixture->review;

  g_assert_true (plumb_review_decide (review, "own", PLUMB_DECISION_CONFIRMED, NULL));
  assert_changed (fixture, PLUMB_REVIEW_DECISIONS);
  g_assert_true (plumb_review_decide (review, "own", PLUMB_DECISION_CONFIRMED, NULL));
  assert_changed (fixture, 0);
  g_assert_true (plumb_review_set_decision_note (review, "own", "Grip too wide", NULL));
  g_assert_true (plumb_review_decide (review, "hips-too-high", PLUMB_DECISION_DISMISSED, NULL));
  g_assert_null (plumb_review_decided_verdict (review, "own"));
  assert_stored (fixture);
  review = fixture->review;
  g_assert_cmpstr (plumb_review_decision_note (review, "own"), ==, "Grip too wide");

  g_auto (GStrv) plan = plumb_review_plan_findings (review);
  g_assert_cmpuint (g_strv_length (plan), ==, 1);
  g_assert_cmpstr (plan[0], ==, "own");

  /* Open again, the words stay; without words nothing stays. */
  g_assert_true (plumb_review_decide (review, "own", PLUMB_DECISION_OPEN, NULL));
  g_assert_cmpstr (plumb_review_decision_note (review, "own"), ==, "Grip too wide");
  assert_stored (fixture);
  g_assert_true (plumb_review_set_decision_note (fixture->review, "own", "", NULL));
  assert_stored (fixture);
}

static void
test_notes (Fixture      *fixture,
            gconstpointer unused)
{
  g_assert_true (plumb_review_set_notes (fixture->review, "H", NULL));
  assert_changed (fixture, PLUMB_REVIEW_NOTES);
  g_assert_true (plumb_review_set_notes (fixture->review, "Hü", NULL));
  g_assert_true (plumb_review_set_notes (fixture->review, "Hüfte\nhoch", NULL));
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_cmpstr (plumb_review_notes (fixture->review), ==, "");
  assert_can (fixture, FALSE, TRUE);
  g_assert_true (plumb_review_redo (fixture->review, NULL));
  g_assert_cmpstr (plumb_review_notes (fixture->review), ==, "Hüfte\nhoch");
  assert_stored (fixture);
}

/* Every sort of edit, one after the other. */
static void
edit_once (Fixture *fixture,
           int      which)
{
  PlumbReview *review = fixture->review;
  PlumbFilming filming = { 450, 3 + which, 0.5, 100 };
  GPtrArray *marks = plumb_review_marks (review);
  gboolean done = TRUE;

  switch (which % 7)
    {
    case 0:
      add_point (fixture, which % 3, PLUMB_LANDMARK_HIP, which, which);
      break;
    case 1:
      add_point (fixture, which % 3, PLUMB_LANDMARK_BAR, which, which);
      break;
    case 2:
      {
        g_autoptr (PlumbMark) moved = plumb_mark_translated (marks->pdata[0], which, 0.1);

        done = plumb_review_change_mark (review, moved, NULL);
        break;
      }
    case 3:
      done = plumb_review_set_moment (review, which % PLUMB_N_MOMENTS, which, NULL);
      break;
    case 4:
      done = plumb_review_set_filming (review, &filming, NULL);
      break;
    case 5:
      done = plumb_review_decide (review, which % 2 != 0 ? "own" : "hips-too-high",
                                  1 + which % 2, NULL);
      break;
    default:
      done = marks->len < 3
             || plumb_review_delete_mark (review, ((PlumbMark *) marks->pdata[1])->id, NULL);
    }
  g_assert_true (done);
}

static void
test_undo_round_trip (Fixture      *fixture,
                      gconstpointer unused)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  g_ptr_array_add (states, describe (fixture->review));
  for (int i = 0; i < 60; i++)
    {
      char *state;

      edit_once (fixture, i);
      state = describe (fixture->review);
      if (strcmp (state, states->pdata[states->len - 1]) != 0)
        g_ptr_array_add (states, state);
      else
        g_free (state);
    }
  n = states->len - 1;
  g_assert_cmpuint (n, >, 40);

  for (int pass = 0; pass < 2; pass++)
    {
      for (guint i = n; i > 0; i--)
        {
          g_assert_true (plumb_review_undo (fixture->review, NULL));
          g_autofree char *now = describe (fixture->review);
          g_assert_cmpstr (now, ==, states->pdata[i - 1]);
        }
      assert_can (fixture, FALSE, TRUE);
      g_assert_true (plumb_review_undo (fixture->review, NULL)); /* nothing more */

      for (guint i = 0; i < n; i++)
        {
          g_assert_true (plumb_review_redo (fixture->review, NULL));
          g_autofree char *now = describe (fixture->review);
          g_assert_cmpstr (now, ==, states->pdata[i + 1]);
        }
      assert_can (fixture, TRUE, FALSE);
    }

  for (guint i = 0; i < n / 2; i++)
    g_assert_true (plumb_review_undo (fixture->review, NULL));
  assert_stored (fixture);
}

static void
test_preview (Fixture      *fixture,
              gconstpointer unused)
{
  gint64 id = add_point (fixture, 3, PLUMB_LANDMARK_HIP, 10, 10);
  PlumbReview *review = fixture->review;
  PlumbPoint found;

  fixture->parts = fixture->n_changed = 0;
  g_autoptr (PlumbMark) dragged
      = plumb_mark_translated (plumb_review_mark (review, id), 5, 0);
  plumb_review_preview_mark (review, dragged);
  assert_changed (fixture, PLUMB_REVIEW_CHECKS);
  g_assert_true (plumb_poses_find (plumb_review_poses (review), 3, PLUMB_LANDMARK_HIP, &found));
  g_assert_cmpfloat (found.x_px, ==, 15);
  g_assert_cmpfloat (plumb_review_mark (review, id)->points[0].x_px, ==, 10);

  plumb_review_preview_mark (review, NULL);
  g_assert_true (plumb_poses_find (plumb_review_poses (review), 3, PLUMB_LANDMARK_HIP, &found));
  g_assert_cmpfloat (found.x_px, ==, 10);

  /* A mark that is only being drawn counts too. */
  g_autoptr (PlumbMark) drawn = new_point (3, PLUMB_LANDMARK_KNEE, 7, 8);
  plumb_review_preview_mark (review, drawn);
  g_assert_true (plumb_poses_find (plumb_review_poses (review), 3, PLUMB_LANDMARK_KNEE, &found));

  plumb_review_preview_mark (review, dragged);
  assert_can (fixture, TRUE, FALSE);
  assert_stored (fixture);
  review = fixture->review;
  g_assert_cmpfloat (plumb_review_mark (review, id)->points[0].x_px, ==, 10);

  /* What is stored ends the drag, wherever the last preview was. */
  g_autoptr (PlumbMark) further = plumb_mark_translated (dragged, 1, 0);
  plumb_review_preview_mark (review, further);
  g_assert_true (plumb_review_change_mark (review, dragged, NULL));
  g_assert_true (plumb_poses_find (plumb_review_poses (review), 3, PLUMB_LANDMARK_HIP, &found));
  g_assert_cmpfloat (found.x_px, ==, 15);
  g_assert_cmpfloat (plumb_review_mark (review, id)->points[0].x_px, ==, 15);
  g_assert_true (plumb_review_undo (review, NULL));
  g_assert_true (plumb_poses_find (plumb_review_poses (review), 3, PLUMB_LANDMARK_HIP, &found));
  g_assert_cmpfloat (found.x_px, ==, 10);
}

static void
test_poses (Fixture      *fixture,
            gconstpointer unused)
{
  PlumbReview *review = fixture->review;
  PlumbFilming filming = { 450, 4, 1.5, 0 };
  PlumbPoint plate[] = { { 700, 900 }, { 700, 800 } };
  g_autoptr (PlumbMark) mark
      = plumb_mark_new (0, 2, PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, plate, 2);

  g_assert_false (plumb_review_poses (review)->camera.has_principal);
  g_assert_cmpint (plumb_review_poses (review)->scale.kind, ==, PLUMB_SCALE_NONE);
  plumb_review_set_picture (review, 1080, 1920, 59.94);
  g_assert_true (plumb_review_set_filming (review, &filming, NULL));
  g_assert_true (plumb_review_set_moment (review, PLUMB_MOMENT_SET, 2, NULL));
  g_assert_cmpint (plumb_review_add_mark (review, mark, NULL), >, 0);

  const PlumbPoses *poses = plumb_review_poses (review);
  g_assert_cmpint (poses->width_px, ==, 1080);
  g_assert_cmpint (poses->height_px, ==, 1920);
  g_assert_true (poses->camera.has_principal);
  g_assert_cmpfloat (poses->camera.principal_px.x_px, ==, 540);
  g_assert_cmpfloat (poses->camera.principal_px.y_px, ==, 960);
  g_assert_true (poses->camera.has_fps);
  g_assert_cmpfloat (poses->camera.fps, ==, 59.94);
  g_assert_true (poses->camera.has_distance);
  g_assert_cmpfloat (poses->camera.distance_m, ==, 4);
  g_assert_true (poses->camera.has_roll);
  g_assert_cmpfloat (poses->camera.roll_deg, ==, 1.5);
  g_assert_cmpint (poses->moments[PLUMB_MOMENT_SET], ==, 2);
  g_assert_cmpint (poses->scale.kind, ==, PLUMB_SCALE_PLATE);
  g_assert_cmpfloat (poses->scale.plate_diameter_mm, ==, 450);
  g_assert_cmpfloat_with_epsilon (poses->scale.plate_radius_px, 100, 1e-9);
}

static void
test_group (Fixture      *fixture,
            gconstpointer unused)
{
  PlumbReview *review = fixture->review;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = describe (review);

  plumb_review_begin_group (review);
  gint64 hip = add_point (fixture, 3, PLUMB_LANDMARK_HIP, 1, 1);
  add_point (fixture, 3, PLUMB_LANDMARK_KNEE, 2, 2);
  g_assert_nonnull (plumb_review_mark (review, hip));
  plumb_review_begin_group (review);
  g_assert_true (plumb_review_set_moment (review, PLUMB_MOMENT_SET, 3, NULL));
  g_assert_true (plumb_review_end_group (review, &error));
  add_point (fixture, 3, PLUMB_LANDMARK_HIP, 5, 5);
  assert_changed (fixture, 0);
  g_assert_true (plumb_review_end_group (review, &error));
  g_assert_no_error (error);
  assert_changed (fixture,
                  PLUMB_REVIEW_MARKS | PLUMB_REVIEW_MOMENTS | PLUMB_REVIEW_CHECKS);
  g_assert_cmpuint (plumb_review_marks (review)->len, ==, 2);

  g_autofree char *after = describe (review);
  g_assert_true (plumb_review_undo (review, NULL));
  g_autofree char *undone = describe (review);
  g_assert_cmpstr (undone, ==, before);
  assert_can (fixture, FALSE, TRUE);
  g_assert_true (plumb_review_redo (review, NULL));
  g_autofree char *redone = describe (review);
  g_assert_cmpstr (redone, ==, after);
  assert_stored (fixture);

  plumb_review_begin_group (fixture->review);
  g_assert_true (plumb_review_end_group (fixture->review, NULL));
  assert_can (fixture, FALSE, FALSE);
}

static void
limit_pages (Fixture *fixture,
             int      n)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %d", n);

  g_assert_true (plumb_sql_exec (plumb_store_db (fixture->review->store), sql, NULL));
}

/* Longer than all the pages that the database may still take. */
static char *
long_text (void)
{
  return g_strnfill (200000, 'n');
}

static void
test_full_disk (Fixture      *fixture,
                gconstpointer unused)
{
  PlumbReview *review = fixture->review;
  g_autofree char *text = long_text ();
  g_autoptr (GError) error = NULL;

  add_point (fixture, 3, PLUMB_LANDMARK_HIP, 1, 1);
  g_autofree char *before = describe (review);
  fixture->parts = fixture->n_changed = 0;
  limit_pages (fixture, 1);
  g_assert_false (plumb_review_set_notes (review, text, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FULL);
  g_clear_error (&error);
  assert_changed (fixture, 0);
  g_autofree char *after = describe (review);
  g_assert_cmpstr (before, ==, after);
  assert_stored (fixture);
}

/* The second edit of a step cannot be written: the first is not there either. */
static void
test_failing_redo (Fixture      *fixture,
                   gconstpointer unused)
{
  PlumbReview *review = fixture->review;
  sqlite3 *db = plumb_store_db (review->store);
  g_autoptr (GError) error = NULL;

  plumb_review_begin_group (review);
  add_point (fixture, 3, PLUMB_LANDMARK_HIP, 1, 1);
  g_assert_true (plumb_review_set_notes (review, "Hips", NULL));
  g_assert_true (plumb_review_end_group (review, NULL));
  g_assert_true (plumb_review_undo (review, NULL));
  g_autofree char *before = describe (review);

  g_assert_true (plumb_sql_exec (db,
                                 "CREATE TEMP TRIGGER refuse BEFORE INSERT ON main.note "
                                 "BEGIN SELECT raise (ABORT, 'refused'); END",
                                 NULL));
  g_assert_false (plumb_review_redo (review, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_autofree char *after = describe (review);
  g_assert_cmpstr (before, ==, after);
  assert_can (fixture, FALSE, TRUE);
  assert_stored (fixture);
}

static void
test_failing_group (Fixture      *fixture,
                    gconstpointer unused)
{
  PlumbReview *review = fixture->review;
  g_autofree char *text = long_text ();
  g_autoptr (GError) error = NULL;

  gint64 hip = add_point (fixture, 3, PLUMB_LANDMARK_HIP, 1, 1);
  g_autofree char *before = describe (review);
  limit_pages (fixture, 1);

  plumb_review_begin_group (review);
  g_assert_true (plumb_review_delete_mark (review, hip, NULL));
  add_point (fixture, 3, PLUMB_LANDMARK_HIP, 2, 2);
  g_assert_false (plumb_review_set_notes (review, text, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (plumb_review_set_moment (review, PLUMB_MOMENT_SET, 1, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (plumb_review_end_group (review, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FULL);

  g_autofree char *after = describe (review);
  g_assert_cmpstr (before, ==, after);
  limit_pages (fixture, 100000);
  g_assert_true (plumb_review_set_moment (review, PLUMB_MOMENT_SET, 1, NULL));
  assert_stored (fixture);
}

static void
test_save_time (Fixture      *fixture,
                gconstpointer unused)
{
  enum { N = 300 };
  gint64 times[N];
  gint64 id = add_point (fixture, 3, PLUMB_LANDMARK_HIP, 1, 1);

  for (int i = 0; i < N; i++)
    {
      g_autoptr (PlumbMark) moved
          = plumb_mark_translated (plumb_review_mark (fixture->review, id), 1, 0);
      gint64 start = g_get_monotonic_time ();

      g_assert_true (plumb_review_change_mark (fixture->review, moved, NULL));
      times[i] = g_get_monotonic_time () - start;
      for (int j = i; j > 0 && times[j - 1] > times[j]; j--)
        {
          gint64 swap = times[j];
          times[j] = times[j - 1];
          times[j - 1] = swap;
        }
    }
  g_test_message ("saving a mark: median %.2f ms, 95 %% within %.2f ms, longest %.2f ms",
                  times[N / 2] / 1e3, times[N * 95 / 100] / 1e3, times[N - 1] / 1e3);
}

static void
add (const char *name,
     void (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/review/defaults", test_defaults);
  add ("/review/marks", test_marks);
  add ("/review/incomplete-marks", test_incomplete_marks);
  add ("/review/landmark-replaces", test_landmark_replaces);
  add ("/review/moments-and-filming", test_moments_and_filming);
  add ("/review/decisions", test_decisions);
  add ("/review/notes", test_notes);
  add ("/review/undo-round-trip", test_undo_round_trip);
  add ("/review/preview", test_preview);
  add ("/review/poses", test_poses);
  add ("/review/group", test_group);
  add ("/review/full-disk", test_full_disk);
  add ("/review/failing-redo", test_failing_redo);
  add ("/review/failing-group", test_failing_group);
  add ("/review/save-time", test_save_time);

  return g_test_run ();
}
