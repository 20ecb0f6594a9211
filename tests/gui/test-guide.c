/* The guided setup: the order that it asks in, what it passes over, what it
 * carries, and how many clicks and keys it takes from an opened clip to the
 * verdicts. The lift is drawn, so that every landmark is known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "clip.h"
#include "guide.h"
#include "hand.h"
#include "review-fixture.h"

#define REACH 18.0 /* 12 screen pixels of a picture shown at two thirds */
#define MOST_INPUTS 25
/* A hand corrects what it sees to be off, and does not see less. */
#define SEEN_PX 3.0

/* A coach who knows where everything is, and what the coach has spent. */
typedef struct
{
  ReviewFixture   *fixture;
  PlumbSession    *session; /* owned */
  PlumbHand       *hand;    /* owned */
  PlumbGuide      *guide;   /* owned */
  PlumbLift       *lift;    /* owned */
  PlumbClipOptions options;
  guint            n_inputs; /* presses, drags and keys */
} Coach;

static PlumbGuideStep
next_step (ReviewFixture *fixture,
           PlumbGuide    *guide)
{
  return plumb_guide_next (guide, fixture->review);
}

static void
set_moment (ReviewFixture *fixture,
            PlumbMoment    moment,
            gint64         frame)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (plumb_review_set_moment (fixture->review, moment, frame, &error));
  g_assert_no_error (error);
}

static void
assert_step (PlumbGuideStep step,
             PlumbGuideKind kind,
             PlumbMoment    moment,
             PlumbLandmark  landmark)
{
  g_assert_cmpint (step.kind, ==, kind);
  g_assert_cmpint (step.moment, ==, moment);
  g_assert_cmpint (step.landmark, ==, landmark);
}

static void
test_order (ReviewFixture *fixture,
            gconstpointer  unused)
{
  static const PlumbLandmark feet[]
      = { PLUMB_LANDMARK_HEEL, PLUMB_LANDMARK_TOE, PLUMB_LANDMARK_ANKLE };
  static const PlumbMoment moments[]
      = { PLUMB_MOMENT_SET, PLUMB_MOMENT_LIFT_OFF, PLUMB_MOMENT_LOCKOUT };
  static const gint64 frames[] = { 10, 20, 60 };
  g_autoptr (PlumbGuide) guide = plumb_guide_new ();

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      assert_step (next_step (fixture, guide), PLUMB_GUIDE_MOMENT, moments[i],
                   PLUMB_LANDMARK_NONE);
      set_moment (fixture, moments[i], frames[i]);
    }
  /* The feet where the plate does not hide them. */
  for (guint i = 0; i < G_N_ELEMENTS (feet); i++)
    {
      assert_step (next_step (fixture, guide), PLUMB_GUIDE_POINT, PLUMB_MOMENT_LOCKOUT, feet[i]);
      review_fixture_add_point (fixture, 60, feet[i], 100 + 10 * i, 700);
    }
  assert_step (next_step (fixture, guide), PLUMB_GUIDE_PLATE, PLUMB_MOMENT_SET,
               PLUMB_LANDMARK_NONE);
}

/* What has no moment is not asked for; back takes the last skip back. */
static void
test_skip (ReviewFixture *fixture,
           gconstpointer  unused)
{
  g_autoptr (PlumbGuide) guide = plumb_guide_new ();
  PlumbGuideStep step;

  for (guint i = 0; i < 3; i++)
    {
      step = next_step (fixture, guide);
      g_assert_cmpint (step.kind, ==, PLUMB_GUIDE_MOMENT);
      plumb_guide_skip (guide, &step);
    }
  g_assert_cmpint (next_step (fixture, guide).kind, ==, PLUMB_GUIDE_DONE);
  g_assert_true (plumb_guide_unskip (guide));
  assert_step (next_step (fixture, guide), PLUMB_GUIDE_MOMENT, PLUMB_MOMENT_LOCKOUT,
               PLUMB_LANDMARK_NONE);
  g_assert_true (plumb_guide_unskip (guide));
  g_assert_true (plumb_guide_unskip (guide));
  g_assert_false (plumb_guide_unskip (guide));
}

