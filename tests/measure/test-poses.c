/* Landmarks, marks, and poses from marks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "worked.h"

static void
test_keys (void)
{
  static const char *const landmarks[] = { "heel", "toe", "ankle", "knee", "hip", "acr", "inf",
                                           "c7", "tl", "s1", "bar", "elbow" };
  static const char *const moments[] = { "set", "lift_off", "knee_pass", "lockout", "neutral",
                                         "standing", "maxflex" };
  static const char *const kinds[] = { "point", "spine", "hip-angle", "outline", "plate", "line",
                                       "angle",
    "plumb", "to-vertical", "to-horizontal", "distance", "arrow", "rectangle", "ellipse",
    "freehand", "text" };

  g_assert_cmpuint (G_N_ELEMENTS (landmarks), ==, PLUMB_N_LANDMARKS);
  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    {
      PlumbLandmark landmark = (PlumbLandmark) i;

      g_assert_cmpstr (plumb_landmark_key (landmark), ==, landmarks[i]);
      g_assert_cmpint (plumb_landmark_from_key (landmarks[i]), ==, landmark);
      g_assert_cmpuint (strlen (plumb_landmark_name (landmark)), >, 0);
      g_assert_cmpuint (strlen (plumb_landmark_hint (landmark)), >, 0);
    }
  for (guint i = 0; i < PLUMB_N_MOMENTS; i++)
    {
      g_assert_cmpstr (plumb_moment_key ((PlumbMoment) i), ==, moments[i]);
      g_assert_cmpint (plumb_moment_from_key (moments[i]), ==, i);
      g_assert_cmpuint (strlen (plumb_moment_name ((PlumbMoment) i)), >, 0);
    }
  for (guint i = 0; i < PLUMB_N_MARK_KINDS; i++)
    {
      PlumbMarkKind kind = PLUMB_N_MARK_KINDS;

      g_assert_cmpstr (plumb_mark_kind_key ((PlumbMarkKind) i), ==, kinds[i]);
      g_assert_true (plumb_mark_kind_from_key (kinds[i], &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_cmpint (plumb_landmark_from_key ("nose"), ==, PLUMB_LANDMARK_NONE);
  g_assert_cmpint (plumb_landmark_from_key (NULL), ==, PLUMB_LANDMARK_NONE);
  g_assert_cmpint (plumb_moment_from_key (""), ==, PLUMB_MOMENT_NONE);
  g_assert_false (plumb_mark_kind_from_key ("circle", &(PlumbMarkKind) { 0 }));
}

static void
test_looks (void)
{
  PlumbMarkLook look = { PLUMB_MARK_COLOUR_RED, PLUMB_MARK_WIDTH_WIDE };
  g_autofree char *key = plumb_mark_look_to_key (look);
  g_autofree char *usual = plumb_mark_look_to_key ((PlumbMarkLook) { 0 });
  g_autofree char *thin = plumb_mark_look_to_key ((PlumbMarkLook) { 0, PLUMB_MARK_WIDTH_THIN });

  g_assert_cmpstr (key, ==, "red wide");
  g_assert_cmpstr (usual, ==, "");
  g_assert_cmpstr (thin, ==, "thin");
  g_assert_false (plumb_mark_look_from_key ("red plaid", &look));
  g_assert_cmpint (look.colour, ==, PLUMB_MARK_COLOUR_USUAL);
  for (int c = 0; c < PLUMB_N_MARK_COLOURS; c++)
    for (int w = 0; w < PLUMB_N_MARK_WIDTHS; w++)
      {
        g_autofree char *text
            = plumb_mark_look_to_key ((PlumbMarkLook) { (PlumbMarkColour) c, (PlumbMarkWidth) w });

        g_assert_true (plumb_mark_look_from_key (text, &look));
        g_assert_cmpint (look.colour, ==, c);
        g_assert_cmpint (look.width, ==, w);
      }
}

static void
test_mark_is_immutable (void)
{
  PlumbPoint points[] = { { 1, 2 }, { 3, 4 }, { 5, 6 } };
  g_autoptr (PlumbMark) mark = plumb_mark_new (7, 30, PLUMB_MARK_SPINE, PLUMB_LANDMARK_NONE,
                                               points, 3);
  points[1].x_px = 99;
  g_autoptr (PlumbMark) moved = plumb_mark_with_point (mark, 1, (PlumbPoint) { 10, 20 });
  g_autoptr (PlumbMark) shifted = plumb_mark_translated (mark, -1, 0.5);
  g_autoptr (PlumbMark) copied = plumb_mark_in_frame (mark, 31);
  g_autoptr (PlumbMark) stored = plumb_mark_with_id (mark, 8);

  g_assert_cmpfloat (mark->points[1].x_px, ==, 3);
  g_assert_cmpfloat (moved->points[1].y_px, ==, 20);
  g_assert_cmpfloat (moved->points[0].y_px, ==, 2);
  g_assert_cmpint (moved->id, ==, 7);
  g_assert_cmpfloat (shifted->points[2].x_px, ==, 4);
  g_assert_cmpfloat (shifted->points[2].y_px, ==, 6.5);
  g_assert_cmpint (copied->frame, ==, 31);
  g_assert_cmpint (copied->id, ==, 7);
  g_assert_cmpint (stored->id, ==, 8);
  g_assert_cmpint (stored->frame, ==, 30);
}

static void
test_mark_references (void)
{
  PlumbPoint point = { 1, 2 };
  PlumbMark *mark = plumb_mark_new (0, 0, PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP, &point, 1);

  g_assert_true (plumb_mark_ref (mark) == mark);
  plumb_mark_unref (mark);
  g_assert_cmpint (mark->landmark, ==, PLUMB_LANDMARK_HIP);
  plumb_mark_unref (mark);
}

static void
test_points_stand_for (void)
{
  static const struct
  {
    PlumbMarkKind kind;
    guint         n;
    PlumbLandmark of[3];
  } rows[] = {
    { PLUMB_MARK_POINT, 1, { PLUMB_LANDMARK_BAR, PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE } },
    { PLUMB_MARK_SPINE, 3, { PLUMB_LANDMARK_S1, PLUMB_LANDMARK_T12_L1, PLUMB_LANDMARK_C7 } },
    { PLUMB_MARK_HIP_ANGLE, 3, { PLUMB_LANDMARK_ACROMION, PLUMB_LANDMARK_HIP,
                                 PLUMB_LANDMARK_KNEE } },
    { PLUMB_MARK_OUTLINE, 0, { PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE } },
    { PLUMB_MARK_PLATE, 2, { PLUMB_LANDMARK_BAR, PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE } },
    { PLUMB_MARK_LINE, 2, { PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE } },
    { PLUMB_MARK_ANGLE, 3, { PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE, PLUMB_LANDMARK_NONE } },
  };
  PlumbPoint points[3] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlumbMark) mark = plumb_mark_new (0, 0, rows[i].kind, PLUMB_LANDMARK_BAR, points,
                                                   3);

      g_assert_cmpuint (plumb_mark_kind_n_points (rows[i].kind), ==, rows[i].n);
      for (guint k = 0; k < 3; k++)
        g_assert_cmpint (plumb_mark_point_landmark (mark, k), ==, rows[i].of[k]);
    }
}

static void
test_feet_are_carried (void)
{
  g_autoptr (PlumbPoses) poses = plumb_poses_new ();
  PlumbPoint at;

  plumb_pose_set (plumb_poses_ensure (poses, 90), PLUMB_LANDMARK_HEEL, (PlumbPoint) { 1, 2 });
  plumb_pose_set (plumb_poses_ensure (poses, 10), PLUMB_LANDMARK_HEEL, (PlumbPoint) { 3, 4 });
  plumb_pose_set (plumb_poses_ensure (poses, 10), PLUMB_LANDMARK_HIP, (PlumbPoint) { 5, 6 });
  g_assert_true (plumb_poses_find (poses, 30, PLUMB_LANDMARK_HEEL, &at));
  g_assert_cmpfloat (at.x_px, ==, 3);
  g_assert_true (plumb_poses_find (poses, 70, PLUMB_LANDMARK_HEEL, &at));
  g_assert_cmpfloat (at.x_px, ==, 1);
  g_assert_true (plumb_poses_find (poses, 90, PLUMB_LANDMARK_HEEL, &at));
  g_assert_cmpfloat (at.x_px, ==, 1);
  g_assert_false (plumb_poses_find (poses, 30, PLUMB_LANDMARK_HIP, &at));
  g_assert_false (plumb_poses_find (poses, 30, PLUMB_LANDMARK_TOE, &at));
}

static void
test_poses_are_ordered (void)
{
  static const gint64 frames[] = { 30, 10, 20, 10, 0, 40 };
  g_autoptr (PlumbPoses) poses = plumb_poses_new ();

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    g_assert_cmpint (plumb_poses_ensure (poses, frames[i])->frame, ==, frames[i]);
  g_assert_cmpuint (poses->poses->len, ==, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (g_array_index (poses->poses, PlumbPose, i).frame, ==, 10 * i);
  g_assert_null (plumb_poses_get (poses, 15));
  g_assert_nonnull (plumb_poses_get (poses, 20));
}

static void
test_from_marks (void)
{
  PlumbPoint spine[] = { { 1, 1 }, { 2, 2 }, { 3, 3 } };
  PlumbPoint hip[] = { { 10, 10 }, { 20, 20 }, { 30, 30 } };
  PlumbPoint again = { 21, 21 };
  PlumbPoint plate[] = { { 758, 890 }, { 758 + 54, 890 + 72 } };
  PlumbPoint line[] = { { 0, 0 }, { 9, 9 } };
  PlumbMark *marks[] = {
    plumb_mark_new (1, 5, PLUMB_MARK_SPINE, PLUMB_LANDMARK_NONE, spine, 3),
    plumb_mark_new (2, 5, PLUMB_MARK_HIP_ANGLE, PLUMB_LANDMARK_NONE, hip, 3),
    plumb_mark_new (3, 5, PLUMB_MARK_POINT, PLUMB_LANDMARK_HIP, &again, 1),
    plumb_mark_new (4, 6, PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, plate, 2),
    plumb_mark_new (5, 7, PLUMB_MARK_OUTLINE, PLUMB_LANDMARK_NONE, worked_outline_neutral, 7),
    plumb_mark_new (6, 8, PLUMB_MARK_LINE, PLUMB_LANDMARK_NONE, line, 2),
  };
  g_autoptr (PlumbPoses) poses = plumb_poses_new ();
  PlumbPoint at;

  plumb_pose_set (plumb_poses_ensure (poses, 99), PLUMB_LANDMARK_HIP, again);
  plumb_poses_set_marks (poses, marks, G_N_ELEMENTS (marks), 450);
  g_assert_null (plumb_poses_get (poses, 99));
  g_assert_null (plumb_poses_get (poses, 8));
  g_assert_true (plumb_poses_find (poses, 5, PLUMB_LANDMARK_T12_L1, &at));
  g_assert_cmpfloat (at.x_px, ==, 2);
  g_assert_true (plumb_poses_find (poses, 5, PLUMB_LANDMARK_HIP, &at));
  g_assert_cmpfloat (at.x_px, ==, 21);
  g_assert_true (plumb_poses_find (poses, 6, PLUMB_LANDMARK_BAR, &at));
  g_assert_cmpfloat (at.y_px, ==, 890);
  g_assert_cmpuint (plumb_poses_get (poses, 7)->n_outline, ==, 7);
  g_assert_cmpint (poses->scale.kind, ==, PLUMB_SCALE_PLATE);
  g_assert_cmpfloat (poses->scale.plate_radius_px, ==, 90);
  g_assert_cmpfloat (poses->scale.plate_diameter_mm, ==, 450);

  /* The plate is deleted: its scale goes with it. */
  plumb_poses_set_marks (poses, marks, 3, 450);
  g_assert_cmpint (poses->scale.kind, ==, PLUMB_SCALE_NONE);
  /* Without a diameter a plate is no scale, but still the bar. */
  plumb_poses_set_marks (poses, marks, 4, 0);
  g_assert_cmpint (poses->scale.kind, ==, PLUMB_SCALE_NONE);
  g_assert_true (plumb_poses_find (poses, 6, PLUMB_LANDMARK_BAR, &at));
  /* A scale in one plane was told, and stays. */
  poses->scale = (PlumbScale) { .kind = PLUMB_SCALE_ONE_PLANE, .mm_per_px = 2 };
  plumb_poses_set_marks (poses, marks, 3, 450);
  g_assert_cmpint (poses->scale.kind, ==, PLUMB_SCALE_ONE_PLANE);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    plumb_mark_unref (marks[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/landmark/keys", test_keys);
  g_test_add_func ("/mark/looks", test_looks);
  g_test_add_func ("/mark/immutable", test_mark_is_immutable);
  g_test_add_func ("/mark/references", test_mark_references);
  g_test_add_func ("/mark/points-stand-for", test_points_stand_for);
  g_test_add_func ("/poses/feet-are-carried", test_feet_are_carried);
  g_test_add_func ("/poses/ordered", test_poses_are_ordered);
  g_test_add_func ("/poses/from-marks", test_from_marks);
  return g_test_run ();
}
