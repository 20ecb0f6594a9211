/* Propagated uncertainty against simulated clicks, with a fixed seed.
 *
 * Each click is where the body is, plus an error that the coach makes with
 * this landmark in every frame, plus one that is new with each click; together
 * they are one click's sd, and the new one alone that of clicking again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "worked.h"

#define N_RUNS 4000
/* The sd of an sd from so many runs is 1.1 %; formulas are not quite linear. */
#define TOLERANCE 0.05

static double
draw_normal (GRand *rand)
{
  double u = 1 - g_rand_double (rand);
  double v = g_rand_double (rand);

  return sqrt (-2 * log (u)) * cos (2 * G_PI * v);
}

static void
add_noise (PlumbPoses          *noisy,
           const PlumbPoses    *poses,
           const PlumbCriteria *criteria,
           GRand               *rand)
{
  PlumbPoint common[PLUMB_N_LANDMARKS];
  double outline_sd = plumb_criteria_capture (criteria)->outline_sd_px;

  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    {
      double click = plumb_criteria_click_sd_px (criteria, (PlumbLandmark) i);
      double again = plumb_criteria_reclick_sd_px (criteria, (PlumbLandmark) i);
      double sd = sqrt (click * click - again * again);

      common[i] = (PlumbPoint) { sd * draw_normal (rand), sd * draw_normal (rand) };
    }
  for (guint f = 0; f < poses->poses->len; f++)
    {
      const PlumbPose *from = &g_array_index (poses->poses, PlumbPose, f);
      PlumbPose *to = &g_array_index (noisy->poses, PlumbPose, f);

      for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
        {
          double sd = plumb_criteria_reclick_sd_px (criteria, (PlumbLandmark) i);

          to->at[i].x_px = from->at[i].x_px + common[i].x_px + sd * draw_normal (rand);
          to->at[i].y_px = from->at[i].y_px + common[i].y_px + sd * draw_normal (rand);
        }
      /* Along the edge errors do not matter: any direction will do. */
      for (guint i = 0; i < from->n_outline; i++)
        {
          to->outline[i].x_px = from->outline[i].x_px + outline_sd * draw_normal (rand);
          to->outline[i].y_px = from->outline[i].y_px + outline_sd * draw_normal (rand);
        }
    }
}

static void
compare (PlumbPoses        *poses,
         const char *const *ids)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");
  g_autoptr (PlumbChecks) truth = plumb_check (poses, criteria);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260603);
  g_autoptr (PlumbPoses) noisy = make_worked_poses ();
  double sum[16] = { 0 }, square[16] = { 0 };

  for (guint i = 0; i < PLUMB_N_MOMENTS; i++)
    noisy->moments[i] = poses->moments[i];
  for (guint f = 0; f < poses->poses->len; f++)
    {
      const PlumbPose *from = &g_array_index (poses->poses, PlumbPose, f);
      PlumbPose *to = plumb_poses_ensure (noisy, from->frame);

      to->set = from->set;
      if (from->n_outline > 0)
        plumb_pose_set_outline (to, from->outline, from->n_outline);
    }
  for (guint run = 0; run < N_RUNS; run++)
    {
      add_noise (noisy, poses, criteria, rand);
      g_autoptr (PlumbChecks) checks = plumb_check (noisy, criteria);

      for (guint i = 0; ids[i] != NULL; i++)
        {
          double error = plumb_checks_find (checks, ids[i])->value -
                         plumb_checks_find (truth, ids[i])->value;

          sum[i] += error;
          square[i] += error * error;
        }
    }
  for (guint i = 0; ids[i] != NULL; i++)
    {
      double sd = sqrt (square[i] / N_RUNS - pow (sum[i] / N_RUNS, 2));
      double u = plumb_checks_find (truth, ids[i])->u_marks;

      g_test_message ("%s: u %.4f, simulated %.4f", ids[i], u, sd);
      assert_near (sd / u, 1, TOLERANCE);
    }
}

static void
test_setup (void)
{
  static const char *const ids[] = { "M1.e_bar", "M2.arm", "M2.e_scap", "M3.knee", "M3.thigh",
                                     "M3.trunk", "M3.shank", "M3.h_idx", "M3.h_bar", "M3.hip",
                                     "M3.ham", "M5.kappa", "M5.sagitta", NULL };
  g_autoptr (PlumbPoses) poses = make_worked_poses ();

  add_worked_setup (poses, 0, &worked_a);
  poses->moments[PLUMB_MOMENT_SET] = 0;
  compare (poses, ids);
}

static void
test_change (void)
{
  static const char *const ids[] = { "M5.dkappa", "M5.dbow", "M5.bow", NULL };
  g_autoptr (PlumbPoses) poses = make_worked_poses ();

  add_worked_setup (poses, 0, &worked_a);
  add_worked_setup (poses, 1, &worked_a2);
  plumb_pose_set_outline (plumb_poses_ensure (poses, 0), worked_outline_neutral, 7);
  plumb_pose_set_outline (plumb_poses_ensure (poses, 1), worked_outline_rounded, 7);
  poses->moments[PLUMB_MOMENT_SET] = 0;
  poses->moments[PLUMB_MOMENT_LIFT_OFF] = 1;
  compare (poses, ids);
}

/* Where one frame stands out, so that noise does not choose another. */
static void
test_lifts (void)
{
  static const char *const before[] = { "M6.pre_rise", "M8.slack_sh", NULL };
  static const char *const after[] = { "M6.R50", NULL };
  g_autoptr (PlumbPoses) e2 = make_worked_lift (&worked_e2);
  g_autoptr (PlumbPoses) e1 = make_worked_lift (&worked_e1);

  compare (e2, before);
  /* 50 mm between two frames: at a frame the interpolation has a kink, and the
   * propagated u is that of one side. */
  plumb_poses_ensure (e1, 5)->at[PLUMB_LANDMARK_BAR].y_px = 862;
  compare (e1, after);
}

/* One early frame only: no choice of frames, the lead and drop themselves. */
static void
test_one_frame (void)
{
  static const char *const ids[] = { "M6.hip_lead", "M6.trunk_drop", "M7.fwd", NULL };
  g_autoptr (PlumbPoses) poses = make_worked_lift (&worked_e1);

  for (guint f = 0; f < WORKED_N_FRAMES; f++)
    if (f != 0 && f != 3 && f != 5 && f != 9)
      plumb_poses_ensure (poses, f)->set = 0;
  plumb_poses_ensure (poses, 9)->at[PLUMB_LANDMARK_BAR].x_px = 700;
  compare (poses, ids);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/monte-carlo/setup", test_setup);
  g_test_add_func ("/monte-carlo/change", test_change);
  g_test_add_func ("/monte-carlo/lifts", test_lifts);
  g_test_add_func ("/monte-carlo/one-frame", test_one_frame);
  return g_test_run ();
}
