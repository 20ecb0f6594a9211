/* Pointer and keys of the timeline; see timeline.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "timeline-private.h"

#include <math.h>


#define HANDLE_REACH 6.0
#define ZOOM_STEP 1.25
#define SCROLL_SHARE 0.1 /* of what is shown, for one step of the wheel */
/* A hand that presses moves a little; that far is a click. */
#define CLICK_PX 2.0

/* A handle of the loop, if the pointer is on one. Where both are at one place
 * the outer side of each takes it. */
static PlumbTimelineHold
find_handle (PlumbTimeline *self,
             double         x,
             double         y)
{
  double x0, x1;

  if (y >= PLUMB_TIMELINE_THUMBS || self->loop_first < 0 || self->loop_last < 0)
    return PLUMB_TIMELINE_HOLDS_NOTHING;
  x0 = plumb_timeline_axis_x (&self->axis, (double) self->loop_first);
  x1 = plumb_timeline_axis_x (&self->axis, (double) self->loop_last);
  if (fabs (x - x0) <= HANDLE_REACH && (x <= x0 || fabs (x - x0) < fabs (x - x1)))
    return PLUMB_TIMELINE_HOLDS_LOOP_FIRST;
  return fabs (x - x1) <= HANDLE_REACH ? PLUMB_TIMELINE_HOLDS_LOOP_LAST
                                       : PLUMB_TIMELINE_HOLDS_NOTHING;
}

static void
set_moment (PlumbTimeline *self)
{
  const PlumbFlag *flag = &self->held;
  g_autoptr (GError) error = NULL;
  PlumbRemark *moved = NULL;

  if (flag->kind == PLUMB_FLAG_MOMENT)
    plumb_review_set_moment (self->review, flag->moment, self->held_frame, &error);
  else
    for (guint i = 0; i < plumb_review_remarks (self->review)->len && moved == NULL; i++)
      {
        const PlumbRemark *remark = plumb_review_remarks (self->review)->pdata[i];

        if (remark->id == flag->id)
          moved = plumb_remark_copy (remark);
      }
  if (moved != NULL)
    {
      moved->frame = self->held_frame;
      plumb_review_put_remark (self->review, moved, &error);
      plumb_remark_free (moved);
    }
  if (error != NULL)
    plumb_timeline_emit_failed (self, error);
}

