/* Rows of the list of athletes: name, newest review and tags, and what is open.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full) For a list of PlumbAthlete. */
GtkListItemFactory *plumb_athlete_row_factory (void);

G_END_DECLS
