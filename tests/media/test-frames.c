/* The frame asked for is the frame got: clips whose pictures carry their number
 * as a bar code, in every way of storing that phones and programs have.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <gst/gst.h>

#include "clip.h"
#include "engine.h"

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

static char *folder;

/* (transfer full) NULL when the encoder is not installed: skipped. */
static char *
make_clip (const Variant *variant)
{
  PlumbClipOptions   options;
  g_autoptr (GError) error = NULL;
  g_autofree char   *file = g_strdup_printf ("%s.%s", variant->name, variant->suffix);
  g_autofree char   *path = g_build_filename (folder, file, NULL);
  plumb_clip_options_init (&options);
  options.width_px = 320;
  options.height_px = 180;
  options.fps_n = variant->fps_n;
  options.fps_d = variant->fps_d;
  options.n_frames = N_FRAMES;
  options.jitter = variant->jitter;
  options.seed = 7;
  options.first_pts_ns = variant->first_pts_ns;
  options.codec = variant->codec;
  options.gop = variant->gop;
  options.b_frames = variant->b_frames;
  options.open_gop = variant->open_gop;
  options.fragmented = variant->fragmented;
  options.rotation_deg = variant->rotation_deg;
  options.fast = TRUE;
  options.barcode = TRUE;
  options.style = PLUMB_CLIP_STYLE_PLAIN;
  if (plumb_clip_write (&options, path, NULL, NULL, &error))
    return g_steal_pointer (&path);
  if (!g_error_matches (error, PLUMB_CLIP_ERROR, PLUMB_CLIP_ERROR_MISSING))
    g_assert_no_error (error);
  g_test_skip (error->message);
  return NULL;
}

static gint64
read_number (PlumbFrame *frame)
{
  gsize         size;
  const guint8 *pixels = g_bytes_get_data (frame->pixels, &size);
  g_assert_cmpuint (size, >=, (gsize) frame->stride * frame->height_px);
  return plumb_barcode_read (pixels, frame->width_px, frame->height_px, frame->stride);
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
  g_assert_cmpint (read_number (frame), ==, number);
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
  g_unlink (path);
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
  g_unlink (path);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("plumbline-frames-XXXXXX", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_autofree char *name = g_strdup_printf ("/media/frames/%s", variants[i].name);
      g_test_add_data_func (name, &variants[i], test_variant);
    }
  g_test_add_func ("/media/frames/outside", test_outside);
  int status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
