/* Where the picture lies in the canvas; see canvas-view.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "canvas-view.h"

/* Screen pixels of the picture that stay in sight while panning. */
#define KEEP_IN_SIGHT 48.0

static double
fit_scale (const PlumbCanvasView *view)
{
  if (view->picture_width_px <= 0 || view->picture_height_px <= 0)
    return 1;
  return MIN (view->width / view->picture_width_px,
              view->height / view->picture_height_px);
}

static void
keep_in_sight (PlumbCanvasView *view)
{
  const double w = view->picture_width_px * view->scale;
  const double h = view->picture_height_px * view->scale;

  view->x0 = CLAMP (view->x0, MIN (KEEP_IN_SIGHT, view->width) - w,
                    MAX (view->width - KEEP_IN_SIGHT, 0));
  view->y0 = CLAMP (view->y0, MIN (KEEP_IN_SIGHT, view->height) - h,
                    MAX (view->height - KEEP_IN_SIGHT, 0));
}

void
plumb_canvas_view_fit (PlumbCanvasView *view)
{
  view->fit = TRUE;
  view->scale = fit_scale (view);
  view->x0 = (view->width - view->picture_width_px * view->scale) / 2;
  view->y0 = (view->height - view->picture_height_px * view->scale) / 2;
}

void
plumb_canvas_view_resize (PlumbCanvasView *view,
                          double           width,
                          double           height,
                          double           picture_width_px,
                          double           picture_height_px)
{
  const gboolean other_picture = picture_width_px != view->picture_width_px
                                 || picture_height_px != view->picture_height_px;
  const double dx = (width - view->width) / 2;
  const double dy = (height - view->height) / 2;

  view->width = width;
  view->height = height;
  view->picture_width_px = picture_width_px;
  view->picture_height_px = picture_height_px;
  if (view->fit || other_picture)
    plumb_canvas_view_fit (view);
  else
    plumb_canvas_view_pan (view, dx, dy);
}

void
plumb_canvas_view_zoom (PlumbCanvasView *view,
                        double           factor,
                        double           x,
                        double           y)
{
  const double least = MIN (fit_scale (view), 1);
  const double scale = CLAMP (view->scale * factor, least, PLUMB_CANVAS_MAX_SCALE);
  const double ratio = scale / view->scale;

  if (scale <= least && factor < 1 && scale == fit_scale (view))
    {
      plumb_canvas_view_fit (view);
      return;
    }
  view->fit = FALSE;
  view->x0 = x - (x - view->x0) * ratio;
  view->y0 = y - (y - view->y0) * ratio;
  view->scale = scale;
  keep_in_sight (view);
}

void
plumb_canvas_view_pan (PlumbCanvasView *view,
                       double           dx,
                       double           dy)
{
  view->fit = FALSE;
  view->x0 += dx;
  view->y0 += dy;
  keep_in_sight (view);
}

PlumbPoint
plumb_canvas_view_to_video (const PlumbCanvasView *view,
                            double                 x,
                            double                 y)
{
  const double across = (x - view->x0) / view->scale;

  return (PlumbPoint) { view->is_mirrored ? view->picture_width_px - across : across,
                        (y - view->y0) / view->scale };
}

PlumbPoint
plumb_canvas_view_to_screen (const PlumbCanvasView *view,
                             PlumbPoint             video)
{
  const double across = view->is_mirrored ? view->picture_width_px - video.x_px : video.x_px;

  return (PlumbPoint) { view->x0 + across * view->scale,
                        view->y0 + video.y_px * view->scale };
}
