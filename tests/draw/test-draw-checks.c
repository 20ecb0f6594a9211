/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "advice.h"
#include "draw-checks.h"

static guint32
read_pixel (cairo_surface_t *surface,
            int              x,
            int              y)
{
  cairo_surface_flush (surface);
  guint32 pixel;
  memcpy (&pixel,
          cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface)
            + 4 * x,
          4);
  return pixel;
}

typedef struct
{
  double      value, u;
  const char *unit, *text;
} FormatCase;

static const FormatCase format_cases[] = {
  { 124.000308, 3.5, "deg", "124.0° ± 7.0°" },
  { 124.4, 7.26, "deg", "124° ± 15°" },
  { 124.4, 4.97, "deg", "124.4° ± 9.9°" },
  { 124.4, 4.98, "deg", "124° ± 10°" },
  { 0.43603133, 0.07, "", "0.44 ± 0.14" },
  { 0.564, 0.035, "", "0.56 ± 0.07" },
  { 0.5641, 0.0012, "", "0.564 ± 0.002" },
  { -0.29251701, 0.07, "", "−0.29 ± 0.14" },
  { -0.001, 0.07, "", "0.00 ± 0.14" },
  { 20.689655, 3.4, "%foot", "20.7 ± 6.8\u2009% of foot" },
  { 5.0, 6.0, "%chord", "5 ± 12\u2009% of back" },
  { 12.341955, 2.52, "%trunk", "12.3 ± 5.0\u2009% of trunk" },
  { 66.078190, 2.0, "%leg", "66.1 ± 4.0\u2009% of leg" },
  { 225.0, 4.0, "mm", "225.0 ± 8.0\u2009mm" },
  { 78.96, 0.0, "deg", "79.0°" },
  { 0.499, 0.4974, "", "0.50 ± 0.99" },
  { 0.499, 0.4976, "", "0.5 ± 1.0" },
};

static void
test_format (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (format_cases); i++)
    {
      const PlumbMeasure measure = { .has_value = TRUE, .value = format_cases[i].value,
                                     .u = format_cases[i].u, .unit = format_cases[i].unit };
      g_autofree char *text = plumb_format_measure (&measure);
      g_assert_cmpstr (text, ==, format_cases[i].text);
    }
  const PlumbMeasure none = { .has_value = FALSE, .value = 3.0, .u = 1.0, .unit = "deg" };
  g_assert_null (plumb_format_measure (&none));
  const PlumbMeasure broken = { .has_value = TRUE, .value = NAN, .u = 1.0, .unit = "deg" };
  g_assert_null (plumb_format_measure (&broken));
}

/* One value as exact as the error beside it. */
static void
test_format_value (void)
{
  g_autofree char *change = plumb_format_value ("deg", -32.04, 9.7);
  g_autofree char *share = plumb_format_value ("%foot", 4.26, 3.8);
  g_autofree char *ratio = plumb_format_value ("", 0.126, 0.19);

  g_assert_cmpstr (change, ==, "\342\210\22232.0°");
  g_assert_cmpstr (share, ==, "4.3\342\200\211% of foot");
  g_assert_cmpstr (ratio, ==, "0.13");
}

/* A point between figures is the locale's; that of the sentence stays. */
static void
test_format_sentence (void)
{
  g_autofree char *same = plumb_format_sentence ("It is 6.5 %; the limit is 2.");
  g_autofree char *none = plumb_format_sentence (NULL);

  g_assert_cmpstr (same, ==, "It is 6.5 %; the limit is 2.");
  g_assert_cmpstr (none, ==, "");
  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no German locale on this system");
      return;
    }
  g_autofree char *text = plumb_format_sentence ("Es sind 6.5 %. Die Grenze ist 2.0.");
  setlocale (LC_NUMERIC, "C");
  g_assert_cmpstr (text, ==, "Es sind 6,5 %. Die Grenze ist 2,0.");
}

static void
test_format_follows_the_locale (void)
{
  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no German locale on this system");
      return;
    }
  const PlumbMeasure measure = { .has_value = TRUE, .value = 124.0, .u = 3.5, .unit = "deg" };
  g_autofree char *text = plumb_format_measure (&measure);
  setlocale (LC_NUMERIC, "C");
  g_assert_cmpstr (text, ==, "124,0° ± 7,0°");
}

