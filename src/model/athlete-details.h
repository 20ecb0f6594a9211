/* Who an athlete is, beside the name. A plain value.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "units.h"

G_BEGIN_DECLS

/* One of the usual lifts. */
typedef struct
{
  char  *lift;    /* owned: a key of the criteria, or the coach's own word */
  double load_kg; /* 0 = unknown */
  int    reps;    /* 0 = unknown */
} PlumbUsualLift;

PlumbUsualLift *plumb_usual_lift_new (const char *lift,
                                      double      load_kg,
                                      int         reps);
void            plumb_usual_lift_free (PlumbUsualLift *lift);

typedef struct
{
  char  *contact;      /* owned, never NULL; "" = unknown */
  char  *notes;        /* owned, never NULL */
  char  *consent_date; /* owned, never NULL; "2026-11-22", "" = not given */
  int    birth_year;   /* 0 = unknown */
  double height_cm;    /* 0 = unknown */
  double mass_kg;      /* 0 = unknown */
  double plate_mm;     /* diameter of the plates used; 0 = unknown */
  char  *tags;         /* owned, never NULL: "rehab, masters" */
  gboolean        consent; /* to filming was given */
  PlumbMassUnit   mass_unit;
  PlumbLengthUnit length_unit;
  GPtrArray      *lifts; /* owned, of PlumbUsualLift, never NULL */
} PlumbAthleteDetails;

/* (transfer full) Nothing known. */
PlumbAthleteDetails *plumb_athlete_details_new (void);
PlumbAthleteDetails *plumb_athlete_details_copy (const PlumbAthleteDetails *details);
void                 plumb_athlete_details_free (PlumbAthleteDetails *details);
/* (nullable) A whole sentence on what cannot be so; NULL where all can. */
const char          *plumb_athlete_details_check (const PlumbAthleteDetails *details);
/* (transfer full) One line of what is known: "Born 1994 · 171.5 cm"; "" where
 * nothing is. */
char                *plumb_athlete_details_describe (const PlumbAthleteDetails *details);

/* (transfer full) One line of the usual lifts, "" where there are none; `name`
 * (nullable) gives the name of a lift's key. */
char                *plumb_athlete_details_describe_lifts (const PlumbAthleteDetails *details,
                                                           const char *(*name) (const char *lift,
                                                                                gpointer    data),
                                                           gpointer data);
/* (transfer full) "rehab, masters": each tag once, without empty ones. */
char                *plumb_athlete_tags_clean (const char *tags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbAthleteDetails, plumb_athlete_details_free)

G_END_DECLS
