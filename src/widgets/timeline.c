/* The timeline; see timeline.h and timeline-private.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "timeline-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "time-base.h"

enum
{
  SCRUB,
  STEP,
  LOOP,
  EDIT_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbTimeline, plumb_timeline, GTK_TYPE_WIDGET)

static void
free_thumb (gpointer data)
{
  PlumbThumb *thumb = data;

  g_object_unref (thumb->texture);
  g_free (thumb);
}

void
plumb_timeline_emit_scrub (PlumbTimeline *self,
                           gint64         frame,
                           gboolean       rests)
{
  g_signal_emit (self, signals[SCRUB], 0, frame, rests);
}

void
plumb_timeline_emit_step (PlumbTimeline *self,
                          int            n)
{
  g_signal_emit (self, signals[STEP], 0, n);
}

void
plumb_timeline_emit_loop (PlumbTimeline *self,
                          gint64         first,
                          gint64         last)
{
  g_signal_emit (self, signals[LOOP], 0, first, last);
}

void
plumb_timeline_emit_failed (PlumbTimeline *self,
                            GError        *error)
{
  g_signal_emit (self, signals[EDIT_FAILED], 0, error);
}

static void
draw_layers (PlumbTimeline          *self,
             cairo_t                *cr,
             const PlumbTimelineInk *ink)
{
  static void (*const with_review[]) (PlumbTimeline *, cairo_t *, const PlumbTimelineInk *)
      = { plumb_timeline_draw_ticks, plumb_timeline_draw_plot, plumb_timeline_draw_flags };

  plumb_timeline_draw_ruler (self, cr, ink);
  plumb_timeline_draw_rates (self, cr, ink);
  plumb_timeline_draw_loop (self, cr, ink);
  plumb_timeline_collect_flags (self);
  for (guint i = 0;
       i < G_N_ELEMENTS (with_review) && self->review != NULL && self->axis.n_frames > 0; i++)
    with_review[i](self, cr, ink);
  if (self->session == NULL)
    return;
  plumb_timeline_draw_hover (self, cr, ink);
  plumb_timeline_draw_playhead (self, cr, ink);
  /* Words over the line, which would run through them. */
  plumb_timeline_draw_legend (self, cr);
}

static void
plumb_timeline_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  PlumbTimeline *self = PLUMB_TIMELINE (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  PlumbTimelineInk ink = { .accent = { 0.21f, 0.52f, 0.89f, 1 } };
  const int width = gtk_widget_get_width (widget);
  cairo_t *cr;

  plumb_timeline_axis_place (&self->axis, PLUMB_TIMELINE_MARGIN,
                             width - 2 * PLUMB_TIMELINE_MARGIN);
  gtk_style_context_get_color (style, &ink.text);
  gtk_style_context_lookup_color (style, "accent_bg_color", &ink.accent);
  plumb_timeline_append_thumbs (self, snapshot);
  cr = gtk_snapshot_append_cairo (
      snapshot,
      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) gtk_widget_get_height (widget)));
  draw_layers (self, cr, &ink);
  cairo_destroy (cr);
}

/* Rows of flags grow with the text, 16 px at its usual size. */
static void
measure_rows (PlumbTimeline *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "Åg");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  self->row_height = MAX (16, ceil (height * 0.8) + 2);
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
  PlumbTimeline *self = PLUMB_TIMELINE (widget);
  double height;

  measure_rows (self);
  height = PLUMB_TIMELINE_THUMBS + PLUMB_TIMELINE_N_FLAG_ROWS * self->row_height;
  if (self->has_plot)
    height = plumb_timeline_plot_top (self) + self->row_height + PLUMB_TIMELINE_PLOT + 2;
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? (int) ceil (height) : 240;
}

/* A slider of this kind has no value on the bus: its description says where it
 * stands. While it plays nobody listens to numbers that run. */
