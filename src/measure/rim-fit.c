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
#define N_ROUNDS 3        /* each looks in a quarter of the room of the one before */
#define REACH_SHARE 0.125 /* of the radius: how far off a hand may have drawn */
#define LEAST_RADIUS 12.0
#define FULL_EDGE 40.0    /* levels of 255 that count as a whole edge */
#define LEAST_EDGE 10.0   /* and those that count as one at all */
#define LEAST_SUPPORT 0.5 /* of the directions */
#define LEAST_CONTRAST 1.2
#define N_FITS 6
#define OUTER_SHARE 0.03  /* of the radius: as near to the rim is the rim itself */
#define OUTER_STEP 0.006
#define OUTER_SUPPORT 0.75

/* The light of the part of a picture that can be looked at: some 400,000 places
 * are, so each pixel's is worked out once. */
typedef struct
{
  guint16 *light;  /* owned: 256ths of a level, row by row */
  int      x0, y0; /* of the picture: the first pixel that is here */
  int      width, height;
  PlumbPoint rays[N_RAYS]; /* the directions, of length 1 */
} Picture;

static void
clear_picture (Picture *picture)
{
  g_free (picture->light);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, clear_picture)

static gboolean
take_part (Picture        *part,
           const guint8   *pixels,
           int             width_px,
           int             height_px,
           gsize           stride,
           const PlumbRim *rim)
{
  /* Place and size each move by a sixth at most, in all rounds; and the edge has two
   * sides. */
  const double reach = ceil (1.4 * rim->radius_px) + 8;
  const int x1 = (int) MIN (rim->centre.x_px + reach, width_px);
  const int y1 = (int) MIN (rim->centre.y_px + reach, height_px);

  part->x0 = (int) MAX (rim->centre.x_px - reach, 0);
  part->y0 = (int) MAX (rim->centre.y_px - reach, 0);
  part->width = x1 - part->x0;
  part->height = y1 - part->y0;
  if (part->width < 1 || part->height < 1)
    return FALSE;
  for (int i = 0; i < N_RAYS; i++)
    part->rays[i] = (PlumbPoint) { cos (2 * G_PI * i / N_RAYS), sin (2 * G_PI * i / N_RAYS) };
  part->light = g_new (guint16, (gsize) part->width * (gsize) part->height);
  for (int y = 0; y < part->height; y++)
    {
      const guint8 *p = pixels + (gsize) (part->y0 + y) * stride + 4 * (gsize) part->x0;
      guint16 *row = part->light + (gsize) y * (gsize) part->width;

      for (int x = 0; x < part->width; x++)
        row[x] = (guint16) (18 * p[4 * x] + 183 * p[4 * x + 1] + 55 * p[4 * x + 2]);
    }
  return TRUE;
}

/* Pixel (0, 0) has its middle at (0.5, 0.5). Beyond the edge it goes on as it is
 * there. */
static double
read_light (const Picture *picture,
            double         x,
            double         y)
{
  const double across = CLAMP (x - 0.5 - picture->x0, 0, picture->width - 1);
  const double down = CLAMP (y - 0.5 - picture->y0, 0, picture->height - 1);
  const int i = (int) across, j = (int) down;
  const double u = across - i, v = down - j;
  const guint16 *p = picture->light + (gsize) j * (gsize) picture->width + i;
  const gsize right = i + 1 < picture->width ? 1 : 0;
  const gsize below = j + 1 < picture->height ? (gsize) picture->width : 0;

  return ((1 - v) * ((1 - u) * p[0] + u * p[right])
          + v * ((1 - u) * p[below] + u * p[below + right]))
         / 256;
}

/* From inside to outside, over twice `half`, along the direction (dx, dy). */
static double
measure_edge (const Picture *picture,
              PlumbPoint     centre,
              double         radius,
              double         dx,
              double         dy,
              double         half)
{
  return read_light (picture, centre.x_px + (radius + half) * dx,
                     centre.y_px + (radius + half) * dy)
         - read_light (picture, centre.x_px + (radius - half) * dx,
                       centre.y_px + (radius - half) * dy);
}

/* 0 to 1, of each `every`th ray, and the share of the directions that show an edge
 * (may be NULL). What cannot come to `least` any more is given up and has 0. */
