/* What a plan tells in words about its review, in the language of this thread
 * (words.h). Private to app.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "plan-pdf.h"
#include "plan-texts.h"
#include "review.h"

G_BEGIN_DECLS

/* (transfer full) Why each line of the plan is there, NULL-terminated. */
GStrv      plumb_plan_parts_reasons (PlumbReview          *review,
                                     const PlumbPlanTexts *texts,
                                     const PlumbChecks    *checks,
                                     const PlumbPlan      *plan);
/* (transfer full) How it was filmed: label, value, … */
GStrv      plumb_plan_parts_capture (PlumbReview          *review,
                                     const PlumbPlanTexts *texts);

/* What became of the last plan, in texts of its own. */
typedef struct
{
  GArray   *items; /* of PlumbReportProgress */
  GPtrArray *texts; /* of char, that the items point to */
  gint64    last_s; /* 0 = there was none */
} PlumbPlanProgress;

PlumbPlanProgress *plumb_plan_parts_progress (PlumbReview          *review,
                                              const PlumbPlanTexts *texts);
void               plumb_plan_parts_progress_free (PlumbPlanProgress *progress);

G_END_DECLS
