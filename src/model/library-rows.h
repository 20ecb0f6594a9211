/* Making the rows of the library lists; only the library does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "library.h"
#include "reviews.h"

G_BEGIN_DECLS

PlumbAthlete    *plumb_athlete_new (gint64      id,
                                    const char *name);
void             plumb_athlete_set_name (PlumbAthlete *self,
                                         const char   *name);
void             plumb_athlete_set_open_findings (PlumbAthlete *self,
                                                  guint         n);
PlumbReviewItem *plumb_review_item_new (const PlumbReviewRow *row);

G_END_DECLS
