/* The bar: a near and a far 450 mm bumper plate, the sleeve, the collar.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-scene.h"

#include <math.h>

#define PLATE_R (LIFT_PLATE_MM / 2)
#define SLEEVE_R 25.0
#define SHAFT_R 14.0
/* Where the sleeve ends, and the collar before it, from the mid-plane. */
#define SLEEVE_END_Z 1030.0
#define COLLAR_Z 790.0

static void
use_plane (cairo_t          *cr,
           const LiftCamera *camera,
           double            z)
{
  cairo_matrix_t matrix;

  lift_camera_matrix (camera, z, &matrix);
  cairo_set_matrix (cr, &matrix);
}

static void
path_circle (cairo_t    *cr,
             PlumbPoint  at,
             double      r)
{
  cairo_new_path (cr);
  cairo_arc (cr, at.x_px, at.y_px, r, 0, 2 * G_PI);
}

/* A lathe-turned face: light sweeps round it. */
static void
fill_turned (cairo_t    *cr,
             PlumbPoint  at,
             double      r,
             Colour      dark,
             Colour      bright)
{
  cairo_pattern_t *sweep = cairo_pattern_create_linear (at.x_px - 0.6 * r, at.y_px + r,
                                                        at.x_px + 0.6 * r, at.y_px - r);

  cairo_pattern_add_color_stop_rgb (sweep, 0, bright.r, bright.g, bright.b);
  cairo_pattern_add_color_stop_rgb (sweep, 0.45, dark.r, dark.g, dark.b);
  cairo_pattern_add_color_stop_rgb (sweep, 0.8, dark.r * 0.8, dark.g * 0.8, dark.b * 0.8);
  cairo_pattern_add_color_stop_rgb (sweep, 1, dark.r, dark.g, dark.b);
  cairo_set_source (cr, sweep);
  path_circle (cr, at, r);
  cairo_fill (cr);
  cairo_pattern_destroy (sweep);
}

static void
stroke_ring (cairo_t    *cr,
             PlumbPoint  at,
             double      r,
             double      width,
             Colour      colour,
             double      alpha)
{
  scene_set_colour (cr, colour, alpha);
  cairo_set_line_width (cr, width);
  path_circle (cr, at, r);
  cairo_stroke (cr);
}

void
scene_draw_far_plate (cairo_t          *cr,
                      const LiftCamera *camera,
                      PlumbPoint        bar)
{
  use_plane (cr, camera, -LIFT_PLATE_Z_MM);
  fill_turned (cr, bar, PLATE_R, COLOUR (0x5c1519), COLOUR (0x7d2226));
  use_plane (cr, camera, -LIFT_PLATE_Z_MM + 50);
  fill_turned (cr, bar, PLATE_R, COLOUR (0x741a1e), COLOUR (0xa23035));
  stroke_ring (cr, bar, PLATE_R - 28, 6, COLOUR (0x3c0c0f), 0.8);
  fill_turned (cr, bar, 90, COLOUR (0x55585c), COLOUR (0x9a9da0));
}

/* Strokes of a letter in a box one high: pairs of numbers, 9 lifts the pen,
 * 8 ends it. */
static const double *
find_letter (char letter)
{
  static const double e[] = { .6, 0, 0, 0, 0, 1, .6, 1, 9, 9, 0, .5, .5, .5, 8 };
  static const double p[] = { 0, 0, 0, 1, .6, 1, .6, .5, 0, .5, 8 };
  static const double l[] = { 0, 1, 0, 0, .6, 0, 8 };
  static const double u[] = { 0, 1, 0, 0, .6, 0, .6, 1, 8 };
  static const double m[] = { 0, 0, 0, 1, .3, .45, .6, 1, .6, 0, 8 };
  static const double b[] = { 0, .5, .55, .5, .62, 0, 0, 0, 0, 1, .55, 1, .55, .5, 8 };
  static const double i[] = { .3, 0, .3, 1, 8 };
  static const double n[] = { 0, 0, 0, 1, .6, 0, .6, 1, 8 };
  static const struct
  {
    char          letter;
    const double *strokes;
  } letters[] = { { 'P', p }, { 'L', l }, { 'U', u }, { 'M', m },
                  { 'B', b }, { 'I', i }, { 'N', n }, { 'E', e } };

  for (gsize k = 0; k < G_N_ELEMENTS (letters); k++)
    if (letters[k].letter == letter)
      return letters[k].strokes;
  return e;
}

/* The maker's name along the rim, its middle at angle `middle`. */
static void
draw_name (cairo_t    *cr,
           PlumbPoint  at,
           double      middle)
{
  static const char name[] = "PLUMBLINE";
  const double height = 32, radius = 135, step = 0.225;
  guint n = sizeof name - 1;

  scene_set_colour (cr, COLOUR (0xfff1e6), 0.92);
  cairo_set_line_width (cr, 7);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint k = 0; k < n; k++)
    {
      double angle = middle - step * (k - (n - 1) / 2.0);
      gboolean pen = FALSE;
      cairo_save (cr);
      cairo_translate (cr, at.x_px, at.y_px);
      cairo_rotate (cr, angle - G_PI / 2);
      cairo_translate (cr, -0.3 * height, radius);
      cairo_new_path (cr);
      for (const double *s = find_letter (name[k]); s[0] != 8; s += 2)
        {
          if (s[0] == 9)
            pen = FALSE;
          else if (pen)
            cairo_line_to (cr, s[0] * height, s[1] * height);
          else
            cairo_move_to (cr, s[0] * height, s[1] * height);
          pen = s[0] != 9;
        }
      cairo_stroke (cr);
      cairo_restore (cr);
    }
}

