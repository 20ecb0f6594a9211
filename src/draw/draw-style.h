/* Colours and strokes that all marks share. Private to draw.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "draw-checks.h"
#include "draw-marks.h"

G_BEGIN_DECLS

/* The body chains, each with a colour of its own. */
typedef enum
{
  PLUMB_CHAIN_LEGS,
  PLUMB_CHAIN_TRUNK,
  PLUMB_CHAIN_SPINE,
  PLUMB_CHAIN_ARM,
  PLUMB_CHAIN_BAR,
  PLUMB_CHAIN_FREE, /* plumb line, level, what the coach draws freely */
  PLUMB_N_CHAINS,
} PlumbChain;

PlumbChain  plumb_chain_of_mark (const PlumbMark *mark);
PlumbColour plumb_chain_colour (PlumbChain     chain,
                                PlumbDrawFlags flags);
/* The coach's choice, else that of the chain. */
PlumbColour plumb_mark_colour (const PlumbMark *mark,
                               PlumbDrawFlags   flags);
PlumbColour plumb_colour_from_hex (guint32 rgb);
void        plumb_set_source (cairo_t    *cr,
                              PlumbColour colour,
                              double      alpha);

/* A video pixel's place in the target. */
PlumbPoint  plumb_view_point (const PlumbDrawView *view,
                              PlumbPoint           at);

/* Of a line of the width that `flags` say, in design pixels. */
double      plumb_core_width (PlumbDrawFlags flags);
/* Strokes the current path and clears it: a halo, then the core in `colour`.
 * Dotted and thinner where `flags` say computed. */
void        plumb_stroke_path (cairo_t             *cr,
                               PlumbColour          colour,
                               const PlumbDrawView *view,
                               PlumbDrawFlags       flags);
/* The same with a width and dashes (both in design pixels) of its own. */
void        plumb_stroke_path_styled (cairo_t             *cr,
                                      PlumbColour          colour,
                                      double               width,
                                      const double        *dashes,
                                      int                  n_dashes,
                                      const PlumbDrawView *view,
                                      PlumbDrawFlags       flags);

/* The box of a text on its dark ground, centred on (0, 0) of the target. */
typedef struct
{
  PangoLayout *layout; /* owned */
  double       width, height;
} PlumbPill;

PlumbPill   plumb_pill_new (cairo_t             *cr,
                            const char          *text,
                            const PlumbDrawView *view);
void        plumb_pill_clear (PlumbPill *pill);
/* Centred at (x, y). */
void        plumb_pill_draw (const PlumbPill     *pill,
                             cairo_t             *cr,
                             double               x,
                             double               y,
                             PlumbColour          colour,
                             const PlumbDrawView *view,
                             PlumbDrawFlags       flags);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlumbPill, plumb_pill_clear)

G_END_DECLS
