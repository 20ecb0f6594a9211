/* Where the speed of a recording changes: the rate stands at the foot of the
 * thumbnails where each part begins, and what was filmed faster than it is shown, or
 * may have been, is marked by a line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "time-base.h"

#define PILL_PX 16
/* More parts than fit are no help. */
#define MAX_PARTS 12u

static void
draw_line (PlumbTimeline *self,
           cairo_t       *cr,
           const GdkRGBA *colour,
           gint64         first,
           gint64         last)
{
  const double x0 = plumb_timeline_axis_x (&self->axis, (double) first);
  const double x1 = plumb_timeline_axis_x (&self->axis, (double) last);

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_rectangle (cr, x0, PLUMB_TIMELINE_THUMBS - 3, MAX (x1 - x0, 1), 3);
  cairo_fill (cr);
}

static void
draw_pill (PlumbTimeline *self,
           cairo_t       *cr,
           const char    *text,
           gint64         first)
{
  const GdkRGBA dark = { 0, 0, 0, 0.7f };
  const GdkRGBA amber = { 0.96f, 0.76f, 0.07f, 1 };

  plumb_timeline_draw_pill (self, cr, text,
                            plumb_timeline_axis_x (&self->axis, (double) first) + 1,
                            PLUMB_TIMELINE_THUMBS - PILL_PX - 3, &dark, &amber);
}

void
plumb_timeline_draw_rates (PlumbTimeline          *self,
                           cairo_t                *cr,
                           const PlumbTimelineInk *ink)
{
  const GdkRGBA amber = { 0.96f, 0.76f, 0.07f, 1 };
  gint64 first, last;
  double times;

  if (self->index == NULL)
    return;
  for (guint i = 0; self->rates->len > 1 && i < MIN (self->rates->len, MAX_PARTS); i++)
    {
      const PlumbRatePart *part = &g_array_index (self->rates, PlumbRatePart, i);
      g_autofree char *text = g_strdup_printf (_("%.0f/s"), part->fps);

      draw_line (self, cr, &amber, part->first, part->last);
      draw_pill (self, cr, text, part->first);
    }
  for (guint i = 0;
       i < MAX_PARTS && plumb_frame_index_slowed (self->index, i, &first, &last, &times); i++)
    {
      g_autofree char *text = g_strdup_printf (_("%.0f× slower"), times);

      draw_line (self, cr, &amber, first, last);
      draw_pill (self, cr, text, first);
    }
}
