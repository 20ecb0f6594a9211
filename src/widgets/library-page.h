/* The library page: athletes at the start, the reviews of one beside them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "library.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_LIBRARY_PAGE (plumb_library_page_get_type ())
G_DECLARE_FINAL_TYPE (PlumbLibraryPage, plumb_library_page, PLUMB, LIBRARY_PAGE, GtkWidget)

/* Signals:
 *   "open-review" (PlumbReviewItem *), of a search with the place found
 *   "thumbnail-wanted" (PlumbReviewItem *): of a row that is shown now; to be
 *       answered by plumb_library_page_set_thumbnail(), at once or later.
 *   "criteria-wanted" (string: the key of a lift): to be answered by
 *       plumb_library_page_set_criteria(), at once.
 *   "next-film-set" (string: "2026-12-12", "" = as the plan says) of the athlete
 *   "failed" (GError *): the library could not be read. */

void   plumb_library_page_set_library (PlumbLibraryPage *self,
                                       PlumbLibrary     *library);
/* Whose names the checks of that lift have, and its bands. */
void   plumb_library_page_set_criteria (PlumbLibraryPage *self,
                                        PlumbCriteria    *criteria);
/* Nothing happens when the review is not shown any more. */
void   plumb_library_page_set_thumbnail (PlumbLibraryPage *self,
                                         gint64            review_id,
                                         GdkPaintable     *thumbnail);
/* The athlete chosen; 0 = the recordings without one. */
gint64 plumb_library_page_athlete (PlumbLibraryPage *self);
void   plumb_library_page_select (PlumbLibraryPage *self,
                                  gint64            athlete_id);
/* As if the words had been typed, at once. */
void   plumb_library_page_search (PlumbLibraryPage *self,
                                  const char       *words);
/* (nullable) The lift whose checks over time are shown. */
const char *plumb_library_page_trend_lift (PlumbLibraryPage *self);
void   plumb_library_page_find (PlumbLibraryPage *self);

G_END_DECLS
