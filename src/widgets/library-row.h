/* A review in a list of the library: thumbnail, lift and load, date, what is
 * open, and a menu. A recording that is not where it was says so and offers to
 * be located.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "library.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_LIBRARY_ROW (plumb_library_row_get_type ())
G_DECLARE_FINAL_TYPE (PlumbLibraryRow, plumb_library_row, PLUMB, LIBRARY_ROW, GtkListBoxRow)

/* `lift`: what it is called; (nullable) unknown. An item that a search found
 * shows where its words stand. */
GtkWidget       *plumb_library_row_new (PlumbReviewItem *item,
                                        const char      *lift);
/* The whole note of a review under its date. */
GtkWidget       *plumb_library_row_new_note (PlumbReviewItem *item);
/* Shows another item that a search found. */
void             plumb_library_row_set_found (PlumbLibraryRow *self,
                                              PlumbReviewItem *item);
PlumbReviewItem *plumb_library_row_item (PlumbLibraryRow *self);
void             plumb_library_row_set_thumbnail (PlumbLibraryRow *self,
                                                  GdkPaintable    *thumbnail);

G_END_DECLS
