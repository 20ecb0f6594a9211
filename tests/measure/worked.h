/* The worked examples of the criteria: pixels as they were rounded, and what
 * two independent scripts computed from them. Image 1920 x 1080, lifter faces
 * right, 2.5 mm a pixel in one plane.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>
#include <string.h>

#include "checks.h"

/* In the order of PlumbLandmark, elbow left out. */
#define WORKED_N_LANDMARKS 11

typedef struct
{
  const char *name;
  double      px[WORKED_N_LANDMARKS][2];
} WorkedSetup;

/* heel, toe, ankle, knee, hip, acr, inf, c7, tl, s1, bar */
static const WorkedSetup worked_a = { "A good", {
  { 700.0, 980.0 }, { 816.0, 980.0 }, { 724.0, 950.0 }, { 753.2, 784.6 }, { 635.2, 670.6 },
  { 801.2, 582.4 }, { 724.6, 583.2 }, { 801.9, 553.9 }, { 709.9, 593.8 }, { 647.5, 625.6 },
  { 758.0, 890.0 } } };
static const WorkedSetup worked_b = { "B hips high", {
  { 700.0, 980.0 }, { 816.0, 980.0 }, { 724.0, 950.0 }, { 729.9, 782.1 }, { 668.4, 630.0 },
  { 853.0, 594.2 }, { 779.5, 572.6 }, { 862.0, 567.2 }, { 762.3, 578.4 }, { 693.4, 590.6 },
  { 758.0, 890.0 } } };
static const WorkedSetup worked_c = { "C hips low, bar forward", {
  { 700.0, 980.0 }, { 816.0, 980.0 }, { 724.0, 950.0 }, { 797.6, 799.0 }, { 645.6, 737.6 },
  { 749.7, 581.0 }, { 682.7, 618.2 }, { 736.8, 555.6 }, { 674.8, 634.5 }, { 635.0, 692.1 },
  { 782.0, 890.0 } } };
/* A with the lowest rib at (702.7, 580.4). */
static const WorkedSetup worked_a2 = { "A2 rounded", {
  { 700.0, 980.0 }, { 816.0, 980.0 }, { 724.0, 950.0 }, { 753.2, 784.6 }, { 635.2, 670.6 },
  { 801.2, 582.4 }, { 724.6, 583.2 }, { 801.9, 553.9 }, { 702.7, 580.4 }, { 647.5, 625.6 },
  { 758.0, 890.0 } } };

static const PlumbPoint worked_outline_neutral[] = {
  { 647.5, 625.6 }, { 673.1, 613.3 }, { 697.7, 598.9 }, { 721.8, 583.6 }, { 746.8, 570.1 },
  { 773.6, 560.3 }, { 801.9, 553.9 } };
static const PlumbPoint worked_outline_rounded[] = {
  { 647.5, 625.6 }, { 668.8, 604.1 }, { 691.2, 585.0 }, { 716.7, 572.5 }, { 743.8, 563.6 },
  { 772.4, 557.8 }, { 801.9, 553.9 } };

static inline PlumbCriteria *
load_shipped_criteria (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            name, NULL);
  g_autoptr (GError) error = NULL;
  PlumbCriteria *criteria = plumb_criteria_load (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (criteria);
  return criteria;
}

static inline PlumbPoses *
make_worked_poses (void)
{
  PlumbPoses *poses = plumb_poses_new ();

  poses->lift = g_strdup ("conventional");
  poses->width_px = 1920;
  poses->height_px = 1080;
  poses->scale.kind = PLUMB_SCALE_ONE_PLANE;
  poses->scale.mm_per_px = 2.5;
  poses->camera = (PlumbCamera) {
    .has_distance = TRUE, .has_roll = TRUE, .has_yaw = TRUE, .has_principal = TRUE,
    .has_fps = TRUE, .distance_m = 4, .principal_px = { 960, 540 }, .fps = 60,
  };
  return poses;
}

static inline void
add_worked_setup (PlumbPoses        *poses,
                  gint64             frame,
                  const WorkedSetup *setup)
{
  PlumbPose *pose = plumb_poses_ensure (poses, frame);

  for (guint i = 0; i < WORKED_N_LANDMARKS; i++)
    plumb_pose_set (pose, (PlumbLandmark) i, (PlumbPoint) { setup->px[i][0], setup->px[i][1] });
}

#define WORKED_N_FRAMES 10

/* Ten frames of a lift: bar, hip, knee, acr. Frame 0 is the setup, 3 lift-off,
 * in 8 the bar is just under the knee, 9 is the last. */
typedef struct
{
  const char *name;
  double      px[WORKED_N_FRAMES][4][2];
} WorkedLift;

