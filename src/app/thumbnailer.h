/* Small pictures of reviews for the library's lists, made once in a thread and
 * kept in the data folder (thumbnails/, 0700; its files 0600), one a review:
 * its set frame, or one in the first half where no set frame is marked yet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gdk/gdk.h>

#include "library.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_THUMBNAILER (plumb_thumbnailer_get_type ())
G_DECLARE_FINAL_TYPE (PlumbThumbnailer, plumb_thumbnailer, PLUMB, THUMBNAILER, GObject)

/* Signal "ready" (int64 review id, GdkPaintable *). */

PlumbThumbnailer *plumb_thumbnailer_new (const char *data_dir);
/* Answers with "ready": before it returns when the picture is kept already,
 * later when it has to be made, never when the recording cannot be read. */
void              plumb_thumbnailer_want (PlumbThumbnailer *self,
                                          PlumbReviewItem  *item);

G_END_DECLS
