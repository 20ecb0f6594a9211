/* The timeline; see timeline.h.
 *
 * 72 px high: a 40 px lane of thumbnails, under it a lane of flags and ticks;
 * the playhead goes through both.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "timeline.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define HEIGHT 72
#define THUMBS_HEIGHT 40.0
#define MARGIN 12.0
#define FLAG_HEIGHT 15.0
#define TICK_HEIGHT 5.0

/* Where a flag stands, in the widget; empty when its moment is not set. */
typedef struct
{
  double x0, x1, y0, y1;
} FlagBox;

struct _PlumbTimeline
{
  GtkWidget     parent_instance;
  PlumbSession *session; /* owned, nullable */
  PlumbReview  *review;  /* owned, nullable: the one listened to */
  GPtrArray    *thumbs;  /* of Thumb, by frame */
  gint64        loop_first, loop_last;
  double        drag_x;
  PlumbMoment   held;       /* the flag that is dragged, NONE = none */
  gint64        held_frame; /* where it is now */
  FlagBox       flags[PLUMB_N_MOMENTS]; /* as they were drawn last */
};

typedef struct
{
  gint64      frame;
  GdkTexture *texture; /* owned */
} Thumb;

enum
{
  SCRUB,
  STEP,
  EDIT_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbTimeline, plumb_timeline, GTK_TYPE_WIDGET)

static void
free_thumb (gpointer data)
{
  Thumb *thumb = data;

  g_object_unref (thumb->texture);
  g_free (thumb);
}

static gint64
last_frame (PlumbTimeline *self)
{
  return self->session != NULL ? MAX (plumb_session_n_frames (self->session) - 1, 0) : 0;
}

static double
lane_width (PlumbTimeline *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN, 1);
}

static double
x_of_frame (PlumbTimeline *self,
            gint64         frame)
{
  const gint64 last = last_frame (self);

  return MARGIN + (last > 0 ? lane_width (self) * (double) frame / (double) last : 0);
}

static gint64
frame_at_x (PlumbTimeline *self,
            double         x)
{
  const gint64 last = last_frame (self);
  const double share = CLAMP ((x - MARGIN) / lane_width (self), 0, 1);

  return (gint64) floor (share * (double) last + 0.5);
}

static void
append_thumbs (PlumbTimeline *self,
               GtkSnapshot   *snapshot)
{
  const GdkRGBA lane = { 0.5f, 0.5f, 0.5f, 0.15f };
  const double width = lane_width (self);
  double aspect;
  guint n;

  gtk_snapshot_append_color (snapshot, &lane,
                             &GRAPHENE_RECT_INIT ((float) MARGIN, 0, (float) width,
                                                  (float) THUMBS_HEIGHT));
  if (self->thumbs->len == 0)
    return;
  aspect = gdk_texture_get_width (((Thumb *) self->thumbs->pdata[0])->texture)
           / (double) gdk_texture_get_height (((Thumb *) self->thumbs->pdata[0])->texture);
  n = (guint) CLAMP (ceil (width / (THUMBS_HEIGHT * aspect)), 1, 200);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) MARGIN, 0, (float) width,
                                                         (float) THUMBS_HEIGHT));
  for (guint slot = 0; slot < n; slot++)
    {
      const double x = MARGIN + slot * THUMBS_HEIGHT * aspect;
      const gint64 middle = frame_at_x (self, x + THUMBS_HEIGHT * aspect / 2);
      const Thumb *nearest = self->thumbs->pdata[0];

      for (guint i = 1; i < self->thumbs->len; i++)
        {
          const Thumb *thumb = self->thumbs->pdata[i];

          if (ABS (thumb->frame - middle) < ABS (nearest->frame - middle))
            nearest = thumb;
        }
      gtk_snapshot_append_texture (snapshot, nearest->texture,
                                   &GRAPHENE_RECT_INIT ((float) x, 0,
                                                        (float) (THUMBS_HEIGHT * aspect),
                                                        (float) THUMBS_HEIGHT));
    }
  gtk_snapshot_pop (snapshot);
}

