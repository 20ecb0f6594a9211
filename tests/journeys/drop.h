/* Files dragged from another program and dropped: the source side of XDND, as a
 * file manager plays it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Drags the files (NULL-terminated) over the window at this place of the screen
 * and lets go there. TRUE when the window took them. */
gboolean drop_files (const char *const *paths,
                     int                x,
                     int                y);

G_END_DECLS
