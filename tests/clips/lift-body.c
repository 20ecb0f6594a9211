/* The lifter's body at an instant: a planar chain ankle-knee-hip-acromion whose
 * arm is straight down to the bar, but for a set with bent arms.
 *
 * A pull is led by one number s from 0 (lift-off) to 1 (lockout). Leg angles and
 * trunk angle go from start to end with it, the legs first, as in a clean lift;
 * the bar's height is what the straight arm leaves. Hip rise faults change the
 * trunk and let the legs make up for it, so that the bar's path stays the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lift-private.h"

#include <math.h>

#define RAD (G_PI / 180)

/* A set that meets the criteria, and the two that miss it by the hips. */
#define SET_SHANK_DEG 80.0
#define SET_THIGH_DEG 44.0
#define HIGH_SHANK_DEG 88.0
#define HIGH_THIGH_DEG 68.0
#define LOW_SHANK_DEG 64.0
#define LOW_THIGH_DEG 22.0
#define END_SHANK_DEG 88.0
#define END_THIGH_DEG 91.0
#define END_TRUNK_DEG 89.0

#define ANKLE_X_MM (-85.0)
#define ANKLE_Y_MM 75.0

/* Back landmarks against the line hip-acromion: along it, and behind it. */
#define S1_ALONG_MM 80.0
#define S1_DORSAL_MM 85.0
#define C7_ALONG_MM 505.0
#define C7_DORSAL_MM 62.0
/* The blade's lower corner, this far along the outline and this deep under it. */
#define INF_SHARE 0.52
#define INF_DEPTH_MM 6.0
/* T12/L1 on the back's outline from S1 (0) to C7 (1). */
#define TL_SHARE 0.41
#define ELBOW_SHARE 0.46
/* What the standing curve has more of extension than the set's. */
#define STANDING_EXTENSION_DEG 20.0
/* Taking the slack out lifts the hips a little in the best of lifts. */
#define CLEAN_SLACK_PCT 0.6

static double
interpolate (double from,
             double to,
             double share)
{
  return from + (to - from) * share;
}

static double
ease (double share)
{
  double u = CLAMP (share, 0, 1);
  return u * u * (3 - 2 * u);
}

/* A trapezoid of speed: off the floor within an eighth of the time, slowing
 * into the lockout. */
static double
ease_pull (double share)
{
  const double up = 0.12, down = 0.45;
  double u = CLAMP (share, 0, 1);
  double speed = 1 / (1 - up / 2 - down / 2);

  if (u < up)
    return speed * u * u / (2 * up);
  if (u <= 1 - down)
    return speed * (u - up / 2);
  return 1 - speed * (1 - u) * (1 - u) / (2 * down);
}

static double
ease_trunk (double s)
{
  return tanh (1.65 * pow (s, 1.9)) / tanh (1.65);
}

static void
place_legs (const PlumbLift *lift,
            double           q,
            LiftBody        *body)
{
  /* The shins clear the way for the bar early. */
  double shank = interpolate (lift->start_shank_deg, END_SHANK_DEG, 1 - pow (1 - q, 2.5));
  double thigh = interpolate (lift->start_thigh_deg, END_THIGH_DEG, q);

  body->shank_deg = shank;
  body->thigh_deg = thigh;
  body->ankle = (PlumbPoint) { ANKLE_X_MM, ANKLE_Y_MM };
  body->knee.x_px = body->ankle.x_px + LIFT_SHANK_MM * cos (shank * RAD);
  body->knee.y_px = body->ankle.y_px + LIFT_SHANK_MM * sin (shank * RAD);
  body->hip.x_px = body->knee.x_px - LIFT_THIGH_MM * cos (thigh * RAD);
  body->hip.y_px = body->knee.y_px + LIFT_THIGH_MM * sin (thigh * RAD);
}

