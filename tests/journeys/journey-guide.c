/* The guided setup, through the real program and by pointer and keys, on a drawn
 * lift whose every landmark is known: clicked at the true places it ends in the
 * expected verdicts within 25 clicks and keys, from the opened recording on; undo
 * leads back to the empty state and redo to the verdicts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-on-screen.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

#define FORWARD_PCT 25.0
#define DISTANCE_M 5.0
#define MOST_INPUTS 25
#define SEEN_PX 3.0 /* screen pixels that a coach sees a mark to be off */

static guint n_inputs;

/* Newer GTK says so only in a window that a window manager made the active one. */
static gboolean
is_focused (AtspiAccessible *widget)
{
  g_autoptr (AtspiAccessible) program = atspi_accessible_get_application (widget, NULL);
  g_autofree char *version
      = program != NULL ? atspi_accessible_get_toolkit_version (program, NULL) : NULL;
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (widget);

  if (version != NULL && !g_str_has_prefix (version, "4.8."))
    return TRUE;
  return states != NULL && atspi_state_set_contains (states, ATSPI_STATE_FOCUSED);
}

static void
key (LiftOnScreen *screen,
     const char   *name)
{
  n_inputs++;
  robot_key (screen->robot, name);
}

static void
click (LiftOnScreen *screen,
       PlumbPoint    video)
{
  const PlumbPoint at = lift_to_screen (screen, video);

  n_inputs++;
  robot_click (screen->robot, at.x_px, at.y_px);
}

static void
drag (LiftOnScreen     *screen,
      const PlumbPoint *video,
      guint             n)
{
  n_inputs++;
  for (guint i = 0; i < n; i++)
    {
      const PlumbPoint at = lift_to_screen (screen, video[i]);

      robot_move (screen->robot, at.x_px, at.y_px);
      if (i == 0)
        robot_button (screen->robot, TRUE);
    }
  robot_button (screen->robot, FALSE);
}

/* A click on the timeline, and arrows when it was beside. */
static void
find_frame (LiftOnScreen *screen,
            gint64        frame)
{
  g_autoptr (AtspiAccessible) timeline
      = robot_find (screen->robot, ATSPI_ROLE_SLIDER, "Timeline");
  const RobotRect rect = robot_extents (screen->robot, timeline);
  const gint64 last = plumb_lift_n_frames (screen->lift) - 1;
  gint64 now;

  /* The axis has a margin on either side. */
  n_inputs++;
  robot_click (screen->robot, rect.x + 12 + (rect.width - 24.0) * (double) frame / (double) last,
               rect.y + 20);
  robot_wait_until (screen->robot, ABS (lift_read_frame (screen) - frame) <= 2);
  for (now = lift_read_frame (screen); now != frame; now += now < frame ? 1 : -1)
    key (screen, now < frame ? "Right" : "Left");
  lift_wait_for_number (screen, frame);
}

/* The title of the hint says what is asked for. */
static void
wait_for_step (LiftOnScreen *screen,
               const char   *what)
{
  g_autofree char *pattern = g_strdup_printf ("%s, step *", what);

  g_object_unref (robot_find (screen->robot, ATSPI_ROLE_LABEL, pattern));
}

static void
mark_moments (LiftOnScreen *screen)
{
  static const PlumbMoment moments[]
      = { PLUMB_MOMENT_SET, PLUMB_MOMENT_LIFT_OFF, PLUMB_MOMENT_LOCKOUT };

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      wait_for_step (screen, plumb_moment_name (moments[i]));
      find_frame (screen, plumb_lift_moment (screen->lift, moments[i]));
      key (screen, "Return");
    }
}

static void
mark_points (LiftOnScreen *screen,
             PlumbMoment   moment,
             PlumbLandmark first,
             PlumbLandmark last)
{
  const gint64 frame = plumb_lift_moment (screen->lift, moment);
  const PlumbLiftPose pose = lift_pose_at (screen, frame);

  for (int i = first; i <= (int) last; i++)
    {
      wait_for_step (screen, plumb_landmark_name ((PlumbLandmark) i));
      lift_wait_for_number (screen, frame);
      click (screen, pose.at_px[i]);
    }
}

static void
mark_plate (LiftOnScreen *screen)
{
  const gint64 frame = plumb_lift_moment (screen->lift, PLUMB_MOMENT_SET);
  const PlumbLiftPose pose = lift_pose_at (screen, frame);
  PlumbPoint way[12];

  wait_for_step (screen, "Plate");
  lift_wait_for_number (screen, frame);
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      way[i] = pose.at_px[PLUMB_LANDMARK_BAR];
      way[i].x_px += pose.plate_radius_px * (2.0 * i / (G_N_ELEMENTS (way) - 1) - 1);
    }
  drag (screen, way, G_N_ELEMENTS (way));
}

