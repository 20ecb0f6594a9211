/* Draws one frame: background (kept), lifter and bar, grain.
 *
 * Each depth plane has its own matrix from millimetres to picture, so that the
 * body, the foot and the near plate are magnified as a lens would.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-scene.h"

struct _LiftScene
{
  cairo_surface_t *background;
  guint8          *grain;      /* several pictures' worth of signed bytes */
};

#define GRAIN_SIZE (1 << 20)

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
  cairo_set_source_rgb (cr, 0.13, 0.14, 0.17);
  cairo_arc (cr, bar.x_px, bar.y_px, LIFT_PLATE_MM / 2, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.85, 0.2, 0.2);
  cairo_set_line_width (cr, 14);
  cairo_arc (cr, bar.x_px, bar.y_px, LIFT_PLATE_MM / 2 - 30, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0.8, 0.8, 0.82);
  cairo_arc (cr, bar.x_px, bar.y_px, 25, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_plain_body (cairo_t        *cr,
                 const LiftBody *body)
{
  PlumbPoint neck = lift_body_on_trunk (body, LIFT_TRUNK_MM + 60, 20);
  PlumbPoint head = lift_body_on_trunk (body, LIFT_TRUNK_MM + 190, -10);

  cairo_set_source_rgb (cr, 0.25, 0.27, 0.33);
  stroke_bone (cr, (PlumbPoint) { -LIFT_FOOT_MM / 2 + 30, 30 },
               (PlumbPoint) { LIFT_FOOT_MM / 2 - 30, 30 }, 60);
  cairo_set_source_rgb (cr, 0.80, 0.62, 0.50);
  stroke_bone (cr, body->ankle, body->knee, 90);
  stroke_bone (cr, neck, head, 90);
  cairo_arc (cr, head.x_px, head.y_px, 105, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.22, 0.30, 0.42);
  stroke_bone (cr, body->knee, body->hip, 140);
  cairo_set_source_rgb (cr, 0.55, 0.65, 0.75);
  cairo_move_to (cr, body->hip.x_px, body->hip.y_px);
  for (int i = 0; i <= 20; i++)
    {
      PlumbPoint p = lift_body_back (body, i / 20.0);
      cairo_line_to (cr, p.x_px, p.y_px);
    }
  cairo_line_to (cr, body->acr.x_px, body->acr.y_px);
  cairo_close_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_fill (cr);
  stroke_bone (cr, body->hip, body->acr, 130);
  cairo_set_source_rgb (cr, 0.84, 0.66, 0.54);
  stroke_bone (cr, body->acr, body->bar, 80);
}

static void
draw_plain_background (cairo_t          *cr,
                       const LiftCamera *camera,
                       int               width,
                       int               height)
{
  cairo_matrix_t matrix;

  cairo_set_source_rgb (cr, 0.72, 0.73, 0.72);
  cairo_paint (cr);
  lift_camera_matrix (camera, 0, &matrix);
  cairo_transform (cr, &matrix);
  cairo_rectangle (cr, -6000, -3000, 12000, 3000);
  cairo_set_source_rgb (cr, 0.45, 0.40, 0.36);
  cairo_fill (cr);
}

static LiftScene *
create_scene (const PlumbLift *lift)
{
  LiftScene *scene = g_new0 (LiftScene, 1);
  int width = lift->options.width_px, height = lift->options.height_px;
  cairo_t *cr;

  scene->background = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cr = cairo_create (scene->background);
  draw_plain_background (cr, &lift->camera, width, height);
  cairo_destroy (cr);
  cairo_surface_flush (scene->background);
  return scene;
}

void
lift_scene_free (LiftScene *scene)
{
  cairo_surface_destroy (scene->background);
  g_free (scene->grain);
  g_free (scene);
}

static void
draw_plane (cairo_t          *cr,
            const LiftCamera *camera,
            double            z)
{
  cairo_matrix_t matrix;

  lift_camera_matrix (camera, z, &matrix);
  cairo_set_matrix (cr, &matrix);
}

gboolean
plumb_lift_draw (PlumbLift *lift,
                 gint64     frame,
                 guint8    *bgra,
                 int        stride)
{
  int width = lift->options.width_px, height = lift->options.height_px;
  cairo_surface_t *surface;
  cairo_t *cr;
  LiftBody body = { 0 };
  double t_s;
  gboolean drawn;

  g_return_val_if_fail (frame >= 0 && frame < plumb_lift_n_frames (lift), FALSE);
  g_return_val_if_fail (bgra != NULL, FALSE);

  if (lift->scene == NULL)
    lift->scene = create_scene (lift);
  t_s = 1e-9 * (double) (plumb_lift_pts_ns (lift, frame) - lift->options.first_pts_ns);
  lift_body_at (lift, t_s, &body);

  surface = cairo_image_surface_create_for_data (bgra, CAIRO_FORMAT_RGB24, width, height, stride);
  cr = cairo_create (surface);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_source_surface (cr, lift->scene->background, 0, 0);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  draw_plane (cr, &lift->camera, LIFT_BODY_Z_MM);
  draw_plain_body (cr, &body);
  draw_plane (cr, &lift->camera, LIFT_PLATE_Z_MM);
  draw_plain_plate (cr, body.bar);
  cairo_identity_matrix (cr);
  drawn = cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  if (lift->options.barcode)
    plumb_barcode_paint (bgra, width, height, stride, frame);
  return drawn;
}
