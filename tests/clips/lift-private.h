/* What the files of the clip generator share about a lift.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clip.h"

G_BEGIN_DECLS

/* Lengths of the drawn lifter and the bar, millimetres. */
#define LIFT_SHANK_MM 420.0
#define LIFT_THIGH_MM 410.0
#define LIFT_TRUNK_MM 470.0
#define LIFT_ARM_MM 776.5
#define LIFT_FOOT_MM 290.0
#define LIFT_PLATE_MM 450.0
#define LIFT_BAR_REST_MM 225.0

/* How much nearer than the sagittal mid-plane, millimetres. */
#define LIFT_PLATE_Z_MM 700.0
#define LIFT_BODY_Z_MM 170.0
#define LIFT_FOOT_Z_MM 160.0

/* A body at one instant: joint angles and what follows from them. */
typedef struct
{
  double     shank_deg, thigh_deg, trunk_deg;
  double     lumbar_deg;   /* flexion against the clean set */
  double     lockout;      /* 0 at the set … 1 standing */
  double     bend_deg;     /* of the elbow; 0 = a straight arm */
  PlumbPoint ankle, knee, hip, acr, bar;
} LiftBody;

/* A pinhole looking level at the lifter. */
typedef struct
{
  double     f_px;
  double     distance_mm, height_mm, centre_mm;
  double     cos_roll, sin_roll, cos_yaw, sin_yaw;
  double     facing;
  PlumbPoint principal;
} LiftCamera;

typedef struct _LiftScene LiftScene;

struct _PlumbLift
{
  PlumbClipOptions options;
  LiftCamera       camera;
  GArray          *pts_ns;     /* of gint64, one a frame */
  double           start_shank_deg, start_thigh_deg;
  double           start_bar_x;
  gint64           moments[PLUMB_N_MOMENTS];
  LiftScene       *scene;      /* drawing cache, made at first use */
};

void       lift_camera_init (LiftCamera             *camera,
                             const PlumbClipOptions *options);
PlumbPoint lift_camera_project (const LiftCamera *camera,
                                double            x,
                                double            y,
                                double            z);
/* Where the legs and the bar are at the set, from the faults. */
void       lift_body_init (PlumbLift *lift);
void       lift_body_at (const PlumbLift *lift,
                         double           t_s,
                         LiftBody        *body);
/* Point `t` (0 S1 … 1 C7) of the back's outline. */
PlumbPoint lift_body_back (const LiftBody *body,
                           double          t);
void       lift_body_landmarks (const LiftBody *body,
                                PlumbPoint      at_mm[PLUMB_N_LANDMARKS]);
double     lift_landmark_z (PlumbLandmark landmark);
/* `along` the trunk from the hip to the acromion, `dorsal` behind that line. */
PlumbPoint lift_body_on_trunk (const LiftBody *body,
                               double          along,
                               double          dorsal);
double     lift_total_s (const PlumbLift *lift);
void       lift_scene_free (LiftScene *scene);

G_END_DECLS
