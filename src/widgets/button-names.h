/* What a screen reader says of buttons whose label has an underlined letter.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK 4.8 reads "_Export Export" out: gives every such button in `root`, now, the
 * name that is seen. */
void plumb_name_buttons (GtkWidget *root);

G_END_DECLS