/* The bar hangs on a straight arm at `bar_x`. */
static void
place_bar (LiftBody *body,
           double    trunk_deg,
           double    bar_x)
{
  double ahead;

  body->trunk_deg = trunk_deg;
  body->acr = lift_body_on_trunk (body, LIFT_TRUNK_MM, 0);
  ahead = body->acr.x_px - bar_x;
  body->bar.x_px = bar_x;
  body->bar.y_px = body->acr.y_px - sqrt (LIFT_ARM_MM * LIFT_ARM_MM - ahead * ahead);
}

/* From shoulder to hand with the elbow bent. */
static double
compute_arm (double bend_deg)
{
  double upper = ELBOW_SHARE * LIFT_ARM_MM;
  double lower = LIFT_ARM_MM - upper;

  return sqrt (upper * upper + lower * lower + 2 * upper * lower * cos (bend_deg * RAD));
}

/* The elbow bends towards the knees: where the two parts of the arm meet. */
static PlumbPoint
find_elbow (const LiftBody *body)
{
  double upper = ELBOW_SHARE * LIFT_ARM_MM;
  double lower = LIFT_ARM_MM - upper;
  double dx = body->bar.x_px - body->acr.x_px, dy = body->bar.y_px - body->acr.y_px;
  double arm = hypot (dx, dy);
  double along = (upper * upper - lower * lower + arm * arm) / (2 * arm);
  double aside = sqrt (MAX (0, upper * upper - along * along));

  return (PlumbPoint) { body->acr.x_px + (along * dx + aside * dy) / arm,
                        body->acr.y_px + (along * dy - aside * dx) / arm };
}

/* Trunk angle that lets the arm reach a bar at rest: where the circle
 * of the trunk about the hip meets that of the arm about the bar, in front. */
static void
place_trunk (LiftBody  *body,
             PlumbPoint bar)
{
  double dx = bar.x_px - body->hip.x_px, dy = bar.y_px - body->hip.y_px;
  double reach = hypot (dx, dy);
  double arm = compute_arm (body->bend_deg);
  double cos_at_hip = (LIFT_TRUNK_MM * LIFT_TRUNK_MM + reach * reach - arm * arm) /
                      (2 * LIFT_TRUNK_MM * reach);
  double at_hip = acos (CLAMP (cos_at_hip, -1, 1));

  body->trunk_deg = (atan2 (dy, dx) + at_hip) / RAD;
  body->acr = lift_body_on_trunk (body, LIFT_TRUNK_MM, 0);
  body->bar = bar;
}

/* Leg progress at which the hips are `height` high, or the bar on the arm of a
 * trunk at `trunk_deg`, whichever `trunk_deg` asks for (NULL = the hips). */
static double
solve_legs (const PlumbLift *lift,
            double           height,
            const double    *trunk_deg,
            double           bar_x)
{
  double low = 0, high = 1;

  for (int i = 0; i < 50; i++)
    {
      double middle = (low + high) / 2;
      LiftBody body = { 0 };
      place_legs (lift, middle, &body);
      if (trunk_deg != NULL)
        place_bar (&body, *trunk_deg, bar_x);
      if ((trunk_deg != NULL ? body.bar.y_px : body.hip.y_px) < height)
        low = middle;
      else
        high = middle;
    }
  return (low + high) / 2;
}

static void
place_slack (const PlumbLift *lift,
             double           share,
             LiftBody        *body)
{
  double pct = MAX (CLEAN_SLACK_PCT, lift->options.faults.hips_before_pct);
  LiftBody start = { 0 };

  place_legs (lift, 0, &start);
  place_legs (lift,
              solve_legs (lift, start.hip.y_px + share * pct / 100 * LIFT_TRUNK_MM, NULL, 0),
              body);
  body->bend_deg = (1 - share) * lift->options.faults.bent_arms_deg;
  place_trunk (body, (PlumbPoint) { lift->start_bar_x, LIFT_BAR_REST_MM });
}

static double
compute_bar_x (const PlumbLift *lift,
               double           s)
{
  double home = 1 - ease (s / 0.6);
  double away = s < 0.8 ? sin (G_PI * s / 0.8) : 0;
  return lift->start_bar_x * home +
         lift->options.faults.drift_pct / 100 * LIFT_FOOT_MM * away * away;
}

