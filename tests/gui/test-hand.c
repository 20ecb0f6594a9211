/* The hand with the tool, drawing into a real review: what each tool makes of
 * presses, moves and releases.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "desk.h"

static void
test_points (ReviewFixture *fixture,
             gconstpointer  unused)
{
  Desk desk;
  const PlumbMark *mark;

  open_desk (&desk, fixture, PLUMB_TOOL_POINT);
  plumb_session_set_landmark (desk.session, PLUMB_LANDMARK_KNEE);
  /* Where it is let go counts, not where it was put down. */
  drag (&desk, 100, 50, 103, 54);
  mark = only_mark (&desk);
  g_assert_cmpint (mark->kind, ==, PLUMB_MARK_POINT);
  g_assert_cmpint (mark->landmark, ==, PLUMB_LANDMARK_KNEE);
  g_assert_cmpint (mark->frame, ==, FRAME);
  assert_point (mark, 0, 103, 54);
  /* The next landmark is ready. */
  g_assert_cmpint (plumb_session_tool (desk.session), ==, PLUMB_TOOL_POINT);
  g_assert_cmpint (plumb_session_landmark (desk.session), ==, PLUMB_LANDMARK_HIP);
  close_desk (&desk);
}

/* The same landmark a second time moves it; the last one puts the tool down. */
static void
test_points_end (ReviewFixture *fixture,
                 gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_POINT);
  plumb_session_set_landmark (desk.session, PLUMB_LANDMARK_BAR);
  click (&desk, 100, 50);
  g_assert_cmpint (plumb_session_tool (desk.session), ==, PLUMB_TOOL_SELECT);
  plumb_session_set_tool (desk.session, PLUMB_TOOL_POINT);
  plumb_session_set_landmark (desk.session, PLUMB_LANDMARK_BAR);
  click (&desk, 120, 60);
  assert_point (only_mark (&desk), 0, 120, 60);
  close_desk (&desk);
}

static void
test_next_landmark (ReviewFixture *fixture,
                    gconstpointer  unused)
{
  g_assert_cmpint (plumb_hand_next_landmark (fixture->review, FRAME, PLUMB_LANDMARK_NONE), ==,
                   PLUMB_LANDMARK_HEEL);
  review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_HEEL, 10, 700);
  review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_ANKLE, 30, 680);
  g_assert_cmpint (plumb_hand_next_landmark (fixture->review, FRAME, PLUMB_LANDMARK_NONE), ==,
                   PLUMB_LANDMARK_TOE);
  g_assert_cmpint (plumb_hand_next_landmark (fixture->review, FRAME, PLUMB_LANDMARK_TOE), ==,
                   PLUMB_LANDMARK_KNEE);
  g_assert_cmpint (plumb_hand_next_landmark (fixture->review, FRAME, PLUMB_LANDMARK_BAR), ==,
                   PLUMB_LANDMARK_NONE);
}

