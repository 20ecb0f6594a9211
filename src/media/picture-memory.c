/* A short row of idle blocks, the oldest first, behind one lock.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "picture-memory.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What is smaller is the heap's. */
#define MIN_BYTES ((gsize) 256 * 1024)
#define MOST_IDLE 64u

typedef struct
{
  gpointer memory;
  gsize    size; /* whole pages */
} Block;

static GMutex lock; /* guards what follows */
static Block  idle[MOST_IDLE];
static guint  n_idle;
static gsize  idle_bytes;

static gsize
round_size (gsize size)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  return (size + page - 1) / page * page;
}

static Block
remove_idle (guint at)
{
  Block block = idle[at];
  n_idle--;
  idle_bytes -= block.size;
  memmove (&idle[at], &idle[at + 1], (n_idle - at) * sizeof *idle);
  return block;
}

/* The one given back last: it may still be in the processor's cache. (nullable) */
static gpointer
take_idle (gsize size)
{
  gpointer memory = NULL;
  g_mutex_lock (&lock);
  for (guint i = n_idle; i > 0 && memory == NULL; i--)
    if (idle[i - 1].size == size)
      memory = remove_idle (i - 1).memory;
  g_mutex_unlock (&lock);
  return memory;
}

gpointer
plumb_picture_memory_take (gsize size)
{
  if (size < MIN_BYTES)
    return g_try_malloc (MAX (size, 1));
  if (size > G_MAXSIZE / 2)
    return NULL;
  gsize    whole = round_size (size);
  gpointer memory = take_idle (whole);
  if (memory != NULL)
    return memory;
  memory = mmap (NULL, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory != MAP_FAILED ? memory : NULL;
}

void
plumb_picture_memory_give (gpointer memory,
                           gsize    size)
{
  if (memory == NULL || size < MIN_BYTES)
    {
      g_free (memory);
      return;
    }
  Block given = { memory, round_size (size) };
  Block gone[MOST_IDLE + 1];
  guint n_gone = 0;
  g_mutex_lock (&lock);
  while (n_idle > 0 &&
         (n_idle == MOST_IDLE || idle_bytes + given.size > PLUMB_PICTURE_MEMORY_IDLE_BYTES))
    gone[n_gone++] = remove_idle (0);
  if (given.size > PLUMB_PICTURE_MEMORY_IDLE_BYTES)
    gone[n_gone++] = given;
  else
    {
      idle[n_idle++] = given;
      idle_bytes += given.size;
    }
  g_mutex_unlock (&lock);
  for (guint i = 0; i < n_gone; i++)
    munmap (gone[i].memory, gone[i].size);
}

gsize
plumb_picture_memory_n_idle_bytes (void)
{
  g_mutex_lock (&lock);
  gsize n_bytes = idle_bytes;
  g_mutex_unlock (&lock);
  return n_bytes;
}

typedef struct
{
  GstMemory parent;
  gpointer  data;
} PictureMemory;

#define PLUMB_TYPE_PICTURE_ALLOCATOR (plumb_picture_allocator_get_type ())
G_DECLARE_FINAL_TYPE (PlumbPictureAllocator, plumb_picture_allocator, PLUMB, PICTURE_ALLOCATOR,
                      GstAllocator)

struct _PlumbPictureAllocator
{
  GstAllocator parent_instance;
};

G_DEFINE_FINAL_TYPE (PlumbPictureAllocator, plumb_picture_allocator, GST_TYPE_ALLOCATOR)

/* What is mapped begins with a page, which is aligned enough for everybody. */
static GstMemory *
plumb_picture_allocator_alloc (GstAllocator        *allocator,
                               gsize                size,
                               GstAllocationParams *params)
{
  gsize    whole = MAX (size + params->prefix + params->padding, MIN_BYTES);
  gpointer data = plumb_picture_memory_take (whole);
  if (data == NULL)
    return NULL;
  PictureMemory *memory = g_new0 (PictureMemory, 1);
  memory->data = data;
  gst_memory_init (GST_MEMORY_CAST (memory), params->flags | GST_MEMORY_FLAG_NO_SHARE, allocator,
                   NULL, whole, params->align, params->prefix, size);
  return GST_MEMORY_CAST (memory);
}

static void
plumb_picture_allocator_free (GstAllocator *allocator,
                              GstMemory    *memory)
{
  plumb_picture_memory_give (((PictureMemory *) memory)->data, memory->maxsize);
  g_free (memory);
}

static gpointer
map_cb (GstMemory  *memory,
        gsize       size,
        GstMapFlags flags)
{
  return ((PictureMemory *) memory)->data;
}

static void
unmap_cb (GstMemory *memory)
{
}

static void
plumb_picture_allocator_class_init (PlumbPictureAllocatorClass *klass)
{
  GstAllocatorClass *allocator_class = GST_ALLOCATOR_CLASS (klass);
  allocator_class->alloc = plumb_picture_allocator_alloc;
  allocator_class->free = plumb_picture_allocator_free;
}

static void
plumb_picture_allocator_init (PlumbPictureAllocator *self)
{
  GstAllocator *allocator = GST_ALLOCATOR (self);
  allocator->mem_type = "PlumbPictureMemory";
  allocator->mem_map = map_cb;
  allocator->mem_unmap = unmap_cb;
}

GstAllocator *
plumb_picture_memory_allocator (void)
{
  return gst_object_ref_sink (g_object_new (PLUMB_TYPE_PICTURE_ALLOCATOR, NULL));
}
