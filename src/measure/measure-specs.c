/* The measures of criteria.md section 2 as formulas over landmarks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "measure-specs.h"

#include <math.h>

#include "spine.h"

/* Hawkins & Hull 1990, biceps femoris long head, fraction of thigh length per
 * degree of hip and of knee flexion; ignores pelvic tilt: data, no verdict. */
#define HAM_PER_HIP_DEG 2.09e-3
#define HAM_PER_KNEE_DEG 1.60e-3

static gboolean
divide (double  numerator,
        double  denominator,
        double *out)
{
  if (!(fabs (denominator) > 1e-9))
    return FALSE;
  *out = numerator / denominator;
  return TRUE;
}

static double
find_foot (PlumbVec heel,
           PlumbVec toe)
{
  return fabs (toe.x - heel.x);
}

/* bar, heel, toe */
static gboolean
compute_e_bar (const PlumbVec *p,
               double         *out)
{
  return divide (100 * (p[0].x - 0.5 * (p[1].x + p[2].x)), find_foot (p[1], p[2]), out);
}

/* bar, acr, inf */
static gboolean
compute_q (const PlumbVec *p,
           double         *out)
{
  return divide (p[0].x - p[2].x, p[1].x - p[2].x, out);
}

/* acr, bar */
static gboolean
compute_arm (const PlumbVec *p,
             double         *out)
{
  PlumbVec upright = { p[0].y - p[1].y, p[0].x - p[1].x };

  return plumb_segment_angle_deg ((PlumbVec) { 0, 0 }, upright, out);
}

/* acr, inf, bar, heel, toe */
static gboolean
compute_e_scap (const PlumbVec *p,
                double         *out)
{
  return divide (100 * (0.5 * (p[0].x + p[1].x) - p[2].x), find_foot (p[3], p[4]), out);
}

/* hip, knee, ankle */
static gboolean
compute_knee (const PlumbVec *p,
              double         *out)
{
  return plumb_vertex_angle_deg (p[0], p[1], p[2], out);
}

/* hip, knee: 0 = hip level with the knee, 90 = hip above it */
static gboolean
compute_thigh (const PlumbVec *p,
               double         *out)
{
  PlumbVec mirrored = { p[1].x - p[0].x, p[0].y - p[1].y };

  return plumb_segment_angle_deg ((PlumbVec) { 0, 0 }, mirrored, out);
}

/* from, to: trunk (hip, acr) and shank (ankle, knee) */
static gboolean
compute_segment (const PlumbVec *p,
                 double         *out)
{
  return plumb_segment_angle_deg (p[0], p[1], out);
}

/* hip, knee, acr */
static gboolean
compute_h_idx (const PlumbVec *p,
               double         *out)
{
  return divide (p[0].y - p[1].y, p[2].y - p[1].y, out);
}

/* hip, knee, ankle, bar */
static gboolean
compute_h_bar (const PlumbVec *p,
               double         *out)
{
  double leg = plumb_vec_distance (p[0], p[1]) + plumb_vec_distance (p[1], p[2]);

  return divide (100 * (p[0].y - p[3].y), leg, out);
}

/* acr, hip, knee */
static gboolean
compute_hip (const PlumbVec *p,
             double         *out)
{
  return plumb_vertex_angle_deg (p[0], p[1], p[2], out);
}

/* acr, hip, knee, ankle */
static gboolean
compute_ham (const PlumbVec *p,
             double         *out)
{
  double hip = 0;
  double knee = 0;

  if (!plumb_vertex_angle_deg (p[0], p[1], p[2], &hip) ||
      !plumb_vertex_angle_deg (p[1], p[2], p[3], &knee))
    return FALSE;
  *out = HAM_PER_HIP_DEG * (180 - hip) - HAM_PER_KNEE_DEG * (180 - knee);
  return TRUE;
}

/* s1, tl, c7 */
static gboolean
compute_kappa (const PlumbVec *p,
               double         *out)
{
  return plumb_spine_kappa_deg (p[0], p[1], p[2], out);
}

