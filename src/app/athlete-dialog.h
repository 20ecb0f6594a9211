/* Asks who an athlete is: contact, year of birth, height, mass, consent, notes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "athlete-details.h"

G_BEGIN_DECLS

typedef void (*PlumbDetailsChosen) (const PlumbAthleteDetails *details, /* NULL = cancelled */
                                    gpointer                   user_data);

/* `chosen` is called once; what it gets can be stored. */
void plumb_athlete_dialog_show (GtkWindow                 *parent,
                                const char                *name,
                                const PlumbAthleteDetails *details,
                                PlumbDetailsChosen         chosen,
                                gpointer                   user_data);

G_END_DECLS
