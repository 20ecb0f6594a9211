/* What lives on from plan to plan: the coach's settings, own lines and headline,
 * the language of an athlete, what became of the last plan, and pain that stays
 * although the technique is good.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "checks-csv.h"
#include "kept-lines.h"
#include "library-private.h"
#include "plan-settings.h"
#include "review-fixture.h"
#include "review-progress.h"
#include "review-setup.h"
#include "summaries.h"

static PlumbPainScreen *
load_screen (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "plans", "pain.screen", NULL);
  g_autoptr (GError) error = NULL;
  PlumbPainScreen *screen = plumb_pain_screen_load (path, NULL, &error);

  g_assert_no_error (error);
  return screen;
}

static PlumbPlanTable *
load_table (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "plans",
                                            "conventional.plan", NULL);

  return plumb_plan_table_load (path, NULL, NULL);
}

static void
test_settings (ReviewFixture *fixture,
               gconstpointer  unused)
{
  PlumbLibrary *library = fixture->library;

  g_assert_true (plumb_library_set_coach (library, "Mia", NULL));
  g_assert_true (plumb_library_set_plan_setting (library, PLUMB_PLAN_SETTING_CONTACT,
                                                 " mia@x.example ", NULL));
  g_assert_true (
      plumb_library_set_plan_setting (library, PLUMB_PLAN_SETTING_PAPER, "letter", NULL));
  g_assert_true (
      plumb_library_set_plan_setting (library, PLUMB_PLAN_SETTING_LANGUAGE, "de", NULL));
  g_assert_true (plumb_library_set_plan_setting (library, PLUMB_PLAN_SETTING_LOGO, "aGVsbG8=",
                                                 NULL));
  g_assert_true (plumb_library_set_plan_step (library, "deload-percent", 15, NULL));
  g_assert_true (plumb_library_set_plan_step (library, "refilm-days", 21, NULL));
  g_assert_true (plumb_library_set_plan_step (library, "refilm-days", -1, NULL));
  review_fixture_reopen (fixture);

  g_autoptr (PlumbPlanSettings) settings = plumb_library_plan_settings (fixture->library);
  g_assert_cmpstr (settings->coach, ==, "Mia");
  g_assert_cmpstr (settings->contact, ==, "mia@x.example");
  g_assert_null (settings->accent);
  g_assert_true (settings->letter);
  g_assert_cmpuint (g_bytes_get_size (settings->logo), ==, 5);
  g_assert_cmpuint (g_hash_table_size (settings->steps), ==, 1);
  g_assert_cmpint (
      GPOINTER_TO_INT (g_hash_table_lookup (settings->steps, "deload-percent")), ==, 15);

  /* The athlete's own language outranks the coach's usual one. */
  g_assert_true (plumb_review_set_plan_language (fixture->review, "en", NULL));
  g_autoptr (PlumbPlanSettings) own = plumb_review_plan_settings (fixture->review);
  g_assert_cmpstr (own->language, ==, "en");
  g_autoptr (PlumbPlanSettings) usual = plumb_library_plan_settings (fixture->library);
  g_assert_cmpstr (usual->language, ==, "de");
}

static void
test_kept_lines (ReviewFixture *fixture,
                 gconstpointer  unused)
{
  PlumbReview *review = fixture->review;

  g_assert_true (plumb_library_set_coach (fixture->library, "Mia", NULL));
  g_assert_true (plumb_review_keep_line (review, PLUMB_PLAN_DRILLS, "Slow\tnegatives", "3 × 5",
                                         NULL));
  g_assert_true (plumb_review_keep_line (review, PLUMB_PLAN_CUES, "Tall\nchest", NULL, NULL));
  g_assert_true (plumb_review_keep_line (review, PLUMB_PLAN_CUES, "Tall chest", "always", NULL));
  review_fixture_reopen (fixture);
  g_autoptr (GPtrArray) lines = plumb_review_kept_lines (fixture->review);
  g_assert_cmpuint (lines->len, ==, 2);
  const PlumbKeptLine *first = lines->pdata[0];
  const PlumbKeptLine *second = lines->pdata[1];
  g_assert_cmpstr (first->text, ==, "Slow negatives");
  g_assert_cmpint (first->section, ==, PLUMB_PLAN_DRILLS);
  g_assert_cmpstr (first->dose, ==, "3 × 5");
  g_assert_cmpstr (second->dose, ==, "always");
  /* Another coach has other lines. */
  g_assert_true (plumb_library_set_coach (fixture->library, "Ben", NULL));
  g_autoptr (GPtrArray) others = plumb_review_kept_lines (fixture->review);
  g_assert_cmpuint (others->len, ==, 0);
  g_assert_true (plumb_library_set_coach (fixture->library, "Mia", NULL));
  g_assert_true (plumb_review_forget_line (fixture->review, "Tall chest", NULL));
  g_autoptr (GPtrArray) left = plumb_review_kept_lines (fixture->review);
  g_assert_cmpuint (left->len, ==, 1);
}

