/* The frame asked for is the frame got: clips whose pictures carry their number
 * as a bar code, in every way of storing that phones and programs have.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>
#include <string.h>

#include "frame-private.h"
#include "frame-reader.h"
#include "index-cache.h"
#include "media-clip.h"

#define N_FRAMES 72
#define N_RANDOM 60

typedef struct
{
  const char        *name;
  const char        *suffix;
  PlumbClipCodec     codec;
  int                fps_n, fps_d;
  double             jitter;
  int                gop, b_frames;
  gboolean           open_gop, fragmented;
  int                rotation_deg;
  gint64             first_pts_ns;
} Variant;

static const Variant variants[] = {
  { .name = "cfr", .suffix = "mp4", .fps_n = 30, .fps_d = 1, .gop = 12 },
  { .name = "cfr-29.97", .suffix = "mp4", .fps_n = 30000, .fps_d = 1001, .gop = 12, .b_frames = 2 },
  { .name = "240-fps", .suffix = "mp4", .fps_n = 240, .fps_d = 1, .gop = 60, .b_frames = 1 },
  { .name = "vfr-b-frames", .suffix = "mp4", .fps_n = 30, .fps_d = 1, .jitter = 4, .gop = 15,
    .b_frames = 3 },
  { .name = "long-gop", .suffix = "mp4", .fps_n = 60, .fps_d = 1, .gop = 1000, .b_frames = 3 },
  { .name = "open-gop", .suffix = "mp4", .fps_n = 30, .fps_d = 1, .gop = 12, .b_frames = 3,
    .open_gop = TRUE },
  { .name = "hevc-open-gop", .suffix = "mp4", .codec = PLUMB_CLIP_CODEC_H265, .fps_n = 30,
    .fps_d = 1, .gop = 12, .b_frames = 3, .open_gop = TRUE },
  { .name = "intra-only", .suffix = "mp4", .fps_n = 30, .fps_d = 1, .gop = 1 },
  { .name = "late-start", .suffix = "mp4", .fps_n = 30, .fps_d = 1, .gop = 12, .b_frames = 2,
    .first_pts_ns = 500000000 },
  { .name = "fragmented", .suffix = "mp4", .fps_n = 30, .fps_d = 1, .gop = 12, .b_frames = 2,
    .fragmented = TRUE },
  { .name = "mov-rotated-90", .suffix = "mov", .fps_n = 30, .fps_d = 1, .gop = 12,
    .rotation_deg = 90 },
  { .name = "rotated-180", .suffix = "mp4", .fps_n = 30, .fps_d = 1, .gop = 12,
    .rotation_deg = 180 },
  { .name = "rotated-270", .suffix = "mp4", .fps_n = 30, .fps_d = 1, .gop = 12,
    .rotation_deg = 270 },
  { .name = "mkv", .suffix = "mkv", .fps_n = 60, .fps_d = 1, .gop = 12, .b_frames = 3 },
  { .name = "mkv-vfr", .suffix = "mkv", .fps_n = 30, .fps_d = 1, .jitter = 4, .gop = 24,
    .b_frames = 2 },
  { .name = "webm-vp9", .suffix = "webm", .codec = PLUMB_CLIP_CODEC_VP9, .fps_n = 30, .fps_d = 1,
    .gop = 24 },
  { .name = "webm-vp8", .suffix = "webm", .codec = PLUMB_CLIP_CODEC_VP8, .fps_n = 30, .fps_d = 1,
    .gop = 24 },
  { .name = "ts", .suffix = "ts", .fps_n = 30, .fps_d = 1, .gop = 12, .b_frames = 2 },
};

static char *
make_clip (const Variant *variant)
{
  PlumbClipOptions options;
  g_autofree char *file = g_strdup_printf ("%s.%s", variant->name, variant->suffix);
  media_clip_options_init (&options, N_FRAMES);
  options.fps_n = variant->fps_n;
  options.fps_d = variant->fps_d;
  options.jitter = variant->jitter;
  options.first_pts_ns = variant->first_pts_ns;
  options.codec = variant->codec;
  options.gop = variant->gop;
  options.b_frames = variant->b_frames;
  options.open_gop = variant->open_gop;
  options.fragmented = variant->fragmented;
  options.rotation_deg = variant->rotation_deg;
  return media_clip_make (&options, file);
}

static void
check_frame (PlumbEngine *engine,
             gint64       number)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (engine, number, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (frame);
  g_assert_cmpint (frame->frame, ==, number);
  g_assert_cmpint (frame->width_px, ==, 320);
  g_assert_cmpint (frame->height_px, ==, 180);
  g_assert_cmpint (frame->pts_ns, ==,
                   plumb_frame_index_pts_ns (plumb_engine_index (engine), number));
  g_assert_cmpint (media_clip_number (frame), ==, number);
}

static void
test_variant (gconstpointer data)
{
  const Variant     *variant = data;
  g_autofree char   *path = make_clip (variant);
  g_autoptr (GError) error = NULL;
  if (path == NULL)
    return;
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, &error);
  g_assert_no_error (error);
  gint64 n = plumb_frame_index_n_frames (plumb_engine_index (engine));
  g_assert_cmpint (n, ==, N_FRAMES);
  g_assert_cmpint (plumb_frame_index_info (plumb_engine_index (engine))->rotation_deg, ==,
                   variant->rotation_deg);

  /* Room for a handful of pictures: nearly every one is decoded anew. */
  plumb_engine_set_cache_budget (engine, 5 * 320 * 180 * 3 / 2);
  for (gint64 i = 0; i < n; i++)
    check_frame (engine, i);
  for (gint64 i = n - 1; i >= 0; i--)
    check_frame (engine, i);
  check_frame (engine, n - 1);
  for (int i = 0; i < N_RANDOM; i++)
    check_frame (engine, g_test_rand_int_range (0, (gint32) n));

  /* With room: what a run from a sync frame gave before that frame, which leans
   * on what was not decoded, must not have been kept. */
  plumb_engine_set_cache_budget (engine, 64 * 1024 * 1024);
  for (gint64 i = n - 1; i >= 0; i--)
    if (plumb_frame_index_is_sync (plumb_engine_index (engine), i))
      for (gint64 back = 0; back < 4 && back <= i; back++)
        check_frame (engine, i - back);
}

