/* Encodes a drawn lift: appsrc ! videoconvert ! encoder ! parser ! muxer ! file.
 *
 * Frames are drawn upright in the calling thread and handed over turned, so that
 * the rotation tag makes them upright again. Times go to the encoder as they
 * are; the rate in the caps is only named where it is constant.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "clip-boxes.h"
#include "lift-private.h"

#include <glib/gstdio.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <gst/video/video.h>

/* Pictures waiting in front of the converter. */
#define N_QUEUED 4
#define DEFAULT_QUANTISER 23
/* Ticks a second of a track: enough for any phone's variable rate. */
#define TRACK_TIMESCALE 90000

G_DEFINE_QUARK (plumb-clip-error-quark, plumb_clip_error)

typedef struct
{
  PlumbClipCodec codec;
  const char    *encoder, *parser, *package;
} CodecParts;

static const CodecParts codec_parts[] = {
  { PLUMB_CLIP_CODEC_H264, "x264enc", "h264parse", "gstreamer1.0-plugins-ugly" },
  { PLUMB_CLIP_CODEC_H264, "openh264enc", "h264parse", "gstreamer1.0-plugins-bad" },
  { PLUMB_CLIP_CODEC_H265, "x265enc", "h265parse", "gstreamer1.0-plugins-bad" },
  { PLUMB_CLIP_CODEC_VP9, "vp9enc", "vp9parse", "gstreamer1.0-plugins-good" },
  { PLUMB_CLIP_CODEC_VP8, "vp8enc", NULL, "gstreamer1.0-plugins-good" },
};

static gboolean
has_factory (const char *name)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);
  return factory != NULL;
}

static const CodecParts *
choose_codec (const PlumbClipOptions *options,
              GError                **error)
{
  const CodecParts *wanted = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (codec_parts); i++)
    {
      const CodecParts *parts = &codec_parts[i];
      if (options->codec != PLUMB_CLIP_CODEC_AUTO && options->codec != parts->codec)
        continue;
      if (options->codec == PLUMB_CLIP_CODEC_AUTO && parts->codec == PLUMB_CLIP_CODEC_H265)
        continue;
      if (wanted == NULL)
        wanted = parts;
      if (has_factory (parts->encoder))
        return parts;
    }
  g_set_error (error, PLUMB_CLIP_ERROR, PLUMB_CLIP_ERROR_MISSING,
               "The GStreamer element “%s” is missing; package %s brings it.", wanted->encoder,
               wanted->package);
  return NULL;
}

static PlumbClipContainer
choose_container (const PlumbClipOptions *options,
                  const char             *path)
{
  static const struct
  {
    const char        *ending;
    PlumbClipContainer container;
  } endings[] = {
    { ".mov", PLUMB_CLIP_CONTAINER_MOV },   { ".mkv", PLUMB_CLIP_CONTAINER_MKV },
    { ".webm", PLUMB_CLIP_CONTAINER_WEBM }, { ".ts", PLUMB_CLIP_CONTAINER_TS },
    { ".m2ts", PLUMB_CLIP_CONTAINER_TS },
  };

  if (options->container != PLUMB_CLIP_CONTAINER_AUTO)
    return options->container;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (path, endings[i].ending))
      return endings[i].container;
  return PLUMB_CLIP_CONTAINER_MP4;
}

static gboolean
is_iso_container (PlumbClipContainer container)
{
  return container == PLUMB_CLIP_CONTAINER_MP4 || container == PLUMB_CLIP_CONTAINER_MOV;
}

static GstElement *
add_element (GstElement *pipeline,
             const char *factory,
             GError    **error)
{
  GstElement *element = gst_element_factory_make (factory, NULL);

  if (element == NULL)
    {
      g_set_error (error, PLUMB_CLIP_ERROR, PLUMB_CLIP_ERROR_MISSING,
                   "The GStreamer element “%s” is missing.", factory);
      return NULL;
    }
  gst_bin_add (GST_BIN (pipeline), element);
  return element;
}

