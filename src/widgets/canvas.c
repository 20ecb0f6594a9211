/* The canvas; see canvas.h.
 *
 * What is shown and done; what it looks like is in canvas-draw.c, what pointer
 * and keys do to it in canvas-input.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "canvas-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

#include "rim-fit.h"

enum
{
  VIEW_CHANGED,
  EDIT_FAILED,
  STEP,
  RIM_MISSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbCanvas, plumb_canvas, GTK_TYPE_WIDGET)

void
plumb_canvas_view_changed (PlumbCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->editor != NULL)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

void
plumb_canvas_report (PlumbCanvas *self,
                     GError      *error)
{
  if (error != NULL)
    g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

void
plumb_canvas_ask_step (PlumbCanvas *self,
                       int          n)
{
  g_signal_emit (self, signals[STEP], 0, n);
}

void
plumb_canvas_release (PlumbCanvas *self,
                      PlumbPoint   at,
                      double       reach_px)
{
  g_autoptr (GError) error = NULL;

  if (!plumb_hand_release (self->hand, at, reach_px, &error))
    plumb_canvas_report (self, error);
  if (plumb_hand_take_missed_rim (self->hand))
    g_signal_emit (self, signals[RIM_MISSED], 0);
  if (plumb_hand_written (self->hand) != NULL)
    plumb_canvas_begin_words (self);
  plumb_canvas_view_changed (self);
}

static void
fit_picture (PlumbCanvas *self,
             double       width,
             double       height)
{
  plumb_canvas_view_resize (&self->view, width, height,
                            self->picture != NULL ? self->picture->full_width_px : 0,
                            self->picture != NULL ? self->picture->full_height_px : 0);
  plumb_canvas_view_changed (self);
}

static void
plumb_canvas_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  PlumbCanvas *self = PLUMB_CANVAS (widget);

  if (width != self->view.width || height != self->view.height)
    fit_picture (self, width, height);
  plumb_canvas_place_words (self);
}

static void
plumb_canvas_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 180;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 450;
}

static void
update_cursor (PlumbCanvas *self)
{
  const gboolean drawing = self->session != NULL
                           && plumb_session_tool (self->session) != PLUMB_TOOL_SELECT;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), drawing ? "crosshair" : "default");
}

static void
tool_changed_cb (PlumbCanvas *self)
{
  plumb_canvas_end_words (self, TRUE);
  plumb_hand_cancel (self->hand);
  self->has_cross = self->has_cross && plumb_session_tool (self->session) != PLUMB_TOOL_SELECT;
  update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
find_rim (const PlumbMark *plate,
          PlumbPoint       circle[2],
          gpointer         user_data)
{
  PlumbCanvas *self = user_data;
  /* As filmed, where it has been asked for. */
  const PlumbFrame *frame = self->sharp != NULL ? self->sharp : self->picture;
  const double share = frame != NULL ? (double) frame->width_px / frame->full_width_px : 0;
  PlumbRim rim;

  if (frame == NULL || frame->frame != plate->frame)
    return FALSE;
  rim.centre = (PlumbPoint) { plate->points[0].x_px * share, plate->points[0].y_px * share };
  rim.radius_px = share * hypot (plate->points[1].x_px - plate->points[0].x_px,
                                 plate->points[1].y_px - plate->points[0].y_px);
  if (!plumb_rim_fit (g_bytes_get_data (frame->pixels, NULL), frame->width_px, frame->height_px,
                      frame->stride, &rim))
    return FALSE;
  circle[0] = (PlumbPoint) { rim.centre.x_px / share, rim.centre.y_px / share };
  circle[1] = (PlumbPoint) { circle[0].x_px + rim.radius_px / share, circle[0].y_px };
  return TRUE;
}

gboolean
plumb_canvas_find_rim (PlumbCanvas     *self,
                       const PlumbMark *plate,
                       PlumbPoint       circle[2])
{
  g_return_val_if_fail (PLUMB_IS_CANVAS (self), FALSE);
  return find_rim (plate, circle, self);
}

