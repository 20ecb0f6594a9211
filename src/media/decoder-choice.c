/* The elements of each codec.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "decoder-choice.h"

#include <gst/pbutils/pbutils.h>

#include "decoder.h"
#include "media-error.h"

typedef struct
{
  const char *codec;
  const char *hardware[6];
  const char *software[3];
  const char *caps;
} CodecElements;

/* Of the graphics processor's, VA first: it is maintained. They are installed with
 * rank none or are there only where a device is, so they are named here. */
static const CodecElements codec_elements[] = {
  { "h264", { "vah264dec", "nvh264dec", "v4l2slh264dec", "vaapih264dec", "v4l2h264dec" },
    { "avdec_h264", "openh264dec" }, "video/x-h264,stream-format=avc,alignment=au" },
  { "hevc", { "vah265dec", "nvh265dec", "v4l2slh265dec", "vaapih265dec", "v4l2h265dec" },
    { "avdec_h265", "libde265dec" }, "video/x-h265,stream-format=hvc1,alignment=au" },
  { "vvc", { NULL }, { "avdec_h266" }, "video/x-h266,stream-format=vvc1,alignment=au" },
  { "vp8", { "vavp8dec", "v4l2slvp8dec" }, { "vp8dec", "avdec_vp8" }, "video/x-vp8" },
  { "vp9", { "vavp9dec", "nvvp9dec", "v4l2slvp9dec", "vaapivp9dec" },
    { "avdec_vp9", "vp9dec" }, "video/x-vp9" },
  { "av1", { "vaav1dec", "nvav1dec", "v4l2slav1dec" }, { "dav1ddec", "av1dec", "avdec_av1" },
    "video/x-av1,stream-format=obu-stream,alignment=tu" },
  { "mpeg4", { NULL }, { "avdec_mpeg4" }, "video/mpeg,mpegversion=4,systemstream=false" },
  { "mpeg2", { "vampeg2dec", "nvmpeg2videodec" }, { "avdec_mpeg2video", "mpeg2dec" },
    "video/mpeg,mpegversion=2,systemstream=false" },
  { "h263", { NULL }, { "avdec_h263" }, "video/x-h263,variant=itu" },
  { "mjpeg", { NULL }, { "avdec_mjpeg", "jpegdec" }, "image/jpeg,parsed=true" },
  { "prores", { NULL }, { "avdec_prores" }, "video/x-prores" },
  { "dnxhd", { NULL }, { "avdec_dnxhd" }, "video/x-dnxhd" },
};

static const char *overriding_factory;
static const char *preferred_factory;
static GMutex      distrusted_lock;
static GHashTable *distrusted; /* names, interned; NULL = none yet */

static const CodecElements *
find_codec (const char *codec)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codec_elements); i++)
    if (g_strcmp0 (codec_elements[i].codec, codec) == 0)
      return &codec_elements[i];
  return NULL;
}

void
plumb_decoder_distrust (const char *factory)
{
  g_mutex_lock (&distrusted_lock);
  if (distrusted == NULL)
    distrusted = g_hash_table_new (g_str_hash, g_str_equal);
  if (g_hash_table_add (distrusted, (gpointer) g_intern_string (factory)))
    g_debug ("The decoder %s failed and is not used again", factory);
  g_mutex_unlock (&distrusted_lock);
}

static gboolean
is_trusted (const char *factory)
{
  g_mutex_lock (&distrusted_lock);
  gboolean trusted = distrusted == NULL || !g_hash_table_contains (distrusted, factory);
  g_mutex_unlock (&distrusted_lock);
  return trusted;
}

void
plumb_decoder_prefer (const char *factory)
{
  g_mutex_lock (&distrusted_lock);
  if (factory != NULL && distrusted != NULL)
    g_hash_table_remove (distrusted, factory);
  preferred_factory = factory;
  g_mutex_unlock (&distrusted_lock);
}

void
plumb_decoder_override (const char *factory)
{
  overriding_factory = factory;
}

static void
clear_choice (gpointer data)
{
  PlumbDecoderChoice *choice = data;
  gst_clear_object (&choice->factory);
}

