/* Figures as they are typed into a form and printed there: with a comma or a
 * point, to a tenth. What is printed is rounded, so what stands there untouched
 * is the value that was kept, and does not drift.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "athlete-details.h"

G_BEGIN_DECLS

/* "" is 0 = unknown; what is no number over 0 is -1. */
double plumb_figure_parse (const char *typed);
/* Likewise; in inches also feet with inches: 5'10, 5 ft 10 in. */
double plumb_figure_parse_length (const char     *typed,
                                  PlumbLengthUnit unit);
/* (transfer full) To a tenth, in the locale's way; "" for 0. */
char  *plumb_figure_print (double value);
/* Whether `typed` is no other than what `value` is printed as. */
gboolean plumb_figure_is_printed (double typed,
                                  double value);

/* (transfer full) (element-type PlumbUsualLift) Of "conventional 180 × 3, sumo
 * 142,5": lift, load in `unit`, repetitions. A load that is printed of one of the
 * `kept` (nullable) is that one to the gram. */
GPtrArray *plumb_usual_lifts_parse (const char    *typed,
                                    PlumbMassUnit  unit,
                                    GPtrArray     *kept);
/* (transfer full) As they are typed. */
char      *plumb_usual_lifts_print (GPtrArray    *lifts,
                                    PlumbMassUnit unit);

G_END_DECLS
