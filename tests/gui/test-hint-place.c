/* Where a hint stands: places worked out by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hint-place.h"

/* A hint 500 px wide and 120 px high in a canvas of 900 x 600; beside the picture
 * it would need 230 px. */
static PlumbHintPlace
find (const PlumbCanvasView *view,
      double                 y1,
      double                 y2,
      PlumbHintPlace         now)
{
  const PlumbHintArea wanted = { 0.1, y1, 0.9, y2 };

  return plumb_hint_place_find (view, 230, 500, 120, &wanted, now);
}

static PlumbCanvasView
make_view (double width_px,
           double height_px)
{
  PlumbCanvasView view = { .fit = TRUE, .scale = 1 };

  plumb_canvas_view_resize (&view, 900, 600, width_px, height_px);
  return view;
}

/* 1080 x 1920 is shown 337.5 px wide: 281 px of ground on either side. */
static void
test_beside_a_tall_picture (void)
{
  PlumbCanvasView view = make_view (1080, 1920);

  g_assert_cmpfloat (plumb_hint_place_room (&view, PLUMB_HINT_LEFT), ==, 281.25);
  g_assert_cmpfloat (plumb_hint_place_room (&view, PLUMB_HINT_RIGHT), ==, 281.25);
  g_assert_cmpint (find (&view, 0, 0.2, PLUMB_HINT_TOP), ==, PLUMB_HINT_LEFT);
  g_assert_cmpint (find (&view, 0.8, 1, PLUMB_HINT_BOTTOM), ==, PLUMB_HINT_LEFT);
  /* Pushed to the left edge it leaves the room on its right. */
  plumb_canvas_view_pan (&view, -200, 0);
  g_assert_cmpint (find (&view, 0, 0.2, PLUMB_HINT_TOP), ==, PLUMB_HINT_RIGHT);
  /* Zoomed in it fills the canvas: no room is left. */
  plumb_canvas_view_fit (&view);
  plumb_canvas_view_zoom (&view, 4, 450, 300);
  g_assert_cmpfloat (plumb_hint_place_room (&view, PLUMB_HINT_LEFT), ==, 0);
  g_assert_cmpint (find (&view, 0.4, 0.5, PLUMB_HINT_LEFT), ==, PLUMB_HINT_BOTTOM);
}

/* 1920 x 1080 is shown 506 px high with 47 px above it. */
static void
test_over_a_wide_picture (void)
{
  PlumbCanvasView view = make_view (1920, 1080);

  /* Feet: the top is free. A shoulder high up: the bottom is. */
  g_assert_cmpint (find (&view, 0.7, 1, PLUMB_HINT_TOP), ==, PLUMB_HINT_TOP);
  g_assert_cmpint (find (&view, 0.05, 0.3, PLUMB_HINT_TOP), ==, PLUMB_HINT_BOTTOM);
  g_assert_cmpint (find (&view, 0.7, 1, PLUMB_HINT_BOTTOM), ==, PLUMB_HINT_TOP);
  /* What is in the middle lets it stay where it is. */
  g_assert_cmpint (find (&view, 0.4, 0.6, PLUMB_HINT_TOP), ==, PLUMB_HINT_TOP);
  g_assert_cmpint (find (&view, 0.4, 0.6, PLUMB_HINT_BOTTOM), ==, PLUMB_HINT_BOTTOM);
  /* So does what is everywhere. */
  g_assert_cmpint (find (&view, 0, 1, PLUMB_HINT_BOTTOM), ==, PLUMB_HINT_BOTTOM);
}

/* Where a mark is to go on the screen counts, not where it is in the picture. */
static void
test_zoomed (void)
{
  PlumbCanvasView view = make_view (1920, 1080);

  /* About the lower edge: 0.8 of the height comes to lie near the top. */
  plumb_canvas_view_zoom (&view, 8, 450, 553);
  g_assert_cmpint (find (&view, 0.85, 0.9, PLUMB_HINT_TOP), ==, PLUMB_HINT_BOTTOM);
  g_assert_cmpint (find (&view, 0.97, 1, PLUMB_HINT_BOTTOM), ==, PLUMB_HINT_TOP);
}

static void
test_opposite (void)
{
  g_assert_cmpint (plumb_hint_place_opposite (PLUMB_HINT_TOP), ==, PLUMB_HINT_BOTTOM);
  g_assert_cmpint (plumb_hint_place_opposite (PLUMB_HINT_BOTTOM), ==, PLUMB_HINT_TOP);
  g_assert_cmpint (plumb_hint_place_opposite (PLUMB_HINT_LEFT), ==, PLUMB_HINT_RIGHT);
  g_assert_cmpint (plumb_hint_place_opposite (PLUMB_HINT_RIGHT), ==, PLUMB_HINT_LEFT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hint-place/beside-a-tall-picture", test_beside_a_tall_picture);
  g_test_add_func ("/hint-place/over-a-wide-picture", test_over_a_wide_picture);
  g_test_add_func ("/hint-place/zoomed", test_zoomed);
  g_test_add_func ("/hint-place/opposite", test_opposite);
  return g_test_run ();
}
