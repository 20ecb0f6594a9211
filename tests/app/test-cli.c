/* The command line as scripts use it: exit status and members of its JSON.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "clip.h"

#define N_FRAMES 40

static char *folder;
static char *clip;

/* Gives the exit status; `text` is what came on standard output. */
static int
run (char      **text,
     char      **complaint,
     const char *first,
     ...) G_GNUC_NULL_TERMINATED;

static int
run (char      **text,
     char      **complaint,
     const char *first,
     ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  va_list list;
  int status = -1;

  g_ptr_array_add (arguments, (gpointer) g_getenv ("PLUMBLINE_CLI"));
  va_start (list, first);
  for (const char *one = first; one != NULL; one = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) one);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, text,
                complaint, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static double
find_time (JsonObject *object,
           const char *member,
           const char *which)
{
  return json_object_get_double_member (json_object_get_object_member (object, member), which);
}

static void
test_bench_json (void)
{
  g_autofree char *text = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  g_assert_cmpint (run (&text, &complaint, "bench", clip, "--json", NULL), ==, 0);
  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  object = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (object, "format"), ==, "plumbline-bench");
  g_assert_cmpint (json_object_get_int_member (object, "frames"), ==, N_FRAMES);
  g_assert_cmpfloat (json_object_get_double_member (object, "limit_ms"), >, 0);
  g_assert_cmpfloat (json_object_get_double_member (object, "first_picture_ms"), >=,
                     json_object_get_double_member (object, "open_ms"));
  g_assert_cmpfloat (find_time (object, "seek", "p95_ms"), >=,
                     find_time (object, "seek", "median_ms"));
  g_assert_cmpfloat (find_time (object, "seek", "worst_ms"), >=,
                     find_time (object, "seek", "p95_ms"));
  g_assert_cmpfloat (find_time (object, "seek", "ratio"), >, 0);
  /* What is cached waits for no decoder: there is nothing to hold it against. */
  g_assert_true (json_object_get_null_member (
      json_object_get_object_member (object, "step_cached"), "ratio"));
  g_assert_cmpfloat (json_object_get_double_member (object, "scrub_pictures_per_s"), >, 0);
}

static void
test_bench_people (void)
{
  g_autofree char *text = NULL;
  g_autofree char *complaint = NULL;

  g_assert_cmpint (run (&text, &complaint, "bench", clip, NULL), ==, 0);
  g_assert_true (g_str_has_prefix (text, "40 frames, decoding alone "));
  g_assert_nonnull (strstr (text, "Any frame, nothing in the cache: median "));
  g_assert_nonnull (strstr (text, " × decoding alone"));
}

static void
test_bench_missing (void)
{
  g_autofree char *text = NULL;
  g_autofree char *complaint = NULL;

  g_assert_cmpint (run (&text, &complaint, "bench", "/nowhere/clip.mp4", NULL), ==, 1);
  g_assert_cmpstr (text, ==, "");
  g_assert_true (g_str_has_prefix (complaint, "plumbline-cli: "));
  g_assert_nonnull (strstr (complaint, "clip.mp4"));
}

static void
test_bench_usage (void)
{
  g_autofree char *text = NULL;
  g_autofree char *complaint = NULL;

  g_assert_cmpint (run (&text, &complaint, "bench", NULL), ==, 2);
  g_assert_nonnull (strstr (complaint, "bench FILE"));
}

/* The rate of filming, who says it, and what the people are told. */
static void
test_frames (void)
{
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  g_assert_cmpint (run (&text, NULL, "frames", clip, "--json", NULL), ==, 0);
  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  object = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (object, "frames"), ==, N_FRAMES);
  g_assert_cmpstr (json_object_get_string_member (object, "capture_source"), ==, "file-times");
  g_assert_true (json_object_get_boolean_member (object, "time_known"));
  g_assert_cmpfloat (json_object_get_double_member (object, "slow_motion"), ==, 1);
  g_assert_true (json_object_get_null_member (object, "capture_fps"));
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (object, "rate_parts")), ==, 1);
  g_assert_cmpint (run (&words, NULL, "frames", clip, NULL), ==, 0);
  g_assert_nonnull (strstr (words, "Filmed at 60 pictures a second (by the times in the file)."));
}

/* The worked example, and the same lifter with the hips too high. */
static void
test_check_before (void)
{
  static const char pattern[] =
    "{\"format\": \"plumbline-marks\", \"version\": 1, \"lift\": \"conventional\","
    " \"image\": {\"width\": 1920, \"height\": 1080}, \"scale\": {\"mm_per_px\": 2.5},"
    " \"moments\": {\"set\": 0}, \"camera\": {\"roll_deg\": 0, \"yaw_deg\": 0},"
    " \"frames\": {\"0\": {\"heel\": [700, 980], \"toe\": [816, 980],"
    " \"ankle\": [724, 950], \"knee\": [%s], \"hip\": [%s]}}}";
  g_autofree char *criteria = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data",
                                                "criteria", "conventional.criteria", NULL);
  g_autofree char *before = g_build_filename (folder, "before.json", NULL);
  g_autofree char *after = g_build_filename (folder, "after.json", NULL);
  g_autofree char *good = g_strdup_printf (pattern, "753.2, 784.6", "635.2, 670.6");
  g_autofree char *high = g_strdup_printf (pattern, "729.9, 782.1", "668.4, 630.0");
  g_autofree char *text = NULL;
  g_autofree char *complaint = NULL;

  g_assert_true (g_file_set_contents (before, good, -1, NULL));
  g_assert_true (g_file_set_contents (after, high, -1, NULL));
  g_assert_cmpint (run (&text, &complaint, "check", after, "--before", before, "--criteria",
                        criteria, NULL), ==, 0);
  g_assert_nonnull (strstr (text, "M3.knee          changed by 32"));
  g_assert_nonnull (strstr (text, ", more than the error of up to "));
  g_assert_nonnull (strstr (text, "M3.shank         changed by 8.0"));
  g_clear_pointer (&text, g_free);

  g_assert_cmpint (run (&text, &complaint, "check", after, "--before", after, "--criteria",
                        criteria, "--json", NULL), ==, 0);
  g_assert_nonnull (strstr (text, "\"changes\""));
  g_assert_nonnull (strstr (text, "\"larger_than_error\" : false"));
  g_assert_null (strstr (text, "\"larger_than_error\" : true"));
  g_assert_nonnull (strstr (text, "\"mdc95\""));
  g_assert_cmpint (run (NULL, NULL, "check", after, "--before", "/nowhere.json", NULL), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  PlumbClipOptions options;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("plumbline-cli-XXXXXX", &error);
  g_assert_no_error (error);
  clip = g_build_filename (folder, "clip.mp4", NULL);
  plumb_clip_options_init (&options);
  options.width_px = 320;
  options.height_px = 180;
  options.n_frames = N_FRAMES;
  options.gop = 10;
  options.fast = TRUE;
  options.style = PLUMB_CLIP_STYLE_PLAIN;
  plumb_clip_write (&options, clip, NULL, NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/cli/frames", test_frames);
  g_test_add_func ("/cli/bench/json", test_bench_json);
  g_test_add_func ("/cli/bench/people", test_bench_people);
  g_test_add_func ("/cli/bench/missing", test_bench_missing);
  g_test_add_func ("/cli/bench/usage", test_bench_usage);
  g_test_add_func ("/cli/check/before", test_check_before);
  status = g_test_run ();
  g_unlink (clip);
  g_rmdir (folder);
  g_free (clip);
  g_free (folder);
  return status;
}
