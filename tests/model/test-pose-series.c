/* What moves over a lift: heights and the angle of the back by frame.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pose-series.h"

#include <math.h>

static void
add (GPtrArray    *marks,
     gint64        frame,
     PlumbLandmark landmark,
     double        x,
     double        y)
{
  const PlumbPoint at = { x, y };

  g_ptr_array_add (marks, plumb_mark_new (0, frame, PLUMB_MARK_POINT, landmark, &at, 1));
}

static GPtrArray *
new_marks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
}

static void
assert_sample (GArray *series,
               guint   index,
               gint64  frame,
               double  value)
{
  const PlumbPoseSample *sample = &g_array_index (series, PlumbPoseSample, index);

  g_assert_cmpint (sample->frame, ==, frame);
  g_assert_cmpfloat_with_epsilon (sample->value, value, 1e-6);
}

/* Over its lowest; frames without the mark are not there. */
static void
test_heights (void)
{
  g_autoptr (GPtrArray) marks = new_marks ();
  g_autoptr (GArray) bar = NULL;
  g_autoptr (GArray) hip = NULL;

  add (marks, 30, PLUMB_LANDMARK_BAR, 100, 500);
  add (marks, 10, PLUMB_LANDMARK_BAR, 100, 800);
  add (marks, 20, PLUMB_LANDMARK_KNEE, 100, 700);
  bar = plumb_pose_series_collect (marks, NAN, PLUMB_POSE_SERIES_BAR, NULL);
  hip = plumb_pose_series_collect (marks, NAN, PLUMB_POSE_SERIES_HIP, NULL);
  g_assert_cmpuint (bar->len, ==, 2);
  assert_sample (bar, 0, 10, 0);
  assert_sample (bar, 1, 30, 300);
  g_assert_cmpuint (hip->len, ==, 0);
}

/* 45° whichever way the lifter faces; upright is 90°; both marks are needed. */
static void
test_back (void)
{
  g_autoptr (GPtrArray) marks = new_marks ();
  g_autoptr (GArray) back = NULL;

  add (marks, 1, PLUMB_LANDMARK_HIP, 100, 500);
  add (marks, 1, PLUMB_LANDMARK_ACROMION, 200, 400);
  add (marks, 2, PLUMB_LANDMARK_HIP, 100, 500);
  add (marks, 2, PLUMB_LANDMARK_ACROMION, 0, 400);
  add (marks, 3, PLUMB_LANDMARK_HIP, 100, 500);
  add (marks, 3, PLUMB_LANDMARK_ACROMION, 100, 300);
  add (marks, 4, PLUMB_LANDMARK_HIP, 100, 500);
  back = plumb_pose_series_collect (marks, NAN, PLUMB_POSE_SERIES_BACK, NULL);
  g_assert_cmpuint (back->len, ==, 3);
  assert_sample (back, 0, 1, 45);
  assert_sample (back, 1, 2, 45);
  assert_sample (back, 2, 3, 90);
}

/* A camera that leans: what runs along the true horizontal does not rise. */
static void
test_roll (void)
{
  g_autoptr (GPtrArray) marks = new_marks ();
  g_autoptr (GArray) bar = NULL;
  const double roll = 5 * G_PI / 180;

  add (marks, 1, PLUMB_LANDMARK_BAR, 100, 500);
  add (marks, 2, PLUMB_LANDMARK_BAR, 100 + 200 * cos (roll), 500 + 200 * sin (roll));
  add (marks, 3, PLUMB_LANDMARK_BAR, 100 + 50 * sin (roll), 500 - 50 * cos (roll));
  bar = plumb_pose_series_collect (marks, 5, PLUMB_POSE_SERIES_BAR, NULL);
  assert_sample (bar, 0, 1, 0);
  assert_sample (bar, 1, 2, 0);
  assert_sample (bar, 2, 3, 50);
}

/* What the clicks are worth: sd 1.5 px of the bar and 3 px of hip and shoulder, on
 * both ends of a height, and across a back of 200 px. */
static void
test_spread (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbCriteria) criteria = plumb_criteria_load (path, NULL, &error);
  const double expected[] = { 2.1213, 4.2426, 1.2155 };
  g_autoptr (GPtrArray) marks = new_marks ();

  g_assert_no_error (error);
  add (marks, 1, PLUMB_LANDMARK_BAR, 100, 700);
  add (marks, 1, PLUMB_LANDMARK_HIP, 100, 500);
  add (marks, 1, PLUMB_LANDMARK_ACROMION, 300, 500);
  for (int i = 0; i < PLUMB_N_POSE_SERIES; i++)
    {
      g_autoptr (GArray) series
          = plumb_pose_series_collect (marks, 0, (PlumbPoseSeries) i, criteria);

      g_assert_cmpfloat_with_epsilon (g_array_index (series, PlumbPoseSample, 0).sd, expected[i],
                                      1e-3);
    }
}

/* A plate of 450 mm drawn 300 px across: 1.5 mm a pixel where the bar is. The hip is
 * 0.53 m behind it: with the camera 5 m off it is 1.685 mm there. */
static void
test_scale (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autoptr (PlumbCriteria) criteria = plumb_criteria_load (path, NULL, NULL);
  g_autoptr (PlumbPoses) poses = plumb_poses_new ();
  double mm_per_px, told, share, plate_share;

  g_assert_nonnull (criteria);
  g_assert_false (plumb_pose_series_scale (poses, PLUMB_POSE_SERIES_BAR, criteria, &mm_per_px,
                                           &share));
  poses->scale = (PlumbScale) { .kind = PLUMB_SCALE_PLATE, .plate_diameter_mm = 450,
                                .plate_radius_px = 150 };
  g_assert_false (plumb_pose_series_scale (poses, PLUMB_POSE_SERIES_BACK, criteria, &mm_per_px,
                                           &share));
  g_assert_true (plumb_pose_series_scale (poses, PLUMB_POSE_SERIES_BAR, criteria, &mm_per_px,
                                          &plate_share));
  g_assert_cmpfloat_with_epsilon (mm_per_px, 1.5, 1e-9);
  g_assert_cmpfloat (plate_share, >, 0);
  g_assert_cmpfloat (plate_share, <, 0.02);
  g_assert_true (plumb_pose_series_scale (poses, PLUMB_POSE_SERIES_HIP, criteria, &mm_per_px,
                                          &share));
  g_assert_cmpfloat (share, >, plate_share);
  poses->camera.has_distance = TRUE;
  poses->camera.distance_m = 5;
  g_assert_true (plumb_pose_series_scale (poses, PLUMB_POSE_SERIES_HIP, criteria, &told,
                                          &plate_share));
  g_assert_cmpfloat_with_epsilon (told, 1.6849, 1e-3);
  g_assert_cmpfloat (plate_share, <, share); /* surer with the distance */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pose-series/heights", test_heights);
  g_test_add_func ("/pose-series/back", test_back);
  g_test_add_func ("/pose-series/roll", test_roll);
  g_test_add_func ("/pose-series/spread", test_spread);
  g_test_add_func ("/pose-series/scale", test_scale);
  return g_test_run ();
}
