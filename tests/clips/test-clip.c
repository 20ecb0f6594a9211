/* Clips as files: each variant decodes to the frames asked for, in order, upright
 * once its rotation tag is applied.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "clip.h"

#include <glib/gstdio.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <gst/video/video.h>

#define N_FRAMES 40

typedef struct
{
  const char    *name;
  const char    *file;
  const char    *encoder; /* the test is skipped without it */
  PlumbClipCodec codec;
  int            gop, b_frames;
  gboolean       open_gop;
  double         jitter;
  int            rotation_deg;
  int            width_px, height_px;
  gboolean       fragmented;
  gint64         first_pts_ms;
  int            lead_in;
} Variant;

static const Variant variants[] = {
  { "h264", "a.mp4", "x264enc", PLUMB_CLIP_CODEC_H264, .gop = 12 },
  { "h264-b", "a.mp4", "x264enc", PLUMB_CLIP_CODEC_H264, .gop = 12, .b_frames = 3 },
  { "h264-b-open", "a.mp4", "x264enc", PLUMB_CLIP_CODEC_H264, .gop = 12, .b_frames = 3,
    .open_gop = TRUE },
  { "h264-one-key", "a.mov", "x264enc", PLUMB_CLIP_CODEC_H264, .gop = 250, .b_frames = 2 },
  { "h264-vfr", "a.mp4", "x264enc", PLUMB_CLIP_CODEC_H264, .jitter = 4, .b_frames = 2 },
  { "h264-fragmented", "a.mp4", "x264enc", PLUMB_CLIP_CODEC_H264, .gop = 10,
    .fragmented = TRUE },
  { "h264-late-start", "a.mp4", "x264enc", PLUMB_CLIP_CODEC_H264, .first_pts_ms = 700 },
  { "h264-late-start-b", "a.mov", "x264enc", PLUMB_CLIP_CODEC_H264, .b_frames = 2,
    .first_pts_ms = 250 },
  { "h264-trimmed", "a.mp4", "x264enc", PLUMB_CLIP_CODEC_H264, .gop = 12, .lead_in = 5 },
  { "h264-trimmed-b", "a.mp4", "x264enc", PLUMB_CLIP_CODEC_H264, .gop = 12, .b_frames = 3,
    .lead_in = 7, .first_pts_ms = 100 },
  { "h264-90", "a.mp4", "x264enc", PLUMB_CLIP_CODEC_H264, .rotation_deg = 90, .width_px = 360,
    .height_px = 640 },
  { "h264-180", "a.mp4", "x264enc", PLUMB_CLIP_CODEC_H264, .rotation_deg = 180 },
  { "h264-270", "a.mov", "x264enc", PLUMB_CLIP_CODEC_H264, .rotation_deg = 270, .width_px = 360,
    .height_px = 640 },
  { "h264-mkv", "a.mkv", "x264enc", PLUMB_CLIP_CODEC_H264, .b_frames = 2 },
  { "h264-ts", "a.ts", "x264enc", PLUMB_CLIP_CODEC_H264, .b_frames = 2, .gop = 10 },
  { "h265", "a.mp4", "x265enc", PLUMB_CLIP_CODEC_H265, .gop = 12, .b_frames = 3 },
  { "h265-open", "a.mp4", "x265enc", PLUMB_CLIP_CODEC_H265, .gop = 12, .b_frames = 3,
    .open_gop = TRUE },
  { "vp9", "a.webm", "vp9enc", PLUMB_CLIP_CODEC_VP9, .gop = 12 },
  { "vp9-mp4", "a.mp4", "vp9enc", PLUMB_CLIP_CODEC_VP9, .gop = 12 },
  { "vp8", "a.webm", "vp8enc", PLUMB_CLIP_CODEC_VP8, .gop = 12 },
};

static char *
create_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("plumb-clip-XXXXXX", &error);
  g_assert_no_error (error);
  return folder;
}

/* Numbers read from the pictures of a file, in the order of presentation, and the
 * running time of each. */
static GArray *
read_numbers (const char *path,
              GArray     *times_ns)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *description = g_strdup_printf (
      "filesrc location=\"%s\" ! decodebin ! videoflip video-direction=auto ! videoconvert ! "
      "video/x-raw,format=BGRx ! appsink name=sink sync=false",
      path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, &error);
  g_autoptr (GstElement) sink = NULL;

  g_assert_no_error (error);
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  for (;;)
    {
      /* A broken file ends in an error, not at its end. */
      g_autoptr (GstSample) sample =
          gst_app_sink_try_pull_sample (GST_APP_SINK (sink), 10 * GST_SECOND);
      GstVideoInfo info;
      GstVideoFrame frame;
      gint64 number, time;
      if (sample == NULL)
        break;
      gst_video_info_from_caps (&info, gst_sample_get_caps (sample));
      g_assert_true (gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample),
                                          GST_MAP_READ));
      number = plumb_barcode_read (GST_VIDEO_FRAME_PLANE_DATA (&frame, 0), info.width, info.height,
                                   GST_VIDEO_FRAME_PLANE_STRIDE (&frame, 0));
      gst_video_frame_unmap (&frame);
      time = gst_segment_to_running_time (gst_sample_get_segment (sample), GST_FORMAT_TIME,
                                          GST_BUFFER_PTS (gst_sample_get_buffer (sample)));
      g_array_append_val (numbers, number);
      g_array_append_val (times_ns, time);
    }
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return numbers;
}

