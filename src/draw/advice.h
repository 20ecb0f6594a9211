/* What a coach can do about a measure that says nothing sure: the same words in
 * the checks panel, on paper and on the command line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "checks.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) What is missing or was refused, the limit that the
 * value is too near to, and what would make it surer; NULL for a measure with a
 * verdict. `criterion` is nullable. */
char *plumb_advice_text (const PlumbMeasure   *measure,
                         const PlumbCriterion *criterion);
/* (transfer full) Which sentences of the article it stands for, and where its
 * band comes from: "C20. Mid-foot rule: …". */
char *plumb_evidence_text (const PlumbCriterion *criterion);

G_END_DECLS
