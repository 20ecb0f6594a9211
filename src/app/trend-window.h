/* All checks of an athlete over all reviews as one table, to be saved as CSV.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "criteria.h"
#include "library.h"

G_BEGIN_DECLS

/* Takes `trends` (of PlumbTrend). */
void plumb_trend_window_show (GtkWindow     *parent,
                              const char    *athlete,
                              GPtrArray     *trends,
                              PlumbCriteria *criteria);

G_END_DECLS
