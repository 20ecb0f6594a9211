/* The bar code in a picture: every number comes back, also from a scaled picture,
 * and a picture without one is not mistaken for one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "clip.h"

#include <string.h>

typedef struct
{
  int     width, height;
  guint8 *bgra;
} Picture;

static Picture
create_picture (int    width,
                int    height,
                guint8 level)
{
  Picture picture = { width, height, g_malloc ((gsize) width * height * 4) };
  memset (picture.bgra, level, (gsize) width * height * 4);
  return picture;
}

static gint64
read_picture (const Picture *picture)
{
  return plumb_barcode_read (picture->bgra, picture->width, picture->height, picture->width * 4);
}

/* Averages boxes: what a good scaler does, to any smaller size. */
static Picture
scale_picture (const Picture *from,
               int            width,
               int            height)
{
  Picture to = create_picture (width, height, 0);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int c = 0; c < 4; c++)
        {
          int x0 = x * from->width / width, x1 = MAX ((x + 1) * from->width / width, x0 + 1);
          int y0 = y * from->height / height, y1 = MAX ((y + 1) * from->height / height, y0 + 1);
          int sum = 0;
          for (int v = y0; v < y1; v++)
            for (int u = x0; u < x1; u++)
              sum += from->bgra[(v * from->width + u) * 4 + c];
          to.bgra[(y * width + x) * 4 + c] = sum / ((x1 - x0) * (y1 - y0));
        }
  return to;
}

static void
test_every_number (void)
{
  Picture picture = create_picture (320, 180, 128);

  for (gint64 n = 0; n < 65536; n++)
    {
      plumb_barcode_paint (picture.bgra, 320, 180, 320 * 4, n);
      if (read_picture (&picture) != n)
        g_test_message ("number %" G_GINT64_FORMAT, n);
      g_assert_cmpint (read_picture (&picture), ==, n);
    }
  g_free (picture.bgra);
}

static void
test_scaled (void)
{
  static const int sizes[][2] = { { 640, 360 }, { 427, 240 }, { 961, 541 }, { 333, 187 },
                                  { 160, 90 } };
  Picture picture = create_picture (1280, 720, 90);

  for (gint64 n = 0; n < 65536; n += 1234)
    {
      plumb_barcode_paint (picture.bgra, 1280, 720, 1280 * 4, n);
      for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          Picture small = scale_picture (&picture, sizes[i][0], sizes[i][1]);
          g_assert_cmpint (read_picture (&small), ==, n);
          g_free (small.bgra);
        }
    }
  g_free (picture.bgra);
}

static void
test_none (void)
{
  for (int level = 0; level < 256; level += 15)
    {
      Picture picture = create_picture (320, 180, (guint8) level);
      g_assert_cmpint (read_picture (&picture), ==, -1);
      g_free (picture.bgra);
    }
}

/* Flipping any single cell must not give another number. */
static void
test_one_cell_wrong (void)
{
  for (int cell = 0; cell < 26; cell++)
    {
      Picture picture = create_picture (520, 240, 128);
      plumb_barcode_paint (picture.bgra, 520, 240, 520 * 4, 40503);
      for (int y = 0; y < 10; y++)
        for (int x = cell * 20 * 4; x < (cell + 1) * 20 * 4; x++)
          picture.bgra[y * 520 * 4 + x] ^= 0xff;
      g_assert_cmpint (read_picture (&picture), ==, -1);
      g_free (picture.bgra);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clips/barcode/every-number", test_every_number);
  g_test_add_func ("/clips/barcode/scaled", test_scaled);
  g_test_add_func ("/clips/barcode/none", test_none);
  g_test_add_func ("/clips/barcode/one-cell-wrong", test_one_cell_wrong);
  return g_test_run ();
}
