/* Loops over samples. Where the processor has instructions for many samples at
 * once they do all but the ends of rows, with the very results of the plain code.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pixels.h"

#include "pixels-x86.h"

void
plumb_pixels_narrow (guint8        *out,
                     const guint16 *in,
                     const guint8  *table,
                     guint16        mask,
                     int            n)
{
  for (int i = 0; i < n; i++)
    out[i] = table[in[i] & mask];
}

void
plumb_pixels_narrow_chroma (guint8 *restrict        out,
                            const guint16 *restrict in,
                            const guint16 *restrict luma,
                            const guint16 *restrict gains,
                            int                     depth,
                            int                     shift,
                            int                     n)
{
  const guint16 mask = (guint16) ((1u << depth) - 1);
  const int     middle = 1 << (depth - 1), down = depth - 8 + PLUMB_CHROMA_BITS;
  const int     half = 1 << (down - 1);
  for (int i = 0; i < n; i++)
    {
      int away = (in[i] & mask) - middle;
      int value = 128 + ((away * gains[luma[i << shift] & mask] + half) >> down);
      out[i] = (guint8) CLAMP (value, 0, 255);
    }
}

void
plumb_pixels_halve (const PlumbPlane *out,
                    const PlumbPlane *in)
{
  for (int y = 0; y < out->height; y++)
    {
      const guint8 *restrict a = in->data + (gsize) MIN (2 * y, in->height - 1) * in->stride;
      const guint8 *restrict b = in->data + (gsize) MIN (2 * y + 1, in->height - 1) * in->stride;
      guint8 *restrict       to = out->data + (gsize) y * out->stride;
      int                    whole = MIN (out->width, in->width / 2);
      for (int x = 0; x < whole; x++)
        to[x] = (guint8) ((a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1] + 2) >> 2);
      for (int x = whole; x < out->width; x++)
        to[x] = (guint8) ((a[in->width - 1] + b[in->width - 1] + 1) >> 1);
    }
}

static void
blend_rows (guint8 *restrict       out,
            const guint8 *restrict a,
            const guint8 *restrict b,
            guint16                weight,
            int                    n)
{
  guint16 rest = (guint16) (256 - weight);
  for (int x = 0; x < n; x++)
    out[x] = (guint8) ((guint16) (a[x] * rest + b[x] * weight + 128) >> 8);
}

/* Where sample i of n_out falls among n_in, in 1/65536, centres on centres. */
static gint64
place_sample (int i,
              int n_out,
              int n_in)
{
  gint64 at = ((2 * (gint64) i + 1) * n_in * 65536 / n_out - 65536) / 2;
  return CLAMP (at, 0, (gint64) (n_in - 1) * 65536);
}

void
plumb_pixels_scale (const PlumbPlane *out,
                    const PlumbPlane *in)
{
  g_autofree guint8  *row = g_malloc ((gsize) in->width + PLUMB_PIXELS_X86_SLACK);
  g_autofree guint32 *place = g_new (guint32, out->width);
  g_autofree guint16 *weight = g_new (guint16, out->width);
  for (int x = 0; x < out->width; x++)
    {
      gint64 at = place_sample (x, out->width, in->width);
      place[x] = (guint32) (at >> 16);
      weight[x] = (guint16) ((at & 0xffff) >> 9);
    }
  PlumbPixelsPlan *plan = plumb_pixels_x86_plan_new (place, weight, out->width);
  for (int y = 0; y < out->height; y++)
    {
      gint64  at = place_sample (y, out->height, in->height);
      int     y0 = (int) (at >> 16);
      int     y1 = MIN (y0 + 1, in->height - 1);
      guint8 *to = out->data + (gsize) y * out->stride;
      blend_rows (row, in->data + (gsize) y0 * in->stride, in->data + (gsize) y1 * in->stride,
                  (guint16) ((at & 0xffff) >> 8), in->width);
      row[in->width] = row[in->width - 1];
      int done = plan != NULL ? plumb_pixels_x86_scale (to, row, plan, out->width) : 0;
      for (int x = done; x < out->width; x++)
        {
          const guint8 *from = row + place[x];
          to[x] = (guint8) ((from[0] * (128 - weight[x]) + from[1] * weight[x] + 64) >> 7);
        }
    }
  plumb_pixels_x86_plan_free (plan);
}

void
plumb_pixels_double_row (guint8 *restrict       out,
                         const guint8 *restrict in,
                         int                    n)
{
  for (int x = plumb_pixels_x86_double (out, in, n) / 2; x < n / 2; x++)
    {
      out[2 * x] = in[x];
      out[2 * x + 1] = in[x];
    }
  if (n % 2 != 0)
    out[n - 1] = in[n / 2];
}

/* The high half of a 16-bit product: one instruction for eight samples. */
static inline gint16
multiply_high (gint16 a,
               gint16 b)
{
  return (gint16) ((gint32) a * b >> 16);
}

static inline guint8
clamp_sample (gint16 sixteenths)
{
  gint16 value = (gint16) (sixteenths >> 4);
  value = MAX (value, 0);
  return (guint8) MIN (value, 255);
}

/* In 16 bits throughout: samples times 128 by factors times 8192, of which the
 * high half is sixteenths of a level. */
void
plumb_pixels_colour_row (guint8 *restrict         out,
                         const guint8 *restrict   y,
                         const guint8 *restrict   u,
                         const guint8 *restrict   v,
                         const PlumbColourMatrix *m,
                         int                      n)
{
  const gint16 zero = m->luma_zero, gain = m->y, half = 9;
  const gint16 u0 = m->u[0], u1 = m->u[1], u2 = m->u[2];
  const gint16 v0 = m->v[0], v1 = m->v[1], v2 = m->v[2];
  for (int x = plumb_pixels_x86_colour (out, y, u, v, m, n); x < n; x++)
    {
      gint16 luma = (gint16) (multiply_high ((gint16) ((y[x] - zero) * 128), gain) + half);
      gint16 cb = (gint16) ((u[x] - 128) * 128), cr = (gint16) ((v[x] - 128) * 128);
      out[4 * x + 0] =
          clamp_sample ((gint16) (luma + multiply_high (cb, u0) + multiply_high (cr, v0)));
      out[4 * x + 1] =
          clamp_sample ((gint16) (luma + multiply_high (cb, u1) + multiply_high (cr, v1)));
      out[4 * x + 2] =
          clamp_sample ((gint16) (luma + multiply_high (cb, u2) + multiply_high (cr, v2)));
      out[4 * x + 3] = 255;
    }
}
