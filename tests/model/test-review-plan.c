/* The pain screen of a review, and the plan that comes of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "review-fixture.h"

static char *
data_path (const char *name)
{
  return g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "plans", name, NULL);
}

static PlumbPainScreen *
load_screen (void)
{
  const char *const languages[] = { "C", NULL };
  g_autofree char *path = data_path ("pain.screen");
  g_autoptr (GError) error = NULL;
  PlumbPainScreen *screen = plumb_pain_screen_load (path, languages, &error);

  g_assert_no_error (error);
  return screen;
}

static PlumbPlanTable *
load_table (void)
{
  const char *const languages[] = { "C", NULL };
  g_autofree char *path = data_path ("conventional.plan");
  g_autoptr (GError) error = NULL;
  PlumbPlanTable *table = plumb_plan_table_load (path, languages, &error);

  g_assert_no_error (error);
  return table;
}

static void
answer (PlumbReview     *review,
        PlumbPainScreen *screen,
        const char      *question,
        const char      *given)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_review_answer_pain (review, screen, question, given, &error));
  g_assert_no_error (error);
}

static const char *
get_answer (PlumbReview *review,
            const char  *question)
{
  return g_hash_table_lookup (plumb_review_pain_answers (review), question);
}

/* The answers of somebody whom nothing hurts. */
static void
answer_no_to_all (PlumbReview     *review,
                  PlumbPainScreen *screen)
{
  for (guint i = 0; i < plumb_pain_screen_n_questions (screen); i++)
    {
      const PlumbQuestion *question = plumb_pain_screen_question (screen, i);

      if (question->required
          && plumb_pain_screen_asks (screen, question, plumb_review_pain_answers (review)))
        answer (review, screen, question->id,
                question->kind == PLUMB_QUESTION_CHOICE ? question->options[0] : "no");
    }
}

