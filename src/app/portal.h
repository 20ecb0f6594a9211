/* The desktop's portal, which tells libadwaita about dark and contrast. One that is
 * there but does not answer would hold the first window for minutes. (Where no session
 * manager runs GTK asks it once more, for 25 seconds, and cannot be kept from it.)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Before libadwaita is initialised: asks whether the portal lives, and has it left
 * alone where it does not say so in time. `bus` (nullable). */
void plumb_portal_pass_over_dead (GDBusConnection *bus);

G_END_DECLS
