/* kill -9 of the real program in the middle of editing. A coach's clicks, real
 * ones through the X server, place landmarks as fast as the program takes them;
 * it says of each edit when it is stored, and is killed at a moment of chance.
 * Afterwards the library is in order, every edit that was said to be stored is
 * there, and none twice.
 *
 * Several programs run beside each other, each with a screen, a library and a
 * process of this test of its own. PLUMBLINE_CRASH_RUNS sets how many kills in
 * all; by hand: PLUMBLINE_CRASH_RUNS=2000.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clip.h"
#include "marks.h"
#include "library.h"
#include "store.h"

#define DEFAULT_RUNS 200
#define N_WORKERS 3
#define START_US (180 * G_USEC_PER_SEC) /* the machine may be busy */
#define CLICK_US 4000

typedef struct
{
  double x, y;
} Place;

typedef struct
{
  char       *folder;   /* owned: library, clip */
  char       *data_dir; /* owned */
  char       *clip;     /* owned */
  Display    *display;
  pid_t       server;
  pid_t       program;
  int         output;   /* of the program */
  GString    *unread;
  GHashTable *said; /* gint64 id → Place: what was said to be stored */
  gint64      review;
  GRand      *rand;
  guint       n_said;
} Worker;

/* The screen */

static gboolean
start_server (Worker *worker)
{
  int ends[2];
  char number[16] = ":";
  gssize n = 0;

  g_assert_cmpint (pipe (ends), ==, 0);
  worker->server = fork ();
  if (worker->server == 0)
    {
      g_autofree char *fd = g_strdup_printf ("%d", ends[1]);

      prctl (PR_SET_PDEATHSIG, SIGKILL);
      close (ends[0]);
      if (freopen ("/dev/null", "w", stderr) == NULL)
        _exit (127);
      execlp ("Xvfb", "Xvfb", "-displayfd", fd, "-screen", "0", "1280x800x24", "-nolisten", "tcp",
              NULL);
      _exit (127);
    }
  close (ends[1]);
  while (n < 14)
    {
      const gssize more = read (ends[0], number + 1 + n, (size_t) (14 - n));

      if (more <= 0)
        break;
      n += more;
      if (strchr (number, '\n') != NULL)
        break;
    }
  close (ends[0]);
  g_strchomp (number);
  worker->display = n > 0 ? XOpenDisplay (number) : NULL;
  return worker->display != NULL;
}

static int
ignore_error (Display     *display,
              XErrorEvent *event)
{
  return 0;
}

/* The program's window: the large one that is shown. */
static Window
find_window (Worker *worker)
{
  Window root, parent, *children = NULL, found = None;
  unsigned int n = 0;

  XQueryTree (worker->display, DefaultRootWindow (worker->display), &root, &parent, &children, &n);
  for (unsigned int i = 0; i < n; i++)
    {
      XWindowAttributes info;

      if (XGetWindowAttributes (worker->display, children[i], &info)
          && info.map_state == IsViewable && info.width > 600)
        found = children[i];
    }
  if (children != NULL)
    XFree (children);
  return found;
}

static void
press_key (Worker *worker,
           KeySym  sym)
{
  const KeyCode code = XKeysymToKeycode (worker->display, sym);

  XTestFakeKeyEvent (worker->display, code, True, CurrentTime);
  XTestFakeKeyEvent (worker->display, code, False, CurrentTime);
}

static void
click (Worker *worker)
{
  XTestFakeMotionEvent (worker->display, -1, g_rand_int_range (worker->rand, 250, 650),
                        g_rand_int_range (worker->rand, 150, 450), CurrentTime);
  XTestFakeButtonEvent (worker->display, 1, True, CurrentTime);
  XTestFakeButtonEvent (worker->display, 1, False, CurrentTime);
}

/* The library */

static void
make_library (Worker *worker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_library_open (worker->data_dir, &error);
  g_autoptr (PlumbAthlete) athlete = NULL;
  g_autoptr (PlumbReview) review = NULL;

  g_assert_no_error (error);
  athlete = plumb_library_add_athlete (library, "Anna", &error);
  review = plumb_library_review_file (library, worker->clip, plumb_athlete_id (athlete), &error);
  g_assert_no_error (error);
  worker->review = plumb_review_id (review);
}

