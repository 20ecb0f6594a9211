/* bench-window [FILE…]: how the real window keeps up, on the display it is started
 * on, with these recordings or with two drawn ones: frames shown while playing with
 * marks over them, from a key to its picture, a point that is dragged, and a circle
 * that snaps to the rim of a plate.
 * PLUMBLINE_BENCH_DIR names a folder where the drawn ones are kept for next time;
 * PLUMBLINE_BENCH_ONLY=playing, keys, dragging or rim leaves the others out and
 * PLUMBLINE_BENCH_DRAG_S says how long it is dragged, for a profiler.
 *
 * A frame counts as shown when the window has painted while it was the canvas's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <gdk/x11/gdkx.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "bench-table.h"
#include "canvas-private.h"
#include "clip.h"
#include "resources.h"
#include "review-page-private.h"
#include "rim-fit.h"
#include "window-private.h"

#define PLAY_S 5
#define DRAG_S 4
#define N_STEPS 60
#define N_RIMS 20
#define MOVE_MS 4
#define REST_S 20
#define N_STILL 4
#define DEADLINE_S 60

typedef struct
{
  PlumbWindow     *window;
  PlumbReviewPage *page;
  Display         *display;
  GdkFrameClock   *clock;
  GHashTable      *shown; /* frame numbers, as pointers; NULL = nobody counts */
  gint64           first, last;
  guint            n_paints;
  PlumbPoint       dragged;
  guint            n_dragged;
  guint            n_missed; /* refreshes of the display that passed without a paint */
  gint64           last_us, refresh_us;
  gint64           paint_begin_us, painting_us;
} Bench;

