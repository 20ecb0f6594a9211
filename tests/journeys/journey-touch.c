/* Fingers on the picture, in the real program and by true touch events: a tap places a
 * point where the finger is, a finger as far as 22 pixels beside a mark takes it along,
 * one that is farther pushes the picture, and two fingers zoom about their middle. What
 * the touches did is read from the database, as coordinates of the video.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gdk/gdkkeysyms.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>

#include "broadway.h"
#include "files.h"

#define DEADLINE_US (60 * G_USEC_PER_SEC)
#define STEPS 10
/* Places are whole pixels of the display. */
#define TRUE_TO_PX 1.0

typedef struct
{
  double x, y;
} Place;

typedef struct
{
  int    n; /* marks there are */
  gint64 id;
  Place  at; /* pixels of the video */
} Newest;

typedef struct
{
  Broadway    *broadway; /* owned */
  GSubprocess *program;  /* owned */
  char        *folder;   /* owned */
  char        *library;  /* owned: file */
} Journey;

/* How the video lies on the display. */
typedef struct
{
  Place  zero; /* of the video, at the corner of the window */
  double scale; /* pixels of the video for one of the display */
} Lie;

static Newest
read_newest (Journey *journey)
{
  Newest newest = { 0, 0, { -1, -1 } };
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_open_v2 (journey->library, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK
      && sqlite3_prepare_v2 (db, "SELECT points, (SELECT count(*) FROM mark), id FROM mark "
                                 "ORDER BY id DESC LIMIT 1", -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    {
      char *end;

      newest.at.x = g_ascii_strtod ((const char *) sqlite3_column_text (statement, 0), &end);
      newest.at.y = g_ascii_strtod (end + 1, NULL);
      newest.n = sqlite3_column_int (statement, 1);
      newest.id = sqlite3_column_int64 (statement, 2);
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return newest;
}

static void
tap (Journey *journey,
     Place    at)
{
  broadway_touch (journey->broadway, 1, at.x, at.y);
  broadway_run (journey->broadway, 60);
  broadway_lift (journey->broadway, 1, at.x, at.y);
}

/* With the tool of plumb lines, which snaps to nothing. Waits until it is kept; taps
 * again while the program is not ready for the first one. */
static Place
place (Journey *journey,
       Place    at,
       gboolean is_first)
{
  const Newest before = read_newest (journey);
  const gint64 until = g_get_monotonic_time () + DEADLINE_US;
  Newest now = before;

  while (now.n == before.n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      broadway_key (journey->broadway, GDK_KEY_u, 0);
      tap (journey, at);
      for (int i = 0; i < (is_first ? 20 : 600) && now.n == before.n; i++)
        {
          broadway_run (journey->broadway, 100);
          now = read_newest (journey);
        }
    }
  g_assert_cmpint (now.n, ==, before.n + 1);
  broadway_key (journey->broadway, GDK_KEY_v, 0);
  broadway_key (journey->broadway, GDK_KEY_Escape, 0);
  return now.at;
}

static Lie
find_lie (Journey *journey,
          gboolean is_first)
{
  const Place a = { 250, 250 }, b = { 650, 450 };
  const Place at_a = place (journey, a, is_first), at_b = place (journey, b, FALSE);
  Lie lie;

  lie.scale = (at_b.x - at_a.x) / (b.x - a.x);
  lie.zero = (Place) { at_a.x - a.x * lie.scale, at_a.y - a.y * lie.scale };
  g_test_message ("%.3f pixels of the video for one of the display", lie.scale);
  g_assert_cmpfloat_with_epsilon ((at_b.y - at_a.y) / (b.y - a.y), lie.scale, 0.01);
  return lie;
}

static void
assert_lies (const Lie *lie,
             Place      screen,
             Place      video)
{
  const double epsilon = TRUE_TO_PX * MAX (lie->scale, 1);

  g_assert_cmpfloat_with_epsilon (lie->zero.x + screen.x * lie->scale, video.x, epsilon);
  g_assert_cmpfloat_with_epsilon (lie->zero.y + screen.y * lie->scale, video.y, epsilon);
}

static void
slide (Journey *journey,
       int      finger,
       Place    from,
       Place    to)
{
  for (int i = 1; i <= STEPS; i++)
    broadway_slide (journey->broadway, finger, from.x + (to.x - from.x) * i / STEPS,
                    from.y + (to.y - from.y) * i / STEPS);
}

static void
drag (Journey *journey,
      Place    from,
      Place    to)
{
  broadway_touch (journey->broadway, 1, from.x, from.y);
  slide (journey, 1, from, to);
  broadway_lift (journey->broadway, 1, to.x, to.y);
  broadway_run (journey->broadway, 500);
}

/* Twice as far apart, about (450, 350). */
static void
pinch (Journey *journey)
{
  const Place left = { 400, 350 }, right = { 500, 350 };

  broadway_touch (journey->broadway, 1, left.x, left.y);
  broadway_touch (journey->broadway, 2, right.x, right.y);
  for (int i = 1; i <= STEPS; i++)
    {
      broadway_slide (journey->broadway, 1, left.x - 50.0 * i / STEPS, left.y);
      broadway_slide (journey->broadway, 2, right.x + 50.0 * i / STEPS, right.y);
    }
  broadway_lift (journey->broadway, 1, left.x - 50, left.y);
  broadway_lift (journey->broadway, 2, right.x + 50, right.y);
  broadway_run (journey->broadway, 300);
}

static gboolean
open_sample (Journey *journey)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GError) error = NULL;
  g_autofree char *data_dir = NULL;
  int width, height;

  journey->folder = g_dir_make_tmp ("plumbline-journey-XXXXXX", &error);
  g_assert_no_error (error);
  data_dir = g_build_filename (journey->folder, "library", NULL);
  journey->library = g_build_filename (data_dir, "library.db", NULL);
  journey->broadway = broadway_new (journey->folder, 1280, 800);
  if (journey->broadway == NULL)
    return FALSE;
  broadway_set_environ (journey->broadway, launcher);
  journey->program = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("PLUMBLINE_PROGRAM"),
                                                  "--data-dir", data_dir, "--sample", NULL);
  g_assert_no_error (error);
  for (gint64 until = g_get_monotonic_time () + DEADLINE_US;
       !broadway_get_size (journey->broadway, &width, &height) || width < 800;)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      broadway_run (journey->broadway, 50);
    }
  return TRUE;
}

