/* The plot lane: heights of bar and hip and the angle of the back, each over its
 * own range, where they were marked. Frames that nobody marked stay empty.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "timeline-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

/* Marks farther apart than this are not joined: what was between is unknown. */
#define JOIN_FRAMES 10
#define PAD 5.0
#define INTERVAL 1.96 /* standard uncertainties in a 95 % interval */
#define LONE_PX 3.0   /* half the width of the interval of a frame that stands alone */

/* The colours of the body chains on the picture; the words say which is which. */
static const GdkRGBA colours[PLUMB_N_POSE_SERIES] = {
  [PLUMB_POSE_SERIES_BAR] = { 0.34f, 0.89f, 0.54f, 1 },
  [PLUMB_POSE_SERIES_HIP] = { 0.38f, 0.63f, 0.92f, 1 },
  [PLUMB_POSE_SERIES_BACK] = { 0.98f, 0.94f, 0.42f, 1 },
};

static const GdkRGBA ground = { 0.11f, 0.11f, 0.125f, 1 };

double
plumb_timeline_plot_top (PlumbTimeline *self)
{
  return PLUMB_TIMELINE_THUMBS + PLUMB_TIMELINE_N_FLAG_ROWS * self->row_height + 2;
}

void
plumb_timeline_forget_series (PlumbTimeline *self)
{
  for (int i = 0; i < PLUMB_N_POSE_SERIES; i++)
    g_clear_pointer (&self->series[i], g_array_unref);
}

static void
ensure_series (PlumbTimeline *self)
{
  const double roll_deg = plumb_review_filming (self->review).camera_roll_deg;

  for (int i = 0; i < PLUMB_N_POSE_SERIES; i++)
    if (self->series[i] == NULL)
      self->series[i] = plumb_pose_series_collect (plumb_review_marks (self->review), roll_deg,
                                                   (PlumbPoseSeries) i,
                                                   plumb_review_criteria (self->review));
}

static gboolean
find_range (GArray *series,
            double *low,
            double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (guint i = 0; i < series->len; i++)
    {
      const PlumbPoseSample *sample = &g_array_index (series, PlumbPoseSample, i);

      *low = MIN (*low, sample->value - INTERVAL * sample->sd);
      *high = MAX (*high, sample->value + INTERVAL * sample->sd);
    }
  if (series->len > 0 && *high - *low < 1)
    {
      *low -= 0.5;
      *high += 0.5;
    }
  return series->len > 0;
}

/* Where a series lies in the lane. */
typedef struct
{
  double top, tall;
  double low, high;
} Place;

static double
find_y (const Place *place,
        double       value)
{
  return place->top + place->tall * (place->high - value) / (place->high - place->low);
}

/* From `first` on, how many samples are joined. */
static guint
count_joined (GArray *series,
              guint   first)
{
  guint n = 1;

  while (first + n < series->len
         && g_array_index (series, PlumbPoseSample, first + n).frame
                    - g_array_index (series, PlumbPoseSample, first + n - 1).frame
                <= JOIN_FRAMES)
    n++;
  return n;
}

