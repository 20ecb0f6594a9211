/* Sizes of pictures in a view.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pose.h"

#include "track.h"

#define MAX_HALVINGS 6

PlumbPose
plumb_pose_fit (const PlumbVideoInfo *info,
                int                   view_width_px,
                int                   view_height_px)
{
  PlumbPose pose = { info->width_px, info->height_px, info->rotation_deg, info->mirrored };
  gint64    w = info->width_px, h = info->height_px;
  if (view_width_px <= 0 || view_height_px <= 0 || (w <= view_width_px && h <= view_height_px))
    return pose;
  if (w * view_height_px > h * view_width_px)
    {
      pose.height_px = (int) MAX (1, plumb_scale_round (h, view_width_px, w));
      pose.width_px = view_width_px;
    }
  else
    {
      pose.width_px = (int) MAX (1, plumb_scale_round (w, view_height_px, h));
      pose.height_px = view_height_px;
    }
  return pose;
}

void
plumb_pose_stored_size (const PlumbPose *pose,
                        int             *width_px,
                        int             *height_px)
{
  gboolean turned = pose->rotation_deg == 90 || pose->rotation_deg == 270;
  *width_px = turned ? pose->height_px : pose->width_px;
  *height_px = turned ? pose->width_px : pose->height_px;
}

guint
plumb_pose_halvings (const PlumbPose *pose,
                     int              stored_width_px,
                     int              stored_height_px)
{
  int   width, height;
  guint halvings = 0;
  plumb_pose_stored_size (pose, &width, &height);
  while (halvings < MAX_HALVINGS && stored_width_px >> (halvings + 1) >= width &&
         stored_height_px >> (halvings + 1) >= height)
    halvings++;
  return halvings;
}
