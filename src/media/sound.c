/* The sound of a recording; see sound.h.
 *
 * All of GStreamer is done in a thread of the sound's own: opening a device can
 * take seconds, and neither the pictures nor the window wait for it. The maker
 * leaves what it wants in a slot, the newest wins.
 *
 * The pipeline runs by the system's monotonic clock, which is the clock of the
 * screen's frames too; a seek goes to the media time that will be due in a moment,
 * and the base time is set so that it is heard just then. So picture and sound
 * keep step without asking each other, and a device whose own clock is a little
 * off is drawn after by its sink.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sound.h"

#include <gst/gst.h>
#include <math.h>

/* From the seek to the first sound: at first, and at most when the file is slow. */
#define LEAD_US (120 * 1000)
#define MAX_LEAD_US G_USEC_PER_SEC
#define LOOK_MS 250
/* Of what is laid together anew at another speed, and of how far what fits best is
 * looked for: shorter than usual, for a plate is to be heard when it is seen. */
#define STRIDE_MS 20
#define SEARCH_MS 8
#define OPEN_PATIENCE_NS (5 * GST_SECOND)

typedef struct
{
  gboolean playing;
  gint64   media_ns, at_us;
  double   rate;
  gint64   first_ns, last_ns;
} Wish;

/* Shared by the object and its thread, which may outlive it: nobody waits for a
 * device that does not answer. */
typedef struct
{
  char              *path;
  PlumbSoundSinkFunc make_sink;
  gpointer           user_data;
  GMainContext      *maker;
  GMainContext      *context;
  GMainLoop         *loop;
  GWeakRef           sound; /* to be notified */

  GMutex          lock; /* guards the following */
  Wish            wish;
  guint           generation;
  PlumbSoundState state;
  gint64          heard_ns; /* media time … */
  gint64          heard_us; /* … at this monotonic time; 0 = silence */
  double          heard_rate;

  /* The thread's own. */
  GstElement *pipeline; /* (nullable) */
  Wish        done;     /* what the last seek was for */
  guint       applied;  /* its generation */
  gint64      due_us;   /* when its first sound is due */
  gint64      lead_us;
  gboolean    seeking;
  gboolean    sounds;   /* has been set going */
} Core;

struct _PlumbSound
{
  GObject  parent_instance;
  Core    *core;
  gboolean has_thread;
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PlumbSound, plumb_sound, G_TYPE_OBJECT)

static void
clear_core (gpointer data)
{
  Core *self = data;
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_main_context_unref (self->maker);
  g_weak_ref_clear (&self->sound);
  g_mutex_clear (&self->lock);
  g_free (self->path);
}

static void
release_core (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_core);
}

static gboolean
notify_state_cb (gpointer user_data)
{
  Core                  *self = user_data;
  g_autoptr (PlumbSound) sound = g_weak_ref_get (&self->sound);
  if (sound != NULL)
    g_object_notify_by_pspec (G_OBJECT (sound), properties[PROP_STATE]);
  return G_SOURCE_REMOVE;
}

static void
set_state (Core     *self,
           PlumbSoundState state)
{
  g_mutex_lock (&self->lock);
  gboolean is_new = self->state != state;
  self->state = state;
  g_mutex_unlock (&self->lock);
  if (!is_new)
    return;
  GSource *source = g_idle_source_new ();
  g_source_set_callback (source, notify_state_cb, g_atomic_rc_box_acquire (self), release_core);
  g_source_attach (source, self->maker);
  g_source_unref (source);
}

static void
set_heard (Core *self,
           gint64      media_ns,
           gint64      at_us)
{
  g_mutex_lock (&self->lock);
  self->heard_ns = media_ns;
  self->heard_us = at_us;
  self->heard_rate = self->done.rate;
  self->sounds = at_us > 0;
  g_mutex_unlock (&self->lock);
}

static void
end_pipeline (Core     *self,
              PlumbSoundState state)
{
  set_heard (self, 0, 0);
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->pipeline);
  set_state (self, state);
}

