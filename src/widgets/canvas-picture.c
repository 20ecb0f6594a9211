/* The picture of the canvas.
 *
 * A texture node, or nearest-pixel when magnified, so that a pixel can be pointed
 * at. Where cairo paints the window every texture node is converted anew at each
 * paint, however little of it has changed: there the picture is kept as it is shown,
 * and a point that is dragged over it costs a copy.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "canvas-private.h"
#include "loupe.h"

#define CRISP_SCALE 2.5 /* from here on pixels are shown as squares */

/* Mirrored, x is at turn - x: about the middle of the picture, not of the canvas. */
static double
find_turn (const PlumbCanvasView *view)
{
  return 2 * view->x0 + view->picture_width_px * view->scale;
}

static void
append_texture (PlumbCanvas *self,
                GtkSnapshot *snapshot)
{
  const PlumbCanvasView *view = &self->view;
  const graphene_rect_t all
      = GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height);
  const graphene_rect_t rect
      = GRAPHENE_RECT_INIT ((float) view->x0, (float) view->y0,
                            (float) (view->picture_width_px * view->scale),
                            (float) (view->picture_height_px * view->scale));
  const double turn = find_turn (view);
  const graphene_rect_t all_mirrored
      = GRAPHENE_RECT_INIT ((float) (turn - view->width), 0, (float) view->width,
                            (float) view->height);

  if (view->is_mirrored)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) turn, 0));
      gtk_snapshot_scale (snapshot, -1, 1);
    }
  if (view->scale >= CRISP_SCALE)
    {
      cairo_t *cr
          = gtk_snapshot_append_cairo (snapshot, view->is_mirrored ? &all_mirrored : &all);

      plumb_loupe_paint_crisp (cr, self->picture, view->scale, view->x0, view->y0);
      cairo_destroy (cr);
    }
  else
    gtk_snapshot_append_texture (snapshot, self->texture, &rect);
  if (view->is_mirrored)
    gtk_snapshot_restore (snapshot);
}

static gboolean
paints_with_cairo (PlumbCanvas *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));

  return native != NULL && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native));
}

static void
paint_smooth (cairo_t               *cr,
              const PlumbFrame      *picture,
              const PlumbCanvasView *view)
{
  /* Read only: cairo takes no const pointer. */
  guchar *pixels = (guchar *) g_bytes_get_data (picture->pixels, NULL);
  cairo_surface_t *surface
      = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_RGB24, picture->width_px,
                                             picture->height_px, picture->stride);
  const double width = view->picture_width_px * view->scale;
  const double height = view->picture_height_px * view->scale;

  cairo_rectangle (cr, view->x0, view->y0, width, height);
  cairo_translate (cr, view->x0, view->y0);
  cairo_scale (cr, width / picture->width_px, height / picture->height_px);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_fill (cr);
  cairo_surface_destroy (surface);
}

/* (transfer full) The part of the picture in sight, in the pixels of the screen. */
static cairo_surface_t *
paint_in_sight (PlumbCanvas *self,
                int          factor)
{
  const PlumbCanvasView *view = &self->view;
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, (int) view->width * factor, (int) view->height * factor);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, factor, factor);
  cr = cairo_create (surface);
  if (view->is_mirrored)
    {
      cairo_translate (cr, find_turn (view), 0);
      cairo_scale (cr, -1, 1);
    }
  if (view->scale >= CRISP_SCALE)
    plumb_loupe_paint_crisp (cr, self->picture, view->scale, view->x0, view->y0);
  else
    paint_smooth (cr, self->picture, view);
  cairo_destroy (cr);
  return surface;
}

static gboolean
is_same_view (const PlumbCanvasView *a,
              const PlumbCanvasView *b)
{
  return a->width == b->width && a->height == b->height && a->scale == b->scale && a->x0 == b->x0
         && a->y0 == b->y0 && a->is_mirrored == b->is_mirrored;
}

/* (transfer none) The same node as long as the same is in sight: what has not changed
 * is not painted either. */
static GskRenderNode *
find_kept (PlumbCanvas *self)
{
  const int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_surface_t *surface;
  cairo_t *cr;

  if (self->kept != NULL && self->kept_factor == factor
      && is_same_view (&self->kept_view, &self->view))
    return self->kept;
  plumb_canvas_forget_kept (self);
  self->kept = gsk_cairo_node_new (
      &GRAPHENE_RECT_INIT (0, 0, (float) self->view.width, (float) self->view.height));
  self->kept_view = self->view;
  self->kept_factor = factor;
  surface = paint_in_sight (self, factor);
  cr = gsk_cairo_node_get_draw_context (self->kept);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return self->kept;
}

void
plumb_canvas_forget_kept (PlumbCanvas *self)
{
  g_clear_pointer (&self->kept, gsk_render_node_unref);
}

/* With the light that the coach wants; the overlay keeps its colours. */
void
plumb_canvas_append_picture (PlumbCanvas *self,
                             GtkSnapshot *snapshot)
{
  const gboolean is_lit = self->brightness != 0 || self->contrast != 1;

  if (is_lit)
    {
      const float gain = (float) self->contrast;
      /* Contrast turns about the middle grey. */
      const float lift = (float) (self->brightness + (1 - self->contrast) / 2);
      graphene_matrix_t matrix;
      graphene_vec4_t offset;

      graphene_matrix_init_scale (&matrix, gain, gain, gain);
      graphene_vec4_init (&offset, lift, lift, lift, 0);
      gtk_snapshot_push_color_matrix (snapshot, &matrix, &offset);
    }
  if (paints_with_cairo (self))
    gtk_snapshot_append_node (snapshot, find_kept (self));
  else
    append_texture (self, snapshot);
  if (is_lit)
    gtk_snapshot_pop (snapshot);
}
