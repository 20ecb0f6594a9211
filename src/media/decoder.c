/* Two pads of our own around a decoder element. Units are pushed in the thread
 * of the caller; pictures come in whatever thread the element pushes from and
 * wait in a queue.
 *
 * The time given with a unit is its rank in milliseconds and nothing else: in
 * order of display, unique, and immune to rounding. The segment is endless, so
 * nothing is clipped. The same rank travels beside it as a tag that the base
 * class of decoders copies from unit to picture: times that go backwards, which
 * it rewrites, do no harm.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "decoder.h"

#include "media-error.h"
#include "picture-pool.h"

#define MAX_THREADS 4u

struct _PlumbDecoder
{
  GstElement *element;
  GstPad     *feed;  /* ours, linked to the element's input */
  GstPad     *drain; /* ours, linked to its output */
  GstCaps    *caps;
  GstCaps    *tag; /* marks the rank among reference time stamps */
  guint       n_threads;
  gboolean    fresh; /* the next unit is the first after a flush */
  GMutex      lock;  /* guards what follows */
  GQueue      decoded;
  GstVideoInfo info;
  gboolean    have_info;
  gboolean    too_large;
};

typedef struct
{
  const char *codec;
  const char *factories[4]; /* the first that is installed is taken */
  const char *caps;
} CodecElement;

static const CodecElement codec_elements[] = {
  { "h264", { "avdec_h264", "openh264dec" }, "video/x-h264,stream-format=avc,alignment=au" },
  { "hevc", { "avdec_h265", "libde265dec" }, "video/x-h265,stream-format=hvc1,alignment=au" },
  { "vvc", { "avdec_h266" }, "video/x-h266,stream-format=vvc1,alignment=au" },
  { "vp8", { "vp8dec", "avdec_vp8" }, "video/x-vp8" },
  { "vp9", { "avdec_vp9", "vp9dec" }, "video/x-vp9" },
  { "av1", { "dav1ddec", "av1dec", "avdec_av1" },
    "video/x-av1,stream-format=obu-stream,alignment=tu" },
  { "mpeg4", { "avdec_mpeg4" }, "video/mpeg,mpegversion=4,systemstream=false" },
  { "mpeg2", { "avdec_mpeg2video", "mpeg2dec" }, "video/mpeg,mpegversion=2,systemstream=false" },
  { "h263", { "avdec_h263" }, "video/x-h263,variant=itu" },
  { "mjpeg", { "avdec_mjpeg", "jpegdec" }, "image/jpeg,parsed=true" },
  { "prores", { "avdec_prores" }, "video/x-prores" },
  { "dnxhd", { "avdec_dnxhd" }, "video/x-dnxhd" },
};

static const char *overriding_factory;

static const CodecElement *
find_codec (const char *codec)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codec_elements); i++)
    if (g_strcmp0 (codec_elements[i].codec, codec) == 0)
      return &codec_elements[i];
  return NULL;
}

/* What is installed for a format that is not in the table. (transfer full)
 * (nullable) */
static GstElementFactory *
find_by_caps (const char *text)
{
  g_autoptr (GstCaps) caps = text != NULL ? gst_caps_from_string (text) : NULL;
  if (caps == NULL)
    return NULL;
  GList *all = gst_element_factory_list_get_elements (
      GST_ELEMENT_FACTORY_TYPE_DECODER | GST_ELEMENT_FACTORY_TYPE_MEDIA_VIDEO, GST_RANK_MARGINAL);
  GList *fitting = gst_element_factory_list_filter (all, caps, GST_PAD_SINK, TRUE);
  GstElementFactory *best = fitting != NULL ? gst_object_ref (fitting->data) : NULL;
  gst_plugin_feature_list_free (fitting);
  gst_plugin_feature_list_free (all);
  return best;
}

/* (transfer full) (nullable) */
static GstElementFactory *
find_factory (const PlumbTrack *track)
{
  if (overriding_factory != NULL)
    return gst_element_factory_find (overriding_factory);
  const CodecElement *known = find_codec (track->codec);
  if (known == NULL)
    return find_by_caps (track->caps);
  for (gsize i = 0; known != NULL && i < G_N_ELEMENTS (known->factories); i++)
    {
      if (known->factories[i] == NULL)
        break;
      GstElementFactory *factory = gst_element_factory_find (known->factories[i]);
      if (factory != NULL)
        return factory;
    }
  return NULL;
}

gboolean
plumb_decoder_check (const PlumbTrack *track,
                     GError          **error)
{
  g_autoptr (GstElementFactory) factory = find_factory (track);
  if (factory == NULL)
    plumb_media_set_no_decoder (error, track->codec);
  return factory != NULL;
}

