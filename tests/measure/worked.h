/* The worked examples of the criteria: pixels as they were rounded, and what
 * two independent scripts computed from them. Image 1920 x 1080, lifter faces
 * right, 2.5 mm a pixel in one plane.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

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
