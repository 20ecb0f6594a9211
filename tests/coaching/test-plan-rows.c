/* The table of criteria.md section 5, row by row as it stands there, the
 * conflicts below it, and plans of 10,000 random reviews.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "pain-screen.h"
#include "plan.h"

static char *
build_path (const char *name)
{
  return g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "plans", name, NULL);
}

static PlumbPlanTable *
load_table (GHashTable *settings)
{
  g_autofree char *path = build_path ("conventional.plan");
  g_autoptr (GError) error = NULL;
  PlumbPlanTable *table = plumb_plan_table_load_for (path, NULL, NULL, settings, &error);
  g_assert_no_error (error);
  return table;
}

/* What has to be in a section: words parted by “|”; "-" = the section is empty,
 * NULL = nothing is said. */
typedef struct
{
  const char *findings;
  const char *cues, *load, *drills, *mobility, *accessories;
  int         days;
} TableRow;

#define ALL_FOUR "Single-leg Romanian|Glute bridge|pull-through|Nordic"
#define HIPS "Hip-flexor|90/90|Pigeon"

static const TableRow table_rows[] = {
  { "active-pain", "Train it correctly rather than avoiding", "Take 20 % off|10 % more at a time",
    "dowel|Romanian", "comfortable", ALL_FOUR, 7 },
  { "soreness", "normal adaptation", "as it is", "-", "-", "-", 14 },
  { "lumbar-rounding", "take a punch|slack|same curve",
    "too heavy for your current technique|10 % off|2 sessions|steps of 5 %",
    "Romanian|Stiff-leg|Paused", NULL, ALL_FOUR, 7 },
  { "lumbar-rounding-late", "chest|lats", "Keep the bar at the weight", "Romanian", NULL, NULL,
    14 },
  { "upper-back-rounding", "chest|lats", "Keep the bar at the weight", "Romanian", NULL, NULL,
    14 },
  { "back-rounded-at-set", "Set your back before the bar moves", "Take 10 % off", "dowel", HIPS,
    NULL, 7 },
  { "hips-too-high", "shins meet the bar|Push the floor", "Keep the bar at the weight",
    "Paused set-ups|Push-the-floor singles", NULL, "Glute bridge|Nordic", 14 },
  { "hips-too-low", "Raise your hips|do not squat", "Keep the bar at the weight", "Romanian",
    "90/90|Pigeon", "Nordic", 14 },
  { "bar-forward", "mid-foot before you grip|do not roll", "Keep the bar at the weight",
    "Set-up reps", "-", NULL, 14 },
  { "bar-behind", "Step back|laces", "Keep the bar at the weight", "Set-up reps", "-", NULL, 14 },
  { "shoulders-behind-bar", "shoulder blades over the bar", "Keep the bar at the weight", NULL,
    NULL, NULL, 14 },
  { "shoulders-too-far-in-front", "shoulder blades back over", "Keep the bar at the weight", NULL,
    NULL, NULL, 14 },
  { "hips-rise-early", "Chest and hips|Push the floor|slack", "Keep the bar at the weight",
    "Romanian|5 cm", "-", ALL_FOUR, 14 },
  { "hips-rise-before-lift-off", "Chest and hips|Push the floor|slack",
    "Keep the bar at the weight", "Romanian|5 cm", "-", ALL_FOUR, 14 },
  /* … and -10 % if also M5, which the rounding's own load outranks. */
  { "hips-rise-early lumbar-rounding", "Chest and hips", "too heavy|10 % off", NULL, NULL, NULL,
    7 },
  { "slack-not-pulled", "Wedge|bend the bar", "Keep the bar at the weight", "Tension-only", "-",
    NULL, 14 },
  { "bar-drifts-forward", "close to your legs", "Take 10 % off", "Tempo", "-", "pulldown", 7 },
  { "tension-in-low-back", "back of your legs", "Keep the bar at the weight", "Romanian", "-",
    "Nordic", 14 },
  { "hip-mobility-restricted", NULL, "blocks", "-", HIPS, NULL, 14 },
  { "no-accessories", NULL, "as it is", NULL, NULL, "one day a week|" ALL_FOUR, 14 },
  { "", "Keep doing", "as it is", "-", "-", "Keep your glute", 14 },
  { "lumbar-too-close", NULL, "as it is", "-", "-", "-", 14 },
  /* Conflicts: pain outranks all; the setup comes before the pull. */
  { "lumbar-rounding active-pain", "Train it correctly", "Take 20 % off", NULL, NULL, NULL, 7 },
  { "back-rounded-at-set hip-mobility-restricted", NULL, "Take 10 % off|blocks", NULL, HIPS, NULL,
    7 },
};

