/* The hand over marks that are there: snapping, selecting, dragging, dropping
 * what was begun.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk.h"

/* Within a third of the reach a tool takes the point that is there; a landmark
 * never that of another one, two may lie together. */
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

  g_assert_true (plumb_review_undo (desk.review, NULL));
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
  g_assert_cmpint (plumb_hand_landmark (desk.hand), ==, PLUMB_LANDMARK_KNEE);
  g_assert_cmpfloat (at.x_px, ==, 200);
  move (&desk, 215, 222);
  assert_point (plumb_hand_moved (desk.hand, id), 0, 210, 220);
  g_assert_true (plumb_hand_is_placing (desk.hand, &at));
  g_assert_cmpfloat (at.y_px, ==, 220);
  /* Not stored before it is let go. */
  assert_point (plumb_review_mark (desk.review, id), 0, 200, 200);
  release (&desk, 225, 232);
  assert_point (plumb_review_mark (desk.review, id), 0, 220, 230);
  g_assert_null (plumb_hand_moved (desk.hand, id));
  g_assert_cmpint (plumb_hand_landmark (desk.hand), ==, PLUMB_LANDMARK_NONE);
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
  /* Beside everything: nothing is held, a band begins. */
  g_assert_true (press (&desk, 400, 400));
  g_assert_cmpint (plumb_session_selected (desk.session), ==, 0);
  g_assert_nonnull (plumb_hand_band (desk.hand));
  release (&desk, 400, 400);
  g_assert_null (plumb_hand_band (desk.hand));
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
  g_assert_nonnull (plumb_hand_moved (desk.hand, id));
  g_assert_true (plumb_hand_cancel (desk.hand));
  g_assert_null (plumb_hand_moved (desk.hand, id));
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
  click (&desk, 200, 200);
  g_assert_cmpint (plumb_session_selected (desk.session), ==, 0);
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

/* A band catches what lies in it whole; what is caught moves and is undone as one. */
static void
test_band (ReviewFixture *fixture,
           gconstpointer  unused)
{
  const gint64 knee = review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_KNEE, 200, 200);
  const gint64 hip = review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_HIP, 260, 220);
  const gint64 far = review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_TOE, 600, 220);
  g_autoptr (GError) error = NULL;
  Desk desk;
  guint n;

  open_desk (&desk, fixture, PLUMB_TOOL_SELECT);
  drag (&desk, 300, 260, 150, 150);
  plumb_session_selection (desk.session, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (plumb_session_is_selected (desk.session, knee));
  g_assert_true (plumb_session_is_selected (desk.session, hip));
  g_assert_false (plumb_session_is_selected (desk.session, far));
  drag (&desk, 200, 200, 210, 195);
  assert_point (plumb_review_mark (desk.review, knee), 0, 210, 195);
  assert_point (plumb_review_mark (desk.review, hip), 0, 270, 215);
  g_assert_true (plumb_hand_move_selected (desk.hand, 0.1, 0, &error));
  assert_point (plumb_review_mark (desk.review, hip), 0, 270.1, 215);
  g_assert_true (plumb_review_undo (desk.review, &error));
  g_assert_true (plumb_review_undo (desk.review, &error));
  assert_point (plumb_review_mark (desk.review, knee), 0, 200, 200);
  assert_point (plumb_review_mark (desk.review, hip), 0, 260, 220);
  close_desk (&desk);
}

/* With Shift or Ctrl clicks add and take away; one click without means one. */
static void
test_add_to_selection (ReviewFixture *fixture,
                       gconstpointer  unused)
{
  const gint64 knee = review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_KNEE, 200, 200);
  const gint64 hip = review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_HIP, 300, 200);
  Desk desk;
  guint n;

  open_desk (&desk, fixture, PLUMB_TOOL_SELECT);
  click (&desk, 200, 200);
  plumb_hand_set_adding (desk.hand, TRUE);
  click (&desk, 300, 200);
  plumb_session_selection (desk.session, &n);
  g_assert_cmpuint (n, ==, 2);
  click (&desk, 200, 200);
  g_assert_false (plumb_session_is_selected (desk.session, knee));
  g_assert_cmpint (plumb_session_selected (desk.session), ==, hip);
  click (&desk, 200, 200);
  plumb_hand_set_adding (desk.hand, FALSE);
  click (&desk, 300, 200);
  plumb_session_selection (desk.session, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (plumb_session_selected (desk.session), ==, hip);
  close_desk (&desk);
}

