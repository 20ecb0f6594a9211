/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gstdio.h>

#include "pain-screen.h"

static PlumbPainScreen *
load_shipped (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path
    = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "plans", "pain.screen", NULL);
  PlumbPainScreen *screen = plumb_pain_screen_load (path, NULL, &error);
  g_assert_no_error (error);
  return screen;
}

/* Every red flag answered with its harmless answer; symptoms present. */
static GHashTable *
answer_calmly (const PlumbPainScreen *screen)
{
  GHashTable *answers = plumb_pain_answers_new ();
  for (guint i = 0; i < plumb_pain_screen_n_questions (screen); i++)
    {
      const PlumbQuestion *question = plumb_pain_screen_question (screen, i);
      if (question->red_flag)
        g_assert_true (plumb_pain_screen_answer (
          screen, answers, question->id, question->options != NULL ? question->options[0] : "no"));
    }
  g_assert_true (plumb_pain_screen_answer (screen, answers, "symptoms", "yes"));
  return answers;
}

/* "id=answer id=answer" on top of the calm answers. */
static void
apply_answers (const PlumbPainScreen *screen,
               GHashTable            *answers,
               const char            *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (parts[i][0] == '\0')
        continue;
      char *equals = strchr (parts[i], '=');
      g_assert_nonnull (equals);
      *equals = '\0';
      if (!plumb_pain_screen_answer (screen, answers, parts[i], equals + 1))
        g_error ("“%s” does not take “%s”", parts[i], equals + 1);
    }
}

typedef struct
{
  const char      *answers;
  const char      *row;
  PlumbPainOutcome outcome;
  gboolean         plan;
} RowCase;

#define SORE "onset=next-day quality=dull area=broad "

static const RowCase row_cases[] = {
  /* 1: emergency */
  { "saddle=yes", "1", PLUMB_PAIN_EMERGENCY, FALSE },
  { "saddle=unsure", "1", PLUMB_PAIN_EMERGENCY, FALSE },
  { "bladder=yes", "1", PLUMB_PAIN_EMERGENCY, FALSE },
  { "sexual=yes", "1", PLUMB_PAIN_EMERGENCY, FALSE },
  { "both-legs=yes weakness=yes", "1", PLUMB_PAIN_EMERGENCY, FALSE },
  { "both-legs=yes shooting=yes", "1", PLUMB_PAIN_EMERGENCY, FALSE },
  { "both-legs=yes numbness=leg-or-foot", "1", PLUMB_PAIN_EMERGENCY, FALSE },
  { "both-legs=unsure travel=thigh", "1", PLUMB_PAIN_EMERGENCY, FALSE },
  { "saddle=yes weakness=yes trauma=yes after-fix=yes", "1", PLUMB_PAIN_EMERGENCY, FALSE },
  /* 2: refer first */
  { "weakness=yes", "2", PLUMB_PAIN_REFER, FALSE },
  { "weakness=unsure", "2", PLUMB_PAIN_REFER, FALSE },
  { "numbness=leg-or-foot", "2", PLUMB_PAIN_REFER, FALSE },
  { "numbness=unsure", "2", PLUMB_PAIN_REFER, FALSE },
  { "shooting=yes", "2", PLUMB_PAIN_REFER, FALSE },
  { "travel=below-knee", "2", PLUMB_PAIN_REFER, FALSE },
  { "travel=unsure", "2", PLUMB_PAIN_REFER, FALSE },
  { "severe=yes", "2", PLUMB_PAIN_REFER, FALSE },
  { "both-legs=yes", "2", PLUMB_PAIN_REFER, FALSE },
  { "severe=yes " SORE "course=fading", "2", PLUMB_PAIN_REFER, FALSE },
  { "severe=unsure trauma=yes", "2", PLUMB_PAIN_REFER, FALSE },
  /* 3: refer soon */
  { "trauma=yes", "3", PLUMB_PAIN_REFER, FALSE },
  { "cancer=unsure", "3", PLUMB_PAIN_REFER, FALSE },
  { "fever=yes", "3", PLUMB_PAIN_REFER, FALSE },
  { "night=yes", "3", PLUMB_PAIN_REFER, FALSE },
  { "age=yes", "3", PLUMB_PAIN_REFER, FALSE },
  { "thoracic=yes after-fix=yes", "3", PLUMB_PAIN_REFER, FALSE },
  { "symptoms=no cancer=yes", "3", PLUMB_PAIN_REFER, FALSE },
  /* 4 to 7: the technique has been put right */
  { "after-fix=yes travel=buttock", "4", PLUMB_PAIN_REFER, FALSE },
  { "after-fix=yes travel=thigh arching=yes", "4", PLUMB_PAIN_REFER, FALSE },
  { "after-fix=yes arching=yes one-sided=yes", "5", PLUMB_PAIN_REFER, FALSE },
  { "after-fix=yes one-sided=yes", "6", PLUMB_PAIN_REFER, FALSE },
  { "after-fix=yes", "7", PLUMB_PAIN_REFER, FALSE },
  { "after-fix=yes " SORE "course=fading", "7", PLUMB_PAIN_REFER, FALSE },
  /* 8 */
  { "travel=buttock", "8", PLUMB_PAIN_SIGNAL, TRUE },
  { "travel=buttock after-fix=no quality=sharp", "8", PLUMB_PAIN_SIGNAL, TRUE },
  { "travel=thigh", "8", PLUMB_PAIN_SIGNAL, TRUE },
  /* 9 */
  { "quality=sharp", "9", PLUMB_PAIN_SIGNAL, TRUE },
  { "area=spot", "9", PLUMB_PAIN_SIGNAL, TRUE },
  { "onset=during", "9", PLUMB_PAIN_SIGNAL, TRUE },
  { "course=worse-moving", "9", PLUMB_PAIN_SIGNAL, TRUE },
  { "onset=next-day quality=sharp area=broad course=fading", "9", PLUMB_PAIN_SIGNAL, TRUE },
  /* 10, 11 */
  { SORE "course=fading", "10", PLUMB_PAIN_SORENESS, TRUE },
  { SORE "course=same", "11", PLUMB_PAIN_SIGNAL, TRUE },
  { SORE "course=worse-weekly", "11", PLUMB_PAIN_SIGNAL, TRUE },
  /* 12: what fits nowhere */
  { "", "12", PLUMB_PAIN_SIGNAL, TRUE },
  { "onset=hours quality=dull area=broad course=fading", "12", PLUMB_PAIN_SIGNAL, TRUE },
  { "onset=next-day quality=dull area=broad", "12", PLUMB_PAIN_SIGNAL, TRUE },
  { "symptoms=unsure", "12", PLUMB_PAIN_SIGNAL, TRUE },
  { "after-fix=unsure", "12", PLUMB_PAIN_SIGNAL, TRUE },
  { "symptoms=no pain-now=3", "12a", PLUMB_PAIN_SIGNAL, TRUE },
  /* 13 */
  { "symptoms=no", "13", PLUMB_PAIN_CLEAR, TRUE },
  { "symptoms=no pain-now=0", "13", PLUMB_PAIN_CLEAR, TRUE },
};

