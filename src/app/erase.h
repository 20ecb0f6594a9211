/* Erasing an athlete wherever this program keeps something of him.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "exchange.h"

G_BEGIN_DECLS

/* As plumb_library_erase_athlete(), and what the cache keeps about the athlete's
 * recordings goes too. */
gboolean plumb_erase_athlete (PlumbLibrary *library,
                              gint64        athlete_id,
                              GStrv        *backups,
                              GError      **error);

G_END_DECLS
