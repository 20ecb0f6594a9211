/* The whole way of a coach with one recording: open it, say whose it is, step
 * through it, mark it, judge it, write the plan; then the power goes, and all
 * of it is still there. Through the real program, by pointer, keys and the
 * accessibility bus; what is on the canvas is read off the screen.
 *
 * The recording is drawn, so that every landmark is known, and carries its
 * frame number as a bar code.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "checks.h"
#include "clip.h"
#include "files.h"
#include "robot.h"

#define ATHLETE "Ana Lopez"
#define NOTE "Bar back over the laces, then try again."
#define FORWARD_PCT 25.0
#define DISTANCE_M 5.0

typedef struct
{
  Robot           *robot;    /* owned */
  PlumbLift       *lift;     /* owned: the truth */
  char            *folder;   /* owned */
  char            *data_dir; /* owned */
  char            *clip;     /* owned */
  char            *pdf;      /* owned */
  PlumbClipOptions options;
  AtspiAccessible *position; /* owned: "… frame 3 of 89" */
  AtspiAccessible *check;    /* owned: the row of the bar over mid-foot */
  AtspiAccessible *hint;     /* owned, nullable: what the next click places */
  RobotRect        picture;  /* where the recording is on the screen */
} Journey;

/* The recording */

static void
make_clip (Journey *journey)
{
  g_autoptr (GError) error = NULL;

  plumb_clip_options_init (&journey->options);
  journey->options.barcode = TRUE;
  journey->options.fast = TRUE;
  journey->options.style = PLUMB_CLIP_STYLE_PLAIN;
  journey->options.gop = 30;
  journey->options.b_frames = 2;
  journey->options.tempo = (PlumbLiftTempo) { 0.25, 0.15, 0.7, 0.3, 0 };
  journey->options.faults.bar_forward_pct = FORWARD_PCT;
  journey->options.camera.distance_m = DISTANCE_M;
  journey->lift = plumb_lift_new (&journey->options);
  g_assert_true (
      plumb_clip_write (&journey->options, journey->clip, NULL, NULL, &error));
  g_assert_no_error (error);
}

static gint64
last_frame (Journey *journey)
{
  return plumb_lift_n_frames (journey->lift) - 1;
}

static PlumbLiftPose
pose_at (Journey *journey,
         gint64   frame)
{
  PlumbLiftPose pose;

  plumb_lift_pose_at (journey->lift, frame, &pose);
  return pose;
}

/* The window */

static gint64
read_frame (Journey *journey)
{
  g_autofree char *text = robot_name (journey->position);
  const char *number = strstr (text, "frame ");

  return number != NULL ? g_ascii_strtoll (number + strlen ("frame "), NULL, 10) : -1;
}

static gint64
read_barcode (Journey *journey)
{
  g_autofree guint8 *pixels = robot_screenshot (journey->robot, journey->picture);

  return plumb_barcode_read (pixels, journey->picture.width, journey->picture.height,
                             4 * journey->picture.width);
}

/* Both the label and the picture on the screen. */
static void
wait_for_frame (Journey *journey,
                gint64   frame)
{
  robot_wait_until (journey->robot, read_frame (journey) == frame);
  robot_wait_until (journey->robot, read_barcode (journey) == frame);
  g_assert_cmpint (read_frame (journey), ==, frame);
}

/* The recording is shown whole, in the middle, as large as it goes. */
static void
find_picture (Journey *journey)
{
  g_autoptr (AtspiAccessible) canvas
      = robot_find (journey->robot, ATSPI_ROLE_IMAGE, "Picture of the recording");
  const RobotRect all = robot_extents (journey->robot, canvas);
  const double scale = MIN ((double) all.width / journey->options.width_px,
                            (double) all.height / journey->options.height_px);

  journey->picture.width = (int) (journey->options.width_px * scale);
  journey->picture.height = (int) (journey->options.height_px * scale);
  journey->picture.x = all.x + (all.width - journey->picture.width) / 2;
  journey->picture.y = all.y + (all.height - journey->picture.height) / 2;
}

static PlumbPoint
to_screen (Journey   *journey,
           PlumbPoint video)
{
  const double scale = (double) journey->picture.width / journey->options.width_px;

  return (PlumbPoint) { journey->picture.x + video.x_px * scale,
                        journey->picture.y + video.y_px * scale };
}

static void
start_program (Journey *journey)
{
  const char *const args[] = {
    g_getenv ("PLUMBLINE_PROGRAM"), "--data-dir", journey->data_dir, journey->clip, NULL,
  };

  robot_start (journey->robot, args);
}

