/* What the files of the hand share; see hand.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "hand.h"
#include "hit-test.h"

G_BEGIN_DECLS

struct _PlumbHand
{
  PlumbSession *session; /* owned */

  /* Drawing. */
  GArray       *points;  /* of PlumbPoint: the draft's points */
  GArray       *trace;   /* of PlumbPoint: the way of the pointer since the press */
  PlumbMark    *draft;   /* owned, nullable: made of points */
  PlumbMark    *written; /* owned, nullable: the text whose words are being typed */

  /* Editing. */
  GPtrArray    *offers;  /* owned, nullable, of PlumbMark: not stored, to be corrected */
  PlumbMark    *origin;  /* owned, nullable: the mark as it was grabbed */
  GPtrArray    *moved;   /* owned, of PlumbMark: what is dragged, where it is now */
  int           grabbed; /* point of origin, -1 = all of it */
  gboolean      is_banding;
  PlumbPoint    band[2]; /* opposite corners */

  PlumbPoint    pressed_at;
  PlumbPoint    snapped_to;
  gint64        hovered;
  gboolean      is_pressed;
  gboolean      is_constrained;
  gboolean      is_adding;
  gboolean      is_free;   /* nothing snaps */
  gboolean      has_snapped;
  gboolean      has_missed_rim;
  guint         hidden;    /* bit (1u << kind): not shown, so not to be met */

  PlumbRimFinder find_rim; /* nullable */
  gpointer       find_rim_data;
};

/* hand-shape.c */
PlumbMarkKind plumb_tool_kind (PlumbTool tool);
gboolean      plumb_tool_drags (PlumbTool tool);
double        plumb_point_distance (PlumbPoint a,
                                    PlumbPoint b);
PlumbPoint    plumb_hand_constrain (PlumbTool  tool,
                                    PlumbPoint from,
                                    PlumbPoint at);
void          plumb_hand_take_trace (PlumbHand *hand);
gboolean      plumb_hand_is_traced (PlumbHand *hand,
                                    double     reach_px);
void          plumb_hand_update_draft (PlumbHand *hand);
void          plumb_hand_forget_draft (PlumbHand *hand);

/* hand-snap.c: `at`, or the point near it that belongs to it. `mark_id` does not
 * snap to itself. */
PlumbPoint    plumb_hand_snap (PlumbHand    *hand,
                               PlumbPoint    at,
                               PlumbLandmark landmark,
                               gint64        mark_id,
                               double        reach_px);

/* hand-edit.c: the select tool. */
PlumbHit      plumb_hand_find_hit (PlumbHand *hand,
                                   PlumbPoint at,
                                   double     reach_px);
gboolean      plumb_hand_grab (PlumbHand *hand,
                               PlumbPoint at,
                               double     reach_px);
void          plumb_hand_drag (PlumbHand *hand,
                               PlumbPoint at,
                               double     reach_px);
gboolean      plumb_hand_drop (PlumbHand *hand,
                               GError   **error);
void          plumb_hand_forget_drag (PlumbHand *hand);

G_END_DECLS
