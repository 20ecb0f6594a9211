/* The timeline with a real pointer: where a drag lands, what it tells.
 *
 * 624 px wide with 12 px at each side: 101 frames, 6 px from one to the next.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "timeline.h"

#include "review-fixture.h"
#include "stage.h"

#define WIDTH 624
#define HEIGHT 72
#define N_FRAMES 101
#define X_OF(frame) (12 + 6 * (frame))
#define COLOUR 0x30a050

typedef struct
{
  Stage         *stage;
  PlumbSession  *session;
  PlumbTimeline *timeline; /* held by the stage */
  gint64         scrubbed; /* the last frame, -1 = none */
  guint          n_scrubs;
  guint          n_rests;
  int            steps;
  gint64         loop_first, loop_last; /* of the last "loop" */
} Desk;

static void
scrub_cb (Desk    *desk,
          gint64   frame,
          gboolean rests)
{
  desk->scrubbed = frame;
  desk->n_scrubs++;
  desk->n_rests += rests;
}

static void
step_cb (Desk *desk,
         int   n)
{
  desk->steps += n;
}

static void
loop_cb (Desk  *desk,
         gint64 first,
         gint64 last)
{
  desk->loop_first = first;
  desk->loop_last = last;
}

static void
open_desk (Desk        *desk,
           PlumbReview *review)
{
  *desk = (Desk) { .session = plumb_session_new (),
                   .timeline = g_object_new (PLUMB_TYPE_TIMELINE, NULL),
                   .scrubbed = -1,
                   .loop_first = -1,
                   .loop_last = -1 };
  plumb_timeline_set_session (desk->timeline, desk->session);
  plumb_session_set_review (desk->session, review);
  plumb_session_set_n_frames (desk->session, N_FRAMES);
  g_signal_connect_swapped (desk->timeline, "scrub", G_CALLBACK (scrub_cb), desk);
  g_signal_connect_swapped (desk->timeline, "step", G_CALLBACK (step_cb), desk);
  g_signal_connect_swapped (desk->timeline, "loop", G_CALLBACK (loop_cb), desk);
  desk->stage = stage_new (GTK_WIDGET (desk->timeline), WIDTH, HEIGHT);
  /* Out of the way: what is under the pointer gets a line. */
  stage_move (desk->stage, WIDTH + 50, HEIGHT + 50);
}

static void
close_desk (Desk *desk)
{
  stage_free (desk->stage);
  g_assert_finalize_object (desk->session);
}

static void
test_press (ReviewFixture *fixture,
            gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture->review);
  stage_move (desk.stage, X_OF (40), 20);
  stage_button (desk.stage, 1, TRUE);
  stage_wait_until (desk.n_scrubs > 0);
  g_assert_cmpint (desk.scrubbed, ==, 40);
  g_assert_cmpuint (desk.n_rests, ==, 0);
  stage_button (desk.stage, 1, FALSE);
  stage_wait_until (desk.n_rests == 1);
  g_assert_cmpint (desk.scrubbed, ==, 40);
  close_desk (&desk);
}

/* On the way pictures are asked for; the last one rests. Past its ends it is
 * the first and the last frame. */
static void
test_drag (ReviewFixture *fixture,
           gconstpointer  unused)
{
  Desk desk;
  guint before;

  open_desk (&desk, fixture->review);
  stage_move (desk.stage, X_OF (10), 20);
  stage_button (desk.stage, 1, TRUE);
  stage_wait_until (desk.scrubbed == 10);
  before = desk.n_scrubs;
  stage_move (desk.stage, X_OF (30), 20);
  stage_wait_until (desk.scrubbed == 30);
  g_assert_cmpuint (desk.n_scrubs, >, before);
  stage_move (desk.stage, X_OF (100) + 9, 20);
  stage_wait_until (desk.scrubbed == 100);
  stage_move (desk.stage, 2, 20);
  stage_wait_until (desk.scrubbed == 0);
  g_assert_cmpuint (desk.n_rests, ==, 0);
  stage_move (desk.stage, X_OF (77), 20);
  stage_button (desk.stage, 1, FALSE);
  stage_wait_until (desk.n_rests == 1);
  g_assert_cmpint (desk.scrubbed, ==, 77);
  close_desk (&desk);
}

/* A flag is grabbed by its text, off its line, and does not jump there: it
 * moves as far as the hand does, and is set when it is let go, in one step. */