/* What is seen once the recording is open. */
static void
meet_window (Journey *journey)
{
  g_clear_object (&journey->position);
  g_clear_object (&journey->check);
  g_clear_object (&journey->hint);
  journey->position = robot_find (journey->robot, ATSPI_ROLE_LABEL, "*frame * of *");
  journey->check = robot_find (journey->robot, ATSPI_ROLE_PUSH_BUTTON, "Bar over mid-foot:*");
  find_picture (journey);
}

/* Beside the picture: the keys are the canvas's from then on. */
static void
click_beside (Journey *journey)
{
  robot_click (journey->robot, journey->picture.x + 10, journey->picture.y - 10);
}

static void
go_to (Journey *journey,
       gint64   frame)
{
  robot_key (journey->robot, "Home");
  /* Somebody who is there already would else be seen arriving before the keys are
   * taken, and passing by other frames afterwards. */
  wait_for_frame (journey, 0);
  for (gint64 i = 0; i < frame / 10; i++)
    robot_key (journey->robot, "shift+Right");
  for (gint64 i = 0; i < frame % 10; i++)
    robot_key (journey->robot, "Right");
  wait_for_frame (journey, frame);
}

/* The steps */

static void
open_recording (Journey *journey)
{
  g_test_message ("Opening");
  start_program (journey);
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_TEXT, "Name of a new athlete"));
  robot_wait_until (journey->robot, robot_has_keys (journey->robot, "Whose Lift Is This?"));
  robot_type (journey->robot, ATHLETE);
  robot_key (journey->robot, "Return");
  robot_wait_until (journey->robot, !robot_sees (journey->robot, ATSPI_ROLE_DIALOG, "*"));
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_LABEL, ATHLETE));
  meet_window (journey);
  wait_for_frame (journey, 0);
}

static void
step_through (Journey *journey)
{
  const gint64 last = last_frame (journey);

  g_test_message ("Stepping");
  for (gint64 frame = 1; frame <= 12; frame++)
    {
      robot_key (journey->robot, "Right");
      wait_for_frame (journey, frame);
    }
  robot_key (journey->robot, "Left");
  wait_for_frame (journey, 11);
  robot_key (journey->robot, "End");
  wait_for_frame (journey, last);
  robot_key (journey->robot, "Right");
  robot_key (journey->robot, "Left");
  wait_for_frame (journey, last - 1);
  for (gint64 frame = last - 2; frame > last - 8; frame--)
    {
      robot_key (journey->robot, "Left");
      wait_for_frame (journey, frame);
    }
  robot_key (journey->robot, "Home");
  wait_for_frame (journey, 0);
  /* Faster than pictures come: none may be skipped in the count. */
  for (int i = 0; i < 20; i++)
    robot_key (journey->robot, "Right");
  wait_for_frame (journey, 20);
}

static void
drag_timeline (Journey *journey)
{
  g_autoptr (AtspiAccessible) timeline
      = robot_find (journey->robot, ATSPI_ROLE_SLIDER, "Timeline");
  const RobotRect rect = robot_extents (journey->robot, timeline);
  const double from = rect.x + rect.width * 0.1, to = rect.x + rect.width * 0.7;
  const double y = rect.y + rect.height / 2.0;
  gint64 rested;

  g_test_message ("Dragging the timeline");
  robot_key (journey->robot, "Home");
  wait_for_frame (journey, 0);
  robot_move (journey->robot, from, y);
  robot_button (journey->robot, TRUE);
  for (int i = 1; i <= 20; i++)
    robot_move (journey->robot, from + (to - from) * i / 20, y);
  /* The picture follows while the button is down. */
  robot_wait_until (journey->robot, read_frame (journey) > last_frame (journey) / 2);
  robot_button (journey->robot, FALSE);
  robot_wait_until (journey->robot,
                    ABS (read_frame (journey) - 0.7 * (double) last_frame (journey)) < 3);
  rested = read_frame (journey);
  wait_for_frame (journey, rested);
}

static void
set_moments (Journey *journey)
{
  static const PlumbMoment moments[] = { PLUMB_MOMENT_SET, PLUMB_MOMENT_LIFT_OFF,
                                         PLUMB_MOMENT_KNEE_PASS, PLUMB_MOMENT_LOCKOUT };

  g_test_message ("Setting the key moments");
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *button
          = g_strdup_printf ("%s: Set here*", plumb_moment_name (moments[i]));

      go_to (journey, plumb_lift_moment (journey->lift, moments[i]));
      robot_key (journey->robot, "m");
      robot_press (journey->robot, ATSPI_ROLE_PUSH_BUTTON, button);
      robot_wait_until (journey->robot,
                        !robot_sees (journey->robot, ATSPI_ROLE_PUSH_BUTTON, button));
    }
}

