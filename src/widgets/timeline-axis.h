/* The one axis of the timeline: which frames lie where. Every layer draws by it
 * and every pointer is read by it. Knows nothing of GTK.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 n_frames;        /* 0 = none */
  double first, last;     /* the frames at both ends of the lane, with fractions */
  double x_px, width_px;  /* the lane in the widget */
} PlumbTimelineAxis;

/* All frames, from end to end of the lane. */
void     plumb_timeline_axis_set_n_frames (PlumbTimelineAxis *axis,
                                           gint64             n_frames);
void     plumb_timeline_axis_place (PlumbTimelineAxis *axis,
                                    double             x_px,
                                    double             width_px);
double   plumb_timeline_axis_x (const PlumbTimelineAxis *axis,
                                double                   frame);
/* The nearest frame of those that are shown. */
gint64   plumb_timeline_axis_frame (const PlumbTimelineAxis *axis,
                                    double                   x_px);
double   plumb_timeline_axis_px_per_frame (const PlumbTimelineAxis *axis);
gboolean plumb_timeline_axis_is_zoomed (const PlumbTimelineAxis *axis);
/* Closer by `factor` (> 1), the frame at x_px staying where it is; never beyond
 * the recording, nor closer than 48 px from frame to frame. */
void     plumb_timeline_axis_zoom (PlumbTimelineAxis *axis,
                                   double             factor,
                                   double             x_px);
void     plumb_timeline_axis_scroll (PlumbTimelineAxis *axis,
                                     double             frames);
void     plumb_timeline_axis_fit (PlumbTimelineAxis *axis);
/* Scrolls until the frame is shown; TRUE when it had to. */
gboolean plumb_timeline_axis_reveal (PlumbTimelineAxis *axis,
                                     gint64             frame);
/* Frames from one label to the next, so that labels of `label_px` have room:
 * 1, 2 or 5 times a power of ten. */
gint64   plumb_timeline_axis_label_step (const PlumbTimelineAxis *axis,
                                         double                   label_px);

G_END_DECLS