static void
tell_position (PlumbTimeline *self)
{
  const gint64 shown = plumb_session_frame (self->session);
  g_autofree char *where = NULL;
  g_autoptr (GString) text = NULL;

  if (plumb_session_playing (self->session) || shown < 0)
    return;
  where = plumb_timeline_describe_frame (self, shown);
  text = g_string_new (where);
  plumb_timeline_collect_flags (self);
  for (guint i = 0; i < self->flags->len; i++)
    if (((PlumbFlag *) self->flags->pdata[i])->frame == shown)
      g_string_append_printf (text, ", %s", ((PlumbFlag *) self->flags->pdata[i])->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text->str, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
}

static void
frame_changed_cb (PlumbTimeline *self)
{
  const gint64 shown = plumb_session_frame (self->session);
  const gint64 n_frames = plumb_session_n_frames (self->session);

  if (n_frames != self->axis.n_frames)
    plumb_timeline_axis_set_n_frames (&self->axis, n_frames);
  if (self->hold == PLUMB_TIMELINE_HOLDS_NOTHING)
    plumb_timeline_axis_reveal (&self->axis, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) MAX (n_frames - 1, 0),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) MAX (shown, 0), -1);
  tell_position (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
edited_cb (PlumbTimeline *self,
           guint          parts)
{
  if (parts & (PLUMB_REVIEW_MARKS | PLUMB_REVIEW_FILMING))
    plumb_timeline_forget_series (self);
  /* Nothing of the checks stands here: a point that is dragged paints no timeline. */
  if (parts & ~PLUMB_REVIEW_CHECKS)
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
    g_signal_connect_object (self->review, "changed", G_CALLBACK (edited_cb), self,
                             G_CONNECT_SWAPPED);
  self->hold = PLUMB_TIMELINE_HOLDS_NOTHING;
  self->loop_first = self->loop_last = -1;
  plumb_timeline_forget_series (self);
  plumb_timeline_set_index (self, NULL);
  plumb_timeline_add_thumbnail (self, NULL);
}

void
plumb_timeline_set_session (PlumbTimeline *self,
                            PlumbSession  *session)
{
  static const char *const redraw_on[]
      = { "notify::frame", "notify::wanted", "notify::n-frames", "notify::playing" };

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
  PlumbThumb *thumb;

  g_return_if_fail (PLUMB_IS_TIMELINE (self));

  if (thumbnail == NULL)
    g_ptr_array_set_size (self->thumbs, 0);
  else
    {
      thumb = g_new0 (PlumbThumb, 1);
      thumb->frame = thumbnail->frame;
      thumb->texture = gdk_memory_texture_new (thumbnail->width_px, thumbnail->height_px,
                                               GDK_MEMORY_B8G8R8A8_PREMULTIPLIED,
                                               thumbnail->pixels, (gsize) thumbnail->stride);
      g_ptr_array_add (self->thumbs, thumb);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plumb_timeline_set_index (PlumbTimeline   *self,
                          PlumbFrameIndex *index)
{
  g_return_if_fail (PLUMB_IS_TIMELINE (self));

  if (self->index == index)
    return;
  g_clear_pointer (&self->index, plumb_frame_index_unref);
  self->index = index != NULL ? plumb_frame_index_ref (index) : NULL;
  g_clear_pointer (&self->rates, g_array_unref);
  if (index != NULL)
    self->rates = plumb_time_base_parts (index);
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

void
plumb_timeline_set_rate (PlumbTimeline *self,
                         double         rate)
{
  g_return_if_fail (PLUMB_IS_TIMELINE (self));

  if (self->rate == rate)
    return;
  self->rate = rate;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plumb_timeline_zoom (PlumbTimeline *self,
                     double         factor)
{
  gint64 shown;

  g_return_if_fail (PLUMB_IS_TIMELINE (self));

  if (self->session == NULL || factor < 0)
    return;
  shown = MAX (plumb_session_frame (self->session), 0);
  if (factor == 0)
    plumb_timeline_axis_fit (&self->axis);
  else
    {
      plumb_timeline_axis_reveal (&self->axis, shown);
      plumb_timeline_axis_zoom (&self->axis, factor,
                                plumb_timeline_axis_x (&self->axis, (double) shown));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plumb_timeline_set_plot (PlumbTimeline *self,
                         gboolean       shown)
{
  g_return_if_fail (PLUMB_IS_TIMELINE (self));

  if (self->has_plot == shown)
    return;
  self->has_plot = shown;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
plumb_timeline_plot (PlumbTimeline *self)
{
  g_return_val_if_fail (PLUMB_IS_TIMELINE (self), FALSE);

  return self->has_plot;
}

static void
plumb_timeline_dispose (GObject *object)
{
  PlumbTimeline *self = PLUMB_TIMELINE (object);

  plumb_timeline_forget_series (self);
  g_clear_pointer (&self->rates, g_array_unref);
  g_clear_pointer (&self->index, plumb_frame_index_unref);
  g_clear_object (&self->review);
  g_clear_object (&self->session);
  g_clear_pointer (&self->thumbs, g_ptr_array_unref);
  g_clear_pointer (&self->flags, g_ptr_array_unref);
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
  signals[LOOP]
      = g_signal_new ("loop", PLUMB_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  signals[EDIT_FAILED] = g_signal_new ("edit-failed", PLUMB_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  plumb_timeline_bind_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
plumb_timeline_init (PlumbTimeline *self)
{
  self->thumbs = g_ptr_array_new_with_free_func (free_thumb);
  self->flags = g_ptr_array_new_with_free_func (plumb_flag_free);
  self->loop_first = self->loop_last = -1;
  self->rate = 1;
  self->hover_x = -1;
  self->row_height = 16;
  /* Time runs left to right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Timeline"), -1);
  plumb_timeline_add_input (self);
}