static void
assert_headline (PlumbReview    *review,
                 PlumbPlanTable *table,
                 const char     *expected)
{
  g_autoptr (PlumbPlan) plan = plumb_review_compose_plan (review, table, NULL);

  g_assert_cmpstr (plan->headline, ==, expected);
}

static void
test_headline (ReviewFixture *fixture,
               gconstpointer  unused)
{
  g_autoptr (PlumbPlanTable) table = load_table ();
  g_autofree char *endless = g_strnfill (700, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_review_set_plan_headline (fixture->review, " Laces first. ", NULL));
  assert_headline (fixture->review, table, "Laces first.");
  g_assert_true (plumb_review_decide (fixture->review, "bar-forward", PLUMB_DECISION_CONFIRMED,
                                      NULL));
  assert_headline (fixture->review, table, "Laces first.");
  review_fixture_reopen (fixture);
  assert_headline (fixture->review, table, "Laces first.");
  g_assert_true (plumb_review_set_plan_headline (fixture->review, NULL, NULL));
  assert_headline (fixture->review, table, "Put the bar over your mid-foot before you grip it.");
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  assert_headline (fixture->review, table, "Laces first.");
  /* A line never fills a page. */
  g_assert_false (plumb_review_add_plan_line (fixture->review, PLUMB_PLAN_CUES, endless, NULL,
                                              &error));
  g_assert_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED);
}

/* Both are of one athlete; the second is marked as the worked example. */
static PlumbReview *
add_second (ReviewFixture *fixture)
{
  g_autoptr (PlumbAthlete) anna = plumb_library_add_athlete (fixture->library, "Anna", NULL);
  g_autofree char *film = test_folder_path (fixture->folder, "second.mp4");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (film, "second film", -1, NULL));
  g_assert_true (plumb_library_assign (fixture->library, plumb_review_id (fixture->review),
                                       plumb_athlete_id (anna), NULL));
  PlumbReview *second
      = plumb_library_review_file (fixture->library, film, plumb_athlete_id (anna), &error);
  g_assert_no_error (error);
  review_setup_high_hips (second);
  return second;
}

static void
add_value (GPtrArray  *values,
           const char *measure,
           double      value,
           double      u,
           const char *unit,
           const char *verdict)
{
  PlumbValueRow *row = g_new0 (PlumbValueRow, 1);

  row->measure = g_strdup (measure);
  row->value = value;
  row->u = u;
  row->unit = g_strdup (unit);
  row->verdict = g_strdup (verdict);
  g_ptr_array_add (values, row);
}

/* What was kept of the first review: the knee, and every other check good. */
static void
keep_first_of (ReviewFixture *fixture,
               const char    *lift,
               double         knee,
               const char    *verdict)
{
  g_autoptr (GPtrArray) values
      = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_value_row_free);
  g_autoptr (GError) error = NULL;

  add_value (values, "M1.e_bar", 0, 3, "%foot", "good");
  add_value (values, "M2.q", 0.5, 0.07, "", "good");
  add_value (values, "M3.knee", knee, 3.5, "deg", verdict);
  add_value (values, "M5.dbow", 0.5, 0.8, "%chord", "good");
  add_value (values, "M6.pre_rise", 1, 2, "%trunk", "good");
  add_value (values, "M7.fwd", 1, 2, "%foot", "good");
  add_value (values, "M8.elbow", 176, 2, "deg", "good");
  plumb_store_put_summary (fixture->library->store, plumb_review_id (fixture->review),
                           lift, 0, values, 1000, &error);
  g_assert_no_error (error);
}

static void
keep_first (ReviewFixture *fixture,
            double         knee,
            const char    *verdict)
{
  keep_first_of (fixture, "conventional", knee, verdict);
}

static const PlumbProgressItem *
find_item (const PlumbProgress *progress,
           const char          *check)
{
  for (guint i = 0; i < progress->items->len; i++)
    {
      const PlumbProgressItem *item = &g_array_index (progress->items, PlumbProgressItem, i);

      if (g_str_equal (item->group->id, check))
        return item;
    }
  g_assert_not_reached ();
}