static void
close_all (Journey *journey)
{
  if (journey->program != NULL)
    {
      g_subprocess_force_exit (journey->program);
      g_subprocess_wait (journey->program, NULL, NULL);
      g_object_unref (journey->program);
    }
  g_clear_pointer (&journey->broadway, broadway_free);
  files_remove_folder (journey->folder);
  g_free (journey->folder);
  g_free (journey->library);
}

static void
run_journey (void)
{
  const Place middle = { 450, 350 }, mark = { 650, 450 };
  Journey journey = { NULL };
  Lie lie, closer;
  Newest before, after;

  if (!open_sample (&journey))
    {
      g_test_skip ("gtk4-broadwayd is not installed");
      close_all (&journey);
      return;
    }
  lie = find_lie (&journey, TRUE);
  g_test_message ("A tap places a point under the finger");
  assert_lies (&lie, (Place) { 300, 520 }, place (&journey, (Place) { 300, 520 }, FALSE));

  g_test_message ("Two fingers zoom about their middle");
  before = read_newest (&journey);
  pinch (&journey);
  g_assert_cmpint (read_newest (&journey).n, ==, before.n);
  closer = find_lie (&journey, FALSE);
  g_assert_cmpfloat_with_epsilon (lie.scale / closer.scale, 2, 0.05);
  assert_lies (&closer, middle, (Place) { lie.zero.x + middle.x * lie.scale,
                                          lie.zero.y + middle.y * lie.scale });

  g_test_message ("A finger 19 pixels beside a mark takes it along");
  before = read_newest (&journey);
  drag (&journey, (Place) { mark.x + 19, mark.y }, (Place) { mark.x + 19, mark.y - 60 });
  after = read_newest (&journey);
  g_assert_cmpint (after.id, ==, before.id);
  g_assert_cmpfloat_with_epsilon (after.at.y, before.at.y - 60 * closer.scale, 2);

  g_test_message ("One that is farther away pushes the picture");
  before = after;
  drag (&journey, (Place) { mark.x + 60, mark.y }, (Place) { mark.x + 20, mark.y - 30 });
  after = read_newest (&journey);
  g_assert_cmpfloat (after.at.x, ==, before.at.x);
  g_assert_cmpfloat (after.at.y, ==, before.at.y);
  lie = find_lie (&journey, FALSE);
  g_assert_cmpfloat_with_epsilon (lie.scale, closer.scale, 0.01);
  g_assert_cmpfloat_with_epsilon (lie.zero.x, closer.zero.x + 40 * closer.scale, 2);
  g_assert_cmpfloat_with_epsilon (lie.zero.y, closer.zero.y + 30 * closer.scale, 2);
  close_all (&journey);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/touch", run_journey);
  return g_test_run ();
}
