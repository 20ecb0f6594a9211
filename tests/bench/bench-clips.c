/* Drawn clips, and long ones put together of their compressed pictures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-clips.h"

#include <glib/gstdio.h>
#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>

#include "clip.h"

/* Parts of the name: another version makes all of them anew. */
#define VERSION "2"

/* Levels of grain, of which four are summed up; a row begins anywhere in it. */
#define GRAIN 5
#define GRAIN_ROOM 100000
#define GRAIN_BYTES ((gsize) 4 * (GRAIN_ROOM + 4096))

typedef struct
{
  const char *name;
  const char *file;
  int         width_px, height_px, fps;
  gint64      n_frames;
  int         gop, b_frames;
  int         kbit_s;
  gboolean    hevc;
  BenchClip   base;     /* copies of this one, … */
  int         n_copies; /* … if any */
} Recipe;

/* Bit rates as telephones write them. */
static const Recipe recipes[BENCH_N_CLIPS] = {
  [BENCH_CLIP_SHORT_GROUPS] = { "1080p60 H.264, groups of 30", "short-groups", 1920, 1080, 60, 600,
                                30, 0, 18000, FALSE, 0, 0 },
  [BENCH_CLIP_LONG_GROUPS] = { "1080p60 H.264, groups of 250", "long-groups", 1920, 1080, 60, 1000,
                               250, 0, 18000, FALSE, 0, 0 },
  [BENCH_CLIP_B_FRAMES] = { "1080p60 H.264, B-frames", "b-frames", 1920, 1080, 60, 600, 60, 3,
                            18000, FALSE, 0, 0 },
  [BENCH_CLIP_4K] = { "4K30 HEVC, groups of 30", "4k", 3840, 2160, 30, 90, 30, 0, 30000, TRUE, 0,
                      0 },
  [BENCH_CLIP_MINUTE] = { "60 s of 1080p60 H.264", "minute", 0, 0, 60, 0, 0, 0, 0, FALSE,
                          BENCH_CLIP_SHORT_GROUPS, 6 },
  [BENCH_CLIP_TEN_MINUTES] = { "10 min of 1080p60 H.264", "ten-minutes", 0, 0, 60, 0, 0, 0, 0,
                               FALSE, BENCH_CLIP_THIN, 60 },
  [BENCH_CLIP_TEN_MINUTES_TS] = { "10 min of 1080p60 H.264, MPEG-TS", "ten-minutes-ts", 0, 0, 60, 0,
                                  0, 0, 0, FALSE, BENCH_CLIP_THIN, 60 },
  [BENCH_CLIP_THIN] = { "10 s of 1080p60 H.264, thin", "thin", 1920, 1080, 60, 600, 30, 0, 3000,
                        FALSE, 0, 0 },
};

const char *
bench_clip_name (BenchClip clip)
{
  return recipes[clip].name;
}

gint64
bench_clip_period (BenchClip clip)
{
  return recipes[clip].n_copies > 0 ? recipes[recipes[clip].base].n_frames : 0;
}

/* Blue, green and red of as much noise as a telephone makes indoors. */
static gint8 *
make_grain (GRand *random)
{
  gint8 *grain = g_malloc (GRAIN_BYTES);
  for (gsize i = 0; i < GRAIN_BYTES; i += 4)
    {
      int sum = 0;
      for (int k = 0; k < 4; k++)
        sum += g_rand_int_range (random, -GRAIN, GRAIN + 1);
      grain[i] = grain[i + 1] = grain[i + 2] = (gint8) sum;
      grain[i + 3] = 0;
    }
  return grain;
}

/* A slope of light with a bar that moves across it, grain, and the number. */
static void
draw_picture (const Recipe *recipe,
              gint64        number,
              const gint8  *grain,
              GRand        *random,
              guint8       *bgra)
{
  int width = recipe->width_px, height = recipe->height_px;
  int bar = (int) (number * 7 % width);
  for (int y = 0; y < height; y++)
    {
      guint8      *row = bgra + (gsize) y * (gsize) width * 4;
      const gint8 *noise = grain + (gsize) g_rand_int_range (random, 0, GRAIN_ROOM) * 4;
      for (int x = 0; x < width; x++)
        {
          gboolean in_bar = x >= bar && x < bar + width / 12 && y > height / 3;
          int      level = in_bar ? 190 : 40 + (x + y) * 120 / (width + height);
          for (int c = 0; c < 3; c++)
            row[4 * x + c] = (guint8) CLAMP (level + 10 * c + noise[4 * x + c], 0, 255);
          row[4 * x + 3] = 255;
        }
    }
  plumb_barcode_paint (bgra, width, height, width * 4, number);
}

static void
push_drawn (const Recipe *recipe,
            GstElement   *source)
{
  g_autoptr (GRand)  random = g_rand_new_with_seed (3);
  g_autofree gint8  *grain = make_grain (random);
  gsize              size = (gsize) recipe->width_px * (gsize) recipe->height_px * 4;
  for (gint64 i = 0; i < recipe->n_frames; i++)
    {
      GstBuffer *buffer = gst_buffer_new_allocate (NULL, size, NULL);
      GstMapInfo map;
      gst_buffer_map (buffer, &map, GST_MAP_WRITE);
      draw_picture (recipe, i, grain, random, map.data);
      gst_buffer_unmap (buffer, &map);
      GST_BUFFER_PTS (buffer) =
          gst_util_uint64_scale ((guint64) i, GST_SECOND, (guint64) recipe->fps);
      GST_BUFFER_DURATION (buffer) = GST_SECOND / (guint64) recipe->fps;
      if (gst_app_src_push_buffer (GST_APP_SRC (source), buffer) != GST_FLOW_OK)
        return;
    }
  gst_app_src_end_of_stream (GST_APP_SRC (source));
}

