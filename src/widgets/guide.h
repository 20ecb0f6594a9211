/* The guided setup: what to mark next, in an order that works, on the frames
 * where it can be seen. No GTK; it reads the review and keeps only what the
 * coach has skipped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "session.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_GUIDE_MOMENT,  /* find the frame of a key moment */
  PLUMB_GUIDE_PLATE,
  PLUMB_GUIDE_POINT,   /* a landmark */
  PLUMB_GUIDE_OUTLINE,
  PLUMB_GUIDE_CARRY,   /* the setup's marks at lift-off, to be corrected */
  PLUMB_GUIDE_DONE,
} PlumbGuideKind;

typedef struct
{
  PlumbGuideKind kind;
  PlumbMoment    moment;   /* whose frame it is marked in, or that is sought */
  PlumbLandmark  landmark; /* POINT only */
  guint          index;    /* its place among the steps, from 0 */
} PlumbGuideStep;

typedef struct _PlumbGuide PlumbGuide;

/* (transfer full) A guide that has skipped nothing. */
PlumbGuide    *plumb_guide_new (void);
void           plumb_guide_free (PlumbGuide *guide);
/* The first step that is neither done nor skipped. */
PlumbGuideStep plumb_guide_next (const PlumbGuide *guide,
                                 PlumbReview      *review);
/* "Cannot see it": passes over the step until it is taken back. */
void           plumb_guide_skip (PlumbGuide           *guide,
                                 const PlumbGuideStep *step);
/* Takes the last skip back; FALSE when there is none. */
gboolean       plumb_guide_unskip (PlumbGuide *guide);
guint          plumb_guide_n_steps (void);
/* Which way the lifter faces: FALSE while no heel and toe say it. `faces_left` may
 * be NULL. */
gboolean       plumb_guide_find_facing (PlumbReview *review,
                                        gboolean    *faces_left);
/* (transfer full) (element-type PlumbMark) What the setup frame has and the
 * lift-off frame lacks, carried there: marks with id 0, not stored. Empty when
 * there is nothing to carry. */
GPtrArray     *plumb_guide_offers (PlumbReview *review);
/* (transfer full) (nullable) The plate of the rep before as a copy in this one's setup
 * frame, while that has no bar: it was put down near where it was lifted. A mark
 * with id 0, not stored. */
PlumbMark     *plumb_guide_offered_plate (PlumbReview *review);
/* Stores what is offered, but hip and back, whose movement is measured and which
 * are marked anew: one undo step. */
gboolean       plumb_guide_take_offers (PlumbReview *review,
                                        GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbGuide, plumb_guide_free)

G_END_DECLS
