/* Marks files and check results as JSON.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <json-glib/json-glib.h>
#include <math.h>

#include "checks-json.h"
#include "poses-json.h"

#define HEAD "{\"format\":\"plumbline-marks\",\"version\":1"

/* The example of the format's description. */
static const char example[] =
  HEAD ",\"lift\":\"conventional\",\"image\":{\"width\":1920,\"height\":1080},"
  "\"scale\":{\"mm_per_px\":2.5},"
  "\"camera\":{\"distance_m\":4.0,\"roll_deg\":0,\"yaw_deg\":0,\"principal_px\":[960,540],"
  "\"fps\":60},"
  "\"origin_px\":[700,980],\"click_sd_px\":{\"hip\":6},"
  "\"moments\":{\"set\":0,\"lift_off\":3,\"knee_pass\":8,\"lockout\":9,\"neutral\":null},"
  "\"someone else's\":{\"kept\":[1,2]},"
  "\"frames\":{\"0\":{\"heel\":[700,980],\"toe\":[816,980],\"ankle\":[724,950],"
  "\"knee\":[753.2,784.6],\"hip\":[635.2,670.6],\"acr\":[801.2,582.4],\"inf\":[724.6,583.2],"
  "\"bar\":[758,890],\"s1\":[647.5,625.6],\"tl\":[709.9,593.8],\"c7\":[801.9,553.9],"
  "\"outline\":[[647.5,625.6],[673.1,613.3]]}}}";

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbPoses) poses = plumb_poses_from_json (example, -1, &error);
  PlumbPoint at;

  g_assert_no_error (error);
  g_assert_cmpstr (poses->lift, ==, "conventional");
  g_assert_cmpint (poses->width_px, ==, 1920);
  g_assert_cmpint (poses->height_px, ==, 1080);
  g_assert_cmpint (poses->scale.kind, ==, PLUMB_SCALE_ONE_PLANE);
  g_assert_cmpfloat (poses->scale.mm_per_px, ==, 2.5);
  g_assert_true (poses->camera.has_distance && poses->camera.has_roll && poses->camera.has_yaw &&
                 poses->camera.has_principal && poses->camera.has_fps);
  g_assert_cmpfloat (poses->camera.distance_m, ==, 4);
  g_assert_cmpfloat (poses->camera.principal_px.y_px, ==, 540);
  g_assert_true (poses->has_origin);
  g_assert_cmpfloat (poses->click_sd_px[PLUMB_LANDMARK_HIP], ==, 6);
  g_assert_cmpfloat (poses->click_sd_px[PLUMB_LANDMARK_KNEE], ==, 0);
  g_assert_cmpint (poses->moments[PLUMB_MOMENT_KNEE_PASS], ==, 8);
  g_assert_cmpint (poses->moments[PLUMB_MOMENT_NEUTRAL], ==, -1);
  g_assert_true (plumb_poses_find (poses, 0, PLUMB_LANDMARK_C7, &at));
  g_assert_cmpfloat (at.x_px, ==, 801.9);
  g_assert_false (plumb_poses_find (poses, 0, PLUMB_LANDMARK_ELBOW, &at));
  g_assert_cmpuint (plumb_poses_get (poses, 0)->n_outline, ==, 2);
}

