/* Every control that the accessibility bus finds has a name: walks through the
 * pages, panels, popovers and windows of the program over the sample lift.
 *
 * Also that a verdict which changes is told on the bus.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include <glib/gstdio.h>

#include "robot.h"

#define MAX_DEPTH 60

typedef struct
{
  Robot   *robot;    /* owned */
  char    *folder;   /* owned */
  GString *nameless; /* owned: what has been found, a line each */
  guint    n_seen;
} Walk;

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
is_control (AtspiRole role)
{
  switch (role)
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
    case ATSPI_ROLE_PAGE_TAB:
    case ATSPI_ROLE_IMAGE_MAP:
      return TRUE;
    default:
      return FALSE;
    }
}

/* GTK 4.8 gives what has no name that of its class. */
static gboolean
is_name (const char *name)
{
  static const char *const prefixes[] = { "Gtk", "Adw", "Plumb" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]) && g_ascii_isupper (name[strlen (prefixes[i])]))
      return FALSE;
  return *name != '\0';
}

/* The buttons and texts that a widget of the toolkit is made of speak through
 * the whole. */
static gboolean
is_part_of_named (AtspiAccessible *widget)
{
  g_autoptr (AtspiAccessible) at = atspi_accessible_get_parent (widget, NULL);

  for (int i = 0; i < 3 && at != NULL; i++)
    {
      const AtspiRole role = atspi_accessible_get_role (at, NULL);
      g_autofree char *name = robot_name (at);
      AtspiAccessible *parent;

      if (is_control (role) || (i == 0 && role == ATSPI_ROLE_FILLER && is_name (name)))
        return is_name (name);
      parent = atspi_accessible_get_parent (at, NULL);
      g_object_unref (at);
      at = parent;
    }
  return FALSE;
}

/* GTK 4.8 says SHOWING of windows alone. */
static gboolean
is_visible (AtspiAccessible *widget)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (widget);

  return states != NULL && atspi_state_set_contains (states, ATSPI_STATE_VISIBLE);
}

/* (transfer full) All at once, before anything else is asked: the root of GTK
 * 4.8 falls over an index that has become too high meanwhile. */
static GPtrArray *
list_children (AtspiAccessible *widget)
{
  GPtrArray *children = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < atspi_accessible_get_child_count (widget, NULL); i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (widget, i, NULL);

      if (child != NULL)
        g_ptr_array_add (children, child);
    }
  return children;
}

/* Where it is, from the window on. */
static void
append_path (GString         *text,
             AtspiAccessible *widget,
             int              depth)
{
  g_autoptr (AtspiAccessible) parent
      = depth > 0 ? atspi_accessible_get_parent (widget, NULL) : NULL;
  g_autofree char *role = atspi_accessible_get_role_name (widget, NULL);
  g_autofree char *name = robot_name (widget);

  if (parent != NULL)
    append_path (text, parent, depth - 1);
  g_string_append_printf (text, " / %s \"%s\"", role, name);
}

/* The toolkit makes its windows of shortcuts and preferences itself, with fields
 * for searching that a program cannot name. */
static gboolean
is_of_toolkit (const char *place,
               const char *name)
{
  return (g_str_equal (place, "shortcuts")
          && (g_str_equal (name, "GtkSearchEntry") || g_str_equal (name, "GtkMenuButton")
              || g_str_equal (name, "GtkImage")))
         || (g_str_equal (place, "preferences")
             && (g_str_equal (name, "GtkSearchEntry") || g_str_equal (name, "GtkImage")));
}

static void
check_name (Walk            *walk,
            const char      *place,
            AtspiAccessible *widget)
{
  g_autofree char *name = robot_name (widget);

  walk->n_seen++;
  if (is_name (name) || is_of_toolkit (place, name) || is_part_of_named (widget))
    return;
  g_string_append_printf (walk->nameless, "%s:", place);
  append_path (walk->nameless, widget, 6);
  g_string_append_c (walk->nameless, '\n');
}

/* What is hidden, and what lies behind it, is found when it is opened. */
static void
walk_into (Walk            *walk,
           const char      *place,
           AtspiAccessible *widget,
           int              depth)
{
  const AtspiRole role = atspi_accessible_get_role (widget, NULL);
  g_autoptr (GPtrArray) children = NULL;

  if (is_control (role))
    check_name (walk, place, widget);
  if (role == ATSPI_ROLE_LABEL || role == ATSPI_ROLE_SCROLL_BAR || depth >= MAX_DEPTH)
    return;
  children = list_children (widget);
  for (guint i = 0; i < children->len; i++)
    if (is_visible (children->pdata[i]))
      walk_into (walk, place, children->pdata[i], depth + 1);
}

