/* What a coach meets when something is not as it should be: a file that is no
 * video, a recording that has gone, a library that another window has open or
 * that is damaged, criteria of the coach's own with a mistake. Each is told in
 * words, and nothing is lost.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "clip.h"
#include "robot.h"

#define ATHLETE "Ben Okafor"

typedef struct
{
  Robot *robot;    /* owned */
  char  *folder;   /* owned */
  char  *data_dir; /* owned */
  char  *clip;     /* owned: not made yet */
} Scene;

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

static gboolean
open_scene (Scene      *scene,
            const char *name)
{
  g_autoptr (GError) error = NULL;

  *scene = (Scene) { .robot = robot_new (name) };
  if (scene->robot == NULL)
    {
      g_test_skip ("There is no display or no accessibility bus");
      return FALSE;
    }
  scene->folder = g_dir_make_tmp ("plumbline-journey-XXXXXX", &error);
  g_assert_no_error (error);
  scene->data_dir = g_build_filename (scene->folder, "library", NULL);
  scene->clip = g_build_filename (scene->folder, "lift.mp4", NULL);
  return TRUE;
}

static void
close_scene (Scene *scene)
{
  robot_free (scene->robot);
  remove_folder (scene->folder);
  g_free (scene->folder);
  g_free (scene->data_dir);
  g_free (scene->clip);
}

static void
make_clip (Scene *scene)
{
  PlumbClipOptions options;
  g_autoptr (GError) error = NULL;

  plumb_clip_options_init (&options);
  options.n_frames = 20;
  options.fast = TRUE;
  options.style = PLUMB_CLIP_STYLE_PLAIN;
  g_assert_true (plumb_clip_write (&options, scene->clip, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
start (Scene      *scene,
       Robot      *robot,
       const char *file)
{
  const char *const args[]
      = { g_getenv ("PLUMBLINE_PROGRAM"), "--data-dir", scene->data_dir, file, NULL };

  robot_start (robot, args);
}

static void
wait_for (Robot      *robot,
          AtspiRole   role,
          const char *pattern)
{
  g_object_unref (robot_find (robot, role, pattern));
}

static void
leave (Robot *robot)
{
  robot_key (robot, "ctrl+q");
  g_assert_true (robot_wait_exit (robot));
}

static void
answer_athlete (Robot *robot)
{
  wait_for (robot, ATSPI_ROLE_TEXT, "Name of a new athlete");
  robot_wait_until (robot, robot_has_keys (robot, "Whose Lift Is This?"));
  robot_type (robot, ATHLETE);
  robot_key (robot, "Return");
  robot_wait_until (robot, !robot_sees (robot, ATSPI_ROLE_DIALOG, "*"));
}

static void
test_no_video (void)
{
  Scene scene;

  if (!open_scene (&scene, "journey-no-video"))
    return;
  g_assert_true (g_file_set_contents (scene.clip, "This is a letter, no video.\n", -1, NULL));
  start (&scene, scene.robot, scene.clip);
  wait_for (scene.robot, ATSPI_ROLE_LABEL, "*lift.mp4*is not a video*");
  /* It is not asked whose it is, and nothing is kept of it. */
  robot_key (scene.robot, "Escape");
  wait_for (scene.robot, ATSPI_ROLE_LABEL, "Review a Lift");
  g_assert_false (robot_sees (scene.robot, ATSPI_ROLE_LABEL, "This recording cannot be shown"));
  leave (scene.robot);
  close_scene (&scene);
}

/* The recording was moved: its review says so, and takes it where it is now. */
static void
test_moved (void)
{
  Scene scene;
  g_autofree char *moved = NULL;
  g_autoptr (AtspiAccessible) item = NULL;

  if (!open_scene (&scene, "journey-moved"))
    return;
  make_clip (&scene);
  start (&scene, scene.robot, scene.clip);
  answer_athlete (scene.robot);
  wait_for (scene.robot, ATSPI_ROLE_LABEL, "*frame 0 of 19");
  moved = g_build_filename (scene.folder, "moved.mp4", NULL);
  g_assert_cmpint (g_rename (scene.clip, moved), ==, 0);
  robot_press (scene.robot, ATSPI_ROLE_PUSH_BUTTON, "Back to the library");
  wait_for (scene.robot, ATSPI_ROLE_LABEL, "The video file is not where it was.");
  robot_press (scene.robot, ATSPI_ROLE_PUSH_BUTTON, "*Locate*");
  wait_for (scene.robot, ATSPI_ROLE_PUSH_BUTTON, "*Cancel");
  robot_wait_until (scene.robot, robot_has_keys (scene.robot, "Locate the Recording"));
  robot_type (scene.robot, moved);
  robot_key (scene.robot, "Return");
  robot_wait_until (scene.robot, !robot_sees (scene.robot, ATSPI_ROLE_LABEL,
                                              "The video file is not where it was."));
  item = robot_find (scene.robot, ATSPI_ROLE_LIST_ITEM, "*moved.mp4*");
  robot_click_on (scene.robot, item);
  wait_for (scene.robot, ATSPI_ROLE_LABEL, "*frame 0 of 19");
  leave (scene.robot);
  close_scene (&scene);
}

/* Put aside and kept, never written over. */
static void
test_damaged (void)
{
  Scene scene;
  g_autofree char *file = NULL;
  g_autofree char *content = NULL;

  if (!open_scene (&scene, "journey-damaged"))
    return;
  file = g_build_filename (scene.data_dir, "library.db", NULL);
  g_assert_cmpint (g_mkdir (scene.data_dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "no database at all", -1, NULL));
  start (&scene, scene.robot, NULL);
  wait_for (scene.robot, ATSPI_ROLE_LABEL, "The library cannot be opened");
  leave (scene.robot);
  g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "no database at all");
  close_scene (&scene);
}

/* One athlete with one lift, and the backup that the second start makes. */
static void
make_library_with_backup (Scene *scene)
{
  make_clip (scene);
  start (scene, scene->robot, scene->clip);
  answer_athlete (scene->robot);
  wait_for (scene->robot, ATSPI_ROLE_LABEL, "*frame 0 of 19");
  leave (scene->robot);
  start (scene, scene->robot, NULL);
  wait_for (scene->robot, ATSPI_ROLE_LIST_ITEM, "*lift.mp4*");
  leave (scene->robot);
}

/* (transfer full) (nullable) Name of the database that was set aside. */
static char *
find_aside (Scene *scene)
{
  g_autoptr (GDir) dir = g_dir_open (scene->data_dir, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "library-damaged-") && g_str_has_suffix (name, ".db"))
      return g_strdup (name);
  return NULL;
}

static void
assert_aside (Scene      *scene,
              const char *content)
{
  g_autofree char *name = find_aside (scene);
  g_autofree char *path = NULL;
  g_autofree char *kept = NULL;

  g_assert_nonnull (name);
  path = g_build_filename (scene->data_dir, name, NULL);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, content);
  g_remove (path);
}

