/* One measure in given frames: its points and its value. Internal to this
 * room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "evaluation.h"

G_BEGIN_DECLS

typedef struct
{
  const PlumbEvaluation  *evaluation;
  const PlumbMeasureSpec *spec;
  GArray                 *samples; /* of PlumbSample, owned */
  guint                   n_here;  /* of an outline, or of a path */
  guint                   n_base;  /* of the outline it is compared with, or 0 */
  double                  here_gain; /* of the errors of clicks in PLUMB_SLOT_HERE */
} PlumbTask;

void     plumb_task_init (PlumbTask              *task,
                          const PlumbEvaluation  *evaluation,
                          const PlumbMeasureSpec *spec);
void     plumb_task_clear (PlumbTask *task);
/* Takes the points from `frames` (by PlumbSlot). FALSE when marks are missing:
 * their keys are then added to `missing` (of const char *; nullable). */
gboolean plumb_task_load (PlumbTask    *task,
                          const gint64  frames[PLUMB_N_SLOTS],
                          GPtrArray    *missing);
/* u_marks² of the points that are loaded, but for those of PLUMB_SLOT_HERE: what
 * all frames of a series share. The task is left as it was. */
double   plumb_task_shared_square (PlumbTask    *task,
                                   const gint64  frames[PLUMB_N_SLOTS]);
/* What a click of the bar adds to its distance from a path, sd in % of the foot,
 * and the sd of the foot's own length, a share of it. */
gboolean plumb_task_path_errors (const PlumbTask *task,
                                 double          *click_pct,
                                 double          *foot);
gboolean plumb_task_evaluate (const PlumbTask *task,
                              double          *out);
gboolean plumb_task_propagate (const PlumbTask *task,
                               PlumbEstimate   *out);
/* Where the outline that is loaded differs most from its base, 0…1. */
gboolean plumb_task_locate (const PlumbTask *task,
                            double          *out_t);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlumbTask, plumb_task_clear)

G_END_DECLS
