/* The value that stands beside an angle on the picture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "criteria.h"
#include "mark.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) "124° ± 7°" (95 %) for marks that are angles:
 * three-point angles after criteria.md 3.1, the bend of a spine line; NULL for
 * all other kinds. `criteria` gives the click spread, NULL = 4 px. */
char *plumb_mark_label (const PlumbMark     *mark,
                        const PlumbCriteria *criteria);

G_END_DECLS
