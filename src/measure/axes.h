/* From video pixels to lifter axes: camera roll, the lifter's direction and a
 * scale for each depth plane. Internal to this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "criteria.h"
#include "geometry.h"
#include "poses.h"

G_BEGIN_DECLS

typedef enum
{
  PLUMB_PLANE_PLATE,
  PLUMB_PLANE_BODY,
  PLUMB_PLANE_FOOT,
  PLUMB_N_PLANES,
} PlumbPlane;

/* Set the parameters, then plumb_axes_prepare(). */
typedef struct
{
  double     direction;          /* +1 when the toes point right, else -1 */
  double     plate_mm_per_px;    /* in the plate's plane; 1 without a scale */
  double     depth_m[PLUMB_N_PLANES]; /* nearer than the mid-plane */
  double     inverse_distance_m; /* 0 = no perspective: one plane */
  PlumbPoint centre_px;          /* of the optical axis and of the roll */
  double     roll_deg;
  double     yaw_deg;
  double     pitch_deg;

  double     cos_roll, sin_roll, cos_yaw;
  double     mm_per_px[PLUMB_N_PLANES];
  double     slide_mm[PLUMB_N_PLANES]; /* by yaw, along X */
  double     drop_mm[PLUMB_N_PLANES];  /* by pitch, along Y */
} PlumbAxes;

PlumbPlane plumb_landmark_plane (PlumbLandmark landmark);
void       plumb_axes_prepare (PlumbAxes *axes);
PlumbVec   plumb_axes_apply (const PlumbAxes *axes,
                             PlumbPlane       plane,
                             PlumbPoint       at);

/* roll, yaw, pitch, distance, optical axis across and up */
#define PLUMB_N_VIEW_PARAMETERS 6

/* What is known about the view, and the sd of each parameter of the axes. */
typedef struct
{
  PlumbAxes axes;
  gboolean  has_direction;
  gboolean  has_scale;
  gboolean  one_plane;      /* mm_per_px given for everything */
  gboolean  depth;          /* planes are told apart by the distance */
  double    distance_m;     /* told, or from lens and plate; 0 = unknown */
  double    off_centre_mm;  /* bar at set, from the optical axis; >= 0 */
  gboolean  has_off_centre;
  double    roll_sd_deg;
  double    yaw_sd_deg;
  double    pitch_sd_deg;
  double    inverse_distance_sd; /* 1/m */
  double    principal_sd_px;
  guint     n_steps;        /* the axes with one parameter one sd up, then down */
  PlumbAxes steps[2 * PLUMB_N_VIEW_PARAMETERS];
} PlumbView;

void       plumb_view_init (PlumbView           *view,
                            const PlumbPoses    *poses,
                            const PlumbCapture  *capture);

G_END_DECLS