/* (transfer full) The words of a section with their doses. */
static char *
list_words (const PlumbPlan *plan,
            PlumbPlanSection section)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = g_ptr_array_index (plan->lines, i);
      if (line->section == section)
        g_string_append_printf (out, "%s %s\n", line->text, line->dose != NULL ? line->dose : "");
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
assert_words (const TableRow  *row,
              const PlumbPlan *plan,
              PlumbPlanSection section,
              const char      *wanted)
{
  g_autofree char *words = list_words (plan, section);
  if (wanted == NULL)
    return;
  if (g_str_equal (wanted, "-"))
    {
      g_assert_cmpstr (words, ==, "");
      return;
    }
  g_auto (GStrv) parts = g_strsplit (wanted, "|", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (words, parts[i]) == NULL)
      g_error ("“%s”: “%s” is not in: %s", row->findings, parts[i], words);
}

static void
test_every_row (void)
{
  g_autoptr (PlumbPlanTable) table = load_table (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (table_rows); i++)
    {
      const TableRow *row = &table_rows[i];
      g_auto (GStrv) ids = g_strsplit (row->findings, " ", -1);
      if (ids[0] != NULL && ids[0][0] == '\0')
        g_clear_pointer (&ids[0], g_free);
      g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, (const char *const *) ids);
      assert_words (row, plan, PLUMB_PLAN_CUES, row->cues);
      assert_words (row, plan, PLUMB_PLAN_LOAD, row->load);
      assert_words (row, plan, PLUMB_PLAN_DRILLS, row->drills);
      assert_words (row, plan, PLUMB_PLAN_MOBILITY, row->mobility);
      assert_words (row, plan, PLUMB_PLAN_ACCESSORIES, row->accessories);
      g_assert_cmpint (plan->refilm_days, ==, row->days);
    }
}

/* Too close to call changes no load, and says how to film better. */
static void
test_too_close (void)
{
  static const char *const ids[] = { PLUMB_PLAN_FINDING_BACK_OPEN, NULL };
  g_autoptr (PlumbPlanTable) table = load_table (NULL);
  g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, ids);
  g_autofree char *words = list_words (plan, PLUMB_PLAN_REFILM);
  g_assert_nonnull (strstr (words, "tape three marks"));
  g_assert_nonnull (strstr (words, "360 pixels"));
  g_assert_nonnull (strstr (words, "three repetitions"));
  g_assert_nonnull (strstr (plan->headline, "could not tell"));
}

/* Of any two findings the more cautious load and the earlier film stand, once. */
static void
test_every_pair (void)
{
  static const char *const ids[]
    = { "hips-too-high",        "hips-too-low",        "bar-forward",
        "bar-behind",           "shoulders-behind-bar", "shoulders-too-far-in-front",
        "lumbar-rounding",      "lumbar-rounding-late", "upper-back-rounding",
        "back-rounded-at-set",  "hips-rise-before-lift-off", "hips-rise-early",
        "bar-drifts-forward",   "slack-not-pulled",    "active-pain",
        "soreness",             "tension-in-low-back", "hip-mobility-restricted",
        "no-accessories",       "lumbar-too-close" };
  g_autoptr (PlumbPlanTable) table = load_table (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (guint j = 0; j < G_N_ELEMENTS (ids); j++)
      {
        const char *const one[] = { ids[i], NULL };
        const char *const other[] = { ids[j], NULL };
        const char *const both[] = { ids[i], ids[j], NULL };
        g_autoptr (PlumbPlan) a = plumb_plan_compose (table, one);
        g_autoptr (PlumbPlan) b = plumb_plan_compose (table, other);
        g_autoptr (PlumbPlan) c = plumb_plan_compose (table, both);
        g_assert_cmpint (c->refilm_days, ==, MIN (a->refilm_days, b->refilm_days));
        for (guint k = 0; k < c->lines->len; k++)
          for (guint l = k + 1; l < c->lines->len; l++)
            g_assert_cmpstr (((PlumbPlanLine *) c->lines->pdata[k])->id, !=,
                             ((PlumbPlanLine *) c->lines->pdata[l])->id);
      }
}

static void
test_settings (void)
{
  static const char *const ids[] = { "lumbar-rounding", "hips-rise-early", NULL };
  g_autoptr (GHashTable) own = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (own, (gpointer) "deload-percent", GINT_TO_POINTER (15));
  g_hash_table_insert (own, (gpointer) "refilm-soon-days", GINT_TO_POINTER (5));
  g_hash_table_insert (own, (gpointer) "accessory-days", GINT_TO_POINTER (3));
  g_autoptr (PlumbPlanTable) table = load_table (own);
  g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, ids);
  g_autofree char *load = list_words (plan, PLUMB_PLAN_LOAD);
  g_autofree char *accessories = list_words (plan, PLUMB_PLAN_ACCESSORIES);
  g_assert_nonnull (strstr (load, "take 15 % off"));
  g_assert_nonnull (strstr (accessories, "3 × a week"));
  g_assert_cmpint (plan->refilm_days, ==, 5);
  /* What the file has is told as it is there. */
  const GArray *settings = plumb_plan_table_settings (table);
  g_assert_cmpstr (g_array_index (settings, PlumbPlanSetting, 0).name, ==, "deload-percent");
  g_assert_cmpint (g_array_index (settings, PlumbPlanSetting, 0).value, ==, 10);
}