static GstCaps *
make_caps (const PlumbTrack *track)
{
  if (track->caps != NULL)
    return gst_caps_from_string (track->caps);
  const CodecElement *known = find_codec (track->codec);
  GstCaps            *caps = gst_caps_from_string (known->caps);
  gst_caps_set_simple (caps, "width", G_TYPE_INT, track->width_px, "height", G_TYPE_INT,
                       track->height_px, NULL);
  if (track->codec_data != NULL)
    {
      g_autoptr (GstBuffer) data = gst_buffer_new_wrapped_bytes (track->codec_data);
      gst_caps_set_simple (caps, "codec_data", GST_TYPE_BUFFER, data, NULL);
    }
  return caps;
}

static GstFlowReturn
take_picture_cb (GstPad    *pad,
                 GstObject *parent,
                 GstBuffer *buffer)
{
  PlumbDecoder *self = gst_pad_get_element_private (pad);
  g_mutex_lock (&self->lock);
  if (!self->have_info || !GST_BUFFER_PTS_IS_VALID (buffer))
    gst_buffer_unref (buffer);
  else
    {
      PlumbDecoded *decoded = g_new0 (PlumbDecoded, 1);
      GstReferenceTimestampMeta *tag = gst_buffer_get_reference_timestamp_meta (buffer, self->tag);
      decoded->rank = (guint32) (tag != NULL ? tag->timestamp
                                             : GST_BUFFER_PTS (buffer) / GST_MSECOND);
      decoded->corrupted = GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_CORRUPTED);
      decoded->buffer = buffer;
      decoded->info = self->info;
      g_queue_push_tail (&self->decoded, decoded);
    }
  g_mutex_unlock (&self->lock);
  return GST_FLOW_OK;
}

static gboolean
take_event_cb (GstPad    *pad,
               GstObject *parent,
               GstEvent  *event)
{
  PlumbDecoder *self = gst_pad_get_element_private (pad);
  gboolean      taken = TRUE;
  if (GST_EVENT_TYPE (event) == GST_EVENT_CAPS)
    {
      GstCaps *caps;
      gst_event_parse_caps (event, &caps);
      g_mutex_lock (&self->lock);
      self->have_info = gst_video_info_from_caps (&self->info, caps);
      if (self->have_info && (GST_VIDEO_INFO_WIDTH (&self->info) > PLUMB_MAX_SIDE_PX ||
                              GST_VIDEO_INFO_HEIGHT (&self->info) > PLUMB_MAX_SIDE_PX))
        {
          self->too_large = TRUE;
          self->have_info = FALSE;
        }
      taken = self->have_info;
      g_mutex_unlock (&self->lock);
    }
  gst_event_unref (event);
  return taken;
}

/* Memory of ours, rows padded as the decoder likes it: then it decodes right into
 * what is kept, and copies nothing. */
static gboolean
answer_allocation (GstQuery *query)
{
  GstCaps     *caps;
  GstVideoInfo info;
  gst_query_parse_allocation (query, &caps, NULL);
  if (caps == NULL || !gst_video_info_from_caps (&info, caps))
    return FALSE;
  g_autoptr (GstBufferPool) pool = plumb_picture_pool_new ();
  gst_query_add_allocation_pool (query, pool, (guint) GST_VIDEO_INFO_SIZE (&info), 0, 0);
  gst_query_add_allocation_meta (query, GST_VIDEO_META_API_TYPE, NULL);
  return TRUE;
}

static gboolean
take_query_cb (GstPad    *pad,
               GstObject *parent,
               GstQuery  *query)
{
  if (GST_QUERY_TYPE (query) == GST_QUERY_ALLOCATION)
    return answer_allocation (query);
  return gst_pad_query_default (pad, parent, query);
}

static void
set_property (GstElement *element,
              const char *name,
              int         value)
{
  /* Elements differ in which of these they have. */
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (element), name) != NULL)
    g_object_set (element, name, value, NULL);
}

static void
push_segment (PlumbDecoder *self)
{
  GstSegment segment;
  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_pad_push_event (self->feed, gst_event_new_segment (&segment));
}

