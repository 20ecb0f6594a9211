/* How long a fix plan takes: ten pages or more with twelve stills of 4K, written
 * in a thread of its own while the main loop runs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdlib.h>

#include <glib/gstdio.h>

#include "sample-report.h"

#define N_STILLS 12
#define N_OWN_LINES 24
#define N_ROUNDS 5
#define WIDTH 3840
#define HEIGHT 2160
#define LIMIT_MS 1500.0

typedef struct
{
  const PlumbReport *report;
  const char        *path;
  GMainLoop         *loop;
  GError            *error;
  gint               per_mille; /* atomic */
} Work;

/* The drawn lifter at 4K, with the noise of a phone's sensor: what is smooth
 * packs too well. */
static cairo_surface_t *
make_picture (guint number)
{
  cairo_surface_t *small = picture_new (number % 2 == 1);
  cairo_surface_t *large = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (large);
  guint32 state = 1 + number;
  cairo_scale (cr, WIDTH / 1920.0, HEIGHT / 1080.0);
  cairo_set_source_surface (cr, small, 0.0, 0.0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (small);
  cairo_surface_flush (large);
  guint8 *pixels = cairo_image_surface_get_data (large);
  gsize n = (gsize) cairo_image_surface_get_stride (large) * HEIGHT;
  for (gsize i = 0; i < n; i++)
    {
      state = state * 1664525u + 1013904223u;
      pixels[i] = (guint8) CLAMP ((int) pixels[i] + (int) (state >> 28) - 8, 0, 255);
    }
  cairo_surface_mark_dirty (large);
  return large;
}

static void
tell_cb (double   fraction,
         gpointer data)
{
  g_atomic_int_set (&((Work *) data)->per_mille, (gint) (fraction * 1000.0));
}

static gpointer
work_cb (gpointer data)
{
  Work *work = data;
  plumb_report_write_pdf (work->report, work->path, NULL, &work->error);
  g_main_loop_quit (work->loop);
  return NULL;
}

/* The longest that the main loop was kept waiting, while its ticks went on. */
typedef struct
{
  gint64 last_us, worst_us;
} Pulse;

static gboolean
pulse_cb (gpointer data)
{
  Pulse *pulse = data;
  gint64 now = g_get_monotonic_time ();
  pulse->worst_us = MAX (pulse->worst_us, now - pulse->last_us);
  pulse->last_us = now;
  return G_SOURCE_CONTINUE;
}

static double
write_once (PlumbReport *report,
            const char  *path,
            double      *worst_ms)
{
  Work work = { report, path, g_main_loop_new (NULL, FALSE), NULL, 0 };
  Pulse pulse = { g_get_monotonic_time (), 0 };
  report->tell = tell_cb;
  report->tell_data = &work;
  gint64 start = g_get_monotonic_time ();
  guint tick = g_timeout_add (4, pulse_cb, &pulse);
  GThread *thread = g_thread_new ("plan", work_cb, &work);
  g_main_loop_run (work.loop);
  gint64 end = g_get_monotonic_time ();
  g_thread_join (thread);
  g_source_remove (tick);
  g_main_loop_unref (work.loop);
  if (work.error != NULL)
    g_error ("%s", work.error->message);
  g_assert (g_atomic_int_get (&work.per_mille) == 1000);
  *worst_ms = MAX (*worst_ms, (double) pulse.worst_us / 1000.0);
  return (double) (end - start) / 1000.0;
}

static void
add_own_lines (PlumbPlan *plan)
{
  for (guint i = 0; i < N_OWN_LINES; i++)
    {
      PlumbPlanLine *line = g_new0 (PlumbPlanLine, 1);
      line->section = PLUMB_PLAN_REFILM;
      line->id = g_strdup ("own");
      line->text = g_strdup ("Slowly down, a pause, and up again with the chest, the same every "
                             "time, until it needs no thought at all.");
      line->because = g_strsplit ("coach", " ", -1);
      g_ptr_array_add (plan->lines, line);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const char *const ids[]
    = { "hips-too-high", "bar-forward", "shoulders-too-far-in-front", "lumbar-rounding",
        "hips-rise-early", "bar-drifts-forward", "slack-not-pulled", "back-rounded-at-set", NULL };
  g_autoptr (SampleReport) sample = sample_report_new (ids);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  g_autofree char *folder = g_dir_make_tmp ("plumb-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "plan.pdf", NULL);
  PlumbStill stills[N_STILLS];
  double best = INFINITY;
  double worst = 0.0;
  double waited = 0.0;
  GStatBuf file;

  for (guint i = 0; i < PICTURE_N_MARKS; i++)
    {
      const PlumbMark *mark = sample->marks[i];
      g_autofree PlumbPoint *points = g_new0 (PlumbPoint, mark->n_points);
      for (guint j = 0; j < mark->n_points; j++)
        points[j] = (PlumbPoint){ 2.0 * mark->points[j].x_px, 2.0 * mark->points[j].y_px };
      g_ptr_array_add (marks, plumb_mark_new (0, 0, mark->kind, mark->landmark, points,
                                              mark->n_points));
    }
  for (guint i = 0; i < N_STILLS; i++)
    stills[i] = (PlumbStill){ .surface = make_picture (i),
                              .frame = 193 + (gint64) i,
                              .pts_ns = 3217000000 + i * 16666667,
                              .moment = i == 0 ? PLUMB_MOMENT_SET : PLUMB_MOMENT_NONE,
                              .marks = (PlumbMark *const *) (gpointer) marks->pdata,
                              .n_marks = marks->len };
  for (guint i = 0; i < sample->report.n_findings; i++)
    sample->findings[i].frame = 193 + (gint64) i;
  add_own_lines (sample->plan);
  sample_report_explain (sample);
  sample->report.stills = stills;
  sample->report.n_stills = N_STILLS;
  g_autoptr (GPtrArray) pages = plumb_report_draw_pages (&sample->report, NULL, NULL);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double took = write_once (&sample->report, path, &waited);
      best = MIN (best, took);
      worst = MAX (worst, took);
    }
  g_stat (path, &file);
  g_print ("fix plan: %u pages, %d stills of %d × %d: %.0f to %.0f ms off the main thread, which "
           "waited %.1f ms at most; %.0f KiB\n",
           pages->len, N_STILLS, WIDTH, HEIGHT, best, worst, waited,
           (double) file.st_size / 1024.0);
  for (guint i = 0; i < N_STILLS; i++)
    cairo_surface_destroy (stills[i].surface);
  g_unlink (path);
  g_rmdir (folder);
  if (best <= LIMIT_MS && pages->len >= 10)
    return EXIT_SUCCESS;
  g_printerr ("bench-plan: ten pages should take %.0f ms at most\n", LIMIT_MS);
  return EXIT_FAILURE;
}
