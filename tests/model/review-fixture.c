/* See review-fixture.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-fixture.h"

static void
changed_cb (PlumbReview   *review,
            guint          parts,
            ReviewFixture *fixture)
{
  fixture->parts |= parts;
  fixture->n_changed++;
}

static void
open_review (ReviewFixture *fixture)
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
close_review (ReviewFixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->review));
  g_assert_finalize_object (g_steal_pointer (&fixture->library));
}

void
review_fixture_reopen (ReviewFixture *fixture)
{
  close_review (fixture);
  open_review (fixture);
}

static void
set_up (ReviewFixture *fixture,
        gconstpointer  unused)
{
  fixture->folder = test_folder_new ();
  g_autofree char *film = test_folder_path (fixture->folder, "film.mp4");
  g_assert_true (g_file_set_contents (film, "film", -1, NULL));
  open_review (fixture);
}

static void
tear_down (ReviewFixture *fixture,
           gconstpointer  unused)
{
  close_review (fixture);
  test_folder_free (fixture->folder);
}

void
review_fixture_assert_changed (ReviewFixture *fixture,
                               guint          parts)
{
  g_assert_cmphex (fixture->parts, ==, parts);
  g_assert_cmpuint (fixture->n_changed, ==, parts != 0);
  fixture->parts = 0;
  fixture->n_changed = 0;
}

PlumbMark *
review_fixture_new_point (gint64        frame,
                          PlumbLandmark landmark,
                          double        x,
                          double        y)
{
  PlumbPoint at = { x, y };

  return plumb_mark_new (0, frame, PLUMB_MARK_POINT, landmark, &at, 1);
}

gint64
review_fixture_add_point (ReviewFixture *fixture,
                          gint64         frame,
                          PlumbLandmark  landmark,
                          double         x,
                          double         y)
{
  g_autoptr (PlumbMark) mark = review_fixture_new_point (frame, landmark, x, y);
  g_autoptr (GError) error = NULL;
  gint64 id = plumb_review_add_mark (fixture->review, mark, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

char *
review_fixture_describe (PlumbReview *review)
{
  GString *text = g_string_new (NULL);
  GPtrArray *marks = plumb_review_marks (review);
  PlumbFilming filming = plumb_review_filming (review);
  static const char *const findings[] = { "hips-too-high", "own", "own-001", "own-002" };

  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = marks->pdata[i];

      g_string_append_printf (text, "mark %" G_GINT64_FORMAT " frame %" G_GINT64_FORMAT " %d %d:",
                              mark->id, mark->frame, mark->kind, mark->landmark);
      for (guint j = 0; j < mark->n_points; j++)
        g_string_append_printf (text, " %.17g,%.17g", mark->points[j].x_px, mark->points[j].y_px);
      g_string_append_c (text, '\n');
    }
  for (guint r = 0; r < plumb_review_n_reps (review); r++)
    {
      g_string_append_printf (text, "rep %u:", r);
      for (int i = 0; i < PLUMB_N_MOMENTS; i++)
        g_string_append_printf (text, " %" G_GINT64_FORMAT,
                                plumb_review_rep_moment (review, r, i));
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < plumb_review_remarks (review)->len; i++)
    {
      const PlumbRemark *remark = plumb_review_remarks (review)->pdata[i];

      g_string_append_printf (text, "remark %" G_GINT64_FORMAT " %d at %" G_GINT64_FORMAT
                              " “%s”\n", remark->id, remark->kind, remark->frame, remark->text);
    }
  g_string_append_printf (text, "\nfilming %g %g %g %g %g %g %g %g %d %s\n",
                          filming.plate_diameter_mm,
                          filming.camera_distance_m, filming.camera_roll_deg, filming.load_kg,
                          filming.filmed_fps, filming.camera_yaw_deg, filming.camera_height_m,
                          filming.camera_lens_mm, (int) filming.set_reps,
                          filming.lift != NULL ? filming.lift : "-");
  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    {
      const char *words = plumb_review_decided_text (review, findings[i]);
      g_autoptr (GPtrArray) tied = plumb_review_decided_marks (review, findings[i]);

      g_string_append_printf (text, "%s %d “%s” “%s” at %" G_GINT64_FORMAT ", %u marks\n",
                              findings[i], plumb_review_decision (review, findings[i]),
                              plumb_review_decision_note (review, findings[i]),
                              words != NULL ? words : "",
                              plumb_review_decided_frame (review, findings[i]), tied->len);
    }
  g_string_append_printf (text, "notes “%s”\n", plumb_review_notes (review));
  g_string_append_printf (text, "plan changed: %d\n", plumb_review_plan_is_edited (review, NULL));
  g_autoptr (GList) questions = g_list_sort (
      g_hash_table_get_keys (plumb_review_pain_answers (review)), (GCompareFunc) strcmp);
  for (GList *at = questions; at != NULL; at = at->next)
    g_string_append_printf (
        text, "%s: %s\n", (char *) at->data,
        (char *) g_hash_table_lookup (plumb_review_pain_answers (review), at->data));
  return g_string_free (text, FALSE);
}

void
review_fixture_assert_stored (ReviewFixture *fixture)
{
  g_autofree char *before = review_fixture_describe (fixture->review);

  review_fixture_reopen (fixture);
  g_autofree char *after = review_fixture_describe (fixture->review);
  g_assert_cmpstr (before, ==, after);
}

void
review_fixture_assert_can (ReviewFixture *fixture,
                           gboolean       undo,
                           gboolean       redo)
{
  gboolean can_undo, can_redo;

  g_object_get (fixture->review, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  g_assert_cmpint (can_undo, ==, undo);
  g_assert_cmpint (can_redo, ==, redo);
}

void
review_fixture_add (const char *name,
                    void      (*test) (ReviewFixture *, gconstpointer))
{
  g_test_add (name, ReviewFixture, NULL, set_up, test, tear_down);
}
