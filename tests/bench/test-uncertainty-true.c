/* The stated 95 % interval covers the truth in 93 to 97 % of simulated cases,
 * and of the verdicts "good" and "fault" at most 5 % are wrong. Quick mode runs
 * a part of it, with room for chance.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "simulation.h"

#define SEED 20261122

static GArray *
run (SimulationWorld world)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbCriteria) criteria = plumb_criteria_load (path, NULL, &error);

  g_assert_no_error (error);
  return simulation_run (criteria, world, g_test_slow () ? 600 : 60, SEED);
}

static void
check_coverage (const SimulationRow *row)
{
  double covered = 100.0 * row->n_covered / row->n;
  /* Two sd of a share near 95 %, of runs of which four share a lift; of some
   * hundred shares the farthest out. */
  double room_pct = 2 * 100 * sqrt (2 * 0.05 * 0.95 / row->n);

  g_test_message ("%s: %.1f %% of %u", row->id, covered, row->n);
  g_assert_cmpfloat (covered, >=, 93 - room_pct);
  g_assert_cmpfloat (covered, <=, 97 + room_pct);
}

/* 5 %, and what chance adds to it in one of twenty cases. */
static double
find_most (guint n)
{
  return 0.05 * n + 1.645 * sqrt (0.05 * 0.95 * n);
}

static void
test_world (gconstpointer data)
{
  SimulationWorld world = (SimulationWorld) GPOINTER_TO_UINT (data);
  g_autoptr (GArray) rows = run (world);
  guint n_good = 0, n_fault = 0, n_false_good = 0, n_false_fault = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const SimulationRow *row = &g_array_index (rows, SimulationRow, i);

      if (row->n >= (g_test_slow () ? 400 : 100))
        check_coverage (row);
      n_good += row->n_good;
      n_false_good += row->n_false_good;
      n_fault += row->n_fault;
      n_false_fault += row->n_false_fault;
      /* Of each measure too, where there are enough to say. */
      if (row->n_good >= 100)
        g_assert_cmpfloat (row->n_false_good, <=, find_most (row->n_good));
      if (row->n_fault >= 100)
        g_assert_cmpfloat (row->n_false_fault, <=, find_most (row->n_fault));
      /* What gives no value always says why, or what to do. */
      g_assert_cmpuint (row->n_silent, ==, 0);
    }
  g_test_message ("%u of %u good and %u of %u faults are wrong", n_false_good, n_good,
                  n_false_fault, n_fault);
  g_assert_cmpuint (n_good, >, 500);
  g_assert_cmpuint (n_fault, >, 200);
  g_assert_cmpfloat (n_false_good, <=, 0.02 * n_good);
  g_assert_cmpfloat (n_false_fault, <=, 0.03 * n_fault);
}

/* The gates do refuse: the camera stood too near, or not square. */
static void
test_gates (void)
{
  g_autoptr (GArray) rows = run (SIMULATION_ANY_CAMERA);
  const SimulationRow *bar = simulation_find (rows, "M1.e_bar");

  g_assert_nonnull (bar);
  g_assert_cmpuint (bar->n_refused, >, 3 * bar->n);
  g_assert_cmpuint (bar->n_silent, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/uncertainty-true/well-filmed",
                        GUINT_TO_POINTER (SIMULATION_WELL_FILMED), test_world);
  g_test_add_data_func ("/uncertainty-true/tracked", GUINT_TO_POINTER (SIMULATION_TRACKED),
                        test_world);
  g_test_add_data_func ("/uncertainty-true/distance", GUINT_TO_POINTER (SIMULATION_DISTANCE),
                        test_world);
  g_test_add_data_func ("/uncertainty-true/roll", GUINT_TO_POINTER (SIMULATION_ROLL), test_world);
  g_test_add_data_func ("/uncertainty-true/yaw", GUINT_TO_POINTER (SIMULATION_YAW), test_world);
  g_test_add_data_func ("/uncertainty-true/off-centre", GUINT_TO_POINTER (SIMULATION_OFF_CENTRE),
                        test_world);
  g_test_add_data_func ("/uncertainty-true/any-camera", GUINT_TO_POINTER (SIMULATION_ANY_CAMERA),
                        test_world);
  g_test_add_func ("/uncertainty-true/gates", test_gates);
  return g_test_run ();
}
