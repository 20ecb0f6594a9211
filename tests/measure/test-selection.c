/* What picking the largest of noisy values adds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "selection.h"
#include "worked.h"

static const double at[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };

static double
pick_most (double most,
           double least)
{
  return most;
}

static double
pick_span (double most,
           double least)
{
  return most - least;
}

static double
find_bias (const double *values,
           guint         n,
           double        sd,
           gboolean      smooth,
           PlumbPick     pick)
{
  PlumbNoise noise;
  double bias;

  plumb_noise_init (&noise, n);
  bias = plumb_selection_bias (&noise, at, values, n, sd, smooth, pick);
  /* What was drawn once is drawn for all. */
  assert_near (plumb_selection_bias (&noise, at, values, n, sd, smooth, pick), bias, 0);
  plumb_noise_clear (&noise);
  return bias;
}

/* The expected largest of ten errors with an sd of 1 is 1.5388 (tables of order
 * statistics); 64 draws know it to some 0.1. These values scatter just so that
 * errors explain all of it. */
static void
test_flat (void)
{
  static const double flat[] = { 0.83, -0.83, 0.83, -0.83, 0.83, -0.83, 0.83, -0.83, 0.83, -0.83 };

  assert_near (find_bias (flat, 10, 1, FALSE, pick_most), 1.53, 0.15);
  /* Both ends: 3.0775. */
  assert_near (find_bias (flat, 10, 1, FALSE, pick_span), 3.06, 0.25);
  /* Small errors choose among the five that are as large: 1.1630 of 0.1. */
  assert_near (find_bias (flat, 10, 0.1, FALSE, pick_most), 0.1163, 0.03);
}

/* The curve through ten flat values moves less than they do. */
static void
test_smooth (void)
{
  static const double flat[] = { 0.83, -0.83, 0.83, -0.83, 0.83, -0.83, 0.83, -0.83, 0.83, -0.83 };
  double bias = find_bias (flat, 10, 1, TRUE, pick_most);

  g_assert_cmpfloat (bias, >, 0.5);
  g_assert_cmpfloat (bias, <, 1.3);
}

/* Nobody else comes near: nothing was picked. */
static void
test_alone (void)
{
  static const double one[] = { 1, -1, 1, -1, 50, -1, 1, -1, 1, -1 };

  assert_near (find_bias (one, 10, 1, FALSE, pick_most), 0, 1e-9);
}

/* Values without any scatter have no errors to pick from. */
static void
test_exact (void)
{
  static const double curve[] = { 0, 9, 16, 21, 24, 25, 24, 21, 16, 9 };

  assert_near (find_bias (curve, 10, 1, FALSE, pick_most), 0, 1e-9);
}

static void
test_few (void)
{
  static const double few[] = { 1, -1, 1, -1 };

  assert_near (find_bias (few, 4, 1, FALSE, pick_most), 0, 0);
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
  g_test_add_func ("/selection/smooth", test_smooth);
  g_test_add_func ("/selection/alone", test_alone);
  g_test_add_func ("/selection/exact", test_exact);
  g_test_add_func ("/selection/few", test_few);
  g_test_add_func ("/selection/correction", test_correction);
  return g_test_run ();
}
