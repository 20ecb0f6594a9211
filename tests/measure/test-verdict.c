/* The guard-banded decision against the worked figures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "worked.h"

#define CONFIDENCE 0.95

typedef struct
{
  const char  *measure; /* whose band */
  double       y, u;
  PlumbVerdict verdict;
  double       p_good, p_fault; /* NAN = not printed */
  double       tolerance;
} Row;

/* Values and u as the worked examples have them. */
static const Row rows[] = {
  { "M3.knee", 150, 3.5, PLUMB_VERDICT_WATCH, 0.000303, 0.804317, 5e-7 },
  { "M3.knee", 150, 1.561878, PLUMB_VERDICT_FAULT, NAN, 0.972619, 5e-7 },
  { "M3.knee", 140, 3.5, PLUMB_VERDICT_TOO_CLOSE, 0.283855, 0.022750, 5e-7 },

  /* 0.923 not good: not enough for WATCH. */
  { "M3.knee", 143, 3.5, PLUMB_VERDICT_TOO_CLOSE, 1 - 0.923436, NAN, 5e-7 },

  /* A */
  { "M1.e_bar", 0, 3.4, PLUMB_VERDICT_GOOD, 0.981374, NAN, 5e-7 },
  { "M3.knee", 124.000308, 3.5, PLUMB_VERDICT_GOOD, NAN, NAN, 0 },
  { "M3.trunk", 27.982839, 2.25, PLUMB_VERDICT_GOOD, NAN, NAN, 0 },
  { "M3.thigh", 44.012240, 2.55, PLUMB_VERDICT_GOOD, NAN, NAN, 0 },
  { "M3.shank", 79.988068, 2.0, PLUMB_VERDICT_GOOD, NAN, NAN, 0 },
  { "M2.arm", 7.9944542, 1.2, PLUMB_VERDICT_GOOD, NAN, NAN, 0 },
  { "M2.q", 0.43603133, 0.07, PLUMB_VERDICT_GOOD, NAN, NAN, 0 },
  { "M2.e_scap", 4.2241379, 4.2, PLUMB_VERDICT_GOOD, NAN, NAN, 0 },
  { "M3.h_idx", 0.56379822, 0.035, PLUMB_VERDICT_GOOD, NAN, NAN, 0 },
  { "M3.h_bar", 66.078190, 2.0, PLUMB_VERDICT_GOOD, NAN, NAN, 0 },

  /* B */
  { "M3.knee", 155.972040, 3.5, PLUMB_VERDICT_FAULT, NAN, 0.994818, 5e-7 },
  { "M2.q", -0.29251701, 0.07, PLUMB_VERDICT_FAULT, NAN, 0.979123, 5e-7 },
  { "M2.e_scap", 50.215517, 4.2, PLUMB_VERDICT_FAULT, NAN, 0.999999, 5e-7 },
  { "M3.thigh", 67.984584, 2.55, PLUMB_VERDICT_WATCH, NAN, NAN, 0 },
  { "M2.arm", 17.805094, 1.2, PLUMB_VERDICT_WATCH, NAN, 0.748862, 5e-7 },
  { "M3.h_idx", 0.80947312, 0.035, PLUMB_VERDICT_WATCH, NAN, NAN, 0 },
  { "M3.h_bar", 78.297545, 2.0, PLUMB_VERDICT_WATCH, NAN, NAN, 0 },
  { "M3.trunk", 10.975293, 2.25, PLUMB_VERDICT_TOO_CLOSE, 0.667661, NAN, 5e-7 },
  { "M3.shank", 87.987456, 2.0, PLUMB_VERDICT_TOO_CLOSE, NAN, NAN, 0 },
  { "M1.e_bar", 0, 3.4, PLUMB_VERDICT_GOOD, NAN, NAN, 0 },

  /* C */
  { "M3.knee", 86.010715, 3.5, PLUMB_VERDICT_FAULT, NAN, 0.999968, 5e-7 },
  { "M3.trunk", 56.385989, 2.25, PLUMB_VERDICT_FAULT, NAN, 0.997732, 5e-7 },
  { "M1.e_bar", 20.689655, 3.4, PLUMB_VERDICT_FAULT, NAN, 0.952878, 5e-7 },
  { "M2.arm", -5.9674985, 1.2, PLUMB_VERDICT_FAULT, NAN, NAN, 0 },
  { "M2.q", 1.4820896, 0.07, PLUMB_VERDICT_FAULT, NAN, NAN, 0 },
  { "M2.e_scap", -56.724138, 4.2, PLUMB_VERDICT_FAULT, NAN, NAN, 0 },
  { "M3.h_bar", 45.915396, 2.0, PLUMB_VERDICT_FAULT, NAN, 0.994494, 5e-7 },
  { "M3.thigh", 21.996116, 2.55, PLUMB_VERDICT_WATCH, NAN, NAN, 0 },
  { "M3.shank", 64.014599, 2.0, PLUMB_VERDICT_WATCH, NAN, NAN, 0 },
  { "M3.h_idx", 0.28165138, 0.035, PLUMB_VERDICT_WATCH, NAN, NAN, 0 },

  /* What marking does to a lumbar verdict, A to A2. */
  /* u from the table of marking errors, 1.710120 degrees a pixel at 2.5 mm: 6 px
   * clicked once, the mean of 3, 2.5 px, and 1.28 px with tape; times sqrt 2. */
  { "M5.dkappa", 20.7975076, 14.510848, PLUMB_VERDICT_TOO_CLOSE, 1 - 0.861831, 0.771574, 5e-5 },
  { "M5.dkappa", 20.7975076, 8.377842, PLUMB_VERDICT_WATCH, 1 - 0.970325, 0.901265, 5e-5 },
  { "M5.dkappa", 20.7975076, 6.046187, PLUMB_VERDICT_FAULT, NAN, 0.962918, 5e-5 },
  { "M5.dkappa", 20.7975076, 3.095648, PLUMB_VERDICT_FAULT, NAN, 0.999755, 5e-5 },
  { "M5.dbow", 7.323914, 1.63, PLUMB_VERDICT_FAULT, NAN, 0.979286, 2e-5 },

  /* E0, E1, E2 */
  { "M6.hip_lead", 12.341955, 2.52, PLUMB_VERDICT_FAULT, NAN, 0.994, 5e-4 },
  { "M6.trunk_drop", -13.599174, 1.83, PLUMB_VERDICT_FAULT, NAN, 0.999, 5e-4 },
  { "M7.fwd", 23.793103, 1.83, PLUMB_VERDICT_FAULT, NAN, 0.981, 5e-4 },
  { "M6.pre_rise", 16.278613, 2.26, PLUMB_VERDICT_FAULT, NAN, 0.997, 5e-4 },
  { "M6.trunk_drop", -12.594102, 1.83, PLUMB_VERDICT_FAULT, NAN, 0.994, 5e-4 },
  { "M6.trunk_drop", -0.76363046, 1.83, PLUMB_VERDICT_TOO_CLOSE, 0.889, NAN, 5e-4 },
  { "M6.pre_rise", 0.95756548, 2.26, PLUMB_VERDICT_GOOD, 0.963, NAN, 5e-4 },
  { "M6.hip_lead", 0, 2.52, PLUMB_VERDICT_TOO_CLOSE, 0.786, NAN, 5e-4 },

  /* The guard band of the knee: GOOD 115.76 to 132.24, FAULT under 94.24 and
   * over 152.76, to a hundredth of a degree. */
  { "M3.knee", 115.75, 3.5, PLUMB_VERDICT_TOO_CLOSE, NAN, NAN, 0 },
  { "M3.knee", 115.77, 3.5, PLUMB_VERDICT_GOOD, NAN, NAN, 0 },
  { "M3.knee", 132.23, 3.5, PLUMB_VERDICT_GOOD, NAN, NAN, 0 },
  { "M3.knee", 132.25, 3.5, PLUMB_VERDICT_TOO_CLOSE, NAN, NAN, 0 },
  { "M3.knee", 94.23, 3.5, PLUMB_VERDICT_FAULT, NAN, NAN, 0 },
  { "M3.knee", 94.25, 3.5, PLUMB_VERDICT_WATCH, NAN, NAN, 0 },
  { "M3.knee", 152.75, 3.5, PLUMB_VERDICT_WATCH, NAN, NAN, 0 },
  { "M3.knee", 152.77, 3.5, PLUMB_VERDICT_FAULT, NAN, NAN, 0 },
};

