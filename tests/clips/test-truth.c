/* The marks file of a clip, and that the picture shows what it says: colours on
 * both sides of the edges that a coach would click.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "clip.h"

#include <json-glib/json-glib.h>
#include <math.h>

typedef struct
{
  int     width, height;
  guint8 *bgra;
} Picture;

typedef struct
{
  int r, g, b;
} Pixel;

static Pixel
take_pixel (const Picture *picture,
            double         x,
            double         y)
{
  int column = (int) floor (x), row = (int) floor (y);
  const guint8 *p;

  g_assert_cmpint (column, >=, 0);
  g_assert_cmpint (column, <, picture->width);
  g_assert_cmpint (row, >=, 0);
  g_assert_cmpint (row, <, picture->height);
  p = picture->bgra + 4 * ((gsize) row * picture->width + column);
  return (Pixel) { p[2], p[1], p[0] };
}

static gboolean
is_shirt (Pixel pixel)
{
  return pixel.g > pixel.r + 30 && pixel.b > pixel.r + 30;
}

static gboolean
is_plate (Pixel pixel)
{
  return pixel.r > pixel.g + 60 && pixel.r > pixel.b + 60 && pixel.g < 110;
}

static Picture
draw_picture (PlumbLift *lift,
              gint64     frame)
{
  Picture picture = { 1280, 720, g_malloc (1280 * 720 * 4) };
  g_assert_true (plumb_lift_draw (lift, frame, picture.bgra, 1280 * 4));
  return picture;
}

static void
check_back (const Picture       *picture,
            const PlumbLiftPose *pose)
{
  /* From above the waistband to below the collar. */
  for (int i = 2; i < PLUMB_LIFT_N_OUTLINE - 1; i++)
    {
      PlumbPoint at = pose->outline_px[i];
      PlumbPoint along = { pose->outline_px[i + 1].x_px - pose->outline_px[i - 1].x_px,
                           pose->outline_px[i + 1].y_px - pose->outline_px[i - 1].y_px };
      double length = hypot (along.x_px, along.y_px);
      /* Behind the back: to the left of the way from S1 to C7, Y down. */
      double nx = along.y_px / length, ny = -along.x_px / length;
      g_assert_true (is_shirt (take_pixel (picture, at.x_px - 3 * nx, at.y_px - 3 * ny)));
      g_assert_false (is_shirt (take_pixel (picture, at.x_px + 3 * nx, at.y_px + 3 * ny)));
    }
}

static void
check_plate (const Picture       *picture,
             const PlumbLiftPose *pose)
{
  PlumbPoint centre = pose->at_px[PLUMB_LANDMARK_BAR];

  for (int i = 0; i < 12; i++)
    {
      double a = i * G_PI / 6, x = cos (a), y = sin (a);
      double in = pose->plate_radius_px - 2.5, out = pose->plate_radius_px + 3;
      g_assert_true (is_plate (take_pixel (picture, centre.x_px + in * x, centre.y_px + in * y)));
      /* Above is the far plate, of the same colour. */
      if (y > -0.4)
        g_assert_false (
            is_plate (take_pixel (picture, centre.x_px + out * x, centre.y_px + out * y)));
    }
}

static void
test_picture (void)
{
  static const PlumbMoment moments[] = { PLUMB_MOMENT_SET, PLUMB_MOMENT_LIFT_OFF,
                                         PLUMB_MOMENT_KNEE_PASS };
  PlumbClipOptions options;
  g_autoptr (PlumbLift) lift = NULL;

  plumb_clip_options_init_sample (&options);
  lift = plumb_lift_new (&options);
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      gint64 frame = plumb_lift_moment (lift, moments[i]);
      Picture picture = draw_picture (lift, frame);
      PlumbLiftPose pose;
      plumb_lift_pose_at (lift, frame, &pose);
      check_back (&picture, &pose);
      check_plate (&picture, &pose);
      g_free (picture.bgra);
    }
}

