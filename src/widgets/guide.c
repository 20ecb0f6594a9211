/* The guided setup; see guide.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "guide.h"

struct _PlumbGuide
{
  GArray *skipped; /* of guint: indices of steps, in the order of skipping */
};

#define MOMENT_STEP(moment) { PLUMB_GUIDE_MOMENT, moment, PLUMB_LANDMARK_NONE, 0 }
#define POINT_STEP(moment, landmark) { PLUMB_GUIDE_POINT, moment, landmark, 0 }

/* The feet come from the lockout frame, where the plate does not hide them;
 * the plate gives the bar and the scale at once. */
static const PlumbGuideStep steps[] = {
  MOMENT_STEP (PLUMB_MOMENT_SET),
  MOMENT_STEP (PLUMB_MOMENT_LIFT_OFF),
  MOMENT_STEP (PLUMB_MOMENT_LOCKOUT),
  POINT_STEP (PLUMB_MOMENT_LOCKOUT, PLUMB_LANDMARK_HEEL),
  POINT_STEP (PLUMB_MOMENT_LOCKOUT, PLUMB_LANDMARK_TOE),
  POINT_STEP (PLUMB_MOMENT_LOCKOUT, PLUMB_LANDMARK_ANKLE),
  { PLUMB_GUIDE_PLATE, PLUMB_MOMENT_SET, PLUMB_LANDMARK_NONE, 0 },
  POINT_STEP (PLUMB_MOMENT_SET, PLUMB_LANDMARK_KNEE),
  POINT_STEP (PLUMB_MOMENT_SET, PLUMB_LANDMARK_HIP),
  POINT_STEP (PLUMB_MOMENT_SET, PLUMB_LANDMARK_ACROMION),
  POINT_STEP (PLUMB_MOMENT_SET, PLUMB_LANDMARK_SCAPULA),
  { PLUMB_GUIDE_OUTLINE, PLUMB_MOMENT_SET, PLUMB_LANDMARK_NONE, 0 },
  { PLUMB_GUIDE_CARRY, PLUMB_MOMENT_LIFT_OFF, PLUMB_LANDMARK_NONE, 0 },
  POINT_STEP (PLUMB_MOMENT_LIFT_OFF, PLUMB_LANDMARK_BAR),
  POINT_STEP (PLUMB_MOMENT_LIFT_OFF, PLUMB_LANDMARK_KNEE),
  POINT_STEP (PLUMB_MOMENT_LIFT_OFF, PLUMB_LANDMARK_HIP),
  POINT_STEP (PLUMB_MOMENT_LIFT_OFF, PLUMB_LANDMARK_ACROMION),
  POINT_STEP (PLUMB_MOMENT_LIFT_OFF, PLUMB_LANDMARK_SCAPULA),
  { PLUMB_GUIDE_OUTLINE, PLUMB_MOMENT_LIFT_OFF, PLUMB_LANDMARK_NONE, 0 },
};

PlumbGuide *
plumb_guide_new (void)
{
  PlumbGuide *guide = g_new0 (PlumbGuide, 1);

  guide->skipped = g_array_new (FALSE, FALSE, sizeof (guint));
  return guide;
}

void
plumb_guide_free (PlumbGuide *guide)
{
  g_array_unref (guide->skipped);
  g_free (guide);
}

guint
plumb_guide_n_steps (void)
{
  return G_N_ELEMENTS (steps);
}

static gboolean
was_skipped (const PlumbGuide *guide,
             guint             index)
{
  for (guint i = 0; i < guide->skipped->len; i++)
    if (g_array_index (guide->skipped, guint, i) == index)
      return TRUE;
  return FALSE;
}

/* What cannot be seen at the setup cannot be seen a moment later either. */
static gboolean
is_skipped (const PlumbGuide *guide,
            guint             index)
{
  if (was_skipped (guide, index))
    return TRUE;
  if (steps[index].moment != PLUMB_MOMENT_LIFT_OFF || steps[index].kind == PLUMB_GUIDE_MOMENT)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].moment == PLUMB_MOMENT_SET && steps[i].kind == steps[index].kind
        && steps[i].landmark == steps[index].landmark && was_skipped (guide, i))
      return TRUE;
  return FALSE;
}

