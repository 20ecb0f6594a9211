/* What the drawing of all marks shares: a context with the colour of one mark in
 * it. Places are target units. Private to draw.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "draw-marks.h"
#include "draw-style.h"

G_BEGIN_DECLS

/* Design pixels. */
#define PLUMB_RING_RADIUS 5.5
#define PLUMB_PILL_GAP 8.0
#define PLUMB_LABEL_GAP 11.0

#define PLUMB_MAX_TARGET 1.0e6 /* cairo's fixed point ends at 2^23 */

typedef struct
{
  cairo_t             *cr;
  const PlumbDrawView *view;
  PlumbDrawFlags       flags;
  PlumbColour          colour;
} PlumbPen;

/* Complete, and near enough to the target for cairo. */
gboolean   plumb_mark_is_drawable (const PlumbMark     *mark,
                                   const PlumbDrawView *view);
double     plumb_pen_distance (PlumbPoint a,
                               PlumbPoint b);
/* "Up" in the target, in a picture that is turned by the roll. */
PlumbPoint plumb_pen_up (const PlumbDrawView *view);
void       plumb_pen_trace_circle (cairo_t   *cr,
                                   PlumbPoint centre,
                                   double     radius);
void       plumb_pen_trace_curve (cairo_t          *cr,
                                  const PlumbPoint *at,
                                  guint             n);
void       plumb_pen_stroke_dashed (const PlumbPen *pen);
void       plumb_pen_ring (const PlumbPen *pen,
                           PlumbPoint      at);
/* Lines from ring to ring. */
void       plumb_pen_chain (const PlumbPen   *pen,
                            const PlumbPoint *at,
                            guint             n);
/* At the first of `places` (its middle), or where the field of the view has room. */
void       plumb_pen_place_pill (const PlumbPen   *pen,
                                 const PlumbPill  *pill,
                                 const PlumbPoint *places,
                                 guint             n,
                                 PlumbPoint        anchor);
/* Centred at (x, y). */
void       plumb_pen_pill (const PlumbPen *pen,
                           const char     *text,
                           double          x,
                           double          y);
/* On the right of `at`. */
void       plumb_pen_pill_beside (const PlumbPen *pen,
                                  const char     *text,
                                  PlumbPoint      at,
                                  double          gap);

/* draw-angles.c */
void       plumb_pen_angle_pill (const PlumbPen   *pen,
                                 const char       *text,
                                 const PlumbPoint *at,
                                 double            bisector,
                                 double            radius);
void       plumb_pen_angle (const PlumbPen   *pen,
                            const PlumbPoint *at,
                            const char       *label);
void       plumb_pen_to_axis (const PlumbPen   *pen,
                              const PlumbPoint *at,
                              gboolean          to_vertical,
                              const char       *label);

/* draw-free.c */
void       plumb_pen_line (const PlumbPen   *pen,
                           const PlumbPoint *at,
                           const char       *label);
void       plumb_pen_free (const PlumbPen   *pen,
                           const PlumbMark  *mark,
                           const PlumbPoint *at,
                           const char       *label);

G_END_DECLS
