/* Commands about recordings: their index, a frame, the sample lift.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "cli.h"

#include <cairo.h>
#include <inttypes.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "clip.h"
#include "engine.h"
#include "time-words.h"

#define NS_PER_S 1e9

static void
add_member (JsonBuilder *builder,
            const char  *name)
{
  json_builder_set_member_name (builder, name);
}

static void
add_int (JsonBuilder *builder,
         const char  *name,
         gint64       value)
{
  add_member (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_double (JsonBuilder *builder,
            const char  *name,
            double       value)
{
  add_member (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
add_bool (JsonBuilder *builder,
          const char  *name,
          gboolean     value)
{
  add_member (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
print_json (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = NULL;

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  g_print ("%s\n", text);
}

/* Runs of frames at different rates, and those that the phone plays slowly. */
static void
add_parts (JsonBuilder     *builder,
           PlumbFrameIndex *index)
{
  g_autoptr (GArray) parts = plumb_time_base_parts (index);
  gint64 first, last;
  double times;

  add_member (builder, "rate_parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < parts->len; i++)
    {
      const PlumbRatePart *part = &g_array_index (parts, PlumbRatePart, i);

      json_builder_begin_object (builder);
      add_int (builder, "first", part->first);
      add_int (builder, "last", part->last);
      add_double (builder, "fps", part->fps);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_member (builder, "played_slowly");
  json_builder_begin_array (builder);
  for (guint i = 0; plumb_frame_index_slowed (index, i, &first, &last, &times); i++)
    {
      json_builder_begin_object (builder);
      add_int (builder, "first", first);
      add_int (builder, "last", last);
      add_double (builder, "times", times);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_index_json (PlumbFrameIndex *index,
                  gboolean         with_list)
{
  const PlumbVideoInfo *info = plumb_frame_index_info (index);
  const PlumbTimeBase base = plumb_time_base_find (index, 0);
  const gint64 n = plumb_frame_index_n_frames (index);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_int (builder, "frames", n);
  add_int (builder, "width", info->width_px);
  add_int (builder, "height", info->height_px);
  add_int (builder, "rotation_deg", info->rotation_deg);
  add_bool (builder, "mirrored", info->mirrored);
  add_int (builder, "sync_samples", plumb_frame_index_n_sync (index));
  add_double (builder, "first_pts_s", (double) plumb_frame_index_pts_ns (index, 0) / NS_PER_S);
  add_double (builder, "last_pts_s", (double) plumb_frame_index_pts_ns (index, n - 1) / NS_PER_S);
  add_bool (builder, "variable_rate", plumb_frame_index_is_variable (index));
  add_double (builder, "nominal_fps", plumb_frame_index_nominal_fps (index));
  add_member (builder, "capture_fps");
  if (info->capture_fps > 0)
    json_builder_add_double_value (builder, info->capture_fps);
  else
    json_builder_add_null_value (builder);
  add_member (builder, "capture_source");
  json_builder_add_string_value (builder, plumb_rate_source_key (base.source));
  add_bool (builder, "time_known", base.is_known);
  add_double (builder, "slow_motion", base.slow);
  add_parts (builder, index);
  add_member (builder, "codec");
  json_builder_add_string_value (builder, info->codec);
  add_bool (builder, "audio", info->has_audio);
  if (with_list)
    {
      add_member (builder, "pts_ns");
      json_builder_begin_array (builder);
      for (gint64 i = 0; i < n; i++)
        json_builder_add_int_value (builder, plumb_frame_index_pts_ns (index, i));
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  print_json (builder);
}

static void
print_index (PlumbFrameIndex *index,
             gboolean         with_list)
{
  const PlumbVideoInfo *info = plumb_frame_index_info (index);
  const PlumbTimeBase base = plumb_time_base_find (index, 0);
  g_autofree char *words = plumb_time_words (index, &base);
  const gint64 n = plumb_frame_index_n_frames (index);

  g_print (_("%" PRId64 " frames, %d × %d, %s, turned %d°%s\n"), n, info->width_px,
           info->height_px, info->codec, info->rotation_deg, info->mirrored ? _(", mirrored") : "");
  g_print (_("from %.6f s to %.6f s, about %.3f a second, %s, %" PRId64
             " sync samples, %s\n"),
           (double) plumb_frame_index_pts_ns (index, 0) / NS_PER_S,
           (double) plumb_frame_index_pts_ns (index, n - 1) / NS_PER_S,
           plumb_frame_index_nominal_fps (index),
           plumb_frame_index_is_variable (index) ? _("variable rate") : _("constant rate"),
           plumb_frame_index_n_sync (index), info->has_audio ? _("with sound") : _("no sound"));
  g_print ("%s\n", words);
  for (gint64 i = 0; with_list && i < n; i++)
    g_print ("%" G_GINT64_FORMAT " %.9f%s\n", i,
             (double) plumb_frame_index_pts_ns (index, i) / NS_PER_S,
             plumb_frame_index_is_sync (index, i) ? " *" : "");
}

PlumbExit
plumb_cli_frames (PlumbCliArguments *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbEngine) engine = plumb_engine_open (arguments->rest[0], NULL, &error);

  if (engine == NULL)
    return plumb_cli_fail (error, arguments->rest[0]);
  if (arguments->json)
    print_index_json (plumb_engine_index (engine), arguments->list);
  else
    print_index (plumb_engine_index (engine), arguments->list);
  plumb_engine_close (engine);
  return PLUMB_EXIT_DONE;
}

/* Writes under a temporary name first, so that no half picture is ever left. */
static gboolean
write_png (const PlumbFrame *frame,
           const char       *path)
{
  g_autofree char *temporary = g_strdup_printf ("%s.part", path);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      (guchar *) g_bytes_get_data (frame->pixels, NULL), CAIRO_FORMAT_RGB24, frame->width_px,
      frame->height_px, frame->stride);
  const cairo_status_t status = cairo_surface_write_to_png (surface, temporary);

  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS && g_rename (temporary, path) == 0)
    return TRUE;
  g_unlink (temporary);
  g_printerr (_("plumbline-cli: “%s” could not be written. Choose a folder that is writable and "
                "has room.\n"),
              path);
  return FALSE;
}

PlumbExit
plumb_cli_frame (PlumbCliArguments *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbEngine) engine = NULL;
  g_autoptr (PlumbFrame) frame = NULL;
  gint64 number, last;
  PlumbExit status = PLUMB_EXIT_DONE;

  if (!g_ascii_string_to_signed (arguments->rest[1], 10, 0, G_MAXINT64, &number, NULL))
    {
      g_printerr (_("plumbline-cli: “%s” is no frame number; frames count from 0\n"),
                  arguments->rest[1]);
      return PLUMB_EXIT_USAGE;
    }
  engine = plumb_engine_open (arguments->rest[0], NULL, &error);
  if (engine == NULL)
    return plumb_cli_fail (error, arguments->rest[0]);
  last = plumb_frame_index_n_frames (plumb_engine_index (engine)) - 1;
  if (number > last)
    {
      g_printerr (_("plumbline-cli: there is no frame %" PRId64
                    "; the last one is %" PRId64 "\n"),
                  number, last);
      status = PLUMB_EXIT_BAD_INPUT;
    }
  else
    {
      frame = plumb_engine_get_frame (engine, number, NULL, &error);
      if (frame == NULL)
        status = plumb_cli_fail (error, arguments->rest[0]);
      else if (!write_png (frame, arguments->output))
        status = PLUMB_EXIT_BAD_INPUT;
    }
  plumb_engine_close (engine);
  return status;
}

PlumbExit
plumb_cli_sample (PlumbCliArguments *arguments)
{
  g_autofree char *video = g_build_filename (arguments->output, "sample-lift.mp4", NULL);
  g_autofree char *truth = g_build_filename (arguments->output, "sample-lift.json", NULL);
  g_autoptr (GError) error = NULL;
  PlumbClipOptions options;

  if (g_mkdir_with_parents (arguments->output, 0755) != 0)
    {
      g_printerr (_("plumbline-cli: the folder “%s” cannot be made: %s\n"), arguments->output,
                  g_strerror (errno));
      return PLUMB_EXIT_BAD_INPUT;
    }
  plumb_clip_options_init_sample (&options);
  if (!plumb_clip_write (&options, video, truth, NULL, &error))
    return plumb_cli_fail (error, video);
  g_print ("%s\n%s\n", video, truth);
  return PLUMB_EXIT_DONE;
}