static gboolean
has_landmark (const PlumbPose *pose,
              PlumbLandmark    landmark)
{
  return pose != NULL && (pose->set & (1u << landmark)) != 0;
}

/* A copy, until a hand has moved it. */
static void
add_offer (GPtrArray        *offers,
           gint64            to,
           PlumbMarkKind     kind,
           PlumbLandmark     landmark,
           const PlumbPoint *points,
           guint             n_points)
{
  g_autoptr (PlumbMark) mark = plumb_mark_new (0, to, kind, landmark, points, n_points);

  g_ptr_array_add (offers, plumb_mark_with_copied (mark, TRUE));
}

GPtrArray *
plumb_guide_offers (PlumbReview *review)
{
  GPtrArray *offers = g_ptr_array_new_with_free_func ((GDestroyNotify) plumb_mark_unref);
  const gint64 from = plumb_review_moment (review, PLUMB_MOMENT_SET);
  const gint64 to = plumb_review_moment (review, PLUMB_MOMENT_LIFT_OFF);
  const PlumbPoses *poses = plumb_review_poses (review);
  const PlumbPose *set = from >= 0 ? plumb_poses_get (poses, from) : NULL;
  const PlumbPose *there = to >= 0 ? plumb_poses_get (poses, to) : NULL;

  if (set == NULL || to < 0 || from == to)
    return offers;
  /* The feet hold in every frame without being carried. */
  for (int i = PLUMB_LANDMARK_KNEE; i < PLUMB_N_LANDMARKS; i++)
    if (has_landmark (set, (PlumbLandmark) i) && !has_landmark (there, (PlumbLandmark) i))
      add_offer (offers, to, PLUMB_MARK_POINT, (PlumbLandmark) i, &set->at[i], 1);
  if (set->n_outline > 0 && (there == NULL || there->n_outline == 0))
    add_offer (offers, to, PLUMB_MARK_OUTLINE, PLUMB_LANDMARK_NONE, set->outline, set->n_outline);
  return offers;
}

PlumbMark *
plumb_guide_offered_plate (PlumbReview *review)
{
  GPtrArray *marks = plumb_review_marks (review);
  const gint64 here = plumb_review_moment (review, PLUMB_MOMENT_SET);
  const PlumbMark *latest = NULL;
  g_autoptr (PlumbMark) nameless = NULL;

  if (here < 0 || has_landmark (plumb_poses_get (plumb_review_poses (review), here),
                                PLUMB_LANDMARK_BAR))
    return NULL;
  for (guint i = 0; i < marks->len; i++)
    {
      const PlumbMark *mark = marks->pdata[i];

      if (mark->kind == PLUMB_MARK_PLATE && mark->frame < here
          && (latest == NULL || mark->frame > latest->frame))
        latest = mark;
    }
  if (latest == NULL)
    return NULL;
  nameless = plumb_mark_with_id (latest, 0);
  return plumb_mark_in_frame (nameless, here);
}

/* How hip and back move until lift-off is what is measured: taken over unseen
 * they would say that nothing moved. */
static gboolean
has_to_be_seen (const PlumbMark *mark)
{
  return mark->kind == PLUMB_MARK_OUTLINE || mark->landmark == PLUMB_LANDMARK_HIP
         || mark->landmark == PLUMB_LANDMARK_S1 || mark->landmark == PLUMB_LANDMARK_T12_L1
         || mark->landmark == PLUMB_LANDMARK_C7;
}

static gboolean
has_offers (PlumbReview *review)
{
  g_autoptr (GPtrArray) offers = plumb_guide_offers (review);

  for (guint i = 0; i < offers->len; i++)
    if (!has_to_be_seen (offers->pdata[i]))
      return TRUE;
  return FALSE;
}

