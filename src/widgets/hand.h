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

/* Looks for the rim of a plate near the circle that was drawn: TRUE and its
 * centre and a point on it. */
typedef gboolean (*PlumbRimFinder) (const PlumbMark *plate,
                                    PlumbPoint       circle[2],
                                    gpointer         user_data);

/* (transfer full) Keeps a reference on the session. */
PlumbHand *plumb_hand_new (PlumbSession *session);
void       plumb_hand_free (PlumbHand *hand);

/* FALSE when there is nothing to press on. `reach_px` is the hit radius in video
 * pixels. */
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
/* The text whose words are being typed, (transfer none) (nullable): a new one
 * once its place was clicked, or a stored one that is written anew. */
const PlumbMark *plumb_hand_written (PlumbHand *hand);
gboolean   plumb_hand_rewrite (PlumbHand *hand,
                               gint64     mark_id);
/* Ends it; without words it is deleted. */
gboolean   plumb_hand_write (PlumbHand  *hand,
                             const char *text,
                             GError    **error);
/* Drops what has been begun; FALSE when nothing was. */
gboolean   plumb_hand_cancel (PlumbHand *hand);

/* Shift is held: lines run at multiples of 15°, boxes are square. */
void             plumb_hand_set_constrained (PlumbHand *hand,
                                             gboolean   is_constrained);
/* A click adds to the selection or takes away from it. */
void             plumb_hand_set_adding (PlumbHand *hand,
                                        gboolean   is_adding);
/* Alt is held: nothing snaps. */
void             plumb_hand_set_free (PlumbHand *hand,
                                      gboolean   is_free);
/* (nullable) Without one plates stay as they are drawn. */
void             plumb_hand_set_rim_finder (PlumbHand     *hand,
                                            PlumbRimFinder find_rim,
                                            gpointer       data);
/* What the point that is held, or the next one, stands for. */
PlumbLandmark    plumb_hand_landmark (PlumbHand *hand);
/* TRUE once when the plate drawn last found no rim. */
gboolean         plumb_hand_take_missed_rim (PlumbHand *hand);
/* Moves what is selected in the frame shown, or the point that is held: one
 * undo step. FALSE without error when nothing is. */
gboolean         plumb_hand_move_selected (PlumbHand *hand,
                                           double     dx_px,
                                           double     dy_px,
                                           GError   **error);
/* Selects the next mark of the frame; FALSE, and none, after the last. */
gboolean         plumb_hand_select_next (PlumbHand *hand,
                                         gboolean   forward);
/* Holds the next point of the selected mark; after the last all of it. */
void             plumb_hand_hold_next (PlumbHand *hand,
                                       gboolean   forward);
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
/* (transfer none) (nullable) The moved copy of the stored mark of this id, or of
 * the offer that is held (0). */
const PlumbMark *plumb_hand_moved (PlumbHand *hand,
                                   gint64     mark_id);
/* (nullable) Two opposite corners of the band that catches marks. */
const PlumbPoint *plumb_hand_band (PlumbHand *hand);
/* TRUE while the point in hand has snapped to another one (nullable). */
gboolean         plumb_hand_snapped (PlumbHand  *hand,
                                     PlumbPoint *to);
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