static void
set_up_x264 (GstElement             *encoder,
             const PlumbClipOptions *options)
{
  gst_util_set_object_arg (G_OBJECT (encoder), "pass", "qual");
  gst_util_set_object_arg (G_OBJECT (encoder), "speed-preset",
                           options->fast ? "ultrafast" : "medium");
  /* A fixed number of threads: the same pictures on every machine. */
  g_object_set (encoder, "quantizer",
                options->quality > 0 ? options->quality : DEFAULT_QUANTISER, "bframes",
                options->b_frames, "threads", 4, NULL);
  if (options->b_frames > 0)
    g_object_set (encoder, "b-adapt", FALSE, NULL);
  if (options->gop > 0)
    g_object_set (encoder, "key-int-max", options->gop, NULL);
  g_object_set (encoder, "b-pyramid", options->b_pyramid, "intra-refresh", options->intra_refresh,
                NULL);
  if (options->open_gop)
    g_object_set (encoder, "option-string", "open-gop=1", NULL);
}

static void
set_up_x265 (GstElement             *encoder,
             const PlumbClipOptions *options)
{
  g_autofree char *string = g_strdup_printf (
      "bframes=%d:b-adapt=0:b-pyramid=%d:open-gop=%d:intra-refresh=%d:crf=%d:pools=2:"
      "frame-threads=2:rc-lookahead=20:log-level=error",
      options->b_frames, options->b_pyramid, options->open_gop, options->intra_refresh,
      options->quality > 0 ? options->quality : 25);

  gst_util_set_object_arg (G_OBJECT (encoder), "speed-preset",
                           options->fast ? "ultrafast" : "fast");
  g_object_set (encoder, "option-string", string, NULL);
  if (options->gop > 0)
    g_object_set (encoder, "key-int-max", options->gop, NULL);
}

static void
set_up_encoder (GstElement             *encoder,
                const CodecParts       *parts,
                const PlumbClipOptions *options)
{
  if (g_str_equal (parts->encoder, "x264enc"))
    set_up_x264 (encoder, options);
  else if (g_str_equal (parts->encoder, "x265enc"))
    set_up_x265 (encoder, options);
  else if (g_str_equal (parts->encoder, "openh264enc"))
    g_object_set (encoder, "bitrate", 4000000u, "gop-size", (guint) MAX (options->gop, 0), NULL);
  else
    {
      /* Real time is what is left of the speed of x264. */
      g_object_set (encoder, "deadline", G_GINT64_CONSTANT (1), "cpu-used", options->fast ? 8 : 6,
                    "cq-level", options->quality > 0 ? options->quality : 30, "min-quantizer", 4,
                    "target-bitrate", 4000000, "threads", 4, NULL);
      gst_util_set_object_arg (G_OBJECT (encoder), "end-usage", "cq");
      if (g_str_equal (parts->encoder, "vp9enc"))
        g_object_set (encoder, "row-mt", TRUE, NULL);
      if (options->gop > 0)
        g_object_set (encoder, "keyframe-max-dist", options->gop, NULL);
    }
}

static GstElement *
add_muxer (GstElement             *pipeline,
           const PlumbClipOptions *options,
           PlumbClipContainer      container,
           GError                **error)
{
  static const char *const muxers[] = {
    [PLUMB_CLIP_CONTAINER_MP4] = "mp4mux",       [PLUMB_CLIP_CONTAINER_MOV] = "qtmux",
    [PLUMB_CLIP_CONTAINER_MKV] = "matroskamux",  [PLUMB_CLIP_CONTAINER_WEBM] = "webmmux",
    [PLUMB_CLIP_CONTAINER_TS] = "mpegtsmux",
  };
  GstElement *muxer = add_element (pipeline, muxers[container], error);

  if (muxer == NULL)
    return NULL;
  if (is_iso_container (container))
    {
      if (options->fragmented)
        g_object_set (muxer, "fragment-duration", 1000, NULL);
      else
        g_object_set (muxer, "faststart", TRUE, NULL);
    }
  return muxer;
}

static gint64
compute_lead_ns (const PlumbClipOptions *options,
                 gint64                  frames)
{
  return (gint64) gst_util_uint64_scale_round (frames * GST_SECOND, options->fps_d,
                                               options->fps_n);
}

/* What is encoded goes on from the lead-in, whose frames are negative. */
static gint64
compute_pts_ns (const PlumbLift *lift,
                gint64           frame)
{
  const PlumbClipOptions *options = &lift->options;

  if (frame < 0)
    return options->first_pts_ns + compute_lead_ns (options, options->lead_in + frame);
  return plumb_lift_pts_ns (lift, frame) + compute_lead_ns (options, options->lead_in);
}