static void
test_unknown_stays_unknown (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbPoses) poses = plumb_poses_from_json (HEAD "}", -1, &error);

  g_assert_no_error (error);
  g_assert_null (poses->lift);
  g_assert_cmpint (poses->scale.kind, ==, PLUMB_SCALE_NONE);
  g_assert_false (poses->camera.has_distance || poses->camera.has_roll || poses->camera.has_yaw ||
                  poses->camera.has_principal || poses->camera.has_fps || poses->has_origin);
  for (guint i = 0; i < PLUMB_N_MOMENTS; i++)
    g_assert_cmpint (poses->moments[i], ==, -1);
  g_assert_cmpuint (poses->poses->len, ==, 0);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbPoses) first = plumb_poses_from_json (example, -1, &error);
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;
  PlumbPoint at = { 1.0 / 3, G_PI };

  g_assert_no_error (error);
  plumb_pose_set (plumb_poses_ensure (first, 12345678901), PLUMB_LANDMARK_ELBOW, at);
  first->scale = (PlumbScale) { PLUMB_SCALE_PLATE, 0, 450, { 758, 890 }, 90.1 };
  once = plumb_poses_to_json (first);

  g_autoptr (PlumbPoses) second = plumb_poses_from_json (once, -1, &error);
  g_assert_no_error (error);
  twice = plumb_poses_to_json (second);
  g_assert_cmpstr (once, ==, twice);
  g_assert_true (plumb_poses_find (second, 12345678901, PLUMB_LANDMARK_ELBOW, &at));
  g_assert_cmpfloat (at.x_px, ==, 1.0 / 3);
  g_assert_cmpfloat (at.y_px, ==, G_PI);
  g_assert_cmpint (second->scale.kind, ==, PLUMB_SCALE_PLATE);
  g_assert_cmpfloat (second->scale.plate_radius_px, ==, 90.1);
}

/* Of a lens, or of what it sees; which marks of a frame are copies. */
static void
test_lens_and_copies (void)
{
  static const char more[] =
    HEAD ",\"camera\":{\"view_deg\":90},\"frames\":{\"3\":{\"heel\":[7,9],\"hip\":[1,2],"
    "\"outline\":[[1,2],[3,4]],\"copied\":[\"hip\",\"knee\",\"heel\",\"outline\",\"else\"]}}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbPoses) first = plumb_poses_from_json (more, -1, &error);
  g_assert_no_error (error);
  g_autofree char *text = plumb_poses_to_json (first);
  g_autoptr (PlumbPoses) second = plumb_poses_from_json (text, -1, &error);
  g_assert_no_error (error);

  g_assert_true (second->camera.has_lens);
  g_assert_cmpfloat_with_epsilon (second->camera.lens_mm, 18, 1e-12);
  /* Only of what is there; feet stay where they are. */
  g_assert_cmphex (plumb_poses_get (second, 3)->copied, ==, 1u << PLUMB_LANDMARK_HIP);
  g_assert_true (plumb_poses_get (second, 3)->outline_copied);
}

typedef struct
{
  const char *text;
  int         code;
  const char *message; /* its beginning */
} Bad;

