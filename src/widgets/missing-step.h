/* What a coach does next so that a measure can be taken: one step, in words for
 * a button.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "review.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_MISSING_NOTHING,
  PLUMB_MISSING_MOMENT,   /* `moment` is not set */
  PLUMB_MISSING_LANDMARK, /* `landmark` is not marked in `frame` */
  PLUMB_MISSING_OUTLINE,  /* in `frame` */
  PLUMB_MISSING_SCALE,    /* a plate in `frame` */
  PLUMB_MISSING_FILMING,  /* the distance or the rate of the camera */
} PlumbMissingKind;

typedef struct
{
  PlumbMissingKind kind;
  PlumbMoment      moment;
  PlumbLandmark    landmark;
  gint64           frame; /* where to do it, -1 = wherever the coach is */
} PlumbMissingStep;

/* Moments before marks before the camera; feet in the lockout frame. */
PlumbMissingStep plumb_missing_step_find (PlumbReview        *review,
                                          const PlumbMeasure *measure);
/* (transfer full) (nullable) "Mark: Knee"; NULL for nothing. */
char            *plumb_missing_step_label (const PlumbMissingStep *step);

G_END_DECLS