/* Runs to its end what has been pushed. */
static gboolean
finish_pipeline (GstElement *pipeline,
                 GError    **error)
{
  g_autoptr (GstBus)     bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (
      bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_ERROR | GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    return TRUE;
  gst_message_parse_error (message, error, NULL);
  return FALSE;
}

static gboolean
draw_clip (const Recipe *recipe,
           const char   *path,
           GError      **error)
{
  g_autofree char *encoder =
      recipe->hevc ? g_strdup_printf ("x265enc bitrate=%d speed-preset=ultrafast key-int-max=%d "
                                      "option-string=log-level=error:scenecut=0 ! h265parse",
                                      recipe->kbit_s, recipe->gop)
                   : g_strdup_printf ("x264enc bitrate=%d speed-preset=veryfast key-int-max=%d "
                                      "bframes=%d option-string=scenecut=0 ! h264parse",
                                      recipe->kbit_s, recipe->gop, recipe->b_frames);
  g_autofree char *text = g_strdup_printf (
      "appsrc name=source format=time block=true max-bytes=100000000 "
      "caps=video/x-raw,format=BGRx,width=%d,height=%d,framerate=%d/1 ! videoconvert n-threads=2 ! "
      "video/x-raw,format=I420 ! %s ! mp4mux ! filesink name=sink",
      recipe->width_px, recipe->height_px, recipe->fps, encoder);
  g_autoptr (GstElement) pipeline = gst_parse_launch (text, error);
  if (pipeline == NULL)
    return FALSE;
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_object_set (sink, "location", path, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  push_drawn (recipe, source);
  return finish_pipeline (pipeline, error);
}

/* Every compressed picture of a file, in decode order. */
static GPtrArray *
read_units (const char *path,
            GstCaps   **caps,
            GError    **error)
{
  g_autoptr (GstElement) pipeline =
      gst_parse_launch ("filesrc name=source ! qtdemux ! h264parse ! "
                        "video/x-h264,stream-format=avc,alignment=au ! "
                        "appsink name=sink sync=false",
                        error);
  if (pipeline == NULL)
    return NULL;
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  GPtrArray *units = g_ptr_array_new_with_free_func ((GDestroyNotify) gst_buffer_unref);
  g_object_set (source, "location", path, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  for (;;)
    {
      g_autoptr (GstSample) sample = gst_app_sink_pull_sample (GST_APP_SINK (sink));
      if (sample == NULL)
        break;
      if (*caps == NULL)
        *caps = gst_caps_ref (gst_sample_get_caps (sample));
      g_ptr_array_add (units, gst_buffer_ref (gst_sample_get_buffer (sample)));
    }
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return units;
}

static void
push_copies (GstElement *source,
             GPtrArray  *units,
             int         n_copies)
{
  GstClockTime step = GST_SECOND / 60;
  for (guint i = 0; i < units->len * (guint) n_copies; i++)
    {
      GstBuffer *copy = gst_buffer_copy (units->pdata[i % units->len]);
      GST_BUFFER_PTS (copy) = GST_BUFFER_DTS (copy) = step * i;
      GST_BUFFER_DURATION (copy) = step;
      if (gst_app_src_push_buffer (GST_APP_SRC (source), copy) != GST_FLOW_OK)
        return;
    }
  gst_app_src_end_of_stream (GST_APP_SRC (source));
}

static gboolean
loop_clip (const char *from,
           int         n_copies,
           gboolean    transport,
           const char *path,
           GError    **error)
{
  g_autoptr (GstCaps)    caps = NULL;
  g_autoptr (GPtrArray)  units = read_units (from, &caps, error);
  const char            *text =
      transport ? "appsrc name=source format=time ! h264parse ! mpegtsmux ! filesink name=sink"
                : "appsrc name=source format=time ! h264parse ! mp4mux ! filesink name=sink";
  g_autoptr (GstElement) pipeline = units == NULL ? NULL : gst_parse_launch (text, error);
  if (pipeline == NULL)
    return FALSE;
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_object_set (sink, "location", path, NULL);
  g_object_set (source, "caps", caps, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  push_copies (source, units, n_copies);
  return finish_pipeline (pipeline, error);
}

/* (transfer full) */
static char *
find_path (BenchClip clip)
{
  g_autofree char *file = g_strdup_printf ("%s-v%s.%s", recipes[clip].file, VERSION,
                                      clip == BENCH_CLIP_TEN_MINUTES_TS ? "ts" : "mp4");
  const char      *folder = g_getenv ("PLUMBLINE_BENCH_DIR");
  g_autofree char *usual = g_build_filename (g_get_tmp_dir (), "plumbline-bench", NULL);
  if (folder == NULL)
    folder = usual;
  g_mkdir_with_parents (folder, 0755);
  return g_build_filename (folder, file, NULL);
}

char *
bench_clip_make (BenchClip clip,
                 GError  **error)
{
  const Recipe    *recipe = &recipes[clip];
  g_autofree char *path = find_path (clip);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_printerr ("Making %s, once ...\n", recipe->name);
  gboolean made;
  if (recipe->n_copies > 0)
    {
      g_autofree char *base = bench_clip_make (recipe->base, error);
      made = base != NULL
             && loop_clip (base, recipe->n_copies, clip == BENCH_CLIP_TEN_MINUTES_TS, part, error);
    }
  else
    made = draw_clip (recipe, part, error);
  if (made && g_rename (part, path) == 0)
    return g_steal_pointer (&path);
  if (made)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s cannot be written", path);
  g_unlink (part);
  return NULL;
}
