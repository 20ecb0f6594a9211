/* The value that stands beside a mark on the picture; see mark-label.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mark-label.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DEFAULT_CLICK_SD_PX 4.0
#define DEG (180.0 / G_PI)

static double
click_sd (const PlumbMark     *mark,
          guint                index,
          const PlumbCriteria *criteria)
{
  const PlumbLandmark landmark = plumb_mark_point_landmark (mark, index);

  if (criteria == NULL || landmark == PLUMB_LANDMARK_NONE)
    return DEFAULT_CLICK_SD_PX;
  return plumb_criteria_click_sd_px (criteria, landmark);
}

/* criteria.md 3.1: three-point angle, marking error only; radians. FALSE where an
 * arm has no length. */
static gboolean
measure_angle (const PlumbMark     *mark,
               const PlumbCriteria *criteria,
               double              *beta,
               double              *u)
{
  const PlumbPoint *p = mark->points;
  const double a = hypot (p[0].x_px - p[1].x_px, p[0].y_px - p[1].y_px);
  const double c = hypot (p[2].x_px - p[1].x_px, p[2].y_px - p[1].y_px);
  double s[3];

  if (a <= 0 || c <= 0)
    return FALSE;
  *beta = atan2 ((p[0].x_px - p[1].x_px) * (p[2].y_px - p[1].y_px)
                     - (p[0].y_px - p[1].y_px) * (p[2].x_px - p[1].x_px),
                 (p[0].x_px - p[1].x_px) * (p[2].x_px - p[1].x_px)
                     + (p[0].y_px - p[1].y_px) * (p[2].y_px - p[1].y_px));
  *beta = fabs (*beta);
  for (guint i = 0; i < 3; i++)
    s[i] = click_sd (mark, i, criteria);
  *u = sqrt (s[0] * s[0] / (a * a) + s[2] * s[2] / (c * c)
             + s[1] * s[1] * (1 / (a * a) + 1 / (c * c) - 2 * cos (*beta) / (a * c)));
  return TRUE;
}

static char *
label_angle (const PlumbMark     *mark,
             const PlumbCriteria *criteria)
{
  double beta, u;

  if (!measure_angle (mark, criteria, &beta, &u))
    return NULL;
  if (mark->kind == PLUMB_MARK_SPINE)
    beta = G_PI - beta;
  return g_strdup_printf ("%.0f° ± %.0f°", beta * DEG, ceil (2 * u * DEG));
}

double
plumb_mark_u_deg (const PlumbMark *mark,
                  PlumbReview     *review)
{
  double beta, u;

  if ((mark->kind != PLUMB_MARK_ANGLE && mark->kind != PLUMB_MARK_HIP_ANGLE) || mark->n_points < 3
      || !measure_angle (mark, plumb_review_criteria (review), &beta, &u))
    return 0;
  return u * DEG;
}

/* The smaller angle to the true vertical or horizontal, 0° to 90°. */
static char *
label_to_axis (const PlumbMark *mark,
               double           roll_deg)
{
  const double dx = mark->points[1].x_px - mark->points[0].x_px;
  const double dy = mark->points[1].y_px - mark->points[0].y_px;
  const double length = hypot (dx, dy);
  const double roll = roll_deg / DEG;
  double angle;

  if (length <= 0)
    return NULL;
  angle = asin (MIN (fabs (dy * cos (roll) - dx * sin (roll)) / length, 1));
  if (mark->kind == PLUMB_MARK_TO_VERTICAL)
    angle = G_PI_2 - angle;
  /* Both ends are clicked. */
  return g_strdup_printf ("%.0f° ± %.0f°", angle * DEG,
                          ceil (2 * G_SQRT2 * DEFAULT_CLICK_SD_PX / length * DEG));
}