static void
test_progress (ReviewFixture *fixture,
               gconstpointer  unused)
{
  g_autoptr (PlumbReview) second = add_second (fixture);

  g_assert_null (plumb_review_progress (second)); /* nothing was kept */
  keep_first (fixture, 158, "fault");
  g_autoptr (PlumbProgress) same = plumb_review_progress (second);
  const PlumbProgressItem *hips = find_item (same, "hip-height");
  g_assert_cmpint (same->review_id, ==, plumb_review_id (fixture->review));
  g_assert_cmpint (hips->kind, ==, PLUMB_PROGRESS_STAYED);
  g_assert_cmpfloat (hips->before, ==, 158);
  g_assert_cmpfloat_with_epsilon (hips->change.change, -2.03, 0.05);
  g_assert_false (hips->change.larger);
  g_assert_cmpint (find_item (same, "lumbar-change")->kind, ==, PLUMB_PROGRESS_OPEN);

  /* Another lift's figures are nothing to compare with. */
  keep_first_of (fixture, "sumo", 158, "fault");
  g_assert_null (plumb_review_progress (second));

  /* From 120° to 156° is more than the error of both, and a new fault. */
  keep_first (fixture, 120, "good");
  g_autoptr (PlumbProgress) worse = plumb_review_progress (second);
  g_assert_cmpint (find_item (worse, "hip-height")->kind, ==, PLUMB_PROGRESS_NEW);
  g_assert_true (find_item (worse, "hip-height")->change.larger);

  /* What the coach dismisses is in order. */
  keep_first (fixture, 158, "fault");
  g_assert_true (plumb_review_decide (second, "hips-too-high", PLUMB_DECISION_DISMISSED, NULL));
  g_autoptr (PlumbProgress) fixed = plumb_review_progress (second);
  g_assert_cmpint (find_item (fixed, "hip-height")->kind, ==, PLUMB_PROGRESS_FIXED);
  /* The first has nothing before it. */
  g_assert_null (plumb_review_progress (fixture->review));
}

static void
answer_pain (PlumbReview     *review,
             PlumbPainScreen *screen)
{
  for (guint i = 0; i < plumb_pain_screen_n_questions (screen); i++)
    {
      const PlumbQuestion *question = plumb_pain_screen_question (screen, i);

      if (question->required)
        g_assert_true (plumb_review_answer_pain (
            review, screen, question->id,
            question->options != NULL ? question->options[0] : "no", NULL));
    }
  g_assert_true (plumb_review_answer_pain (review, screen, "symptoms", "yes", NULL));
  g_assert_true (plumb_review_answer_pain (review, screen, "quality", "sharp", NULL));
}

/* A finding of each check dismissed: the coach finds all of it in order. */
static void
find_all_good (PlumbReview *review)
{
  PlumbCriteria *criteria = plumb_review_criteria (review);

  for (guint i = 0; i < plumb_criteria_n_groups (criteria); i++)
    for (guint j = 0; plumb_criteria_group (criteria, i)->findings[j] != NULL; j++)
      g_assert_true (plumb_review_decide (review, plumb_criteria_group (criteria, i)->findings[j],
                                          PLUMB_DECISION_DISMISSED, NULL));
}

/* Good twice, and the pain is still there: no more tinkering (C44, C48). */
static void
test_good_twice (ReviewFixture *fixture,
                 gconstpointer  unused)
{
  g_autoptr (PlumbReview) second = add_second (fixture);
  g_autoptr (PlumbPainScreen) screen = load_screen ();
  g_autoptr (PlumbPlanTable) table = load_table ();

  keep_first (fixture, 120, "good");
  find_all_good (second);
  answer_pain (second, screen);
  g_assert_cmpstr (plumb_review_pain_row (second, screen)->id, ==, "9");
  answer_pain (fixture->review, screen);
  g_assert_cmpstr (plumb_review_pain_row (second, screen)->id, ==, "7");
  g_autoptr (PlumbPlan) none = plumb_review_compose_plan (second, table, screen);
  g_assert_null (none);
  g_autoptr (GHashTable) counted = plumb_review_counted_pain_answers (second, screen);
  g_assert_cmpstr (g_hash_table_lookup (counted, "after-fix"), ==, "yes");
  g_assert_null (g_hash_table_lookup (plumb_review_pain_answers (second), "after-fix"));

  /* The coach outranks the computer. */
  g_assert_true (plumb_review_answer_pain (second, screen, "after-fix", "no", NULL));
  g_assert_cmpstr (plumb_review_pain_row (second, screen)->id, ==, "9");
  g_assert_true (plumb_review_answer_pain (second, screen, "after-fix", NULL, NULL));
  /* One check that was not good then: the technique comes first. */
  keep_first (fixture, 158, "fault");
  g_assert_cmpstr (plumb_review_pain_row (second, screen)->id, ==, "9");
  /* Soreness is no pain that stays. */
  keep_first (fixture, 120, "good");
  g_assert_true (plumb_review_answer_pain (second, screen, "quality", "dull", NULL));
  g_assert_true (plumb_review_answer_pain (second, screen, "onset", "next-day", NULL));
  g_assert_true (plumb_review_answer_pain (second, screen, "area", "broad", NULL));
  g_assert_true (plumb_review_answer_pain (second, screen, "course", "fading", NULL));
  g_assert_cmpstr (plumb_review_pain_row (second, screen)->id, ==, "10");
}

