/* Where over the canvas a hint stands, so that it does not lie over what it asks
 * for: beside the picture where there is room, else at that end of it where it
 * is least in the way. Plain values, no GTK.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "canvas-view.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_HINT_TOP,
  PLUMB_HINT_BOTTOM,
  PLUMB_HINT_LEFT,  /* of the screen, in every language */
  PLUMB_HINT_RIGHT,
} PlumbHintPlace;

/* A part of the picture, shares of its width and height. */
typedef struct
{
  double x1, y1, x2, y2;
} PlumbHintArea;

/* `beside_px` is the width that it needs to stand beside the picture, `width_px`
 * and `height_px` what it takes above or below. `wanted` is where something is to
 * be looked at or marked. Where it is now is kept while nothing is gained by
 * leaving. */
PlumbHintPlace plumb_hint_place_find (const PlumbCanvasView *view,
                                      double                 beside_px,
                                      double                 width_px,
                                      double                 height_px,
                                      const PlumbHintArea   *wanted,
                                      PlumbHintPlace         now);
/* The other side. */
PlumbHintPlace plumb_hint_place_opposite (PlumbHintPlace place);
/* How wide the ground left and right of the picture is, as much as is empty. */
double         plumb_hint_place_room (const PlumbCanvasView *view,
                                      PlumbHintPlace         place);

G_END_DECLS