static void
review_changed_cb (PlumbCanvas *self)
{
  g_autoptr (PlumbReview) old = g_steal_pointer (&self->review);

  if (old != NULL)
    g_signal_handlers_disconnect_by_data (old, self);
  plumb_hand_cancel (self->hand);
  g_set_object (&self->review, plumb_session_review (self->session));
  if (self->review != NULL)
    g_signal_connect_object (self->review, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                             G_CONNECT_SWAPPED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plumb_canvas_set_session (PlumbCanvas  *self,
                          PlumbSession *session)
{
  g_return_if_fail (PLUMB_IS_CANVAS (self));
  g_return_if_fail (self->session == NULL && session != NULL);

  self->session = g_object_ref (session);
  self->hand = plumb_hand_new (session);
  plumb_hand_set_rim_finder (self->hand, find_rim, self);
  g_signal_connect_object (session, "notify::review", G_CALLBACK (review_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::tool", G_CALLBACK (tool_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::landmark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::selected", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  review_changed_cb (self);
}

void
plumb_canvas_set_picture (PlumbCanvas *self,
                          PlumbFrame  *frame)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PLUMB_IS_CANVAS (self));

  if (self->picture != NULL && frame != NULL && self->picture->frame != frame->frame
      && self->hand != NULL)
    {
      plumb_canvas_end_words (self, TRUE);
      plumb_hand_cancel (self->hand);
    }
  if (self->sharp != NULL && (frame == NULL || frame->frame != self->sharp->frame))
    g_clear_pointer (&self->sharp, plumb_frame_unref);
  g_clear_pointer (&self->picture, plumb_frame_unref);
  g_clear_object (&self->texture);
  plumb_canvas_forget_kept (self);
  if (frame != NULL)
    {
      self->picture = plumb_frame_ref (frame);
      self->texture
          = gdk_memory_texture_new (frame->width_px, frame->height_px,
                                    GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, frame->pixels,
                                    (gsize) frame->stride);
      text = g_strdup_printf (_("Frame %" PRId64), frame->frame);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : _("No picture"), -1);
  if (self->view.picture_width_px != (self->picture ? self->picture->full_width_px : 0)
      || self->view.picture_height_px != (self->picture ? self->picture->full_height_px : 0))
    fit_picture (self, self->view.width, self->view.height);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
plumb_canvas_wants_sharp (PlumbCanvas *self)
{
  g_return_val_if_fail (PLUMB_IS_CANVAS (self), FALSE);

  if (self->picture == NULL || self->picture->width_px >= self->picture->full_width_px
      || (self->sharp != NULL && self->sharp->frame == self->picture->frame))
    return FALSE;
  return (self->session != NULL && plumb_session_tool (self->session) != PLUMB_TOOL_SELECT)
         || self->is_looking || self->has_cross
         || (self->hand != NULL && plumb_hand_is_placing (self->hand, NULL));
}

void
plumb_canvas_set_sharp (PlumbCanvas *self,
                        PlumbFrame  *frame)
{
  g_return_if_fail (PLUMB_IS_CANVAS (self));
  g_return_if_fail (frame != NULL);

  if (self->picture == NULL || frame->frame != self->picture->frame)
    return;
  g_clear_pointer (&self->sharp, plumb_frame_unref);
  self->sharp = plumb_frame_ref (frame);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plumb_canvas_needed_size (PlumbCanvas *self,
                          int         *width_px,
                          int         *height_px)
{
  const int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const double scale = self->view.scale * factor;

  g_return_if_fail (PLUMB_IS_CANVAS (self));

  *width_px = *height_px = 0;
  if (scale >= 1 || self->picture == NULL)
    return;
  *width_px = (int) ceil (self->view.picture_width_px * scale);
  *height_px = (int) ceil (self->view.picture_height_px * scale);
}

void
plumb_canvas_zoom (PlumbCanvas *self,
                   double       factor)
{
  PlumbPoint at;

  g_return_if_fail (PLUMB_IS_CANVAS (self));
  at = plumb_canvas_view_to_screen (&self->view, self->pointer);
  if (!self->has_pointer)
    at = (PlumbPoint) { self->view.width / 2, self->view.height / 2 };
  plumb_canvas_view_zoom (&self->view, factor, at.x_px, at.y_px);
  plumb_canvas_view_changed (self);
}

void
plumb_canvas_show_actual (PlumbCanvas *self)
{
  g_return_if_fail (PLUMB_IS_CANVAS (self));
  plumb_canvas_zoom (self, 1 / (self->view.scale
                                * gtk_widget_get_scale_factor (GTK_WIDGET (self))));
}

void
plumb_canvas_set_light (PlumbCanvas *self,
                        double       brightness,
                        double       contrast)
{
  g_return_if_fail (PLUMB_IS_CANVAS (self));
  self->brightness = brightness;
  self->contrast = contrast;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plumb_canvas_set_ghosts (PlumbCanvas *self,
                         gboolean     has_ghosts)
{
  g_return_if_fail (PLUMB_IS_CANVAS (self));
  self->has_ghosts = has_ghosts;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plumb_canvas_set_hidden (PlumbCanvas *self,
                         guint        kinds)
{
  g_return_if_fail (PLUMB_IS_CANVAS (self));
  g_return_if_fail (self->hand != NULL);
  plumb_hand_set_hidden (self->hand, kinds);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plumb_canvas_fit (PlumbCanvas *self)
{
  g_return_if_fail (PLUMB_IS_CANVAS (self));
  plumb_canvas_view_fit (&self->view);
  plumb_canvas_view_changed (self);
}

void
plumb_canvas_set_mirrored (PlumbCanvas *self,
                           gboolean     is_mirrored)
{
  g_return_if_fail (PLUMB_IS_CANVAS (self));
  self->view.is_mirrored = is_mirrored;
  plumb_canvas_view_changed (self);
}

gboolean
plumb_canvas_is_mirrored (PlumbCanvas *self)
{
  g_return_val_if_fail (PLUMB_IS_CANVAS (self), FALSE);
  return self->view.is_mirrored;
}

void
plumb_canvas_pan (PlumbCanvas *self,
                  double       dx,
                  double       dy)
{
  g_return_if_fail (PLUMB_IS_CANVAS (self));
  plumb_canvas_view_pan (&self->view, dx * self->view.width, dy * self->view.height);
  plumb_canvas_view_changed (self);
}

/* What leaves the view with the cross comes back into it. */
static void
follow_cross (PlumbCanvas *self)
{
  const PlumbPoint at = plumb_canvas_view_to_screen (&self->view, self->cross);
  const double edge = 24;

  if (at.x_px < edge || at.x_px > self->view.width - edge || at.y_px < edge
      || at.y_px > self->view.height - edge)
    plumb_canvas_view_pan (&self->view, CLAMP (at.x_px, edge, self->view.width - edge) - at.x_px,
                           CLAMP (at.y_px, edge, self->view.height - edge) - at.y_px);
  plumb_canvas_view_changed (self);
}

gboolean
plumb_canvas_arrow (PlumbCanvas *self,
                    double       dx_px,
                    double       dy_px)
{
  g_autoptr (GError) error = NULL;
  gboolean moved;

  g_return_val_if_fail (PLUMB_IS_CANVAS (self), FALSE);

  if (self->hand == NULL || self->picture == NULL)
    return FALSE;
  if (self->view.is_mirrored)
    dx_px = -dx_px;
  if (self->has_cross)
    {
      self->cross.x_px = CLAMP (self->cross.x_px + dx_px, 0, self->view.picture_width_px);
      self->cross.y_px = CLAMP (self->cross.y_px + dy_px, 0, self->view.picture_height_px);
      follow_cross (self);
      return TRUE;
    }
  moved = plumb_hand_move_selected (self->hand, dx_px, dy_px, &error);
  plumb_canvas_report (self, error);
  return moved || error != NULL;
}

gboolean
plumb_canvas_has_cross (PlumbCanvas *self)
{
  g_return_val_if_fail (PLUMB_IS_CANVAS (self), FALSE);
  return self->has_cross;
}

gboolean
plumb_canvas_find_cross (PlumbCanvas *self,
                         PlumbPoint  *at)
{
  g_return_val_if_fail (PLUMB_IS_CANVAS (self), FALSE);
  *at = self->cross;
  return self->has_cross;
}

const PlumbCanvasView *
plumb_canvas_view (PlumbCanvas *self)
{
  g_return_val_if_fail (PLUMB_IS_CANVAS (self), NULL);
  return &self->view;
}

void
plumb_canvas_set_covered (PlumbCanvas           *self,
                          const graphene_rect_t *covered)
{
  g_return_if_fail (PLUMB_IS_CANVAS (self));
  self->covered = covered != NULL ? *covered : GRAPHENE_RECT_INIT (0, 0, 0, 0);
}

/* The cross goes before what it has begun. */
gboolean
plumb_canvas_cancel (PlumbCanvas *self)
{
  const gboolean had_cross = self->has_cross;

  g_return_val_if_fail (PLUMB_IS_CANVAS (self), FALSE);

  self->has_cross = FALSE;
  plumb_canvas_end_words (self, FALSE);
  plumb_canvas_view_changed (self);
  return (self->hand != NULL && plumb_hand_cancel (self->hand)) || had_cross;
}

gboolean
plumb_canvas_end_outline (PlumbCanvas *self)
{
  g_autoptr (GError) error = NULL;
  gboolean ended = FALSE;

  if (self->hand != NULL)
    ended = plumb_hand_finish (self->hand, &error);
  plumb_canvas_report (self, error);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return ended;
}

static void
show_cross (PlumbCanvas *self)
{
  const PlumbPoint middle
      = plumb_canvas_view_to_video (&self->view, self->view.width / 2, self->view.height / 2);

  self->has_cross = TRUE;
  self->cross = self->has_pointer ? self->pointer : middle;
  /* On a pixel's middle: arrows then go from middle to middle. */
  self->cross.x_px = floor (self->cross.x_px) + 0.5;
  self->cross.y_px = floor (self->cross.y_px) + 0.5;
  follow_cross (self);
}

/* Nothing snaps to where keys have gone, and no way was drawn. */
static void
place_at_cross (PlumbCanvas *self)
{
  plumb_hand_set_constrained (self->hand, FALSE);
  plumb_hand_set_adding (self->hand, FALSE);
  plumb_hand_set_free (self->hand, FALSE);
  if (plumb_hand_press (self->hand, self->cross, 1))
    plumb_canvas_release (self, self->cross, 1);
}

void
plumb_canvas_finish (PlumbCanvas *self,
                     gboolean     at_once)
{
  g_return_if_fail (PLUMB_IS_CANVAS (self));

  if (self->hand == NULL || self->picture == NULL || self->editor != NULL)
    return;
  if (self->has_cross && !at_once)
    place_at_cross (self);
  else if (!plumb_canvas_end_outline (self) && !at_once
           && plumb_session_tool (self->session) != PLUMB_TOOL_SELECT)
    show_cross (self);
  else if (!at_once && plumb_hand_rewrite (self->hand, plumb_session_selected (self->session)))
    plumb_canvas_begin_words (self);
}

void
plumb_canvas_set_offers (PlumbCanvas *self,
                         GPtrArray   *offers)
{
  g_return_if_fail (PLUMB_IS_CANVAS (self));

  if (self->hand != NULL)
    plumb_hand_set_offers (self->hand, offers);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
plumb_canvas_dispose (GObject *object)
{
  PlumbCanvas *self = PLUMB_CANVAS (object);

  g_clear_pointer (&self->editor, gtk_widget_unparent);
  g_clear_pointer (&self->hand, plumb_hand_free);
  g_clear_object (&self->review);
  g_clear_object (&self->session);
  g_clear_object (&self->texture);
  plumb_canvas_forget_kept (self);
  g_clear_pointer (&self->nodes, plumb_kept_nodes_free);
  g_clear_pointer (&self->sharp, plumb_frame_unref);
  g_clear_pointer (&self->picture, plumb_frame_unref);
  G_OBJECT_CLASS (plumb_canvas_parent_class)->dispose (object);
}

static void
plumb_canvas_class_init (PlumbCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = plumb_canvas_dispose;
  widget_class->snapshot = plumb_canvas_snapshot;
  widget_class->size_allocate = plumb_canvas_size_allocate;
  widget_class->measure = plumb_canvas_measure;

  signals[VIEW_CHANGED] = g_signal_new ("view-changed", PLUMB_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT_FAILED] = g_signal_new ("edit-failed", PLUMB_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[STEP] = g_signal_new ("step", PLUMB_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);

  signals[RIM_MISSED] = g_signal_new ("rim-missed", PLUMB_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
plumb_canvas_init (PlumbCanvas *self)
{
  self->view.fit = TRUE;
  self->view.scale = 1;
  self->contrast = 1;
  self->nodes = plumb_kept_nodes_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Picture of the recording"), -1);
  plumb_canvas_add_input (self);
}
