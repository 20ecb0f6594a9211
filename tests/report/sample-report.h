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
  PlumbPainScreen    *screen;
  GStrv               pain_answers, pain_alarms;
  PlumbClaims        *claims;
  GStrv               reasons;
  const char         *causes[SAMPLE_MAX_FINDINGS];
} SampleReport;

/* With `finding_ids` (NULL-terminated) or, where that is NULL, with what the
 * checks found. */
SampleReport *sample_report_new (const char *const *finding_ids);
/* Adds the pain screen's outcome: "id=answer" on top of calm answers. */
void          sample_report_screen (SampleReport      *sample,
                                    const char *const *answers);
/* Adds what the plan stands on: reasons, claims, causes, how it was filmed.
 * Again after its lines were changed. */
void          sample_report_explain (SampleReport *sample);
void          sample_report_free (SampleReport *sample);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SampleReport, sample_report_free)
