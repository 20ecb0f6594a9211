/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "draw-marks.h"

#define SIZE 200
#define GROUND 0xff808080u /* mid grey: halo is darker, all chains differ */

static cairo_surface_t *
make_ground (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 0x80 / 255.0, 0x80 / 255.0, 0x80 / 255.0);
  cairo_paint (cr);
  cairo_destroy (cr);
  return surface;
}

static guint32
read_pixel (cairo_surface_t *surface,
            int              x,
            int              y)
{
  cairo_surface_flush (surface);
  guint32 pixel;
  memcpy (&pixel,
          cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface)
            + 4 * x,
          4);
  return pixel;
}

/* Number of pixels touched; the smallest box round them in `box` (x0 y0 x1 y1). */
static guint
count_touched (cairo_surface_t *surface,
               int              box[4])
{
  guint n = 0;
  box[0] = box[1] = SIZE;
  box[2] = box[3] = -1;
  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      if (read_pixel (surface, x, y) != GROUND)
        {
          n++;
          box[0] = MIN (box[0], x);
          box[1] = MIN (box[1], y);
          box[2] = MAX (box[2], x);
          box[3] = MAX (box[3], y);
        }
  return n;
}

static cairo_surface_t *
draw_mark (PlumbMarkKind       kind,
           PlumbLandmark       landmark,
           const PlumbPoint   *points,
           guint               n,
           const PlumbDrawView *view,
           PlumbDrawFlags      flags,
           const char         *label)
{
  cairo_surface_t *surface = make_ground ();
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PlumbMark) mark = plumb_mark_new (1, 0, kind, landmark, points, n);
  plumb_draw_mark (cr, mark, view, flags, label);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  return surface;
}

static const PlumbDrawView plain = { 1.0, 0.0, 0.0, 1.0, NULL };

static void
test_point_keeps_its_pixel_open (void)
{
  const PlumbPoint at = { 100.5, 100.5 };
  static const PlumbDrawFlags flags[]
    = { PLUMB_DRAW_NORMAL, PLUMB_DRAW_SELECTED, PLUMB_DRAW_HOVERED, PLUMB_DRAW_COMPUTED };
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      cairo_surface_t *surface
        = draw_mark (PLUMB_MARK_POINT, PLUMB_LANDMARK_KNEE, &at, 1, &plain, flags[i], NULL);
      int box[4];
      g_assert_cmphex (read_pixel (surface, 100, 100), ==, GROUND);
      g_assert_cmpuint (count_touched (surface, box), >, 20);
      cairo_surface_destroy (surface);
    }
}

/* The ring: 11 px from middle to middle, 2.5 px of colour, 1 px of halo on
 * either side: 15.5 px over all. */
static void
test_point_size_and_colours (void)
{
  const PlumbPoint at = { 100.5, 100.5 };
  cairo_surface_t *surface = draw_mark (PLUMB_MARK_POINT, PLUMB_LANDMARK_KNEE, &at, 1, &plain,
                                        PLUMB_DRAW_NORMAL, NULL);
  int box[4];
  count_touched (surface, box);
  g_assert_cmpint (box[0], ==, 92);
  g_assert_cmpint (box[2], ==, 108);
  g_assert_cmphex (read_pixel (surface, 100 + 5, 100), ==, 0xff62a0eau);
  g_assert_cmphex (read_pixel (surface, 100 + 7, 100) & 0xff, <, 0x60);
  cairo_surface_destroy (surface);

  surface = draw_mark (PLUMB_MARK_POINT, PLUMB_LANDMARK_KNEE, &at, 1, &plain,
                       PLUMB_DRAW_SELECTED, NULL);
  count_touched (surface, box);
  g_assert_cmpint (box[0], ==, 89);
  g_assert_cmpint (box[2], ==, 111);
  cairo_surface_destroy (surface);
}

static void
test_size_does_not_follow_zoom (void)
{
  const PlumbPoint near = { 100.5, 100.5 };
  const PlumbPoint far = { 10.05, 10.05 };
  const PlumbDrawView zoomed = { 10.0, 0.0, 0.0, 1.0, NULL };
  const PlumbDrawView moved = { 2.0, 80.4, 80.4, 1.0, NULL };
  cairo_surface_t *a = draw_mark (PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP, &near, 1, &plain, 0, NULL);
  cairo_surface_t *b = draw_mark (PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP, &far, 1, &zoomed, 0, NULL);
  cairo_surface_t *c = draw_mark (PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP, &far, 1, &moved, 0, NULL);
  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      {
        g_assert_cmphex (read_pixel (a, x, y), ==, read_pixel (b, x, y));
        g_assert_cmphex (read_pixel (a, x, y), ==, read_pixel (c, x, y));
      }
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
  cairo_surface_destroy (c);
}

