/* bench-engine [FILE…]: how quick the engine is, as a table, with recordings
 * drawn for it or with these. Nothing is judged by it: a figure that is missed is
 * marked, and what limits it stands below.
 *
 * bench-engine --short FILE…: only what takes a few seconds.
 *
 * bench-engine --only=PART FILE…: steps, seeks, held, back, drag or play.
 *
 * bench-engine --make: only makes the recordings.
 *
 * bench-engine --memory FILE: uses it in every way and prints the most memory
 * that was resident, for the table in another process.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gst/gst.h>
#include <stdio.h>
#include <string.h>

#include "bench-clips.h"
#include "bench-memory.h"
#include "clip.h"
#include "engine-bench.h"
#include "frame-index-private.h"
#include "index-cache.h"
#include "mpv-seek.h"

#define VIEW_WIDTH_PX 1280
#define VIEW_HEIGHT_PX 720
#define N_OPENS 3
#define MIB (1024.0 * 1024.0)

/* What mpv says of a recording; 0 = it is not installed. */
typedef struct
{
  double seek_ms; /* median */
  double load_ms;
} MpvTimes;

static const struct
{
  const char     *name;
  PlumbBenchParts part;
} part_names[] = {
  { "steps", PLUMB_BENCH_STEPS }, { "seeks", PLUMB_BENCH_SEEKS }, { "held", PLUMB_BENCH_HELD },
  { "back", PLUMB_BENCH_BACK },   { "drag", PLUMB_BENCH_DRAG },   { "play", PLUMB_BENCH_PLAY },
};

static gint64 number_period;

static gint64
read_number_cb (PlumbFrame *frame)
{
  gsize         size;
  const guint8 *pixels = g_bytes_get_data (frame->pixels, &size);
  gint64 number = plumb_barcode_read (pixels, frame->width_px, frame->height_px, frame->stride);
  if (number_period > 0 && number == frame->frame % number_period)
    return frame->frame;
  return number;
}

static void
print_head (const char *name)
{
  printf ("\n%s\n", name);
  printf ("  %-42s %-18s %-24s %-14s\n", "figure", "to reach", "measured", "mpv");
  fflush (stdout);
}

/* `is_met` negative: there is nothing to reach. */
static void
print_row (const char *figure,
           const char *target,
           const char *measured,
           const char *mpv,
           int         is_met)
{
  printf ("  %-42s %-18s %-24s %-14s%s\n", figure, target, measured, mpv,
          is_met == 0 ? " MISSED" : "");
  fflush (stdout);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* The frames that the engine was asked for, and when they are shown. mpv counts
 * from the first frame, and takes a time in a frame for that frame. */
static GArray *
list_seek_times (PlumbFrameIndex *index)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (PLUMB_BENCH_SEEK_SEED);
  gint64            n = plumb_frame_index_n_frames (index);
  GArray           *times_s = g_array_new (FALSE, FALSE, sizeof (double));
  for (int i = 0; i < PLUMB_BENCH_N_SEEKS; i++)
    {
      gint64 frame = g_rand_int_range (random, 0, (gint32) n);
      gint64 ns = plumb_frame_index_pts_ns (index, frame) - plumb_frame_index_pts_ns (index, 0);
      double s = (double) ns / 1e9;
      g_array_append_val (times_s, s);
    }
  return times_s;
}

static MpvTimes
ask_mpv (const char *path)
{
  MpvTimes                times = { 0 };
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, NULL);
  if (engine == NULL)
    return times;
  g_autoptr (GArray) times_s = list_seek_times (plumb_engine_index (engine));
  plumb_engine_close (engine);
  g_autoptr (GArray) ms = mpv_seek_measure (path, times_s, &times.load_ms, NULL);
  if (ms == NULL)
    return (MpvTimes){ 0 };
  g_array_sort (ms, compare_doubles);
  times.seek_ms = g_array_index (ms, double, ms->len / 2);
  return times;
}

