/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gstdio.h>

#include "plan.h"

/* The ids that the measurement core can raise. */
static const char *const core_findings[] = {
  "hips-too-high", "hips-too-low", "bar-forward", "bar-behind", "shoulders-behind-bar",
  "shoulders-too-far-in-front", "lumbar-rounding", "lumbar-rounding-late",
  "upper-back-rounding", "back-rounded-at-set", "hips-rise-before-lift-off",
  "hips-rise-early", "bar-drifts-forward", "slack-not-pulled", NULL,
};

static PlumbPlanTable *
load_shipped (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "plans",
                                            "conventional.plan", NULL);
  PlumbPlanTable *table = plumb_plan_table_load (path, NULL, &error);
  g_assert_no_error (error);
  return table;
}

static const PlumbPlanLine *
find_line (const PlumbPlan *plan,
           const char      *id)
{
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = g_ptr_array_index (plan->lines, i);
      if (g_str_equal (line->id, id))
        return line;
    }
  return NULL;
}

/* The ids of a section in their order: "a b c". */
static char *
list_section (const PlumbPlan *plan,
              PlumbPlanSection section)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = g_ptr_array_index (plan->lines, i);
      if (line->section == section)
        g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", line->id);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
assert_section (const PlumbPlan *plan,
                PlumbPlanSection section,
                const char      *expected)
{
  g_autofree char *ids = list_section (plan, section);
  g_assert_cmpstr (ids, ==, expected);
}

static void
test_every_finding_has_a_plan (void)
{
  g_autoptr (PlumbPlanTable) table = load_shipped ();
  g_assert_cmpstr (plumb_plan_table_lift (table), ==, "conventional");
  for (guint i = 0; core_findings[i] != NULL; i++)
    {
      g_assert_true (plumb_plan_table_knows (table, core_findings[i]));
      const char *const ids[] = { core_findings[i], NULL };
      g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, ids);
      g_autofree char *cues = list_section (plan, PLUMB_PLAN_CUES);
      g_autofree char *load = list_section (plan, PLUMB_PLAN_LOAD);
      g_autofree char *drills = list_section (plan, PLUMB_PLAN_DRILLS);
      g_assert_cmpstr (cues, !=, "");
      g_assert_cmpstr (drills, !=, "");
      g_assert_true (g_str_has_prefix (load, "load-"));
      g_assert_null (strchr (load, ' '));
      g_assert_cmpint (plan->refilm_days, >=, 7);
      g_assert_cmpint (plan->refilm_days, <=, 14);
      PlumbPlanSection section = PLUMB_PLAN_CUES;
      for (guint j = 0; j < plan->lines->len; j++)
        {
          const PlumbPlanLine *line = g_ptr_array_index (plan->lines, j);
          g_assert_cmpint (line->section, >=, section);
          section = line->section;
          g_assert_cmpuint (g_strv_length (line->because), ==, 1);
          g_assert_cmpstr (line->because[0], ==, core_findings[i]);
          g_assert_null (strchr (line->text, '{'));
          g_assert_null (strstr (line->text, "injur"));
        }
    }
}

static void
test_hips_too_high (void)
{
  g_autoptr (PlumbPlanTable) table = load_shipped ();
  const char *const ids[] = { "hips-too-high", NULL };
  g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, ids);
  g_assert_cmpstr (plan->headline, ==,
                   "Start with your hips lower: bend your knees until your shins meet the bar.");
  assert_section (plan, PLUMB_PLAN_CUES, "cue-bend-knees cue-push-floor");
  assert_section (plan, PLUMB_PLAN_LOAD, "load-hold");
  assert_section (plan, PLUMB_PLAN_DRILLS, "drill-paused-setup drill-push-floor");
  assert_section (plan, PLUMB_PLAN_MOBILITY, "");
  assert_section (plan, PLUMB_PLAN_REFILM, "refilm-two-weeks refilm-side refilm-exit");
  g_assert_cmpint (plan->refilm_days, ==, 14);
  const PlumbPlanLine *cue = find_line (plan, "cue-bend-knees");
  g_assert_cmpstr (cue->claims[0], ==, "C18");
  g_assert_cmpstr (cue->claims[1], ==, "C22");
  g_assert_null (cue->dose);
  g_assert_cmpstr (find_line (plan, "drill-push-floor")->dose, ==, "5 × 1");
}

/* Hips first (C17), and still the lighter bar (C15), whatever the order in
 * which they were found. */
