/* Reading marks files.
 *
 * The reader keeps the way to the member it is at, for messages; it stops at
 * the first error. Members that it does not know are passed over.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "poses-json.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* json-glib calls itself for each level, up to the end of the stack. */
#define MAX_DEPTH 32
/* More than any camera has. */
#define MAX_PICTURE_PX 100000

G_DEFINE_QUARK (plumb-json-error-quark, plumb_json_error)

typedef struct
{
  GPtrArray  *path;  /* of char *, owned */
  PlumbPoses *poses;
  GError    **error;
} Reader;

static gboolean
fail (Reader     *reader,
      const char *reason)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < reader->path->len; i++)
    g_string_append_printf (path, "%s%s", i > 0 ? "." : "", (char *) reader->path->pdata[i]);
  g_set_error (reader->error, PLUMB_JSON_ERROR, PLUMB_JSON_ERROR_CONTENT, "%s%s%s",
               path->str, path->len > 0 ? ": " : "", reason);
  g_string_free (path, TRUE);
  return FALSE;
}

static void
enter (Reader     *reader,
       const char *member)
{
  g_ptr_array_add (reader->path, g_strdup (member));
}

static void
leave (Reader *reader)
{
  g_ptr_array_set_size (reader->path, reader->path->len - 1);
}

static gboolean
is_number (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         (json_node_get_value_type (node) == G_TYPE_INT64 ||
          json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

/* A member that is missing or null is unknown. */
static JsonNode *
find_member (JsonObject *object,
             const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static gboolean
read_number (Reader     *reader,
             JsonObject *object,
             const char *member,
             gboolean   *has,
             double     *out)
{
  JsonNode *node = find_member (object, member);

  if (has != NULL)
    *has = node != NULL;
  if (node == NULL)
    return TRUE;
  enter (reader, member);
  if (!is_number (node) || !isfinite (json_node_get_double (node)))
    return fail (reader, "a number wanted");
  *out = json_node_get_double (node);
  leave (reader);
  return TRUE;
}

/* A number above 0; `required` if it must be there. */
static gboolean
read_positive (Reader     *reader,
               JsonObject *object,
               const char *member,
               gboolean    required,
               gboolean   *has,
               double     *out)
{
  gboolean there = FALSE;

  if (!read_number (reader, object, member, &there, out))
    return FALSE;
  if (has != NULL)
    *has = there;
  enter (reader, member);
  if (!there && required)
    return fail (reader, "the member is missing");
  if (there && !(*out > 0))
    return fail (reader, "a number above 0 wanted");
  leave (reader);
  return TRUE;
}

static gboolean
is_near_picture (const Reader *reader,
                 PlumbPoint    at)
{
  double width = reader->poses->width_px > 0 ? reader->poses->width_px : MAX_PICTURE_PX;
  double height = reader->poses->height_px > 0 ? reader->poses->height_px : MAX_PICTURE_PX;

  return at.x_px >= -width && at.x_px <= 2 * width && at.y_px >= -height && at.y_px <= 2 * height;
}

/* At the path as it stands. */
static gboolean
read_point_node (Reader     *reader,
                 JsonNode   *node,
                 PlumbPoint *out)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) != 2 ||
      !is_number (json_array_get_element (array, 0)) ||
      !is_number (json_array_get_element (array, 1)))
    return fail (reader, "two numbers wanted");
  out->x_px = json_array_get_double_element (array, 0);
  out->y_px = json_array_get_double_element (array, 1);
  if (!isfinite (out->x_px) || !isfinite (out->y_px))
    return fail (reader, "two numbers wanted");
  if (!is_near_picture (reader, *out))
    return fail (reader, "the point is outside the picture by more than its size");
  return TRUE;
}

static gboolean
read_point (Reader     *reader,
            JsonObject *object,
            const char *member,
            gboolean   *has,
            PlumbPoint *out)
{
  JsonNode *node = find_member (object, member);

  *has = node != NULL;
  if (node == NULL)
    return TRUE;
  enter (reader, member);
  if (!read_point_node (reader, node, out))
    return FALSE;
  leave (reader);
  return TRUE;
}

/* Enters the member; `out` stays NULL where it is unknown. */
static gboolean
enter_object (Reader      *reader,
              JsonObject  *object,
              const char  *member,
              JsonObject **out)
{
  JsonNode *node = find_member (object, member);

  *out = NULL;
  enter (reader, member);
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (reader, "an object wanted");
  *out = json_node_get_object (node);
  return TRUE;
}

