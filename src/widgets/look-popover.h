/* The popover of colours and widths: of what is selected, and of what is drawn next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_LOOK_POPOVER (plumb_look_popover_get_type ())
G_DECLARE_FINAL_TYPE (PlumbLookPopover, plumb_look_popover, PLUMB, LOOK_POPOVER, GtkPopover)

/* (transfer floating) Its buttons activate "review.look" with a word of a look, or
 * "usual" and "normal". */
GtkWidget *plumb_look_popover_new (PlumbSession *session);

G_END_DECLS