/* 0 at lift-off, 1 when the bar is some 5 cm up, 0 again above the knee. */
static double
compute_hip_shoot (double s)
{
  return s < 0.15 ? ease (s / 0.15) : 1 - ease ((s - 0.15) / 0.45);
}

static void
place_pull (const PlumbLift *lift,
            double           s,
            LiftBody        *body)
{
  const PlumbLiftFaults *faults = &lift->options.faults;
  LiftBody start = { 0 }, floor = { 0 };
  double q, trunk, bar_x = compute_bar_x (lift, s);

  place_legs (lift, 0, &start);
  place_trunk (&start, (PlumbPoint) { lift->start_bar_x, LIFT_BAR_REST_MM });
  place_slack (lift, 1, &floor);
  q = solve_legs (lift, floor.hip.y_px, NULL, 0);
  trunk = interpolate (floor.trunk_deg, END_TRUNK_DEG, ease_trunk (s));
  place_legs (lift, interpolate (q, 1, s), body);
  place_bar (body, trunk, bar_x);
  if (faults->hips_after_deg > 0 && s > 0 && s < 0.6)
    {
      double height = body->bar.y_px;
      trunk = interpolate (trunk, start.trunk_deg - faults->hips_after_deg,
                           compute_hip_shoot (s));
      place_legs (lift, solve_legs (lift, height, &trunk, bar_x), body);
      place_bar (body, trunk, bar_x);
    }
}

double
lift_total_s (const PlumbLift *lift)
{
  const PlumbLiftTempo *tempo = &lift->options.tempo;
  return tempo->still_s + tempo->slack_s + tempo->pull_s + tempo->hold_s +
         (tempo->lower_s > 0 ? tempo->lower_s + tempo->still_s : 0);
}

void
lift_body_at (const PlumbLift *lift,
              double           t_s,
              LiftBody        *body)
{
  const PlumbLiftTempo *tempo = &lift->options.tempo;
  double slack_at = tempo->still_s, pull_at = slack_at + tempo->slack_s;
  double lower_at = pull_at + tempo->pull_s + tempo->hold_s;
  double slack = tempo->slack_s > 0 ? ease ((t_s - slack_at) / tempo->slack_s) : 1;
  double s = ease_pull ((t_s - pull_at) / tempo->pull_s);
  double rounded;

  if (t_s < slack_at)
    slack = 0;
  if (tempo->lower_s > 0 && t_s > lower_at)
    s = 1 - ease ((t_s - lower_at) / tempo->lower_s);
  if (t_s <= pull_at)
    place_slack (lift, slack, body);
  else
    place_pull (lift, s, body);

  /* Three fifths of the rounding are there when the bar leaves the floor, the
   * rest before it is 10 cm up; standing up takes it away. */
  rounded = 0.6 * slack + 0.4 * ease (s / 0.22);
  body->lockout = ease_trunk (s);
  body->lumbar_deg = lift->options.faults.rounding_deg * rounded * (1 - ease ((s - 0.5) / 0.45)) -
                     STANDING_EXTENSION_DEG * body->lockout;
}

PlumbPoint
lift_body_on_trunk (const LiftBody *body,
                    double          along,
                    double          dorsal)
{
  double c = cos (body->trunk_deg * RAD), s = sin (body->trunk_deg * RAD);
  return (PlumbPoint) { body->hip.x_px + along * c - dorsal * s,
                        body->hip.y_px + along * s + dorsal * c };
}

/* The set's back: flat in the loin, round in the chest; shares of the chord. */
static double
compute_neutral_h (double t)
{
  return 0.55 * pow (t, 2.4) * pow (1 - t, 1.3);
}

/* Where lumbar flexion shows: greatest at 0.35 of the chord, 1 there. */
static double
compute_lumbar_h (double t)
{
  return pow (t, 1.05) * pow (1 - t, 1.95) / (pow (0.35, 1.05) * pow (0.65, 1.95));
}

/* Height over the chord at T12/L1 for which the angle S1-T12/L1-C7 is
 * `kappa_deg`: atan (h / a) + atan (h / b) = kappa with a + b = 1. */
