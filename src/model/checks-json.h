/* Check results ("plumbline-checks", version 1) as JSON.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "checks.h"

G_BEGIN_DECLS

/* (transfer full) Numbers in full precision; value, u and probabilities are
 * null where there is no value, an open side of a band is null. */
char *plumb_checks_to_json (const PlumbChecks *checks);
/* The same, and "changes": of each measure that both have, against those of an
 * earlier film of the same lifter. */
char *plumb_checks_to_json_since (const PlumbChecks *checks,
                                  const PlumbChecks *before);

G_END_DECLS