static void
test_every_row (void)
{
  g_autoptr (PlumbPainScreen) screen = load_shipped ();
  for (guint i = 0; i < G_N_ELEMENTS (row_cases); i++)
    {
      g_autoptr (GHashTable) answers = answer_calmly (screen);
      apply_answers (screen, answers, row_cases[i].answers);
      const PlumbPainRow *row = plumb_pain_screen_decide (screen, answers);
      if (g_strcmp0 (row->id, row_cases[i].row) != 0)
        g_error ("“%s” gives row %s, not %s", row_cases[i].answers, row->id, row_cases[i].row);
      g_assert_cmpint (row->outcome, ==, row_cases[i].outcome);
      g_assert_cmpint (row->plan_allowed, ==, row_cases[i].plan);
      g_assert_cmpstr (row->title, !=, "");
      g_assert_cmpstr (row->advice, !=, "");
      /* Each row stands on the article or says on what else. */
      g_assert_true (row->claims[0] != NULL || row->beyond != NULL);
    }
}

/* "Unsure" about any red flag never leaves an athlete with a plan. */
static void
test_unsure_about_any_flag (void)
{
  g_autoptr (PlumbPainScreen) screen = load_shipped ();
  guint n_flags = 0;
  for (guint i = 0; i < plumb_pain_screen_n_questions (screen); i++)
    {
      const PlumbQuestion *question = plumb_pain_screen_question (screen, i);
      if (!question->red_flag)
        continue;
      n_flags++;
      g_autoptr (GHashTable) answers = answer_calmly (screen);
      g_assert_true (plumb_pain_screen_answer (screen, answers, question->id, "unsure"));
      g_assert_false (plumb_pain_screen_decide (screen, answers)->plan_allowed);
      g_auto (GStrv) findings = plumb_pain_screen_findings (screen, answers);
      g_assert_null (findings[0]);
    }
  g_assert_cmpuint (n_flags, ==, 15);
}

