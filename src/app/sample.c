/* The sample lift; see sample.h. The clip was drawn from the same description
 * that the marks are taken from here, so they lie on its joints.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sample.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clip.h"
#include "data-files.h"

/* Marked between lift-off and knee-pass, for the hips against the bar. */
#define N_PULL_FRAMES 5

typedef struct
{
  PlumbReview *review;
  PlumbLift   *lift;
  GError     **error;
} Filler;

static gboolean
add_mark (Filler           *filler,
          gint64            frame,
          PlumbMarkKind     kind,
          PlumbLandmark     landmark,
          const PlumbPoint *points,
          guint             n_points)
{
  g_autoptr (PlumbMark) mark = plumb_mark_new (0, frame, kind, landmark, points, n_points);

  return plumb_review_add_mark (filler->review, mark, filler->error) != 0;
}

static gboolean
add_landmarks (Filler              *filler,
               gint64               frame,
               const PlumbLandmark *landmarks,
               guint                n_landmarks)
{
  PlumbLiftPose pose;

  if (frame < 0)
    return TRUE;
  plumb_lift_pose_at (filler->lift, frame, &pose);
  for (guint i = 0; i < n_landmarks; i++)
    if (!add_mark (filler, frame, PLUMB_MARK_POINT, landmarks[i], &pose.at_px[landmarks[i]], 1))
      return FALSE;
  return TRUE;
}

static gboolean
add_outline (Filler *filler,
             gint64  frame)
{
  PlumbLiftPose pose;

  plumb_lift_pose_at (filler->lift, frame, &pose);
  return add_mark (filler, frame, PLUMB_MARK_OUTLINE, PLUMB_LANDMARK_NONE, pose.outline_px,
                   PLUMB_LIFT_N_OUTLINE);
}

static gboolean
add_plate (Filler *filler,
           gint64  frame)
{
  PlumbLiftPose pose;
  PlumbPoint points[2];

  plumb_lift_pose_at (filler->lift, frame, &pose);
  points[0] = pose.at_px[PLUMB_LANDMARK_BAR];
  points[1] = (PlumbPoint) { points[0].x_px + pose.plate_radius_px, points[0].y_px };
  return add_mark (filler, frame, PLUMB_MARK_PLATE, PLUMB_LANDMARK_NONE, points, 2);
}

static gboolean
add_marks (Filler *filler)
{
  static const PlumbLandmark feet[]
      = { PLUMB_LANDMARK_HEEL, PLUMB_LANDMARK_TOE, PLUMB_LANDMARK_ANKLE };
  static const PlumbLandmark body[]
      = { PLUMB_LANDMARK_KNEE, PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_ACROMION,
          PLUMB_LANDMARK_SCAPULA, PLUMB_LANDMARK_BAR };
  static const PlumbLandmark pull[]
      = { PLUMB_LANDMARK_KNEE, PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_ACROMION, PLUMB_LANDMARK_BAR };
  const gint64 set = plumb_lift_moment (filler->lift, PLUMB_MOMENT_SET);
  const gint64 lift_off = plumb_lift_moment (filler->lift, PLUMB_MOMENT_LIFT_OFF);
  const gint64 knee_pass = plumb_lift_moment (filler->lift, PLUMB_MOMENT_KNEE_PASS);
  const gint64 lockout = plumb_lift_moment (filler->lift, PLUMB_MOMENT_LOCKOUT);

  if (!add_plate (filler, set)
      || !add_landmarks (filler, lockout, feet, G_N_ELEMENTS (feet))
      || !add_landmarks (filler, set, body, G_N_ELEMENTS (body))
      || !add_outline (filler, set)
      || !add_landmarks (filler, lift_off, body, G_N_ELEMENTS (body))
      || !add_outline (filler, lift_off))
    return FALSE;
  for (int i = 1; i <= N_PULL_FRAMES; i++)
    if (!add_landmarks (filler, lift_off + (knee_pass - lift_off) * i / N_PULL_FRAMES, pull,
                        G_N_ELEMENTS (pull)))
      return FALSE;
  return TRUE;
}

