/* A whole report on the drawn lifter of picture.h: marks, checks and plan by the
 * real rooms, with the shipped criteria and plan table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "picture.h"
#include "plan-pdf.h"

#define SAMPLE_MAX_FINDINGS 8

typedef struct
{
  PlumbReport         report;
  PlumbStill          stills[2];
  PlumbReportFinding  findings[SAMPLE_MAX_FINDINGS];
  PlumbMark          *marks[PICTURE_N_MARKS];
  PlumbCriteria      *criteria;
  PlumbPlanTable     *table;
  PlumbChecks        *checks;
  PlumbPlan          *plan;
} SampleReport;

/* With `finding_ids` (NULL-terminated) or, where that is NULL, with what the
 * checks found. */
SampleReport *sample_report_new (const char *const *finding_ids);
void          sample_report_free (SampleReport *sample);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SampleReport, sample_report_free)
