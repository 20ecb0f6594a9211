/* Minimal detectable change, against the tables of the criteria.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "change.h"
#include "worked.h"

/* u of one frame, and MDC95 as printed: the spine angle clothed, the mean of 3,
 * at 1.25 mm/px, with tape; the knee of one click. */
static void
test_table (void)
{
  static const double rows[][3] = {
    { 10.26, 28.4, 0.05 }, { 5.92, 16.4, 0.05 }, { 4.28, 11.9, 0.05 },
    { 2.19, 6.1, 0.05 },   { 3.5, 9.7, 0.05 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double mdc = plumb_change_compute (20, rows[i][0], 20, rows[i][0]).detectable;

      assert_near (mdc, rows[i][1], rows[i][2]);
      g_assert_false (plumb_change_compute (20, rows[i][0], 20 + mdc - 0.01, rows[i][0]).larger);
      g_assert_true (plumb_change_compute (20, rows[i][0], 20 + mdc + 0.01, rows[i][0]).larger);
      g_assert_true (plumb_change_compute (20, rows[i][0], 20 - mdc - 0.01, rows[i][0]).larger);
    }
}

/* 3, 4, 5. */
static void
test_different_errors (void)
{
  PlumbChange change = plumb_change_compute (150, 3, 130, 4);

  assert_near (change.change, -20, 1e-12);
  assert_near (change.u, 5, 1e-12);
  assert_near (change.detectable, 9.8, 1e-12);
  g_assert_true (change.larger);
}

/* No error and no change: nothing to detect. */
static void
test_exact (void)
{
  g_assert_false (plumb_change_compute (1, 0, 1, 0).larger);
  g_assert_true (plumb_change_compute (1, 0, 1.5, 0).larger);
}

static void
test_measures (void)
{
  PlumbMeasure before = { .id = "M3.knee", .moment = PLUMB_MOMENT_LIFT_OFF, .has_value = TRUE,
                          .value = 155, .u = 3 };
  PlumbMeasure after = before;
  PlumbChange change;

  after.value = 124;
  after.u = 4;
  g_assert_true (plumb_change_of_measures (&before, &after, &change));
  assert_near (change.change, -31, 1e-12);
  assert_near (change.u, 5, 1e-12);

  after.moment = PLUMB_MOMENT_SET;
  g_assert_false (plumb_change_of_measures (&before, &after, &change));
  after.moment = before.moment;
  after.id = "M3.hip";
  g_assert_false (plumb_change_of_measures (&before, &after, &change));
  after.id = before.id;
  after.has_value = FALSE;
  g_assert_false (plumb_change_of_measures (&before, &after, &change));
  g_assert_false (plumb_change_of_measures (&after, &before, &change));
  g_assert_false (plumb_change_of_measures (NULL, &before, &change));
  g_assert_false (plumb_change_of_measures (&before, NULL, &change));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/change/table", test_table);
  g_test_add_func ("/change/different-errors", test_different_errors);
  g_test_add_func ("/change/exact", test_exact);
  g_test_add_func ("/change/measures", test_measures);
  return g_test_run ();
}