static void
test_flag (ReviewFixture *fixture,
           gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  Desk desk;

  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_SET, 20, &error));
  open_desk (&desk, fixture->review);
  plumb_session_set_frame (desk.session, 0);
  stage_move (desk.stage, X_OF (20) + 8, 50);
  stage_wait_until (stage_pixel (desk.stage, X_OF (20) + 2, 43) > 0x500000);
  stage_button (desk.stage, 1, TRUE);
  stage_wait_until (desk.scrubbed == 20);
  stage_move (desk.stage, X_OF (45) + 8, 50);
  stage_wait_until (desk.scrubbed == 45);
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_SET), ==, 20);
  g_assert_cmpuint (desk.n_rests, ==, 0);
  stage_button (desk.stage, 1, FALSE);
  stage_wait_until (desk.n_rests == 1);
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_SET), ==, 45);
  g_assert_true (plumb_review_undo (fixture->review, &error));
  g_assert_cmpint (plumb_review_moment (fixture->review, PLUMB_MOMENT_SET), ==, 20);
  close_desk (&desk);
}

/* A click on a flag goes to its frame and moves nothing. */
static void
test_flag_clicked (ReviewFixture *fixture,
                   gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  Desk desk;

  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_SET, 20, &error));
  fixture->n_changed = 0;
  open_desk (&desk, fixture->review);
  plumb_session_set_frame (desk.session, 0);
  stage_move (desk.stage, X_OF (20) + 8, 50);
  stage_wait_until (stage_pixel (desk.stage, X_OF (20) + 2, 43) > 0x500000);
  stage_button (desk.stage, 1, TRUE);
  stage_wait_until (desk.scrubbed == 20);
  stage_button (desk.stage, 1, FALSE);
  stage_wait_until (desk.n_rests == 1);
  g_assert_cmpint (desk.scrubbed, ==, 20);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  close_desk (&desk);
}

static void
test_wheel (ReviewFixture *fixture,
            gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture->review);
  stage_move (desk.stage, 300, 20);
  for (int i = 0; i < 2; i++)
    {
      stage_button (desk.stage, 5, TRUE);
      stage_button (desk.stage, 5, FALSE);
    }
  stage_wait_until (desk.steps == 2);
  stage_button (desk.stage, 4, TRUE);
  stage_button (desk.stage, 4, FALSE);
  stage_wait_until (desk.steps == 1);
  g_assert_cmpuint (desk.n_scrubs, ==, 0);
  close_desk (&desk);
}

/* Without frames there is nothing to drag to. */
static void
test_empty (ReviewFixture *fixture,
            gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, NULL);
  plumb_session_set_n_frames (desk.session, 0);
  stage_click (desk.stage, 300, 20);
  stage_wait_until (gtk_widget_has_focus (GTK_WIDGET (desk.timeline)));
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (desk.n_scrubs, ==, 0);
  close_desk (&desk);
}

static void
test_accessible (ReviewFixture *fixture,
                 gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture->review);
  gtk_test_accessible_assert_role (desk.timeline, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (desk.timeline, GTK_ACCESSIBLE_PROPERTY_LABEL, "Timeline");
  plumb_session_set_frame (desk.session, 42);
  gtk_test_accessible_assert_property (desk.timeline, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 42.0);
  gtk_test_accessible_assert_property (desk.timeline, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0);
  gtk_test_accessible_assert_property (desk.timeline, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0);
  close_desk (&desk);
}

/* Thumbnails lie from end to end, the nearest in each place; they go with the
 * review, and with NULL. */
static void
test_thumbnails (ReviewFixture *fixture,
                 gconstpointer  unused)
{
  g_autoptr (PlumbFrame) first = stage_new_picture (0, 142, 80, COLOUR);
  g_autoptr (PlumbFrame) last = stage_new_picture (100, 142, 80, 0x8040a0);
  Desk desk;

  open_desk (&desk, fixture->review);
  plumb_timeline_add_thumbnail (desk.timeline, first);
  stage_wait_until (stage_pixel (desk.stage, X_OF (97), 30) == COLOUR);
  plumb_timeline_add_thumbnail (desk.timeline, last);
  stage_wait_until (stage_pixel (desk.stage, X_OF (97), 30) == 0x8040a0);
  g_assert_cmphex (stage_pixel (desk.stage, X_OF (3), 30), ==, COLOUR);
  plumb_timeline_add_thumbnail (desk.timeline, NULL);
  stage_wait_until (stage_pixel (desk.stage, X_OF (3), 30) != COLOUR);
  plumb_timeline_add_thumbnail (desk.timeline, first);
  stage_wait_until (stage_pixel (desk.stage, X_OF (3), 30) == COLOUR);
  plumb_session_set_review (desk.session, NULL);
  stage_wait_until (stage_pixel (desk.stage, X_OF (3), 30) != COLOUR);
  close_desk (&desk);
}