static gboolean
fill_review (Filler                 *filler,
             const PlumbClipOptions *options)
{
  const PlumbFilming filming = {
    .plate_diameter_mm = 450,
    .camera_distance_m = options->camera.distance_m,
    .camera_roll_deg = options->camera.roll_deg,
    .camera_yaw_deg = NAN,
    .load_kg = 110,
  };

  if (!plumb_review_set_filming (filler->review, &filming, filler->error))
    return FALSE;
  for (int m = 0; m < PLUMB_N_MOMENTS; m++)
    {
      const gint64 frame = plumb_lift_moment (filler->lift, (PlumbMoment) m);

      if (frame >= 0
          && !plumb_review_set_moment (filler->review, (PlumbMoment) m, frame, filler->error))
        return FALSE;
    }
  return add_marks (filler)
         && plumb_review_set_notes (
             filler->review,
             _("A drawn lift to try things on: step with Left and Right, move a point, and watch "
               "the checks.\n\nFelt it in the low back on the last rep. Talked about pulling the "
               "slack out before the bar moves."),
             filler->error);
}

/* The first finding is confirmed, as a coach would have done. */
static gboolean
confirm_first (PlumbReview *review,
               int          width_px,
               int          height_px,
               double       fps,
               GError     **error)
{
  g_autoptr (PlumbCriteria) criteria = plumb_data_load_criteria ("conventional", NULL, error);
  const PlumbChecks *checks;

  if (criteria == NULL)
    return FALSE;
  plumb_review_set_picture (review, width_px, height_px, fps);
  plumb_review_set_criteria (review, criteria);
  checks = plumb_review_checks (review);
  if (checks == NULL || checks->findings->len == 0)
    return TRUE;
  return plumb_review_decide (review, ((PlumbFinding *) checks->findings->pdata[0])->id,
                              PLUMB_DECISION_CONFIRMED, error);
}

static gint64
find_athlete (PlumbLibrary *library,
              const char   *name,
              GError      **error)
{
  GListModel *athletes = plumb_library_athletes (library);
  g_autoptr (PlumbAthlete) added = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (athletes); i++)
    {
      g_autoptr (PlumbAthlete) athlete = g_list_model_get_item (athletes, i);

      if (g_str_equal (plumb_athlete_name (athlete), name))
        return plumb_athlete_id (athlete);
    }
  added = plumb_library_add_athlete (library, name, error);
  return added != NULL ? plumb_athlete_id (added) : 0;
}

PlumbReview *
plumb_sample_open (PlumbLibrary *library,
                   GError      **error)
{
  g_autofree char *path = plumb_data_file ("sample/sample-lift.mp4");
  g_autoptr (PlumbReview) review = NULL;
  g_autoptr (PlumbLift) lift = NULL;
  PlumbClipOptions options;
  gint64 athlete;
  gboolean filled;

  if (path == NULL)
    {
      g_set_error (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
                   _("The sample lift is not where Plumbline was installed"));
      return NULL;
    }
  athlete = find_athlete (library, _("Sample Athlete"), error);
  if (athlete == 0)
    return NULL;
  review = plumb_library_review_file (library, path, athlete, error);
  if (review == NULL)
    return NULL;
  if (plumb_review_marks (review)->len > 0 || *plumb_review_notes (review) != '\0')
    return g_steal_pointer (&review);

  plumb_clip_options_init_sample (&options);
  lift = plumb_lift_new (&options);
  plumb_review_begin_group (review);
  filled = fill_review (&(Filler) { review, lift, error }, &options)
           && confirm_first (review, options.width_px, options.height_px,
                             (double) options.fps_n / options.fps_d, error);
  if (!plumb_review_end_group (review, filled ? error : NULL) || !filled)
    return NULL;
  return g_steal_pointer (&review);
}
