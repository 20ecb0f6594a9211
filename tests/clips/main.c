/* plumb-clips: writes a drawn clip of a deadlift and its truth.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "clip.h"

#include <stdio.h>

static const char *const codec_names[] = { "auto", "h264", "h265", "vp9", "vp8", NULL };

static PlumbClipOptions options;
static char *json_path;
static int seed = -1;
static int first_pts_ms;

static gboolean
parse_size_cb (const char *name,
               const char *value,
               gpointer    data,
               GError    **error)
{
  if (sscanf (value, "%dx%d", &options.width_px, &options.height_px) == 2)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s: not WIDTHxHEIGHT", value);
  return FALSE;
}

static gboolean
parse_rate_cb (const char *name,
               const char *value,
               gpointer    data,
               GError    **error)
{
  options.fps_d = 1;
  if (sscanf (value, "%d/%d", &options.fps_n, &options.fps_d) >= 1 && options.fps_n > 0 &&
      options.fps_d > 0)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s: not a frame rate", value);
  return FALSE;
}

static gboolean
parse_codec_cb (const char *name,
                const char *value,
                gpointer    data,
                GError    **error)
{
  for (int i = 0; codec_names[i] != NULL; i++)
    if (g_str_equal (value, codec_names[i]))
      {
        options.codec = i;
        return TRUE;
      }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s: not a codec", value);
  return FALSE;
}

static gboolean
parse_flag_cb (const char *name,
               const char *value,
               gpointer    data,
               GError    **error)
{
  if (g_str_equal (name, "--sample"))
    plumb_clip_options_init_sample (&options);
  else if (g_str_equal (name, "--plain"))
    options.style = PLUMB_CLIP_STYLE_PLAIN;
  else if (g_str_equal (name, "--mirrored"))
    options.facing = -1;
  return TRUE;
}

static const GOptionEntry entries[] = {
  { "sample", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, parse_flag_cb,
    "The sample lift; options after it change it", NULL },
  { "truth", 0, 0, G_OPTION_ARG_FILENAME, &json_path, "Write the truth as a marks file", "FILE" },
  { "size", 0, 0, G_OPTION_ARG_CALLBACK, parse_size_cb, "Upright size", "WxH" },
  { "rate", 0, 0, G_OPTION_ARG_CALLBACK, parse_rate_cb, "Frames a second", "N[/D]" },
  { "duration", 0, 0, G_OPTION_ARG_DOUBLE, &options.duration_s, "Seconds", "S" },
  { "frames", 0, 0, G_OPTION_ARG_INT64, &options.n_frames, "Number of frames", "N" },
  { "jitter", 0, 0, G_OPTION_ARG_DOUBLE, &options.jitter, "Variable rate, 0 = constant", "J" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Seed of jitter and grain", "N" },
  { "first-pts", 0, 0, G_OPTION_ARG_INT, &first_pts_ms, "First time stamp", "MS" },
  { "lead-in", 0, 0, G_OPTION_ARG_INT, &options.lead_in, "Frames cut off by the edit list", "N" },
  { "codec", 0, 0, G_OPTION_ARG_CALLBACK, parse_codec_cb, "auto, h264, h265, vp9, vp8", "NAME" },
  { "gop", 0, 0, G_OPTION_ARG_INT, &options.gop, "Frames between key frames", "N" },
  { "b-frames", 0, 0, G_OPTION_ARG_INT, &options.b_frames, "B-frames in a row", "N" },
  { "b-pyramid", 0, 0, G_OPTION_ARG_NONE, &options.b_pyramid, "B-frames refer to B-frames", NULL },
  { "intra-refresh", 0, 0, G_OPTION_ARG_NONE, &options.intra_refresh,
    "Wandering intra blocks instead of key frames", NULL },
  { "ten-bit", 0, 0, G_OPTION_ARG_NONE, &options.ten_bit, "10 bits a sample (H.265)", NULL },
  { "open-gop", 0, 0, G_OPTION_ARG_NONE, &options.open_gop, "Open groups of pictures", NULL },
  { "fragmented", 0, 0, G_OPTION_ARG_NONE, &options.fragmented, "Fragmented MP4", NULL },
  { "rotation", 0, 0, G_OPTION_ARG_INT, &options.rotation_deg, "Tag 0, 90, 180, 270", "DEG" },
  { "quality", 0, 0, G_OPTION_ARG_INT, &options.quality, "Quantiser", "Q" },
  { "fast", 0, 0, G_OPTION_ARG_NONE, &options.fast, "Fastest encoding", NULL },
  { "barcode", 0, 0, G_OPTION_ARG_NONE, &options.barcode, "Frame number as a bar code", NULL },
  { "counter", 0, 0, G_OPTION_ARG_NONE, &options.counter, "Frame number in figures", NULL },
  { "plain", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, parse_flag_cb, "Flat shapes", NULL },
  { "mirrored", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, parse_flag_cb,
    "The lifter looks left", NULL },
  { "bar-forward", 0, 0, G_OPTION_ARG_DOUBLE, &options.faults.bar_forward_pct,
    "Fault: bar in front of mid-foot, % of the foot", "PCT" },
  { "hips", 0, 0, G_OPTION_ARG_DOUBLE, &options.faults.hips,
    "Fault: hips at the set, -1 too low to 1 too high", "X" },
  { "rounding", 0, 0, G_OPTION_ARG_DOUBLE, &options.faults.rounding_deg,
    "Fault: lumbar flexion from set to lift-off", "DEG" },
  { "hips-before", 0, 0, G_OPTION_ARG_DOUBLE, &options.faults.hips_before_pct,
    "Fault: hip rise before lift-off, % of the trunk", "PCT" },
  { "hips-after", 0, 0, G_OPTION_ARG_DOUBLE, &options.faults.hips_after_deg,
    "Fault: fall of the trunk after lift-off", "DEG" },
  { "drift", 0, 0, G_OPTION_ARG_DOUBLE, &options.faults.drift_pct,
    "Fault: bar away from the body, % of the foot", "PCT" },
  { "distance", 0, 0, G_OPTION_ARG_DOUBLE, &options.camera.distance_m, "Camera distance", "M" },
  { "roll", 0, 0, G_OPTION_ARG_DOUBLE, &options.camera.roll_deg, "Camera roll", "DEG" },
  { "yaw", 0, 0, G_OPTION_ARG_DOUBLE, &options.camera.yaw_deg, "Camera yaw", "DEG" },
  { "noise", 0, 0, G_OPTION_ARG_DOUBLE, &options.camera.noise, "Grain, levels of 255", "SD" },
  { "lower", 0, 0, G_OPTION_ARG_DOUBLE, &options.tempo.lower_s, "Seconds of lowering", "S" },
  { NULL },
};

int
main (int    argc,
      char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("CLIP");
  g_autoptr (GError) error = NULL;

  plumb_clip_options_init (&options);
  g_option_context_set_summary (context, "Writes a drawn clip of a deadlift and its truth.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "One file to write is needed.");
      return 2;
    }
  if (seed >= 0)
    options.seed = (guint32) seed;
  if (first_pts_ms > 0)
    options.first_pts_ns = first_pts_ms * G_GINT64_CONSTANT (1000000);
  if (!plumb_clip_write (&options, argv[1], json_path, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return g_error_matches (error, PLUMB_CLIP_ERROR, PLUMB_CLIP_ERROR_MISSING) ? 3 : 1;
    }
  return 0;
}
