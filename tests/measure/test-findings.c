/* From measures to findings and panel rows: the rules, on measures made by
 * hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "findings.h"
#include "worked.h"

#define G PLUMB_VERDICT_GOOD
#define W PLUMB_VERDICT_WATCH
#define F PLUMB_VERDICT_FAULT
#define T PLUMB_VERDICT_TOO_CLOSE
#define N PLUMB_VERDICT_NOT_MEASURABLE

/* A measure on the high (+1) or low (-1) side of its band. */
typedef struct
{
  const char  *id;
  int          side;
  PlumbVerdict verdict;
  gint64       frame;
} Made;

#define MAX_MADE 6

typedef struct
{
  Made         made[MAX_MADE];
  const char  *finding; /* that is raised … */
  PlumbVerdict verdict; /* … with this; NULL: none at all */
} Row;

static PlumbChecks *
make_checks (const PlumbCriteria *criteria,
             const Made          *made,
             guint                n)
{
  PlumbChecks *checks = g_new0 (PlumbChecks, 1);

  checks->measures = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_measure_free);
  checks->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_finding_free);
  for (guint i = 0; i < n && made[i].id != NULL; i++)
    {
      const PlumbCriterion *criterion = plumb_criteria_find (criteria, made[i].id);
      PlumbMeasure *measure = g_new0 (PlumbMeasure, 1);

      measure->id = criterion->id;
      measure->unit = criterion->unit;
      measure->support = criterion->support;
      measure->frame = made[i].frame;
      measure->has_value = made[i].verdict != N;
      measure->verdict = made[i].verdict;
      measure->u = 1;
      measure->missing = g_new0 (char *, 1);
      for (guint k = 0; k < 4; k++)
        measure->band[k] = criterion->band[k];
      measure->value = made[i].side > 0 ? criterion->band[2] + 1
                       : made[i].side < 0 ? criterion->band[1] - 1
                                          : 0;
      g_ptr_array_add (checks->measures, measure);
    }
  return checks;
}

static const Row rows[] = {
  /* The knee decides; a support that is a fault makes a fault of a watch. */
  { { { "M3.knee", 1, W } }, "hips-too-high", W },
  { { { "M3.knee", 1, F } }, "hips-too-high", F },
  { { { "M3.knee", 1, W }, { "M3.thigh", 1, W } }, "hips-too-high", W },
  { { { "M3.knee", 1, W }, { "M3.thigh", 1, F } }, "hips-too-high", F },
  { { { "M3.knee", 1, W }, { "M3.h_idx", 1, F } }, "hips-too-high", F },
  { { { "M3.knee", 1, W }, { "M3.trunk", -1, F } }, "hips-too-high", F },
  { { { "M3.knee", 1, W }, { "M3.trunk", 1, F } }, "hips-too-high", W },
  { { { "M3.knee", 1, T }, { "M3.thigh", 1, F } }, NULL, N },
  { { { "M3.knee", 0, G }, { "M3.thigh", 1, F } }, NULL, N },
  { { { "M3.knee", -1, W } }, "hips-too-low", W },
  { { { "M3.knee", -1, W }, { "M3.trunk", 1, F } }, "hips-too-low", F },
  { { { "M3.knee", -1, W }, { "M3.thigh", -1, F } }, "hips-too-low", F },
  { { { "M3.knee", -1, W }, { "M3.h_idx", -1, F } }, "hips-too-low", F },
  { { { "M3.knee", -1, W }, { "M3.trunk", -1, F } }, "hips-too-low", W },

  { { { "M1.e_bar", 1, F } }, "bar-forward", F },
  { { { "M1.e_bar", -1, W } }, "bar-behind", W },
  { { { "M1.e_bar", 1, T } }, NULL, N },

  /* Two of three agree, else watch; one alone speaks for itself. */
  { { { "M2.q", 1, F }, { "M2.arm", -1, F }, { "M2.e_scap", -1, F } }, "shoulders-behind-bar", F },
  { { { "M2.q", 1, F }, { "M2.arm", -1, F }, { "M2.e_scap", 0, G } }, "shoulders-behind-bar", F },
  { { { "M2.q", 1, F }, { "M2.arm", 0, G }, { "M2.e_scap", 0, G } }, "shoulders-behind-bar", W },
  { { { "M2.q", 1, W }, { "M2.arm", -1, W }, { "M2.e_scap", 0, G } }, "shoulders-behind-bar", W },
  { { { "M2.q", 1, W }, { "M2.arm", 0, G }, { "M2.e_scap", 0, G } }, NULL, N },
  { { { "M2.arm", -1, F } }, "shoulders-behind-bar", F },
  { { { "M2.arm", 1, W } }, "shoulders-too-far-in-front", W },
  { { { "M2.q", -1, F }, { "M2.arm", 1, W }, { "M2.e_scap", 1, F } },
    "shoulders-too-far-in-front", F },

  { { { "M4.dkappa", 1, F }, { "M4.dbow", 0, G } }, "back-rounded-at-set", F },
  { { { "M5.dkappa", 1, W } }, "lumbar-rounding-late", W },
  { { { "M6.pre_rise", 1, W } }, "hips-rise-before-lift-off", W },
  { { { "M6.hip_lead", 1, F } }, "hips-rise-early", F },
  { { { "M6.trunk_drop", -1, F, 11 } }, "hips-rise-early", F },
  { { { "M6.trunk_drop", -1, F, 10 } }, "hips-rise-before-lift-off", F },
  { { { "M7.fwd", 1, W } }, "bar-drifts-forward", W },
  { { { "M7.back", -1, W } }, NULL, N },

  /* Support only: worth a look, never a fault. */
  { { { "M8.slack_sh", 1, F } }, "slack-not-pulled", W },
  { { { "M8.elbow", -1, F } }, "slack-not-pulled", W },
};