/* FALSE, and skipped, when an element of the line is not installed. */
static gboolean
run_line (const char *line)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  if (error != NULL)
    {
      g_test_skip (error->message);
      return FALSE;
    }
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (
      bus, 20 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  return TRUE;
}

/* (transfer full) (nullable) The same units in an AVI, which has no times of
 * display. */
static char *
remux_to_avi (const char *path)
{
  g_autofree char *target = g_strconcat (path, ".avi", NULL);
  g_autofree char *line = g_strdup_printf (
      "filesrc location=\"%s\" ! qtdemux ! h264parse ! "
      "video/x-h264,stream-format=byte-stream,alignment=au ! avimux ! filesink location=\"%s\"",
      path, target);
  return run_line (line) ? g_steal_pointer (&target) : NULL;
}

/* A cover or the still of a motion photo is a video track too, and may come
 * before the recording. */
static void
test_still_first (gconstpointer data)
{
  const char        *muxer = data;
  const Variant      variant = { .name = "moving", .suffix = "mp4", .fps_n = 30, .fps_d = 1,
                                 .gop = 12, .b_frames = 2 };
  g_autofree char   *path = make_clip (&variant);
  g_autoptr (GError) error = NULL;
  if (path == NULL)
    return;
  g_autofree char *target = g_strdup_printf ("%s.%s", path, muxer);
  g_autofree char *line = g_strdup_printf (
      "%s name=all ! filesink location=\"%s\" videotestsrc num-buffers=1 ! "
      "video/x-raw,width=640,height=480,framerate=30/1 ! jpegenc ! queue ! all. "
      "filesrc location=\"%s\" ! qtdemux ! h264parse ! queue ! all.",
      muxer, target, path);
  if (!run_line (line))
    return;
  g_autoptr (PlumbEngine) engine = plumb_engine_open (target, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plumb_frame_index_n_frames (plumb_engine_index (engine)), ==, N_FRAMES);
  g_assert_cmpint (plumb_frame_index_info (plumb_engine_index (engine))->width_px, ==, 320);
  for (gint64 i = N_FRAMES - 1; i >= 0; i -= 7)
    check_frame (engine, i);
}