static void
first_picture_cb (PlumbEngine *engine,
                  PlumbFrame  *frame,
                  gpointer     user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Milliseconds from the file to its first picture, median of three. */
static double
time_first_picture (const char *path)
{
  double times_ms[N_OPENS];
  for (int i = 0; i < N_OPENS; i++)
    {
      gboolean                there = FALSE;
      gint64                  begin_us = g_get_monotonic_time ();
      g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, NULL);
      if (engine == NULL)
        return 0;
      g_signal_connect (engine, "frame", G_CALLBACK (first_picture_cb), &there);
      plumb_engine_set_view_size (engine, VIEW_WIDTH_PX, VIEW_HEIGHT_PX);
      plumb_engine_request (engine, 0, PLUMB_INTENT_LAND);
      while (!there)
        g_main_context_iteration (NULL, TRUE);
      times_ms[i] = (double) (g_get_monotonic_time () - begin_us) / 1000.0;
      plumb_engine_close (engine);
    }
  qsort (times_ms, N_OPENS, sizeof (double), compare_doubles);
  return times_ms[N_OPENS / 2];
}

static void
print_steps (const PlumbBench *bench)
{
  g_autofree char *cached = g_strdup_printf ("%.2f, %.2f ms", bench->step_cached.median_ms,
                                             bench->step_cached.p95_ms);
  g_autofree char *held = g_strdup_printf ("%u of %u late", bench->held_late, bench->held_steps);
  if (bench->step_cached.worst_ms > 0)
    print_row ("one step, cached: median, 95 %", "<= 1, 4 ms", cached, "",
             bench->step_cached.median_ms <= 1 && bench->step_cached.p95_ms <= 4);
  if (bench->held_steps > 0)
    print_row ("back key held, 60 a second for 2 s", "", held, "", -1);
}

static void
print_seeks (const PlumbBench *bench,
             const MpvTimes   *mpv)
{
  gboolean         spare = bench->spare_pct > 0;
  double           target = spare ? 0.8 : 1.1;
  g_autofree char *wanted = g_strdup_printf ("<= %.2f x limit", target);
  double           median = bench->seek.median_ms / bench->seek_limit_ms;
  g_autofree char *ratio = g_strdup_printf ("%.2f x (%.0f ms)", median, bench->seek.median_ms);
  g_autofree char *each = g_strdup_printf ("%.2f x", bench->seek_ratio);
  g_autofree char *mpv_ms = g_strdup_printf ("%.0f ms", mpv->seek_ms);
  g_autofree char *versus = g_strdup_printf ("%.2f x", bench->seek.median_ms / mpv->seek_ms);
  g_autofree char *whole = g_strdup_printf ("%.2f x", bench->seek.ratio);
  g_autofree char *mean = g_strdup_printf ("%.2f x", bench->seek_mean);
  g_autofree char *left = g_strdup_printf ("%.0f %%", bench->spare_pct);
  print_row ("exact seek, uncached: median", wanted, ratio, mpv->seek_ms > 0 ? mpv_ms : "",
             median <= target);
  if (mpv->seek_ms > 0)
    print_row ("  to mpv's", "<= 1 x", versus, "", bench->seek.median_ms <= mpv->seek_ms);
  print_row ("  median of each to its own limit", "", each, "", -1);
  print_row ("  sum of seeks to sum of limits", "", whole, "", -1);
  print_row ("  to units x mean of a unit", "", mean, "", -1);
  print_row ("  pictures that are no reference", "", left, "", -1);
}

static void
print_first (const char     *path,
             const MpvTimes *mpv)
{
  double           ms = time_first_picture (path);
  g_autofree char *measured = g_strdup_printf ("%.0f ms", ms);
  g_autofree char *theirs = g_strdup_printf ("%.0f ms", mpv->load_ms);
  gboolean         known = mpv->load_ms > 0;
  print_row ("open to first picture", "<= 1.5 x mpv", measured, known ? theirs : "",
             known ? ms <= 1.5 * mpv->load_ms : -1);
}

static void
print_back (const PlumbBench *bench)
{
  g_autofree char *measured = g_strdup_printf ("%.0f ms (%u of %u late)", bench->back_worst_ms,
                                               bench->back_late, bench->back_steps);
  print_row ("300 steps back, 15 a second: worst", "<= 100 ms", measured, "",
             bench->back_late == 0);
  if (bench->back_coarse > 0)
    print_row ("  not at full size after 300 ms", "0", "some", "", 0);
}

