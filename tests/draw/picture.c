/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture.h"

static const PlumbPoint heel = { 700.0, 980.0 }, toe = { 816.0, 980.0 };
static const PlumbPoint ankle = { 724.0, 950.0 }, knee = { 729.9, 782.1 };
static const PlumbPoint hip = { 668.4, 630.0 }, acromion = { 853.0, 594.2 };
static const PlumbPoint bar = { 758.0, 890.0 };
static const PlumbPoint s1 = { 693.4, 590.6 }, t12 = { 762.3, 578.4 }, c7 = { 862.0, 567.2 };

static void
draw_limb (cairo_t   *cr,
           PlumbPoint a,
           PlumbPoint b,
           double     width)
{
  cairo_set_line_width (cr, width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, a.x_px, a.y_px);
  cairo_line_to (cr, b.x_px, b.y_px);
  cairo_stroke (cr);
}

static void
set_shade (cairo_t *cr,
           gboolean dark,
           double   on_dark,
           double   on_light)
{
  double shade = dark ? on_dark : on_light;
  cairo_set_source_rgb (cr, shade, shade * 0.98, shade * 0.95);
}

static void
draw_room (cairo_t *cr,
           gboolean dark)
{
  cairo_pattern_t *wall = cairo_pattern_create_linear (0.0, 0.0, 0.0, 985.0);
  double top = dark ? 0.10 : 0.86;
  double low = dark ? 0.18 : 0.70;
  cairo_pattern_add_color_stop_rgb (wall, 0.0, top, top, top * 1.03);
  cairo_pattern_add_color_stop_rgb (wall, 1.0, low, low, low * 1.02);
  cairo_set_source (cr, wall);
  cairo_paint (cr);
  cairo_pattern_destroy (wall);
  set_shade (cr, dark, 0.26, 0.55);
  for (int x = 180; x < 1920; x += 520)
    {
      cairo_rectangle (cr, x, 120.0, 36.0, 870.0);
      cairo_fill (cr);
    }
  set_shade (cr, dark, 0.12, 0.42);
  cairo_rectangle (cr, 0.0, 985.0, 1920.0, 95.0);
  cairo_fill (cr);
}

static void
draw_body (cairo_t *cr,
           gboolean dark)
{
  cairo_set_source_rgb (cr, dark ? 0.16 : 0.22, dark ? 0.17 : 0.24, dark ? 0.22 : 0.33);
  draw_limb (cr, hip, knee, 84.0);
  draw_limb (cr, knee, ankle, 56.0);
  set_shade (cr, dark, 0.45, 0.15);
  draw_limb (cr, (PlumbPoint){ heel.x_px + 14.0, 966.0 }, (PlumbPoint){ toe.x_px - 14.0, 968.0 },
             27.0);
  cairo_set_source_rgb (cr, dark ? 0.33 : 0.62, dark ? 0.13 : 0.22, dark ? 0.13 : 0.20);
  draw_limb (cr, (PlumbPoint){ 690.0, 632.0 }, (PlumbPoint){ 828.0, 612.0 }, 92.0);
  cairo_set_source_rgb (cr, dark ? 0.50 : 0.78, dark ? 0.38 : 0.60, dark ? 0.31 : 0.50);
  draw_limb (cr, acromion, (PlumbPoint){ 805.0, 742.0 }, 46.0);
  draw_limb (cr, (PlumbPoint){ 805.0, 742.0 }, (PlumbPoint){ 760.0, 878.0 }, 36.0);
  cairo_arc (cr, 934.0, 580.0, 54.0, 0.0, 2.0 * G_PI);
  cairo_fill (cr);
}

static void
draw_plate (cairo_t *cr,
            gboolean dark)
{
  static const double shades[] = { 0.10, 0.16, 0.08, 0.5 };
  static const double radii[] = { 90.0, 78.0, 36.0, 11.0 };
  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    {
      cairo_set_source_rgba (cr, shades[i], shades[i], shades[i] + (dark ? 0.03 : 0.05),
                             i == 0 ? 0.93 : 1.0);
      cairo_arc (cr, bar.x_px, bar.y_px, radii[i], 0.0, 2.0 * G_PI);
      cairo_fill (cr);
    }
}

cairo_surface_t *
picture_new (gboolean dark)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1920, 1080);
  cairo_t *cr = cairo_create (surface);
  draw_room (cr, dark);
  draw_body (cr, dark);
  draw_plate (cr, dark);
  cairo_destroy (cr);
  /* Grain as of a phone in a gym; its own generator, so that it is the same
   * everywhere. */
  cairo_surface_flush (surface);
  guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint32 state = 12345;
  for (int y = 0; y < 1080; y++)
    for (int x = 0; x < 1920; x++)
      {
        state = state * 1664525u + 1013904223u;
        int grain = (int) (state >> 28) - 8;
        for (int c = 0; c < 3; c++)
          {
            guint8 *value = pixels + y * stride + 4 * x + c;
            *value = (guint8) CLAMP (*value + grain, 0, 255);
          }
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

void
picture_marks (PlumbMark *marks[PICTURE_N_MARKS])
{
  const struct
  {
    PlumbLandmark landmark;
    PlumbPoint    at;
  } points[] = {
    { PLUMB_LANDMARK_HEEL, heel },        { PLUMB_LANDMARK_TOE, toe },
    { PLUMB_LANDMARK_ANKLE, ankle },      { PLUMB_LANDMARK_KNEE, knee },
    { PLUMB_LANDMARK_HIP, hip },          { PLUMB_LANDMARK_ACROMION, acromion },
    { PLUMB_LANDMARK_SCAPULA, { 779.5, 572.6 } },
  };
  const PlumbPoint spine[] = { s1, t12, c7 };
  const PlumbPoint angle[] = { acromion, hip, knee };
  const PlumbPoint knee_angle[] = { hip, knee, ankle };
  const PlumbPoint plate[] = { bar, { 758.0, 800.0 } };
  const PlumbPoint level[] = { { 200.0, 985.0 }, { 1700.0, 985.0 } };
  guint n = 0;
  marks[n++] = plumb_mark_new (1, 0, PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, plate, 2);
  marks[n++] = plumb_mark_new (2, 0, PLUMB_MARK_LINE, PLUMB_LANDMARK_NONE, level, 2);
  marks[n++] = plumb_mark_new (3, 0, PLUMB_MARK_HIP_ANGLE, PLUMB_LANDMARK_NONE, angle, 3);
  marks[n++] = plumb_mark_new (4, 0, PLUMB_MARK_ANGLE, PLUMB_LANDMARK_NONE, knee_angle, 3);
  marks[n++] = plumb_mark_new (5, 0, PLUMB_MARK_SPINE, PLUMB_LANDMARK_NONE, spine, 3);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    marks[n++] = plumb_mark_new (6 + i, 0, PLUMB_MARK_POINT, points[i].landmark, &points[i].at, 1);
  g_assert (n == PICTURE_N_MARKS);
}
