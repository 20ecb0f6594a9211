/* The worked setups through plumb_check(): every digit that was printed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "spine.h"
#include "worked.h"

typedef struct
{
  const char *id;
  const char *a, *b, *c; /* as printed */
} Row;

static const Row rows[] = {
  { "M3.trunk", "27.982839", "10.975293", "56.385989" },
  { "M3.thigh", "44.012240", "67.984584", "21.996116" },
  { "M3.shank", "79.988068", "87.987456", "64.014599" },
  { "M3.hip", "71.995079", "78.959876", "78.382105" },
  { "M3.knee", "124.000308", "155.972040", "86.010715" },
  { "M1.e_bar", "0.000000", "0.000000", "20.689655" },
  { "M2.arm", "7.9944542", "17.805094", "-5.9674985" },
  { "M2.q", "0.43603133", "-0.29251701", "1.4820896" },
  { "M2.e_scap", "4.2241379", "50.215517", "-56.724138" },
  { "M3.h_idx", "0.56379822", "0.80947312", "0.28165138" },
  { "M3.h_bar", "66.078190", "78.297545", "45.915396" },
  { "M5.kappa", "3.5579227", "3.6316190", "3.5170377" },
  { "M5.sagitta", "1.5039208", "1.5347117", "1.4863691" },
  { "M3.ham", "0.13613078", "0.17272912", "0.061998545" },
};

static void
check_row (const PlumbChecks *checks,
           const char        *id,
           const char        *printed)
{
  const PlumbMeasure *measure = plumb_checks_find (checks, id);

  g_assert_nonnull (measure);
  g_test_message ("%s", id);
  g_assert_true (measure->has_value);
  assert_printed (measure->value, printed);
  g_assert_cmpfloat (measure->u, >, 0);
}

static PlumbChecks *
check_setup (const WorkedSetup *setup,
             PlumbMoment        moment)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_poses ();

  add_worked_setup (poses, 7, setup);
  poses->moments[moment] = 7;
  return plumb_check (poses, criteria);
}

static void
test_values (void)
{
  g_autoptr (PlumbChecks) a = check_setup (&worked_a, PLUMB_MOMENT_SET);
  g_autoptr (PlumbChecks) b = check_setup (&worked_b, PLUMB_MOMENT_LIFT_OFF);
  g_autoptr (PlumbChecks) c = check_setup (&worked_c, PLUMB_MOMENT_SET);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      check_row (a, rows[i].id, rows[i].a);
      check_row (b, rows[i].id, rows[i].b);
      check_row (c, rows[i].id, rows[i].c);
    }
  g_assert_cmpint (plumb_checks_find (a, "M3.knee")->moment, ==, PLUMB_MOMENT_SET);
  g_assert_cmpint (plumb_checks_find (b, "M3.knee")->moment, ==, PLUMB_MOMENT_LIFT_OFF);
  g_assert_cmpint (plumb_checks_find (b, "M3.knee")->frame, ==, 7);
}

/* The two sums are exact in the plane. */
static void
test_closure (void)
{
  const WorkedSetup *setups[] = { &worked_a, &worked_b, &worked_c, &worked_a2 };

  for (guint i = 0; i < G_N_ELEMENTS (setups); i++)
    {
      g_autoptr (PlumbChecks) checks = check_setup (setups[i], PLUMB_MOMENT_SET);
      double trunk = plumb_checks_find (checks, "M3.trunk")->value;
      double thigh = plumb_checks_find (checks, "M3.thigh")->value;
      double shank = plumb_checks_find (checks, "M3.shank")->value;

      assert_near (plumb_checks_find (checks, "M3.hip")->value, trunk + thigh, 1e-12 * 360);
      assert_near (plumb_checks_find (checks, "M3.knee")->value, shank + thigh, 1e-12 * 360);
    }
}

static PlumbVerdict
find_verdict (const PlumbChecks *checks,
              const char        *id)
{
  return plumb_checks_find (checks, id)->verdict;
}

static void
assert_findings (const PlumbChecks *checks,
                 const char *const *expected)
{
  guint n = 0;

  for (; expected[n] != NULL; n++)
    {
      g_assert_cmpuint (n, <, checks->findings->len);
      g_assert_cmpstr (((PlumbFinding *) checks->findings->pdata[n])->id, ==, expected[n]);
    }
  g_assert_cmpuint (checks->findings->len, ==, n);
}