static void
test_answers (ReviewFixture *fixture,
              gconstpointer  unused)
{
  g_autoptr (PlumbPainScreen) screen = load_screen ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_hash_table_size (plumb_review_pain_answers (fixture->review)), ==, 0);
  answer (fixture->review, screen, "weakness", "no");
  review_fixture_assert_changed (fixture, PLUMB_REVIEW_PAIN);
  answer (fixture->review, screen, "weakness", "no");
  review_fixture_assert_changed (fixture, 0);
  answer (fixture->review, screen, "weakness", "unsure");
  g_assert_cmpstr (get_answer (fixture->review, "weakness"), ==, "unsure");
  answer (fixture->review, screen, "weakness", NULL);
  g_assert_null (get_answer (fixture->review, "weakness"));

  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_cmpstr (get_answer (fixture->review, "weakness"), ==, "unsure");
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_cmpstr (get_answer (fixture->review, "weakness"), ==, "no");
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  g_assert_null (get_answer (fixture->review, "weakness"));
  g_assert_true (plumb_review_redo (fixture->review, NULL));

  fixture->parts = fixture->n_changed = 0;
  g_assert_false (
      plumb_review_answer_pain (fixture->review, screen, "weakness", "perhaps", &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (plumb_review_answer_pain (fixture->review, screen, "mood", "yes", &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  review_fixture_assert_changed (fixture, 0);

  review_fixture_assert_stored (fixture);
  g_assert_cmpstr (get_answer (fixture->review, "weakness"), ==, "no");
}

/* A second recording of the same athlete: what was said before is known, and
 * counts once it is taken over; what sent to a clinician counts until it is
 * asked again. */
static void
test_earlier (ReviewFixture *fixture,
              gconstpointer  unused)
{
  g_autoptr (PlumbPainScreen) screen = load_screen ();
  g_autoptr (PlumbAthlete) anna = plumb_library_add_athlete (fixture->library, "Anna", NULL);
  g_autofree char *film = test_folder_path (fixture->folder, "second.mp4");
  g_autoptr (GError) error = NULL;
  gint64 made_s = 0;

  g_assert_true (g_file_set_contents (film, "second film", -1, NULL));
  g_autoptr (PlumbReview) second
      = plumb_library_review_file (fixture->library, film, plumb_athlete_id (anna), &error);
  g_assert_no_error (error);
  answer (fixture->review, screen, "weakness", "yes");
  answer (fixture->review, screen, "night", "no");
  answer (fixture->review, screen, "accessories", "2");
  g_assert_null (plumb_review_earlier_pain_answers (second, NULL, &error));
  g_assert_no_error (error);

  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (fixture->review),
                                       plumb_athlete_id (anna), NULL));
  g_autoptr (GHashTable) earlier = plumb_review_earlier_pain_answers (second, &made_s, &error);
  g_assert_cmpuint (g_hash_table_size (earlier), ==, 3);
  g_assert_cmpint (made_s, ==, plumb_review_created_s (fixture->review));
  g_assert_null (plumb_review_earlier_pain_answers (fixture->review, NULL, NULL));
  g_assert_cmpuint (g_hash_table_size (plumb_review_pain_answers (second)), ==, 0);
  g_assert_cmpstr (plumb_review_pain_row (second, screen)->id, ==, "2");
  g_autoptr (PlumbPlanTable) table = load_table ();
  g_assert_null (plumb_review_compose_plan (second, table, screen));
  answer (second, screen, "weakness", "no");
  g_assert_cmpint (plumb_review_pain_row (second, screen)->outcome, ==, PLUMB_PAIN_INCOMPLETE);
  g_assert_true (plumb_review_undo (second, NULL));
  g_assert_cmpstr (plumb_review_pain_row (second, screen)->id, ==, "2");
  answer (fixture->review, screen, "weakness", "no");
  g_assert_cmpint (plumb_review_pain_row (second, screen)->outcome, ==, PLUMB_PAIN_INCOMPLETE);
  answer (fixture->review, screen, "weakness", "yes");

  /* What is answered now stands; a question no longer known is left. */
  answer (second, screen, "night", "yes");
  g_hash_table_replace (earlier, g_strdup ("mood"), g_strdup ("yes"));
  g_assert_true (plumb_review_adopt_pain_answers (second, screen, earlier, &error));
  g_assert_cmpstr (get_answer (second, "night"), ==, "yes");
  g_assert_cmpstr (get_answer (second, "weakness"), ==, "yes");
  g_assert_cmpstr (get_answer (second, "accessories"), ==, "2");
  g_assert_null (get_answer (second, "mood"));
  g_assert_true (plumb_review_undo (second, NULL));
  g_assert_cmpuint (g_hash_table_size (plumb_review_pain_answers (second)), ==, 1);
}

static gboolean
has_reason (const PlumbPlan *plan,
            const char      *finding)
{
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = plan->lines->pdata[i];

      if (g_strv_contains ((const char *const *) line->because, finding))
        return TRUE;
    }
  return FALSE;
}

static const PlumbPlanLine *
find_load (const PlumbPlan *plan)
{
  for (guint i = 0; i < plan->lines->len; i++)
    if (((PlumbPlanLine *) plan->lines->pdata[i])->section == PLUMB_PLAN_LOAD)
      return plan->lines->pdata[i];
  return NULL;
}

