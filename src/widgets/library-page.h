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
 *   "open-review" (int64 review id)
 *   "failed" (GError *): the library could not be read. */

void   plumb_library_page_set_library (PlumbLibraryPage *self,
                                       PlumbLibrary     *library);
/* The athlete chosen; 0 = the recordings without one. */
gint64 plumb_library_page_athlete (PlumbLibraryPage *self);
void   plumb_library_page_select (PlumbLibraryPage *self,
                                  gint64            athlete_id);
void   plumb_library_page_find (PlumbLibraryPage *self);

G_END_DECLS
