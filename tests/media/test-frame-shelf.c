/* What lies ready round the playhead.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "frame-private.h"
#include "frame-shelf.h"

#define SIDE 10
#define BYTES (SIDE * SIDE * 4)

static PlumbFrame *
make_frame (gint64 number,
            int    side)
{
  return plumb_frame_new (number, 0, side, side, side * 4,
                          g_bytes_new_take (g_malloc0 ((gsize) side * side * 4),
                                            (gsize) side * side * 4));
}

static gboolean
put (PlumbFrameShelf *shelf,
     gint64           number)
{
  g_autoptr (PlumbFrame) frame = make_frame (number, SIDE);
  return plumb_frame_shelf_put (shelf, frame);
}

/* What is farthest goes, behind all the more, and what has no room says so. */
static void
test_room (void)
{
  g_autoptr (PlumbFrameShelf) shelf = plumb_frame_shelf_new (4 * BYTES);
  plumb_frame_shelf_set_size (shelf, SIDE, SIDE);
  plumb_frame_shelf_set_playhead (shelf, 100, 0);
  g_assert_cmpuint (plumb_frame_shelf_capacity (shelf), ==, 4);
  g_assert_true (put (shelf, 100) && put (shelf, 101) && put (shelf, 98) && put (shelf, 104));
  g_assert_true (put (shelf, 99));
  g_assert_false (plumb_frame_shelf_has (shelf, 104));
  g_assert_false (put (shelf, 110));
  /* Playing on: 98 and 99 are worth less than what is four times as far ahead. */
  plumb_frame_shelf_set_playhead (shelf, 100, 1);
  g_assert_true (put (shelf, 103));
  g_assert_false (plumb_frame_shelf_has (shelf, 98));
  g_autoptr (PlumbFrame) found = plumb_frame_shelf_get (shelf, 103);
  g_assert_cmpint (found->frame, ==, 103);
  g_assert_cmpuint (plumb_frame_shelf_n_bytes (shelf), ==, 4 * BYTES);
  plumb_frame_shelf_set_budget (shelf, 1);
  g_assert_cmpuint (plumb_frame_shelf_capacity (shelf), ==, 2);
  g_assert_true (plumb_frame_shelf_has (shelf, 100) && plumb_frame_shelf_has (shelf, 101));
}

/* Pictures of the size before are never shown. */
static void
test_size (void)
{
  g_autoptr (PlumbFrameShelf) shelf = plumb_frame_shelf_new (100 * BYTES);
  plumb_frame_shelf_set_size (shelf, SIDE, SIDE);
  g_assert_true (put (shelf, 5));
  g_assert_true (put (shelf, 5));
  g_assert_cmpuint (plumb_frame_shelf_n_bytes (shelf), ==, BYTES);
  plumb_frame_shelf_set_size (shelf, SIDE, SIDE);
  g_assert_true (plumb_frame_shelf_has (shelf, 5));
  plumb_frame_shelf_set_size (shelf, 2 * SIDE, 2 * SIDE);
  g_assert_null (plumb_frame_shelf_get (shelf, 5));
  g_assert_false (put (shelf, 5));
  g_autoptr (PlumbFrame) large = make_frame (5, 2 * SIDE);
  g_assert_true (plumb_frame_shelf_put (shelf, large));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/frame-shelf/room", test_room);
  g_test_add_func ("/media/frame-shelf/size", test_size);
  return g_test_run ();
}