/* No plan before all flags are answered, but a clinician at once. */
static void
test_incomplete (void)
{
  g_autoptr (PlumbPainScreen) screen = load_shipped ();
  g_autoptr (GHashTable) empty = plumb_pain_answers_new ();
  const PlumbPainRow *row = plumb_pain_screen_decide (screen, empty);
  g_assert_cmpint (row->outcome, ==, PLUMB_PAIN_INCOMPLETE);
  g_assert_false (row->plan_allowed);
  g_auto (GStrv) all = plumb_pain_screen_unanswered (screen, empty);
  g_assert_cmpuint (g_strv_length (all), ==, 16);

  for (guint i = 0; i < plumb_pain_screen_n_questions (screen); i++)
    {
      const PlumbQuestion *question = plumb_pain_screen_question (screen, i);
      if (!question->required)
        continue;
      g_autoptr (GHashTable) answers = answer_calmly (screen);
      g_assert_true (plumb_pain_screen_answer (screen, answers, question->id, NULL));
      row = plumb_pain_screen_decide (screen, answers);
      g_assert_cmpint (row->outcome, ==, PLUMB_PAIN_INCOMPLETE);
    }
  apply_answers (screen, empty, "weakness=yes");
  g_assert_cmpint (plumb_pain_screen_decide (screen, empty)->outcome, ==, PLUMB_PAIN_REFER);
}

/* Who has no symptoms is not asked where they travel. */
static void
test_skipped_questions (void)
{
  g_autoptr (PlumbPainScreen) screen = load_shipped ();
  g_autoptr (GHashTable) answers = plumb_pain_answers_new ();
  apply_answers (screen, answers,
                 "symptoms=no numbness=none weakness=no saddle=no bladder=no sexual=no "
                 "both-legs=no trauma=no cancer=no fever=no");
  g_assert_cmpstr (plumb_pain_screen_decide (screen, answers)->id, ==, "13");
  for (guint i = 0; i < plumb_pain_screen_n_questions (screen); i++)
    {
      const PlumbQuestion *question = plumb_pain_screen_question (screen, i);
      if (g_str_equal (question->id, "travel"))
        g_assert_false (plumb_pain_screen_asks (screen, question, answers));
      if (g_str_equal (question->id, "weakness"))
        g_assert_true (plumb_pain_screen_asks (screen, question, answers));
    }
}

static void
test_findings_for_the_plan (void)
{
  g_autoptr (PlumbPainScreen) screen = load_shipped ();
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "plans",
                                            "conventional.plan", NULL);
  g_autoptr (PlumbPlanTable) table = plumb_plan_table_load (path, NULL, NULL);
  g_autoptr (GHashTable) answers = answer_calmly (screen);
  apply_answers (screen, answers,
                 "quality=sharp tension=low-back hip-flexion=restricted accessories=0");
  g_auto (GStrv) findings = plumb_pain_screen_findings (screen, answers);
  g_autofree char *joined = g_strjoinv (" ", findings);
  g_assert_cmpstr (joined, ==,
                   "active-pain tension-in-low-back hip-mobility-restricted no-accessories");
  for (guint i = 0; findings[i] != NULL; i++)
    g_assert_true (plumb_plan_table_knows (table, findings[i]));

  apply_answers (screen, answers, "tension=hamstrings hip-flexion=between accessories=2");
  g_auto (GStrv) fewer = plumb_pain_screen_findings (screen, answers);
  g_assert_cmpuint (g_strv_length (fewer), ==, 1);
  g_assert_true (plumb_plan_table_knows (table, "soreness"));
}

static void
test_answers_in_words (void)
{
  g_autoptr (PlumbPainScreen) screen = load_shipped ();
  g_autoptr (GHashTable) answers = plumb_pain_answers_new ();
  apply_answers (screen, answers, "pain-now=4 travel=below-knee weakness=unsure");
  g_auto (GStrv) words = plumb_pain_screen_tell (screen, answers, NULL);
  g_assert_cmpuint (g_strv_length (words), ==, 6);
  g_assert_cmpstr (words[0], ==, "Does the pain travel?");
  g_assert_cmpstr (words[1], ==, "Below the knee");
  g_assert_cmpstr (words[3], ==, "Not sure");
  g_assert_cmpstr (words[5], ==, "4");
}

/* What a clinician has to see first: every flag that is up, "unsure" too, and
 * what else made the row. */
