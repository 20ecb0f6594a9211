/* The boundaries between neighbouring rows: of the pain screen's table (criteria
 * section 4.2), where the first that holds is taken, and of the plan's (section
 * 5), where several findings share one plan.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include <glib/gstdio.h>

#include "pain-screen.h"
#include "plan.h"

#define N_ROUNDS 10000

static char *
build_path (const char *name)
{
  return g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "plans", name, NULL);
}

/* The shipped screen without the rows named ("1 4"), or with them alone. */
static PlumbPainScreen *
load_screen (const char *rows,
             gboolean    alone)
{
  g_auto (GStrv) named = g_strsplit (rows, " ", -1);
  g_autofree char *path = build_path ("pain.screen");
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = NULL;
  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_TRANSLATIONS, NULL));
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    if (g_str_has_prefix (groups[i], "Row ")
        && g_strv_contains ((const char *const *) named, groups[i] + 4) != alone)
      g_key_file_remove_group (file, groups[i], NULL);
  g_key_file_set_string (file, "Row none", "When", "*");
  g_key_file_set_string (file, "Row none", "Outcome", "clear");
  g_key_file_set_string (file, "Row none", "Title", "None");
  g_key_file_set_string (file, "Row none", "Advice", "None");
  g_close (g_file_open_tmp ("plumb-XXXXXX.screen", &copy, NULL), NULL);
  g_assert_true (g_key_file_save_to_file (file, copy, NULL));
  PlumbPainScreen *screen = plumb_pain_screen_load (copy, NULL, &error);
  g_assert_no_error (error);
  g_unlink (copy);
  return screen;
}

/* "id=answer id=answer" over a screen whose flags are all harmless. */
static GHashTable *
answer (const PlumbPainScreen *screen,
        const char            *text)
{
  GHashTable *answers = plumb_pain_answers_new ();
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  for (guint i = 0; i < plumb_pain_screen_n_questions (screen); i++)
    {
      const PlumbQuestion *question = plumb_pain_screen_question (screen, i);
      if (question->red_flag)
        plumb_pain_screen_answer (screen, answers, question->id,
                                  question->options != NULL ? question->options[0] : "no");
    }
  plumb_pain_screen_answer (screen, answers, "symptoms", "yes");
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (parts[i], "=", 2);
      g_assert_true (plumb_pain_screen_answer (screen, answers, sides[0], sides[1]));
    }
  return answers;
}

static void
assert_row (const PlumbPainScreen *screen,
            const char            *text,
            const char            *change,
            const char            *row)
{
  g_autofree char *all = g_strjoin (change != NULL ? " " : NULL, text, change, NULL);
  g_autoptr (GHashTable) answers = answer (screen, all);
  const PlumbPainRow *decided = plumb_pain_screen_decide (screen, answers);
  if (g_strcmp0 (decided->id, row) != 0)
    g_error ("“%s” gives row %s, not %s", all, decided->id, row);
}

/* Answers under which both rows hold, and the one answer that leaves the lower
 * alone. Two rows that exclude each other (`both` is FALSE) have their boundary
 * in that one answer. `over` is a row that always holds with both. */
typedef struct
{
  const char *upper, *lower;
  const char *answers, *change;
  gboolean    both;
  const char *over;
} RowPair;

#define SORE "onset=next-day quality=dull area=broad "