static gboolean
read_size (Reader     *reader,
           JsonObject *image,
           const char *member,
           int        *out)
{
  double value = 0;
  gboolean has = FALSE;

  if (!read_positive (reader, image, member, TRUE, &has, &value))
    return FALSE;
  enter (reader, member);
  if (value != floor (value) || value > MAX_PICTURE_PX)
    return fail (reader, "a whole number of pixels wanted");
  *out = (int) value;
  leave (reader);
  return TRUE;
}

static gboolean
read_image (Reader     *reader,
            JsonObject *root)
{
  JsonObject *image = NULL;

  if (!enter_object (reader, root, "image", &image))
    return FALSE;
  if (image != NULL && (!read_size (reader, image, "width", &reader->poses->width_px) ||
                        !read_size (reader, image, "height", &reader->poses->height_px)))
    return FALSE;
  leave (reader);
  return TRUE;
}

static gboolean
read_plate (Reader     *reader,
            JsonObject *scale)
{
  PlumbScale *out = &reader->poses->scale;
  JsonObject *plate = NULL;
  gboolean has = FALSE;

  if (!enter_object (reader, scale, "plate", &plate))
    return FALSE;
  if (plate != NULL)
    {
      if (!read_positive (reader, plate, "diameter_mm", TRUE, NULL, &out->plate_diameter_mm) ||
          !read_point (reader, plate, "centre_px", &has, &out->plate_centre) ||
          !read_positive (reader, plate, "radius_px", TRUE, NULL, &out->plate_radius_px))
        return FALSE;
      out->kind = PLUMB_SCALE_PLATE;
    }
  leave (reader);
  return TRUE;
}

static gboolean
read_scale (Reader     *reader,
            JsonObject *root)
{
  PlumbScale *out = &reader->poses->scale;
  JsonObject *scale = NULL;
  gboolean has = FALSE;

  if (!enter_object (reader, root, "scale", &scale))
    return FALSE;
  if (scale != NULL)
    {
      if (!read_positive (reader, scale, "mm_per_px", FALSE, &has, &out->mm_per_px) ||
          !read_plate (reader, scale))
        return FALSE;
      if (has && out->kind == PLUMB_SCALE_PLATE)
        return fail (reader, "either mm_per_px or plate wanted, not both");
      if (has)
        out->kind = PLUMB_SCALE_ONE_PLANE;
    }
  leave (reader);
  return TRUE;
}

/* Its 35 mm equivalent, or the angle that it sees across the longer side. */
static gboolean
read_lens (Reader     *reader,
           JsonObject *camera)
{
  PlumbCamera *out = &reader->poses->camera;
  double view_deg = 0;
  gboolean has_view = FALSE;

  if (!read_positive (reader, camera, "lens_mm", FALSE, &out->has_lens, &out->lens_mm) ||
      !read_positive (reader, camera, "view_deg", FALSE, &has_view, &view_deg))
    return FALSE;
  if (!has_view)
    return TRUE;
  enter (reader, "view_deg");
  if (out->has_lens)
    return fail (reader, "either lens_mm or view_deg wanted, not both");
  if (view_deg >= 180)
    return fail (reader, "an angle below 180 wanted");
  leave (reader);
  out->has_lens = TRUE;
  out->lens_mm = plumb_lens_mm (view_deg);
  return TRUE;
}

static gboolean
read_camera (Reader     *reader,
             JsonObject *root)
{
  PlumbCamera *out = &reader->poses->camera;
  JsonObject *camera = NULL;

  if (!enter_object (reader, root, "camera", &camera))
    return FALSE;
  if (camera != NULL &&
      (!read_positive (reader, camera, "distance_m", FALSE, &out->has_distance,
                       &out->distance_m) ||
       !read_number (reader, camera, "roll_deg", &out->has_roll, &out->roll_deg) ||
       !read_number (reader, camera, "yaw_deg", &out->has_yaw, &out->yaw_deg) ||
       !read_point (reader, camera, "principal_px", &out->has_principal, &out->principal_px) ||
       !read_positive (reader, camera, "fps", FALSE, &out->has_fps, &out->fps) ||
       !read_lens (reader, camera)))
    return FALSE;
  leave (reader);
  return TRUE;
}

