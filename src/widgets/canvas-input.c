/* What pointer, fingers, pen and keys do to the canvas.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "canvas-private.h"

#define HIT_RADIUS 12.0       /* screen pixels; look.md: a 24 px hit area */
#define TOUCH_HIT_RADIUS 22.0 /* 44 px by touch */
#define PEN_HIT_RADIUS 16.0   /* its tip covers what it points at */
#define WHEEL_ZOOM 1.2

/* What comes with a sequence comes from a finger, whatever the device calls itself: some
 * displays send touches through the pointer. */
static GdkInputSource
find_source (GtkGesture *gesture)
{
  GdkDevice *device = gesture != NULL ? gtk_gesture_get_device (gesture) : NULL;

  if (gesture != NULL && gtk_gesture_get_last_updated_sequence (gesture) != NULL)
    return GDK_SOURCE_TOUCHSCREEN;
  return device != NULL ? gdk_device_get_source (device) : GDK_SOURCE_MOUSE;
}

static gboolean
is_touch (GtkGesture *gesture)
{
  return find_source (gesture) == GDK_SOURCE_TOUCHSCREEN;
}

double
plumb_canvas_hit_radius (GdkInputSource source)
{
  switch (source)
    {
    case GDK_SOURCE_TOUCHSCREEN:
      return TOUCH_HIT_RADIUS;
    case GDK_SOURCE_PEN:
      return PEN_HIT_RADIUS;
    case GDK_SOURCE_MOUSE:
    case GDK_SOURCE_KEYBOARD:
    case GDK_SOURCE_TOUCHPAD:
    case GDK_SOURCE_TRACKPOINT:
    case GDK_SOURCE_TABLET_PAD:
    default:
      return HIT_RADIUS;
    }
}

static double
reach (PlumbCanvas *self,
       GtkGesture  *gesture)
{
  return plumb_canvas_hit_radius (find_source (gesture)) / self->view.scale;
}