/* s1, tl, c7 */
static gboolean
compute_sagitta (const PlumbVec *p,
                 double         *out)
{
  return plumb_spine_sagitta_pct (p[0], p[1], p[2], out);
}

/* s1, tl, c7 here, s1, tl, c7 there */
static gboolean
compute_dkappa (const PlumbVec *p,
                double         *out)
{
  double here = 0;
  double there = 0;

  if (!plumb_spine_kappa_deg (p[0], p[1], p[2], &here) ||
      !plumb_spine_kappa_deg (p[3], p[4], p[5], &there))
    return FALSE;
  *out = plumb_wrap_deg (here - there);
  return TRUE;
}

/* s1, tl, c7 here, standing, in a toe touch: how much of the way from one to
 * the other the spine has gone, %. */
static gboolean
compute_pct_max (const PlumbVec *p,
                 double         *out)
{
  double here = 0;
  double standing = 0;
  double maxflex = 0;

  if (!plumb_spine_kappa_deg (p[0], p[1], p[2], &here) ||
      !plumb_spine_kappa_deg (p[3], p[4], p[5], &standing) ||
      !plumb_spine_kappa_deg (p[6], p[7], p[8], &maxflex))
    return FALSE;
  return divide (100 * plumb_wrap_deg (here - standing), plumb_wrap_deg (maxflex - standing), out);
}

/* hip here, hip at set, acr at set */
static gboolean
compute_pre_rise (const PlumbVec *p,
                  double         *out)
{
  return divide (100 * (p[0].y - p[1].y), plumb_vec_distance (p[1], p[2]), out);
}

/* hip and bar here, hip and bar at lift-off, hip and acr at set */
static gboolean
compute_hip_lead (const PlumbVec *p,
                  double         *out)
{
  double lead = (p[0].y - p[2].y) - (p[1].y - p[3].y);

  return divide (100 * lead, plumb_vec_distance (p[4], p[5]), out);
}

/* hip and acr here, hip and acr at set */
static gboolean
compute_trunk_drop (const PlumbVec *p,
                    double         *out)
{
  double here = 0;
  double there = 0;

  if (!plumb_segment_angle_deg (p[0], p[1], &here) || !plumb_segment_angle_deg (p[2], p[3], &there))
    return FALSE;
  *out = plumb_wrap_deg (here - there);
  return TRUE;
}

/* hip and bar before, hip and bar after, hip and bar at lift-off: the rise of
 * the hips over that of the bar where the bar has risen by `rise_mm`. */
static gboolean
compute_rise_ratio (const PlumbVec *p,
                    double          rise_mm,
                    double         *out)
{
  double share = 0;

  if (!divide (rise_mm - (p[1].y - p[5].y), p[3].y - p[1].y, &share))
    return FALSE;
  *out = (p[0].y + share * (p[2].y - p[0].y) - p[4].y) / rise_mm;
  return TRUE;
}

static gboolean
compute_r50 (const PlumbVec *p,
             double         *out)
{
  return compute_rise_ratio (p, 50, out);
}

static gboolean
compute_r100 (const PlumbVec *p,
              double         *out)
{
  return compute_rise_ratio (p, 100, out);
}

/* hip, bar and knee before, the same after, hip and bar at lift-off: the rise of
 * the hips over that of the bar where the bar is as high as the knee. */
static gboolean
compute_r_knee (const PlumbVec *p,
                double         *out)
{
  double below = p[2].y - p[1].y;
  double above = p[4].y - p[5].y;
  double share = 0;

  if (!divide (below, below + above, &share))
    return FALSE;
  return divide (p[0].y + share * (p[3].y - p[0].y) - p[6].y,
                 p[1].y + share * (p[4].y - p[1].y) - p[7].y, out);
}

/* bar here, bar at lift-off, heel, toe */
static gboolean
compute_drift (const PlumbVec *p,
               double         *out)
{
  return divide (100 * (p[0].x - p[1].x), find_foot (p[2], p[3]), out);
}

/* acr here, acr at set, bar at set */
static gboolean
compute_slack (const PlumbVec *p,
               double         *out)
{
  return divide (100 * (p[0].y - p[1].y), plumb_vec_distance (p[1], p[2]), out);
}

