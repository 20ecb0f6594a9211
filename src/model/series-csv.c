/* Series as a table; see series-csv.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "series-csv.h"

#include "pose-series.h"

/* (nullable) The sample of the frame. */
static const PlumbPoseSample *
find_sample (GArray *samples,
             gint64  frame)
{
  for (guint i = 0; i < samples->len; i++)
    if (g_array_index (samples, PlumbPoseSample, i).frame == frame)
      return &g_array_index (samples, PlumbPoseSample, i);
  return NULL;
}

static int
compare_frames (gconstpointer a,
                gconstpointer b)
{
  const gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* (transfer full) Of gint64: the frames that any of the series has, in order. */
static GArray *
collect_frames (GArray *const *series)
{
  GArray *frames = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int s = 0; s < PLUMB_N_POSE_SERIES; s++)
    for (guint i = 0; i < series[s]->len; i++)
      {
        const gint64 frame = g_array_index (series[s], PlumbPoseSample, i).frame;
        gboolean known = FALSE;

        for (guint k = 0; k < frames->len && !known; k++)
          known = g_array_index (frames, gint64, k) == frame;
        if (!known)
          g_array_append_val (frames, frame);
      }
  g_array_sort (frames, compare_frames);
  return frames;
}

char *
plumb_review_series_csv (PlumbReview *review)
{
  g_return_val_if_fail (PLUMB_IS_REVIEW (review), NULL);

  const double roll_deg = plumb_review_filming (review).camera_roll_deg;
  GString *csv = g_string_new ("frame,bar_px,hip_px,back_deg\r\n");
  GArray *series[PLUMB_N_POSE_SERIES];
  for (int s = 0; s < PLUMB_N_POSE_SERIES; s++)
    series[s] = plumb_pose_series_collect (plumb_review_marks (review), roll_deg,
                                           (PlumbPoseSeries) s, NULL);

  g_autoptr (GArray) frames = collect_frames (series);
  for (guint i = 0; i < frames->len; i++)
    {
      const gint64 frame = g_array_index (frames, gint64, i);

      g_string_append_printf (csv, "%" G_GINT64_FORMAT, frame);
      for (int s = 0; s < PLUMB_N_POSE_SERIES; s++)
        {
          const PlumbPoseSample *sample = find_sample (series[s], frame);
          char digits[G_ASCII_DTOSTR_BUF_SIZE] = "";

          if (sample != NULL)
            g_ascii_dtostr (digits, sizeof digits, sample->value);
          g_string_append_printf (csv, ",%s", digits);
        }
      g_string_append (csv, "\r\n");
    }
  for (int s = 0; s < PLUMB_N_POSE_SERIES; s++)
    g_array_unref (series[s]);
  return g_string_free (csv, FALSE);
}
