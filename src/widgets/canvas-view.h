/* Where the picture lies in the canvas: the only place where screen and video
 * coordinates meet. Plain value, no GTK.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mark.h"

G_BEGIN_DECLS

#define PLUMB_CANVAS_MAX_SCALE 16.0

typedef struct
{
  double   width, height;       /* the widget, screen pixels */
  double   picture_width_px;    /* the recording, video pixels; 0 = none */
  double   picture_height_px;
  double   scale;               /* screen pixels a video pixel */
  double   x0, y0;              /* screen position of the upper left corner */
  gboolean fit;                 /* follows the widget's size */
  gboolean is_mirrored;         /* x runs from right to left on the screen */
} PlumbCanvasView;

/* Takes a new widget or picture size; keeps the centre unless fitting. */
void       plumb_canvas_view_resize (PlumbCanvasView *view,
                                     double           width,
                                     double           height,
                                     double           picture_width_px,
                                     double           picture_height_px);
/* Shows the whole picture, centred, as large as it goes. */
void       plumb_canvas_view_fit (PlumbCanvasView *view);
/* Scales by `factor` so that the video pixel under (x, y) stays there. */
void       plumb_canvas_view_zoom (PlumbCanvasView *view,
                                   double           factor,
                                   double           x,
                                   double           y);
/* Moves the picture by screen pixels; a part always stays in sight. */
void       plumb_canvas_view_pan (PlumbCanvasView *view,
                                  double           dx,
                                  double           dy);
PlumbPoint plumb_canvas_view_to_video (const PlumbCanvasView *view,
                                       double                 x,
                                       double                 y);
PlumbPoint plumb_canvas_view_to_screen (const PlumbCanvasView *view,
                                        PlumbPoint             video);

G_END_DECLS
