/* Writing marks files: what poses-json.c reads back as the same poses.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "poses-json.h"

#include <json-glib/json-glib.h>

static void
add_number (JsonBuilder *builder,
            gboolean     has,
            const char  *member,
            double       value)
{
  if (!has)
    return;
  json_builder_set_member_name (builder, member);
  json_builder_add_double_value (builder, value);
}

static void
add_point_value (JsonBuilder *builder,
                 PlumbPoint   at)
{
  json_builder_begin_array (builder);
  json_builder_add_double_value (builder, at.x_px);
  json_builder_add_double_value (builder, at.y_px);
  json_builder_end_array (builder);
}

static void
add_point (JsonBuilder *builder,
           gboolean     has,
           const char  *member,
           PlumbPoint   at)
{
  if (!has)
    return;
  json_builder_set_member_name (builder, member);
  add_point_value (builder, at);
}

static void
begin_member (JsonBuilder *builder,
              const char  *member)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
}

static void
write_scale (JsonBuilder      *builder,
             const PlumbScale *scale)
{
  if (scale->kind == PLUMB_SCALE_NONE)
    return;
  begin_member (builder, "scale");
  add_number (builder, scale->kind == PLUMB_SCALE_ONE_PLANE, "mm_per_px", scale->mm_per_px);
  if (scale->kind == PLUMB_SCALE_PLATE)
    {
      begin_member (builder, "plate");
      add_number (builder, TRUE, "diameter_mm", scale->plate_diameter_mm);
      add_point (builder, TRUE, "centre_px", scale->plate_centre);
      add_number (builder, TRUE, "radius_px", scale->plate_radius_px);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
write_camera (JsonBuilder       *builder,
              const PlumbCamera *camera)
{
  begin_member (builder, "camera");
  add_number (builder, camera->has_distance, "distance_m", camera->distance_m);
  add_number (builder, camera->has_roll, "roll_deg", camera->roll_deg);
  add_number (builder, camera->has_lens, "lens_mm", camera->lens_mm);
  add_number (builder, camera->has_yaw, "yaw_deg", camera->yaw_deg);
  add_point (builder, camera->has_principal, "principal_px", camera->principal_px);
  add_number (builder, camera->has_fps, "fps", camera->fps);
  json_builder_end_object (builder);
}

static void
write_click_sds (JsonBuilder      *builder,
                 const PlumbPoses *poses)
{
  begin_member (builder, "click_sd_px");
  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    add_number (builder, poses->click_sd_px[i] > 0, plumb_landmark_key ((PlumbLandmark) i),
                poses->click_sd_px[i]);
  add_number (builder, poses->outline_sd_px > 0, "outline", poses->outline_sd_px);
  json_builder_end_object (builder);
}

static void
write_moments (JsonBuilder      *builder,
               const PlumbPoses *poses)
{
  begin_member (builder, "moments");
  for (guint i = 0; i < PLUMB_N_MOMENTS; i++)
    {
      json_builder_set_member_name (builder, plumb_moment_key ((PlumbMoment) i));
      if (poses->moments[i] >= 0)
        json_builder_add_int_value (builder, poses->moments[i]);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);
}

static void
write_copied (JsonBuilder     *builder,
              const PlumbPose *pose)
{
  if (pose->copied == 0 && !pose->outline_copied)
    return;
  json_builder_set_member_name (builder, "copied");
  json_builder_begin_array (builder);
  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    if ((pose->copied & (1u << i)) != 0)
      json_builder_add_string_value (builder, plumb_landmark_key ((PlumbLandmark) i));
  if (pose->outline_copied)
    json_builder_add_string_value (builder, "outline");
  json_builder_end_array (builder);
}

static void
write_pose (JsonBuilder     *builder,
            const PlumbPose *pose)
{
  g_autofree char *frame = g_strdup_printf ("%" G_GINT64_FORMAT, pose->frame);

  begin_member (builder, frame);
  for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
    add_point (builder, (pose->set & (1u << i)) != 0, plumb_landmark_key ((PlumbLandmark) i),
               pose->at[i]);
  if (pose->n_outline > 0)
    {
      json_builder_set_member_name (builder, "outline");
      json_builder_begin_array (builder);
      for (guint i = 0; i < pose->n_outline; i++)
        add_point_value (builder, pose->outline[i]);
      json_builder_end_array (builder);
    }
  write_copied (builder, pose);
  json_builder_end_object (builder);
}

char *
plumb_poses_to_json (const PlumbPoses *poses)
{
  g_return_val_if_fail (poses != NULL, NULL);

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, PLUMB_MARKS_FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, PLUMB_MARKS_VERSION);
  if (poses->lift != NULL)
    {
      json_builder_set_member_name (builder, "lift");
      json_builder_add_string_value (builder, poses->lift);
    }
  if (poses->width_px > 0 && poses->height_px > 0)
    {
      begin_member (builder, "image");
      json_builder_set_member_name (builder, "width");
      json_builder_add_int_value (builder, poses->width_px);
      json_builder_set_member_name (builder, "height");
      json_builder_add_int_value (builder, poses->height_px);
      json_builder_end_object (builder);
    }
  write_scale (builder, &poses->scale);
  write_camera (builder, &poses->camera);
  add_point (builder, poses->has_origin, "origin_px", poses->origin_px);
  write_click_sds (builder, poses);
  write_moments (builder, poses);
  begin_member (builder, "frames");
  for (guint i = 0; i < poses->poses->len; i++)
    write_pose (builder, &g_array_index (poses->poses, PlumbPose, i));
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
