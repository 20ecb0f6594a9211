/* Check results as a table for other programs: one row a measure.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "checks.h"

G_BEGIN_DECLS

/* (transfer full) RFC 4180 with a header: measure, moment, frame, value, u,
 * unit, verdict, p_good, p_fault, the four limits of the band, missing, refused.
 * A decimal point in every language; empty = there is none. */
char *plumb_checks_to_csv (const PlumbChecks *checks);

G_END_DECLS
