/* What the files of the review, and the library that makes reviews, share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "history.h"
#include "review-state.h"
#include "reviews.h"
#include "store.h"
#include "units.h"

G_BEGIN_DECLS

struct _PlumbReview
{
  GObject          parent_instance;

  PlumbStore      *store; /* owned */
  gint64           id;
  gint64           recording_id;
  gint64           athlete_id;   /* 0 = none yet */
  char            *athlete_name; /* nullable */
  PlumbMassUnit    mass_unit;    /* that the athlete is used to */
  PlumbLengthUnit  length_unit;  /* likewise */
  PlumbMassUnit    usual_mass;   /* where there is no athlete */
  PlumbLengthUnit  usual_length; /* likewise */
  char            *path;
  gint64           created_s;
  PlumbReviewState state;

  /* Checking. Poses and checks are made when they are asked for. */
  PlumbCriteria   *criteria; /* nullable */
  int              width_px, height_px;
  double           fps;
  double           click_sd_px[PLUMB_N_LANDMARKS]; /* the coach's own; 0 = usual */
  PlumbMark       *preview;  /* nullable; as it is being dragged */
  PlumbPoses      *poses;
  PlumbChecks     *checks;   /* nullable */
  gboolean         stale;    /* poses and checks are older than the state */

  /* Editing. */
  PlumbHistory    *history;
  gboolean         can_undo, can_redo; /* as last notified */
  guint            group_depth;
  GPtrArray       *group;       /* edits of the open group, nullable */
  guint            group_parts; /* that they changed */
  GError          *group_error; /* why the group will be taken back, nullable */
};

/* (transfer full) (nullable) Errors are those of the library. */
PlumbReview *plumb_review_load (PlumbStore           *store,
                                const PlumbReviewRow *row,
                                const char           *athlete_name,
                                GError              **error);
/* Stores one edit (transfer full), or adds it to the open group. */
gboolean     plumb_review_commit (PlumbReview *self,
                                  PlumbEdit   *edit,
                                  GError     **error);
/* The same; `id` gets that of the row of the mark or remark, 0 for others. */
gboolean     plumb_review_commit_for_id (PlumbReview *self,
                                         PlumbEdit   *edit,
                                         gint64      *id,
                                         GError     **error);
void         plumb_review_take_athlete (PlumbReview *self,
                                        gint64       athlete_id,
                                        const char  *athlete_name);
/* The units that hold as long as there is no athlete. */
void         plumb_review_take_usual_units (PlumbReview    *self,
                                            PlumbMassUnit   mass,
                                            PlumbLengthUnit length);
/* The coach's own click spread; recomputes. */
void         plumb_review_take_clicks (PlumbReview *self,
                                       const double sd_px[PLUMB_N_LANDMARKS]);
void         plumb_review_take_path (PlumbReview *self,
                                     const char  *path);
/* Leaves in `poses` what belongs to the rep looked at. */
void         plumb_review_restrict_to_rep (PlumbReview *self,
                                           PlumbPoses  *poses);
/* (transfer container) Findings that the coach said something to. */
GList       *plumb_review_decided_ids (PlumbReview *self);
/* Forgets what was computed from the parts, emits "changed" and notifies
 * "can-undo" and "can-redo"; 0 parts emit nothing. */
void         plumb_review_emit_changed (PlumbReview *self,
                                        guint        parts);

G_END_DECLS
