/* The lifter from the side: shoe, sock, leg, shorts, shirt, arm, far limbs.
 *
 * Outlines are tables of millimetres against bones, or against the trunk's line
 * from hip to acromion. The shirt's back edge runs exactly along the outline that
 * the truth names, and the tables leave the marked joints in the middle of what
 * a coach would click.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "scene-head.h"

#include <math.h>

static const Skin skin_tone = { { 0.796, 0.565, 0.440 }, 0.62, 0.50, 64 };
static const Skin sock = { { 0.890, 0.882, 0.858 }, 0.55, 0.35, 60 };
static const Skin shoe = { { 0.150, 0.165, 0.200 }, 0.55, 0.45, 40 };
static const Skin sole = { { 0.930, 0.925, 0.905 }, 0.35, 0.10, 12 };
static const Skin shorts = { { 0.180, 0.192, 0.230 }, 0.75, 0.34, 105 };
static const Skin shirt = { { 0.140, 0.430, 0.455 }, 0.72, 0.48, 110 };

static const Girth thigh_girth[] = { { -0.10, 48, 55 }, { 0.02, 88, 96 }, { 0.25, 97, 90 },
                                     { 0.50, 88, 78 },  { 0.75, 70, 64 }, { 0.93, 58, 55 },
                                     { 1.06, 38, 36 } };
static const Girth shorts_girth[] = { { -0.10, 50, 58 }, { 0.02, 92, 102 }, { 0.25, 102, 98 },
                                      { 0.48, 95, 88 },  { 0.60, 91, 84 },  { 0.61, 60, 55 } };
static const Girth shank_girth[] = { { -0.07, 34, 36 }, { 0.00, 53, 52 }, { 0.14, 50, 60 },
                                     { 0.32, 46, 68 },  { 0.55, 40, 54 }, { 0.82, 31, 35 },
                                     { 1.02, 34, 38 } };
static const Girth sock_girth[] = { { 0.30, 30, 50 }, { 0.305, 49, 71 }, { 0.42, 46, 67 },
                                    { 0.62, 40, 50 }, { 0.84, 33, 37 },  { 1.08, 36, 40 } };
static const Girth upper_arm_girth[] = { { -0.12, 26, 28 }, { 0.00, 54, 56 }, { 0.22, 57, 58 },
                                         { 0.50, 50, 54 },  { 0.80, 41, 43 }, { 1.05, 30, 32 } };
static const Girth forearm_girth[] = { { -0.10, 30, 32 }, { 0.04, 42, 42 }, { 0.22, 47, 43 },
                                       { 0.50, 40, 37 },  { 0.82, 29, 28 }, { 1.06, 26, 25 } };
static const Girth sleeve_girth[] = { { -0.20, 22, 22 }, { -0.10, 52, 50 }, { 0.06, 66, 66 },
                                      { 0.26, 66, 66 },  { 0.44, 63, 64 },  { 0.45, 42, 44 } };

/* Hand's breadth over the bar where the wrist is, and the shoulder's centre
 * below the acromion, along the arm. */
#define WRIST_MM 88.0
#define SHOULDER_MM 34.0

typedef struct
{
  PlumbPoint shoulder, elbow, wrist;
} Arm;

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
fill_limb (cairo_t     *cr,
           PlumbPoint   from,
           PlumbPoint   to,
           const Girth *girths,
           guint        n_girths,
           const Skin  *skin)
{
  cairo_new_path (cr);
  scene_limb_path (cr, from, to, girths, n_girths);
  scene_fill_rounded (cr, skin);
}

#define FILL_LIMB(cr, from, to, girths, skin) \
  fill_limb (cr, from, to, girths, G_N_ELEMENTS (girths), skin)

static PlumbPoint
point_between (PlumbPoint a,
               PlumbPoint b,
               double     share)
{
  return (PlumbPoint) { a.x_px + (b.x_px - a.x_px) * share, a.y_px + (b.y_px - a.y_px) * share };
}

/* Once more over what is there, fading in from share `start` to `end` of the bone:
 * hides the seam where two rounded limbs meet. */
