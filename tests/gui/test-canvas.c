/* The canvas with a real pointer: what it shows, what it draws into the review
 * and what it tells.
 *
 * The picture is 1280x720 in a canvas of 640x480: half size, 60 px above it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "canvas-private.h"
#include "mark-label.h"
#include "review-fixture.h"
#include "stage.h"

#define FRAME 12
#define COLOUR 0x336699
#define GROUND 0x1d1d20

typedef struct
{
  Stage        *stage;
  PlumbSession *session;
  PlumbCanvas  *canvas; /* held by the stage */
  guint         n_views;
  int           steps;
  GError       *error; /* owned: of "edit-failed" */
} Easel;

static void
view_changed_cb (Easel *easel)
{
  easel->n_views++;
}

static void
step_cb (Easel *easel,
         int    n)
{
  easel->steps += n;
}

static void
edit_failed_cb (Easel  *easel,
                GError *error)
{
  g_clear_error (&easel->error);
  easel->error = g_error_copy (error);
}

static void
open_easel (Easel       *easel,
            PlumbReview *review)
{
  g_autoptr (PlumbFrame) picture = stage_new_picture (FRAME, 1280, 720, COLOUR);

  *easel = (Easel) { .session = plumb_session_new (),
                     .canvas = g_object_new (PLUMB_TYPE_CANVAS, NULL) };
  plumb_canvas_set_session (easel->canvas, easel->session);
  plumb_session_set_review (easel->session, review);
  plumb_session_set_n_frames (easel->session, 100);
  g_signal_connect_swapped (easel->canvas, "view-changed", G_CALLBACK (view_changed_cb), easel);
  g_signal_connect_swapped (easel->canvas, "step", G_CALLBACK (step_cb), easel);
  g_signal_connect_swapped (easel->canvas, "edit-failed", G_CALLBACK (edit_failed_cb), easel);
  easel->stage = stage_new (GTK_WIDGET (easel->canvas), 640, 480);
  plumb_canvas_set_picture (easel->canvas, picture);
  plumb_session_set_frame (easel->session, FRAME);
}

/* Nothing may be held once the window is gone. */
static void
close_easel (Easel *easel)
{
  stage_free (easel->stage);
  g_assert_finalize_object (easel->session);
  g_clear_error (&easel->error);
}

static void
assert_needs (Easel *easel,
              int    width,
              int    height)
{
  int w = -1, h = -1;

  plumb_canvas_needed_size (easel->canvas, &w, &h);
  g_assert_cmpint (w, ==, width);
  g_assert_cmpint (h, ==, height);
}

/* Pixels about (x, y) that are not the picture's. */
static guint
count_other (Stage *stage,
             int    x,
             int    y)
{
  guint n = 0;

  for (int dy = -4; dy <= 4; dy++)
    for (int dx = -4; dx <= 4; dx++)
      n += stage_pixel (stage, x + dx, y + dy) != COLOUR;
  return n;
}

