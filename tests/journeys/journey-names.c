/* Every control that the program puts on the accessibility bus has a name, said once and
 * without the mark of an underlined letter: on every page, in every popover, menu and
 * dialog. The choosers of files are the desktop's own, and not looked into.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>

#include "bus-tree.h"
#include "files.h"
#include "robot.h"

#define ANY_BUTTON ATSPI_ROLE_PUSH_BUTTON
#define MAX_TABS 40

typedef struct
{
  Robot   *robot;    /* owned */
  BusTree *tree;     /* owned */
  BusNode *program;  /* as it was read last */
  char    *folder;   /* owned */
  char    *data_dir; /* owned */
  guint    process_id;
  GString *faults; /* owned: a line each */
  guint    n_seen;
} Walk;

/* Something that a button opens and Escape closes. */
typedef struct
{
  const char *place;
  const char *opener; /* the button or item, or NULL: then `key` */
  const char *key;
  AtspiRole   role; /* what is seen when it is open */
  const char *pattern;
} Behind;

static gboolean
is_control (const BusNode *node)
{
  switch (node->role)
    {
    case ATSPI_ROLE_PUSH_BUTTON:
    case ATSPI_ROLE_TOGGLE_BUTTON:
    case ATSPI_ROLE_CHECK_BOX:
    case ATSPI_ROLE_RADIO_BUTTON:
    case ATSPI_ROLE_COMBO_BOX:
    case ATSPI_ROLE_ENTRY:
    case ATSPI_ROLE_TEXT:
    case ATSPI_ROLE_PASSWORD_TEXT:
    case ATSPI_ROLE_SPIN_BUTTON:
    case ATSPI_ROLE_SLIDER:
    case ATSPI_ROLE_LINK:
    case ATSPI_ROLE_MENU_ITEM:
    case ATSPI_ROLE_CHECK_MENU_ITEM:
    case ATSPI_ROLE_RADIO_MENU_ITEM:
    case ATSPI_ROLE_PAGE_TAB:
    case ATSPI_ROLE_IMAGE_MAP:
      return TRUE;
    case ATSPI_ROLE_LIST_ITEM:
      return bus_node_is (node, ATSPI_STATE_FOCUSABLE);
    default:
      return FALSE;
    }
}

/* GTK 4.8 gives what has no name that of its class. */
static gboolean
is_class (const char *name)
{
  static const char *const prefixes[] = { "Gtk", "Adw", "Plumb" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]) && g_ascii_isupper (name[strlen (prefixes[i])]))
      return TRUE;
  return FALSE;
}

/* "Cancel Cancel", "Hip height: 129° Good Hip height Good": how it begins, up to two
 * words, comes again. */
static gboolean
is_said_twice (const char *name)
{
  const gsize first = strcspn (name, " ");
  const gsize length = name[first] == ' ' ? first + 1 + strcspn (name + first + 1, " :") : first;
  const gsize half = strlen (name) / 2;
  g_autofree char *start = g_strdup_printf (" %.*s ", (int) length, name);
  g_autofree char *rest = g_strdup_printf ("%s ", name + length);

  return (strlen (name) % 2 == 1 && name[half] == ' '
          && strncmp (name, name + half + 1, half) == 0)
         || (length > first && strstr (rest, start) != NULL);
}

static void
check_name (Walk          *walk,
            const char    *place,
            const BusNode *node)
{
  const char *fault = NULL;
  g_autofree char *where = NULL;

  walk->n_seen++;
  if (*node->name == '\0' || is_class (node->name))
    fault = "no name";
  else if (strchr (node->name, '_') != NULL)
    fault = "an underline in its name";
  else if (is_said_twice (node->name))
    fault = "its name twice";
  if (fault == NULL)
    return;
  where = bus_node_where (node);
  g_string_append_printf (walk->faults, "%s: %s: %s\n", place, fault, where);
}

static void
walk_into (Walk          *walk,
           const char    *place,
           const BusNode *node)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      const BusNode *child = node->children->pdata[i];

      if (!child->has_room || !bus_node_is (child, ATSPI_STATE_VISIBLE))
        continue;
      if (is_control (child))
        check_name (walk, place, child);
      walk_into (walk, place, child);
    }
}

