/* One run: a lift with random faults, a camera, and several coaches who click
 * its frames and tape the distance, each with errors of their own. A click is
 * where the landmark is, plus what this coach always misses it by, plus what is
 * new with each click: together the sd of a click, the new part alone that of
 * clicking again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "simulation.h"

#include <math.h>

#include "clip.h"

#define N_COACHES 4
#define WIDTH_PX 1920
#define HEIGHT_PX 1080
#define MM_PER_PX 2.5
#define RIM_SD_PX 1
#define DEG (G_PI / 180)
/* The interval that is stated. */
#define COVERAGE 1.96
#define MAX_FRAMES 400

typedef struct
{
  PlumbCriteria      *criteria;
  const PlumbCapture *capture;
  SimulationWorld     world;
  GRand              *rand;
  GArray             *rows;
} Simulation;

/* One lift and how it was filmed. */
typedef struct
{
  PlumbClipOptions options;
  PlumbLift       *lift;
  gboolean         marked[MAX_FRAMES];
  PlumbPoses      *truth; /* true millimetres, one plane */
  PlumbChecks     *true_checks;
  double           pitch_deg;
  gboolean         knows_distance, knows_roll, knows_yaw; /* whoever filmed it */
} Scene;

static double
draw_normal (GRand *rand)
{
  double u = 1 - g_rand_double (rand);
  double v = g_rand_double (rand);

  return sqrt (-2 * log (u)) * cos (2 * G_PI * v);
}

/* Half of the lifts have this fault, to any degree up to `most`. */
static double
draw_fault (GRand *rand,
            double most)
{
  return g_rand_boolean (rand) ? 0 : g_rand_double_range (rand, 0, most);
}

static gboolean
has_fault (const Simulation *self,
           SimulationWorld   fault)
{
  return self->world == fault || self->world == SIMULATION_ANY_CAMERA;
}

static void
draw_camera (Simulation *self,
             Scene      *scene)
{
  PlumbClipCamera *camera = &scene->options.camera;
  gboolean near = has_fault (self, SIMULATION_DISTANCE);
  gboolean aside = has_fault (self, SIMULATION_OFF_CENTRE);
  gboolean rolled = has_fault (self, SIMULATION_ROLL);
  double off_px = self->capture->principal_sd_ratio * WIDTH_PX;
  GRand *rand = self->rand;

  camera->mm_per_px = MM_PER_PX;
  camera->distance_m = near ? g_rand_double_range (rand, 2.5, 8)
                            : g_rand_double_range (rand, 4, 7);
  scene->knows_distance = !(near || aside) || g_rand_boolean (rand);
  camera->roll_deg = g_rand_double_range (rand, -3, 3);
  scene->knows_roll = !rolled || g_rand_boolean (rand);
  /* Whoever does not enter a yaw has looked that the plates cover each other. */
  scene->knows_yaw = has_fault (self, SIMULATION_YAW);
  camera->yaw_deg = scene->knows_yaw ? g_rand_double_range (rand, -5, 5)
                                     : self->capture->yaw_sd_unknown_deg * draw_normal (rand);
  camera->centre_mm = aside ? g_rand_double_range (rand, -400, 400) : 0;
  camera->has_principal = TRUE;
  camera->principal_px = (PlumbPoint) { WIDTH_PX / 2.0 + off_px * draw_normal (rand),
                                        HEIGHT_PX / 2.0 + off_px * draw_normal (rand) };
  scene->pitch_deg = self->capture->pitch_sd_deg * draw_normal (rand);
}

static void
draw_options (Simulation *self,
              Scene      *scene)
{
  PlumbClipOptions *options = &scene->options;
  GRand *rand = self->rand;

  plumb_clip_options_init (options);
  options->width_px = WIDTH_PX;
  options->height_px = HEIGHT_PX;
  options->tempo = (PlumbLiftTempo) { .still_s = 0.2, .slack_s = 0.3, .pull_s = 1.2,
                                      .hold_s = 0.1 };
  options->facing = g_rand_boolean (rand) ? 1 : -1;
  options->faults = (PlumbLiftFaults) {
    .bar_forward_pct = draw_fault (rand, 30),
    .hips = g_rand_double_range (rand, -1, 1),
    .rounding_deg = draw_fault (rand, 30),
    .hips_before_pct = draw_fault (rand, 22),
    .hips_after_deg = draw_fault (rand, 16),
    .drift_pct = draw_fault (rand, 40),
    .knees_back_deg = g_rand_boolean (rand) ? 0 : g_rand_double_range (rand, -16, 20),
    .bent_arms_deg = draw_fault (rand, 50),
  };
  draw_camera (self, scene);
}