static gboolean
read_click_sds (Reader     *reader,
                JsonObject *root)
{
  JsonObject *sds = NULL;

  if (!enter_object (reader, root, "click_sd_px", &sds))
    return FALSE;
  for (guint i = 0; sds != NULL && i < PLUMB_N_LANDMARKS; i++)
    if (!read_positive (reader, sds, plumb_landmark_key ((PlumbLandmark) i), FALSE, NULL,
                        &reader->poses->click_sd_px[i]))
      return FALSE;
  if (sds != NULL &&
      !read_positive (reader, sds, "outline", FALSE, NULL, &reader->poses->outline_sd_px))
    return FALSE;
  leave (reader);
  return TRUE;
}

static gboolean
read_moments (Reader     *reader,
              JsonObject *root)
{
  JsonObject *moments = NULL;

  if (!enter_object (reader, root, "moments", &moments))
    return FALSE;
  for (guint i = 0; moments != NULL && i < PLUMB_N_MOMENTS; i++)
    {
      const char *key = plumb_moment_key ((PlumbMoment) i);
      JsonNode *node = find_member (moments, key);

      if (node == NULL)
        continue;
      enter (reader, key);
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 ||
          json_node_get_int (node) < 0)
        return fail (reader, "a frame number or null wanted");
      reader->poses->moments[i] = json_node_get_int (node);
      leave (reader);
    }
  leave (reader);
  return TRUE;
}

static gboolean
read_outline (Reader     *reader,
              JsonObject *frame,
              PlumbPose  *pose)
{
  JsonNode *node = find_member (frame, "outline");

  if (node == NULL)
    return TRUE;
  enter (reader, "outline");
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (reader, "a list of points wanted");

  JsonArray *array = json_node_get_array (node);
  guint n = json_array_get_length (array);
  g_autofree PlumbPoint *points = g_new0 (PlumbPoint, n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *index = g_strdup_printf ("%u", i);

      enter (reader, index);
      if (!read_point_node (reader, json_array_get_element (array, i), &points[i]))
        return FALSE;
      leave (reader);
    }
  plumb_pose_set_outline (pose, points, n);
  leave (reader);
  return TRUE;
}

/* The landmarks of the frame that were copied from another one and not moved. */
static gboolean
read_copied (Reader     *reader,
             JsonObject *frame,
             PlumbPose  *pose)
{
  JsonNode *node = find_member (frame, "copied");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                  : NULL;

  if (node == NULL)
    return TRUE;
  enter (reader, "copied");
  if (array == NULL)
    return fail (reader, "a list of landmarks wanted");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      const char *key = JSON_NODE_HOLDS_VALUE (item) &&
                        json_node_get_value_type (item) == G_TYPE_STRING
                          ? json_node_get_string (item) : NULL;
      PlumbLandmark landmark = key != NULL ? plumb_landmark_from_key (key) : PLUMB_LANDMARK_NONE;

      if (key == NULL)
        return fail (reader, "a list of landmarks wanted");
      if (landmark != PLUMB_LANDMARK_NONE)
        pose->copied |= pose->set & (1u << landmark) & ~PLUMB_FEET;
      pose->outline_copied |= strcmp (key, "outline") == 0 && pose->n_outline > 0;
    }
  leave (reader);
  return TRUE;
}

static gboolean
read_frame (Reader     *reader,
            JsonObject *frames,
            const char *member)
{
  JsonObject *frame = NULL;
  gint64 number = 0;

  if (!enter_object (reader, frames, member, &frame))
    return FALSE;
  if (!g_ascii_string_to_signed (member, 10, 0, G_MAXINT64 - 1, &number, NULL))
    return fail (reader, "a frame number wanted as the member's name");
  if (frame != NULL)
    {
      PlumbPose *pose = plumb_poses_ensure (reader->poses, number);

      for (guint i = 0; i < PLUMB_N_LANDMARKS; i++)
        {
          PlumbPoint at;
          gboolean has = FALSE;

          if (!read_point (reader, frame, plumb_landmark_key ((PlumbLandmark) i), &has, &at))
            return FALSE;
          if (has)
            plumb_pose_set (pose, (PlumbLandmark) i, at);
        }
      if (!read_outline (reader, frame, pose) || !read_copied (reader, frame, pose))
        return FALSE;
    }
  leave (reader);
  return TRUE;
}