void
scene_draw_shaft (cairo_t          *cr,
                  const LiftCamera *camera,
                  PlumbPoint        bar,
                  double            from_z,
                  double            to_z)
{
  PlumbPoint from = lift_camera_project (camera, bar.x_px, bar.y_px, from_z);
  PlumbPoint to = lift_camera_project (camera, bar.x_px, bar.y_px, to_z);
  double width = 2 * SHAFT_R * camera->f_px / (camera->distance_mm - (from_z + to_z) / 2);

  cairo_identity_matrix (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  for (int i = 0; i < 3; i++)
    {
      static const guint tones[] = { 0x4a4e53, 0x8d9298, 0xdfe2e4 };
      scene_set_colour (cr, COLOUR (tones[i]), 1);
      cairo_set_line_width (cr, width * (1 - 0.36 * i));
      cairo_move_to (cr, from.x_px, from.y_px);
      cairo_line_to (cr, to.x_px, to.y_px);
      cairo_stroke (cr);
    }
}

static void
draw_face (cairo_t    *cr,
           PlumbPoint  at)
{
  fill_turned (cr, at, PLATE_R, COLOUR (0x9a1d24), COLOUR (0xe2484b));
  stroke_ring (cr, at, PLATE_R - 3, 6, COLOUR (0xff9a90), 0.35);
  stroke_ring (cr, at, PLATE_R - 30, 5, COLOUR (0x4d0b10), 0.75);
  stroke_ring (cr, at, PLATE_R - 35, 3, COLOUR (0xff8a80), 0.35);
  draw_name (cr, at, G_PI / 2);
  draw_name (cr, at, -G_PI / 2);
  /* chalk where hands rolled it into place */
  scene_soft_ellipse (cr, at.x_px - 120, at.y_px + 140, 60, 40, COLOUR (0xffffff), 0.12);
  scene_soft_ellipse (cr, at.x_px + 60, at.y_px - 165, 70, 30, COLOUR (0xffffff), 0.10);
}

static void
draw_hub (cairo_t    *cr,
          PlumbPoint  at)
{
  stroke_ring (cr, at, 112, 10, COLOUR (0x4d0b10), 0.8);
  fill_turned (cr, at, 108, COLOUR (0x8b9096), COLOUR (0xf1f3f4));
  stroke_ring (cr, at, 106, 3, COLOUR (0xffffff), 0.5);
  stroke_ring (cr, at, 78, 2, COLOUR (0x3a3d41), 0.5);
  for (int i = 0; i < 5; i++)
    {
      double a = i * 2 * G_PI / 5 + 0.3;
      PlumbPoint bolt = { at.x_px + 88 * cos (a), at.y_px + 88 * sin (a) };
      fill_turned (cr, bolt, 8, COLOUR (0x3d4045), COLOUR (0x6f7378));
    }
  fill_turned (cr, at, 60, COLOUR (0x74797f), COLOUR (0xd4d8da));
  fill_turned (cr, at, 30, COLOUR (0x1c1d20), COLOUR (0x34363a));
}

/* Tapers towards the sleeve's end by perspective alone. */
static void
draw_sleeve (cairo_t          *cr,
             const LiftCamera *camera,
             PlumbPoint        at,
             double            from_z,
             double            to_z,
             double            r,
             Colour            dark,
             Colour            bright)
{
  for (double z = from_z; z <= to_z; z += 8)
    {
      use_plane (cr, camera, z);
      fill_turned (cr, at, r, scene_mix (dark, bright, 0.15), scene_mix (dark, bright, 0.7));
    }
  use_plane (cr, camera, to_z);
  fill_turned (cr, at, r, dark, bright);
  stroke_ring (cr, at, r - 2, 2, bright, 0.8);
}

void
scene_draw_near_plate (cairo_t          *cr,
                       const LiftCamera *camera,
                       PlumbPoint        bar)
{
  use_plane (cr, camera, LIFT_PLATE_Z_MM - 50);
  fill_turned (cr, bar, PLATE_R, COLOUR (0x3d090d), COLOUR (0x6d1419));
  use_plane (cr, camera, LIFT_PLATE_Z_MM);
  draw_face (cr, bar);
  draw_hub (cr, bar);
  draw_sleeve (cr, camera, bar, LIFT_PLATE_Z_MM, COLLAR_Z, 44, COLOUR (0x222326),
               COLOUR (0x63666b));
  draw_sleeve (cr, camera, bar, COLLAR_Z, SLEEVE_END_Z, SLEEVE_R, COLOUR (0x777c82),
               COLOUR (0xf4f6f7));
}
