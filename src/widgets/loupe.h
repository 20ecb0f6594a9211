/* The loupe: the pixels round a point, eight times as large.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "frame.h"
#include "mark.h"

G_BEGIN_DECLS

#define PLUMB_LOUPE_SIZE 160.0
#define PLUMB_LOUPE_HEIGHT 190.0 /* with the text under it */
#define PLUMB_LOUPE_SCALE 8.0
#define PLUMB_LOUPE_MARGIN 12.0

/* Paints the picture with video pixel (x, y) at (x0 + scale x, y0 + scale y), each
 * pixel a square. */
void plumb_loupe_paint_crisp (cairo_t          *cr,
                              const PlumbFrame *picture,
                              double            scale,
                              double            x0,
                              double            y0);
/* Draws the loupe over video pixel `at`, its upper left corner at (x, y), with
 * `text` under it. */
void plumb_loupe_draw (cairo_t          *cr,
                       const PlumbFrame *picture,
                       PlumbPoint        at,
                       gboolean          is_mirrored,
                       double            x,
                       double            y,
                       PangoContext     *context,
                       const char       *text);

G_END_DECLS
