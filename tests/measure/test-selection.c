/* What picking the largest of noisy values adds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "selection.h"
#include "worked.h"

static const double at[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };

static double
pick_max (const double *values,
          guint         n)
{
  double most = values[0];

  for (guint i = 1; i < n; i++)
    most = MAX (most, values[i]);
  return most;
}

/* The expected largest of ten errors with an sd of 1 is 1.5388, and its sd 0.587
 * (tables of order statistics); 64 draws know it to some 0.1. These values
 * scatter just so that errors explain all of it. */
static void
test_flat (void)
{
  static const double flat[] = { 0.83, -0.83, 0.83, -0.83, 0.83, -0.83, 0.83, -0.83, 0.83, -0.83 };
  double sd = 0;

  assert_near (plumb_selection_bias (at, flat, 10, 1, FALSE, pick_max, &sd), 1.53, 0.15);
  assert_near (sd, 0.587, 0.1);
  /* Small errors choose among the five that are as large: 1.1630 of 0.1. */
  assert_near (plumb_selection_bias (at, flat, 10, 0.1, FALSE, pick_max, &sd), 0.1163, 0.03);
}

/* Nobody else comes near: nothing was picked. */
static void
test_alone (void)
{
  static const double one[] = { 1, -1, 1, -1, 50, -1, 1, -1, 1, -1 };
  double sd = 0;

  assert_near (plumb_selection_bias (at, one, 10, 1, FALSE, pick_max, &sd), 0, 1e-9);
  assert_near (sd, 1, 0.15);
}

/* Values without any scatter have no errors to pick from. */
static void
test_exact (void)
{
  static const double curve[] = { 0, 9, 16, 21, 24, 25, 24, 21, 16, 9 };
  double sd = 0;

  assert_near (plumb_selection_bias (at, curve, 10, 1, FALSE, pick_max, &sd), 0, 1e-9);
}

static void
test_few (void)
{
  static const double few[] = { 1, -1, 1, -1 };
  double sd = 0;

  assert_near (plumb_selection_bias (at, few, 4, 1, FALSE, pick_max, &sd), 0, 0);
  assert_near (sd, 1, 0);
}

static void
test_correction (void)
{
  assert_near (plumb_selection_correction (0.24, 1), 0, 0);
  assert_near (plumb_selection_correction (-0.24, 1), 0, 0);
  assert_near (plumb_selection_correction (0.375, 1), 0.1875, 1e-12);
  assert_near (plumb_selection_correction (0.5, 1), 0.5, 1e-12);
  assert_near (plumb_selection_correction (-3, 1), -3, 1e-12);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/selection/flat", test_flat);
  g_test_add_func ("/selection/alone", test_alone);
  g_test_add_func ("/selection/exact", test_exact);
  g_test_add_func ("/selection/few", test_few);
  g_test_add_func ("/selection/correction", test_correction);
  return g_test_run ();
}