static cairo_surface_t *
draw_icon (PlumbVerdict verdict,
           gboolean     dark)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 40, 40);
  cairo_t *cr = cairo_create (surface);
  plumb_draw_verdict_icon (cr, verdict, 4.0, 4.0, 32.0, dark);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Each verdict has a shape of its own: told apart by alpha alone, as in grey. */
static void
test_icons_differ_in_shape (void)
{
  cairo_surface_t *icons[PLUMB_VERDICT_DATA + 1];
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    {
      icons[i] = draw_icon ((PlumbVerdict) i, FALSE);
      for (int e = 0; e < 40; e++)
        for (int d = 0; d < 3; d++)
          {
            g_assert_cmphex (read_pixel (icons[i], e, d), ==, 0);
            g_assert_cmphex (read_pixel (icons[i], d, e), ==, 0);
            g_assert_cmphex (read_pixel (icons[i], e, 39 - d), ==, 0);
          }
    }
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    for (guint j = i + 1; j < G_N_ELEMENTS (icons); j++)
      {
        guint different = 0;
        for (int y = 0; y < 40; y++)
          for (int x = 0; x < 40; x++)
            {
              /* White cut-outs count as ground. */
              guint32 a = read_pixel (icons[i], x, y);
              guint32 b = read_pixel (icons[j], x, y);
              gboolean ink_a = a >> 24 > 0x80 && a != 0xffffffffu;
              gboolean ink_b = b >> 24 > 0x80 && b != 0xffffffffu;
              different += ink_a != ink_b;
            }
        g_assert_cmpuint (different, >, 60);
      }
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    cairo_surface_destroy (icons[i]);
}

static void
test_verdict_colours (void)
{
  PlumbColour fault = plumb_verdict_colour (PLUMB_VERDICT_FAULT, FALSE);
  g_assert_cmpfloat_with_epsilon (fault.red, 0xc0 / 255.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (fault.green, 0x1c / 255.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (fault.blue, 0x28 / 255.0, 1e-9);
  PlumbColour good = plumb_verdict_colour (PLUMB_VERDICT_GOOD, TRUE);
  g_assert_cmpfloat_with_epsilon (good.red, 0x8f / 255.0, 1e-9);
}

#define BAR_X 20
#define BAR_WIDTH 240

static cairo_surface_t *
draw_bar (const PlumbMeasure *measure)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 280, 40);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  plumb_draw_band_bar (cr, measure, BAR_X, 14.0, BAR_WIDTH, 12.0, FALSE);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  return surface;
}

/* The column of the tick: ink above the bar, where only the tick reaches. */
static double
find_tick (cairo_surface_t *surface)
{
  double sum = 0.0;
  guint n = 0;
  for (int x = 0; x < 280; x++)
    if ((read_pixel (surface, x, 11) & 0xff) < 0x60)
      {
        sum += x + 0.5;
        n++;
      }
  return n > 0 ? sum / n : -1.0;
}

static void
test_tick_moves_with_the_value (void)
{
  PlumbMeasure measure = { .has_value = TRUE, .value = 123.5, .u = 3.5, .unit = "deg",
                           .band = { 100, 110, 137, 147 } };
  cairo_surface_t *surface = draw_bar (&measure);
  g_assert_cmpfloat_with_epsilon (find_tick (surface), BAR_X + BAR_WIDTH / 2.0, 1.0);
  /* Zones from left to right, away from the interval: fault, watch, good. */
  guint32 fault = read_pixel (surface, 50, 16);
  guint32 good = read_pixel (surface, 115, 16);
  g_assert_cmpuint (fault >> 16 & 0xff, >, (fault >> 8 & 0xff) + 60);
  g_assert_cmpuint (good >> 8 & 0xff, >, (good >> 16 & 0xff) + 60);
  cairo_surface_destroy (surface);

  double before = 0.0;
  for (double value = 80.0; value < 170.0; value += 10.0)
    {
      measure.value = value;
      surface = draw_bar (&measure);
      double tick = find_tick (surface);
      g_assert_cmpfloat (tick, >, before);
      g_assert_cmpfloat (tick, <, BAR_X + BAR_WIDTH);
      before = tick;
      cairo_surface_destroy (surface);
    }
}