/* A sink that opens is one that can be heard. (transfer floating) (nullable) */
static GstElement *
make_device (void)
{
  static const char *const names[] = { "pulsesink", "pipewiresink", "alsasink" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      /* ALSA complains loudly where there is no card at all. */
      if (g_str_equal (names[i], "alsasink") && !g_file_test ("/dev/snd", G_FILE_TEST_IS_DIR))
        continue;
      GstElement *sink = gst_element_factory_make (names[i], NULL);
      if (sink == NULL)
        continue;
      if (gst_element_set_state (sink, GST_STATE_READY) != GST_STATE_CHANGE_FAILURE)
        return sink;
      gst_element_set_state (sink, GST_STATE_NULL);
      gst_object_unref (gst_object_ref_sink (sink));
    }
  return NULL;
}

static void
pad_added_cb (GstElement *source,
              GstPad     *pad,
              gpointer    user_data)
{
  g_autoptr (GstPad) into = gst_element_get_static_pad (user_data, "sink");
  if (!gst_pad_is_linked (into))
    gst_pad_link (pad, into);
}

/* source ! convert ! resample ! scaletempo ! convert ! resample ! sink. Without
 * scaletempo only the recording's own speed is heard. */
static gboolean
link_chain (Core *self,
            GstElement *source,
            GstElement *sink)
{
  static const char *const names[] = { "audioconvert", "audioresample", "scaletempo",
                                       "audioconvert", "audioresample" };
  GstElement *first = NULL, *last = NULL;
  gst_bin_add_many (GST_BIN (self->pipeline), source, sink, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GstElement *element = gst_element_factory_make (names[i], NULL);
      if (element == NULL && g_str_equal (names[i], "scaletempo"))
        continue;
      if (element == NULL)
        return FALSE;
      if (g_str_equal (names[i], "scaletempo"))
        g_object_set (element, "stride", STRIDE_MS, "search", SEARCH_MS, NULL);
      gst_bin_add (GST_BIN (self->pipeline), element);
      if (last != NULL && !gst_element_link (last, element))
        return FALSE;
      first = first != NULL ? first : element;
      last = element;
    }
  g_signal_connect (source, "pad-added", G_CALLBACK (pad_added_cb), first);
  return gst_element_link (last, sink);
}

static GstElement *
make_source (const char *path)
{
  g_autofree char *uri = gst_filename_to_uri (path, NULL);
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple ("audio/x-raw");
  GstElement *source = gst_element_factory_make ("uridecodebin", NULL);
  if (source == NULL || uri == NULL)
    {
      g_clear_object (&source);
      return NULL;
    }
  /* Pictures are not decoded a second time. */
  g_object_set (source, "uri", uri, "caps", caps, "expose-all-streams", FALSE, NULL);
  return source;
}

/* Until the first sound is decoded. */
static gboolean
preroll (Core *self)
{
  GstStateChangeReturn change = gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  if (change == GST_STATE_CHANGE_ASYNC)
    {
      g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
      g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (
          bus, OPEN_PATIENCE_NS, GST_MESSAGE_ERROR | GST_MESSAGE_ASYNC_DONE | GST_MESSAGE_EOS);
      return message != NULL && GST_MESSAGE_TYPE (message) == GST_MESSAGE_ASYNC_DONE;
    }
  return change != GST_STATE_CHANGE_FAILURE;
}

static gboolean bus_cb (GstBus     *bus,
                        GstMessage *message,
                        gpointer    user_data);

static void
open_pipeline (Core *self)
{
  GstElement *sink = self->make_sink != NULL ? self->make_sink (self->user_data) : make_device ();
  if (sink == NULL)
    {
      set_state (self, PLUMB_SOUND_NO_DEVICE);
      return;
    }
  GstElement *source = make_source (self->path);
  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  if (source == NULL)
    gst_object_unref (gst_object_ref_sink (sink));
  if (source == NULL || !link_chain (self, source, sink) || !preroll (self))
    {
      end_pipeline (self, PLUMB_SOUND_NO_TRACK);
      return;
    }
  g_autoptr (GstClock) clock = gst_system_clock_obtain ();
  gst_pipeline_use_clock (GST_PIPELINE (self->pipeline), clock);
  /* The base time is ours to set. */
  gst_element_set_start_time (self->pipeline, GST_CLOCK_TIME_NONE);
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  g_autoptr (GSource) watch = gst_bus_create_watch (bus);
  g_source_set_callback (watch, G_SOURCE_FUNC (bus_cb), self, NULL);
  g_source_attach (watch, self->context);
  set_state (self, PLUMB_SOUND_READY);
}

static gboolean
has_tempo (void)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find ("scaletempo");
  return factory != NULL;
}