static void
test_avi (void)
{
  const Variant      variant = { .name = "avi", .suffix = "mp4", .fps_n = 30, .fps_d = 1,
                                 .gop = 12, .b_frames = 3 };
  g_autofree char   *path = make_clip (&variant);
  g_autofree char   *avi = path != NULL ? remux_to_avi (path) : NULL;
  g_autoptr (GError) error = NULL;
  if (avi == NULL)
    return;
  g_autoptr (PlumbEngine) engine = plumb_engine_open (avi, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plumb_frame_index_n_frames (plumb_engine_index (engine)), ==, N_FRAMES);
  plumb_engine_set_cache_budget (engine, 1);
  for (gint64 i = N_FRAMES - 1; i >= 0; i--)
    check_frame (engine, i);
}

/* Changes a clip's table of sync samples: away with it, or every entry one too
 * high, so that it names pictures which lean on others. */
static void
patch_sync (const char *path,
            gboolean    remove)
{
  g_autofree char *text = NULL;
  gsize            size;
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  char *table = memmem (text, size, "stss", 4);
  g_assert_nonnull (table);
  if (remove)
    memcpy (table, "free", 4);
  else
    {
      guint8 *bytes = (guint8 *) table;
      guint   n = bytes[11];
      g_assert_cmpuint (n, ==, 6);
      for (guint i = 1; i < n; i++)
        bytes[12 + 4 * i + 3]++;
    }
  g_assert_true (g_file_set_contents (path, text, (gssize) size, NULL));
}

/* The first is constant rate with a key every 12 frames: 6 of them. */
static void
test_sync_table (gconstpointer data)
{
  gboolean           remove = GPOINTER_TO_INT (data);
  g_autofree char   *path = make_clip (&variants[0]);
  g_autoptr (GError) error = NULL;
  if (path == NULL)
    return;
  patch_sync (path, remove);
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plumb_frame_index_n_sync (plumb_engine_index (engine)), ==, remove ? 6 : 1);
  plumb_engine_set_cache_budget (engine, 1);
  for (gint64 i = N_FRAMES - 1; i >= 0; i -= 5)
    check_frame (engine, i);
}

static int
want_cb (gint64   frame,
         gpointer user_data)
{
  return 0;
}

/* Keeps the picture that was asked for. */
typedef struct
{
  gint64        wanted;
  PlumbPicture *picture;
} Catch;

static void
catch_cb (gint64        frame,
          PlumbPicture *picture,
          gpointer      user_data)
{
  Catch *caught = user_data;
  if (frame != caught->wanted)
    return;
  g_clear_pointer (&caught->picture, plumb_picture_unref);
  caught->picture = plumb_picture_ref (picture);
}

static gboolean
pause_cb (gpointer user_data)
{
  return FALSE;
}

static void
read_one (PlumbFrameReader *reader,
          PlumbFrameIndex  *index,
          gint64            wanted)
{
  const PlumbReaderFuncs funcs = { want_cb, catch_cb, pause_cb };
  Catch                  caught = { .wanted = wanted };
  g_autoptr (GError)     error = NULL;
  PlumbPose              pose = plumb_pose_fit (plumb_frame_index_info (index), 0, 0);
  g_assert_cmpint (
    plumb_frame_reader_read (reader, wanted, PLUMB_READ_ALL, &funcs, &caught, &error), ==,
    PLUMB_READ_FOUND);
  g_assert_no_error (error);
  g_autoptr (PlumbFrame) frame = plumb_picture_to_frame (caught.picture, &pose, wanted, 0);
  g_assert_cmpint (media_clip_number (frame), ==, wanted);
  plumb_picture_unref (caught.picture);
}