static void
test_grain (void)
{
  PlumbClipOptions options;
  g_autoptr (PlumbLift) clean = NULL;
  g_autoptr (PlumbLift) grainy = NULL;
  Picture a, b;
  double sum = 0, squares = 0;
  int n = 0;

  plumb_clip_options_init (&options);
  clean = plumb_lift_new (&options);
  options.camera.noise = 6;
  grainy = plumb_lift_new (&options);
  a = draw_picture (clean, 0);
  b = draw_picture (grainy, 0);
  for (gsize i = 1; i < 1280 * 720 * 4; i += 4)
    if (a.bgra[i] > 30 && a.bgra[i] < 225)
      {
        int by = b.bgra[i] - a.bgra[i];
        sum += by;
        squares += by * by;
        n++;
      }
  g_assert_cmpfloat_with_epsilon (sum / n, 0, 0.05);
  g_assert_cmpfloat_with_epsilon (sqrt (squares / n), 6, 0.3);
  g_free (a.bgra);
  g_free (b.bgra);
}

/* The counter's seven segments: 8 lights all, 1 only the right-hand two. */
static void
test_counter (void)
{
  PlumbClipOptions options;
  g_autoptr (PlumbLift) lift = NULL;
  int white[2] = { 0, 0 };

  plumb_clip_options_init (&options);
  options.counter = TRUE;
  options.style = PLUMB_CLIP_STYLE_PLAIN;
  lift = plumb_lift_new (&options);
  for (int i = 0; i < 2; i++)
    {
      Picture picture = draw_picture (lift, i == 0 ? 1 : 8);
      for (int y = 30; y < 90; y++)
        for (int x = 1180; x < 1270; x++)
          {
            Pixel pixel = take_pixel (&picture, x, y);
            white[i] += pixel.r > 200 && pixel.g > 200 && pixel.b > 200;
          }
      g_free (picture.bgra);
    }
  g_assert_cmpint (white[0], >, 50);
  g_assert_cmpint (white[1], >, 2.5 * white[0]);
}

static double
take_number (JsonObject *frame,
             const char *landmark,
             guint       index)
{
  return json_array_get_double_element (json_object_get_array_member (frame, landmark), index);
}

static void
test_json (void)
{
  static const char *const keys[] = { "heel", "toe", "ankle", "knee", "hip",   "acr",
                                      "inf",  "c7",  "tl",    "s1",   "elbow", "bar" };
  PlumbClipOptions options;
  g_autoptr (PlumbLift) lift = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  JsonObject *root, *frame, *truth;

  plumb_clip_options_init (&options);
  options.n_frames = 40;
  lift = plumb_lift_new (&options);
  json = plumb_lift_to_json (lift);
  json_parser_load_from_data (parser, json, -1, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (root, "format"), ==, "plumbline-marks");
  g_assert_cmpint (json_object_get_int_member (root, "version"), ==, 1);
  frame = json_object_get_object_member (root, "frames");
  g_assert_cmpuint (json_object_get_size (frame), ==, 40);
  frame = json_object_get_object_member (frame, "0");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (json_object_has_member (frame, keys[i]));
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (frame, "outline")), ==, 9);
  /* The worked projection of test-lift.c: 360 + 605 * 1747.5728155 / 4300. */
  g_assert_cmpfloat_with_epsilon (take_number (frame, "bar", 1), 605.879431, 1e-5);
  g_assert_cmpfloat_with_epsilon (take_number (frame, "bar", 0), 640, 1e-6);

  /* The clip ends during the slack: no lift-off yet. */
  truth = json_object_get_object_member (root, "moments");
  g_assert_cmpint (json_object_get_int_member (truth, "set"), ==, 30);
  g_assert_true (json_object_get_null_member (truth, "lift_off"));
  truth = json_object_get_object_member (root, "truth");
  truth = json_object_get_object_member (truth, "frames");
  truth = json_object_get_object_member (truth, "39");
  g_assert_cmpint (json_object_get_int_member (truth, "pts_ns"), ==, 650000000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clips/truth/picture", test_picture);
  g_test_add_func ("/clips/truth/grain", test_grain);
  g_test_add_func ("/clips/truth/counter", test_counter);
  g_test_add_func ("/clips/truth/json", test_json);
  return g_test_run ();
}
