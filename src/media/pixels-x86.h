/* The loops of pixels.c with the vector instructions of x86-64; on other
 * processors they do nothing. Each returns how many samples of the row it did,
 * the plain code does the rest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "pixels.h"

G_BEGIN_DECLS

/* Bytes behind a row that scaling may read. */
#define PLUMB_PIXELS_X86_SLACK 32

/* Where each sample of a scaled row comes from, made for the instructions. */
typedef struct _PlumbPixelsPlan PlumbPixelsPlan;

int plumb_pixels_x86_double (guint8       *out,
                             const guint8 *in,
                             int           n);
int plumb_pixels_x86_colour (guint8                  *out,
                             const guint8            *y,
                             const guint8            *u,
                             const guint8            *v,
                             const PlumbColourMatrix *matrix,
                             int                      n);
/* (nullable) Sample i is place[i] and the next, the latter by weight[i] / 128. NULL
 * where the processor cannot, or the samples lie too far apart. */
PlumbPixelsPlan *plumb_pixels_x86_plan_new (const guint32 *place,
                                            const guint16 *weight,
                                            int            n);
void             plumb_pixels_x86_plan_free (PlumbPixelsPlan *plan);
int              plumb_pixels_x86_scale (guint8                *out,
                                         const guint8          *in,
                                         const PlumbPixelsPlan *plan,
                                         int                    n);
/* For tests: FALSE leaves everything to the plain code. */
void             plumb_pixels_x86_enable (gboolean enable);

G_END_DECLS