static void
mark_outline (LiftOnScreen *screen,
              PlumbMoment   moment)
{
  const gint64 frame = plumb_lift_moment (screen->lift, moment);
  const PlumbLiftPose pose = lift_pose_at (screen, frame);

  wait_for_step (screen, "Back outline");
  lift_wait_for_number (screen, frame);
  drag (screen, pose.outline_px, PLUMB_LIFT_N_OUTLINE);
}

/* What was carried to lift-off and is seen to be off there is dragged. The hip is
 * asked for again where it was not. */
static void
correct (LiftOnScreen *screen)
{
  static const PlumbLandmark carried[] = { PLUMB_LANDMARK_KNEE, PLUMB_LANDMARK_HIP,
                                           PLUMB_LANDMARK_ACROMION, PLUMB_LANDMARK_SCAPULA };
  const gint64 frame = plumb_lift_moment (screen->lift, PLUMB_MOMENT_LIFT_OFF);
  const PlumbLiftPose set
      = lift_pose_at (screen, plumb_lift_moment (screen->lift, PLUMB_MOMENT_SET));
  const PlumbLiftPose pose = lift_pose_at (screen, frame);

  gboolean has_hip = FALSE;

  wait_for_step (screen, plumb_moment_name (PLUMB_MOMENT_LIFT_OFF));
  lift_wait_for_number (screen, frame);
  for (guint i = 0; i < G_N_ELEMENTS (carried); i++)
    {
      const PlumbPoint way[] = { set.at_px[carried[i]], pose.at_px[carried[i]] };
      const PlumbPoint from = lift_to_screen (screen, way[0]), to = lift_to_screen (screen, way[1]);

      if (hypot (to.x_px - from.x_px, to.y_px - from.y_px) <= SEEN_PX)
        continue;
      drag (screen, way, 2);
      has_hip = has_hip || carried[i] == PLUMB_LANDMARK_HIP;
    }
  key (screen, "Return");
  if (!has_hip)
    mark_points (screen, PLUMB_MOMENT_LIFT_OFF, PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_HIP);
}

static void
say_distance (LiftOnScreen *screen)
{
  g_autoptr (AtspiAccessible) button
      = robot_find (screen->robot, ATSPI_ROLE_PUSH_BUTTON, "Scale and camera");
  g_autoptr (AtspiAccessible) spin = NULL;

  n_inputs++;
  robot_click_on (screen->robot, button);
  spin = robot_find (screen->robot, ATSPI_ROLE_SPIN_BUTTON, "Camera distance");
  key (screen, "5");
  key (screen, "Tab");
  robot_wait_until (screen->robot, robot_value (spin) == DISTANCE_M);
  robot_key (screen->robot, "Escape"); /* the verdicts are there already */
}

/* (transfer full) What the row of a check says. */
static char *
read_check (LiftOnScreen *screen,
            const char   *pattern)
{
  g_autoptr (AtspiAccessible) row = robot_find (screen->robot, ATSPI_ROLE_PUSH_BUTTON, pattern);

  return robot_name (row);
}

static gboolean
check_says (LiftOnScreen *screen,
            const char   *pattern,
            const char   *words)
{
  g_autofree char *text = read_check (screen, pattern);

  return strstr (text, words) != NULL;
}

static void
judge (LiftOnScreen *screen)
{
  static const struct
  {
    const char  *check;
    PlumbVerdict verdict;
  } expected[] = { { "Bar over mid-foot:*", PLUMB_VERDICT_FAULT },
                   { "Shoulder blades over the bar:*", PLUMB_VERDICT_TOO_CLOSE },
                   { "Hip height:*", PLUMB_VERDICT_GOOD } };
  const PlumbLiftPose pose
      = lift_pose_at (screen, plumb_lift_moment (screen->lift, PLUMB_MOMENT_SET));
  g_autofree char *bar = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *text = read_check (screen, expected[i].check);

      g_test_message ("%s", text);
    }
  robot_wait_until (screen->robot, check_says (screen, expected[0].check,
                                               plumb_verdict_name (expected[0].verdict)));
  bar = read_check (screen, expected[0].check);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (strchr (bar, ':') + 1, NULL), pose.e_bar_pct, 3);
  for (guint i = 1; i < G_N_ELEMENTS (expected); i++)
    g_assert_true (check_says (screen, expected[i].check,
                               plumb_verdict_name (expected[i].verdict)));
}

/* (transfer full) What all of them say, a line each. */
static char *
read_checks (LiftOnScreen *screen)
{
  static const char *const patterns[]
      = { "Bar over mid-foot:*", "Shoulder blades over the bar:*", "Hip height:*",
          "Low back keeps its curve:*", "Hips and bar rise together:*" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autofree char *check = read_check (screen, patterns[i]);

      g_string_append_printf (text, "%s\n", check);
    }
  return g_strdup (text->str);
}

/* Of the tables that hold what a coach marked. */
static int
count_rows (LiftOnScreen *screen,
            const char   *sql)
{
  g_autofree char *path = g_build_filename (screen->data_dir, "library.db", NULL);
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  int n;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return n;
}

