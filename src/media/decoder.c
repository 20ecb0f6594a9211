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

#include <glib/gi18n-lib.h>
#include "av1-colour.h"
#include "decoder-choice.h"
#include "media-error.h"
#include "picture-memory.h"
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
  gboolean    hardware;
  gboolean    gbr;   /* the stream says that its planes are no luma and chroma */
  const char *name;  /* interned */
  gboolean    fresh; /* the next unit is the first after a flush */
  GMutex      lock;  /* guards what follows */
  GQueue      decoded;
  GstVideoInfo info;
  gboolean    have_info;
  gboolean    too_large;
};

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
      decoded->gbr = self->gbr;
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
  g_autoptr (GstAllocator)  allocator = plumb_picture_memory_allocator ();
  gst_query_add_allocation_pool (query, pool, (guint) GST_VIDEO_INFO_SIZE (&info), 0, 0);
  gst_query_add_allocation_param (query, allocator, NULL);
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

/* 1.24 or later: what this does about its decoders was seen with 1.26. */
static gboolean
is_newer_gstreamer (void)
{
  guint major, minor, micro, nano;
  gst_version (&major, &minor, &micro, &nano);
  return minor >= 24;
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

/* Pictures in the memory of the computer: where else they could be, they could not
 * be read. */
static GstStaticPadTemplate drain_template =
    GST_STATIC_PAD_TEMPLATE ("drain", GST_PAD_SINK, GST_PAD_ALWAYS,
                             GST_STATIC_CAPS ("video/x-raw"));

/* (transfer full) (nullable) */
static PlumbDecoder *
try_choice (const PlumbTrack         *track,
            const PlumbDecoderChoice *choice)
{
  g_autoptr (PlumbDecoder) self = g_new0 (PlumbDecoder, 1);
  g_mutex_init (&self->lock);
  g_queue_init (&self->decoded);
  self->element = gst_element_factory_create (choice->factory, NULL);
  if (self->element == NULL)
    return NULL;
  gst_object_ref_sink (self->element);
  self->hardware = choice->hardware;
  self->gbr = g_strcmp0 (track->codec, "av1") == 0 && track->codec_data != NULL &&
              plumb_av1_is_gbr (track->codec_data);
  self->name = g_intern_string (GST_OBJECT_NAME (choice->factory));
  /* One more than there are processors: a key picture takes as long as ten others,
   * and holds up none but its own thread. */
  self->n_threads = CLAMP (g_get_num_processors () + 1, 1, MAX_THREADS);
  set_property (self->element, "max-threads", (int) self->n_threads);
  set_property (self->element, "threads", (int) self->n_threads);
  /* From 1.24 on libav's decoders, when they write into memory of others, once in
   * some hundred starts take a buffer for one of another size, and end the program. */
  set_property (self->element, "direct-rendering", !is_newer_gstreamer ());
  set_property (self->element, "qos", FALSE);
  set_property (self->element, "max-errors", -1);
  self->caps = plumb_decoder_make_caps (track, choice->hardware);
  self->tag = gst_caps_new_empty_simple ("timestamp/x-plumbline-rank");
  self->feed = gst_object_ref_sink (gst_pad_new ("feed", GST_PAD_SRC));
  self->drain = gst_object_ref_sink (gst_pad_new_from_static_template (&drain_template, "drain"));
  self->fresh = TRUE;
  return start_element (self) ? g_steal_pointer (&self) : NULL;
}

static PlumbDecoder *
make_decoder (const PlumbTrack *track,
              gboolean          hardware,
              GError          **error)
{
  g_autoptr (GArray) choices = plumb_decoder_choices (track);
  if (choices->len == 0)
    plumb_media_set_no_decoder (error, track->codec);
  for (guint i = 0; i < choices->len; i++)
    {
      const PlumbDecoderChoice *choice = &g_array_index (choices, PlumbDecoderChoice, i);
      const char               *name = GST_OBJECT_NAME (choice->factory);
      if (choice->hardware && !hardware)
        continue;
      PlumbDecoder *decoder = try_choice (track, choice);
      if (decoder != NULL)
        return decoder;
      if (choice->hardware)
        plumb_decoder_distrust (name);
      else if (i + 1 == choices->len)
        g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DECODE,
                     _("The decoder %s does not accept the %s pictures of this recording."), name,
                     plumb_media_codec_name (track->codec));
    }
  return NULL;
}

PlumbDecoder *
plumb_decoder_new (const PlumbTrack *track,
                   GError          **error)
{
  return make_decoder (track, TRUE, error);
}

PlumbDecoder *
plumb_decoder_new_software (const PlumbTrack *track,
                            GError          **error)
{
  return make_decoder (track, FALSE, error);
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
                         _("The pictures of this recording are absurdly large; it is refused."));
  else
    g_set_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DECODE,
                 _("The decoder gave up: %s."), gst_flow_get_name (flow));
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

gboolean
plumb_decoder_is_hardware (const PlumbDecoder *self)
{
  return self->hardware;
}

const char *
plumb_decoder_name (const PlumbDecoder *self)
{
  return self->name;
}

gboolean
plumb_decoder_wants_idr (const PlumbDecoder *self)
{
  return is_newer_gstreamer ()
         && (g_str_equal (self->name, "avdec_h264") || g_str_equal (self->name, "avdec_h265"));
}
