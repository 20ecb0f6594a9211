/* Faults by hand with the keyboard alone: one in own words, one of the article's
 * list, a computed one dismissed and reopened, a note, and all of it undone. The
 * pointer is never used. Then the keys that move, mark, copy and undo, each by what it
 * brings about.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bus-tree.h"
#include "files.h"
#include "robot.h"

#define MAX_TABS 60

typedef struct
{
  Robot *robot;  /* owned */
  char  *folder; /* owned */
} Journey;

static gboolean
is_focused (AtspiAccessible *widget)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (widget);

  return states != NULL && atspi_state_set_contains (states, ATSPI_STATE_FOCUSED);
}

static gboolean
has_focus (Journey    *journey,
           const char *pattern)
{
  g_autoptr (AtspiAccessible) button
      = robot_look (journey->robot, ATSPI_ROLE_PUSH_BUTTON, pattern);

  return button != NULL && is_focused (button);
}

/* Tab, or Shift+Tab, until the button has the focus. */
static void
go_to (Journey    *journey,
       const char *key,
       const char *pattern)
{
  g_autoptr (AtspiAccessible) button
      = robot_find (journey->robot, ATSPI_ROLE_PUSH_BUTTON, pattern);

  for (int i = 0; i < MAX_TABS && !is_focused (button); i++)
    {
      robot_key (journey->robot, key);
      g_usleep (80000);
    }
  if (!is_focused (button))
    g_test_message ("%s is not reached", pattern);
  g_assert_true (is_focused (button));
}

static void
press (Journey    *journey,
       const char *pattern)
{
  go_to (journey, "Tab", pattern);
  robot_key (journey->robot, "space");
}

static void
see (Journey    *journey,
     AtspiRole   role,
     const char *pattern)
{
  g_object_unref (robot_find (journey->robot, role, pattern));
}

static void
open_sample (Journey *journey)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data_dir = NULL;

  journey->folder = g_dir_make_tmp ("plumbline-journey-XXXXXX", &error);
  g_assert_no_error (error);
  data_dir = g_build_filename (journey->folder, "library", NULL);
  const char *const args[]
      = { g_getenv ("PLUMBLINE_PROGRAM"), "--data-dir", data_dir, "--sample", NULL };
  robot_start (journey->robot, args);
  see (journey, ATSPI_ROLE_LABEL, "*frame 48 of *");
  robot_wait_until (journey->robot, robot_has_keys (journey->robot, "Plumbline"));
  g_usleep (500000);
}

/* In own words, tied to the frame shown, with a note. */
static void
add_own (Journey *journey)
{
  g_test_message ("A fault in own words");
  robot_key (journey->robot, "Right");
  see (journey, ATSPI_ROLE_LABEL, "*frame 49 of *");
  robot_key (journey->robot, "shift+n");
  robot_type (journey->robot, "Looks up");
  robot_key (journey->robot, "Return");
  see (journey, ATSPI_ROLE_PUSH_BUTTON, "Looks up: Remove");
  see (journey, ATSPI_ROLE_LABEL, "Seen by you in frame 49.");
  /* The cursor stands where the note is written. */
  see (journey, ATSPI_ROLE_TEXT, "Note on: Looks up");
  g_usleep (300000);
  robot_type (journey->robot, "Since March");
  robot_key (journey->robot, "Return");
  go_to (journey, "shift+Tab", "Looks up: Show");
}

/* The focus stays on the finding when its buttons become others. */
static void
decide_computed (Journey *journey)
{
  g_test_message ("A computed one: dismissed, reopened, confirmed, shown");
  robot_key (journey->robot, "alt+1");
  press (journey, "Low back keeps its curve: *");
  press (journey, "Low back rounds as the bar*: Dismiss");
  robot_wait_until (journey->robot, has_focus (journey, "Low back rounds as the bar*: Reopen"));
  robot_key (journey->robot, "space");
  robot_wait_until (journey->robot, has_focus (journey, "Low back rounds as the bar*: Confirm"));
  robot_key (journey->robot, "space");
  robot_wait_until (journey->robot, has_focus (journey, "Low back rounds as the bar*: Reopen"));
  press (journey, "Low back rounds as the bar*: Show");
  see (journey, ATSPI_ROLE_LABEL, "*frame 82 of *");
}

