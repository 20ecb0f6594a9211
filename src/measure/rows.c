/* Marked frames in lifter axes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows.h"

#include "smoothing.h"

/* What a path needs besides the bar: heel and toe. */
#define N_FEET 2

static guint
find_longest_outline (const PlumbPoses *poses)
{
  guint longest = 0;

  for (guint i = 0; i < poses->poses->len; i++)
    longest = MAX (longest, g_array_index (poses->poses, PlumbPose, i).n_outline);
  return longest;
}

void
plumb_work_init (PlumbWork        *work,
                 const PlumbPoses *poses)
{
  guint n = poses->poses->len;

  *work = (PlumbWork) { .n_rows = n };
  /* Two outlines, a path, or the inputs of a measure. */
  work->n_points = MAX (MAX (2 * find_longest_outline (poses), n + N_FEET), 16);
  work->rows = g_new0 (PlumbRow, MAX (n, 1));
  work->samples = g_new (PlumbSample, work->n_points);
  work->points = g_new (PlumbVec, work->n_points);
  work->series.row = g_new (guint, MAX (n, 1));
  work->series.at = g_new (double, 4 * MAX (n, 1));
  work->series.raw = work->series.at + n;
  work->series.value = work->series.raw + n;
  work->spare = work->series.value + n;
  plumb_noise_init (&work->noise, n);
}

void
plumb_work_clear (PlumbWork *work)
{
  g_clear_pointer (&work->rows, g_free);
  g_clear_pointer (&work->samples, g_free);
  g_clear_pointer (&work->points, g_free);
  g_clear_pointer (&work->series.row, g_free);
  g_clear_pointer (&work->series.at, g_free);
  plumb_noise_clear (&work->noise);
}

guint32
plumb_pose_find_seen (const PlumbPose  *pose,
                      const PlumbPoses *poses)
{
  guint32 unseen = pose->copied;

  /* Until lift-off the bar lies where it lay. */
  if (pose->frame <= poses->moments[PLUMB_MOMENT_LIFT_OFF])
    unseen &= ~(1u << PLUMB_LANDMARK_BAR);
  return pose->set & ~unseen;
}

static void
place_row (PlumbRow         *row,
           const PlumbPose  *pose,
           const PlumbPoses *poses,
           const PlumbAxes  *axes)
{
  row->pose = pose;
  row->frame = pose->frame;
  row->marks = pose->set;
  row->seen = plumb_pose_find_seen (pose, poses);
  for (guint k = 0; k < PLUMB_N_LANDMARKS; k++)
    if ((pose->set & (1u << k)) != 0)
      row->at[k] = plumb_axes_apply (axes, plumb_landmark_plane ((PlumbLandmark) k),
                                     pose->at[k]);
}

/* The nearest frame before or after; the one before where both are as near. */
static void
carry_over (PlumbWork *work,
            guint      landmark)
{
  guint32 bit = 1u << landmark;
  const PlumbRow *before = NULL;
  const PlumbRow *after = NULL;
  guint next = 0;

  for (guint i = 0; i < work->n_rows; i++)
    {
      PlumbRow *row = &work->rows[i];

      if ((row->pose->set & bit) != 0)
        {
          before = row;
          continue;
        }
      while (next < work->n_rows &&
             (next <= i || (work->rows[next].pose->set & bit) == 0))
        next++;
      after = next < work->n_rows ? &work->rows[next] : NULL;

      const PlumbRow *nearest = after == NULL || (before != NULL &&
        row->frame - before->frame <= after->frame - row->frame) ? before : after;

      if (nearest == NULL)
        return;
      row->at[landmark] = nearest->at[landmark];
      row->marks |= bit;
      row->seen |= bit;
    }
}

void
plumb_work_place (PlumbWork        *work,
                  const PlumbPoses *poses,
                  const PlumbAxes  *axes)
{
  for (guint i = 0; i < work->n_rows; i++)
    place_row (&work->rows[i], &g_array_index (poses->poses, PlumbPose, i), poses, axes);
  carry_over (work, PLUMB_LANDMARK_HEEL);
  carry_over (work, PLUMB_LANDMARK_TOE);
  carry_over (work, PLUMB_LANDMARK_ANKLE);
}

gboolean
plumb_series_is_track (const PlumbSeries *series)
{
  guint n = series->n;

  return n >= PLUMB_SMOOTH_MIN && series->at[n - 1] - series->at[0] == n - 1;
}