static void
test_unit_scales_widths (void)
{
  const PlumbPoint at = { 100.5, 100.5 };
  const PlumbDrawView paper = { 1.0, 0.0, 0.0, 0.5, NULL };
  cairo_surface_t *surface
    = draw_mark (PLUMB_MARK_POINT, PLUMB_LANDMARK_KNEE, &at, 1, &paper, 0, NULL);
  int box[4];
  count_touched (surface, box);
  g_assert_cmpint (box[2] - box[0], <=, 9);
  cairo_surface_destroy (surface);
}

static void
test_chain_colours (void)
{
  static const struct
  {
    PlumbLandmark landmark;
    PlumbDrawFlags flags;
    guint32        colour;
  } cases[] = {
    { PLUMB_LANDMARK_TOE, 0, 0xff62a0eau },      { PLUMB_LANDMARK_HIP, 0, 0xfff9f06bu },
    { PLUMB_LANDMARK_C7, 0, 0xffff7800u },       { PLUMB_LANDMARK_ELBOW, 0, 0xffc061cbu },
    { PLUMB_LANDMARK_BAR, 0, 0xff57e389u },      { PLUMB_LANDMARK_NONE, 0, 0xffffffffu },
    { PLUMB_LANDMARK_TOE, PLUMB_DRAW_PRINT, 0xff1a5fb4u },
  };
  const PlumbPoint at = { 100.5, 100.5 };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cairo_surface_t *surface = draw_mark (PLUMB_MARK_POINT, cases[i].landmark, &at, 1, &plain,
                                            cases[i].flags, NULL);
      g_assert_cmphex (read_pixel (surface, 105, 100), ==, cases[i].colour);
      cairo_surface_destroy (surface);
    }
}

static void
test_line_and_its_halo (void)
{
  const PlumbPoint ends[] = { { 20.0, 100.0 }, { 180.0, 100.0 } };
  cairo_surface_t *surface
    = draw_mark (PLUMB_MARK_LINE, PLUMB_LANDMARK_NONE, ends, 2, &plain, 0, NULL);
  g_assert_cmphex (read_pixel (surface, 100, 100), ==, 0xffffffffu);
  g_assert_cmphex (read_pixel (surface, 100, 101) & 0xff, <, 0x80);
  g_assert_cmphex (read_pixel (surface, 100, 104), ==, GROUND);
  cairo_surface_destroy (surface);

  int box[4];
  surface = draw_mark (PLUMB_MARK_LINE, PLUMB_LANDMARK_NONE, ends, 2, &plain,
                       PLUMB_DRAW_COMPUTED, NULL);
  guint dotted = count_touched (surface, box);
  cairo_surface_destroy (surface);
  surface = draw_mark (PLUMB_MARK_LINE, PLUMB_LANDMARK_NONE, ends, 2, &plain, 0, NULL);
  g_assert_cmpuint (dotted, <, count_touched (surface, box));
  cairo_surface_destroy (surface);
}

/* A dotted ring on footage of its own colour: dark all the way round. */
static void
test_dots_read_on_their_own_colour (void)
{
  const PlumbPoint at = { 100.5, 100.5 };
  cairo_surface_t *surface = make_ground ();
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PlumbMark) mark
      = plumb_mark_new (1, 0, PLUMB_MARK_POINT, PLUMB_LANDMARK_HEEL, &at, 1);
  const guint32 blue = 0xff62a0eau;

  cairo_set_source_rgb (cr, 0x62 / 255.0, 0xa0 / 255.0, 0xea / 255.0);
  cairo_paint (cr);
  g_assert_cmphex (read_pixel (surface, 10, 10), ==, blue);
  plumb_draw_mark (cr, mark, &plain, PLUMB_DRAW_COMPUTED, NULL);
  cairo_destroy (cr);
  for (guint degrees = 0; degrees < 360; degrees += 5)
    {
      const double angle = degrees * G_PI / 180;
      guint darkest = 0xff;

      for (double radius = 3; radius < 9; radius += 0.5)
        {
          const guint32 pixel = read_pixel (surface, (int) (100.5 + radius * cos (angle)),
                                            (int) (100.5 + radius * sin (angle)));

          darkest = MIN (darkest, pixel >> 8 & 0xff);
        }
      g_assert_cmphex (darkest, <, 0x68);
    }
  cairo_surface_destroy (surface);
}

