/* Criteria files: the shipped ones, broken ones, and what an error says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "measure-specs.h"
#include "worked.h"

typedef struct
{
  const char *id;
  double      band[4];
} Band;

/* The default configuration as it was decided. */
static const Band bands[] = {
  { "M1.e_bar", { -15, -8, 8, 15 } },      { "M2.q", { -0.15, 0.10, 0.90, 1.15 } },
  { "M2.arm", { 0, 3, 12, 17 } },          { "M2.e_scap", { -30, -15, 15, 30 } },
  { "M3.knee", { 100, 110, 138, 147 } },   { "M3.thigh", { 22, 32, 62, 72 } },
  { "M3.trunk", { 5, 10, 42, 50 } },       { "M3.shank", { 63, 68, 86, 90 } },
  { "M3.h_idx", { 0.30, 0.42, 0.72, 0.85 } }, { "M3.h_bar", { 51, 57, 74, 77 } },
  { "M5.dkappa", { NAN, NAN, 5, 10 } },    { "M5.dbow", { NAN, NAN, 2, 4 } },
  { "M6.pre_rise", { NAN, NAN, 5, 10 } },  { "M6.hip_lead", { NAN, NAN, 2, 6 } },
  { "M6.trunk_drop", { -8, -3, NAN, NAN } }, { "M6.R100", { NAN, NAN, 1.0, 1.25 } },
  { "M7.fwd", { NAN, NAN, 10, 20 } },
};

static void
test_shipped_bands (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");

  g_assert_cmpstr (plumb_criteria_lift (criteria), ==, "conventional");
  g_assert_cmpfloat (plumb_criteria_capture (criteria)->confidence, ==, 0.95);
  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    {
      const PlumbCriterion *criterion = plumb_criteria_find (criteria, bands[i].id);

      g_test_message ("%s", bands[i].id);
      for (guint k = 0; k < 4; k++)
        if (isnan (bands[i].band[k]))
          g_assert_true (isnan (criterion->band[k]));
        else
          g_assert_cmpfloat (criterion->band[k], ==, bands[i].band[k]);
    }
  g_assert_true (plumb_criteria_find (criteria, "M6.R100")->support);
  g_assert_false (plumb_criteria_find (criteria, "M3.knee")->support);
  g_assert_true (isnan (plumb_criteria_find (criteria, "M3.hip")->band[1]));
}

static void
test_shipped_clicks (void)
{
  static const double click[] = { 3, 3, 4, 4, 6, 4, 6, 5, 6, 6, 2 };
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");

  for (guint i = 0; i < G_N_ELEMENTS (click); i++)
    g_assert_cmpfloat (plumb_criteria_click_sd_px (criteria, (PlumbLandmark) i), ==, click[i]);
  g_assert_cmpfloat (plumb_criteria_reclick_sd_px (criteria, PLUMB_LANDMARK_HIP), ==, 3);
  g_assert_cmpfloat (plumb_criteria_reclick_sd_px (criteria, PLUMB_LANDMARK_BAR), ==, 1.5);
}

/* A band has a source that was read, quoted or remembered, or is our proposal; what
 * is measured can be made measurable, or says why this lift's side view cannot. */
static void
check_evidence (const PlumbCriterion *criterion)
{
  gboolean has_band = FALSE;

  g_test_message ("%s: %s", criterion->id, criterion->source);
  for (guint i = 0; i < G_N_ELEMENTS (criterion->band); i++)
    has_band = has_band || !isnan (criterion->band[i]);
  if (has_band)
    g_assert_true (g_regex_match_simple ("\\[(V|V2|M)\\]|\\bP\\b", criterion->source, 0, 0));
  g_assert_true ((criterion->remedy != NULL) != (criterion->refused != NULL));
  g_assert_false (has_band && criterion->refused != NULL);
  g_assert_cmpfloat (criterion->confidence, ==, 0.95);
}

/* There the coach sees it, with the article's sentence. */
static gboolean
stands_in_a_check (const PlumbCriteria *criteria,
                   const char          *id)
{
  for (guint i = 0; i < plumb_criteria_n_groups (criteria); i++)
    if (g_strv_contains (plumb_criteria_group (criteria, i)->measures, id))
      return strlen (plumb_criteria_group (criteria, i)->sentence) > 0;
  return FALSE;
}

/* Each shipped file: sources and claims everywhere, every finding belongs to a
 * check, every sentence stands in the article (where that is there). */
