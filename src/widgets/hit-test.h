/* Which mark lies under the pointer, in video pixels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mark.h"

G_BEGIN_DECLS

typedef struct
{
  PlumbMark *mark;  /* (transfer none) NULL = nothing hit */
  int        point; /* the point hit; -1 = the body of the mark */
} PlumbHit;

/* The nearest point within `reach_px`, the selected mark's first; else the
 * nearest line, arc or circle within half of that. */
PlumbHit plumb_hit_test (GPtrArray *marks,      /* of PlumbMark */
                         gint64     frame,      /* only marks of this frame */
                         gint64     selected,   /* mark id, 0 = none */
                         double     roll_deg,   /* of plumb lines; NAN = 0 */
                         PlumbPoint at,
                         double     reach_px);

G_END_DECLS
