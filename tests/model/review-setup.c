/* See review-setup.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "review-setup.h"

static const struct
{
  PlumbLandmark landmark;
  PlumbPoint    at;
} points[] = {
  { PLUMB_LANDMARK_HEEL, { 700, 980 } },     { PLUMB_LANDMARK_TOE, { 816, 980 } },
  { PLUMB_LANDMARK_ANKLE, { 724, 950 } },    { PLUMB_LANDMARK_KNEE, { 729.9, 782.1 } },
  { PLUMB_LANDMARK_HIP, { 668.4, 630 } },    { PLUMB_LANDMARK_ACROMION, { 853, 594.2 } },
  { PLUMB_LANDMARK_SCAPULA, { 779.5, 572.6 } }, { PLUMB_LANDMARK_C7, { 862, 567.2 } },
  { PLUMB_LANDMARK_T12_L1, { 762.3, 578.4 } }, { PLUMB_LANDMARK_S1, { 693.4, 590.6 } },
};

static void
add_mark (PlumbReview      *review,
          PlumbMarkKind     kind,
          PlumbLandmark     landmark,
          const PlumbPoint *at,
          guint             n)
{
  g_autoptr (PlumbMark) mark = plumb_mark_new (0, REVIEW_SETUP_FRAME, kind, landmark, at, n);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (plumb_review_add_mark (review, mark, &error), >, 0);
  g_assert_no_error (error);
}

void
review_setup_high_hips (PlumbReview *review)
{
  /* A plate of 450 mm seen with a radius of 90 pixels, from far away. */
  const PlumbPoint plate[] = { { 758, 890 }, { 758, 800 } };
  const PlumbFilming filming = { 450, 200, 0, 0, .camera_yaw_deg = NAN };
  g_autofree char *file = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbCriteria) criteria = plumb_criteria_load (file, NULL, &error);

  g_assert_no_error (error);
  plumb_review_set_criteria (review, criteria);
  plumb_review_set_picture (review, 1920, 1080, 60);
  g_assert_true (plumb_review_set_filming (review, &filming, NULL));
  g_assert_true (
      plumb_review_set_moment (review, PLUMB_MOMENT_LIFT_OFF, REVIEW_SETUP_FRAME, NULL));
  add_mark (review, PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, plate, 2);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    add_mark (review, PLUMB_MARK_POINT, points[i].landmark, &points[i].at, 1);
}
