/* The athletes of a library: found as they are typed, sorted, one chosen. What
 * is open and whose film is due stands on each row.
 *
 * Signals: "chosen" when another athlete or none is chosen; "search-changed".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "library.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_ATHLETE_LIST (plumb_athlete_list_get_type ())
G_DECLARE_FINAL_TYPE (PlumbAthleteList, plumb_athlete_list, PLUMB, ATHLETE_LIST, GtkWidget)

void          plumb_athlete_list_set_athletes (PlumbAthleteList *self,
                                               GListModel       *athletes);
/* (transfer none) (nullable) The one that is chosen. */
PlumbAthlete *plumb_athlete_list_chosen (PlumbAthleteList *self);
/* 0: none. An archived one brings the archive into view. */
void          plumb_athlete_list_choose (PlumbAthleteList *self,
                                         gint64            athlete_id);
/* After the athletes were changed: who was wanted is chosen again. */
void          plumb_athlete_list_refresh (PlumbAthleteList *self);
/* How many recordings have no athlete yet. */
void          plumb_athlete_list_set_unassigned (PlumbAthleteList *self,
                                                 guint             n);
const char   *plumb_athlete_list_words (PlumbAthleteList *self);
void          plumb_athlete_list_set_words (PlumbAthleteList *self,
                                            const char       *words);
void          plumb_athlete_list_find (PlumbAthleteList *self);

G_END_DECLS
