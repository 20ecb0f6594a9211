/* Decoders of graphics processors, as far as that can be tried without one: an
 * element that counts as such is used while it does what it should, and software
 * takes over at once when it does not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>

#include "decoder-choice.h"
#include "media-clip.h"

#define NAME "plumbpretender"
#define N_FRAMES 60
#define ERROR_AFTER 25

typedef enum
{
  MODE_GOOD,
  MODE_REFUSES,        /* does not start */
  MODE_FAILS,          /* gives up after some units */
  MODE_WRONG_TIMES,    /* says other numbers than it was given */
  MODE_WRONG_PICTURES, /* decodes to something else */
  MODE_HANGS,
} Mode;

typedef struct
{
  GstBin parent;
} Pretender;

typedef struct
{
  GstBinClass parent;
} PretenderClass;

GType pretender_get_type (void);
G_DEFINE_TYPE (Pretender, pretender, GST_TYPE_BIN)

static GstStaticPadTemplate sink_template =
    GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);
static GstStaticPadTemplate src_template =
    GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);

static char    *clip;
static Mode     mode;
static gint     n_units;   /* atomic: that went into pretenders */
static gint     hanging;   /* atomic */

static GstPadProbeReturn
count_cb (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         user_data)
{
  int n = g_atomic_int_add (&n_units, 1);
  while (mode == MODE_HANGS && n > ERROR_AFTER && g_atomic_int_get (&hanging))
    g_usleep (10000);
  return GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
spoil_cb (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         user_data)
{
  GstBuffer *buffer = gst_buffer_copy_deep (GST_PAD_PROBE_INFO_BUFFER (info));
  GstMeta   *meta;
  if (mode == MODE_WRONG_TIMES)
    {
      while ((meta = gst_buffer_get_meta (buffer, GST_REFERENCE_TIMESTAMP_META_API_TYPE)) != NULL)
        gst_buffer_remove_meta (buffer, meta);
      GST_BUFFER_PTS (buffer) = 3 * GST_SECOND - GST_BUFFER_PTS (buffer);
    }
  else if (mode == MODE_WRONG_PICTURES)
    gst_buffer_memset (buffer, 0, 90, gst_buffer_get_size (buffer));
  gst_buffer_unref (GST_PAD_PROBE_INFO_BUFFER (info));
  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  return GST_PAD_PROBE_OK;
}

static GstStateChangeReturn
change_state (GstElement    *element,
              GstStateChange transition)
{
  if (mode == MODE_REFUSES && transition == GST_STATE_CHANGE_NULL_TO_READY)
    return GST_STATE_CHANGE_FAILURE;
  return GST_ELEMENT_CLASS (pretender_parent_class)->change_state (element, transition);
}

static void
pretender_class_init (PretenderClass *klass)
{
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  element_class->change_state = change_state;
  gst_element_class_add_static_pad_template (element_class, &sink_template);
  gst_element_class_add_static_pad_template (element_class, &src_template);
  gst_element_class_set_static_metadata (element_class, "Pretender", "Decoder/Video/Hardware",
                                         "Says it were hardware", "Plumbline");
}

static void
pretender_init (Pretender *self)
{
  GstElement *gate = gst_element_factory_make ("identity", NULL);
  GstElement *decoder = gst_element_factory_make ("avdec_h264", NULL);
  gst_bin_add_many (GST_BIN (self), gate, decoder, NULL);
  gst_element_link (gate, decoder);
  if (mode == MODE_FAILS)
    g_object_set (gate, "error-after", ERROR_AFTER, NULL);
  g_autoptr (GstPad) sink = gst_element_get_static_pad (gate, "sink");
  g_autoptr (GstPad) src = gst_element_get_static_pad (decoder, "src");
  gst_pad_add_probe (sink, GST_PAD_PROBE_TYPE_BUFFER, count_cb, NULL, NULL);
  if (mode == MODE_WRONG_TIMES || mode == MODE_WRONG_PICTURES)
    gst_pad_add_probe (src, GST_PAD_PROBE_TYPE_BUFFER, spoil_cb, NULL, NULL);
  gst_element_add_pad (GST_ELEMENT (self), gst_ghost_pad_new ("sink", sink));
  gst_element_add_pad (GST_ELEMENT (self), gst_ghost_pad_new ("src", src));
}

static void
check_frame (PlumbEngine *engine,
             gint64       number)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (engine, number, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (media_clip_number (frame), ==, number);
}

/* Every frame is right, whatever it does; and it is used again or not. */
static void
test_mode (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  mode = (Mode) GPOINTER_TO_INT (data);
  g_atomic_int_set (&n_units, 0);
  plumb_decoder_prefer (NAME);
  PlumbEngine *engine = plumb_engine_open (clip, NULL, &error);
  g_assert_no_error (error);
  for (gint64 number = 0; number < N_FRAMES; number += 7)
    check_frame (engine, number);
  check_frame (engine, 3);
  g_assert_finalize_object (engine);

  g_atomic_int_set (&n_units, 0);
  engine = plumb_engine_open (clip, NULL, &error);
  g_assert_no_error (error);
  check_frame (engine, 33);
  g_assert_finalize_object (engine);
  if (mode == MODE_GOOD)
    g_assert_cmpint (g_atomic_int_get (&n_units), >, 0);
  else
    g_assert_cmpint (g_atomic_int_get (&n_units), ==, 0);
  plumb_decoder_prefer (NULL);
}

/* A decoder that hangs is an error after five seconds, and software from then on. */
static void
test_hangs (void)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (PlumbFrame) frame = NULL;
  mode = MODE_HANGS;
  g_atomic_int_set (&n_units, 0);
  g_atomic_int_set (&hanging, TRUE);
  plumb_decoder_prefer (NAME);
  PlumbEngine *engine = plumb_engine_open (clip, NULL, &error);
  g_assert_no_error (error);
  frame = plumb_engine_get_frame (engine, N_FRAMES - 1, NULL, &error);
  g_assert_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_STALLED);
  int before = g_atomic_int_get (&n_units);
  check_frame (engine, N_FRAMES - 1);
  check_frame (engine, 5);
  g_assert_cmpint (g_atomic_int_get (&n_units), ==, before);
  g_atomic_int_set (&hanging, FALSE);
  g_assert_finalize_object (engine);
  media_clip_run (300);
  plumb_decoder_prefer (NULL);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  gst_element_register (NULL, NAME, GST_RANK_NONE, pretender_get_type ());
  g_autoptr (GstElementFactory) inner = gst_element_factory_find ("avdec_h264");
  PlumbClipOptions              options;
  media_clip_options_init (&options, N_FRAMES);
  options.gop = 30;
  options.codec = PLUMB_CLIP_CODEC_H264;
  clip = inner != NULL ? media_clip_make (&options, "hardware.mp4") : NULL;
  if (clip != NULL)
    {
      g_test_add_data_func ("/media/hardware/good", GINT_TO_POINTER (MODE_GOOD), test_mode);
      g_test_add_data_func ("/media/hardware/refuses", GINT_TO_POINTER (MODE_REFUSES), test_mode);
      g_test_add_data_func ("/media/hardware/fails", GINT_TO_POINTER (MODE_FAILS), test_mode);
      g_test_add_data_func ("/media/hardware/wrong-times", GINT_TO_POINTER (MODE_WRONG_TIMES),
                            test_mode);
      g_test_add_data_func ("/media/hardware/wrong-pictures",
                            GINT_TO_POINTER (MODE_WRONG_PICTURES), test_mode);
      g_test_add_func ("/media/hardware/hangs", test_hangs);
    }
  int status = g_test_run ();
  media_clip_clean ();
  g_free (clip);
  return status;
}
