/* The hand with the tool: turns presses, moves and releases in video pixels
 * into marks of the session's review. No GTK; the canvas feeds it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "session.h"

G_BEGIN_DECLS

/* An outline needs this many points to give a bow (criteria.md 2.4 a). */
#define PLUMB_OUTLINE_MIN_POINTS 7

/* And one that is traced in one go gets this many. */
#define PLUMB_OUTLINE_TRACE_POINTS 11

typedef struct _PlumbHand PlumbHand;

/* (transfer full) Keeps a reference on the session. */
PlumbHand *plumb_hand_new (PlumbSession *session);
void       plumb_hand_free (PlumbHand *hand);

/* FALSE when the press meets nothing, so that the canvas may pan. `reach_px`
 * is the hit radius in video pixels. */
gboolean   plumb_hand_press (PlumbHand *hand,
                             PlumbPoint at,
                             double     reach_px);
/* The pointer moved, pressed or not. */
void       plumb_hand_move (PlumbHand *hand,
                            PlumbPoint at,
                            double     reach_px);
/* Ends a press. FALSE with an error when the edit could not be stored. */
gboolean   plumb_hand_release (PlumbHand *hand,
                               PlumbPoint at,
                               double     reach_px,
                               GError   **error);
/* Ends an outline. FALSE without error when there is nothing to end. */
gboolean   plumb_hand_finish (PlumbHand *hand,
                              GError   **error);
/* Drops what has been begun; FALSE when nothing was. */
gboolean   plumb_hand_cancel (PlumbHand *hand);

/* Shift is held: lines run at multiples of 15°, boxes are square. */
void             plumb_hand_set_constrained (PlumbHand *hand,
                                             gboolean   is_constrained);
/* Bits (1u << PlumbMarkKind) of what is not shown and so not to be met. */
void             plumb_hand_set_hidden (PlumbHand *hand,
                                        guint      kinds);
guint            plumb_hand_hidden (PlumbHand *hand);
/* (nullable) (element-type PlumbMark) Marks with id 0 that are offered in their
 * frame: the select tool stores one by a click, or where it was dragged to.
 * Keeps a reference. */
void             plumb_hand_set_offers (PlumbHand *hand,
                                        GPtrArray *offers);
/* (transfer none) (nullable) */
GPtrArray       *plumb_hand_offers (PlumbHand *hand);
/* (transfer none) (nullable) The offer that is being dragged, as it was. */
const PlumbMark *plumb_hand_held_offer (PlumbHand *hand);
/* (transfer none) (nullable) What is being drawn and is not stored yet. */
const PlumbMark *plumb_hand_draft (PlumbHand *hand);
/* (transfer none) (nullable) The moved copy of the stored mark of its id. */
const PlumbMark *plumb_hand_dragged (PlumbHand *hand);
/* The mark under the pointer, 0 = none. */
gint64           plumb_hand_hovered (PlumbHand *hand);
/* TRUE while a point is being placed or moved: the loupe is wanted, over `at`
 * (nullable). */
gboolean         plumb_hand_is_placing (PlumbHand  *hand,
                                        PlumbPoint *at);

/* The first landmark of the usual order after `after` (NONE = from the start)
 * that has no point holding in `frame`; NONE when all have. */
PlumbLandmark    plumb_hand_next_landmark (PlumbReview  *review,
                                           gint64        frame,
                                           PlumbLandmark after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbHand, plumb_hand_free)

G_END_DECLS
