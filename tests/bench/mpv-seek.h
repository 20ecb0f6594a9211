/* mpv's first picture of a file and its exact seeks, for comparison.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Milliseconds from the command to mpv's word that it has restarted, one a
 * time of `times_s` (double, seconds); (transfer full) NULL and an error of
 * G_IO_ERROR, NOT_FOUND where mpv is not installed. */
GArray *mpv_seek_measure (const char *path,
                          GArray     *times_s,
                          double     *load_ms,
                          GError    **error);

G_END_DECLS
