/* The user interface files compiled into the program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* Makes them known; made by glib-compile-resources from ui/. */
void plumb_register_resource (void);
