/* Drawing helpers shared by the files that draw a lift.
 *
 * Everything is drawn in world millimetres, Y up, through the matrix of a depth
 * plane. The light falls from above and from behind the lifter, so that the edge
 * of the back stands out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "lift-private.h"

G_BEGIN_DECLS

typedef struct
{
  double r, g, b;
} Colour;

#define COLOUR(hex) \
  ((Colour) { ((hex) >> 16 & 255) / 255.0, ((hex) >> 8 & 255) / 255.0, ((hex) & 255) / 255.0 })

/* How a rounded body takes the light: strength 0 … 1 of the shaded and the lit
 * edge, and how far in from the edge they reach. */
typedef struct
{
  Colour base;
  double shade, light;
  double reach_mm;
} Skin;

/* Half widths of a limb at `t` from 0 (first joint) to 1 (second): in front of
 * and behind the bone, seen walking from the first joint to the second with
 * front on the left. */
typedef struct
{
  double t, front_mm, back_mm;
} Girth;

/* Millimetres in the plane `z` to pixels of the upright picture. */
void lift_camera_matrix (const LiftCamera *camera,
                         double            z,
                         cairo_matrix_t   *matrix);

void scene_set_colour (cairo_t *cr,
                       Colour   colour,
                       double   alpha);
Colour scene_mix (Colour a,
                  Colour b,
                  double share);
/* A smooth closed path through the points. */
void scene_smooth_path (cairo_t          *cr,
                        const PlumbPoint *points,
                        guint             n_points);
/* The closed outline of a limb, with round ends of its own girth. */
void scene_limb_path (cairo_t     *cr,
                      PlumbPoint   from,
                      PlumbPoint   to,
                      const Girth *girths,
                      guint        n_girths);
/* Fills the current path as a rounded body in the light; consumes the path. */
void scene_fill_rounded (cairo_t    *cr,
                         const Skin *skin);
/* A soft dark ellipse about (x, y). */
void scene_soft_ellipse (cairo_t *cr,
                         double   x,
                         double   y,
                         double   rx,
                         double   ry,
                         Colour   colour,
                         double   alpha);
/* Blurs an RGB24 or ARGB32 surface by three box filters. */
void scene_blur (cairo_surface_t *surface,
                 int              radius_px);

/* Wall, rack, platform; everything that stays as it is. */
void scene_draw_room (cairo_surface_t        *surface,
                      const LiftCamera       *camera,
                      const PlumbClipOptions *options);
void scene_draw_shadows (cairo_t          *cr,
                         const LiftCamera *camera,
                         const LiftBody   *body);
void scene_draw_far_side (cairo_t          *cr,
                          const LiftCamera *camera,
                          const LiftBody   *body);
void scene_draw_near_side (cairo_t          *cr,
                           const LiftCamera *camera,
                           const LiftBody   *body);
void scene_draw_far_plate (cairo_t          *cr,
                           const LiftCamera *camera,
                           PlumbPoint        bar);
void scene_draw_near_plate (cairo_t          *cr,
                            const LiftCamera *camera,
                            PlumbPoint        bar);
/* The bar's shaft between two depths; seen when the camera is not square. */
void scene_draw_shaft (cairo_t          *cr,
                       const LiftCamera *camera,
                       PlumbPoint        bar,
                       double            from_z,
                       double            to_z);
/* `number` in seven-segment figures, right-aligned at (right, top), pixels. */
void scene_draw_counter (cairo_t *cr,
                         double   right,
                         double   top,
                         double   height,
                         gint64   number);

G_END_DECLS
