/* The frame number in seven-segment figures: no font is needed, so a clip looks
 * the same on every machine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-scene.h"

#include <string.h>

/* Bits from the top clockwise, the middle bar last. */
static const guint8 segments[10] = { 0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f };
/* From and to of each bar in a cell one wide and two high. */
static const double bars[7][4] = {
  { 0, 0, 1, 0 }, { 1, 0, 1, 1 }, { 1, 1, 1, 2 }, { 0, 2, 1, 2 },
  { 0, 1, 0, 2 }, { 0, 0, 0, 1 }, { 0, 1, 1, 1 },
};

void
scene_draw_counter (cairo_t *cr,
                    double   right,
                    double   top,
                    double   height,
                    gint64   number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  double unit = height / 2, step = unit * 1.6;
  double left = right - step * (double) strlen (text);

  scene_set_colour (cr, COLOUR (0x000000), 0.6);
  cairo_rectangle (cr, left - unit * 0.4, top - unit * 0.4, right - left + unit * 0.4,
                   height + unit * 0.8);
  cairo_fill (cr);
  scene_set_colour (cr, COLOUR (0xffffff), 1);
  cairo_set_line_width (cr, unit * 0.22);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (gsize i = 0; text[i] != '\0'; i++)
    for (int k = 0; k < 7; k++)
      if (segments[text[i] - '0'] >> k & 1)
        {
          double x = left + step * (double) i;
          cairo_move_to (cr, x + bars[k][0] * unit, top + bars[k][1] * unit);
          cairo_line_to (cr, x + bars[k][2] * unit, top + bars[k][3] * unit);
          cairo_stroke (cr);
        }
}
