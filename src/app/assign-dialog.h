/* Asks whose many recordings are, in one go: one answer for all of them, or one
 * a recording.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "library.h"

G_BEGIN_DECLS

typedef void (*PlumbAssigned) (gint64        athlete_id, /* of the first; 0 = none */
                               const GError *error,      /* (nullable) */
                               gpointer      user_data);

/* `reviews`: of PlumbReview. `done` is called once, when it has been answered. */
void plumb_assign_dialog_show (GtkWindow    *parent,
                               PlumbLibrary *library,
                               GPtrArray    *reviews,
                               PlumbAssigned done,
                               gpointer      user_data);

G_END_DECLS
