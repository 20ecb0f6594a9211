/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "label-field.h"

#define WIDTH 60.0
#define HEIGHT 20.0

static const PlumbDrawView plain = { .scale = 1, .unit = 1 };

static gboolean
covers (PlumbPoint middle,
        PlumbPoint at)
{
  return fabs (at.x_px - middle.x_px) < WIDTH / 2 && fabs (at.y_px - middle.y_px) < HEIGHT / 2;
}

static void
test_first (void)
{
  g_autoptr (PlumbLabelField) field = plumb_label_field_new (400, 400);
  const PlumbPoint places[] = { { 120, 70 }, { 80, 200 } };
  const PlumbPoint at
      = plumb_label_field_take (field, WIDTH, HEIGHT, places, 2, (PlumbPoint) { 100, 100 });

  g_assert_cmpfloat (at.x_px, ==, 120);
  g_assert_cmpfloat (at.y_px, ==, 70);
}

static void
test_next_to_a_joint (void)
{
  g_autoptr (PlumbLabelField) field = plumb_label_field_new (400, 400);
  const PlumbPoint places[] = { { 120, 70 }, { 80, 200 } };
  g_autoptr (PlumbMark) joint = plumb_mark_new (1, 0, PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP,
                                                &(PlumbPoint) { 140, 75 }, 1);
  PlumbPoint at;

  plumb_label_field_add_mark (field, joint, &plain);
  at = plumb_label_field_take (field, WIDTH, HEIGHT, places, 2, (PlumbPoint) { 100, 100 });
  g_assert_cmpfloat (at.x_px, ==, 80);
  g_assert_cmpfloat (at.y_px, ==, 200);
}

/* Six labels of one joint: none on the joint, none on another. */
static void
test_crowd (void)
{
  g_autoptr (PlumbLabelField) field = plumb_label_field_new (400, 400);
  const PlumbPoint joint = { 200, 200 };
  const PlumbPoint place = { 240, 200 };
  g_autoptr (PlumbMark) mark
      = plumb_mark_new (1, 0, PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP, &joint, 1);
  PlumbPoint at[6];

  plumb_label_field_add_mark (field, mark, &plain);
  for (guint i = 0; i < G_N_ELEMENTS (at); i++)
    {
      at[i] = plumb_label_field_take (field, WIDTH, HEIGHT, &place, 1, joint);
      g_assert_false (covers (at[i], joint));
      for (guint j = 0; j < i; j++)
        g_assert_false (fabs (at[i].x_px - at[j].x_px) < WIDTH
                        && fabs (at[i].y_px - at[j].y_px) < HEIGHT);
    }
}

/* Off a line, where there is room beside it, and within the picture. */
static void
test_line_and_edge (void)
{
  g_autoptr (PlumbLabelField) field = plumb_label_field_new (400, 400);
  const PlumbPoint ends[] = { { 0, 100 }, { 400, 100 } };
  const PlumbPoint on_line = { 200, 102 }, outside = { 395, 300 };
  g_autoptr (PlumbMark) line
      = plumb_mark_new (1, 0, PLUMB_MARK_LINE, PLUMB_LANDMARK_NONE, ends, 2);
  PlumbPoint at;

  plumb_label_field_add_mark (field, line, &plain);
  at = plumb_label_field_take (field, WIDTH, HEIGHT, &on_line, 1, on_line);
  g_assert_cmpfloat (fabs (at.y_px - 100), >=, HEIGHT / 2);
  at = plumb_label_field_take (field, WIDTH, HEIGHT, &outside, 1, outside);
  g_assert_cmpfloat (at.x_px, <=, 400 - WIDTH / 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/label-field/first", test_first);
  g_test_add_func ("/label-field/next-to-a-joint", test_next_to_a_joint);
  g_test_add_func ("/label-field/crowd", test_crowd);
  g_test_add_func ("/label-field/line-and-edge", test_line_and_edge);
  return g_test_run ();
}
