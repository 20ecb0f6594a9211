/* The checks of an athlete over time: a row a measure with its newest value, a
 * small chart, and what changed; opened, every value in a table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "criteria.h"

G_BEGIN_DECLS

/* Fills `list` anew with `trends` (element-type PlumbTrend), in the order of
 * the criteria; what the criteria do not name, or say supports alone, is left
 * out. The number of rows. */
guint plumb_trend_list_fill (GtkListBox    *list,
                             GPtrArray     *trends,
                             PlumbCriteria *criteria);

G_END_DECLS
