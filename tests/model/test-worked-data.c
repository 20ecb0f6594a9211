/* The worked examples as they were handed over, as marks files through
 * reading, checking and writing: every metric of the data to 1e-9.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <json-glib/json-glib.h>
#include <string.h>

#include "checks-json.h"
#include "poses-json.h"

typedef struct
{
  const char *metric;
  const char *measure;
} Name;

static const Name setup_names[] = {
  { "trunk_deg", "M3.trunk" },        { "thigh_deg", "M3.thigh" },
  { "shank_deg", "M3.shank" },        { "hip_deg", "M3.hip" },
  { "knee_deg", "M3.knee" },          { "e_bar_pct", "M1.e_bar" },
  { "arm_deg", "M2.arm" },            { "e_scap_pct", "M2.e_scap" },
  { "scap_q", "M2.q" },               { "h_idx", "M3.h_idx" },
  { "hip_over_bar_pct_leg", "M3.h_bar" }, { "kappa_deg", "M5.kappa" },
  { "sagitta_pct", "M5.sagitta" },    { "ham_idx", "M3.ham" },
};

static const Name lift_names[] = {
  { "pre_rise_pct_trunk", "M6.pre_rise" }, { "hip_lead_pct_trunk", "M6.hip_lead" },
  { "trunk_drop_deg", "M6.trunk_drop" },   { "R50", "M6.R50" },
  { "R100", "M6.R100" },                   { "bar_fwd_pct_foot", "M7.fwd" },
  { "bar_back_pct_foot", "M7.back" },      { "bar_max_abs_midfoot_pct", "M7.e_max" },
};

/* (nullable) */
static JsonNode *
load_data (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SHARED_DIR"), "data", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the worked examples are not here");
      return NULL;
    }

  JsonNode *root = json_from_string (text, &error);
  g_assert_no_error (error);
  return root;
}

/* (transfer full) A marks file with these frames (text of a JSON object). */
static char *
wrap_frames (const char *moments,
             const char *frames)
{
  return g_strdup_printf (
    "{\"format\":\"plumbline-marks\",\"version\":1,\"lift\":\"conventional\","
    "\"image\":{\"width\":1920,\"height\":1080},\"scale\":{\"mm_per_px\":2.5},"
    "\"camera\":{\"distance_m\":4,\"roll_deg\":0,\"yaw_deg\":0,\"fps\":60},"
    "\"moments\":{%s},\"frames\":{%s}}", moments, frames);
}

static char *
check_marks (const char *marks)
{
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            "conventional.criteria", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbCriteria) criteria = plumb_criteria_load (path, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (PlumbPoses) poses = plumb_poses_from_json (marks, -1, &error);
  g_assert_no_error (error);
  g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);

  return plumb_checks_to_json (checks);
}

static double
find_value (JsonObject *results,
            const char *measure)
{
  JsonArray *measures = json_object_get_array_member (results, "measures");

  for (guint i = 0; i < json_array_get_length (measures); i++)
    {
      JsonObject *object = json_array_get_object_element (measures, i);

      if (strcmp (json_object_get_string_member (object, "id"), measure) == 0)
        {
          g_assert_false (json_object_get_null_member (object, "value"));
          return json_object_get_double_member (object, "value");
        }
    }
  g_assert_not_reached ();
}

static void
compare (const char *marks,
         JsonObject *expected,
         const Name *names,
         guint       n_names)
{
  g_autofree char *text = check_marks (marks);
  g_autoptr (JsonNode) results = json_from_string (text, NULL);

  for (guint i = 0; i < n_names; i++)
    {
      g_test_message ("%s", names[i].measure);
      g_assert_cmpfloat_with_epsilon (
        find_value (json_node_get_object (results), names[i].measure),
        json_object_get_double_member (expected, names[i].metric), 1e-9);
    }
}

static void
test_setups (void)
{
  g_autoptr (JsonNode) root = load_data ("worked_setups.json");

  if (root == NULL)
    return;
  g_autoptr (GList) names = json_object_get_members (json_node_get_object (root));

  g_assert_cmpuint (g_list_length (names), ==, 4);
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *example = json_object_get_object_member (json_node_get_object (root), l->data);
      g_autofree char *px = json_to_string (json_object_get_member (example, "px"), FALSE);
      g_autofree char *frames = g_strdup_printf ("\"0\":%s", px);
      g_autofree char *marks = wrap_frames ("\"set\":0", frames);

      g_test_message ("%s", (char *) l->data);
      compare (marks, json_object_get_object_member (example, "metrics"), setup_names,
               G_N_ELEMENTS (setup_names));
    }
}

static void
test_lifts (void)
{
  g_autoptr (JsonNode) root = load_data ("worked_sequences.json");

  if (root == NULL)
    return;
  g_autoptr (GList) names = json_object_get_members (json_node_get_object (root));

  g_assert_cmpuint (g_list_length (names), ==, 3);
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *example = json_object_get_object_member (json_node_get_object (root), l->data);
      JsonArray *px = json_object_get_array_member (example, "px");
      g_autoptr (GString) frames = g_string_new ("\"100\":{\"heel\":[700,980],\"toe\":[816,980]}");

      for (guint f = 0; f < json_array_get_length (px); f++)
        {
          g_autofree char *frame = json_to_string (json_array_get_element (px, f), FALSE);
          g_string_append_printf (frames, ",\"%u\":%s", f, frame);
        }

      g_autofree char *marks = wrap_frames (
        "\"set\":0,\"lift_off\":3,\"knee_pass\":8,\"lockout\":9", frames->str);
      g_test_message ("%s", (char *) l->data);
      compare (marks, json_object_get_object_member (example, "expected"), lift_names,
               G_N_ELEMENTS (lift_names));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worked-data/setups", test_setups);
  g_test_add_func ("/worked-data/lifts", test_lifts);
  return g_test_run ();
}
