/* Drives a program as a person does; see robot.h.
 *
 * libatspi keeps what it has once read; nothing here may be old, so its cache
 * is off.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "robot.h"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* Generous: the machine may be busy with other tests. */
#define DEADLINE_US (60 * G_USEC_PER_SEC)
#define REST_US 20000
#define MAX_DEPTH 60

struct _Robot
{
  char            *name;
  char            *errors;  /* owned: file of what the program complains of */
  Display         *display;
  GSubprocess     *program; /* owned, nullable */
  AtspiAccessible *root;    /* owned, nullable: the program on the bus */
};

/* (transfer full) */
static char *
built_file (const char *name,
            const char *suffix)
{
  g_autofree char *file = g_strdup_printf ("%s.%s", name, suffix);

  return g_test_build_filename (G_TEST_BUILT, file, NULL);
}

/* Windows come and go while they are asked for. */
static int
ignore_error (Display     *display,
              XErrorEvent *event)
{
  return 0;
}

static gboolean
has_bus (void)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) address = NULL;

  if (session != NULL)
    address = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus",
                                           "org.a11y.Bus", "GetAddress", NULL, NULL,
                                           G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  return address != NULL;
}

Robot *
robot_new (const char *name)
{
  Display *display;
  int event, error, major, minor;
  Robot *robot;

  if (g_getenv ("DISPLAY") == NULL)
    return NULL;
  display = XOpenDisplay (NULL);
  g_assert_nonnull (display);
  XSetErrorHandler (ignore_error);
  /* libatspi warns of programs that come and go, which is what they do here. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  if (!XTestQueryExtension (display, &event, &error, &major, &minor)
      || !has_bus () || atspi_init () > 1)
    {
      XCloseDisplay (display);
      return NULL;
    }
  robot = g_new0 (Robot, 1);
  robot->name = g_strdup (name);
  robot->errors = built_file (name, "log");
  robot->display = display;
  return robot;
}

void
robot_free (Robot *robot)
{
  robot_kill (robot);
  XCloseDisplay (robot->display);
  g_free (robot->errors);
  g_free (robot->name);
  g_free (robot);
}

/* GTK 4.8, asked on the bus for a widget that is just going, answers with a
 * path that it no longer has; that is the one complaint that is not ours. */
static void
check_errors (Robot *robot)
{
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean well = TRUE;

  if (!g_file_get_contents (robot->errors, &content, NULL, NULL))
    return;
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const gboolean complains = strstr (lines[i], "-CRITICAL **") != NULL
                                 || strstr (lines[i], "-WARNING **") != NULL
                                 || strstr (lines[i], "ERROR") != NULL;

      if (complains && strstr (lines[i], "GLib-CRITICAL **") != NULL
          && strstr (lines[i], "g_variant_") != NULL)
        continue;
      /* Of its own window of shortcuts, where a key has a narrow name. */
      if (complains && strstr (lines[i], "(label) reported min width -") != NULL)
        continue;
      /* Of the heading of every message window, from libadwaita 1.7 on. */
      if (complains && strstr (lines[i], "Trying to measure GtkLabel") != NULL)
        continue;
      if (*lines[i] != '\0')
        g_test_message ("The program says: %s", lines[i]);
      well = well && !complains;
    }
  g_unlink (robot->errors);
  g_assert_true (well);
}

static void
forget_program (Robot *robot)
{
  check_errors (robot);
  g_clear_object (&robot->root);
  g_clear_object (&robot->program);
}

void
robot_start (Robot            *robot,
             const char *const argv[])
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GError) error = NULL;

  g_assert_null (robot->program);
  g_subprocess_launcher_set_stderr_file_path (launcher, robot->errors);
  /* Complaints are read at the end: see check_errors(). */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  robot->program = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
}

void
robot_kill (Robot *robot)
{
  if (robot->program == NULL)
    return;
  g_subprocess_force_exit (robot->program);
  g_subprocess_wait (robot->program, NULL, NULL);
  forget_program (robot);
}

static gboolean
is_running (Robot *robot)
{
  return g_subprocess_get_identifier (robot->program) != NULL;
}

gboolean
robot_wait_exit (Robot *robot)
{
  const gint64 deadline = robot_deadline ();
  gboolean well;

  while (is_running (robot))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (REST_US);
    }
  well = g_subprocess_get_if_exited (robot->program)
         && g_subprocess_get_exit_status (robot->program) == 0;
  forget_program (robot);
  return well;
}

gint64
robot_deadline (void)
{
  return g_get_monotonic_time () + DEADLINE_US;
}