static const WorkedLift worked_e0 = { "E0 control", {
  { { 758.0, 890.0 }, { 635.2, 670.6 }, { 753.2, 784.6 }, { 801.2, 582.4 } },
  { { 758.0, 889.9 }, { 635.2, 670.6 }, { 753.2, 784.6 }, { 801.1, 582.3 } },
  { { 758.0, 890.1 }, { 635.8, 670.0 }, { 753.2, 784.6 }, { 802.3, 582.6 } },
  { { 758.0, 890.0 }, { 637.0, 668.8 }, { 753.2, 784.6 }, { 804.2, 582.8 } },
  { { 757.6, 884.0 }, { 638.6, 665.6 }, { 751.7, 784.3 }, { 804.3, 576.9 } },
  { { 756.8, 870.0 }, { 642.7, 658.8 }, { 748.8, 783.8 }, { 804.5, 563.0 } },
  { { 756.0, 850.0 }, { 648.3, 650.4 }, { 744.5, 783.3 }, { 802.5, 542.9 } },
  { { 755.2, 826.0 }, { 655.0, 641.6 }, { 738.6, 782.6 }, { 796.7, 518.1 } },
  { { 755.2, 800.0 }, { 661.8, 634.4 }, { 732.8, 782.2 }, { 782.9, 490.6 } },
  { { 755.6, 772.0 }, { 670.0, 628.8 }, { 728.4, 782.1 }, { 755.5, 461.3 } },
} };
static const WorkedLift worked_e1 = { "E1 hips shoot after lift-off", {
  { { 758.0, 890.0 }, { 635.2, 670.6 }, { 753.2, 784.6 }, { 801.2, 582.4 } },
  { { 758.0, 889.9 }, { 635.2, 670.6 }, { 753.2, 784.6 }, { 801.1, 582.3 } },
  { { 758.0, 890.1 }, { 635.8, 670.0 }, { 753.2, 784.6 }, { 802.3, 582.6 } },
  { { 758.0, 890.0 }, { 637.8, 668.0 }, { 753.2, 784.6 }, { 805.5, 583.0 } },
  { { 760.8, 884.0 }, { 657.8, 644.0 }, { 744.5, 783.3 }, { 835.5, 582.5 } },
  { { 768.0, 870.0 }, { 692.2, 624.8 }, { 737.2, 782.5 }, { 874.3, 578.1 } },
  { { 776.8, 850.0 }, { 702.0, 620.8 }, { 731.3, 782.2 }, { 878.7, 556.5 } },
  { { 785.6, 826.0 }, { 709.1, 619.2 }, { 728.4, 782.1 }, { 873.5, 528.0 } },
  { { 781.6, 800.0 }, { 711.0, 618.8 }, { 726.9, 782.0 }, { 855.2, 498.2 } },
  { { 768.8, 772.0 }, { 714.1, 618.4 }, { 725.5, 782.0 }, { 824.8, 466.4 } },
} };
static const WorkedLift worked_e2 = { "E2 hips up before lift-off", {
  { { 758.0, 890.0 }, { 635.2, 670.6 }, { 753.2, 784.6 }, { 801.2, 582.4 } },
  { { 758.0, 889.9 }, { 640.8, 662.0 }, { 750.3, 784.1 }, { 811.8, 584.0 } },
  { { 758.0, 890.1 }, { 648.9, 650.0 }, { 744.5, 783.3 }, { 826.0, 587.0 } },
  { { 758.0, 890.0 }, { 657.7, 640.0 }, { 738.6, 782.6 }, { 839.0, 590.1 } },
  { { 758.4, 884.0 }, { 658.7, 637.6 }, { 735.7, 782.4 }, { 838.9, 584.0 } },
  { { 759.2, 870.0 }, { 663.4, 634.4 }, { 734.3, 782.3 }, { 840.1, 570.1 } },
  { { 760.0, 850.0 }, { 669.2, 630.4 }, { 731.3, 782.2 }, { 838.9, 549.5 } },
  { { 760.0, 826.0 }, { 676.8, 626.4 }, { 728.4, 782.1 }, { 834.7, 524.5 } },
  { { 759.6, 800.0 }, { 687.6, 622.8 }, { 726.9, 782.0 }, { 827.2, 496.8 } },
  { { 758.8, 772.0 }, { 695.3, 620.8 }, { 725.5, 782.0 }, { 799.0, 464.0 } },
} };

static inline PlumbPoses *
make_worked_lift (const WorkedLift *lift)
{
  static const PlumbLandmark landmarks[] = { PLUMB_LANDMARK_BAR, PLUMB_LANDMARK_HIP,
                                             PLUMB_LANDMARK_KNEE, PLUMB_LANDMARK_ACROMION };
  PlumbPoses *poses = make_worked_poses ();

  for (guint f = 0; f < WORKED_N_FRAMES; f++)
    for (guint i = 0; i < G_N_ELEMENTS (landmarks); i++)
      plumb_pose_set (plumb_poses_ensure (poses, f), landmarks[i],
                      (PlumbPoint) { lift->px[f][i][0], lift->px[f][i][1] });
  /* The feet, as they are found: in the last frame, when the plate is up. */
  plumb_pose_set (plumb_poses_ensure (poses, 9), PLUMB_LANDMARK_HEEL,
                  (PlumbPoint) { 700, 980 });
  plumb_pose_set (plumb_poses_ensure (poses, 9), PLUMB_LANDMARK_TOE,
                  (PlumbPoint) { 816, 980 });
  plumb_pose_set (plumb_poses_ensure (poses, 9), PLUMB_LANDMARK_ANKLE,
                  (PlumbPoint) { 724, 950 });
  poses->moments[PLUMB_MOMENT_SET] = 0;
  poses->moments[PLUMB_MOMENT_LIFT_OFF] = 3;
  poses->moments[PLUMB_MOMENT_KNEE_PASS] = 8;
  poses->moments[PLUMB_MOMENT_LOCKOUT] = 9;
  return poses;
}

static inline void
assert_near (double value,
             double expected,
             double tolerance)
{
  if (ABS (value - expected) <= tolerance)
    return;
  g_test_message ("%.12g is not %.12g within %g", value, expected, tolerance);
  g_assert_cmpfloat_with_epsilon (value, expected, tolerance);
}

/* To the last digit that was printed: within half of it, and a hair for its own
 * binary form. */
static inline void
assert_printed (double      value,
                const char *printed)
{
  const char *point = strchr (printed, '.');
  const int decimals = point != NULL ? (int) strlen (point + 1) : 0;

  assert_near (value, g_ascii_strtod (printed, NULL), 0.5 * pow (10, -decimals) + 1e-12);
}
