/* One pass over one recording: marks, key moments, setup, decisions, notes.
 * Every edit is in the database before the function returns; when it cannot be
 * stored nothing has changed and the error says why. Undo and redo cover every
 * edit of the session. Main thread only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "checks.h"
#include "pain-screen.h"
#include "plan.h"
#include "units.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_DECISION_OPEN,
  PLUMB_DECISION_CONFIRMED,
  PLUMB_DECISION_DISMISSED,
} PlumbDecision;

/* What is known about how it was filmed and lifted; 0 / NAN = unknown. */
typedef struct
{
  double plate_diameter_mm;  /* 450 unless told otherwise */
  double camera_distance_m;  /* 0 = unknown */
  double camera_roll_deg;    /* NAN = unknown */
  double load_kg;            /* 0 = unknown */
  double filmed_fps;         /* of the recording; 0 = as the file says */
  double camera_height_m;    /* of the lens over the floor; 0 = unknown */
  gint64 set_reps;           /* of the set; 0 = unknown */
  double camera_yaw_deg;     /* from square, to either side; NAN = unknown */
  double camera_lens_mm;     /* 35 mm equivalent, tells the distance where that is
                                not known; 0 = unknown */
  const char *lift;          /* interned key of the criteria; NULL = not said */
} PlumbFilming;

typedef enum
{
  PLUMB_REVIEW_MARKS     = 1 << 0,
  PLUMB_REVIEW_MOMENTS   = 1 << 1,
  PLUMB_REVIEW_FILMING   = 1 << 2,
  PLUMB_REVIEW_DECISIONS = 1 << 3,
  PLUMB_REVIEW_NOTES     = 1 << 4,
  PLUMB_REVIEW_CHECKS    = 1 << 5, /* the computed checks are new */
  PLUMB_REVIEW_PAIN      = 1 << 6, /* answers to the pain screen */
  PLUMB_REVIEW_PLAN      = 1 << 7, /* the coach's changes to the plan */
  PLUMB_REVIEW_REPS      = 1 << 8, /* how many, and which is looked at */
  PLUMB_REVIEW_REMARKS   = 1 << 9, /* own key moments, notes on frames */
} PlumbReviewPart;

typedef enum
{
  PLUMB_REMARK_MOMENT, /* a key moment with a name of the coach's own */
  PLUMB_REMARK_NOTE,   /* a note on one frame */
} PlumbRemarkKind;

/* What the coach wrote at one frame. */
typedef struct
{
  gint64          id;   /* 0 = not stored yet */
  PlumbRemarkKind kind;
  gint64          frame;
  char           *text; /* owned, never NULL */
} PlumbRemark;

PlumbRemark *plumb_remark_new (gint64          id,
                               PlumbRemarkKind kind,
                               gint64          frame,
                               const char     *text);
PlumbRemark *plumb_remark_copy (const PlumbRemark *remark);
void         plumb_remark_free (PlumbRemark *remark);

/* What begins the id of a finding that the coach wrote freely. */
#define PLUMB_OWN_FINDING "own-"

#define PLUMB_TYPE_REVIEW (plumb_review_get_type ())
G_DECLARE_FINAL_TYPE (PlumbReview, plumb_review, PLUMB, REVIEW, GObject)

/* Signal "changed" (guint parts): PlumbReviewPart bits.
 * Properties "can-undo", "can-redo" (boolean, notify). */

gint64       plumb_review_id (PlumbReview *self);
gint64       plumb_review_athlete_id (PlumbReview *self);   /* 0 = none yet */
const char  *plumb_review_athlete_name (PlumbReview *self); /* (nullable) */
/* That the athlete is used to; of nobody: kilograms and centimetres. */
PlumbMassUnit plumb_review_mass_unit (PlumbReview *self);
PlumbLengthUnit plumb_review_length_unit (PlumbReview *self);
const char  *plumb_review_path (PlumbReview *self);         /* recording file */
gint64       plumb_review_created_s (PlumbReview *self);    /* Unix time, UTC */

