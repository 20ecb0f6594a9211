/* A measure being made. Internal to this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "task.h"

G_BEGIN_DECLS

/* A value without any error would divide by zero. */
#define PLUMB_SMALLEST_U 1e-12

typedef struct
{
  PlumbEvaluation        *evaluation;
  const PlumbMeasureSpec *spec;
  const PlumbCriterion   *criterion;
  PlumbMeasure           *measure; /* being made; added to checks at the end */
  PlumbMissing            missing;
  gint64                  frames[PLUMB_N_SLOTS];
} PlumbMeasuring;

PlumbMeasuring plumb_measuring_start (PlumbEvaluation        *evaluation,
                                      const PlumbMeasureSpec *spec,
                                      PlumbMoment             moment);
/* The first reason stays. */
void           plumb_measuring_refuse (PlumbMeasuring *m,
                                       const char     *why);
void           plumb_measuring_refuse_same_place (PlumbMeasuring *m);
void           plumb_measuring_miss (PlumbMeasuring *m,
                                     const char     *key);
gboolean       plumb_measuring_need_moment (PlumbMeasuring *m,
                                            PlumbMoment     moment);
void           plumb_measuring_need_scale (PlumbMeasuring *m);
/* Nothing is missing or refused yet. */
gboolean       plumb_measuring_is_possible (const PlumbMeasuring *m);
void           plumb_measuring_judge (PlumbMeasuring      *m,
                                      const PlumbEstimate *estimate);
/* What is measured in each row of `task` from `first` to `last` that has it, into
 * the series of the work space; not in the frame `but` (-1: in all). */
void           plumb_measuring_collect (PlumbMeasuring  *m,
                                        const PlumbTask *task,
                                        gint64           first,
                                        gint64           last,
                                        gint64           but);
/* Says so where marks of these landmarks were copied into a frame from `first` to
 * `last` and left as they were. */
void           plumb_measuring_miss_copied (PlumbMeasuring *m,
                                            guint32         landmarks,
                                            gint64          first,
                                            gint64          last);
/* Loads `m->frames` and judges; says what is missing instead. */
void           plumb_measuring_take (PlumbMeasuring *m);
/* The same in the frame of the span in which it is extreme. */
void           plumb_measuring_take_extreme (PlumbMeasuring *m);
/* (transfer full) Takes what `m` holds. */
PlumbMeasure  *plumb_measuring_finish (PlumbMeasuring *m);

/* Each appends its measure to the checks of `evaluation`. */
void           plumb_measuring_pull (PlumbEvaluation        *evaluation,
                                     const PlumbMeasureSpec *spec);
void           plumb_measuring_own_max (PlumbEvaluation        *evaluation,
                                        const PlumbMeasureSpec *spec);
void           plumb_measuring_range (PlumbEvaluation        *evaluation,
                                      const PlumbMeasureSpec *spec);
void           plumb_measuring_path (PlumbEvaluation        *evaluation,
                                     const PlumbMeasureSpec *spec);
void           plumb_measuring_jerk (PlumbEvaluation        *evaluation,
                                     const PlumbMeasureSpec *spec);

G_END_DECLS
