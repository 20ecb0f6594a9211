/* The time base of a recording.
 *
 * A phone that films slow motion stores either the times of filming (Apple, as
 * long as nobody exported it) or times that are stretched already, with the rate
 * of filming beside them (Android, Samsung). What was rendered with a ramp inside
 * has parts of different rates and nothing that tells how much each was slowed
 * down: then no second can be told until somebody who knows says it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "time-base.h"

#include <math.h>

#define NS_PER_S 1e9
/* Fewer frames than this are a pause of the camera, not a part. */
#define PART_MIN_FRAMES 8
/* Of all frames in a recording of parts. */
#define STEADY_SHARE 0.8
/* Two gaps are of one rate while neither is longer by more than this. */
#define RATE_TOLERANCE 1.5
/* Less than this is the clock of the phone. */
#define SAME_RATE 0.05

static gint64
find_gap (const PlumbFrameIndex *index,
          gint64                 i)
{
  return plumb_frame_index_filmed_ns (index, i + 1) - plumb_frame_index_filmed_ns (index, i);
}

static gboolean
is_like (double gap_ns,
         double mean_ns)
{
  return gap_ns * RATE_TOLERANCE >= mean_ns && mean_ns * RATE_TOLERANCE >= gap_ns;
}

/* How many gaps from `i` on are like the first of them. */
static gint64
find_run (const PlumbFrameIndex *index,
          gint64                 i,
          double                *mean_ns)
{
  gint64 n = plumb_frame_index_n_frames (index) - 1, k = i;
  double sum = 0;
  while (k < n)
    {
      double gap = (double) find_gap (index, k);
      if (k > i && !is_like (gap, sum / (double) (k - i)))
        break;
      sum += gap;
      k++;
    }
  *mean_ns = k > i ? sum / (double) (k - i) : 0;
  return k - i;
}

GArray *
plumb_time_base_parts (const PlumbFrameIndex *index)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (PlumbRatePart));
  gint64  n = plumb_frame_index_n_frames (index);
  double  mean_ns;
  gint64  n_steady = 0;
  for (gint64 i = 0; i + 1 < n;)
    {
      gint64 run = find_run (index, i, &mean_ns);
      if (run >= PART_MIN_FRAMES && mean_ns > 0)
        {
          PlumbRatePart  part = { i, i + run, NS_PER_S / mean_ns };
          n_steady += run;
          PlumbRatePart *before =
              parts->len > 0 ? &g_array_index (parts, PlumbRatePart, parts->len - 1) : NULL;
          if (before != NULL && is_like (mean_ns, NS_PER_S / before->fps))
            before->last = part.last;
          else
            g_array_append_val (parts, part);
        }
      i += MAX (run, 1);
    }
  /* A camera that takes its pictures as they come has no parts. */
  if (parts->len == 0 || n_steady < n * STEADY_SHARE)
    {
      g_array_set_size (parts, 0);
      PlumbRatePart all = { 0, n - 1, plumb_frame_index_nominal_fps (index) };
      g_array_append_val (parts, all);
    }
  /* What lies between two parts belongs to the first of them. */
  for (guint i = 0; i < parts->len; i++)
    g_array_index (parts, PlumbRatePart, i).last =
        i + 1 < parts->len ? g_array_index (parts, PlumbRatePart, i + 1).first - 1 : n - 1;
  g_array_index (parts, PlumbRatePart, 0).first = 0;
  return parts;
}

PlumbTimeBase
plumb_time_base_find (const PlumbFrameIndex *index,
                      double                 coach_fps)
{
  const PlumbVideoInfo *info = plumb_frame_index_info (index);
  g_autoptr (GArray)    parts = plumb_time_base_parts (index);
  double                shown_fps = plumb_frame_index_nominal_fps (index);
  gint64                first, last;
  double                times;
  gboolean              slowed = plumb_frame_index_slowed (index, 0, &first, &last, &times) &&
                    info->capture_source != PLUMB_RATE_SAMSUNG;
  double                filmed_fps =
      slowed ? g_array_index (parts, PlumbRatePart, 0).fps : shown_fps;
  PlumbTimeBase         base = { .source = info->capture_source, .n_parts = parts->len };
  base.is_even = base.n_parts == 1 && !plumb_frame_index_is_variable (index);
  if (coach_fps > 0)
    {
      base.source = PLUMB_RATE_COACH;
      base.is_known = base.is_even = TRUE;
      base.fps = coach_fps;
    }
  else if (base.n_parts > 1 ||
           (info->capture_source == PLUMB_RATE_SAMSUNG && info->capture_fps <= 0))
    base.is_even = FALSE;
  else
    {
      base.is_known = TRUE;
      base.fps = info->capture_fps > 0 ? info->capture_fps : filmed_fps;
      /* Edits that slow the media down leave its own times alone. */
      base.is_even |= slowed;
      if (slowed && base.source == PLUMB_RATE_TIMES)
        base.source = PLUMB_RATE_APPLE;
    }
  if (base.is_known && shown_fps > 0)
    base.slow = base.fps / shown_fps;
  if (fabs (base.slow - 1) < SAME_RATE)
    base.slow = 1;
  return base;
}

double
plumb_time_base_fps (const PlumbTimeBase *base)
{
  return base->is_known && base->is_even ? base->fps : 0;
}

const char *
plumb_rate_source_key (PlumbRateSource source)
{
  static const char *const keys[] = {
    [PLUMB_RATE_TIMES] = "file-times", [PLUMB_RATE_ANDROID] = "android",
    [PLUMB_RATE_SAMSUNG] = "samsung",  [PLUMB_RATE_APPLE] = "apple",
    [PLUMB_RATE_COACH] = "coach",
  };
  return keys[source];
}