static const Bad bad[] = {
  { "", PLUMB_JSON_ERROR_FORMAT, "format: " },
  { "{", PLUMB_JSON_ERROR_SYNTAX, "line 1, column " },
  { "[1,2]", PLUMB_JSON_ERROR_FORMAT, "format: \"plumbline-marks\" wanted" },
  { "{\"format\":\"plumbline-checks\",\"version\":1}", PLUMB_JSON_ERROR_FORMAT, "format: " },
  { "{\"format\":\"plumbline-marks\",\"version\":2}", PLUMB_JSON_ERROR_FORMAT, "version: " },
  { HEAD ",\"lift\":7}", PLUMB_JSON_ERROR_CONTENT, "lift: a text wanted" },
  { HEAD ",\"image\":{\"width\":1920}}", PLUMB_JSON_ERROR_CONTENT,
    "image.height: the member is missing" },
  { HEAD ",\"image\":{\"width\":1920.5,\"height\":1080}}", PLUMB_JSON_ERROR_CONTENT,
    "image.width: a whole number of pixels wanted" },
  { HEAD ",\"scale\":{\"mm_per_px\":0}}", PLUMB_JSON_ERROR_CONTENT,
    "scale.mm_per_px: a number above 0 wanted" },
  { HEAD ",\"scale\":{\"plate\":{\"diameter_mm\":450}}}", PLUMB_JSON_ERROR_CONTENT,
    "scale.plate.radius_px: the member is missing" },
  { HEAD ",\"scale\":{\"mm_per_px\":2,\"plate\":{\"diameter_mm\":450,\"radius_px\":90}}}",
    PLUMB_JSON_ERROR_CONTENT, "scale: either mm_per_px or plate wanted" },
  { HEAD ",\"camera\":[]}", PLUMB_JSON_ERROR_CONTENT, "camera: an object wanted" },
  { HEAD ",\"camera\":{\"roll_deg\":\"3\"}}", PLUMB_JSON_ERROR_CONTENT,
    "camera.roll_deg: a number wanted" },
  { HEAD ",\"camera\":{\"distance_m\":-4}}", PLUMB_JSON_ERROR_CONTENT,
    "camera.distance_m: a number above 0 wanted" },
  { HEAD ",\"camera\":{\"lens_mm\":0}}", PLUMB_JSON_ERROR_CONTENT,
    "camera.lens_mm: a number above 0 wanted" },
  { HEAD ",\"camera\":{\"lens_mm\":26,\"view_deg\":69}}", PLUMB_JSON_ERROR_CONTENT,
    "camera.view_deg: either lens_mm or view_deg wanted" },
  { HEAD ",\"camera\":{\"view_deg\":180}}", PLUMB_JSON_ERROR_CONTENT,
    "camera.view_deg: an angle below 180 wanted" },
  { HEAD ",\"frames\":{\"0\":{\"copied\":\"hip\"}}}", PLUMB_JSON_ERROR_CONTENT,
    "frames.0.copied: a list of landmarks wanted" },
  { HEAD ",\"frames\":{\"0\":{\"copied\":[7]}}}", PLUMB_JSON_ERROR_CONTENT,
    "frames.0.copied: a list of landmarks wanted" },
  { HEAD ",\"camera\":{\"fps\":1e999}}", PLUMB_JSON_ERROR_CONTENT,
    "camera.fps: a number wanted" },
  { HEAD ",\"click_sd_px\":{\"hip\":0}}", PLUMB_JSON_ERROR_CONTENT,
    "click_sd_px.hip: a number above 0 wanted" },
  { HEAD ",\"moments\":{\"set\":1.5}}", PLUMB_JSON_ERROR_CONTENT,
    "moments.set: a frame number or null wanted" },
  { HEAD ",\"moments\":{\"set\":-1}}", PLUMB_JSON_ERROR_CONTENT, "moments.set: " },
  { HEAD ",\"frames\":{\"first\":{}}}", PLUMB_JSON_ERROR_CONTENT,
    "frames.first: a frame number wanted" },
  { HEAD ",\"frames\":{\"-3\":{}}}", PLUMB_JSON_ERROR_CONTENT,
    "frames.-3: a frame number wanted" },
  { HEAD ",\"frames\":{\"0\":{\"hip\":[1]}}}", PLUMB_JSON_ERROR_CONTENT,
    "frames.0.hip: two numbers wanted" },
  { HEAD ",\"frames\":{\"0\":{\"hip\":[1,\"2\"]}}}", PLUMB_JSON_ERROR_CONTENT,
    "frames.0.hip: two numbers wanted" },
  { HEAD ",\"frames\":{\"0\":{\"hip\":{\"x\":1}}}}", PLUMB_JSON_ERROR_CONTENT,
    "frames.0.hip: two numbers wanted" },
  { HEAD ",\"frames\":{\"0\":{\"outline\":[[1,2],[3]]}}}", PLUMB_JSON_ERROR_CONTENT,
    "frames.0.outline.1: two numbers wanted" },
  { HEAD ",\"image\":{\"width\":100,\"height\":100},\"frames\":{\"0\":{\"hip\":[201,50]}}}",
    PLUMB_JSON_ERROR_CONTENT, "frames.0.hip: the point is outside" },
  { HEAD "} {}", PLUMB_JSON_ERROR_SYNTAX, "more than one value" },
  { HEAD ",\"frames\":{\"0\":{\"hip\":[NaN,2]}}}", PLUMB_JSON_ERROR_SYNTAX, "line 1, column " },
};