/* The muxers of MP4 end the edit list where the last picture in decoding order
 * ends, which with B-frames is not the last that is shown. */
typedef struct
{
  guint        left;     /* pictures to come */
  GstClockTime first_ns; /* as the encoder counts */
  GstClockTime length_ns;
} Ending;

static GstPadProbeReturn
stretch_last_cb (GstPad          *pad,
                 GstPadProbeInfo *info,
                 gpointer         user_data)
{
  Ending *ending = user_data;
  GstBuffer *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));

  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  if (!GST_CLOCK_TIME_IS_VALID (ending->first_ns))
    ending->first_ns = GST_BUFFER_PTS (buffer);
  if (--ending->left == 0)
    GST_BUFFER_DURATION (buffer)
        = ending->first_ns + ending->length_ns - GST_BUFFER_DTS_OR_PTS (buffer);
  return GST_PAD_PROBE_OK;
}

static gboolean
link_muxer (GstElement             *before,
            GstElement             *muxer,
            PlumbClipContainer      container,
            const PlumbLift        *lift)
{
  g_autoptr (GstPad) from = gst_element_get_static_pad (before, "src");
  g_autoptr (GstPad) to = NULL;

  if (container == PLUMB_CLIP_CONTAINER_TS)
    to = gst_element_request_pad_simple (muxer, "sink_%d");
  else
    to = gst_element_request_pad_simple (muxer, "video_%u");
  if (to == NULL)
    return FALSE;
  if (is_iso_container (container))
    {
      const gint64 first = -lift->options.lead_in;
      const gint64 last = plumb_lift_n_frames (lift) - 1;
      const gint64 length_ns = compute_pts_ns (lift, last) + compute_lead_ns (&lift->options, 1)
                               - compute_pts_ns (lift, first);
      Ending *ending = g_new (Ending, 1);

      *ending = (Ending) { .left = (guint) (last + 1 - first),
                           .first_ns = GST_CLOCK_TIME_NONE,
                           .length_ns = (GstClockTime) length_ns };
      g_object_set (to, "trak-timescale", TRACK_TIMESCALE, NULL);
      gst_pad_add_probe (from, GST_PAD_PROBE_TYPE_BUFFER, stretch_last_cb, ending, g_free);
    }
  return gst_pad_link (from, to) == GST_PAD_LINK_OK;
}

static void
set_up_source (GstElement             *source,
               const PlumbClipOptions *options)
{
  gboolean turned = options->rotation_deg % 180 != 0;
  int width = turned ? options->height_px : options->width_px;
  int height = turned ? options->width_px : options->height_px;
  /* x265 wants a rate named, and takes the times as they come all the same. */
  gboolean constant = options->jitter <= 0 || options->codec == PLUMB_CLIP_CODEC_H265;
  g_autoptr (GstCaps) caps = gst_caps_new_simple (
      "video/x-raw", "format", G_TYPE_STRING, "BGRx", "width", G_TYPE_INT, width, "height",
      G_TYPE_INT, height, "framerate", GST_TYPE_FRACTION, constant ? options->fps_n : 0,
      constant ? options->fps_d : 1, "pixel-aspect-ratio", GST_TYPE_FRACTION,
      MAX (options->par_n, 1), MAX (options->par_d, 1), NULL);

  g_object_set (source, "caps", caps, "format", GST_FORMAT_TIME, "block", TRUE, "max-bytes",
                (guint64) width * height * 4 * N_QUEUED, NULL);
}

