/* bench-uncertainty [LIFTS]: how often the truth lies in the stated interval,
 * and how often a verdict is wrong; and how long a check takes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "simulation.h"

#define SEED 20260603
#define N_LIFTS 1000

static const char *const worlds[SIMULATION_N_WORLDS] = {
  [SIMULATION_WELL_FILMED] = "Well filmed, some ten frames marked",
  [SIMULATION_TRACKED] = "Well filmed, every frame of the pull marked",
  [SIMULATION_ANY_CAMERA] = "Any camera: 2.5 to 8 m, yaw ±5°, half of it not entered",
};

static void
print_wrong (guint n_wrong,
             guint n)
{
  if (n == 0)
    printf ("       -    ");
  else
    printf ("  %4.1f/%-5u", 100.0 * n_wrong / n, n);
}

static void
print_row (const SimulationRow *row)
{
  double bias, sd;

  if (row->n == 0)
    {
      printf ("  %-14s no value, %u times with the reason\n", row->id,
              row->n_refused - row->n_silent);
      return;
    }
  bias = row->sum_error / row->n;
  sd = sqrt (MAX (0, row->sum_square / row->n - bias * bias));
  printf ("  %-14s %6u  %5.1f %%  %9.3f %9.3f %9.3f", row->id, row->n,
          100.0 * row->n_covered / row->n, row->sum_u / row->n, sd, bias);
  print_wrong (row->n_false_good, row->n_good);
  print_wrong (row->n_false_fault, row->n_fault);
  printf ("\n");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (PLUMBLINE_SOURCE_DIR, "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autoptr (PlumbCriteria) criteria = plumb_criteria_load (path, NULL, &error);
  guint n_lifts = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : N_LIFTS;

  if (criteria == NULL)
    {
      fprintf (stderr, "bench-uncertainty: %s\n", error->message);
      return 1;
    }
  for (int w = 0; w < SIMULATION_N_WORLDS; w++)
    {
      g_autoptr (GArray) rows = simulation_run (criteria, (SimulationWorld) w, n_lifts, SEED);

      printf ("%s; a check takes %.2f ms\n  %-14s %6s  %7s  %9s %9s %9s  %10s  %10s\n", worlds[w],
              simulation_time_us (criteria, (SimulationWorld) w) / 1000, "measure", "runs",
              "covered", "mean u", "true sd", "bias", "wrong good", "wrong fault");
      for (guint i = 0; i < rows->len; i++)
        print_row (&g_array_index (rows, SimulationRow, i));
    }
  return 0;
}
