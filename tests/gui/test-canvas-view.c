/* Where the picture lies in the canvas: numbers worked by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "canvas-view.h"

#define NEAR 1e-9

/* A picture of 1280x720 in a canvas of 640x480: half size, 60 px above it. */
static PlumbCanvasView
make_view (void)
{
  PlumbCanvasView view = { .fit = TRUE, .scale = 1 };

  plumb_canvas_view_resize (&view, 640, 480, 1280, 720);
  return view;
}

static void
assert_at (PlumbPoint point,
           double     x,
           double     y)
{
  g_assert_cmpfloat_with_epsilon (point.x_px, x, NEAR);
  g_assert_cmpfloat_with_epsilon (point.y_px, y, NEAR);
}

static void
test_fit (void)
{
  PlumbCanvasView view = make_view ();

  g_assert_cmpfloat_with_epsilon (view.scale, 0.5, NEAR);
  assert_at (plumb_canvas_view_to_screen (&view, (PlumbPoint) { 0, 0 }), 0, 60);
  assert_at (plumb_canvas_view_to_screen (&view, (PlumbPoint) { 1280, 720 }), 640, 420);
  assert_at (plumb_canvas_view_to_video (&view, 320, 240), 640, 360);
  assert_at (plumb_canvas_view_to_video (&view, 10, 65), 20, 10);

  /* A tall picture is limited by the height and centred across. */
  plumb_canvas_view_resize (&view, 640, 480, 720, 1280);
  g_assert_cmpfloat_with_epsilon (view.scale, 0.375, NEAR);
  assert_at (plumb_canvas_view_to_screen (&view, (PlumbPoint) { 0, 0 }), 185, 0);
}

static void
test_fit_follows_size (void)
{
  PlumbCanvasView view = make_view ();

  plumb_canvas_view_resize (&view, 1280, 900, 1280, 720);
  g_assert_cmpfloat_with_epsilon (view.scale, 1, NEAR);
  assert_at (plumb_canvas_view_to_screen (&view, (PlumbPoint) { 0, 0 }), 0, 90);
  /* A small picture is shown large. */
  plumb_canvas_view_resize (&view, 1280, 900, 320, 180);
  g_assert_cmpfloat_with_epsilon (view.scale, 4, NEAR);
}

static void
test_no_picture (void)
{
  PlumbCanvasView view = { .fit = TRUE, .scale = 1 };

  plumb_canvas_view_resize (&view, 640, 480, 0, 0);
  plumb_canvas_view_zoom (&view, 2, 100, 100);
  plumb_canvas_view_pan (&view, 10, 10);
  g_assert_cmpfloat (view.scale, >, 0);
  plumb_canvas_view_resize (&view, 640, 480, 1280, 720);
  g_assert_true (view.fit);
  g_assert_cmpfloat_with_epsilon (view.scale, 0.5, NEAR);
}