static void
test_hips_and_rounding (void)
{
  g_autoptr (PlumbPlanTable) table = load_shipped ();
  const char *const ids[] = { "lumbar-rounding", "hips-too-high", NULL };
  g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, ids);
  g_assert_true (g_str_has_prefix (plan->headline, "Start with your hips lower"));
  assert_section (plan, PLUMB_PLAN_CUES,
                  "cue-bend-knees cue-push-floor cue-brace cue-slack cue-keep-curve");
  assert_section (plan, PLUMB_PLAN_LOAD, "load-too-heavy");
  g_assert_cmpstr (find_line (plan, "load-too-heavy")->text, ==,
                   "The weight is too heavy for your current technique: take 10 % off and film "
                   "again; repeat until your lower back keeps its curve. Own that weight for 2 "
                   "sessions, then go back up in steps of 5 %.");
  assert_section (plan, PLUMB_PLAN_REFILM, "refilm-soon refilm-side refilm-exit");
  g_assert_cmpint (plan->refilm_days, ==, 7);
}

static void
test_duplicates_keep_both_reasons (void)
{
  g_autoptr (PlumbPlanTable) table = load_shipped ();
  const char *const ids[] = { "hips-too-high", "hips-rise-early", "hips-too-high", NULL };
  g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, ids);
  assert_section (plan, PLUMB_PLAN_CUES,
                  "cue-bend-knees cue-push-floor cue-chest-and-hips cue-slack");
  const PlumbPlanLine *push = find_line (plan, "cue-push-floor");
  g_assert_cmpuint (g_strv_length (push->because), ==, 2);
  g_assert_cmpstr (push->because[0], ==, "hips-too-high");
  g_assert_cmpstr (push->because[1], ==, "hips-rise-early");
  g_assert_cmpuint (g_strv_length (find_line (plan, "cue-bend-knees")->because), ==, 1);
}

static void
test_lines_that_come_with_another_finding (void)
{
  g_autoptr (PlumbPlanTable) table = load_shipped ();
  const char *const alone[] = { "back-rounded-at-set", NULL };
  g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, alone);
  assert_section (plan, PLUMB_PLAN_LOAD, "load-minus");

  const char *const both[] = { "back-rounded-at-set", "hip-mobility-restricted", NULL };
  g_autoptr (PlumbPlan) second = plumb_plan_compose (table, both);
  assert_section (second, PLUMB_PLAN_LOAD, "load-minus load-blocks");
  assert_section (second, PLUMB_PLAN_MOBILITY,
                  "mobility-hip-flexor mobility-90-90 mobility-pigeon");
}

static void
test_pain_outranks_every_other_load (void)
{
  g_autoptr (PlumbPlanTable) table = load_shipped ();
  for (guint i = 0; core_findings[i] != NULL; i++)
    {
      const char *const ids[] = { core_findings[i], "active-pain", NULL };
      g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, ids);
      assert_section (plan, PLUMB_PLAN_LOAD, "load-pain-free");
      g_assert_cmpint (plan->refilm_days, ==, 7);
    }
}

static void
test_nothing_to_fix (void)
{
  g_autoptr (PlumbPlanTable) table = load_shipped ();
  const char *const none[] = { NULL };
  g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, none);
  g_assert_cmpstr (plan->headline, ==, "Nothing to fix on this film.");
  assert_section (plan, PLUMB_PLAN_LOAD, "load-normal");
  assert_section (plan, PLUMB_PLAN_DRILLS, "");
  for (guint i = 0; i < plan->lines->len; i++)
    {
      const PlumbPlanLine *line = g_ptr_array_index (plan->lines, i);
      g_assert_cmpstr (line->because[0], ==, "default");
      g_assert_null (line->because[1]);
    }
}

static void
test_own_finding (void)
{
  g_autoptr (PlumbPlanTable) table = load_shipped ();
  const char *const own[] = { "grip-too-wide", NULL };
  g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, own);
  g_assert_cmpstr (plan->headline, ==, "Your coach’s notes say what to work on.");
  assert_section (plan, PLUMB_PLAN_CUES, "cue-notes");

  const char *const mixed[] = { "grip-too-wide", "bar-forward", NULL };
  g_autoptr (PlumbPlan) second = plumb_plan_compose (table, mixed);
  assert_section (second, PLUMB_PLAN_CUES, "cue-bar-mid-foot");
}

#define HEAD "[Plan]\nFormat=plumbline-plan\nVersion=1\nLift=conventional\n"
#define TAIL "[Line k]\nSection=load\nText=Keep\n[Nothing to fix]\nHeadline=N\nLines=k\n" \
             "[Own finding]\nHeadline=O\nLines=k\n"

static PlumbPlanTable *
load_text (const char        *text,
           const char *const *languages,
           GError           **error)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("plumb-XXXXXX.plan", &path, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  PlumbPlanTable *table = plumb_plan_table_load (path, languages, error);
  g_unlink (path);
  return table;
}

