/* What is true of a review now: the sum of its edits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "edit.h"

G_BEGIN_DECLS

/* What each rep has of its own. Moments that were not lifted (the neutral hinge,
 * the ends of the spine's range) are those of the first rep, for all. */
typedef struct
{
  gint64      moments[PLUMB_N_MOMENTS]; /* -1 = not set */
  GHashTable *decisions;                /* finding id → PlumbDecided */
} PlumbRep;

typedef struct
{
  GPtrArray   *marks;                     /* of PlumbMark, by id: oldest first */
  GPtrArray   *reps;                      /* of PlumbRep, at least one */
  guint        rep;                       /* the one looked at, from 0 */
  GPtrArray   *remarks;                   /* of PlumbRemark, by frame, then id */
  PlumbFilming filming;
  char        *notes;                     /* never NULL */
  gint64       athlete_id;                /* whose notes these are, 0 = nobody's */
  char        *athlete_notes;             /* never NULL */
  GHashTable  *pain_answers;              /* question id → answer */
  GHashTable  *plan_edits;                /* line id → PlumbPlanEdit */
} PlumbReviewState;

void                plumb_review_state_init (PlumbReviewState *state);
void                plumb_review_state_clear (PlumbReviewState *state);
/* A plate of 450 mm, and nothing known beside it. */
PlumbFilming        plumb_review_state_default_filming (void);
/* Makes the edit true, or untrue again; the parts that it changed. */
PlumbReviewPart     plumb_review_state_apply (PlumbReviewState *state,
                                              const PlumbEdit  *edit,
                                              gboolean          forward);
/* (transfer none) (nullable) */
PlumbMark          *plumb_review_state_mark (const PlumbReviewState *state,
                                             gint64                  mark_id);
/* (transfer none) The rep that holds the moment when `rep` is looked at. */
PlumbRep           *plumb_review_state_holder (const PlumbReviewState *state,
                                               guint                   rep,
                                               PlumbMoment             moment);
/* Reps until there are `n_reps`, or none beyond; at least one stays. */
void                plumb_review_state_set_n_reps (PlumbReviewState *state,
                                                   guint             n_reps);
/* (transfer none) (nullable) */
PlumbRemark        *plumb_review_state_remark (const PlumbReviewState *state,
                                               gint64                  id);
/* (transfer full) Puts it at its place. */
void                plumb_review_state_add_remark (PlumbReviewState *state,
                                                   PlumbRemark      *remark);
/* (transfer none) (nullable) Of the rep looked at; NULL = open, without a
 * note. */
const PlumbDecided *plumb_review_state_decided (const PlumbReviewState *state,
                                                const char             *finding_id);
/* (transfer none) (nullable) Another mark that names the same landmark in the
 * same frame, as points do. */
PlumbMark          *plumb_review_state_rival (const PlumbReviewState *state,
                                              const PlumbMark        *mark);

G_END_DECLS