static void
draw_loop (PlumbTimeline *self,
           cairo_t       *cr,
           const GdkRGBA *accent)
{
  double x0, x1;

  if (self->loop_first < 0 || self->loop_last < 0)
    return;
  x0 = x_of_frame (self, self->loop_first);
  x1 = x_of_frame (self, self->loop_last);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.25);
  cairo_rectangle (cr, x0, 0, x1 - x0, THUMBS_HEIGHT);
  cairo_fill (cr);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 1);
  cairo_rectangle (cr, x0 - 1, 0, 2, THUMBS_HEIGHT);
  cairo_rectangle (cr, x1 - 1, 0, 2, THUMBS_HEIGHT);
  cairo_fill (cr);
}

static void
draw_ticks (PlumbTimeline *self,
            cairo_t       *cr,
            const GdkRGBA *text)
{
  GPtrArray *marks = plumb_review_marks (self->review);
  gint64 before = -1;

  cairo_set_source_rgba (cr, text->red, text->green, text->blue, 0.7);
  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = marks->pdata[i];

      if (mark->frame == before)
        continue;
      before = mark->frame;
      cairo_rectangle (cr, x_of_frame (self, mark->frame) - 1, THUMBS_HEIGHT + 2, 2, TICK_HEIGHT);
    }
  cairo_fill (cr);
}

/* A pill with text, its left edge at x, or right-aligned to it near the end. */
static double
draw_pill (PlumbTimeline *self,
           cairo_t       *cr,
           const char    *label,
           double         x,
           double         y,
           const GdkRGBA *ground,
           const GdkRGBA *ink)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), label);
  PangoAttrList *attrs = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attrs, pango_attr_scale_new (0.8));
  pango_attr_list_insert (attrs, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attrs);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (x + width + 8 > gtk_widget_get_width (GTK_WIDGET (self)))
    x -= width + 8;
  cairo_set_source_rgba (cr, ground->red, ground->green, ground->blue, ground->alpha);
  cairo_rectangle (cr, x, y, width + 8, FLAG_HEIGHT);
  cairo_fill (cr);
  cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, ink->alpha);
  cairo_move_to (cr, x + 4, y + (FLAG_HEIGHT - height) / 2);
  pango_cairo_show_layout (cr, layout);
  pango_attr_list_unref (attrs);
  g_object_unref (layout);
  return x + width + 8;
}

static gint64
frame_of_moment (PlumbTimeline *self,
                 PlumbMoment    moment)
{
  return moment == self->held ? self->held_frame : plumb_review_moment (self->review, moment);
}

/* The key moments that are set, by frame; their number. */
static guint
sort_moments (PlumbTimeline *self,
              PlumbMoment    sorted[PLUMB_N_MOMENTS])
{
  guint n = 0;

  for (int m = 0; m < PLUMB_N_MOMENTS; m++)
    {
      const gint64 frame = frame_of_moment (self, (PlumbMoment) m);
      guint i = n;

      if (frame < 0)
        continue;
      for (; i > 0 && frame_of_moment (self, sorted[i - 1]) > frame; i--)
        sorted[i] = sorted[i - 1];
      sorted[i] = (PlumbMoment) m;
      n++;
    }
  return n;
}

/* A flag steps down where the one before still stands. */
static void
draw_flags (PlumbTimeline *self,
            cairo_t       *cr)
{
  static const GdkRGBA ground = { 0.38f, 0.63f, 0.92f, 1 };
  static const GdkRGBA ink = { 0.06f, 0.06f, 0.1f, 1 };
  PlumbMoment sorted[PLUMB_N_MOMENTS];
  const guint n = sort_moments (self, sorted);
  double taken[2] = { -1, -1 }; /* right end of the last flag in each row */

  memset (self->flags, 0, sizeof self->flags);
  for (guint i = 0; i < n; i++)
    {
      const double x = x_of_frame (self, frame_of_moment (self, sorted[i]));
      const int row = x < taken[0] ? 1 : 0;

      cairo_set_source_rgba (cr, ground.red, ground.green, ground.blue, 1);
      cairo_rectangle (cr, x - 0.75, 0, 1.5, THUMBS_HEIGHT + row * FLAG_HEIGHT);
      cairo_fill (cr);
      /* With both rows full it moves aside and keeps its line. */
      const double from = MAX (x, taken[row]);
      const double y = THUMBS_HEIGHT + 1 + row * (FLAG_HEIGHT + 1);
      const double to
          = draw_pill (self, cr, _(plumb_moment_name (sorted[i])), from, y, &ground, &ink);

      /* Near the end the text stands before its line. */
      self->flags[sorted[i]] = (FlagBox) { MIN (from, x) - 3, MAX (to, x) + 3, y,
                                           y + FLAG_HEIGHT + 1 };
      taken[row] = to + 4;
    }
}