static void
test_shows (ReviewFixture *fixture,
            gconstpointer  unused)
{
  Easel easel;

  open_easel (&easel, fixture->review);
  stage_wait_until (stage_pixel (easel.stage, 320, 240) == COLOUR);
  g_assert_cmphex (stage_pixel (easel.stage, 1, 61), ==, COLOUR);
  g_assert_cmphex (stage_pixel (easel.stage, 638, 418), ==, COLOUR);
  g_assert_cmphex (stage_pixel (easel.stage, 320, 57), ==, GROUND);
  g_assert_cmphex (stage_pixel (easel.stage, 320, 423), ==, GROUND);
  gtk_test_accessible_assert_property (easel.canvas, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Frame 12");
  gtk_test_accessible_assert_property (easel.canvas, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Picture of the recording");
  gtk_test_accessible_assert_role (easel.canvas, GTK_ACCESSIBLE_ROLE_IMG);
  plumb_canvas_set_picture (easel.canvas, NULL);
  stage_wait_until (stage_pixel (easel.stage, 320, 240) == GROUND);
  close_easel (&easel);
}

/* A smaller picture than was filmed is enough to paint; what the loupe needs
 * beside it is asked for once, and of the frame shown alone. */
static void
test_sharp (ReviewFixture *fixture,
            gconstpointer  unused)
{
  g_autoptr (PlumbFrame) small = stage_new_picture (12, 640, 360, COLOUR);
  g_autoptr (PlumbFrame) other = stage_new_picture (13, 1280, 720, COLOUR);
  g_autoptr (PlumbFrame) sharp = stage_new_picture (12, 1280, 720, COLOUR);
  Easel easel;

  open_easel (&easel, fixture->review);
  small->full_width_px = 1280;
  small->full_height_px = 720;
  plumb_canvas_set_picture (easel.canvas, small);
  g_assert_false (plumb_canvas_wants_sharp (easel.canvas));
  plumb_session_set_tool (easel.session, PLUMB_TOOL_POINT);
  g_assert_true (plumb_canvas_wants_sharp (easel.canvas));
  assert_needs (&easel, 640, 360);
  plumb_canvas_set_sharp (easel.canvas, other);
  g_assert_true (plumb_canvas_wants_sharp (easel.canvas));
  plumb_canvas_set_sharp (easel.canvas, sharp);
  g_assert_false (plumb_canvas_wants_sharp (easel.canvas));
  plumb_canvas_set_picture (easel.canvas, other);
  g_assert_false (plumb_canvas_wants_sharp (easel.canvas));
  plumb_canvas_set_picture (easel.canvas, small);
  g_assert_true (plumb_canvas_wants_sharp (easel.canvas));
  close_easel (&easel);
}

/* No more pixels than the screen shows, until the coach comes close. */
static void
test_needed_size (ReviewFixture *fixture,
                  gconstpointer  unused)
{
  Easel easel;
  guint before;

  open_easel (&easel, fixture->review);
  assert_needs (&easel, 640, 360);
  plumb_session_set_tool (easel.session, PLUMB_TOOL_POINT);
  assert_needs (&easel, 640, 360);
  plumb_session_set_tool (easel.session, PLUMB_TOOL_SELECT);
  before = easel.n_views;
  plumb_canvas_zoom (easel.canvas, 1.5);
  g_assert_cmpuint (easel.n_views, ==, before + 1);
  assert_needs (&easel, 960, 540);
  plumb_canvas_zoom (easel.canvas, 2);
  assert_needs (&easel, 0, 0);
  plumb_canvas_fit (easel.canvas);
  g_assert_cmpuint (easel.n_views, ==, before + 3);
  assert_needs (&easel, 640, 360);
  close_easel (&easel);
}

/* Anything over the picture, within ten pixels. */
static gboolean
is_drawn_at (Easel *easel,
             int    x,
             int    y)
{
  for (int dy = -10; dy <= 10; dy += 2)
    for (int dx = -10; dx <= 10; dx += 2)
      if (stage_pixel (easel->stage, x + dx, y + dy) != COLOUR)
        return TRUE;
  return FALSE;
}

static void
test_click (ReviewFixture *fixture,
            gconstpointer  unused)
{
  GPtrArray *marks;
  Easel easel;
  const PlumbMark *mark;

  open_easel (&easel, fixture->review);
  plumb_session_set_tool (easel.session, PLUMB_TOOL_POINT);
  plumb_session_set_landmark (easel.session, PLUMB_LANDMARK_KNEE);
  stage_wait_until (!is_drawn_at (&easel, 100, 160));
  stage_click (easel.stage, 100, 160);
  stage_wait_until (plumb_review_marks (fixture->review)->len == 1);
  marks = plumb_review_marks (fixture->review);
  mark = marks->pdata[0];
  g_assert_cmpint (mark->frame, ==, FRAME);
  g_assert_cmpint (mark->landmark, ==, PLUMB_LANDMARK_KNEE);
  g_assert_cmpfloat_with_epsilon (mark->points[0].x_px, 200, 1.01);
  g_assert_cmpfloat_with_epsilon (mark->points[0].y_px, 200, 1.01);
  stage_wait_until (is_drawn_at (&easel, 100, 160));
  g_assert_false (is_drawn_at (&easel, 300, 300));
  /* Above the picture, which begins at 60: there is nothing to be marked there. */
  plumb_session_set_landmark (easel.session, PLUMB_LANDMARK_HIP);
  stage_click (easel.stage, 200, 20);
  stage_wait_until (plumb_review_marks (fixture->review)->len == 2);
  mark = plumb_review_marks (fixture->review)->pdata[1];
  g_assert_cmpfloat_with_epsilon (mark->points[0].x_px, 400, 1.01);
  g_assert_cmpfloat (mark->points[0].y_px, ==, 0);
  g_assert_null (easel.error);
  close_easel (&easel);
}

static void
test_drag (ReviewFixture *fixture,
           gconstpointer  unused)
{
  const gint64 id = review_fixture_add_point (fixture, FRAME, PLUMB_LANDMARK_KNEE, 200, 200);
  Easel easel;

  open_easel (&easel, fixture->review);
  stage_move (easel.stage, 100, 160);
  stage_button (easel.stage, 1, TRUE);
  stage_move (easel.stage, 110, 165);
  stage_move (easel.stage, 150, 210);
  /* Only once it is let go. */
  stage_wait_until (plumb_session_selected (easel.session) == id);
  g_assert_cmpfloat (plumb_review_mark (fixture->review, id)->points[0].x_px, ==, 200);
  stage_button (easel.stage, 1, FALSE);
  stage_wait_until (plumb_review_mark (fixture->review, id)->points[0].x_px != 200);
  g_assert_cmpfloat_with_epsilon (plumb_review_mark (fixture->review, id)->points[0].x_px, 300,
                                  1e-6);
  g_assert_cmpfloat_with_epsilon (plumb_review_mark (fixture->review, id)->points[0].y_px, 300,
                                  1e-6);
  close_easel (&easel);
}

/* Another picture under the hand: what was begun on the first is dropped. */
static void
test_cancel (ReviewFixture *fixture,
             gconstpointer  unused)
{
  g_autoptr (PlumbFrame) other = stage_new_picture (FRAME + 1, 1280, 720, COLOUR);
  Easel easel;

  open_easel (&easel, fixture->review);
  plumb_session_set_tool (easel.session, PLUMB_TOOL_ANGLE);
  g_assert_false (plumb_canvas_cancel (easel.canvas));
  stage_click (easel.stage, 100, 160);
  stage_wait_until (plumb_canvas_cancel (easel.canvas));
  stage_click (easel.stage, 200, 160);
  stage_wait_until (gtk_widget_has_focus (GTK_WIDGET (easel.canvas)));
  stage_click (easel.stage, 220, 260);
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  plumb_canvas_set_picture (easel.canvas, other);
  g_assert_false (plumb_canvas_cancel (easel.canvas));
  g_assert_cmpuint (plumb_review_marks (fixture->review)->len, ==, 0);
  close_easel (&easel);
}

/* The wheel steps; with Control it zooms, about the pointer. */
static void
test_wheel (ReviewFixture *fixture,
            gconstpointer  unused)
{
  Easel easel;
  guint before;

  open_easel (&easel, fixture->review);
  stage_move (easel.stage, 200, 200);
  stage_button (easel.stage, 5, TRUE);
  stage_button (easel.stage, 5, FALSE);
  stage_wait_until (easel.steps == 1);
  stage_button (easel.stage, 4, TRUE);
  stage_button (easel.stage, 4, FALSE);
  stage_wait_until (easel.steps == 0);

  before = easel.n_views;
  stage_hold (easel.stage, "Control_L", TRUE);
  stage_button (easel.stage, 4, TRUE);
  stage_button (easel.stage, 4, FALSE);
  stage_wait_until (easel.n_views > before);
  stage_hold (easel.stage, "Control_L", FALSE);
  g_assert_cmpint (easel.steps, ==, 0);
  assert_needs (&easel, 768, 432);
  close_easel (&easel);
}

/* With the middle button a drag moves the picture. */
static void
test_pan (ReviewFixture *fixture,
          gconstpointer  unused)
{
  Easel easel;

  open_easel (&easel, fixture->review);
  stage_wait_until (stage_pixel (easel.stage, 20, 240) == COLOUR);
  stage_move (easel.stage, 300, 200);
  stage_button (easel.stage, 2, TRUE);
  stage_move (easel.stage, 340, 200);
  stage_move (easel.stage, 400, 200);
  stage_button (easel.stage, 2, FALSE);
  stage_wait_until (stage_pixel (easel.stage, 20, 240) == GROUND);
  g_assert_cmpuint (plumb_review_marks (fixture->review)->len, ==, 0);
  close_easel (&easel);
}

/* The display of the tests has no fingers: what their gesture tells the canvas. */
static void
test_pinch (ReviewFixture *fixture,
            gconstpointer  unused)
{
  const PlumbPoint here = { 200, 200 }, there = { 260, 230 };
  PlumbPoint under, now;
  Easel easel;

  open_easel (&easel, fixture->review);
  g_assert_cmpfloat (plumb_canvas_hit_radius (GDK_SOURCE_TOUCHSCREEN), ==, 22);
  g_assert_cmpfloat (plumb_canvas_hit_radius (GDK_SOURCE_PEN), ==, 16);
  g_assert_cmpfloat (plumb_canvas_hit_radius (GDK_SOURCE_MOUSE), ==, 12);
  plumb_session_set_tool (easel.session, PLUMB_TOOL_LINE);
  stage_move (easel.stage, 200, 200);
  stage_button (easel.stage, 1, TRUE);
  stage_wait_until (plumb_hand_is_placing (easel.canvas->hand, NULL));
  under = plumb_canvas_view_to_video (&easel.canvas->view, here.x_px, here.y_px);
  plumb_canvas_begin_pinch (easel.canvas, here);
  g_assert_false (plumb_hand_is_placing (easel.canvas->hand, NULL));
  plumb_canvas_pinch (easel.canvas, 1.2, here);
  assert_needs (&easel, 768, 432);
  plumb_canvas_pinch (easel.canvas, 1.5, there);
  assert_needs (&easel, 960, 540);
  /* What was under the fingers has gone along with them. */
  now = plumb_canvas_view_to_video (&easel.canvas->view, there.x_px, there.y_px);
  g_assert_cmpfloat_with_epsilon (now.x_px, under.x_px, 25);
  plumb_canvas_pinch (easel.canvas, 1.5, here);
  now = plumb_canvas_view_to_video (&easel.canvas->view, here.x_px, here.y_px);
  plumb_canvas_pinch (easel.canvas, 100, here);
  assert_needs (&easel, 0, 0);
  g_assert_cmpfloat (easel.canvas->view.scale, ==, 16);
  under = plumb_canvas_view_to_video (&easel.canvas->view, here.x_px, here.y_px);
  g_assert_cmpfloat_with_epsilon (now.x_px, under.x_px, 0.01);
  g_assert_cmpfloat_with_epsilon (now.y_px, under.y_px, 0.01);
  stage_button (easel.stage, 1, FALSE);
  /* Let go of, it follows the pointer again. */
  plumb_canvas_fit (easel.canvas);
  stage_move (easel.stage, 20, 100);
  stage_move (easel.stage, 21, 100);
  stage_wait_until (easel.canvas->pointer.x_px < 50);
  g_assert_cmpuint (plumb_review_marks (fixture->review)->len, ==, 0);
  close_easel (&easel);
}

/* What cannot be stored is told, and not drawn. */
static void
test_edit_failed (ReviewFixture *fixture,
                  gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_library_open_read_only (
      plumb_library_data_dir (fixture->library), &error);
  g_autoptr (PlumbReview) review = NULL;
  Easel easel;

  g_assert_no_error (error);
  review = plumb_library_load_review (library, plumb_review_id (fixture->review), &error);
  g_assert_no_error (error);
  open_easel (&easel, review);
  plumb_session_set_tool (easel.session, PLUMB_TOOL_POINT);
  stage_click (easel.stage, 100, 160);
  stage_wait_until (easel.error != NULL);
  g_assert_error (easel.error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_READ_ONLY);
  g_assert_cmpuint (plumb_review_marks (review)->len, ==, 0);
  close_easel (&easel);
}

/* Every kind of mark, and the feet of another frame: drawn without a complaint. */
static void
test_draws_all (ReviewFixture *fixture,
                gconstpointer  unused)
{
  static const PlumbPoint points[] = { { 100, 600 }, { 130, 520 }, { 150, 450 }, { 180, 380 },
                                       { 220, 330 }, { 270, 290 }, { 330, 260 } };
  g_autoptr (GError) error = NULL;
  Easel easel;

  for (int kind = 0; kind < PLUMB_N_MARK_KINDS; kind++)
    {
      const guint n = plumb_mark_kind_n_points (kind);
      g_autoptr (PlumbMark) silent = plumb_mark_new (
          0, FRAME, kind, kind == PLUMB_MARK_POINT ? PLUMB_LANDMARK_HIP : PLUMB_LANDMARK_NONE,
          points, n > 0 ? n : G_N_ELEMENTS (points));
      g_autoptr (PlumbMark) mark
          = plumb_mark_with_text (silent, kind == PLUMB_MARK_TEXT ? "Hips up" : NULL);

      g_assert_cmpint (plumb_review_add_mark (fixture->review, mark, &error), >, 0);
      g_assert_no_error (error);
      g_assert_cmpstr (plumb_mark_title (mark), !=, "");
    }
  review_fixture_add_point (fixture, FRAME + 9, PLUMB_LANDMARK_HEEL, 300, 700);
  review_fixture_add_point (fixture, FRAME + 9, PLUMB_LANDMARK_TOE, 420, 700);
  open_easel (&easel, fixture->review);
  stage_wait_until (stage_pixel (easel.stage, 600, 240) == COLOUR);
  plumb_canvas_zoom (easel.canvas, 8);
  stage_wait_until (stage_pixel (easel.stage, 320, 50) == COLOUR);
  close_easel (&easel);
}

static gboolean
is_bright_between (Easel *easel,
                   int    x,
                   int    top,
                   int    bottom)
{
  for (int y = top; y < bottom; y++)
    if (stage_pixel (easel->stage, x, y) > 0xc0c0c0)
      return TRUE;
  return FALSE;
}

static gboolean
is_bright_in_column (Easel *easel,
                     int    x)
{
  return is_bright_between (easel, x, 0, 480);
}

/* It stands on the side away from the pointer, white at its rim, as long as
 * the button is down. */
static void
test_loupe (ReviewFixture *fixture,
            gconstpointer  unused)
{
  Easel easel;

  open_easel (&easel, fixture->review);
  plumb_session_set_tool (easel.session, PLUMB_TOOL_ANGLE);
  stage_wait_until (stage_pixel (easel.stage, 92, 240) == COLOUR);
  g_assert_false (is_bright_in_column (&easel, 92));
  stage_move (easel.stage, 500, 200);
  stage_button (easel.stage, 1, TRUE);
  stage_wait_until (is_bright_in_column (&easel, 92));
  stage_button (easel.stage, 1, FALSE);
  stage_wait_until (!is_bright_in_column (&easel, 92));
  stage_move (easel.stage, 100, 200);
  stage_button (easel.stage, 1, TRUE);
  stage_wait_until (is_bright_in_column (&easel, 640 - 92));
  stage_button (easel.stage, 1, FALSE);
  stage_wait_until (!is_bright_in_column (&easel, 640 - 92));
  /* Under a hint in the lower corner it would not be seen: it takes the upper. */
  plumb_canvas_set_covered (easel.canvas, &GRAPHENE_RECT_INIT (100, 360, 500, 110));
  stage_move (easel.stage, 102, 200);
  stage_button (easel.stage, 1, TRUE);
  stage_wait_until (is_bright_between (&easel, 640 - 92, 0, 60));
  g_assert_false (is_bright_between (&easel, 640 - 92, 260, 480));
  stage_button (easel.stage, 1, FALSE);
  stage_wait_until (!is_bright_in_column (&easel, 640 - 92));
  close_easel (&easel);
}

/* The picture alone: 0x33 at half the contrast about the middle grey is
 * 0.2 / 2 + 0.25 = 0.35 = 0x59, 0x66 is 0.45 = 0x73, 0x99 is 0.55 = 0x8c. */
static void
test_light (ReviewFixture *fixture,
            gconstpointer  unused)
{
  Easel easel;
  guint pixel;

  open_easel (&easel, fixture->review);
  stage_wait_until (stage_pixel (easel.stage, 600, 240) == COLOUR);
  plumb_canvas_set_light (easel.canvas, 0, 0.5);
  stage_wait_until (stage_pixel (easel.stage, 600, 240) != COLOUR);
  pixel = stage_pixel (easel.stage, 600, 240);
  g_assert_cmpint (ABS ((int) (pixel >> 16) - 0x59), <=, 2);
  g_assert_cmpint (ABS ((int) (pixel >> 8 & 0xff) - 0x73), <=, 2);
  g_assert_cmpint (ABS ((int) (pixel & 0xff) - 0x8c), <=, 2);
  g_assert_cmphex (stage_pixel (easel.stage, 600, 20), ==, GROUND);
  plumb_canvas_set_light (easel.canvas, 0, 1);
  stage_wait_until (stage_pixel (easel.stage, 600, 240) == COLOUR);
  close_easel (&easel);
}

/* The plate of an earlier frame, faded, and not when plates are hidden. Its rim
 * goes through (200, 180) of the canvas. */
static void
test_ghosts (ReviewFixture *fixture,
             gconstpointer  unused)
{
  const PlumbPoint plate[] = { { 600, 240 }, { 400, 240 } };
  g_autoptr (PlumbMark) mark
      = plumb_mark_new (0, FRAME - 3, PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, plate, 2);
  g_autoptr (GError) error = NULL;
  guint pixel;
  Easel easel;

  g_assert_cmpint (plumb_review_add_mark (fixture->review, mark, &error), >, 0);
  open_easel (&easel, fixture->review);
  stage_wait_until (stage_pixel (easel.stage, 600, 240) == COLOUR);
  pixel = count_other (easel.stage, 200, 180);
  g_assert_cmpuint (pixel, ==, 0);
  plumb_canvas_set_ghosts (easel.canvas, TRUE);
  stage_wait_until (count_other (easel.stage, 200, 180) > 0);
  plumb_canvas_set_hidden (easel.canvas, 1u << PLUMB_MARK_PLATE);
  stage_wait_until (count_other (easel.stage, 200, 180) == 0);
  close_easel (&easel);
}

int
main (int    argc,
      char **argv)
{
  if (!stage_init (&argc, &argv))
    return 0;
  review_fixture_add ("/gui/canvas/shows", test_shows);
  review_fixture_add ("/gui/canvas/needed-size", test_needed_size);
  review_fixture_add ("/gui/canvas/sharp", test_sharp);
  review_fixture_add ("/gui/canvas/click", test_click);
  review_fixture_add ("/gui/canvas/drag", test_drag);
  review_fixture_add ("/gui/canvas/cancel", test_cancel);
  review_fixture_add ("/gui/canvas/wheel", test_wheel);
  review_fixture_add ("/gui/canvas/pan", test_pan);
  review_fixture_add ("/gui/canvas/pinch", test_pinch);
  review_fixture_add ("/gui/canvas/edit-failed", test_edit_failed);
  review_fixture_add ("/gui/canvas/draws-all", test_draws_all);
  review_fixture_add ("/gui/canvas/loupe", test_loupe);
  review_fixture_add ("/gui/canvas/light", test_light);
  review_fixture_add ("/gui/canvas/ghosts", test_ghosts);
  return g_test_run ();
}