/* What could not be seen at the setup is not asked for again at lift-off. */
static void
test_skip_holds (ReviewFixture *fixture,
                 gconstpointer  unused)
{
  g_autoptr (PlumbGuide) guide = plumb_guide_new ();
  guint n_scapula = 0;

  set_moment (fixture, PLUMB_MOMENT_SET, 10);
  set_moment (fixture, PLUMB_MOMENT_LIFT_OFF, 20);
  for (;;)
    {
      PlumbGuideStep step = next_step (fixture, guide);

      if (step.kind == PLUMB_GUIDE_DONE)
        break;
      n_scapula += step.landmark == PLUMB_LANDMARK_SCAPULA;
      if (step.landmark == PLUMB_LANDMARK_HIP)
        g_assert_cmpint (step.moment, ==, PLUMB_MOMENT_SET);
      plumb_guide_skip (guide, &step);
    }
  g_assert_cmpuint (n_scapula, ==, 1);
}

static PlumbMark *
new_outline (gint64 frame)
{
  PlumbPoint points[PLUMB_OUTLINE_MIN_POINTS];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (PlumbPoint) { 300 + 30 * i, 400 - 20 * i };
  return plumb_mark_new (0, frame, PLUMB_MARK_OUTLINE, PLUMB_LANDMARK_NONE, points,
                         G_N_ELEMENTS (points));
}

/* Only what lift-off lacks is offered; it is taken in one undo step, but for hip
 * and back: taken over unseen they would say that nothing moved. */
