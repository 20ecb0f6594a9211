/* The popover that says how the picture is seen: brightness and contrast, which
 * marks are shown, the marks of the frame before, and a list of all marks that
 * leads to each. Nothing of it is stored or measured.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "canvas.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_VIEW_POPOVER (plumb_view_popover_get_type ())
G_DECLARE_FINAL_TYPE (PlumbViewPopover, plumb_view_popover, PLUMB, VIEW_POPOVER, GtkPopover)

/* (transfer floating) Its list activates "review.go-to-mark" with the mark's id. */
GtkWidget *plumb_view_popover_new (PlumbSession *session,
                                   PlumbCanvas  *canvas);

G_END_DECLS