/* The frames that a coach marks: the moments, the bar 25, 50, 75 and 100 mm up,
 * and one more; or all. */
static void
choose_frames (Simulation *self,
               Scene      *scene)
{
  gint64 start = plumb_lift_moment (scene->lift, PLUMB_MOMENT_LIFT_OFF);
  gint64 top = plumb_lift_moment (scene->lift, PLUMB_MOMENT_LOCKOUT);
  gint64 set = plumb_lift_moment (scene->lift, PLUMB_MOMENT_SET);
  double next_mm = 25;
  double start_mm = 0;

  for (gint64 i = set; i <= top; i++)
    {
      PlumbLiftPose pose;

      plumb_lift_pose_at (scene->lift, i, &pose);
      if (i <= start)
        start_mm = pose.at_mm[PLUMB_LANDMARK_BAR].y_px;
      scene->marked[i] = self->world == SIMULATION_TRACKED;
      if (i <= start || pose.at_mm[PLUMB_LANDMARK_BAR].y_px - start_mm < next_mm)
        continue;
      scene->marked[i] |= next_mm <= 100;
      next_mm += 25;
    }
  for (int m = PLUMB_MOMENT_SET; m <= PLUMB_MOMENT_LOCKOUT; m++)
    scene->marked[plumb_lift_moment (scene->lift, m)] = TRUE;
  scene->marked[(plumb_lift_moment (scene->lift, PLUMB_MOMENT_KNEE_PASS) + top) / 2] = TRUE;
}

static void
set_moments (const Scene *scene,
             PlumbPoses  *poses,
             gint64       step)
{
  for (int m = 0; m < PLUMB_N_MOMENTS; m++)
    {
      gint64 frame = plumb_lift_moment (scene->lift, m);

      poses->moments[m] = frame < 0 ? frame : step * frame;
    }
  poses->lift = g_strdup ("conventional");
  poses->camera.has_fps = TRUE;
  poses->camera.fps = 60.0 * (double) step;
}

static gboolean
is_foot (int landmark)
{
  return landmark == PLUMB_LANDMARK_HEEL || landmark == PLUMB_LANDMARK_TOE ||
         landmark == PLUMB_LANDMARK_ANKLE;
}

/* A picture on which a pixel is a millimetre, without any perspective, clicked
 * without any error. Between two frames is always one that is not marked, so that
 * nothing is smoothed: what a smooth curve cuts off the truth is an error too. */
static void
make_truth (Scene *scene)
{
  PlumbPoses *poses = scene->truth = plumb_poses_new ();

  set_moments (scene, poses, 2);
  for (int k = 0; k < PLUMB_N_LANDMARKS; k++)
    poses->click_sd_px[k] = 1e-9;
  poses->outline_sd_px = 1e-9;
  poses->width_px = poses->height_px = 4000;
  poses->scale = (PlumbScale) { .kind = PLUMB_SCALE_ONE_PLANE, .mm_per_px = 1 };
  poses->camera.has_distance = poses->camera.has_roll = poses->camera.has_yaw = TRUE;
  poses->camera.distance_m = 5;
  for (gint64 f = 0; f < plumb_lift_n_frames (scene->lift); f++)
    {
      PlumbPoint outline[PLUMB_LIFT_N_OUTLINE];
      PlumbLiftPose pose;

      if (!scene->marked[f])
        continue;
      plumb_lift_pose_at (scene->lift, f, &pose);
      for (int k = 0; k < PLUMB_N_LANDMARKS; k++)
        plumb_pose_set (plumb_poses_ensure (poses, 2 * f), k,
                        (PlumbPoint) { 2000 + pose.at_mm[k].x_px, 3000 - pose.at_mm[k].y_px });
      for (int k = 0; k < PLUMB_LIFT_N_OUTLINE; k++)
        outline[k] = (PlumbPoint) { 2000 + pose.outline_mm[k].x_px,
                                    3000 - pose.outline_mm[k].y_px };
      plumb_pose_set_outline (plumb_poses_ensure (poses, 2 * f), outline, PLUMB_LIFT_N_OUTLINE);
    }
}

