/* The next step towards a measure; see missing-step.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "missing-step.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static gboolean
is_foot (PlumbLandmark landmark)
{
  return landmark == PLUMB_LANDMARK_HEEL || landmark == PLUMB_LANDMARK_TOE
         || landmark == PLUMB_LANDMARK_ANKLE;
}

/* Some frame of the pull, where marks after lift-off are wanted: the bar at the
 * knee, else a quarter of the way up. */
static gint64
find_pull_frame (PlumbReview *review)
{
  const gint64 off = plumb_review_moment (review, PLUMB_MOMENT_LIFT_OFF);
  const gint64 knee = plumb_review_moment (review, PLUMB_MOMENT_KNEE_PASS);
  const gint64 lockout = plumb_review_moment (review, PLUMB_MOMENT_LOCKOUT);

  if (off < 0 || knee > off)
    return knee;
  return off + (lockout > off ? MAX ((lockout - off) / 4, 1) : 1);
}

/* One thing that is missing, as a step. */
static PlumbMissingStep
read_key (PlumbReview        *review,
          const PlumbMeasure *measure,
          const char         *key)
{
  const PlumbLandmark landmark = plumb_landmark_from_key (key);
  const gint64 lockout = plumb_review_moment (review, PLUMB_MOMENT_LOCKOUT);
  PlumbMissingStep step = { .moment = PLUMB_MOMENT_NONE,
                            .landmark = landmark,
                            .frame = measure->frame };

  if (step.frame < 0 && measure->moment != PLUMB_MOMENT_NONE)
    step.frame = plumb_review_moment (review, measure->moment);
  if (landmark != PLUMB_LANDMARK_NONE)
    {
      step.kind = PLUMB_MISSING_LANDMARK;
      if (g_strv_contains ((const char *const *) measure->missing, "after:lift_off"))
        step.frame = find_pull_frame (review);
      if (is_foot (landmark) && lockout >= 0)
        step.frame = lockout;
    }
  else if (g_str_has_prefix (key, "moment:"))
    {
      step.kind = PLUMB_MISSING_MOMENT;
      step.moment = plumb_moment_from_key (key + strlen ("moment:"));
    }
  else if (g_str_equal (key, "scale"))
    {
      const gint64 set = plumb_review_moment (review, PLUMB_MOMENT_SET);

      step.kind = PLUMB_MISSING_SCALE;
      /* There the plate says where the bar is before the pull, too. */
      if (set >= 0)
        step.frame = set;
    }
  else if (g_str_equal (key, "outline"))
    step.kind = PLUMB_MISSING_OUTLINE;
  else if (g_str_equal (key, "rate"))
    step.kind = PLUMB_MISSING_FILMING;
  return step;
}

PlumbMissingStep
plumb_missing_step_find (PlumbReview        *review,
                         const PlumbMeasure *measure)
{
  PlumbMissingStep best = { .moment = PLUMB_MOMENT_NONE,
                            .landmark = PLUMB_LANDMARK_NONE,
                            .frame = -1 };

  g_return_val_if_fail (PLUMB_IS_REVIEW (review) && measure != NULL, best);

  for (guint i = 0; measure->missing[i] != NULL; i++)
    {
      const PlumbMissingStep step = read_key (review, measure, measure->missing[i]);

      if (step.kind != PLUMB_MISSING_NOTHING
          && (best.kind == PLUMB_MISSING_NOTHING || step.kind < best.kind))
        best = step;
    }
  if (best.kind == PLUMB_MISSING_NOTHING && measure->refused != NULL
      && plumb_review_filming (review).camera_distance_m <= 0)
    best.kind = PLUMB_MISSING_FILMING;
  return best;
}

char *
plumb_missing_step_label (const PlumbMissingStep *step)
{
  g_return_val_if_fail (step != NULL, NULL);

  switch (step->kind)
    {
    case PLUMB_MISSING_MOMENT:
      /* Translators: a key moment that is to be set: "Set: Lift-off". */
      return g_strdup_printf (_("Set: %s"), _(plumb_moment_name (step->moment)));
    case PLUMB_MISSING_LANDMARK:
      /* Translators: a landmark that is to be marked: "Mark: Knee". */
      return g_strdup_printf (_("Mark: %s"), _(plumb_landmark_name (step->landmark)));
    case PLUMB_MISSING_OUTLINE:
      return g_strdup (_("Trace the back"));
    case PLUMB_MISSING_SCALE:
      return g_strdup (_("Mark the plate"));
    case PLUMB_MISSING_FILMING:
      return g_strdup (_("Scale and camera…"));
    default:
      return NULL;
    }
}