static void
read_again (Walk *walk)
{
  walk->program = bus_tree_read (walk->tree, walk->process_id);
}

/* (nullable) */
static BusNode *
find (Walk       *walk,
      AtspiRole   role,
      const char *pattern)
{
  read_again (walk);
  return walk->program != NULL ? bus_tree_find (walk->program, role, pattern) : NULL;
}

static void
wait_for (Walk       *walk,
          AtspiRole   role,
          const char *pattern)
{
  for (gint64 until = robot_deadline (); find (walk, role, pattern) == NULL;)
    robot_rest (walk->robot, until, pattern);
}

/* All windows of the program as they are now. */
static void
look (Walk       *walk,
      const char *place)
{
  const guint before = walk->n_seen;

  read_again (walk);
  g_assert_nonnull (walk->program);
  walk_into (walk, place, walk->program);
  g_test_message ("%s: %u controls", place, walk->n_seen - before);
}

/* A button, or an item of a menu that is open. */
static BusNode *
find_opener (Walk       *walk,
             const char *pattern)
{
  static const AtspiRole roles[] = { ANY_BUTTON, ATSPI_ROLE_MENU_ITEM, ATSPI_ROLE_CHECK_BOX,
                                     ATSPI_ROLE_RADIO_BUTTON };
  BusNode *found = NULL;

  read_again (walk);
  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (roles) && walk->program != NULL; i++)
    found = bus_tree_find (walk->program, roles[i], pattern);
  return found;
}

/* The buttons of menus have the one that is pressed within them. */
static BusNode *
wait_for_opener (Walk       *walk,
                 const char *pattern)
{
  BusNode *button, *inner;

  for (gint64 until = robot_deadline (); (button = find_opener (walk, pattern)) == NULL;)
    robot_rest (walk->robot, until, pattern);
  inner = bus_tree_find (button, ANY_BUTTON, "*");
  return inner != NULL ? inner : button;
}

static void
press (Walk       *walk,
       const char *pattern)
{
  BusNode *button = wait_for_opener (walk, pattern);

  bus_tree_press (walk->tree, button);
}

static void
close_by (Walk         *walk,
          const char   *key,
          const Behind *behind)
{
  g_usleep (200000);
  robot_key (walk->robot, key);
  for (gint64 until = robot_deadline (); find (walk, behind->role, behind->pattern) != NULL;)
    robot_rest (walk->robot, until, behind->place);
}

static void
look_behind (Walk         *walk,
             const Behind *behind)
{
  if (behind->opener != NULL)
    press (walk, behind->opener);
  else
    robot_key (walk->robot, behind->key);
  wait_for (walk, behind->role, behind->pattern);
  look (walk, behind->place);
  close_by (walk, "Escape", behind);
}

static void
look_behind_all (Walk         *walk,
                 const Behind *behind,
                 guint         n)
{
  for (guint i = 0; i < n; i++)
    look_behind (walk, &behind[i]);
}

/* What an item of a menu leads to; of the main menu when none is named. */
static void
look_behind_item (Walk         *walk,
                  const char   *menu,
                  const Behind *behind)
{
  if (menu != NULL)
    press (walk, menu);
  else
    robot_key (walk->robot, "F10");
  look_behind (walk, behind);
}

static void
start (Walk       *walk,
       const char *argument)
{
  const char *const args[] = { g_getenv ("PLUMBLINE_PROGRAM"), "--data-dir", walk->data_dir,
                               argument, NULL };
  g_autoptr (AtspiAccessible) window = NULL;

  robot_start (walk->robot, args);
  window = robot_find (walk->robot, ATSPI_ROLE_FRAME, "*");
  walk->process_id = atspi_accessible_get_process_id (window, NULL);
}

static gboolean
begin (Walk *walk)
{
  g_autoptr (GError) error = NULL;

  *walk = (Walk) { .robot = robot_new ("journey-names") };
  walk->tree = walk->robot != NULL ? bus_tree_new () : NULL;
  if (walk->tree == NULL)
    {
      g_clear_pointer (&walk->robot, robot_free);
      g_test_skip ("There is no display or no accessibility bus");
      return FALSE;
    }
  walk->faults = g_string_new (NULL);
  walk->folder = g_dir_make_tmp ("plumbline-journey-XXXXXX", &error);
  g_assert_no_error (error);
  walk->data_dir = g_build_filename (walk->folder, "library", NULL);
  return TRUE;
}

