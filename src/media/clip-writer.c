/* appsrc ! videoconvert ! encoder ! parser ! muxer ! filesink; see
 * clip-writer.h. Key pictures lie half a second apart and no picture refers to
 * a later one: whoever gets the clip steps through it, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "clip-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <sys/stat.h>
#include <unistd.h>

/* Pictures waiting in front of the converter. */
#define N_QUEUED 4
#define WAIT_NS (10 * GST_MSECOND)
/* An encoder that has taken nothing for so long will not. */
#define PATIENCE_US (20 * G_USEC_PER_SEC)
#define QUANTISER 20u
#define TRACK_TIMESCALE 90000u

G_DEFINE_QUARK (plumb-clip-writer-error-quark, plumb_clip_writer_error)

typedef struct
{
  const char *ending;
  const char *encoder, *parser, *muxer;
  const char *package; /* that brings the encoder */
} Format;

static const Format formats[] = {
  { "mp4", "x264enc", "h264parse", "mp4mux", "gstreamer1.0-plugins-ugly" },
  { "webm", "vp9enc", "vp9parse", "webmmux", "gstreamer1.0-plugins-good" },
};

typedef struct
{
  GstElement *pipeline; /* owned */
  GstElement *source;
  GstBus     *bus;      /* owned */
  int         width_px, height_px; /* even */
  gint64      at_ns;    /* where the next picture goes */
  GAsyncQueue *durations; /* owned, of gint64 *, in the order of the pictures */
} Writer;

static gboolean
has_factory (const char *name)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);
  return factory != NULL;
}

const char *
plumb_clip_writer_extension (void)
{
  gst_init (NULL, NULL);
  return has_factory (formats[0].encoder) ? formats[0].ending : formats[1].ending;
}

static const Format *
choose_format (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  return &formats[g_str_has_suffix (lower, ".webm") ? 1 : 0];
}

static GstElement *
add_element (Writer     *writer,
             const char *factory,
             const char *package,
             GError    **error)
{
  GstElement *element = gst_element_factory_make (factory, NULL);
  if (element != NULL)
    gst_bin_add (GST_BIN (writer->pipeline), element);
  else
    g_set_error (error, PLUMB_CLIP_WRITER_ERROR, PLUMB_CLIP_WRITER_ERROR_MISSING,
                 _("The part “%s” that writes films is not installed; the package %s brings it."),
                 factory, package);
  return element;
}

static void
set_up_encoder (GstElement   *encoder,
                const Format *format,
                guint         key_distance)
{
  if (g_str_equal (format->encoder, "x264enc"))
    {
      gst_util_set_object_arg (G_OBJECT (encoder), "pass", "qual");
      gst_util_set_object_arg (G_OBJECT (encoder), "speed-preset", "veryfast");
      g_object_set (encoder, "quantizer", QUANTISER, "bframes", 0u, "key-int-max", key_distance,
                    NULL);
      return;
    }
  gst_util_set_object_arg (G_OBJECT (encoder), "end-usage", "cq");
  g_object_set (encoder, "deadline", G_GINT64_CONSTANT (1), "cpu-used", 6, "cq-level", 28,
                "target-bitrate", 12000000, "threads", 4, "row-mt", TRUE, "keyframe-max-dist",
                (int) key_distance, "lag-in-frames", 0, NULL);
}

/* Encoder and parser lose durations where the rate is variable; the muxer needs that
 * of the last picture, which some players leave out without. In the encoder's
 * thread; pictures come in the order in which they were given. */
static GstPadProbeReturn
give_duration_cb (GstPad          *pad,
                  GstPadProbeInfo *info,
                  gpointer         user_data)
{
  g_autofree gint64 *duration_ns = g_async_queue_try_pop (user_data);
  GstBuffer         *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));
  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  if (duration_ns != NULL)
    GST_BUFFER_DURATION (buffer) = (GstClockTime) *duration_ns;
  return GST_PAD_PROBE_OK;
}

