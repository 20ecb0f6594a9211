/* The layers of the timeline that are only looked at; see timeline-private.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "timeline-private.h"

#include <inttypes.h>
#include <math.h>

#include <glib/gi18n-lib.h>

#include "draw-checks.h"

/* From so close on single frames are told apart by ticks. */
#define RULER_PX 8.0
#define RULER_HEIGHT 13.0
#define LABEL_ROOM 56.0
#define TICK_HEIGHT 5.0
#define NOTE_SIZE 4.5
#define REP_HEIGHT 3.0

void
plumb_timeline_append_thumbs (PlumbTimeline *self,
                              GtkSnapshot   *snapshot)
{
  const GdkRGBA lane = { 0.5f, 0.5f, 0.5f, 0.15f };
  const float height = (float) PLUMB_TIMELINE_THUMBS;
  const graphene_rect_t area = GRAPHENE_RECT_INIT ((float) self->axis.x_px, 0,
                                                   (float) self->axis.width_px, height);
  double thumb_width;
  guint n;

  gtk_snapshot_append_color (snapshot, &lane, &area);
  if (self->thumbs->len == 0)
    return;
  GdkTexture *one = ((PlumbThumb *) self->thumbs->pdata[0])->texture;
  thumb_width = PLUMB_TIMELINE_THUMBS * gdk_texture_get_width (one)
                / gdk_texture_get_height (one);
  n = (guint) CLAMP (ceil (self->axis.width_px / thumb_width), 1, 200);
  gtk_snapshot_push_clip (snapshot, &area);
  for (guint slot = 0; slot < n; slot++)
    {
      const double x = self->axis.x_px + slot * thumb_width;
      const gint64 middle = plumb_timeline_axis_frame (&self->axis, x + thumb_width / 2);
      const PlumbThumb *nearest = self->thumbs->pdata[0];

      for (guint i = 1; i < self->thumbs->len; i++)
        {
          const PlumbThumb *thumb = self->thumbs->pdata[i];

          if (ABS (thumb->frame - middle) < ABS (nearest->frame - middle))
            nearest = thumb;
        }
      gtk_snapshot_append_texture (
          snapshot, nearest->texture,
          &GRAPHENE_RECT_INIT ((float) x, 0, (float) thumb_width, height));
    }
  gtk_snapshot_pop (snapshot);
}

static void
set_ink (cairo_t       *cr,
         const GdkRGBA *ink,
         double         alpha)
{
  cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, ink->alpha * alpha);
}

/* (transfer full) In the small size of the timeline. */
static PangoLayout *
make_layout (PlumbTimeline *self,
             const char    *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attrs = pango_attr_list_new ();

  pango_attr_list_insert (attrs, pango_attr_scale_new (0.8));
  pango_attr_list_insert (attrs, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attrs);
  pango_attr_list_unref (attrs);
  return layout;
}

double
plumb_timeline_draw_pill (PlumbTimeline *self,
                          cairo_t       *cr,
                          const char    *label,
                          double         x,
                          double         y,
                          const GdkRGBA *ground,
                          const GdkRGBA *ink)
{
  g_autoptr (PangoLayout) layout = make_layout (self, label);
  const double tall = self->row_height - 1;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (x + width + 8 > gtk_widget_get_width (GTK_WIDGET (self)))
    x -= width + 8;
  set_ink (cr, ground, 1);
  cairo_rectangle (cr, x, y, width + 8, tall);
  cairo_fill (cr);
  set_ink (cr, ink, 1);
  cairo_move_to (cr, x + 4, y + (tall - height) / 2);
  pango_cairo_show_layout (cr, layout);
  return x + width + 8;
}

char *
plumb_timeline_describe_frame (PlumbTimeline *self,
                               gint64         frame)
{
  g_autofree char *text = NULL;
  gint64 ms;

  if (self->index == NULL || frame < 0 || frame >= plumb_frame_index_n_frames (self->index))
    return g_strdup_printf (_("frame %" PRId64), frame);
  ms = plumb_frame_index_pts_ns (self->index, frame) / 1000000;
  /* Translators: frame number, then minutes, seconds and milliseconds. */
  text = g_strdup_printf (_("frame %" PRId64 " · %d:%02d.%03d"), frame, (int) (ms / 60000),
                          (int) (ms / 1000 % 60), (int) (ms % 1000));
  return plumb_format_sentence (text);
}

/* Ticks from frame to frame and numbers under the thumbnails, once they have
 * room. */