static void
test_translated_texts (void)
{
  const char *text = HEAD "[Line c]\nSection=cues\nText=Brace\nText[de]=Spannen\nDose=twice\n"
                          "[Finding f]\nHeadline=One\nHeadline[de]=Eins\nLines=c\n" TAIL;
  const char *const german[] = { "de_AT", "de", "C", NULL };
  const char *const ids[] = { "f", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbPlanTable) table = load_text (text, german, &error);
  g_assert_no_error (error);
  g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, ids);
  g_assert_cmpstr (plan->headline, ==, "Eins");
  g_assert_cmpstr (find_line (plan, "c")->text, ==, "Spannen");
  g_assert_cmpstr (find_line (plan, "c")->dose, ==, "twice");
}

static void
test_findings_that_wait_for_each_other (void)
{
  const char *text = HEAD "[Line a]\nSection=cues\nText=A\n[Line b]\nSection=cues\nText=B\n"
                          "[Finding x]\nHeadline=X\nLines=a\nAfter=y\n"
                          "[Finding y]\nHeadline=Y\nLines=b\nAfter=x\n" TAIL;
  const char *const ids[] = { "x", "y", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbPlanTable) table = load_text (text, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, ids);
  assert_section (plan, PLUMB_PLAN_CUES, "a b");
}

typedef struct
{
  const char *text;
  int         code;
  const char *message; /* after the path */
} BadFile;

