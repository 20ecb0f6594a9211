/* Tables of contents of recordings (MP4, MOV, Matroska): whatever is read makes
 * an index that keeps its promises.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "driver.h"

#include <math.h>
#include <sys/mman.h>
#include <unistd.h>

#include "engine.h"
#include "frame-index-private.h"
#include "mkv-track.h"
#include "mp4-tables.h"
#include "nal-check.h"
#include "time-base.h"

static void
check_index (PlumbFrameIndex *index)
{
  gint64 n = plumb_frame_index_n_frames (index);
  g_assert_cmpint (n, >, 0);
  g_assert_cmpint (n, <=, plumb_frame_index_n_units (index));
  for (gint64 i = 0; i < n; i++)
    {
      guint32 unit = plumb_frame_index_unit_of_frame (index, i);
      guint32 rank = plumb_frame_index_rank_of_unit (index, unit);
      g_assert_cmpint (plumb_frame_index_frame_of_rank (index, rank), ==, i);
      g_assert_true (i == 0 || plumb_frame_index_pts_ns (index, i) >=
                                   plumb_frame_index_pts_ns (index, i - 1));
    }
  guint32 last = plumb_frame_index_unit_of_frame (index, n - 1);
  g_assert_cmpuint (plumb_frame_index_start_of_unit (index, last), <=, last);
  gint64 found = plumb_frame_index_at (index, plumb_frame_index_pts_ns (index, n / 2));
  g_assert_cmpint (plumb_frame_index_pts_ns (index, found), ==,
                   plumb_frame_index_pts_ns (index, n / 2));
}

static void
check_times (PlumbFrameIndex *index)
{
  gint64             n = plumb_frame_index_n_frames (index), first, last;
  g_autoptr (GArray) parts = plumb_time_base_parts (index);
  PlumbTimeBase      base = plumb_time_base_find (index, 0);
  double             times;
  g_assert_cmpuint (parts->len, >, 0);
  g_assert_cmpint (g_array_index (parts, PlumbRatePart, 0).first, ==, 0);
  g_assert_cmpint (g_array_index (parts, PlumbRatePart, parts->len - 1).last, ==, n - 1);
  g_assert_true (isfinite (base.fps) && base.fps >= 0 && isfinite (base.slow));
  g_assert_cmpint (plumb_frame_index_last_duration_ns (index), >, 0);
  for (guint i = 0; plumb_frame_index_slowed (index, i, &first, &last, &times); i++)
    g_assert_true (first >= 0 && first <= last && last < n && times > 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  int fd = memfd_create ("recording", MFD_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  for (int reader = 0; reader < 2; reader++)
    {
      g_autoptr (GError)     error = NULL;
      g_autoptr (PlumbTrack) track = reader == 0
                                         ? plumb_mp4_read_track (fd, size, &error)
                                         : plumb_mkv_read_track (fd, size, NULL, NULL, &error);
      if (track == NULL)
        {
          g_assert_true (error == NULL || error->domain == PLUMB_MEDIA_ERROR);
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (plumb_nal_check (track, NULL, NULL, &error));
      g_autoptr (PlumbFrameIndex) index = plumb_frame_index_new (track, &error);
      g_assert_true ((index == NULL) == (error != NULL));
      if (index != NULL)
        {
          check_index (index);
          check_times (index);
        }
    }
  close (fd);
  return 0;
}
