/* The hand over marks that are there: snapping, selecting, dragging, dropping
 * what was begun.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk.h"

/* Within a third of the reach a tool takes the point that is there; the
 * landmark tool never does, two landmarks may lie together. */
static void
test_snap (ReviewFixture *fixture,
           gconstpointer  unused)
{
  Desk desk;
  GPtrArray *marks;
  const PlumbMark *line;

  review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_KNEE, 200, 200);
  review_fixture_add_point (fixture, FRAME + 1, PLUMB_LANDMARK_KNEE, 300, 300);
  open_desk (&desk, fixture, PLUMB_TOOL_LINE);
  drag (&desk, 203, 201, 302, 301);
  marks = plumb_review_marks (desk.review);
  line = marks->pdata[marks->len - 1];
  g_assert_cmpint (line->kind, ==, PLUMB_MARK_LINE);
  assert_point (line, 0, 200, 200);
  assert_point (line, 1, 302, 301); /* what is there lies in another frame */

  plumb_session_set_tool (desk.session, PLUMB_TOOL_POINT);
  plumb_session_set_landmark (desk.session, PLUMB_LANDMARK_BAR);
  click (&desk, 202, 201);
  marks = plumb_review_marks (desk.review);
  assert_point (marks->pdata[marks->len - 1], 0, 202, 201);
  close_desk (&desk);
}

/* Grabbed off its middle a point does not jump there. */
static void
test_drag_point (ReviewFixture *fixture,
                 gconstpointer  unused)
{
  const gint64 id = review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_KNEE, 200, 200);
  PlumbPoint at;
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_SELECT);
  g_assert_true (press (&desk, 205, 202));
  g_assert_cmpint (plumb_session_selected (desk.session), ==, id);
  g_assert_true (plumb_hand_is_placing (desk.hand, &at));
  g_assert_cmpfloat (at.x_px, ==, 200);
  move (&desk, 215, 222);
  assert_point (plumb_hand_dragged (desk.hand), 0, 210, 220);
  g_assert_true (plumb_hand_is_placing (desk.hand, &at));
  g_assert_cmpfloat (at.y_px, ==, 220);
  /* Not stored before it is let go. */
  assert_point (plumb_review_mark (desk.review, id), 0, 200, 200);
  release (&desk, 225, 232);
  assert_point (plumb_review_mark (desk.review, id), 0, 220, 230);
  g_assert_null (plumb_hand_dragged (desk.hand));
  review_fixture_assert_can (fixture, TRUE, FALSE);
  close_desk (&desk);
}

/* A press and release without a move changes nothing: no undo step. */
static void
test_select (ReviewFixture *fixture,
             gconstpointer  unused)
{
  const gint64 id = review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_KNEE, 200, 200);
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_SELECT);
  fixture->n_changed = 0;
  click (&desk, 203, 203);
  g_assert_cmpint (plumb_session_selected (desk.session), ==, id);
  assert_point (only_mark (&desk), 0, 200, 200);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  /* Beside everything: nothing is held, the canvas may pan. */
  g_assert_false (press (&desk, 400, 400));
  g_assert_cmpint (plumb_session_selected (desk.session), ==, 0);
  close_desk (&desk);
}

/* By its centre a plate moves whole, by its rim it grows. */
static void
test_drag_plate (ReviewFixture *fixture,
                 gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_PLATE);
  drag (&desk, 100, 300, 300, 300);
  drag (&desk, 200, 300, 210, 320);
  assert_point (only_mark (&desk), 0, 210, 320);
  assert_point (only_mark (&desk), 1, 310, 320);
  drag (&desk, 310, 320, 330, 320);
  assert_point (only_mark (&desk), 0, 210, 320);
  assert_point (only_mark (&desk), 1, 330, 320);
  close_desk (&desk);
}

static void
test_drag_line_body (ReviewFixture *fixture,
                     gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_LINE);
  drag (&desk, 100, 100, 300, 100);
  drag (&desk, 200, 102, 205, 152);
  assert_point (only_mark (&desk), 0, 105, 150);
  assert_point (only_mark (&desk), 1, 305, 150);
  close_desk (&desk);
}

/* What was begun is dropped; what was dragged is back where it was. */
static void
test_cancel (ReviewFixture *fixture,
             gconstpointer  unused)
{
  const gint64 id = review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_KNEE, 200, 200);
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_ANGLE);
  g_assert_false (plumb_hand_cancel (desk.hand));
  click (&desk, 10, 10);
  g_assert_true (plumb_hand_cancel (desk.hand));
  g_assert_null (plumb_hand_draft (desk.hand));
  plumb_session_set_tool (desk.session, PLUMB_TOOL_SELECT);
  g_assert_true (press (&desk, 200, 200));
  move (&desk, 250, 250);
  g_assert_nonnull (plumb_hand_dragged (desk.hand));
  g_assert_true (plumb_hand_cancel (desk.hand));
  g_assert_null (plumb_hand_dragged (desk.hand));
  release (&desk, 260, 260);
  assert_point (plumb_review_mark (desk.review, id), 0, 200, 200);
  review_fixture_assert_can (fixture, TRUE, FALSE); /* the point alone */
  close_desk (&desk);
}

/* What is not shown is not met. */
static void
test_hidden (ReviewFixture *fixture,
             gconstpointer  unused)
{
  Desk desk;

  review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_KNEE, 200, 200);
  open_desk (&desk, fixture, PLUMB_TOOL_SELECT);
  plumb_hand_set_hidden (desk.hand, 1u << PLUMB_MARK_POINT);
  g_assert_false (press (&desk, 200, 200));
  plumb_hand_set_hidden (desk.hand, 1u << PLUMB_MARK_PLATE);
  g_assert_true (press (&desk, 200, 200));
  release (&desk, 200, 200);
  close_desk (&desk);
}

static void
test_hover (ReviewFixture *fixture,
            gconstpointer  unused)
{
  const gint64 id = review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_KNEE, 200, 200);
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_SELECT);
  move (&desk, 202, 200);
  g_assert_cmpint (plumb_hand_hovered (desk.hand), ==, id);
  g_assert_false (plumb_hand_is_placing (desk.hand, NULL));
  move (&desk, 300, 300);
  g_assert_cmpint (plumb_hand_hovered (desk.hand), ==, 0);
  close_desk (&desk);
}

/* Before the first picture, and without a review, there is nothing to draw on. */
static void
test_nothing_to_draw_on (ReviewFixture *fixture,
                         gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_POINT);
  plumb_session_set_frame (desk.session, -1);
  g_assert_false (press (&desk, 10, 10));
  release (&desk, 10, 10);
  g_assert_cmpuint (plumb_review_marks (desk.review)->len, ==, 0);
  plumb_session_set_review (desk.session, NULL);
  plumb_session_set_tool (desk.session, PLUMB_TOOL_POINT);
  g_assert_false (press (&desk, 10, 10));
  move (&desk, 20, 20);
  close_desk (&desk);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  review_fixture_add ("/gui/hand/snap", test_snap);
  review_fixture_add ("/gui/hand/drag-point", test_drag_point);
  review_fixture_add ("/gui/hand/select", test_select);
  review_fixture_add ("/gui/hand/drag-plate", test_drag_plate);
  review_fixture_add ("/gui/hand/drag-line-body", test_drag_line_body);
  review_fixture_add ("/gui/hand/cancel", test_cancel);
  review_fixture_add ("/gui/hand/hidden", test_hidden);
  review_fixture_add ("/gui/hand/hover", test_hover);
  review_fixture_add ("/gui/hand/nothing-to-draw-on", test_nothing_to_draw_on);
  return g_test_run ();
}
