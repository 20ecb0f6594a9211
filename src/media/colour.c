/* Matrices and tables.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "colour.h"

#include <math.h>

#include "tone-curve.h"

/* Numbers of ISO/IEC 23091-2. */
#define MATRIX_RGB 0
#define MATRIX_BT709 1
#define MATRIX_FCC 4
#define MATRIX_BT470BG 5
#define MATRIX_BT601 6
#define MATRIX_SMPTE240 7
#define MATRIX_BT2020 9
#define PRIMARIES_BT2020 9

#define MAX_DEPTH 16

PlumbColour
plumb_colour_resolve (const PlumbColour  *file,
                      const GstVideoInfo *info,
                      gboolean            gbr)
{
  const GstVideoColorimetry *stream = &info->colorimetry;
  PlumbColour                colour = { .known = TRUE };
  colour.primaries = (int) gst_video_color_primaries_to_iso (stream->primaries);
  colour.transfer = (int) gst_video_transfer_function_to_iso (stream->transfer);
  colour.matrix = stream->matrix == GST_VIDEO_COLOR_MATRIX_UNKNOWN
                      ? 2
                      : (int) gst_video_color_matrix_to_iso (stream->matrix);
  colour.full_range = stream->range == GST_VIDEO_COLOR_RANGE_0_255;
  if (file->known)
    {
      if (file->primaries != 2)
        colour.primaries = file->primaries;
      if (file->transfer != 2)
        colour.transfer = file->transfer;
      if (file->matrix != 2 && file->matrix != MATRIX_RGB)
        colour.matrix = file->matrix;
      colour.full_range |= file->full_range;
    }
  /* Some decoders of AV1 have no other name for such planes than Y, U and V. */
  if (gbr && GST_VIDEO_FORMAT_INFO_IS_YUV (info->finfo) &&
      GST_VIDEO_FORMAT_INFO_W_SUB (info->finfo, 1) == 0 &&
      GST_VIDEO_FORMAT_INFO_H_SUB (info->finfo, 1) == 0)
    {
      colour.matrix = MATRIX_RGB;
      colour.full_range = TRUE;
    }
  if (colour.matrix == 2 || colour.matrix == 3)
    colour.matrix = GST_VIDEO_INFO_HEIGHT (info) >= 720 ? MATRIX_BT709 : MATRIX_BT601;
  return colour;
}

static void
find_weights (int     matrix,
              double *kr,
              double *kb)
{
  *kr = 0.299;
  *kb = 0.114;
  if (matrix == MATRIX_BT709)
    {
      *kr = 0.2126;
      *kb = 0.0722;
    }
  else if (matrix == MATRIX_BT2020 || matrix == 10)
    {
      *kr = 0.2627;
      *kb = 0.0593;
    }
  else if (matrix == MATRIX_SMPTE240)
    {
      *kr = 0.212;
      *kb = 0.087;
    }
  else if (matrix == MATRIX_FCC)
    {
      *kr = 0.30;
      *kb = 0.11;
    }
}

gboolean
plumb_colour_is_gbr (const PlumbColour *colour)
{
  return colour->matrix == MATRIX_RGB;
}

/* In 1/65536; the weights of luma sum up to one. */
void
plumb_colour_from_gbr (guint8       *y,
                       guint8       *cb,
                       guint8       *cr,
                       const guint8 *g,
                       const guint8 *b,
                       const guint8 *r,
                       gboolean      full_range,
                       int           n)
{
  const double chroma_gain = full_range ? 1.0 : 224.0 / 219.0;
  const int    red = 13933, blue = 4732, green = 65536 - red - blue;
  const int    by_blue = (int) lround (65536.0 * chroma_gain / 1.8556);
  const int    by_red = (int) lround (65536.0 * chroma_gain / 1.5748);
  for (int i = 0; i < n; i++)
    {
      int luma = (red * r[i] + green * g[i] + blue * b[i] + 32768) >> 16;
      int u = 128 + ((by_blue * (b[i] - luma) + 32768) >> 16);
      int v = 128 + ((by_red * (r[i] - luma) + 32768) >> 16);
      y[i] = (guint8) luma;
      cb[i] = (guint8) CLAMP (u, 0, 255);
      cr[i] = (guint8) CLAMP (v, 0, 255);
    }
}

static gint16
to_fixed (double value)
{
  return (gint16) CLAMP (lround (value * 8192.0), G_MININT16, G_MAXINT16);
}

