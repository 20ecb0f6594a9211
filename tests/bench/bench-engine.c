/* bench-engine [FILE…]: how quick the engine is, as a table, with recordings
 * drawn for it or with these. Nothing is judged by it: a figure that is missed is
 * marked, and what limits it stands below.
 *
 * bench-engine --short FILE…: only what takes a few seconds.
 *
 * bench-engine --only=PART FILE…: steps, seeks, held, back, drag, play, index or
 * memory.
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
#include "bench-seek-rows.h"
#include "bench-table.h"
#include "clip.h"
#include "engine-bench.h"
#include "frame-index-private.h"
#include "index-cache.h"

#define N_SEEKS 15
#define MIB (1024.0 * 1024.0)
/* Ten minutes of 60 a second in 1.5 s. */
#define INDEX_FRAMES 36000
#define INDEX_MS 1500
#define INDEX_CACHED_MS 50

/* Beside those of the engine. */
#define PART_MEMORY (1 << 10)
#define PART_INDEX (1 << 11)

static const struct
{
  const char *name;
  guint       part;
} part_names[] = {
  { "steps", PLUMB_BENCH_STEPS }, { "seeks", PLUMB_BENCH_SEEKS }, { "held", PLUMB_BENCH_HELD },
  { "back", PLUMB_BENCH_BACK },   { "drag", PLUMB_BENCH_DRAG },   { "play", PLUMB_BENCH_PLAY },
  { "index", PART_INDEX },        { "memory", PART_MEMORY },
};

#define PARTS_SHORT                                                                                \
  (PLUMB_BENCH_STEPS | PLUMB_BENCH_HELD | PLUMB_BENCH_SEEKS | PLUMB_BENCH_PLAY | PART_INDEX)
#define PARTS_ALL (PARTS_SHORT | PLUMB_BENCH_BACK | PLUMB_BENCH_DRAG | PART_MEMORY)

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
print_steps (const PlumbBench *bench)
{
  const PlumbBenchTimes *times = &bench->step_cached;
  if (times->worst_ms > 0)
    bench_table_row ("one step, cached: median, 95 %", "<= 1, 4 ms",
                     g_strdup_printf ("%.2f, %.2f ms", times->median_ms, times->p95_ms),
                     times->median_ms <= 1 && times->p95_ms <= 4 ? BENCH_REACHED : BENCH_MISSED);
  if (bench->held_steps > 0)
    bench_table_row ("back key held, 60 a second for 2 s", NULL,
                     g_strdup_printf ("%u of %u late", bench->held_late, bench->held_steps),
                     BENCH_TOLD);
}

static void
print_back (const PlumbBench *bench)
{
  g_autofree char *figure =
      g_strdup_printf ("%u steps back, 15 a second: worst", bench->back_steps);
  bench_table_row (figure, "<= 100 ms",
                   g_strdup_printf ("%.0f ms (%u late)", bench->back_worst_ms, bench->back_late),
                   bench->back_late == 0 ? BENCH_REACHED : BENCH_MISSED);
  bench_table_row ("  not at full size after 300 ms", "0",
                   g_strdup_printf ("%u", bench->back_coarse),
                   bench_no_more (bench->back_coarse, 0));
}

static void
print_drag (const PlumbBench *bench)
{
  double           bound = MAX (150, bench->drag_limit_ms);
  double           most = MIN (25.0, (double) bench->drag_last / 2.0);
  g_autofree char *figure = g_strdup_printf ("drag over %" G_GINT64_FORMAT " frames in 2 s",
                                             bench->drag_last + 1);
  g_autofree char *enough = g_strdup_printf (">= %.0f a second", most);
  g_autofree char *wanted = g_strdup_printf ("<= %.0f ms", bound);
  bench_table_row (figure, enough, g_strdup_printf ("%.0f different pictures", bench->drag_shown),
                   bench->drag_shown >= most ? BENCH_REACHED : BENCH_MISSED);
  bench_table_row ("  wrong ones", "0", g_strdup_printf ("%u", bench->drag_wrong),
                   bench_no_more (bench->drag_wrong, 0));
  bench_table_row ("  full size after it rests", wanted,
                   g_strdup_printf ("%.0f ms; decoding alone %.0f ms", bench->drag_full_ms,
                                    bench->drag_limit_ms),
                   bench_no_more (bench->drag_full_ms, bound));
}

static void
print_play (const PlumbBench *bench)
{
  double pct = 100.0 * (1.0 - (double) bench->play_dropped / MAX (bench->play_due, 1));
  bench_table_row ("playing, frames ready in time", ">= 97 %",
                   g_strdup_printf ("%.1f %% of %u", pct, bench->play_due),
                   pct >= 97 ? BENCH_REACHED : BENCH_MISSED);
  if (pct < 97)
    bench_table_note ("decoding alone takes %.1f ms a frame", bench->limit_ms);
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
  bench_table_row ("memory, most that was resident", wanted, g_strdup_printf ("%.0f MiB", mib),
                   mib > 0 && mib <= bound ? BENCH_REACHED : BENCH_MISSED);
}

/* (transfer full) (nullable) The time from the file to its index. */
static PlumbFrameIndex *
time_index (const char *path,
            gboolean    stored,
            double     *ms)
{
  g_autoptr (GError)     error = NULL;
  PlumbIndexKey          key;
  gint64                 begin_us = g_get_monotonic_time ();
  g_autoptr (PlumbTrack) track = stored ? plumb_index_cache_open (path, &key, NULL, NULL, &error)
                                        : plumb_track_open (path, NULL, &error);
  PlumbFrameIndex *index = track != NULL ? plumb_frame_index_new (track, &error) : NULL;
  *ms = (double) (g_get_monotonic_time () - begin_us) / 1000.0;
  if (index == NULL)
    fprintf (stderr, "bench-engine: %s: %s\n", path, error->message);
  /* The first opening through the cache leaves the file there. */
  else if (stored && !key.is_stored)
    plumb_index_cache_save (&key, track, NULL, NULL);
  return index;
}

