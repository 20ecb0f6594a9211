/* A verdict that changes is told to those who do not see it: listened for on the
 * accessibility bus while marks are moved, deleted and brought back in the real
 * program. Told once, when the hand rests, with the check's name and its new verdict;
 * and not told when no verdict changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "bus-tree.h"
#include "files.h"
#include "robot.h"

#define SAMPLE_WIDTH 1280
#define SAMPLE_HEIGHT 720
/* Longer than the hand has to rest before anything is told. */
#define QUIET_US 1500000

typedef struct
{
  Robot     *robot;  /* owned */
  BusTree   *tree;   /* owned: its connection listens */
  GPtrArray *heard;  /* of char *, owned */
  char      *folder; /* owned */
  RobotRect  canvas;
} Journey;

/* The number of the frame is told too, when it changes. */
static gboolean
is_of_verdict (const char *text)
{
  static const char *const words[] = { "Good", "Watch", "Fault", "Too close", "Not measurable" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Newer toolkits announce; GTK 4.8 changes the description of what has the focus. */
static void
heard_cb (GDBusConnection *connection,
          const char      *sender,
          const char      *path,
          const char      *interface,
          const char      *signal,
          GVariant        *parameters,
          gpointer         user_data)
{
  Journey *journey = user_data;
  g_autoptr (GVariant) text = NULL;
  const char *detail;

  g_variant_get_child (parameters, 0, "&s", &detail);
  if (!g_str_equal (signal, "Announcement") && !g_str_equal (detail, "accessible-description"))
    return;
  g_variant_get_child (parameters, 3, "v", &text);
  if (!g_variant_is_of_type (text, G_VARIANT_TYPE_STRING)
      || !is_of_verdict (g_variant_get_string (text, NULL)))
    return;
  g_test_message ("Heard: %s", g_variant_get_string (text, NULL));
  g_ptr_array_add (journey->heard, g_variant_dup_string (text, NULL));
}

/* Programs may keep silent when the registry knows of nobody who listens. */
static void
listen (Journey *journey)
{
  static const char *const events[]
      = { "object:property-change:accessible-description", "object:announcement" };
  GDBusConnection *connection = bus_tree_connection (journey->tree);

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
          connection, "org.a11y.atspi.Registry", "/org/a11y/atspi/registry",
          "org.a11y.atspi.Registry", "RegisterEvent",
          g_variant_new ("(s@ass)", events[i], g_variant_new_strv (NULL, 0), ""), NULL,
          G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

      g_assert_no_error (error);
    }
  g_dbus_connection_signal_subscribe (connection, NULL, "org.a11y.atspi.Event.Object", NULL, NULL,
                                      NULL, G_DBUS_SIGNAL_FLAGS_NONE, heard_cb, journey, NULL);
}

static void
rest (guint64 us)
{
  const gint64 until = g_get_monotonic_time () + (gint64) us;

  while (g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
}

/* That it is told, with all of these words, and nothing else after it. */
static void
expect (Journey           *journey,
        const char *const *words)
{
  const char *text;

  robot_wait_until (journey->robot, journey->heard->len > 0);
  rest (QUIET_US);
  g_assert_cmpuint (journey->heard->len, ==, 1);
  text = journey->heard->pdata[0];
  for (guint i = 0; words[i] != NULL; i++)
    g_assert_nonnull (strstr (text, words[i]));
  g_ptr_array_set_size (journey->heard, 0);
}

static void
expect_nothing (Journey *journey)
{
  rest (QUIET_US);
  g_assert_cmpuint (journey->heard->len, ==, 0);
}

static void
move_to (Journey *journey,
         double   x_px,
         double   y_px)
{
  const RobotRect *canvas = &journey->canvas;
  const double scale = MIN ((double) canvas->width / SAMPLE_WIDTH,
                            (double) canvas->height / SAMPLE_HEIGHT);

  robot_move (journey->robot,
              canvas->x + (canvas->width - scale * SAMPLE_WIDTH) / 2 + scale * x_px,
              canvas->y + (canvas->height - scale * SAMPLE_HEIGHT) / 2 + scale * y_px);
}

static void
open_sample (Journey *journey)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AtspiAccessible) canvas = NULL;
  g_autofree char *data_dir = NULL;

  journey->folder = g_dir_make_tmp ("plumbline-journey-XXXXXX", &error);
  g_assert_no_error (error);
  data_dir = g_build_filename (journey->folder, "library", NULL);
  const char *const args[]
      = { g_getenv ("PLUMBLINE_PROGRAM"), "--data-dir", data_dir, "--sample", NULL };
  robot_start (journey->robot, args);
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_LABEL, "*frame 48 of *"));
  robot_wait_until (journey->robot, robot_has_keys (journey->robot, "Plumbline"));
  g_object_unref (robot_find (journey->robot, ATSPI_ROLE_PUSH_BUTTON, "Hip height: *Good*"));
  canvas = robot_find (journey->robot, ATSPI_ROLE_IMAGE, "Picture of the recording");
  journey->canvas = robot_extents (journey->robot, canvas);
}

