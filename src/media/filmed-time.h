/* When a recording was filmed, as its file says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Unix time, UTC, from the movie header of an MP4 or MOV file or from the
 * date of a Matroska or WebM file; 0 where the file
 * does not say, as after a messenger, or says what cannot be (before 1990 or
 * after tomorrow). */
gint64 plumb_filmed_time (const char *path);

G_END_DECLS