/* A constant rate is named where there is one: encoders plan with it. */
static void
set_up_source (Writer          *writer,
               PlumbFrameIndex *index)
{
  int fps_n = 0, fps_d = 1;
  if (!plumb_frame_index_is_variable (index))
    gst_util_double_to_fraction (plumb_frame_index_nominal_fps (index), &fps_n, &fps_d);
  g_autoptr (GstCaps) caps = gst_caps_new_simple (
      "video/x-raw", "format", G_TYPE_STRING, "BGRx", "width", G_TYPE_INT, writer->width_px,
      "height", G_TYPE_INT, writer->height_px, "framerate", GST_TYPE_FRACTION, fps_n,
      fps_d,
      "pixel-aspect-ratio", GST_TYPE_FRACTION, 1, 1, NULL);
  /* Never blocks: a pipeline that has failed would never let go. */
  g_object_set (writer->source, "caps", caps, "format", GST_FORMAT_TIME, "block", FALSE,
                "max-bytes", G_GUINT64_CONSTANT (0), NULL);
}

static gboolean
link_muxer (Writer     *writer,
            GstElement *parser,
            GstElement *muxer)
{
  g_autoptr (GstPad) from = gst_element_get_static_pad (parser, "src");
  g_autoptr (GstPad) to = gst_element_request_pad_simple (muxer, "video_%u");
  if (to == NULL)
    return FALSE;
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (to), "trak-timescale") != NULL)
    g_object_set (to, "trak-timescale", TRACK_TIMESCALE, NULL);
  gst_pad_add_probe (from, GST_PAD_PROBE_TYPE_BUFFER, give_duration_cb,
                     g_async_queue_ref (writer->durations),
                     (GDestroyNotify) g_async_queue_unref);
  return gst_pad_link (from, to) == GST_PAD_LINK_OK;
}

static guint
find_key_distance (PlumbFrameIndex *index)
{
  return (guint) CLAMP (plumb_frame_index_nominal_fps (index) / 2, 8, 120);
}

static gboolean
build_pipeline (Writer          *writer,
                const Format    *format,
                PlumbFrameIndex *index,
                const char      *path,
                GError         **error)
{
  static const char base[] = "gstreamer1.0-plugins-base";
  static const char good[] = "gstreamer1.0-plugins-good";
  static const char bad[] = "gstreamer1.0-plugins-bad";
  GstElement *convert, *filter, *encoder, *parser, *muxer, *sink;
  writer->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  writer->bus = gst_element_get_bus (writer->pipeline);
  if ((writer->source = add_element (writer, "appsrc", base, error)) == NULL ||
      (convert = add_element (writer, "videoconvert", base, error)) == NULL ||
      (filter = add_element (writer, "capsfilter", base, error)) == NULL ||
      (encoder = add_element (writer, format->encoder, format->package, error)) == NULL ||
      (parser = add_element (writer, format->parser, bad, error)) == NULL ||
      (muxer = add_element (writer, format->muxer, good, error)) == NULL ||
      (sink = add_element (writer, "filesink", base, error)) == NULL)
    return FALSE;
  set_up_source (writer, index);
  set_up_encoder (encoder, format, find_key_distance (index));
  g_object_set (convert, "n-threads", 2u, NULL);
  g_object_set (sink, "location", path, NULL);
  /* The muxer of MP4 needs the chroma site named. */
  g_autoptr (GstCaps) caps
      = gst_caps_from_string ("video/x-raw,format=I420,colorimetry=bt709,chroma-site=mpeg2");
  g_object_set (filter, "caps", caps, NULL);
  if (gst_element_link_many (writer->source, convert, filter, encoder, parser, NULL) &&
      link_muxer (writer, parser, muxer) && gst_element_link (muxer, sink))
    return TRUE;
  g_set_error_literal (error, PLUMB_CLIP_WRITER_ERROR, PLUMB_CLIP_WRITER_ERROR_ENCODE,
                       _("The clip’s pictures do not go into a file of this kind."));
  return FALSE;
}

static void
set_failure (GstMessage *message,
             GError    **error)
{
  g_autoptr (GError) cause = NULL;
  gst_message_parse_error (message, &cause, NULL);
  if (g_error_matches (cause, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NO_SPACE_LEFT))
    g_set_error_literal (error, PLUMB_CLIP_WRITER_ERROR, PLUMB_CLIP_WRITER_ERROR_WRITE,
                         _("There is no room left where the clip was to be written."));
  else if (cause->domain == GST_RESOURCE_ERROR)
    g_set_error (error, PLUMB_CLIP_WRITER_ERROR, PLUMB_CLIP_WRITER_ERROR_WRITE,
                 _("The clip’s file cannot be written: %s"), cause->message);
  else
    g_set_error (error, PLUMB_CLIP_WRITER_ERROR, PLUMB_CLIP_WRITER_ERROR_ENCODE,
                 _("The clip’s pictures cannot be compressed: %s"), cause->message);
}

