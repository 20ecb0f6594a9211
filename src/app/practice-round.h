/* One round of practice: which landmark is asked for next, what was clicked,
 * what it says about the coach's hand. Knows no widget.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "click-spread.h"
#include "criteria.h"

G_BEGIN_DECLS

/* Those that the plate does not hide in the setup. */
#define PLUMB_PRACTICE_N_LANDMARKS 8
#define PLUMB_PRACTICE_N_CLICKS (PLUMB_PRACTICE_N_LANDMARKS * PLUMB_PRACTICE_REPEATS)

typedef struct
{
  PlumbLandmark order[PLUMB_PRACTICE_N_CLICKS];
  PlumbPoint    clicks[PLUMB_PRACTICE_N_CLICKS];
  guint         n_clicks;
} PlumbPracticeRound;

/* Shuffled anew for each seed; never one landmark twice in a row. */
void          plumb_practice_round_start (PlumbPracticeRound *self,
                                          guint32             seed);
/* PLUMB_LANDMARK_NONE when all are clicked. */
PlumbLandmark plumb_practice_round_wanted (const PlumbPracticeRound *self);
void          plumb_practice_round_click (PlumbPracticeRound *self,
                                          PlumbPoint          at);
/* Takes back the last click; FALSE when there is none. */
gboolean      plumb_practice_round_undo (PlumbPracticeRound *self);
/* The spread of the landmarks that were clicked, 0 for the others: pixels of
 * the practice picture. */
void          plumb_practice_round_spread (const PlumbPracticeRound *self,
                                           const PlumbCriteria      *criteria,
                                           double sd_px[PLUMB_N_LANDMARKS]);

G_END_DECLS
