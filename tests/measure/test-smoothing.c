/* The curve through a series of values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "smoothing.h"
#include "worked.h"

/* A parabola is its own fit, up to the ends. */
static void
test_parabola (void)
{
  static const double in[] = { 3, 4, 7, 12, 19, 28, 39 };
  double middle[7], out[7];

  plumb_smooth_series (in, 7, middle, out);
  for (guint i = 0; i < 7; i++)
    assert_near (out[i], in[i], 1e-12);
}

static void
test_slip (void)
{
  static const double in[] = { 2, 2, 2, 50, 2, 2, -9, 2, 2 };
  double middle[9], out[9];

  plumb_smooth_series (in, 9, middle, out);
  for (guint i = 0; i < 9; i++)
    assert_near (out[i], 2, 1e-12);
}

/* By hand, after the median 0 0 0 35 35 35: 12/35 and 17/35 of a step. */
static void
test_step (void)
{
  static const double in[] = { 0, 0, 0, 35, 35, 35 };
  static const double expected[] = { 0, 0, 9, 26 };
  double middle[6], out[6];

  plumb_smooth_series (in, 6, middle, out);
  for (guint i = 2; i < 4; i++)
    assert_near (out[i], expected[i], 1e-12);
}

static void
test_short (void)
{
  static const double in[] = { 1, 9, 1, 9 };
  double middle[4], out[4];

  plumb_smooth_series (in, 4, middle, out);
  assert_near (plumb_smooth_gain (4, 2), 1, 0);
  for (guint i = 0; i < 4; i++)
    assert_near (out[i], in[i], 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smoothing/parabola", test_parabola);
  g_test_add_func ("/smoothing/slip", test_slip);
  g_test_add_func ("/smoothing/step", test_step);
  g_test_add_func ("/smoothing/short", test_short);
  return g_test_run ();
}
