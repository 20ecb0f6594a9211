/* Loops over samples: those that use the processor's vectors give the same as
 * the plain ones, at every length and place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib.h>
#include <string.h>

#include "pixels-x86.h"

#define MOST 300

static void
fill (guint8 *bytes,
      gsize   n)
{
  for (gsize i = 0; i < n; i++)
    bytes[i] = (guint8) g_test_rand_int_range (0, 256);
}

static void
test_colour (void)
{
  guint8            y[MOST], u[MOST], v[MOST], plain[4 * MOST], fast[4 * MOST];
  PlumbColourMatrix matrix = { 16, 9539, { 17305, -1746, 0 }, { 0, -4366, 14686 } };
  for (int n = 0; n < MOST; n += n < 40 ? 1 : 37)
    {
      fill (y, MOST);
      fill (u, MOST);
      fill (v, MOST);
      memset (plain, 1, sizeof plain);
      memset (fast, 1, sizeof fast);
      plumb_pixels_x86_enable (FALSE);
      plumb_pixels_colour_row (plain, y, u, v, &matrix, n);
      plumb_pixels_x86_enable (TRUE);
      plumb_pixels_colour_row (fast, y, u, v, &matrix, n);
      g_assert_cmpmem (plain, sizeof plain, fast, sizeof fast);
    }
  /* Black and white of BT.709 as filmed, by hand. */
  guint8 ends[2] = { 16, 235 }, grey[2] = { 128, 128 };
  plumb_pixels_colour_row (fast, ends, grey, grey, &matrix, 2);
  g_assert_cmpint (fast[0], ==, 0);
  g_assert_cmpint (fast[3], ==, 255);
  g_assert_cmpint (fast[4], ==, 255);
}

static void
test_double (void)
{
  guint8 in[MOST], out[MOST];
  for (int n = 0; n < MOST; n += n < 70 ? 1 : 31)
    {
      fill (in, MOST);
      memset (out, 1, sizeof out);
      plumb_pixels_double_row (out, in, n);
      for (int i = 0; i < MOST; i++)
        g_assert_cmpint (out[i], ==, i < n ? in[i / 2] : 1);
    }
}

static void
test_scale (void)
{
  static const int sizes[][2] = { { 192, 128 }, { 200, 101 }, { 100, 100 }, { 37, 300 },
                                  { 64, 33 },   { 9, 5 },     { 1, 3 } };
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint8     from[MOST * 3], plain[MOST * 2], fast[MOST * 2];
      int        n = sizes[i][0], n_out = sizes[i][1];
      PlumbPlane in = { from, n, n, 3 };
      PlumbPlane a = { plain, n_out, n_out, 2 }, b = { fast, n_out, n_out, 2 };
      fill (from, sizeof from);
      plumb_pixels_x86_enable (FALSE);
      plumb_pixels_scale (&a, &in);
      plumb_pixels_x86_enable (TRUE);
      plumb_pixels_scale (&b, &in);
      g_assert_cmpmem (plain, (gsize) n_out * 2, fast, (gsize) n_out * 2);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/pixels/colour", test_colour);
  g_test_add_func ("/media/pixels/double", test_double);
  g_test_add_func ("/media/pixels/scale", test_scale);
  return g_test_run ();
}
