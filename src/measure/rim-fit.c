/* The rim of a plate; see rim-fit.h.
 *
 * First the circle is sought, on a grid that grows finer, whose rim has an edge
 * in most directions; each direction counts at most once, so that one bright
 * thing behind the plate cannot outvote a faint rim. Then the place of the edge
 * is measured in each direction and a circle laid through these places by least
 * squares, without those that lie off it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rim-fit.h"

#include <math.h>

#define N_RAYS 120
#define SEARCH_EVERY 3    /* of these: the main thread waits for it */
#define N_GRID 5          /* steps to either side, in each of the three directions */
#define N_ROUNDS 4        /* each looks in a quarter of the room of the one before */
#define REACH_SHARE 0.125 /* of the radius: how far off a hand may have drawn */
#define LEAST_RADIUS 12.0
#define FULL_EDGE 40.0    /* levels of 255 that count as a whole edge */
#define LEAST_EDGE 10.0   /* and those that count as one at all */
#define LEAST_SUPPORT 0.5 /* of the directions */
#define LEAST_CONTRAST 1.2
#define N_FITS 6

typedef struct
{
  const guint8 *pixels;
  int           width, height;
  gsize         stride;
} Picture;

static double
read_pixel (const Picture *picture,
            int            x,
            int            y)
{
  const guint8 *p = picture->pixels + (gsize) CLAMP (y, 0, picture->height - 1) * picture->stride
                    + 4 * (gsize) CLAMP (x, 0, picture->width - 1);

  return 0.0722 * p[0] + 0.7152 * p[1] + 0.2126 * p[2];
}

/* Pixel (0, 0) has its middle at (0.5, 0.5). */
static double
read_light (const Picture *picture,
            double         x,
            double         y)
{
  const double left = floor (x - 0.5), top = floor (y - 0.5);
  const double u = x - 0.5 - left, v = y - 0.5 - top;
  const int i = (int) left, j = (int) top;

  return (1 - v) * ((1 - u) * read_pixel (picture, i, j) + u * read_pixel (picture, i + 1, j))
         + v * ((1 - u) * read_pixel (picture, i, j + 1)
                + u * read_pixel (picture, i + 1, j + 1));
}

/* From inside to outside, over twice `half`. */
static double
measure_edge (const Picture *picture,
              PlumbPoint     centre,
              double         radius,
              double         angle,
              double         half)
{
  const double dx = cos (angle), dy = sin (angle);

  return read_light (picture, centre.x_px + (radius + half) * dx,
                     centre.y_px + (radius + half) * dy)
         - read_light (picture, centre.x_px + (radius - half) * dx,
                       centre.y_px + (radius - half) * dy);
}

/* 0 to 1, of each `every`th ray, and the share of the directions that show an edge
 * (may be NULL). */
static double
score_circle (const Picture  *picture,
              const PlumbRim *rim,
              double          half,
              guint           every,
              double         *support)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < N_RAYS; i += every)
    {
      const double edge = fabs (measure_edge (picture, rim->centre, rim->radius_px,
                                              2 * G_PI * i / N_RAYS, half));

      sum += MIN (edge / FULL_EDGE, 1);
      n += edge >= LEAST_EDGE;
    }
  if (support != NULL)
    *support = (double) n * every / N_RAYS;
  return sum * every / N_RAYS;
}

/* The best circle within `room` of `around` in place and radius. What is as good
 * but farther from what the hand drew is not taken. */
static PlumbRim
search (const Picture  *picture,
        const PlumbRim *drawn,
        const PlumbRim *around,
        double          room,
        double          half)
{
  const double step = room / N_GRID;
  PlumbRim best = *around;
  double most = -1;

  for (int i = -N_GRID; i <= N_GRID; i++)
    for (int j = -N_GRID; j <= N_GRID; j++)
      for (int k = -N_GRID; k <= N_GRID; k++)
        {
          const PlumbRim rim = { { around->centre.x_px + i * step, around->centre.y_px + j * step },
                                 around->radius_px + k * step };
          const double off = (hypot (rim.centre.x_px - drawn->centre.x_px,
                                     rim.centre.y_px - drawn->centre.y_px)
                              + fabs (rim.radius_px - drawn->radius_px))
                             / drawn->radius_px;
          const double score = score_circle (picture, &rim, half, SEARCH_EVERY, NULL) - 0.3 * off;

          if (score > most)
            {
              most = score;
              best = rim;
            }
        }
  return best;
}

/* Where along the ray the edge is steepest, to a share of a pixel; FALSE where
 * there is none. */
