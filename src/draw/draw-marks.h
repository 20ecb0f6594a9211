/* Marks into a cairo context, the same for screen and paper. Widths and point
 * sizes are target units (screen pixels, or points on paper) at every zoom.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "mark.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_DRAW_NORMAL   = 0,
  PLUMB_DRAW_SELECTED = 1 << 0,
  PLUMB_DRAW_HOVERED  = 1 << 1,
  PLUMB_DRAW_COMPUTED = 1 << 2, /* carried, snapped: thinner, dotted */
  PLUMB_DRAW_PRINT    = 1 << 3, /* colours for white paper */
  PLUMB_DRAW_LABEL    = 1 << 4, /* the landmark's name beside the point */
  PLUMB_DRAW_THIN     = 1 << 5, /* these two follow from the look of the mark */
  PLUMB_DRAW_WIDE     = 1 << 6,
  PLUMB_DRAW_BODIES   = 1 << 7, /* without names and values … */
  PLUMB_DRAW_PILLS    = 1 << 8, /* … and these alone, to lie over all bodies */
} PlumbDrawFlags;

/* See label-field.h. */
typedef struct _PlumbLabelField PlumbLabelField;

/* Video pixel (x, y) lies at target (x0 + scale x, y0 + scale y), mirrored at
 * (x0 - scale x, y0 + scale y). */
typedef struct
{
  double scale;
  double x0, y0;
  double unit;           /* target units a screen pixel of the design: 1.0 on
                            screen, 0.75 for 96 dpi pixels in points */
  PangoContext *pango;   /* (nullable) for pills and labels */
  double roll_deg;       /* > 0: true horizontal runs down to the right */
  gboolean is_mirrored;
  double text_scale;     /* of pills and words; 0 = 1, 2 at 200 % text */
  PlumbLabelField *field; /* (nullable) keeps pills off what is drawn already */
} PlumbDrawView;

void plumb_draw_mark (cairo_t             *cr,
                      const PlumbMark     *mark,
                      const PlumbDrawView *view,
                      PlumbDrawFlags       flags,
                      const char          *label); /* (nullable) value pill */
/* A disc in the colour of a look; in those of the body where it is the mark's own. */
void plumb_draw_swatch (cairo_t        *cr,
                        PlumbMarkColour colour,
                        PlumbPoint      centre,
                        double          radius);
/* The point of a mark that keys move, and what another point snaps to. */
void plumb_draw_held_point (cairo_t             *cr,
                            PlumbPoint           at,
                            const PlumbDrawView *view);
void plumb_draw_snap (cairo_t             *cr,
                      PlumbPoint           at,
                      const PlumbDrawView *view);
/* How far the words of a text mark reach from its point, in target units. */
void plumb_draw_measure_text (const PlumbMark     *mark,
                              const PlumbDrawView *view,
                              double              *width,
                              double              *height);
/* The plumb line through mid-foot: vertical in the picture turned by roll. */
void plumb_draw_plumb_line (cairo_t             *cr,
                            PlumbPoint           foot,
                            double               height_px,
                            double               roll_deg,
                            const PlumbDrawView *view,
                            PlumbDrawFlags       flags);
/* How far a click may lie off: two standard deviations round the point. Drawn
 * under a selected point; nothing where the ring would hide it. */
void plumb_draw_click_spread (cairo_t             *cr,
                              PlumbPoint           at,
                              double               sd_px,
                              const PlumbDrawView *view,
                              PlumbDrawFlags       flags);
/* The angle's U = 2 u as a fan round its second arm; drawn under the mark. */
void plumb_draw_angle_fan (cairo_t             *cr,
                           const PlumbMark     *mark,
                           double               u_deg,
                           const PlumbDrawView *view,
                           PlumbDrawFlags       flags);

G_END_DECLS