static void
fade_limb (cairo_t     *cr,
           PlumbPoint   from,
           PlumbPoint   to,
           const Girth *girths,
           guint        n_girths,
           const Skin  *skin,
           double       start,
           double       end)
{
  PlumbPoint clear = point_between (from, to, start), full = point_between (from, to, end);
  cairo_pattern_t *fade =
      cairo_pattern_create_linear (clear.x_px, clear.y_px, full.x_px, full.y_px);

  cairo_pattern_add_color_stop_rgba (fade, 0, 0, 0, 0, 0);
  cairo_pattern_add_color_stop_rgba (fade, 1, 0, 0, 0, 1);
  cairo_save (cr);
  cairo_new_path (cr);
  scene_limb_path (cr, from, to, girths, n_girths);
  cairo_clip (cr);
  cairo_push_group (cr);
  fill_limb (cr, from, to, girths, n_girths, skin);
  cairo_pop_group_to_source (cr);
  cairo_mask (cr, fade);
  cairo_restore (cr);
  cairo_pattern_destroy (fade);
}

static Arm
place_arm (const LiftBody *body)
{
  PlumbPoint at[PLUMB_N_LANDMARKS];
  double length = hypot (body->bar.x_px - body->acr.x_px, body->bar.y_px - body->acr.y_px);

  lift_body_landmarks (body, at);
  return (Arm) { point_between (body->acr, body->bar, SHOULDER_MM / length),
                 at[PLUMB_LANDMARK_ELBOW],
                 point_between (body->acr, body->bar, 1 - WRIST_MM / length) };
}

static void
draw_shoe (cairo_t    *cr,
           const Skin *upper)
{
  static const PlumbPoint outline[] = {
    { -143, 10 }, { -144, 45 }, { -130, 92 },  { -118, 116 }, { -80, 108 }, { -46, 120 },
    { -22, 104 }, { 20, 76 },   { 72, 58 },    { 118, 44 },   { 142, 26 },  { 143, 8 },
    { 80, 6 },    { -60, 6 },
  };
  static const PlumbPoint welt[] = {
    { -100, 17 }, { -138, 17 }, { -145, 9 }, { -138, 0 }, { -100, 0 }, { 0, 0 },
    { 100, 0 },   { 138, 0 },   { 145, 9 },  { 138, 17 }, { 100, 17 }, { 0, 17 },
  };

  cairo_new_path (cr);
  scene_smooth_path (cr, outline, G_N_ELEMENTS (outline));
  scene_fill_rounded (cr, upper);
  cairo_new_path (cr);
  scene_smooth_path (cr, welt, G_N_ELEMENTS (welt));
  scene_fill_rounded (cr, &sole);
  /* strap and heel tab */
  scene_set_colour (cr, COLOUR (0xe0e4e8), 0.85);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, 9);
  cairo_move_to (cr, -14, 92);
  cairo_curve_to (cr, -8, 66, 8, 44, 34, 26);
  cairo_stroke (cr);
  cairo_move_to (cr, 16, 76);
  cairo_curve_to (cr, 24, 56, 40, 40, 62, 28);
  cairo_stroke (cr);
}

static void
draw_lower_leg (cairo_t        *cr,
                const LiftBody *body)
{
  PlumbPoint knee = body->knee, ankle = body->ankle;

  FILL_LIMB (cr, knee, ankle, shank_girth, &skin_tone);
  FILL_LIMB (cr, knee, ankle, sock_girth, &sock);
  /* two rings knitted into the sock */
  for (int i = 0; i < 2; i++)
    {
      PlumbPoint at = point_between (knee, ankle, 0.345 + 0.055 * i);
      double dx = (ankle.x_px - knee.x_px) / LIFT_SHANK_MM;
      double dy = (ankle.y_px - knee.y_px) / LIFT_SHANK_MM;
      scene_set_colour (cr, i == 0 ? COLOUR (0x25727a) : COLOUR (0x2b2e36), 0.9);
      cairo_set_line_width (cr, 12);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
      cairo_move_to (cr, at.x_px - dy * 46.5, at.y_px + dx * 46.5);
      cairo_line_to (cr, at.x_px + dy * 67, at.y_px - dx * 67);
      cairo_stroke (cr);
    }
}