static void
test_bars_without_value_or_band (void)
{
  PlumbMeasure measure = { .has_value = FALSE, .value = 124.0, .unit = "deg",
                           .band = { 100, 110, 138, 147 } };
  cairo_surface_t *surface = draw_bar (&measure);
  g_assert_cmpfloat (find_tick (surface), ==, -1.0);
  g_assert_cmphex (read_pixel (surface, 100, 20), !=, 0xffffffffu);
  cairo_surface_destroy (surface);

  PlumbMeasure data = { .has_value = TRUE, .value = 79.0, .u = 3.0, .unit = "deg",
                        .band = { NAN, NAN, NAN, NAN } };
  surface = draw_bar (&data);
  g_assert_cmpfloat (find_tick (surface), ==, -1.0);
  cairo_surface_destroy (surface);
}

/* Open sides, far values and no uncertainty: all stays within the bar. */
static void
test_bars_stay_inside (void)
{
  const PlumbMeasure measures[] = {
    { .has_value = TRUE, .value = 1e9, .u = 1.0, .band = { NAN, NAN, 5, 10 } },
    { .has_value = TRUE, .value = -1e9, .u = 1.0, .band = { NAN, NAN, 5, 10 } },
    { .has_value = TRUE, .value = 4.0, .u = 1e9, .band = { -8, -3, NAN, NAN } },
    { .has_value = TRUE, .value = 4.0, .u = NAN, .band = { -8, -3, 3, 8 } },
    { .has_value = TRUE, .value = INFINITY, .u = 1.0, .band = { -8, -3, 3, 8 } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      cairo_surface_t *surface = draw_bar (&measures[i]);
      for (int y = 0; y < 40; y++)
        {
          g_assert_cmphex (read_pixel (surface, BAR_X - 3, y), ==, 0xffffffffu);
          g_assert_cmphex (read_pixel (surface, BAR_X + BAR_WIDTH + 2, y), ==, 0xffffffffu);
        }
      cairo_surface_destroy (surface);
    }
}

static void
assert_advice (const PlumbMeasure   *measure,
               const PlumbCriterion *criterion,
               const char           *expected)
{
  g_autofree char *text = plumb_advice_text (measure, criterion);

  g_assert_cmpstr (text, ==, expected);
}

/* What would shrink the error where it is too close, what was refused, which mark
 * lacks; nothing where there is a verdict. */
static void
test_advice (void)
{
  const PlumbCriterion knee = { .claims = "C18;C19", .source = "P<-Escamilla 2000.",
                                .remedy = "Mark it three times." };
  char *missing[] = { NULL, NULL };
  PlumbMeasure measure = { .has_value = TRUE, .value = 140, .u = 3.5, .unit = "deg",
                           .verdict = PLUMB_VERDICT_TOO_CLOSE, .missing = missing,
                           .moment = PLUMB_MOMENT_SET, .band = { 100, 110, 138, 147 } };
  g_autofree char *evidence = plumb_evidence_text (&knee);

  g_assert_cmpstr (evidence, ==, "C18;C19. P<-Escamilla 2000.");
  assert_advice (&measure, &knee, "The limit of 138.0° is within its error. Mark it three times.");
  assert_advice (&measure, NULL, "The limit of 138.0° is within its error.");
  measure.verdict = PLUMB_VERDICT_WATCH;
  assert_advice (&measure, &knee, NULL);

  measure.has_value = FALSE;
  measure.verdict = PLUMB_VERDICT_NOT_MEASURABLE;
  missing[0] = (char *) "knee";
  assert_advice (&measure, &knee, "Mark the knee in the setup frame.");
  missing[0] = NULL;
  measure.refused = (char *) "The camera was not square.";
  assert_advice (&measure, &knee, "The camera was not square. Mark it three times.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw-checks/format", test_format);
  g_test_add_func ("/draw-checks/format-locale", test_format_follows_the_locale);
  g_test_add_func ("/draw-checks/format-value", test_format_value);
  g_test_add_func ("/draw-checks/format-sentence", test_format_sentence);
  g_test_add_func ("/draw-checks/advice", test_advice);
  g_test_add_func ("/draw-checks/icons", test_icons_differ_in_shape);
  g_test_add_func ("/draw-checks/colours", test_verdict_colours);
  g_test_add_func ("/draw-checks/tick", test_tick_moves_with_the_value);
  g_test_add_func ("/draw-checks/no-value-or-band", test_bars_without_value_or_band);
  g_test_add_func ("/draw-checks/inside", test_bars_stay_inside);
  return g_test_run ();
}