/* Tools that are drawn click by click. */
static void
test_three_clicks (ReviewFixture *fixture,
                   gconstpointer  unused)
{
  static const struct
  {
    PlumbTool     tool;
    PlumbMarkKind kind;
  } cases[] = { { PLUMB_TOOL_SPINE, PLUMB_MARK_SPINE },
                { PLUMB_TOOL_HIP_ANGLE, PLUMB_MARK_HIP_ANGLE },
                { PLUMB_TOOL_ANGLE, PLUMB_MARK_ANGLE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Desk desk;
      const PlumbMark *mark;
      g_autoptr (GError) error = NULL;

      open_desk (&desk, fixture, cases[i].tool);
      click (&desk, 100, 500);
      click (&desk, 150, 300);
      g_assert_cmpuint (plumb_review_marks (desk.review)->len, ==, 0);
      g_assert_cmpuint (plumb_hand_draft (desk.hand)->n_points, ==, 2);
      click (&desk, 300, 100);
      mark = only_mark (&desk);
      g_assert_cmpint (mark->kind, ==, cases[i].kind);
      g_assert_cmpint (mark->landmark, ==, PLUMB_LANDMARK_NONE);
      assert_point (mark, 0, 100, 500);
      assert_point (mark, 1, 150, 300);
      assert_point (mark, 2, 300, 100);
      g_assert_cmpint (plumb_session_tool (desk.session), ==, PLUMB_TOOL_SELECT);
      /* Arrows go on stepping frames. */
      g_assert_cmpint (plumb_session_selected (desk.session), ==, 0);
      g_assert_null (plumb_hand_draft (desk.hand));
      g_assert_true (plumb_review_delete_mark (desk.review, mark->id, &error));
      close_desk (&desk);
    }
}

static void
test_line (ReviewFixture *fixture,
           gconstpointer  unused)
{
  Desk desk;
  const PlumbMark *mark;

  open_desk (&desk, fixture, PLUMB_TOOL_LINE);
  drag (&desk, 10, 20, 300, 400);
  mark = only_mark (&desk);
  g_assert_cmpint (mark->kind, ==, PLUMB_MARK_LINE);
  assert_point (mark, 0, 10, 20);
  assert_point (mark, 1, 300, 400);
  close_desk (&desk);
}

/* Every tool that is drawn by one drag. */
static void
test_dragged_tools (ReviewFixture *fixture,
                    gconstpointer  unused)
{
  static const struct
  {
    PlumbTool     tool;
    PlumbMarkKind kind;
  } cases[] = { { PLUMB_TOOL_TO_VERTICAL, PLUMB_MARK_TO_VERTICAL },
                { PLUMB_TOOL_TO_HORIZONTAL, PLUMB_MARK_TO_HORIZONTAL },
                { PLUMB_TOOL_DISTANCE, PLUMB_MARK_DISTANCE },
                { PLUMB_TOOL_ARROW, PLUMB_MARK_ARROW },
                { PLUMB_TOOL_RECTANGLE, PLUMB_MARK_RECTANGLE },
                { PLUMB_TOOL_ELLIPSE, PLUMB_MARK_ELLIPSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Desk desk;
      g_autoptr (GError) error = NULL;

      open_desk (&desk, fixture, cases[i].tool);
      drag (&desk, 10, 20, 300, 400);
      g_assert_cmpint (only_mark (&desk)->kind, ==, cases[i].kind);
      assert_point (only_mark (&desk), 0, 10, 20);
      assert_point (only_mark (&desk), 1, 300, 400);
      close_desk (&desk);
      review_fixture_assert_stored (fixture);
      g_assert_true (plumb_review_delete_mark (
          fixture->review, ((PlumbMark *) plumb_review_marks (fixture->review)->pdata[0])->id,
          &error));
    }
}

static void
test_plumb (ReviewFixture *fixture,
            gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_PLUMB);
  click (&desk, 120, 300);
  g_assert_cmpint (only_mark (&desk)->kind, ==, PLUMB_MARK_PLUMB);
  assert_point (only_mark (&desk), 0, 120, 300);
  close_desk (&desk);
  review_fixture_assert_stored (fixture);
}

/* A resting hand adds nothing, a click draws nothing, and it moves as a whole. */
static void
test_freehand (ReviewFixture *fixture,
               gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_FREEHAND);
  click (&desk, 50, 50);
  g_assert_cmpuint (plumb_review_marks (desk.review)->len, ==, 0);
  g_assert_true (press (&desk, 100, 100));
  move (&desk, 110, 100);
  move (&desk, 111, 101);
  move (&desk, 120, 110);
  release (&desk, 120, 130);
  g_assert_cmpint (only_mark (&desk)->kind, ==, PLUMB_MARK_FREEHAND);
  g_assert_cmpuint (only_mark (&desk)->n_points, ==, 4);
  assert_point (only_mark (&desk), 1, 110, 100);
  assert_point (only_mark (&desk), 3, 120, 130);
  drag (&desk, 110, 100, 210, 150);
  assert_point (only_mark (&desk), 0, 200, 150);
  assert_point (only_mark (&desk), 3, 220, 180);
  close_desk (&desk);
}

/* Along the floor or along a rack: one undo step, and nothing is drawn. The
 * slope 1 : 10 is 5.7106°. */
static void
test_level (ReviewFixture *fixture,
            gconstpointer  unused)
{
  static const struct
  {
    double x0, y0, x1, y1, roll_deg;
  } cases[] = { { 100, 100, 300, 120, 5.7106 },
                { 300, 120, 100, 100, 5.7106 },
                { 100, 120, 300, 100, -5.7106 },
                { 100, 300, 120, 100, 5.7106 }, /* leans to the right: so does the level */
                { 120, 100, 100, 300, 5.7106 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Desk desk;
      g_autoptr (GError) error = NULL;

      open_desk (&desk, fixture, PLUMB_TOOL_LEVEL);
      drag (&desk, cases[i].x0, cases[i].y0, cases[i].x1, cases[i].y1);
      g_assert_cmpuint (plumb_review_marks (desk.review)->len, ==, 0);
      g_assert_cmpfloat_with_epsilon (plumb_review_filming (desk.review).camera_roll_deg,
                                      cases[i].roll_deg, 1e-3);
      g_assert_cmpint (plumb_session_tool (desk.session), ==, PLUMB_TOOL_SELECT);
      g_assert_true (plumb_review_undo (desk.review, &error));
      g_assert_true (isnan (plumb_review_filming (desk.review).camera_roll_deg));
      close_desk (&desk);
    }
}

/* With Shift at multiples of 15°: 30° with a length of 200 is 173.2 by 100. The
 * pointer lies square to the line's end. */
static void
test_constrained (ReviewFixture *fixture,
                  gconstpointer  unused)
{
  const double x = 173.20508, y = 100;
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_LINE);
  plumb_hand_set_constrained (desk.hand, TRUE);
  drag (&desk, 100, 100, 100 + x + 5, 100 + y - 5 * 1.7320508);
  g_assert_cmpfloat_with_epsilon (only_mark (&desk)->points[1].x_px, 100 + x, 1e-3);
  g_assert_cmpfloat_with_epsilon (only_mark (&desk)->points[1].y_px, 100 + y, 1e-3);
  /* Its end, taken in the hand again: level. */
  drag (&desk, 100 + x, 100 + y, 300, 103);
  g_assert_cmpfloat_with_epsilon (only_mark (&desk)->points[1].x_px, 300, 1e-3);
  g_assert_cmpfloat_with_epsilon (only_mark (&desk)->points[1].y_px, 100, 1e-3);
  close_desk (&desk);
}

