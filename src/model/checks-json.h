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

G_END_DECLS
