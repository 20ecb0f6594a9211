/* What other programs write round the same pictures: late starts, empty edits,
 * lead-ins that the edit list cuts off, negative composition offsets, open groups,
 * several video tracks and covers, in each kind of file. Every picture is there
 * once, has its number and its distance in time.
 *
 * What our own muxers do not write ffmpeg does; without it those are skipped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <string.h>

#include "media-clip.h"

#define N_FRAMES 60
#define N_RANDOM 24
#define LEAD_IN 7
#define INTERVAL_NS (G_GINT64_CONSTANT (1000000000) / 30)
/* Containers of whole milliseconds are off by half of one at either end. */
#define COARSE_NS G_GINT64_CONSTANT (1000000)

typedef struct
{
  const char    *name;
  const char    *suffix; /* of the clip that is made */
  PlumbClipCodec codec;
  gboolean       open_gop, fragmented;
  int            lead_in;
  gint64         first_pts_ns;
  const char    *ffmpeg; /* (nullable) options of ffmpeg … */
  const char    *target; /* … and the ending of what it writes */
} Kind;

static const Kind kinds[] = {
  { "lead-in-mp4", "mp4", .lead_in = LEAD_IN },
  { "lead-in-mov", "mov", .lead_in = LEAD_IN },
  { "lead-in-late-mp4", "mp4", .lead_in = LEAD_IN, .first_pts_ns = 400000000 },
  { "lead-in-late-mov-hevc", "mov", PLUMB_CLIP_CODEC_H265, .lead_in = LEAD_IN,
    .first_pts_ns = 400000000 },
  { "late-mov", "mov", .first_pts_ns = 500000000 },
  { "late-mkv", "mkv", .first_pts_ns = 500000000 },
  { "late-webm", "webm", PLUMB_CLIP_CODEC_VP9, .first_pts_ns = 500000000 },
  { "late-ts", "ts", .first_pts_ns = 500000000 },
  { "late-mp4-by-ffmpeg", "mp4", .ffmpeg = "-output_ts_offset 2", .target = "mp4" },
  { "late-mov-by-ffmpeg", "mp4", .ffmpeg = "-output_ts_offset 2", .target = "mov" },
  { "late-mkv-by-ffmpeg", "mp4", .ffmpeg = "-output_ts_offset 5", .target = "mkv" },
  { "late-ts-by-ffmpeg", "mp4", .ffmpeg = "-output_ts_offset 100", .target = "ts" },
  { "late-fragmented-by-ffmpeg", "mp4",
    .ffmpeg = "-output_ts_offset 3 -movflags frag_keyframe+empty_moov", .target = "mp4" },
  { "negative-offsets-mp4", "mp4", .ffmpeg = "-movflags negative_cts_offsets", .target = "mp4" },
  { "negative-offsets-fragmented", "mp4",
    .ffmpeg = "-movflags negative_cts_offsets+frag_keyframe+empty_moov+default_base_moof",
    .target = "mp4" },
  { "no-edit-list", "mp4", .ffmpeg = "-use_editlist 0", .target = "mp4" },
  { "open-mov", "mov", .open_gop = TRUE },
  { "open-mkv", "mkv", .open_gop = TRUE },
  { "open-ts", "ts", .open_gop = TRUE },
  { "open-fragmented", "mp4", .open_gop = TRUE, .fragmented = TRUE },
  { "open-hevc-mov", "mov", PLUMB_CLIP_CODEC_H265, .open_gop = TRUE },
  { "open-hevc-mkv", "mkv", PLUMB_CLIP_CODEC_H265, .open_gop = TRUE },
  { "open-hevc-ts", "ts", PLUMB_CLIP_CODEC_H265, .open_gop = TRUE },
  { "open-hevc-late-ts", "mp4", PLUMB_CLIP_CODEC_H265, .open_gop = TRUE,
    .ffmpeg = "-output_ts_offset 10", .target = "ts" },
  { "cover-mp4", "mp4",
    .ffmpeg = "-i COVER -map 0:v -map 1:v -c:v:1 mjpeg -disposition:v:1 attached_pic",
    .target = "mp4" },
  { "cover-mkv", "mp4",
    .ffmpeg = "-i COVER -map 0:v -map 1:v -c:v:1 mjpeg -disposition:v:1 attached_pic",
    .target = "mkv" },
  { "small-video-first-mp4", "mp4",
    .ffmpeg = "-i SMALL -map 1:v -map 0:v -disposition:v:1 default -disposition:v:0 0",
    .target = "mp4" },
  { "small-video-first-mkv", "mp4",
    .ffmpeg = "-i SMALL -map 1:v -map 0:v -disposition:v:1 default -disposition:v:0 0",
    .target = "mkv" },
  { "small-video-first-ts", "mp4", .ffmpeg = "-i SMALL -map 1:v -map 0:v", .target = "ts" },
};