static void
draw_playhead (PlumbTimeline *self,
               cairo_t       *cr,
               const GdkRGBA *accent)
{
  const gint64 shown = plumb_session_frame (self->session);
  const gint64 wanted = plumb_session_wanted (self->session);
  const GdkRGBA white = { 1, 1, 1, 1 };
  g_autofree char *number = NULL;
  double x;

  if (shown < 0)
    return;
  if (wanted >= 0 && wanted != shown)
    {
      cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.4);
      cairo_rectangle (cr, x_of_frame (self, wanted) - 1, 0, 2, HEIGHT);
      cairo_fill (cr);
    }
  x = x_of_frame (self, shown);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 1);
  cairo_rectangle (cr, x - 1, 0, 2, HEIGHT);
  cairo_fill (cr);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, shown);
  draw_pill (self, cr, number, x + 1, 0, accent, &white);
}

static void
plumb_timeline_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  PlumbTimeline *self = PLUMB_TIMELINE (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA accent = { 0.21f, 0.52f, 0.89f, 1 };
  GdkRGBA text;
  cairo_t *cr;

  gtk_style_context_get_color (style, &text);
  gtk_style_context_lookup_color (style, "accent_bg_color", &accent);
  append_thumbs (self, snapshot);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                       HEIGHT));
  draw_loop (self, cr, &accent);
  if (self->review != NULL && plumb_session_n_frames (self->session) > 0)
    {
      draw_ticks (self, cr, &text);
      draw_flags (self, cr);
    }
  if (self->session != NULL)
    draw_playhead (self, cr, &accent);
  cairo_destroy (cr);
}

static void
plumb_timeline_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 240;
}

static void
scrub (PlumbTimeline *self,
       double         x,
       gboolean       rests)
{
  if (self->session != NULL && plumb_session_n_frames (self->session) > 0)
    g_signal_emit (self, signals[SCRUB], 0, frame_at_x (self, x), rests);
}

static PlumbMoment
find_flag (PlumbTimeline *self,
           double         x,
           double         y)
{
  for (int m = 0; self->review != NULL && m < PLUMB_N_MOMENTS; m++)
    {
      const FlagBox *box = &self->flags[m];

      if (x >= box->x0 && x < box->x1 && y >= box->y0 && y < box->y1)
        return (PlumbMoment) m;
    }
  return PLUMB_MOMENT_NONE;
}

/* The picture follows the flag; one undo step when it is let go. */
static void
drag_flag (PlumbTimeline *self,
           double         dx,
           gboolean       rests)
{
  const PlumbMoment moment = self->held;
  g_autoptr (GError) error = NULL;

  /* A click goes there and moves nothing. */
  self->held_frame = fabs (dx) < 2 ? plumb_review_moment (self->review, moment)
                                   : frame_at_x (self, self->drag_x + dx);
  g_signal_emit (self, signals[SCRUB], 0, self->held_frame, rests);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!rests)
    return;
  self->held = PLUMB_MOMENT_NONE;
  if (self->held_frame != plumb_review_moment (self->review, moment)
      && !plumb_review_set_moment (self->review, moment, self->held_frame, &error))
    g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

static void
motion_cb (PlumbTimeline *self,
           double         x,
           double         y)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   find_flag (self, x, y) != PLUMB_MOMENT_NONE ? "ew-resize"
                                                                               : "default");
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               gpointer        user_data)
{
  PlumbTimeline *self = user_data;

  self->drag_x = x;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->held = find_flag (self, x, y);
  if (self->held != PLUMB_MOMENT_NONE)
    {
      self->held_frame = plumb_review_moment (self->review, self->held);
      /* Relative to its line, so that it does not jump. */
      self->drag_x = x_of_frame (self, self->held_frame);
      drag_flag (self, 0, FALSE);
      return;
    }
  scrub (self, x, FALSE);
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                gpointer        user_data)
{
  PlumbTimeline *self = user_data;

  if (self->held != PLUMB_MOMENT_NONE)
    drag_flag (self, dx, FALSE);
  else
    scrub (self, self->drag_x + dx, FALSE);
}