static void
fill_options (const Variant    *variant,
              PlumbClipOptions *options)
{
  plumb_clip_options_init (options);
  options->width_px = variant->width_px > 0 ? variant->width_px : 480;
  options->height_px = variant->height_px > 0 ? variant->height_px : 270;
  options->fps_n = 30;
  options->n_frames = N_FRAMES;
  options->codec = variant->codec;
  options->gop = variant->gop;
  options->b_frames = variant->b_frames;
  options->open_gop = variant->open_gop;
  options->jitter = variant->jitter;
  options->rotation_deg = variant->rotation_deg;
  options->fragmented = variant->fragmented;
  options->first_pts_ns = variant->first_pts_ms * 1000000;
  options->lead_in = variant->lead_in;
  options->barcode = TRUE;
  options->fast = TRUE;
  options->style = PLUMB_CLIP_STYLE_PLAIN;
}

static void
test_variant (gconstpointer data)
{
  const Variant *variant = data;
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (variant->encoder);
  g_autofree char *folder = create_folder ();
  g_autofree char *path = g_build_filename (folder, variant->file, NULL);
  g_autoptr (GArray) times_ns = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLift) lift = NULL;
  PlumbClipOptions options;

  if (factory == NULL)
    {
      g_test_skip ("encoder not installed");
      g_rmdir (folder);
      return;
    }
  fill_options (variant, &options);
  lift = plumb_lift_new (&options);
  plumb_clip_write (&options, path, NULL, NULL, &error);
  g_assert_no_error (error);
  numbers = read_numbers (path, times_ns);
  g_assert_cmpuint (numbers->len, ==, N_FRAMES);
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 want = plumb_lift_pts_ns (lift, i) - plumb_lift_pts_ns (lift, 0);
      gint64 got = g_array_index (times_ns, gint64, i) - g_array_index (times_ns, gint64, 0);
      g_assert_cmpint (g_array_index (numbers, gint64, i), ==, i);
      /* Half a millisecond: the ticks of a Matroska file. */
      g_assert_cmpint (ABS (want - got), <=, 550000);
    }
  /* The empty edit. */
  if (variant->first_pts_ms > 0)
    {
      gint64 late = variant->first_pts_ms * 1000000 - g_array_index (times_ns, gint64, 0);
      g_assert_cmpint (ABS (late), <=, 1000000);
    }
  g_remove (path);
  g_rmdir (folder);
}

/* The same options give the same bytes. */
static void
test_same_bytes (void)
{
  g_autofree char *folder = create_folder ();
  g_autofree char *first = g_build_filename (folder, "1.mp4", NULL);
  g_autofree char *second = g_build_filename (folder, "2.mp4", NULL);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autoptr (GError) error = NULL;
  PlumbClipOptions options;
  gsize a_size, b_size;

  fill_options (&variants[4], &options);
  options.codec = PLUMB_CLIP_CODEC_AUTO;
  options.camera.noise = 3;
  plumb_clip_write (&options, first, NULL, NULL, &error);
  g_assert_no_error (error);
  /* A file's dates count in seconds. */
  g_usleep (1100000);
  plumb_clip_write (&options, second, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (first, &a, &a_size, NULL));
  g_assert_true (g_file_get_contents (second, &b, &b_size, NULL));
  g_assert_cmpmem (a, a_size, b, b_size);
  g_remove (first);
  g_remove (second);
  g_rmdir (folder);
}

static void
check_refused (const PlumbClipOptions *options,
               const char             *name)
{
  g_autofree char *folder = create_folder ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (plumb_clip_write (options, path, NULL, NULL, &error));
  g_assert_error (error, PLUMB_CLIP_ERROR, PLUMB_CLIP_ERROR_OPTIONS);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_rmdir (folder);
}

static void
test_bad_options (void)
{
  PlumbClipOptions options;

  fill_options (&variants[0], &options);
  options.width_px = 481;
  check_refused (&options, "a.mp4");
  fill_options (&variants[0], &options);
  options.rotation_deg = 45;
  check_refused (&options, "a.mp4");
  options.rotation_deg = 90;
  check_refused (&options, "a.mkv");
  fill_options (&variants[0], &options);
  options.fps_n = 0;
  check_refused (&options, "a.mp4");
  fill_options (&variants[0], &options);
  options.codec = PLUMB_CLIP_CODEC_VP8;
  check_refused (&options, "a.ts");
}

static void
test_cancelled (void)
{
  g_autofree char *folder = create_folder ();
  g_autofree char *path = g_build_filename (folder, "a.mp4", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  PlumbClipOptions options;

  fill_options (&variants[0], &options);
  options.codec = PLUMB_CLIP_CODEC_AUTO;
  g_cancellable_cancel (cancellable);
  g_assert_false (plumb_clip_write (&options, path, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_autofree char *path = g_strdup_printf ("/clips/file/%s", variants[i].name);
      g_test_add_data_func (path, &variants[i], test_variant);
    }
  g_test_add_func ("/clips/file/same-bytes", test_same_bytes);
  g_test_add_func ("/clips/file/bad-options", test_bad_options);
  g_test_add_func ("/clips/file/cancelled", test_cancelled);
  return g_test_run ();
}
