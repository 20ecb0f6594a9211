/* A bin around the real decoder, with a probe that sleeps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "slow-decoder.h"

#include <gst/gst.h>

#include "decoder.h"

#define NAME "plumbslowdecoder"

typedef struct
{
  GstBin parent;
} SlowDecoder;

typedef struct
{
  GstBinClass parent;
} SlowDecoderClass;

GType slow_decoder_get_type (void);
G_DEFINE_TYPE (SlowDecoder, slow_decoder, GST_TYPE_BIN)

static GstStaticPadTemplate sink_template =
    GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);
static GstStaticPadTemplate src_template =
    GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);

static char *inner_factory;
static guint longest_us;

static GstPadProbeReturn
sleep_cb (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         user_data)
{
  static guint32 state = 1;
  /* A step of a linear generator: only the decoding thread comes here. */
  state = state * 1664525u + 1013904223u;
  g_usleep ((state >> 8) % (longest_us + 1));
  return GST_PAD_PROBE_OK;
}

static void
slow_decoder_class_init (SlowDecoderClass *klass)
{
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  gst_element_class_add_static_pad_template (element_class, &sink_template);
  gst_element_class_add_static_pad_template (element_class, &src_template);
  gst_element_class_set_static_metadata (element_class, "Slow decoder", "Decoder/Video",
                                         "Pauses before each unit", "Plumbline");
}

static void
slow_decoder_init (SlowDecoder *self)
{
  GstElement *inner = gst_element_factory_make (inner_factory, NULL);
  g_assert_nonnull (inner);
  gst_bin_add (GST_BIN (self), inner);
  g_object_set (inner, "qos", FALSE, NULL);
  g_autoptr (GstPad) sink = gst_element_get_static_pad (inner, "sink");
  g_autoptr (GstPad) src = gst_element_get_static_pad (inner, "src");
  gst_pad_add_probe (sink, GST_PAD_PROBE_TYPE_BUFFER, sleep_cb, NULL, NULL);
  gst_element_add_pad (GST_ELEMENT (self), gst_ghost_pad_new ("sink", sink));
  gst_element_add_pad (GST_ELEMENT (self), gst_ghost_pad_new ("src", src));
}

gboolean
slow_decoder_begin (const char *factory,
                    guint       most_us)
{
  g_autoptr (GstElementFactory) found = gst_element_factory_find (factory);
  if (found == NULL)
    return FALSE;
  g_free (inner_factory);
  inner_factory = g_strdup (factory);
  longest_us = most_us;
  gst_element_register (NULL, NAME, GST_RANK_NONE, slow_decoder_get_type ());
  plumb_decoder_override (NAME);
  return TRUE;
}

void
slow_decoder_end (void)
{
  plumb_decoder_override (NULL);
  g_clear_pointer (&inner_factory, g_free);
}
