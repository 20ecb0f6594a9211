/* Why a line is in a plan: the findings and answers that put it there, each
 * with the moment and frame that it was seen on. The words are the criteria's
 * and the screen's; those of this file go through `translate`.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "review.h"

G_BEGIN_DECLS

typedef struct
{
  char       *what;   /* owned: "Hips too high", "Where is it? In one spot" */
  PlumbMoment moment; /* PLUMB_MOMENT_NONE where it was not seen on a frame */
  gint64      frame;  /* -1 likewise */
} PlumbPlanReason;

typedef struct
{
  const PlumbCriteria   *criteria; /* (nullable) */
  const PlumbChecks     *checks;   /* (nullable) */
  const PlumbPainScreen *screen;   /* (nullable) */
  GHashTable            *answers;  /* (nullable) */
  const char            *(*translate) (const char *); /* (nullable) */
} PlumbPlanGrounds;

/* (transfer full) (element-type PlumbPlanReason) At least one. */
GPtrArray *plumb_plan_reasons (const PlumbPlanLine    *line,
                               const PlumbPlanGrounds *grounds);
/* (transfer full) "Hips too high (Setup, frame 193); …" */
char      *plumb_plan_reasons_tell (const PlumbPlanLine    *line,
                                    const PlumbPlanGrounds *grounds);

G_END_DECLS
