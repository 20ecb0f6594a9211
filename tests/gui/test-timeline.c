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
open_desk (Desk        *desk,
           PlumbReview *review)
{
  *desk = (Desk) { .session = plumb_session_new (),
                   .timeline = g_object_new (PLUMB_TYPE_TIMELINE, NULL),
                   .scrubbed = -1 };
  plumb_timeline_set_session (desk->timeline, desk->session);
  plumb_session_set_review (desk->session, review);
  plumb_session_set_n_frames (desk->session, N_FRAMES);
  g_signal_connect_swapped (desk->timeline, "scrub", G_CALLBACK (scrub_cb), desk);
  g_signal_connect_swapped (desk->timeline, "step", G_CALLBACK (step_cb), desk);
  desk->stage = stage_new (GTK_WIDGET (desk->timeline), WIDTH, HEIGHT);
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
  review_fixture_add ("/gui/timeline/empty", test_empty);
  review_fixture_add ("/gui/timeline/accessible", test_accessible);
  review_fixture_add ("/gui/timeline/thumbnails", test_thumbnails);
  review_fixture_add ("/gui/timeline/draws", test_draws);
  return g_test_run ();
}
