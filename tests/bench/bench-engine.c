/* bench-engine [FILE…]: how quick the engine is with these recordings, or with
 * a drawn one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <stdio.h>

#include "clip.h"
#include "engine-bench.h"
#include "mpv-seek.h"

#define VIEW_WIDTH_PX 1280
#define VIEW_HEIGHT_PX 720

static void
print_times (const char            *what,
             const PlumbBenchTimes *times)
{
  printf ("  %-28s median %8.2f ms, 95 %% %8.2f ms, worst %8.2f ms", what, times->median_ms,
          times->p95_ms, times->worst_ms);
  if (times->ratio > 0)
    printf (", %5.2f × decoding alone", times->ratio);
  printf ("\n");
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

/* Gates nothing: another program's speed is no fault of ours. */
static void
bench_mpv (const char       *path,
           const PlumbBench *bench)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (PlumbEngine) engine = plumb_engine_open (path, NULL, &error);
  if (engine == NULL)
    return;
  g_autoptr (GArray) times_s = list_seek_times (plumb_engine_index (engine));
  plumb_engine_close (engine);
  g_autoptr (GArray) ms = mpv_seek_measure (path, times_s, &error);
  if (ms == NULL)
    {
      printf ("  %-28s skipped: %s\n", "mpv, the same frames", error->message);
      return;
    }
  g_array_sort (ms, compare_doubles);
  double median = g_array_index (ms, double, ms->len / 2);
  printf ("  %-28s median %8.2f ms, worst %8.2f ms; ours takes %.2f × mpv's median\n",
          "mpv, the same frames", median, g_array_index (ms, double, ms->len - 1),
          bench->seek.median_ms / median);
}

static gboolean
bench_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *name = g_path_get_basename (path);
  PlumbBench         bench;
  if (!plumb_engine_bench (path, VIEW_WIDTH_PX, VIEW_HEIGHT_PX, &bench, NULL, &error))
    {
      fprintf (stderr, "bench-engine: %s: %s\n", name, error->message);
      return FALSE;
    }
  printf ("%s: %" G_GINT64_FORMAT " frames, decoding alone %.2f ms a frame\n", name,
          bench.n_frames, bench.limit_ms);
  printf ("  %-28s %.2f ms; first picture after %.1f ms, %.1f × decoding one\n", "open",
          bench.open_ms, bench.first_ms, bench.first_ms / bench.limit_ms);
  print_times ("step +1", &bench.step_ahead);
  print_times ("step ±1, cached", &bench.step_cached);
  print_times ("any frame, nothing cached", &bench.seek);
  bench_mpv (path, &bench);
  printf ("  %-28s %u of %u late\n", "back key held, 60 a second", bench.held_late,
          bench.held_steps);
  printf ("  %-28s %.1f pictures a second, %.0f frames behind\n", "dragging to and fro",
          bench.scrub_shown, bench.scrub_behind);
  return TRUE;
}

static gboolean
bench_drawn (void)
{
  PlumbClipOptions   options;
  g_autoptr (GError) error = NULL;
  g_autofree char   *folder = g_dir_make_tmp ("plumbline-bench-XXXXXX", &error);
  if (folder == NULL)
    {
      fprintf (stderr, "bench-engine: %s\n", error->message);
      return FALSE;
    }
  g_autofree char *path = g_build_filename (folder, "drawn-1080p60.mp4", NULL);
  plumb_clip_options_init (&options);
  options.width_px = 1920;
  options.height_px = 1080;
  options.fps_n = 60;
  options.n_frames = 360;
  options.gop = 60;
  options.fast = TRUE;
  options.style = PLUMB_CLIP_STYLE_PLAIN;
  options.camera.noise = 3;
  gboolean done = plumb_clip_write (&options, path, NULL, NULL, &error);
  if (done)
    done = bench_file (path);
  else
    fprintf (stderr, "bench-engine: %s\n", error->message);
  g_unlink (path);
  g_rmdir (folder);
  return done;
}

int
main (int   argc,
      char *argv[])
{
  gboolean done = TRUE;
  if (argc < 2)
    done = bench_drawn ();
  for (int i = 1; i < argc; i++)
    done &= bench_file (argv[i]);
  return done ? 0 : 1;
}
