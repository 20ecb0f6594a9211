/* The parts of a page under each other, and where there is room two beside each
 * other. The children are, in this order: the head across the page, the main part,
 * the side, and the rest, which follows the main part:
 *
 *    wide:  head head      narrow:  head
 *           main side               main
 *           rest side               side
 *                                   rest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_PAGE_COLUMNS (plumb_page_columns_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPageColumns, plumb_page_columns, PLUMB, PAGE_COLUMNS, GtkWidget)

G_END_DECLS