static void
test_offers (ReviewFixture *fixture,
             gconstpointer  unused)
{
  g_autoptr (PlumbMark) outline = new_outline (10);
  g_autoptr (GPtrArray) none = plumb_guide_offers (fixture->review);
  g_autoptr (GPtrArray) offers = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;
  const PlumbMark *hip;
  guint before;

  g_assert_cmpuint (none->len, ==, 0);
  set_moment (fixture, PLUMB_MOMENT_SET, 10);
  set_moment (fixture, PLUMB_MOMENT_LIFT_OFF, 20);
  review_fixture_add_point (fixture, 10, PLUMB_LANDMARK_HEEL, 100, 700);
  review_fixture_add_point (fixture, 10, PLUMB_LANDMARK_KNEE, 150, 500);
  review_fixture_add_point (fixture, 10, PLUMB_LANDMARK_HIP, 90, 400);
  review_fixture_add_point (fixture, 10, PLUMB_LANDMARK_ACROMION, 140, 250);
  review_fixture_add_point (fixture, 20, PLUMB_LANDMARK_KNEE, 151, 501);
  g_assert_cmpint (plumb_review_add_mark (fixture->review, outline, &error), !=, 0);

  offers = plumb_guide_offers (fixture->review);
  g_assert_cmpuint (offers->len, ==, 3);
  hip = offers->pdata[0];
  g_assert_true (hip->copied);
  g_assert_cmpint (hip->landmark, ==, PLUMB_LANDMARK_HIP);
  g_assert_cmpint (hip->frame, ==, 20);
  g_assert_cmpint (hip->id, ==, 0);
  g_assert_cmpfloat (hip->points[0].x_px, ==, 90);
  g_assert_cmpint (((PlumbMark *) offers->pdata[2])->kind, ==, PLUMB_MARK_OUTLINE);

  before = plumb_review_marks (fixture->review)->len;
  g_assert_true (plumb_guide_take_offers (fixture->review, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (plumb_review_marks (fixture->review)->len, ==, before + 1);
  left = plumb_guide_offers (fixture->review);
  g_assert_cmpuint (left->len, ==, 2);
  g_assert_true (plumb_review_undo (fixture->review, &error));
  g_assert_cmpuint (plumb_review_marks (fixture->review)->len, ==, before);
  review_fixture_assert_stored (fixture);
}

/* The plate of the rep before, as it lay, for a setup frame without a bar. */
static void
test_offered_plate (ReviewFixture *fixture,
                    gconstpointer  unused)
{
  const PlumbPoint circle[] = { { 300, 600 }, { 400, 600 } };
  g_autoptr (PlumbMark) plate
      = plumb_mark_new (0, 10, PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, circle, 2);
  g_autoptr (PlumbMark) offered = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (plumb_guide_offered_plate (fixture->review));
  set_moment (fixture, PLUMB_MOMENT_SET, 10);
  g_assert_cmpint (plumb_review_add_mark (fixture->review, plate, &error), !=, 0);
  g_assert_null (plumb_guide_offered_plate (fixture->review));
  g_assert_true (plumb_review_add_rep (fixture->review, &error));
  g_assert_null (plumb_guide_offered_plate (fixture->review));
  set_moment (fixture, PLUMB_MOMENT_SET, 90);
  offered = plumb_guide_offered_plate (fixture->review);
  g_assert_nonnull (offered);
  g_assert_cmpint (offered->id, ==, 0);
  g_assert_cmpint (offered->frame, ==, 90);
  g_assert_true (offered->copied);
  g_assert_cmpfloat (offered->points[1].x_px, ==, 400);
  /* Nothing is offered from later on, nor where the bar was marked. */
  set_moment (fixture, PLUMB_MOMENT_SET, 5);
  g_assert_null (plumb_guide_offered_plate (fixture->review));
  set_moment (fixture, PLUMB_MOMENT_SET, 90);
  review_fixture_add_point (fixture, 90, PLUMB_LANDMARK_BAR, 305, 601);
  g_assert_null (plumb_guide_offered_plate (fixture->review));
}

/* The coach */

static PlumbLiftPose
true_pose (Coach      *coach,
           PlumbMoment moment)
{
  PlumbLiftPose pose;

  plumb_lift_pose_at (coach->lift, plumb_lift_moment (coach->lift, moment), &pose);
  return pose;
}

static void
go_to (Coach *coach,
       gint64 frame)
{
  plumb_session_set_wanted (coach->session, frame);
  plumb_session_set_frame (coach->session, frame);
}

static void
drag (Coach      *coach,
      PlumbPoint *way,
      guint       n)
{
  g_autoptr (GError) error = NULL;

  coach->n_inputs++;
  g_assert_true (plumb_hand_press (coach->hand, way[0], REACH));
  for (guint i = 1; i < n; i++)
    plumb_hand_move (coach->hand, way[i], REACH);
  g_assert_true (plumb_hand_release (coach->hand, way[n - 1], REACH, &error));
  g_assert_no_error (error);
}

/* Drags what is offered to where it is, then takes the others. */
static void
correct_offers (Coach *coach)
{
  const PlumbLiftPose pose = true_pose (coach, PLUMB_MOMENT_LIFT_OFF);
  g_autoptr (GPtrArray) offers = plumb_guide_offers (coach->fixture->review);
  g_autoptr (GError) error = NULL;

  plumb_session_set_tool (coach->session, PLUMB_TOOL_SELECT);
  for (guint i = 0; i < offers->len; i++)
    {
      const PlumbMark *offer = offers->pdata[i];
      g_autoptr (GPtrArray) now = plumb_guide_offers (coach->fixture->review);
      PlumbPoint way[2] = { offer->points[0] };

      if (offer->kind != PLUMB_MARK_POINT)
        continue;
      way[1] = pose.at_px[offer->landmark];
      plumb_hand_set_offers (coach->hand, now);
      if (hypot (way[1].x_px - way[0].x_px, way[1].y_px - way[0].y_px) > SEEN_PX)
        drag (coach, way, 2);
    }
  plumb_hand_set_offers (coach->hand, NULL);
  coach->n_inputs++; /* Enter */
  g_assert_true (plumb_guide_take_offers (coach->fixture->review, &error));
}

static void
take_step (Coach                *coach,
           const PlumbGuideStep *step)
{
  const PlumbLiftPose pose = true_pose (coach, step->moment);
  PlumbPoint way[PLUMB_LIFT_N_OUTLINE];

  if (step->kind == PLUMB_GUIDE_MOMENT)
    {
      coach->n_inputs += 2; /* the timeline, Enter */
      set_moment (coach->fixture, step->moment, plumb_lift_moment (coach->lift, step->moment));
      return;
    }
  go_to (coach, plumb_review_moment (coach->fixture->review, step->moment));
  switch (step->kind)
    {
    case PLUMB_GUIDE_POINT:
      plumb_session_set_tool (coach->session, PLUMB_TOOL_POINT);
      plumb_session_set_landmark (coach->session, step->landmark);
      way[0] = pose.at_px[step->landmark];
      drag (coach, way, 1);
      break;
    case PLUMB_GUIDE_PLATE:
      plumb_session_set_tool (coach->session, PLUMB_TOOL_PLATE);
      way[0] = way[1] = pose.at_px[PLUMB_LANDMARK_BAR];
      way[0].x_px -= pose.plate_radius_px;
      way[1].x_px += pose.plate_radius_px;
      drag (coach, way, 2);
      break;
    case PLUMB_GUIDE_OUTLINE:
      plumb_session_set_tool (coach->session, PLUMB_TOOL_OUTLINE);
      drag (coach, (PlumbPoint *) pose.outline_px, PLUMB_LIFT_N_OUTLINE);
      break;
    case PLUMB_GUIDE_CARRY:
      correct_offers (coach);
      break;
    case PLUMB_GUIDE_MOMENT:
    case PLUMB_GUIDE_DONE:
    default:
      g_assert_not_reached ();
    }
}

static void
open_clip (Coach         *coach,
           ReviewFixture *fixture)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbCriteria) criteria = plumb_criteria_load (path, NULL, &error);

  g_assert_no_error (error);
  plumb_clip_options_init (&coach->options);
  coach->options.faults.bar_forward_pct = 25;
  coach->options.camera.distance_m = 5;
  coach->lift = plumb_lift_new (&coach->options);
  coach->fixture = fixture;
  plumb_review_set_criteria (fixture->review, criteria);
  plumb_review_set_picture (fixture->review, coach->options.width_px, coach->options.height_px,
                            60);
  coach->session = plumb_session_new ();
  plumb_session_set_review (coach->session, fixture->review);
  plumb_session_set_n_frames (coach->session, plumb_lift_n_frames (coach->lift));
  plumb_session_set_guided (coach->session, TRUE);
  coach->hand = plumb_hand_new (coach->session);
  coach->guide = plumb_guide_new ();
  go_to (coach, 0);
}

