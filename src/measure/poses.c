/* Poses by frame, in ascending order of frame.
 *
 * Feet do not move and the camera stands still, so heel, toe and ankle that
 * are marked in one frame (the plate hides them at the start) hold for all
 * others; every other landmark holds for its own frame only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "poses.h"

#include <math.h>

/* A frame of 35 mm film is so wide. */
#define FILM_MM 36

static void
clear_pose (gpointer data)
{
  PlumbPose *pose = data;

  g_clear_pointer (&pose->outline, g_free);
}

static GArray *
new_pose_array (void)
{
  GArray *array = g_array_new (FALSE, TRUE, sizeof (PlumbPose));

  g_array_set_clear_func (array, clear_pose);
  return array;
}

PlumbPoses *
plumb_poses_new (void)
{
  PlumbPoses *poses = g_new0 (PlumbPoses, 1);

  for (guint i = 0; i < PLUMB_N_MOMENTS; i++)
    poses->moments[i] = -1;
  poses->poses = new_pose_array ();
  return poses;
}

void
plumb_poses_free (PlumbPoses *poses)
{
  if (poses == NULL)
    return;
  g_free (poses->lift);
  g_array_unref (poses->poses);
  g_free (poses);
}

/* The place of `frame` in the array, or where it would go in. */
static guint
find_place (const PlumbPoses *poses,
            gint64            frame,
            gboolean         *found)
{
  guint low = 0;
  guint high = poses->poses->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (poses->poses, PlumbPose, middle).frame < frame)
        low = middle + 1;
      else
        high = middle;
    }
  *found = low < poses->poses->len &&
           g_array_index (poses->poses, PlumbPose, low).frame == frame;
  return low;
}

PlumbPose *
plumb_poses_ensure (PlumbPoses *poses,
                    gint64      frame)
{
  g_return_val_if_fail (poses != NULL, NULL);

  gboolean found = FALSE;
  guint place = find_place (poses, frame, &found);

  if (!found)
    {
      PlumbPose pose = { .frame = frame };
      g_array_insert_val (poses->poses, place, pose);
    }
  return &g_array_index (poses->poses, PlumbPose, place);
}

const PlumbPose *
plumb_poses_get (const PlumbPoses *poses,
                 gint64            frame)
{
  g_return_val_if_fail (poses != NULL, NULL);

  gboolean found = FALSE;
  guint place = find_place (poses, frame, &found);

  return found ? &g_array_index (poses->poses, PlumbPose, place) : NULL;
}

static gboolean
has_landmark (const PlumbPose *pose,
              PlumbLandmark    landmark)
{
  return pose != NULL && (pose->set & (1u << landmark)) != 0;
}

static const PlumbPose *
find_nearest (const PlumbPoses *poses,
              gint64            frame,
              PlumbLandmark     landmark)
{
  const PlumbPose *best = NULL;

  for (guint i = 0; i < poses->poses->len; i++)
    {
      const PlumbPose *pose = &g_array_index (poses->poses, PlumbPose, i);

      if (has_landmark (pose, landmark) &&
          (best == NULL || ABS (pose->frame - frame) < ABS (best->frame - frame)))
        best = pose;
    }
  return best;
}

gboolean
plumb_poses_find (const PlumbPoses *poses,
                  gint64            frame,
                  PlumbLandmark     landmark,
                  PlumbPoint       *out)
{
  g_return_val_if_fail (poses != NULL && out != NULL, FALSE);
  g_return_val_if_fail ((guint) landmark < PLUMB_N_LANDMARKS, FALSE);

  const PlumbPose *pose = plumb_poses_get (poses, frame);
  gboolean foot = landmark == PLUMB_LANDMARK_HEEL || landmark == PLUMB_LANDMARK_TOE ||
                  landmark == PLUMB_LANDMARK_ANKLE;

  if (!has_landmark (pose, landmark))
    pose = foot ? find_nearest (poses, frame, landmark) : NULL;
  if (pose == NULL)
    return FALSE;
  *out = pose->at[landmark];
  return TRUE;
}

void
plumb_pose_set (PlumbPose    *pose,
                PlumbLandmark landmark,
                PlumbPoint    at)
{
  g_return_if_fail (pose != NULL);
  g_return_if_fail ((guint) landmark < PLUMB_N_LANDMARKS);

  pose->at[landmark] = at;
  pose->set |= 1u << landmark;
  pose->copied &= ~(1u << landmark);
}