static void
add_of_list (Journey *journey)
{
  g_test_message ("One of the article's list");
  press (journey, "Add: Back rounded in the setup");
  robot_wait_until (journey->robot, has_focus (journey, "Back rounded in the setup: Reopen"));
  see (journey, ATSPI_ROLE_LABEL, "Seen by you in frame 82.");
}

/* To where it began: the sample comes with a decision that can be undone too. */
static void
undo_all (Journey *journey)
{
  g_test_message ("Undoing it");
  for (int i = 0; i < 12 && robot_sees (journey->robot, ATSPI_ROLE_PUSH_BUTTON,
                                        "Looks up: Remove"); i++)
    {
      robot_key (journey->robot, "ctrl+z");
      g_usleep (150000);
    }
  robot_wait_until (journey->robot,
                    !robot_sees (journey->robot, ATSPI_ROLE_PUSH_BUTTON, "Looks up: Remove"));
  see (journey, ATSPI_ROLE_PUSH_BUTTON, "Add: Back rounded in the setup");
  see (journey, ATSPI_ROLE_PUSH_BUTTON, "Low back rounds as the bar*: Confirm");
}

static void
end_journey (Journey *journey)
{
  robot_key (journey->robot, "ctrl+q");
  g_assert_true (robot_wait_exit (journey->robot));
  robot_free (journey->robot);
  files_remove_folder (journey->folder);
  g_free (journey->folder);
}

/* The tool that is in hand says so in the bar of tools. */
static gboolean
is_pressed (BusTree    *tree,
            guint       process_id,
            const char *pattern)
{
  BusNode *program = bus_tree_read (tree, process_id);
  BusNode *button
      = program != NULL ? bus_tree_find (program, ATSPI_ROLE_PUSH_BUTTON, pattern) : NULL;

  return button != NULL
         && (bus_node_is (button, ATSPI_STATE_PRESSED)
             || bus_node_is (button, ATSPI_STATE_CHECKED));
}

static gboolean
is_there (BusTree    *tree,
          guint       process_id,
          AtspiRole   role,
          const char *pattern)
{
  BusNode *program = bus_tree_read (tree, process_id);

  return program != NULL && bus_tree_find (program, role, pattern) != NULL;
}

/* What a key does, and what shows that it did. */
typedef struct
{
  const char *key;
  AtspiRole   role;
  const char *pattern;
} KeyCase;

#define FRAME(number) ATSPI_ROLE_LABEL, "*frame " number " of *"
#define BUTTON ATSPI_ROLE_PUSH_BUTTON

static void
press_keys (Journey       *journey,
            BusTree       *tree,
            guint          process_id,
            const KeyCase *cases,
            guint          n)
{
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s", cases[i].key);
      robot_key (journey->robot, cases[i].key);
      robot_wait_until (journey->robot,
                        is_there (tree, process_id, cases[i].role, cases[i].pattern));
    }
}

static void
press_tools (Journey *journey,
             BusTree *tree,
             guint    process_id)
{
  static const struct
  {
    const char *key, *pattern;
  } cases[] = { { "p", "Landmark points (P)" }, { "s", "Spine line (S)" },
                { "b", "Back outline (B)" },    { "h", "Hip angle (H)" },
                { "c", "Plate circle*(C)" },    { "n", "Line (N)" },
                { "a", "Angle (A)" },           { "v", "Select and move (V)" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].key);
      robot_key (journey->robot, cases[i].key);
      robot_wait_until (journey->robot, is_pressed (tree, process_id, cases[i].pattern));
    }
}

static gboolean
has_keys (BusTree    *tree,
          guint       process_id,
          AtspiRole   role,
          const char *pattern)
{
  BusNode *program = bus_tree_read (tree, process_id);
  BusNode *node = program != NULL ? bus_tree_find (program, role, pattern) : NULL;

  return node != NULL && bus_node_is (node, ATSPI_STATE_FOCUSED);
}

/* From part to part of the page, and back. The menu of moments has left the focus on
 * its button. */
