/* The fix plan of a review as a job: gathered on the main thread, drawn and
 * written by any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>

#include "engine.h"
#include "plan-texts.h"
#include "review.h"

G_BEGIN_DECLS

typedef struct _PlumbPlanJob PlumbPlanJob;

/* How far it is, from 0 to 1, in the thread that works. */
typedef void (*PlumbPlanJobTell) (double   fraction,
                                  gpointer data);

/* (transfer full) Copies what the plan needs from the review as it is now.
 * `engine` gives the stills; NULL = a plan without pictures. Where the pain
 * screen allows no plan the job writes the page for the clinician. */
PlumbPlanJob *plumb_plan_job_new (PlumbReview    *review,
                                  PlumbEngine    *engine,
                                  PlumbPlanTexts *texts);
void          plumb_plan_job_free (PlumbPlanJob *job);
/* Before it is written; NULL = nobody wants to know. */
void          plumb_plan_job_set_tell (PlumbPlanJob    *job,
                                       PlumbPlanJobTell tell,
                                       gpointer         data);
/* Writes the PDF; may be called from another thread. */
gboolean      plumb_plan_job_write (PlumbPlanJob *job,
                                    const char   *path,
                                    GCancellable *cancellable,
                                    GError      **error);
/* (transfer full) (nullable) The same pages as recording surfaces. */
GPtrArray    *plumb_plan_job_draw_pages (PlumbPlanJob *job,
                                         GCancellable *cancellable,
                                         GError      **error);
/* Of a page, points. */
void          plumb_plan_job_page_size (PlumbPlanJob *job,
                                        double       *width,
                                        double       *height);
/* (transfer full) "Anna K. 2026-11-22 plan.pdf", safe as a file name. */
char         *plumb_plan_job_file_name (PlumbPlanJob *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPlanJob, plumb_plan_job_free)

G_END_DECLS