static void
test_worked (void)
{
  g_autoptr (PlumbCriteria) criteria = load_shipped_criteria ("conventional.criteria");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      const PlumbCriterion *criterion = plumb_criteria_find (criteria, row->measure);
      double p_good = NAN;
      double p_fault = NAN;

      g_test_message ("%s %g ± %g", row->measure, row->y, row->u);
      g_assert_nonnull (criterion);
      g_assert_cmpstr (plumb_verdict_key (plumb_verdict_decide (row->y, row->u, criterion->band,
                                                                CONFIDENCE, &p_good, &p_fault)),
                       ==, plumb_verdict_key (row->verdict));
      if (!isnan (row->p_good))
        assert_near (p_good, row->p_good, row->tolerance);
      if (!isnan (row->p_fault))
        assert_near (p_fault, row->p_fault, row->tolerance);
      g_assert_cmpfloat (p_good + p_fault, <=, 1 + 1e-12);
    }
}

static void
test_open_sides (void)
{
  static const double upper[] = { NAN, NAN, 2, 4 };
  static const double lower[] = { -8, -3, NAN, NAN };
  static const double none[] = { NAN, NAN, NAN, NAN };
  double p_good = NAN;
  double p_fault = NAN;

  g_assert_cmpint (plumb_verdict_decide (-1e6, 1, upper, CONFIDENCE, &p_good, &p_fault), ==,
                   PLUMB_VERDICT_GOOD);
  g_assert_cmpfloat (p_good, ==, 1);
  g_assert_cmpfloat (p_fault, ==, 0);
  g_assert_cmpint (plumb_verdict_decide (1e6, 1, upper, CONFIDENCE, NULL, NULL), ==,
                   PLUMB_VERDICT_FAULT);
  g_assert_cmpint (plumb_verdict_decide (1e6, 1, lower, CONFIDENCE, NULL, NULL), ==,
                   PLUMB_VERDICT_GOOD);
  g_assert_cmpint (plumb_verdict_decide (-1e6, 1, lower, CONFIDENCE, NULL, NULL), ==,
                   PLUMB_VERDICT_FAULT);
  g_assert_cmpint (plumb_verdict_decide (0, 1, none, CONFIDENCE, NULL, NULL), ==,
                   PLUMB_VERDICT_DATA);
}

/* The same distance from either limit is worth the same. */
static void
test_symmetry (void)
{
  static const double band[] = { -15, -8, 8, 15 };

  for (double y = -30; y <= 30; y += 0.25)
    {
      double good[2], fault[2];

      g_assert_cmpint (plumb_verdict_decide (y, 3.4, band, CONFIDENCE, &good[0], &fault[0]), ==,
                       plumb_verdict_decide (-y, 3.4, band, CONFIDENCE, &good[1], &fault[1]));
      assert_near (good[0], good[1], 1e-15);
      assert_near (fault[0], fault[1], 1e-15);
    }
}

static void
test_keys (void)
{
  static const char *const keys[] = { "good", "watch", "fault", "too-close", "not-measurable",
                                      "data" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_cmpstr (plumb_verdict_key ((PlumbVerdict) i), ==, keys[i]);
      g_assert_nonnull (plumb_verdict_name ((PlumbVerdict) i));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/worked", test_worked);
  g_test_add_func ("/verdict/open-sides", test_open_sides);
  g_test_add_func ("/verdict/symmetry", test_symmetry);
  g_test_add_func ("/verdict/keys", test_keys);
  return g_test_run ();
}
