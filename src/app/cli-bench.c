/* The command that tells how quick the engine is with a recording.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "cli.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "engine-bench.h"

/* Pictures as for a canvas of this size. */
#define VIEW_WIDTH_PX 1280
#define VIEW_HEIGHT_PX 720
#define FORMAT_VERSION 1

static void
add_double (JsonBuilder *builder,
            const char  *name,
            double       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

static void
add_int (JsonBuilder *builder,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_times (JsonBuilder           *builder,
           const char            *name,
           const PlumbBenchTimes *times)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  add_double (builder, "median_ms", times->median_ms);
  add_double (builder, "p95_ms", times->p95_ms);
  add_double (builder, "worst_ms", times->worst_ms);
  json_builder_set_member_name (builder, "ratio");
  if (times->ratio > 0)
    json_builder_add_double_value (builder, times->ratio);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static void
print_bench_json (const PlumbBench *bench)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, "plumbline-bench");
  add_int (builder, "version", FORMAT_VERSION);
  add_int (builder, "frames", bench->n_frames);
  add_double (builder, "limit_ms", bench->limit_ms);
  add_double (builder, "open_ms", bench->open_ms);
  add_double (builder, "first_picture_ms", bench->first_ms);
  add_times (builder, "step_ahead", &bench->step_ahead);
  add_times (builder, "step_cached", &bench->step_cached);
  add_times (builder, "seek", &bench->seek);
  add_int (builder, "held_steps", bench->held_steps);
  add_int (builder, "held_late", bench->held_late);
  add_double (builder, "scrub_pictures_per_s", bench->scrub_shown);
  add_double (builder, "scrub_frames_behind", bench->scrub_behind);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  g_print ("%s\n", text);
}

static void
print_times (const char            *what,
             const PlumbBenchTimes *times)
{
  g_print (_("%s: median %.2f ms, 95 %% %.2f ms, worst %.2f ms"), what, times->median_ms,
           times->p95_ms, times->worst_ms);
  if (times->ratio > 0)
    g_print (_(", %.2f × decoding alone"), times->ratio);
  g_print ("\n");
}

static void
print_bench (const PlumbBench *bench)
{
  g_print (_("%" PRId64 " frames, decoding alone %.2f ms a frame\n"), bench->n_frames,
           bench->limit_ms);
  g_print (_("Open: %.2f ms; first picture after %.1f ms\n"), bench->open_ms, bench->first_ms);
  print_times (_("One step ahead"), &bench->step_ahead);
  print_times (_("One step, picture in the cache"), &bench->step_cached);
  print_times (_("Any frame, nothing in the cache"), &bench->seek);
  g_print (_("Back key held, 60 steps a second: %u of %u late\n"), bench->held_late,
           bench->held_steps);
  g_print (_("Dragging to and fro: %.1f pictures a second, %.0f frames behind\n"),
           bench->scrub_shown, bench->scrub_behind);
}

PlumbExit
plumb_cli_bench (PlumbCliArguments *arguments)
{
  g_autoptr (GError) error = NULL;
  PlumbBench bench;

  if (!plumb_engine_bench (arguments->rest[0], PLUMB_BENCH_SHORT, VIEW_WIDTH_PX, VIEW_HEIGHT_PX,
                           NULL, &bench, NULL, &error))
    return plumb_cli_fail (error, arguments->rest[0]);
  if (arguments->json)
    print_bench_json (&bench);
  else
    print_bench (&bench);
  return PLUMB_EXIT_DONE;
}
