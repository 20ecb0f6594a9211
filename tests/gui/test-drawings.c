/* Stills and clips show what the canvas shows: the marks of the frame, and the feet
 * that were marked in another one with the plumb line between them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "drawings.h"
#include "review-fixture.h"

#define WIDTH 320
#define HEIGHT 180
#define MARKED 5
#define OTHER 30

static gboolean
is_drawn (const guint8 *pixels,
          int           x,
          int           y)
{
  for (int dy = -8; dy <= 8; dy++)
    for (int dx = -8; dx <= 8; dx++)
      if (pixels[((y + dy) * WIDTH + x + dx) * 4] != 0)
        return TRUE;
  return FALSE;
}

static void
test_feet (ReviewFixture *fixture,
           gconstpointer  unused)
{
  g_autofree guint8 *pixels = g_new0 (guint8, WIDTH * HEIGHT * 4);
  g_autofree guint8 *others = g_new0 (guint8, WIDTH * HEIGHT * 4);

  review_fixture_add_point (fixture, MARKED, PLUMB_LANDMARK_HEEL, 100, 150);
  review_fixture_add_point (fixture, MARKED, PLUMB_LANDMARK_TOE, 200, 150);
  review_fixture_add_point (fixture, MARKED, PLUMB_LANDMARK_HIP, 60, 60);
  g_autoptr (PlumbDrawings) drawings = plumb_drawings_new (fixture->review);

  g_assert_true (plumb_drawings_paint (drawings, MARKED, pixels, WIDTH, HEIGHT, WIDTH * 4));
  g_assert_true (is_drawn (pixels, 60, 60));
  g_assert_true (is_drawn (pixels, 100, 150));

  g_assert_false (plumb_drawings_paint (drawings, OTHER, others, WIDTH, HEIGHT, WIDTH * 4));
  g_assert_false (is_drawn (others, 60, 60));
  g_assert_true (is_drawn (others, 100, 150));
  g_assert_true (is_drawn (others, 200, 150));
  g_assert_true (is_drawn (others, 150, 100));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  review_fixture_add ("/drawings/feet", test_feet);
  return g_test_run ();
}
