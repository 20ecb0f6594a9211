/* The source side of XDND, version 5; see drop.h.
 *
 * The source owns the selection XdndSelection and tells the window under the
 * pointer what it has (Enter), where it is (Position, answered by Status) and
 * that it was let go (Drop, answered by Finished). Meanwhile the window asks for
 * the selection as text/uri-list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "drop.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <string.h>

#define VERSION 5
#define PATIENCE_US (60 * G_USEC_PER_SEC)
#define REST_US 5000
#define N_MOVES 5

enum
{
  AWARE,
  SELECTION,
  ENTER,
  POSITION,
  STATUS,
  DROP,
  FINISHED,
  COPY,
  URI_LIST,
  TARGETS,
  N_ATOMS,
};

static const char *const names[N_ATOMS]
    = { "XdndAware",     "XdndSelection",  "XdndEnter",     "XdndPosition", "XdndStatus",
        "XdndDrop",      "XdndFinished",   "XdndActionCopy", "text/uri-list", "TARGETS" };

typedef struct
{
  Display *display;
  Window   source;
  Window   target;
  Atom     atoms[N_ATOMS];
  char    *uris; /* owned: a line each, as RFC 2483 wants it */
  gboolean has_status, accepts, is_finished, was_taken;
} Drag;

static char *
list_uris (const char *const *paths)
{
  GString *uris = g_string_new (NULL);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *uri = g_filename_to_uri (paths[i], NULL, NULL);

      g_assert_nonnull (uri);
      g_string_append_printf (uris, "%s\r\n", uri);
    }
  return g_string_free (uris, FALSE);
}

static gboolean
is_aware (Drag  *drag,
          Window window)
{
  Atom type = None;
  int format;
  unsigned long n, rest;
  unsigned char *data = NULL;

  XGetWindowProperty (drag->display, window, drag->atoms[AWARE], 0, 1, False, AnyPropertyType,
                      &type, &format, &n, &rest, &data);
  if (data != NULL)
    XFree (data);
  return type != None;
}

/* The outermost window at the place that takes drops. */
static Window
find_target (Drag *drag,
             int   x,
             int   y)
{
  const Window root = DefaultRootWindow (drag->display);
  Window at = root, child = root;
  int in_x, in_y;

  while (child != None && !is_aware (drag, at))
    {
      XTranslateCoordinates (drag->display, root, at, x, y, &in_x, &in_y, &child);
      if (child != None)
        at = child;
    }
  return is_aware (drag, at) ? at : None;
}

static void
tell (Drag *drag,
      int   what,
      long  one,
      long  two,
      long  three,
      long  four)
{
  XEvent event = { .xclient = { .type = ClientMessage,
                                .display = drag->display,
                                .window = drag->target,
                                .message_type = drag->atoms[what],
                                .format = 32 } };

  event.xclient.data.l[0] = (long) drag->source;
  event.xclient.data.l[1] = one;
  event.xclient.data.l[2] = two;
  event.xclient.data.l[3] = three;
  event.xclient.data.l[4] = four;
  XSendEvent (drag->display, drag->target, False, NoEventMask, &event);
  XFlush (drag->display);
}

static void
answer_request (Drag                         *drag,
                const XSelectionRequestEvent *request)
{
  XEvent answer = { .xselection = { .type = SelectionNotify,
                                    .requestor = request->requestor,
                                    .selection = request->selection,
                                    .target = request->target,
                                    .property = request->property,
                                    .time = request->time } };

  if (request->target == drag->atoms[URI_LIST])
    XChangeProperty (drag->display, request->requestor, request->property, request->target, 8,
                     PropModeReplace, (const unsigned char *) drag->uris,
                     (int) strlen (drag->uris));
  else if (request->target == drag->atoms[TARGETS])
    XChangeProperty (drag->display, request->requestor, request->property, XA_ATOM, 32,
                     PropModeReplace, (const unsigned char *) &drag->atoms[URI_LIST], 1);
  else
    answer.xselection.property = None;
  XSendEvent (drag->display, request->requestor, False, NoEventMask, &answer);
  XFlush (drag->display);
}

static void
take_events (Drag *drag)
{
  while (XPending (drag->display) > 0)
    {
      XEvent event;

      XNextEvent (drag->display, &event);
      if (event.type == SelectionRequest)
        answer_request (drag, &event.xselectionrequest);
      if (event.type != ClientMessage)
        continue;
      if (event.xclient.message_type == drag->atoms[STATUS])
        {
          drag->has_status = TRUE;
          drag->accepts = (event.xclient.data.l[1] & 1) != 0;
        }
      else if (event.xclient.message_type == drag->atoms[FINISHED])
        {
          drag->is_finished = TRUE;
          drag->was_taken = (event.xclient.data.l[1] & 1) != 0;
        }
    }
}

/* Until `flag` is set; FALSE when nobody has answered. */
static gboolean
wait_for (Drag           *drag,
          const gboolean *flag)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  while (!*flag && g_get_monotonic_time () < deadline)
    {
      take_events (drag);
      g_usleep (REST_US);
    }
  return *flag;
}

/* In a few steps, as a hand moves. A window that has just learned of the drag may
 * not want it yet. */
static gboolean
move_over (Drag *drag,
           int   x,
           int   y)
{
  tell (drag, ENTER, VERSION << 24, (long) drag->atoms[URI_LIST], None, None);
  for (int i = N_MOVES; i >= 0 || !drag->accepts; i--)
    {
      drag->has_status = FALSE;
      XTestFakeMotionEvent (drag->display, -1, x - MAX (i, 0), y, CurrentTime);
      tell (drag, POSITION, 0, (long) (x - MAX (i, 0)) << 16 | y, CurrentTime,
            (long) drag->atoms[COPY]);
      if (!wait_for (drag, &drag->has_status) || i < -1000)
        return FALSE;
      g_usleep (REST_US);
    }
  return TRUE;
}

gboolean
drop_files (const char *const *paths,
            int                x,
            int                y)
{
  Drag drag = { .display = XOpenDisplay (NULL) };
  gboolean done;

  g_assert_nonnull (drag.display);
  XInternAtoms (drag.display, (char **) names, N_ATOMS, False, drag.atoms);
  drag.uris = list_uris (paths);
  drag.source = XCreateSimpleWindow (drag.display, DefaultRootWindow (drag.display), -10, -10, 1,
                                     1, 0, 0, 0);
  XSetSelectionOwner (drag.display, drag.atoms[SELECTION], drag.source, CurrentTime);
  drag.target = find_target (&drag, x, y);
  done = drag.target != None && move_over (&drag, x, y);
  if (done)
    {
      tell (&drag, DROP, 0, CurrentTime, 0, 0);
      done = wait_for (&drag, &drag.is_finished) && drag.was_taken;
    }
  XCloseDisplay (drag.display);
  g_free (drag.uris);
  return done;
}
