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
  guint                   n_samples; /* in the evaluation's work space: one task
                                        at a time has its points loaded */
  guint                   n_here;    /* of an outline, or of a path */
  guint                   n_base;    /* of the outline it is compared with, or 0 */
  double                  base;      /* of a series of outlines: the base's bow */
  gboolean                moves;     /* how it moves: what was copied from another
                                        frame and left as it was does not show it */
  PlumbVec                fixed[PLUMB_MAX_INPUTS]; /* of a series: what all share */
} PlumbTask;

/* The keys of what is missing, each once. */
typedef struct
{
  guint       n;
  const char *keys[PLUMB_N_LANDMARKS + 2 * PLUMB_N_MOMENTS + 8];
} PlumbMissing;

void     plumb_missing_add (PlumbMissing *missing,
                            const char   *key);
void     plumb_task_init (PlumbTask              *task,
                          const PlumbEvaluation  *evaluation,
                          const PlumbMeasureSpec *spec);
/* Takes the points from `frames` (by PlumbSlot). FALSE when marks are missing:
 * their keys are then added to `missing` (nullable). */
gboolean plumb_task_load (PlumbTask    *task,
                          const gint64  frames[PLUMB_N_SLOTS],
                          PlumbMissing *missing);
/* Whether what a series shares, and the feet, are marked; what lacks is added to
 * `missing`. */
gboolean plumb_task_find_base (const PlumbTask *task,
                               const gint64     frames[PLUMB_N_SLOTS],
                               PlumbMissing    *missing);
/* Takes what all frames of a series share, once; then the value in each row.
 * FALSE when marks are missing, or it has no value. */
gboolean plumb_task_start_series (PlumbTask    *task,
                                  const gint64  frames[PLUMB_N_SLOTS]);
gboolean plumb_task_evaluate (const PlumbTask *task,
                              const PlumbRow  *row,
                              double          *out);
/* What a click of the bar adds to its distance from a path, sd in % of the foot,
 * and the sd of the foot's own length, a share of it. */
gboolean plumb_task_path_errors (const PlumbTask *task,
                                 double          *click_pct,
                                 double          *foot);
/* The value and its systematic part alone. */
gboolean plumb_task_step_view (const PlumbTask *task,
                               PlumbEstimate   *out);
gboolean plumb_task_propagate (const PlumbTask *task,
                               PlumbEstimate   *out);
/* Where the outline that is loaded differs most from its base, 0…1. */
gboolean plumb_task_locate (const PlumbTask *task,
                            double          *out_t);

G_END_DECLS