static void
test_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PlumbPoses) poses = plumb_poses_from_json (bad[i].text, -1, &error);

      g_test_message ("%s", bad[i].text);
      g_assert_null (poses);
      g_assert_error (error, PLUMB_JSON_ERROR, bad[i].code);
      if (!g_str_has_prefix (error->message, bad[i].message))
        g_assert_cmpstr (error->message, ==, bad[i].message);
    }
}

/* A file that is nothing but brackets must not run off the stack. */
static void
test_depth (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (1000000, '[');

  g_assert_null (plumb_poses_from_json (text, -1, &error));
  g_assert_error (error, PLUMB_JSON_ERROR, PLUMB_JSON_ERROR_SYNTAX);
}

/* A point may be outside the picture by as much as its size. */
static void
test_outside_boundary (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbPoses) poses = plumb_poses_from_json (
    HEAD ",\"image\":{\"width\":100,\"height\":100},\"frames\":{\"0\":{\"hip\":[200,-100]}}}", -1,
    &error);

  g_assert_no_error (error);
  g_assert_nonnull (poses);
}

static JsonObject *
find_measure (JsonArray  *measures,
              const char *id)
{
  for (guint i = 0; i < json_array_get_length (measures); i++)
    {
      JsonObject *measure = json_array_get_object_element (measures, i);

      if (g_strcmp0 (json_object_get_string_member (measure, "id"), id) == 0)
        return measure;
    }
  g_assert_not_reached ();
}

static void
test_checks (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbCriteria) criteria = plumb_criteria_load (path, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (PlumbPoses) poses = plumb_poses_from_json (example, -1, &error);
  g_assert_no_error (error);
  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
  g_autofree char *text = plumb_checks_to_json (checks);
  g_autoptr (JsonNode) root = json_from_string (text, &error);
  g_assert_no_error (error);

  JsonObject *object = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (object, "format"), ==, "plumbline-checks");
  g_assert_cmpint (json_object_get_int_member (object, "version"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (object, "school"), ==, "over");

  JsonArray *measures = json_object_get_array_member (object, "measures");
  JsonObject *knee = find_measure (measures, "M3.knee");
  g_assert_cmpfloat (json_object_get_double_member (knee, "value"), ==,
                     plumb_checks_find (checks, "M3.knee")->value);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (knee, "value"),
                                  124.00030754814819, 1e-11);
  g_assert_cmpstr (json_object_get_string_member (knee, "verdict"), ==, "good");
  g_assert_cmpstr (json_object_get_string_member (knee, "unit"), ==, "deg");
  g_assert_cmpint (json_object_get_int_member (knee, "frame"), ==, 0);
  g_assert_true (json_object_get_null_member (knee, "refused"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (knee, "missing")), ==, 0);

  JsonObject *lead = find_measure (measures, "M6.hip_lead");
  g_assert_true (json_object_get_null_member (lead, "value"));
  g_assert_true (json_object_get_null_member (lead, "p_good"));
  g_assert_cmpstr (json_object_get_string_member (lead, "verdict"), ==, "not-measurable");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (lead, "missing")), >, 0);

  JsonArray *band = json_object_get_array_member (lead, "band");
  g_assert_true (json_array_get_null_element (band, 0));
  g_assert_cmpfloat (json_array_get_double_element (band, 3), ==, 6);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/poses-json/read", test_read);
  g_test_add_func ("/poses-json/unknown-stays-unknown", test_unknown_stays_unknown);
  g_test_add_func ("/poses-json/round-trip", test_round_trip);
  g_test_add_func ("/poses-json/lens-and-copies", test_lens_and_copies);
  g_test_add_func ("/poses-json/errors", test_errors);
  g_test_add_func ("/poses-json/depth", test_depth);
  g_test_add_func ("/poses-json/outside-boundary", test_outside_boundary);
  g_test_add_func ("/checks-json/members", test_checks);
  return g_test_run ();
}