/* A table that names a sync unit where decoding cannot start, past all checks: the
 * picture comes all the same, and the table is mended for good. No frame gets
 * another number by it. */
static void
test_mended (void)
{
  const Variant      variant = { .name = "mended", .suffix = "mp4", .fps_n = 30, .fps_d = 1,
                                 .gop = 36 };
  g_autofree char   *path = make_clip (&variant);
  g_autoptr (GError) error = NULL;
  PlumbIndexKey      key;
  const guint32      wrong = 50;
  if (path == NULL)
    return;
  g_autoptr (PlumbTrack) track = plumb_index_cache_open (path, &key, NULL, NULL, &error);
  g_assert_no_error (error);
  g_array_index (track->units, PlumbUnit, wrong).flags |= PLUMB_UNIT_SYNC;
  g_autoptr (PlumbFrameIndex)  index = plumb_frame_index_new (track, &error);
  g_autoptr (PlumbFrameReader) reader = plumb_frame_reader_new (track, index, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plumb_frame_index_n_sync (index), ==, 3);
  g_assert_cmpuint (plumb_frame_index_start_of_unit (index, 52), ==, wrong);
  read_one (reader, index, 52);
  g_assert_cmpuint (plumb_frame_index_start_of_unit (index, 52), ==, 36);
  g_assert_cmpint (plumb_frame_index_n_sync (index), ==, 2);
  g_assert_cmpint (plumb_frame_index_n_frames (index), ==, N_FRAMES);
  read_one (reader, index, 60);
  read_one (reader, index, 51);

  g_assert_true (plumb_index_cache_save (&key, track, index, &error));
  g_autoptr (PlumbTrack) again = plumb_index_cache_open (path, &key, NULL, NULL, &error);
  g_assert_true (key.is_stored);
  g_assert_cmpuint (g_array_index (again->units, PlumbUnit, wrong).flags & PLUMB_UNIT_SYNC, ==, 0);
  g_assert_cmpuint (g_array_index (again->units, PlumbUnit, 36).flags & PLUMB_UNIT_SYNC, ==,
                    PLUMB_UNIT_SYNC);
}

static void
test_outside (void)
{
  g_autofree char   *path = make_clip (&variants[0]);
  g_autoptr (GError) error = NULL;
  if (path == NULL)
    return;
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (plumb_engine_get_frame (engine, N_FRAMES, NULL, &error));
  g_assert_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ);
  g_clear_error (&error);
  plumb_engine_close (engine);
  g_assert_null (plumb_engine_get_frame (engine, 0, NULL, &error));
  g_assert_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_READ);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_autofree char *name = g_strdup_printf ("/media/frames/%s", variants[i].name);
      g_test_add_data_func (name, &variants[i], test_variant);
    }
  g_test_add_data_func ("/media/frames/no-sync-table", GINT_TO_POINTER (TRUE), test_sync_table);
  g_test_add_data_func ("/media/frames/wrong-sync-table", GINT_TO_POINTER (FALSE),
                        test_sync_table);
  g_test_add_func ("/media/frames/avi", test_avi);
  g_test_add_data_func ("/media/frames/still-first/mp4", "qtmux", test_still_first);
  g_test_add_data_func ("/media/frames/still-first/mkv", "matroskamux", test_still_first);
  g_test_add_func ("/media/frames/outside", test_outside);
  g_test_add_func ("/media/frames/mended", test_mended);
  int status = g_test_run ();
  media_clip_clean ();
  return status;
}