static double
score_circle (const Picture  *picture,
              const PlumbRim *rim,
              double          half,
              guint           every,
              double          least,
              double         *support)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < N_RAYS; i += every)
    {
      const double edge = fabs (measure_edge (picture, rim->centre, rim->radius_px,
                                              picture->rays[i].x_px, picture->rays[i].y_px,
                                              half));

      sum += MIN (edge / FULL_EDGE, 1);
      n += edge >= LEAST_EDGE;
      if (sum * every + (N_RAYS - every - i) < least * N_RAYS)
        return 0;
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
          const double score
              = score_circle (picture, &rim, half, SEARCH_EVERY, most + 0.3 * off, NULL)
                - 0.3 * off;

          if (score > most)
            {
              most = score;
              best = rim;
            }
        }
  return best;
}

/* A plate may have a ring painted near its rim, which shows an edge as well: what
 * lies round it, as far as a hand may have drawn too small, is the rim. */
static void
prefer_outer (const Picture  *picture,
              const PlumbRim *drawn,
              PlumbRim       *found)
{
  const double step = OUTER_STEP * found->radius_px;
  const double half = MAX (1, step);
  const double last = (1 + REACH_SHARE) * drawn->radius_px;
  PlumbRim best = *found;
  double most = 0, support;

  for (double radius = (1 + OUTER_SHARE) * found->radius_px; radius <= last; radius += step)
    for (int i = -2; i <= 2; i++)
      for (int j = -2; j <= 2; j++)
        {
          const PlumbRim rim
              = { { found->centre.x_px + i * step, found->centre.y_px + j * step }, radius };
          const double score = score_circle (picture, &rim, half, SEARCH_EVERY, most, NULL);

          if (score > most)
            {
              most = score;
              best = rim;
            }
        }
  best = search (picture, &best, &best, step, MAX (1, step / N_GRID));
  if (score_circle (picture, &best, 1.5, 1, 0, &support)
          >= OUTER_SUPPORT * score_circle (picture, found, 1.5, 1, 0, NULL)
      && support >= OUTER_SUPPORT)
    *found = best;
}

/* Where along the ray the edge is steepest, to a share of a pixel; FALSE where
 * there is none. */
static gboolean
find_edge (const Picture  *picture,
           const PlumbRim *rim,
           PlumbPoint      ray,
           PlumbPoint     *at)
{
  const double room = MAX (2.5, 0.025 * rim->radius_px), step = 0.5;
  const int n = (int) (room / step);
  double most = 0, best = 0;

  for (int i = -n; i <= n; i++)
    {
      const double r = rim->radius_px + i * step;
      const double edge = fabs (measure_edge (picture, rim->centre, r, ray.x_px, ray.y_px, 1));

      if (edge > most)
        {
          const double before
              = fabs (measure_edge (picture, rim->centre, r - step, ray.x_px, ray.y_px, 1));
          const double after
              = fabs (measure_edge (picture, rim->centre, r + step, ray.x_px, ray.y_px, 1));
          const double bend = before - 2 * edge + after;

          most = edge;
          /* The top of the parabola through the three. */
          best = r + (bend < 0 ? CLAMP (0.5 * (before - after) / bend, -1, 1) * step : 0);
        }
    }
  *at = (PlumbPoint) { rim->centre.x_px + best * ray.x_px,
                       rim->centre.y_px + best * ray.y_px };
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
    counts[i] = has[i] = find_edge (picture, rim, picture->rays[i], &at[i]);
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
  g_auto (Picture) picture = { NULL };
  double room, support, score, around = 1;
  PlumbRim found;
  double beside_px;

  g_return_val_if_fail (pixels != NULL && rim != NULL, FALSE);

  if (!(rim->radius_px >= LEAST_RADIUS) || rim->radius_px > width_px + height_px
      || !isfinite (rim->centre.x_px) || !isfinite (rim->centre.y_px)
      || !take_part (&picture, pixels, width_px, height_px, stride, rim))
    return FALSE;
  room = REACH_SHARE * rim->radius_px;
  found = *rim;
  for (guint i = 0; i < N_ROUNDS; i++, room /= 4)
    found = search (&picture, rim, &found, room, MAX (1, room / N_GRID));
  prefer_outer (&picture, rim, &found);
  score = score_circle (&picture, &found, 1.5, 1, 0, &support);
  beside_px = MAX (0.06 * found.radius_px, 5);
  for (int side = -1; side <= 1; side += 2)
    {
      const PlumbRim beside = { found.centre, found.radius_px + side * beside_px };

      around = MIN (around, score_circle (&picture, &beside, 1.5, 1, 0, NULL));
    }
  if (support < LEAST_SUPPORT || score < LEAST_CONTRAST * around || !refine (&picture, &found)
      || fabs (found.radius_px - rim->radius_px) > 2 * REACH_SHARE * rim->radius_px)
    return FALSE;
  *rim = found;
  return TRUE;
}
