/* Small pictures of reviews; see thumbnailer.h.
 *
 * One thread, one recording at a time: a lower row waits rather than that the
 * page stutters. Files are named after review and frame, so that another set
 * frame is another file; what was there before goes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "thumbnailer.h"

#include <cairo.h>
#include <glib/gstdio.h>

#include "engine.h"

#define WIDTH_PX 240
#define HEIGHT_PX 160

struct _PlumbThumbnailer
{
  GObject       parent_instance;
  char         *folder;
  GThreadPool  *pool;
  GHashTable   *pending;     /* set of owned file paths being made */
  GCancellable *cancellable;
};

/* What the thread knows; it never touches the thumbnailer. */
typedef struct
{
  GWeakRef      thumbnailer;
  GCancellable *cancellable;
  gint64        review_id;
  gint64        frame; /* -1 = choose one */
  char         *recording;
  char         *file;
  gboolean      made;
} Job;

static guint ready_signal;

G_DEFINE_FINAL_TYPE (PlumbThumbnailer, plumb_thumbnailer, G_TYPE_OBJECT)

static void
free_job (Job *job)
{
  g_weak_ref_clear (&job->thumbnailer);
  g_object_unref (job->cancellable);
  g_free (job->recording);
  g_free (job->file);
  g_free (job);
}

static gboolean
emit_ready (PlumbThumbnailer *self,
            gint64            review_id,
            const char       *file)
{
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (file, NULL);

  if (texture != NULL)
    g_signal_emit (self, ready_signal, 0, review_id, texture);
  return texture != NULL;
}

/* (transfer full) The whole frame, as large as it fits. */
static cairo_surface_t *
shrink (const PlumbFrame *frame)
{
  const double scale = MIN ((double) WIDTH_PX / frame->width_px,
                            (double) HEIGHT_PX / frame->height_px);
  const int width = MAX (1, (int) (frame->width_px * scale));
  const int height = MAX (1, (int) (frame->height_px * scale));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_surface_t *source = cairo_image_surface_create_for_data (
      (guchar *) g_bytes_get_data (frame->pixels, NULL), CAIRO_FORMAT_RGB24, frame->width_px,
      frame->height_px, frame->stride);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, (double) width / frame->width_px, (double) height / frame->height_px);
  cairo_set_source_surface (cr, source, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BEST);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (source);
  return surface;
}

static cairo_status_t
append_cb (void                *data,
           const unsigned char *bytes,
           unsigned int         length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
write_picture (const PlumbFrame *frame,
               const char       *file)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = shrink (frame);
  const gboolean encoded
      = cairo_surface_write_to_png_stream (surface, append_cb, bytes) == CAIRO_STATUS_SUCCESS;

  cairo_surface_destroy (surface);
  return encoded
         && g_file_set_contents_full (file, (const char *) bytes->data, bytes->len,
                                      G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

static gboolean
make_picture (Job *job)
{
  g_autoptr (PlumbEngine) engine = plumb_engine_open (job->recording, job->cancellable, NULL);
  g_autoptr (PlumbFrame) frame = NULL;
  gint64 n;

  if (engine == NULL)
    return FALSE;
  n = plumb_frame_index_n_frames (plumb_engine_index (engine));
  frame = plumb_engine_get_frame (
      engine, job->frame >= 0 ? MIN (job->frame, n - 1) : n / 3, job->cancellable, NULL);
  plumb_engine_close (engine);
  return frame != NULL && write_picture (frame, job->file);
}

static gboolean
made_cb (gpointer data)
{
  Job *job = data;
  g_autoptr (PlumbThumbnailer) self = g_weak_ref_get (&job->thumbnailer);

  if (self != NULL && job->made)
    {
      g_hash_table_remove (self->pending, job->file);
      emit_ready (self, job->review_id, job->file);
    }
  return G_SOURCE_REMOVE;
}

static void
work (gpointer data,
      gpointer unused)
{
  Job *job = data;
  /* The engine reports to the context of the thread that opens it: not to the
   * one that paints. */
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_main_context_push_thread_default (context);
  job->made = !g_cancellable_is_cancelled (job->cancellable) && make_picture (job);
  g_main_context_pop_thread_default (context);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, made_cb, job, (GDestroyNotify) free_job);
}

/* Pictures of other frames of the review. */
static void
remove_older (PlumbThumbnailer *self,
              gint64            review_id)
{
  g_autofree char *prefix = g_strdup_printf ("%" G_GINT64_FORMAT "-", review_id);
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      {
        g_autofree char *path = g_build_filename (self->folder, name, NULL);

        g_unlink (path);
      }
}

void
plumb_thumbnailer_want (PlumbThumbnailer *self,
                        PlumbReviewItem  *item)
{
  const gint64 id = plumb_review_item_id (item);
  const gint64 frame = plumb_review_item_set_frame (item);
  g_autofree char *name
      = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT ".png", id, frame);
  g_autofree char *file = g_build_filename (self->folder, name, NULL);
  Job *job;

  g_return_if_fail (PLUMB_IS_THUMBNAILER (self));

  if (emit_ready (self, id, file) || g_hash_table_contains (self->pending, file)
      || !g_file_test (plumb_review_item_path (item), G_FILE_TEST_IS_REGULAR)
      || g_mkdir_with_parents (self->folder, 0700) != 0)
    return;
  remove_older (self, id);
  /* One that cannot be made stays in the set: it is not tried again. */
  g_hash_table_add (self->pending, g_strdup (file));
  job = g_new0 (Job, 1);
  g_weak_ref_init (&job->thumbnailer, self);
  job->cancellable = g_object_ref (self->cancellable);
  job->review_id = id;
  job->frame = frame;
  job->recording = g_strdup (plumb_review_item_path (item));
  job->file = g_steal_pointer (&file);
  g_thread_pool_push (self->pool, job, NULL);
}

static void
plumb_thumbnailer_finalize (GObject *object)
{
  PlumbThumbnailer *self = PLUMB_THUMBNAILER (object);

  /* The jobs that wait see that they are not wanted any more. */
  g_cancellable_cancel (self->cancellable);
  g_thread_pool_free (self->pool, FALSE, FALSE);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->pending);
  g_free (self->folder);
  G_OBJECT_CLASS (plumb_thumbnailer_parent_class)->finalize (object);
}

static void
plumb_thumbnailer_class_init (PlumbThumbnailerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plumb_thumbnailer_finalize;
  ready_signal = g_signal_new ("ready", PLUMB_TYPE_THUMBNAILER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 2, G_TYPE_INT64, GDK_TYPE_PAINTABLE);
}

static void
plumb_thumbnailer_init (PlumbThumbnailer *self)
{
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
  self->pool = g_thread_pool_new (work, NULL, 1, FALSE, NULL);
}

PlumbThumbnailer *
plumb_thumbnailer_new (const char *data_dir)
{
  PlumbThumbnailer *self = g_object_new (PLUMB_TYPE_THUMBNAILER, NULL);

  self->folder = g_build_filename (data_dir, "thumbnails", NULL);
  return self;
}
