/* The axis of the timeline; see timeline-axis.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "timeline-axis.h"

#include <math.h>

#define CLOSEST_PX 48.0
/* A frame that is brought into view gets this share of the lane beyond it. */
#define ROOM_SHARE 0.1

static double
get_end (const PlumbTimelineAxis *axis)
{
  return (double) MAX (axis->n_frames - 1, 0);
}

void
plumb_timeline_axis_fit (PlumbTimelineAxis *axis)
{
  axis->first = 0;
  axis->last = get_end (axis);
}

void
plumb_timeline_axis_set_n_frames (PlumbTimelineAxis *axis,
                                  gint64             n_frames)
{
  axis->n_frames = n_frames;
  plumb_timeline_axis_fit (axis);
}

void
plumb_timeline_axis_place (PlumbTimelineAxis *axis,
                           double             x_px,
                           double             width_px)
{
  axis->x_px = x_px;
  axis->width_px = MAX (width_px, 1);
}

double
plumb_timeline_axis_px_per_frame (const PlumbTimelineAxis *axis)
{
  return axis->last > axis->first ? axis->width_px / (axis->last - axis->first) : 0;
}

double
plumb_timeline_axis_x (const PlumbTimelineAxis *axis,
                       double                   frame)
{
  return axis->x_px + (frame - axis->first) * plumb_timeline_axis_px_per_frame (axis);
}

gint64
plumb_timeline_axis_frame (const PlumbTimelineAxis *axis,
                           double                   x_px)
{
  const double share = CLAMP ((x_px - axis->x_px) / axis->width_px, 0, 1);

  return (gint64) floor (axis->first + share * (axis->last - axis->first) + 0.5);
}

gboolean
plumb_timeline_axis_is_zoomed (const PlumbTimelineAxis *axis)
{
  return axis->last - axis->first < get_end (axis);
}

/* Moves the whole span to begin at `first`, as far as the recording goes. */
static void
move_to (PlumbTimelineAxis *axis,
         double             first,
         double             span)
{
  axis->first = CLAMP (first, 0, MAX (get_end (axis) - span, 0));
  axis->last = MIN (axis->first + span, get_end (axis));
}

void
plumb_timeline_axis_zoom (PlumbTimelineAxis *axis,
                          double             factor,
                          double             x_px)
{
  const double share = CLAMP ((x_px - axis->x_px) / axis->width_px, 0, 1);
  const double span = axis->last - axis->first;
  const double least = MIN (axis->width_px / CLOSEST_PX, get_end (axis));
  double wanted;

  g_return_if_fail (factor > 0);

  if (axis->n_frames < 2)
    return;
  wanted = CLAMP (span / factor, least, get_end (axis));
  move_to (axis, axis->first + share * (span - wanted), wanted);
}

void
plumb_timeline_axis_scroll (PlumbTimelineAxis *axis,
                            double             frames)
{
  move_to (axis, axis->first + frames, axis->last - axis->first);
}

gboolean
plumb_timeline_axis_reveal (PlumbTimelineAxis *axis,
                            gint64             frame)
{
  const double span = axis->last - axis->first;

  if (frame < 0 || ((double) frame >= axis->first && (double) frame <= axis->last))
    return FALSE;
  if ((double) frame < axis->first)
    move_to (axis, (double) frame - ROOM_SHARE * span, span);
  else
    move_to (axis, (double) frame - (1 - ROOM_SHARE) * span, span);
  return TRUE;
}

gint64
plumb_timeline_axis_label_step (const PlumbTimelineAxis *axis,
                                double                   label_px)
{
  static const gint64 mantissas[] = { 1, 2, 5 };
  const double px = plumb_timeline_axis_px_per_frame (axis);

  for (gint64 power = 1; power < G_GINT64_CONSTANT (1000000000000); power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (mantissas); i++)
      if ((double) (mantissas[i] * power) * px >= label_px)
        return mantissas[i] * power;
  return MAX (axis->n_frames, 1);
}
