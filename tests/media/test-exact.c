/* Every kind of recording that phones, cameras and programs write, each picture
 * with its number as a bar code: 200 requests at random, then a long walk of steps,
 * drags, landings, plays and loops as a coach makes them. Never a wrong picture.
 *
 * Whole with "-m slow"; every so many kinds, and shorter, in the everyday suite.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>
#include <string.h>

#include "media-clip.h"
#include "player.h"

#define N_FRAMES 96
#define N_RANDOM 200
/* A picture smaller than this has a bar code too small to be read. */
#define READABLE_PX 160
/* Everyday: one kind in so many, so that each column below comes up. */
#define EVERYDAY_STRIDE 37
#define TINY_CACHE (6 * 320 * 180 * 3 / 2)

typedef struct
{
  const char *name;
  int         gop, b_frames;
  gboolean    open_gop, b_pyramid, intra_refresh;
  gboolean    for_vpx;
} Gop;

static const Gop gops[] = {
  { .name = "closed", .gop = 12, .b_frames = 2, .for_vpx = TRUE },
  { .name = "open", .gop = 12, .b_frames = 3, .open_gop = TRUE },
  { .name = "one-key", .gop = 5000, .b_frames = 2, .for_vpx = TRUE },
  { .name = "intra-refresh", .gop = 16, .intra_refresh = TRUE },
  { .name = "pyramid", .gop = 32, .b_frames = 5, .b_pyramid = TRUE, .open_gop = TRUE },
  { .name = "no-b", .gop = 15, .for_vpx = TRUE },
};

static const struct
{
  const char    *name;
  PlumbClipCodec codec;
  gboolean       ten_bit;
  const char    *containers[6];
} codecs[] = {
  { "h264", PLUMB_CLIP_CODEC_H264, FALSE, { "mp4", "mov", "mkv", "ts", "fragmented.mp4" } },
  { "hevc", PLUMB_CLIP_CODEC_H265, FALSE, { "mp4", "mov", "mkv", "ts", "fragmented.mp4" } },
  { "hevc-10", PLUMB_CLIP_CODEC_H265, TRUE, { "mp4", "mov", "mkv", "ts", "fragmented.mp4" } },
  { "vp8", PLUMB_CLIP_CODEC_VP8, FALSE, { "webm", "mkv" } },
  { "vp9", PLUMB_CLIP_CODEC_VP9, FALSE, { "webm", "mkv", "mp4" } },
};

static const struct
{
  const char *name;
  int         fps_n, fps_d;
  double      jitter;
} rates[] = {
  { "29.97", 30000, 1001, 0 }, { "60", 60, 1, 0 }, { "240", 240, 1, 0 }, { "vfr", 30, 1, 4 },
};

typedef struct
{
  guint codec, gop, rate, container;
  int   rotation_deg;
  char *name; /* owned */
} Kind;

static void
free_kind (gpointer data)
{
  Kind *kind = data;
  g_free (kind->name);
  g_free (kind);
}

/* (transfer full) All of them; rotations take turns where the container has one. */
static GPtrArray *
list_kinds (void)
{
  GPtrArray *kinds = g_ptr_array_new_with_free_func (free_kind);
  guint      n = 0;
  for (guint c = 0; c < G_N_ELEMENTS (codecs); c++)
    for (guint g = 0; g < G_N_ELEMENTS (gops); g++)
      for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
        for (guint k = 0; codecs[c].containers[k] != NULL; k++)
          {
            const char *container = codecs[c].containers[k];
            gboolean    turns = g_str_equal (container, "mp4") || g_str_equal (container, "mov");
            gboolean    vpx = codecs[c].codec == PLUMB_CLIP_CODEC_VP8 ||
                           codecs[c].codec == PLUMB_CLIP_CODEC_VP9;
            if (vpx && !gops[g].for_vpx)
              continue;
            Kind *kind = g_new0 (Kind, 1);
            *kind = (Kind){ c, g, r, k, turns ? (int) (n++ % 4) * 90 : 0, NULL };
            kind->name = g_strdup_printf ("%s/%s/%s/%s/%d", codecs[c].name, gops[g].name,
                                          rates[r].name, container, kind->rotation_deg);
            g_ptr_array_add (kinds, kind);
          }
  return kinds;
}