static void
test_alarms (void)
{
  g_autoptr (PlumbPainScreen) screen = load_shipped ();
  g_autoptr (GHashTable) calm = answer_calmly (screen);
  g_autoptr (GHashTable) flagged = answer_calmly (screen);
  g_autoptr (GHashTable) lasting = answer_calmly (screen);
  apply_answers (screen, flagged, "travel=below-knee weakness=unsure quality=sharp");
  apply_answers (screen, lasting, "after-fix=yes one-sided=yes arching=no");
  g_auto (GStrv) none = plumb_pain_screen_tell_alarms (screen, calm, NULL);
  g_auto (GStrv) flags = plumb_pain_screen_tell_alarms (screen, flagged, NULL);
  g_auto (GStrv) stays = plumb_pain_screen_tell_alarms (screen, lasting, NULL);
  g_autofree char *two = g_strjoinv ("|", flags);
  g_autofree char *row = g_strjoinv ("|", stays);
  g_assert_null (none[0]);
  g_assert_cmpstr (two, ==,
                   "Does the pain travel?|Below the knee|Is your foot or leg weak: do you trip, "
                   "or can you not walk on your heels or toes?|Not sure");
  g_assert_nonnull (strstr (row, "technique has been put right?|Yes"));
  g_assert_nonnull (strstr (row, "where one finger can point at it?|Yes"));
  g_assert_null (strstr (row, "arch"));
}

static void
test_answers_are_checked (void)
{
  g_autoptr (PlumbPainScreen) screen = load_shipped ();
  g_autoptr (GHashTable) answers = plumb_pain_answers_new ();
  g_assert_false (plumb_pain_screen_answer (screen, answers, "weakness", "perhaps"));
  g_assert_false (plumb_pain_screen_answer (screen, answers, "travel", "yes"));
  g_assert_false (plumb_pain_screen_answer (screen, answers, "pain-now", "much"));
  g_assert_false (plumb_pain_screen_answer (screen, answers, "pain-now", "-1"));
  g_assert_false (plumb_pain_screen_answer (screen, answers, "shoe-size", "43"));
  g_assert_cmpuint (g_hash_table_size (answers), ==, 0);
}

#define HEAD "[Screen]\nFormat=plumbline-pain-screen\nVersion=1\n"
#define ASK "[Question a]\nNumber=Q1\nKind=yes-no\nText=A?\n"
#define LAST "[Row z]\nWhen=*\nOutcome=clear\nPlan=yes\nTitle=Z\nAdvice=Z\n"

static const struct
{
  const char *text;
  const char *message;
} bad_files[] = {
  { "[Screen]\nFormat=soup\n", ":2: [Screen] Format: is not" },
  { HEAD ASK, ":1: the last row has to hold always" },
  { HEAD ASK "[Row z]\nWhen=a\nOutcome=clear\nTitle=Z\nAdvice=Z\n", ":1: the last row" },
  { HEAD ASK "[Row y]\nWhen=b\nOutcome=clear\nTitle=Y\nAdvice=Y\n" LAST,
    ":9: [Row y] When: there is no [Question b]" },
  { HEAD ASK "[Row y]\nWhen=a=b\nOutcome=clear\nTitle=Y\nAdvice=Y\n" LAST,
    ":9: [Row y] When: “a=b” does not fit" },
  { HEAD ASK "[Row y]\nWhen=a\nOutcome=dance\nTitle=Y\nAdvice=Y\n" LAST,
    ":10: [Row y] Outcome: “dance”" },
  { HEAD ASK "[Row y]\nWhen=a\nOutcome=refer\nPlan=yes\nTitle=Y\nAdvice=Y\n" LAST,
    ":11: [Row y] Plan: no plan goes" },
  { HEAD ASK "RedFlg=yes\n" LAST, ":8: [Question a] RedFlg: this key is not known" },
  { HEAD ASK "RedFlag=maybe\n" LAST, ":8: [Question a] RedFlag: “maybe”" },
  { HEAD ASK "[Poem]\n" LAST, ":8: [Poem]: this group" },
  { HEAD "[Question a]\nNumber=Q1\nKind=choice\nOptions=x\nText=A?\n" LAST,
    ":7: [Question a] Options: a choice needs" },
  { HEAD "[Question a]\nNumber=Q1\nKind=choice\nOptions=x;y\nOption.x=X\nText=A?\n" LAST,
    ":4: [Question a] Option.y: is missing" },
};

static void
test_bad_files (void)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("plumb-XXXXXX.screen", &path, NULL);
  g_close (fd, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_true (g_file_set_contents (path, bad_files[i].text, -1, NULL));
      g_assert_null (plumb_pain_screen_load (path, NULL, &error));
      g_assert_error (error, PLUMB_PLAN_ERROR, PLUMB_PLAN_ERROR_CONTENT);
      if (strstr (error->message, bad_files[i].message) == NULL)
        g_error ("case %u: “%s” lacks “%s”", i, error->message, bad_files[i].message);
    }
  g_assert_true (g_file_set_contents (path, HEAD ASK LAST, -1, NULL));
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbPainScreen) good G_GNUC_UNUSED = plumb_pain_screen_load (path, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
}