static void
test_rules (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlumbChecks) checks = make_checks (criteria, rows[i].made, MAX_MADE);
      PlumbEvaluation evaluation = { .criteria = criteria, .checks = checks };

      evaluation.moments[PLUMB_MOMENT_LIFT_OFF] = 10;
      plumb_findings_raise (&evaluation);
      g_test_message ("row %u", i);
      if (rows[i].finding == NULL)
        {
          g_assert_cmpuint (checks->findings->len, ==, 0);
          continue;
        }
      g_assert_cmpuint (checks->findings->len, ==, 1);
      const PlumbFinding *finding = checks->findings->pdata[0];
      g_assert_cmpstr (finding->id, ==, rows[i].finding);
      g_assert_cmpint (finding->verdict, ==, rows[i].verdict);
      g_assert_cmpuint (g_strv_length (finding->because), >, 0);
      g_assert_cmpuint (g_strv_length (finding->claims), >, 0);
      g_assert_null (strchr (finding->text, '{'));
    }
}

/* The farthest out is told, in the words of the file. */
static void
test_told (void)
{
  static const Made made[] = { { "M6.hip_lead", 1, W, 12 }, { "M6.trunk_drop", -1, F, 14 } };
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbChecks) checks = make_checks (criteria, made, G_N_ELEMENTS (made));
  PlumbEvaluation evaluation = { .criteria = criteria, .checks = checks };

  evaluation.moments[PLUMB_MOMENT_LIFT_OFF] = 10;
  plumb_findings_raise (&evaluation);
  const PlumbFinding *finding = plumb_checks_find_finding (checks, "hips-rise-early");
  g_assert_cmpint (finding->frame, ==, 14);
  g_assert_cmpstr (finding->text, ==, "Trunk drop: -4.0° ± 2.0°, past the limit of -8.0°. "
                                      "The hips rise faster than the bar.");
}

/* Setup faults stand before pull faults. */
static void
test_order (void)
{
  static const Made made[] = { { "M7.fwd", 1, F }, { "M6.hip_lead", 1, F }, { "M5.dkappa", 1, F },
                               { "M3.knee", 1, F }, { "M1.e_bar", 1, F } };
  static const char *const order[] = { "bar-forward", "hips-too-high", "lumbar-rounding-late",
                                       "hips-rise-early", "bar-drifts-forward" };
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbChecks) checks = make_checks (criteria, made, G_N_ELEMENTS (made));
  PlumbEvaluation evaluation = { .criteria = criteria, .checks = checks };

  plumb_findings_raise (&evaluation);
  g_assert_cmpuint (checks->findings->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (((PlumbFinding *) checks->findings->pdata[i])->id, ==, order[i]);
}

typedef struct
{
  PlumbCheckRule rule;
  PlumbVerdict   verdicts[3]; /* of q, arm and e_scap */
  PlumbVerdict   group;
} GroupRow;

static const GroupRow group_rows[] = {
  { PLUMB_RULE_FIRST, { G, F, F }, G },  { PLUMB_RULE_FIRST, { N, W, F }, W },
  { PLUMB_RULE_FIRST, { N, N, N }, N },  { PLUMB_RULE_FIRST, { T, G, G }, T },
  { PLUMB_RULE_WORST, { G, G, F }, F },  { PLUMB_RULE_WORST, { G, T, W }, W },
  { PLUMB_RULE_WORST, { G, T, G }, T },  { PLUMB_RULE_WORST, { G, N, N }, G },
  { PLUMB_RULE_ALL, { G, G, G }, G },    { PLUMB_RULE_ALL, { G, N, G }, N },
  { PLUMB_RULE_ALL, { F, N, G }, F },    { PLUMB_RULE_ALL, { T, N, G }, T },
  { PLUMB_RULE_AGREE, { G, G, F }, G },  { PLUMB_RULE_AGREE, { F, F, G }, F },
  { PLUMB_RULE_AGREE, { G, T, F }, W },  { PLUMB_RULE_AGREE, { G, T, W }, W },
  { PLUMB_RULE_AGREE, { T, T, G }, T },  { PLUMB_RULE_AGREE, { G, T, N }, T },
  { PLUMB_RULE_AGREE, { N, G, N }, G },  { PLUMB_RULE_AGREE, { G, F, N }, W },
};