/* A camera that looks down by `pitch` sees the ray through `at` elsewhere. */
static PlumbPoint
tilt (const Scene *scene,
      PlumbPoint   at)
{
  const PlumbClipCamera *camera = &scene->options.camera;
  double f = camera->distance_m * 1000 / camera->mm_per_px;
  double roll = camera->roll_deg * DEG;
  double x = at.x_px - camera->principal_px.x_px;
  double y = at.y_px - camera->principal_px.y_px;
  double u = x * cos (roll) + y * sin (roll);
  double v = -x * sin (roll) + y * cos (roll);
  double c = cos (scene->pitch_deg * DEG);
  double s = sin (scene->pitch_deg * DEG);
  double depth = f * c + v * s;

  u = f * u / depth;
  v = f * (v * c - f * s) / depth;
  return (PlumbPoint) { camera->principal_px.x_px + u * cos (roll) - v * sin (roll),
                        camera->principal_px.y_px + u * sin (roll) + v * cos (roll) };
}

static PlumbPoint
add_error (GRand     *rand,
           PlumbPoint at,
           PlumbPoint common,
           double     sd_px)
{
  return (PlumbPoint) { at.x_px + common.x_px + sd_px * draw_normal (rand),
                        at.y_px + common.y_px + sd_px * draw_normal (rand) };
}

/* Across the edge; the point slides along it unseen. */
static void
mark_outline (Simulation          *self,
              const Scene         *scene,
              const PlumbLiftPose *pose,
              PlumbPose           *to)
{
  PlumbPoint points[PLUMB_LIFT_N_OUTLINE];
  PlumbPoint first = tilt (scene, pose->outline_px[0]);
  PlumbPoint last = tilt (scene, pose->outline_px[PLUMB_LIFT_N_OUTLINE - 1]);
  double chord = hypot (last.x_px - first.x_px, last.y_px - first.y_px);

  for (int k = 0; k < PLUMB_LIFT_N_OUTLINE; k++)
    {
      double error = self->capture->outline_sd_px * draw_normal (self->rand);

      points[k] = tilt (scene, pose->outline_px[k]);
      points[k].x_px += error * (first.y_px - last.y_px) / chord;
      points[k].y_px += error * (last.x_px - first.x_px) / chord;
    }
  plumb_pose_set_outline (to, points, PLUMB_LIFT_N_OUTLINE);
}

static void
enter_camera (Simulation  *self,
              const Scene *scene,
              PlumbPoses  *poses)
{
  const PlumbClipCamera *from = &scene->options.camera;
  PlumbCamera *camera = &poses->camera;
  GRand *rand = self->rand;

  poses->width_px = WIDTH_PX;
  poses->height_px = HEIGHT_PX;
  camera->has_distance = scene->knows_distance;
  camera->distance_m = from->distance_m *
                       (1 + self->capture->distance_sd_ratio * draw_normal (rand));
  camera->has_roll = scene->knows_roll;
  camera->roll_deg = from->roll_deg + self->capture->roll_sd_deg * draw_normal (rand);
  camera->has_yaw = scene->knows_yaw;
  camera->yaw_deg = from->yaw_deg + self->capture->yaw_sd_deg * draw_normal (rand);
}

/* (transfer full) What one coach enters and clicks. */
static PlumbPoses *
mark_scene (Simulation  *self,
            const Scene *scene)
{
  PlumbPoses *poses = plumb_poses_new ();
  gint64 top = plumb_lift_moment (scene->lift, PLUMB_MOMENT_LOCKOUT);
  PlumbPoint common[PLUMB_N_LANDMARKS];
  double again[PLUMB_N_LANDMARKS];

  set_moments (scene, poses, 1);
  enter_camera (self, scene, poses);
  for (int k = 0; k < PLUMB_N_LANDMARKS; k++)
    {
      double click = plumb_criteria_click_sd_px (self->criteria, k);

      again[k] = plumb_criteria_reclick_sd_px (self->criteria, k);
      common[k] = add_error (self->rand, (PlumbPoint) { 0, 0 }, (PlumbPoint) { 0, 0 },
                             sqrt (click * click - again[k] * again[k]));
    }
  for (gint64 f = 0; f < plumb_lift_n_frames (scene->lift); f++)
    {
      PlumbLiftPose pose;

      if (!scene->marked[f])
        continue;
      plumb_lift_pose_at (scene->lift, f, &pose);
      for (int k = 0; k < PLUMB_N_LANDMARKS; k++)
        if (!is_foot (k) || f == top)
          plumb_pose_set (plumb_poses_ensure (poses, f), k,
                          add_error (self->rand, tilt (scene, pose.at_px[k]), common[k],
                                     again[k]));
      mark_outline (self, scene, &pose, plumb_poses_ensure (poses, f));
      if (f == poses->moments[PLUMB_MOMENT_SET])
        poses->scale = (PlumbScale) {
          .kind = PLUMB_SCALE_PLATE,
          .plate_diameter_mm = 450,
          .plate_centre = plumb_poses_ensure (poses, f)->at[PLUMB_LANDMARK_BAR],
          .plate_radius_px = pose.plate_radius_px + RIM_SD_PX * draw_normal (self->rand),
        };
    }
  return poses;
}

