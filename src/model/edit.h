/* One edit of a review as what was there before and what is there after it.
 * Immutable once stored; undo applies it backwards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "plan-edits.h"
#include "review.h"

G_BEGIN_DECLS

/* What the coach decided on one finding, and what was computed then. */
typedef struct
{
  PlumbDecision decision;
  char         *note;    /* owned, never NULL */
  char         *verdict; /* owned, (nullable) key */
  char         *text;    /* owned, (nullable); of a fault of the coach's own
                            its name */
  gint64        frame;   /* that a hand tied it to, -1 = none */
  char         *marks;   /* owned, (nullable): of that frame, see 006-reps.sql */
} PlumbDecided;

/* Tied to no frame. */
PlumbDecided *plumb_decided_new (PlumbDecision decision,
                                 const char   *note,
                                 const char   *verdict,
                                 const char   *text);
/* (nullable) in and out */
PlumbDecided *plumb_decided_copy (const PlumbDecided *decided);
void          plumb_decided_free (PlumbDecided *decided);

typedef enum
{
  PLUMB_EDIT_MARK,
  PLUMB_EDIT_MOMENT,
  PLUMB_EDIT_FILMING,
  PLUMB_EDIT_DECISION,
  PLUMB_EDIT_NOTES,
  PLUMB_EDIT_PAIN,
  PLUMB_EDIT_PLAN,
  PLUMB_EDIT_REPS,
  PLUMB_EDIT_REMARK,
  PLUMB_EDIT_ATHLETE_NOTES,
} PlumbEditKind;

/* One side; the member of the edit's kind is valid. */
typedef struct
{
  PlumbMark    *mark;    /* owned; NULL = not there */
  gint64        frame;   /* -1 = not set; REPS: their number */
  PlumbFilming  filming;
  PlumbDecided *decided; /* owned; NULL = open, without a note */
  char         *notes;   /* owned */
  char         *answer;  /* owned; NULL = not asked yet */
  PlumbPlanEdit *plan;   /* owned; NULL = as composed */
  PlumbRemark  *remark;  /* owned; NULL = not there */
} PlumbEditSide;

typedef struct
{
  PlumbEditKind kind;
  guint         rep;    /* MOMENT, DECISION: from 0 */
  PlumbMoment   moment; /* MOMENT */
  gint64        athlete_id; /* ATHLETE_NOTES */
  char         *key;    /* owned; DECISION: the finding, PAIN: the question,
                             PLAN: the line */
  PlumbEditSide before;
  PlumbEditSide after;
} PlumbEdit;

/* A side that is NULL was or will be missing; `after` with id 0 is a mark that
 * gets its id when it is stored. */
PlumbEdit *plumb_edit_new_mark (PlumbMark *before,
                                PlumbMark *after);
PlumbEdit *plumb_edit_new_moment (guint       rep,
                                  PlumbMoment moment,
                                  gint64      before,
                                  gint64      after);
PlumbEdit *plumb_edit_new_filming (const PlumbFilming *before,
                                   const PlumbFilming *after);
PlumbEdit *plumb_edit_new_decision (guint               rep,
                                    const char         *finding_id,
                                    const PlumbDecided *before,
                                    const PlumbDecided *after);
PlumbEdit *plumb_edit_new_notes (const char *before,
                                 const char *after);
PlumbEdit *plumb_edit_new_athlete_notes (gint64      athlete_id,
                                         const char *before,
                                         const char *after);
PlumbEdit *plumb_edit_new_pain (const char *question_id,
                                const char *before,
                                const char *after);
PlumbEdit *plumb_edit_new_plan (const char          *line_id,
                                const PlumbPlanEdit *before,
                                const PlumbPlanEdit *after);
PlumbEdit *plumb_edit_new_reps (guint before,
                                guint after);
/* `after` with id 0 gets its id when it is stored. */
PlumbEdit *plumb_edit_new_remark (const PlumbRemark *before,
                                  const PlumbRemark *after);
void       plumb_edit_free (PlumbEdit *edit);
/* (transfer full) An array of edits that frees them: one undo step. */
GPtrArray *plumb_edit_step_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbDecided, plumb_decided_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbEdit, plumb_edit_free)

G_END_DECLS