/* Criteria section 4.2, rows 1 to 3, said once more by hand: what stops a plan,
 * whatever else is answered. */
static gboolean
has_red_flag (GHashTable *answers)
{
  static const char *const flags[]
    = { "severe", "shooting", "weakness", "saddle", "bladder", "sexual", "both-legs",
        "trauma", "cancer",   "fever",    "night",  "age",     "thoracic" };
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      const char *answer = g_hash_table_lookup (answers, flags[i]);
      if (g_strcmp0 (answer, "yes") == 0 || g_strcmp0 (answer, "unsure") == 0)
        return TRUE;
    }
  const char *travel = g_hash_table_lookup (answers, "travel");
  const char *numbness = g_hash_table_lookup (answers, "numbness");
  return g_strcmp0 (travel, "below-knee") == 0 || g_strcmp0 (numbness, "leg-or-foot") == 0
         || g_strcmp0 (travel, "unsure") == 0 || g_strcmp0 (numbness, "unsure") == 0;
}

static void
answer_at_random (const PlumbPainScreen *screen,
                  GHashTable            *answers,
                  const PlumbQuestion   *question,
                  gboolean               calm)
{
  static const char *const yes_no[] = { "no", "yes", "unsure" };
  g_autofree char *number = g_strdup_printf ("%d", g_test_rand_int_range (0, 11));
  guint n_options = question->options != NULL ? g_strv_length (question->options) : 0;
  int pick = g_test_rand_int_range (0, n_options > 0 ? (int) n_options + 1 : 3);
  /* Few at a time, so that each flag also has to stop a plan alone. */
  if (question->red_flag && (calm || g_test_rand_int_range (0, 12) != 0))
    pick = 0;
  else if (g_test_rand_int_range (0, 10) == 0)
    return;
  const char *answer = n_options == 0               ? yes_no[pick]
                       : pick == (int) n_options    ? "unsure"
                                                    : question->options[pick];
  if (question->kind == PLUMB_QUESTION_NUMBER)
    answer = number;
  g_assert_true (plumb_pain_screen_answer (screen, answers, question->id, answer));
}

/* No plan where a red flag is set, and none but the table's findings. */
static void
test_random_answers (void)
{
  g_autoptr (PlumbPainScreen) screen = load_shipped ();
  guint n_flagged = 0;
  guint n_plans = 0;
  for (guint round = 0; round < 10000; round++)
    {
      g_autoptr (GHashTable) answers = plumb_pain_answers_new ();
      gboolean calm = round % 2 == 0;
      for (guint i = 0; i < plumb_pain_screen_n_questions (screen); i++)
        answer_at_random (screen, answers, plumb_pain_screen_question (screen, i), calm);
      const PlumbPainRow *row = plumb_pain_screen_decide (screen, answers);
      g_auto (GStrv) findings = plumb_pain_screen_findings (screen, answers);
      if (has_red_flag (answers))
        {
          n_flagged++;
          g_assert_false (row->plan_allowed);
          g_assert_true (row->outcome == PLUMB_PAIN_EMERGENCY || row->outcome == PLUMB_PAIN_REFER);
        }
      n_plans += row->plan_allowed;
      g_assert_true (row->plan_allowed || findings[0] == NULL);
    }
  g_test_message ("%u with a red flag, %u with a plan", n_flagged, n_plans);
  g_assert_cmpuint (n_flagged, >, 1000);
  g_assert_cmpuint (n_plans, >, 500);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pain-screen/every-row", test_every_row);
  g_test_add_func ("/pain-screen/unsure", test_unsure_about_any_flag);
  g_test_add_func ("/pain-screen/incomplete", test_incomplete);
  g_test_add_func ("/pain-screen/skipped", test_skipped_questions);
  g_test_add_func ("/pain-screen/findings", test_findings_for_the_plan);
  g_test_add_func ("/pain-screen/words", test_answers_in_words);
  g_test_add_func ("/pain-screen/alarms", test_alarms);
  g_test_add_func ("/pain-screen/answers", test_answers_are_checked);
  g_test_add_func ("/pain-screen/bad-files", test_bad_files);
  g_test_add_func ("/pain-screen/random-answers", test_random_answers);
  return g_test_run ();
}