static SimulationRow *
ensure_row (GArray     *rows,
            const char *id)
{
  SimulationRow row = { .id = id };

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, SimulationRow, i).id == id)
      return &g_array_index (rows, SimulationRow, i);
  g_array_append_val (rows, row);
  return &g_array_index (rows, SimulationRow, rows->len - 1);
}

static gboolean
is_within (double       value,
           const double band[4],
           guint        low,
           guint        high)
{
  return !(value < band[low]) && !(value > band[high]);
}

static void
count (Simulation         *self,
       const PlumbMeasure *measure,
       const PlumbMeasure *truth)
{
  SimulationRow *row = ensure_row (self->rows, measure->id);
  double error;

  if (!measure->has_value)
    {
      row->n_refused++;
      row->n_silent += measure->refused == NULL && measure->missing[0] == NULL;
      return;
    }
  if (truth == NULL || !truth->has_value)
    return;
  /* "Nothing at all" of something that is not there: no interval to be in. */
  if (measure->value == 0 && truth->value == 0)
    {
      row->n_none++;
      row->n_good += measure->verdict == PLUMB_VERDICT_GOOD;
      return;
    }
  error = measure->value - truth->value;
  row->n++;
  row->n_covered += fabs (error) <= COVERAGE * measure->u;
  row->sum_error += error;
  row->sum_square += error * error;
  row->sum_u += measure->u;
  if (measure->verdict == PLUMB_VERDICT_GOOD)
    {
      row->n_good++;
      row->n_false_good += !is_within (truth->value, measure->band, 1, 2);
    }
  if (measure->verdict == PLUMB_VERDICT_FAULT)
    {
      row->n_fault++;
      row->n_false_fault += is_within (truth->value, measure->band, 0, 3);
    }
}

static void
init_scene (Simulation *self,
            Scene      *scene)
{
  *scene = (Scene) { 0 };
  draw_options (self, scene);
  scene->lift = plumb_lift_new (&scene->options);
  g_assert_cmpint (plumb_lift_n_frames (scene->lift), <, MAX_FRAMES);
  choose_frames (self, scene);
  make_truth (scene);
  scene->true_checks = plumb_check (scene->truth, self->criteria);
}

static void
clear_scene (Scene *scene)
{
  plumb_checks_free (scene->true_checks);
  plumb_poses_free (scene->truth);
  plumb_lift_free (scene->lift);
}

static void
run_lift (Simulation *self)
{
  Scene scene;

  init_scene (self, &scene);
  for (guint i = 0; i < N_COACHES; i++)
    {
      g_autoptr (PlumbPoses) poses = mark_scene (self, &scene);
      g_autoptr (PlumbChecks) checks = plumb_check (poses, self->criteria);

      for (guint k = 0; k < checks->measures->len; k++)
        {
          const PlumbMeasure *measure = checks->measures->pdata[k];

          if (plumb_checks_find (checks, measure->id) == measure)
            count (self, measure, plumb_checks_find (scene.true_checks, measure->id));
        }
    }
  clear_scene (&scene);
}

GArray *
simulation_run (PlumbCriteria  *criteria,
                SimulationWorld world,
                guint           n_lifts,
                guint32         seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Simulation self = { criteria, plumb_criteria_capture (criteria), world, rand,
                      g_array_new (FALSE, TRUE, sizeof (SimulationRow)) };

  for (guint i = 0; i < n_lifts; i++)
    run_lift (&self);
  return self.rows;
}

const SimulationRow *
simulation_find (GArray     *rows,
                 const char *id)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (g_array_index (rows, SimulationRow, i).id, id))
      return &g_array_index (rows, SimulationRow, i);
  return NULL;
}

double
simulation_time_us (PlumbCriteria  *criteria,
                    SimulationWorld world)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (SimulationRow));
  Simulation self = { criteria, plumb_criteria_capture (criteria), world, rand, rows };
  gint64 best = G_MAXINT64;
  Scene scene;

  init_scene (&self, &scene);
  g_autoptr (PlumbPoses) poses = mark_scene (&self, &scene);
  for (guint i = 0; i < 200; i++)
    {
      gint64 start = g_get_monotonic_time ();

      plumb_checks_free (plumb_check (poses, criteria));
      best = MIN (best, g_get_monotonic_time () - start);
    }
  clear_scene (&scene);
  return (double) best;
}
