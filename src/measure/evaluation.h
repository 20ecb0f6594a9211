/* One run of plumb_check(): from poses to measures. Internal to this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "axes.h"
#include "checks.h"
#include "measure-specs.h"
#include "rows.h"

G_BEGIN_DECLS

typedef struct
{
  const PlumbPoses    *poses;
  const PlumbCriteria *criteria;
  const PlumbCapture  *capture;
  PlumbView            view;
  PlumbWork           *work;    /* not owned */
  gint64               moments[PLUMB_N_MOMENTS];
  gint64               to_knee; /* last frame that counts before knee-pass */
  gint64               to_top;  /* last frame of the pull */
  const char          *wrong_lift; /* (nullable) why nothing is measured */
  const char          *disorder;   /* (nullable) why nothing over frames is */
  const char          *odd_floor;  /* (nullable) why start angles are not judged */

  PlumbChecks         *checks;     /* what is being made */

  /* For the findings: */
  gboolean             in_upper_back;      /* that is where M5.dbow is largest */
  gboolean             rounds_at_start;    /* C15: at lift-off, first 100 mm */
} PlumbEvaluation;

void     plumb_evaluation_init (PlumbEvaluation     *self,
                                const PlumbPoses    *poses,
                                const PlumbCriteria *criteria,
                                PlumbWork           *work,
                                PlumbChecks         *checks);
void     plumb_measure_free (PlumbMeasure *measure);
/* Appends the measures to self->checks. */
void     plumb_evaluation_measure (PlumbEvaluation *self);

/* (nullable) Why the camera does not allow this measure, a msgid. */
const char *plumb_evaluation_refuse (const PlumbEvaluation  *self,
                                     const PlumbMeasureSpec *spec);

G_END_DECLS