static double
cpu_s (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
before_paint_cb (Bench *bench)
{
  const gint64 now_us = gdk_frame_clock_get_frame_time (bench->clock);

  gdk_frame_clock_get_refresh_info (bench->clock, now_us, &bench->refresh_us, NULL);
  if (bench->last_us > 0 && bench->refresh_us > 0)
    bench->n_missed += (guint) MAX (
        llround ((double) (now_us - bench->last_us) / (double) bench->refresh_us) - 1, 0);
  bench->last_us = now_us;
  bench->paint_begin_us = g_get_monotonic_time ();
}

static void
after_paint_cb (Bench *bench)
{
  const PlumbFrame *picture = bench->page->canvas->picture;
  const PlumbMark *dragged
      = bench->page->canvas->hand != NULL
            ? plumb_hand_moved (bench->page->canvas->hand,
                                plumb_session_selected (bench->page->session))
            : NULL;

  bench->n_paints++;
  bench->painting_us += g_get_monotonic_time () - bench->paint_begin_us;
  if (dragged != NULL
      && (dragged->points[0].x_px != bench->dragged.x_px
          || dragged->points[0].y_px != bench->dragged.y_px))
    {
      bench->dragged = dragged->points[0];
      bench->n_dragged++;
    }
  if (bench->shown == NULL || picture == NULL || !plumb_session_playing (bench->page->session))
    return;
  if (bench->first < 0)
    bench->first = picture->frame;
  bench->last = MAX (bench->last, picture->frame);
  g_hash_table_add (bench->shown, GSIZE_TO_POINTER ((gsize) picture->frame + 1));
}

static gboolean
end_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (guint ms)
{
  gboolean done = FALSE;

  g_timeout_add (ms, end_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* What is read ahead and the thumbnails are done: the coach has looked for a while. */
static void
wait_for_rest (void)
{
  /* On a busy machine a process may be still without being done. */
  for (int i = 0, n_still = 0; i < REST_S * 4 && n_still < N_STILL; i++)
    {
      const double before_s = cpu_s ();

      run_for (250);
      n_still = cpu_s () - before_s < 0.02 ? n_still + 1 : 0;
      if (n_still == N_STILL)
        return;
    }
  printf ("  (still reading after %d s)\n", REST_S);
}

#define wait_until(bench, condition)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const gint64 deadline_us = g_get_monotonic_time () + DEADLINE_S * G_USEC_PER_SEC;              \
    while (!(condition))                                                                           \
      {                                                                                            \
        if (g_get_monotonic_time () > deadline_us)                                                 \
          g_error ("Waited in vain for %s", #condition);                                           \
        g_main_context_iteration (NULL, TRUE);                                                     \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

static gint64
painted_frame (Bench *bench)
{
  return bench->page->canvas->picture != NULL ? bench->page->canvas->picture->frame : -1;
}

static void
bench_playing (Bench *bench)
{
  const guint n_paints = bench->n_paints;
  double cpu, s, pct;
  gint64 start_us, n;

  gtk_widget_activate_action (GTK_WIDGET (bench->page), "review.first", NULL);
  wait_until (bench, painted_frame (bench) == 0);
  run_for (500);
  bench->shown = g_hash_table_new (NULL, NULL);
  bench->first = bench->last = -1;
  bench->painting_us = 0;
  cpu = cpu_s ();
  start_us = g_get_monotonic_time ();
  gtk_widget_activate_action (GTK_WIDGET (bench->page), "review.play", NULL);
  run_for (PLAY_S * 1000);
  gtk_widget_activate_action (GTK_WIDGET (bench->page), "review.play", NULL);
  s = (double) (g_get_monotonic_time () - start_us) / 1e6;
  cpu = cpu_s () - cpu;
  n = bench->last - bench->first + 1;
  pct = 100.0 * g_hash_table_size (bench->shown) / (double) MAX (n, 1);
  bench_table_row ("playing with marks, frames shown", ">= 97 %",
                   g_strdup_printf ("%.1f %% of %d", pct, (int) n),
                   pct >= 97 ? BENCH_REACHED : BENCH_MISSED);
  bench_table_row ("  painting", NULL,
                   g_strdup_printf ("%.1f a second of %.1f ms, %.0f %% of a core",
                                    (bench->n_paints - n_paints) / s,
                                    (double) bench->painting_us / 1e3
                                        / MAX (bench->n_paints - n_paints, 1),
                                    100 * cpu / s),
                   BENCH_TOLD);
  if (pct < 97)
    bench_table_note ("decoding, painting and the display share %u processors",
                      g_get_num_processors ());
  g_clear_pointer (&bench->shown, g_hash_table_unref);
}

static void
press_key (Bench *bench,
           KeySym key)
{
  const KeyCode code = XKeysymToKeycode (bench->display, key);

  XTestFakeKeyEvent (bench->display, code, True, CurrentTime);
  XTestFakeKeyEvent (bench->display, code, False, CurrentTime);
  XFlush (bench->display);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* From the key to the end of the paint that has its frame, and how many refreshes
 * there were meanwhile. */
static void
bench_keys (Bench *bench)
{
  double ms[N_STEPS];
  guint in_two = 0;

  wait_for_rest ();
  for (int i = 0; i < N_STEPS; i++)
    {
      const gint64 wanted = painted_frame (bench) + (i / 10 % 2 == 0 ? 1 : -1);
      const guint n_paints = bench->n_paints;
      const gint64 start_us = g_get_monotonic_time ();
      guint passed;

      press_key (bench, i / 10 % 2 == 0 ? 0xff53 : 0xff51); /* Right, Left */
      wait_until (bench, painted_frame (bench) == wanted && bench->n_paints > n_paints);
      /* The picture came between two paints: the one after has it. */
      ms[i] = (double) (g_get_monotonic_time () - start_us) / 1e3;
      passed = (guint) ceil (ms[i] / (1000.0 / 60));
      in_two += passed <= 2;
      run_for (40);
    }
  qsort (ms, N_STEPS, sizeof *ms, compare_doubles);
  bench_table_row ("key to painted frame, two refreshes for 95 %", "<= 33.3 ms",
                   g_strdup_printf ("median %.1f, 95 %% %.1f, worst %.1f ms", ms[N_STEPS / 2],
                                    ms[N_STEPS * 95 / 100], ms[N_STEPS - 1]),
                   bench_no_more (ms[N_STEPS * 95 / 100], 2000.0 / 60));
  bench_table_row ("  of the keys", NULL,
                   g_strdup_printf ("%u of %d within two refreshes", in_two, N_STEPS), BENCH_TOLD);
}

/* Where a point of the picture is on the screen. */
static void
find_on_screen (Bench     *bench,
                PlumbPoint point,
                int       *x,
                int       *y)
{
  const PlumbPoint at = plumb_canvas_view_to_screen (&bench->page->canvas->view, point);
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (bench->page->canvas));
  Window child;
  double dx, dy, sx, sy;
  int wx, wy;

  gtk_widget_translate_coordinates (GTK_WIDGET (bench->page->canvas), GTK_WIDGET (native),
                                    at.x_px, at.y_px, &dx, &dy);
  gtk_native_get_surface_transform (native, &sx, &sy);
  XTranslateCoordinates (bench->display,
                         gdk_x11_surface_get_xid (gtk_native_get_surface (native)),
                         DefaultRootWindow (bench->display), 0, 0, &wx, &wy, &child);
  *x = (int) lround (dx + sx) + wx;
  *y = (int) lround (dy + sy) + wy;
}

static int
drag_s (void)
{
  const char *text = g_getenv ("PLUMBLINE_BENCH_DRAG_S");

  return text != NULL ? atoi (text) : DRAG_S;
}

/* A hand of its own: one that waited for the paints would move too seldom. */
typedef struct
{
  Display *display; /* its own connection */
  int      x, y;    /* about here */
  int      stop;    /* atomic */
} Mover;

static gpointer
move_thread (gpointer data)
{
  Mover *mover = data;

  for (double angle = 0; !g_atomic_int_get (&mover->stop); angle += 0.05)
    {
      XTestFakeMotionEvent (mover->display, -1, mover->x + (int) (60 * sin (angle)),
                            mover->y + (int) (40 * cos (angle)), CurrentTime);
      XFlush (mover->display);
      g_usleep (MOVE_MS * 1000);
    }
  return NULL;
}

static void
bench_dragging (Bench           *bench,
                const PlumbLift *lift)
{
  PlumbLiftPose pose;
  Mover mover = { .stop = 0 };
  GThread *thread;
  gint64 start_us;
  double s, cpu;
  guint n_paints;

  plumb_review_page_go_to (bench->page, 20);
  wait_until (bench, painted_frame (bench) == 20);
  wait_for_rest ();
  plumb_lift_pose_at (lift, 20, &pose);
  find_on_screen (bench, pose.at_px[PLUMB_LANDMARK_HIP], &mover.x, &mover.y);
  XTestFakeMotionEvent (bench->display, -1, mover.x, mover.y, CurrentTime);
  XTestFakeButtonEvent (bench->display, 1, True, CurrentTime);
  XFlush (bench->display);
  mover.display = XOpenDisplay (NULL);
  thread = g_thread_new ("hand", move_thread, &mover);
  run_for (100);
  bench->n_dragged = bench->n_missed = 0;
  bench->painting_us = 0;
  n_paints = bench->n_paints;
  cpu = cpu_s ();
  start_us = g_get_monotonic_time ();
  run_for ((guint) drag_s () * 1000);
  s = (double) (g_get_monotonic_time () - start_us) / 1e6;
  cpu = cpu_s () - cpu;
  n_paints = bench->n_paints - n_paints;
  g_atomic_int_set (&mover.stop, TRUE);
  g_thread_join (thread);
  XCloseDisplay (mover.display);
  XTestFakeButtonEvent (bench->display, 1, False, CurrentTime);
  XFlush (bench->display);
  run_for (300);
  bench_table_row ("dragging a point", NULL,
                   g_strdup_printf ("%.1f updates a second", bench->n_dragged / s), BENCH_TOLD);
  bench_table_row ("  refreshes missed", NULL,
                   g_strdup_printf ("%u of %.0f", bench->n_missed,
                                    s * 1e6 / (double) MAX (bench->refresh_us, 1)),
                   BENCH_TOLD);
  bench_table_row ("  a paint, an update", NULL,
                   g_strdup_printf ("%.1f ms, %.1f ms of one core",
                                    (double) bench->painting_us / 1e3 / MAX (n_paints, 1),
                                    1e3 * cpu / MAX (bench->n_dragged, 1)),
                   BENCH_TOLD);
}

/* What this thread has had of a processor. */
static double
thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* The rim of the plate, from a circle that is drawn a twentieth of the radius off in
 * place and size, in the picture as filmed; the hand waits for it. */
static void
bench_rim (Bench           *bench,
           const PlumbLift *lift)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbFrame) frame
      = plumb_engine_get_frame (bench->page->engine, 20, NULL, &error);
  double ms[N_RIMS], worst_px = 0, cpu_ms = 0;
  PlumbLiftPose pose;

  if (frame == NULL)
    g_error ("%s", error->message);
  plumb_lift_pose_at (lift, 20, &pose);
  for (int i = 0; i < N_RIMS; i++)
    {
      const PlumbPoint centre = pose.at_px[PLUMB_LANDMARK_BAR];
      const double off = 0.05 * pose.plate_radius_px;
      PlumbRim rim = { { centre.x_px + off * cos (i), centre.y_px + off * sin (i) },
                       pose.plate_radius_px + off * cos (2 * i) };
      const gint64 start_us = g_get_monotonic_time ();
      const double start_cpu_ms = thread_ms ();
      const gboolean found
          = plumb_rim_fit (g_bytes_get_data (frame->pixels, NULL), frame->width_px,
                           frame->height_px, (gsize) frame->stride, &rim);

      ms[i] = (double) (g_get_monotonic_time () - start_us) / 1e3;
      cpu_ms += (thread_ms () - start_cpu_ms) / N_RIMS;
      if (!found)
        bench_table_note ("no rim was found from drawing %d", i);
      else
        worst_px = MAX (worst_px, fabs (rim.radius_px - pose.plate_radius_px));
    }
  qsort (ms, N_RIMS, sizeof *ms, compare_doubles);
  bench_table_row ("a plate's circle snaps to the rim", "<= 5 ms",
                   g_strdup_printf ("median %.1f, worst %.1f, of one core %.1f ms",
                                    ms[N_RIMS / 2], ms[N_RIMS - 1], cpu_ms),
                   bench_no_more (ms[N_RIMS / 2], 5));
  bench_table_row ("  its radius off by", NULL,
                   g_strdup_printf ("at most %.2f of %.0f px", worst_px, pose.plate_radius_px),
                   BENCH_TOLD);
}

static gboolean
add_mark (PlumbReview   *review,
          gint64         frame,
          PlumbMarkKind  kind,
          PlumbLandmark  landmark,
          const PlumbPoint *points,
          guint          n_points,
          GError       **error)
{
  g_autoptr (PlumbMark) mark = plumb_mark_new (0, frame, kind, landmark, points, n_points);

  return plumb_review_add_mark (review, mark, error) != 0;
}

/* Drawings on every frame that is played, and landmarks on one in ten. */
static void
add_marks (PlumbReview     *review,
           const PlumbLift *lift)
{
  static const PlumbLandmark body[]
      = { PLUMB_LANDMARK_HEEL, PLUMB_LANDMARK_TOE,  PLUMB_LANDMARK_KNEE,
          PLUMB_LANDMARK_HIP,  PLUMB_LANDMARK_ACROMION, PLUMB_LANDMARK_BAR };
  g_autoptr (GError) error = NULL;

  plumb_review_begin_group (review);
  for (gint64 frame = 0; frame < plumb_lift_n_frames (lift) && error == NULL; frame++)
    {
      PlumbLiftPose pose;
      const PlumbPoint *at = pose.at_px;
      PlumbPoint leg[3], plate[2];

      plumb_lift_pose_at (lift, frame, &pose);
      leg[0] = at[PLUMB_LANDMARK_ACROMION];
      leg[1] = at[PLUMB_LANDMARK_HIP];
      leg[2] = at[PLUMB_LANDMARK_KNEE];
      plate[0] = at[PLUMB_LANDMARK_BAR];
      plate[1] = (PlumbPoint) { plate[0].x_px + pose.plate_radius_px, plate[0].y_px };
      if (!add_mark (review, frame, PLUMB_MARK_ANGLE, PLUMB_LANDMARK_NONE, leg, 3, &error)
          || !add_mark (review, frame, PLUMB_MARK_LINE, PLUMB_LANDMARK_NONE, leg, 2, &error)
          || !add_mark (review, frame, PLUMB_MARK_LINE, PLUMB_LANDMARK_NONE, plate, 2, &error))
        break;
      for (guint i = 0; i < G_N_ELEMENTS (body) && frame % 10 == 0 && error == NULL; i++)
        add_mark (review, frame, PLUMB_MARK_POINT, body[i], &at[body[i]], 1, &error);
    }
  if (error != NULL || !plumb_review_end_group (review, &error))
    g_error ("%s", error->message);
}

static void
open_recording (Bench           *bench,
                const char      *path,
                const PlumbLift *lift)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbReview) review
      = plumb_library_review_file (bench->window->library, path, 0, &error);

  if (review == NULL)
    g_error ("%s", error->message);
  if (lift != NULL && plumb_review_marks (review)->len == 0)
    add_marks (review, lift);
  plumb_review_page_open (bench->page, review);
  gtk_stack_set_visible_child_name (bench->window->pages, "review");
  wait_until (bench, painted_frame (bench) >= 0);
  wait_for_rest ();
}

static gboolean
is_wanted (const char *what)
{
  const char *only = g_getenv ("PLUMBLINE_BENCH_ONLY");

  return only == NULL || g_str_equal (only, what);
}

static void
bench_recording (Bench           *bench,
                 const char      *path,
                 const PlumbLift *lift)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *head = NULL;

  open_recording (bench, path, lift);
  head = g_strdup_printf ("The window, painted by %s: %s in a canvas of %d x %d",
                          G_OBJECT_TYPE_NAME (
                              gtk_native_get_renderer (GTK_NATIVE (bench->window))),
                          name, gtk_widget_get_width (GTK_WIDGET (bench->page->canvas)),
                          gtk_widget_get_height (GTK_WIDGET (bench->page->canvas)));
  bench_table_head (head);
  if (is_wanted ("playing"))
    bench_playing (bench);
  if (is_wanted ("keys"))
    bench_keys (bench);
  if (lift != NULL && is_wanted ("dragging"))
    bench_dragging (bench, lift);
  if (lift != NULL && is_wanted ("rim"))
    bench_rim (bench, lift);
  fflush (stdout);
}

