/* The value that stands beside a mark on the picture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "review.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) With its 95 % interval, marking error only:
 * "124° ± 7°" for three-point angles after criteria.md 3.1, the bend of a spine
 * line, angles to the true vertical or horizontal; "412 ± 13 mm" for distances
 * in the plane of the plate, in pixels without a scale; NULL for all others. */
char *plumb_mark_label (const PlumbMark *mark,
                        PlumbReview     *review);
/* The standard uncertainty of an angle of three points, the same; 0 for all others. */
double plumb_mark_u_deg (const PlumbMark *mark,
                         PlumbReview     *review);
/* What the mark is, in the coach's language; static string. */
const char *plumb_mark_title (const PlumbMark *mark);

G_END_DECLS
