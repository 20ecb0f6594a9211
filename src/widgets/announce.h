/* News for a screen reader that comes while the hands are elsewhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says `text` politely, about `widget`. GTK has announcements from 4.14 on. Before,
 * what a screen reader says by itself is that the description of the widget with
 * the focus has changed: `widget` should have the focus, and should set its own
 * description anew when something else about it changes. */
void plumb_announce (GtkWidget  *widget,
                     const char *text);

G_END_DECLS