/* Into the field that has the keyboard; leaves it for the next one. */
static void
enter_number (Journey    *journey,
              const char *name,
              const char *number)
{
  g_autoptr (AtspiAccessible) spin = robot_find (journey->robot, ATSPI_ROLE_SPIN_BUTTON, name);

  robot_key (journey->robot, "ctrl+a");
  robot_type (journey->robot, number);
  robot_key (journey->robot, "Tab");
  robot_wait_until (journey->robot, robot_value (spin) == g_ascii_strtod (number, NULL));
}

static void
set_filming (Journey *journey)
{
  g_autoptr (AtspiAccessible) button = NULL;

  g_test_message ("Saying how it was filmed");
  button = robot_find (journey->robot, ATSPI_ROLE_PUSH_BUTTON, "Scale and camera");
  robot_click_on (journey->robot, button);
  enter_number (journey, "Camera distance", "5");
  robot_key (journey->robot, "Escape");
  robot_wait_until (journey->robot, !robot_sees (journey->robot, ATSPI_ROLE_SPIN_BUTTON,
                                                 "Camera distance"));
}

static gboolean
says (AtspiAccessible *widget,
      const char      *text)
{
  g_autofree char *now = robot_name (widget);

  return g_str_equal (now, text);
}

/* The hint says which landmark the next click places. */
static void
wait_for_landmark (Journey      *journey,
                   PlumbLandmark landmark)
{
  const char *text = plumb_landmark_hint (landmark);

  if (journey->hint == NULL)
    journey->hint = robot_find (journey->robot, ATSPI_ROLE_LABEL, text);
  robot_wait_until (journey->robot, says (journey->hint, text));
}

static void
click_video (Journey   *journey,
             PlumbPoint video)
{
  const PlumbPoint at = to_screen (journey, video);

  robot_click (journey->robot, at.x_px, at.y_px);
}

/* The feet stand still: marked in one frame they are asked for in no other. */
static void
mark_body (Journey      *journey,
           gint64        frame,
           PlumbLandmark first)
{
  const PlumbLiftPose pose = pose_at (journey, frame);

  g_test_message ("Marking the body in frame %d", (int) frame);
  go_to (journey, frame);
  robot_key (journey->robot, "p");
  for (int i = first; i <= PLUMB_LANDMARK_BAR; i++)
    {
      wait_for_landmark (journey, (PlumbLandmark) i);
      click_video (journey, pose.at_px[i]);
    }
  robot_wait_until (journey->robot,
                    !says (journey->hint, plumb_landmark_hint (PLUMB_LANDMARK_BAR)));
}

static void
drag_to (Journey   *journey,
         PlumbPoint from,
         PlumbPoint to)
{
  robot_move (journey->robot, from.x_px, from.y_px);
  robot_button (journey->robot, TRUE);
  for (int i = 1; i <= 10; i++)
    robot_move (journey->robot, from.x_px + (to.x_px - from.x_px) * i / 10,
                from.y_px + (to.y_px - from.y_px) * i / 10);
}

static void
mark_plate (Journey *journey)
{
  const gint64 frame = plumb_lift_moment (journey->lift, PLUMB_MOMENT_SET);
  const PlumbLiftPose pose = pose_at (journey, frame);
  const PlumbPoint centre = pose.at_px[PLUMB_LANDMARK_BAR];
  PlumbPoint left = centre, right = centre;
  g_autoptr (AtspiAccessible) hint = NULL;

  g_test_message ("Marking the plate");
  go_to (journey, frame);
  left.x_px -= pose.plate_radius_px;
  right.x_px += pose.plate_radius_px;
  robot_key (journey->robot, "c");
  hint = robot_find (journey->robot, ATSPI_ROLE_LABEL, "Drag across the near plate*");
  drag_to (journey, to_screen (journey, left), to_screen (journey, right));
  robot_button (journey->robot, FALSE);
  robot_wait_until (journey->robot, says (hint, ""));
  /* Not the plate, but the frame is what arrows move from here on. */
  robot_key (journey->robot, "Escape");
}

/* NAN when the check has no value. */
static double
read_value (const char *check)
{
  const char *text = strchr (check, ':');
  char *end;
  double value;

  g_assert_nonnull (text);
  text++;
  while (g_ascii_isspace (*text))
    text++;
  /* A typographic minus. */
  value = g_str_has_prefix (text, "−") ? -g_ascii_strtod (text + strlen ("−"), &end)
                                       : g_ascii_strtod (text, &end);
  return end == text ? NAN : value;
}

