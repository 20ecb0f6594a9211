/* Draws one frame: the room (kept), shadows, lifter and bar from far to near,
 * grain, counter, bar code.
 *
 * Each depth plane has its own matrix from millimetres to picture, so that the
 * body, the foot and the near plate are magnified as a lens would.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-scene.h"

#include <math.h>
#include <string.h>

/* More than a picture row and no multiple of one, so that grain never repeats
 * at the same place. */
#define N_GRAIN 1000003

struct _LiftScene
{
  cairo_surface_t *room;
  gint8           *grain; /* N_GRAIN levels, NULL without noise */
};

void
lift_camera_matrix (const LiftCamera *camera,
                    double            z,
                    cairo_matrix_t   *matrix)
{
  /* Exact where the camera is square to the lifter; else right at mid-foot. */
  PlumbPoint origin = lift_camera_project (camera, 0, 0, z);
  PlumbPoint ahead = lift_camera_project (camera, 1, 0, z);
  PlumbPoint up = lift_camera_project (camera, 0, 1, z);

  cairo_matrix_init (matrix, ahead.x_px - origin.x_px, ahead.y_px - origin.y_px,
                     up.x_px - origin.x_px, up.y_px - origin.y_px, origin.x_px, origin.y_px);
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
stroke_bone (cairo_t    *cr,
             PlumbPoint  from,
             PlumbPoint  to,
             double      width)
{
  cairo_set_line_width (cr, width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, from.x_px, from.y_px);
  cairo_line_to (cr, to.x_px, to.y_px);
  cairo_stroke (cr);
}

static void
draw_plain_plate (cairo_t    *cr,
                  PlumbPoint  bar)
{
  scene_set_colour (cr, COLOUR (0x21242b), 1);
  cairo_arc (cr, bar.x_px, bar.y_px, LIFT_PLATE_MM / 2, 0, 2 * G_PI);
  cairo_fill (cr);
  scene_set_colour (cr, COLOUR (0xd93333), 1);
  cairo_set_line_width (cr, 14);
  cairo_arc (cr, bar.x_px, bar.y_px, LIFT_PLATE_MM / 2 - 30, 0, 2 * G_PI);
  cairo_stroke (cr);
  scene_set_colour (cr, COLOUR (0xcccfd1), 1);
  cairo_arc (cr, bar.x_px, bar.y_px, 25, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_plain_body (cairo_t        *cr,
                 const LiftBody *body)
{
  PlumbPoint neck = lift_body_on_trunk (body, LIFT_TRUNK_MM + 60, 20);
  PlumbPoint head = lift_body_on_trunk (body, LIFT_TRUNK_MM + 190, -10);

  scene_set_colour (cr, COLOUR (0x404554), 1);
  stroke_bone (cr, (PlumbPoint) { -LIFT_FOOT_MM / 2 + 30, 30 },
               (PlumbPoint) { LIFT_FOOT_MM / 2 - 30, 30 }, 60);
  scene_set_colour (cr, COLOUR (0xcc9e80), 1);
  stroke_bone (cr, body->ankle, body->knee, 90);
  stroke_bone (cr, neck, head, 90);
  cairo_arc (cr, head.x_px, head.y_px, 105, 0, 2 * G_PI);
  cairo_fill (cr);
  scene_set_colour (cr, COLOUR (0x384d6b), 1);
  stroke_bone (cr, body->knee, body->hip, 140);
  scene_set_colour (cr, COLOUR (0x8ca6bf), 1);
  cairo_move_to (cr, body->hip.x_px, body->hip.y_px);
  for (int i = 0; i <= 20; i++)
    {
      PlumbPoint p = lift_body_back (body, i / 20.0);
      cairo_line_to (cr, p.x_px, p.y_px);
    }
  cairo_line_to (cr, body->acr.x_px, body->acr.y_px);
  cairo_close_path (cr);
  cairo_fill (cr);
  stroke_bone (cr, body->hip, body->acr, 130);
  scene_set_colour (cr, COLOUR (0xd6a88a), 1);
  stroke_bone (cr, body->acr, body->bar, 80);
}

static void
draw_plain_room (cairo_surface_t  *surface,
                 const LiftCamera *camera)
{
  cairo_t *cr = cairo_create (surface);

  scene_set_colour (cr, COLOUR (0xb8bab8), 1);
  cairo_paint (cr);
  use_plane (cr, camera, 0);
  cairo_rectangle (cr, -6000, -3000, 12000, 3000);
  scene_set_colour (cr, COLOUR (0x73665c), 1);
  cairo_fill (cr);
  cairo_destroy (cr);
}

/* Sums of uniform numbers are near enough to normal for grain. */
static gint8 *
create_grain (double  sd,
              guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed + 2);
  gint8 *grain = g_malloc (N_GRAIN);

  for (gsize i = 0; i < N_GRAIN; i++)
    {
      double sum = -2;
      for (int k = 0; k < 4; k++)
        sum += g_rand_double (rand);
      grain[i] = (gint8) CLAMP (lround (sum * sqrt (3) * sd), -127, 127);
    }
  return grain;
}

static LiftScene *
create_scene (const PlumbLift *lift)
{
  const PlumbClipOptions *options = &lift->options;
  LiftScene *scene = g_new0 (LiftScene, 1);

  scene->room =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, options->width_px, options->height_px);
  if (options->style == PLUMB_CLIP_STYLE_PLAIN)
    draw_plain_room (scene->room, &lift->camera);
  else
    scene_draw_room (scene->room, &lift->camera, options);
  cairo_surface_flush (scene->room);
  if (options->camera.noise > 0)
    scene->grain = create_grain (options->camera.noise, options->seed);
  return scene;
}

void
lift_scene_free (LiftScene *scene)
{
  cairo_surface_destroy (scene->room);
  g_free (scene->grain);
  g_free (scene);
}

static void
add_grain (const LiftScene *scene,
           gint64           frame,
           guint8          *bgra,
           int              stride,
           int              width,
           int              height)
{
  gsize at = (gsize) (frame * 379009 % N_GRAIN);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *p = bgra + (gsize) y * stride + 4 * (gsize) x;
        int by = scene->grain[at];
        at = at + 1 < N_GRAIN ? at + 1 : 0;
        p[0] = (guint8) CLAMP (p[0] + by, 0, 255);
        p[1] = (guint8) CLAMP (p[1] + by, 0, 255);
        p[2] = (guint8) CLAMP (p[2] + by, 0, 255);
      }
}