/* In the plane of the plate; in pixels when nothing says how large they are. */
static char *
label_distance (const PlumbMark  *mark,
                const PlumbScale *scale,
                PlumbLengthUnit   unit)
{
  const double length = hypot (mark->points[1].x_px - mark->points[0].x_px,
                               mark->points[1].y_px - mark->points[0].y_px);
  const double u_px = G_SQRT2 * DEFAULT_CLICK_SD_PX;
  double mm_per_px, share, u_mm;

  if (scale->kind == PLUMB_SCALE_PLATE && scale->plate_radius_px > 0)
    {
      mm_per_px = scale->plate_diameter_mm / (2 * scale->plate_radius_px);
      /* The diameter lies between two clicks on the rim. */
      share = u_px / (2 * scale->plate_radius_px);
    }
  else if (scale->kind == PLUMB_SCALE_ONE_PLANE)
    {
      mm_per_px = scale->mm_per_px;
      share = 0;
    }
  else
    return g_strdup_printf (_("%.0f ± %.0f px"), length, ceil (2 * u_px));
  u_mm = 2 * mm_per_px * hypot (u_px, length * share);
  if (unit == PLUMB_LENGTH_IN)
    return g_strdup_printf (_("%.1f ± %.1f in"), plumb_plate_to_unit (length * mm_per_px, unit),
                            ceil (plumb_plate_to_unit (u_mm, unit) * 10) / 10);
  return g_strdup_printf (_("%.0f ± %.0f mm"), length * mm_per_px, ceil (u_mm));
}

char *
plumb_mark_label (const PlumbMark *mark,
                  PlumbReview     *review)
{
  const double roll_deg = plumb_review_filming (review).camera_roll_deg;

  switch (mark->kind)
    {
    case PLUMB_MARK_ANGLE:
    case PLUMB_MARK_HIP_ANGLE:
    case PLUMB_MARK_SPINE:
      return mark->n_points < 3 ? NULL : label_angle (mark, plumb_review_criteria (review));
    case PLUMB_MARK_TO_VERTICAL:
    case PLUMB_MARK_TO_HORIZONTAL:
      return mark->n_points < 2 ? NULL : label_to_axis (mark, isnan (roll_deg) ? 0 : roll_deg);
    case PLUMB_MARK_DISTANCE:
      return mark->n_points < 2 ? NULL
                                : label_distance (mark, &plumb_review_poses (review)->scale,
                                                  plumb_review_length_unit (review));
    case PLUMB_MARK_POINT:
    case PLUMB_MARK_OUTLINE:
    case PLUMB_MARK_PLATE:
    case PLUMB_MARK_LINE:
    case PLUMB_MARK_PLUMB:
    case PLUMB_MARK_ARROW:
    case PLUMB_MARK_RECTANGLE:
    case PLUMB_MARK_ELLIPSE:
    case PLUMB_MARK_FREEHAND:
    case PLUMB_MARK_TEXT:
    case PLUMB_N_MARK_KINDS:
    default:
      return NULL;
    }
}

const char *
plumb_mark_title (const PlumbMark *mark)
{
  static const char *const names[PLUMB_N_MARK_KINDS] = {
    [PLUMB_MARK_POINT] = N_("Point"),
    [PLUMB_MARK_SPINE] = N_("Spine line"),
    [PLUMB_MARK_HIP_ANGLE] = N_("Hip angle"),
    [PLUMB_MARK_OUTLINE] = N_("Back outline"),
    [PLUMB_MARK_PLATE] = N_("Plate"),
    [PLUMB_MARK_LINE] = N_("Line"),
    [PLUMB_MARK_ANGLE] = N_("Angle"),
    [PLUMB_MARK_PLUMB] = N_("Plumb line"),
    [PLUMB_MARK_TO_VERTICAL] = N_("Angle to the vertical"),
    [PLUMB_MARK_TO_HORIZONTAL] = N_("Angle to the horizontal"),
    [PLUMB_MARK_DISTANCE] = N_("Distance"),
    [PLUMB_MARK_ARROW] = N_("Arrow"),
    [PLUMB_MARK_RECTANGLE] = N_("Rectangle"),
    [PLUMB_MARK_ELLIPSE] = N_("Ellipse"),
    [PLUMB_MARK_FREEHAND] = N_("Freehand"),
    [PLUMB_MARK_TEXT] = N_("Text"),
  };

  if (mark->kind == PLUMB_MARK_POINT && mark->landmark != PLUMB_LANDMARK_NONE)
    return _(plumb_landmark_name (mark->landmark));
  return _(names[mark->kind]);
}