static gboolean
find_edge (const Picture  *picture,
           const PlumbRim *rim,
           double          angle,
           PlumbPoint     *at)
{
  const double room = MAX (2.5, 0.025 * rim->radius_px), step = 0.5;
  const int n = (int) (room / step);
  double most = 0, best = 0;

  for (int i = -n; i <= n; i++)
    {
      const double r = rim->radius_px + i * step;
      const double edge = fabs (measure_edge (picture, rim->centre, r, angle, 1));

      if (edge > most)
        {
          const double before
              = fabs (measure_edge (picture, rim->centre, r - step, angle, 1));
          const double after = fabs (measure_edge (picture, rim->centre, r + step, angle, 1));
          const double bend = before - 2 * edge + after;

          most = edge;
          /* The top of the parabola through the three. */
          best = r + (bend < 0 ? CLAMP (0.5 * (before - after) / bend, -1, 1) * step : 0);
        }
    }
  *at = (PlumbPoint) { rim->centre.x_px + best * cos (angle),
                       rim->centre.y_px + best * sin (angle) };
  return most >= LEAST_EDGE;
}

/* Solves the normal equations of x² + y² + a x + b y + c = 0, about `near` so that
 * the numbers stay small; FALSE when the places lie in no circle. */
static gboolean
lay_circle (const PlumbPoint *at,
            const gboolean   *counts,
            guint             n,
            PlumbPoint        near,
            PlumbRim         *rim)
{
  double sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0, sxz = 0, syz = 0, sz = 0, m = 0;

  for (guint i = 0; i < n; i++)
    if (counts[i])
      {
        const double x = at[i].x_px - near.x_px, y = at[i].y_px - near.y_px, z = x * x + y * y;

        m++;
        sx += x, sy += y, sz += z;
        sxx += x * x, sxy += x * y, syy += y * y;
        sxz += x * z, syz += y * z;
      }
  if (m < N_RAYS / 4)
    return FALSE;
  const double cxx = sxx - sx * sx / m, cxy = sxy - sx * sy / m, cyy = syy - sy * sy / m;
  const double cxz = sxz - sx * sz / m, cyz = syz - sy * sz / m;
  const double det = cxx * cyy - cxy * cxy;
  if (!(det > 1e-6 * cxx * cyy))
    return FALSE;
  const double a = (cxz * cyy - cyz * cxy) / det / 2, b = (cyz * cxx - cxz * cxy) / det / 2;
  const double r2 = (sz - 2 * a * sx - 2 * b * sy) / m + a * a + b * b;
  if (!(r2 > 0))
    return FALSE;
  *rim = (PlumbRim) { { near.x_px + a, near.y_px + b }, sqrt (r2) };
  return TRUE;
}

/* FALSE when less than half of the directions end on the circle. */
static gboolean
refine (const Picture *picture,
        PlumbRim      *rim)
{
  PlumbPoint at[N_RAYS];
  gboolean has[N_RAYS], counts[N_RAYS];
  guint n = 0;

  for (guint i = 0; i < N_RAYS; i++)
    counts[i] = has[i] = find_edge (picture, rim, 2 * G_PI * i / N_RAYS, &at[i]);
  for (guint fit = 0; fit < N_FITS; fit++)
    {
      const double slack = MAX (1, 0.03 * rim->radius_px / (fit + 1));

      if (!lay_circle (at, counts, N_RAYS, rim->centre, rim))
        return FALSE;
      n = 0;
      for (guint i = 0; i < N_RAYS; i++)
        {
          const double off = hypot (at[i].x_px - rim->centre.x_px, at[i].y_px - rim->centre.y_px)
                             - rim->radius_px;

          counts[i] = has[i] && fabs (off) <= slack;
          n += counts[i];
        }
    }
  return n >= LEAST_SUPPORT * N_RAYS && lay_circle (at, counts, N_RAYS, rim->centre, rim);
}

gboolean
plumb_rim_fit (const guint8 *pixels,
               int           width_px,
               int           height_px,
               gsize         stride,
               PlumbRim     *rim)
{
  const Picture picture = { pixels, width_px, height_px, stride };
  double room, support, score, around = 0;
  PlumbRim found;
  double beside_px;

  g_return_val_if_fail (pixels != NULL && rim != NULL, FALSE);

  if (!(rim->radius_px >= LEAST_RADIUS) || rim->radius_px > width_px + height_px
      || !isfinite (rim->centre.x_px) || !isfinite (rim->centre.y_px))
    return FALSE;
  room = REACH_SHARE * rim->radius_px;
  found = *rim;
  for (guint i = 0; i < N_ROUNDS; i++, room /= 4)
    found = search (&picture, rim, &found, room, MAX (1, room / N_GRID));
  score = score_circle (&picture, &found, 1.5, 1, &support);
  beside_px = MAX (0.06 * found.radius_px, 5);
  for (int side = -1; side <= 1; side += 2)
    {
      const PlumbRim beside = { found.centre, found.radius_px + side * beside_px };

      around = MAX (around, score_circle (&picture, &beside, 1.5, 1, NULL));
    }
  if (support < LEAST_SUPPORT || score < LEAST_CONTRAST * around || !refine (&picture, &found)
      || fabs (found.radius_px - rim->radius_px) > 2 * REACH_SHARE * rim->radius_px)
    return FALSE;
  *rim = found;
  return TRUE;
}
