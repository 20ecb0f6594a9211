/* Making the rows of the library lists; only the library does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "library.h"

G_BEGIN_DECLS

PlumbAthlete    *plumb_athlete_new (gint64      id,
                                    const char *name);
void             plumb_athlete_set_name (PlumbAthlete *self,
                                         const char   *name);
PlumbReviewItem *plumb_review_item_new (gint64      id,
                                        gint64      athlete_id,
                                        const char *path,
                                        gint64      created_s,
                                        const char *notes);

G_END_DECLS
