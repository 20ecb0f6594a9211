/* Who made Plumbline, and what it is made of.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *plumb_about_window_new (GtkWindow *parent); /* (nullable) */

G_END_DECLS