static void
open_worker (Worker *worker,
             guint   number,
             guint32 seed)
{
  PlumbClipOptions options;
  g_autoptr (GError) error = NULL;

  worker->folder = g_dir_make_tmp ("plumbline-crash-XXXXXX", &error);
  g_assert_no_error (error);
  worker->data_dir = g_build_filename (worker->folder, "library", NULL);
  worker->clip = g_build_filename (worker->folder, "lift.mp4", NULL);
  worker->said = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  worker->unread = g_string_new (NULL);
  worker->rand = g_rand_new_with_seed (seed + number);
  plumb_clip_options_init (&options);
  options.n_frames = 10;
  options.fast = TRUE;
  options.style = PLUMB_CLIP_STYLE_PLAIN;
  g_assert_true (plumb_clip_write (&options, worker->clip, NULL, NULL, &error));
  make_library (worker);
}

/* The program */

static void
start_program (Worker *worker)
{
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  worker->program = fork ();
  if (worker->program == 0)
    {
      prctl (PR_SET_PDEATHSIG, SIGKILL);
      g_setenv ("DISPLAY", DisplayString (worker->display), TRUE);
      g_setenv ("G_MESSAGES_DEBUG", "plumbline-edits", TRUE);
      g_setenv ("GTK_A11Y", "none", TRUE);
      g_setenv ("GSK_RENDERER", "cairo", TRUE);
      g_setenv ("GDK_BACKEND", "x11", TRUE);
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
      g_unsetenv ("G_DEBUG");
      dup2 (ends[1], STDOUT_FILENO);
      dup2 (open ("/dev/null", O_WRONLY), STDERR_FILENO);
      close (ends[0]);
      close (ends[1]);
      execl (g_getenv ("PLUMBLINE_PROGRAM"), "plumbline", "--data-dir", worker->data_dir,
             worker->clip, NULL);
      _exit (127);
    }
  close (ends[1]);
  worker->output = ends[0];
  fcntl (worker->output, F_SETFL, O_NONBLOCK);
  g_string_truncate (worker->unread, 0);
}

static void
take_line (Worker     *worker,
           const char *line)
{
  const char *stored = strstr (line, "stored mark ");
  gint64 id;
  Place place;
  char *end;

  if (stored == NULL)
    return;
  id = g_ascii_strtoll (stored + strlen ("stored mark "), &end, 10);
  worker->n_said++;
  if (g_str_has_prefix (end, " gone"))
    {
      g_hash_table_remove (worker->said, &id);
      return;
    }
  g_assert_true (g_str_has_prefix (end, " at "));
  place.x = g_ascii_strtod (end + 4, &end);
  place.y = g_ascii_strtod (end + 1, NULL);
  g_hash_table_replace (worker->said, g_memdup2 (&id, sizeof id),
                        g_memdup2 (&place, sizeof place));
}

/* Takes whole lines; one that the kill has cut was not said. */
static void
read_lines (Worker *worker)
{
  char block[4096];
  gssize n;
  char *end;

  while ((n = read (worker->output, block, sizeof block)) > 0)
    g_string_append_len (worker->unread, block, n);
  while ((end = strchr (worker->unread->str, '\n')) != NULL)
    {
      *end = '\0';
      take_line (worker, worker->unread->str);
      g_string_erase (worker->unread, 0, end + 1 - worker->unread->str);
    }
}

/* Clicks until the first edit is stored, then for a while of chance. */
static void
edit_for_a_while (Worker *worker)
{
  const gint64 deadline = g_get_monotonic_time () + START_US;
  const guint before = worker->n_said;
  gint64 stop = 0;
  guint turns = 0;

  while (stop == 0 || g_get_monotonic_time () < stop)
    {
      const Window window = find_window (worker);

      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (window != None && stop == 0 && turns++ % 20 == 0)
        {
          XSetInputFocus (worker->display, window, RevertToPointerRoot, CurrentTime);
          press_key (worker, XK_p);
        }
      if (window != None)
        click (worker);
      XSync (worker->display, False);
      g_usleep (CLICK_US);
      read_lines (worker);
      if (stop == 0 && worker->n_said > before)
        stop = g_get_monotonic_time () + g_rand_int_range (worker->rand, 0, 150000);
    }
}

static void
kill_program (Worker *worker)
{
  int status = 0;

  kill (worker->program, SIGKILL);
  g_assert_cmpint (waitpid (worker->program, &status, 0), ==, worker->program);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  read_lines (worker);
  close (worker->output);
}

