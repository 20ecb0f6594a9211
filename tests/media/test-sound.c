/* The sound keeps step with the pictures: a clip that ticks every half second is
 * played by the player's clock into a sink that notes when each tick is heard, and
 * that is when the picture's time is a half second too. Without a device, without
 * a track, muted, slow and backwards it is silent, and nobody waits for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <gst/gst.h>

#include "media-clip.h"
#include "player.h"

#define N_FRAMES 120 /* at 30 a second */
#define TICK_NS ((gint64) GST_SECOND / 2)
#define SAMPLES_PER_MS 8
#define LOUD 3000
/* A tick begins when it is loud after so long a silence. */
#define SILENCE_US (60 * 1000)
/* A third of what people notice; a picture lasts 33. */
#define MAX_APART_MS 25.0

static char *clip, *silent_clip, *short_clip, *folder;

typedef struct
{
  GMutex lock;
  GArray *ticks;   /* of gint64: when they were heard, monotonic, µs */
  gint64  loud_us; /* when it was loud last */
  guint   n_buffers;
} Ear;

static Ear ear;

static void
hear_cb (GstElement *sink,
         GstBuffer  *buffer,
         GstPad     *pad,
         gpointer    user_data)
{
  gint64     now_us = g_get_monotonic_time ();
  GstMapInfo map;
  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  const gint16 *samples = (const gint16 *) map.data;
  g_mutex_lock (&ear.lock);
  ear.n_buffers++;
  for (gsize i = 0; i < map.size / sizeof *samples; i++)
    {
      gint64 at_us = now_us + (gint64) (i * 1000 / SAMPLES_PER_MS);
      if (ABS (samples[i]) < LOUD)
        continue;
      if (at_us - ear.loud_us > SILENCE_US)
        g_array_append_val (ear.ticks, at_us);
      ear.loud_us = at_us;
    }
  g_mutex_unlock (&ear.lock);
  gst_buffer_unmap (buffer, &map);
}

static gpointer
make_ear (gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GstElement *bin = gst_parse_bin_from_description (
      "audioconvert ! audioresample ! audio/x-raw,format=S16LE,channels=1,rate=8000 ! "
      "fakesink name=ear sync=true signal-handoffs=true",
      TRUE, &error);
  g_assert_no_error (error);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (bin), "ear");
  g_signal_connect (sink, "handoff", G_CALLBACK (hear_cb), NULL);
  return bin;
}

static guint
take_buffers (void)
{
  g_mutex_lock (&ear.lock);
  guint n = ear.n_buffers;
  ear.n_buffers = 0;
  g_array_set_size (ear.ticks, 0);
  ear.loud_us = 0;
  g_mutex_unlock (&ear.lock);
  return n;
}

typedef struct
{
  PlumbEngine *engine;
  PlumbPlayer *player;
  PlumbSound  *sound;
  GArray      *at_us;    /* of gint64: ticks of the player, … */
  GArray      *media_ns; /* … and the media time of each */
} Fixture;

static void
open_clip (Fixture           *fixture,
           const char        *path,
           PlumbSoundSinkFunc make_sink)
{
  g_autoptr (GError) error = NULL;
  fixture->engine = plumb_engine_open (path, NULL, &error);
  g_assert_no_error (error);
  fixture->player = plumb_player_new (fixture->engine);
  fixture->sound = plumb_sound_new (path, make_sink, NULL);
  plumb_player_set_sound (fixture->player, fixture->sound);
  fixture->at_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->media_ns = g_array_new (FALSE, FALSE, sizeof (gint64));
  take_buffers ();
}

static void
close_clip (Fixture *fixture)
{
  g_array_unref (fixture->at_us);
  g_array_unref (fixture->media_ns);
  g_assert_finalize_object (fixture->player);
  g_assert_finalize_object (fixture->sound);
  g_assert_finalize_object (fixture->engine);
}

static void
play_for (Fixture *fixture,
          gint64   frame,
          int      ms)
{
  gint64 until_us = g_get_monotonic_time () + ms * 1000;
  plumb_player_play (fixture->player, g_get_monotonic_time (), frame);
  while (g_get_monotonic_time () < until_us)
    {
      gint64 now_us = g_get_monotonic_time ();
      plumb_player_tick (fixture->player, now_us);
      gint64 media_ns = plumb_player_media_ns (fixture->player);
      g_array_append_val (fixture->at_us, now_us);
      g_array_append_val (fixture->media_ns, media_ns);
      media_clip_run (5);
    }
  plumb_player_pause (fixture->player);
}

/* The picture's media time at a monotonic time. */
static double
find_media_ms (Fixture *fixture,
               double   rate,
               gint64   at_us)
{
  guint i = 0;
  while (i + 1 < fixture->at_us->len && g_array_index (fixture->at_us, gint64, i + 1) <= at_us)
    i++;
  return (double) g_array_index (fixture->media_ns, gint64, i) / 1e6
         + rate * (double) (at_us - g_array_index (fixture->at_us, gint64, i)) / 1e3;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return x < y ? -1 : x > y;
}

