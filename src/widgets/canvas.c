/* The canvas; see canvas.h.
 *
 * What happens to it; what it looks like is in canvas-draw.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "canvas-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

#define HIT_RADIUS 12.0       /* screen pixels; look.md: a 24 px hit area */
#define TOUCH_HIT_RADIUS 22.0 /* 44 px by touch */
#define WHEEL_ZOOM 1.2

enum
{
  VIEW_CHANGED,
  EDIT_FAILED,
  STEP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbCanvas, plumb_canvas, GTK_TYPE_WIDGET)

static void
view_changed (PlumbCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

static void
fit_picture (PlumbCanvas *self,
             double       width,
             double       height)
{
  plumb_canvas_view_resize (&self->view, width, height,
                            self->picture != NULL ? self->picture->full_width_px : 0,
                            self->picture != NULL ? self->picture->full_height_px : 0);
  view_changed (self);
}

static void
plumb_canvas_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  fit_picture (PLUMB_CANVAS (widget), width, height);
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

static double
reach (PlumbCanvas *self,
       GtkGesture  *gesture)
{
  GdkDevice *device = gesture != NULL ? gtk_gesture_get_device (gesture) : NULL;
  const gboolean touch
      = device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;

  return (touch ? TOUCH_HIT_RADIUS : HIT_RADIUS) / self->view.scale;
}

/* Shift may come and go while a line is drawn. */
static void
follow_shift (PlumbCanvas        *self,
              GtkEventController *controller)
{
  plumb_hand_set_constrained (
      self->hand,
      (gtk_event_controller_get_current_event_state (controller) & GDK_SHIFT_MASK) != 0);
}

static void
report_failure (PlumbCanvas *self,
                GError      *error)
{
  if (error != NULL)
    g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               gpointer        user_data)
{
  PlumbCanvas *self = user_data;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->hand == NULL)
    return;
  self->pointer = plumb_canvas_view_to_video (&self->view, x, y);
  self->is_panning
      = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_MIDDLE
        || !plumb_hand_press (self->hand, self->pointer, reach (self, GTK_GESTURE (gesture)));
  self->pan_from = (PlumbPoint) { 0, 0 };
  view_changed (self);
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                gpointer        user_data)
{
  PlumbCanvas *self = user_data;
  double x, y;

  if (self->hand == NULL)
    return;
  if (self->is_panning)
    {
      plumb_canvas_view_pan (&self->view, dx - self->pan_from.x_px, dy - self->pan_from.y_px);
      self->pan_from = (PlumbPoint) { dx, dy };
      view_changed (self);
      return;
    }
  follow_shift (self, GTK_EVENT_CONTROLLER (gesture));
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  self->pointer = plumb_canvas_view_to_video (&self->view, x + dx, y + dy);
  plumb_hand_move (self->hand, self->pointer, reach (self, GTK_GESTURE (gesture)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (GtkGestureDrag *gesture,
             double          dx,
             double          dy,
             gpointer        user_data)
{
  PlumbCanvas *self = user_data;
  g_autoptr (GError) error = NULL;
  double x, y;

  if (self->hand == NULL || self->is_panning)
    return;
  follow_shift (self, GTK_EVENT_CONTROLLER (gesture));
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  self->pointer = plumb_canvas_view_to_video (&self->view, x + dx, y + dy);
  if (!plumb_hand_release (self->hand, self->pointer, reach (self, GTK_GESTURE (gesture)), &error))
    report_failure (self, error);
  view_changed (self);
}

static void
drag_cancel_cb (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                gpointer          user_data)
{
  plumb_canvas_cancel (user_data);
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            gpointer         user_data)
{
  if (n_press == 2)
    plumb_canvas_finish (user_data);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           gpointer                  user_data)
{
  PlumbCanvas *self = user_data;
  gint64 before;

  self->has_pointer = TRUE;
  if (self->hand == NULL || plumb_hand_is_placing (self->hand, NULL))
    return;
  self->pointer = plumb_canvas_view_to_video (&self->view, x, y);
  before = plumb_hand_hovered (self->hand);
  plumb_hand_move (self->hand, self->pointer, reach (self, NULL));
  if (before != plumb_hand_hovered (self->hand) || self->is_looking)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (PlumbCanvas *self)
{
  self->has_pointer = FALSE;
  self->is_looking = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Z held is the loupe under the pointer; it wants the pixels as filmed. */
static void
look (PlumbCanvas *self,
      gboolean     is_looking)
{
  if (self->is_looking == is_looking)
    return;
  self->is_looking = is_looking;
  view_changed (self);
}

static gboolean
key_pressed_cb (PlumbCanvas    *self,
                guint           key,
                guint           code,
                GdkModifierType state)
{
  if (key != GDK_KEY_z || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || !self->has_pointer)
    return GDK_EVENT_PROPAGATE;
  look (self, TRUE);
  return GDK_EVENT_STOP;
}

static void
key_released_cb (PlumbCanvas    *self,
                 guint           key,
                 guint           code,
                 GdkModifierType state)
{
  if (key == GDK_KEY_z || key == GDK_KEY_Z)
    look (self, FALSE);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           gpointer                  user_data)
{
  PlumbCanvas *self = user_data;
  const GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  const PlumbPoint at = plumb_canvas_view_to_screen (&self->view, self->pointer);

  if (state & GDK_CONTROL_MASK)
    {
      plumb_canvas_view_zoom (&self->view, pow (WHEEL_ZOOM, -dy), at.x_px, at.y_px);
      view_changed (self);
    }
  else if (dy != 0)
    g_signal_emit (self, signals[STEP], 0, dy > 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                gpointer          user_data)
{
  PLUMB_CANVAS (user_data)->pinch_scale = 1;
}

static void
pinch_cb (GtkGestureZoom *gesture,
          double          scale,
          gpointer        user_data)
{
  PlumbCanvas *self = user_data;
  double x, y;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    return;
  plumb_canvas_view_zoom (&self->view, scale / self->pinch_scale, x, y);
  self->pinch_scale = scale;
  view_changed (self);
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
  plumb_hand_cancel (self->hand);
  update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
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
    plumb_hand_cancel (self->hand);
  if (self->sharp != NULL && (frame == NULL || frame->frame != self->sharp->frame))
    g_clear_pointer (&self->sharp, plumb_frame_unref);
  g_clear_pointer (&self->picture, plumb_frame_unref);
  g_clear_object (&self->texture);
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
         || self->is_looking || (self->hand != NULL && plumb_hand_is_placing (self->hand, NULL));
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
  view_changed (self);
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
  view_changed (self);
}

gboolean
plumb_canvas_cancel (PlumbCanvas *self)
{
  g_return_val_if_fail (PLUMB_IS_CANVAS (self), FALSE);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  return self->hand != NULL && plumb_hand_cancel (self->hand);
}

void
plumb_canvas_finish (PlumbCanvas *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PLUMB_IS_CANVAS (self));

  if (self->hand != NULL && !plumb_hand_finish (self->hand, &error))
    report_failure (self, error);
  gtk_widget_queue_draw (GTK_WIDGET (self));
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

  g_clear_pointer (&self->hand, plumb_hand_free);
  g_clear_object (&self->review);
  g_clear_object (&self->session);
  g_clear_object (&self->texture);
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

  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
add_drag (PlumbCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
plumb_canvas_init (PlumbCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  self->view.fit = TRUE;
  self->view.scale = 1;
  self->contrast = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Picture of the recording"), -1);

  add_drag (self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (keys, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}