static void
answer_without_pain (PlumbReview     *review,
                     PlumbPainScreen *screen)
{
  answer_pain (review, screen);
  g_assert_true (plumb_review_answer_pain (review, screen, "symptoms", "no", NULL));
  g_assert_true (plumb_review_answer_pain (review, screen, "quality", NULL, NULL));
}

/* (transfer full) The load, and why, in one line. */
static char *
tell_load (PlumbReview     *review,
           PlumbPlanTable  *table,
           PlumbPainScreen *screen)
{
  g_autoptr (PlumbPlan) plan = plumb_review_compose_plan (review, table, screen);

  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = plan->lines->pdata[i];

      if (line->section == PLUMB_PLAN_LOAD)
        return g_strdup_printf ("%s because %s", line->id, line->because[0]);
    }
  return NULL;
}

/* The end rule (C33, C39): good twice and no pain at either film, back up. */
static void
test_end_rule (ReviewFixture *fixture,
               gconstpointer  unused)
{
  g_autoptr (PlumbReview) second = add_second (fixture);
  g_autoptr (PlumbPainScreen) screen = load_screen ();
  g_autoptr (PlumbPlanTable) table = load_table ();

  keep_first (fixture, 120, "good");
  find_all_good (second);
  answer_without_pain (second, screen);
  /* Nobody asked about pain at the first. */
  g_autofree char *unasked = tell_load (second, table, screen);
  g_assert_cmpstr (unasked, ==, "load-normal because default");
  answer_without_pain (fixture->review, screen);
  g_autofree char *twice = tell_load (second, table, screen);
  g_assert_cmpstr (twice, ==, "load-return because good-twice");
  g_autoptr (PlumbPlan) plan = plumb_review_compose_plan (second, table, screen);
  g_assert_true (g_str_has_prefix (plan->headline, "Two films in a row"));
  /* Pain now, or a check that was not good then: no way up. */
  answer_pain (second, screen);
  g_assert_cmpstr (plumb_review_pain_row (second, screen)->id, ==, "9");
  g_autofree char *hurting = tell_load (second, table, screen);
  g_assert_cmpstr (hurting, ==, "load-pain-free because active-pain");
  answer_without_pain (second, screen);
  keep_first (fixture, 158, "fault");
  g_autofree char *once = tell_load (second, table, screen);
  g_assert_cmpstr (once, ==, "load-normal because default");
}

/* A table for other programs: a row a measure, whatever the language. */
static void
test_csv (ReviewFixture *fixture,
          gconstpointer  unused)
{
  g_autoptr (PlumbReview) second = add_second (fixture);
  const PlumbChecks *checks = plumb_review_checks (second);
  g_autofree char *csv = plumb_checks_to_csv (checks);
  g_auto (GStrv) rows = g_strsplit (csv, "\r\n", -1);
  const char *knee = NULL;

  g_assert_cmpuint (g_strv_length (rows), ==, checks->measures->len + 2);
  g_assert_true (g_str_has_prefix (rows[0], "measure,moment,frame,value,u,unit,verdict,"));
  for (guint i = 1; rows[i] != NULL; i++)
    if (g_str_has_prefix (rows[i], "M3.knee,") && knee == NULL)
      knee = rows[i];
  g_assert_nonnull (knee);
  g_auto (GStrv) cells = g_strsplit (knee, ",", -1);
  g_assert_cmpuint (g_strv_length (cells), ==, 15);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[3], NULL), 155.97, 0.01);
  g_assert_cmpstr (cells[5], ==, "deg");
  g_assert_cmpstr (cells[6], ==, "fault");
  g_assert_cmpstr (cells[9], ==, "100");
  g_assert_cmpstr (cells[12], ==, "147");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  review_fixture_add ("/plan-life/settings", test_settings);
  review_fixture_add ("/plan-life/kept-lines", test_kept_lines);
  review_fixture_add ("/plan-life/headline", test_headline);
  review_fixture_add ("/plan-life/progress", test_progress);
  review_fixture_add ("/plan-life/good-twice", test_good_twice);
  review_fixture_add ("/plan-life/end-rule", test_end_rule);
  review_fixture_add ("/plan-life/csv", test_csv);
  return g_test_run ();
}