gboolean
plumb_guide_take_offers (PlumbReview *review,
                         GError     **error)
{
  g_autoptr (GPtrArray) offers = plumb_guide_offers (review);

  plumb_review_begin_group (review);
  for (guint i = 0; i < offers->len; i++)
    if (!has_to_be_seen (offers->pdata[i]))
      plumb_review_add_mark (review, offers->pdata[i], NULL);
  return plumb_review_end_group (review, error);
}

static gboolean
is_done (const PlumbGuideStep *step,
         PlumbReview          *review)
{
  const PlumbPoses *poses = plumb_review_poses (review);
  const gint64 frame = plumb_review_moment (review, step->moment);
  const PlumbPose *pose;
  PlumbPoint there;

  if (frame < 0 || step->kind == PLUMB_GUIDE_MOMENT)
    return frame >= 0;
  switch (step->kind)
    {
    case PLUMB_GUIDE_PLATE:
      /* One of another rep gives the scale, but not where the bar is now. */
      return poses->scale.kind == PLUMB_SCALE_PLATE
             && (plumb_review_n_reps (review) == 1
                 || has_landmark (plumb_poses_get (poses, frame), PLUMB_LANDMARK_BAR));
    case PLUMB_GUIDE_OUTLINE:
      pose = plumb_poses_get (poses, frame);
      return pose != NULL && pose->n_outline > 0;
    case PLUMB_GUIDE_CARRY:
      return !has_offers (review);
    case PLUMB_GUIDE_POINT:
      return plumb_poses_find (poses, frame, step->landmark, &there);
    case PLUMB_GUIDE_MOMENT:
    case PLUMB_GUIDE_DONE:
    default:
      return TRUE;
    }
}

PlumbGuideStep
plumb_guide_next (const PlumbGuide *guide,
                  PlumbReview      *review)
{
  PlumbGuideStep step = { PLUMB_GUIDE_DONE, PLUMB_MOMENT_NONE, PLUMB_LANDMARK_NONE,
                          G_N_ELEMENTS (steps) };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      /* Without its moment a mark has no frame to be made in. */
      const gboolean has_frame = steps[i].kind == PLUMB_GUIDE_MOMENT
                                 || plumb_review_moment (review, steps[i].moment) >= 0;

      if (!has_frame || is_skipped (guide, i) || is_done (&steps[i], review))
        continue;
      step = steps[i];
      step.index = i;
      break;
    }
  return step;
}

void
plumb_guide_skip (PlumbGuide           *guide,
                  const PlumbGuideStep *step)
{
  if (step->kind != PLUMB_GUIDE_DONE && !is_skipped (guide, step->index))
    g_array_append_val (guide->skipped, step->index);
}

gboolean
plumb_guide_unskip (PlumbGuide *guide)
{
  if (guide->skipped->len == 0)
    return FALSE;
  g_array_set_size (guide->skipped, guide->skipped->len - 1);
  return TRUE;
}

gboolean
plumb_guide_find_facing (PlumbReview *review,
                         gboolean    *faces_left)
{
  static const PlumbMoment moments[]
      = { PLUMB_MOMENT_LOCKOUT, PLUMB_MOMENT_SET, PLUMB_MOMENT_LIFT_OFF };
  const PlumbPoses *poses = review != NULL ? plumb_review_poses (review) : NULL;

  for (guint i = 0; poses != NULL && i < G_N_ELEMENTS (moments); i++)
    {
      const gint64 frame = plumb_review_moment (review, moments[i]);
      PlumbPoint heel, toe;

      if (frame < 0 || !plumb_poses_find (poses, frame, PLUMB_LANDMARK_HEEL, &heel)
          || !plumb_poses_find (poses, frame, PLUMB_LANDMARK_TOE, &toe))
        continue;
      if (faces_left != NULL)
        *faces_left = toe.x_px < heel.x_px;
      return TRUE;
    }
  return FALSE;
}