static void
test_groups (void)
{
  static const char *const measures[] = { "M2.q", "M2.arm", "M2.e_scap", NULL };
  static const char *const findings[] = { NULL };
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");

  for (guint i = 0; i < G_N_ELEMENTS (group_rows); i++)
    {
      PlumbCheckGroup group = { .measures = measures, .findings = findings,
                                .rule = group_rows[i].rule };
      Made made[3];

      for (guint k = 0; k < 3; k++)
        made[k] = (Made) { measures[k], 0, group_rows[i].verdicts[k] };
      g_autoptr (PlumbChecks) checks = make_checks (criteria, made, 3);
      g_test_message ("row %u", i);
      g_assert_cmpstr (plumb_verdict_key (plumb_checks_group_verdict (checks, &group)), ==,
                       plumb_verdict_key (group_rows[i].group));
    }
}

/* Supports never decide, findings come first. */
static void
test_group_supports (void)
{
  static const Made made[] = { { "M3.knee", 0, G }, { "M3.thigh", 1, F }, { "M3.trunk", 1, W } };
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbChecks) checks = make_checks (criteria, made, G_N_ELEMENTS (made));
  const PlumbCheckGroup *group = plumb_criteria_group (criteria, 2);
  PlumbFinding *finding = g_new0 (PlumbFinding, 1);

  g_assert_cmpstr (group->id, ==, "hip-height");
  g_assert_cmpint (plumb_checks_group_verdict (checks, group), ==, G);
  finding->id = "hips-too-low";
  finding->verdict = W;
  g_ptr_array_add (checks->findings, finding);
  g_assert_cmpint (plumb_checks_group_verdict (checks, group), ==, W);
}

static void
test_nearest_limit (void)
{
  PlumbMeasure knee = { .has_value = TRUE, .value = 140, .band = { 100, 110, 138, 147 } };
  PlumbMeasure lead = { .has_value = TRUE, .value = -3, .band = { NAN, NAN, 2, 6 } };
  PlumbMeasure data = { .has_value = TRUE, .value = 1, .band = { NAN, NAN, NAN, NAN } };
  double limit = 0;

  g_assert_true (plumb_measure_nearest_limit (&knee, &limit));
  g_assert_cmpfloat (limit, ==, 138);
  g_assert_true (plumb_measure_nearest_limit (&lead, &limit));
  g_assert_cmpfloat (limit, ==, 2);
  g_assert_false (plumb_measure_nearest_limit (&data, &limit));
  knee.has_value = FALSE;
  g_assert_false (plumb_measure_nearest_limit (&knee, &limit));
}

/* The outline is the better way to see a back: where it is traced it decides,
 * unless three points prove a fault. */
static void
test_lumbar_row (void)
{
  static const struct
  {
    PlumbVerdict bow, kappa, neutral, group;
  } lumbar[] = { { G, T, N, G }, { N, T, N, T }, { T, G, N, T }, { N, N, G, N }, { N, N, N, N } };
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  const PlumbCheckGroup *group = plumb_criteria_group (criteria, 3);

  g_assert_cmpstr (group->id, ==, "lumbar-change");
  for (guint i = 0; i < G_N_ELEMENTS (lumbar); i++)
    {
      Made made[] = { { "M5.dbow", 0, lumbar[i].bow }, { "M5.dkappa", 0, lumbar[i].kappa },
                      { "M4.dkappa", 0, lumbar[i].neutral } };
      g_autoptr (PlumbChecks) checks = make_checks (criteria, made, G_N_ELEMENTS (made));

      g_assert_cmpint (plumb_checks_group_verdict (checks, group), ==, lumbar[i].group);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/findings/rules", test_rules);
  g_test_add_func ("/findings/told", test_told);
  g_test_add_func ("/findings/order", test_order);
  g_test_add_func ("/measure/nearest-limit", test_nearest_limit);
  g_test_add_func ("/groups/lumbar-row", test_lumbar_row);
  g_test_add_func ("/groups/rules", test_groups);
  g_test_add_func ("/groups/supports", test_group_supports);
  return g_test_run ();
}
