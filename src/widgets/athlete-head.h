/* Who an athlete is, at the top of the athlete's page: what is known, tags,
 * usual lifts, the pain screen and the next film.
 *
 * Signal "next-film-set" (string: "2026-12-12", "" = as the plan says).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "library.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_ATHLETE_HEAD (plumb_athlete_head_get_type ())
G_DECLARE_FINAL_TYPE (PlumbAthleteHead, plumb_athlete_head, PLUMB, ATHLETE_HEAD, GtkWidget)

/* `athlete` (nullable): nothing is shown. */
void plumb_athlete_head_show (PlumbAthleteHead *self,
                              PlumbLibrary     *library,
                              PlumbAthlete     *athlete);

G_END_DECLS