static void
test_verdicts_a (void)
{
  static const char *const good[] = { "M1.e_bar", "M2.q", "M2.arm", "M2.e_scap", "M3.knee",
                                      "M3.thigh", "M3.trunk", "M3.shank", "M3.h_idx",
                                      "M3.h_bar" };
  g_autoptr (PlumbChecks) checks = check_setup (&worked_a, PLUMB_MOMENT_SET);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_cmpint (find_verdict (checks, good[i]), ==, PLUMB_VERDICT_GOOD);
  g_assert_cmpint (find_verdict (checks, "M3.hip"), ==, PLUMB_VERDICT_DATA);
  assert_findings (checks, (const char *const[]) { NULL });
}

static void
test_verdicts_b (void)
{
  g_autoptr (PlumbChecks) checks = check_setup (&worked_b, PLUMB_MOMENT_SET);
  const PlumbFinding *high = plumb_checks_find_finding (checks, "hips-too-high");

  g_assert_cmpint (find_verdict (checks, "M3.knee"), ==, PLUMB_VERDICT_FAULT);
  g_assert_cmpint (find_verdict (checks, "M2.e_scap"), ==, PLUMB_VERDICT_FAULT);
  g_assert_cmpint (find_verdict (checks, "M3.thigh"), ==, PLUMB_VERDICT_WATCH);
  g_assert_cmpint (find_verdict (checks, "M2.arm"), ==, PLUMB_VERDICT_WATCH);
  g_assert_cmpint (find_verdict (checks, "M3.h_idx"), ==, PLUMB_VERDICT_WATCH);
  g_assert_cmpint (find_verdict (checks, "M3.h_bar"), ==, PLUMB_VERDICT_WATCH);
  g_assert_cmpint (find_verdict (checks, "M3.trunk"), ==, PLUMB_VERDICT_TOO_CLOSE);
  g_assert_cmpint (find_verdict (checks, "M3.shank"), ==, PLUMB_VERDICT_TOO_CLOSE);
  g_assert_cmpint (find_verdict (checks, "M1.e_bar"), ==, PLUMB_VERDICT_GOOD);

  assert_findings (checks, (const char *const[]) { "hips-too-high", "shoulders-too-far-in-front",
                                                   NULL });
  g_assert_cmpint (high->verdict, ==, PLUMB_VERDICT_FAULT);
  g_assert_cmpstr (high->because[0], ==, "M3.knee");
  g_assert_cmpstr (high->claims[0], ==, "C18");
  g_assert_cmpstr (high->text, ==,
                   "Knee angle: 156.0° ± 7.4°, past the limit of 147.0°. The hips sit too high "
                   "for the bar: a stiff-leg pull.");
}

static void
test_verdicts_c (void)
{
  static const char *const faults[] = { "M3.knee", "M3.trunk", "M1.e_bar", "M2.arm", "M2.q",
                                        "M2.e_scap", "M3.h_bar" };
  static const char *const watches[] = { "M3.thigh", "M3.shank", "M3.h_idx" };
  g_autoptr (PlumbChecks) checks = check_setup (&worked_c, PLUMB_MOMENT_SET);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    g_assert_cmpint (find_verdict (checks, faults[i]), ==, PLUMB_VERDICT_FAULT);
  for (guint i = 0; i < G_N_ELEMENTS (watches); i++)
    g_assert_cmpint (find_verdict (checks, watches[i]), ==, PLUMB_VERDICT_WATCH);
  assert_findings (checks, (const char *const[]) { "bar-forward", "hips-too-low",
                                                   "shoulders-behind-bar", NULL });
  for (guint i = 0; i < checks->findings->len; i++)
    g_assert_cmpint (((PlumbFinding *) checks->findings->pdata[i])->verdict, ==,
                     PLUMB_VERDICT_FAULT);
}

/* Hip angles of B and C are within a degree: they can never tell them apart. */
static void
test_hip_angle_has_no_verdict (void)
{
  g_autoptr (PlumbChecks) b = check_setup (&worked_b, PLUMB_MOMENT_SET);
  g_autoptr (PlumbChecks) c = check_setup (&worked_c, PLUMB_MOMENT_SET);

  assert_near (plumb_checks_find (b, "M3.hip")->value, plumb_checks_find (c, "M3.hip")->value, 1);
  g_assert_cmpint (find_verdict (b, "M3.hip"), ==, PLUMB_VERDICT_DATA);
  g_assert_cmpint (find_verdict (c, "M3.hip"), ==, PLUMB_VERDICT_DATA);
}

typedef struct
{
  const char  *group;
  PlumbVerdict a, b, c;
} GroupRow;

