/* Figures as coaches type them, and that what is printed does not drift.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <locale.h>
#include <math.h>

#include "figures.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *typed;
    double      value;
  } rows[] = {
    { "", 0 },         { "  ", 0 },     { "171.5", 171.5 }, { "171,5", 171.5 }, { " 82 ", 82 },
    { "0", -1 },       { "-3", -1 },    { "82 kg", -1 },    { "1,2,3", -1 },    { "inf", -1 },
    { "nan", -1 },     { "x", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat (plumb_figure_parse (rows[i].typed), ==, rows[i].value);
}

/* 5 × 12 + 10 = 70. */
static void
test_feet (void)
{
  static const struct
  {
    const char *typed;
    double      inches;
  } rows[] = {
    { "70", 70 },         { "67.5", 67.5 },     { "5'10", 70 },    { "5'10\"", 70 },
    { "5′ 10″", 70 },     { "5 ft 10 in", 70 }, { "5ft", 60 },     { "6'0", 72 },
    { "5'10,5", 70.5 },   { "5'12", -1 },       { "5'abc", -1 },   { "'10", -1 },
    { "70 in", 70 },      { "tall", -1 },       { "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].typed);
      g_assert_cmpfloat (plumb_figure_parse_length (rows[i].typed, PLUMB_LENGTH_IN), ==,
                         rows[i].inches);
    }
  g_assert_cmpfloat (plumb_figure_parse_length ("5'10", PLUMB_LENGTH_CM), ==, -1);
}

static void
test_lifts (void)
{
  static const struct
  {
    const char *typed, *lift;
    double      load_kg;
    int         reps;
  } rows[] = {
    { "conventional 180 × 3", "conventional", 180, 3 },
    { "sumo 142,5 x 5", "sumo", 142.5, 5 },
    { "power clean 80", "power clean", 80, 0 },
    { "romanian × 8", "romanian", 0, 8 },
    { "row", "row", 0, 0 },
    { "press 62.5*4", "press", 62.5, 4 },
  };
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append_printf (all, "%s%s", i == 0 ? "" : i % 2 == 1 ? ", " : ";", rows[i].typed);
  g_autoptr (GPtrArray) lifts = plumb_usual_lifts_parse (all->str, PLUMB_MASS_KG, NULL);
  g_assert_cmpuint (lifts->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < lifts->len; i++)
    {
      const PlumbUsualLift *lift = lifts->pdata[i];

      g_assert_cmpstr (lift->lift, ==, rows[i].lift);
      g_assert_cmpfloat (lift->load_kg, ==, rows[i].load_kg);
      g_assert_cmpint (lift->reps, ==, rows[i].reps);
    }
}

/* 142.5 / 0.45359237 = 314.16: printed as 314.2, and 142.5 again. */
static void
test_lifts_stay (void)
{
  g_autoptr (GPtrArray) kept
      = plumb_usual_lifts_parse ("sumo 142.5 × 3, conventional 180", PLUMB_MASS_KG, NULL);
  g_autofree char *printed = plumb_usual_lifts_print (kept, PLUMB_MASS_LB);
  g_autoptr (GPtrArray) again = plumb_usual_lifts_parse (printed, PLUMB_MASS_LB, kept);
  const PlumbUsualLift *sumo = again->pdata[0], *conventional = again->pdata[1];

  g_assert_cmpstr (printed, ==, "sumo 314.2 × 3, conventional 396.8");
  g_assert_cmpfloat (sumo->load_kg, ==, 142.5);
  g_assert_cmpfloat (conventional->load_kg, ==, 180);
  g_clear_pointer (&again, g_ptr_array_unref);
  again = plumb_usual_lifts_parse ("sumo 315", PLUMB_MASS_LB, kept);
  sumo = again->pdata[0];
  g_assert_cmpfloat_with_epsilon (sumo->load_kg, 142.88159655, 1e-9);
}

/* In every language that is installed here, with its comma. */
static void
test_no_drift (void)
{
  static const char *const locales[] = { "C.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8" };

  for (guint l = 0; l < G_N_ELEMENTS (locales); l++)
    for (int tenth = 10; tenth < 6000 && setlocale (LC_ALL, locales[l]) != NULL; tenth += 7)
      {
        const double cm = tenth / 10.0;
        const double inches = plumb_length_to_unit (cm, PLUMB_LENGTH_IN);
        const double pounds = plumb_mass_to_unit (cm, PLUMB_MASS_LB);
        g_autofree char *typed = plumb_figure_print (inches);
        g_autofree char *mass = plumb_figure_print (pounds);

        g_assert_true (plumb_figure_is_printed (plumb_figure_parse (typed), inches));
        g_assert_true (plumb_figure_is_printed (plumb_figure_parse (mass), pounds));
        g_assert_false (plumb_figure_is_printed (plumb_figure_parse (mass) + 0.1, pounds));
      }
  setlocale (LC_ALL, "C.UTF-8");
}

/* 4.2 m / 0.3048 = 13.78 ft; 450 mm / 25.4 = 17.72 in. */
static void
test_formats (void)
{
  g_autofree char *m = plumb_format_distance (4.2, PLUMB_LENGTH_CM);
  g_autofree char *ft = plumb_format_distance (4.2, PLUMB_LENGTH_IN);
  g_autofree char *mm = plumb_format_plate (450, PLUMB_LENGTH_CM);
  g_autofree char *in = plumb_format_plate (450, PLUMB_LENGTH_IN);

  g_assert_cmpstr (m, ==, "4.2 m");
  g_assert_cmpstr (ft, ==, "13.8 ft");
  g_assert_cmpstr (mm, ==, "450 mm");
  g_assert_cmpstr (in, ==, "17.7 in");
  g_assert_cmpfloat_with_epsilon (plumb_distance_from_unit (10, PLUMB_LENGTH_IN), 3.048, 1e-12);
  g_assert_cmpfloat_with_epsilon (plumb_plate_from_unit (17.5, PLUMB_LENGTH_IN), 444.5, 1e-9);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/parse", test_parse);
  g_test_add_func ("/figures/feet", test_feet);
  g_test_add_func ("/figures/lifts", test_lifts);
  g_test_add_func ("/figures/lifts-stay", test_lifts_stay);
  g_test_add_func ("/figures/no-drift", test_no_drift);
  g_test_add_func ("/figures/formats", test_formats);
  return g_test_run ();
}
