/* Uncertainty against the analytic tables.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "propagate.h"
#include "spine.h"
#include "worked.h"

static PlumbChecks *
check_a_with_sd (double sd_px)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_poses ();

  add_worked_setup (poses, 0, &worked_a);
  poses->moments[PLUMB_MOMENT_SET] = 0;
  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    poses->click_sd_px[i] = sd_px;
  return plumb_check (poses, criteria);
}

/* Trunk, hip, knee, kappa of example A for the same sd everywhere. */
static void
test_angles (void)
{
  static const struct
  {
    double      sd_px;
    const char *printed[4];
  } rows[] = {
    { 1, { "0.431056", "0.603243", "0.780939", "1.710120" } },
    { 2, { "0.862112", "1.206486", "1.561878", "3.420240" } },
    { 3, { "1.293168", "1.809729", "2.342818", "5.130359" } },
    { 4, { "1.724224", "2.412971", "3.123757", "6.840479" } },
    { 6, { "2.586335", "3.619457", "4.685635", "10.260719" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlumbChecks) checks = check_a_with_sd (rows[i].sd_px);

      assert_printed (plumb_checks_find (checks, "M3.trunk")->u_marks, rows[i].printed[0]);
      assert_printed (plumb_checks_find (checks, "M3.hip")->u_marks, rows[i].printed[1]);
      assert_printed (plumb_checks_find (checks, "M3.knee")->u_marks, rows[i].printed[2]);
      assert_printed (plumb_checks_find (checks, "M5.kappa")->u_marks, rows[i].printed[3]);
    }
}

/* With the sds that are shipped: the figures of each measure. */
static void
test_defaults (void)
{
  static const struct
  {
    const char *id;
    double      u_marks, marks_tolerance, u, tolerance; /* u is "about" in the source */
  } rows[] = {
    { "M1.e_bar", 2.51, 0.005, 3.4, 0.1 },  { "M2.arm", 0.8, 0.05, 1.2, 0.25 },
    { "M2.q", 0.056, 0.0005, 0.07, 0.005 }, { "M2.e_scap", 3.56, 0.005, 4.2, 0.25 },
    { "M3.knee", 3.5, 0.05, 3.5, 0.05 },    { "M3.thigh", 2.5, 0.05, 2.55, 0.05 },
    { "M3.trunk", 2.2, 0.05, 2.25, 0.05 },  { "M3.shank", 1.9, 0.05, 2.0, 0.05 },
    { "M3.hip", 3.0, 0.05, 3.0, 0.05 },     { "M3.h_idx", 0.033, 0.0005, 0.035, 0.002 },
    { "M3.h_bar", 1.8, 0.05, 2.0, 0.2 },
  };
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_poses ();

  add_worked_setup (poses, 0, &worked_a);
  poses->moments[PLUMB_MOMENT_SET] = 0;

  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PlumbMeasure *measure = plumb_checks_find (checks, rows[i].id);

      g_test_message ("%s", rows[i].id);
      assert_near (measure->u_marks, rows[i].u_marks, rows[i].marks_tolerance);
      assert_near (measure->u, rows[i].u, rows[i].tolerance);
      assert_near (measure->u, hypot (measure->u_marks, measure->u_camera), 1e-12);
    }
}

/* Marks on a shirt and with tape: sd in mm, u of kappa, of its change, of the
 * change of the sagitta. */
static void
test_spine_table (void)
{
  static const double rows[][4] = {
    { 15, 10.26, 14.51, 6.10 },
    { 15 / 1.7320508, 5.92, 8.38, 3.52 },
    { 6.25, 4.28, 6.05, 2.54 },
    { 3.2, 2.19, 3.10, 1.30 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlumbChecks) checks = check_a_with_sd (rows[i][0] / 2.5);

      assert_near (plumb_checks_find (checks, "M5.kappa")->u, rows[i][1], 0.006);
      assert_near (sqrt (2) * plumb_checks_find (checks, "M5.kappa")->u, rows[i][2], 0.006);
      /* The table takes the lowest rib for the middle of the chord. */
      assert_near (sqrt (2) * plumb_checks_find (checks, "M5.sagitta")->u / rows[i][3], 1, 0.01);
    }
}