/* How far ticks and half seconds of the picture are apart, in the middle of all:
 * on a busy machine a single one may be late. */
static void
expect_step (Fixture *fixture,
             double   rate,
             guint    n_ticks)
{
  g_autoptr (GArray) apart = g_array_new (FALSE, FALSE, sizeof (double));
  g_mutex_lock (&ear.lock);
  for (guint i = 0; i < ear.ticks->len; i++)
    {
      gint64 at_us = g_array_index (ear.ticks, gint64, i);
      double media_ms = find_media_ms (fixture, rate, at_us);
      double ticks = media_ms * 1e6 / (double) TICK_NS;
      double away = ABS (ticks - (double) (gint64) (ticks + 0.5)) * (double) TICK_NS / 1e6;
      g_test_message ("tick heard at %.1f ms of the picture", media_ms);
      g_array_append_val (apart, away);
    }
  g_mutex_unlock (&ear.lock);
  g_assert_cmpuint (apart->len, >=, n_ticks);
  g_array_sort (apart, compare);
  double median_ms = g_array_index (apart, double, apart->len / 2);
  g_test_message ("%g: %u ticks, %.1f ms apart", rate, apart->len, median_ms);
  g_assert_cmpfloat (median_ms, <, MAX_APART_MS);
}

static void
test_step (gconstpointer data)
{
  double  rate = *(const double *) data;
  Fixture fixture;
  open_clip (&fixture, clip, make_ear);
  plumb_player_set_rate (fixture.player, rate, g_get_monotonic_time ());
  play_for (&fixture, 8, (int) (1900 / rate));
  g_assert_cmpint (plumb_sound_state (fixture.sound), ==, PLUMB_SOUND_READY);
  expect_step (&fixture, rate, 2);
  close_clip (&fixture);
}

/* Frames 12 to 38, both included, are 0.9 s with two ticks in them: four rounds. */
static void
test_loop (void)
{
  Fixture fixture;
  open_clip (&fixture, clip, make_ear);
  plumb_player_set_loop (fixture.player, 12, 38);
  play_for (&fixture, 12, 3600);
  expect_step (&fixture, 1.0, 6);
  close_clip (&fixture);
}

/* Changed while it plays, and sought. */
static void
test_course (void)
{
  Fixture fixture;
  open_clip (&fixture, clip, make_ear);
  play_for (&fixture, 5, 400);
  plumb_player_set_rate (fixture.player, 2.0, g_get_monotonic_time ());
  play_for (&fixture, 50, 700);
  plumb_player_set_rate (fixture.player, 1.0, g_get_monotonic_time ());
  take_buffers ();
  play_for (&fixture, 20, 1200);
  expect_step (&fixture, 1.0, 1);
  close_clip (&fixture);
}

static void
test_silence (void)
{
  Fixture fixture;
  open_clip (&fixture, clip, make_ear);
  plumb_player_set_rate (fixture.player, 0.25, g_get_monotonic_time ());
  play_for (&fixture, 0, 400);
  plumb_player_set_rate (fixture.player, -1.0, g_get_monotonic_time ());
  play_for (&fixture, 60, 400);
  plumb_player_set_rate (fixture.player, 1.0, g_get_monotonic_time ());
  plumb_player_set_muted (fixture.player, TRUE);
  play_for (&fixture, 0, 400);
  g_assert_cmpuint (take_buffers (), ==, 0);
  g_assert_cmpint (plumb_sound_state (fixture.sound), ==, PLUMB_SOUND_UNKNOWN);
  plumb_player_set_muted (fixture.player, FALSE);
  play_for (&fixture, 0, 800);
  g_assert_cmpuint (take_buffers (), >, 5);
  media_clip_run (200);
  take_buffers ();
  media_clip_run (300);
  g_assert_cmpuint (take_buffers (), ==, 0);
  close_clip (&fixture);
}

static void
test_no_track (void)
{
  Fixture fixture;
  open_clip (&fixture, silent_clip, make_ear);
  play_for (&fixture, 0, 600);
  g_assert_cmpint (plumb_sound_state (fixture.sound), ==, PLUMB_SOUND_NO_TRACK);
  g_assert_cmpint (plumb_engine_requested (fixture.engine), >, 10);
  close_clip (&fixture);
}

/* Sound that is over after half a second of four: the picture goes on by its own
 * clock, never back and never far from the time of the wall. */