static double
compute_tl_h (double kappa_deg)
{
  const double ab = TL_SHARE * (1 - TL_SHARE);
  double tan_kappa = tan (kappa_deg * RAD);

  if (fabs (tan_kappa) < 1e-9)
    return 0;
  return (-1 + sqrt (1 + 4 * ab * tan_kappa * tan_kappa)) / (2 * tan_kappa);
}

PlumbPoint
lift_body_back (const LiftBody *body,
                double          t)
{
  PlumbPoint s1 = lift_body_on_trunk (body, S1_ALONG_MM, S1_DORSAL_MM);
  PlumbPoint c7 = lift_body_on_trunk (body, C7_ALONG_MM, C7_DORSAL_MM);
  double dx = c7.x_px - s1.x_px, dy = c7.y_px - s1.y_px;
  double neutral = compute_neutral_h (TL_SHARE);
  double kappa = (atan (neutral / TL_SHARE) + atan (neutral / (1 - TL_SHARE))) / RAD;
  double flexed = compute_tl_h (kappa + body->lumbar_deg) - neutral;
  double h = compute_neutral_h (t) +
             flexed * compute_lumbar_h (t) / compute_lumbar_h (TL_SHARE);

  return (PlumbPoint) { s1.x_px + t * dx - h * dy, s1.y_px + t * dy + h * dx };
}

double
lift_landmark_z (PlumbLandmark landmark)
{
  switch (landmark)
    {
    case PLUMB_LANDMARK_BAR:
      return LIFT_PLATE_Z_MM;
    case PLUMB_LANDMARK_HEEL:
    case PLUMB_LANDMARK_TOE:
    case PLUMB_LANDMARK_ANKLE:
      return LIFT_FOOT_Z_MM;
    default:
      return LIFT_BODY_Z_MM;
    }
}

void
lift_body_landmarks (const LiftBody *body,
                     PlumbPoint      at_mm[PLUMB_N_LANDMARKS])
{
  PlumbPoint blade = lift_body_back (body, INF_SHARE);

  at_mm[PLUMB_LANDMARK_HEEL] = (PlumbPoint) { -LIFT_FOOT_MM / 2, 0 };
  at_mm[PLUMB_LANDMARK_TOE] = (PlumbPoint) { LIFT_FOOT_MM / 2, 0 };
  at_mm[PLUMB_LANDMARK_ANKLE] = body->ankle;
  at_mm[PLUMB_LANDMARK_KNEE] = body->knee;
  at_mm[PLUMB_LANDMARK_HIP] = body->hip;
  at_mm[PLUMB_LANDMARK_ACROMION] = body->acr;
  at_mm[PLUMB_LANDMARK_SCAPULA] =
      (PlumbPoint) { blade.x_px + INF_DEPTH_MM * sin (body->trunk_deg * RAD),
                     blade.y_px - INF_DEPTH_MM * cos (body->trunk_deg * RAD) };
  at_mm[PLUMB_LANDMARK_C7] = lift_body_back (body, 1);
  at_mm[PLUMB_LANDMARK_T12_L1] = lift_body_back (body, TL_SHARE);
  at_mm[PLUMB_LANDMARK_S1] = lift_body_back (body, 0);
  at_mm[PLUMB_LANDMARK_BAR] = body->bar;
  at_mm[PLUMB_LANDMARK_ELBOW] = find_elbow (body);
}

void
lift_body_init (PlumbLift *lift)
{
  double hips = CLAMP (lift->options.faults.hips, -1, 1);

  lift->start_shank_deg =
      interpolate (SET_SHANK_DEG, hips > 0 ? HIGH_SHANK_DEG : LOW_SHANK_DEG, fabs (hips)) +
      lift->options.faults.knees_back_deg;
  lift->start_thigh_deg =
      interpolate (SET_THIGH_DEG, hips > 0 ? HIGH_THIGH_DEG : LOW_THIGH_DEG, fabs (hips));
  lift->start_bar_x = lift->options.faults.bar_forward_pct / 100 * LIFT_FOOT_MM;
}
