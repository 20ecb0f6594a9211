/* A check over time, pixel by pixel: its zones, its points, nothing outside.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "draw-trend.h"

#include <math.h>

#define WIDTH 120
#define HEIGHT 60
#define X 10
#define Y 10

static const double band[4] = { NAN, NAN, 10, 20 }; /* good below 10, fault above 20 */

/* 0xrrggbb on white. */
static guint
read_pixel (cairo_surface_t *surface,
            int              x,
            int              y)
{
  const guint32 *row
      = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface)
                                           + (gsize) y
                                                 * cairo_image_surface_get_stride (surface));

  return row[x] & 0xffffff;
}

static cairo_surface_t *
draw (const PlumbTrendSample *samples,
      guint                   n,
      const double            limits[4])
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH + 2 * X,
                                                         HEIGHT + 2 * Y);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  plumb_draw_trend (cr, samples, n, limits, X, Y, WIDTH, HEIGHT, FALSE);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Values 0 and 30, so that 10 and 20 lie between: from -3 to 33 on 60 pixels. */
static void
test_zones (void)
{
  const PlumbTrendSample samples[]
      = { { 100, 0, 0, PLUMB_VERDICT_GOOD }, { 200, 30, 0, PLUMB_VERDICT_FAULT } };
  cairo_surface_t *surface = draw (samples, 2, band);
  const guint fault = read_pixel (surface, X + 30, Y + 3);
  const guint good = read_pixel (surface, X + 60, Y + HEIGHT - 3);

  g_assert_cmphex (fault, !=, good);
  g_assert_cmpuint (fault >> 16, >, fault & 0xff);       /* red */
  g_assert_cmpuint ((good >> 8) & 0xff, >, good >> 16);  /* green */
  /* The first value is at the left and low, the second at the right and high. */
  g_assert_cmphex (read_pixel (surface, X + 8, Y + HEIGHT - 5), !=, good);
  g_assert_cmphex (read_pixel (surface, X + WIDTH - 8, Y + 5), !=, fault);
  g_assert_cmphex (read_pixel (surface, X + 8, Y + 5), ==, fault);
  for (int x = 0; x < WIDTH + 2 * X; x++)
    {
      g_assert_cmphex (read_pixel (surface, x, Y - 2), ==, 0xffffff);
      g_assert_cmphex (read_pixel (surface, x, Y + HEIGHT + 1), ==, 0xffffff);
    }
  cairo_surface_destroy (surface);
}

/* Without a band there are no zones; one value stands in the middle; the same
 * value twice has an axis too. */
static void
test_single (void)
{
  const double open[4] = { NAN, NAN, NAN, NAN };
  const PlumbTrendSample samples[]
      = { { 100, 5, 0, PLUMB_VERDICT_DATA }, { 100, 5, 0, PLUMB_VERDICT_DATA } };
  cairo_surface_t *surface = draw (samples, 1, open);

  g_assert_cmphex (read_pixel (surface, X + 2, Y + 2), ==, 0xffffff);
  g_assert_cmphex (read_pixel (surface, X + WIDTH / 2, Y + HEIGHT / 2), !=, 0xffffff);
  cairo_surface_destroy (surface);
  cairo_surface_destroy (draw (samples, 2, open));
  surface = draw (NULL, 0, band);
  g_assert_cmphex (read_pixel (surface, X + WIDTH / 2, Y + HEIGHT / 2), ==, 0xffffff);
  cairo_surface_destroy (surface);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/trend/zones", test_zones);
  g_test_add_func ("/draw/trend/single", test_single);
  return g_test_run ();
}