/* (transfer full) All words of the plan for these findings ("a b") at a lift. */
static char *
tell_plan (const char *lift,
           const char *findings,
           const char *language)
{
  const char *const languages[] = { language, NULL };
  g_autofree char *path = build_path ("conventional.plan");
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbPlanTable) table
    = plumb_plan_table_load_for (path, lift, languages, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (plumb_plan_table_lift (table), ==, lift);
  g_auto (GStrv) ids = g_strsplit (findings, " ", -1);
  g_autoptr (PlumbPlan) plan
    = plumb_plan_compose (table, findings[0] != '\0' ? (const char *const *) ids
                                                     : (const char *const[]){ NULL });
  g_autoptr (GString) out = g_string_new (plan->headline);
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = g_ptr_array_index (plan->lines, i);
      g_string_append_printf (out, "\n%s", line->text);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* What other lifts need in other words. Each of a lift's findings on its own;
 * "a|b" has to be there and "!a" must not. */
static const struct
{
  const char *lift, *findings, *words;
} lift_cases[] = {
  { "romanian", "lumbar-rounding", "lowest point|all the way down and up|dowel|!floor|!slack|"
                                   "!Romanian deadlifts: the hinge|too heavy for your current" },
  { "romanian", "lumbar-rounding-late", "all the way down and up|!floor|!past the knee" },
  { "romanian", "upper-back-rounding", "down and up|!Romanian deadlifts: the hinge" },
  { "romanian", "back-rounded-at-set", "while you stand|!leaves the floor" },
  { "romanian", "bar-forward", "from the top|!grip|!roll|!walk up" },
  { "romanian", "bar-behind", "hang over the middle|!Step back|!walk up" },
  { "romanian", "bar-drifts-forward", "down and up|on the way down|!from the floor" },
  { "romanian", "active-pain", "less far|!floor|!Blocks" },
  { "romanian", "tension-in-low-back", "push your hips back|!setup" },
  { "romanian", "hip-mobility-restricted", "Go down only as far|115°|!Pull from blocks" },
  { "romanian", "", "then push your hips back|!slack" },
  { "stiff-leg", "lumbar-rounding", "as it leaves the floor|dowel|!Stiff-leg deadlifts, light" },
  { "stiff-leg", "hips-rise-early", "Drive your hips forward|!with your legs" },
  { "stiff-leg", "active-pain", "Pulls from blocks|Romanian deadlifts: the hinge" },
  { "sumo", "hips-rise-early", "Push the floor apart|knees over your toes" },
  { "sumo", "lumbar-rounding", "as it leaves the floor|Stiff-leg" },
  { "conventional", "lumbar-rounding", "as it leaves the floor|slack|Romanian|Stiff-leg" },
};

static void
test_lifts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (lift_cases); i++)
    {
      g_autofree char *told = tell_plan (lift_cases[i].lift, lift_cases[i].findings, "en");
      g_autofree char *german = tell_plan (lift_cases[i].lift, lift_cases[i].findings, "de");
      g_auto (GStrv) words = g_strsplit (lift_cases[i].words, "|", -1);
      for (guint j = 0; words[j] != NULL; j++)
        if ((strstr (told, words[j] + (words[j][0] == '!')) != NULL) != (words[j][0] != '!'))
          g_error ("%s, %s: “%s” in: %s", lift_cases[i].lift, lift_cases[i].findings, words[j],
                   told);
      /* What is said otherwise is said in German otherwise, too. */
      g_autofree char *usual = tell_plan ("conventional", lift_cases[i].findings, "de");
      if (!g_str_equal (lift_cases[i].lift, "conventional")
          && !(g_str_equal (lift_cases[i].lift, "sumo") && i + 2 == G_N_ELEMENTS (lift_cases)))
        g_assert_cmpstr (german, !=, usual);
      if (g_str_equal (lift_cases[i].lift, "romanian"))
        g_assert_null (strstr (german, "Boden"));
    }
}

