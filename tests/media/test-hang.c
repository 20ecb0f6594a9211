/* A decoder that hangs: named as such after five seconds, and the recording
 * works again with the next one. And one that says nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>
#include <signal.h>
#include <unistd.h>

#include "decoder.h"
#include "media-clip.h"

static char  *clip;
static GMutex hang_lock;
static GCond  hang_cond;
static gboolean hanging = TRUE;

typedef struct
{
  GstElement parent;
} HangingDecoder;

typedef struct
{
  GstElementClass parent;
} HangingDecoderClass;

GType hanging_decoder_get_type (void);
G_DEFINE_TYPE (HangingDecoder, hanging_decoder, GST_TYPE_ELEMENT)

static GstStaticPadTemplate sink_template =
    GST_STATIC_PAD_TEMPLATE ("sink", GST_PAD_SINK, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);
static GstStaticPadTemplate src_template =
    GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);

static GstFlowReturn
hang_cb (GstPad    *pad,
         GstObject *parent,
         GstBuffer *buffer)
{
  gst_buffer_unref (buffer);
  g_mutex_lock (&hang_lock);
  while (hanging)
    g_cond_wait (&hang_cond, &hang_lock);
  g_mutex_unlock (&hang_lock);
  return GST_FLOW_OK;
}

static void
hanging_decoder_class_init (HangingDecoderClass *klass)
{
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  gst_element_class_add_static_pad_template (element_class, &sink_template);
  gst_element_class_add_static_pad_template (element_class, &src_template);
  gst_element_class_set_static_metadata (element_class, "Hanging decoder", "Decoder/Video",
                                         "Hangs until it is let go", "Plumbline");
}

static void
hanging_decoder_init (HangingDecoder *self)
{
  GstPad *sink = gst_pad_new_from_static_template (&sink_template, "sink");
  gst_pad_set_chain_function (sink, hang_cb);
  gst_element_add_pad (GST_ELEMENT (self), sink);
  gst_element_add_pad (GST_ELEMENT (self),
                       gst_pad_new_from_static_template (&src_template, "src"));
}

static void
let_go (void)
{
  g_mutex_lock (&hang_lock);
  hanging = FALSE;
  g_cond_broadcast (&hang_cond);
  g_mutex_unlock (&hang_lock);
}

typedef struct
{
  gboolean done;
  GError  *error;
  gint64   frame;
} Heard;

static void
failed_cb (PlumbEngine *engine,
           gint64       frame,
           GError      *error,
           gpointer     user_data)
{
  Heard *heard = user_data;
  heard->error = g_error_copy (error);
  heard->frame = frame;
  heard->done = TRUE;
}

static void
frame_cb (PlumbEngine *engine,
          PlumbFrame  *frame,
          gpointer     user_data)
{
  Heard *heard = user_data;
  heard->frame = media_clip_number (frame);
  heard->done = TRUE;
}

/* A decoder that eats units and gives no pictures is no hang: an error at once. */
static void
test_silent (void)
{
  g_autoptr (GError) error = NULL;
  let_go ();
  plumb_decoder_override ("plumbhangingdecoder");
  g_autoptr (PlumbEngine) engine = plumb_engine_open (clip, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (plumb_engine_get_frame (engine, 3, NULL, &error));
  g_assert_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DECODE);
  plumb_decoder_override (NULL);
}