/* A clicked handle is what keys move; after it the whole mark, by Tab. */
static void
test_held_point (ReviewFixture *fixture,
                 gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_LINE);
  drag (&desk, 100, 100, 300, 100);
  g_assert_cmpint (plumb_session_selected (desk.session), ==, 0);
  g_assert_false (plumb_hand_move_selected (desk.hand, 1, 0, &error));
  click (&desk, 300, 100);
  g_assert_true (plumb_hand_move_selected (desk.hand, 1, 2, &error));
  assert_point (only_mark (&desk), 0, 100, 100);
  assert_point (only_mark (&desk), 1, 301, 102);
  plumb_session_set_selected (desk.session, 0);
  g_assert_true (plumb_hand_select_next (desk.hand, TRUE));
  g_assert_true (plumb_hand_move_selected (desk.hand, 1, 0, &error));
  assert_point (only_mark (&desk), 0, 101, 100);
  assert_point (only_mark (&desk), 1, 302, 102);
  plumb_hand_hold_next (desk.hand, TRUE);
  g_assert_cmpint (plumb_session_held_point (desk.session), ==, 0);
  g_assert_false (plumb_hand_select_next (desk.hand, TRUE));
  g_assert_cmpint (plumb_session_selected (desk.session), ==, 0);
  close_desk (&desk);
}

/* A dragged point snaps to one that may be the same, unless Alt is held. */
static void
test_snap_dragged (ReviewFixture *fixture,
           gconstpointer  unused)
{
  const gint64 knee = review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_KNEE, 500, 500);
  PlumbPoint to;
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_LINE);
  drag (&desk, 100, 100, 300, 100);
  press (&desk, 300, 100);
  move (&desk, 497, 501);
  g_assert_true (plumb_hand_snapped (desk.hand, &to));
  g_assert_cmpfloat (to.x_px, ==, 500);
  plumb_hand_set_free (desk.hand, TRUE);
  move (&desk, 497, 501);
  g_assert_false (plumb_hand_snapped (desk.hand, &to));
  plumb_hand_set_free (desk.hand, FALSE);
  release (&desk, 497, 501);
  assert_point (plumb_review_marks (desk.review)->pdata[1], 1, 500, 500);
  /* A hip is no knee. */
  plumb_session_set_tool (desk.session, PLUMB_TOOL_POINT);
  plumb_session_set_landmark (desk.session, PLUMB_LANDMARK_HIP);
  press (&desk, 101, 102);
  move (&desk, 101, 102);
  g_assert_true (plumb_hand_snapped (desk.hand, &to)); /* to the line's free end */
  plumb_hand_cancel (desk.hand);
  g_assert_true (plumb_review_delete_mark (
      desk.review, ((PlumbMark *) plumb_review_marks (desk.review)->pdata[1])->id, NULL));
  click (&desk, 498, 499);
  assert_point (plumb_review_marks (desk.review)->pdata[1], 0, 498, 499);
  assert_point (plumb_review_mark (desk.review, knee), 0, 500, 500);
  close_desk (&desk);
}

static void
test_words (ReviewFixture *fixture,
            gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  Desk desk;
  gint64 id;

  open_desk (&desk, fixture, PLUMB_TOOL_TEXT);
  click (&desk, 100, 120);
  g_assert_nonnull (plumb_hand_written (desk.hand));
  g_assert_cmpuint (plumb_review_marks (desk.review)->len, ==, 0);
  g_assert_true (plumb_hand_write (desk.hand, "  Hips up ", &error));
  g_assert_cmpstr (only_mark (&desk)->text, ==, "Hips up");
  g_assert_cmpint (plumb_session_tool (desk.session), ==, PLUMB_TOOL_SELECT);
  id = only_mark (&desk)->id;
  g_assert_true (plumb_hand_rewrite (desk.hand, id));
  g_assert_true (plumb_hand_write (desk.hand, "Hips down", &error));
  g_assert_cmpstr (only_mark (&desk)->text, ==, "Hips down");
  g_assert_true (plumb_hand_rewrite (desk.hand, id));
  g_assert_true (plumb_hand_write (desk.hand, " ", &error));
  g_assert_cmpuint (plumb_review_marks (desk.review)->len, ==, 0);
  g_assert_true (plumb_review_undo (desk.review, &error));
  g_assert_cmpstr (only_mark (&desk)->text, ==, "Hips down");
  close_desk (&desk);
}