static void
quit (Walk *walk)
{
  robot_key (walk->robot, "ctrl+q");
  g_assert_true (robot_wait_exit (walk->robot));
}

static void
end (Walk *walk,
     guint least)
{
  if (walk->faults->len > 0)
    g_test_message ("What is wrong with names:\n%s", walk->faults->str);
  g_assert_cmpstr (walk->faults->str, ==, "");
  g_assert_cmpuint (walk->n_seen, >, least);
  bus_tree_free (walk->tree);
  robot_free (walk->robot);
  files_remove_folder (walk->folder);
  g_free (walk->data_dir);
  g_free (walk->folder);
  g_string_free (walk->faults, TRUE);
}

static void
look_at_panels (Walk *walk)
{
  look (walk, "review");
  press (walk, "Hip height: *");
  look (walk, "check opened");
  robot_key (walk->robot, "alt+2");
  wait_for (walk, ATSPI_ROLE_LABEL, "Does the pain travel*");
  look (walk, "pain screen");
  robot_key (walk->robot, "alt+3");
  wait_for (walk, ANY_BUTTON, "Add a line");
  look (walk, "plan");
  look_behind (walk, &(Behind) { "line of the plan", "Change: *", NULL, ATSPI_ROLE_TEXT,
                                 "What the athlete reads" });
  /* Which brings it into sight. */
  for (guint i = 0; i < MAX_TABS && !bus_node_is (wait_for_opener (walk, "Add a line"),
                                                  ATSPI_STATE_FOCUSED); i++)
    robot_key (walk->robot, "Tab");
  look_behind (walk, &(Behind) { "another line", "Add a line", NULL, ATSPI_ROLE_TEXT,
                                 "What the athlete reads" });
  robot_key (walk->robot, "alt+4");
  wait_for (walk, ATSPI_ROLE_TEXT, "Notes on this recording");
  look (walk, "notes");
  robot_key (walk->robot, "alt+1");
}

static void
look_at_tools (Walk *walk)
{
  g_autoptr (AtspiAccessible) canvas
      = robot_find (walk->robot, ATSPI_ROLE_IMAGE, "Picture of the recording");

  robot_click_on (walk->robot, canvas);
  robot_key (walk->robot, "Escape");
  robot_key (walk->robot, "p");
  wait_for (walk, ANY_BUTTON, "Done");
  look (walk, "point tool");
  robot_key (walk->robot, "Escape");
  /* The sample is marked; its next rep is not. */
  robot_key (walk->robot, "ctrl+m");
  wait_for (walk, ATSPI_ROLE_LABEL, "Rep 2 of 2");
  robot_key (walk->robot, "g");
  wait_for (walk, ANY_BUTTON, "Take this frame");
  look (walk, "guided setup of another rep");
  robot_key (walk->robot, "Escape");
}

static void
test_review (void)
{
  static const Behind popovers[] = {
    { "moments", NULL, "m", ANY_BUTTON, "Setup: Set here" },
    { "scale", "Scale and camera", NULL, ATSPI_ROLE_SPIN_BUTTON, "Camera distance" },
    { "view", "View and list of marks", NULL, ATSPI_ROLE_SLIDER, "Brightness" },
    { "colours", "Colour and width", NULL, ANY_BUTTON, "Purple" },
    { "more tools", "More tools", NULL, ATSPI_ROLE_MENU_ITEM, "*" },
    { "main menu", NULL, "F10", ATSPI_ROLE_MENU_ITEM, "Save a Still*" },
    { "speeds", "Speed", NULL, ATSPI_ROLE_LIST_ITEM, "*" },
    { "shortcuts", NULL, "ctrl+question", ATSPI_ROLE_FRAME, "*Shortcuts*" },
    { "preferences", NULL, "ctrl+comma", ATSPI_ROLE_FRAME, "Preferences" },
    { "help", NULL, "F1", ATSPI_ROLE_FRAME, "*Help*" },
  };
  static const Behind items[] = {
    { "about", "About Plumbline", NULL, ATSPI_ROLE_FRAME, "About*" },
    { "whose", "Assign to an Athlete*", NULL, ATSPI_ROLE_DIALOG, "Whose*" },
    { "coach", "Your Name on Plans*", NULL, ATSPI_ROLE_DIALOG, "*" },
    { "practice", "Practise Clicking*", NULL, ATSPI_ROLE_FRAME, "*ractise*" },
  };
  Walk walk;

  if (!begin (&walk))
    return;
  start (&walk, "--sample");
  wait_for (&walk, ATSPI_ROLE_LABEL, "*frame * of *");
  look_at_panels (&walk);
  look_at_tools (&walk);
  look_behind_all (&walk, popovers, G_N_ELEMENTS (popovers));
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    look_behind_item (&walk, NULL, &items[i]);
  robot_key (walk.robot, "ctrl+shift+p");
  wait_for (&walk, ATSPI_ROLE_IMAGE, "Page 1 of *");
  look (&walk, "plan pages");
  quit (&walk);
  /* GTK 4.8 has 3,000 and more on the bus, parts of parts; 4.18 does without most of these. */
  end (&walk, 1500);
}

