/* The coach's week: eleven clips are dropped at once and assigned in one go; one
 * is reviewed and closed, and found again by what was written about it; after
 * the second review the athlete's page shows the trend.
 *
 * What the pointer does on the canvas is told in journey-review; here the marks
 * of the two reviews are put into the library while the program is closed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>

#include "clip.h"
#include "drop.h"
#include "library.h"
#include "review-setup.h"
#include "robot.h"

#define N_CLIPS 11
#define ATHLETE "Anna Okafor"

typedef struct
{
  Robot *robot;    /* owned */
  char  *folder;   /* owned */
  char  *data_dir; /* owned */
  char  *clips[N_CLIPS + 1];
} Week;

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
open_week (Week *week)
{
  g_autoptr (GError) error = NULL;

  *week = (Week) { .robot = robot_new ("journey-week") };
  if (week->robot == NULL)
    {
      g_test_skip ("There is no display or no accessibility bus");
      return FALSE;
    }
  week->folder = g_dir_make_tmp ("plumbline-week-XXXXXX", &error);
  g_assert_no_error (error);
  week->data_dir = g_build_filename (week->folder, "library", NULL);
  for (int i = 0; i < N_CLIPS; i++)
    {
      g_autofree char *name = g_strdup_printf ("monday-%02d.mp4", i + 1);
      PlumbClipOptions options;

      week->clips[i] = g_build_filename (week->folder, name, NULL);
      plumb_clip_options_init (&options);
      options.n_frames = 12 + i; /* no two are the same recording */
      options.fast = TRUE;
      options.style = PLUMB_CLIP_STYLE_PLAIN;
      g_assert_true (plumb_clip_write (&options, week->clips[i], NULL, NULL, &error));
    }
  return TRUE;
}

static void
close_week (Week *week)
{
  robot_free (week->robot);
  remove_folder (week->folder);
  g_free (week->folder);
  g_free (week->data_dir);
  for (int i = 0; i < N_CLIPS; i++)
    g_free (week->clips[i]);
}

static void
start (Week *week)
{
  const char *const args[]
      = { g_getenv ("PLUMBLINE_PROGRAM"), "--data-dir", week->data_dir, NULL };

  robot_start (week->robot, args);
}

static void
leave (Week *week)
{
  robot_key (week->robot, "ctrl+q");
  g_assert_true (robot_wait_exit (week->robot));
}

static void
wait_for (Week       *week,
          AtspiRole   role,
          const char *pattern)
{
  g_object_unref (robot_find (week->robot, role, pattern));
}

/* All of them, out of the file manager onto the first page there is. */
static void
drop_all (Week *week)
{
  g_autoptr (AtspiAccessible) welcome
      = robot_find (week->robot, ATSPI_ROLE_LABEL, "Review a Lift");
  const RobotRect rect = robot_extents (week->robot, welcome);

  g_assert_true (drop_files ((const char *const *) week->clips, rect.x + rect.width / 2,
                             rect.y + rect.height / 2));
}

static void
assign_all (Week *week)
{
  g_autoptr (AtspiAccessible) entry = NULL;

  robot_wait_until (week->robot, robot_has_keys (week->robot, "Whose Lifts Are These?"));
  entry = robot_find (week->robot, ATSPI_ROLE_TEXT, "Name of a new athlete");
  robot_click_on (week->robot, entry);
  robot_type (week->robot, ATHLETE);
  robot_key (week->robot, "Return");
  robot_press (week->robot, ATSPI_ROLE_PUSH_BUTTON, "*Assign");
  wait_for (week, ATSPI_ROLE_LABEL, "*11 reviews*");
}

static guint
count_reviews (Week *week)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_library_open_read_only (week->data_dir, &error);
  g_autoptr (PlumbAthlete) athlete = NULL;
  g_autoptr (GListModel) reviews = NULL;

  g_assert_no_error (error);
  athlete = g_list_model_get_item (plumb_library_athletes (library), 0);
  g_assert_cmpstr (plumb_athlete_name (athlete), ==, ATHLETE);
  reviews = plumb_library_reviews (library, plumb_athlete_id (athlete), &error);
  g_assert_no_error (error);
  return g_list_model_get_n_items (reviews);
}

/* On a frame in the middle of it. */
static void
write_note (Week *week)
{
  g_autoptr (AtspiAccessible) item
      = robot_find (week->robot, ATSPI_ROLE_LIST_ITEM, "*monday-10.mp4*");
  g_autoptr (AtspiAccessible) tab = NULL;
  g_autoptr (AtspiAccessible) note = NULL;
  g_autoptr (AtspiAccessible) back = NULL;

  robot_click_on (week->robot, item);
  wait_for (week, ATSPI_ROLE_LABEL, "*frame 0 of 20");
  robot_key (week->robot, "shift+Right");
  wait_for (week, ATSPI_ROLE_LABEL, "*frame 10 of 20");
  tab = robot_find (week->robot, ATSPI_ROLE_PAGE_TAB, "Notes");
  robot_click_on (week->robot, tab);
  note = robot_find (week->robot, ATSPI_ROLE_TEXT, "Note on the frame shown*");
  robot_click_on (week->robot, note);
  robot_type (week->robot, "braces late");
  robot_key (week->robot, "Return");
  wait_for (week, ATSPI_ROLE_PUSH_BUTTON, "Go to frame 10");
  /* By the pointer: pressed by no hand it answers a quarter of a second later. */
  back = robot_find (week->robot, ATSPI_ROLE_PUSH_BUTTON, "Back to the library");
  robot_click_on (week->robot, back);
}

/* By a word, from the keyboard; what was found opens at its frame. */
static void
find_note (Week *week)
{
  g_autoptr (AtspiAccessible) found = NULL;

  robot_key (week->robot, "ctrl+f");
  robot_type (week->robot, "brac");
  wait_for (week, ATSPI_ROLE_LABEL, "*brac* in 1 note");
  found = robot_find (week->robot, ATSPI_ROLE_LIST_ITEM, ATHLETE "*braces late*");
  robot_click_on (week->robot, found);
  wait_for (week, ATSPI_ROLE_LABEL, "*frame 10 of 20");
}

/* The marks of a review, and what its checks said. */
static void
mark (PlumbLibrary *library,
      const char   *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbReview) review = plumb_library_review_file (library, path, 0, &error);

  g_assert_no_error (error);
  review_setup_high_hips (review);
  g_assert_true (plumb_library_keep_checks (library, review, &error));
}

static void
review_two (Week *week)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_library_open (week->data_dir, &error);

  g_assert_no_error (error);
  mark (library, week->clips[2]);
  mark (library, week->clips[7]);
}

static void
see_trend (Week *week)
{
  wait_for (week, ATSPI_ROLE_LABEL, "Checks over Time");
  wait_for (week, ATSPI_ROLE_LABEL, "*Changed by*within the error*");
  robot_press (week->robot, ATSPI_ROLE_PUSH_BUTTON, "*Table*");
  wait_for (week, ATSPI_ROLE_PUSH_BUTTON, "*Save as CSV*");
}

static void
test_week (void)
{
  Week week;

  if (!open_week (&week))
    return;
  start (&week);
  drop_all (&week);
  assign_all (&week);
  write_note (&week);
  find_note (&week);
  leave (&week);
  g_assert_cmpuint (count_reviews (&week), ==, N_CLIPS);
  review_two (&week);
  start (&week);
  see_trend (&week);
  robot_kill (week.robot);
  g_assert_cmpuint (count_reviews (&week), ==, N_CLIPS);
  close_week (&week);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/week", test_week);
  return g_test_run ();
}