void
plumb_colour_matrix (const PlumbColour *colour,
                     PlumbColourMatrix *matrix)
{
  /* ITU-R BT.2087: BT.2020 to BT.709, rows r, g, b. */
  static const double narrow[3][3] = { { 1.6605, -0.5876, -0.0728 },
                                       { -0.1246, 1.1329, -0.0083 },
                                       { -0.0182, -0.1006, 1.1187 } };
  double kr, kb;
  find_weights (colour->matrix, &kr, &kb);
  double kg = 1.0 - kr - kb;
  /* Rows r, g, b; columns cb, cr. Grey stays grey under `narrow`. */
  double chroma[3][2] = { { 0.0, 2.0 * (1.0 - kr) },
                          { -2.0 * kb * (1.0 - kb) / kg, -2.0 * kr * (1.0 - kr) / kg },
                          { 2.0 * (1.0 - kb), 0.0 } };
  double luma_gain = colour->full_range ? 1.0 : 255.0 / 219.0;
  double chroma_gain = colour->full_range ? 1.0 : 255.0 / 224.0;
  matrix->luma_zero = colour->full_range ? 0 : 16;
  matrix->y = to_fixed (luma_gain);
  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 2; column++)
      {
        double value = chroma[row][column];
        if (colour->primaries == PRIMARIES_BT2020)
          value = narrow[row][0] * chroma[0][column] + narrow[row][1] * chroma[1][column] +
                  narrow[row][2] * chroma[2][column];
        gint16 fixed = to_fixed (value * chroma_gain);
        if (column == 0)
          matrix->u[2 - row] = fixed;
        else
          matrix->v[2 - row] = fixed;
      }
}

/* Of coded samples of `depth` bits: which is 0 and how many are 1. */
static void
find_range (const PlumbColour *colour,
            int                depth,
            double            *zero,
            double            *span)
{
  int n = 1 << depth;
  *zero = colour->full_range ? 0.0 : 16.0 * (n >> 8);
  *span = colour->full_range ? n - 1.0 : 219.0 * (n >> 8);
}

static void
fill_luma (const PlumbColour *colour,
           PlumbTone          tone,
           int                depth,
           guint8            *out)
{
  double zero, span, out_zero, out_span;
  find_range (colour, depth, &zero, &span);
  find_range (colour, 8, &out_zero, &out_span);
  for (int i = 0; i < 1 << depth; i++)
    {
      double value = out_zero + out_span * plumb_tone_luma (tone, (i - zero) / span);
      out[i] = (guint8) CLAMP (lround (value), 0, 255);
    }
}

static void
fill_gains (const PlumbColour *colour,
            PlumbTone          tone,
            int                depth,
            guint16           *out)
{
  double zero, span;
  find_range (colour, depth, &zero, &span);
  for (int i = 0; i < 1 << depth; i++)
    {
      double gain = PLUMB_CHROMA_ONE * plumb_tone_chroma_gain (tone, (i - zero) / span);
      out[i] = (guint16) CLAMP (lround (gain), 0, G_MAXINT16);
    }
}

static PlumbNarrowing *
make_narrowing (const PlumbColour *colour,
                PlumbTone          tone,
                int                depth)
{
  gsize           n = (gsize) 1 << depth;
  PlumbNarrowing *made = g_new0 (PlumbNarrowing, 1);
  made->luma = g_new (guint8, n);
  made->chroma = g_new (guint8, n);
  fill_luma (colour, tone, depth, made->luma);
  for (gsize i = 0; i < n; i++)
    made->chroma[i] = (guint8) MIN ((i + ((gsize) 1 << (depth - 9))) >> (depth - 8), 255);
  if (tone != PLUMB_TONE_SDR && !plumb_colour_is_gbr (colour))
    {
      made->gains = g_new (guint16, n);
      fill_gains (colour, tone, depth, made->gains);
    }
  return made;
}

const PlumbNarrowing *
plumb_colour_narrowing (const PlumbColour *colour,
                        int                depth)
{
  static GMutex          lock;
  static PlumbNarrowing *made[PLUMB_TONE_PQ + 1][2][2][MAX_DEPTH + 1];
  g_return_val_if_fail (depth > 8 && depth <= MAX_DEPTH, NULL);
  PlumbTone        tone = plumb_tone_of_transfer (colour->transfer);
  gboolean         gbr = plumb_colour_is_gbr (colour);
  PlumbNarrowing **kept = &made[tone][colour->full_range != FALSE][gbr != FALSE][depth];
  g_mutex_lock (&lock);
  if (*kept == NULL)
    *kept = make_narrowing (colour, tone, depth);
  g_mutex_unlock (&lock);
  return *kept;
}