static void
print_drag (const PlumbBench *bench)
{
  double           bound = MAX (150, bench->drag_limit_ms);
  g_autofree char *shown = g_strdup_printf ("%.0f a second", bench->drag_shown);
  g_autofree char *wrong = g_strdup_printf ("%u", bench->drag_wrong);
  g_autofree char *wanted = g_strdup_printf ("<= %.0f ms", bound);
  g_autofree char *full = g_strdup_printf ("%.0f ms", bench->drag_full_ms);
  print_row ("drag over 60 s in 2 s: different pictures", ">= 25 a second", shown, "",
             bench->drag_shown >= 25);
  print_row ("  wrong ones", "0", wrong, "", bench->drag_wrong == 0);
  print_row ("  full size after it rests", wanted, full, "", bench->drag_full_ms <= bound);
}

static void
print_play (const PlumbBench *bench)
{
  double           pct = 100.0 * (1.0 - (double) bench->play_dropped / MAX (bench->play_due, 1));
  g_autofree char *measured = g_strdup_printf ("%.1f %% of %u", pct, bench->play_due);
  print_row ("playing, frames shown in time", ">= 97 %", measured, "", pct >= 97);
}

static void
print_memory (const char *program,
              const char *path)
{
  g_autofree char *output = NULL;
  const char      *arguments[] = { program, "--memory", path, NULL };
  double           bound = (double) PLUMB_ENGINE_DEFAULT_BUDGET / MIB + 250;
  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                     NULL, NULL))
    return;
  double           mib = g_ascii_strtod (output, NULL);
  g_autofree char *wanted = g_strdup_printf ("<= %.0f MiB", bound);
  g_autofree char *measured = g_strdup_printf ("%.0f MiB", mib);
  print_row ("memory, most that was resident", wanted, measured, "", mib > 0 && mib <= bound);
}

static gboolean
bench_file (const char          *program,
            const char          *name,
            const char          *path,
            PlumbBenchParts      parts,
            PlumbBenchNumberFunc number,
            gboolean             memory)
{
  g_autoptr (GError) error = NULL;
  PlumbBench         bench;
  MpvTimes           mpv = { 0 };
  if (!plumb_engine_bench (path, parts, VIEW_WIDTH_PX, VIEW_HEIGHT_PX, number, &bench, NULL,
                           &error))
    {
      fprintf (stderr, "bench-engine: %s: %s\n", name, error->message);
      return FALSE;
    }
  if ((parts & PLUMB_BENCH_SEEKS) != 0)
    mpv = ask_mpv (path);
  g_autofree char *head = g_strdup_printf ("%s: %" G_GINT64_FORMAT " frames, decoding alone %.1f "
                                           "ms a frame", name, bench.n_frames, bench.limit_ms);
  print_head (head);
  if ((parts & (PLUMB_BENCH_STEPS | PLUMB_BENCH_HELD)) != 0)
    print_steps (&bench);
  if ((parts & PLUMB_BENCH_SEEKS) != 0)
    {
      print_seeks (&bench, &mpv);
      print_first (path, &mpv);
    }
  if ((parts & PLUMB_BENCH_BACK) != 0)
    print_back (&bench);
  if ((parts & PLUMB_BENCH_DRAG) != 0)
    print_drag (&bench);
  if ((parts & PLUMB_BENCH_PLAY) != 0)
    print_play (&bench);
  if (memory)
    print_memory (program, path);
  return TRUE;
}

/* The time the index takes, without and with its file in the cache folder. */
static gboolean
bench_index (const char *path)
{
  g_autoptr (GError) error = NULL;
  double             ms[2] = { 0, 0 };
  for (int stored = 0; stored < 2; stored++)
    {
      PlumbIndexKey          key;
      gint64                 begin_us = g_get_monotonic_time ();
      g_autoptr (PlumbTrack) track =
          stored ? plumb_index_cache_open (path, &key, NULL, NULL, &error)
                 : plumb_track_open (path, NULL, &error);
      g_autoptr (PlumbFrameIndex) index =
          track != NULL ? plumb_frame_index_new (track, &error) : NULL;
      if (index == NULL)
        {
          fprintf (stderr, "bench-engine: %s\n", error->message);
          return FALSE;
        }
      ms[stored] = (double) (g_get_monotonic_time () - begin_us) / 1000.0;
      if (!stored)
        {
          /* The first opening through the cache leaves the file there. */
          g_autoptr (PlumbTrack) first = plumb_index_cache_open (path, &key, NULL, NULL, NULL);
          if (first != NULL && !key.is_stored)
            plumb_index_cache_save (&key, first, NULL, NULL);
        }
    }
  g_autofree char *cold = g_strdup_printf ("%.0f ms", ms[0]);
  g_autofree char *warm = g_strdup_printf ("%.0f ms", ms[1]);
  print_head (bench_clip_name (BENCH_CLIP_TEN_MINUTES));
  print_row ("index, read from the recording", "<= 1500 ms", cold, "", ms[0] <= 1500);
  print_row ("index, from its file", "<= 50 ms", warm, "", ms[1] <= 50);
  return TRUE;
}

