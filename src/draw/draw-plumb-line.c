/* The plumb line that the bar is judged by, with its bob.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "draw-style.h"

/* Design pixels. */
#define BOB_LENGTH 13.0
#define BOB_WIDTH 4.5

#define MAX_TARGET 1.0e6 /* cairo's fixed point ends at 2^23 */

void
plumb_draw_plumb_line (cairo_t             *cr,
                       PlumbPoint           foot,
                       double               height_px,
                       double               roll_deg,
                       const PlumbDrawView *view,
                       PlumbDrawFlags       flags)
{
  static const double dashes[] = { 8.0, 6.0 };
  g_return_if_fail (cr != NULL && view != NULL && view->unit > 0.0);

  double roll = roll_deg * G_PI / 180.0;
  double up_x = view->is_mirrored ? -sin (roll) : sin (roll);
  double up_y = -cos (roll);
  PlumbPoint low = plumb_view_point (view, foot);
  double length = height_px * view->scale;
  if (!isfinite (low.x_px) || !isfinite (low.y_px) || !isfinite (length) || !isfinite (up_x)
      || fabs (low.x_px) > MAX_TARGET || fabs (low.y_px) > MAX_TARGET || length > MAX_TARGET)
    return;

  PlumbColour colour = plumb_chain_colour (PLUMB_CHAIN_FREE, flags);
  double bob = BOB_LENGTH * view->unit;
  double half = BOB_WIDTH * view->unit;
  cairo_new_path (cr);
  cairo_move_to (cr, low.x_px + up_x * (bob + 1.0), low.y_px + up_y * (bob + 1.0));
  cairo_line_to (cr, low.x_px + up_x * length, low.y_px + up_y * length);
  plumb_stroke_path_styled (cr, colour, (flags & PLUMB_DRAW_COMPUTED) != 0 ? 1.0 : 1.5, dashes, 2,
                            view, flags);
  /* The bob points at the middle of the foot. */
  cairo_move_to (cr, low.x_px, low.y_px);
  cairo_line_to (cr, low.x_px + up_x * bob - up_y * half, low.y_px + up_y * bob + up_x * half);
  cairo_line_to (cr, low.x_px + up_x * bob + up_y * half, low.y_px + up_y * bob - up_x * half);
  cairo_close_path (cr);
  cairo_path_t *shape = cairo_copy_path (cr);
  plumb_stroke_path_styled (cr, colour, 1.0, NULL, 0, view, flags);
  cairo_append_path (cr, shape);
  cairo_path_destroy (shape);
  plumb_set_source (cr, colour, 1.0);
  cairo_fill (cr);
}