/* The criteria to check against, the picture's size and rate; recomputes. */
void         plumb_review_set_criteria (PlumbReview   *self,
                                        PlumbCriteria *criteria);
PlumbCriteria *plumb_review_criteria (PlumbReview *self);  /* (nullable) */
void         plumb_review_set_picture (PlumbReview *self,
                                       int          width_px,
                                       int          height_px,
                                       double       fps);
/* (transfer none) (nullable) Newest checks, NULL without criteria. */
const PlumbChecks *plumb_review_checks (PlumbReview *self);
/* (transfer none) What the checks were computed from. */
const PlumbPoses  *plumb_review_poses (PlumbReview *self);

/* (transfer none) (element-type PlumbMark) All marks, oldest first; valid
 * until the next edit. */
GPtrArray   *plumb_review_marks (PlumbReview *self);
PlumbMark   *plumb_review_mark (PlumbReview *self,  /* (nullable) none */
                                gint64       mark_id);
/* (transfer full) (element-type PlumbMark) The marks of one frame, oldest
 * first. */
GPtrArray   *plumb_review_marks_in_frame (PlumbReview *self,
                                          gint64       frame);
/* The new mark's id, 0 on error. A landmark point drawn twice in one frame
 * replaces the first. */
gint64       plumb_review_add_mark (PlumbReview     *self,
                                    const PlumbMark *mark,
                                    GError         **error);
/* Replaces the stored mark of the same id: one undo step. */
gboolean     plumb_review_change_mark (PlumbReview     *self,
                                       const PlumbMark *mark,
                                       GError         **error);
/* While dragging: checks follow `mark`, nothing is stored, no undo step.
 * plumb_review_change_mark() ends it, NULL takes it back. */
void         plumb_review_preview_mark (PlumbReview     *self,
                                        const PlumbMark *mark);
gboolean     plumb_review_delete_mark (PlumbReview *self,
                                       gint64       mark_id,
                                       GError     **error);

/* Reps, from 0. Key moments, checks and decisions are those of the rep that is
 * looked at; a new one is looked at, and so is the one that an undo changes.
 * Marks belong to the rep within whose moments they are; the feet and the
 * plate, and moments that were not lifted, hold for all. */
guint        plumb_review_n_reps (PlumbReview *self);       /* at least 1 */
guint        plumb_review_rep (PlumbReview *self);
/* Is kept, but nothing to undo. */
gboolean     plumb_review_set_rep (PlumbReview *self,
                                   guint        rep,
                                   GError     **error);
/* After the last. */
gboolean     plumb_review_add_rep (PlumbReview *self,
                                   GError     **error);
/* Its moments and decisions go, those after it move up; the only one stays. */
gboolean     plumb_review_remove_rep (PlumbReview *self,
                                      guint        rep,
                                      GError     **error);
gint64       plumb_review_rep_moment (PlumbReview *self,    /* -1 = not set */
                                      guint        rep,
                                      PlumbMoment  moment);

/* (transfer none) (element-type PlumbRemark) By frame; valid until the next
 * edit. */
GPtrArray   *plumb_review_remarks (PlumbReview *self);
/* Adds (id 0) or changes one; an empty text deletes it. The id, 0 on error or
 * when nothing is left. */
gint64       plumb_review_put_remark (PlumbReview       *self,
                                      const PlumbRemark *remark,
                                      GError           **error);
gboolean     plumb_review_delete_remark (PlumbReview *self,
                                         gint64       id,
                                         GError     **error);

gint64       plumb_review_moment (PlumbReview *self,        /* -1 = not set */
                                  PlumbMoment  moment);
gboolean     plumb_review_set_moment (PlumbReview *self,
                                      PlumbMoment  moment,
                                      gint64       frame,   /* -1 clears */
                                      GError     **error);
