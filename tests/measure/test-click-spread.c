/* Spread of repeated clicks, by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "click-spread.h"
#include "worked.h"

/* About (103, 50): squares 9 + 0 + 9 along x, 16 + 4 + 4 along y; 42 on 4. */
static const PlumbPoint clicks[] = { { 100, 54 }, { 103, 48 }, { 106, 48 } };

static void
test_spread (void)
{
  double sd = 0;

  g_assert_true (plumb_click_spread (clicks, 3, &sd));
  assert_near (sd, sqrt (42 / 4.0), 1e-12);
  /* Two of them: 4.5 + 18 on 2. */
  g_assert_true (plumb_click_spread (clicks, 2, &sd));
  assert_near (sd, sqrt (22.5 / 2), 1e-12);
  g_assert_false (plumb_click_spread (clicks, 1, &sd));
  g_assert_false (plumb_click_spread (NULL, 0, &sd));
}

/* 42 + 4 · 36 on 8; three times the same place is not an sd of 0. */
static void
test_expected (void)
{
  static const PlumbPoint same[] = { { 7, 7 }, { 7, 7 }, { 7, 7 } };

  assert_near (plumb_click_spread_expected (clicks, 3, 6), sqrt (186 / 8.0), 1e-12);
  assert_near (plumb_click_spread_expected (same, 3, 6), 6 / G_SQRT2, 1e-12);
  assert_near (plumb_click_spread_expected (clicks, 1, 6), 6, 0);
}

/* Simulated: the spread is the sd that was drawn. */
static void
test_unbiased (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  double sum = 0;

  for (guint k = 0; k < 20000; k++)
    {
      PlumbPoint drawn[3];
      double sd = 0;

      for (guint i = 0; i < 3; i++)
        {
          double r = 5 * sqrt (-2 * log (1 - g_rand_double (rand)));
          double a = 2 * G_PI * g_rand_double (rand);

          drawn[i] = (PlumbPoint) { r * cos (a), r * sin (a) };
        }
      plumb_click_spread (drawn, 3, &sd);
      sum += sd * sd;
    }
  assert_near (sqrt (sum / 20000), 5, 0.05);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/click-spread/spread", test_spread);
  g_test_add_func ("/click-spread/expected", test_expected);
  g_test_add_func ("/click-spread/unbiased", test_unbiased);
  return g_test_run ();
}
