/* The rim of a plate in a picture: the circle near a drawn one along which the
 * picture changes most from inside to outside.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mark.h"

G_BEGIN_DECLS

typedef struct
{
  PlumbPoint centre; /* pixels of the picture */
  double     radius_px;
} PlumbRim;

/* Looks within an eighth of the radius round `rim`, and moves it there. FALSE,
 * and nothing moved, when less than half of the way round shows an edge, or
 * circles on both sides of it show one as well. Of a ring near the rim and
 * the rim itself the outer is taken. Pixels are B, G, R, x of 8 bits. */
gboolean plumb_rim_fit (const guint8 *pixels,
                        int           width_px,
                        int           height_px,
                        gsize         stride,
                        PlumbRim     *rim);

G_END_DECLS
