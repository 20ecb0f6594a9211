/* A desk to draw on: a hand over a real review, for the tests of the hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "hand.h"
#include "review-fixture.h"

#define FRAME 7
#define REACH 12.0

/* A hand over the fixture's review, with a picture and a tool. */
typedef struct
{
  PlumbSession *session;
  PlumbHand    *hand;
  PlumbReview  *review; /* the fixture's */
} Desk;

static inline void
open_desk (Desk          *desk,
           ReviewFixture *fixture,
           PlumbTool      tool)
{
  desk->session = plumb_session_new ();
  plumb_session_set_review (desk->session, fixture->review);
  plumb_session_set_n_frames (desk->session, 100);
  plumb_session_set_frame (desk->session, FRAME);
  plumb_session_set_tool (desk->session, tool);
  desk->hand = plumb_hand_new (desk->session);
  desk->review = fixture->review;
}

static inline void
close_desk (Desk *desk)
{
  plumb_hand_free (desk->hand);
  g_assert_finalize_object (desk->session);
}

static inline gboolean
press (Desk  *desk,
       double x,
       double y)
{
  return plumb_hand_press (desk->hand, (PlumbPoint) { x, y }, REACH);
}

static inline void
move (Desk  *desk,
      double x,
      double y)
{
  plumb_hand_move (desk->hand, (PlumbPoint) { x, y }, REACH);
}

static inline void
release (Desk  *desk,
         double x,
         double y)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_hand_release (desk->hand, (PlumbPoint) { x, y }, REACH, &error));
  g_assert_no_error (error);
}

static inline void
click (Desk  *desk,
       double x,
       double y)
{
  g_assert_true (press (desk, x, y));
  release (desk, x, y);
}

static inline void
drag (Desk  *desk,
      double x0,
      double y0,
      double x1,
      double y1)
{
  g_assert_true (press (desk, x0, y0));
  move (desk, (x0 + x1) / 2, (y0 + y1) / 2);
  release (desk, x1, y1);
}

static inline const PlumbMark *
only_mark (Desk *desk)
{
  GPtrArray *marks = plumb_review_marks (desk->review);

  g_assert_cmpuint (marks->len, ==, 1);
  return marks->pdata[0];
}

static inline void
assert_point (const PlumbMark *mark,
              guint            index,
              double           x,
              double           y)
{
  g_assert_cmpuint (mark->n_points, >, index);
  g_assert_cmpfloat_with_epsilon (mark->points[index].x_px, x, 1e-9);
  g_assert_cmpfloat_with_epsilon (mark->points[index].y_px, y, 1e-9);
}