void
plumb_timeline_draw_ruler (PlumbTimeline          *self,
                           cairo_t                *cr,
                           const PlumbTimelineInk *ink)
{
  const GdkRGBA white = { 1, 1, 1, 1 };
  const double bottom = PLUMB_TIMELINE_THUMBS;
  const gint64 step = plumb_timeline_axis_label_step (&self->axis, LABEL_ROOM);

  if (plumb_timeline_axis_px_per_frame (&self->axis) < RULER_PX)
    return;
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_rectangle (cr, self->axis.x_px, bottom - RULER_HEIGHT, self->axis.width_px, RULER_HEIGHT);
  cairo_fill (cr);
  set_ink (cr, &white, 1);
  for (gint64 frame = (gint64) ceil (self->axis.first); (double) frame <= self->axis.last; frame++)
    {
      const double tall = frame % step == 0 ? RULER_HEIGHT : 4;

      cairo_rectangle (cr, plumb_timeline_axis_x (&self->axis, (double) frame) - 0.5,
                       bottom - tall, 1, tall);
    }
  cairo_fill (cr);
  for (gint64 frame = (gint64) ceil (self->axis.first / (double) step) * step;
       (double) frame <= self->axis.last; frame += step)
    {
      g_autofree char *number = g_strdup_printf ("%" PRId64, frame);
      g_autoptr (PangoLayout) layout = make_layout (self, number);
      int height;

      pango_layout_get_pixel_size (layout, NULL, &height);
      cairo_move_to (cr, plumb_timeline_axis_x (&self->axis, (double) frame) + 3,
                     bottom - (RULER_HEIGHT + height) / 2);
      pango_cairo_show_layout (cr, layout);
    }
}

static void
draw_handle (cairo_t *cr,
             double   x,
             double   inwards)
{
  cairo_rectangle (cr, x - 1, 0, 2, PLUMB_TIMELINE_THUMBS);
  cairo_rectangle (cr, x + (inwards < 0 ? inwards : 0), PLUMB_TIMELINE_THUMBS / 2 - 7,
                   fabs (inwards), 14);
  cairo_fill (cr);
}

/* Where it plays again and again, its handles; and how fast. */
void
plumb_timeline_draw_loop (PlumbTimeline          *self,
                          cairo_t                *cr,
                          const PlumbTimelineInk *ink)
{
  const GdkRGBA white = { 1, 1, 1, 1 };
  const GdkRGBA dark = { 0, 0, 0, 0.7f };

  if (self->loop_first >= 0 && self->loop_last >= 0)
    {
      const gboolean holds_first = self->hold == PLUMB_TIMELINE_HOLDS_LOOP_FIRST;
      const gboolean holds_last = self->hold == PLUMB_TIMELINE_HOLDS_LOOP_LAST;
      const double x0 = plumb_timeline_axis_x (
          &self->axis, (double) (holds_first ? self->held_frame : self->loop_first));
      const double x1 = plumb_timeline_axis_x (
          &self->axis, (double) (holds_last ? self->held_frame : self->loop_last));

      set_ink (cr, &ink->accent, 0.25);
      cairo_rectangle (cr, x0, 0, x1 - x0, PLUMB_TIMELINE_THUMBS);
      cairo_fill (cr);
      set_ink (cr, &ink->accent, 1);
      draw_handle (cr, x0, 5);
      draw_handle (cr, x1, -5);
    }
  if (self->rate != 1)
    {
      g_autofree char *text = g_strdup_printf (_("%d %%"), (int) lround (self->rate * 100));

      plumb_timeline_draw_pill (self, cr, text, self->axis.x_px + self->axis.width_px, 0, &dark,
                                &white);
    }
}

/* The reps, each a line under the thumbnails as far as its moments go. */
static void
draw_reps (PlumbTimeline          *self,
           cairo_t                *cr,
           const PlumbTimelineInk *ink)
{
  const guint n_reps = plumb_review_n_reps (self->review);

  for (guint rep = 0; n_reps > 1 && rep < n_reps; rep++)
    {
      gint64 first = G_MAXINT64, last = -1;

      for (int m = 0; m < PLUMB_MOMENT_NEUTRAL; m++)
        {
          const gint64 frame = plumb_review_rep_moment (self->review, rep, (PlumbMoment) m);

          if (frame >= 0)
            first = MIN (first, frame);
          last = MAX (last, frame);
        }
      if (last < 0)
        continue;
      const double x0 = plumb_timeline_axis_x (&self->axis, (double) first);
      const double x1 = plumb_timeline_axis_x (&self->axis, (double) last);

      if (rep == plumb_review_rep (self->review))
        set_ink (cr, &ink->accent, 1);
      else
        cairo_set_source_rgba (cr, 0.75, 0.75, 0.75, 0.9);
      cairo_rectangle (cr, x0, PLUMB_TIMELINE_THUMBS - REP_HEIGHT, MAX (x1 - x0, 2), REP_HEIGHT);
      cairo_fill (cr);
    }
}

