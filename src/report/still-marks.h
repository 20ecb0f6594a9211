/* Marks and at most a few labelled lines over a still. Private to report.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "draw-marks.h"
#include "plan-pdf.h"

G_BEGIN_DECLS

#define PLUMB_STILL_MAX_LINES 3

/* A line on the still that shows where a number comes from. */
typedef enum
{
  PLUMB_STILL_LINE_FOOT,  /* plumb line through mid-foot */
  PLUMB_STILL_LINE_KNEE,  /* angle hip, knee, ankle */
  PLUMB_STILL_LINE_TRUNK, /* hip to acromion */
  PLUMB_STILL_LINE_ARM,   /* acromion to bar */
  PLUMB_STILL_LINE_SHANK, /* knee to ankle */
  PLUMB_STILL_LINE_BACK,  /* S1, T12/L1, C7 */
  PLUMB_N_STILL_LINES,
} PlumbStillLine;

typedef struct
{
  PlumbStillLine      line;
  const PlumbMeasure *measure; /* has a value of the still's frame */
} PlumbStillLabel;

/* Lines for the findings' measures first, then, with `fill`, for what else was
 * measured on this frame; returns how many. Of the report its checks are used,
 * and its other stills for feet that were marked in another frame. */
guint plumb_still_choose_labels (const PlumbStill         *still,
                                 const PlumbReportFinding *findings,
                                 guint                     n_findings,
                                 const PlumbReport        *report,
                                 gboolean                  fill,
                                 PlumbStillLabel           labels[PLUMB_STILL_MAX_LINES]);
void  plumb_still_draw_marks (cairo_t               *cr,
                              const PlumbStill      *still,
                              const PlumbReport     *report,
                              const PlumbStillLabel *labels,
                              guint                  n_labels,
                              const PlumbDrawView   *view,
                              PlumbDrawFlags         flags); /* of all of them */

G_END_DECLS