static void
test_plan (ReviewFixture *fixture,
           gconstpointer  unused)
{
  g_autoptr (PlumbPainScreen) screen = load_screen ();
  g_autoptr (PlumbPlanTable) table = load_table ();
  PlumbReview *review = fixture->review;

  /* Not asked: the findings alone. */
  g_assert_true (plumb_review_decide (review, "hips-too-high", PLUMB_DECISION_CONFIRMED, NULL));
  g_autoptr (PlumbPlan) unasked = plumb_review_compose_plan (review, table, screen);
  g_autoptr (PlumbPlan) without = plumb_review_compose_plan (review, table, NULL);
  g_assert_true (has_reason (unasked, "hips-too-high"));
  g_assert_cmpuint (unasked->lines->len, ==, without->lines->len);

  answer_no_to_all (review, screen);
  g_assert_cmpstr (plumb_review_pain_row (review, screen)->id, ==, "13");
  g_autoptr (PlumbPlan) clear = plumb_review_compose_plan (review, table, screen);
  g_assert_cmpuint (clear->lines->len, ==, without->lines->len);

  /* Pain comes to the findings, and its load outranks theirs. */
  answer (review, screen, "symptoms", "yes");
  answer_no_to_all (review, screen);
  answer (review, screen, "quality", "sharp");
  g_assert_cmpstr (plumb_review_pain_row (review, screen)->id, ==, "9");
  g_autoptr (PlumbPlan) pain = plumb_review_compose_plan (review, table, screen);
  g_assert_true (has_reason (pain, "hips-too-high"));
  g_assert_true (has_reason (pain, "active-pain"));
  g_assert_cmpstr (find_load (pain)->id, ==, "load-pain-free");
  g_assert_cmpstr (pain->headline, ==, without->headline);

  /* A red flag stops the plan, also before all is answered. */
  answer (review, screen, "trauma", NULL);
  g_assert_cmpint (plumb_review_pain_row (review, screen)->outcome, ==, PLUMB_PAIN_INCOMPLETE);
  answer (review, screen, "weakness", "unsure");
  g_assert_null (plumb_review_compose_plan (review, table, screen));
  g_assert_true (plumb_review_undo (review, NULL));
  g_autoptr (PlumbPlan) again = plumb_review_compose_plan (review, table, screen);
  g_assert_nonnull (again);
}