void
robot_rest (Robot      *robot,
            gint64      deadline,
            const char *what)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (!is_running (robot))
    {
      const int status = g_subprocess_get_status (robot->program);

      check_errors (robot);
      g_error ("The program ended (wait status %d) while waiting for %s", status, what);
    }
  if (g_get_monotonic_time () > deadline)
    {
      robot_leave_evidence (robot);
      g_error ("Waited in vain for %s", what);
    }
  g_usleep (REST_US);
}

/* The accessibility bus */

/* (transfer full) (nullable) */
static AtspiAccessible *
find_program (Robot *robot)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  const char *id = g_subprocess_get_identifier (robot->program);
  const guint pid = id != NULL ? (guint) g_ascii_strtoull (id, NULL, 10) : 0;

  atspi_accessible_set_cache_mask (desktop, ATSPI_CACHE_NONE);
  for (int i = 0; i < atspi_accessible_get_child_count (desktop, NULL); i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (child != NULL && pid != 0 && atspi_accessible_get_process_id (child, NULL) == pid)
        {
          atspi_accessible_set_cache_mask (child, ATSPI_CACHE_NONE);
          return g_steal_pointer (&child);
        }
    }
  return NULL;
}

static gboolean
is_visible (AtspiAccessible *widget)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (widget);

  return states != NULL && atspi_state_set_contains (states, ATSPI_STATE_VISIBLE);
}

/* In window coordinates; all 0 when the widget is gone. */
static RobotRect
read_extents (AtspiAccessible *widget)
{
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (widget);
  g_autofree AtspiRect *rect
      = component != NULL
            ? atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL)
            : NULL;

  return rect != NULL ? (RobotRect) { rect->x, rect->y, rect->width, rect->height }
                      : (RobotRect) { 0, 0, 0, 0 };
}

/* GTK 4.8 says SHOWING of windows alone; what has been given no room, in a
 * closed revealer or on another page, is not shown. */
static gboolean
is_shown (AtspiAccessible *widget)
{
  RobotRect rect;

  if (!is_visible (widget))
    return FALSE;
  rect = read_extents (widget);
  return rect.width > 0 && rect.height > 0;
}

/* The page of a stack is on the bus, but is no widget and has no place. */
static gboolean
may_hold_shown (AtspiAccessible *widget,
                AtspiRole        role)
{
  g_autofree char *name = NULL;

  if (role == ATSPI_ROLE_LABEL || role == ATSPI_ROLE_IMAGE || role == ATSPI_ROLE_SCROLL_BAR)
    return FALSE;
  if (is_shown (widget))
    return TRUE;
  name = role == ATSPI_ROLE_PANEL ? robot_name (widget) : NULL;
  return g_strcmp0 (name, "GtkStackPage") == 0;
}

/* A toggle button is a push button to GTK 4.8. */
static gboolean
is_role (AtspiRole its,
         AtspiRole role)
{
  return its == role
         || (role == ATSPI_ROLE_PUSH_BUTTON && its == ATSPI_ROLE_TOGGLE_BUTTON);
}

char *
robot_name (AtspiAccessible *widget)
{
  char *name = atspi_accessible_get_name (widget, NULL);

  return name != NULL ? name : g_strdup ("");
}