/* The playhead goes with the frame; the loop is tinted, the moments are flags. */
static void
test_draws (ReviewFixture *fixture,
            gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  guint bare;
  Desk desk;

  open_desk (&desk, fixture->review);
  stage_wait_until (stage_pixel (desk.stage, X_OF (70), 30)
                    == stage_pixel (desk.stage, X_OF (30), 30));
  bare = stage_pixel (desk.stage, X_OF (30), 30);
  plumb_session_set_frame (desk.session, 30);
  stage_wait_until (stage_pixel (desk.stage, X_OF (30), 30) != bare);
  plumb_session_set_frame (desk.session, 31);
  stage_wait_until (stage_pixel (desk.stage, X_OF (30), 30) == bare);

  plumb_timeline_set_loop (desk.timeline, 60, 80);
  stage_wait_until (stage_pixel (desk.stage, X_OF (70), 30) != bare);
  g_assert_cmphex (stage_pixel (desk.stage, X_OF (90), 30), ==, bare);
  plumb_timeline_set_loop (desk.timeline, -1, -1);
  stage_wait_until (stage_pixel (desk.stage, X_OF (70), 30) == bare);

  for (int m = 0; m < PLUMB_N_MOMENTS; m++)
    g_assert_true (plumb_review_set_moment (fixture->review, (PlumbMoment) m, 50, &error));
  review_fixture_add_point (fixture, 90, PLUMB_LANDMARK_KNEE, 10, 10);
  stage_wait_until (stage_pixel (desk.stage, X_OF (50), 30) != bare);
  close_desk (&desk);
}

static gint64
put_remark (ReviewFixture  *fixture,
            PlumbRemarkKind kind,
            gint64          frame,
            const char     *text)
{
  PlumbRemark *remark = plumb_remark_new (0, kind, frame, text);
  const gint64 id = plumb_review_put_remark (fixture->review, remark, NULL);

  plumb_remark_free (remark);
  g_assert_cmpint (id, >, 0);
  return id;
}

/* A key moment of an own name is a flag like the others. */
static void
test_own_flag (ReviewFixture *fixture,
               gconstpointer  unused)
{
  const PlumbRemark *remark;
  Desk desk;

  put_remark (fixture, PLUMB_REMARK_MOMENT, 20, "Slack out");
  open_desk (&desk, fixture->review);
  plumb_session_set_frame (desk.session, 0);
  stage_wait_until (stage_pixel (desk.stage, X_OF (20) + 2, 43) > 0x500000);
  stage_move (desk.stage, X_OF (20) + 8, 50);
  stage_button (desk.stage, 1, TRUE);
  stage_wait_until (desk.scrubbed == 20);
  stage_move (desk.stage, X_OF (33) + 8, 50);
  stage_wait_until (desk.scrubbed == 33);
  stage_button (desk.stage, 1, FALSE);
  stage_wait_until (desk.n_rests == 1);
  remark = plumb_review_remarks (fixture->review)->pdata[0];
  g_assert_cmpint (remark->frame, ==, 33);
  g_assert_cmpstr (remark->text, ==, "Slack out");
  g_assert_true (plumb_review_undo (fixture->review, NULL));
  remark = plumb_review_remarks (fixture->review)->pdata[0];
  g_assert_cmpint (remark->frame, ==, 20);
  close_desk (&desk);
}

/* A click near the diamond of a note goes to its very frame. */
static void
test_note (ReviewFixture *fixture,
           gconstpointer  unused)
{
  Desk desk;

  put_remark (fixture, PLUMB_REMARK_NOTE, 60, "knees in");
  open_desk (&desk, fixture->review);
  plumb_session_set_frame (desk.session, 0);
  stage_wait_until (stage_pixel (desk.stage, X_OF (60), 36) == 0xffbf70);
  stage_click (desk.stage, X_OF (60) + 4, 36);
  stage_wait_until (desk.n_rests == 1);
  g_assert_cmpint (desk.scrubbed, ==, 60);
  close_desk (&desk);
}