/* Button, digit, Tab: the plate is nearer than the body, and how much
 * that matters depends on it. */
static void
enter_distance (Coach *coach)
{
  PlumbFilming filming = plumb_review_filming (coach->fixture->review);
  g_autoptr (GError) error = NULL;

  coach->n_inputs += 3;
  filming.camera_distance_m = coach->options.camera.distance_m;
  g_assert_true (plumb_review_set_filming (coach->fixture->review, &filming, &error));
  g_assert_no_error (error);
}

static void
test_count (ReviewFixture *fixture,
            gconstpointer  unused)
{
  Coach coach = { .n_inputs = 1 }; /* G */
  PlumbCriteria *criteria;
  const PlumbChecks *checks;
  const PlumbFinding *finding;
  guint n_measured = 0;

  open_clip (&coach, fixture);
  for (guint i = 0; i < plumb_guide_n_steps (); i++)
    {
      const PlumbGuideStep step = next_step (fixture, coach.guide);

      if (step.kind == PLUMB_GUIDE_DONE)
        break;
      take_step (&coach, &step);
      g_assert_cmpint (next_step (fixture, coach.guide).index, >, step.index);
    }
  g_assert_cmpint (next_step (fixture, coach.guide).kind, ==, PLUMB_GUIDE_DONE);
  enter_distance (&coach);
  g_test_message ("%u clicks and keys", coach.n_inputs);
  g_assert_cmpuint (coach.n_inputs, <=, MOST_INPUTS);

  criteria = plumb_review_criteria (fixture->review);
  checks = plumb_review_checks (fixture->review);
  for (guint i = 0; i < plumb_criteria_n_groups (criteria); i++)
    {
      const PlumbCheckGroup *group = plumb_criteria_group (criteria, i);
      const PlumbVerdict verdict = plumb_checks_group_verdict (checks, group);

      g_test_message ("%s: %s", group->id, plumb_verdict_name (verdict));
      n_measured += verdict != PLUMB_VERDICT_NOT_MEASURABLE;
    }
  finding = plumb_checks_find_finding (checks, "bar-forward");
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->verdict, ==, PLUMB_VERDICT_FAULT);
  /* All but those that want marks after lift-off: hip rise and bar path. */
  g_assert_cmpuint (n_measured, >=, plumb_criteria_n_groups (criteria) - 2);
  plumb_hand_free (coach.hand);
  plumb_guide_free (coach.guide);
  plumb_lift_free (coach.lift);
  g_assert_finalize_object (coach.session);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  review_fixture_add ("/gui/guide/order", test_order);
  review_fixture_add ("/gui/guide/skip", test_skip);
  review_fixture_add ("/gui/guide/skip-holds", test_skip_holds);
  review_fixture_add ("/gui/guide/offers", test_offers);
  review_fixture_add ("/gui/guide/offered-plate", test_offered_plate);
  review_fixture_add ("/gui/guide/count", test_count);
  return g_test_run ();
}
