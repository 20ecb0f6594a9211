/* Smooth outlines and rounded shading.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-scene.h"

#include <math.h>
#include <string.h>

/* Towards the light, in the plane. */
#define LIGHT_X (-0.40)
#define LIGHT_Y 0.92
/* Width of the blur that rounds an edge, and room for it about the shape, in
 * pixels of the shrunk picture. */
#define BLUR_PX 12
#define MARGIN_PX 16

void
scene_set_colour (cairo_t *cr,
                  Colour   colour,
                  double   alpha)
{
  cairo_set_source_rgba (cr, colour.r, colour.g, colour.b, alpha);
}

Colour
scene_mix (Colour a,
           Colour b,
           double share)
{
  return (Colour) { a.r + (b.r - a.r) * share, a.g + (b.g - a.g) * share,
                    a.b + (b.b - a.b) * share };
}

void
scene_smooth_path (cairo_t          *cr,
                   const PlumbPoint *points,
                   guint             n_points)
{
  g_return_if_fail (n_points >= 3);

  cairo_move_to (cr, points[0].x_px, points[0].y_px);
  for (guint i = 0; i < n_points; i++)
    {
      /* Catmull-Rom as cubic Béziers. */
      const PlumbPoint *p0 = &points[(i + n_points - 1) % n_points], *p1 = &points[i];
      const PlumbPoint *p2 = &points[(i + 1) % n_points], *p3 = &points[(i + 2) % n_points];
      cairo_curve_to (cr, p1->x_px + (p2->x_px - p0->x_px) / 6,
                      p1->y_px + (p2->y_px - p0->y_px) / 6, p2->x_px - (p3->x_px - p1->x_px) / 6,
                      p2->y_px - (p3->y_px - p1->y_px) / 6, p2->x_px, p2->y_px);
    }
  cairo_close_path (cr);
}

void
scene_limb_path (cairo_t     *cr,
                 PlumbPoint   from,
                 PlumbPoint   to,
                 const Girth *girths,
                 guint        n_girths)
{
  PlumbPoint outline[32];
  double dx = to.x_px - from.x_px, dy = to.y_px - from.y_px;
  double length = hypot (dx, dy);
  double nx = -dy / length, ny = dx / length;
  guint n = 0;

  g_return_if_fail (n_girths >= 2 && 2 * n_girths <= G_N_ELEMENTS (outline));

  for (guint i = 0; i < n_girths; i++)
    outline[n++] = (PlumbPoint) { from.x_px + girths[i].t * dx + girths[i].front_mm * nx,
                                  from.y_px + girths[i].t * dy + girths[i].front_mm * ny };
  for (guint i = n_girths; i-- > 0;)
    outline[n++] = (PlumbPoint) { from.x_px + girths[i].t * dx - girths[i].back_mm * nx,
                                  from.y_px + girths[i].t * dy - girths[i].back_mm * ny };
  scene_smooth_path (cr, outline, n);
}

/* How deep inside the shape each pixel is: a small picture of it, blurred. */
typedef struct
{
  cairo_surface_t *surface; /* A8: 255 far from the inside, 0 deep within */
  cairo_matrix_t   matrix;  /* device pixels to the surface's */
} Depth;

static void
blur_row (guint8 *row,
          int     n,
          int     radius,
          guint8 *copy)
{
  int window = 2 * radius + 1, sum = 0;

  memcpy (copy, row, n);
  for (int i = 0; i <= radius && i < n; i++)
    sum += copy[i];
  for (int i = 0; i < n; i++)
    {
      row[i] = (guint8) (sum / window);
      sum += (i + radius + 1 < n ? copy[i + radius + 1] : 0) -
             (i >= radius ? copy[i - radius] : 0);
    }
}

static void
transpose (const guint8 *from,
           int           width,
           int           height,
           int           stride,
           guint8       *to)
{
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      to[x * height + y] = from[y * stride + x];
}

/* Three box filters each way, then turned inside out. */
static void
blur_depth (cairo_surface_t *surface,
            int              radius)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autofree guint8 *turned = g_malloc ((gsize) width * height);
  g_autofree guint8 *copy = g_malloc (MAX (width, height));
  guint8 *data;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int y = 0; y < height; y++)
    for (int pass = 0; pass < 3; pass++)
      blur_row (data + y * stride, width, radius, copy);
  transpose (data, width, height, stride, turned);
  for (int x = 0; x < width; x++)
    for (int pass = 0; pass < 3; pass++)
      blur_row (turned + x * height, height, radius, copy);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        int out = 255 - turned[x * height + y];
        /* steeper towards the edge, as on a cylinder */
        data[y * stride + x] = (guint8) (out * (out + 128) / (255 + 128));
      }
  cairo_surface_mark_dirty (surface);
}

/* `reach_px` in device pixels. The picture is small enough for the blur to be
 * a few pixels wide, whatever the size of the clip. */