/* How far repeated clicks would lie apart, as a band round the line. */
static void
draw_band (PlumbTimeline *self,
           cairo_t       *cr,
           const Place   *place,
           GArray        *series,
           guint          first,
           guint          n)
{
  /* There along the upper edge, back along the lower. */
  for (guint step = 0; step < 2 * n; step++)
    {
      const guint i = step < n ? step : 2 * n - 1 - step;
      const PlumbPoseSample *sample = &g_array_index (series, PlumbPoseSample, first + i);
      const double side = step < n ? 1 : -1;
      const double x = plumb_timeline_axis_x (&self->axis, (double) sample->frame);
      const double y = find_y (place, sample->value + side * INTERVAL * sample->sd);

      if (n > 1)
        cairo_line_to (cr, x, y);
      else
        {
          cairo_line_to (cr, x - side * LONE_PX, y);
          cairo_line_to (cr, x + side * LONE_PX, y);
        }
    }
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_line (PlumbTimeline *self,
           cairo_t       *cr,
           const Place   *place,
           GArray        *series,
           guint          first,
           guint          n)
{
  for (guint i = first; i < first + n; i++)
    {
      const PlumbPoseSample *sample = &g_array_index (series, PlumbPoseSample, i);

      cairo_line_to (cr, plumb_timeline_axis_x (&self->axis, (double) sample->frame),
                     find_y (place, sample->value));
    }
  cairo_stroke (cr);
  for (guint i = first; i < first + n; i++)
    {
      const PlumbPoseSample *sample = &g_array_index (series, PlumbPoseSample, i);

      cairo_arc (cr, plumb_timeline_axis_x (&self->axis, (double) sample->frame),
                 find_y (place, sample->value), 2, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
draw_series (PlumbTimeline *self,
             cairo_t       *cr,
             GArray        *series,
             const GdkRGBA *colour)
{
  Place place = { .top = plumb_timeline_plot_top (self) + self->row_height + PAD,
                  .tall = PLUMB_TIMELINE_PLOT - 2 * PAD };

  if (!find_range (series, &place.low, &place.high))
    return;
  cairo_set_line_width (cr, 1.5);
  for (guint first = 0, n; first < series->len; first += n)
    {
      n = count_joined (series, first);
      cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, 0.25);
      draw_band (self, cr, &place, series, first, n);
      gdk_cairo_set_source_rgba (cr, colour);
      draw_line (self, cr, &place, series, first, n);
    }
}

/* (transfer full) With its 95 % interval: in the athlete's unit where the plate says
 * how large a pixel is. */
static char *
describe_height (PlumbTimeline         *self,
                 PlumbPoseSeries        which,
                 const char            *name,
                 const PlumbPoseSample *sample)
{
  const gboolean in_inches = plumb_review_length_unit (self->review) == PLUMB_LENGTH_IN;
  double mm_per_px, share, value, u;

  if (!plumb_pose_series_scale (plumb_review_poses (self->review), which,
                                plumb_review_criteria (self->review), &mm_per_px, &share))
    /* Translators: a name, a number of pixels of the picture and how far off it
     * may be. */
    return g_strdup_printf (_("%s %.0f ± %.0f px"), name, sample->value,
                            INTERVAL * sample->sd);
  value = plumb_length_to_unit (sample->value * mm_per_px / 10,
                                plumb_review_length_unit (self->review));
  u = plumb_length_to_unit (INTERVAL * mm_per_px / 10
                                * hypot (sample->sd, sample->value * share),
                            plumb_review_length_unit (self->review));
  /* Translators: a name, a height and how far off it may be. */
  return g_strdup_printf (in_inches ? _("%s %.1f ± %.1f in") : _("%s %.1f ± %.1f cm"), name,
                          value, u);
}

/* (transfer full) Its name, and the value at the frame where there is one. */
static char *
describe_series (PlumbTimeline  *self,
                 PlumbPoseSeries which,
                 gint64          frame)
{
  static const char *const names[PLUMB_N_POSE_SERIES] = {
    [PLUMB_POSE_SERIES_BAR] = N_("Bar height"),
    [PLUMB_POSE_SERIES_HIP] = N_("Hip height"),
    [PLUMB_POSE_SERIES_BACK] = N_("Back angle"),
  };
  GArray *series = self->series[which];

  for (guint i = 0; i < series->len; i++)
    {
      const PlumbPoseSample *sample = &g_array_index (series, PlumbPoseSample, i);

      /* A pointer need not meet the very frame. */
      if (sample->frame != frame
          && (self->hover_x < 0
              || fabs (plumb_timeline_axis_x (&self->axis, (double) sample->frame)
                       - self->hover_x)
                     > LONE_PX))
        continue;
      if (which == PLUMB_POSE_SERIES_BACK)
        return g_strdup_printf ("%s %.0f° ± %.0f°", _(names[which]), sample->value,
                                INTERVAL * sample->sd);
      return describe_height (self, which, _(names[which]), sample);
    }
  return g_strdup (_(names[which]));
}

/* What the lines are, and their values where the cursor is: the pointer, else
 * the playhead. */
void
plumb_timeline_draw_legend (PlumbTimeline *self,
                            cairo_t       *cr)
{
  const gint64 frame = self->hover_x >= 0
                           ? plumb_timeline_axis_frame (&self->axis, self->hover_x)
                           : plumb_session_frame (self->session);
  double x = self->axis.x_px + 2;

  if (!self->has_plot || self->review == NULL || self->axis.n_frames < 1)
    return;
  for (int i = 0; i < PLUMB_N_POSE_SERIES; i++)
    {
      g_autofree char *text = describe_series (self, (PlumbPoseSeries) i, frame);

      x = plumb_timeline_draw_pill (self, cr, text, x, plumb_timeline_plot_top (self), &ground,
                                    &colours[i])
          + 3;
    }
}

void
plumb_timeline_draw_plot (PlumbTimeline          *self,
                          cairo_t                *cr,
                          const PlumbTimelineInk *ink)
{
  const double top = plumb_timeline_plot_top (self);
  gboolean empty = TRUE;

  if (!self->has_plot)
    return;
  ensure_series (self);
  cairo_save (cr);
  cairo_rectangle (cr, self->axis.x_px, top, self->axis.width_px,
                   self->row_height + PLUMB_TIMELINE_PLOT);
  gdk_cairo_set_source_rgba (cr, &ground);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  for (int i = 0; i < PLUMB_N_POSE_SERIES; i++)
    {
      draw_series (self, cr, self->series[i], &colours[i]);
      empty = empty && self->series[i]->len == 0;
    }
  if (empty)
    plumb_timeline_draw_pill (self, cr,
                              _("Mark bar, hip and shoulder in more frames to see them move."),
                              self->axis.x_px + 2, top + 1.5 * self->row_height, &ground,
                              &(GdkRGBA){ 1, 1, 1, 0.8f });
  cairo_restore (cr);
}