/* What was held has a new place; one undo step. */
static void
drop (PlumbTimeline *self)
{
  const PlumbTimelineHold hold = self->hold;

  self->hold = PLUMB_TIMELINE_HOLDS_NOTHING;
  if (hold == PLUMB_TIMELINE_HOLDS_FLAG && self->held_frame != self->held.frame)
    set_moment (self);
  if (hold == PLUMB_TIMELINE_HOLDS_LOOP_FIRST && self->held_frame != self->loop_first)
    plumb_timeline_emit_loop (self, self->held_frame, self->loop_last);
  if (hold == PLUMB_TIMELINE_HOLDS_LOOP_LAST && self->held_frame != self->loop_last)
    plumb_timeline_emit_loop (self, self->loop_first, self->held_frame);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The picture follows what is held. Beyond the lane the axis scrolls along. */
static void
drag_to (PlumbTimeline *self,
         double         dx,
         gboolean       rests)
{
  const double x = self->drag_x + dx;
  const double end = self->axis.x_px + self->axis.width_px;
  const double beyond = x > end ? x - end : MIN (x - self->axis.x_px, 0);

  if (self->axis.n_frames < 1 || self->hold == PLUMB_TIMELINE_HOLDS_NOTHING)
    return;
  if (!rests && beyond != 0 && plumb_timeline_axis_is_zoomed (&self->axis))
    plumb_timeline_axis_scroll (&self->axis,
                                beyond / plumb_timeline_axis_px_per_frame (&self->axis) / 4);
  if (self->hold == PLUMB_TIMELINE_HOLDS_PLAYHEAD || fabs (dx) >= CLICK_PX)
    self->held_frame = plumb_timeline_axis_frame (&self->axis, x);
  if (self->hold == PLUMB_TIMELINE_HOLDS_LOOP_FIRST)
    self->held_frame = MIN (self->held_frame, self->loop_last);
  if (self->hold == PLUMB_TIMELINE_HOLDS_LOOP_LAST)
    self->held_frame = MAX (self->held_frame, self->loop_first);
  plumb_timeline_emit_scrub (self, self->held_frame, rests);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (rests)
    drop (self);
}

/* Held relative to its line, so that it does not jump to the pointer. */
static void
hold_at (PlumbTimeline    *self,
         PlumbTimelineHold hold,
         gint64            frame)
{
  self->hold = hold;
  self->held_frame = frame;
  self->drag_x = plumb_timeline_axis_x (&self->axis, (double) frame);
}

static void
hold_flag (PlumbTimeline   *self,
           const PlumbFlag *flag)
{
  g_autoptr (GError) error = NULL;
  const guint rep = (guint) flag->id;
  const gint64 frame = flag->frame;

  if (flag->kind == PLUMB_FLAG_REP)
    {
      /* `flag` goes with the rep that was looked at. */
      if (!plumb_review_set_rep (self->review, rep, &error))
        plumb_timeline_emit_failed (self, error);
      hold_at (self, PLUMB_TIMELINE_HOLDS_PLAYHEAD, frame);
      return;
    }
  self->held = *flag;
  self->held.name = NULL;
  hold_at (self, PLUMB_TIMELINE_HOLDS_FLAG, flag->frame);
}

static void
drag_begin_cb (PlumbTimeline *self,
               double         x,
               double         y)
{
  const PlumbFlag *flag = plumb_timeline_find_flag (self, x, y);
  const PlumbRemark *note = plumb_timeline_find_note (self, x, y);
  const PlumbTimelineHold handle = find_handle (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag_x = x;
  self->hold = PLUMB_TIMELINE_HOLDS_PLAYHEAD;
  if (flag != NULL)
    hold_flag (self, flag);
  else if (note != NULL)
    hold_at (self, PLUMB_TIMELINE_HOLDS_PLAYHEAD, note->frame);
  else if (handle != PLUMB_TIMELINE_HOLDS_NOTHING)
    hold_at (self, handle,
             handle == PLUMB_TIMELINE_HOLDS_LOOP_FIRST ? self->loop_first : self->loop_last);
  drag_to (self, 0, FALSE);
}

static void
drag_update_cb (PlumbTimeline *self,
                double         dx,
                double         dy)
{
  drag_to (self, dx, FALSE);
}

static void
drag_end_cb (PlumbTimeline *self,
             double         dx,
             double         dy)
{
  drag_to (self, dx, TRUE);
}

static void
pan_begin_cb (PlumbTimeline *self,
              double         x,
              double         y)
{
  self->pan_first = self->axis.first;
}

static void
pan_update_cb (PlumbTimeline *self,
               double         dx,
               double         dy)
{
  const double px = plumb_timeline_axis_px_per_frame (&self->axis);

  if (px <= 0)
    return;
  plumb_timeline_axis_scroll (&self->axis, self->pan_first - dx / px - self->axis.first);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (PlumbTimeline *self,
           double         x,
           double         y)
{
  const char *cursor = "default";

  if (find_handle (self, x, y) != PLUMB_TIMELINE_HOLDS_NOTHING)
    cursor = "ew-resize";
  else if (plumb_timeline_find_flag (self, x, y) != NULL)
    cursor = plumb_timeline_find_flag (self, x, y)->kind == PLUMB_FLAG_REP ? "pointer"
                                                                            : "ew-resize";
  else if (plumb_timeline_find_note (self, x, y) != NULL)
    cursor = "pointer";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
  self->hover_x = x;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (PlumbTimeline *self)
{
  self->hover_x = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           gpointer                  user_data)
{
  PlumbTimeline *self = user_data;
  const GdkModifierType mods = gtk_event_controller_get_current_event_state (
      GTK_EVENT_CONTROLLER (controller));
  const double span = self->axis.last - self->axis.first;
  const double by = dy != 0 ? dy : dx;

  if (mods & GDK_CONTROL_MASK)
    plumb_timeline_axis_zoom (&self->axis, by > 0 ? 1 / ZOOM_STEP : ZOOM_STEP,
                              self->hover_x >= 0 ? self->hover_x : self->axis.x_px);
  else if ((mods & GDK_SHIFT_MASK) || dx != 0)
    plumb_timeline_axis_scroll (&self->axis, by * SCROLL_SHARE * span);
  else if (dy != 0)
    plumb_timeline_emit_step (self, dy > 0 ? 1 : -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

/* The words of a note, and what a drag of a flag does. */
static gboolean
query_tooltip_cb (PlumbTimeline *self,
                  int            x,
                  int            y,
                  gboolean       keyboard,
                  GtkTooltip    *tooltip)
{
  const PlumbRemark *note = keyboard ? NULL : plumb_timeline_find_note (self, x, y);
  const PlumbFlag *flag = keyboard ? NULL : plumb_timeline_find_flag (self, x, y);
  g_autofree char *where = NULL;
  g_autofree char *text = NULL;

  if (note == NULL && flag == NULL)
    return FALSE;
  where = plumb_timeline_describe_frame (self, note != NULL ? note->frame : flag->frame);
  text = g_strdup_printf ("%s\n%s", note != NULL ? note->text : flag->name, where);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

void
plumb_timeline_add_input (PlumbTimeline *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pan = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (pan), GDK_BUTTON_MIDDLE);
  g_signal_connect_swapped (pan, "drag-begin", G_CALLBACK (pan_begin_cb), self);
  g_signal_connect_swapped (pan, "drag-update", G_CALLBACK (pan_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pan));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

static gboolean
step_key (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  plumb_timeline_emit_step (PLUMB_TIMELINE (widget), g_variant_get_int32 (args));
  return TRUE;
}

static gboolean
flag_key (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  PlumbTimeline *self = PLUMB_TIMELINE (widget);
  const gint64 frame = plumb_timeline_next_flag (self, plumb_session_frame (self->session),
                                                 g_variant_get_int32 (args));

  if (frame >= 0)
    plumb_timeline_emit_scrub (self, frame, TRUE);
  return TRUE;
}

static gboolean
zoom_key (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  plumb_timeline_zoom (PLUMB_TIMELINE (widget), g_variant_get_double (args));
  return TRUE;
}

void
plumb_timeline_bind_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint           key;
    GdkModifierType mods;
    int             frames;
  } steps[] = {
    { GDK_KEY_Left, 0, -1 },
    { GDK_KEY_Right, 0, 1 },
    { GDK_KEY_Left, GDK_SHIFT_MASK, -10 },
    { GDK_KEY_Right, GDK_SHIFT_MASK, 10 },
  };
  static const struct
  {
    guint  key;
    double factor;
  } zooms[] = {
    { GDK_KEY_plus, ZOOM_STEP }, { GDK_KEY_equal, ZOOM_STEP }, { GDK_KEY_KP_Add, ZOOM_STEP },
    { GDK_KEY_minus, 1 / ZOOM_STEP }, { GDK_KEY_KP_Subtract, 1 / ZOOM_STEP },
    { GDK_KEY_0, 0 }, { GDK_KEY_KP_0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding (klass, steps[i].key, steps[i].mods, step_key, "i",
                                  steps[i].frames);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (klass, zooms[i].key, 0, zoom_key, "d", zooms[i].factor);
  gtk_widget_class_add_binding (klass, GDK_KEY_Page_Up, 0, flag_key, "i", -1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Page_Down, 0, flag_key, "i", 1);
}
