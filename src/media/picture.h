/* A decoded picture as it is kept: planes of 8-bit luma and chroma, as stored
 * (not turned, pixel aspect not applied). Immutable and reference counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "decoder.h"
#include "frame.h"
#include "pixels.h"
#include "pose.h"

G_BEGIN_DECLS

typedef struct _PlumbPicture PlumbPicture;

/* Keeps the decoder's own memory where that is 8-bit planar and `halvings` is 0,
 * a copy otherwise. NULL when the format cannot be read or memory is short. */
PlumbPicture *plumb_picture_new (const PlumbDecoded *decoded,
                                 const PlumbColour  *file_colour,
                                 guint               halvings);
/* (transfer full) (nullable) The same, halved so often in all; itself where it is
 * small enough already. */
PlumbPicture *plumb_picture_shrink (PlumbPicture *picture,
                                    guint         halvings);
/* Stored size of its pixels. */
void          plumb_picture_get_size (const PlumbPicture *picture,
                                      int                *width_px,
                                      int                *height_px);
PlumbPicture *plumb_picture_ref (PlumbPicture *picture);
void          plumb_picture_unref (PlumbPicture *picture);
/* Memory it holds. */
gsize         plumb_picture_n_bytes (const PlumbPicture *picture);
guint         plumb_picture_halvings (const PlumbPicture *picture);
/* Whether the decoder had to make up parts of it. */
gboolean      plumb_picture_is_corrupted (const PlumbPicture *picture);
/* (transfer full) Scales, colours and turns it. */
PlumbFrame   *plumb_picture_to_frame (const PlumbPicture *picture,
                                      const PlumbPose    *pose,
                                      gint64              frame,
                                      gint64              pts_ns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbPicture, plumb_picture_unref)

G_END_DECLS