/* The time the index takes, without and with its file in the cache folder. */
static gboolean
print_index (const char *path)
{
  double cold_ms, warm_ms;
  g_autoptr (PlumbFrameIndex) cold = time_index (path, FALSE, &cold_ms);
  g_autoptr (PlumbFrameIndex) kept = time_index (path, TRUE, &warm_ms);
  g_autoptr (PlumbFrameIndex) warm = time_index (path, TRUE, &warm_ms);
  if (cold == NULL || kept == NULL || warm == NULL)
    return FALSE;
  gint64           n = plumb_frame_index_n_frames (cold);
  double           bound = INDEX_MS * MAX (1.0, (double) n / INDEX_FRAMES);
  g_autofree char *wanted = g_strdup_printf ("<= %.0f ms", bound);
  bench_table_row ("index, read from the recording", wanted,
                   g_strdup_printf ("%.1f ms, %.0f frames a second", cold_ms,
                                    (double) n * 1000.0 / cold_ms),
                   bench_no_more (cold_ms, bound));
  bench_table_row ("index, from its file", "<= 50 ms", g_strdup_printf ("%.1f ms", warm_ms),
                   bench_no_more (warm_ms, INDEX_CACHED_MS));
  return TRUE;
}

static gboolean
bench_file (const char          *program,
            const char          *name,
            const char          *path,
            guint                parts,
            PlumbBenchNumberFunc number)
{
  g_autoptr (GError) error = NULL;
  PlumbBench         bench;
  gboolean           done = TRUE;
  if (!plumb_engine_bench (path, parts & ~(guint) PLUMB_BENCH_SEEKS, BENCH_VIEW_WIDTH_PX,
                           BENCH_VIEW_HEIGHT_PX, number, &bench, NULL, &error))
    {
      fprintf (stderr, "bench-engine: %s: %s\n", name, error->message);
      return FALSE;
    }
  g_autofree char *head = g_strdup_printf ("%s: %" G_GINT64_FORMAT " frames, decoding alone %.1f "
                                           "ms a frame", name, bench.n_frames, bench.limit_ms);
  bench_table_head (head);
  if ((parts & (PLUMB_BENCH_STEPS | PLUMB_BENCH_HELD)) != 0)
    print_steps (&bench);
  if ((parts & PLUMB_BENCH_SEEKS) != 0)
    done = bench_seek_rows (path, N_SEEKS, bench.spare_pct);
  if ((parts & PLUMB_BENCH_BACK) != 0)
    print_back (&bench);
  if ((parts & PLUMB_BENCH_DRAG) != 0)
    print_drag (&bench);
  if ((parts & PLUMB_BENCH_PLAY) != 0)
    print_play (&bench);
  if ((parts & PART_INDEX) != 0)
    done &= print_index (path);
  if ((parts & PART_MEMORY) != 0)
    print_memory (program, path);
  return done;
}

static gboolean
bench_drawn (const char *program)
{
  static const struct
  {
    BenchClip clip;
    guint     parts;
  } runs[] = {
    { BENCH_CLIP_SHORT_GROUPS, PARTS_SHORT | PLUMB_BENCH_BACK },
    { BENCH_CLIP_LONG_GROUPS, PARTS_SHORT | PLUMB_BENCH_BACK },
    { BENCH_CLIP_4K, PARTS_ALL },
    { BENCH_CLIP_B_FRAMES, PLUMB_BENCH_STEPS | PLUMB_BENCH_SEEKS },
    { BENCH_CLIP_MINUTE, PLUMB_BENCH_DRAG },
    { BENCH_CLIP_TEN_MINUTES, PART_INDEX },
    { BENCH_CLIP_TEN_MINUTES_TS, PART_INDEX },
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
      if (runs[i].parts == PART_INDEX)
        {
          bench_table_head (bench_clip_name (runs[i].clip));
          done &= print_index (path);
          continue;
        }
      number_period = bench_clip_period (runs[i].clip);
      done &= bench_file (program, bench_clip_name (runs[i].clip), path, runs[i].parts,
                          read_number_cb);
    }
  return done;
}

/* By the first argument: an option, or all there is. */
static guint
choose_parts (const char *option)
{
  for (gsize i = 0; g_str_has_prefix (option, "--only=") && i < G_N_ELEMENTS (part_names); i++)
    if (g_str_equal (option + strlen ("--only="), part_names[i].name))
      return part_names[i].part;
  return g_str_has_prefix (option, "--") ? PARTS_SHORT : PARTS_ALL;
}

static gboolean
make_all (void)
{
  gboolean done = TRUE;
  for (int i = 0; i < BENCH_N_CLIPS; i++)
    {
      g_autofree char *path = bench_clip_make (i, NULL);
      done &= path != NULL;
    }
  return done;
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
    return make_all () ? 0 : 1;
  printf ("%u processors; where three values stand, the last two are the least and the most\n"
          "of three blocks, which differ by what else the machine does.\n",
          g_get_num_processors ());
  if (argc < 2)
    done = bench_drawn (argv[0]);
  gboolean chosen = argc > 1 && g_str_has_prefix (argv[1], "--");
  guint    parts = argc > 1 ? choose_parts (argv[1]) : 0;
  for (int i = chosen ? 2 : 1; i < argc; i++)
    {
      g_autofree char *name = g_path_get_basename (argv[i]);
      done &= bench_file (argv[0], name, argv[i], parts, NULL);
    }
  bench_table_sum_up ();
  return done ? 0 : 1;
}