static void
test_plate_is_a_circle_through_its_rim (void)
{
  const PlumbPoint plate[] = { { 100.0, 100.0 }, { 100.0, 40.0 } };
  cairo_surface_t *surface
    = draw_mark (PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, plate, 2, &plain, 0, NULL);
  g_assert_cmphex (read_pixel (surface, 160, 100), ==, 0xff57e389u);
  g_assert_cmphex (read_pixel (surface, 40, 100), ==, 0xff57e389u);
  g_assert_cmphex (read_pixel (surface, 130, 100), ==, GROUND);
  cairo_surface_destroy (surface);
}

/* A right angle open to the lower right: arc and pill are there, and neither
 * the vertex nor the ends are under the pill. */
static void
test_angle_pill_covers_no_joint (void)
{
  const PlumbPoint angle[] = { { 170.5, 60.5 }, { 60.5, 60.5 }, { 60.5, 170.5 } };
  cairo_surface_t *surface
    = draw_mark (PLUMB_MARK_ANGLE, PLUMB_LANDMARK_NONE, angle, 3, &plain, 0, "90° ± 4°");
  for (guint i = 0; i < 3; i++)
    g_assert_cmphex (read_pixel (surface, (int) angle[i].x_px, (int) angle[i].y_px), ==, GROUND);
  /* The arc's middle: 34 px from the vertex on the diagonal. */
  g_assert_cmphex (read_pixel (surface, 60 + 24, 60 + 24), !=, GROUND);
  /* Behind the vertex there is nothing. */
  g_assert_cmphex (read_pixel (surface, 40, 40), ==, GROUND);
  int box[4];
  guint with_pill = count_touched (surface, box);
  cairo_surface_destroy (surface);
  surface = draw_mark (PLUMB_MARK_ANGLE, PLUMB_LANDMARK_NONE, angle, 3, &plain, 0, NULL);
  g_assert_cmpuint (with_pill, >, count_touched (surface, box) + 300);
  cairo_surface_destroy (surface);
}

static void
test_outline_passes_through_its_points (void)
{
  const PlumbPoint back[] = { { 20.5, 120.5 }, { 45.5, 100.5 }, { 75.5, 90.5 }, { 100.5, 86.5 },
                              { 125.5, 90.5 }, { 150.5, 100.5 }, { 180.5, 120.5 } };
  cairo_surface_t *surface
    = draw_mark (PLUMB_MARK_OUTLINE, PLUMB_LANDMARK_NONE, back, 7, &plain, 0, NULL);
  for (guint i = 0; i < 7; i++)
    g_assert_cmphex (read_pixel (surface, (int) back[i].x_px, (int) back[i].y_px), ==,
                     0xffff7800u);
  cairo_surface_destroy (surface);
}

static void
test_labels_are_asked_for (void)
{
  const PlumbPoint at = { 60.5, 100.5 };
  int box[4];
  cairo_surface_t *surface = draw_mark (PLUMB_MARK_POINT, PLUMB_LANDMARK_BAR, &at, 1, &plain,
                                        PLUMB_DRAW_LABEL, NULL);
  guint labelled = count_touched (surface, box);
  cairo_surface_destroy (surface);
  surface = draw_mark (PLUMB_MARK_POINT, PLUMB_LANDMARK_BAR, &at, 1, &plain, 0, NULL);
  g_assert_cmpuint (labelled, >, count_touched (surface, box) + 100);
  cairo_surface_destroy (surface);
}

/* Nothing is drawn, and the context stays usable. */
static void
test_unusable_coordinates (void)
{
  const PlumbPoint bad[][3] = {
    { { NAN, 10.0 }, { 20.0, 20.0 }, { 30.0, 90.0 } },
    { { 10.0, 10.0 }, { INFINITY, 20.0 }, { 30.0, 90.0 } },
    { { 10.0, 10.0 }, { 20.0, 20.0 }, { 30.0, -1e12 } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      int box[4];
      cairo_surface_t *surface
        = draw_mark (PLUMB_MARK_SPINE, PLUMB_LANDMARK_NONE, bad[i], 3, &plain, 0, "x");
      g_assert_cmpuint (count_touched (surface, box), ==, 0);
      cairo_surface_destroy (surface);
    }
}

static void
test_points_on_one_spot (void)
{
  const PlumbPoint same[] = { { 90.0, 90.0 }, { 90.0, 90.0 }, { 90.0, 90.0 } };
  static const PlumbMarkKind kinds[] = { PLUMB_MARK_SPINE, PLUMB_MARK_HIP_ANGLE, PLUMB_MARK_ANGLE };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      cairo_surface_t *surface
        = draw_mark (kinds[i], PLUMB_LANDMARK_NONE, same, 3, &plain, 0, "0°");
      cairo_surface_destroy (surface);
    }
}

