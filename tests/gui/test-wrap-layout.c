/* A row that wraps: lines by width, the rest to what expands, mirrored from
 * right to left.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stage.h"
#include "wrap-layout.h"

typedef struct
{
  GtkWidget *row; /* owned */
  GtkWidget *children[3]; /* 100, 60 and 80 px wide, 20 px tall */
} Row;

static void
make_row (Row *row)
{
  static const int widths[] = { 100, 60, 80 };
  GtkLayoutManager *layout = g_object_new (PLUMB_TYPE_WRAP_LAYOUT, "spacing", 4, NULL);

  row->row = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_set_layout_manager (row->row, layout);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      row->children[i] = gtk_picture_new ();
      gtk_widget_set_size_request (row->children[i], widths[i], 20);
      gtk_box_append (GTK_BOX (row->row), row->children[i]);
    }
}

static int
measure_height (Row *row,
                int  width)
{
  int height;

  gtk_widget_measure (row->row, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static void
assert_place (Row  *row,
              guint i,
              int   x,
              int   y,
              int   width)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (row->children[i], row->row, &place));
  g_assert_cmpfloat (place.origin.x, ==, x);
  g_assert_cmpfloat (place.origin.y, ==, y);
  g_assert_cmpfloat (place.size.width, ==, width);
}

static void
test_measure (void)
{
  Row row;
  int least, natural;

  make_row (&row);
  gtk_widget_measure (row.row, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  g_assert_cmpint (least, ==, 100);
  g_assert_cmpint (natural, ==, 248);
  g_assert_cmpint (measure_height (&row, 248), ==, 20);
  g_assert_cmpint (measure_height (&row, 247), ==, 44);
  g_assert_cmpint (measure_height (&row, 100), ==, 68);
  /* What is hidden takes no room. */
  gtk_widget_set_visible (row.children[1], FALSE);
  g_assert_cmpint (measure_height (&row, 184), ==, 20);
  g_object_unref (row.row);
}

static void
test_places (void)
{
  Row row;

  make_row (&row);
  gtk_widget_set_hexpand (row.children[1], TRUE);
  gtk_widget_allocate (row.row, 300, 20, -1, NULL);
  assert_place (&row, 0, 0, 0, 100);
  assert_place (&row, 1, 104, 0, 112);
  assert_place (&row, 2, 220, 0, 80);
  gtk_widget_allocate (row.row, 200, 44, -1, NULL);
  assert_place (&row, 1, 104, 0, 96);
  assert_place (&row, 2, 0, 24, 80);
  gtk_widget_set_direction (row.row, GTK_TEXT_DIR_RTL);
  gtk_widget_allocate (row.row, 201, 44, -1, NULL);
  assert_place (&row, 0, 101, 0, 100);
  assert_place (&row, 2, 121, 24, 80);
  g_object_unref (row.row);
}

int
main (int    argc,
      char **argv)
{
  if (!stage_init (&argc, &argv))
    return 0;
  g_test_add_func ("/gui/wrap-layout/measure", test_measure);
  g_test_add_func ("/gui/wrap-layout/places", test_places);
  return g_test_run ();
}
