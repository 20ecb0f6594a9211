/* Folders below $XDG_CACHE_HOME/plumbline: for this user alone, and bounded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PLUMB_CACHE_MAX_FILES 400u
#define PLUMB_CACHE_MAX_BYTES (G_GINT64_CONSTANT (2) * 1024 * 1024 * 1024)

/* (transfer full) */
char    *plumb_cache_folder_path (const char *name);
/* Makes it, 0700; errors of G_IO_ERROR. */
gboolean plumb_cache_folder_make (const char *name,
                                  GError    **error);
/* Removes what was used longest ago until no more than the limits above is left,
 * and what a program that was killed left half written. */
void     plumb_cache_folder_trim (const char *name);

G_END_DECLS