void
plumb_pose_set_outline (PlumbPose        *pose,
                        const PlumbPoint *points,
                        guint             n_points)
{
  g_return_if_fail (pose != NULL);

  g_free (pose->outline);
  pose->outline = g_memdup2 (points, n_points * sizeof *points);
  pose->n_outline = n_points;
  pose->outline_copied = FALSE;
}

static void
take_plate (PlumbPoses      *poses,
            const PlumbMark *mark,
            double           plate_diameter_mm)
{
  double radius_px = hypot (mark->points[1].x_px - mark->points[0].x_px,
                            mark->points[1].y_px - mark->points[0].y_px);

  if (!(plate_diameter_mm > 0) || !(radius_px > 0))
    return;
  poses->scale.kind = PLUMB_SCALE_PLATE;
  poses->scale.plate_diameter_mm = plate_diameter_mm;
  poses->scale.plate_centre = mark->points[0];
  poses->scale.plate_radius_px = radius_px;
}

/* A copy does not stand for what was seen. */
static void
take_outline (PlumbPose       *pose,
              const PlumbMark *mark)
{
  if (mark->copied && pose->n_outline > 0 && !pose->outline_copied)
    return;
  plumb_pose_set_outline (pose, mark->points, mark->n_points);
  pose->outline_copied = mark->copied;
}

static void
take_landmark (PlumbPose       *pose,
               const PlumbMark *mark,
               guint            index)
{
  PlumbLandmark landmark = plumb_mark_point_landmark (mark, index);

  if (mark->copied && (pose->set & ~pose->copied & (1u << landmark)) != 0)
    return;
  plumb_pose_set (pose, landmark, mark->points[index]);
  /* Feet stay where they are. */
  if (mark->copied)
    pose->copied |= (1u << landmark) & ~PLUMB_FEET;
}

static void
take_mark (PlumbPoses      *poses,
           const PlumbMark *mark,
           double           plate_diameter_mm)
{
  if (mark->n_points < MAX (1, plumb_mark_kind_n_points (mark->kind)))
    return;

  if (mark->kind == PLUMB_MARK_OUTLINE)
    {
      take_outline (plumb_poses_ensure (poses, mark->frame), mark);
      return;
    }
  for (guint i = 0; i < mark->n_points; i++)
    if (plumb_mark_point_landmark (mark, i) != PLUMB_LANDMARK_NONE)
      take_landmark (plumb_poses_ensure (poses, mark->frame), mark, i);
  if (mark->kind == PLUMB_MARK_PLATE)
    take_plate (poses, mark, plate_diameter_mm);
}

void
plumb_poses_set_marks (PlumbPoses       *poses,
                       PlumbMark *const *marks,
                       guint             n_marks,
                       double            plate_diameter_mm)
{
  g_return_if_fail (poses != NULL);
  g_return_if_fail (marks != NULL || n_marks == 0);

  g_array_set_size (poses->poses, 0);
  /* A scale whose plate mark was deleted must not live on. */
  if (poses->scale.kind == PLUMB_SCALE_PLATE)
    poses->scale = (PlumbScale) { .kind = PLUMB_SCALE_NONE };
  for (guint i = 0; i < n_marks; i++)
    take_mark (poses, marks[i], plate_diameter_mm);
}

double
plumb_focal_px (double equivalent_mm,
                int    width_px)
{
  return equivalent_mm / FILM_MM * width_px;
}

double
plumb_lens_mm (double view_deg)
{
  g_return_val_if_fail (view_deg > 0 && view_deg < 180, 0);

  return 0.5 * FILM_MM / tan (0.5 * view_deg * G_PI / 180);
}

double
plumb_poses_distance_m (const PlumbPoses *poses,
                        double            plate_depth_m)
{
  g_return_val_if_fail (poses != NULL, 0);

  const PlumbScale *scale = &poses->scale;
  const int longer_px = MAX (poses->width_px, poses->height_px);

  if (poses->camera.has_distance)
    return poses->camera.distance_m;
  if (!poses->camera.has_lens || !(poses->camera.lens_mm > 0) || longer_px <= 0 ||
      scale->kind != PLUMB_SCALE_PLATE || !(scale->plate_radius_px > 0))
    return 0;
  return plumb_distance_m (plumb_focal_px (poses->camera.lens_mm, longer_px),
                           scale->plate_diameter_mm, 2 * scale->plate_radius_px, plate_depth_m);
}

double
plumb_distance_m (double focal_px,
                  double plate_diameter_mm,
                  double plate_px,
                  double plate_depth_m)
{
  g_return_val_if_fail (plate_px > 0, 0);

  return focal_px * plate_diameter_mm / plate_px / 1000 + plate_depth_m;
}