/* The flag of another rep looks at that rep and goes to where it begins. */
static void
test_rep_flag (ReviewFixture *fixture,
               gconstpointer  unused)
{
  Desk desk;

  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_SET, 10, NULL));
  g_assert_true (plumb_review_add_rep (fixture->review, NULL));
  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_SET, 70, NULL));
  open_desk (&desk, fixture->review);
  plumb_session_set_frame (desk.session, 0);
  stage_wait_until (stage_pixel (desk.stage, X_OF (10) + 2, 43) == 0xbfbfbf);
  stage_click (desk.stage, X_OF (10) + 8, 50);
  stage_wait_until (desk.n_rests == 1);
  g_assert_cmpint (desk.scrubbed, ==, 10);
  g_assert_cmpuint (plumb_review_rep (fixture->review), ==, 0);
  g_assert_cmpint (plumb_review_rep_moment (fixture->review, 0, PLUMB_MOMENT_SET), ==, 10);
  stage_wait_until (stage_pixel (desk.stage, X_OF (70) + 2, 43) == 0xbfbfbf);
  close_desk (&desk);
}

/* A handle moves one end, never past the other. */
static void
test_loop (ReviewFixture *fixture,
           gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture->review);
  plumb_timeline_set_loop (desk.timeline, 40, 60);
  stage_move (desk.stage, X_OF (40) - 3, 20);
  stage_button (desk.stage, 1, TRUE);
  stage_wait_until (desk.scrubbed == 40);
  stage_move (desk.stage, X_OF (25) - 3, 20);
  stage_wait_until (desk.scrubbed == 25);
  g_assert_cmpint (desk.loop_first, ==, -1);
  stage_button (desk.stage, 1, FALSE);
  stage_wait_until (desk.loop_first == 25);
  g_assert_cmpint (desk.loop_last, ==, 60);
  plumb_timeline_set_loop (desk.timeline, 25, 60);
  stage_move (desk.stage, X_OF (60) + 3, 20);
  stage_button (desk.stage, 1, TRUE);
  stage_wait_until (desk.scrubbed == 60);
  stage_move (desk.stage, X_OF (5), 20);
  stage_wait_until (desk.scrubbed == 25);
  stage_button (desk.stage, 1, FALSE);
  stage_wait_until (desk.loop_last == 25);
  g_assert_cmpint (desk.loop_first, ==, 25);
  close_desk (&desk);
}

static void
turn_wheel (Desk *desk,
            guint button,
            guint times)
{
  for (guint i = 0; i < times; i++)
    {
      stage_button (desk->stage, button, TRUE);
      stage_button (desk->stage, button, FALSE);
    }
}

/* With Ctrl the wheel zooms about the pointer: 1.25³ = 1.953, 11.7 px a frame.
 * Frame 50 stays at 312; 100 px to the right is 8.53 frames on. */
static void
test_zoom (ReviewFixture *fixture,
           gconstpointer  unused)
{
  Desk desk;

  open_desk (&desk, fixture->review);
  stage_move (desk.stage, X_OF (50), 20);
  stage_hold (desk.stage, "Control_L", TRUE);
  turn_wheel (&desk, 4, 3);
  stage_hold (desk.stage, "Control_L", FALSE);
  stage_click (desk.stage, X_OF (50) + 100, 20);
  stage_wait_until (desk.n_rests == 1);
  g_assert_cmpint (desk.scrubbed, ==, 59);
  g_assert_cmpint (desk.steps, ==, 0);
  /* 0 shows all again, whoever has the pointer. */
  stage_wait_until (gtk_widget_has_focus (GTK_WIDGET (desk.timeline)));
  stage_hold (desk.stage, "0", TRUE);
  stage_hold (desk.stage, "0", FALSE);
  while (desk.scrubbed != 67)
    {
      const guint rests = desk.n_rests;

      stage_click (desk.stage, X_OF (50) + 102, 20);
      stage_wait_until (desk.n_rests > rests);
    }
  close_desk (&desk);
}