static gboolean
run_ffmpeg (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  int                status = -1;
  return g_spawn_sync (NULL, (char **) arguments, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                       &status, &error) &&
         status == 0;
}

/* A still, or five pictures of another size, to stand beside the real track. */
static char *
make_other (const char *clip,
            gboolean    cover)
{
  char             *path = g_strconcat (clip, cover ? ".jpg" : ".small.mp4", NULL);
  const char *const arguments[] = { "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i",
                                    cover ? "color=red:size=160x90:rate=1:duration=1"
                                          : "color=red:size=160x90:rate=5:duration=1",
                                    "-pix_fmt", "yuvj420p", path, NULL };
  g_assert_true (run_ffmpeg (arguments));
  return path;
}

/* (transfer full) (nullable) */
static char *
remux (const Kind *kind,
       const char *clip)
{
  g_autofree char      *has = g_find_program_in_path ("ffmpeg");
  char                 *target = g_strdup_printf ("%s-%s.%s", clip, kind->name, kind->target);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  static const char *const head[] = { "ffmpeg", "-v", "error", "-nostdin", "-y", "-i" };
  g_auto (GStrv)        words = g_strsplit (kind->ffmpeg, " ", -1);
  if (has == NULL)
    {
      g_test_skip ("ffmpeg is not installed");
      g_free (target);
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (head); i++)
    g_ptr_array_add (arguments, g_strdup (head[i]));
  g_ptr_array_add (arguments, g_strdup (clip));
  /* Further inputs come before the options of what is written. */
  gsize i = 0;
  if (g_str_equal (words[0], "-i"))
    {
      g_ptr_array_add (arguments, g_strdup ("-i"));
      g_ptr_array_add (arguments, make_other (clip, g_str_equal (words[1], "COVER")));
      i = 2;
    }
  g_ptr_array_add (arguments, g_strdup ("-c"));
  g_ptr_array_add (arguments, g_strdup ("copy"));
  for (; words[i] != NULL; i++)
    g_ptr_array_add (arguments, g_strdup (words[i]));
  g_ptr_array_add (arguments, g_strdup (target));
  g_ptr_array_add (arguments, NULL);
  g_assert_true (run_ffmpeg ((const char *const *) arguments->pdata));
  return target;
}

static char *
make_clip (const Kind *kind)
{
  PlumbClipOptions options;
  g_autofree char *file = g_strdup_printf ("%s.%s", kind->name, kind->suffix);
  media_clip_options_init (&options, N_FRAMES);
  options.gop = 12;
  options.b_frames = 3;
  options.codec = kind->codec;
  options.open_gop = kind->open_gop;
  options.fragmented = kind->fragmented;
  options.lead_in = kind->lead_in;
  options.first_pts_ns = kind->first_pts_ns;
  char *clip = media_clip_make (&options, file);
  if (clip == NULL || kind->ffmpeg == NULL)
    return clip;
  char *target = remux (kind, clip);
  g_free (clip);
  return target;
}

static void
check_frame (PlumbEngine *engine,
             gint64       number)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (engine, number, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (frame->width_px, ==, 320);
  g_assert_cmpint (media_clip_number (frame), ==, number);
}