/* The newest backup by one button. The window that then opens is the second of
 * one program, which no window manager gives the keys to. */
static void
test_backup_offered (void)
{
  static const char *const content = "Years of work, by now not readable.";
  g_autofree char *file = NULL;
  Scene scene;

  if (!open_scene (&scene, "journey-backup-offered"))
    return;
  make_library_with_backup (&scene);
  file = g_build_filename (scene.data_dir, "library.db", NULL);
  g_assert_true (g_file_set_contents (file, content, -1, NULL));
  start (&scene, scene.robot, NULL);
  wait_for (scene.robot, ATSPI_ROLE_LABEL, "*is damaged*The newest backup is*");
  robot_press (scene.robot, ATSPI_ROLE_PUSH_BUTTON, "*Restore the newest backup");
  wait_for (scene.robot, ATSPI_ROLE_LIST_ITEM, "*lift.mp4*");
  assert_aside (&scene, content);
  robot_kill (scene.robot);
  close_scene (&scene);
}

/* Says that it is of a format of the future, at byte 60 of an SQLite database; a
 * backup is chosen. */
static void
test_from_the_future (void)
{
  g_autofree char *file = NULL;
  g_autofree char *content = NULL;
  gsize length;
  Scene scene;

  if (!open_scene (&scene, "journey-from-the-future"))
    return;
  make_library_with_backup (&scene);
  file = g_build_filename (scene.data_dir, "library.db", NULL);
  g_assert_true (g_file_get_contents (file, &content, &length, NULL));
  content[60] = 1;
  g_assert_true (g_file_set_contents (file, content, (gssize) length, NULL));
  start (&scene, scene.robot, NULL);
  wait_for (scene.robot, ATSPI_ROLE_LABEL, "*newer Plumbline*");
  robot_press (scene.robot, ATSPI_ROLE_PUSH_BUTTON, "*Choose a backup*");
  robot_press (scene.robot, ATSPI_ROLE_PUSH_BUTTON, "Restore the backup of*");
  robot_press (scene.robot, ATSPI_ROLE_PUSH_BUTTON, "*Restore");
  wait_for (scene.robot, ATSPI_ROLE_LIST_ITEM, "*lift.mp4*");
  robot_kill (scene.robot);
  close_scene (&scene);
}