PlumbFilming plumb_review_filming (PlumbReview *self);
gboolean     plumb_review_set_filming (PlumbReview        *self,
                                       const PlumbFilming *filming,
                                       GError            **error);

PlumbDecision plumb_review_decision (PlumbReview *self,
                                     const char  *finding_id);
/* Remembers also what was computed (verdict and text) when it was decided. */
gboolean     plumb_review_decide (PlumbReview  *self,
                                  const char   *finding_id,
                                  PlumbDecision decision,
                                  GError      **error);
/* A fault that the coach sees: one of the criteria's (`finding_id`), or one in
 * words of his own (`title`, `finding_id` NULL). Confirmed, and tied to a frame
 * (-1 = none) and to the marks of it (n_marks may be 0). One undo step. */
gboolean     plumb_review_add_fault (PlumbReview  *self,
                                     const char   *finding_id,
                                     const char   *title,
                                     gint64        frame,
                                     const gint64 *mark_ids,
                                     guint         n_marks,
                                     GError      **error);
/* Takes an own fault away; its note goes with it. */
gboolean     plumb_review_remove_fault (PlumbReview *self,
                                        const char  *finding_id,
                                        GError     **error);
/* (transfer full) Ids of the own faults, NULL-terminated, oldest first. */
GStrv        plumb_review_own_faults (PlumbReview *self);
/* The frame that a hand tied the finding to; -1 = none. */
gint64       plumb_review_decided_frame (PlumbReview *self,
                                         const char  *finding_id);
/* (transfer full) (element-type PlumbMark) The marks that it is tied to and
 * that are still there. */
GPtrArray   *plumb_review_decided_marks (PlumbReview *self,
                                         const char  *finding_id);
/* The coach's words on a finding; "" when there are none, never NULL. */
const char  *plumb_review_decision_note (PlumbReview *self,
                                         const char  *finding_id);
gboolean     plumb_review_set_decision_note (PlumbReview *self,
                                             const char  *finding_id,
                                             const char  *note,
                                             GError     **error);
/* (nullable) What had been computed when the finding was decided: the key of
 * the verdict, and the sentence. */
const char  *plumb_review_decided_verdict (PlumbReview *self,
                                           const char  *finding_id);
const char  *plumb_review_decided_text (PlumbReview *self,
                                        const char  *finding_id);
/* Typing is one undo step until two seconds pass between two calls, or
 * another edit comes between. */
const char  *plumb_review_notes (PlumbReview *self);        /* never NULL */
gboolean     plumb_review_set_notes (PlumbReview *self,
                                     const char  *text,
                                     GError     **error);
/* The same of the notes on the athlete, which are the same in all reviews; ""
 * and nothing to set where there is none yet. */
const char  *plumb_review_athlete_notes (PlumbReview *self);
gboolean     plumb_review_set_athlete_notes (PlumbReview *self,
                                             const char  *text,
                                             GError     **error);
/* (transfer full) Finding ids that belong in the plan: computed faults and
 * watches not dismissed, and whatever was confirmed; NULL-terminated, in the
 * order of the checks. */
GStrv        plumb_review_plan_findings (PlumbReview *self);

/* The pain screen. (transfer none) Question id → answer; what is not in it has
 * not been asked yet. Valid until the review goes, never to be changed. */
GHashTable   *plumb_review_pain_answers (PlumbReview *self);
/* FALSE when the screen knows no such question or answer; NULL takes the answer
 * back. */
gboolean      plumb_review_answer_pain (PlumbReview           *self,
                                        const PlumbPainScreen *screen,
                                        const char            *question_id,
                                        const char            *answer,
                                        GError               **error);
/* (transfer full) (nullable) What the same athlete answered before: at the
 * newest earlier review with answers, made at `created_s` (may be NULL). NULL
 * without an error when there is none. */
GHashTable   *plumb_review_earlier_pain_answers (PlumbReview *self,
                                                 gint64      *created_s,
                                                 GError     **error);
