/* A point is where the pointer was and goes where keys send it, to a tenth of a
 * pixel of the video, at every zoom, however the recording is turned, where its
 * pixels are not square, and in a mirrored picture. Through the real program; the
 * coordinates are read from the database.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-on-screen.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

#define TRUE_TO 0.1

/* The newest mark; FALSE when there are not `n` of them. */
static gboolean
read_mark (LiftOnScreen *screen,
           int           n,
           PlumbPoint   *at)
{
  g_autofree char *path = g_build_filename (screen->data_dir, "library.db", NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gboolean found = FALSE;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT points, (SELECT count(*) FROM mark) FROM mark "
                                           "ORDER BY id DESC LIMIT 1", -1, &statement, NULL),
                   ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW && sqlite3_column_int (statement, 1) == n)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);
      char *end;

      at->x_px = g_ascii_strtod (text, &end);
      at->y_px = g_ascii_strtod (end + 1, NULL);
      found = TRUE;
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return found;
}

static void
assert_near (LiftOnScreen *screen,
             int           n,
             PlumbPoint    wanted)
{
  PlumbPoint at = { -1, -1 };

  robot_wait_until (screen->robot, read_mark (screen, n, &at)
                                       && fabs (at.x_px - wanted.x_px) <= TRUE_TO
                                       && fabs (at.y_px - wanted.y_px) <= TRUE_TO);
}

/* About the pointer, so that the pixel under it stays there. */
static void
zoom (LiftOnScreen *screen,
      guint         n_keys)
{
  robot_key (screen->robot, "ctrl+0");
  for (guint i = 0; i < n_keys; i++)
    robot_key (screen->robot, "ctrl+plus");
}

static void
place_and_move (LiftOnScreen *screen,
                int           n,
                guint         n_keys,
                gboolean      is_mirrored)
{
  const PlumbPoint at = { screen->canvas.x + screen->canvas.width / 2 + 17 * n,
                          screen->canvas.y + screen->canvas.height / 2 - 23 * n };
  PlumbPoint wanted = lift_to_video (screen, at);

  if (is_mirrored)
    wanted.x_px = screen->options.width_px - wanted.x_px;
  g_test_message ("mark %d, %u times closer%s: %.2f, %.2f", n, n_keys,
                  is_mirrored ? ", mirrored" : "", wanted.x_px, wanted.y_px);
  robot_move (screen->robot, at.x_px, at.y_px);
  robot_move (screen->robot, at.x_px + 1, at.y_px);
  robot_move (screen->robot, at.x_px, at.y_px);
  zoom (screen, n_keys);
  robot_key (screen->robot, "u"); /* a plumb line has one point and snaps to none here */
  robot_click (screen->robot, at.x_px, at.y_px);
  assert_near (screen, n, wanted);
  robot_click (screen->robot, at.x_px, at.y_px); /* selects it */
  for (guint i = 0; i < 3; i++)
    robot_key (screen->robot, "Right");
  for (guint i = 0; i < 4; i++)
    robot_key (screen->robot, "alt+Down");
  wanted.x_px += is_mirrored ? -3 : 3;
  wanted.y_px += 0.4;
  assert_near (screen, n, wanted);
  robot_key (screen->robot, "Escape");
  robot_key (screen->robot, "ctrl+0");
}

/* What is stored is 960 × 720, or the other way round once it is turned: pixels of
 * 4:3 make it wider as it is filmed, so higher when it is turned. */
static void
take_shape (PlumbClipOptions *options,
            int               rotation_deg,
            gboolean          is_wide)
{
  const gboolean is_upright = rotation_deg % 180 == 0;

  options->rotation_deg = rotation_deg;
  options->width_px = is_upright ? (is_wide ? 960 : 1280) : 720;
  options->height_px = is_upright ? 720 : 960;
  options->par_n = is_wide ? 4 : 1;
  options->par_d = is_wide ? 3 : 1;
}

/* From here on the picture is as it is shown. */
static void
take_shown_size (PlumbClipOptions *options)
{
  int *stretched = options->rotation_deg % 180 == 0 ? &options->width_px : &options->height_px;

  *stretched = *stretched * options->par_n / options->par_d;
}

/* The rotation in degrees, and 1000 more where pixels are wide. */
static void
run_zoom (gconstpointer data)
{
  static const guint closer[] = { 0, 30, 5, 10 };
  /* All of them once each way; the least and the most for the others. */
  const gboolean is_short = GPOINTER_TO_INT (data) >= 180;
  LiftOnScreen screen = { NULL };
  int n = 0;

  plumb_clip_options_init (&screen.options);
  take_shape (&screen.options, GPOINTER_TO_INT (data) % 1000, GPOINTER_TO_INT (data) >= 1000);
  screen.options.tempo = (PlumbLiftTempo) { 0.1, 0.1, 0.3, 0.1, 0 };
  if (!lift_open (&screen, "journey-zoom"))
    {
      g_test_skip ("There is no display or no accessibility bus");
      return;
    }
  take_shown_size (&screen.options);
  lift_wait_for_frame (&screen, 0);
  for (guint i = 0; i < (is_short ? 2 : G_N_ELEMENTS (closer)); i++)
    place_and_move (&screen, ++n, closer[i], FALSE);
  robot_key (screen.robot, "shift+f");
  place_and_move (&screen, ++n, 10, TRUE);
  lift_close (&screen);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int rotation_deg = 0; rotation_deg < 360; rotation_deg += 90)
    {
      g_autofree char *name = g_strdup_printf ("/journeys/zoom/%d", rotation_deg);

      g_test_add_data_func (name, GINT_TO_POINTER (rotation_deg), run_zoom);
    }
  g_test_add_data_func ("/journeys/zoom/wide-pixels", GINT_TO_POINTER (1000), run_zoom);
  g_test_add_data_func ("/journeys/zoom/wide-pixels-90", GINT_TO_POINTER (1090), run_zoom);
  return g_test_run ();
}
