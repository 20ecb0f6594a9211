/* The order of the practice and what it says of the coach's hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "practice-round.h"

static PlumbCriteria *
load_criteria (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);

  return plumb_criteria_load (path, NULL, NULL);
}

static void
test_order (void)
{
  gboolean differ = FALSE;
  PlumbPracticeRound first;

  plumb_practice_round_start (&first, 0);
  for (guint32 seed = 0; seed < 200; seed++)
    {
      PlumbPracticeRound round;
      guint times[PLUMB_N_LANDMARKS] = { 0 };

      plumb_practice_round_start (&round, seed);
      for (guint i = 0; i < PLUMB_PRACTICE_N_CLICKS; i++)
        {
          times[round.order[i]]++;
          g_assert_true (i == 0 || round.order[i] != round.order[i - 1]);
          differ = differ || round.order[i] != first.order[i];
        }
      g_assert_cmpuint (times[PLUMB_LANDMARK_HIP], ==, 3);
      g_assert_cmpuint (times[PLUMB_LANDMARK_BAR], ==, 3);
      g_assert_cmpuint (times[PLUMB_LANDMARK_HEEL], ==, 0);
    }
  g_assert_true (differ);
}

/* Each landmark is hit at (10, 10), but for the hip: 4 px to either side, and
 * once in the middle: 32 on 4 degrees of freedom, and 6² four times on them. */
static void
test_spread (void)
{
  g_autoptr (PlumbCriteria) criteria = load_criteria ();
  double sd[PLUMB_N_LANDMARKS];
  PlumbPracticeRound round;
  double next = -4;

  plumb_practice_round_start (&round, 7);
  while (plumb_practice_round_wanted (&round) != PLUMB_LANDMARK_NONE)
    {
      PlumbPoint at = { 10, 10 };

      if (plumb_practice_round_wanted (&round) == PLUMB_LANDMARK_HIP)
        {
          at.x_px += next;
          next += 4;
        }
      plumb_practice_round_click (&round, at);
    }
  plumb_practice_round_click (&round, (PlumbPoint) { 900, 900 });
  plumb_practice_round_spread (&round, criteria, sd);
  g_assert_cmpfloat_with_epsilon (sd[PLUMB_LANDMARK_HIP], sqrt ((32 + 4 * 36) / 8.0), 1e-12);
  g_assert_cmpfloat_with_epsilon (sd[PLUMB_LANDMARK_KNEE], 4 / sqrt (2), 1e-12);
  g_assert_cmpfloat (sd[PLUMB_LANDMARK_HEEL], ==, 0);
}

static void
test_undo (void)
{
  g_autoptr (PlumbCriteria) criteria = load_criteria ();
  double sd[PLUMB_N_LANDMARKS];
  PlumbPracticeRound round;

  plumb_practice_round_start (&round, 7);
  g_assert_false (plumb_practice_round_undo (&round));
  PlumbLandmark first = plumb_practice_round_wanted (&round);
  plumb_practice_round_click (&round, (PlumbPoint) { 1, 1 });
  g_assert_cmpint (plumb_practice_round_wanted (&round), !=, first);
  g_assert_true (plumb_practice_round_undo (&round));
  g_assert_cmpint (plumb_practice_round_wanted (&round), ==, first);
  /* One click is no spread. */
  plumb_practice_round_click (&round, (PlumbPoint) { 1, 1 });
  plumb_practice_round_spread (&round, criteria, sd);
  g_assert_cmpfloat (sd[first], ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-round/order", test_order);
  g_test_add_func ("/practice-round/spread", test_spread);
  g_test_add_func ("/practice-round/undo", test_undo);
  return g_test_run ();
}