static void
test_constrained_box (ReviewFixture *fixture,
                      gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_RECTANGLE);
  plumb_hand_set_constrained (desk.hand, TRUE);
  drag (&desk, 100, 300, 180, 200);
  assert_point (only_mark (&desk), 1, 200, 200);
  close_desk (&desk);
}

/* A line may also be clicked. */
static void
test_line_clicked (ReviewFixture *fixture,
                   gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_LINE);
  click (&desk, 10, 20);
  g_assert_cmpuint (plumb_review_marks (desk.review)->len, ==, 0);
  click (&desk, 300, 400);
  assert_point (only_mark (&desk), 0, 10, 20);
  assert_point (only_mark (&desk), 1, 300, 400);
  close_desk (&desk);
}

/* Dragged across, the drag is the diameter. */
static void
test_plate_dragged (ReviewFixture *fixture,
                    gconstpointer  unused)
{
  Desk desk;
  const PlumbMark *mark;

  open_desk (&desk, fixture, PLUMB_TOOL_PLATE);
  drag (&desk, 100, 300, 300, 300);
  mark = only_mark (&desk);
  g_assert_cmpint (mark->kind, ==, PLUMB_MARK_PLATE);
  assert_point (mark, 0, 200, 300);
  assert_point (mark, 1, 300, 300);
  close_desk (&desk);
}

/* Three points of the circle about (50, 60) of radius 25 (7-24-25, 15-20-25). */
static void
test_plate_clicked (ReviewFixture *fixture,
                    gconstpointer  unused)
{
  Desk desk;
  const PlumbMark *mark;

  open_desk (&desk, fixture, PLUMB_TOOL_PLATE);
  click (&desk, 57, 84);
  click (&desk, 35, 40);
  g_assert_cmpuint (plumb_review_marks (desk.review)->len, ==, 0);
  click (&desk, 75, 60);
  mark = only_mark (&desk);
  assert_point (mark, 0, 50, 60);
  g_assert_cmpfloat_with_epsilon (
      (mark->points[1].x_px - 50) * (mark->points[1].x_px - 50)
          + (mark->points[1].y_px - 60) * (mark->points[1].y_px - 60),
      625, 1e-6);
  close_desk (&desk);
}

/* Three points in line are no circle; the tool stays in hand. */
static void
test_plate_in_line (ReviewFixture *fixture,
                    gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_PLATE);
  click (&desk, 100, 100);
  click (&desk, 200, 200);
  click (&desk, 300, 300);
  g_assert_cmpuint (plumb_review_marks (desk.review)->len, ==, 0);
  g_assert_cmpint (plumb_session_tool (desk.session), ==, PLUMB_TOOL_PLATE);
  g_assert_false (plumb_hand_cancel (desk.hand));
  close_desk (&desk);
}