/* Arrows step, also while a mark is selected; Page keys go from flag to flag. */
static void
test_keys (ReviewFixture *fixture,
           gconstpointer  unused)
{
  Desk desk;

  g_assert_true (plumb_review_set_moment (fixture->review, PLUMB_MOMENT_SET, 20, NULL));
  put_remark (fixture, PLUMB_REMARK_NOTE, 35, "here");
  open_desk (&desk, fixture->review);
  plumb_session_set_frame (desk.session, 25);
  gtk_widget_grab_focus (GTK_WIDGET (desk.timeline));
  stage_hold (desk.stage, "Right", TRUE);
  stage_hold (desk.stage, "Right", FALSE);
  stage_wait_until (desk.steps == 1);
  stage_hold (desk.stage, "Next", TRUE);
  stage_hold (desk.stage, "Next", FALSE);
  stage_wait_until (desk.scrubbed == 35);
  stage_hold (desk.stage, "Prior", TRUE);
  stage_hold (desk.stage, "Prior", FALSE);
  stage_wait_until (desk.scrubbed == 20);
  g_assert_cmpint (plumb_timeline_next_flag (desk.timeline, 20, -1), ==, -1);
  g_assert_cmpint (plumb_timeline_next_flag (desk.timeline, 35, 1), ==, -1);
  close_desk (&desk);
}

/* The lane opens below, with a dot where the hip was marked; between two frames
 * far apart there is no line. */
static void
test_plot (ReviewFixture *fixture,
           gconstpointer  unused)
{
  Desk desk;
  int natural;

  review_fixture_add_point (fixture, 20, PLUMB_LANDMARK_HIP, 100, 500);
  review_fixture_add_point (fixture, 80, PLUMB_LANDMARK_HIP, 100, 300);
  open_desk (&desk, fixture->review);
  gtk_widget_measure (GTK_WIDGET (desk.timeline), GTK_ORIENTATION_VERTICAL, -1, NULL, &natural,
                      NULL, NULL);
  g_assert_cmpint (natural, ==, HEIGHT);
  plumb_timeline_set_plot (desk.timeline, TRUE);
  gtk_widget_measure (GTK_WIDGET (desk.timeline), GTK_ORIENTATION_VERTICAL, -1, NULL, &natural,
                      NULL, NULL);
  g_assert_cmpint (natural, >, HEIGHT + 50);
  stage_wait_until (gtk_widget_get_height (GTK_WIDGET (desk.timeline)) >= natural);
  stage_wait_until (stage_pixel (desk.stage, X_OF (20), 74 + 16 + 51) == 0x61a1eb);
  stage_wait_until (stage_pixel (desk.stage, X_OF (80), 74 + 16 + 5) == 0x61a1eb);
  for (int y = 92; y < 144; y++)
    g_assert_cmphex (stage_pixel (desk.stage, X_OF (62), y), ==, 0x1c1c20);
  plumb_timeline_set_plot (desk.timeline, FALSE);
  g_assert_false (plumb_timeline_plot (desk.timeline));
  close_desk (&desk);
}

int
main (int    argc,
      char **argv)
{
  if (!stage_init (&argc, &argv))
    return 0;
  review_fixture_add ("/gui/timeline/press", test_press);
  review_fixture_add ("/gui/timeline/drag", test_drag);
  review_fixture_add ("/gui/timeline/flag", test_flag);
  review_fixture_add ("/gui/timeline/flag-clicked", test_flag_clicked);
  review_fixture_add ("/gui/timeline/wheel", test_wheel);
  review_fixture_add ("/gui/timeline/own-flag", test_own_flag);
  review_fixture_add ("/gui/timeline/note", test_note);
  review_fixture_add ("/gui/timeline/rep-flag", test_rep_flag);
  review_fixture_add ("/gui/timeline/loop", test_loop);
  review_fixture_add ("/gui/timeline/zoom", test_zoom);
  review_fixture_add ("/gui/timeline/keys", test_keys);
  review_fixture_add ("/gui/timeline/plot", test_plot);
  review_fixture_add ("/gui/timeline/empty", test_empty);
  review_fixture_add ("/gui/timeline/accessible", test_accessible);
  review_fixture_add ("/gui/timeline/thumbnails", test_thumbnails);
  review_fixture_add ("/gui/timeline/draws", test_draws);
  return g_test_run ();
}
