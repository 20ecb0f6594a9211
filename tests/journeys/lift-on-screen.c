/* A drawn lift, open in the real program; see lift-on-screen.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-on-screen.h"

#include <glib/gstdio.h>
#include <string.h>

static double
find_scale (LiftOnScreen *screen)
{
  return MIN ((double) screen->canvas.width / screen->options.width_px,
              (double) screen->canvas.height / screen->options.height_px);
}

PlumbPoint
lift_to_screen (LiftOnScreen *screen,
                PlumbPoint    video)
{
  const double scale = find_scale (screen);
  const double x0
      = screen->canvas.x + (screen->canvas.width - scale * screen->options.width_px) / 2;
  const double y0
      = screen->canvas.y + (screen->canvas.height - scale * screen->options.height_px) / 2;

  return (PlumbPoint) { x0 + scale * video.x_px, y0 + scale * video.y_px };
}

PlumbPoint
lift_to_video (LiftOnScreen *screen,
               PlumbPoint    at)
{
  const PlumbPoint zero = lift_to_screen (screen, (PlumbPoint) { 0, 0 });
  const double scale = find_scale (screen);

  return (PlumbPoint) { (at.x_px - zero.x_px) / scale, (at.y_px - zero.y_px) / scale };
}

PlumbLiftPose
lift_pose_at (LiftOnScreen *screen,
              gint64        frame)
{
  PlumbLiftPose pose;

  plumb_lift_pose_at (screen->lift, frame, &pose);
  return pose;
}

gint64
lift_read_frame (LiftOnScreen *screen)
{
  g_autofree char *text = robot_name (screen->position);
  const char *number = strstr (text, "frame ");

  return number != NULL ? g_ascii_strtoll (number + strlen ("frame "), NULL, 10) : -1;
}

static gint64
read_barcode (LiftOnScreen *screen)
{
  const PlumbPoint from = lift_to_screen (screen, (PlumbPoint) { 0, 0 });
  const double scale = find_scale (screen);
  const RobotRect part = { (int) (from.x_px + 0.5), (int) (from.y_px + 0.5),
                           (int) (scale * screen->options.width_px),
                           (int) (scale * screen->options.height_px) };
  g_autofree guint8 *pixels = robot_screenshot (screen->robot, part);

  return plumb_barcode_read (pixels, part.width, part.height, 4 * part.width);
}

void
lift_wait_for_frame (LiftOnScreen *screen,
                     gint64        frame)
{
  robot_wait_until (screen->robot,
                    lift_read_frame (screen) == frame && read_barcode (screen) == frame);
}

void
lift_wait_for_number (LiftOnScreen *screen,
                      gint64        frame)
{
  robot_wait_until (screen->robot, lift_read_frame (screen) == frame);
}

static void
start (LiftOnScreen *screen,
       const char   *clip)
{
  const char *const args[]
      = { g_getenv ("PLUMBLINE_PROGRAM"), "--data-dir", screen->data_dir, clip, NULL };

  robot_start (screen->robot, args);
}

gboolean
lift_open (LiftOnScreen *screen,
           const char   *name)
{
  g_autofree char *clip = NULL;
  g_autoptr (AtspiAccessible) canvas = NULL;
  g_autoptr (GError) error = NULL;

  screen->robot = robot_new (name);
  if (screen->robot == NULL)
    return FALSE;
  screen->folder = g_dir_make_tmp ("plumbline-journey-XXXXXX", &error);
  g_assert_no_error (error);
  screen->data_dir = g_build_filename (screen->folder, "library", NULL);
  clip = g_build_filename (screen->folder, "lift.mp4", NULL);
  screen->options.barcode = TRUE;
  screen->options.fast = TRUE;
  screen->options.style = PLUMB_CLIP_STYLE_PLAIN;
  screen->lift = plumb_lift_new (&screen->options);
  g_assert_true (plumb_clip_write (&screen->options, clip, NULL, NULL, &error));
  g_assert_no_error (error);

  start (screen, clip);
  g_object_unref (robot_find (screen->robot, ATSPI_ROLE_TEXT, "Name of a new athlete"));
  robot_wait_until (screen->robot, robot_has_keys (screen->robot, "Whose Lift Is This?"));
  robot_type (screen->robot, "Ana");
  robot_key (screen->robot, "Return");
  robot_wait_until (screen->robot, !robot_sees (screen->robot, ATSPI_ROLE_DIALOG, "*"));
  screen->position = robot_find (screen->robot, ATSPI_ROLE_LABEL, "*frame * of *");
  canvas = robot_find (screen->robot, ATSPI_ROLE_IMAGE, "Picture of the recording");
  screen->canvas = robot_extents (screen->robot, canvas);
  return TRUE;
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

void
lift_close (LiftOnScreen *screen)
{
  robot_key (screen->robot, "ctrl+q");
  g_assert_true (robot_wait_exit (screen->robot));
  g_clear_object (&screen->position);
  g_clear_pointer (&screen->robot, robot_free);
  g_clear_pointer (&screen->lift, plumb_lift_free);
  remove_folder (screen->folder);
  g_clear_pointer (&screen->folder, g_free);
  g_clear_pointer (&screen->data_dir, g_free);
}