/* (transfer full) Ids of the lines of the cues, parted by spaces. */
static char *
list_cues (PlumbReview          *review,
           const PlumbPlanTable *table)
{
  g_autoptr (PlumbPlan) plan = plumb_review_compose_plan (review, table, NULL);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = plan->lines->pdata[i];

      if (line->section == PLUMB_PLAN_CUES)
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", line->id);
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
assert_cues (PlumbReview          *review,
             const PlumbPlanTable *table,
             const char           *expected)
{
  g_autofree char *found = list_cues (review, table);

  g_assert_cmpstr (found, ==, expected);
}

static const PlumbPlanLine *
find_line (const PlumbPlan *plan,
           const char      *id)
{
  for (guint i = 0; i < plan->lines->len; i++)
    if (g_str_equal (((PlumbPlanLine *) plan->lines->pdata[i])->id, id))
      return plan->lines->pdata[i];
  return NULL;
}

static void
test_plan_edits (ReviewFixture *fixture,
                 gconstpointer  unused)
{
  g_autoptr (PlumbPlanTable) table = load_table ();
  g_autoptr (GError) error = NULL;

  /* Hips too low and a bar too far forward: three cues. */
  g_assert_true (
      plumb_review_decide (fixture->review, "bar-forward", PLUMB_DECISION_CONFIRMED, NULL));
  g_autofree char *composed = list_cues (fixture->review, table);
  g_auto (GStrv) ids = g_strsplit (composed, " ", -1);
  g_assert_cmpuint (g_strv_length (ids), >, 0);

  fixture->parts = fixture->n_changed = 0;
  g_assert_true (
      plumb_review_reword_plan_line (fixture->review, ids[0], " Feet first. ", "daily", &error));
  review_fixture_assert_changed (fixture, PLUMB_REVIEW_PLAN);
  g_assert_true (plumb_review_plan_is_edited (fixture->review, ids[0]));
  g_assert_true (plumb_review_add_plan_line (fixture->review, PLUMB_PLAN_CUES, "Breathe.", NULL,
                                             &error));
  review_fixture_assert_stored (fixture);
  g_autofree char *with_own = g_strdup_printf ("%s own-01", composed);
  assert_cues (fixture->review, table, with_own);
  g_autoptr (PlumbPlan) plan = plumb_review_compose_plan (fixture->review, table, NULL);
  g_assert_cmpstr (find_line (plan, ids[0])->text, ==, "Feet first.");
  g_assert_cmpstr (find_line (plan, ids[0])->dose, ==, "daily");
  g_assert_cmpstr (find_line (plan, "own-01")->text, ==, "Breathe.");
  g_assert_null (find_line (plan, "own-01")->dose);

  /* Order: the own line first; one undo step. */
  const char *order[] = { "own-01", ids[0], NULL };
  g_assert_true (plumb_review_order_plan_lines (fixture->review, order, &error));
  review_fixture_assert_stored (fixture);
  g_autofree char *own_first = g_strdup_printf ("own-01 %s", composed);
  assert_cues (fixture->review, table, own_first);

  /* The changes hold when the plan is composed of something else, and wait
   * when it no longer has the line. */
  g_assert_true (
      plumb_review_decide (fixture->review, "bar-forward", PLUMB_DECISION_OPEN, NULL));
  g_autoptr (PlumbPlan) other = plumb_review_compose_plan (fixture->review, table, NULL);
  g_assert_null (find_line (other, ids[0]));
  g_assert_nonnull (find_line (other, "own-01"));
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  assert_cues (fixture->review, table, own_first);

  g_assert_true (plumb_review_remove_plan_line (fixture->review, ids[0], &error));
  g_assert_true (plumb_review_remove_plan_line (fixture->review, "own-01", &error));
  assert_cues (fixture->review, table, "");
  review_fixture_assert_stored (fixture);
  assert_cues (fixture->review, table, "");
  g_assert_true (plumb_review_reset_plan (fixture->review, &error));
  assert_cues (fixture->review, table, composed);
  g_assert_false (plumb_review_plan_is_edited (fixture->review, NULL));
  review_fixture_assert_stored (fixture);
}

static void
test_plan_undo (ReviewFixture *fixture,
                gconstpointer  unused)
{
  g_autoptr (PlumbPlanTable) table = load_table ();
  g_autoptr (GError) error = NULL;
  g_autofree char *composed = list_cues (fixture->review, table);
  g_autofree char *with_own = g_strdup_printf ("%s own-01", composed);

  g_assert_true (plumb_review_add_plan_line (fixture->review, PLUMB_PLAN_CUES, "Breathe.", "",
                                             &error));
  g_assert_true (plumb_review_remove_plan_line (fixture->review, "own-01", &error));
  assert_cues (fixture->review, table, composed);
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  assert_cues (fixture->review, table, with_own);
  g_assert_true (plumb_review_reset_plan (fixture->review, &error));
  assert_cues (fixture->review, table, composed);
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  assert_cues (fixture->review, table, with_own);
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  assert_cues (fixture->review, table, composed);

  g_assert_false (
      plumb_review_add_plan_line (fixture->review, PLUMB_PLAN_CUES, "  ", NULL, &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
  review_fixture_assert_stored (fixture);
}

static void
test_coach (ReviewFixture *fixture,
            gconstpointer  unused)
{
  g_autofree char *nobody = plumb_library_coach (fixture->library, NULL);

  g_assert_cmpstr (nobody, ==, "");
  g_assert_null (plumb_review_coach (fixture->review));
  g_assert_true (plumb_library_set_coach (fixture->library, " Mia O'Neil ", NULL));
  review_fixture_reopen (fixture);
  g_autofree char *name = plumb_library_coach (fixture->library, NULL);
  g_autofree char *signs = plumb_review_coach (fixture->review);
  g_assert_cmpstr (name, ==, "Mia O'Neil");
  g_assert_cmpstr (signs, ==, "Mia O'Neil");
  g_assert_true (plumb_library_set_coach (fixture->library, "", NULL));
  g_assert_null (plumb_review_coach (fixture->review));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  review_fixture_add ("/review-plan/answers", test_answers);
  review_fixture_add ("/review-plan/earlier", test_earlier);
  review_fixture_add ("/review-plan/plan", test_plan);
  review_fixture_add ("/review-plan/edits", test_plan_edits);
  review_fixture_add ("/review-plan/undo", test_plan_undo);
  review_fixture_add ("/review-plan/coach", test_coach);

  return g_test_run ();
}