static gboolean
is_heard (Core *self)
{
  const Wish *wish = &self->done;
  return wish->playing && wish->rate >= PLUMB_SOUND_MIN_RATE &&
         wish->rate <= PLUMB_SOUND_MAX_RATE && (wish->rate == 1.0 || has_tempo ());
}

/* The media time that is due at a time, round the loop. */
static gint64
find_due (const Wish *wish,
          gint64      at_us)
{
  gint64 media_ns =
      wish->media_ns + (gint64) llround (wish->rate * 1000.0 * (double) (at_us - wish->at_us));
  gint64 length_ns = wish->last_ns - wish->first_ns;
  if (wish->first_ns >= 0 && length_ns > 0 && media_ns >= wish->last_ns)
    media_ns = wish->first_ns + (media_ns - wish->first_ns) % length_ns;
  return MAX (media_ns, 0);
}

static gboolean
seek (Core  *self,
      GstSeekFlags flags,
      gint64       from_ns)
{
  const Wish *wish = &self->done;
  gboolean    loops = wish->first_ns >= 0;
  return gst_element_seek (self->pipeline, wish->rate, GST_FORMAT_TIME,
                           flags | GST_SEEK_FLAG_ACCURATE | (loops ? GST_SEEK_FLAG_SEGMENT : 0),
                           GST_SEEK_TYPE_SET, from_ns,
                           loops ? GST_SEEK_TYPE_SET : GST_SEEK_TYPE_NONE,
                           loops ? wish->last_ns : -1);
}

static void
start_seek (Core *self)
{
  self->due_us = g_get_monotonic_time () + self->lead_us;
  self->seeking = seek (self, GST_SEEK_FLAG_FLUSH, find_due (&self->done, self->due_us));
}

/* Does what is wished for last. */
static void
apply_wish (Core *self)
{
  g_mutex_lock (&self->lock);
  gboolean is_new = self->applied != self->generation;
  self->applied = self->generation;
  self->done = self->wish;
  PlumbSoundState state = self->state;
  g_mutex_unlock (&self->lock);
  if (!is_new)
    return;
  if (state == PLUMB_SOUND_UNKNOWN && is_heard (self))
    open_pipeline (self);
  if (self->pipeline == NULL)
    return;
  set_heard (self, 0, 0);
  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  if (is_heard (self))
    start_seek (self);
}

/* The first sound is decoded: now it waits for its time. */
static void
start_playing (Core *self)
{
  gint64 now_us = g_get_monotonic_time ();
  self->seeking = FALSE;
  if (now_us > self->due_us && self->lead_us < MAX_LEAD_US)
    {
      self->lead_us = MIN (self->lead_us * 2, MAX_LEAD_US);
      start_seek (self);
      return;
    }
  gst_element_set_base_time (self->pipeline, (GstClockTime) self->due_us * 1000);
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  self->sounds = TRUE;
}