static const RowPair row_pairs[] = {
  { "1", "2", "saddle=yes weakness=yes", "saddle=no", TRUE, "" },
  { "1", "2", "both-legs=yes shooting=yes", "both-legs=no", TRUE, "" },
  { "1", "2", "both-legs=yes travel=thigh", "travel=none", TRUE, "" },
  { "2", "3", "severe=yes trauma=yes", "severe=no", TRUE, "" },
  { "2", "3", "travel=below-knee night=yes", "travel=thigh", TRUE, "" },
  { "2", "3", "weakness=unsure cancer=unsure", "weakness=no", TRUE, "" },
  { "3", "4", "trauma=yes after-fix=yes travel=buttock", "trauma=no", TRUE, "" },
  { "4", "5", "after-fix=yes travel=buttock arching=yes", "travel=none", TRUE, "" },
  { "5", "6", "after-fix=yes arching=yes one-sided=yes", "arching=no", TRUE, "" },
  { "6", "7", "after-fix=yes one-sided=yes", "one-sided=no", TRUE, "" },
  /* Pain in the buttock that stays is row 4's, whatever 7 and 8 say. */
  { "7", "8", "after-fix=yes travel=buttock", "after-fix=no", TRUE, "4" },
  { "8", "9", "travel=buttock quality=sharp", "travel=none", TRUE, "" },
  { "9", "10", SORE "course=worse-moving", "course=fading", FALSE, "" },
  { "9", "10", "onset=next-day quality=sharp area=broad course=fading", "quality=dull", FALSE, "" },
  { "9", "10", "onset=next-day quality=dull area=spot course=fading", "area=broad", FALSE, "" },
  { "9", "10", "onset=during quality=dull area=broad course=fading", "onset=next-day", FALSE, "" },
  { "10", "11", SORE "course=fading", "course=same", FALSE, "" },
  { "10", "11", SORE "course=fading", "course=worse-weekly", FALSE, "" },
  { "11", "12", SORE "course=same", "area=unsure", TRUE, "" },
  { "11", "12a", SORE "course=same symptoms=no pain-now=3", "area=unsure", TRUE, "" },
  { "12a", "13", "symptoms=no pain-now=3", "pain-now=0", TRUE, "" },
  { "12a", "13", "symptoms=no travel=buttock", "travel=none", TRUE, "8" },
  { "13", "12", "symptoms=no", "symptoms=unsure", TRUE, "" },
};

static void
test_neighbours_of_the_screen (void)
{
  g_autoptr (PlumbPainScreen) whole = load_screen ("", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (row_pairs); i++)
    {
      const RowPair *pair = &row_pairs[i];
      g_autofree char *upper = g_strdup_printf ("%s %s", pair->over, pair->upper);
      g_autoptr (PlumbPainScreen) shown = load_screen (pair->over, FALSE);
      g_autoptr (PlumbPainScreen) without = load_screen (upper, FALSE);
      assert_row (shown, pair->answers, NULL, pair->upper);
      assert_row (shown, pair->answers, pair->change, pair->lower);
      assert_row (whole, pair->answers, pair->change, pair->lower);
      if (pair->over[0] != '\0')
        assert_row (whole, pair->answers, NULL, pair->over);
      /* Both did hold: without the upper row the lower one is taken. */
      if (pair->both)
        assert_row (without, pair->answers, NULL, pair->lower);
      else
        {
          g_autoptr (GHashTable) answers = answer (without, pair->answers);
          g_assert_cmpstr (plumb_pain_screen_decide (without, answers)->id, !=, pair->lower);
        }
    }
}

static void
answer_at_random (const PlumbPainScreen *screen,
                  GHashTable            *answers)
{
  static const char *const yes_no[] = { "no", "yes", "unsure" };
  for (guint i = 0; i < plumb_pain_screen_n_questions (screen); i++)
    {
      const PlumbQuestion *question = plumb_pain_screen_question (screen, i);
      g_autofree char *number = g_strdup_printf ("%d", g_test_rand_int_range (0, 4));
      int n = question->options != NULL ? (int) g_strv_length (question->options) : 3;
      int pick = question->red_flag && g_test_rand_int_range (0, 12) != 0
                   ? 0
                   : g_test_rand_int_range (0, n);
      plumb_pain_screen_answer (screen, answers, question->id,
                                question->kind == PLUMB_QUESTION_NUMBER ? number
                                : question->options != NULL ? question->options[pick]
                                                            : yes_no[pick]);
    }
}

/* Of all rows, not neighbours alone: what is decided is the first row of the
 * file that, alone in a file, holds for the same answers. */
static void
test_first_match_wins (void)
{
  static const char *const order[] = { "1", "2", "3", "4",  "5",   "6",  "7",
                                       "8", "9", "10", "11", "12a", "13", "12" };
  PlumbPainScreen *single[G_N_ELEMENTS (order)];
  guint n_taken[G_N_ELEMENTS (order)] = { 0 };
  g_autoptr (PlumbPainScreen) whole = load_screen ("", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    single[i] = load_screen (order[i], TRUE);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GHashTable) answers = plumb_pain_answers_new ();
      guint first = 0;
      answer_at_random (whole, answers);
      while (!g_str_equal (plumb_pain_screen_decide (single[first], answers)->id, order[first]))
        g_assert_cmpuint (++first, <, G_N_ELEMENTS (order));
      g_assert_cmpstr (plumb_pain_screen_decide (whole, answers)->id, ==, order[first]);
      n_taken[first]++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_test_message ("row %s: %u", order[i], n_taken[i]);
      g_assert_cmpuint (n_taken[i], >, 0);
      plumb_pain_screen_unref (single[i]);
    }
}