/* A lift that the file does not serve has the words of its first. */
static void
test_unknown_lift (void)
{
  g_autofree char *path = build_path ("conventional.plan");
  g_autoptr (PlumbPlanTable) table
    = plumb_plan_table_load_for (path, "trap-bar", NULL, NULL, NULL);
  g_assert_cmpstr (plumb_plan_table_lift (table), ==, "conventional");
}

/* No set, repetition, day or second of a shipped line stands there as a figure:
 * all are settings. */
static void
test_doses_are_settings (void)
{
  g_autofree char *path = build_path ("conventional.plan");
  g_autoptr (GKeyFile) file = g_key_file_new ();
  guint n = 0;
  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_TRANSLATIONS, NULL));
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *dose = g_key_file_get_string (file, groups[i], "Dose", NULL);
      n += dose != NULL;
      /* "{drill-sets} × {drill-reps}": what stands in braces is the setting's. */
      for (const char *at = dose; at != NULL && *at != '\0'; at++)
        if (*at == '{')
          at = strchr (at, '}');
        else if (g_ascii_isdigit (*at) && !g_str_has_suffix (dose, "× 1"))
          g_error ("[%s] Dose=%s", groups[i], dose);
    }
  g_assert_cmpuint (n, >, 12);
}

static void
test_causes (void)
{
  g_autoptr (PlumbPlanTable) table = load_table (NULL);
  g_assert_true (g_str_has_prefix (plumb_plan_table_cause (table, "lumbar-rounding"), "Cause 1"));
  g_assert_true (g_str_has_prefix (plumb_plan_table_cause (table, "hips-too-high"), "Cause 2"));
  g_assert_true (g_str_has_prefix (plumb_plan_table_cause (table, "hips-rise-early"), "Cause 3"));
  g_assert_null (plumb_plan_table_cause (table, "bar-drifts-forward"));
  g_assert_null (plumb_plan_table_cause (table, "nothing of the kind"));
}

static void
answer_at_random (const PlumbPainScreen *screen,
                  GHashTable            *answers)
{
  static const char *const yes_no[] = { "no", "yes", "unsure" };
  for (guint i = 0; i < plumb_pain_screen_n_questions (screen); i++)
    {
      const PlumbQuestion *question = plumb_pain_screen_question (screen, i);
      guint n = question->options != NULL ? g_strv_length (question->options) : 0;
      g_autofree char *number = g_strdup_printf ("%d", g_test_rand_int_range (0, 11));
      gboolean harmless = question->red_flag && g_test_rand_int_range (0, 40) != 0;
      const char *answer
        = question->kind == PLUMB_QUESTION_NUMBER ? number
          : n > 0 ? question->options[harmless ? 0 : g_test_rand_int_range (0, (int) n)]
                  : yes_no[harmless ? 0 : g_test_rand_int_range (0, 3)];
      g_assert_true (plumb_pain_screen_answer (screen, answers, question->id, answer));
    }
}

static GPtrArray *
pick_findings (void)
{
  static const char *const core[]
    = { "hips-too-high", "hips-too-low", "bar-forward", "bar-behind", "shoulders-behind-bar",
        "shoulders-too-far-in-front", "lumbar-rounding", "lumbar-rounding-late",
        "upper-back-rounding", "back-rounded-at-set", "hips-rise-before-lift-off",
        "hips-rise-early", "bar-drifts-forward", "slack-not-pulled", "lumbar-too-close" };
  GPtrArray *ids = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (core); i++)
    if (g_test_rand_int_range (0, 6) == 0)
      g_ptr_array_add (ids, (gpointer) core[i]);
  return ids;
}

