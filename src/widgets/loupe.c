/* The loupe; see loupe.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "loupe.h"

#include <math.h>
#include <pango/pangocairo.h>

#define GAP 10.0 /* half of the open centre of the cross hair */

/* The part of the picture from (*x0, *y0) on, both brought to whole pixels inside
 * it. No more than is seen: a cairo that records copies its sources whole. NULL
 * when nothing of it is seen. */
static cairo_surface_t *
wrap_part (const PlumbFrame *picture,
           double           *x0,
           double           *y0,
           double            x1,
           double            y1)
{
  const int left = (int) CLAMP (floor (*x0), 0, picture->width_px);
  const int top = (int) CLAMP (floor (*y0), 0, picture->height_px);
  const int right = (int) CLAMP (ceil (x1), 0, picture->width_px);
  const int bottom = (int) CLAMP (ceil (y1), 0, picture->height_px);
  /* Read only: cairo takes no const pointer. */
  guchar *pixels = (guchar *) g_bytes_get_data (picture->pixels, NULL);

  if (left >= right || top >= bottom)
    return NULL;
  *x0 = left;
  *y0 = top;
  return cairo_image_surface_create_for_data (pixels + (gsize) top * (gsize) picture->stride
                                                  + (gsize) left * 4,
                                              CAIRO_FORMAT_RGB24, right - left, bottom - top,
                                              picture->stride);
}

void
plumb_loupe_paint_crisp (cairo_t          *cr,
                         const PlumbFrame *picture,
                         double            scale,
                         double            x0,
                         double            y0)
{
  const double reduced = (double) picture->full_width_px / picture->width_px;
  double left, top, right, bottom;
  cairo_surface_t *surface;

  cairo_save (cr);
  cairo_translate (cr, x0, y0);
  cairo_scale (cr, scale * reduced, scale * reduced);
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  surface = wrap_part (picture, &left, &top, right, bottom);
  if (surface != NULL)
    {
      cairo_set_source_surface (cr, surface, left, top);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
      cairo_paint (cr);
      cairo_surface_destroy (surface);
    }
  cairo_restore (cr);
}

/* A cross hair with an open centre: the pixel aimed at stays in sight. */
static void
draw_cross_hair (cairo_t *cr,
                 double   x,
                 double   y,
                 double   half)
{
  for (int pass = 0; pass < 2; pass++)
    {
      cairo_set_source_rgba (cr, pass, pass, pass, pass ? 1 : 0.6);
      cairo_set_line_width (cr, pass ? 1.5 : 3.5);
      cairo_move_to (cr, x - half, y);
      cairo_line_to (cr, x - GAP, y);
      cairo_move_to (cr, x + GAP, y);
      cairo_line_to (cr, x + half, y);
      cairo_move_to (cr, x, y - half);
      cairo_line_to (cr, x, y - GAP);
      cairo_move_to (cr, x, y + GAP);
      cairo_line_to (cr, x, y + half);
      cairo_stroke (cr);
    }
}

static void
draw_text (cairo_t      *cr,
           PangoContext *context,
           const char   *text,
           double        x,
           double        y)
{
  PangoLayout *layout = pango_layout_new (context);
  int width, height;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.7);
  cairo_rectangle (cr, x - width / 2.0 - 6, y, width + 12, height + 4);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_move_to (cr, x - width / 2.0, y + 2);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
}

void
plumb_loupe_draw (cairo_t          *cr,
                  const PlumbFrame *picture,
                  PlumbPoint        at,
                  gboolean          is_mirrored,
                  double            x,
                  double            y,
                  PangoContext     *context,
                  const char       *text)
{
  const double half = PLUMB_LOUPE_SIZE / 2;
  const double x_mid = x + half;
  const double y_mid = y + half;

  cairo_save (cr);
  cairo_arc (cr, x_mid, y_mid, half, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 0.11, 0.11, 0.125);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  cairo_save (cr);
  if (is_mirrored)
    {
      cairo_translate (cr, 2 * x_mid, 0);
      cairo_scale (cr, -1, 1);
    }
  plumb_loupe_paint_crisp (cr, picture, PLUMB_LOUPE_SCALE, x_mid - at.x_px * PLUMB_LOUPE_SCALE,
                           y_mid - at.y_px * PLUMB_LOUPE_SCALE);
  cairo_restore (cr);
  draw_cross_hair (cr, x_mid, y_mid, half);
  cairo_restore (cr);
  cairo_arc (cr, x_mid, y_mid, half, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  draw_text (cr, context, text, x_mid, y + PLUMB_LOUPE_SIZE + 6);
}