char *
robot_text (AtspiAccessible *widget)
{
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (widget);
  char *content = text != NULL ? atspi_text_get_text (text, 0, -1, NULL) : NULL;

  return content != NULL ? content : g_strdup ("");
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

double
robot_value (AtspiAccessible *widget)
{
  g_autoptr (AtspiValue) value = atspi_accessible_get_value_iface (widget);

  return value != NULL ? atspi_value_get_current_value (value, NULL) : 0;
}

/* (transfer full) (nullable) */
static AtspiAccessible *
search (AtspiAccessible *widget,
        AtspiRole        role,
        const char      *pattern,
        int              depth)
{
  g_autoptr (GPtrArray) children = list_children (widget);

  for (guint i = 0; i < children->len && depth < MAX_DEPTH; i++)
    {
      AtspiAccessible *child = children->pdata[i];
      const AtspiRole its = atspi_accessible_get_role (child, NULL);
      AtspiAccessible *found;

      if (is_role (its, role))
        {
          g_autofree char *name = robot_name (child);

          if (g_pattern_match_simple (pattern, name) && is_shown (child))
            return g_object_ref (child);
        }
      if (!may_hold_shown (child, its))
        continue;
      found = search (child, role, pattern, depth + 1);
      if (found != NULL)
        return found;
    }
  return NULL;
}

AtspiAccessible *
robot_look (Robot      *robot,
            AtspiRole   role,
            const char *pattern)
{
  if (robot->root == NULL)
    robot->root = find_program (robot);
  return robot->root != NULL ? search (robot->root, role, pattern, 0) : NULL;
}

AtspiAccessible *
robot_find (Robot      *robot,
            AtspiRole   role,
            const char *pattern)
{
  const gint64 deadline = robot_deadline ();
  AtspiAccessible *found;

  while ((found = robot_look (robot, role, pattern)) == NULL)
    robot_rest (robot, deadline, pattern);
  return found;
}

gboolean
robot_sees (Robot      *robot,
            AtspiRole   role,
            const char *pattern)
{
  g_autoptr (AtspiAccessible) found = robot_look (robot, role, pattern);

  return found != NULL;
}

/* (transfer full) (nullable) The window that a widget is in. */
static AtspiAccessible *
find_window (AtspiAccessible *widget)
{
  g_autoptr (AtspiAccessible) at = g_object_ref (widget);

  while (at != NULL)
    {
      const AtspiRole role = atspi_accessible_get_role (at, NULL);
      AtspiAccessible *parent;

      if (role == ATSPI_ROLE_FRAME || role == ATSPI_ROLE_DIALOG || role == ATSPI_ROLE_WINDOW)
        return g_steal_pointer (&at);
      parent = atspi_accessible_get_parent (at, NULL);
      g_object_unref (at);
      at = parent;
    }
  return NULL;
}

/* The border that GTK draws round a window without a compositor is in no
 * extents: half of what the X window is wider than the window on the bus. */
static int
measure_border (Robot           *robot,
                AtspiAccessible *window)
{
  g_autofree char *title = NULL;
  Window root, parent, *children = NULL;
  unsigned int n = 0;
  int border = -1;

  g_assert_nonnull (window);
  title = robot_name (window);
  XQueryTree (robot->display, DefaultRootWindow (robot->display), &root, &parent, &children, &n);
  for (unsigned int i = 0; i < n; i++)
    {
      XWindowAttributes attributes;
      char *name = NULL;

      if (XGetWindowAttributes (robot->display, children[i], &attributes)
          && attributes.map_state == IsViewable
          && XFetchName (robot->display, children[i], &name) && g_strcmp0 (name, title) == 0)
        border = (attributes.width - read_extents (window).width) / 2;
      if (name != NULL)
        XFree (name);
    }
  if (children != NULL)
    XFree (children);
  g_assert_cmpint (border, >=, 0);
  return border;
}

/* Of a window or of the one that holds it: GDK takes keys in a child of its own. */
static gboolean
is_called (Robot      *robot,
           Window      window,
           const char *title)
{
  Window root, parent = None, *children = NULL;
  unsigned int n = 0;
  char *name = NULL;
  gboolean well;

  if (window == None || window == PointerRoot
      || window == DefaultRootWindow (robot->display))
    return FALSE;
  well = XFetchName (robot->display, window, &name) && g_strcmp0 (name, title) == 0;
  if (name != NULL)
    XFree (name);
  if (well || !XQueryTree (robot->display, window, &root, &parent, &children, &n))
    return well;
  if (children != NULL)
    XFree (children);
  return is_called (robot, parent, title);
}

gboolean
robot_has_keys (Robot      *robot,
                const char *title)
{
  Window focus = None;
  int revert;

  XGetInputFocus (robot->display, &focus, &revert);
  return is_called (robot, focus, title);
}

RobotRect
robot_extents (Robot           *robot,
               AtspiAccessible *widget)
{
  g_autoptr (AtspiAccessible) window = find_window (widget);
  const int border = measure_border (robot, window);
  g_autoptr (AtspiAccessible) content = atspi_accessible_get_child_at_index (window, 0, NULL);
  const RobotRect all = read_extents (content);
  RobotRect rect = read_extents (widget);

  /* Newer GTK takes the border off the content once and off what is in it twice. */
  rect.x += border - 2 * all.x;
  rect.y += border - 2 * all.y;
  return rect;
}

void
robot_click_on (Robot           *robot,
                AtspiAccessible *widget)
{
  const RobotRect rect = robot_extents (robot, widget);

  robot_click (robot, rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
}

void
robot_activate (Robot           *robot,
                AtspiAccessible *widget)
{
  g_autoptr (AtspiAction) action = atspi_accessible_get_action_iface (widget);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (action);
  atspi_action_do_action (action, 0, &error);
  g_assert_no_error (error);
}

void
robot_press (Robot      *robot,
             AtspiRole   role,
             const char *pattern)
{
  g_autoptr (AtspiAccessible) widget = robot_find (robot, role, pattern);

  robot_activate (robot, widget);
}

/* Pointer and keys */

void
robot_move (Robot *robot,
            double x,
            double y)
{
  XTestFakeMotionEvent (robot->display, -1, (int) (x + 0.5), (int) (y + 0.5), CurrentTime);
  XSync (robot->display, False);
}

void
robot_button (Robot   *robot,
              gboolean down)
{
  XTestFakeButtonEvent (robot->display, 1, down, CurrentTime);
  XSync (robot->display, False);
}

void
robot_click (Robot *robot,
             double x,
             double y)
{
  robot_move (robot, x, y);
  robot_button (robot, TRUE);
  robot_button (robot, FALSE);
}

static void
press_key (Robot   *robot,
           KeySym   sym,
           gboolean down)
{
  const KeyCode code = XKeysymToKeycode (robot->display, sym);

  g_assert_cmpint (code, !=, 0);
  XTestFakeKeyEvent (robot->display, code, down, CurrentTime);
}

static void
tap_key (Robot *robot,
         KeySym sym)
{
  const KeyCode code = XKeysymToKeycode (robot->display, sym);
  const gboolean shifted = XkbKeycodeToKeysym (robot->display, code, 0, 0) != sym;

  if (shifted)
    press_key (robot, XK_Shift_L, TRUE);
  press_key (robot, sym, TRUE);
  press_key (robot, sym, FALSE);
  if (shifted)
    press_key (robot, XK_Shift_L, FALSE);
  XSync (robot->display, False);
}

void
robot_key (Robot      *robot,
           const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, "+", -1);
  const guint n = g_strv_length (parts);
  KeySym held[3];
  guint n_held = 0;

  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (n, <=, G_N_ELEMENTS (held) + 1);
  for (; n_held + 1 < n; n_held++)
    {
      held[n_held] = g_str_equal (parts[n_held], "ctrl")    ? XK_Control_L
                     : g_str_equal (parts[n_held], "shift") ? XK_Shift_L
                                                            : XK_Alt_L;
      press_key (robot, held[n_held], TRUE);
    }
  tap_key (robot, XStringToKeysym (parts[n - 1]));
  while (n_held > 0)
    press_key (robot, held[--n_held], FALSE);
  XSync (robot->display, False);
}

void
robot_type (Robot      *robot,
            const char *text)
{
  /* Keysyms of printable ASCII are the characters themselves. */
  for (const char *p = text; *p != '\0'; p++)
    tap_key (robot, (KeySym) (guchar) *p);
}

/* The screen */

guint8 *
robot_screenshot (Robot    *robot,
                  RobotRect part)
{
  XImage *image = XGetImage (robot->display, DefaultRootWindow (robot->display), part.x, part.y,
                             (guint) part.width, (guint) part.height, AllPlanes, ZPixmap);
  guint8 *pixels;

  g_assert_nonnull (image);
  g_assert_cmpint (image->bits_per_pixel, ==, 32);
  pixels = g_malloc ((gsize) part.width * (gsize) part.height * 4);
  for (int y = 0; y < part.height; y++)
    memcpy (pixels + (gsize) y * (gsize) part.width * 4,
            image->data + (gsize) y * (gsize) image->bytes_per_line, (gsize) part.width * 4);
  XDestroyImage (image);
  return pixels;
}

static void
print_tree (AtspiAccessible *widget,
            int              depth)
{
  g_autoptr (GPtrArray) children = list_children (widget);

  for (guint i = 0; i < children->len && depth < MAX_DEPTH; i++)
    {
      AtspiAccessible *child = children->pdata[i];
      g_autofree char *role = atspi_accessible_get_role_name (child, NULL);
      g_autofree char *name = robot_name (child);

      if (!is_visible (child))
        continue;
      g_printerr ("%*s%s \"%s\"\n", 2 * depth, "", role, name);
      print_tree (child, depth + 1);
    }
}

void
robot_leave_evidence (Robot *robot)
{
  const int screen = DefaultScreen (robot->display);
  const RobotRect all = { 0, 0, DisplayWidth (robot->display, screen),
                          DisplayHeight (robot->display, screen) };
  g_autofree guint8 *pixels = robot_screenshot (robot, all);
  g_autofree char *path = built_file (robot->name, "ppm");
  g_autoptr (GString) ppm = g_string_new (NULL);

  g_string_printf (ppm, "P6\n%d %d\n255\n", all.width, all.height);
  for (gsize i = 0; i < (gsize) all.width * (gsize) all.height; i++)
    for (int c = 2; c >= 0; c--)
      g_string_append_c (ppm, (char) pixels[4 * i + (gsize) c]);
  if (g_file_set_contents (path, ppm->str, (gssize) ppm->len, NULL))
    g_printerr ("The screen is in %s\n", path);
  if (robot->root != NULL)
    print_tree (robot->root, 0);
}
