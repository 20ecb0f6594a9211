/* What the measures add up to. Internal to this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "checks.h"
#include "evaluation.h"

G_BEGIN_DECLS

/* Whether this version can raise a finding of this id. */
gboolean plumb_finding_exists (const char *id);
void     plumb_finding_free (PlumbFinding *finding);
/* Appends the findings to evaluation->checks, setup faults first. */
void     plumb_findings_raise (PlumbEvaluation *evaluation);

G_END_DECLS