static void
test_library (void)
{
  static const Behind popovers[] = {
    { "menu of the library", NULL, "F10", ATSPI_ROLE_MENU_ITEM, "Restore a Backup*" },
    { "menu of the athlete", "More about this athlete", NULL, ATSPI_ROLE_MENU_ITEM, "Archive" },
    { "menu of a review", "More about this review", NULL, ATSPI_ROLE_MENU_ITEM, "*" },
    { "next film", "Choose the day of the next film", NULL, ATSPI_ROLE_LABEL, "20??" },
    { "order", "Sort the athletes", NULL, ATSPI_ROLE_LIST_ITEM, "Next film" },
    { "new athlete", "New athlete*", NULL, ATSPI_ROLE_DIALOG, "*" },
    { "details", "Who the athlete is", NULL, ATSPI_ROLE_DIALOG, "*" },
    { "table", "Table*", NULL, ATSPI_ROLE_FRAME, "Checks of*" },
  };
  static const Behind items[] = {
    { "rename", "Rename*", NULL, ATSPI_ROLE_DIALOG, "*" },
    { "erase", "Erase for Good*", NULL, ATSPI_ROLE_DIALOG, "*" },
  };
  static const Behind backups
      = { "backups", "Restore a Backup*", NULL, ATSPI_ROLE_FRAME, "Restore a Backup" };
  Walk walk;

  if (!begin (&walk))
    return;
  start (&walk, "--sample");
  wait_for (&walk, ATSPI_ROLE_LABEL, "*frame * of *");
  press (&walk, "Back to the library");
  wait_for (&walk, ANY_BUTTON, "New athlete*");
  look (&walk, "library");
  look_behind_all (&walk, popovers, G_N_ELEMENTS (popovers));
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    look_behind_item (&walk, "More about this athlete", &items[i]);
  look_behind_item (&walk, NULL, &backups);
  quit (&walk);
  end (&walk, 500);
}

/* Nothing there yet, and a library that cannot be read. */
static void
test_starts (void)
{
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;
  Walk walk;

  if (!begin (&walk))
    return;
  start (&walk, NULL);
  wait_for (&walk, ANY_BUTTON, "Try the sample lift");
  look (&walk, "welcome");
  look_behind (&walk, &(Behind) { "menu of the welcome", "Main menu", NULL, ATSPI_ROLE_MENU_ITEM,
                                  "About Plumbline" });
  quit (&walk);
  file = g_build_filename (walk.data_dir, "library.db", NULL);
  g_file_set_contents (file, "This was a library.", -1, &error);
  g_assert_no_error (error);
  start (&walk, NULL);
  wait_for (&walk, ANY_BUTTON, "Restore the newest backup");
  look (&walk, "damaged");
  look_behind (&walk, &(Behind) { "backups", "Choose a backup*", NULL, ATSPI_ROLE_FRAME,
                                  "Restore a Backup" });
  robot_kill (walk.robot);
  end (&walk, 20);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/names/review", test_review);
  g_test_add_func ("/journeys/names/library", test_library);
  g_test_add_func ("/journeys/names/starts", test_starts);
  return g_test_run ();
}
