/* One widget in a window of its own; see stage.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stage.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <adwaita.h>

#include "frame-private.h"
#include "resources.h"

#define DEADLINE_US (30 * G_USEC_PER_SEC)

struct _Stage
{
  GtkWidget *window;
  GtkWidget *widget; /* weak */
  Display   *display;
};

gboolean
stage_init (int    *argc,
            char ***argv)
{
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return FALSE;
    }
  adw_init ();
  plumb_register_resource ();
  return TRUE;
}

gint64
stage_deadline (void)
{
  return g_get_monotonic_time () + DEADLINE_US;
}

void
stage_turn (gint64      deadline,
            const char *what)
{
  if (g_get_monotonic_time () > deadline)
    g_error ("Waited in vain for %s", what);
  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (2000);
}

Stage *
stage_new (GtkWidget *widget,
           int        width,
           int        height)
{
  Stage *stage = g_new0 (Stage, 1);

  stage->display = XOpenDisplay (NULL);
  g_assert_nonnull (stage->display);
  stage->window = gtk_window_new ();
  g_set_weak_pointer (&stage->widget, widget);
  gtk_window_set_decorated (GTK_WINDOW (stage->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), width, height);
  gtk_window_set_child (GTK_WINDOW (stage->window), widget);
  gtk_window_present (GTK_WINDOW (stage->window));
  stage_wait_until (gtk_widget_get_mapped (widget)
                    && gtk_widget_get_width (widget) == width
                    && gtk_widget_get_height (widget) == height);
  return stage;
}

void
stage_free (Stage *stage)
{
  gtk_window_destroy (GTK_WINDOW (stage->window));
  stage_wait_until (stage->widget == NULL);
  XCloseDisplay (stage->display);
  g_free (stage);
}

void
stage_move (Stage *stage,
            int    x,
            int    y)
{
  XTestFakeMotionEvent (stage->display, -1, x, y, CurrentTime);
  XSync (stage->display, False);
}

void
stage_button (Stage   *stage,
              guint    button,
              gboolean down)
{
  XTestFakeButtonEvent (stage->display, button, down, CurrentTime);
  XSync (stage->display, False);
}

void
stage_click (Stage *stage,
             int    x,
             int    y)
{
  stage_move (stage, x, y);
  stage_button (stage, 1, TRUE);
  stage_button (stage, 1, FALSE);
}

void
stage_hold (Stage      *stage,
            const char *key,
            gboolean    down)
{
  const KeyCode code = XKeysymToKeycode (stage->display, XStringToKeysym (key));

  g_assert_cmpint (code, !=, 0);
  XTestFakeKeyEvent (stage->display, code, down, CurrentTime);
  XSync (stage->display, False);
}

guint
stage_pixel (Stage *stage,
             int    x,
             int    y)
{
  XImage *image = XGetImage (stage->display, DefaultRootWindow (stage->display), x, y, 1, 1,
                             AllPlanes, ZPixmap);
  guint pixel;

  g_assert_nonnull (image);
  pixel = XGetPixel (image, 0, 0) & 0xffffff;
  XDestroyImage (image);
  return pixel;
}

GtkWidget *
stage_find_button (GtkWidget  *widget,
                   const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (GTK_IS_BUTTON (child) && gtk_widget_get_mapped (child)
          && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), label) == 0)
        return child;
      found = stage_find_button (child, label);
      if (found != NULL)
        return found;
    }
  return NULL;
}

PlumbFrame *
stage_new_picture (gint64 frame,
                   int    width_px,
                   int    height_px,
                   guint  colour)
{
  const gsize n = (gsize) width_px * (gsize) height_px;
  guint32 *pixels = g_new (guint32, n);

  for (gsize i = 0; i < n; i++)
    pixels[i] = GUINT32_TO_LE (0xff000000u | colour);
  return plumb_frame_new (frame, frame * 16666667, width_px, height_px, 4 * width_px,
                          g_bytes_new_take (pixels, n * 4));
}