/* Shift and Alt may come and go while a line is drawn. */
static void
follow_modifiers (PlumbCanvas        *self,
                  GtkEventController *controller)
{
  const GdkModifierType state = gtk_event_controller_get_current_event_state (controller);

  plumb_hand_set_constrained (self->hand, (state & GDK_SHIFT_MASK) != 0);
  plumb_hand_set_free (self->hand, (state & GDK_ALT_MASK) != 0);
  plumb_hand_set_adding (self->hand, (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0);
}

/* Where the pointer is in the picture; beside it nothing can be marked, but a plate
 * may be cut by its edge. */
static PlumbPoint
find_in_picture (PlumbCanvas *self,
                 double       x,
                 double       y)
{
  PlumbPoint at = plumb_canvas_view_to_video (&self->view, x, y);

  if (plumb_session_tool (self->session) == PLUMB_TOOL_PLATE)
    return at;
  at.x_px = CLAMP (at.x_px, 0, self->view.picture_width_px);
  at.y_px = CLAMP (at.y_px, 0, self->view.picture_height_px);
  return at;
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               gpointer        user_data)
{
  PlumbCanvas *self = user_data;
  const guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (self->hand == NULL)
    return;
  plumb_canvas_end_words (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->has_cross = FALSE;
  /* A press beside the picture must not meet a mark at its edge. */
  self->pointer = plumb_session_tool (self->session) == PLUMB_TOOL_SELECT
                      ? plumb_canvas_view_to_video (&self->view, x, y)
                      : find_in_picture (self, x, y);
  follow_modifiers (self, GTK_EVENT_CONTROLLER (gesture));
  self->is_panning = button == GDK_BUTTON_MIDDLE
                     || !plumb_hand_press (self->hand, self->pointer,
                                           reach (self, GTK_GESTURE (gesture)));
  /* One finger beside all marks pushes the picture; a band is for a pointer. */
  if (is_touch (GTK_GESTURE (gesture)) && plumb_hand_band (self->hand) != NULL)
    {
      plumb_hand_cancel (self->hand);
      self->is_panning = TRUE;
    }
  self->pan_from = (PlumbPoint) { 0, 0 };
  plumb_canvas_view_changed (self);
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
      plumb_canvas_view_changed (self);
      return;
    }
  follow_modifiers (self, GTK_EVENT_CONTROLLER (gesture));
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  self->pointer = find_in_picture (self, x + dx, y + dy);
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
  double x, y;

  if (self->hand == NULL || self->is_panning)
    return;
  follow_modifiers (self, GTK_EVENT_CONTROLLER (gesture));
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  self->pointer = find_in_picture (self, x + dx, y + dy);
  plumb_canvas_release (self, self->pointer, reach (self, GTK_GESTURE (gesture)));
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
  PlumbCanvas *self = user_data;

  if (n_press != 2 || self->hand == NULL)
    return;
  if (plumb_hand_rewrite (self->hand, plumb_session_selected (self->session)))
    plumb_canvas_begin_words (self);
  else
    plumb_canvas_end_outline (self);
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
  if (self->hand == NULL || plumb_hand_is_placing (self->hand, NULL)
      || plumb_hand_band (self->hand) != NULL)
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
  plumb_canvas_view_changed (self);
}

/* Tab walks through the marks of the frame, then leaves the canvas. */
static gboolean
walk (PlumbCanvas *self,
      gboolean     forward)
{
  if (self->hand == NULL || plumb_session_tool (self->session) != PLUMB_TOOL_SELECT)
    return GDK_EVENT_PROPAGATE;
  return plumb_hand_select_next (self->hand, forward) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static gboolean
key_pressed_cb (PlumbCanvas    *self,
                guint           key,
                guint           code,
                GdkModifierType state)
{
  const gboolean is_plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0;

  if (!is_plain || !gtk_widget_is_focus (GTK_WIDGET (self)))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab)
    return walk (self, key == GDK_KEY_Tab && (state & GDK_SHIFT_MASK) == 0);
  if (self->hand != NULL && (key == GDK_KEY_period || key == GDK_KEY_comma)
      && plumb_session_selected (self->session) != 0)
    {
      plumb_hand_hold_next (self->hand, key == GDK_KEY_period);
      return GDK_EVENT_STOP;
    }
  if (key != GDK_KEY_z || !self->has_pointer)
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
      plumb_canvas_view_changed (self);
    }
  else if (dy != 0)
    plumb_canvas_ask_step (self, dy > 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

/* Two fingers are no longer one that draws: its mark is dropped. */
void
plumb_canvas_begin_pinch (PlumbCanvas *self,
                          PlumbPoint   at)
{
  plumb_canvas_cancel (self);
  self->pinch_scale = 1;
  self->pinch_at = at;
}

/* About the fingers, and after them. */
void
plumb_canvas_pinch (PlumbCanvas *self,
                    double       scale,
                    PlumbPoint   at)
{
  plumb_canvas_view_zoom (&self->view, scale / self->pinch_scale, at.x_px, at.y_px);
  if (at.x_px != self->pinch_at.x_px || at.y_px != self->pinch_at.y_px)
    plumb_canvas_view_pan (&self->view, at.x_px - self->pinch_at.x_px,
                           at.y_px - self->pinch_at.y_px);
  self->pinch_scale = scale;
  self->pinch_at = at;
  plumb_canvas_view_changed (self);
}

static void
pinch_begin_cb (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                gpointer          user_data)
{
  PlumbCanvas *self = user_data;
  PlumbPoint at = { self->view.width / 2, self->view.height / 2 };

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_gesture_get_bounding_box_center (gesture, &at.x_px, &at.y_px);
  plumb_canvas_begin_pinch (self, at);
}

static void
pinch_cb (GtkGestureZoom *gesture,
          double          scale,
          gpointer        user_data)
{
  PlumbCanvas *self = user_data;
  PlumbPoint at = self->pinch_at;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &at.x_px, &at.y_px);
  plumb_canvas_pinch (self, scale, at);
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

void
plumb_canvas_add_input (PlumbCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

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