static void
test_outline (ReviewFixture *fixture,
              gconstpointer  unused)
{
  Desk desk;
  const PlumbMark *mark;
  g_autoptr (GError) error = NULL;

  open_desk (&desk, fixture, PLUMB_TOOL_OUTLINE);
  g_assert_false (plumb_hand_finish (desk.hand, &error));
  for (int i = 0; i < PLUMB_OUTLINE_MIN_POINTS - 1; i++)
    click (&desk, 100 + 30 * i, 400 - 40 * i);
  /* Six are too few, and are kept. */
  g_assert_false (plumb_hand_finish (desk.hand, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (plumb_review_marks (desk.review)->len, ==, 0);
  click (&desk, 280, 160);
  g_assert_cmpuint (plumb_review_marks (desk.review)->len, ==, 0);
  g_assert_true (plumb_hand_finish (desk.hand, &error));
  mark = only_mark (&desk);
  g_assert_cmpint (mark->kind, ==, PLUMB_MARK_OUTLINE);
  g_assert_cmpuint (mark->n_points, ==, 7);
  assert_point (mark, 0, 100, 400);
  assert_point (mark, 6, 280, 160);
  close_desk (&desk);
}

/* Drawn in one go: points at equal steps, first and last where the hand was.
 * 200 px of way in ten steps, a corner after 100. */
static void
test_outline_traced (ReviewFixture *fixture,
                     gconstpointer  unused)
{
  Desk desk;
  const PlumbMark *mark;

  open_desk (&desk, fixture, PLUMB_TOOL_OUTLINE);
  g_assert_true (press (&desk, 100, 400));
  move (&desk, 130, 400);
  move (&desk, 200, 400);
  move (&desk, 200, 330);
  release (&desk, 200, 300);
  mark = only_mark (&desk);
  g_assert_cmpint (mark->kind, ==, PLUMB_MARK_OUTLINE);
  g_assert_cmpuint (mark->n_points, ==, 11);
  assert_point (mark, 0, 100, 400);
  assert_point (mark, 1, 120, 400);
  assert_point (mark, 5, 200, 400);
  assert_point (mark, 6, 200, 380);
  assert_point (mark, 10, 200, 300);
  close_desk (&desk);
}

/* A first point that is only corrected under the loupe is no outline yet. */
static void
test_outline_not_traced (ReviewFixture *fixture,
                         gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_OUTLINE);
  drag (&desk, 100, 400, 130, 400);
  g_assert_cmpuint (plumb_review_marks (desk.review)->len, ==, 0);
  g_assert_cmpuint (plumb_hand_draft (desk.hand)->n_points, ==, 1);
  assert_point (plumb_hand_draft (desk.hand), 0, 130, 400);
  close_desk (&desk);
}

/* What is offered is stored by a click where it is, by a drag where it goes. */
static void
test_offers (ReviewFixture *fixture,
             gconstpointer  unused)
{
  const PlumbPoint at[] = { { 100, 100 }, { 300, 300 } };
  g_autoptr (GPtrArray) offers
      = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  Desk desk;
  GPtrArray *marks;

  open_desk (&desk, fixture, PLUMB_TOOL_SELECT);
  g_ptr_array_add (offers, plumb_mark_new (0, FRAME, PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP,
                                           &at[0], 1));
  g_ptr_array_add (offers, plumb_mark_new (0, FRAME, PLUMB_MARK_POINT, PLUMB_LANDMARK_KNEE,
                                           &at[1], 1));
  click (&desk, 100, 100);
  g_assert_cmpuint (plumb_review_marks (desk.review)->len, ==, 0);
  plumb_hand_set_offers (desk.hand, offers);
  click (&desk, 104, 100);
  assert_point (only_mark (&desk), 0, 100, 100);
  g_assert_true (press (&desk, 300, 300));
  move (&desk, 320, 310);
  g_assert_true (plumb_hand_held_offer (desk.hand) == offers->pdata[1]);
  assert_point (plumb_hand_moved (desk.hand, 0), 0, 320, 310);
  release (&desk, 320, 310);
  marks = plumb_review_marks (desk.review);
  g_assert_cmpuint (marks->len, ==, 2);
  assert_point (marks->pdata[1], 0, 320, 310);
  g_assert_cmpint (((PlumbMark *) marks->pdata[1])->landmark, ==, PLUMB_LANDMARK_KNEE);
  close_desk (&desk);
  review_fixture_assert_stored (fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  review_fixture_add ("/gui/hand/points", test_points);
  review_fixture_add ("/gui/hand/points-end", test_points_end);
  review_fixture_add ("/gui/hand/next-landmark", test_next_landmark);
  review_fixture_add ("/gui/hand/three-clicks", test_three_clicks);
  review_fixture_add ("/gui/hand/line", test_line);
  review_fixture_add ("/gui/hand/dragged-tools", test_dragged_tools);
  review_fixture_add ("/gui/hand/plumb", test_plumb);
  review_fixture_add ("/gui/hand/freehand", test_freehand);
  review_fixture_add ("/gui/hand/level", test_level);
  review_fixture_add ("/gui/hand/constrained", test_constrained);
  review_fixture_add ("/gui/hand/constrained-box", test_constrained_box);
  review_fixture_add ("/gui/hand/line-clicked", test_line_clicked);
  review_fixture_add ("/gui/hand/plate-dragged", test_plate_dragged);
  review_fixture_add ("/gui/hand/plate-clicked", test_plate_clicked);
  review_fixture_add ("/gui/hand/plate-in-line", test_plate_in_line);
  review_fixture_add ("/gui/hand/outline", test_outline);
  review_fixture_add ("/gui/hand/outline-traced", test_outline_traced);
  review_fixture_add ("/gui/hand/outline-not-traced", test_outline_not_traced);
  review_fixture_add ("/gui/hand/offers", test_offers);
  return g_test_run ();
}
