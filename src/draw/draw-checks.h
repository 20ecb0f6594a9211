/* Verdict icons, colours and band bars for screen and paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "checks.h"

G_BEGIN_DECLS

typedef struct
{
  double red, green, blue;
} PlumbColour;

PlumbColour plumb_verdict_colour (PlumbVerdict verdict,
                                  gboolean     dark);
/* The verdict's icon (look.md) in a square of `size` at (x, y). */
void        plumb_draw_verdict_icon (cairo_t     *cr,
                                     PlumbVerdict verdict,
                                     double       x,
                                     double       y,
                                     double       size,
                                     gboolean     dark);
/* Zones fault, watch, good, watch, fault of the measure's band, its value as
 * a tick and its 95 % interval as a bar, in (x, y, width, height). Draws the
 * zones alone where there is no value. */
void        plumb_draw_band_bar (cairo_t            *cr,
                                 const PlumbMeasure *measure,
                                 double              x,
                                 double              y,
                                 double              width,
                                 double              height,
                                 gboolean            dark);
/* (transfer full) "124.0° ± 7.0°" with U = 2u, thin space before other units;
 * NULL without a value. Locale's decimal separator. */
char       *plumb_format_measure (const PlumbMeasure *measure);
/* (transfer full) The value alone, as exact as an error of that size allows. */
char       *plumb_format_value (const char *unit,
                                double      value,
                                double      error);
/* (transfer full) The sentence of a finding, (nullable): the core knows no locale and writes a
 * decimal point; here it becomes the locale's separator. */
char       *plumb_format_sentence (const char *text);

G_END_DECLS