static void
check_shipped (const char *name,
               const char *article)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria (name);
  g_autofree char *lift = g_strndup (name, strlen (name) - strlen (".criteria"));

  g_test_message ("%s", name);
  g_assert_cmpstr (plumb_criteria_lift (criteria), ==, lift);
  g_assert_cmpuint (plumb_criteria_n_groups (criteria), >, 0);
  for (guint i = 0; i < plumb_measure_n_specs (); i++)
    {
      const PlumbCriterion *criterion = plumb_criteria_find (criteria,
                                                             plumb_measure_spec (i)->id);

      if (criterion == NULL)
        continue;
      g_assert_cmpuint (strlen (criterion->name), >, 0);
      g_assert_cmpuint (strlen (criterion->source), >, 0);
      g_assert_true (g_regex_match_simple ("^C[0-9]{2}(;C[0-9]{2})*$", criterion->claims, 0, 0));
      check_evidence (criterion);
      g_assert_true (stands_in_a_check (criteria, criterion->id));
    }
  for (guint i = 0; i < plumb_criteria_n_groups (criteria); i++)
    {
      const PlumbCheckGroup *group = plumb_criteria_group (criteria, i);

      g_test_message ("%s", group->sentence);
      g_assert_nonnull (group->measures[0]);
      for (guint k = 0; group->findings[k] != NULL; k++)
        g_assert_nonnull (plumb_criteria_finding_title (criteria, group->findings[k]));
      if (article != NULL)
        g_assert_nonnull (strstr (article, group->sentence));
    }
}

static void
test_shipped_files (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data",
                                              "criteria", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SHARED_DIR"), "article.txt",
                                            NULL);
  g_autofree char *article = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  if (!g_file_get_contents (path, &article, NULL, NULL))
    g_test_message ("the article is not here: sentences are not compared");
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".criteria"))
      {
        check_shipped (name, article);
        n++;
      }
  g_assert_cmpuint (n, >=, 4);
}

static PlumbChecks *
check_lift (const char *file,
            const char *lift)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria (file);
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e1);

  add_worked_setup (poses, 0, &worked_a);
  add_worked_setup (poses, 3, &worked_a);
  g_free (poses->lift);
  poses->lift = g_strdup (lift);
  return plumb_check (poses, criteria);
}

static void
test_sumo (void)
{
  static const char *const refused[] = { "M3.knee", "M3.thigh", "M3.shank", "M3.hip", "M3.h_bar" };
  static const double trunk[] = { 12, 17, 49, 57 };
  g_autoptr (PlumbChecks) checks = check_lift ("sumo.criteria", "sumo");

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      const PlumbMeasure *measure = plumb_checks_find (checks, refused[i]);

      g_assert_false (measure->has_value);
      g_assert_nonnull (measure->refused);
    }
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (plumb_checks_find (checks, "M3.trunk")->band[i], ==, trunk[i]);
  g_assert_cmpint (plumb_checks_find (checks, "M3.trunk")->verdict, ==, PLUMB_VERDICT_GOOD);
  g_assert_cmpint (plumb_checks_find (checks, "M1.e_bar")->verdict, ==, PLUMB_VERDICT_GOOD);
  g_assert_cmpint (plumb_checks_find (checks, "M2.q")->verdict, ==, PLUMB_VERDICT_DATA);
  g_assert_nonnull (plumb_checks_find_finding (checks, "hips-rise-early"));
}

static void
test_romanian (void)
{
  g_autoptr (PlumbChecks) checks = check_lift ("romanian.criteria", "romanian");

  g_assert_nonnull (plumb_checks_find (checks, "M6.hip_lead")->refused);
  g_assert_false (plumb_checks_find (checks, "M6.hip_lead")->has_value);
  g_assert_null (plumb_checks_find (checks, "M6.R50"));
  g_assert_cmpint (plumb_checks_find (checks, "M3.knee")->verdict, ==, PLUMB_VERDICT_DATA);
  g_assert_null (plumb_checks_find (checks, "M3.knee")->refused);
  g_assert_cmpint (plumb_checks_find (checks, "M1.e_bar")->verdict, ==, PLUMB_VERDICT_GOOD);
  g_assert_null (plumb_checks_find_finding (checks, "hips-rise-early"));
}

