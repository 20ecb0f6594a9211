/* A plan's texts in another language than the program's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data-files.h"
#include "plan-texts.h"

static PlumbPlanTexts *
load (const char *language)
{
  g_autoptr (GHashTable) steps = g_hash_table_new (g_str_hash, g_str_equal);
  PlumbPlanSettings settings = { .language = (char *) language, .steps = steps };
  g_autoptr (GError) error = NULL;
  PlumbPlanTexts *texts;

  g_hash_table_insert (steps, (gpointer) "deload-percent", GINT_TO_POINTER (15));
  texts = plumb_plan_texts_load ("conventional", &settings, NULL, &error);
  g_assert_no_error (error);
  return texts;
}

static void
test_german (void)
{
  static const char *const ids[] = { "lumbar-rounding", NULL };
  g_autoptr (PlumbPlanTexts) texts = load ("de");
  g_autoptr (PlumbPlan) plan = NULL;

  if (texts->words == NULL)
    {
      g_test_skip ("the catalogues of words have not been built");
      return;
    }
  g_assert_cmpstr (texts->language, ==, "de");
  plan = plumb_plan_compose (texts->table, ids);
  g_assert_true (g_str_has_prefix (plan->headline, "Heb eine leichtere Hantel"));
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = plan->lines->pdata[i];

      if (line->section == PLUMB_PLAN_LOAD)
        g_assert_nonnull (strstr (line->text, "15\u00a0% ab"));
    }
  g_assert_cmpstr (plumb_claims_find (texts->claims, "C20")->text, ==,
                   "Die Hantel sollte über der Fußmitte sein.");
  g_assert_cmpstr (plumb_criteria_name (texts->criteria), ==, "Konventionelles Kreuzheben");
  /* The program goes on in its own. */
  g_assert_cmpstr (plumb_words_get ("Setup"), ==, "Setup");
  plumb_words_use (texts->words);
  g_assert_cmpstr (plumb_words_get ("Setup"), ==, "Ausgangsstellung");
  plumb_words_use (NULL);
}

static void
test_english (void)
{
  g_autoptr (PlumbPlanTexts) texts = load ("en");
  g_autoptr (PlumbPlanTexts) usual = load (NULL);

  g_assert_nonnull (texts->words);
  g_assert_cmpstr (texts->language, ==, "en");
  g_assert_null (usual->words);
  g_assert_cmpstr (usual->language, ==, "en"); /* C.UTF-8 */
}

/* Criteria and words are those of the lift, in every language. */
static void
test_lifts (void)
{
  static const struct
  {
    const char *lift, *language, *name, *headline;
  } cases[] = {
    { "sumo", "en", "Sumo deadlift", "Lift a lighter bar" },
    { "romanian", "en", "Romanian deadlift", "Use a lighter bar" },
    { "romanian", "de", "Rumänisches Kreuzheben", "Nimm eine leichtere Hantel" },
    { "stiff-leg", "en", "Stiff-leg deadlift", "Lift a lighter bar" },
  };
  static const char *const ids[] = { "lumbar-rounding", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) steps = g_hash_table_new (g_str_hash, g_str_equal);
      PlumbPlanSettings settings = { .language = (char *) cases[i].language, .steps = steps };
      g_autoptr (PlumbPlanTexts) texts
          = plumb_plan_texts_load (cases[i].lift, &settings, NULL, NULL);
      g_autoptr (PlumbPlan) plan = plumb_plan_compose (texts->table, ids);

      if (texts->words == NULL)
        continue; /* the catalogues of words have not been built */
      g_assert_cmpstr (plumb_criteria_name (texts->criteria), ==, cases[i].name);
      g_assert_cmpstr (plumb_plan_table_lift (texts->table), ==, cases[i].lift);
      g_assert_true (g_str_has_prefix (plan->headline, cases[i].headline));
    }
}

static void
test_names (void)
{
  g_assert_cmpstr (plumb_plan_languages ()[0], ==, "en");
  g_assert_cmpstr (plumb_plan_language_name ("de"), ==, "Deutsch");
  g_assert_cmpstr (plumb_plan_language_name ("xx"), ==, "xx");
}

/* A copy of the shipped texts to change, told of where it is wrong, and given up
 * again without being lost. */
static void
test_own (void)
{
  static const char name[] = "plans/conventional.plan";
  g_autofree char *own = plumb_data_own_file (name);
  g_autofree char *kept = g_strconcat (own, "~", NULL);
  g_autofree char *shipped = plumb_data_file (name);
  g_autofree char *text = NULL;
  g_autofree char *original = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (PlumbPlanTable) table = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS));
  g_assert_true (plumb_data_make_own (name, &error));
  g_assert_true (g_file_get_contents (own, &text, NULL, NULL));
  g_assert_true (g_file_get_contents (shipped, &original, NULL, NULL));
  g_assert_cmpstr (text, ==, original);

  g_assert_true (g_file_set_contents (own, "[Nonsense", -1, NULL));
  g_assert_true (plumb_data_make_own (name, &error)); /* what was changed stays */
  table = plumb_data_load_plan ("conventional", &complaint, &error);
  g_assert_nonnull (table);
  g_assert_nonnull (strstr (complaint, "conventional.plan"));
  g_clear_pointer (&complaint, g_free);
  g_clear_pointer (&table, plumb_plan_table_unref);

  g_assert_true (plumb_data_drop_own (name, &error));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  table = plumb_data_load_plan ("conventional", &complaint, &error);
  g_assert_nonnull (table);
  g_assert_null (complaint);
  g_assert_true (plumb_data_drop_own (name, &error));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/plan-texts/german", test_german);
  g_test_add_func ("/plan-texts/lifts", test_lifts);
  g_test_add_func ("/plan-texts/english", test_english);
  g_test_add_func ("/plan-texts/names", test_names);
  g_test_add_func ("/plan-texts/own", test_own);
  return g_test_run ();
}
