/* The marks and figures of a review as they are now, for a thread that draws
 * them over pictures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "frame.h"
#include "plan-pdf.h"
#include "review.h"

G_BEGIN_DECLS

typedef struct _PlumbDrawings PlumbDrawings;

PlumbDrawings *plumb_drawings_new (PlumbReview *review);
void           plumb_drawings_free (PlumbDrawings *drawings);
/* Draws what belongs to the frame over its pixels, of the picture's own size, and
 * the feet that were marked in another; TRUE where something was marked in this
 * very frame. */
gboolean       plumb_drawings_paint (PlumbDrawings *drawings,
                                     gint64         frame,
                                     guint8        *pixels,
                                     int            width_px,
                                     int            height_px,
                                     int            stride);
/* The picture of the frame as PNG; `drawings` is nullable. Writes and fails as
 * plumb_report_write_still_png() does. */
gboolean       plumb_drawings_write_png (PlumbDrawings    *drawings,
                                         const PlumbFrame *frame,
                                         const char       *path,
                                         GCancellable     *cancellable,
                                         GError          **error);

/* Two frames beside each other with their captions, a PNG. */
gboolean       plumb_drawings_write_pair (PlumbDrawings     *drawings,
                                          const PlumbFrame  *left,
                                          const PlumbFrame  *right,
                                          const char *const  captions[2],
                                          const char        *path,
                                          GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbDrawings, plumb_drawings_free)

G_END_DECLS