static GstElement *
build_pipeline (const PlumbLift *lift,
                const char      *path,
                GstElement     **source,
                GError         **error)
{
  const PlumbClipOptions *options = &lift->options;
  g_autoptr (GstElement) pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  PlumbClipContainer container = choose_container (options, path);
  const CodecParts *parts = choose_codec (options, error);
  GstElement *convert, *filter, *encoder, *last, *muxer, *sink;
  g_autoptr (GstCaps) caps = NULL;

  if (parts == NULL || (*source = add_element (pipeline, "appsrc", error)) == NULL ||
      (convert = add_element (pipeline, "videoconvert", error)) == NULL ||
      (filter = add_element (pipeline, "capsfilter", error)) == NULL ||
      (encoder = add_element (pipeline, parts->encoder, error)) == NULL ||
      (muxer = add_muxer (pipeline, options, container, error)) == NULL ||
      (sink = add_element (pipeline, "filesink", error)) == NULL)
    return NULL;

  set_up_source (*source, options);
  g_object_set (convert, "n-threads", 2, NULL);
  /* mp4mux crashes on VP9 whose caps do not name the chroma site. */
  caps = gst_caps_from_string ("video/x-raw,format=I420,colorimetry=bt709,chroma-site=mpeg2");
  if (options->ten_bit)
    gst_caps_set_simple (caps, "format", G_TYPE_STRING, "I420_10LE", NULL);
  g_object_set (filter, "caps", caps, NULL);
  set_up_encoder (encoder, parts, options);
  g_object_set (sink, "location", path, NULL);
  last = encoder;
  if (parts->parser != NULL && has_factory (parts->parser))
    {
      if ((last = add_element (pipeline, parts->parser, error)) == NULL)
        return NULL;
      gst_element_link (encoder, last);
    }
  if (!gst_element_link_many (*source, convert, filter, encoder, NULL) ||
      !link_muxer (last, muxer, container, lift) || !gst_element_link (muxer, sink))
    {
      g_set_error (error, PLUMB_CLIP_ERROR, PLUMB_CLIP_ERROR_OPTIONS,
                   "This codec does not go into this container.");
      return NULL;
    }
  return g_steal_pointer (&pipeline);
}

/* Turns an upright picture counter-clockwise by `rotation_deg`, which is what
 * turning it clockwise again at display makes upright. */
static void
copy_turned (const guint8 *from,
             int           width,
             int           height,
             int           rotation_deg,
             guint8       *to)
{
  const guint32 *in = (const guint32 *) from;
  guint32 *out = (guint32 *) to;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gsize at = (gsize) y * width + x;
        if (rotation_deg == 90)
          at = (gsize) (width - 1 - x) * height + y;
        else if (rotation_deg == 180)
          at = (gsize) (height - 1 - y) * width + (width - 1 - x);
        else if (rotation_deg == 270)
          at = (gsize) x * height + (height - 1 - y);
        out[at] = in[(gsize) y * width + x];
      }
}

static void
draw_frame (PlumbLift *lift,
            gint64     frame,
            guint8    *bgra)
{
  int stride = lift->options.width_px * 4;

  plumb_lift_draw (lift, MAX (frame, 0), bgra, stride);
  if (frame < 0 && lift->options.barcode)
    plumb_barcode_paint (bgra, lift->options.width_px, lift->options.height_px, stride,
                         65536 + frame);
}

static GstBuffer *
draw_buffer (PlumbLift *lift,
             gint64     frame,
             guint8    *scratch)
{
  const PlumbClipOptions *options = &lift->options;
  gsize size = (gsize) options->width_px * options->height_px * 4;
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, size, NULL);
  gint64 pts_ns = compute_pts_ns (lift, frame);
  GstMapInfo map;

  gst_buffer_map (buffer, &map, GST_MAP_WRITE);
  if (options->rotation_deg == 0)
    draw_frame (lift, frame, map.data);
  else
    {
      draw_frame (lift, frame, scratch);
      copy_turned (scratch, options->width_px, options->height_px, options->rotation_deg, map.data);
    }
  gst_buffer_unmap (buffer, &map);
  GST_BUFFER_PTS (buffer) = pts_ns;
  if (frame + 1 < plumb_lift_n_frames (lift))
    GST_BUFFER_DURATION (buffer) = compute_pts_ns (lift, frame + 1) - pts_ns;
  else
    GST_BUFFER_DURATION (buffer) =
        gst_util_uint64_scale (GST_SECOND, options->fps_d, options->fps_n);
  return buffer;
}