static void
test_stiff_leg (void)
{
  g_autoptr (PlumbChecks) checks = check_lift ("stiff-leg.criteria", "stiff-leg");

  g_assert_cmpint (plumb_checks_find (checks, "M3.knee")->verdict, ==, PLUMB_VERDICT_DATA);
  g_assert_cmpint (plumb_checks_find (checks, "M6.hip_lead")->verdict, ==, PLUMB_VERDICT_FAULT);
  g_assert_nonnull (plumb_checks_find_finding (checks, "bar-drifts-forward"));
}

/* Each broken file says in its first line what the error has to say. */
static void
test_broken_files (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "tests", "bad",
                                              "criteria", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, "# wants: "));
      *strchr (text, '\n') = '\0';
      g_assert_null (plumb_criteria_load (path, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_true (error->domain == PLUMB_CRITERIA_ERROR);
      g_assert_true (g_str_has_prefix (error->message, path));
      g_assert_nonnull (strstr (error->message, text + strlen ("# wants: ")));
      n++;
    }
  g_assert_cmpuint (n, >=, 10);
}

typedef struct
{
  const char *from; /* a line of the shipped file, replaced once … */
  const char *to;
  const char *message; /* … then the error says this; NULL: it is fine */
} Damage;

static const Damage damages[] = {
  { "\nBand=-15;-8;8;15\n", "\nBand=-15;-8;8\n",
    "[Measure M1.e_bar] Band: 4 numbers wanted, separated by ;" },
  { "\nBand=-15;-8;8;15\n", "\nBand=-15;8;-8;15\n", "[Measure M1.e_bar] Band: four numbers wanted "
                                                    "in rising order" },
  { "\nBand=-15;-8;8;15\n", "\nBand=-15;-;8;15\n", "in rising order" },
  { "\nBand=-15;-8;8;15\n", "\nBand=-15;-8;8;fifteen\n", "[Measure M1.e_bar] Band: 4 numbers" },
  { "\nBand=-15;-8;8;15\n", "\nBand=-15;-8;8;nan\n", "[Measure M1.e_bar] Band: 4 numbers" },
  { "\nBand=-15;-8;8;15\n", "\nBand=-15;-8;8;1e999\n", "[Measure M1.e_bar] Band: 4 numbers" },
  { "\nBand=-15;-8;8;15\n", "\nBand=-15;;8;15\n", "an empty item in the list" },
  { "\nBand=-15;-8;8;15\n", "\nBand=\n", "[Measure M1.e_bar] Band: the value is empty" },
  { "\nBand=-15;-8;8;15\n", "\nBand=-15;-8;8;15;\n", NULL },
  { "\nBand=-15;-8;8;15\n", "\nBands=-15;-8;8;15\n", "[Measure M1.e_bar] Bands: an unknown key" },
  { "\nUnit=%foot\n", "\nUnit=mm\n", "[Measure M1.e_bar] Unit: not the unit of this measure" },
  { "\nUnit=%foot\n", "\n", "[Measure M1.e_bar] Unit: the key is missing" },
  { "\nSupport=true\n", "\nSupport=yes\n", "Support: true or false wanted" },
  { "[Measure M1.e_bar]", "[Measure M1.bar]", "[Measure M1.bar]: a measure that does not exist" },
  { "[Finding hips-too-high]", "[Finding hips-high]",
    "[Finding hips-high]: a finding that does not exist" },
  { "[Check slack]", "[Cheque slack]", "[Cheque slack]: an unknown group" },
  { "\nSchool=over\n", "\nSchool=behind\n", "[Criteria] School: over or in-front wanted" },
  { "\nSchool=over\n", "\nSchool=\n", "[Criteria] School: the value is empty" },
  { "\nSchool=over\n", "\nSchool=in-front\n", NULL },
  { "\nBandInFront=5;8;17;22\n", "\nBandInFront=5;8;7;22\n",
    "[Measure M2.arm] BandInFront: four numbers wanted in rising order" },
  { "\nRule=agree\n", "\nRule=vote\n", "Rule: first, worst, all or agree wanted" },
  { "\nMeasures=M1.e_bar\n", "\nMeasures=M1.e_bar;M9.none\n",
    "[Check bar-over-mid-foot] Measures: names a measure that has no group" },
  { "\nFindings=bar-drifts-forward\n", "\nFindings=bar-drifts\n",
    "[Check bar-path] Findings: names a finding that has no group" },
  { "\nhip=6\n", "\nhip=0\n", "[Click] hip: a number above 0 wanted" },
  { "\nhip=6\n", "\nhips=6\n", "[Click] hip: the key is missing" },
  { "\nMinRate=60\n", "\nMinRate=-1\n", "[Capture] MinRate: a number that is not negative wanted" },
  { "\nNearestDistance=2.5\n", "\nNearestDistance=0.5\n",
    "[Capture] NearestDistance: more than PlateDepth wanted" },
  { "\nLensDistanceSd=0.1\n", "\n", NULL },
  { "\nLensDistanceSd=0.1\n", "\nLensDistanceSd=much\n",
    "[Capture] LensDistanceSd: 1 number wanted" },
  { "\nConfidence=0.95\n", "\nConfidence=0.4\n", "[Criteria] Confidence: a number between 0.5" },
  { "\nRemedy=Enter the camera's distance.\n", "\nRemedy=\n", "Remedy: the value is empty" },
  { "\nMeasures=M1.e_bar\n", "\nMeasures=\n", "[Check bar-over-mid-foot] Measures" },
  { "\nBarStart=215;235\n", "\nBarStart=215\n", "[Capture] BarStart: 2 numbers wanted" },
  { "\nClaims=C20\n", "\n", "[Measure M1.e_bar] Claims: the key is missing" },
};

