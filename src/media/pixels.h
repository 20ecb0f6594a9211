/* Loops over samples: narrowing, halving, scaling, colour. Built with the
 * optimiser's vector code, so nothing else belongs here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From coded luma and chroma to blue, green and red; factors in 1/8192. */
typedef struct
{
  gint16 luma_zero;
  gint16 y;
  gint16 u[3]; /* into b, g, r */
  gint16 v[3];
} PlumbColourMatrix;

/* A plane of 8-bit samples. */
typedef struct
{
  guint8 *data;
  int     stride;
  int     width, height;
} PlumbPlane;

/* Samples of more than 8 bits through a table. `table` has 65536 entries at most;
 * samples are masked with `mask`. */
void plumb_pixels_narrow (guint8        *out,
                          const guint16 *in,
                          const guint8  *table,
                          guint16        mask,
                          int            n);
/* Chroma of `depth` bits to 8 bits, multiplied by what `gains` has for the luma
 * beside it in 1/PLUMB_CHROMA_ONE: the first of 1 << shift samples of `luma`. */
#define PLUMB_CHROMA_BITS 12
#define PLUMB_CHROMA_ONE (1 << PLUMB_CHROMA_BITS)
void plumb_pixels_narrow_chroma (guint8        *out,
                                 const guint16 *in,
                                 const guint16 *luma,
                                 const guint16 *gains,
                                 int            depth,
                                 int            shift,
                                 int            n);
/* Each sample of `out` is the mean of two by two of `in`. */
void plumb_pixels_halve (const PlumbPlane *out,
                         const PlumbPlane *in);
/* Bilinear, for factors down to one half. */
void plumb_pixels_scale (const PlumbPlane *out,
                         const PlumbPlane *in);
/* Each sample twice; n samples come out. */
void plumb_pixels_double_row (guint8       *out,
                              const guint8 *in,
                              int           n);
/* A row of B, G, R, 255. */
void plumb_pixels_colour_row (guint8                  *out,
                              const guint8            *y,
                              const guint8            *u,
                              const guint8            *v,
                              const PlumbColourMatrix *matrix,
                              int                      n);

G_END_DECLS
