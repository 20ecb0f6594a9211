/* Which mark lies under the pointer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hit-test.h"

#define REACH 12.0

typedef struct
{
  GPtrArray *marks;
} Fixture;

static void
add (Fixture      *fixture,
     gint64        id,
     gint64        frame,
     PlumbMarkKind kind,
     double        x0,
     double        y0,
     double        x1,
     double        y1)
{
  const PlumbPoint points[] = { { x0, y0 }, { x1, y1 } };
  const gboolean is_point = kind == PLUMB_MARK_POINT;

  g_ptr_array_add (fixture->marks,
                   plumb_mark_new (id, frame, kind,
                                   is_point ? PLUMB_LANDMARK_KNEE : PLUMB_LANDMARK_NONE, points,
                                   is_point ? 1 : 2));
}

/* Frame 5: a point at (100, 100), a line from (200, 100) to (400, 100), a
 * plate about (600, 300) of radius 100; in frame 6 a point at (100, 100). */
static void
set_up (Fixture      *fixture,
        gconstpointer unused)
{
  fixture->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  add (fixture, 1, 5, PLUMB_MARK_POINT, 100, 100, 0, 0);
  add (fixture, 2, 5, PLUMB_MARK_LINE, 200, 100, 400, 100);
  add (fixture, 3, 5, PLUMB_MARK_PLATE, 600, 300, 700, 300);
  add (fixture, 4, 6, PLUMB_MARK_POINT, 100, 100, 0, 0);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer unused)
{
  g_ptr_array_unref (fixture->marks);
}

static void
assert_hit (Fixture *fixture,
            gint64   frame,
            gint64   selected,
            double   x,
            double   y,
            gint64   id,
            int      point)
{
  const PlumbHit hit
      = plumb_hit_test (fixture->marks, frame, selected, 0, (PlumbPoint) { x, y }, REACH);

  g_assert_cmpint (hit.mark != NULL ? hit.mark->id : 0, ==, id);
  g_assert_cmpint (hit.point, ==, point);
}

static void
test_points (Fixture      *fixture,
             gconstpointer unused)
{
  assert_hit (fixture, 5, 0, 100, 100, 1, 0);
  assert_hit (fixture, 5, 0, 100, 112, 1, 0);
  assert_hit (fixture, 5, 0, 100, 112.5, 0, -1);
  assert_hit (fixture, 5, 0, 405, 103, 2, 1);
  assert_hit (fixture, 5, 0, 195, 103, 2, 0);
  assert_hit (fixture, 5, 0, 603, 300, 3, 0);
}

static void
test_frames (Fixture      *fixture,
             gconstpointer unused)
{
  assert_hit (fixture, 6, 0, 101, 100, 4, 0);
  assert_hit (fixture, 6, 0, 300, 100, 0, -1);
  assert_hit (fixture, 7, 0, 100, 100, 0, -1);
}

static void
test_bodies (Fixture      *fixture,
             gconstpointer unused)
{
  assert_hit (fixture, 5, 0, 300, 105, 2, -1);
  assert_hit (fixture, 5, 0, 300, 106.5, 0, -1);
  /* Past its end a line is no longer there. */
  assert_hit (fixture, 5, 0, 430, 100, 0, -1);
  /* The rim of the plate, opposite to its point; not its face. */
  assert_hit (fixture, 5, 0, 502, 300, 3, -1);
  assert_hit (fixture, 5, 0, 600, 204, 3, -1);
  assert_hit (fixture, 5, 0, 550, 300, 0, -1);
}

/* A point is meant before the line that passes nearer. */
static void
test_point_before_body (Fixture      *fixture,
                        gconstpointer unused)
{
  add (fixture, 5, 5, PLUMB_MARK_POINT, 300, 110, 0, 0);
  assert_hit (fixture, 5, 0, 300, 101, 5, 0);
}

static void
test_nearest (Fixture      *fixture,
              gconstpointer unused)
{
  add (fixture, 5, 5, PLUMB_MARK_POINT, 110, 100, 0, 0);
  assert_hit (fixture, 5, 0, 104, 100, 1, 0);
  assert_hit (fixture, 5, 0, 106, 100, 5, 0);
}

/* Where points lie together the selected one is meant. */
static void
test_selected (Fixture      *fixture,
               gconstpointer unused)
{
  add (fixture, 5, 5, PLUMB_MARK_POINT, 104, 100, 0, 0);
  assert_hit (fixture, 5, 1, 103, 100, 5, 0);
  assert_hit (fixture, 5, 1, 102.5, 100, 1, 0);
  assert_hit (fixture, 5, 5, 101.5, 100, 5, 0);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void      (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/gui/hit-test/points", test_points },
    { "/gui/hit-test/frames", test_frames },
    { "/gui/hit-test/bodies", test_bodies },
    { "/gui/hit-test/point-before-body", test_point_before_body },
    { "/gui/hit-test/nearest", test_nearest },
    { "/gui/hit-test/selected", test_selected },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