/* The change between two frames of the same shape has sqrt 2 of the one's. */
static void
test_change (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_poses ();

  add_worked_setup (poses, 0, &worked_a);
  add_worked_setup (poses, 1, &worked_a);
  plumb_pose_set_outline (plumb_poses_ensure (poses, 0), worked_outline_neutral, 7);
  plumb_pose_set_outline (plumb_poses_ensure (poses, 1), worked_outline_rounded, 7);
  poses->moments[PLUMB_MOMENT_SET] = 0;
  poses->moments[PLUMB_MOMENT_LIFT_OFF] = 1;
  poses->click_sd_px[PLUMB_LANDMARK_C7] = 6;

  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  assert_near (plumb_checks_find (checks, "M5.dkappa")->u, 14.51, 0.005);
  assert_near (plumb_checks_find (checks, "M5.dbow")->u, 1.63, 0.005);
  assert_near (1.96 * plumb_checks_find (checks, "M5.dkappa")->u, 28.4, 0.05);
  assert_near (1.96 * plumb_checks_find (checks, "M5.dbow")->u, 3.2, 0.05);

  /* 3.1 mm across the edge. */
  poses->outline_sd_px = 3.1 / 2.5;
  g_autoptr (PlumbChecks) finer = plumb_check (poses, criteria);
  assert_near (plumb_checks_find (finer, "M5.dbow")->u, 1.02, 0.01);
}

/* What marking makes of a lumbar verdict, from A to A2: sd of a mark in mm, number
 * of repeats, p of a fault, p of not good, verdict. The table takes the u of one
 * frame twice; the rounded back has a little less. */
static void
test_lumbar_verdicts (void)
{
  static const struct
  {
    double       sd_mm, repeats;
    double       p_fault, p_not_good;
    PlumbVerdict verdict;
  } rows[] = {
    { 15, 1, 0.771574, 0.861831, PLUMB_VERDICT_TOO_CLOSE },
    { 15, 3, 0.901265, 0.970325, PLUMB_VERDICT_WATCH },
    { 6.25, 1, 0.962918, 0.9955, PLUMB_VERDICT_FAULT },
    { 3.2, 1, 0.999755, 1, PLUMB_VERDICT_FAULT },
  };
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlumbPoses) poses = make_worked_poses ();

      add_worked_setup (poses, 0, &worked_a);
      add_worked_setup (poses, 1, &worked_a2);
      poses->moments[PLUMB_MOMENT_SET] = 0;
      poses->moments[PLUMB_MOMENT_LIFT_OFF] = 1;
      for (guint k = 0; k < PLUMB_N_LANDMARKS; k++)
        poses->click_sd_px[k] = rows[i].sd_mm / 2.5 / sqrt (rows[i].repeats);

      g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
      const PlumbMeasure *change = plumb_checks_find (checks, "M5.dkappa");

      g_test_message ("%g mm, %g times", rows[i].sd_mm, rows[i].repeats);
      assert_near (change->p_fault, rows[i].p_fault, 0.005);
      assert_near (1 - change->p_good, rows[i].p_not_good, 0.005);
      g_assert_cmpint (change->verdict, ==, rows[i].verdict);
    }
}

typedef struct
{
  guint n;
} Outline;

static gboolean
run_bow (const PlumbVec *p,
         gconstpointer   data,
         double         *out)
{
  return plumb_outline_bow_pct (p, ((const Outline *) data)->n, out);
}

/* sd of the fitted mid-sagitta in units of the sd of a point. */
static void
test_outline_factors (void)
{
  static const struct
  {
    guint  n;
    double factor;
  } rows[] = { { 3, 1.2247 }, { 5, 1.0690 }, { 7, 0.9820 }, { 9, 0.9117 }, { 11, 0.8535 } };
  PlumbView view = { 0 };

  view.axes.direction = 1;
  view.axes.plate_mm_per_px = 1;
  plumb_axes_prepare (&view.axes);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Outline outline = { rows[i].n };
      PlumbSample samples[11] = { 0 };
      PlumbVec points[11];
      PlumbEstimate estimate;

      for (guint k = 0; k < rows[i].n; k++)
        samples[k] = (PlumbSample) { .at = { 100.0 * k / (rows[i].n - 1), 0 }, .click = k,
                                     .feature = k, .own_sd_px = 1, .across = TRUE,
                                     .normal = { 0, 1 } };
      g_assert_true (plumb_samples_propagate (&view, samples, rows[i].n, points, run_bow, &outline,
                                              &estimate));
      assert_near (estimate.u_marks, rows[i].factor, 5.1e-5);
    }
}

/* The sum of all that is not beyond 100, which has no value. */
static gboolean
run_fragile (const PlumbVec *p,
             gconstpointer   data,
             double         *out)
{
  const guint *n = data;

  *out = 0;
  for (guint i = 0; i < *n; i++)
    {
      if (p[i].x > 100 || p[i].y < -100)
        return FALSE;
      *out += p[i].x + p[i].y;
    }
  return TRUE;
}

/* Where a value ends within the error of a click there is no uncertainty, and so no
 * value; a click without error adds none; where only the view's step goes too far,
 * the other step counts. */
