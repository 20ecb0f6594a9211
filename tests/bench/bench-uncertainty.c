/* bench-uncertainty [LIFTS [WORLD]]: how often the truth lies in the stated 95 %
 * interval, and how often a verdict is wrong; and how long a check takes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "simulation.h"

#define SEED 20260603
#define N_LIFTS 2000

static const char *const worlds[SIMULATION_N_WORLDS] = {
  [SIMULATION_WELL_FILMED] = "Well filmed, some ten frames marked",
  [SIMULATION_TRACKED] = "Well filmed, every frame of the pull marked",
  [SIMULATION_DISTANCE] = "Camera at 2.5 to 8 m, half of the distances not entered",
  [SIMULATION_ROLL] = "Camera rolled by ±3°, half of it not entered",
  [SIMULATION_YAW] = "Camera ±5° from square, entered",
  [SIMULATION_OFF_CENTRE] = "Camera ±0.4 m off centre, half of the distances not entered",
  [SIMULATION_ANY_CAMERA] = "All of these at once",
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

static void
print_world (PlumbCriteria  *criteria,
             SimulationWorld world,
             guint           n_lifts)
{
  g_autoptr (GArray) rows = simulation_run (criteria, world, n_lifts, SEED);

  printf ("%s; a check takes %.2f ms\n  %-14s %6s  %7s  %9s %9s %9s  %10s  %10s\n", worlds[world],
          simulation_time_us (criteria, world) / 1000, "measure", "runs", "covered", "mean u",
          "true sd", "bias", "wrong good", "wrong fault");
  for (guint i = 0; i < rows->len; i++)
    print_row (&g_array_index (rows, SimulationRow, i));
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
  int only = argc > 2 ? atoi (argv[2]) : -1;
  for (int w = MAX (only, 0); w < (only < 0 ? SIMULATION_N_WORLDS : only + 1); w++)
    print_world (criteria, (SimulationWorld) w, n_lifts);
  return 0;
}
