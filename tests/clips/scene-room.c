/* The gym: block wall and rack a little out of focus, a lifting platform of
 * oak between rubber on a speckled floor. Drawn once a clip.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-scene.h"

#include <math.h>

#define WALL_Z (-2600.0)
#define RACK_Z (-1500.0)
/* Half the platform, and half its oak, which the plates stand beside. */
#define PLATFORM_X 1220.0
#define PLATFORM_Z 1220.0
#define OAK_Z 590.0
#define N_PLANKS 9

static void
path_floor (cairo_t          *cr,
            const LiftCamera *camera,
            double            x0,
            double            x1,
            double            z0,
            double            z1)
{
  const double xs[] = { x0, x1, x1, x0 }, zs[] = { z0, z0, z1, z1 };

  cairo_identity_matrix (cr);
  for (int i = 0; i < 4; i++)
    {
      PlumbPoint p = lift_camera_project (camera, xs[i], 0, zs[i]);
      cairo_line_to (cr, p.x_px, p.y_px);
    }
  cairo_close_path (cr);
}

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
fill_rectangle (cairo_t *cr,
                double   x,
                double   y,
                double   width,
                double   height,
                Colour   colour,
                double   alpha)
{
  scene_set_colour (cr, colour, alpha);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

static void
draw_wall (cairo_t          *cr,
           const LiftCamera *camera,
           GRand            *rand)
{
  const double block_w = 410, block_h = 205, dado = 1130;

  use_plane (cr, camera, WALL_Z);
  fill_rectangle (cr, -9000, 0, 18000, 9000, COLOUR (0xa49d92), 1);
  fill_rectangle (cr, -9000, 0, 18000, dado, COLOUR (0x55646a), 1);
  for (int row = 0; row < 24; row++)
    for (int column = -16; column < 16; column++)
      {
        double x = column * block_w + (row % 2) * block_w / 2, y = row * block_h;
        double tone = g_rand_double_range (rand, -1, 1);
        fill_rectangle (cr, x + 6, y + 6, block_w - 12, block_h - 12,
                        tone > 0 ? COLOUR (0xffffff) : COLOUR (0x000000), fabs (tone) * 0.045);
        fill_rectangle (cr, x + 6, y + block_h - 10, block_w - 12, 4, COLOUR (0xffffff), 0.10);
        fill_rectangle (cr, x, y, block_w, 6, COLOUR (0x000000), 0.13);
        fill_rectangle (cr, x, y, 6, block_h, COLOUR (0x000000), 0.10);
      }
  fill_rectangle (cr, -9000, dado, 18000, 46, COLOUR (0xd9d2c4), 0.85);
  fill_rectangle (cr, -9000, 0, 18000, 110, COLOUR (0x2b3033), 1);
}

/* Daylight from a high window behind the lifter, dusk in the corners. */
static void
draw_wall_light (cairo_t          *cr,
                 const LiftCamera *camera)
{
  cairo_pattern_t *fall;

  use_plane (cr, camera, WALL_Z);
  scene_soft_ellipse (cr, -500, 1500, 3000, 1900, COLOUR (0xfff0d2), 0.42);
  for (int pane = 0; pane < 3; pane++)
    {
      double x = -1950 + pane * 640;
      cairo_move_to (cr, x, 2800);
      cairo_line_to (cr, x + 540, 2800);
      cairo_line_to (cr, x + 1240, 1150);
      cairo_line_to (cr, x + 700, 1150);
      cairo_close_path (cr);
      scene_set_colour (cr, COLOUR (0xfff3d6), 0.16);
      cairo_fill (cr);
    }
  fall = cairo_pattern_create_linear (0, 3200, 0, 0);
  cairo_pattern_add_color_stop_rgba (fall, 0, 0, 0, 0, 0.20);
  cairo_pattern_add_color_stop_rgba (fall, 0.5, 0, 0, 0, 0.0);
  cairo_pattern_add_color_stop_rgba (fall, 1, 0, 0, 0, 0.28);
  cairo_set_source (cr, fall);
  cairo_rectangle (cr, -9000, 0, 18000, 9000);
  cairo_fill (cr);
  cairo_pattern_destroy (fall);
}

static void
draw_upright (cairo_t *cr,
              double   x)
{
  cairo_pattern_t *steel = cairo_pattern_create_linear (x - 38, 0, x + 38, 0);

  cairo_pattern_add_color_stop_rgb (steel, 0, 0.20, 0.21, 0.23);
  cairo_pattern_add_color_stop_rgb (steel, 0.15, 0.33, 0.34, 0.37);
  cairo_pattern_add_color_stop_rgb (steel, 0.3, 0.17, 0.18, 0.20);
  cairo_pattern_add_color_stop_rgb (steel, 1, 0.09, 0.09, 0.11);
  cairo_set_source (cr, steel);
  cairo_rectangle (cr, x - 38, 0, 76, 2600);
  cairo_fill (cr);
  cairo_pattern_destroy (steel);
  for (double y = 250; y < 2500; y += 100)
    {
      scene_set_colour (cr, COLOUR (0x8d9094), 0.8);
      cairo_arc (cr, x, y, 13, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  fill_rectangle (cr, x - 80, 0, 160, 26, COLOUR (0x15161a), 1);
}

static void
draw_rack (cairo_t          *cr,
           const LiftCamera *camera)
{
  use_plane (cr, camera, RACK_Z);
  scene_soft_ellipse (cr, 1400, 0, 900, 90, COLOUR (0x000000), 0.5);
  fill_rectangle (cr, 900, 2150, 1100, 76, COLOUR (0x1d1e22), 1);
  draw_upright (cr, 900);
  draw_upright (cr, 1900);
  /* safety arm and hooks */
  fill_rectangle (cr, 900, 640, 1000, 60, COLOUR (0x2d2f34), 1);
  fill_rectangle (cr, 900, 690, 1000, 12, COLOUR (0xa33a2c), 1);
  fill_rectangle (cr, 845, 1395, 46, 130, COLOUR (0xa33a2c), 1);
  fill_rectangle (cr, 770, 1380, 100, 34, COLOUR (0x25262b), 1);
}

static void
draw_dumbbells (cairo_t          *cr,
                const LiftCamera *camera)
{
  use_plane (cr, camera, RACK_Z - 500);
  scene_soft_ellipse (cr, -1900, 0, 1100, 90, COLOUR (0x000000), 0.5);
  for (int shelf = 0; shelf < 2; shelf++)
    {
      double y = 300 + shelf * 380;
      fill_rectangle (cr, -2900, y - 40, 1900, 40, COLOUR (0x24262a), 1);
      for (int i = 0; i < 9; i++)
        {
          double x = -2800 + i * 205, r = 62 + 5 * (i % 5);
          const Skin iron = { COLOUR (0x33363b), 0.5, 0.35, 60 };
          cairo_new_path (cr);
          for (int k = 0; k < 6; k++)
            cairo_line_to (cr, x + r * cos (k * G_PI / 3), y + r + r * sin (k * G_PI / 3));
          cairo_close_path (cr);
          scene_fill_rounded (cr, &iron);
          fill_rectangle (cr, x - 24, y + r - 12, 48, 24, COLOUR (0x8a8d91), 0.8);
        }
    }
  fill_rectangle (cr, -2920, 0, 60, 800, COLOUR (0x1c1d21), 1);
  fill_rectangle (cr, -1060, 0, 60, 800, COLOUR (0x1c1d21), 1);
}

static void
draw_kettlebells (cairo_t          *cr,
                  const LiftCamera *camera)
{
  static const guint tints[] = { 0xc9a227, 0x2f6b57, 0x394b7a, 0x7d2f35 };

  use_plane (cr, camera, RACK_Z - 600);
  for (gsize i = 0; i < G_N_ELEMENTS (tints); i++)
    {
      double x = 2350 + 260 * (double) i, r = 92 + 7 * (double) i;
      const Skin iron = { scene_mix (COLOUR (tints[i]), COLOUR (0x2b2d31), 0.45), 0.5, 0.3, 70 };
      scene_soft_ellipse (cr, x, 6, r * 1.3, 30, COLOUR (0x000000), 0.5);
      scene_set_colour (cr, COLOUR (0x202227), 1);
      cairo_set_line_width (cr, 34);
      cairo_arc (cr, x, r * 2 + 10, r * 0.62, 0, 2 * G_PI);
      cairo_stroke (cr);
      cairo_arc (cr, x, r, r, 0, 2 * G_PI);
      scene_fill_rounded (cr, &iron);
    }
}

static void
draw_floor (cairo_t          *cr,
            const LiftCamera *camera,
            GRand            *rand)
{
  static const guint flecks[] = { 0x7d8790, 0x8c8f92, 0x5d7f96, 0x1a1c1f };

  /* All of the picture; the wall is drawn over it. */
  scene_set_colour (cr, COLOUR (0x3f4347), 1);
  cairo_paint (cr);
  for (int i = 0; i < 5200; i++)
    {
      double x = g_rand_double_range (rand, -3600, 3600);
      double z = g_rand_double_range (rand, WALL_Z, 1400);
      double r = g_rand_double_range (rand, 2.5, 8);
      PlumbPoint p = lift_camera_project (camera, x, 0, z);
      double scale = camera->f_px / (camera->distance_mm - z);
      guint tint = flecks[g_rand_int_range (rand, 0, G_N_ELEMENTS (flecks))];
      cairo_identity_matrix (cr);
      scene_set_colour (cr, COLOUR (tint), 0.5);
      cairo_rectangle (cr, p.x_px, p.y_px, 2 * r * scale, MAX (r * scale * 0.4, 0.5));
      cairo_fill (cr);
    }
}

static void
draw_oak (cairo_t          *cr,
          const LiftCamera *camera,
          GRand            *rand)
{
  double plank = 2 * OAK_Z / N_PLANKS;

  for (int i = 0; i < N_PLANKS; i++)
    {
      double z = -OAK_Z + i * plank, x = -PLATFORM_X;
      while (x < PLATFORM_X)
        {
          double length = g_rand_double_range (rand, 500, 1100);
          double end = MIN (x + length, PLATFORM_X);
          Colour tone = scene_mix (COLOUR (0xb98a54), COLOUR (0xd8ae74), g_rand_double (rand));
          path_floor (cr, camera, x, end, z, z + plank);
          scene_set_colour (cr, tone, 1);
          cairo_fill (cr);
          for (int k = 0; k < 7; k++)
            {
              double gz = z + plank * g_rand_double (rand);
              double gx = g_rand_double_range (rand, x, end);
              path_floor (cr, camera, gx, MIN (gx + 260, end), gz, gz + 3);
              scene_set_colour (cr, COLOUR (0x6d4a27), 0.22);
              cairo_fill (cr);
            }
          path_floor (cr, camera, end - 3, end, z, z + plank);
          scene_set_colour (cr, COLOUR (0x5b3d20), 0.5);
          cairo_fill (cr);
          x = end;
        }
      path_floor (cr, camera, -PLATFORM_X, PLATFORM_X, z, z + 3);
      scene_set_colour (cr, COLOUR (0x5b3d20), 0.45);
      cairo_fill (cr);
    }
}

static void
draw_platform (cairo_t          *cr,
               const LiftCamera *camera,
               GRand            *rand)
{
  static const double strips[][2] = { { -PLATFORM_Z, -OAK_Z }, { OAK_Z, PLATFORM_Z } };

  path_floor (cr, camera, -PLATFORM_X - 60, PLATFORM_X + 60, -PLATFORM_Z - 60, PLATFORM_Z + 60);
  scene_set_colour (cr, COLOUR (0x1b1c1f), 1);
  cairo_fill (cr);
  for (gsize i = 0; i < G_N_ELEMENTS (strips); i++)
    {
      path_floor (cr, camera, -PLATFORM_X, PLATFORM_X, strips[i][0], strips[i][1]);
      scene_set_colour (cr, COLOUR (0x2c2e31), 1);
      cairo_fill (cr);
    }
  draw_oak (cr, camera, rand);
  for (int i = 0; i < 260; i++)
    {
      /* chalk dust about the feet and where the plates land */
      double x = g_rand_double_range (rand, -1, 1), z = g_rand_double_range (rand, -1, 1);
      PlumbPoint p =
          lift_camera_project (camera, x * fabs (x) * 600 - 40, 0, z * fabs (z) * 900);
      cairo_identity_matrix (cr);
      scene_soft_ellipse (cr, p.x_px, p.y_px, 6, 1.6, COLOUR (0xffffff), 0.10);
    }
}

static void
draw_floor_light (cairo_t          *cr,
                  const LiftCamera *camera)
{
  PlumbPoint p = lift_camera_project (camera, -150, 0, 100);
  double scale = camera->f_px / camera->distance_mm;

  cairo_identity_matrix (cr);
  scene_soft_ellipse (cr, p.x_px, p.y_px, 1500 * scale, 150 * scale, COLOUR (0xfff0d2), 0.20);
}

/* Grain that keeps large even areas from banding. */
static void
add_texture (cairo_surface_t *surface,
             GRand           *rand)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = cairo_image_surface_get_stride (surface);
  guint8 *data;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        int by = g_rand_int_range (rand, -2, 3);
        for (int c = 0; c < 3; c++)
          {
            guint8 *p = data + y * stride + 4 * x + c;
            *p = (guint8) CLAMP (*p + by, 0, 255);
          }
      }
  cairo_surface_mark_dirty (surface);
}

static void
draw_vignette (cairo_t *cr,
               double   width,
               double   height)
{
  double r = hypot (width, height) / 2;
  cairo_pattern_t *dusk = cairo_pattern_create_radial (width * 0.48, height * 0.5, r * 0.45,
                                                       width * 0.48, height * 0.5, r * 1.05);

  cairo_identity_matrix (cr);
  cairo_pattern_add_color_stop_rgba (dusk, 0, 0.03, 0.03, 0.06, 0);
  cairo_pattern_add_color_stop_rgba (dusk, 1, 0.03, 0.03, 0.06, 0.55);
  cairo_set_source (cr, dusk);
  cairo_paint (cr);
  cairo_pattern_destroy (dusk);
}

void
scene_draw_room (cairo_surface_t        *surface,
                 const LiftCamera       *camera,
                 const PlumbClipOptions *options)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (options->seed + 1);
  double scale = camera->f_px / camera->distance_mm;
  cairo_t *cr = cairo_create (surface);

  draw_floor (cr, camera, rand);
  draw_wall (cr, camera, rand);
  draw_wall_light (cr, camera);
  draw_dumbbells (cr, camera);
  draw_kettlebells (cr, camera);
  draw_rack (cr, camera);
  scene_blur (surface, (int) lround (6 * scale));
  draw_platform (cr, camera, rand);
  draw_floor_light (cr, camera);
  draw_vignette (cr, options->width_px, options->height_px);
  cairo_destroy (cr);
  add_texture (surface, rand);
}