/* Takes those of the earlier answers that this review does not have: one undo
 * step. They are filled in before, and are answers only once a coach has asked
 * again and takes them over. */
gboolean      plumb_review_adopt_pain_answers (PlumbReview           *self,
                                               const PlumbPainScreen *screen,
                                               GHashTable            *earlier,
                                               GError               **error);
/* (transfer full) The answers as they count: where every check was good at the
 * last review and is now, and the athlete has pain at both, the pain is still
 * there although the technique has been put right, unless it was said that it
 * is not (C44). Soreness is no pain. Answers of the last review that sent to a
 * clinician count where this one's are not complete. */
GHashTable   *plumb_review_counted_pain_answers (PlumbReview           *self,
                                                 const PlumbPainScreen *screen);
/* (transfer none) The row that holds for the answers as they count. */
const PlumbPainRow *plumb_review_pain_row (PlumbReview           *self,
                                           const PlumbPainScreen *screen);
/* (transfer full) (nullable) The one plan of the review: of its findings, and
 * of what the pain screen adds (`screen` NULL: nothing). NULL where the pain
 * screen allows none. A screen that is not complete stops a plan only by a red
 * flag. */
PlumbPlan    *plumb_review_compose_plan (PlumbReview           *self,
                                         const PlumbPlanTable  *table,
                                         const PlumbPainScreen *screen);

/* What the coach changes in the composed plan: it holds when the plan is
 * composed anew, and waits where the plan no longer has the line. */

/* `dose` NULL or "" = none. */
gboolean      plumb_review_reword_plan_line (PlumbReview *self,
                                             const char  *line_id,
                                             const char  *text,
                                             const char  *dose,
                                             GError     **error);
gboolean      plumb_review_remove_plan_line (PlumbReview *self,
                                             const char  *line_id,
                                             GError     **error);
/* A line of the coach's own, at the end of its section. */
gboolean      plumb_review_add_plan_line (PlumbReview     *self,
                                          PlumbPlanSection section,
                                          const char      *text,
                                          const char      *dose,
                                          GError         **error);
/* The lines of one section in this order, from now on. */
gboolean      plumb_review_order_plan_lines (PlumbReview       *self,
                                             const char *const *line_ids,
                                             GError           **error);
/* The plan's headline in the coach's words; NULL or "" = as composed. */
gboolean      plumb_review_set_plan_headline (PlumbReview *self,
                                              const char  *text,
                                              GError     **error);
/* Whether the coach changed the line; NULL: any line. */
gboolean      plumb_review_plan_is_edited (PlumbReview *self,
                                           const char  *line_id);
/* Takes all changes back: one undo step. */
gboolean      plumb_review_reset_plan (PlumbReview *self,
                                       GError     **error);
/* (transfer full) (nullable) Who signs the plans of this library; NULL when
 * nobody has said. */
char         *plumb_review_coach (PlumbReview *self);

/* Every edit until plumb_review_end_group() is one transaction and one undo
 * step; "changed" comes once, at the end. Groups nest. When an edit fails,
 * those after it fail too, and the end takes all of them back and returns
 * FALSE with the first error. Begin and end without returning to the main
 * loop: nothing in the group is safe before its end. */
void         plumb_review_begin_group (PlumbReview *self);
gboolean     plumb_review_end_group (PlumbReview *self,
                                     GError     **error);

/* (transfer full) (nullable) What the next undo or redo is about, to stand after
 * "Undo"; NULL when there is nothing. */
char        *plumb_review_undo_name (PlumbReview *self);
char        *plumb_review_redo_name (PlumbReview *self);
/* One step back or forward; TRUE with nothing changed when there is none. */
gboolean     plumb_review_undo (PlumbReview *self,
                                GError     **error);
gboolean     plumb_review_redo (PlumbReview *self,
                                GError     **error);

G_END_DECLS