static void
undo_and_redo (LiftOnScreen *screen)
{
  static const char count_marks[] = "SELECT count(*) FROM mark";
  g_autofree char *before = read_checks (screen);
  const int n_marks = count_rows (screen, count_marks);
  guint n_undone = 0, n_redone = 0;

  g_test_message ("Undoing all of it");
  while (robot_sees (screen->robot, ATSPI_ROLE_PUSH_BUTTON, "Undo ?*"))
    {
      robot_key (screen->robot, "ctrl+z");
      g_assert_cmpuint (++n_undone, <, 60);
      g_usleep (50000);
    }
  robot_wait_until (screen->robot,
                    check_says (screen, "Bar over mid-foot:*",
                                plumb_verdict_name (PLUMB_VERDICT_NOT_MEASURABLE)));
  /* The state that a recording is opened in. */
  g_object_unref (robot_find (screen->robot, ATSPI_ROLE_PUSH_BUTTON, "Start the guided setup"));
  g_assert_cmpint (n_marks, >, 10);
  g_assert_cmpint (count_rows (screen, count_marks), ==, 0);
  while (robot_sees (screen->robot, ATSPI_ROLE_PUSH_BUTTON, "Redo ?*"))
    {
      robot_key (screen->robot, "ctrl+shift+z");
      g_assert_cmpuint (++n_redone, <, 60);
      g_usleep (50000);
    }
  g_test_message ("%u steps back, %u forward", n_undone, n_redone);
  for (gint64 until = robot_deadline ();; robot_rest (screen->robot, until, before))
    {
      g_autofree char *now = read_checks (screen);

      if (g_str_equal (now, before) && count_rows (screen, count_marks) == n_marks)
        return;
    }
}

/* The plate of the rep before is offered, on the rim that is seen in the frame: one
 * key takes it. It is lifted a little there. */
static void
take_plate (LiftOnScreen *screen)
{
  const gint64 off = plumb_lift_moment (screen->lift, PLUMB_MOMENT_LIFT_OFF);

  for (guint i = 0; i < 3; i++)
    {
      find_frame (screen, off + 1 + i);
      key (screen, "Return");
    }
  wait_for_step (screen, "Plate");
  g_object_unref (robot_find (screen->robot, ATSPI_ROLE_LABEL, "*on the rim that is seen here*"));
  lift_wait_for_number (screen, off + 1);
  key (screen, "Return");
  wait_for_step (screen, plumb_landmark_name (PLUMB_LANDMARK_KNEE));
}

/* Enter goes to the guide then, no longer to the button. */
static void
start_by_button (LiftOnScreen *screen)
{
  g_autoptr (AtspiAccessible) button
      = robot_find (screen->robot, ATSPI_ROLE_PUSH_BUTTON, "Start the guided setup");
  g_autoptr (AtspiAccessible) picture
      = robot_find (screen->robot, ATSPI_ROLE_IMAGE, "Picture of the recording");

  n_inputs++;
  robot_click_on (screen->robot, button);
  g_object_unref (robot_find (screen->robot, ATSPI_ROLE_PUSH_BUTTON, "Take this frame"));
  robot_wait_until (screen->robot, is_focused (picture));
}

static void
run_guide (void)
{
  LiftOnScreen screen = { NULL };

  plumb_clip_options_init (&screen.options);
  screen.options.faults.bar_forward_pct = FORWARD_PCT;
  screen.options.camera.distance_m = DISTANCE_M;
  screen.options.tempo = (PlumbLiftTempo) { 0.25, 0.15, 0.7, 0.3, 0 };
  if (!lift_open (&screen, "journey-guide"))
    {
      g_test_skip ("There is no display or no accessibility bus");
      return;
    }
  lift_wait_for_frame (&screen, 0);
  n_inputs = 0;
  start_by_button (&screen);
  mark_moments (&screen);
  mark_points (&screen, PLUMB_MOMENT_LOCKOUT, PLUMB_LANDMARK_HEEL, PLUMB_LANDMARK_ANKLE);
  mark_plate (&screen);
  mark_points (&screen, PLUMB_MOMENT_SET, PLUMB_LANDMARK_KNEE, PLUMB_LANDMARK_SCAPULA);
  mark_outline (&screen, PLUMB_MOMENT_SET);
  correct (&screen);
  mark_outline (&screen, PLUMB_MOMENT_LIFT_OFF);
  say_distance (&screen);
  g_test_message ("%u clicks and keys", n_inputs);
  g_assert_cmpuint (n_inputs, <=, MOST_INPUTS);
  judge (&screen);
  robot_key (screen.robot, "Escape");
  undo_and_redo (&screen);
  g_test_message ("The next rep is led through as well");
  robot_key (screen.robot, "ctrl+m");
  g_object_unref (robot_find (screen.robot, ATSPI_ROLE_LABEL, "*step 1 of *"));
  take_plate (&screen);
  lift_close (&screen);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/guide", run_guide);
  return g_test_run ();
}
