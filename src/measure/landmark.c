/* Keys, names and hints of landmarks and key moments.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "landmark.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *key;
  const char *name;
  const char *hint;
} landmarks[] = {
  [PLUMB_LANDMARK_HEEL] = { "heel", N_("Heel"),
    N_("The rear edge of the shoe at the sole. The plate hides it at the start: mark it in the "
       "lockout frame.") },
  [PLUMB_LANDMARK_TOE] = { "toe", N_("Toe"),
    N_("The front tip of the shoe at the sole. The plate hides it at the start: mark it in the "
       "lockout frame.") },
  [PLUMB_LANDMARK_ANKLE] = { "ankle", N_("Ankle"),
    N_("The widest point above the shoe. If the plate hides it, mark it in the lockout frame.") },
  [PLUMB_LANDMARK_KNEE] = { "knee", N_("Knee"),
    N_("The centre of the knee, about 2 cm above the joint crease.") },
  [PLUMB_LANDMARK_HIP] = { "hip", N_("Hip"),
    N_("The bony point in the middle of the side of the hip; follow the crease of the shorts.") },
  [PLUMB_LANDMARK_ACROMION] = { "acr", N_("Shoulder"),
    N_("The tip of the shoulder, where the seam of the shirt ends; not the bulge of the arm.") },
  [PLUMB_LANDMARK_SCAPULA] = { "inf", N_("Shoulder blade, lower tip"),
    N_("The lower corner of the shoulder blade; on a shirt, a third of the way from shoulder to "
       "waist on the outline of the back.") },
  [PLUMB_LANDMARK_C7] = { "c7", N_("Base of the neck"),
    N_("The bump at the base of the neck, at the lower edge of the collar, on the outline.") },
  [PLUMB_LANDMARK_T12_L1] = { "tl", N_("Lowest rib"),
    N_("The outline of the back at the level of the lowest rib; a tape mark is best.") },
  [PLUMB_LANDMARK_S1] = { "s1", N_("Top of the sacrum"),
    N_("The outline of the back at the top of the waistband; a tape mark is best.") },
  [PLUMB_LANDMARK_BAR] = { "bar", N_("Bar"),
    N_("The centre of the near plate: fit the circle to its rim rather than click the centre.") },
  [PLUMB_LANDMARK_ELBOW] = { "elbow", N_("Elbow"),
    N_("The bony point on the outside of the elbow.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (landmarks) == PLUMB_N_LANDMARKS);

static const struct
{
  const char *key;
  const char *name;
} moments[] = {
  [PLUMB_MOMENT_SET] = { "set", N_("Setup") },
  [PLUMB_MOMENT_LIFT_OFF] = { "lift_off", N_("Lift-off") },
  [PLUMB_MOMENT_KNEE_PASS] = { "knee_pass", N_("Bar at knee") },
  [PLUMB_MOMENT_LOCKOUT] = { "lockout", N_("Lockout") },
  [PLUMB_MOMENT_NEUTRAL] = { "neutral", N_("Neutral hinge") },
  [PLUMB_MOMENT_STANDING] = { "standing", N_("Standing upright") },
  [PLUMB_MOMENT_MAXFLEX] = { "maxflex", N_("Toe touch") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (moments) == PLUMB_N_MOMENTS);

static gboolean
is_landmark (PlumbLandmark landmark)
{
  return (int) landmark >= 0 && landmark < PLUMB_N_LANDMARKS;
}

static gboolean
is_moment (PlumbMoment moment)
{
  return (int) moment >= 0 && moment < PLUMB_N_MOMENTS;
}

const char *
plumb_landmark_key (PlumbLandmark landmark)
{
  g_return_val_if_fail (is_landmark (landmark), NULL);

  return landmarks[landmark].key;
}

const char *
plumb_landmark_name (PlumbLandmark landmark)
{
  g_return_val_if_fail (is_landmark (landmark), NULL);

  return landmarks[landmark].name;
}

const char *
plumb_landmark_hint (PlumbLandmark landmark)
{
  g_return_val_if_fail (is_landmark (landmark), NULL);

  return landmarks[landmark].hint;
}

PlumbLandmark
plumb_landmark_from_key (const char *key)
{
  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    if (g_strcmp0 (landmarks[i].key, key) == 0)
      return (PlumbLandmark) i;

  return PLUMB_LANDMARK_NONE;
}

const char *
plumb_moment_key (PlumbMoment moment)
{
  g_return_val_if_fail (is_moment (moment), NULL);

  return moments[moment].key;
}

const char *
plumb_moment_name (PlumbMoment moment)
{
  g_return_val_if_fail (is_moment (moment), NULL);

  return moments[moment].name;
}

PlumbMoment
plumb_moment_from_key (const char *key)
{
  for (guint i = 0; i < PLUMB_N_MOMENTS; i++)
    if (g_strcmp0 (moments[i].key, key) == 0)
      return (PlumbMoment) i;

  return PLUMB_MOMENT_NONE;
}
