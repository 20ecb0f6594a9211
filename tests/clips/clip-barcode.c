/* The frame number as black and white cells in a strip at the picture's top.
 *
 * The width is divided into 26 equal cells: a black margin, white-black, 16 bits
 * of the number (highest first), 4 bits of check, black-white, a black margin.
 * The strip is a 24th of the height. All places are shares of the picture's
 * size, so a scaled picture reads the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "clip.h"

#define N_CELLS 26
#define N_BITS 16
#define N_CHECK_BITS 4
#define STRIP_SHARE 24
/* Between the white and black guard cells, levels of 255. */
#define MIN_CONTRAST 60.0

static guint
compute_check (guint number)
{
  /* Odd factors: any error within one group of four bits changes the sum. */
  return (9 + (number & 15) + 3 * (number >> 4 & 15) + 5 * (number >> 8 & 15) +
          7 * (number >> 12 & 15)) &
         15;
}

static guint32
build_cells (guint number)
{
  guint32 cells = 1; /* white, then black by the shift */
  cells = cells << 1;
  cells = cells << N_BITS | number;
  cells = cells << N_CHECK_BITS | compute_check (number);
  cells = cells << 2 | 1;
  return cells << 1; /* right margin; the left one is the missing high bit */
}

static double
measure_cell (const guint8 *bgra,
              int           width,
              int           height,
              int           stride,
              int           cell)
{
  /* The inner half of the cell, away from ringing at its edges. */
  int x0 = (int) ((cell + 0.3) * width / N_CELLS);
  int x1 = (int) ((cell + 0.7) * width / N_CELLS);
  int y0 = (int) (0.25 * height / STRIP_SHARE);
  int y1 = (int) (0.70 * height / STRIP_SHARE);
  double sum = 0;
  int n = 0;

  for (int y = y0; y <= y1; y++)
    for (int x = x0; x <= x1; x++)
      {
        const guint8 *p = bgra + (gsize) y * stride + 4 * (gsize) x;
        sum += 0.114 * p[0] + 0.587 * p[1] + 0.299 * p[2];
        n++;
      }
  return sum / n;
}

void
plumb_barcode_paint (guint8 *bgra,
                     int     width,
                     int     height,
                     int     stride,
                     gint64  number)
{
  guint32 cells = build_cells (number & 0xffff);
  int strip = MAX (height / STRIP_SHARE, 1);

  g_return_if_fail (bgra != NULL && width >= N_CELLS && height > 0);

  for (int x = 0; x < width; x++)
    {
      int cell = x * N_CELLS / width;
      guint8 level = cells >> (N_CELLS - 1 - cell) & 1 ? 255 : 0;
      for (int y = 0; y < strip; y++)
        {
          guint8 *p = bgra + (gsize) y * stride + 4 * (gsize) x;
          p[0] = p[1] = p[2] = level;
          p[3] = 255;
        }
    }
}

gint64
plumb_barcode_read (const guint8 *bgra,
                    int           width,
                    int           height,
                    int           stride)
{
  double level[N_CELLS];
  double white, black, threshold;
  guint32 cells = 0;
  guint number;

  g_return_val_if_fail (bgra != NULL, -1);
  if (width < 2 * N_CELLS || height < 2 * STRIP_SHARE)
    return -1;

  for (int i = 0; i < N_CELLS; i++)
    level[i] = measure_cell (bgra, width, height, stride, i);
  white = MIN (level[1], level[N_CELLS - 2]);
  black = MAX (MAX (level[0], level[2]), MAX (level[N_CELLS - 3], level[N_CELLS - 1]));
  if (white - black < MIN_CONTRAST)
    return -1;

  threshold = (white + black) / 2;
  for (int i = 0; i < N_CELLS; i++)
    cells = cells << 1 | (level[i] > threshold ? 1 : 0);
  number = cells >> (3 + N_CHECK_BITS) & 0xffff;
  return cells == build_cells (number) ? (gint64) number : -1;
}
