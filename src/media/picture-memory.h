/* Memory for the pixels of pictures. They come and go by the hundred, each of some
 * megabytes: out of the heap they leave holes that are never given back. So each is
 * mapped for itself, and a few that were given back are kept for the next of their
 * size, which spares clearing them anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* Kept at most, in all. */
#define PLUMB_PICTURE_MEMORY_IDLE_BYTES ((gsize) 40 * 1024 * 1024)

/* (nullable) With anything in it; NULL when there is none. From any thread. */
gpointer      plumb_picture_memory_take (gsize size);
/* `size` is what was asked for. */
void          plumb_picture_memory_give (gpointer memory,
                                         gsize    size);
gsize         plumb_picture_memory_n_idle_bytes (void);
/* (transfer full) The same for buffers. */
GstAllocator *plumb_picture_memory_allocator (void);

G_END_DECLS