static const BadFile bad_files[] = {
  { "Format=plumbline-plan\n", PLUMB_PLAN_ERROR_SYNTAX, ":1: a [group] must come first" },
  { HEAD "rubbish\n" TAIL, PLUMB_PLAN_ERROR_SYNTAX, ":5: neither [group] nor Key=value" },
  { HEAD TAIL "[Line k]\n",
    PLUMB_PLAN_ERROR_SYNTAX, ":14: group “Line k” is here again, first on line 5" },
  { HEAD "Lift=sumo\n" TAIL,
    PLUMB_PLAN_ERROR_SYNTAX, ":5: key “Lift” is here again, first on line 4" },
  { HEAD "[Line k2]\nText=\xff\n" TAIL, PLUMB_PLAN_ERROR_SYNTAX, ":6: not UTF-8" },
  { "[Plan]\nFormat=recipe\nVersion=1\nLift=x\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":2: [Plan] Format: is not" },
  { "[Plan]\nFormat=plumbline-plan\nVersion=2\nLift=x\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":3: [Plan] Version: “2”" },
  { "[Plan]\nFormat=plumbline-plan\nVersion=1\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":1: [Plan] Lift: is missing" },
  { HEAD "Colour=red\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":5: [Plan] Colour: this key is not known" },
  { HEAD TAIL "[Dessert]\n", PLUMB_PLAN_ERROR_CONTENT, ":14: [Dessert]: this group is not known" },
  { HEAD "[Line c]\nSection=soup\nText=T\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":6: [Line c] Section: “soup”" },
  { HEAD "[Line c]\nSection=cues\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":5: [Line c] Text: is missing" },
  { HEAD "[Line c]\nSection=cues\nText=\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":7: [Line c] Text: is empty" },
  { HEAD "[Line c]\nSection=cues\nText=a {b\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":7: [Line c] Text: a “{”" },
  { HEAD "[Line c]\nSection=cues\nText=a {b}\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":7: [Line c] Text: {b} is not" },
  { HEAD "[Settings]\nb=ten\n[Line c]\nSection=cues\nText=a {b}\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":6: [Settings] b: “ten”" },
  { HEAD "[Line c]\nSection=cues\nText=T\nClaims=C01;C50\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":8: [Line c] Claims: “C50”" },
  { HEAD "[Line c]\nSection=cues\nText=T\nClaims=C01;;C02\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":8: [Line c] Claims: an item" },
  { HEAD "[Line c]\nSection=cues\nText=T\nCaution=1\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":8: [Line c] Caution: is for" },
  { HEAD "[Line c]\nSection=refilm\nText=T\nDays=0\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":8: [Line c] Days: “0”" },
  { HEAD "[Finding f]\nHeadline=F\nLines=zz\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":7: [Finding f] Lines: there is no [Line zz]" },
  { HEAD "[Finding f]\nHeadline=F\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":5: [Finding f] Lines: names no line" },
  { HEAD "[Finding f]\nLines=k\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":5: [Finding f] Headline: is missing" },
  { HEAD "[Finding f]\nHeadline=F\nLines=k\nAfter=g\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":8: [Finding f] After: there is no [Finding g]" },
  { HEAD "[Finding f]\nHeadline=F\nLines=k\nIf=k\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":8: [Finding f] If: “k” is not finding:line" },
  { HEAD "[Finding f]\nHeadline=F\nLines=k\nIf=f:zz\n" TAIL,
    PLUMB_PLAN_ERROR_CONTENT, ":8: [Finding f] If: there is no [Line zz]" },
  { HEAD, PLUMB_PLAN_ERROR_CONTENT, ":1: [Nothing to fix] is missing" },
  { "", PLUMB_PLAN_ERROR_CONTENT, ":1: [Plan] is missing" },
};

static void
test_bad_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (load_text (bad_files[i].text, NULL, &error));
      g_assert_error (error, PLUMB_PLAN_ERROR, bad_files[i].code);
      if (strstr (error->message, bad_files[i].message) == NULL)
        g_error ("case %u: “%s” lacks “%s”", i, error->message, bad_files[i].message);
    }
  g_autoptr (GError) error = NULL;
  g_assert_null (plumb_plan_table_load ("/nowhere/none.plan", NULL, &error));
  g_assert_error (error, PLUMB_PLAN_ERROR, PLUMB_PLAN_ERROR_READ);
  g_assert_nonnull (strstr (error->message, "/nowhere/none.plan"));
}

/* Every file of tests/bad/plans is refused, and says on which line. */
static void
test_bad_folder (void)
{
  g_autofree char *folder
    = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "tests", "bad", "plans", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  guint n_files = 0;
  for (const char *name; (name = g_dir_read_name (dir)) != NULL; n_files++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_assert_null (plumb_plan_table_load (path, NULL, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == PLUMB_PLAN_ERROR);
      g_autofree char *prefix = g_strconcat (path, ":", NULL);
      g_assert_true (g_str_has_prefix (error->message, prefix));
      g_assert_true (g_ascii_isdigit (error->message[strlen (prefix)]));
    }
  g_assert_cmpuint (n_files, >=, 5);
}

/* Whatever becomes of a file: a table or an error with a place, no crash. */
static void
test_damaged_files (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "plans",
                                            "conventional.plan", NULL);
  g_autofree char *contents = NULL;
  gsize length = 0;
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  static const char *const ids[] = { "lumbar-rounding", "hips-too-high", "bar-forward", NULL };
  static const char bytes[] = "[]=\n;{}:\\#\xff\0 a0";
  guint n_loaded = 0;
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *damaged = g_memdup2 (contents, length + 1);
      for (int j = g_test_rand_int_range (1, 6); j > 0; j--)
        damaged[g_test_rand_int_range (0, (int) length)]
          = bytes[g_test_rand_int_range (0, sizeof bytes - 1)];
      if (i % 4 == 0)
        damaged[g_test_rand_int_range (0, (int) length)] = '\0';
      g_autoptr (GError) error = NULL;
      g_autoptr (PlumbPlanTable) table = load_text (damaged, NULL, &error);
      g_assert_true ((table == NULL) == (error != NULL));
      if (table == NULL)
        continue;
      g_autoptr (PlumbPlan) plan = plumb_plan_compose (table, ids);
      g_assert_nonnull (plan->headline);
      n_loaded++;
    }
  g_assert_cmpuint (n_loaded, >, 0);
}

static void
test_section_titles (void)
{
  g_assert_cmpstr (plumb_plan_section_title (PLUMB_PLAN_CUES), ==, "Cues");
  g_assert_cmpstr (plumb_plan_section_title (PLUMB_PLAN_REFILM), ==, "Next film");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/every-finding-has-a-plan", test_every_finding_has_a_plan);
  g_test_add_func ("/plan/hips-too-high", test_hips_too_high);
  g_test_add_func ("/plan/hips-and-rounding", test_hips_and_rounding);
  g_test_add_func ("/plan/duplicates", test_duplicates_keep_both_reasons);
  g_test_add_func ("/plan/with-another-finding", test_lines_that_come_with_another_finding);
  g_test_add_func ("/plan/pain-outranks", test_pain_outranks_every_other_load);
  g_test_add_func ("/plan/nothing-to-fix", test_nothing_to_fix);
  g_test_add_func ("/plan/own-finding", test_own_finding);
  g_test_add_func ("/plan/translated", test_translated_texts);
  g_test_add_func ("/plan/wait-for-each-other", test_findings_that_wait_for_each_other);
  g_test_add_func ("/plan/bad-files", test_bad_files);
  g_test_add_func ("/plan/bad-folder", test_bad_folder);
  g_test_add_func ("/plan/damaged-files", test_damaged_files);
  g_test_add_func ("/plan/section-titles", test_section_titles);
  return g_test_run ();
}