/* (transfer full) What the row says now: it may have been made anew. */
static char *
read_check (Journey *journey)
{
  g_clear_object (&journey->check);
  journey->check
      = robot_find (journey->robot, ATSPI_ROLE_PUSH_BUTTON, "Bar over mid-foot:*");
  return robot_name (journey->check);
}

static gboolean
check_is (Journey    *journey,
          const char *text)
{
  g_autofree char *now = read_check (journey);

  return g_str_equal (now, text);
}

static gboolean
check_says (Journey     *journey,
            PlumbVerdict verdict)
{
  g_autofree char *text = read_check (journey);

  return strstr (text, plumb_verdict_name (verdict)) != NULL;
}

static void
judge (Journey *journey)
{
  const gint64 frame = plumb_lift_moment (journey->lift, PLUMB_MOMENT_SET);
  g_autofree char *text = NULL;

  g_test_message ("Reading the check");
  robot_wait_until (journey->robot, check_says (journey, PLUMB_VERDICT_FAULT));
  text = read_check (journey);
  g_test_message ("%s", text);
  g_assert_cmpfloat_with_epsilon (read_value (text), pose_at (journey, frame).e_bar_pct, 3);
}

/* In the lockout frame, where the plate does not hide it. */
static void
drag_heel_and_undo (Journey *journey)
{
  const gint64 frame = plumb_lift_moment (journey->lift, PLUMB_MOMENT_LOCKOUT);
  const PlumbPoint heel
      = to_screen (journey, pose_at (journey, frame).at_px[PLUMB_LANDMARK_HEEL]);
  const PlumbPoint back = { heel.x_px - 20, heel.y_px };
  g_autofree char *before = read_check (journey);
  g_autofree char *dragged = NULL;

  g_test_message ("Dragging the heel and taking it back");
  go_to (journey, frame);
  robot_key (journey->robot, "v");
  drag_to (journey, heel, back);
  robot_wait_until (journey->robot, !check_is (journey, before));
  robot_button (journey->robot, FALSE);
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_PUSH_BUTTON, "Undo move heel"));
  dragged = read_check (journey);
  g_test_message ("%s", dragged);
  /* A longer foot behind: the bar is farther in front of its middle. */
  g_assert_cmpfloat (read_value (dragged), >, read_value (before));
  robot_key (journey->robot, "ctrl+z");
  robot_wait_until (journey->robot, check_is (journey, before));
  robot_key (journey->robot, "ctrl+shift+z");
  robot_wait_until (journey->robot, check_is (journey, dragged));
  robot_key (journey->robot, "ctrl+z");
  robot_wait_until (journey->robot, check_is (journey, before));
  robot_key (journey->robot, "Escape");
}

static void
confirm (Journey *journey)
{
  g_test_message ("Confirming the finding");
  robot_click_on (journey->robot, journey->check);
  robot_press (journey->robot, ATSPI_ROLE_PUSH_BUTTON, "*: Confirm");
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_LABEL, "Confirmed by you"));
}

static void
open_tab (Journey    *journey,
          const char *name)
{
  g_autoptr (AtspiAccessible) tab = robot_find (journey->robot, ATSPI_ROLE_PAGE_TAB, name);

  robot_click_on (journey->robot, tab);
}

static void
wait_for_note (Journey *journey)
{
  g_autoptr (AtspiAccessible) notes
      = robot_find (journey->robot, ATSPI_ROLE_TEXT, "Notes on this recording");

  for (gint64 until = robot_deadline ();; robot_rest (journey->robot, until, "the note"))
    {
      g_autofree char *text = robot_text (notes);

      if (g_str_equal (text, NOTE))
        return;
    }
}

static void
write_note (Journey *journey)
{
  g_autoptr (AtspiAccessible) notes = NULL;

  g_test_message ("Writing a note");
  open_tab (journey, "Notes");
  notes = robot_find (journey->robot, ATSPI_ROLE_TEXT, "Notes on this recording");
  robot_click_on (journey->robot, notes);
  robot_type (journey->robot, NOTE);
  wait_for_note (journey);
}

static void
export_plan (Journey *journey)
{
  g_autofree char *text = NULL;

  g_test_message ("Exporting the plan");
  robot_key (journey->robot, "ctrl+e");
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_PUSH_BUTTON, "*Export"));
  robot_wait_until (journey->robot, robot_has_keys (journey->robot, "Export Plan"));
  robot_key (journey->robot, "ctrl+a");
  robot_type (journey->robot, journey->pdf);
  robot_key (journey->robot, "Return");
  robot_wait_until (journey->robot, files_is_whole_pdf (journey->pdf));
  text = files_read_pdf (journey->pdf);
  if (text == NULL)
    g_test_message ("pdftotext is not installed: the words are not looked at");
  else
    g_assert_nonnull (strstr (text, ATHLETE));
}