static char *
make_clip (const Kind *kind)
{
  const char      *container = codecs[kind->codec].containers[kind->container];
  g_autofree char *file = g_strdelimit (g_strdup (kind->name), "/", '-');
  g_autofree char *named = g_strconcat (file, ".", container, NULL);
  PlumbClipOptions options;
  media_clip_options_init (&options, N_FRAMES);
  options.codec = codecs[kind->codec].codec;
  options.ten_bit = codecs[kind->codec].ten_bit;
  options.gop = gops[kind->gop].gop;
  options.b_frames = gops[kind->gop].b_frames;
  options.open_gop = gops[kind->gop].open_gop;
  options.b_pyramid = gops[kind->gop].b_pyramid;
  options.intra_refresh = gops[kind->gop].intra_refresh;
  options.fps_n = rates[kind->rate].fps_n;
  options.fps_d = rates[kind->rate].fps_d;
  options.jitter = rates[kind->rate].jitter;
  options.rotation_deg = kind->rotation_deg;
  options.fragmented = g_str_has_prefix (container, "fragmented");
  return media_clip_make (&options, named);
}

static void
check_random (PlumbEngine *engine,
              guint        n_random)
{
  plumb_engine_set_cache_budget (engine, TINY_CACHE);
  for (guint i = 0; i < n_random; i++)
    {
      gint64 wanted = i == 0 ? 0 : i == 1 ? N_FRAMES - 1 : g_test_rand_int_range (0, N_FRAMES);
      g_autoptr (GError)     error = NULL;
      g_autoptr (PlumbFrame) frame = plumb_engine_get_frame (engine, wanted, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (frame->frame, ==, wanted);
      g_assert_cmpint (media_clip_number (frame), ==, wanted);
    }
}

/* What is on the screen while somebody walks about in the recording. */
typedef struct
{
  PlumbEngine *engine;
  PlumbPlayer *player;
  gint64       shown; /* number of the last picture */
  gint64       wanted;
  gint64       now_us;
  gboolean     rests;
  guint        n_pictures;
} Walk;

static void
frame_cb (PlumbEngine *engine,
          PlumbFrame  *frame,
          Walk        *walk)
{
  if (frame->width_px >= READABLE_PX)
    g_assert_cmpint (media_clip_number (frame), ==, frame->frame);
  walk->shown = frame->frame;
  walk->n_pictures++;
  walk->rests = frame->frame == walk->wanted;
}

static void
failed_cb (PlumbEngine *engine,
           gint64       frame,
           GError      *error,
           Walk        *walk)
{
  g_error ("frame %d: %s", (int) frame, error->message);
}

static void
request (Walk       *walk,
         gint64      frame,
         PlumbIntent intent)
{
  walk->wanted = CLAMP (frame, 0, N_FRAMES - 1);
  walk->rests = walk->shown == walk->wanted;
  plumb_engine_request (walk->engine, frame, intent);
}

/* Steps as they come from a key held down: pictures may be left out, but it ends
 * where it was let go. */
static void
walk_steps (Walk *walk)
{
  int direction = g_test_rand_bit () ? 1 : -1;
  int n = g_test_rand_int_range (1, 20);
  for (int i = 0; i < n; i++)
    {
      request (walk, plumb_engine_requested (walk->engine) + direction, PLUMB_INTENT_STEP);
      if (g_test_rand_bit ())
        media_clip_run ((guint) g_test_rand_int_range (0, 8));
    }
}

static void
walk_drag (Walk *walk)
{
  int n = g_test_rand_int_range (2, 15);
  for (int i = 0; i < n; i++)
    {
      request (walk, g_test_rand_int_range (0, N_FRAMES), PLUMB_INTENT_SCRUB);
      media_clip_run ((guint) g_test_rand_int_range (0, 12));
    }
  request (walk, walk->wanted, PLUMB_INTENT_LAND);
}

/* Plays for a while by a clock of its own, half of the times round a loop. */
static void
walk_play (Walk *walk)
{
  static const double speeds[] = { 0.25, 1, 2, -0.5, -1 };
  gint64              first = g_test_rand_int_range (0, N_FRAMES - 10);
  gboolean            loops = g_test_rand_bit ();
  plumb_player_set_loop (walk->player, loops ? first : -1, loops ? first + 9 : -1);
  plumb_engine_set_loop (walk->engine, loops ? first : -1, loops ? first + 9 : -1);
  plumb_player_set_rate (walk->player,
                         speeds[g_test_rand_int_range (0, G_N_ELEMENTS (speeds))], walk->now_us);
  plumb_player_play (walk->player, walk->now_us, plumb_engine_requested (walk->engine));
  for (int i = 0; i < 25; i++)
    {
      walk->now_us += 16667;
      walk->wanted = plumb_player_tick (walk->player, walk->now_us);
      media_clip_run ((guint) g_test_rand_int_range (0, 6));
    }
  plumb_player_pause (walk->player);
  plumb_player_set_loop (walk->player, -1, -1);
  plumb_engine_set_loop (walk->engine, -1, -1);
  request (walk, plumb_engine_requested (walk->engine), PLUMB_INTENT_LAND);
}

static void
check_walk (PlumbEngine *engine,
            guint        n_legs)
{
  static const int sizes[][2] = { { 0, 0 }, { 240, 135 }, { 320, 180 }, { 160, 90 } };
  static const gsize budgets[] = { TINY_CACHE, 60 * 320 * 180 * 3 / 2, 64 * 1024 * 1024 };
  Walk             walk = { .engine = engine, .shown = -1, .wanted = -1, .now_us = 1000000 };
  walk.player = plumb_player_new (engine);
  g_signal_connect (engine, "frame", G_CALLBACK (frame_cb), &walk);
  g_signal_connect (engine, "failed", G_CALLBACK (failed_cb), &walk);
  request (&walk, 0, PLUMB_INTENT_LAND);
  for (guint leg = 0; leg < n_legs; leg++)
    {
      int size = g_test_rand_int_range (0, G_N_ELEMENTS (sizes));
      if (leg % 7 == 0)
        plumb_engine_set_cache_budget (engine,
                                       budgets[g_test_rand_int_range (0, G_N_ELEMENTS (budgets))]);
      if (leg % 5 == 0)
        plumb_engine_set_view_size (engine, sizes[size][0], sizes[size][1]);
      switch (g_test_rand_int_range (0, 5))
        {
        case 0:
        case 1:
          walk_steps (&walk);
          break;
        case 2:
          walk_drag (&walk);
          break;
        case 3:
          walk_play (&walk);
          break;
        default:
          request (&walk, g_test_rand_int_range (0, N_FRAMES), PLUMB_INTENT_LAND);
          break;
        }
      g_assert_true (media_clip_wait (&walk.rests));
      g_assert_cmpint (walk.shown, ==, walk.wanted);
    }
  g_assert_cmpuint (walk.n_pictures, >, n_legs / 2);
  g_signal_handlers_disconnect_by_data (engine, &walk);
  g_object_unref (walk.player);
}

static void
test_kind (gconstpointer data)
{
  const Kind        *kind = data;
  g_autofree char   *path = make_clip (kind);
  g_autoptr (GError) error = NULL;
  if (path == NULL)
    return;
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, &error);
  g_assert_no_error (error);
  PlumbFrameIndex *index = plumb_engine_index (engine);
  g_assert_cmpint (plumb_frame_index_n_frames (index), ==, N_FRAMES);
  g_assert_cmpint (plumb_frame_index_info (index)->rotation_deg, ==, kind->rotation_deg);
  for (gint64 i = 1; i < N_FRAMES; i++)
    g_assert_cmpint (plumb_frame_index_pts_ns (index, i), >,
                     plumb_frame_index_pts_ns (index, i - 1));
  check_random (engine, g_test_slow () ? N_RANDOM : N_RANDOM / 4);
  check_walk (engine, g_test_slow () ? 40 : 12);
  plumb_engine_close (engine);
  media_clip_clean ();
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_autoptr (GPtrArray) kinds = list_kinds ();
  for (guint i = 0; i < kinds->len; i++)
    {
      Kind            *kind = kinds->pdata[i];
      g_autofree char *name = g_strconcat ("/media/exact/", kind->name, NULL);
      if (g_test_slow () || i % EVERYDAY_STRIDE == 0)
        g_test_add_data_func (name, kind, test_kind);
    }
  int status = g_test_run ();
  media_clip_clean ();
  return status;
}