static gboolean
bench_drawn (const char *program)
{
  static const struct
  {
    BenchClip       clip;
    PlumbBenchParts parts;
    gboolean        memory;
  } runs[] = {
    { BENCH_CLIP_SHORT_GROUPS,
      PLUMB_BENCH_STEPS | PLUMB_BENCH_HELD | PLUMB_BENCH_SEEKS | PLUMB_BENCH_PLAY, FALSE },
    { BENCH_CLIP_LONG_GROUPS,
      PLUMB_BENCH_STEPS | PLUMB_BENCH_HELD | PLUMB_BENCH_SEEKS | PLUMB_BENCH_BACK, FALSE },
    { BENCH_CLIP_B_FRAMES, PLUMB_BENCH_STEPS | PLUMB_BENCH_HELD | PLUMB_BENCH_SEEKS, FALSE },
    { BENCH_CLIP_MINUTE, PLUMB_BENCH_DRAG, FALSE },
    { BENCH_CLIP_4K, PLUMB_BENCH_STEPS | PLUMB_BENCH_HELD | PLUMB_BENCH_SEEKS, TRUE },
  };
  gboolean done = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char   *path = bench_clip_make (runs[i].clip, &error);
      if (path == NULL)
        {
          fprintf (stderr, "bench-engine: %s: %s\n", bench_clip_name (runs[i].clip),
                   error->message);
          done = FALSE;
          continue;
        }
      number_period = bench_clip_period (runs[i].clip);
      done &= bench_file (program, bench_clip_name (runs[i].clip), path, runs[i].parts,
                          read_number_cb, runs[i].memory);
    }
  g_autofree char *long_clip = bench_clip_make (BENCH_CLIP_TEN_MINUTES, NULL);
  return long_clip != NULL && bench_index (long_clip) && done;
}

/* By the first argument: an option, or all there is. */
static PlumbBenchParts
choose_parts (const char *option)
{
  PlumbBenchParts brief =
      PLUMB_BENCH_STEPS | PLUMB_BENCH_HELD | PLUMB_BENCH_SEEKS | PLUMB_BENCH_PLAY;
  for (gsize i = 0; g_str_has_prefix (option, "--only=") && i < G_N_ELEMENTS (part_names); i++)
    if (g_str_equal (option + strlen ("--only="), part_names[i].name))
      return part_names[i].part;
  return g_str_has_prefix (option, "--") ? brief : brief | PLUMB_BENCH_BACK | PLUMB_BENCH_DRAG;
}

int
main (int   argc,
      char *argv[])
{
  gboolean done = TRUE;
  gst_init (&argc, &argv);
  if (argc == 3 && g_str_equal (argv[1], "--memory"))
    {
      printf ("%.0f\n", bench_memory_use (argv[2]) / MIB);
      return 0;
    }
  if (argc == 2 && g_str_equal (argv[1], "--make"))
    {
      for (int i = 0; i < BENCH_N_CLIPS; i++)
        {
          g_autofree char *path = bench_clip_make (i, NULL);
          done &= path != NULL;
        }
      return done ? 0 : 1;
    }
  if (argc < 2)
    done = bench_drawn (argv[0]);
  gboolean        chosen = argc > 1 && g_str_has_prefix (argv[1], "--");
  PlumbBenchParts parts = argc > 1 ? choose_parts (argv[1]) : 0;
  for (int i = chosen ? 2 : 1; i < argc; i++)
    {
      g_autofree char *name = g_path_get_basename (argv[i]);
      done &= bench_file (argv[0], name, argv[i], parts, NULL, !chosen);
    }
  return done ? 0 : 1;
}