/* Whatever is under the pointer stays there. */
static void
test_zoom_keeps_pixel (void)
{
  static const struct
  {
    double factor, x, y;
  } cases[] = { { 2, 320, 240 }, { 1.2, 100, 100 }, { 3, 600, 400 }, { 8, 10, 70 }, { 1, 5, 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PlumbCanvasView view = make_view ();
      const PlumbPoint before = plumb_canvas_view_to_video (&view, cases[i].x, cases[i].y);

      plumb_canvas_view_zoom (&view, cases[i].factor, cases[i].x, cases[i].y);
      g_assert_cmpfloat_with_epsilon (view.scale, 0.5 * cases[i].factor, NEAR);
      assert_at (plumb_canvas_view_to_screen (&view, before), cases[i].x, cases[i].y);
      g_assert_false (view.fit);
    }
}

static void
test_zoom_limits (void)
{
  PlumbCanvasView view = make_view ();

  for (int i = 0; i < 40; i++)
    plumb_canvas_view_zoom (&view, 1.5, 320, 240);
  g_assert_cmpfloat_with_epsilon (view.scale, PLUMB_CANVAS_MAX_SCALE, NEAR);
  /* All the way out is the fit again, and follows the size from then on. */
  for (int i = 0; i < 40; i++)
    plumb_canvas_view_zoom (&view, 1 / 1.5, 100, 100);
  g_assert_cmpfloat_with_epsilon (view.scale, 0.5, NEAR);
  g_assert_true (view.fit);
  assert_at (plumb_canvas_view_to_screen (&view, (PlumbPoint) { 0, 0 }), 0, 60);
}

static void
test_resize_keeps_centre (void)
{
  PlumbCanvasView view = make_view ();
  PlumbPoint middle;

  plumb_canvas_view_zoom (&view, 4, 200, 200);
  middle = plumb_canvas_view_to_video (&view, 320, 240);
  plumb_canvas_view_resize (&view, 740, 500, 1280, 720);
  g_assert_cmpfloat_with_epsilon (view.scale, 2, NEAR);
  assert_at (plumb_canvas_view_to_screen (&view, middle), 370, 250);
  /* Another recording starts whole. */
  plumb_canvas_view_resize (&view, 740, 500, 1920, 1080);
  g_assert_true (view.fit);
}

static void
test_pan (void)
{
  PlumbCanvasView view = make_view ();

  plumb_canvas_view_zoom (&view, 4, 320, 240);
  const PlumbPoint before = plumb_canvas_view_to_screen (&view, (PlumbPoint) { 640, 360 });
  plumb_canvas_view_pan (&view, 30, -20);
  assert_at (plumb_canvas_view_to_screen (&view, (PlumbPoint) { 640, 360 }), before.x_px + 30,
             before.y_px - 20);
}

/* However far it is thrown, 48 px of the picture stay in sight. */
static void
test_pan_keeps_in_sight (void)
{
  static const double far[] = { -1e5, 1e5 };

  for (guint i = 0; i < G_N_ELEMENTS (far); i++)
    {
      PlumbCanvasView view = make_view ();
      PlumbPoint first, last;

      plumb_canvas_view_pan (&view, far[i], far[i]);
      first = plumb_canvas_view_to_screen (&view, (PlumbPoint) { 0, 0 });
      last = plumb_canvas_view_to_screen (&view, (PlumbPoint) { 1280, 720 });
      g_assert_cmpfloat (first.x_px, <=, 640 - 48);
      g_assert_cmpfloat (first.y_px, <=, 480 - 48);
      g_assert_cmpfloat (last.x_px, >=, 48);
      g_assert_cmpfloat (last.y_px, >=, 48);
    }
}

/* To the screen and back, over random views. */
static void
test_round_trip (void)
{
  for (int i = 0; i < 500; i++)
    {
      PlumbCanvasView view = make_view ();
      const PlumbPoint at = { g_test_rand_double_range (-100, 1400),
                              g_test_rand_double_range (-100, 800) };
      PlumbPoint screen;

      plumb_canvas_view_zoom (&view, g_test_rand_double_range (1, 20),
                              g_test_rand_double_range (0, 640),
                              g_test_rand_double_range (0, 480));
      plumb_canvas_view_pan (&view, g_test_rand_double_range (-200, 200),
                             g_test_rand_double_range (-200, 200));
      screen = plumb_canvas_view_to_screen (&view, at);
      assert_at (plumb_canvas_view_to_video (&view, screen.x_px, screen.y_px), at.x_px, at.y_px);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gui/canvas-view/fit", test_fit);
  g_test_add_func ("/gui/canvas-view/fit-follows-size", test_fit_follows_size);
  g_test_add_func ("/gui/canvas-view/no-picture", test_no_picture);
  g_test_add_func ("/gui/canvas-view/zoom-keeps-pixel", test_zoom_keeps_pixel);
  g_test_add_func ("/gui/canvas-view/zoom-limits", test_zoom_limits);
  g_test_add_func ("/gui/canvas-view/resize-keeps-centre", test_resize_keeps_centre);
  g_test_add_func ("/gui/canvas-view/pan", test_pan);
  g_test_add_func ("/gui/canvas-view/pan-keeps-in-sight", test_pan_keeps_in_sight);
  g_test_add_func ("/gui/canvas-view/round-trip", test_round_trip);
  return g_test_run ();
}