/* (transfer full) The line (from 1) on which `at` begins. */
static guint
count_lines (const char *text,
             const char *at)
{
  guint line = 1;

  for (; text < at; text++)
    line += *text == '\n';
  return line;
}

static void
test_damages (void)
{
  g_autofree char *shipped = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data",
                                               "criteria", "conventional.criteria", NULL);
  g_autofree char *folder = g_dir_make_tmp ("plumbline-criteria-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "damaged.criteria", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (shipped, &text, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      const char *at = strstr (text, damages[i].from);
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (at);
      g_autoptr (GString) damaged = g_string_new_len (text, at - text);
      g_string_append (damaged, damages[i].to);
      g_string_append (damaged, at + strlen (damages[i].from));
      g_assert_true (g_file_set_contents (path, damaged->str, -1, NULL));

      PlumbCriteria *criteria = plumb_criteria_load (path, NULL, &error);
      if (damages[i].message == NULL)
        {
          g_assert_no_error (error);
          plumb_criteria_unref (criteria);
          continue;
        }
      g_test_message ("%s", error->message);
      g_assert_null (criteria);
      g_assert_error (error, PLUMB_CRITERIA_ERROR, PLUMB_CRITERIA_ERROR_CONTENT);
      g_assert_nonnull (strstr (error->message, damages[i].message));

      /* A key that is there is named with its own line. */
      if (*damages[i].from == '\n' && strcmp (damages[i].to, "\n") != 0 &&
          strstr (damages[i].message, "is missing") == NULL)
        {
          g_autofree char *where = g_strdup_printf ("%s:%u: ", path,
                                                    count_lines (text, at + 1));
          g_assert_true (g_str_has_prefix (error->message, where));
        }
    }
  g_remove (path);
  g_rmdir (folder);
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (plumb_criteria_load ("/nowhere/conventional.criteria", NULL, &error));
  g_assert_error (error, PLUMB_CRITERIA_ERROR, PLUMB_CRITERIA_ERROR_READ);
}

static void
test_translation (void)
{
  static const char *const german[] = { "de_AT", "de", "C", NULL };
  static const char *const french[] = { "fr", "C", NULL };
  g_autofree char *shipped = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data",
                                               "criteria", "conventional.criteria", NULL);
  g_autoptr (GError) error = NULL;

  g_autoptr (PlumbCriteria) de = plumb_criteria_load (shipped, german, &error);
  g_assert_no_error (error);
  g_autoptr (PlumbCriteria) fr = plumb_criteria_load (shipped, french, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (plumb_criteria_find (de, "M3.knee")->name, ==, "Kniewinkel");
  g_assert_cmpstr (plumb_criteria_finding_title (de, "hips-too-high"), ==, "Hüfte zu hoch");
  g_assert_cmpstr (plumb_criteria_find (fr, "M3.knee")->name, ==, "Knee angle");
}

static void
test_lookups (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbCriteria) again = plumb_criteria_ref (criteria);

  g_assert_true (again == criteria);
  g_assert_null (plumb_criteria_find (criteria, "M0.none"));
  g_assert_null (plumb_criteria_finding_title (criteria, "none"));
  g_assert_cmpstr (plumb_criteria_finding_title (criteria, "hips-too-high"), ==, "Hips too high");
  g_assert_cmpstr (plumb_criteria_group (criteria, 2)->measures[0], ==, "M3.knee");
}