void
plumb_timeline_draw_ticks (PlumbTimeline          *self,
                           cairo_t                *cr,
                           const PlumbTimelineInk *ink)
{
  GPtrArray *marks = plumb_review_marks (self->review);
  GPtrArray *remarks = plumb_review_remarks (self->review);
  const double top = PLUMB_TIMELINE_THUMBS + 2;
  gint64 before = -1;

  draw_reps (self, cr, ink);
  set_ink (cr, &ink->text, 0.7);
  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = marks->pdata[i];

      if (mark->frame == before)
        continue;
      before = mark->frame;
      cairo_rectangle (cr, plumb_timeline_axis_x (&self->axis, (double) mark->frame) - 1, top, 2,
                       TICK_HEIGHT);
    }
  cairo_fill (cr);
  /* Notes are diamonds on the edge of the pictures. */
  for (guint i = 0; i < remarks->len; i++)
    {
      const PlumbRemark *remark = remarks->pdata[i];
      const double x = plumb_timeline_axis_x (&self->axis, (double) remark->frame);

      if (remark->kind != PLUMB_REMARK_NOTE)
        continue;
      cairo_move_to (cr, x, PLUMB_TIMELINE_THUMBS - NOTE_SIZE - 4);
      cairo_rel_line_to (cr, NOTE_SIZE, NOTE_SIZE);
      cairo_rel_line_to (cr, -NOTE_SIZE, NOTE_SIZE);
      cairo_rel_line_to (cr, -NOTE_SIZE, -NOTE_SIZE);
      cairo_close_path (cr);
      cairo_set_source_rgb (cr, 1, 0.75, 0.44);
      cairo_fill_preserve (cr);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.8);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
}

void
plumb_timeline_draw_playhead (PlumbTimeline          *self,
                              cairo_t                *cr,
                              const PlumbTimelineInk *ink)
{
  const gint64 shown = plumb_session_frame (self->session);
  const gint64 wanted = plumb_session_wanted (self->session);
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  const GdkRGBA white = { 1, 1, 1, 1 };
  g_autofree char *number = NULL;
  double x;

  if (shown < 0)
    return;
  if (wanted >= 0 && wanted != shown)
    {
      set_ink (cr, &ink->accent, 0.4);
      cairo_rectangle (cr, plumb_timeline_axis_x (&self->axis, (double) wanted) - 1, 0, 2, height);
      cairo_fill (cr);
    }
  x = plumb_timeline_axis_x (&self->axis, (double) shown);
  if (x < self->axis.x_px - 1 || x > self->axis.x_px + self->axis.width_px + 1)
    return;
  set_ink (cr, &ink->accent, 1);
  cairo_rectangle (cr, x - 1, 0, 2, height);
  cairo_fill (cr);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, shown);
  plumb_timeline_draw_pill (self, cr, number, x + 1, 0, &ink->accent, &white);
}

void
plumb_timeline_draw_hover (PlumbTimeline          *self,
                           cairo_t                *cr,
                           const PlumbTimelineInk *ink)
{
  const GdkRGBA ground = { 0, 0, 0, 0.75f };
  const GdkRGBA white = { 1, 1, 1, 1 };
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  g_autofree char *text = NULL;
  gint64 frame;
  double x;

  if (self->hover_x < 0 || self->axis.n_frames < 1)
    return;
  frame = plumb_timeline_axis_frame (&self->axis, self->hover_x);
  /* The playhead says its own frame. */
  if (frame == plumb_session_frame (self->session))
    return;
  x = plumb_timeline_axis_x (&self->axis, (double) frame);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.6);
  cairo_rectangle (cr, x - 0.5, 0, 1, height);
  cairo_fill (cr);
  text = plumb_timeline_describe_frame (self, frame);
  plumb_timeline_draw_pill (self, cr, text, x + 1, self->row_height, &ground, &white);
}