static Depth
measure_depth (cairo_t            *cr,
               const cairo_path_t *path,
               double              reach_px)
{
  double shrink = MAX (reach_px / BLUR_PX, 1), x0, y0, x1, y1;
  cairo_matrix_t user;
  Depth depth;
  cairo_t *small;
  int width, height;

  cairo_get_matrix (cr, &user);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_path_extents (cr, &x0, &y0, &x1, &y1);
  cairo_restore (cr);
  width = (int) ceil ((x1 - x0) / shrink) + 2 * MARGIN_PX;
  height = (int) ceil ((y1 - y0) / shrink) + 2 * MARGIN_PX;
  depth.surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_matrix_init (&depth.matrix, 1 / shrink, 0, 0, 1 / shrink, MARGIN_PX - x0 / shrink,
                     MARGIN_PX - y0 / shrink);
  small = cairo_create (depth.surface);
  cairo_matrix_multiply (&user, &user, &depth.matrix);
  cairo_set_matrix (small, &user);
  cairo_append_path (small, path);
  cairo_fill (small);
  cairo_destroy (small);
  blur_depth (depth.surface, (int) lround (reach_px / shrink / 3));
  return depth;
}

/* Colours the edge that lies `by_mm` towards the light (or away from it). */
static void
tint_edge (cairo_t     *cr,
           const Depth *depth,
           double       by_mm,
           Colour       colour,
           double       alpha)
{
  cairo_pattern_t *pattern = cairo_pattern_create_for_surface (depth->surface);
  double dx = by_mm * LIGHT_X, dy = by_mm * LIGHT_Y;
  cairo_matrix_t shifted = depth->matrix;

  cairo_user_to_device_distance (cr, &dx, &dy);
  cairo_matrix_translate (&shifted, dx, dy);
  cairo_pattern_set_matrix (pattern, &shifted);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_PAD);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  scene_set_colour (cr, colour, alpha);
  cairo_mask (cr, pattern);
  cairo_restore (cr);
  cairo_pattern_destroy (pattern);
}

void
scene_fill_rounded (cairo_t    *cr,
                    const Skin *skin)
{
  cairo_path_t *path = cairo_copy_path (cr);
  double reach_px = skin->reach_mm, zero = 0;
  Depth depth;

  cairo_user_to_device_distance (cr, &reach_px, &zero);
  reach_px = hypot (reach_px, zero);
  depth = measure_depth (cr, path, reach_px);
  scene_set_colour (cr, skin->base, 1);
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  tint_edge (cr, &depth, -skin->reach_mm * 0.40, scene_mix (skin->base, COLOUR (0x120a14), 0.85),
             skin->shade);
  tint_edge (cr, &depth, skin->reach_mm * 0.30, scene_mix (skin->base, COLOUR (0xfff2dc), 0.75),
             skin->light);
  cairo_restore (cr);
  cairo_new_path (cr);
  cairo_surface_destroy (depth.surface);
  cairo_path_destroy (path);
}

void
scene_soft_ellipse (cairo_t *cr,
                    double   x,
                    double   y,
                    double   rx,
                    double   ry,
                    Colour   colour,
                    double   alpha)
{
  cairo_pattern_t *pattern = cairo_pattern_create_radial (0, 0, 0, 0, 0, 1);

  cairo_pattern_add_color_stop_rgba (pattern, 0, colour.r, colour.g, colour.b, alpha);
  cairo_pattern_add_color_stop_rgba (pattern, 0.4, colour.r, colour.g, colour.b, alpha * 0.7);
  cairo_pattern_add_color_stop_rgba (pattern, 0.75, colour.r, colour.g, colour.b, alpha * 0.18);
  cairo_pattern_add_color_stop_rgba (pattern, 1, colour.r, colour.g, colour.b, 0);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, rx, ry);
  cairo_set_source (cr, pattern);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_pattern_destroy (pattern);
}

/* One box filter along a row or column of `n` pixels `step` bytes apart. */
static void
blur_line (guint8 *pixels,
           int     n,
           gsize   step,
           int     radius,
           guint8 *copy)
{
  for (int i = 0; i < n; i++)
    memcpy (copy + 4 * i, pixels + i * step, 4);
  for (int c = 0; c < 4; c++)
    {
      int sum = 0, window = 2 * radius + 1;
      for (int i = -radius; i <= radius; i++)
        sum += copy[4 * CLAMP (i, 0, n - 1) + c];
      for (int i = 0; i < n; i++)
        {
          pixels[i * step + c] = (guint8) ((sum + window / 2) / window);
          sum += copy[4 * MIN (i + radius + 1, n - 1) + c] - copy[4 * MAX (i - radius, 0) + c];
        }
    }
}

void
scene_blur (cairo_surface_t *surface,
            int              radius_px)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = cairo_image_surface_get_stride (surface);
  guint8 *data;
  g_autofree guint8 *copy = g_malloc (4 * (gsize) MAX (width, height));

  if (radius_px < 1)
    return;
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int pass = 0; pass < 3; pass++)
    {
      for (int y = 0; y < height; y++)
        blur_line (data + y * stride, width, 4, radius_px, copy);
      for (int x = 0; x < width; x++)
        blur_line (data + 4 * (gsize) x, height, stride, radius_px, copy);
    }
  cairo_surface_mark_dirty (surface);
}