/* (transfer full) (nullable) The shipped file with `line` under the measures named. */
static PlumbCriteria *
parse_with_line (const char *const *ids,
                 const char        *line,
                 GError           **error)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  GString *own = g_string_new (text);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *group = g_strdup_printf ("[Measure %s]\n", ids[i]);
      g_autofree char *more = g_strconcat (group, line, "\n", NULL);

      g_assert_cmpuint (g_string_replace (own, group, more, 0), ==, 1);
    }

  PlumbCriteria *criteria = plumb_criteria_parse ("own", own->str, own->len, NULL, error);
  g_string_free (own, TRUE);
  return criteria;
}

static const PlumbCheckGroup *
find_check (const PlumbCriteria *criteria,
            const char          *id)
{
  for (guint i = 0; i < plumb_criteria_n_groups (criteria); i++)
    if (g_str_equal (plumb_criteria_group (criteria, i)->id, id))
      return plumb_criteria_group (criteria, i);
  return NULL;
}

/* What a coach turned off is not there, nor a check of which nothing is left. */
static void
test_off (void)
{
  static const char *const one[] = { "M2.arm", NULL };
  static const char *const all[] = { "M2.q", "M2.arm", "M2.e_scap", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbCriteria) criteria = parse_with_line (one, "Off=true", &error);
  g_assert_no_error (error);
  g_autoptr (PlumbPoses) poses = make_worked_poses ();

  add_worked_setup (poses, 0, &worked_b);
  poses->moments[PLUMB_MOMENT_SET] = 0;
  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  g_assert_null (plumb_criteria_find (criteria, "M2.arm"));
  g_assert_null (plumb_checks_find (checks, "M2.arm"));
  g_assert_nonnull (plumb_checks_find (checks, "M2.q"));

  const PlumbCheckGroup *check = find_check (criteria, "shoulder-blades-over-bar");
  g_assert_nonnull (check);
  g_assert_false (g_strv_contains (check->measures, "M2.arm"));
  g_assert_true (g_strv_contains (check->measures, "M2.e_scap"));

  g_autoptr (PlumbCriteria) without = parse_with_line (all, "Off=true", &error);
  g_assert_no_error (error);
  g_assert_null (find_check (without, "shoulder-blades-over-bar"));
  g_assert_cmpuint (plumb_criteria_n_groups (without), ==,
                    plumb_criteria_n_groups (criteria) - 1);

  g_autoptr (PlumbCriteria) on = parse_with_line (one, "Off=false", &error);
  g_assert_no_error (error);
  g_assert_nonnull (plumb_criteria_find (on, "M2.arm"));

  g_assert_null (parse_with_line (one, "Off=maybe", &error));
  g_assert_error (error, PLUMB_CRITERIA_ERROR, PLUMB_CRITERIA_ERROR_CONTENT);
  g_assert_nonnull (strstr (error->message, "[Measure M2.arm] Off: true or false wanted"));
}

/* A knee of 150 ± 7 degrees is a fault with 80 % probability. */
static void
test_confidence (void)
{
  static const char *const knee[] = { "M3.knee", NULL };
  static const struct
  {
    const char  *line;
    PlumbVerdict verdict;
  } rows[] = { { "Confidence=0.75", PLUMB_VERDICT_FAULT },
               { "Confidence=0.95", PLUMB_VERDICT_WATCH } };
  g_autoptr (PlumbPoses) poses = make_worked_poses ();
  g_autoptr (GError) error = NULL;

  add_worked_setup (poses, 0, &worked_b);
  poses->moments[PLUMB_MOMENT_SET] = 0;
  for (guint k = 0; k < PLUMB_N_LANDMARKS; k++)
    poses->click_sd_px[k] = 12;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlumbCriteria) criteria = parse_with_line (knee, rows[i].line, &error);
      g_assert_no_error (error);
      g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
      const PlumbMeasure *measure = plumb_checks_find (checks, "M3.knee");

      g_test_message ("%g, %g", measure->p_good, measure->p_fault);
      g_assert_cmpint (measure->verdict, ==, rows[i].verdict);
      g_assert_cmpfloat (plumb_criteria_find (criteria, "M3.thigh")->confidence, ==, 0.95);
    }
  g_assert_null (parse_with_line (knee, "Confidence=95", &error));
  g_assert_error (error, PLUMB_CRITERIA_ERROR, PLUMB_CRITERIA_ERROR_CONTENT);
  g_assert_nonnull (strstr (error->message, "[Measure M3.knee] Confidence: a number between "
                                            "0.5 and 1 wanted"));
}