/* Waits until at most `max_bytes` are in front of the encoder, or for the end
 * of all where `to_end` is set. */
static gboolean
await_pipeline (Writer       *writer,
                guint64       max_bytes,
                gboolean      to_end,
                GCancellable *cancellable,
                GError      **error)
{
  gint64  moved_us = g_get_monotonic_time ();
  guint64 waiting = G_MAXUINT64;
  for (;;)
    {
      guint64 now = gst_app_src_get_current_level_bytes (GST_APP_SRC (writer->source));
      gboolean is_enough = !to_end && now <= max_bytes;
      g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (
          writer->bus, is_enough ? 0 : WAIT_NS, GST_MESSAGE_ERROR | GST_MESSAGE_EOS);
      if (message != NULL && GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
        {
          set_failure (message, error);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (is_enough || message != NULL)
        return TRUE;
      if (now != waiting)
        moved_us = g_get_monotonic_time ();
      waiting = now;
      if (g_get_monotonic_time () - moved_us > PATIENCE_US)
        {
          g_set_error_literal (error, PLUMB_CLIP_WRITER_ERROR, PLUMB_CLIP_WRITER_ERROR_ENCODE,
                               _("The clip’s pictures cannot be compressed: no answer."));
          return FALSE;
        }
    }
}

/* How long a frame is shown in the recording; one that is all there is, a second. */
static gint64
find_duration_ns (PlumbFrameIndex *index,
                  gint64           frame)
{
  if (plumb_frame_index_n_frames (index) < 2)
    return GST_SECOND;
  if (frame + 1 >= plumb_frame_index_n_frames (index))
    return plumb_frame_index_last_duration_ns (index);
  return plumb_frame_index_pts_ns (index, frame + 1) - plumb_frame_index_pts_ns (index, frame);
}

static gboolean
push_frame (Writer                     *writer,
            const PlumbFrame           *frame,
            gint64                      duration_ns,
            const PlumbClipWriterFuncs *funcs,
            GCancellable               *cancellable,
            GError                    **error)
{
  int           stride = writer->width_px * 4;
  gsize         size = (gsize) stride * (gsize) writer->height_px;
  const guint8 *from = g_bytes_get_data (frame->pixels, NULL);
  guint8       *pixels = g_malloc (size);
  if (!await_pipeline (writer, (N_QUEUED - 1) * size, FALSE, cancellable, error))
    {
      g_free (pixels);
      return FALSE;
    }
  for (int y = 0; y < writer->height_px; y++)
    memcpy (pixels + (gsize) y * (gsize) stride, from + (gsize) y * (gsize) frame->stride,
            (gsize) stride);
  if (funcs != NULL && funcs->paint != NULL)
    duration_ns += funcs->paint (frame, pixels, stride, funcs->user_data);
  GstBuffer *buffer = gst_buffer_new_wrapped (pixels, size);
  GST_BUFFER_PTS (buffer) = (GstClockTime) writer->at_ns;
  GST_BUFFER_DURATION (buffer) = (GstClockTime) duration_ns;
  writer->at_ns += duration_ns;
  g_async_queue_push (writer->durations, g_memdup2 (&duration_ns, sizeof duration_ns));
  gst_app_src_push_buffer (GST_APP_SRC (writer->source), buffer);
  return TRUE;
}

static gboolean
push_frames (Writer                     *writer,
             PlumbEngine                *engine,
             gint64                      first,
             gint64                      last,
             const PlumbClipWriterFuncs *funcs,
             GCancellable               *cancellable,
             GError                    **error)
{
  PlumbFrameIndex *index = plumb_engine_index (engine);
  const int          times = funcs != NULL ? MAX (funcs->slowdown, 1) : 1;
  g_autoptr (GError) undecodable = NULL;
  for (gint64 i = first; i <= last; i++)
    {
      g_autoptr (GError)     problem = NULL;
      g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (engine, i, cancellable, &problem);
      gint64                 duration_ns = times * find_duration_ns (index, i);
      if (frame != NULL && !push_frame (writer, frame, duration_ns, funcs, cancellable, error))
        return FALSE;
      if (frame == NULL &&
          !g_error_matches (problem, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DECODE))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (frame == NULL)
        {
          /* A gap: the picture before it stays, at the beginning none does. */
          writer->at_ns += writer->at_ns > 0 ? duration_ns : 0;
          g_clear_error (&undecodable);
          undecodable = g_steal_pointer (&problem);
        }
      if (funcs != NULL && funcs->progress != NULL)
        funcs->progress (i - first + 1, last - first + 1, funcs->user_data);
    }
  if (writer->at_ns == 0 && undecodable != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&undecodable));
      return FALSE;
    }
  gst_app_src_end_of_stream (GST_APP_SRC (writer->source));
  return await_pipeline (writer, 0, TRUE, cancellable, error);
}

