/* Which way stored samples become the colours of a screen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gst/video/video.h>

#include "pixels.h"
#include "track.h"

G_BEGIN_DECLS

/* What is known of a picture: the file's colr box before the stream's own
 * description, and where neither says, BT.709 from 720 rows on, BT.601 below. */
/* `gbr`: the stream says that its planes are green, blue and red. */
PlumbColour plumb_colour_resolve (const PlumbColour  *file,
                                  const GstVideoInfo *info,
                                  gboolean            gbr);
/* Whether the planes are green, blue and red as they are. */
gboolean    plumb_colour_is_gbr (const PlumbColour *colour);
/* Three rows of green, blue and red to ones of BT.709 luma and chroma, in the range
 * that they have. */
void        plumb_colour_from_gbr (guint8       *y,
                                   guint8       *cb,
                                   guint8       *cr,
                                   const guint8 *g,
                                   const guint8 *b,
                                   const guint8 *r,
                                   gboolean      full_range,
                                   int           n);
/* The matrix to BT.709 R'G'B' of a computer screen. Wide colours (BT.2020) are
 * brought in by a linear map on coded values: an approximation good enough to
 * see by, not for grading. */
void        plumb_colour_matrix (const PlumbColour *colour,
                                 PlumbColourMatrix *matrix);
/* Tables by coded sample that bring a depth of more than 8 bits to 8; HLG and PQ
 * to the range of an ordinary screen, see tone-curve.h. */
typedef struct
{
  guint8  *luma;
  guint8  *chroma;
  guint16 *gains; /* (nullable) by luma: what chroma is multiplied by, for
                     plumb_pixels_narrow_chroma(); then `chroma` does not hold */
} PlumbNarrowing;

/* (transfer none) Made once, and kept for ever: there are few. */
const PlumbNarrowing *plumb_colour_narrowing (const PlumbColour *colour,
                                              int                depth);

G_END_DECLS