/* (transfer full) (nullable) The criteria of `lift` with a school named. */
static PlumbCriteria *
parse_school (const char         *lift,
              const char         *school,
              const char *const  *languages,
              GError            **error)
{
  g_autofree char *name = g_strconcat (lift, ".criteria", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            name, NULL);
  g_autofree char *head = g_strdup_printf ("\nLift=%s\n", lift);
  g_autofree char *more = g_strdup_printf ("\nLift=%s\nSchool=%s\n", lift, school);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  GString *own = g_string_new (text);
  g_string_replace (own, "\nSchool=over\n", "\n", 0);
  g_assert_cmpuint (g_string_replace (own, head, more, 0), ==, 1);

  PlumbCriteria *criteria = plumb_criteria_parse ("own", own->str, own->len, languages, error);
  g_string_free (own, TRUE);
  return criteria;
}

static void
test_school (void)
{
  static const struct
  {
    const char *school, *name, *german;
    double      q[4], arm[4], e_scap[4];
  } rows[] = {
    { "over", "Shoulder blades over the bar", "Schulterblätter über der Hantel",
      { -0.15, 0.10, 0.90, 1.15 }, { 0, 3, 12, 17 }, { -30, -15, 15, 30 } },
    { "in-front", "Shoulders in front of the bar", "Schultern vor der Hantel",
      { -0.50, -0.25, 0.50, 0.75 }, { 5, 8, 17, 22 }, { -7, 8, 38, 53 } },
  };
  static const char *const german[] = { "de", "C", NULL };
  const char *id = "shoulder-blades-over-bar";

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PlumbCriteria) en = parse_school ("conventional", rows[i].school, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (PlumbCriteria) de = parse_school ("conventional", rows[i].school, german, &error);
      g_assert_no_error (error);

      g_assert_cmpstr (plumb_criteria_school (en), ==, rows[i].school);
      g_assert_cmpstr (find_check (en, id)->name, ==, rows[i].name);
      g_assert_cmpstr (find_check (de, id)->name, ==, rows[i].german);
      for (guint k = 0; k < 4; k++)
        {
          g_assert_cmpfloat (plumb_criteria_find (en, "M2.q")->band[k], ==, rows[i].q[k]);
          g_assert_cmpfloat (plumb_criteria_find (en, "M2.arm")->band[k], ==, rows[i].arm[k]);
          g_assert_cmpfloat (plumb_criteria_find (en, "M2.e_scap")->band[k], ==,
                             rows[i].e_scap[k]);
          /* What no school has an opinion of stays. */
          g_assert_cmpfloat (plumb_criteria_find (en, "M1.e_bar")->band[k], ==,
                             plumb_criteria_find (de, "M1.e_bar")->band[k]);
        }
      g_assert_true (g_str_has_prefix (plumb_criteria_find (en, "M2.arm")->source, "P:")
                     == (i == 1));
    }
}

/* Named in a file that has no band of that school. */
static void
test_school_without_bands (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse_school ("romanian", "in-front", NULL, &error));
  g_assert_error (error, PLUMB_CRITERIA_ERROR, PLUMB_CRITERIA_ERROR_CONTENT);
  g_assert_true (g_str_has_prefix (error->message, "own:"));
  g_assert_true (g_str_has_suffix (error->message, "[Criteria] School: no measure of this file "
                                                   "has a band of that school"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/criteria/shipped-bands", test_shipped_bands);
  g_test_add_func ("/criteria/shipped-clicks", test_shipped_clicks);
  g_test_add_func ("/criteria/shipped-files", test_shipped_files);
  g_test_add_func ("/criteria/sumo", test_sumo);
  g_test_add_func ("/criteria/romanian", test_romanian);
  g_test_add_func ("/criteria/stiff-leg", test_stiff_leg);
  g_test_add_func ("/criteria/broken-files", test_broken_files);
  g_test_add_func ("/criteria/damages", test_damages);
  g_test_add_func ("/criteria/missing-file", test_missing_file);
  g_test_add_func ("/criteria/translation", test_translation);
  g_test_add_func ("/criteria/lookups", test_lookups);
  g_test_add_func ("/criteria/off", test_off);
  g_test_add_func ("/criteria/confidence", test_confidence);
  g_test_add_func ("/criteria/school", test_school);
  g_test_add_func ("/criteria/school-without-bands", test_school_without_bands);
  return g_test_run ();
}
