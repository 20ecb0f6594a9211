/* The value that stands beside an angle on the picture; see mark-label.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "mark-label.h"

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

char *
plumb_mark_label (const PlumbMark     *mark,
                  const PlumbCriteria *criteria)
{
  const PlumbPoint *p = mark->points;
  double a, c, beta, u, s[3];

  if ((mark->kind != PLUMB_MARK_ANGLE && mark->kind != PLUMB_MARK_HIP_ANGLE
       && mark->kind != PLUMB_MARK_SPINE)
      || mark->n_points < 3)
    return NULL;
  a = hypot (p[0].x_px - p[1].x_px, p[0].y_px - p[1].y_px);
  c = hypot (p[2].x_px - p[1].x_px, p[2].y_px - p[1].y_px);
  if (a <= 0 || c <= 0)
    return NULL;
  beta = atan2 ((p[0].x_px - p[1].x_px) * (p[2].y_px - p[1].y_px)
                    - (p[0].y_px - p[1].y_px) * (p[2].x_px - p[1].x_px),
                (p[0].x_px - p[1].x_px) * (p[2].x_px - p[1].x_px)
                    + (p[0].y_px - p[1].y_px) * (p[2].y_px - p[1].y_px));
  beta = fabs (beta);
  for (guint i = 0; i < 3; i++)
    s[i] = click_sd (mark, i, criteria);
  /* criteria.md 3.1: three-point angle, marking error only. */
  u = sqrt (s[0] * s[0] / (a * a) + s[2] * s[2] / (c * c)
            + s[1] * s[1] * (1 / (a * a) + 1 / (c * c) - 2 * cos (beta) / (a * c)));
  if (mark->kind == PLUMB_MARK_SPINE)
    beta = G_PI - beta;
  return g_strdup_printf ("%.0f° ± %.0f°", beta * DEG, ceil (2 * u * DEG));
}
