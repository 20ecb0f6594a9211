/* What is known about how it was filmed: plate, camera distance, roll, load.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_FILMING_POPOVER (plumb_filming_popover_get_type ())
G_DECLARE_FINAL_TYPE (PlumbFilmingPopover, plumb_filming_popover, PLUMB, FILMING_POPOVER,
                      GtkPopover)

/* Signal "edit-failed" (GError *). */

GtkWidget *plumb_filming_popover_new (PlumbSession *session);
/* What the file says of its times, in words. */
void       plumb_filming_popover_set_times (PlumbFilmingPopover *self,
                                            const char          *words);

G_END_DECLS