static void
test_kind (gconstpointer data)
{
  const Kind        *kind = data;
  g_autofree char   *path = make_clip (kind);
  g_autoptr (GError) error = NULL;
  if (path == NULL)
    return;
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, &error);
  g_assert_no_error (error);
  PlumbFrameIndex *index = plumb_engine_index (engine);
  g_assert_cmpint (plumb_frame_index_n_frames (index), ==, N_FRAMES);
  g_assert_cmpint (plumb_frame_index_pts_ns (index, 0), >=, 0);
  for (gint64 i = 1; i < N_FRAMES; i++)
    {
      gint64 step_ns
        = plumb_frame_index_pts_ns (index, i) - plumb_frame_index_pts_ns (index, i - 1);
      g_assert_cmpint (ABS (step_ns - INTERVAL_NS), <=, COARSE_NS);
    }
  plumb_engine_set_cache_budget (engine, 1);
  check_frame (engine, N_FRAMES - 1);
  check_frame (engine, 0);
  for (int i = 0; i < N_RANDOM; i++)
    check_frame (engine, g_test_rand_int_range (0, N_FRAMES));
  plumb_engine_close (engine);
  media_clip_clean ();
}

/* The white box of a frame, in pixels of the upright picture. */
static void
measure_box (const PlumbFrame *frame,
             int              *width,
             int              *height)
{
  const guint8 *pixels = g_bytes_get_data (frame->pixels, NULL);
  int           left = G_MAXINT, right = -1, top = G_MAXINT, bottom = -1;
  for (int y = 0; y < frame->height_px; y++)
    for (int x = 0; x < frame->width_px; x++)
      if (pixels[(gsize) y * (gsize) frame->stride + (gsize) x * 4 + 1] > 127)
        {
          left = MIN (left, x);
          right = MAX (right, x);
          top = MIN (top, y);
          bottom = MAX (bottom, y);
        }
  *width = right - left + 1;
  *height = bottom - top + 1;
}

/* 110 stored pixels of 16:11 are as wide as 160 are high: a plate is round, and is
 * measured as round. */
static void
test_oblong_pixels (gconstpointer data)
{
  static const char picture[] = "color=black:size=360x288:rate=25:duration=0.4,"
                                "drawbox=x=100:y=64:w=110:h=160:color=white:t=fill,setsar=16/11";
  const char       *suffix = data;
  g_autofree char  *has = g_find_program_in_path ("ffmpeg");
  g_autofree char  *folder = g_dir_make_tmp ("plumbline-oblong-XXXXXX", NULL);
  g_autofree char  *file = g_strconcat ("oblong.", suffix, NULL);
  g_autofree char  *path = g_build_filename (folder, file, NULL);
  gboolean          webm = g_str_equal (suffix, "webm");
  const char *const arguments[] = { "ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i",
                                    picture, "-pix_fmt", "yuv420p", "-c:v",
                                    webm ? "libvpx" : "libx264", path, NULL };
  if (has == NULL || !run_ffmpeg (arguments))
    g_test_skip ("ffmpeg is not installed, or lacks an encoder");
  else
    {
      g_autoptr (GError)      error = NULL;
      g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (engine, 3, NULL, &error);
      int                    width, height;
      g_assert_no_error (error);
      g_assert_cmpint (frame->width_px, ==, 524);
      g_assert_cmpint (frame->height_px, ==, 288);
      measure_box (frame, &width, &height);
      g_assert_cmpint (ABS (width - 160), <=, 1);
      g_assert_cmpint (height, ==, 160);
    }
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strdup_printf ("/media/containers/%s", kinds[i].name);
      g_test_add_data_func (name, &kinds[i], test_kind);
    }
  static const char *const suffixes[] = { "mp4", "mov", "mkv", "webm", "ts" };
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strdup_printf ("/media/containers/oblong-%s", suffixes[i]);
      g_test_add_data_func (name, suffixes[i], test_oblong_pixels);
    }
  int status = g_test_run ();
  media_clip_clean ();
  return status;
}
