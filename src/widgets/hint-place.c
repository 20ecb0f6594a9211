/* Where a hint stands; see hint-place.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hint-place.h"

/* Screen pixels of another's area covered that are not worth a move. */
#define WORTH_PX2 400.0

typedef struct
{
  double x1, y1, x2, y2; /* of the canvas, screen pixels */
} Box;

double
plumb_hint_place_room (const PlumbCanvasView *view,
                       PlumbHintPlace         place)
{
  const double end = view->x0 + view->picture_width_px * view->scale;

  if (place == PLUMB_HINT_LEFT)
    return MAX (view->x0, 0);
  return place == PLUMB_HINT_RIGHT ? MAX (view->width - end, 0) : view->width;
}

PlumbHintPlace
plumb_hint_place_opposite (PlumbHintPlace place)
{
  static const PlumbHintPlace others[] = {
    [PLUMB_HINT_TOP] = PLUMB_HINT_BOTTOM,
    [PLUMB_HINT_BOTTOM] = PLUMB_HINT_TOP,
    [PLUMB_HINT_LEFT] = PLUMB_HINT_RIGHT,
    [PLUMB_HINT_RIGHT] = PLUMB_HINT_LEFT,
  };

  return others[place];
}

/* As it lies on the screen, cut to the canvas. */
static Box
find_wanted_box (const PlumbCanvasView *view,
                 const PlumbHintArea   *wanted)
{
  const PlumbPoint one = plumb_canvas_view_to_screen (
      view, (PlumbPoint) { wanted->x1 * view->picture_width_px,
                           wanted->y1 * view->picture_height_px });
  const PlumbPoint other = plumb_canvas_view_to_screen (
      view, (PlumbPoint) { wanted->x2 * view->picture_width_px,
                           wanted->y2 * view->picture_height_px });

  return (Box) { MAX (MIN (one.x_px, other.x_px), 0), MAX (MIN (one.y_px, other.y_px), 0),
                 MIN (MAX (one.x_px, other.x_px), view->width),
                 MIN (MAX (one.y_px, other.y_px), view->height) };
}

static double
measure_overlap (const Box *a,
                 const Box *b)
{
  const double across = MIN (a->x2, b->x2) - MAX (a->x1, b->x1);
  const double down = MIN (a->y2, b->y2) - MAX (a->y1, b->y1);

  return across > 0 && down > 0 ? across * down : 0;
}

PlumbHintPlace
plumb_hint_place_find (const PlumbCanvasView *view,
                       double                 beside_px,
                       double                 width_px,
                       double                 height_px,
                       const PlumbHintArea   *wanted,
                       PlumbHintPlace         now)
{
  const double left = (view->width - width_px) / 2;
  const Box top = { left, 0, left + width_px, height_px };
  const Box bottom = { left, view->height - height_px, left + width_px, view->height };
  Box box;
  double gain;

  if (plumb_hint_place_room (view, PLUMB_HINT_LEFT) >= beside_px)
    return PLUMB_HINT_LEFT;
  if (plumb_hint_place_room (view, PLUMB_HINT_RIGHT) >= beside_px)
    return PLUMB_HINT_RIGHT;
  box = find_wanted_box (view, wanted);
  gain = measure_overlap (&top, &box) - measure_overlap (&bottom, &box);
  if (now == PLUMB_HINT_BOTTOM)
    return gain < -WORTH_PX2 ? PLUMB_HINT_TOP : PLUMB_HINT_BOTTOM;
  return gain > WORTH_PX2 ? PLUMB_HINT_BOTTOM : PLUMB_HINT_TOP;
}