/* Takes `factory` (nullable). */
static void
append_choice (GArray            *choices,
               GstElementFactory *factory,
               gboolean           hardware)
{
  PlumbDecoderChoice choice = { factory, hardware };
  if (factory != NULL)
    g_array_append_val (choices, choice);
}

static void
append_hardware (GArray              *choices,
                 const CodecElements *known)
{
  if (g_strcmp0 (g_getenv ("PLUMBLINE_DECODER"), "software") == 0)
    return;
  if (preferred_factory != NULL && is_trusted (preferred_factory))
    append_choice (choices, gst_element_factory_find (preferred_factory), TRUE);
  for (gsize i = 0; known != NULL && i < G_N_ELEMENTS (known->hardware); i++)
    if (known->hardware[i] != NULL && is_trusted (known->hardware[i]))
      append_choice (choices, gst_element_factory_find (known->hardware[i]), TRUE);
}

/* What is installed for a format that is not in the table. */
static void
append_by_caps (GArray     *choices,
                const char *text)
{
  g_autoptr (GstCaps) caps = text != NULL ? gst_caps_from_string (text) : NULL;
  if (caps == NULL)
    return;
  GList *all = gst_element_factory_list_get_elements (
      GST_ELEMENT_FACTORY_TYPE_DECODER | GST_ELEMENT_FACTORY_TYPE_MEDIA_VIDEO, GST_RANK_MARGINAL);
  GList *fitting = gst_element_factory_list_filter (all, caps, GST_PAD_SINK, TRUE);
  if (fitting != NULL)
    append_choice (choices, gst_object_ref (fitting->data), FALSE);
  gst_plugin_feature_list_free (fitting);
  gst_plugin_feature_list_free (all);
}

GArray *
plumb_decoder_choices (const PlumbTrack *track)
{
  const CodecElements *known = find_codec (track->codec);
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (PlumbDecoderChoice));
  g_array_set_clear_func (choices, clear_choice);
  if (overriding_factory != NULL)
    {
      append_choice (choices, gst_element_factory_find (overriding_factory), FALSE);
      return choices;
    }
  append_hardware (choices, known);
  if (known == NULL)
    append_by_caps (choices, track->caps);
  for (gsize i = 0; known != NULL && i < G_N_ELEMENTS (known->software); i++)
    if (known->software[i] != NULL)
      append_choice (choices, gst_element_factory_find (known->software[i]), FALSE);
  return choices;
}

/* Software does without, but the templates of hardware decoders name what they
 * can. The numbers are those of avcC and hvcC, ISO/IEC 14496-15. */
static void
add_profile (GstCaps          *caps,
             const PlumbTrack *track)
{
  gsize size;
  if (track->codec_data == NULL)
    return;
  const guint8 *config = g_bytes_get_data (track->codec_data, &size);
  if (g_strcmp0 (track->codec, "h264") == 0 && size >= 7)
    gst_codec_utils_h264_caps_set_level_and_profile (caps, config + 1, 3);
  else if (g_strcmp0 (track->codec, "hevc") == 0 && size >= 23)
    gst_codec_utils_h265_caps_set_level_tier_and_profile (caps, config + 1, 12);
}

GstCaps *
plumb_decoder_make_caps (const PlumbTrack *track,
                         gboolean          hardware)
{
  if (track->caps != NULL)
    return gst_caps_from_string (track->caps);
  const CodecElements *known = find_codec (track->codec);
  GstCaps             *caps = gst_caps_from_string (known->caps);
  gst_caps_set_simple (caps, "width", G_TYPE_INT, track->width_px, "height", G_TYPE_INT,
                       track->height_px, NULL);
  if (track->codec_data != NULL)
    {
      g_autoptr (GstBuffer) data = gst_buffer_new_wrapped_bytes (track->codec_data);
      gst_caps_set_simple (caps, "codec_data", GST_TYPE_BUFFER, data, NULL);
    }
  if (hardware)
    add_profile (caps, track);
  return caps;
}

gboolean
plumb_decoder_check (const PlumbTrack *track,
                     GError          **error)
{
  g_autoptr (GArray) choices = plumb_decoder_choices (track);
  if (choices->len == 0)
    plumb_media_set_no_decoder (error, track->codec);
  return choices->len > 0;
}
