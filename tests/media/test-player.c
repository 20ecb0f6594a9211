/* The clock of playing, with a frame clock made by hand. The clip has 60 frames
 * at 30 a second: frame n is due from n * 33333.3 µs on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>

#include "media-clip.h"
#include "player.h"

#define N_FRAMES 60
/* When the test's clock begins: any number will do. */
#define EPOCH_US G_GINT64_CONSTANT (5000000)

static char *clip;

typedef struct
{
  PlumbEngine *engine;
  PlumbPlayer *player;
  guint        n_notified;
} Fixture;

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  Fixture *fixture = user_data;
  fixture->n_notified++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  fixture->engine = plumb_engine_open (clip, NULL, &error);
  g_assert_no_error (error);
  fixture->player = plumb_player_new (fixture->engine);
  g_signal_connect (fixture->player, "notify::playing", G_CALLBACK (notify_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->player);
  g_assert_finalize_object (fixture->engine);
}

static void
expect (Fixture *fixture,
        gint64   after_us,
        gint64   frame)
{
  g_assert_cmpint (plumb_player_tick (fixture->player, EPOCH_US + after_us), ==, frame);
}

static void
play (Fixture *fixture,
      gint64   after_us,
      gint64   frame)
{
  plumb_player_play (fixture->player, EPOCH_US + after_us, frame);
}

static void
test_forward (Fixture      *fixture,
              gconstpointer data)
{
  expect (fixture, 0, -1);
  play (fixture, 0, 0);
  g_assert_true (plumb_player_is_playing (fixture->player));
  g_assert_cmpuint (fixture->n_notified, ==, 1);
  expect (fixture, 0, 0);
  expect (fixture, 33000, 0);
  expect (fixture, 34000, 1);
  expect (fixture, 500000, 15);
  expect (fixture, 1000000, 30);
  plumb_player_pause (fixture->player);
  expect (fixture, 1200000, 30);
  play (fixture, 9000000, 30);
  expect (fixture, 9000000, 30);
  expect (fixture, 9034000, 31);
}

static void
test_end (Fixture      *fixture,
          gconstpointer data)
{
  play (fixture, 0, 55);
  expect (fixture, 0, 55);
  expect (fixture, 140000, 59);
  g_assert_true (plumb_player_is_playing (fixture->player));
  expect (fixture, 160000, 59);
  expect (fixture, 170000, 59);
  g_assert_false (plumb_player_is_playing (fixture->player));
  g_assert_cmpuint (fixture->n_notified, ==, 2);
  play (fixture, 200000, 59);
  expect (fixture, 200000, 0);
}

static void
test_rates (Fixture      *fixture,
            gconstpointer data)
{
  plumb_player_set_rate (fixture->player, 0.25, EPOCH_US);
  play (fixture, 0, 0);
  expect (fixture, 0, 0);
  expect (fixture, 500000, 3);
  expect (fixture, 1000000, 7);
  /* A new rate counts from here on: 0.25 s are passed. */
  plumb_player_set_rate (fixture->player, 2.0, EPOCH_US + 1000000);
  expect (fixture, 1000000, 7);
  expect (fixture, 1500000, 37);
  plumb_player_set_rate (fixture->player, 50.0, EPOCH_US + 1500000);
  g_assert_cmpfloat (plumb_player_rate (fixture->player), ==, 2.0);
  plumb_player_set_rate (fixture->player, -0.001, EPOCH_US + 1500000);
  g_assert_cmpfloat (plumb_player_rate (fixture->player), ==, -0.05);
}

static void
test_backward (Fixture      *fixture,
               gconstpointer data)
{
  plumb_player_set_rate (fixture->player, -1.0, EPOCH_US);
  play (fixture, 0, 30);
  expect (fixture, 0, 30);
  expect (fixture, 33000, 30);
  expect (fixture, 34000, 29);
  expect (fixture, 500000, 15);
  expect (fixture, 999000, 1);
  expect (fixture, 1020000, 0);
  g_assert_true (plumb_player_is_playing (fixture->player));
  expect (fixture, 1040000, 0);
  g_assert_false (plumb_player_is_playing (fixture->player));
}