static void
drag_end_cb (GtkGestureDrag *gesture,
             double          dx,
             double          dy,
             gpointer        user_data)
{
  PlumbTimeline *self = user_data;

  if (self->held != PLUMB_MOMENT_NONE)
    drag_flag (self, dx, TRUE);
  else
    scrub (self, self->drag_x + dx, TRUE);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           gpointer                  user_data)
{
  if (dy != 0)
    g_signal_emit (user_data, signals[STEP], 0, dy > 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
frame_changed_cb (PlumbTimeline *self)
{
  const gint64 shown = plumb_session_frame (self->session);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) last_frame (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) MAX (shown, 0), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
review_changed_cb (PlumbTimeline *self)
{
  g_autoptr (PlumbReview) old = g_steal_pointer (&self->review);

  if (old != NULL)
    g_signal_handlers_disconnect_by_data (old, self);
  g_set_object (&self->review, plumb_session_review (self->session));
  if (self->review != NULL)
    g_signal_connect_object (self->review, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                             G_CONNECT_SWAPPED);
  self->held = PLUMB_MOMENT_NONE;
  self->loop_first = self->loop_last = -1;
  plumb_timeline_add_thumbnail (self, NULL);
}

void
plumb_timeline_set_session (PlumbTimeline *self,
                            PlumbSession  *session)
{
  static const char *const redraw_on[]
      = { "notify::frame", "notify::wanted", "notify::n-frames" };

  g_return_if_fail (PLUMB_IS_TIMELINE (self));
  g_return_if_fail (self->session == NULL && session != NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::review", G_CALLBACK (review_changed_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (redraw_on); i++)
    g_signal_connect_object (session, redraw_on[i], G_CALLBACK (frame_changed_cb), self,
                             G_CONNECT_SWAPPED);
  review_changed_cb (self);
}

void
plumb_timeline_add_thumbnail (PlumbTimeline *self,
                              PlumbFrame    *thumbnail)
{
  Thumb *thumb;

  g_return_if_fail (PLUMB_IS_TIMELINE (self));

  if (thumbnail == NULL)
    g_ptr_array_set_size (self->thumbs, 0);
  else
    {
      thumb = g_new0 (Thumb, 1);
      thumb->frame = thumbnail->frame;
      thumb->texture = gdk_memory_texture_new (thumbnail->width_px, thumbnail->height_px,
                                               GDK_MEMORY_B8G8R8A8_PREMULTIPLIED,
                                               thumbnail->pixels, (gsize) thumbnail->stride);
      g_ptr_array_add (self->thumbs, thumb);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plumb_timeline_set_loop (PlumbTimeline *self,
                         gint64         first,
                         gint64         last)
{
  g_return_if_fail (PLUMB_IS_TIMELINE (self));

  self->loop_first = first;
  self->loop_last = last;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
plumb_timeline_dispose (GObject *object)
{
  PlumbTimeline *self = PLUMB_TIMELINE (object);

  g_clear_object (&self->review);
  g_clear_object (&self->session);
  g_clear_pointer (&self->thumbs, g_ptr_array_unref);
  G_OBJECT_CLASS (plumb_timeline_parent_class)->dispose (object);
}

static void
plumb_timeline_class_init (PlumbTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = plumb_timeline_dispose;
  widget_class->snapshot = plumb_timeline_snapshot;
  widget_class->measure = plumb_timeline_measure;

  signals[SCRUB]
      = g_signal_new ("scrub", PLUMB_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
  signals[STEP] = g_signal_new ("step", PLUMB_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  signals[EDIT_FAILED] = g_signal_new ("edit-failed", PLUMB_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
plumb_timeline_init (PlumbTimeline *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  self->thumbs = g_ptr_array_new_with_free_func (free_thumb);
  self->loop_first = self->loop_last = -1;
  self->held = PLUMB_MOMENT_NONE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Timeline"), -1);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}