#define HERE(landmark) { PLUMB_SLOT_HERE, PLUMB_LANDMARK_##landmark }
#define BASE(landmark) { PLUMB_SLOT_BASE, PLUMB_LANDMARK_##landmark }
#define START(landmark) { PLUMB_SLOT_START, PLUMB_LANDMARK_##landmark }

#define STANDING(landmark) { PLUMB_SLOT_STANDING, PLUMB_LANDMARK_##landmark }
#define MAXFLEX(landmark) { PLUMB_SLOT_MAXFLEX, PLUMB_LANDMARK_##landmark }

#define BAR_VS_BODY (PLUMB_GATE_SQUARE | PLUMB_GATE_COMPARE | PLUMB_GATE_SCALE)
#define BODY_ANGLE (PLUMB_GATE_ANGLE | PLUMB_GATE_FLOOR)

static const PlumbMeasureSpec specs[] = {
  { "M1.e_bar", "%foot", PLUMB_SPAN_STATIC, .gates = BAR_VS_BODY,
    .formula = compute_e_bar, .n_inputs = 3,
    .inputs = { HERE (BAR), HERE (HEEL), HERE (TOE) } },
  { "M2.q", "", PLUMB_SPAN_STATIC, .gates = BAR_VS_BODY,
    .formula = compute_q, .n_inputs = 3,
    .inputs = { HERE (BAR), HERE (ACROMION), HERE (SCAPULA) } },
  { "M2.arm", "deg", PLUMB_SPAN_STATIC, .gates = BAR_VS_BODY,
    .formula = compute_arm, .n_inputs = 2,
    .inputs = { HERE (ACROMION), HERE (BAR) } },
  { "M2.e_scap", "%foot", PLUMB_SPAN_STATIC, .gates = BAR_VS_BODY,
    .formula = compute_e_scap, .n_inputs = 5,
    .inputs = { HERE (ACROMION), HERE (SCAPULA), HERE (BAR), HERE (HEEL), HERE (TOE) } },
  { "M3.knee", "deg", PLUMB_SPAN_STATIC, .gates = BODY_ANGLE,
    .formula = compute_knee, .n_inputs = 3,
    .inputs = { HERE (HIP), HERE (KNEE), HERE (ANKLE) } },
  { "M3.thigh", "deg", PLUMB_SPAN_STATIC, .gates = BODY_ANGLE,
    .formula = compute_thigh, .n_inputs = 2,
    .inputs = { HERE (HIP), HERE (KNEE) } },
  { "M3.trunk", "deg", PLUMB_SPAN_STATIC, .gates = BODY_ANGLE,
    .formula = compute_segment, .n_inputs = 2,
    .inputs = { HERE (HIP), HERE (ACROMION) } },
  { "M3.shank", "deg", PLUMB_SPAN_STATIC, .gates = BODY_ANGLE,
    .formula = compute_segment, .n_inputs = 2,
    .inputs = { HERE (ANKLE), HERE (KNEE) } },
  { "M3.h_idx", "", PLUMB_SPAN_STATIC, .gates = BODY_ANGLE,
    .formula = compute_h_idx, .n_inputs = 3,
    .inputs = { HERE (HIP), HERE (KNEE), HERE (ACROMION) } },
  { "M3.h_bar", "%leg", PLUMB_SPAN_STATIC,
    .gates = BODY_ANGLE | PLUMB_GATE_DEPTH | PLUMB_GATE_SCALE,
    .formula = compute_h_bar, .n_inputs = 4,
    .inputs = { HERE (HIP), HERE (KNEE), HERE (ANKLE), HERE (BAR) } },
  { "M3.hip", "deg", PLUMB_SPAN_STATIC, .gates = PLUMB_GATE_ANGLE,
    .formula = compute_hip, .n_inputs = 3,
    .inputs = { HERE (ACROMION), HERE (HIP), HERE (KNEE) } },
  { "M3.ham", "", PLUMB_SPAN_STATIC, .gates = PLUMB_GATE_ANGLE,
    .formula = compute_ham, .n_inputs = 4,
    .inputs = { HERE (ACROMION), HERE (HIP), HERE (KNEE), HERE (ANKLE) } },
  { "M4.dkappa", "deg", PLUMB_SPAN_NEUTRAL, .gates = PLUMB_GATE_ANGLE,
    .formula = compute_dkappa, .n_inputs = 6,
    .inputs = { HERE (S1), HERE (T12_L1), HERE (C7), BASE (S1), BASE (T12_L1), BASE (C7) } },
  { "M4.dbow", "%chord", PLUMB_SPAN_NEUTRAL, .gates = PLUMB_GATE_ANGLE, .outline = TRUE },
  { "M5.dbow", "%chord", PLUMB_SPAN_TO_KNEE, PLUMB_EXTREME_MAX, PLUMB_GATE_ANGLE,
    .outline = TRUE, .smooth = TRUE },
  { "M5.dkappa", "deg", PLUMB_SPAN_TO_KNEE, PLUMB_EXTREME_MAX, PLUMB_GATE_ANGLE,
    .smooth = TRUE, .formula = compute_dkappa, .n_inputs = 6,
    .inputs = { HERE (S1), HERE (T12_L1), HERE (C7), BASE (S1), BASE (T12_L1), BASE (C7) } },
  { "M5.kappa", "deg", PLUMB_SPAN_STATIC, .gates = PLUMB_GATE_ANGLE,
    .formula = compute_kappa, .n_inputs = 3,
    .inputs = { HERE (S1), HERE (T12_L1), HERE (C7) } },
  { "M5.sagitta", "%chord", PLUMB_SPAN_STATIC, .gates = PLUMB_GATE_ANGLE,
    .formula = compute_sagitta, .n_inputs = 3,
    .inputs = { HERE (S1), HERE (T12_L1), HERE (C7) } },
  { "M5.bow", "%chord", PLUMB_SPAN_STATIC, .gates = PLUMB_GATE_ANGLE, .outline = TRUE },
  { "M5.range", "deg", PLUMB_SPAN_RANGE, .gates = PLUMB_GATE_ANGLE,
    .formula = compute_dkappa, .n_inputs = 6,
    .inputs = { HERE (S1), HERE (T12_L1), HERE (C7), BASE (S1), BASE (T12_L1), BASE (C7) } },
  { "M5.pct_max", "%range", PLUMB_SPAN_OWN_MAX, PLUMB_EXTREME_MAX, PLUMB_GATE_ANGLE,
    .smooth = TRUE, .formula = compute_pct_max, .n_inputs = 9,
    .inputs = { HERE (S1), HERE (T12_L1), HERE (C7), STANDING (S1), STANDING (T12_L1),
                STANDING (C7), MAXFLEX (S1), MAXFLEX (T12_L1), MAXFLEX (C7) } },
  { "M6.pre_rise", "%trunk", PLUMB_SPAN_TENSION, .gates = PLUMB_GATE_ANGLE | PLUMB_GATE_TIMING,
    .reclick = TRUE, .formula = compute_pre_rise, .n_inputs = 3,
    .inputs = { HERE (HIP), BASE (HIP), BASE (ACROMION) } },
  { "M6.hip_lead", "%trunk", PLUMB_SPAN_OFF_KNEE, PLUMB_EXTREME_MAX_OR_ZERO,
    PLUMB_GATE_ANGLE | PLUMB_GATE_DEPTH | PLUMB_GATE_SCALE | PLUMB_GATE_TIMING,
    .reclick = TRUE, .smooth = TRUE, .formula = compute_hip_lead, .n_inputs = 6,
    .inputs = { HERE (HIP), HERE (BAR), START (HIP), START (BAR), BASE (HIP), BASE (ACROMION) } },
  { "M6.trunk_drop", "deg", PLUMB_SPAN_SET_KNEE, PLUMB_EXTREME_MIN_OR_ZERO, PLUMB_GATE_ANGLE,
    .reclick = TRUE, .smooth = TRUE, .formula = compute_trunk_drop, .n_inputs = 4,
    .inputs = { HERE (HIP), HERE (ACROMION), BASE (HIP), BASE (ACROMION) } },
  { "M6.R100", "", PLUMB_SPAN_RISE,
    .gates = PLUMB_GATE_ANGLE | PLUMB_GATE_DEPTH | PLUMB_GATE_SCALE,
    .reclick = TRUE, .rise_mm = 100, .formula = compute_r100, .n_inputs = 6,
    .inputs = { HERE (HIP), HERE (BAR), BASE (HIP), BASE (BAR), START (HIP), START (BAR) } },
  { "M6.R50", "", PLUMB_SPAN_RISE,
    .gates = PLUMB_GATE_ANGLE | PLUMB_GATE_DEPTH | PLUMB_GATE_SCALE | PLUMB_GATE_RATE,
    .reclick = TRUE, .rise_mm = 50, .formula = compute_r50, .n_inputs = 6,
    .inputs = { HERE (HIP), HERE (BAR), BASE (HIP), BASE (BAR), START (HIP), START (BAR) } },
  { "M6.R_knee", "", PLUMB_SPAN_KNEE,
    .gates = PLUMB_GATE_ANGLE | PLUMB_GATE_DEPTH | PLUMB_GATE_SCALE,
    .reclick = TRUE, .formula = compute_r_knee, .n_inputs = 8,
    .inputs = { HERE (HIP), HERE (BAR), HERE (KNEE), BASE (HIP), BASE (BAR), BASE (KNEE),
                START (HIP), START (BAR) } },
  { "M7.fwd", "%foot", PLUMB_SPAN_OFF_TOP, PLUMB_EXTREME_MAX_OR_ZERO,
    PLUMB_GATE_ANGLE | PLUMB_GATE_SCALE,
    .reclick = TRUE, .smooth = TRUE, .formula = compute_drift, .n_inputs = 4,
    .inputs = { HERE (BAR), START (BAR), HERE (HEEL), HERE (TOE) } },
  { "M7.back", "%foot", PLUMB_SPAN_OFF_TOP, PLUMB_EXTREME_MIN_OR_ZERO,
    PLUMB_GATE_ANGLE | PLUMB_GATE_SCALE,
    .reclick = TRUE, .smooth = TRUE, .formula = compute_drift, .n_inputs = 4,
    .inputs = { HERE (BAR), START (BAR), HERE (HEEL), HERE (TOE) } },
  { "M7.e_max", "%foot", PLUMB_SPAN_TO_TOP, PLUMB_EXTREME_ABS, BAR_VS_BODY,
    .smooth = TRUE, .formula = compute_e_bar, .n_inputs = 3,
    .inputs = { HERE (BAR), HERE (HEEL), HERE (TOE) } },
  { "M7.straight", "%foot", PLUMB_SPAN_PATH, .gates = PLUMB_GATE_ANGLE | PLUMB_GATE_SCALE,
    .reclick = TRUE, .n_inputs = 3, .inputs = { HERE (BAR), START (HEEL), START (TOE) } },
  { "M8.slack_sh", "%arm", PLUMB_SPAN_TENSION, .gates = PLUMB_GATE_ANGLE | PLUMB_GATE_SCALE,
    .reclick = TRUE, .formula = compute_slack, .n_inputs = 3,
    .inputs = { HERE (ACROMION), BASE (ACROMION), BASE (BAR) } },
  { "M8.elbow", "deg", PLUMB_SPAN_SET, .gates = PLUMB_GATE_ANGLE,
    .formula = compute_knee, .n_inputs = 3,
    .inputs = { HERE (ACROMION), HERE (ELBOW), HERE (BAR) } },
  { "M8.hip_time", "s", PLUMB_SPAN_JERK, .gates = PLUMB_GATE_ANGLE | PLUMB_GATE_SCALE,
    .reclick = TRUE, .n_inputs = 1, .inputs = { HERE (HIP) } },
};

guint
plumb_measure_n_specs (void)
{
  return G_N_ELEMENTS (specs);
}

const PlumbMeasureSpec *
plumb_measure_spec (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (specs), NULL);

  return &specs[index];
}

const PlumbMeasureSpec *
plumb_measure_spec_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    if (g_strcmp0 (specs[i].id, id) == 0)
      return &specs[i];

  return NULL;
}