static gboolean
read_frames (Reader     *reader,
             JsonObject *root)
{
  JsonObject *frames = NULL;

  if (!enter_object (reader, root, "frames", &frames))
    return FALSE;

  g_autoptr (GList) members = frames != NULL ? json_object_get_members (frames) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    if (!read_frame (reader, frames, l->data))
      return FALSE;
  leave (reader);
  return TRUE;
}

static gboolean
read_lift (Reader     *reader,
           JsonObject *root)
{
  JsonNode *node = find_member (root, "lift");

  if (node == NULL)
    return TRUE;
  enter (reader, "lift");
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (reader, "a text wanted");
  reader->poses->lift = json_node_dup_string (node);
  leave (reader);
  return TRUE;
}

static gboolean
check_format (JsonNode  *root,
              GError   **error)
{
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
                         ? json_node_get_object (root) : NULL;
  JsonNode *format = object != NULL ? find_member (object, "format") : NULL;
  JsonNode *version = object != NULL ? find_member (object, "version") : NULL;

  if (format == NULL || !JSON_NODE_HOLDS_VALUE (format) ||
      json_node_get_value_type (format) != G_TYPE_STRING ||
      strcmp (json_node_get_string (format), PLUMB_MARKS_FORMAT) != 0)
    {
      g_set_error (error, PLUMB_JSON_ERROR, PLUMB_JSON_ERROR_FORMAT,
                   "format: \"" PLUMB_MARKS_FORMAT "\" wanted");
      return FALSE;
    }
  if (!is_number (version) || json_node_get_double (version) != PLUMB_MARKS_VERSION)
    {
      g_set_error (error, PLUMB_JSON_ERROR, PLUMB_JSON_ERROR_FORMAT,
                   "version: this Plumbline reads version %d", /* no words */
                   PLUMB_MARKS_VERSION);
      return FALSE;
    }
  return TRUE;
}

/* json-glib says "<data>:LINE:COLUMN: what". */
static void
set_syntax_error (GError     **error,
                  const char  *message)
{
  guint line = 0;
  guint column = 0;
  int skip = 0;

  if (sscanf (message, "<data>:%u:%u: %n", &line, &column, &skip) == 2 && skip > 0)
    g_set_error (error, PLUMB_JSON_ERROR, PLUMB_JSON_ERROR_SYNTAX,
                 "line %u, column %u: %s", /* no words */
                 line, column, message + skip);
  else
    g_set_error_literal (error, PLUMB_JSON_ERROR, PLUMB_JSON_ERROR_SYNTAX, message);
}

/* (nullable) What json-glib would take, and we do not. */
static const char *
find_trouble (const char *text,
              gsize       length)
{
  guint depth = 0;
  gboolean quoted = FALSE;
  gboolean done = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (done && !g_ascii_isspace (text[i]))
        return "more than one value";
      if (quoted && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        quoted = !quoted;
      else if (!quoted && (text[i] == '[' || text[i] == '{') && ++depth > MAX_DEPTH)
        return "nested too deep";
      else if (!quoted && (text[i] == ']' || text[i] == '}') && depth > 0)
        done = --depth == 0;
    }
  return NULL;
}

PlumbPoses *
plumb_poses_from_json (const char  *text,
                       gssize       length,
                       GError     **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  const char *trouble = find_trouble (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local = NULL;

  if (trouble != NULL)
    {
      g_set_error_literal (error, PLUMB_JSON_ERROR, PLUMB_JSON_ERROR_SYNTAX, trouble);
      return NULL;
    }
  if (!json_parser_load_from_data (parser, text, length, &local))
    {
      set_syntax_error (error, local->message);
      return NULL;
    }
  if (!check_format (json_parser_get_root (parser), error))
    return NULL;

  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  g_autoptr (PlumbPoses) poses = plumb_poses_new ();
  g_autoptr (GPtrArray) path = g_ptr_array_new_with_free_func (g_free);
  Reader reader = { path, poses, error };
  gboolean has_origin = FALSE;

  /* The picture's size first: points are held against it. */
  if (!read_image (&reader, root) || !read_lift (&reader, root) || !read_scale (&reader, root) ||
      !read_camera (&reader, root) || !read_click_sds (&reader, root) ||
      !read_point (&reader, root, "origin_px", &has_origin, &poses->origin_px) ||
      !read_moments (&reader, root) || !read_frames (&reader, root))
    return NULL;
  poses->has_origin = has_origin;
  return g_steal_pointer (&poses);
}
