/* The fix plan of a review as a job: gathered on the main thread, written by
 * any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "engine.h"
#include "pain-screen.h"
#include "plan.h"
#include "review.h"

G_BEGIN_DECLS

typedef struct _PlumbPlanJob PlumbPlanJob;

/* (transfer full) Copies what the plan needs from the review as it is now.
 * `engine` gives the stills; NULL = a plan without pictures. Where the pain
 * screen allows no plan the job writes the page for the clinician. */
PlumbPlanJob *plumb_plan_job_new (PlumbReview     *review,
                                  PlumbEngine     *engine,
                                  PlumbPlanTable  *table,
                                  PlumbPainScreen *screen);
void          plumb_plan_job_free (PlumbPlanJob *job);
/* Writes the PDF; may be called from another thread. */
gboolean      plumb_plan_job_write (PlumbPlanJob *job,
                                    const char   *path,
                                    GCancellable *cancellable,
                                    GError      **error);
/* (transfer full) "Anna K. 2026-11-22 plan.pdf", safe as a file name. */
char         *plumb_plan_job_file_name (PlumbPlanJob *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPlanJob, plumb_plan_job_free)

G_END_DECLS
