/* bench-start [--idle|--window] PROGRAM [ARGUMENT…]: how long a program takes from its start
 * until its window is on the screen, painted, and what it does afterwards when
 * nobody touches it. The first start is cold and not counted.
 *
 * --idle starts it once and fails unless it comes to rest: nothing that moves or
 * spins, be it on a page that is not shown. --window fails unless a window comes.
 *
 * Painted is when a pixel of the screen differs from the bare screen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_STARTS 7
#define POLL_US 2000
#define LOOK_PX 150
#define DEADLINE_S 30
#define SETTLE_S 6
#define IDLE_S 10
#define LIMIT_S 0.5
#define REST_S 3
#define MAX_WAKEUPS 45 /* in REST_S; one animation alone makes 180 and more */

static gulong
look (Display *display)
{
  /* Without a window manager windows lie in the corner, small ones too. */
  XImage *image = XGetImage (display, DefaultRootWindow (display), LOOK_PX, LOOK_PX, 1, 1,
                             AllPlanes, ZPixmap);
  const gulong pixel = image != NULL ? XGetPixel (image, 0, 0) : 0;

  if (image != NULL)
    XDestroyImage (image);
  return pixel & 0xffffff;
}

static GPid
start (char **argv)
{
  g_autoptr (GError) error = NULL;
  GPid pid = 0;

  if (!g_spawn_async (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL, NULL, &pid, &error))
    {
      g_printerr ("bench-start: %s\n", error->message);
      exit (1);
    }
  return pid;
}

static void
stop (Display *display,
      GPid     pid,
      gulong   bare)
{
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  while (look (display) != bare)
    g_usleep (POLL_US);
  /* The session bus forgets its name. */
  g_usleep (G_USEC_PER_SEC / 10);
}

/* Seconds; < 0 when no window came. */
static double
wait_for_window (Display *display,
                 gulong   bare,
                 gint64   since_us)
{
  while (look (display) == bare)
    {
      if (g_get_monotonic_time () - since_us > DEADLINE_S * G_USEC_PER_SEC)
        return -1;
      g_usleep (POLL_US);
    }
  return (double) (g_get_monotonic_time () - since_us) / G_USEC_PER_SEC;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const double x = *(const double *) a;
  const double y = *(const double *) b;

  return (x > y) - (x < y);
}

typedef struct
{
  double cpu_s;
  guint  n_wakeups; /* of all threads: how often one that slept was woken */
} Effort;

static void
add_thread (Effort     *effort,
            const char *folder)
{
  g_autofree char *stat_path = g_build_filename (folder, "stat", NULL);
  g_autofree char *status_path = g_build_filename (folder, "status", NULL);
  g_autofree char *text = NULL;
  g_autofree char *status = NULL;
  const char *at;
  gulong user, system;

  if (!g_file_get_contents (stat_path, &text, NULL, NULL)
      || !g_file_get_contents (status_path, &status, NULL, NULL))
    return;
  at = strrchr (text, ')');
  if (at != NULL
      && sscanf (at + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system)
             == 2)
    effort->cpu_s += (double) (user + system) / (double) sysconf (_SC_CLK_TCK);
  at = strstr (status, "\nvoluntary_ctxt_switches:");
  if (at != NULL)
    effort->n_wakeups += (guint) strtoul (strchr (at, ':') + 1, NULL, 10);
}

static Effort
measure_effort (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task", (int) pid);
  g_autoptr (GDir) threads = g_dir_open (path, 0, NULL);
  const char *name;
  Effort effort = { 0 };

  while (threads != NULL && (name = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *folder = g_build_filename (path, name, NULL);

      add_thread (&effort, folder);
    }
  return effort;
}

/* A thread that has ended took its count with it. */
static guint
count_between (const Effort *before,
               const Effort *after)
{
  return after->n_wakeups > before->n_wakeups ? after->n_wakeups - before->n_wakeups : 0;
}

static void
tell_idle (GPid pid)
{
  Effort before, after;

  g_usleep (SETTLE_S * G_USEC_PER_SEC);
  before = measure_effort (pid);
  g_usleep (IDLE_S * G_USEC_PER_SEC);
  after = measure_effort (pid);
  printf ("idle: %.0f ms of CPU and %u wake-ups in %d s\n", (after.cpu_s - before.cpu_s) * 1000,
          count_between (&before, &after), IDLE_S);
}

/* Opening takes its time on a busy machine. */
static int
check_idle (Display *display,
            char   **argv,
            gulong   bare)
{
  const gint64 since_us = g_get_monotonic_time ();
  const GPid pid = start (argv);
  gboolean rests = FALSE;
  guint n_wakeups = 0;

  if (wait_for_window (display, bare, since_us) >= 0)
    for (int i = 0; i < DEADLINE_S / REST_S && !rests; i++)
      {
        const Effort before = measure_effort (pid);
        Effort after;

        g_usleep (REST_S * G_USEC_PER_SEC);
        after = measure_effort (pid);
        n_wakeups = count_between (&before, &after);
        rests = n_wakeups <= MAX_WAKEUPS;
      }
  stop (display, pid, bare);
  printf ("%s 1 /idle\n1..1\n# %u wake-ups in %d s\n", rests ? "ok" : "not ok", n_wakeups, REST_S);
  return rests ? 0 : 1;
}

static int
check_window (Display *display,
              char   **argv,
              gulong   bare)
{
  const gint64 since_us = g_get_monotonic_time ();
  const GPid pid = start (argv);
  const gboolean came = wait_for_window (display, bare, since_us) >= 0;
  int status = 0;

  /* Nor may it end by itself. */
  g_usleep (G_USEC_PER_SEC / 2);
  if (came && waitpid (pid, &status, WNOHANG) == 0)
    {
      stop (display, pid, bare);
      return 0;
    }
  kill (pid, SIGKILL);
  return 1;
}

int
main (int    argc,
      char **argv)
{
  Display *display = XOpenDisplay (NULL);
  const gboolean idle = argc > 2 && g_str_equal (argv[1], "--idle");
  const gboolean window = argc > 2 && g_str_equal (argv[1], "--window");
  double times[N_STARTS];
  gulong bare;

  if (display == NULL || argc < 2)
    {
      fprintf (stderr, "bench-start [--idle] PROGRAM [ARGUMENT…], on a display\n");
      return 2;
    }
  bare = look (display);
  if (idle)
    return check_idle (display, argv + 2, bare);
  if (window)
    return check_window (display, argv + 2, bare);
  for (int i = -1; i < N_STARTS; i++)
    {
      const gint64 since_us = g_get_monotonic_time ();
      const GPid pid = start (argv + 1);
      const double taken_s = wait_for_window (display, bare, since_us);

      if (taken_s < 0)
        {
          fprintf (stderr, "bench-start: no window within %d s\n", DEADLINE_S);
          stop (display, pid, bare);
          return 1;
        }
      if (i >= 0)
        times[i] = taken_s;
      if (i == N_STARTS - 1)
        tell_idle (pid);
      stop (display, pid, bare);
    }
  qsort (times, N_STARTS, sizeof *times, compare);
  printf ("start to first window, warm: %.2f s (%.2f to %.2f of %d starts; wanted: %.1f)\n",
          times[N_STARTS / 2], times[0], times[N_STARTS - 1], N_STARTS, LIMIT_S);
  XCloseDisplay (display);
  return 0;
}
