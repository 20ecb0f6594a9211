/* The drawer: beside the page in a large window, folded over it in a small one,
 * with the rail while it is shut.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "drawer.h"
#include "stage.h"

#define PANEL_PX 300
#define RAIL_PX 40

typedef struct
{
  Stage     *stage;
  GtkWidget *drawer, *content, *rail, *panel; /* held by the stage */
} Desk;

static GtkWidget *
make_part (int width)
{
  GtkWidget *part = gtk_picture_new ();

  gtk_widget_set_size_request (part, width, 50);
  return part;
}

static void
open_desk (Desk *desk,
           int   width)
{
  desk->content = make_part (200);
  desk->rail = make_part (RAIL_PX);
  desk->panel = make_part (PANEL_PX);
  desk->drawer = g_object_new (PLUMB_TYPE_DRAWER, "content", desk->content, "rail", desk->rail,
                               "panel", desk->panel, NULL);
  desk->stage = stage_new (desk->drawer, width, 400);
}

static gboolean
is_shown (Desk *desk)
{
  gboolean shown;

  g_object_get (desk->drawer, "shown", &shown, NULL);
  return shown;
}

static int
find_x (Desk      *desk,
        GtkWidget *part)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (part, desk->drawer, &place));
  return (int) place.origin.x;
}

static void
resize (Desk *desk,
        int   width)
{
  gtk_window_set_default_size (GTK_WINDOW (gtk_widget_get_root (desk->drawer)), width, 400);
  stage_wait_until (gtk_widget_get_width (desk->drawer) == width);
}

static void
test_beside (void)
{
  Desk desk;

  open_desk (&desk, 1100);
  g_assert_false (plumb_drawer_folded (PLUMB_DRAWER (desk.drawer)));
  g_assert_true (is_shown (&desk));
  g_assert_cmpint (gtk_widget_get_width (desk.content), ==, 1100 - PANEL_PX);
  g_assert_cmpint (find_x (&desk, desk.panel), ==, 1100 - PANEL_PX);
  g_assert_false (gtk_widget_get_mapped (desk.rail));
  g_object_set (desk.drawer, "shown", FALSE, NULL);
  stage_wait_until (!gtk_widget_get_mapped (desk.panel));
  stage_wait_until (gtk_widget_get_width (desk.content) == 1100 - RAIL_PX);
  g_assert_true (gtk_widget_get_mapped (desk.rail));
  stage_free (desk.stage);
}

static void
test_folded (void)
{
  Desk desk;

  open_desk (&desk, 900);
  stage_wait_until (gtk_widget_get_mapped (desk.rail));
  g_assert_true (plumb_drawer_folded (PLUMB_DRAWER (desk.drawer)));
  g_assert_false (is_shown (&desk));
  g_assert_false (gtk_widget_get_mapped (desk.panel));
  stage_wait_until (gtk_widget_get_width (desk.content) == 900 - RAIL_PX);
  /* Open it lies over the page, which stays as wide as it is. */
  g_object_set (desk.drawer, "shown", TRUE, NULL);
  stage_wait_until (gtk_widget_get_mapped (desk.panel)
                    && find_x (&desk, desk.panel) == 900 - PANEL_PX);
  g_assert_cmpint (gtk_widget_get_width (desk.content), ==, 900 - RAIL_PX);
  g_assert_true (gtk_widget_has_css_class (desk.panel, "folded"));
  stage_free (desk.stage);
}

/* Open over the page it ends above what is to stay clear; beside it, it need not. */
static void
test_clear (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = make_part (200);
  GtkWidget *keys = make_part (200);
  Desk desk;

  gtk_widget_set_vexpand (picture, TRUE);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), keys);
  desk.rail = make_part (RAIL_PX);
  desk.panel = make_part (PANEL_PX);
  desk.drawer = g_object_new (PLUMB_TYPE_DRAWER, "content", box, "rail", desk.rail, "panel",
                              desk.panel, "clear", keys, NULL);
  desk.stage = stage_new (desk.drawer, 900, 400);
  g_object_set (desk.drawer, "shown", TRUE, NULL);
  stage_wait_until (gtk_widget_get_mapped (desk.panel)
                    && find_x (&desk, desk.panel) == 900 - PANEL_PX);
  g_assert_cmpint (gtk_widget_get_height (desk.panel), ==, 350);
  /* What stays clear may grow while the panel is open. */
  gtk_widget_set_size_request (keys, 200, 90);
  stage_wait_until (gtk_widget_get_height (desk.panel) == 310);
  resize (&desk, 1100);
  stage_wait_until (gtk_widget_get_height (desk.panel) == 400);
  stage_free (desk.stage);
}

static void
test_resized (void)
{
  Desk desk;

  open_desk (&desk, 1100);
  resize (&desk, 900);
  stage_wait_until (!is_shown (&desk) && gtk_widget_get_mapped (desk.rail));
  resize (&desk, 1100);
  stage_wait_until (is_shown (&desk) && !gtk_widget_get_mapped (desk.rail));
  g_assert_cmpint (find_x (&desk, desk.panel), ==, 1100 - PANEL_PX);
  /* What was shut on purpose stays shut. */
  g_object_set (desk.drawer, "shown", FALSE, NULL);
  resize (&desk, 900);
  resize (&desk, 1100);
  stage_wait_until (!plumb_drawer_folded (PLUMB_DRAWER (desk.drawer)));
  g_assert_false (is_shown (&desk));
  stage_free (desk.stage);
}

static void
test_right_to_left (void)
{
  Desk desk;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  open_desk (&desk, 1100);
  g_assert_cmpint (find_x (&desk, desk.panel), ==, 0);
  g_assert_cmpint (find_x (&desk, desk.content), ==, PANEL_PX);
  stage_free (desk.stage);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int    argc,
      char **argv)
{
  if (!stage_init (&argc, &argv))
    return 0;
  g_test_add_func ("/gui/drawer/beside", test_beside);
  g_test_add_func ("/gui/drawer/folded", test_folded);
  g_test_add_func ("/gui/drawer/clear", test_clear);
  g_test_add_func ("/gui/drawer/resized", test_resized);
  g_test_add_func ("/gui/drawer/right-to-left", test_right_to_left);
  return g_test_run ();
}