static void
draw_knee (cairo_t        *cr,
           const LiftBody *body)
{
  PlumbPoint knee = body->knee;

  scene_soft_ellipse (cr, knee.x_px + 22, knee.y_px + 4, 34, 40, COLOUR (0xffdcc0), 0.30);
  scene_soft_ellipse (cr, knee.x_px + 14, knee.y_px - 44, 40, 20, COLOUR (0x5a2c1c), 0.22);
}

static void
path_pelvis (cairo_t        *cr,
             const LiftBody *body)
{
  static const double table[][2] = { { 34, 117 },    { -22, 128 },  { -74, 106 },
                                     { -106, 60 },   { -112, 0 },   { -96, -60 },
                                     { -40, -100 },  { 30, -105 },  { 104, -101 },
                                     { 110, 0 },     { 116, 60 } };
  PlumbPoint outline[G_N_ELEMENTS (table) + 2];
  guint n = 0;

  outline[n++] = lift_body_back (body, 0.075);
  outline[n++] = lift_body_back (body, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    outline[n++] = lift_body_on_trunk (body, table[i][0], table[i][1]);
  cairo_new_path (cr);
  scene_smooth_path (cr, outline, n);
}

static void
draw_waistband (cairo_t        *cr,
                const LiftBody *body)
{
  PlumbPoint back = lift_body_back (body, 0.065), front = lift_body_on_trunk (body, 98, -101);
  PlumbPoint middle = lift_body_on_trunk (body, 92, 0);

  cairo_save (cr);
  path_pelvis (cr, body);
  cairo_clip (cr);
  cairo_new_path (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width (cr, 26);
  scene_set_colour (cr, COLOUR (0x1d2028), 0.95);
  cairo_move_to (cr, back.x_px, back.y_px);
  cairo_curve_to (cr, middle.x_px, middle.y_px, middle.x_px, middle.y_px, front.x_px, front.y_px);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 4);
  scene_set_colour (cr, COLOUR (0x5fb7bd), 0.8);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_seat_and_thigh (cairo_t        *cr,
                     const LiftBody *body)
{
  FILL_LIMB (cr, body->hip, body->knee, thigh_girth, &skin_tone);
  draw_knee (cr, body);
  FILL_LIMB (cr, body->hip, body->knee, shorts_girth, &shorts);
  path_pelvis (cr, body);
  scene_fill_rounded (cr, &shorts);

  fade_limb (cr, body->hip, body->knee, shorts_girth, G_N_ELEMENTS (shorts_girth), &shorts,
             0, 0.26);
  draw_waistband (cr, body);
}

static void
path_shirt (cairo_t        *cr,
            const LiftBody *body)
{
  static const double front[][2] = { { 517, 20 },    { 492, -50 },   { 460, -92 },  { 410, -122 },
                                     { 350, -132 },  { 285, -121 },  { 200, -104 }, { 120, -100 },
                                     { 60, -96 },    { 50, 0 } };
  PlumbPoint outline[G_N_ELEMENTS (front) + 14];
  guint n = 0;

  for (int i = 0; i <= 13; i++)
    outline[n++] = lift_body_back (body, i / 13.0);
  for (gsize i = 0; i < G_N_ELEMENTS (front); i++)
    outline[n++] = lift_body_on_trunk (body, front[i][0], front[i][1]);
  cairo_new_path (cr);
  scene_smooth_path (cr, outline, n);
}

/* Cloth: creases in the waist as it bends. */
static void
draw_shirt_folds (cairo_t        *cr,
                  const LiftBody *body)
{
  static const double folds[][4] = { { 118, 140, 128, 14 }, { 150, 186, 176, 52 },
                                     { 196, 214, 206, -24 }, { 238, 268, 262, 20 } };
  double bend = 1 - body->lockout;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  scene_set_colour (cr, COLOUR (0x082428), 0.05 + 0.16 * bend);
  for (gsize i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      PlumbPoint from = lift_body_on_trunk (body, folds[i][0], -116);
      PlumbPoint by = lift_body_on_trunk (body, folds[i][1], -60);
      PlumbPoint to = lift_body_on_trunk (body, folds[i][2], folds[i][3]);
      cairo_move_to (cr, from.x_px, from.y_px);
      cairo_curve_to (cr, by.x_px, by.y_px, by.x_px, by.y_px, to.x_px, to.y_px);
      cairo_set_line_width (cr, 9 - (double) i);
      cairo_stroke (cr);
    }
}

/* The shoulder blade's inner edge under the cloth. */
static void
draw_blade (cairo_t        *cr,
            const LiftBody *body)
{
  PlumbPoint rib = lift_body_on_trunk (body, 405, 24);
  PlumbPoint top = lift_body_on_trunk (body, 430, 44), by = lift_body_on_trunk (body, 350, 84);
  PlumbPoint tip = lift_body_on_trunk (body, 308, 66), end = lift_body_on_trunk (body, 318, 20);

  scene_soft_ellipse (cr, rib.x_px, rib.y_px, 95, 70, COLOUR (0x8fd6d6), 0.14);
  cairo_set_line_width (cr, 8);
  scene_set_colour (cr, COLOUR (0x06262b), 0.17);
  cairo_move_to (cr, top.x_px, top.y_px);
  cairo_curve_to (cr, by.x_px, by.y_px, tip.x_px, tip.y_px, end.x_px, end.y_px);
  cairo_stroke (cr);
}

static void
draw_trunk (cairo_t        *cr,
            const LiftBody *body)
{
  path_shirt (cr, body);
  scene_fill_rounded (cr, &shirt);
  cairo_save (cr);
  path_shirt (cr, body);
  cairo_clip (cr);
  draw_shirt_folds (cr, body);
  draw_blade (cr, body);
  cairo_restore (cr);
}

static void
draw_hand (cairo_t        *cr,
           const LiftBody *body,
           const Arm      *arm)
{
  static const Girth fist[] = { { -0.20, 20, 20 }, { 0.05, 30, 28 }, { 0.45, 42, 34 },
                                { 0.95, 44, 36 },  { 1.20, 30, 26 } };

  FILL_LIMB (cr, arm->wrist, body->bar, fist, &skin_tone);
  scene_soft_ellipse (cr, body->bar.x_px, body->bar.y_px, 60, 60, COLOUR (0xffffff), 0.35);
}

static void
draw_arm_shadow (cairo_t        *cr,
                 const LiftBody *body)
{
  Arm arm = place_arm (body);

  cairo_save (cr);
  path_shirt (cr, body);
  cairo_clip (cr);
  cairo_new_path (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (int i = 0; i < 5; i++)
    {
      scene_set_colour (cr, COLOUR (0x04181b), 0.055);
      cairo_set_line_width (cr, 110 + 16 * i);
      cairo_move_to (cr, arm.shoulder.x_px + 14, arm.shoulder.y_px - 22);
      cairo_line_to (cr, arm.wrist.x_px + 14, arm.wrist.y_px - 22);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
draw_arm (cairo_t        *cr,
          const LiftBody *body)
{
  Arm arm = place_arm (body);
  PlumbPoint hem = point_between (arm.shoulder, arm.elbow, 0.45);

  FILL_LIMB (cr, arm.elbow, arm.wrist, forearm_girth, &skin_tone);
  draw_hand (cr, body, &arm);
  FILL_LIMB (cr, arm.shoulder, arm.elbow, upper_arm_girth, &skin_tone);
  fade_limb (cr, arm.elbow, arm.wrist, forearm_girth, G_N_ELEMENTS (forearm_girth), &skin_tone,
             -0.08, 0.05);
  scene_soft_ellipse (cr, arm.elbow.x_px - 14, arm.elbow.y_px, 22, 30, COLOUR (0x5a2c1c), 0.16);
  /* the sleeve's shadow on the arm */
  scene_soft_ellipse (cr, hem.x_px, hem.y_px - 8, 62, 26, COLOUR (0x3a1a10), 0.45);
  FILL_LIMB (cr, arm.shoulder, arm.elbow, sleeve_girth, &shirt);
  /* the shoulder seam ends at the acromion */
  cairo_set_line_width (cr, 5);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  scene_set_colour (cr, COLOUR (0x0a3237), 0.55);
  cairo_arc_negative (cr, body->acr.x_px - 2, body->acr.y_px - 66, 66, G_PI * 0.94, G_PI * 0.36);
  cairo_stroke (cr);
}

static Skin
dim_skin (const Skin *skin)
{
  Skin dim = *skin;

  dim.base = scene_mix (skin->base, COLOUR (0x1a1620), 0.42);
  dim.light = skin->light * 0.3;
  return dim;
}

void
scene_draw_far_side (cairo_t          *cr,
                     const LiftCamera *camera,
                     const LiftBody   *body)
{
  Skin bare = dim_skin (&skin_tone), cloth = dim_skin (&shorts), knit = dim_skin (&sock);
  Skin leather = dim_skin (&shoe), sleeve = dim_skin (&shirt);
  Arm arm = place_arm (body);

  use_plane (cr, camera, -LIFT_BODY_Z_MM);
  FILL_LIMB (cr, body->knee, body->ankle, shank_girth, &bare);
  FILL_LIMB (cr, body->knee, body->ankle, sock_girth, &knit);
  draw_shoe (cr, &leather);
  FILL_LIMB (cr, body->hip, body->knee, thigh_girth, &bare);
  FILL_LIMB (cr, body->hip, body->knee, shorts_girth, &cloth);
  FILL_LIMB (cr, arm.elbow, arm.wrist, forearm_girth, &bare);
  draw_hand (cr, body, &arm);
  FILL_LIMB (cr, arm.shoulder, arm.elbow, upper_arm_girth, &bare);
  FILL_LIMB (cr, arm.shoulder, arm.elbow, sleeve_girth, &sleeve);
}

void
scene_draw_near_side (cairo_t          *cr,
                      const LiftCamera *camera,
                      const LiftBody   *body)
{
  use_plane (cr, camera, LIFT_BODY_Z_MM);
  draw_lower_leg (cr, body);
  use_plane (cr, camera, LIFT_FOOT_Z_MM);
  draw_shoe (cr, &shoe);
  use_plane (cr, camera, LIFT_BODY_Z_MM);
  scene_draw_neck (cr, body, &skin_tone);
  draw_trunk (cr, body);
  scene_draw_head (cr, body, &skin_tone);
  draw_seat_and_thigh (cr, body);
  draw_arm_shadow (cr, body);
  draw_arm (cr, body);
}

void
scene_draw_shadows (cairo_t          *cr,
                    const LiftCamera *camera,
                    const LiftBody   *body)
{
  /* A plate off the floor throws a wider, weaker shadow. */
  double lift = (body->bar.y_px - LIFT_BAR_REST_MM) / 400;
  double flat = camera->height_mm / camera->distance_mm;
  static const double plates[] = { -LIFT_PLATE_Z_MM, LIFT_PLATE_Z_MM };
  const Colour dark = COLOUR (0x050308);

  use_plane (cr, camera, 0);
  scene_soft_ellipse (cr, (body->hip.x_px + body->acr.x_px) / 2, -10, 560, 420 * flat, dark, 0.38);
  for (gsize i = 0; i < G_N_ELEMENTS (plates); i++)
    {
      use_plane (cr, camera, plates[i]);
      scene_soft_ellipse (cr, body->bar.x_px + 20, 0, 190 + 90 * lift, (130 + 120 * lift) * flat,
                          dark, 0.85 - 0.5 * CLAMP (lift, 0, 1));
    }
  for (int side = -1; side <= 1; side += 2)
    {
      use_plane (cr, camera, side * LIFT_FOOT_Z_MM);
      scene_soft_ellipse (cr, 4, 2, 200, 110 * flat, dark, 0.75);
    }
}
