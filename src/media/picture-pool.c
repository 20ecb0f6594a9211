/* A video buffer pool that lets go of what it does not need.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "picture-pool.h"

struct _PlumbPicturePool
{
  GstVideoBufferPool parent_instance;
  int                n_idle; /* atomic */
};

G_DEFINE_FINAL_TYPE (PlumbPicturePool, plumb_picture_pool, GST_TYPE_VIDEO_BUFFER_POOL)

static gboolean
plumb_picture_pool_start (GstBufferPool *pool)
{
  g_atomic_int_set (&PLUMB_PICTURE_POOL (pool)->n_idle, 0);
  return GST_BUFFER_POOL_CLASS (plumb_picture_pool_parent_class)->start (pool);
}

/* A buffer whose memory is marked as changed is freed by the parent, and with it
 * any that is one too many. */
static void
plumb_picture_pool_release_buffer (GstBufferPool *pool,
                                   GstBuffer     *buffer)
{
  PlumbPicturePool *self = PLUMB_PICTURE_POOL (pool);
  gsize             room = PLUMB_PICTURE_POOL_IDLE_BYTES / MAX (gst_buffer_get_size (buffer), 1);
  int               most = (int) CLAMP (room, 1, PLUMB_PICTURE_POOL_IDLE);
  if (g_atomic_int_get (&self->n_idle) >= most)
    GST_BUFFER_FLAG_SET (buffer, GST_BUFFER_FLAG_TAG_MEMORY);
  else
    g_atomic_int_inc (&self->n_idle);
  GST_BUFFER_POOL_CLASS (plumb_picture_pool_parent_class)->release_buffer (pool, buffer);
}

static GstFlowReturn
plumb_picture_pool_acquire_buffer (GstBufferPool              *pool,
                                   GstBuffer                 **buffer,
                                   GstBufferPoolAcquireParams *params)
{
  PlumbPicturePool *self = PLUMB_PICTURE_POOL (pool);
  GstFlowReturn     flow = GST_BUFFER_POOL_CLASS (plumb_picture_pool_parent_class)
                           ->acquire_buffer (pool, buffer, params);
  /* New ones were never idle: the count is what came back and was not taken. */
  int idle = g_atomic_int_get (&self->n_idle);
  while (flow == GST_FLOW_OK && idle > 0 &&
         !g_atomic_int_compare_and_exchange (&self->n_idle, idle, idle - 1))
    idle = g_atomic_int_get (&self->n_idle);
  return flow;
}

static void
plumb_picture_pool_class_init (PlumbPicturePoolClass *klass)
{
  GstBufferPoolClass *pool_class = GST_BUFFER_POOL_CLASS (klass);
  pool_class->start = plumb_picture_pool_start;
  pool_class->release_buffer = plumb_picture_pool_release_buffer;
  pool_class->acquire_buffer = plumb_picture_pool_acquire_buffer;
}

static void
plumb_picture_pool_init (PlumbPicturePool *self)
{
}

GstBufferPool *
plumb_picture_pool_new (void)
{
  return gst_object_ref_sink (g_object_new (PLUMB_TYPE_PICTURE_POOL, NULL));
}

int
plumb_picture_pool_n_idle (PlumbPicturePool *self)
{
  return g_atomic_int_get (&self->n_idle);
}
