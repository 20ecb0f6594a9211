/* Where a decoder takes the memory of its pictures from: buffers come back and
 * are used again, but few are kept idle. GstVideoBufferPool keeps all that ever
 * were needed at once, which after a change of what the cache holds is as much
 * again as its budget.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gst/video/gstvideopool.h>

G_BEGIN_DECLS

/* Idle buffers of a pool, at most, and fewer where they are large. */
#define PLUMB_PICTURE_POOL_IDLE 6
#define PLUMB_PICTURE_POOL_IDLE_BYTES ((gsize) 12 * 1024 * 1024)

#define PLUMB_TYPE_PICTURE_POOL (plumb_picture_pool_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPicturePool, plumb_picture_pool, PLUMB, PICTURE_POOL,
                      GstVideoBufferPool)

/* (transfer full) */
GstBufferPool *plumb_picture_pool_new (void);
/* Buffers that lie idle now. */
int            plumb_picture_pool_n_idle (PlumbPicturePool *pool);

G_END_DECLS