/* The last mark is acknowledged by the hint; then the process is gone. */
static void
lose_power (Journey *journey,
            gint64   frame)
{
  const PlumbLiftPose pose = pose_at (journey, frame);

  g_test_message ("Marking the knee in frame %d and losing power", (int) frame);
  click_beside (journey);
  go_to (journey, frame);
  robot_key (journey->robot, "p");
  wait_for_landmark (journey, PLUMB_LANDMARK_KNEE);
  click_video (journey, pose.at_px[PLUMB_LANDMARK_KNEE]);
  wait_for_landmark (journey, PLUMB_LANDMARK_HIP);
  robot_kill (journey->robot);
}

static void
find_all_again (Journey    *journey,
                const char *check,
                gint64      last_marked)
{
  g_test_message ("Opening it again");
  start_program (journey);
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_LABEL, ATHLETE));
  meet_window (journey);
  wait_for_frame (journey, plumb_lift_moment (journey->lift, PLUMB_MOMENT_SET));
  g_assert_false (robot_sees (journey->robot, ATSPI_ROLE_DIALOG, "*"));
  robot_wait_until (journey->robot, check_is (journey, check));

  robot_key (journey->robot, "m");
  for (int m = PLUMB_MOMENT_SET; m <= PLUMB_MOMENT_LOCKOUT; m++)
    {
      const gint64 frame = plumb_lift_moment (journey->lift, (PlumbMoment) m);
      g_autofree char *label = g_strdup_printf ("frame %d", (int) frame);

      g_object_unref (robot_find (journey->robot, ATSPI_ROLE_LABEL, label));
    }
  robot_key (journey->robot, "Escape");

  robot_click_on (journey->robot, journey->check);
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_LABEL, "Confirmed by you"));
  open_tab (journey, "Notes");
  wait_for_note (journey);

  click_beside (journey);
  go_to (journey, last_marked);
  robot_key (journey->robot, "p");
  wait_for_landmark (journey, PLUMB_LANDMARK_HIP);
}

static void
leave (Journey *journey)
{
  g_test_message ("Leaving");
  robot_key (journey->robot, "ctrl+q");
  g_assert_true (robot_wait_exit (journey->robot));
}

static void
clear_journey (Journey *journey)
{
  g_clear_object (&journey->position);
  g_clear_object (&journey->check);
  g_clear_object (&journey->hint);
  g_clear_pointer (&journey->robot, robot_free);
  g_clear_pointer (&journey->lift, plumb_lift_free);
  files_remove_folder (journey->folder);
  g_free (journey->folder);
  g_free (journey->data_dir);
  g_free (journey->clip);
  g_free (journey->pdf);
}

static void
run_journey (void)
{
  Journey journey = { .robot = robot_new ("journey-review") };
  g_autofree char *check = NULL;
  g_autoptr (GError) error = NULL;

  if (journey.robot == NULL)
    {
      g_test_skip ("There is no display or no accessibility bus");
      return;
    }
  journey.folder = g_dir_make_tmp ("plumbline-journey-XXXXXX", &error);
  g_assert_no_error (error);
  journey.data_dir = g_build_filename (journey.folder, "library", NULL);
  journey.clip = g_build_filename (journey.folder, "lift.mp4", NULL);
  journey.pdf = g_build_filename (journey.folder, "plan.pdf", NULL);

  make_clip (&journey);
  open_recording (&journey);
  step_through (&journey);
  drag_timeline (&journey);
  set_moments (&journey);
  set_filming (&journey);
  mark_body (&journey, plumb_lift_moment (journey.lift, PLUMB_MOMENT_LOCKOUT),
             PLUMB_LANDMARK_HEEL);
  mark_body (&journey, plumb_lift_moment (journey.lift, PLUMB_MOMENT_LIFT_OFF),
             PLUMB_LANDMARK_KNEE);
  mark_body (&journey, plumb_lift_moment (journey.lift, PLUMB_MOMENT_SET), PLUMB_LANDMARK_KNEE);
  mark_plate (&journey);
  judge (&journey);
  drag_heel_and_undo (&journey);
  confirm (&journey);
  check = read_check (&journey);
  write_note (&journey);
  export_plan (&journey);
  lose_power (&journey, last_frame (&journey));
  find_all_again (&journey, check, last_frame (&journey));
  leave (&journey);
  clear_journey (&journey);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/review", run_journey);
  return g_test_run ();
}
