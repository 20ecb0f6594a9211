/* Is the uncertainty true? Drawn lifts, seen by a camera that is not quite where
 * the coach thinks it is and clicked with the spread that the criteria state;
 * each result is held against the same measure of the true millimetres.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "checks.h"

G_BEGIN_DECLS

typedef enum
{
  SIMULATION_WELL_FILMED, /* after the filming card, everything entered */
  SIMULATION_TRACKED,     /* the same, and every frame of the pull marked */
  SIMULATION_DISTANCE,    /* 2.5 to 8 m, half of the distances not entered */
  SIMULATION_ROLL,        /* ±3°, half of it not entered */
  SIMULATION_YAW,         /* ±5°, entered */
  SIMULATION_OFF_CENTRE,  /* ±0.4 m, half of the distances not entered */
  SIMULATION_ANY_CAMERA,  /* all of that at once */
  SIMULATION_N_WORLDS,
} SimulationWorld;

/* Of one measure over all runs. */
typedef struct
{
  const char *id;
  guint       n;         /* runs that gave a value */
  guint       n_none;    /* of what is never below 0: both said 0; not in n */
  guint       n_covered; /* truth within 1.96 u */
  double      sum_error, sum_square, sum_u;
  guint       n_good, n_false_good;   /* said good; and it was not */
  guint       n_fault, n_false_fault; /* said fault; and it was not */
  guint       n_refused; /* no value, with a reason */
  guint       n_silent;  /* no value, and neither a reason nor what is missing */
} SimulationRow;

/* Best time of a whole check of one review of that world, microseconds. */
double               simulation_time_us (PlumbCriteria  *criteria,
                                         SimulationWorld world);

/* (transfer full) (element-type SimulationRow) One row for each measure, in the
 * order of the checks; the same for the same seed. */
GArray              *simulation_run (PlumbCriteria  *criteria,
                                     SimulationWorld world,
                                     guint           n_lifts,
                                     guint32         seed);
const SimulationRow *simulation_find (GArray     *rows,
                                      const char *id);

G_END_DECLS