static void
test_groups (void)
{
  static const GroupRow groups[] = {
    { "bar-over-mid-foot", PLUMB_VERDICT_GOOD, PLUMB_VERDICT_GOOD, PLUMB_VERDICT_FAULT },
    { "shoulder-blades-over-bar", PLUMB_VERDICT_GOOD, PLUMB_VERDICT_WATCH, PLUMB_VERDICT_FAULT },
    { "hip-height", PLUMB_VERDICT_GOOD, PLUMB_VERDICT_FAULT, PLUMB_VERDICT_FAULT },
    { "lumbar-change", PLUMB_VERDICT_NOT_MEASURABLE, PLUMB_VERDICT_NOT_MEASURABLE,
      PLUMB_VERDICT_NOT_MEASURABLE },
    { "hip-rise", PLUMB_VERDICT_NOT_MEASURABLE, PLUMB_VERDICT_NOT_MEASURABLE,
      PLUMB_VERDICT_NOT_MEASURABLE },
  };
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbChecks) a = check_setup (&worked_a, PLUMB_MOMENT_SET);
  g_autoptr (PlumbChecks) b = check_setup (&worked_b, PLUMB_MOMENT_SET);
  g_autoptr (PlumbChecks) c = check_setup (&worked_c, PLUMB_MOMENT_SET);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      const PlumbCheckGroup *group = plumb_criteria_group (criteria, i);

      g_assert_cmpstr (group->id, ==, groups[i].group);
      g_assert_cmpint (plumb_checks_group_verdict (a, group), ==, groups[i].a);
      g_assert_cmpint (plumb_checks_group_verdict (b, group), ==, groups[i].b);
      g_assert_cmpint (plumb_checks_group_verdict (c, group), ==, groups[i].c);
    }
}

/* A and A2 are the same body, the second rounded. */
static void
test_rounded (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_poses ();

  add_worked_setup (poses, 0, &worked_a);
  add_worked_setup (poses, 3, &worked_a2);
  poses->moments[PLUMB_MOMENT_SET] = 0;
  poses->moments[PLUMB_MOMENT_LIFT_OFF] = 3;

  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  check_row (checks, "M5.kappa", "24.355430");
  check_row (checks, "M5.sagitta", "10.424479");
  /* From the unrounded angles, 24.355430311962 - 3.557922742968. */
  check_row (checks, "M5.dkappa", "20.7975075690");
  g_assert_cmpint (find_verdict (checks, "M5.dkappa"), ==, PLUMB_VERDICT_TOO_CLOSE);
  assert_near (plumb_checks_find (checks, "M5.sagitta")->value - 1.5039208, 8.920558, 6e-7);
}

static void
test_lengths (void)
{
  static const struct
  {
    const WorkedSetup *setup;
    const char        *trunk, *thigh, *shank, *arm;
  } lengths[] = {
    { &worked_a, "469.94175", "410.18289", "419.89433", "776.54684" },
    { &worked_b, "470.09839", "410.15744", "420.00908", "776.70232" },
    { &worked_c, "470.10883", "409.83198", "419.95506", "776.70896" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      PlumbVec p[WORKED_N_LANDMARKS];

      for (guint k = 0; k < WORKED_N_LANDMARKS; k++)
        p[k] = (PlumbVec) { 2.5 * lengths[i].setup->px[k][0], -2.5 * lengths[i].setup->px[k][1] };
      assert_printed (plumb_vec_distance (p[PLUMB_LANDMARK_HIP], p[PLUMB_LANDMARK_ACROMION]),
                      lengths[i].trunk);
      assert_printed (plumb_vec_distance (p[PLUMB_LANDMARK_HIP], p[PLUMB_LANDMARK_KNEE]),
                      lengths[i].thigh);
      assert_printed (plumb_vec_distance (p[PLUMB_LANDMARK_KNEE], p[PLUMB_LANDMARK_ANKLE]),
                      lengths[i].shank);
      assert_printed (plumb_vec_distance (p[PLUMB_LANDMARK_ACROMION], p[PLUMB_LANDMARK_BAR]),
                      lengths[i].arm);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/setups/values", test_values);
  g_test_add_func ("/setups/closure", test_closure);
  g_test_add_func ("/setups/verdicts-a", test_verdicts_a);
  g_test_add_func ("/setups/verdicts-b", test_verdicts_b);
  g_test_add_func ("/setups/verdicts-c", test_verdicts_c);
  g_test_add_func ("/setups/hip-angle-has-no-verdict", test_hip_angle_has_no_verdict);
  g_test_add_func ("/setups/groups", test_groups);
  g_test_add_func ("/setups/rounded", test_rounded);
  g_test_add_func ("/setups/lengths", test_lengths);
  return g_test_run ();
}