static gboolean
write_film (PlumbEngine                *engine,
            gint64                      first,
            gint64                      last,
            const Format               *format,
            const char                 *path,
            const PlumbClipWriterFuncs *funcs,
            GCancellable               *cancellable,
            GError                    **error)
{
  PlumbFrameIndex      *index = plumb_engine_index (engine);
  const PlumbVideoInfo *info = plumb_frame_index_info (index);
  Writer writer = { .width_px = info->width_px & ~1, .height_px = info->height_px & ~1 };
  writer.durations = g_async_queue_new_full (g_free);
  gboolean done = build_pipeline (&writer, format, index, path, error);
  if (done)
    {
      gst_element_set_state (writer.pipeline, GST_STATE_PLAYING);
      done = push_frames (&writer, engine, first, last, funcs, cancellable, error);
    }
  gst_element_set_state (writer.pipeline, GST_STATE_NULL);
  gst_object_unref (writer.bus);
  gst_object_unref (writer.pipeline);
  g_async_queue_unref (writer.durations);
  return done;
}

static void
set_errno (GError    **error,
           const char *path,
           int         code)
{
  g_autofree char *name = g_path_get_basename (path);
  g_set_error (error, PLUMB_CLIP_WRITER_ERROR, PLUMB_CLIP_WRITER_ERROR_WRITE,
               _("“%s” cannot be written: %s"), name, g_strerror (code));
}

/* What was written is on the disk before it takes the place of an older file. */
static gboolean
put_in_place (const char *temporary,
              const char *path,
              GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int file = g_open (temporary, O_RDONLY | O_CLOEXEC, 0);
  gboolean done = file >= 0 && fsync (file) == 0;
  int code = errno;
  if (file >= 0)
    close (file);
  if (done && g_rename (temporary, path) != 0)
    {
      code = errno;
      done = FALSE;
    }
  if (!done)
    {
      set_errno (error, path, code);
      return FALSE;
    }
  file = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (file >= 0)
    {
      fsync (file);
      close (file);
    }
  return TRUE;
}

/* (transfer full) (nullable) The name of a new empty file beside `path`. */
static char *
make_temporary (const char *path,
                GError    **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.XXXXXX", path);
  int file = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  if (file < 0)
    {
      set_errno (error, path, errno);
      return NULL;
    }
  close (file);
  return g_steal_pointer (&temporary);
}

gboolean
plumb_clip_writer_write (PlumbEngine                *engine,
                         gint64                      first,
                         gint64                      last,
                         const char                 *path,
                         const PlumbClipWriterFuncs *funcs,
                         GCancellable               *cancellable,
                         GError                    **error)
{
  g_return_val_if_fail (PLUMB_IS_ENGINE (engine), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  gint64 n = plumb_frame_index_n_frames (plumb_engine_index (engine));
  g_return_val_if_fail (0 <= first && first <= last && last < n, FALSE);

  gst_init (NULL, NULL);
  g_autofree char *temporary = make_temporary (path, error);
  if (temporary == NULL)
    return FALSE;
  if (write_film (engine, first, last, choose_format (path), temporary, funcs, cancellable,
                  error) &&
      put_in_place (temporary, path, error))
    return TRUE;
  g_unlink (temporary);
  return FALSE;
}