static gboolean
find_rim (const PlumbMark *plate,
          PlumbPoint       circle[2],
          gpointer         found)
{
  circle[0] = (PlumbPoint) { 201, 302 };
  circle[1] = (PlumbPoint) { 304, 302 };
  return *(gboolean *) found;
}

/* Snapping is an edit of its own: undo gives back what was drawn. */
static void
test_plate_snaps (ReviewFixture *fixture,
                  gconstpointer  unused)
{
  gboolean found = TRUE;
  g_autoptr (GError) error = NULL;
  Desk desk;

  open_desk (&desk, fixture, PLUMB_TOOL_PLATE);
  plumb_hand_set_rim_finder (desk.hand, find_rim, &found);
  drag (&desk, 100, 300, 300, 300);
  assert_point (only_mark (&desk), 0, 201, 302);
  g_assert_false (plumb_hand_take_missed_rim (desk.hand));
  g_assert_true (plumb_review_undo (desk.review, &error));
  assert_point (only_mark (&desk), 0, 200, 300);
  g_assert_true (plumb_review_undo (desk.review, &error));
  found = FALSE;
  plumb_session_set_tool (desk.session, PLUMB_TOOL_PLATE);
  drag (&desk, 100, 300, 300, 300);
  assert_point (only_mark (&desk), 0, 200, 300);
  g_assert_true (plumb_hand_take_missed_rim (desk.hand));
  g_assert_false (plumb_hand_take_missed_rim (desk.hand));
  close_desk (&desk);
}

/* What an undo is about is said in words. */
static void
test_undo_names (ReviewFixture *fixture,
                 gconstpointer  unused)
{
  static const char *const names[] = { "draw hip", "move hip", "restyle hip", "move 2 marks",
                                       "delete hip" };
  const gint64 hip = review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_HIP, 300, 200);
  g_autoptr (PlumbMark) moved
      = plumb_mark_translated (plumb_review_mark (fixture->review, hip), 1, 0);
  g_autoptr (PlumbMark) red
      = plumb_mark_with_look (moved, (PlumbMarkLook) { PLUMB_MARK_COLOUR_RED, 0 });
  g_autoptr (GError) error = NULL;
  Desk desk;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = NULL;

      if (i == 1)
        plumb_review_change_mark (fixture->review, moved, &error);
      else if (i == 2)
        plumb_review_change_mark (fixture->review, red, &error);
      else if (i == 3)
        {
          review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_KNEE, 200, 200);
          open_desk (&desk, fixture, PLUMB_TOOL_SELECT);
          drag (&desk, 500, 500, 1, 1);
          g_assert_true (plumb_hand_move_selected (desk.hand, 1, 1, &error));
          close_desk (&desk);
        }
      else if (i == 4)
        plumb_review_delete_mark (fixture->review, hip, &error);
      g_assert_no_error (error);
      name = plumb_review_undo_name (fixture->review);
      g_assert_cmpstr (name, ==, names[i]);
      g_assert_null (plumb_review_redo_name (fixture->review));
    }
  g_assert_true (plumb_review_undo (fixture->review, &error));
  {
    g_autofree char *name = plumb_review_redo_name (fixture->review);

    g_assert_cmpstr (name, ==, "delete hip");
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  review_fixture_add ("/gui/hand/snap-dragged", test_snap_dragged);
  review_fixture_add ("/gui/hand/band", test_band);
  review_fixture_add ("/gui/hand/add-to-selection", test_add_to_selection);
  review_fixture_add ("/gui/hand/held-point", test_held_point);
  review_fixture_add ("/gui/hand/snap", test_snap);
  review_fixture_add ("/gui/hand/words", test_words);
  review_fixture_add ("/gui/hand/plate-snaps", test_plate_snaps);
  review_fixture_add ("/gui/hand/undo-names", test_undo_names);
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
