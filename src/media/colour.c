/* Matrices and tone curves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "colour.h"

#include <math.h>

/* Numbers of ISO/IEC 23091-2. */
#define MATRIX_RGB 0
#define MATRIX_BT709 1
#define MATRIX_FCC 4
#define MATRIX_BT470BG 5
#define MATRIX_BT601 6
#define MATRIX_SMPTE240 7
#define MATRIX_BT2020 9
#define PRIMARIES_BT2020 9
#define TRANSFER_PQ 16
#define TRANSFER_HLG 18

/* Nits that an SDR screen shows as white. ITU-R BT.2408 puts reference white at
 * 203; a third more keeps skies and light walls from washing out. */
#define WHITE_NITS 270.0
#define HLG_PEAK_NITS 1000.0

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

/* Nits of a coded HLG grey, ITU-R BT.2100: inverse OETF, then the OOTF. */
static double
decode_hlg (double signal)
{
  const double a = 0.17883277, b = 0.28466892, c = 0.55991073;
  double scene = signal <= 0.5 ? signal * signal / 3.0 : (exp ((signal - c) / a) + b) / 12.0;
  return HLG_PEAK_NITS * pow (scene, 1.2);
}

/* Nits of a coded PQ grey, SMPTE ST 2084. */
static double
decode_pq (double signal)
{
  const double m1 = 0.1593017578125, m2 = 78.84375;
  const double c1 = 0.8359375, c2 = 18.8515625, c3 = 18.6875;
  double       power = pow (signal, 1.0 / m2);
  return 10000.0 * pow (fmax (power - c1, 0.0) / (c2 - c3 * power), 1.0 / m1);
}

/* Light relative to white → 0…1: straight up to the knee, then towards 1. */
static double
roll_off (double light)
{
  const double knee = 0.5;
  if (light <= knee)
    return light;
  double over = (light - knee) / (1.0 - knee);
  return knee + (1.0 - knee) * (over / (1.0 + over));
}

void
plumb_colour_luma_table (const PlumbColour *colour,
                         int                depth,
                         guint8            *out)
{
  int    n = 1 << depth;
  double zero = colour->full_range ? 0.0 : 16.0 * (n >> 8);
  double span = colour->full_range ? n - 1.0 : 219.0 * (n >> 8);
  double out_zero = colour->full_range ? 0.0 : 16.0, out_span = colour->full_range ? 255.0 : 219.0;
  for (int i = 0; i < n; i++)
    {
      double signal = (i - zero) / span;
      if (colour->transfer == TRANSFER_HLG || colour->transfer == TRANSFER_PQ)
        {
          double coded = CLAMP (signal, 0.0, 1.0);
          double nits = colour->transfer == TRANSFER_HLG ? decode_hlg (coded) : decode_pq (coded);
          signal = pow (roll_off (nits / WHITE_NITS), 1.0 / 2.4);
        }
      double value = out_zero + out_span * signal;
      out[i] = (guint8) CLAMP (lround (value), 0, 255);
    }
}
