/* The user interface files compiled into the program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

/* (transfer none) Made by glib-compile-resources from ui/. */
GResource *plumb_get_resource (void);
