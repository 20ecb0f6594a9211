/* What the canvas looks like: the picture (see canvas-picture.c), the marks over it
 * (canvas-marks.c) and what the hand is about. All are placed by the same
 * PlumbCanvasView, so they cannot part.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "canvas-private.h"
#include "loupe.h"

/* In a corner away from what it looks at, the lower one where that is free: under
 * a hint it would not be seen. */
static graphene_rect_t
find_loupe_place (PlumbCanvas *self,
                  PlumbPoint   screen)
{
  const double right = self->view.width - PLUMB_LOUPE_MARGIN - PLUMB_LOUPE_SIZE;
  const double low = self->view.height - PLUMB_LOUPE_HEIGHT - PLUMB_LOUPE_MARGIN;
  const double away = screen.x_px > self->view.width / 2 ? PLUMB_LOUPE_MARGIN : right;
  const double near = away == right ? PLUMB_LOUPE_MARGIN : right;
  const PlumbPoint corners[] = { { away, low }, { away, PLUMB_LOUPE_MARGIN }, { near, low },
                                 { near, PLUMB_LOUPE_MARGIN } };
  graphene_rect_t first, place;

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      place = GRAPHENE_RECT_INIT ((float) corners[i].x_px, (float) corners[i].y_px,
                                  PLUMB_LOUPE_SIZE, PLUMB_LOUPE_HEIGHT);
      if (i == 0)
        first = place;
      if (!graphene_rect_intersection (&place, &self->covered, NULL)
          && !graphene_rect_contains_point (
              &place, &GRAPHENE_POINT_INIT ((float) screen.x_px, (float) screen.y_px)))
        return place;
    }
  return first;
}

static void
draw_loupe (PlumbCanvas *self,
            cairo_t     *cr,
            PlumbPoint   at)
{
  const PlumbPoint screen = plumb_canvas_view_to_screen (&self->view, at);
  const graphene_rect_t place = find_loupe_place (self, screen);
  const char *name = "";
  const PlumbLandmark landmark = plumb_hand_landmark (self->hand);
  g_autofree char *text = NULL;

  if (landmark != PLUMB_LANDMARK_NONE)
    name = _(plumb_landmark_name (landmark));
  text = g_strdup_printf ("%s %" G_GINT64_FORMAT, name, self->picture->frame);
  plumb_loupe_draw (cr, self->sharp != NULL ? self->sharp : self->picture, at,
                    self->view.is_mirrored,
                    place.origin.x, place.origin.y,
                    gtk_widget_get_pango_context (GTK_WIDGET (self)), g_strstrip (text));
}

static void
draw_band (PlumbCanvas *self,
           cairo_t     *cr)
{
  const PlumbPoint *band = plumb_hand_band (self->hand);
  PlumbPoint from, to;

  if (band == NULL)
    return;
  from = plumb_canvas_view_to_screen (&self->view, band[0]);
  to = plumb_canvas_view_to_screen (&self->view, band[1]);
  cairo_rectangle (cr, from.x_px, from.y_px, to.x_px - from.x_px, to.y_px - from.y_px);
  cairo_set_source_rgba (cr, 0.38, 0.63, 0.92, 0.15);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 0.38, 0.63, 0.92, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* Where Enter places a point. */
static void
draw_cross (PlumbCanvas *self,
            cairo_t     *cr)
{
  const PlumbPoint at = plumb_canvas_view_to_screen (&self->view, self->cross);

  for (int pass = 0; pass < 2; pass++)
    {
      cairo_set_source_rgba (cr, pass, pass, pass, pass ? 1 : 0.6);
      cairo_set_line_width (cr, pass ? 1.5 : 3.5);
      for (int i = 0; i < 4; i++)
        {
          const double dx = (i % 2) * (i - 2), dy = ((i + 1) % 2) * (i - 1);

          cairo_move_to (cr, at.x_px + 4 * dx, at.y_px + 4 * dy);
          cairo_line_to (cr, at.x_px + 22 * dx, at.y_px + 22 * dy);
        }
      cairo_stroke (cr);
    }
}

static void
draw_snap_cue (cairo_t *cr,
               gpointer data)
{
  PlumbCanvas *self = data;
  const PlumbDrawView view = plumb_canvas_draw_view (self);
  PlumbPoint at;

  if (plumb_hand_snapped (self->hand, &at))
    plumb_draw_snap (cr, at, &view);
}

static void
draw_band_cb (cairo_t *cr,
              gpointer data)
{
  draw_band (data, cr);
}

static void
draw_cross_cb (cairo_t *cr,
               gpointer data)
{
  draw_cross (data, cr);
}

static void
draw_loupe_cb (cairo_t *cr,
               gpointer data)
{
  PlumbCanvas *self = data;
  PlumbPoint at;

  if (plumb_hand_is_placing (self->hand, &at))
    draw_loupe (self, cr, at);
  else if (self->is_looking && self->has_pointer)
    draw_loupe (self, cr, self->pointer);
  else if (self->has_cross)
    draw_loupe (self, cr, self->cross);
}

/* What the hand is about: a band, a cue that a point has snapped, the cross of
 * the keys, the loupe. */
static void
append_hand (PlumbCanvas *self)
{
  if (plumb_hand_band (self->hand) != NULL)
    plumb_kept_nodes_append_once (self->nodes, draw_band_cb, self);
  if (plumb_hand_snapped (self->hand, NULL))
    plumb_kept_nodes_append_once (self->nodes, draw_snap_cue, self);
  if (self->has_cross)
    plumb_kept_nodes_append_once (self->nodes, draw_cross_cb, self);
  if (plumb_hand_is_placing (self->hand, NULL) || self->is_looking || self->has_cross)
    plumb_kept_nodes_append_once (self->nodes, draw_loupe_cb, self);
}

static void
append_overlay (PlumbCanvas *self,
                GtkSnapshot *snapshot)
{
  const PlumbDrawView view = plumb_canvas_draw_view (self);

  plumb_kept_nodes_begin (self->nodes, snapshot, &view, self->view.width, self->view.height);
  plumb_canvas_append_marks (self);
  append_hand (self);
  plumb_kept_nodes_end (self->nodes);
}

void
plumb_canvas_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  PlumbCanvas *self = PLUMB_CANVAS (widget);
  const PlumbCanvasView *view = &self->view;
  const graphene_rect_t all
      = GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height);
  const GdkRGBA ground = { 0x1d / 255.f, 0x1d / 255.f, 0x20 / 255.f, 1 };

  gtk_snapshot_push_clip (snapshot, &all);
  gtk_snapshot_append_color (snapshot, &ground, &all);
  if (self->texture != NULL)
    {
      plumb_canvas_append_picture (self, snapshot);
      if (self->review != NULL)
        append_overlay (self, snapshot);
    }
  if (self->editor != NULL)
    gtk_widget_snapshot_child (widget, self->editor, snapshot);
  gtk_snapshot_pop (snapshot);
}