static gboolean
start_element (PlumbDecoder *self)
{
  g_autoptr (GstPad) input = gst_element_get_static_pad (self->element, "sink");
  g_autoptr (GstPad) output = gst_element_get_static_pad (self->element, "src");
  if (input == NULL || output == NULL)
    return FALSE;
  gst_pad_set_element_private (self->drain, self);
  gst_pad_set_chain_function (self->drain, take_picture_cb);
  gst_pad_set_event_function (self->drain, take_event_cb);
  gst_pad_set_query_function (self->drain, take_query_cb);
  gst_pad_set_active (self->drain, TRUE);
  gst_pad_set_active (self->feed, TRUE);
  if (gst_pad_link (self->feed, input) != GST_PAD_LINK_OK ||
      gst_pad_link (output, self->drain) != GST_PAD_LINK_OK ||
      gst_element_set_state (self->element, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    return FALSE;
  gst_pad_push_event (self->feed, gst_event_new_stream_start ("plumbline"));
  if (!gst_pad_push_event (self->feed, gst_event_new_caps (self->caps)))
    return FALSE;
  push_segment (self);
  return TRUE;
}

PlumbDecoder *
plumb_decoder_new (const PlumbTrack *track,
                   GError          **error)
{
  g_autoptr (GstElementFactory) factory = find_factory (track);
  g_autoptr (PlumbDecoder)      self = g_new0 (PlumbDecoder, 1);
  g_mutex_init (&self->lock);
  g_queue_init (&self->decoded);
  if (factory != NULL)
    self->element = gst_element_factory_create (factory, NULL);
  if (self->element == NULL)
    {
      plumb_media_set_no_decoder (error, track->codec);
      return NULL;
    }
  gst_object_ref_sink (self->element);
  /* One more than there are processors: a key picture takes as long as ten others,
   * and holds up none but its own thread. */
  self->n_threads = CLAMP (g_get_num_processors () + 1, 1, MAX_THREADS);
  set_property (self->element, "max-threads", (int) self->n_threads);
  set_property (self->element, "threads", (int) self->n_threads);
  set_property (self->element, "qos", FALSE);
  set_property (self->element, "max-errors", -1);
  self->caps = make_caps (track);
  self->tag = gst_caps_new_empty_simple ("timestamp/x-plumbline-rank");
  self->feed = gst_object_ref_sink (gst_pad_new ("feed", GST_PAD_SRC));
  self->drain = gst_object_ref_sink (gst_pad_new ("drain", GST_PAD_SINK));
  self->fresh = TRUE;
  if (!start_element (self))
    {
      g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DECODE,
                   "The decoder %s does not accept the %s pictures of this recording.",
                   GST_OBJECT_NAME (factory), plumb_media_codec_name (track->codec));
      return NULL;
    }
  return g_steal_pointer (&self);
}

static void
clear_decoded (PlumbDecoder *self)
{
  g_mutex_lock (&self->lock);
  g_queue_clear_full (&self->decoded, (GDestroyNotify) plumb_decoded_free);
  g_mutex_unlock (&self->lock);
}

void
plumb_decoder_free (PlumbDecoder *self)
{
  if (self == NULL)
    return;
  if (self->element != NULL)
    gst_element_set_state (self->element, GST_STATE_NULL);
  if (self->feed != NULL)
    gst_pad_set_active (self->feed, FALSE);
  if (self->drain != NULL)
    gst_pad_set_active (self->drain, FALSE);
  clear_decoded (self);
  gst_clear_object (&self->feed);
  gst_clear_object (&self->drain);
  gst_clear_object (&self->element);
  gst_clear_caps (&self->caps);
  gst_clear_caps (&self->tag);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
plumb_decoder_flush (PlumbDecoder *self)
{
  gst_pad_push_event (self->feed, gst_event_new_flush_start ());
  gst_pad_push_event (self->feed, gst_event_new_flush_stop (TRUE));
  push_segment (self);
  clear_decoded (self);
  self->fresh = TRUE;
}

gboolean
plumb_decoder_feed (PlumbDecoder *self,
                    GBytes       *unit,
                    guint32       rank,
                    gboolean      sync,
                    GError      **error)
{
  GstBuffer *buffer = gst_buffer_new_wrapped_bytes (unit);
  GST_BUFFER_PTS (buffer) = (GstClockTime) rank * GST_MSECOND;
  GST_BUFFER_DURATION (buffer) = GST_MSECOND;
  gst_buffer_add_reference_timestamp_meta (buffer, self->tag, rank, GST_CLOCK_TIME_NONE);
  if (!sync)
    GST_BUFFER_FLAG_SET (buffer, GST_BUFFER_FLAG_DELTA_UNIT);
  if (self->fresh)
    GST_BUFFER_FLAG_SET (buffer, GST_BUFFER_FLAG_DISCONT);
  self->fresh = FALSE;
  GstFlowReturn flow = gst_pad_push (self->feed, buffer);
  if (flow == GST_FLOW_OK)
    return TRUE;
  g_mutex_lock (&self->lock);
  gboolean too_large = self->too_large;
  g_mutex_unlock (&self->lock);
  if (too_large)
    g_set_error_literal (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_TOO_LARGE,
                         "The pictures of this recording are absurdly large; it is refused.");
  else
    g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DECODE,
                 "The decoder gave up: %s.", gst_flow_get_name (flow));
  return FALSE;
}

void
plumb_decoder_drain (PlumbDecoder *self)
{
  gst_pad_push_event (self->feed, gst_event_new_eos ());
}

PlumbDecoded *
plumb_decoder_pop (PlumbDecoder *self)
{
  g_mutex_lock (&self->lock);
  PlumbDecoded *decoded = g_queue_pop_head (&self->decoded);
  g_mutex_unlock (&self->lock);
  return decoded;
}

void
plumb_decoded_free (PlumbDecoded *decoded)
{
  if (decoded == NULL)
    return;
  gst_clear_buffer (&decoded->buffer);
  g_free (decoded);
}

guint
plumb_decoder_n_threads (const PlumbDecoder *self)
{
  return self->n_threads;
}

void
plumb_decoder_override (const char *factory)
{
  overriding_factory = factory;
}