static void
test_edge_of_value (void)
{
  static const struct
  {
    PlumbPoint at;
    double     own_px, common_px;
    gboolean   across, good;
    double     u_marks;
  } rows[] = {
    { { 50, 50 }, 1, 0, FALSE, TRUE, 1.41421356 }, { { 100, 50 }, 1, 0, FALSE, FALSE, 0 },
    { { 50, 100 }, 1, 0, FALSE, FALSE, 0 },        { { 50, 50 }, 0, 2, FALSE, TRUE, 2.82842712 },
    { { 100, 50 }, 0, 2, FALSE, FALSE, 0 },        { { 50, 100 }, 0, 2, FALSE, FALSE, 0 },
    { { 100, 50 }, 0, 0, FALSE, TRUE, 0 },         { { 100, 50 }, 1, 0, TRUE, FALSE, 0 },
    { { 101, 50 }, 1, 0, FALSE, FALSE, 0 },
  };
  const guint n = 1;
  PlumbView view = { 0 };

  view.axes.direction = 1;
  view.axes.plate_mm_per_px = 1;
  plumb_axes_prepare (&view.axes);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PlumbSample sample = { .at = rows[i].at, .own_sd_px = rows[i].own_px,
                                   .common_sd_px = rows[i].common_px, .across = rows[i].across,
                                   .normal = { 1, 0 } };
      PlumbEstimate estimate;
      PlumbVec point;

      g_test_message ("%u", i);
      g_assert_true (plumb_samples_propagate (&view, &sample, n, &point, run_fragile, &n,
                                              &estimate) == rows[i].good);
      if (rows[i].good)
        assert_near (estimate.u_marks, rows[i].u_marks, 1e-6);
    }

  const PlumbSample sample = { .at = { 100, 0 } };
  PlumbEstimate estimate;
  PlumbVec point;

  view.n_steps = 2;
  view.steps[0] = view.steps[1] = view.axes;
  view.steps[0].plate_mm_per_px = 1.1;
  view.steps[1].plate_mm_per_px = 0.9;
  plumb_axes_prepare (&view.steps[0]);
  plumb_axes_prepare (&view.steps[1]);
  g_assert_true (plumb_samples_step_view (&view, &sample, n, &point, run_fragile, &n, &estimate));
  assert_near (estimate.u_camera, 10, 1e-9);
}

/* Known parts are known better than unknown ones. */
static void
test_unknown_costs (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbPoses) poses = make_worked_poses ();

  add_worked_setup (poses, 0, &worked_a);
  poses->moments[PLUMB_MOMENT_SET] = 0;

  g_autoptr (PlumbChecks) known = plumb_check (poses, criteria);
  poses->camera.has_roll = FALSE;
  g_autoptr (PlumbChecks) no_roll = plumb_check (poses, criteria);
  poses->camera.has_yaw = FALSE;
  g_autoptr (PlumbChecks) nothing = plumb_check (poses, criteria);

  g_assert_cmpfloat (plumb_checks_find (no_roll, "M3.trunk")->u, >,
                     1.05 * plumb_checks_find (known, "M3.trunk")->u);
  assert_near (plumb_checks_find (no_roll, "M3.knee")->u, plumb_checks_find (known, "M3.knee")->u,
               1e-9);
  g_assert_cmpfloat (plumb_checks_find (nothing, "M1.e_bar")->u, >,
                     plumb_checks_find (no_roll, "M1.e_bar")->u);

  /* An optical axis that nobody told is known to half a per cent of the width, 9.6 px.
   * A pixel is 2.5 mm in the plate's plane and 2.91 mm in that of the foot: 3.93 mm, of
   * a foot of 116 px, 337.6 mm. */
  poses->camera.has_yaw = TRUE;
  poses->scale = (PlumbScale) { PLUMB_SCALE_PLATE, 0, 450, { 758, 890 }, 90 };
  g_autoptr (PlumbChecks) axis = plumb_check (poses, criteria);
  poses->camera.has_principal = FALSE;
  g_autoptr (PlumbChecks) no_axis = plumb_check (poses, criteria);
  const double known_u = plumb_checks_find (axis, "M1.e_bar")->u_camera;
  const double unknown_u = plumb_checks_find (no_axis, "M1.e_bar")->u_camera;

  assert_near (sqrt (unknown_u * unknown_u - known_u * known_u), 100 * 3.93 / 337.6, 0.02);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uncertainty/angles", test_angles);
  g_test_add_func ("/uncertainty/defaults", test_defaults);
  g_test_add_func ("/uncertainty/spine-table", test_spine_table);
  g_test_add_func ("/uncertainty/change", test_change);
  g_test_add_func ("/uncertainty/lumbar-verdicts", test_lumbar_verdicts);
  g_test_add_func ("/uncertainty/outline-factors", test_outline_factors);
  g_test_add_func ("/uncertainty/edge-of-value", test_edge_of_value);
  g_test_add_func ("/uncertainty/unknown-costs", test_unknown_costs);
  return g_test_run ();
}
