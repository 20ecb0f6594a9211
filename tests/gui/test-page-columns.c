/* The parts of a page: one column where it is narrow, two where it is wide,
 * mirrored from right to left.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "page-columns.h"
#include "stage.h"

typedef struct
{
  GtkWidget *page; /* owned */
  GtkWidget *parts[4]; /* 40, 100, 300 and 50 px tall */
} Page;

static void
make_page (Page *page)
{
  static const int heights[] = { 40, 100, 300, 50 };

  page->page = g_object_ref_sink (g_object_new (PLUMB_TYPE_PAGE_COLUMNS, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
    {
      page->parts[i] = gtk_picture_new ();
      gtk_widget_set_size_request (page->parts[i], 60, heights[i]);
      gtk_widget_set_parent (page->parts[i], page->page);
    }
}

static int
arrange (Page *page,
         int   width)
{
  int height;

  gtk_widget_measure (page->page, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_widget_size_allocate (page->page, &(GtkAllocation) { 0, 0, width, height }, -1);
  return height;
}

static void
assert_place (Page *page,
              guint i,
              int   x,
              int   y,
              int   width)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (page->parts[i], page->page, &place));
  g_assert_cmpfloat (place.origin.x, ==, x);
  g_assert_cmpfloat (place.origin.y, ==, y);
  g_assert_cmpfloat (place.size.width, ==, width);
}

/* 40, 100, 300 and 50 with 18 between: 544. A column is no wider than 720. */
static void
test_narrow (void)
{
  Page page;

  make_page (&page);
  g_assert_cmpint (arrange (&page, 400), ==, 544);
  for (guint i = 0; i < 4; i++)
    assert_place (&page, i, 0, (const int[]) { 0, 58, 176, 494 }[i], 400);
  g_assert_cmpint (arrange (&page, 983), ==, 544);
  assert_place (&page, 0, 131, 0, 720);
  assert_place (&page, 3, 131, 494, 720);
  g_object_unref (page.page);
}

/* Twice 480 with 24 between is the least for two; 640 the most. */
static void
test_wide (void)
{
  Page page;

  make_page (&page);
  g_assert_cmpint (arrange (&page, 984), ==, 40 + 18 + 300);
  assert_place (&page, 0, 0, 0, 984);
  assert_place (&page, 1, 0, 58, 480);
  assert_place (&page, 2, 504, 58, 480);
  assert_place (&page, 3, 0, 176, 480);
  gtk_widget_set_direction (page.page, GTK_TEXT_DIR_RTL);
  arrange (&page, 984);
  assert_place (&page, 1, 504, 58, 480);
  assert_place (&page, 2, 0, 58, 480);
  assert_place (&page, 3, 504, 176, 480);
  gtk_widget_set_direction (page.page, GTK_TEXT_DIR_LTR);
  arrange (&page, 2000);
  assert_place (&page, 0, 348, 0, 1304);
  assert_place (&page, 2, 348 + 664, 58, 640);
  /* Without a side there is nothing to put beside the rest. */
  gtk_widget_set_visible (page.parts[2], FALSE);
  g_assert_cmpint (arrange (&page, 2000), ==, 40 + 18 + 100 + 18 + 50);
  assert_place (&page, 1, 640, 58, 720);
  g_object_unref (page.page);
}

int
main (int    argc,
      char **argv)
{
  if (!stage_init (&argc, &argv))
    return 0;
  g_test_add_func ("/gui/page-columns/narrow", test_narrow);
  g_test_add_func ("/gui/page-columns/wide", test_wide);
  return g_test_run ();
}
