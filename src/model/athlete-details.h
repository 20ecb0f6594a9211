/* Who an athlete is, beside the name. A plain value.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char  *contact;      /* owned, never NULL; "" = unknown */
  char  *notes;        /* owned, never NULL */
  char  *consent_date; /* owned, never NULL; "2026-11-22", "" = not given */
  int    birth_year;   /* 0 = unknown */
  double height_cm;    /* 0 = unknown */
  double mass_kg;      /* 0 = unknown */
} PlumbAthleteDetails;

/* (transfer full) Nothing known. */
PlumbAthleteDetails *plumb_athlete_details_new (void);
void                 plumb_athlete_details_free (PlumbAthleteDetails *details);
/* (nullable) A whole sentence on what cannot be so; NULL where all can. */
const char          *plumb_athlete_details_check (const PlumbAthleteDetails *details);
/* (transfer full) One line of what is known: "Born 1994 · 171.5 cm"; "" where
 * nothing is. */
char                *plumb_athlete_details_describe (const PlumbAthleteDetails *details);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbAthleteDetails, plumb_athlete_details_free)

G_END_DECLS