static gboolean
is_at (const PlumbMarkRow *mark,
       const Place        *place)
{
  return mark->coordinates[0] == place->x && mark->coordinates[1] == place->y;
}

/* What is there is then what was said: an edit that was stored and could not be
 * told any more is one at most, and either new or a change of one mark. */
static void
assert_kept (Worker *worker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbStore) store = plumb_store_open (worker->data_dir, &error);
  g_autoptr (GPtrArray) marks = NULL;
  g_autoptr (GHashTable) landmarks = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_ahead = 0;

  g_assert_no_error (error);
  g_assert_true (plumb_store_verify (store, &error));
  marks = plumb_store_load_marks (store, worker->review, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMarkRow *mark = marks->pdata[i];
      const Place *place = g_hash_table_lookup (worker->said, &mark->id);
      const Place there = { mark->coordinates[0], mark->coordinates[1] };

      /* All are in the first frame: a landmark twice is an edit twice. */
      if (mark->landmark != NULL)
        g_assert_true (g_hash_table_add (landmarks, mark->landmark));
      if (place != NULL && is_at (mark, place))
        continue;
      n_ahead++;
      g_hash_table_replace (worker->said, g_memdup2 (&mark->id, sizeof mark->id),
                            g_memdup2 (&there, sizeof there));
    }
  g_assert_cmpuint (n_ahead, <=, 1);
  /* A mark that was said and is not there has been replaced by the one edit
   * that could not be told. */
  g_assert_cmpuint (g_hash_table_size (worker->said), <=, marks->len + n_ahead);
  if (g_hash_table_size (worker->said) > marks->len)
    {
      g_hash_table_remove_all (worker->said);
      for (guint i = 0; i < marks->len; i++)
        {
          const PlumbMarkRow *mark = marks->pdata[i];
          const Place there = { mark->coordinates[0], mark->coordinates[1] };

          g_hash_table_insert (worker->said, g_memdup2 (&mark->id, sizeof mark->id),
                               g_memdup2 (&there, sizeof there));
        }
    }
}

static void
remove_folder (const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_clear_pointer (&folder, g_dir_close);
  g_remove (path);
}

/* In a process of its own; says how many edits it has seen. */
static void
work (guint   number,
      guint   runs,
      guint32 seed,
      int     result)
{
  Worker worker = { .output = -1 };

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  XSetErrorHandler (ignore_error);
  open_worker (&worker, number, seed);
  if (!start_server (&worker))
    _exit (77);
  for (guint run = 0; run < runs; run++)
    {
      start_program (&worker);
      edit_for_a_while (&worker);
      kill_program (&worker);
      assert_kept (&worker);
    }
  if (write (result, &worker.n_said, sizeof worker.n_said) != sizeof worker.n_said)
    _exit (1);
  kill (worker.server, SIGTERM);
  waitpid (worker.server, NULL, 0);
  remove_folder (worker.folder);
  _exit (0);
}

static void
test_kill (void)
{
  const char *wanted = g_getenv ("PLUMBLINE_CRASH_RUNS");
  const guint runs = wanted != NULL ? (guint) atoi (wanted) : DEFAULT_RUNS;
  const guint32 seed = (guint32) g_test_rand_int ();
  g_autofree char *xvfb = g_find_program_in_path ("Xvfb");
  pid_t workers[N_WORKERS];
  guint n_said = 0;
  int ends[2];

  if (xvfb == NULL)
    {
      g_test_skip ("Xvfb is not installed");
      return;
    }
  g_assert_cmpint (pipe (ends), ==, 0);
  for (guint i = 0; i < N_WORKERS; i++)
    {
      workers[i] = fork ();
      if (workers[i] == 0)
        work (i, (runs + N_WORKERS - 1 - i) / N_WORKERS, seed, ends[1]);
    }
  close (ends[1]);
  for (guint i = 0; i < N_WORKERS; i++)
    {
      int status = 0;
      guint n = 0;

      g_assert_cmpint (waitpid (workers[i], &status, 0), ==, workers[i]);
      g_assert_true (WIFEXITED (status));
      g_assert_cmpint (WEXITSTATUS (status), ==, 0);
      g_assert_cmpint (read (ends[0], &n, sizeof n), ==, sizeof n);
      n_said += n;
    }
  close (ends[0]);
  g_test_message ("%u kills, %u edits that were said to be stored", runs, n_said);
  g_assert_cmpuint (n_said, >=, runs);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/crash/kill", test_kill);
  return g_test_run ();
}
