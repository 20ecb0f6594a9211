/* Whatever is marked, entered or written into a criteria file: no answer is NaN,
 * what has no value says why, and a file that is not read says where.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <string.h>

#include "worked.h"

#define N_POSES 4000
#define N_FRAMES 24

static const char *const files[] = { "conventional.criteria", "sumo.criteria",
                                     "romanian.criteria", "stiff-leg.criteria" };

static void
draw_camera (GRand      *rand,
             PlumbPoses *poses)
{
  PlumbCamera *camera = &poses->camera;

  camera->has_distance = g_rand_boolean (rand);
  camera->distance_m = g_rand_int_range (rand, 0, 4) == 0 ? 0.5 : 5;
  camera->has_roll = g_rand_boolean (rand);
  camera->has_yaw = g_rand_boolean (rand);
  camera->yaw_deg = g_rand_int_range (rand, 0, 4) == 0 ? 12 : 0;
  camera->has_principal = g_rand_boolean (rand);
  camera->principal_px = (PlumbPoint) { 960, 540 };
  camera->has_fps = g_rand_boolean (rand);
  camera->fps = g_rand_int_range (rand, 0, 3) * 30;
  poses->width_px = g_rand_int_range (rand, 0, 3) == 0 ? 0 : 1920;
  poses->height_px = g_rand_int_range (rand, 0, 3) == 0 ? 0 : 1080;
  poses->scale.kind = g_rand_int_range (rand, 0, 3);
  poses->scale.mm_per_px = g_rand_int_range (rand, 0, 5) == 0 ? 0 : 2.5;
  poses->scale.plate_diameter_mm = g_rand_int_range (rand, 0, 5) == 0 ? 380 : 450;
  poses->scale.plate_radius_px = g_rand_int_range (rand, 0, 5) == 0 ? 0 : 90;
  poses->click_sd_px[PLUMB_LANDMARK_HIP] = g_rand_int_range (rand, 0, 3);
  poses->outline_sd_px = g_rand_int_range (rand, 0, 3);
}

/* A setup somewhere on its way up, with marks that lack or lie on one another. */
static void
draw_frame (GRand      *rand,
            PlumbPoses *poses,
            gint64      frame)
{
  static const WorkedSetup *const setups[] = { &worked_a, &worked_b, &worked_c, &worked_a2 };
  PlumbPose *pose = plumb_poses_ensure (poses, frame);
  double up_px = frame < 4 ? 0 : 15.0 * (double) (frame - 4);
  PlumbPoint outline[G_N_ELEMENTS (worked_outline_rounded)];

  add_worked_setup (poses, frame, setups[g_rand_int_range (rand, 0, G_N_ELEMENTS (setups))]);
  plumb_pose_set (pose, PLUMB_LANDMARK_ELBOW, (PlumbPoint) { 780, 730 });
  for (int k = 0; k < PLUMB_N_LANDMARKS; k++)
    {
      if (k > PLUMB_LANDMARK_KNEE)
        pose->at[k].y_px -= up_px;
      if (g_rand_int_range (rand, 0, 40) == 0)
        pose->at[k] = pose->at[g_rand_int_range (rand, 0, PLUMB_N_LANDMARKS)];
      if (g_rand_int_range (rand, 0, 25) == 0)
        pose->set &= ~(1u << k);
    }
  for (guint i = 0; i < G_N_ELEMENTS (outline); i++)
    outline[i] = g_rand_int_range (rand, 0, 60) == 0 ? worked_outline_rounded[0]
                                                     : worked_outline_rounded[i];
  if (g_rand_int_range (rand, 0, 30) == 0)
    outline[G_N_ELEMENTS (outline) - 1] = outline[0];
  if (g_rand_int_range (rand, 0, 4) != 0)
    plumb_pose_set_outline (pose, outline, g_rand_int_range (rand, 0, 4) == 0
                                             ? 2 : G_N_ELEMENTS (outline));
}

static PlumbPoses *
draw_poses (GRand *rand)
{
  PlumbPoses *poses = plumb_poses_new ();
  gboolean all = g_rand_boolean (rand);
  const gint64 usual[] = { 0, 4, 14, 20, 21, 22, 23 };

  draw_camera (rand, poses);
  for (gint64 f = 0; f < N_FRAMES; f++)
    if (all || g_rand_int_range (rand, 0, 3) == 0)
      draw_frame (rand, poses, f);
  for (guint m = 0; m < PLUMB_N_MOMENTS; m++)
    {
      poses->moments[m] = g_rand_int_range (rand, 0, 4) == 0 ? -1 : usual[m];
      if (g_rand_int_range (rand, 0, 12) == 0)
        poses->moments[m] = g_rand_int_range (rand, 0, N_FRAMES);
    }
  /* Sometimes nothing but the outline says which way the lifter faces. */
  if (g_rand_int_range (rand, 0, 12) == 0)
    for (guint i = 0; i < poses->poses->len; i++)
      g_array_index (poses->poses, PlumbPose, i).set &= 1u << PLUMB_LANDMARK_BAR;
  return poses;
}