/* What an answer has to be for its finding to be in the plan, and the answer
 * next to it. */
static const struct
{
  const char *answers, *change, *finding;
} intake_edges[] = {
  { "accessories=0", "accessories=1", "no-accessories" },
  { "tension=low-back", "tension=elsewhere", "tension-in-low-back" },
  { "hip-flexion=restricted", "hip-flexion=between", "hip-mobility-restricted" },
  { "hip-rotation=restricted", "hip-rotation=between", "hip-mobility-restricted" },
  { "quality=sharp " "symptoms=yes", "symptoms=no quality=dull", "active-pain" },
  { SORE "course=fading", "course=same", "soreness" },
};

static gboolean
has_finding (const PlumbPainScreen *screen,
             const char            *text,
             const char            *finding)
{
  g_autoptr (GHashTable) answers = answer (screen, text);
  g_auto (GStrv) findings = plumb_pain_screen_findings (screen, answers);
  return g_strv_contains ((const char *const *) findings, finding);
}

static void
test_edges_of_the_intake (void)
{
  g_autoptr (PlumbPainScreen) screen = load_screen ("", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (intake_edges); i++)
    {
      g_autofree char *beside
        = g_strjoin (" ", intake_edges[i].answers, intake_edges[i].change, NULL);
      g_assert_true (has_finding (screen, intake_edges[i].answers, intake_edges[i].finding));
      g_assert_false (has_finding (screen, beside, intake_edges[i].finding));
    }
}

/* Rows of section 5 in its order, with the load and the days of the upper alone,
 * of both, of the lower alone, and whose headline stands over both. "-" is no
 * finding at all. */
typedef struct
{
  const char *upper, *lower;
  const char *loads[3];
  int         days[3];
  const char *leads;
} FindingPair;

#define HOLD "load-hold"
#define NORMAL "load-normal"
#define MINUS "load-minus"
#define HEAVY "load-too-heavy"
#define FREE "load-pain-free"

static const FindingPair finding_pairs[] = {
  { "active-pain", "soreness", { FREE, FREE, NORMAL }, { 7, 7, 14 }, "active-pain" },
  { "soreness", "lumbar-rounding", { NORMAL, HEAVY, HEAVY }, { 14, 7, 7 }, "soreness" },
  { "lumbar-rounding", "lumbar-rounding-late", { HEAVY, HEAVY, HOLD }, { 7, 7, 14 },
    "lumbar-rounding" },
  { "lumbar-rounding-late", "upper-back-rounding", { HOLD, HOLD, HOLD }, { 14, 14, 14 },
    "lumbar-rounding-late" },
  { "upper-back-rounding", "back-rounded-at-set", { HOLD, MINUS, MINUS }, { 14, 7, 7 },
    "back-rounded-at-set" },
  { "back-rounded-at-set", "hips-too-high", { MINUS, MINUS, HOLD }, { 7, 7, 14 },
    "hips-too-high" },
  { "hips-too-high", "hips-too-low", { HOLD, HOLD, HOLD }, { 14, 14, 14 }, "hips-too-high" },
  { "hips-too-low", "bar-forward", { HOLD, HOLD, HOLD }, { 14, 14, 14 }, "hips-too-low" },
  { "bar-forward", "bar-behind", { HOLD, HOLD, HOLD }, { 14, 14, 14 }, "bar-forward" },
  { "bar-behind", "shoulders-behind-bar", { HOLD, HOLD, HOLD }, { 14, 14, 14 }, "bar-behind" },
  { "shoulders-behind-bar", "shoulders-too-far-in-front", { HOLD, HOLD, HOLD }, { 14, 14, 14 },
    "shoulders-behind-bar" },
  { "shoulders-too-far-in-front", "hips-rise-before-lift-off", { HOLD, HOLD, HOLD },
    { 14, 14, 14 }, "shoulders-too-far-in-front" },
  { "hips-rise-before-lift-off", "hips-rise-early", { HOLD, HOLD, HOLD }, { 14, 14, 14 },
    "hips-rise-before-lift-off" },
  { "hips-rise-early", "slack-not-pulled", { HOLD, HOLD, HOLD }, { 14, 14, 14 },
    "hips-rise-early" },
  { "slack-not-pulled", "bar-drifts-forward", { HOLD, MINUS, MINUS }, { 14, 7, 7 },
    "slack-not-pulled" },
  { "bar-drifts-forward", "tension-in-low-back", { MINUS, MINUS, HOLD }, { 7, 7, 14 },
    "bar-drifts-forward" },
  { "tension-in-low-back", "hip-mobility-restricted", { HOLD, HOLD, HOLD }, { 14, 14, 14 },
    "tension-in-low-back" },
  { "hip-mobility-restricted", "no-accessories", { HOLD, HOLD, NORMAL }, { 14, 14, 14 },
    "hip-mobility-restricted" },
  { "no-accessories", "-", { NORMAL, NORMAL, NORMAL }, { 14, 14, 14 }, "no-accessories" },
  { "-", "good-twice", { NORMAL, "load-return", "load-return" }, { 14, 14, 14 }, "good-twice" },
  { "good-twice", "no-accessories", { "load-return", "load-return", NORMAL }, { 14, 14, 14 },
    "good-twice" },
  { "no-accessories", "lumbar-too-close", { NORMAL, NORMAL, NORMAL }, { 14, 14, 14 },
    "no-accessories" },
  /* The conflicts that section 5 names: the setup first and the load rule all
   * the same; early hips with a rounding back take weight off; pain over all. */
  { "lumbar-rounding", "hips-too-high", { HEAVY, HEAVY, HOLD }, { 7, 7, 14 }, "hips-too-high" },
  { "lumbar-rounding-late", "hips-too-low", { HOLD, HOLD, HOLD }, { 14, 14, 14 },
    "hips-too-low" },
  { "hips-rise-early", "lumbar-rounding", { HOLD, HEAVY, HEAVY }, { 14, 7, 7 },
    "hips-rise-early" },
  { "hips-rise-early", "lumbar-rounding-late", { HOLD, MINUS, HOLD }, { 14, 14, 14 },
    "hips-rise-early" },
  { "hips-rise-before-lift-off", "upper-back-rounding", { HOLD, MINUS, HOLD }, { 14, 14, 14 },
    "hips-rise-before-lift-off" },
  { "lumbar-rounding", "active-pain", { HEAVY, FREE, FREE }, { 7, 7, 7 }, "lumbar-rounding" },
};