/* Every line of every plan goes back to a finding of the film or to an answer
 * that can be named; only a plan without either has the usual lines. */
static void
test_every_line_traces (void)
{
  g_autofree char *path = build_path ("pain.screen");
  g_autoptr (PlumbPainScreen) screen = plumb_pain_screen_load (path, NULL, NULL);
  g_autoptr (PlumbPlanTable) table = load_table (NULL);
  guint n_plans = 0;
  guint n_lines = 0;
  for (guint round = 0; round < 10000; round++)
    {
      g_autoptr (GHashTable) answers = plumb_pain_answers_new ();
      answer_at_random (screen, answers);
      const PlumbPainRow *row = plumb_pain_screen_decide (screen, answers);
      g_auto (GStrv) felt = plumb_pain_screen_findings (screen, answers);
      g_assert_true (row->plan_allowed || felt[0] == NULL);
      if (!row->plan_allowed)
        continue;
      g_autoptr (GPtrArray) ids = pick_findings ();
      guint n_seen = ids->len;
      for (guint i = 0; felt[i] != NULL; i++)
        g_ptr_array_add (ids, felt[i]);
      gboolean none = ids->len == 0;
      g_ptr_array_add (ids, NULL);
      g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, (const char *const *) ids->pdata);
      n_plans++;
      for (guint i = 0; i < plan->lines->len; i++, n_lines++)
        {
          const PlumbPlanLine *line = g_ptr_array_index (plan->lines, i);
          g_assert_nonnull (line->because[0]);
          for (guint j = 0; line->because[j] != NULL; j++)
            {
              guint at = G_MAXUINT;
              if (none && g_str_equal (line->because[j], "default"))
                continue;
              g_assert_true (g_ptr_array_find_with_equal_func (ids, line->because[j],
                                                               g_str_equal, &at));
              if (at < n_seen)
                continue;
              g_autofree char *why
                = plumb_pain_screen_explain (screen, answers, line->because[j], NULL);
              g_assert_nonnull (why);
            }
        }
    }
  g_test_message ("%u plans, %u lines", n_plans, n_lines);
  g_assert_cmpuint (n_plans, >, 3000);
  g_assert_cmpuint (n_lines, >, 30000);
}

static void
test_explained (void)
{
  g_autofree char *path = build_path ("pain.screen");
  g_autoptr (PlumbPainScreen) screen = plumb_pain_screen_load (path, NULL, NULL);
  g_autoptr (GHashTable) answers = plumb_pain_answers_new ();
  for (guint i = 0; i < plumb_pain_screen_n_questions (screen); i++)
    {
      const PlumbQuestion *question = plumb_pain_screen_question (screen, i);
      if (question->required)
        plumb_pain_screen_answer (screen, answers, question->id,
                                  question->options != NULL ? question->options[0] : "no");
    }
  plumb_pain_screen_answer (screen, answers, "symptoms", "yes");
  plumb_pain_screen_answer (screen, answers, "area", "spot");
  plumb_pain_screen_answer (screen, answers, "hip-rotation", "restricted");
  g_autofree char *pain = plumb_pain_screen_explain (screen, answers, "active-pain", NULL);
  g_assert_cmpstr (pain, ==, "Pain is a signal (Where is it? In one spot)");
  g_autofree char *hips
    = plumb_pain_screen_explain (screen, answers, "hip-mobility-restricted", NULL);
  g_assert_nonnull (strstr (hips, "differ by more than 10°"));
  g_assert_null (plumb_pain_screen_explain (screen, answers, "no-accessories", NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan-rows/every-row", test_every_row);
  g_test_add_func ("/plan-rows/too-close", test_too_close);
  g_test_add_func ("/plan-rows/every-pair", test_every_pair);
  g_test_add_func ("/plan-rows/settings", test_settings);
  g_test_add_func ("/plan-rows/lifts", test_lifts);
  g_test_add_func ("/plan-rows/unknown-lift", test_unknown_lift);
  g_test_add_func ("/plan-rows/doses", test_doses_are_settings);
  g_test_add_func ("/plan-rows/causes", test_causes);
  g_test_add_func ("/plan-rows/every-line-traces", test_every_line_traces);
  g_test_add_func ("/plan-rows/explained", test_explained);
  return g_test_run ();
}
