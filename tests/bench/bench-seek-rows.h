/* Seeks and openings, against the decoder alone and against mpv: in blocks one
 * after the other, so that what the machine does meanwhile meets all three.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Seeks to so many frames in each of three blocks. `spare_pct` of the pictures are
 * no reference. FALSE: the recording cannot be opened, which is said on standard
 * error. */
gboolean bench_seek_rows (const char *path,
                          guint       n_seeks,
                          double      spare_pct);
/* The pictures delivered are to fit in this. */
#define BENCH_VIEW_WIDTH_PX 1280
#define BENCH_VIEW_HEIGHT_PX 720

G_END_DECLS
