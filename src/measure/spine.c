/* The curve of the back (criteria.md 2.4).
 *
 * Chord coordinates: t runs from S1 (0) to C7 (1) along the chord, h is the
 * distance on the dorsal side in chord lengths. With X forward and Y up the
 * dorsal side is to the left of the way from S1 to C7.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "spine.h"

#include <math.h>

gboolean
plumb_spine_kappa_deg (PlumbVec s1,
                       PlumbVec tl,
                       PlumbVec c7,
                       double  *out_deg)
{
  double lower = 0;
  double upper = 0;

  if (!plumb_segment_angle_deg (s1, tl, &lower) || !plumb_segment_angle_deg (tl, c7, &upper))
    return FALSE;
  *out_deg = plumb_wrap_deg (lower - upper);
  return TRUE;
}

/* FALSE when the chord has no length. */
static gboolean
transform_to_chord (PlumbVec  s1,
                    PlumbVec  c7,
                    PlumbVec  point,
                    PlumbVec *out)
{
  PlumbVec chord = { c7.x - s1.x, c7.y - s1.y };
  PlumbVec arm = { point.x - s1.x, point.y - s1.y };
  double square = chord.x * chord.x + chord.y * chord.y;

  if (!(square > 0))
    return FALSE;
  out->x = (arm.x * chord.x + arm.y * chord.y) / square;
  out->y = (chord.x * arm.y - chord.y * arm.x) / square;
  return TRUE;
}

gboolean
plumb_spine_sagitta_pct (PlumbVec s1,
                         PlumbVec tl,
                         PlumbVec c7,
                         double  *out_pct)
{
  PlumbVec th = { 0, 0 };

  if (!transform_to_chord (s1, c7, tl, &th))
    return FALSE;
  *out_pct = 100 * th.y;
  return TRUE;
}

/* The quadratic coefficient of the least-squares parabola, by the normal
 * equations about the mean of t. FALSE with fewer than 3 distinct t. */
static gboolean
fit_quadratic (const PlumbVec *points,
               guint           n_points,
               double         *out_b2)
{
  PlumbVec s1 = points[0];
  PlumbVec c7 = points[n_points - 1];
  double s2 = 0, s3 = 0, s4 = 0, h0 = 0, h1 = 0, h2 = 0, mean = 0;
  PlumbVec th = { 0, 0 };

  for (guint i = 0; i < n_points; i++)
    {
      if (!transform_to_chord (s1, c7, points[i], &th))
        return FALSE;
      mean += th.x / n_points;
    }
  for (guint i = 0; i < n_points; i++)
    {
      transform_to_chord (s1, c7, points[i], &th);
      double t = th.x - mean;
      s2 += t * t;
      s3 += t * t * t;
      s4 += t * t * t * t;
      h0 += th.y;
      h1 += th.y * t;
      h2 += th.y * t * t;
    }

  double determinant = n_points * (s2 * s4 - s3 * s3) - s2 * s2 * s2;

  /* Scale free: t is in chord lengths; 1e-9 is 1 px of spread in thousands. */
  if (!(determinant > 1e-9))
    return FALSE;
  *out_b2 = (h2 * n_points * s2 - h1 * n_points * s3 - h0 * s2 * s2) / determinant;
  return TRUE;
}

gboolean
plumb_outline_bow_pct (const PlumbVec *points,
                       guint           n_points,
                       double         *out_pct)
{
  double b2 = 0;

  if (n_points < 3 || !fit_quadratic (points, n_points, &b2))
    return FALSE;
  *out_pct = -25 * b2;
  return TRUE;
}

gboolean
plumb_outline_height (const PlumbVec *points,
                      guint           n_points,
                      double          t,
                      double         *out)
{
  PlumbVec before = { 0, 0 };
  PlumbVec after = { 0, 0 };

  if (n_points < 2 || !transform_to_chord (points[0], points[n_points - 1], points[0], &before))
    return FALSE;
  for (guint i = 1; i < n_points; i++)
    {
      transform_to_chord (points[0], points[n_points - 1], points[i], &after);
      if (t <= after.x && after.x > before.x)
        break;
      if (i + 1 < n_points)
        before = after;
    }
  if (!(after.x > before.x))
    return FALSE;
  *out = before.y + (t - before.x) / (after.x - before.x) * (after.y - before.y);
  return TRUE;
}

gboolean
plumb_outline_locate (const PlumbVec *frame,
                      guint           n_frame,
                      const PlumbVec *base,
                      guint           n_base,
                      double         *out_t,
                      double         *out_height)
{
  gboolean found = FALSE;

  for (int step = 1; step <= 19; step++)
    {
      double here = 0;
      double there = 0;

      if (!plumb_outline_height (frame, n_frame, step / 20.0, &here) ||
          !plumb_outline_height (base, n_base, step / 20.0, &there))
        return FALSE;
      if (!found || here - there > *out_height)
        {
          *out_t = step / 20.0;
          *out_height = here - there;
          found = TRUE;
        }
    }
  return found;
}
