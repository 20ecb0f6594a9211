/* A row of widgets that goes on in the next line where it is too wide, as words
 * do: each gets its natural width, what expands takes the rest of its line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_WRAP_LAYOUT (plumb_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (PlumbWrapLayout, plumb_wrap_layout, PLUMB, WRAP_LAYOUT, GtkLayoutManager)

/* Property "spacing" (int): pixels between widgets and between lines. */

G_END_DECLS