/* Where the sound is by its own account. */
static gboolean
look_cb (gpointer user_data)
{
  Core  *self = user_data;
  gint64 at_ns;
  if (self->sounds && g_get_monotonic_time () > self->due_us &&
      gst_element_query_position (self->pipeline, GST_FORMAT_TIME, &at_ns))
    set_heard (self, at_ns, g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

static gboolean
bus_cb (GstBus     *bus,
        GstMessage *message,
        gpointer    user_data)
{
  Core *self = user_data;
  switch (GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ASYNC_DONE:
      if (self->seeking && is_heard (self))
        start_playing (self);
      break;
    case GST_MESSAGE_SEGMENT_DONE:
      if (is_heard (self))
        seek (self, GST_SEEK_FLAG_NONE, self->done.first_ns);
      break;
    case GST_MESSAGE_EOS:
      set_heard (self, 0, 0);
      break;
    case GST_MESSAGE_ERROR:
      end_pipeline (self, GST_OBJECT_FLAG_IS_SET (GST_MESSAGE_SRC (message), GST_ELEMENT_FLAG_SINK)
                              ? PLUMB_SOUND_NO_DEVICE
                              : PLUMB_SOUND_NO_TRACK);
      return G_SOURCE_REMOVE;
    default:
      break;
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
wake_cb (gpointer user_data)
{
  apply_wish (user_data);
  return G_SOURCE_REMOVE;
}

static gpointer
run_thread (gpointer data)
{
  Core *self = data;
  g_main_context_push_thread_default (self->context);
  if (gst_init_check (NULL, NULL, NULL))
    {
      g_autoptr (GSource) look = g_timeout_source_new (LOOK_MS);
      g_source_set_callback (look, look_cb, self, NULL);
      g_source_attach (look, self->context);
      g_main_loop_run (self->loop);
      g_source_destroy (look);
    }
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->pipeline);
  g_main_context_pop_thread_default (self->context);
  release_core (self);
  return NULL;
}

static void
attach (Core       *self,
        GSourceFunc func,
        gpointer    data)
{
  GSource *source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, self->context);
  g_source_unref (source);
}

static void
make_wish (PlumbSound *sound,
           const Wish *wish)
{
  Core *self = sound->core;
  g_mutex_lock (&self->lock);
  self->wish = *wish;
  self->generation++;
  self->heard_us = 0;
  g_mutex_unlock (&self->lock);
  if (!sound->has_thread)
    g_thread_unref (g_thread_new ("plumb-sound", run_thread, g_atomic_rc_box_acquire (self)));
  sound->has_thread = TRUE;
  attach (self, wake_cb, self);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
plumb_sound_finalize (GObject *object)
{
  PlumbSound *self = PLUMB_SOUND (object);
  g_weak_ref_set (&self->core->sound, NULL);
  if (self->has_thread)
    attach (self->core, quit_cb, self->core->loop);
  release_core (self->core);
  G_OBJECT_CLASS (plumb_sound_parent_class)->finalize (object);
}

static void
plumb_sound_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_int (value, plumb_sound_state (PLUMB_SOUND (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plumb_sound_class_init (PlumbSoundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  object_class->finalize = plumb_sound_finalize;
  object_class->get_property = plumb_sound_get_property;

  properties[PROP_STATE] =
      g_param_spec_int ("state", NULL, NULL, PLUMB_SOUND_UNKNOWN, PLUMB_SOUND_NO_DEVICE,
                        PLUMB_SOUND_UNKNOWN,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
plumb_sound_init (PlumbSound *self)
{
  self->core = g_atomic_rc_box_new0 (Core);
  g_mutex_init (&self->core->lock);
  g_weak_ref_init (&self->core->sound, self);
  self->core->context = g_main_context_new ();
  self->core->loop = g_main_loop_new (self->core->context, FALSE);
  self->core->maker = g_main_context_ref_thread_default ();
  self->core->lead_us = LEAD_US;
}

PlumbSound *
plumb_sound_new (const char        *path,
                 PlumbSoundSinkFunc make_sink,
                 gpointer           user_data)
{
  g_return_val_if_fail (path != NULL, NULL);
  PlumbSound *self = g_object_new (PLUMB_TYPE_SOUND, NULL);
  self->core->path = g_canonicalize_filename (path, NULL);
  self->core->make_sink = make_sink;
  self->core->user_data = user_data;
  return self;
}

PlumbSoundState
plumb_sound_state (PlumbSound *self)
{
  g_return_val_if_fail (PLUMB_IS_SOUND (self), PLUMB_SOUND_UNKNOWN);
  g_mutex_lock (&self->core->lock);
  PlumbSoundState state = self->core->state;
  g_mutex_unlock (&self->core->lock);
  return state;
}

void
plumb_sound_play (PlumbSound *self,
                  gint64      media_ns,
                  gint64      at_us,
                  double      rate,
                  gint64      first_ns,
                  gint64      last_ns)
{
  g_return_if_fail (PLUMB_IS_SOUND (self));
  g_return_if_fail (isfinite (rate));
  make_wish (self, &(Wish) { TRUE, media_ns, at_us, rate, first_ns, last_ns });
}

void
plumb_sound_stop (PlumbSound *self)
{
  g_return_if_fail (PLUMB_IS_SOUND (self));
  if (self->has_thread)
    make_wish (self, &(Wish) { .first_ns = -1, .last_ns = -1 });
}

gboolean
plumb_sound_position (PlumbSound *self,
                      gint64     *media_ns)
{
  g_return_val_if_fail (PLUMB_IS_SOUND (self), FALSE);
  Core *core = self->core;
  g_mutex_lock (&core->lock);
  gint64   passed_us = g_get_monotonic_time () - core->heard_us;
  gboolean heard = core->heard_us > 0;
  if (heard)
    *media_ns = core->heard_ns + (gint64) llround (core->heard_rate * 1000.0 * (double) passed_us);
  g_mutex_unlock (&core->lock);
  return heard;
}
