/* What is true of a review now: the sum of its edits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "edit.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray   *marks;                     /* of PlumbMark, by id: oldest first */
  gint64       moments[PLUMB_N_MOMENTS];  /* -1 = not set */
  PlumbFilming filming;
  GHashTable  *decisions;                 /* finding id → PlumbDecided */
  char        *notes;                     /* never NULL */
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
/* (transfer none) (nullable) NULL = open, without a note. */
const PlumbDecided *plumb_review_state_decided (const PlumbReviewState *state,
                                                const char             *finding_id);
/* (transfer none) (nullable) Another mark that names the same landmark in the
 * same frame, as points do. */
PlumbMark          *plumb_review_state_rival (const PlumbReviewState *state,
                                              const PlumbMark        *mark);

G_END_DECLS