static PlumbPlan *
compose (const PlumbPlanTable *table,
         const char           *first,
         const char           *second)
{
  const char *ids[3] = { NULL };
  guint n = 0;
  if (first != NULL && !g_str_equal (first, "-"))
    ids[n++] = first;
  if (second != NULL && !g_str_equal (second, "-"))
    ids[n++] = second;
  return plumb_plan_compose (table, ids);
}

/* (nullable) The load that stands: blocks may stand beside it. */
static const char *
find_load (const PlumbPlan *plan)
{
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = plan->lines->pdata[i];
      if (line->section == PLUMB_PLAN_LOAD)
        return line->id;
    }
  return NULL;
}

static void
test_neighbours_of_the_plan (void)
{
  g_autofree char *path = build_path ("conventional.plan");
  g_autoptr (PlumbPlanTable) table = plumb_plan_table_load (path, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (finding_pairs); i++)
    {
      const FindingPair *pair = &finding_pairs[i];
      g_autoptr (PlumbPlan) leading = compose (table, pair->leads, NULL);
      g_autoptr (PlumbPlan) upper = compose (table, pair->upper, NULL);
      g_autoptr (PlumbPlan) both = compose (table, pair->upper, pair->lower);
      g_autoptr (PlumbPlan) lower = compose (table, pair->lower, NULL);
      PlumbPlan *const plans[] = { upper, both, lower };
      for (guint j = 0; j < G_N_ELEMENTS (plans); j++)
        if (g_strcmp0 (find_load (plans[j]), pair->loads[j]) != 0
            || plans[j]->refilm_days != pair->days[j])
          g_error ("%s and %s, %u: %s after %d days", pair->upper, pair->lower, j,
                   find_load (plans[j]), plans[j]->refilm_days);
      if (g_strcmp0 (both->headline, leading->headline) != 0)
        g_error ("%s and %s: “%s”", pair->upper, pair->lower, both->headline);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan-pairs/screen", test_neighbours_of_the_screen);
  g_test_add_func ("/plan-pairs/first-match", test_first_match_wins);
  g_test_add_func ("/plan-pairs/intake", test_edges_of_the_intake);
  g_test_add_func ("/plan-pairs/plan", test_neighbours_of_the_plan);
  return g_test_run ();
}