static void
run_journey (void)
{
  Journey journey = { .robot = robot_new ("journey-news") };

  journey.tree = journey.robot != NULL ? bus_tree_new () : NULL;
  if (journey.tree == NULL)
    {
      g_test_skip ("There is no display or no accessibility bus");
      return;
    }
  journey.heard = g_ptr_array_new_with_free_func (g_free);
  open_sample (&journey);
  rest (QUIET_US);
  listen (&journey);
  move_to (&journey, 100, 100);
  robot_button (journey.robot, TRUE);
  robot_button (journey.robot, FALSE);
  rest (500000);
  g_test_message ("A step, a selection and a tenth of a pixel change no verdict");
  robot_key (journey.robot, "Right");
  g_object_unref (robot_find (journey.robot, ATSPI_ROLE_LABEL, "*frame 49 of *"));
  robot_key (journey.robot, "Left");
  g_object_unref (robot_find (journey.robot, ATSPI_ROLE_LABEL, "*frame 48 of *"));
  rest (500000);
  robot_key (journey.robot, "Tab");
  robot_key (journey.robot, "alt+Right");
  g_object_unref (robot_find (journey.robot, ATSPI_ROLE_PUSH_BUTTON, "Undo move*"));
  expect_nothing (&journey);
  robot_key (journey.robot, "ctrl+z");
  robot_key (journey.robot, "Escape");
  g_test_message ("Without its marks the setup cannot be judged");
  robot_key (journey.robot, "ctrl+a");
  robot_key (journey.robot, "Delete");
  expect (&journey, (const char *const[]) { "Bar over mid-foot: ", "Not measurable",
                                            "Slack pulled out first: ", NULL });
  robot_key (journey.robot, "ctrl+z");
  expect (&journey,
          (const char *const[]) { "Bar over mid-foot: ", "Watch", "Slack pulled out first: ",
                                  "Too close to call", NULL });
  g_test_message ("A hand that does not rest: told is what it comes to");
  robot_key (journey.robot, "ctrl+shift+z");
  robot_key (journey.robot, "ctrl+z");
  robot_key (journey.robot, "ctrl+shift+z");
  robot_key (journey.robot, "ctrl+z");
  robot_key (journey.robot, "ctrl+shift+z");
  expect (&journey, (const char *const[]) { "Bar over mid-foot: ", "Not measurable", NULL });

  robot_key (journey.robot, "ctrl+q");
  g_assert_true (robot_wait_exit (journey.robot));
  bus_tree_free (journey.tree);
  robot_free (journey.robot);
  files_remove_folder (journey.folder);
  g_free (journey.folder);
  g_ptr_array_unref (journey.heard);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/news", run_journey);
  return g_test_run ();
}