static void
bench_drawn (Bench      *bench,
             const char *folder,
             const char *file,
             int         height_px,
             int         fps)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLift) lift = NULL;
  PlumbClipOptions options;

  plumb_clip_options_init (&options);
  options.width_px = height_px * 16 / 9;
  options.height_px = height_px;
  options.fps_n = fps;
  options.n_frames = (PLAY_S + 1) * fps;
  options.gop = 30;
  options.fast = TRUE;
  options.style = PLUMB_CLIP_STYLE_PLAIN;
  options.camera.noise = 3;
  lift = plumb_lift_new (&options);
  if (!g_file_test (path, G_FILE_TEST_EXISTS)
      && !plumb_clip_write (&options, path, NULL, NULL, &error))
    g_error ("%s", error->message);
  bench_recording (bench, path, lift);
}

static void
open_window (Bench      *bench,
             const char *folder)
{
  g_autoptr (GApplication) application
      = g_object_new (ADW_TYPE_APPLICATION, "resource-base-path",
                      "/io/github/plumbline/Plumbline", "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_autofree char *data = g_build_filename (folder, "library", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = NULL;

  plumb_register_resource ();
  if (!g_application_register (application, NULL, &error))
    g_error ("%s", error->message);
  library = plumb_library_open (data, &error);
  if (library == NULL)
    g_error ("%s", error->message);
  bench->window = plumb_window_new (ADW_APPLICATION (g_steal_pointer (&application)), library);
  bench->page = bench->window->review_page;
  gtk_window_present (GTK_WINDOW (bench->window));
  wait_until (bench, gtk_widget_get_mapped (GTK_WIDGET (bench->window)));
  bench->clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));
  g_signal_connect_swapped (bench->clock, "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect_swapped (bench->clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
  bench->display = XOpenDisplay (NULL);
  run_for (300);
  XSetInputFocus (
      bench->display,
      gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (bench->window))),
      RevertToParent, CurrentTime);
  XFlush (bench->display);
  run_for (300);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  g_autofree char *remove = NULL;
  const char *kept = g_getenv ("PLUMBLINE_BENCH_DIR");
  Bench bench = { .first = -1, .last = -1 };

  setvbuf (stdout, NULL, _IOLBF, 0);
  if (!gtk_init_check ())
    {
      fprintf (stderr, "bench-window: there is no display\n");
      return 77;
    }
  folder = g_dir_make_tmp ("plumbline-window-XXXXXX", NULL);
  open_window (&bench, folder);
  for (int i = 1; i < argc; i++)
    bench_recording (&bench, argv[i], NULL);
  if (argc < 2)
    {
      bench_drawn (&bench, kept != NULL ? kept : folder, "window-1080p60.mp4", 1080, 60);
      bench_drawn (&bench, kept != NULL ? kept : folder, "window-4k30.mp4", 2160, 30);
    }
  plumb_review_page_close (bench.page);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  remove = g_strdup_printf ("rm -rf '%s'", folder);
  return g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL) ? 0 : 1;
}