static void
check_answers (const PlumbChecks *checks,
               PlumbCriteria     *criteria)
{
  for (guint i = 0; i < checks->measures->len; i++)
    {
      const PlumbMeasure *measure = checks->measures->pdata[i];
      g_autofree char *text = plumb_measure_missing_text (measure, NULL);

      if (!measure->has_value && text == NULL)
        g_test_message ("%s says nothing", measure->id);
      g_assert_true (measure->has_value || text != NULL);
      g_assert_true (measure->has_value == (measure->verdict != PLUMB_VERDICT_NOT_MEASURABLE));
      g_assert_true (isfinite (measure->p_good) && isfinite (measure->p_fault));
      if (measure->has_value)
        g_assert_true (isfinite (measure->value) && isfinite (measure->u) && measure->u > 0);
    }
  for (guint i = 0; i < plumb_criteria_n_groups (criteria); i++)
    g_assert_cmpint (plumb_checks_group_verdict (checks, plumb_criteria_group (criteria, i)), <=,
                     PLUMB_VERDICT_DATA);
}

static void
test_poses (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260603);

  for (guint c = 0; c < G_N_ELEMENTS (files); c++)
    {
      g_autoptr (PlumbCriteria) criteria = load_shipped_criteria (files[c]);

      g_assert_nonnull (plumb_criteria_name (criteria));
      for (guint i = 0; i < N_POSES / G_N_ELEMENTS (files); i++)
        {
          g_autoptr (PlumbPoses) poses = draw_poses (rand);
          g_autoptr (PlumbChecks) checks = plumb_check (poses, criteria);
          g_autoptr (PlumbChecks) again = plumb_check (poses, criteria);

          check_answers (checks, criteria);
          /* Same input, same result. */
          g_assert_cmpuint (checks->measures->len, ==, again->measures->len);
          g_assert_cmpuint (checks->findings->len, ==, again->findings->len);
        }
    }
  plumb_checks_free (NULL);
}

static void
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbCriteria) criteria
    = plumb_criteria_parse ("file", text, strlen (text), NULL, &error);

  if (criteria != NULL)
    return;
  g_assert_error (error, PLUMB_CRITERIA_ERROR, error->code);
  g_assert_true (g_str_has_prefix (error->message, "file:"));
}

/* Each line of a shipped file left out, emptied, doubled or with other words. */
static void
test_criteria (void)
{
  static const char *const values[] = { "", "x", "1", "-;-;1;2", "1;-;-;-", "-;-;2;-", "1;2;3",
                                        "nan", "1e999", "true;", ";", "\xff" };
  g_autofree char *path = g_build_filename (g_getenv ("PLUMBLINE_SOURCE_DIR"), "data", "criteria",
                                            files[0], NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = lines[i];
      g_autofree char *key = g_strndup (line, strcspn (line, "="));
      g_autofree char *joined = NULL;

      if (*line == '#' || *line == '\0')
        continue;
      lines[i] = (char *) "";
      joined = g_strjoinv ("\n", lines);
      parse (joined);
      for (guint k = 0; k < G_N_ELEMENTS (values); k++)
        {
          g_autofree char *other = g_strconcat (key, "=", values[k], NULL);
          g_autofree char *changed = NULL;

          lines[i] = other;
          changed = g_strjoinv ("\n", lines);
          parse (changed);
        }
      lines[i] = line;
    }
}

static void
test_odd_files (void)
{
  static const char *const odd[] = { "", "[", "[]", "[a\t]\n", "[a[b]\n", "[Criteria]x\n", "=1\n",
                                     "[Criteria]\n=1\n", "[Criteria]\nVersion\n", "\xff\xfe",
                                     "[Criteria]\nVersion=1\n[Criteria]\n" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (plumb_criteria_parse ("file", odd[i], strlen (odd[i]), NULL, &error));
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, "file:"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/any-input/poses", test_poses);
  g_test_add_func ("/any-input/criteria", test_criteria);
  g_test_add_func ("/any-input/odd-files", test_odd_files);
  return g_test_run ();
}
