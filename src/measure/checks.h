/* The result of checking poses against criteria. One object for label, panel,
 * plot, JSON and PDF: a number never travels without its uncertainty and its
 * reason.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "criteria.h"
#include "poses.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_VERDICT_GOOD,
  PLUMB_VERDICT_WATCH,
  PLUMB_VERDICT_FAULT,
  PLUMB_VERDICT_TOO_CLOSE,
  PLUMB_VERDICT_NOT_MEASURABLE,
  PLUMB_VERDICT_DATA, /* shown without a verdict */
} PlumbVerdict;

/* "good", "watch", "fault", "too-close", "not-measurable", "data" */
const char  *plumb_verdict_key (PlumbVerdict verdict);
/* Display word, untranslated msgid marked with N_(). */
const char  *plumb_verdict_name (PlumbVerdict verdict);

/* Guard-banded decision (criteria.md 3.4, after JCGM 106): value y with
 * standard uncertainty u > 0 against band [fault low, good low, good high,
 * fault high], NAN = open side. p_good and p_fault may be NULL. */
PlumbVerdict plumb_verdict_decide (double        y,
                                   double        u,
                                   const double  band[4],
                                   double        confidence,
                                   double       *p_good,
                                   double       *p_fault);

typedef struct
{
  const char  *id;        /* interned, "M1.e_bar" */
  PlumbMoment  moment;    /* where it was taken; LIFT_OFF for a measure over
                             the pull, whose frame is where its extreme is */
  gint64       frame;     /* -1 when that moment is not set */
  gboolean     has_value;
  double       value;     /* in `unit`; valid where has_value */
  double       u;         /* standard uncertainty, same unit */
  double       u_marks;   /* … its random part, from the clicks */
  double       u_camera;  /* … its systematic part, from the view */
  const char  *unit;      /* interned */
  PlumbVerdict verdict;
  double       p_good, p_fault;
  double       band[4];   /* NAN = open */
  gboolean     support;   /* shown, never decides alone */
  GStrv        missing;   /* owned; keys: landmarks "heel", "outline", moments
                             "moment:lift_off", "scale", "rate"; "in:set",
                             "in:neutral" … = the landmarks in that moment's
                             frame; "after:lift_off", "after:set",
                             "before:lift_off" = in frames after it, from setup
                             to it; "copied" = marks are there that were copied
                             from another frame and not moved; never NULL */
  char        *refused;   /* owned, (nullable): one untranslated sentence; next
                             to a value: why it is shown without a verdict */
} PlumbMeasure;

typedef struct
{
  const char  *id;        /* interned, "hips-too-high" */
  PlumbVerdict verdict;
  gint64       frame;
  GStrv        claims;    /* owned: {"C18"} */
  GStrv        because;   /* owned: {"M3.knee"} */
  char        *text;      /* owned: one sentence with the figures, in the
                             language of the criteria, decimal point */
} PlumbFinding;

typedef struct
{
  const char *school;  /* of the criteria, static: "over" or "in-front" */
  GPtrArray *measures; /* of PlumbMeasure; each id at most twice: once at set
                          and once at lift-off, lift-off being the one judged
                          where both are there */
  GPtrArray *findings; /* of PlumbFinding, setup faults before pull faults */
} PlumbChecks;

/* An extreme over 5 frames or more is corrected for having been picked from noisy
 * values; that of a track of every frame is of a smooth curve. Neither a fault nor
 * good is called where u is more than 1.5 times the width of the band for watch.
 *
 * (transfer full) Pure: same input, same result. Never fails: what cannot be
 * measured is in the result, with what is missing or why it was refused. */
PlumbChecks        *plumb_check (const PlumbPoses    *poses,
                                 const PlumbCriteria *criteria);
void                plumb_checks_free (PlumbChecks *checks);
/* (transfer none) (nullable) The measure that decides for this id. */
const PlumbMeasure *plumb_checks_find (const PlumbChecks *checks,
                                       const char        *measure_id);
/* (transfer none) (nullable) */
const PlumbFinding *plumb_checks_find_finding (const PlumbChecks *checks,
                                               const char        *finding_id);
/* The verdict of a whole check (panel row): its findings first, else its
 * measures after the rules of criteria.md 2. */
PlumbVerdict        plumb_checks_group_verdict (const PlumbChecks     *checks,
                                                const PlumbCheckGroup *group);

/* The limit of the band that the value is nearest to, whichever its side;
 * FALSE without a value or a band. */
gboolean            plumb_measure_nearest_limit (const PlumbMeasure *measure,
                                                 double             *out);
/* (transfer full) (nullable) What to do so that it can be measured, or why it
 * cannot, in whole sentences; NULL where nothing is missing. `translate` is
 * called on msgids of this library; NULL leaves them in English. */
char               *plumb_measure_missing_text (const PlumbMeasure  *measure,
                                                const char         *(*translate) (const char *));

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbChecks, plumb_checks_free)

G_END_DECLS
