/* Walks through the program in a language that does not exist, in which every
 * text that can be translated stands in brackets: what has none cannot be.
 *
 * Takes a picture of each place when PLUMBLINE_PICTURES names a folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include <glib/gstdio.h>

#include "robot.h"

#define MAX_DEPTH 60
#define PAUSE_US (3 * G_USEC_PER_SEC / 2)

static const struct
{
  const char *place;
  const char *key;  /* (nullable) */
  const char *back; /* (nullable) */
  gboolean    has_window;
} steps[] = {
  { "review", NULL, NULL },
  { "pain", "alt+2", NULL },
  { "plan", "alt+3", NULL },
  { "notes", "alt+4", NULL },
  { "checks", "alt+1", NULL },
  { "moments", "m", "Escape" },
  { "guide", "g", "Escape" },
  { "plan-page", "ctrl+shift+p", "Escape" },
  { "preferences", "ctrl+comma", "Escape", TRUE },
  { "help", "F1", "Escape", TRUE },
  { "shortcuts", "ctrl+question", "Escape", TRUE },
  { "library", "ctrl+f", NULL },
};

typedef struct
{
  Robot      *robot;  /* owned */
  GHashTable *seen;   /* owned: texts */
  GString    *faults; /* owned */
  guint       n_asked;
} Walk;

/* Three letters in a row; what is not text of ours is left out. */
static gboolean
is_untranslated (const char *text)
{
  static const char *const others[] = {
    "Gtk", "Adw", "Plumb", /* classes, which GTK 4.8 gives for a name */
    "sample-lift", "/",    /* files */
    "http",
  };
  g_autoptr (GRegex) words = g_regex_new ("\\p{L}{3,}", 0, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_has_prefix (text, others[i]))
      return FALSE;
  return strchr (text, '[') == NULL && g_regex_match (words, text, 0, NULL);
}

/* What the toolkit, a person or another program wrote. */
static gboolean
is_of_others (const char *text)
{
  static const char *const known[]
      = { "Minimize", "Maximize", "Close", "Menu", "Search", "English", "Deutsch", "Clear entry",
          "Back", "Shortcuts", "Search Results", "Preferences", "Search Shortcuts", "Show All",
          "Minimumigi", "Maksimumigi", "Fermi", "(Neniu)", "Malfermi" };

  return g_strv_contains (known, text);
}

static void
check_text (Walk       *walk,
            const char *place,
            const char *text)
{
  if (!is_untranslated (text) || is_of_others (text)
      || !g_hash_table_add (walk->seen, g_strdup (text)))
    return;
  g_string_append_printf (walk->faults, "%s: %s\n", place, text);
  g_test_message ("%s: not translated: %s", place, text);
}

/* Whether a container has been given room; each question costs a moment, and most
 * of what a window holds is on pages that are not shown. The page of a stack is on
 * the bus, but is no widget and has no place. */
static gboolean
has_room (AtspiAccessible *widget,
          AtspiRole        role,
          const char      *name)
{
  g_autoptr (AtspiComponent) component = NULL;
  g_autofree AtspiRect *rect = NULL;

  if (role != ATSPI_ROLE_PANEL && role != ATSPI_ROLE_FILLER && role != ATSPI_ROLE_LIST
      && role != ATSPI_ROLE_LIST_ITEM)
    return TRUE;
  if (g_str_equal (name, "GtkStackPage"))
    return TRUE;
  component = atspi_accessible_get_component_iface (widget);
  rect = component != NULL
             ? atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL)
             : NULL;
  return rect == NULL || (rect->width > 0 && rect->height > 0);
}

static void
walk_into (Walk            *walk,
           const char      *place,
           AtspiAccessible *widget,
           int              depth)
{
  g_autofree char *name = robot_name (widget);
  const AtspiRole role = atspi_accessible_get_role (widget, NULL);
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_object_unref);

  walk->n_asked++;
  if (depth > MAX_DEPTH || !has_room (widget, role, name))
    return;
  /* What stands in a text field is a person's. */
  if (role != ATSPI_ROLE_TEXT)
    check_text (walk, place, name);
  if (role == ATSPI_ROLE_LABEL || role == ATSPI_ROLE_SCROLL_BAR || role == ATSPI_ROLE_IMAGE)
    return;
  for (int i = 0; i < atspi_accessible_get_child_count (widget, NULL); i++)
    {
      AtspiAccessible *child = atspi_accessible_get_child_at_index (widget, i, NULL);

      if (child != NULL)
        g_ptr_array_add (children, child);
    }
  for (guint i = 0; i < children->len; i++)
    walk_into (walk, place, children->pdata[i], depth + 1);
}

static void
take_picture (const char *place)
{
  const char *folder = g_getenv ("PLUMBLINE_PICTURES");
  g_autofree char *command = NULL;

  if (folder == NULL)
    return;
  command = g_strdup_printf ("import -window root %s/%s.png", folder, place);
  if (!g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL))
    g_test_message ("no picture: ImageMagick's import is not there");
}

/* The program's first window: those over it are dialogs, or have a title of their
 * own. */
static gboolean
is_main_window (AtspiAccessible *window)
{
  return atspi_accessible_get_index_in_parent (window, NULL) == 0;
}

static void
look (Walk       *walk,
      const char *place,
      gboolean    has_window)
{
  g_autoptr (AtspiAccessible) window = robot_find (walk->robot, ATSPI_ROLE_FRAME, "*");
  g_autoptr (AtspiAccessible) program = atspi_accessible_get_application (window, NULL);

  atspi_accessible_set_cache_mask (program, ATSPI_CACHE_NONE);
  for (int i = 0; i < atspi_accessible_get_child_count (program, NULL); i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (program, i, NULL);

      /* What lies behind was looked at before. */
      if (child != NULL && !(has_window && is_main_window (child)))
        walk_into (walk, place, child, 0);
    }
  take_picture (place);
}

static void
test_pseudo (void)
{
  Walk walk = { .robot = robot_new ("journey-pseudo"), .faults = g_string_new (NULL) };
  g_autofree char *data_dir = g_dir_make_tmp ("plumbline-journey-XXXXXX", NULL);
  const char *const args[]
      = { g_getenv ("PLUMBLINE_PROGRAM"), "--data-dir", data_dir, "--sample", NULL };

  if (walk.robot == NULL)
    {
      g_test_skip ("There is no display or no accessibility bus");
      return;
    }
  walk.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_test_timer_start ();
  robot_start (walk.robot, args);
  g_object_unref (robot_find (walk.robot, ATSPI_ROLE_LABEL, "*0:0*"));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (steps[i].key != NULL)
        robot_key (walk.robot, steps[i].key);
      g_usleep (PAUSE_US);
      walk.n_asked = 0;
      look (&walk, steps[i].place, steps[i].has_window);
      g_test_message ("%s: %u widgets, %.1f s", steps[i].place, walk.n_asked,
                      g_test_timer_elapsed ());
      if (steps[i].back != NULL)
        robot_key (walk.robot, steps[i].back);
      g_usleep (PAUSE_US / 3);
    }
  g_assert_cmpstr (walk.faults->str, ==, "");
  robot_key (walk.robot, "ctrl+q");
  g_assert_true (robot_wait_exit (walk.robot));
  robot_free (walk.robot);
  g_hash_table_unref (walk.seen);
  g_string_free (walk.faults, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journey/pseudo", test_pseudo);
  return g_test_run ();
}