/* All windows of the program as they are now. */
static void
look (Walk       *walk,
      const char *place)
{
  g_autoptr (AtspiAccessible) window = robot_find (walk->robot, ATSPI_ROLE_FRAME, "*");
  g_autoptr (AtspiAccessible) program = atspi_accessible_get_application (window, NULL);
  const guint before = walk->n_seen;
  g_autoptr (GPtrArray) windows = NULL;

  g_assert_nonnull (program);
  atspi_accessible_set_cache_mask (program, ATSPI_CACHE_NONE);
  windows = list_children (program);
  for (guint i = 0; i < windows->len; i++)
    walk_into (walk, place, windows->pdata[i], 0);
  g_test_message ("%s: %u controls", place, walk->n_seen - before);
}

static void
wait_for (Walk       *walk,
          AtspiRole   role,
          const char *pattern)
{
  g_object_unref (robot_find (walk->robot, role, pattern));
}

static void
open_tab (Walk       *walk,
          const char *name)
{
  g_autoptr (AtspiAccessible) tab = robot_find (walk->robot, ATSPI_ROLE_PAGE_TAB, name);

  robot_click_on (walk->robot, tab);
}

/* Pressed by keys, and looked at when `pattern` is there; Escape closes it. */
static void
look_behind (Walk       *walk,
             const char *place,
             const char *key,
             AtspiRole   role,
             const char *pattern)
{
  robot_key (walk->robot, key);
  wait_for (walk, role, pattern);
  look (walk, place);
  robot_key (walk->robot, "Escape");
  robot_wait_until (walk->robot, !robot_sees (walk->robot, role, pattern));
}

static void
open_sample (Walk       *walk,
             const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data_dir = NULL;

  walk->folder = g_dir_make_tmp ("plumbline-journey-XXXXXX", &error);
  g_assert_no_error (error);
  data_dir = g_build_filename (walk->folder, "library", NULL);
  const char *const args[]
      = { g_getenv ("PLUMBLINE_PROGRAM"), "--data-dir", data_dir, "--sample", NULL };
  robot_start (walk->robot, args);
  wait_for (walk, ATSPI_ROLE_LABEL, "*frame * of *");
}

static gboolean
start_walk (Walk       *walk,
            const char *name)
{
  *walk = (Walk) { .robot = robot_new (name), .nameless = g_string_new (NULL) };
  if (walk->robot != NULL)
    {
      open_sample (walk, name);
      return TRUE;
    }
  g_test_skip ("There is no display or no accessibility bus");
  g_string_free (walk->nameless, TRUE);
  return FALSE;
}

static void
end_walk (Walk *walk)
{
  robot_key (walk->robot, "ctrl+q");
  g_assert_true (robot_wait_exit (walk->robot));
  robot_free (walk->robot);
  remove_folder (walk->folder);
  g_free (walk->folder);
  g_string_free (walk->nameless, TRUE);
}

static void
look_at_review (Walk *walk)
{
  look (walk, "review");
  robot_press (walk->robot, ATSPI_ROLE_PUSH_BUTTON, "Hip height: *");
  look (walk, "check opened");
  open_tab (walk, "Pain");
  look (walk, "pain screen");
  open_tab (walk, "Plan");
  look (walk, "plan");
  open_tab (walk, "Notes");
  wait_for (walk, ATSPI_ROLE_TEXT, "Notes on this recording");
  look (walk, "notes");
  open_tab (walk, "Checks");
}

static void
test_names (void)
{
  Walk walk;

  if (!start_walk (&walk, "journey-names"))
    return;
  look_at_review (&walk);
  /* Keys go to the picture. */
  g_autoptr (AtspiAccessible) canvas = robot_find (walk.robot, ATSPI_ROLE_LABEL, "*frame * of *");
  robot_click_on (walk.robot, canvas);
  robot_key (walk.robot, "p");
  wait_for (&walk, ATSPI_ROLE_PUSH_BUTTON, "Done");
  look (&walk, "point tool");
  robot_key (walk.robot, "Escape");
  look_behind (&walk, "moments", "m", ATSPI_ROLE_PUSH_BUTTON, "Setup: Set here");
  look_behind (&walk, "shortcuts", "ctrl+question", ATSPI_ROLE_FRAME, "*Shortcuts*");
  look_behind (&walk, "preferences", "ctrl+comma", ATSPI_ROLE_FRAME, "Preferences");
  robot_press (walk.robot, ATSPI_ROLE_PUSH_BUTTON, "Back to the library");
  wait_for (&walk, ATSPI_ROLE_TEXT, "*");
  look (&walk, "library");

  if (walk.nameless->len > 0)
    g_test_message ("These controls have no name:\n%s", walk.nameless->str);
  g_assert_cmpstr (walk.nameless->str, ==, "");
  g_assert_cmpuint (walk.n_seen, >, 200);
  end_walk (&walk);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journey/names", test_names);
  return g_test_run ();
}