static void
copy_room (const LiftScene *scene,
           guint8          *bgra,
           int              stride,
           int              width,
           int              height)
{
  const guint8 *room = cairo_image_surface_get_data (scene->room);
  gsize room_stride = cairo_image_surface_get_stride (scene->room);

  for (int y = 0; y < height; y++)
    memcpy (bgra + (gsize) y * stride, room + y * room_stride, 4 * (gsize) width);
}

static void
draw_figures (cairo_t          *cr,
              const LiftCamera *camera,
              PlumbClipStyle    style,
              const LiftBody   *body)
{
  if (style == PLUMB_CLIP_STYLE_PLAIN)
    {
      use_plane (cr, camera, LIFT_BODY_Z_MM);
      draw_plain_body (cr, body);
      use_plane (cr, camera, LIFT_PLATE_Z_MM);
      draw_plain_plate (cr, body->bar);
      return;
    }
  scene_draw_shadows (cr, camera, body);
  scene_draw_far_plate (cr, camera, body->bar);
  scene_draw_far_side (cr, camera, body);
  scene_draw_shaft (cr, camera, body->bar, -LIFT_PLATE_Z_MM, 0);
  scene_draw_near_side (cr, camera, body);
  scene_draw_shaft (cr, camera, body->bar, LIFT_BODY_Z_MM, LIFT_PLATE_Z_MM - 50);
  scene_draw_near_plate (cr, camera, body->bar);
}

gboolean
plumb_lift_draw (PlumbLift *lift,
                 gint64     frame,
                 guint8    *bgra,
                 int        stride)
{
  const PlumbClipOptions *options = &lift->options;
  int width = options->width_px, height = options->height_px;
  LiftBody body = { 0 };
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean drawn;

  g_return_val_if_fail (frame >= 0 && frame < plumb_lift_n_frames (lift), FALSE);
  g_return_val_if_fail (bgra != NULL && stride >= 4 * width, FALSE);

  if (lift->scene == NULL)
    lift->scene = create_scene (lift);
  lift_body_at (lift, 1e-9 * (double) (plumb_lift_pts_ns (lift, frame) - options->first_pts_ns),
                &body);
  copy_room (lift->scene, bgra, stride, width, height);
  surface = cairo_image_surface_create_for_data (bgra, CAIRO_FORMAT_RGB24, width, height, stride);
  cr = cairo_create (surface);
  draw_figures (cr, &lift->camera, options->style, &body);
  cairo_identity_matrix (cr);
  if (options->counter)
    scene_draw_counter (cr, width * 0.98, height * 0.06, height * 0.05, frame);
  drawn = cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  if (lift->scene->grain != NULL)
    add_grain (lift->scene, frame, bgra, stride, width, height);
  if (options->barcode)
    plumb_barcode_paint (bgra, width, height, stride, frame);
  return drawn;
}