static void
test_short (void)
{
  Fixture fixture;
  open_clip (&fixture, short_clip, make_ear);
  play_for (&fixture, 0, 1600);
  gint64 last_ns = 0;
  for (guint i = 0; i < fixture.media_ns->len; i++)
    {
      gint64 media_ns = g_array_index (fixture.media_ns, gint64, i);
      gint64 wall_ns = (g_array_index (fixture.at_us, gint64, i) -
                        g_array_index (fixture.at_us, gint64, 0)) * 1000;
      g_assert_cmpint (media_ns, >=, last_ns - GST_MSECOND);
      g_assert_cmpint (ABS (media_ns - wall_ns), <, 250 * GST_MSECOND);
      last_ns = media_ns;
    }
  g_assert_cmpint (plumb_engine_requested (fixture.engine), >, 40);
  close_clip (&fixture);
}

static gpointer
make_nothing (gpointer user_data)
{
  return NULL;
}

static gpointer
make_late (gpointer user_data)
{
  g_usleep (2 * G_USEC_PER_SEC);
  return NULL;
}

static void
test_no_device (void)
{
  Fixture fixture;
  open_clip (&fixture, clip, make_nothing);
  play_for (&fixture, 0, 500);
  g_assert_cmpint (plumb_sound_state (fixture.sound), ==, PLUMB_SOUND_NO_DEVICE);
  g_assert_cmpint (plumb_engine_requested (fixture.engine), >, 10);
  close_clip (&fixture);

  /* One that takes two seconds to say so: neither playing nor letting go waits. */
  open_clip (&fixture, clip, make_late);
  play_for (&fixture, 0, 500);
  g_assert_cmpint (plumb_sound_state (fixture.sound), ==, PLUMB_SOUND_UNKNOWN);
  g_assert_cmpint (plumb_engine_requested (fixture.engine), >, 10);
  gint64 start_us = g_get_monotonic_time ();
  close_clip (&fixture);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, G_USEC_PER_SEC);
  g_usleep (2 * G_USEC_PER_SEC);
}

/* Whatever this computer has. */
static void
test_own_device (void)
{
  Fixture fixture;
  open_clip (&fixture, clip, NULL);
  play_for (&fixture, 0, 800);
  g_assert_cmpint (plumb_engine_requested (fixture.engine), >, 15);
  close_clip (&fixture);
}

/* (transfer full) (nullable) */
static char *
make_clip (const char *file,
           const char *sound)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text = g_strdup_printf (
      "videotestsrc num-buffers=%d ! video/x-raw,width=160,height=90,framerate=30/1 ! "
      "x264enc speed-preset=ultrafast key-int-max=30 ! h264parse ! matroskamux name=mux ! "
      "filesink location=%s %s",
      N_FRAMES, path, sound);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (text, &error);
  if (error != NULL)
    return NULL;
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (
      bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_nonnull (message);
  return GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS ? g_steal_pointer (&path) : NULL;
}

static void
skip_all (void)
{
  g_test_skip ("an encoder of GStreamer is missing");
}

int
main (int   argc,
      char *argv[])
{
  static const double rates[] = { 1.0, 0.5, 2.0 };
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("plumb-sound-XXXXXX", NULL);
  ear.ticks = g_array_new (FALSE, FALSE, sizeof (gint64));
  clip = make_clip ("ticks.mkv", "audiotestsrc wave=ticks tick-interval=500000000 freq=1000 "
                                 "sine-periods-per-tick=30 volume=0.9 samplesperbuffer=22050 "
                                 "num-buffers=8 ! audio/x-raw,rate=44100,channels=1 ! "
                                 "audioconvert ! flacenc ! mux.");
  silent_clip = make_clip ("silent.mkv", "");
  short_clip = make_clip ("short.mkv", "audiotestsrc samplesperbuffer=22050 num-buffers=1 ! "
                                       "audio/x-raw,rate=44100,channels=1 ! audioconvert ! "
                                       "flacenc ! mux.");
  if (clip == NULL || silent_clip == NULL || short_clip == NULL)
    g_test_add_func ("/media/sound/skipped", skip_all);
  else
    {
      g_test_add_data_func ("/media/sound/step", &rates[0], test_step);
      g_test_add_data_func ("/media/sound/step-slow", &rates[1], test_step);
      g_test_add_data_func ("/media/sound/step-fast", &rates[2], test_step);
      g_test_add_func ("/media/sound/loop", test_loop);
      g_test_add_func ("/media/sound/course", test_course);
      g_test_add_func ("/media/sound/silence", test_silence);
      g_test_add_func ("/media/sound/no-track", test_no_track);
      g_test_add_func ("/media/sound/short", test_short);
      g_test_add_func ("/media/sound/no-device", test_no_device);
      g_test_add_func ("/media/sound/own-device", test_own_device);
    }
  int status = g_test_run ();
  if (clip != NULL)
    g_unlink (clip);
  if (silent_clip != NULL)
    g_unlink (silent_clip);
  if (short_clip != NULL)
    g_unlink (short_clip);
  g_rmdir (folder);
  g_array_unref (ear.ticks);
  g_free (clip);
  g_free (silent_clip);
  g_free (short_clip);
  g_free (folder);
  return status;
}