/* Frames 10 to 19, both included, last 333.3 ms. */
static void
test_loop (Fixture      *fixture,
           gconstpointer data)
{
  plumb_player_set_loop (fixture->player, 19, 10);
  play (fixture, 0, 40);
  expect (fixture, 0, 10);
  expect (fixture, 330000, 19);
  expect (fixture, 340000, 10);
  expect (fixture, 660000, 19);
  expect (fixture, 670000, 10);
  plumb_player_set_rate (fixture->player, -1.0, EPOCH_US + 670000);
  expect (fixture, 680000, 19);
  plumb_player_set_loop (fixture->player, -1, -1);
  expect (fixture, 1020000, 9);
}

/* A window that was hidden for a minute goes on where it was. */
static void
test_gap (Fixture      *fixture,
          gconstpointer data)
{
  play (fixture, 0, 0);
  expect (fixture, 0, 0);
  expect (fixture, 100000, 3);
  expect (fixture, 60000000, 3);
  expect (fixture, 60034000, 4);
}

static void
arrived_cb (PlumbEngine *engine,
            PlumbFrame  *frame,
            gint64      *arrived)
{
  *arrived = frame->frame;
}

static void
test_dropped (Fixture      *fixture,
              gconstpointer data)
{
  gint64 arrived = -1;

  play (fixture, 0, 0);
  /* Nothing arrives while the main context does not run. */
  for (int i = 0; i < 10; i++)
    plumb_player_tick (fixture->player, EPOCH_US + i * 33400);
  g_assert_cmpuint (plumb_player_n_dropped (fixture->player), ==, 9);
  plumb_player_pause (fixture->player);
  media_clip_run (200);
  g_signal_connect (fixture->engine, "frame", G_CALLBACK (arrived_cb), &arrived);
  play (fixture, 1000000, 9);
  for (int i = 0; i < 20; i++)
    {
      gint64 frame = plumb_player_tick (fixture->player, EPOCH_US + 1000000 + i * 33400);

      /* The test's clock waits for the picture, however busy the machine is. */
      for (int turns = 0; turns < 500 && arrived != frame; turns++)
        media_clip_run (10);
    }
  g_assert_cmpuint (plumb_player_n_dropped (fixture->player), <=, 1);
}

/* Three of four frames fall between the ticks of a slow screen, round the loop
 * too; a screen that ticks a little early or late loses none of its own rate. */
static void
test_passed_over (Fixture      *fixture,
                  gconstpointer data)
{
  plumb_player_set_loop (fixture->player, 0, 39);
  play (fixture, 0, 0);
  for (int i = 0; i <= 10; i++)
    plumb_player_tick (fixture->player, EPOCH_US + i * 133400);
  g_assert_cmpuint (plumb_player_n_due (fixture->player), ==, 41);
  g_assert_cmpuint (plumb_player_n_dropped (fixture->player), >=, 30);
}

static void
test_jitter (Fixture      *fixture,
             gconstpointer data)
{
  static const int late_us[] = { 0, 3000, -4000, 2000, -2500, 5000, -5000, 0 };
  plumb_player_set_refresh (fixture->player, 33333);
  play (fixture, 0, 0);
  for (int i = 0; i < 50; i++)
    expect (fixture, i * 33333 + late_us[i % 8], i);
  g_assert_cmpuint (plumb_player_n_due (fixture->player), ==, 50);
  plumb_player_set_rate (fixture->player, -1.0, EPOCH_US + 50 * 33333 + 12000);
  for (int i = 0; i < 40; i++)
    expect (fixture, (50 + i) * 33333 + 12000 + late_us[i % 8], 49 - i);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  PlumbClipOptions options;
  media_clip_options_init (&options, N_FRAMES);
  clip = media_clip_make (&options, "player.mp4");
  static const struct
  {
    const char *name;
    void (*run) (Fixture *, gconstpointer);
  } cases[] = {
    { "/media/player/forward", test_forward }, { "/media/player/end", test_end },
    { "/media/player/rates", test_rates },     { "/media/player/backward", test_backward },
    { "/media/player/loop", test_loop },       { "/media/player/gap", test_gap },
    { "/media/player/dropped", test_dropped },
    { "/media/player/passed-over", test_passed_over }, { "/media/player/jitter", test_jitter },
  };
  for (gsize i = 0; clip != NULL && i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].name, Fixture, NULL, set_up, cases[i].run, tear_down);
  int status = g_test_run ();
  media_clip_clean ();
  g_free (clip);
  return status;
}
