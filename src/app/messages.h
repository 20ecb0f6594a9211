/* What the coach reads when something went wrong: what happened, what stays
 * safe, what to do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) `path` is the recording it happened to, (nullable). */
char *plumb_message_for (const GError *error,
                         const char   *path);

G_END_DECLS