/* Roll > 0: the true horizontal runs down to the right, so the true vertical
 * leans to the right on its way up. */
static void
test_plumb_line_leans_with_roll (void)
{
  static const struct
  {
    double roll_deg;
    int    left, right; /* columns the top of the line lies between */
  } cases[] = { { 0.0, 98, 102 }, { 10.0, 120, 132 }, { -10.0, 68, 80 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cairo_surface_t *surface = make_ground ();
      cairo_t *cr = cairo_create (surface);
      plumb_draw_plumb_line (cr, (PlumbPoint){ 100.0, 180.0 }, 150.0, cases[i].roll_deg, &plain,
                             PLUMB_DRAW_NORMAL);
      cairo_destroy (cr);
      gboolean inside = FALSE;
      for (int y = 30; y < 48; y++)
        for (int x = 0; x < SIZE; x++)
          if (read_pixel (surface, x, y) != GROUND)
            {
              g_assert_cmpint (x, >=, cases[i].left);
              g_assert_cmpint (x, <=, cases[i].right);
              inside = TRUE;
            }
      g_assert_true (inside);
      cairo_surface_destroy (surface);
    }
}

static void
test_click_spread_and_fan (void)
{
  cairo_surface_t *surface = make_ground ();
  cairo_t *cr = cairo_create (surface);
  plumb_draw_click_spread (cr, (PlumbPoint){ 100.0, 100.0 }, 20.0, &plain, 0);
  g_assert_cmphex (read_pixel (surface, 100, 61), !=, GROUND);
  g_assert_cmphex (read_pixel (surface, 100, 50), ==, GROUND);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  surface = make_ground ();
  cr = cairo_create (surface);
  const PlumbPoint angle[] = { { 100.0, 20.0 }, { 20.0, 100.0 }, { 180.0, 100.0 } };
  g_autoptr (PlumbMark) mark
    = plumb_mark_new (1, 0, PLUMB_MARK_ANGLE, PLUMB_LANDMARK_NONE, angle, 3);
  plumb_draw_angle_fan (cr, mark, 5.0, &plain, 0);
  /* ±10° at 100 px from the vertex: ±17.6 px. */
  g_assert_cmphex (read_pixel (surface, 120, 115), !=, GROUND);
  g_assert_cmphex (read_pixel (surface, 120, 85), !=, GROUND);
  g_assert_cmphex (read_pixel (surface, 120, 120), ==, GROUND);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw-marks/open-centre", test_point_keeps_its_pixel_open);
  g_test_add_func ("/draw-marks/point-size", test_point_size_and_colours);
  g_test_add_func ("/draw-marks/zoom", test_size_does_not_follow_zoom);
  g_test_add_func ("/draw-marks/unit", test_unit_scales_widths);
  g_test_add_func ("/draw-marks/chain-colours", test_chain_colours);
  g_test_add_func ("/draw-marks/line", test_line_and_its_halo);
  g_test_add_func ("/draw-marks/dots-on-their-colour", test_dots_read_on_their_own_colour);
  g_test_add_func ("/draw-marks/plate", test_plate_is_a_circle_through_its_rim);
  g_test_add_func ("/draw-marks/angle-pill", test_angle_pill_covers_no_joint);
  g_test_add_func ("/draw-marks/outline", test_outline_passes_through_its_points);
  g_test_add_func ("/draw-marks/labels", test_labels_are_asked_for);
  g_test_add_func ("/draw-marks/unusable", test_unusable_coordinates);
  g_test_add_func ("/draw-marks/one-spot", test_points_on_one_spot);
  g_test_add_func ("/draw-marks/plumb-line", test_plumb_line_leans_with_roll);
  g_test_add_func ("/draw-marks/spread-and-fan", test_click_spread_and_fan);
  return g_test_run ();
}
