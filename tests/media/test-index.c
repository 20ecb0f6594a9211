/* The index of every shared clip against what a widely used reader presents.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>
#include <locale.h>
#include <math.h>

#include "engine.h"
#include "frame-index-private.h"
#include "manifest.h"

/* The table has times in microseconds. */
#define TIME_TOLERANCE_S 1e-6

static PlumbFrameIndex *
read_index (const char *file,
            GError    **error)
{
  g_autofree char       *folder = manifest_folder ();
  g_autofree char       *path = g_build_filename (folder, file, NULL);
  g_autoptr (PlumbTrack) track = plumb_track_open (path, NULL, error);
  return track == NULL ? NULL : plumb_frame_index_new (track, error);
}

static void
test_clip (gconstpointer data)
{
  const ManifestClip         *clip = data;
  g_autoptr (GError)          error = NULL;
  g_autoptr (PlumbFrameIndex) index = read_index (clip->file, &error);
  g_assert_no_error (error);
  gint64 n = plumb_frame_index_n_frames (index);
  /* No reader here has a decoder for it, so the table counts none; the file
   * has the 120 all the same. */
  gint64 expected = clip->presented > 0 ? clip->presented : clip->packets;
  g_assert_cmpint (n, ==, expected);
  g_assert_cmpint (plumb_frame_index_n_sync (index), ==, clip->keyframes);
  if (clip->presented > 0)
    {
      double first_s = (double) plumb_frame_index_pts_ns (index, 0) / 1e9;
      double last_s = (double) plumb_frame_index_pts_ns (index, n - 1) / 1e9;
      g_assert_cmpfloat_with_epsilon (first_s, clip->first_pts_s, TIME_TOLERANCE_S);
      g_assert_cmpfloat_with_epsilon (last_s, clip->last_pts_s, TIME_TOLERANCE_S);
      g_assert_cmpstr (plumb_frame_index_info (index)->codec, ==, clip->codec);
    }
  const PlumbVideoInfo *info = plumb_frame_index_info (index);
  gboolean              turned = clip->rotation_deg % 180 == 90;
  g_assert_cmpint (info->rotation_deg, ==, clip->rotation_deg);
  g_assert_cmpint (info->width_px, ==, turned ? clip->height_px : clip->width_px);
  g_assert_cmpint (info->height_px, ==, turned ? clip->width_px : clip->height_px);
  for (gint64 i = 0; i < n; i++)
    {
      g_assert_true (i == 0 || plumb_frame_index_pts_ns (index, i) >
                                   plumb_frame_index_pts_ns (index, i - 1));
      g_assert_cmpint (plumb_frame_index_at (index, plumb_frame_index_pts_ns (index, i)), ==, i);
    }
}

static PlumbFrameIndex *
require_index (const char *file)
{
  g_autofree char *folder = manifest_folder ();
  if (folder == NULL)
    {
      g_test_skip ("the shared clips are not here");
      return NULL;
    }
  g_autoptr (GError) error = NULL;
  PlumbFrameIndex   *index = read_index (file, &error);
  g_assert_no_error (error);
  return index;
}

static void
test_mirrored (void)
{
  g_autoptr (PlumbFrameIndex) index = require_index ("media_sample_rotate_and_reflect.mp4");
  if (index == NULL)
    return;
  g_assert_true (plumb_frame_index_info (index)->mirrored);
  g_assert_cmpint (plumb_frame_index_info (index)->rotation_deg, ==, 90);
}

static void
test_capture_rate (void)
{
  static const char *const files[] = { "media_sample_android_slow_motion.mp4",
                                       "media_sample_sef_slow_motion.mp4" };
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (PlumbFrameIndex) index = require_index (files[i]);
      if (index == NULL)
        return;
      g_assert_cmpfloat (plumb_frame_index_info (index)->capture_fps, ==, 240.0);
    }
}

/* Without stss the file claims that each picture stands alone; here the NAL
 * types say so too. */
static void
test_without_stss (void)
{
  g_autoptr (PlumbFrameIndex) index = require_index ("media_sample_without_stss.mp4");
  if (index == NULL)
    return;
  g_assert_cmpint (plumb_frame_index_n_sync (index), ==, 30);
}

static void
test_audio (void)
{
  g_autoptr (PlumbFrameIndex) with = require_index ("media_hlg10-color-test.mp4");
  g_autoptr (PlumbFrameIndex) without = require_index ("media_vfr_count_webcam.mp4");
  if (with == NULL || without == NULL)
    return;
  g_assert_true (plumb_frame_index_info (with)->has_audio);
  g_assert_false (plumb_frame_index_info (without)->has_audio);
  g_assert_true (plumb_frame_index_is_variable (without));
  g_assert_false (plumb_frame_index_is_variable (with));
}

/* A unit whose NAL length leads outside of it: left out and counted. */
static void
test_damaged (void)
{
  g_autoptr (PlumbFrameIndex) index = require_index ("media_corrupted_counter.mp4");
  if (index == NULL)
    return;
  g_assert_cmpint (plumb_frame_index_info (index)->n_damaged, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_autoptr (GPtrArray) clips = manifest_load ();
  for (guint i = 0; clips != NULL && i < clips->len; i++)
    {
      const ManifestClip *clip = clips->pdata[i];
      g_autofree char    *name = g_strdup_printf ("/media/index/clip/%s", clip->file);
      g_test_add_data_func (name, clip, test_clip);
    }
  g_test_add_func ("/media/index/mirrored", test_mirrored);
  g_test_add_func ("/media/index/capture-rate", test_capture_rate);
  g_test_add_func ("/media/index/without-stss", test_without_stss);
  g_test_add_func ("/media/index/audio", test_audio);
  g_test_add_func ("/media/index/damaged", test_damaged);
  return g_test_run ();
}