static gboolean
take_error (GstBus      *bus,
            GstClockTime wait,
            GError     **error)
{
  g_autoptr (GstMessage) message =
      gst_bus_timed_pop_filtered (bus, wait, GST_MESSAGE_ERROR | GST_MESSAGE_EOS);
  g_autoptr (GError) cause = NULL;

  if (message == NULL && wait == 0)
    return TRUE;
  if (message != NULL && GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    return TRUE;
  if (message != NULL)
    gst_message_parse_error (message, &cause, NULL);
  g_set_error (error, PLUMB_CLIP_ERROR, PLUMB_CLIP_ERROR_ENCODE, "The clip was not written: %s",
               cause != NULL ? cause->message : "no end of stream");
  return FALSE;
}

static gboolean
push_frames (PlumbLift    *lift,
             GstElement   *source,
             GstBus       *bus,
             GCancellable *cancellable,
             GError      **error)
{
  gsize size = (gsize) lift->options.width_px * lift->options.height_px * 4;
  g_autofree guint8 *scratch = lift->options.rotation_deg != 0 ? g_malloc (size) : NULL;

  for (gint64 i = -lift->options.lead_in; i < plumb_lift_n_frames (lift); i++)
    {
      GstFlowReturn flow;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      flow = gst_app_src_push_buffer (GST_APP_SRC (source), draw_buffer (lift, i, scratch));
      if (!take_error (bus, 0, error))
        return FALSE;
      if (flow != GST_FLOW_OK)
        break;
    }
  gst_app_src_end_of_stream (GST_APP_SRC (source));
  return take_error (bus, GST_CLOCK_TIME_NONE, error);
}

static gboolean
encode_lift (PlumbLift    *lift,
             const char   *path,
             GCancellable *cancellable,
             GError      **error)
{
  GstElement *source = NULL;
  g_autoptr (GstElement) pipeline = build_pipeline (lift, path, &source, error);
  g_autoptr (GstBus) bus = NULL;
  gboolean written;

  if (pipeline == NULL)
    return FALSE;
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  written = push_frames (lift, source, bus, cancellable, error);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return written;
}

static gboolean
check_options (const PlumbClipOptions *options,
               PlumbClipContainer      container,
               GError                **error)
{
  const char *complaint = NULL;

  if (options->width_px < 64 || options->height_px < 64 || options->width_px % 2 != 0 ||
      options->height_px % 2 != 0)
    complaint = "width and height must be even and at least 64";
  else if (options->fps_n <= 0 || options->fps_d <= 0)
    complaint = "the frame rate must be above 0";
  else if (options->rotation_deg % 90 != 0 || options->rotation_deg < 0 ||
           options->rotation_deg > 270)
    complaint = "the rotation must be 0, 90, 180 or 270";
  else if (options->rotation_deg != 0 && !is_iso_container (container))
    complaint = "only MP4 and MOV carry a rotation";
  else if (options->lead_in < 0 || options->lead_in > 1000)
    complaint = "the lead-in must be 0 to 1000 frames";
  else if (options->lead_in > 0 && (options->fragmented || !is_iso_container (container)))
    complaint = "only MP4 and MOV that are not fragmented can have a lead-in";
  else if (options->camera.distance_m < 1.5)
    complaint = "the camera must be at least 1.5 m away";
  if (complaint != NULL)
    g_set_error (error, PLUMB_CLIP_ERROR, PLUMB_CLIP_ERROR_OPTIONS, "Bad clip options: %s.",
                 complaint);
  return complaint == NULL;
}

/* The muxers of MP4 start at the first frame whatever its time is. */
static gboolean
finish_boxes (const PlumbClipOptions *options,
              const char             *path,
              GError                **error)
{
  ClipBoxEdits edits = {
    .rotation_deg = options->rotation_deg,
    .gap_ns = options->fragmented ? 0 : options->first_pts_ns,
    .trim_ns = compute_lead_ns (options, options->lead_in),
  };
  return clip_boxes_patch (path, &edits, error);
}

gboolean
plumb_clip_write (const PlumbClipOptions *options,
                  const char             *video_path,
                  const char             *json_path,
                  GCancellable           *cancellable,
                  GError                **error)
{
  g_autoptr (PlumbLift) lift = NULL;
  PlumbClipContainer container;

  g_return_val_if_fail (options != NULL && video_path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  container = choose_container (options, video_path);
  if (!check_options (options, container, error))
    return FALSE;
  gst_init (NULL, NULL);
  lift = plumb_lift_new (options);
  if (!encode_lift (lift, video_path, cancellable, error) ||
      (is_iso_container (container) && !finish_boxes (options, video_path, error)))
    {
      g_remove (video_path);
      return FALSE;
    }
  if (json_path != NULL)
    {
      g_autofree char *json = plumb_lift_to_json (lift);
      return g_file_set_contents (json_path, json, -1, error);
    }
  return TRUE;
}
