/* The head in profile: face, ear, hair with a knot. It looks at the floor ahead
 * at the set and straight on at lockout.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "scene-head.h"

#include <math.h>

#define RAD (G_PI / 180)
/* Base of the neck against the trunk, and from there to the skull's centre. */
#define NECK_ALONG_MM 488.0
#define NECK_DORSAL_MM 14.0
#define NECK_MM 160.0
#define HEAD_SCALE 1.07

static const Skin hair = { { 0.215, 0.145, 0.112 }, 0.60, 0.42, 60 };

typedef struct
{
  PlumbPoint base, skull;
  double     pitch_deg; /* of the line chin to crown, 90 = upright */
} Head;

static Head
place_head (const LiftBody *body)
{
  double neck_deg = body->trunk_deg + 20 - 28 * body->lockout;
  double pitch_deg = 56 + 36 * body->lockout;
  PlumbPoint base = lift_body_on_trunk (body, NECK_ALONG_MM, NECK_DORSAL_MM);

  return (Head) { base,
                  { base.x_px + NECK_MM * cos (neck_deg * RAD),
                    base.y_px + NECK_MM * sin (neck_deg * RAD) },
                  pitch_deg };
}

void
scene_draw_neck (cairo_t        *cr,
                 const LiftBody *body,
                 const Skin     *skin)
{
  static const Girth girth[] = { { -0.35, 30, 40 }, { -0.05, 45, 62 }, { 0.3, 50, 56 },
                                 { 0.75, 54, 50 },   { 1.0, 48, 40 } };
  Head head = place_head (body);

  cairo_new_path (cr);
  /* Walking up, the back of the neck is on the left. */
  scene_limb_path (cr, head.base, head.skull, girth, G_N_ELEMENTS (girth));
  scene_fill_rounded (cr, skin);
}

static void
draw_face (cairo_t    *cr,
           const Skin *skin)
{
  static const PlumbPoint profile[] = {
    { 20, 112 },  { 58, 98 },   { 84, 68 },   { 93, 38 },   { 88, 22 },   { 99, 4 },
    { 113, -17 }, { 100, -28 }, { 101, -38 }, { 95, -46 },  { 98, -56 },  { 90, -66 },
    { 92, -82 },  { 80, -98 },  { 52, -98 },  { 16, -84 },  { -14, -62 }, { -52, -72 },
    { -92, -30 }, { -98, 30 },  { -70, 86 },  { -24, 112 },
  };

  cairo_new_path (cr);
  scene_smooth_path (cr, profile, G_N_ELEMENTS (profile));
  scene_fill_rounded (cr, skin);
  scene_soft_ellipse (cr, 48, -26, 36, 30, COLOUR (0xd9543f), 0.20);
  scene_soft_ellipse (cr, 30, -84, 60, 26, COLOUR (0x4a2114), 0.30);
}

static void
draw_features (cairo_t *cr)
{
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  scene_set_colour (cr, COLOUR (0x2b1912), 0.9);
  cairo_set_line_width (cr, 7);
  cairo_move_to (cr, 54, 40);
  cairo_curve_to (cr, 64, 47, 76, 47, 86, 41);
  cairo_stroke (cr);
  scene_set_colour (cr, COLOUR (0xf7efe6), 0.9);
  cairo_move_to (cr, 62, 18);
  cairo_curve_to (cr, 70, 27, 78, 27, 83, 21);
  cairo_curve_to (cr, 78, 13, 70, 12, 62, 18);
  cairo_fill (cr);
  scene_set_colour (cr, COLOUR (0x20120c), 1);
  cairo_arc (cr, 77, 20, 5.5, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_line_width (cr, 4.5);
  cairo_move_to (cr, 60, 20);
  cairo_curve_to (cr, 68, 29, 78, 29, 85, 24);
  cairo_stroke (cr);
  scene_set_colour (cr, COLOUR (0x8e3f32), 0.85);
  cairo_set_line_width (cr, 5);
  cairo_move_to (cr, 76, -48);
  cairo_line_to (cr, 95, -46);
  cairo_stroke (cr);
  scene_set_colour (cr, COLOUR (0x6e3524), 0.6);
  cairo_set_line_width (cr, 4);
  cairo_move_to (cr, 92, -22);
  cairo_curve_to (cr, 88, -18, 89, -12, 94, -10);
  cairo_stroke (cr);
}

static void
draw_hair (cairo_t *cr)
{
  static const PlumbPoint cap[] = {
    { 74, 84 },   { 44, 114 },   { 0, 125 },    { -54, 114 }, { -98, 74 },  { -112, 18 },
    { -104, -34 }, { -82, -62 }, { -54, -52 },  { -42, -22 }, { -34, 12 },  { -12, 26 },
    { -2, 2 },    { 6, -12 },    { 12, 4 },     { 16, 34 },   { 38, 52 },   { 60, 66 },
  };

  cairo_new_path (cr);
  cairo_save (cr);
  cairo_translate (cr, -122, 70);
  cairo_rotate (cr, 0.5);
  cairo_scale (cr, 1.15, 0.95);
  cairo_arc (cr, 0, 0, 40, 0, 2 * G_PI);
  cairo_restore (cr);
  scene_fill_rounded (cr, &hair);
  cairo_new_path (cr);
  scene_smooth_path (cr, cap, G_N_ELEMENTS (cap));
  scene_fill_rounded (cr, &hair);
  cairo_set_line_width (cr, 4);
  for (int i = 0; i < 5; i++)
    {
      scene_set_colour (cr, COLOUR (0x8a6248), 0.28);
      cairo_move_to (cr, 58 - 16 * i, 84 + 6 * i);
      cairo_curve_to (cr, 20 - 18 * i, 104 - 6 * i, -50 - 8 * i, 96 - 14 * i, -100, 66 - 8 * i);
      cairo_stroke (cr);
    }
  /* band of the knot */
  scene_set_colour (cr, COLOUR (0x2f8c92), 1);
  cairo_set_line_width (cr, 11);
  cairo_move_to (cr, -86, 92);
  cairo_curve_to (cr, -98, 80, -104, 66, -106, 52);
  cairo_stroke (cr);
}

static void
draw_ear (cairo_t    *cr,
          const Skin *skin)
{
  Skin lobe = *skin;

  lobe.reach_mm = 16;
  cairo_save (cr);
  cairo_translate (cr, -18, -6);
  cairo_rotate (cr, 0.18);
  cairo_scale (cr, 0.62, 1);
  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, 29, 0, 2 * G_PI);
  cairo_restore (cr);
  scene_fill_rounded (cr, &lobe);
  scene_set_colour (cr, COLOUR (0x7c3f2b), 0.6);
  cairo_set_line_width (cr, 4);
  cairo_arc (cr, -18, -2, 13, -1.2, 2.4);
  cairo_stroke (cr);
}

void
scene_draw_head (cairo_t        *cr,
                 const LiftBody *body,
                 const Skin     *skin)
{
  Head head = place_head (body);

  cairo_save (cr);
  cairo_translate (cr, head.skull.x_px, head.skull.y_px);
  cairo_rotate (cr, (head.pitch_deg - 90) * RAD);
  cairo_scale (cr, HEAD_SCALE, HEAD_SCALE);
  draw_face (cr, skin);
  draw_features (cr);
  draw_hair (cr);
  draw_ear (cr, skin);
  cairo_restore (cr);
}
