/* Marks: what is equal, how a mark looks, which are drawn freely.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "worked.h"

static const PlumbPoint line[] = { { 1, 2 }, { 3, 4 } };

static void
test_equal (void)
{
  g_autoptr (PlumbMark) mark = plumb_mark_new (7, 3, PLUMB_MARK_LINE, PLUMB_LANDMARK_NONE, line, 2);
  g_autoptr (PlumbMark) stored = plumb_mark_with_id (mark, 8);
  g_autoptr (PlumbMark) other_frame = plumb_mark_in_frame (mark, 4);
  g_autoptr (PlumbMark) other_kind
    = plumb_mark_new (7, 3, PLUMB_MARK_ARROW, PLUMB_LANDMARK_NONE, line, 2);
  g_autoptr (PlumbMark) shorter
    = plumb_mark_new (7, 3, PLUMB_MARK_LINE, PLUMB_LANDMARK_NONE, line, 1);
  g_autoptr (PlumbMark) moved = plumb_mark_with_point (mark, 1, (PlumbPoint) { 3, 5 });
  g_autoptr (PlumbMark) red
    = plumb_mark_with_look (mark, (PlumbMarkLook) { PLUMB_N_MARK_COLOURS - 1, 0 });
  g_autoptr (PlumbMark) wide
    = plumb_mark_with_look (mark, (PlumbMarkLook) { 0, PLUMB_N_MARK_WIDTHS - 1 });
  g_autoptr (PlumbMark) named = plumb_mark_with_text (mark, "bar");
  g_autoptr (PlumbMark) unnamed = plumb_mark_with_text (named, "");
  g_autoptr (PlumbMark) silent = plumb_mark_with_text (named, NULL);
  const PlumbMark *others[] = { other_frame, other_kind, shorter, moved, red, wide, named };

  /* Where it is stored says nothing about what it is. */
  g_assert_true (plumb_mark_equal (mark, stored));
  g_assert_true (plumb_mark_equal (mark, unnamed));
  g_assert_true (plumb_mark_equal (mark, silent));
  g_assert_cmpstr (named->text, ==, "bar");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (plumb_mark_equal (mark, others[i]));

  g_autoptr (PlumbMark) hip = plumb_mark_new (0, 3, PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP, line, 1);
  g_autoptr (PlumbMark) knee
    = plumb_mark_new (0, 3, PLUMB_MARK_POINT, PLUMB_LANDMARK_KNEE, line, 1);
  g_assert_false (plumb_mark_equal (hip, knee));
}

static void
test_look (void)
{
  for (int colour = 0; colour < PLUMB_N_MARK_COLOURS; colour++)
    for (int width = 0; width < PLUMB_N_MARK_WIDTHS; width++)
      {
        const PlumbMarkLook look = { colour, width };
        g_autofree char *key = plumb_mark_look_to_key (look);
        PlumbMarkLook back = { 0 };

        g_assert_true (plumb_mark_look_from_key (key, &back));
        g_assert_cmpint (back.colour, ==, look.colour);
        g_assert_cmpint (back.width, ==, look.width);
      }

  PlumbMarkLook odd = { PLUMB_N_MARK_COLOURS - 1, PLUMB_N_MARK_WIDTHS - 1 };
  g_assert_false (plumb_mark_look_from_key ("plaid", &odd));
  g_assert_cmpint (odd.colour, ==, PLUMB_MARK_COLOUR_USUAL);
  g_assert_cmpint (odd.width, ==, PLUMB_MARK_WIDTH_USUAL);
}

static void
test_free (void)
{
  g_assert_false (plumb_mark_kind_is_free (PLUMB_MARK_POINT));
  g_assert_false (plumb_mark_kind_is_free (PLUMB_MARK_PLATE));
  g_assert_true (plumb_mark_kind_is_free (PLUMB_MARK_LINE));
  g_assert_true (plumb_mark_kind_is_free (PLUMB_MARK_FREEHAND));
}

/* A mark that is not finished stands for nothing yet. */
static void
test_unfinished (void)
{
  g_autoptr (PlumbPoses) poses = plumb_poses_new ();
  g_autoptr (PlumbMark) spine
      = plumb_mark_new (0, 3, PLUMB_MARK_SPINE, PLUMB_LANDMARK_NONE, line, 2);
  const PlumbPoint same[] = { { 5, 5 }, { 5, 5 } };
  g_autoptr (PlumbMark) plate
      = plumb_mark_new (0, 3, PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, same, 2);
  PlumbMark *marks[] = { spine, plate };
  PlumbPoint at;

  plumb_poses_set_marks (poses, marks, G_N_ELEMENTS (marks), 450);
  g_assert_false (plumb_poses_find (poses, 3, PLUMB_LANDMARK_S1, &at));
  /* A circle without a radius is no scale. */
  g_assert_cmpint (poses->scale.kind, ==, PLUMB_SCALE_NONE);
  plumb_poses_free (NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/marks/equal", test_equal);
  g_test_add_func ("/marks/look", test_look);
  g_test_add_func ("/marks/free", test_free);
  g_test_add_func ("/marks/unfinished", test_unfinished);
  return g_test_run ();
}