static void
test_hang (void)
{
  g_autoptr (GError) error = NULL;
  Heard              heard = { 0 };
  hanging = TRUE;
  plumb_decoder_override ("plumbhangingdecoder");
  PlumbEngine *engine = plumb_engine_open (clip, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (engine, "failed", G_CALLBACK (failed_cb), &heard);
  g_signal_connect (engine, "frame", G_CALLBACK (frame_cb), &heard);
  gint64 begin_us = g_get_monotonic_time ();
  plumb_engine_request (engine, 5, PLUMB_INTENT_LAND);
  g_assert_true (media_clip_wait (&heard.done));
  g_assert_error (heard.error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_STALLED);
  g_assert_cmpint (heard.frame, ==, 5);
  gint64 took_us = g_get_monotonic_time () - begin_us;
  g_assert_cmpint (took_us, >, 4 * G_USEC_PER_SEC);
  g_assert_cmpint (took_us, <, 8 * G_USEC_PER_SEC);
  g_clear_error (&heard.error);

  /* The next decoder works. */
  plumb_decoder_override (NULL);
  heard = (Heard){ 0 };
  plumb_engine_request (engine, 7, PLUMB_INTENT_LAND);
  g_assert_true (media_clip_wait (&heard.done));
  g_assert_no_error (heard.error);
  g_assert_cmpint (heard.frame, ==, 7);
  let_go ();
  g_assert_finalize_object (engine);
  /* The thread that was left behind comes to its end. */
  media_clip_run (200);
}

/* The same for somebody who waits. */
static void
test_hang_waiting (void)
{
  g_autoptr (GError) error = NULL;
  hanging = TRUE;
  plumb_decoder_override ("plumbhangingdecoder");
  PlumbEngine *engine = plumb_engine_open (clip, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (plumb_engine_get_frame (engine, 3, NULL, &error));
  g_assert_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_STALLED);
  g_clear_error (&error);
  plumb_decoder_override (NULL);
  g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (engine, 3, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (media_clip_number (frame), ==, 3);
  let_go ();
  g_assert_finalize_object (engine);
  media_clip_run (200);
}

/* Stops this program for longer than a decoder has, as a laptop that is closed
 * does, and wakes it again. */
static void
sleep_for (guint seconds)
{
  pid_t self = getpid ();
  pid_t child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      kill (self, SIGSTOP);
      sleep (seconds);
      kill (self, SIGCONT);
      _exit (0);
    }
}

/* A unit that was under way when the laptop was closed is no hang when it is
 * opened again. */
static void
test_asleep (void)
{
  g_autoptr (GError) error = NULL;
  Heard              heard = { 0 };
  if (!g_test_slow ())
    {
      g_test_skip ("Takes eight seconds.");
      return;
    }
  hanging = TRUE;
  plumb_decoder_override ("plumbhangingdecoder");
  PlumbEngine *engine = plumb_engine_open (clip, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (engine, "failed", G_CALLBACK (failed_cb), &heard);
  plumb_engine_request (engine, 5, PLUMB_INTENT_LAND);
  media_clip_run (600);
  gint64 begin_us = g_get_monotonic_time ();
  sleep_for (6);
  media_clip_run (1500);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, >, 6 * G_USEC_PER_SEC);
  g_assert_no_error (heard.error);
  plumb_decoder_override (NULL);
  let_go ();
  g_assert_true (media_clip_wait (&heard.done));
  /* It was let go of without a picture: an error, and another one. */
  g_assert_error (heard.error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_DECODE);
  g_clear_error (&heard.error);
  g_assert_finalize_object (engine);
}

/* An element that is not there is not found out when a frame is wanted, but
 * when the recording is opened. */
static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  plumb_decoder_override ("plumbnosuchdecoder");
  g_assert_null (plumb_engine_open (clip, NULL, &error));
  g_assert_error (error, PLUMB_MEDIA_ERROR, PLUMB_MEDIA_ERROR_NO_DECODER);
  g_assert_nonnull (strstr (error->message, "H.264"));
  g_assert_nonnull (strstr (error->message, "gstreamer1.0-libav"));
  plumb_decoder_override (NULL);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  gst_element_register (NULL, "plumbhangingdecoder", GST_RANK_NONE, hanging_decoder_get_type ());
  PlumbClipOptions options;
  media_clip_options_init (&options, 12);
  clip = media_clip_make (&options, "hang.mp4");
  if (clip != NULL)
    {
      g_test_add_func ("/media/hang/missing", test_missing);
      g_test_add_func ("/media/hang/silent", test_silent);
      g_test_add_func ("/media/hang/request", test_hang);
      g_test_add_func ("/media/hang/waiting", test_hang_waiting);
      g_test_add_func ("/media/hang/asleep", test_asleep);
    }
  int status = g_test_run ();
  media_clip_clean ();
  g_free (clip);
  return status;
}
