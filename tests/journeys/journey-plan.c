/* From confirmed findings to the PDF in the athlete's hands by the keyboard
 * alone: the pain screen, the plan's page with its live pages, the headline in
 * the coach's words, the export. Through the real program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "robot.h"

#define HEADLINE "Laces under the bar, every rep."

typedef struct
{
  Robot *robot;  /* owned */
  char  *folder; /* owned */
  char  *pdf;    /* owned */
} Journey;

static void
start (Journey *journey)
{
  g_autofree char *library = g_build_filename (journey->folder, "library", NULL);
  const char *const args[]
      = { g_getenv ("PLUMBLINE_PROGRAM"), "--data-dir", library, "--sample", NULL };

  robot_start (journey->robot, args);
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_LABEL, "*frame * of *"));
  /* The sample's coach has confirmed a finding already. */
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_PUSH_BUTTON, "Bar over mid-foot:*"));
}

/* “Do you have any pain?” “No.” */
static void
answer (Journey *journey)
{
  g_test_message ("Answering the first question");
  robot_key (journey->robot, "alt+2");
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_LABEL, "Not asked yet"));
  for (guint tries = 0;
       tries < 6 && !robot_sees (journey->robot, ATSPI_ROLE_LABEL, "*questions left"); tries++)
    {
      robot_key (journey->robot, "Tab");
      robot_key (journey->robot, "space");
    }
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_LABEL, "*questions left"));
}

static void
press (Journey    *journey,
       const char *key,
       guint       times)
{
  for (guint i = 0; i < times; i++)
    robot_key (journey->robot, key);
}

/* The keys stand on the first question's “No”. Every other red flag that is asked
 * of somebody without pain: numbness, whose harmless answer is the first of four,
 * then eight questions of “Yes”, “No”, “Not sure”. */
static void
answer_red_flags (Journey *journey)
{
  g_test_message ("Answering the red flags");
  press (journey, "Tab", 2);
  press (journey, "space", 1);
  press (journey, "Tab", 2);
  for (guint i = 0; i < 8; i++)
    {
      press (journey, "Tab", 3);
      press (journey, "space", 1);
    }
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_LABEL, "No symptoms"));
}

static void
see_pages (Journey *journey)
{
  g_test_message ("Going to the plan's page");
  robot_key (journey->robot, "ctrl+shift+p");
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_PUSH_BUTTON, "Back to the recording"));
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_IMAGE, "Page 1 of *"));
}

/* The keys stand on the way to the pain screen; the headline's pencil is next. */
static void
reword (Journey *journey)
{
  g_test_message ("Rewording the headline");
  robot_key (journey->robot, "Tab");
  robot_key (journey->robot, "Return");
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_TEXT, "What the athlete reads"));
  robot_key (journey->robot, "ctrl+a");
  robot_type (journey->robot, HEADLINE);
  robot_key (journey->robot, "Return");
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_LABEL, HEADLINE));
}

static gboolean
is_whole_pdf (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &bytes, &length, NULL) && length > 100 * 1024
         && memcmp (bytes, "%PDF-", 5) == 0
         && memmem (bytes + length - 16, 16, "%%EOF", 5) != NULL;
}

static void
export_plan (Journey *journey)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autofree char *text = NULL;

  g_test_message ("Exporting the plan");
  robot_key (journey->robot, "ctrl+e");
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_PUSH_BUTTON, "*Export"));
  robot_wait_until (journey->robot, robot_has_keys (journey->robot, "Export Plan"));
  robot_key (journey->robot, "ctrl+a");
  robot_type (journey->robot, journey->pdf);
  robot_key (journey->robot, "Return");
  robot_wait_until (journey->robot, is_whole_pdf (journey->pdf));
  if (program == NULL)
    {
      g_test_message ("pdftotext is not installed: the words are not looked at");
      return;
    }
  char *argv[] = { program, journey->pdf, (char *) "-", NULL };
  g_assert_true (g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, NULL,
                               NULL));
  g_assert_nonnull (strstr (text, HEADLINE));
  g_assert_nonnull (strstr (text, "why each line is there"));
  /* The athlete has been asked, and has no pain. */
  g_assert_null (strstr (text, "has not asked about pain yet"));
}

static void
go_back_and_leave (Journey *journey)
{
  g_test_message ("Leaving");
  robot_key (journey->robot, "Escape");
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_LABEL, "*frame * of *"));
  robot_key (journey->robot, "ctrl+q");
  g_assert_true (robot_wait_exit (journey->robot));
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

static void
run_journey (void)
{
  Journey journey = { .robot = robot_new ("journey-plan") };
  g_autoptr (GError) error = NULL;

  if (journey.robot == NULL)
    {
      g_test_skip ("There is no display or no accessibility bus");
      return;
    }
  journey.folder = g_dir_make_tmp ("plumbline-journey-XXXXXX", &error);
  g_assert_no_error (error);
  journey.pdf = g_build_filename (journey.folder, "plan.pdf", NULL);
  start (&journey);
  answer (&journey);
  answer_red_flags (&journey);
  see_pages (&journey);
  reword (&journey);
  export_plan (&journey);
  go_back_and_leave (&journey);
  robot_free (journey.robot);
  remove_folder (journey.folder);
  g_free (journey.folder);
  g_free (journey.pdf);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/plan", run_journey);
  return g_test_run ();
}