static void
press_parts (Journey *journey,
             BusTree *tree,
             guint    process_id)
{
  static const KeyCase cases[] = {
    { "F6", ATSPI_ROLE_SLIDER, "Timeline" },
    { "F6", ATSPI_ROLE_PAGE_TAB, "Checks" },
    { "F6", BUTTON, "Select and move (V)" },
    { "F6", ATSPI_ROLE_IMAGE, "Picture of the recording" },
    { "F6", BUTTON, "One frame back" },
    { "shift+F6", ATSPI_ROLE_IMAGE, "Picture of the recording" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s: %s", cases[i].key, cases[i].pattern);
      robot_key (journey->robot, cases[i].key);
      robot_wait_until (journey->robot,
                        has_keys (tree, process_id, cases[i].role, cases[i].pattern));
    }
}

/* The keys that users of other tools bring along. */
static void
run_table (void)
{
  static const KeyCase moving[] = {
    { "Right", FRAME ("49") },       { "Left", FRAME ("48") },
    { "shift+Right", FRAME ("58") }, { "shift+Left", FRAME ("48") },
    { "ctrl+Right", FRAME ("108") }, { "ctrl+Left", FRAME ("48") },
    { "End", FRAME ("40?") },        { "Home", FRAME ("0") },
    { "1", FRAME ("48") },           { "2", FRAME ("82") },
    { "3", FRAME ("132") },          { "4", FRAME ("210") },
    { "Page_Up", FRAME ("132") },    { "Page_Down", FRAME ("210") },
    { "Up", ATSPI_ROLE_LABEL, "150 %" }, { "Down", ATSPI_ROLE_LABEL, "100 %" },
    { "space", BUTTON, "Pause" },    { "space", BUTTON, "Play" },
    { "l", BUTTON, "Pause" },        { "k", BUTTON, "Play" },
    { "j", BUTTON, "Pause" },        { "k", BUTTON, "Play" },
    { "1", FRAME ("48") },           { "i", FRAME ("48") },
    { "shift+Right", FRAME ("58") }, { "o", FRAME ("58") },
    { "Home", FRAME ("48") },        { "End", FRAME ("58") },
    { "shift+i", FRAME ("58") },     { "shift+o", FRAME ("58") },
    { "End", FRAME ("40?") },        { "1", FRAME ("48") },
    { "m", BUTTON, "Setup: Set here" },
  };
  static const KeyCase marks[] = {
    { "ctrl+a", FRAME ("48") },
    { "Delete", BUTTON, "Undo delete*" },
    { "ctrl+z", BUTTON, "Redo delete*" },
    { "ctrl+shift+z", BUTTON, "Undo delete*" },
    { "ctrl+z", BUTTON, "Redo delete*" },
    { "ctrl+a", FRAME ("48") },
    { "ctrl+c", ATSPI_ROLE_LABEL, "* copied*" },
    { "Escape", FRAME ("48") },
    { "shift+Right", FRAME ("58") },
    { "ctrl+v", BUTTON, "Undo draw*" },
    { "ctrl+z", BUTTON, "Redo draw*" },
    { "ctrl+f", ATSPI_ROLE_ENTRY, "Find an athlete*" },
  };
  Journey journey = { .robot = robot_new ("journey-keys") };
  g_autoptr (AtspiAccessible) window = NULL;
  g_autoptr (BusTree) tree = NULL;
  guint process_id;

  if (journey.robot == NULL)
    {
      g_test_skip ("There is no display or no accessibility bus");
      return;
    }
  open_sample (&journey);
  tree = bus_tree_new ();
  window = robot_find (journey.robot, ATSPI_ROLE_FRAME, "Plumbline");
  process_id = atspi_accessible_get_process_id (window, NULL);
  press_keys (&journey, tree, process_id, moving, G_N_ELEMENTS (moving));
  robot_key (journey.robot, "Escape");
  robot_wait_until (journey.robot, !is_there (tree, process_id, BUTTON, "Setup: Set here"));
  press_tools (&journey, tree, process_id);
  press_parts (&journey, tree, process_id);
  press_keys (&journey, tree, process_id, marks, G_N_ELEMENTS (marks));
  end_journey (&journey);
}

static void
run_journey (void)
{
  Journey journey = { .robot = robot_new ("journey-keys") };

  if (journey.robot == NULL)
    {
      g_test_skip ("There is no display or no accessibility bus");
      return;
    }
  open_sample (&journey);
  add_own (&journey);
  decide_computed (&journey);
  add_of_list (&journey);
  undo_all (&journey);
  end_journey (&journey);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/keys/faults", run_journey);
  g_test_add_func ("/journeys/keys/table", run_table);
  return g_test_run ();
}
