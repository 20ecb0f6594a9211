/* Making the rows of the library lists; only the library does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "library.h"
#include "reviews.h"
#include "written.h"

G_BEGIN_DECLS

PlumbAthlete    *plumb_athlete_new (gint64      id,
                                    const char *name);
void             plumb_athlete_set_name (PlumbAthlete *self,
                                         const char   *name);
int              plumb_athlete_compare_names (PlumbAthlete *a,
                                              PlumbAthlete *b);
void             plumb_athlete_set_tags (PlumbAthlete *self,
                                         const char   *tags);
void             plumb_athlete_set_archived (PlumbAthlete *self,
                                             gboolean      archived);
void             plumb_athlete_set_sums (PlumbAthlete *self,
                                         guint         n_reviews,
                                         guint         open_findings,
                                         gint64        newest_s);
/* `date` (nullable): "2026-12-12". */
void             plumb_athlete_set_next_film (PlumbAthlete *self,
                                              const char   *date,
                                              gboolean      due);
PlumbReviewItem *plumb_review_item_new (const PlumbReviewRow *row);
PlumbReviewItem *plumb_review_item_new_found (const PlumbFoundRow *row);

G_END_DECLS
