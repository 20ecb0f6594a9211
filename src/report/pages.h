/* The parts of the fix plan, each drawing itself at the paper's y. Private to
 * report.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "paper.h"
#include "plan-pdf.h"
#include "still-marks.h"
#include "still-picture.h"

G_BEGIN_DECLS

/* A still ready for paper at one size. */
typedef struct
{
  PlumbCrop        crop;
  cairo_surface_t *picture; /* owned */
} PlumbPrint;

typedef struct
{
  PlumbPaper        *paper;
  const PlumbReport *report;
  PlumbPrint        *large;  /* the first still, for page 1; made by its page */
  const PlumbPrint  *blocks; /* each still, for the findings; report->n_stills */
  GError           **error;
  gboolean           failed; /* and `error` is set */
} PlumbPages;

#define PLUMB_PRINT_DPI 240.0
/* Sizes that prints are made for, points. */
#define PLUMB_BLOCK_WIDTH 234.0
#define PLUMB_BLOCK_ASPECT 0.88

/* Who, what, when, under `label`; and the sentence in large type. */
void plumb_pages_head (PlumbPages *pages,
                       const char *label);
void plumb_pages_headline (PlumbPages *pages,
                           const char *text);
void plumb_pages_clinician (PlumbPages *pages);
void plumb_pages_first (PlumbPages *pages);
void plumb_pages_findings (PlumbPages *pages);
/* What became of the last plan. */
void plumb_pages_progress (PlumbPages *pages);
void plumb_pages_notes (PlumbPages *pages);
void plumb_pages_week (PlumbPages *pages);
void plumb_pages_filming (PlumbPages *pages);
/* For the coach: all measures, how it was filmed, why each line is there. */
void plumb_pages_appendix (PlumbPages *pages);
void plumb_pages_capture (PlumbPages *pages);
void plumb_pages_provenance (PlumbPages *pages);

/* Makes pages->large for the first still where it is not there yet. */
gboolean plumb_pages_prepare_large (PlumbPages *pages,
                                    double      aspect);
/* The print within (x, y, width, height), its marks and labelled lines; the
 * size it took is stored in `out_width` and `out_height`. */
void plumb_pages_still (PlumbPages            *pages,
                        const PlumbStill      *still,
                        const PlumbPrint      *print,
                        const PlumbStillLabel *labels,
                        guint                  n_labels,
                        double                 x,
                        double                 y,
                        double                 width,
                        double                 height,
                        double                *out_width,
                        double                *out_height);
/* (transfer full) "Setup, 0:03.217, frame 193" */
char *plumb_pages_still_caption (const PlumbStill *still);
/* (transfer none) (nullable) The `index`-th line of the section that is there
 * because of the finding. */
const PlumbPlanLine *plumb_pages_line_for (const PlumbPages *pages,
                                           PlumbPlanSection  section,
                                           const char       *finding_id,
                                           guint             index);
/* (transfer full) The name of the place where the finding's block begins. */
char *plumb_pages_finding_place (guint number);
/* (transfer full) The date as people write it, with the day of the week. */
char *plumb_pages_date (GDateTime *date,
                        gboolean   weekday);
/* (transfer full) (nullable) "110° to 138°"; NULL without a band. */
char *plumb_pages_good_band (const PlumbMeasure *measure);
/* A dot and text beside it at (x, y); its height is returned. */
double plumb_pages_bullet (PlumbPages *pages,
                           PlumbType   type,
                           const char *text,
                           double      x,
                           double      y,
                           double      width);

G_END_DECLS