/* Two programs on one library: the second reads it, says so and keeps nothing. */
static void
test_two_windows (void)
{
  Scene scene;
  Robot *other;

  if (!open_scene (&scene, "journey-two-windows"))
    return;
  start (&scene, scene.robot, NULL);
  wait_for (scene.robot, ATSPI_ROLE_LABEL, "Review a Lift");
  other = robot_new ("journey-two-windows-other");
  start (&scene, other, NULL);
  wait_for (other, ATSPI_ROLE_LABEL, "For reading only: another Plumbline*");
  leave (other);
  robot_free (other);
  leave (scene.robot);
  close_scene (&scene);
}

/* A mistake in the coach's own criteria: the whole sentence, until it is closed,
 * and once. */
static void
test_own_criteria (void)
{
  static const char pattern[]
      = "Your own file cannot be used*conventional.criteria:3: [Criteria] Lift: *";
  g_autofree char *folder
      = g_build_filename (g_get_user_config_dir (), "plumbline", "criteria", NULL);
  g_autofree char *file = g_build_filename (folder, "conventional.criteria", NULL);
  g_autoptr (AtspiAccessible) item = NULL;
  Scene scene;

  if (!open_scene (&scene, "journey-own-criteria"))
    return;
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "[Criteria]\nVersion=1\nLift=\n", -1, NULL));
  make_clip (&scene);
  start (&scene, scene.robot, scene.clip);
  answer_athlete (scene.robot);
  wait_for (scene.robot, ATSPI_ROLE_LABEL, pattern);
  /* Longer than a toast. */
  g_usleep (6 * G_USEC_PER_SEC);
  g_assert_true (robot_sees (scene.robot, ATSPI_ROLE_LABEL, pattern));
  robot_press (scene.robot, ATSPI_ROLE_PUSH_BUTTON, "Close this notice");
  robot_wait_until (scene.robot, !robot_sees (scene.robot, ATSPI_ROLE_LABEL, pattern));
  robot_press (scene.robot, ATSPI_ROLE_PUSH_BUTTON, "Back to the library");
  item = robot_find (scene.robot, ATSPI_ROLE_LIST_ITEM, "*lift.mp4*");
  robot_click_on (scene.robot, item);
  wait_for (scene.robot, ATSPI_ROLE_LABEL, "*frame 0 of 19");
  g_assert_false (robot_sees (scene.robot, ATSPI_ROLE_LABEL, pattern));
  leave (scene.robot);
  g_remove (file);
  close_scene (&scene);
}

/* A pipe that nobody writes to keeps whoever opens it waiting, as a network does that
 * is gone. */
static void
test_silent_disk (void)
{
  Scene scene;

  if (!open_scene (&scene, "journey-silent-disk"))
    return;
  g_assert_cmpint (mkfifo (scene.clip, 0600), ==, 0);
  start (&scene, scene.robot, scene.clip);
  wait_for (scene.robot, ATSPI_ROLE_LABEL, "Reading the Recordings");
  robot_press (scene.robot, ATSPI_ROLE_PUSH_BUTTON, "*Cancel*");
  robot_press (scene.robot, ATSPI_ROLE_PUSH_BUTTON, "*Try the sample lift*");
  wait_for (scene.robot, ATSPI_ROLE_LABEL, "Sample Athlete");
  robot_kill (scene.robot);
  close_scene (&scene);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/trouble/no-video", test_no_video);
  g_test_add_func ("/journeys/trouble/moved", test_moved);
  g_test_add_func ("/journeys/trouble/damaged", test_damaged);
  g_test_add_func ("/journeys/trouble/backup-offered", test_backup_offered);
  g_test_add_func ("/journeys/trouble/from-the-future", test_from_the_future);
  g_test_add_func ("/journeys/trouble/two-windows", test_two_windows);
  g_test_add_func ("/journeys/trouble/own-criteria", test_own_criteria);
  g_test_add_func ("/journeys/trouble/silent-disk", test_silent_disk);
  return g_test_run ();
}
