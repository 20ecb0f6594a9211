/* The cost of a place is what a label covers there; see label-field.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "label-field.h"

#include <math.h>

#include "draw-pen.h"

/* What covering costs; a place further down the list costs 1 each. */
#define COST_POINT 400.0
#define COST_LABEL 200.0
#define COST_OUTSIDE 200.0
#define COST_LINE 25.0

#define GAP 2.0        /* design pixels between labels, and about points */
#define N_DIRECTIONS 16
#define N_RINGS 3

typedef struct
{
  double x1, y1, x2, y2;
} Box;

struct _PlumbLabelField
{
  Box     area;
  GArray *points; /* of PlumbPoint */
  GArray *lines;  /* of PlumbPoint, two each */
  GArray *labels; /* of Box: those that have a place */
  double  unit;
};

PlumbLabelField *
plumb_label_field_new (double width,
                       double height)
{
  PlumbLabelField *field = g_new0 (PlumbLabelField, 1);

  field->area = (Box) { 0, 0, width, height };
  field->points = g_array_new (FALSE, FALSE, sizeof (PlumbPoint));
  field->lines = g_array_new (FALSE, FALSE, sizeof (PlumbPoint));
  field->labels = g_array_new (FALSE, FALSE, sizeof (Box));
  field->unit = 1;
  return field;
}

void
plumb_label_field_free (PlumbLabelField *field)
{
  g_array_unref (field->points);
  g_array_unref (field->lines);
  g_array_unref (field->labels);
  g_free (field);
}

static void
add_line (PlumbLabelField *field,
          PlumbPoint       a,
          PlumbPoint       b)
{
  g_array_append_val (field->lines, a);
  g_array_append_val (field->lines, b);
}

/* A circle or an ellipse as its polygon. */
static void
add_round (PlumbLabelField *field,
           PlumbPoint       centre,
           double           half_width,
           double           half_height)
{
  PlumbPoint before = { centre.x_px + half_width, centre.y_px };

  for (guint i = 1; i <= 24; i++)
    {
      const double turn = 2 * G_PI * i / 24;
      const PlumbPoint now = { centre.x_px + half_width * cos (turn),
                               centre.y_px + half_height * sin (turn) };

      add_line (field, before, now);
      before = now;
    }
}

static void
add_box (PlumbLabelField *field,
         PlumbPoint       a,
         PlumbPoint       c)
{
  const PlumbPoint b = { c.x_px, a.y_px }, d = { a.x_px, c.y_px };

  add_line (field, a, b);
  add_line (field, b, c);
  add_line (field, c, d);
  add_line (field, d, a);
}

void
plumb_label_field_add_mark (PlumbLabelField     *field,
                            const PlumbMark     *mark,
                            const PlumbDrawView *view)
{
  PlumbPoint at, before = { 0, 0 }, first = { 0, 0 };

  g_return_if_fail (field != NULL && mark != NULL && view != NULL);

  if (!plumb_mark_is_drawable (mark, view))
    return;
  field->unit = view->unit;
  for (guint i = 0; i < mark->n_points; i++, before = at)
    {
      at = plumb_view_point (view, mark->points[i]);
      if (i == 0)
        first = at;
      if (mark->kind != PLUMB_MARK_FREEHAND && mark->kind != PLUMB_MARK_TEXT
          && !(mark->kind == PLUMB_MARK_PLATE && i == 1))
        g_array_append_val (field->points, at);
      if (i == 0)
        continue;
      if (mark->kind == PLUMB_MARK_PLATE)
        {
          const double radius = plumb_pen_distance (first, at);

          add_round (field, first, radius, radius);
        }
      else if (mark->kind == PLUMB_MARK_ELLIPSE)
        add_round (field,
                   (PlumbPoint) { (first.x_px + at.x_px) / 2, (first.y_px + at.y_px) / 2 },
                   fabs (at.x_px - first.x_px) / 2, fabs (at.y_px - first.y_px) / 2);
      else if (mark->kind == PLUMB_MARK_RECTANGLE)
        add_box (field, first, at);
      else
        add_line (field, before, at);
    }
}

static double
overlap (const Box *a,
         const Box *b)
{
  const double w = MIN (a->x2, b->x2) - MAX (a->x1, b->x1);
  const double h = MIN (a->y2, b->y2) - MAX (a->y1, b->y1);

  return w > 0 && h > 0 ? w * h : 0;
}

/* Whether a part of the line lies in the box: what each edge leaves of it. */
static gboolean
crosses (const Box  *box,
         PlumbPoint  a,
         PlumbPoint  b)
{
  const double from[2] = { a.x_px, a.y_px };
  const double way[2] = { b.x_px - a.x_px, b.y_px - a.y_px };
  const double low[2] = { box->x1, box->y1 }, high[2] = { box->x2, box->y2 };
  double begin = 0, end = 1;

  for (guint i = 0; i < 2; i++)
    {
      double t1, t2;

      if (way[i] == 0)
        {
          if (from[i] < low[i] || from[i] > high[i])
            return FALSE;
          continue;
        }
      t1 = (low[i] - from[i]) / way[i];
      t2 = (high[i] - from[i]) / way[i];
      begin = MAX (begin, MIN (t1, t2));
      end = MIN (end, MAX (t1, t2));
    }
  return begin <= end;
}

static double
find_cost (PlumbLabelField *field,
           const Box       *box)
{
  const double ring = (PLUMB_RING_RADIUS + GAP) * field->unit;
  const Box wide = { box->x1 - GAP * field->unit, box->y1 - GAP * field->unit,
                     box->x2 + GAP * field->unit, box->y2 + GAP * field->unit };
  const double size = (box->x2 - box->x1) * (box->y2 - box->y1);
  double cost = COST_OUTSIDE * (1 - overlap (&field->area, box) / MAX (size, 1));

  for (guint i = 0; i < field->points->len; i++)
    {
      const PlumbPoint at = g_array_index (field->points, PlumbPoint, i);

      if (at.x_px > box->x1 - ring && at.x_px < box->x2 + ring && at.y_px > box->y1 - ring
          && at.y_px < box->y2 + ring)
        cost += COST_POINT;
    }
  for (guint i = 0; i < field->labels->len; i++)
    {
      const double share
          = overlap (&wide, &g_array_index (field->labels, Box, i)) / MAX (size, 1);

      if (share > 0)
        cost += COST_LABEL * (1 + share);
    }
  for (guint i = 0; i + 1 < field->lines->len; i += 2)
    if (crosses (box, g_array_index (field->lines, PlumbPoint, i),
                 g_array_index (field->lines, PlumbPoint, i + 1)))
      cost += COST_LINE;
  return cost;
}

static Box
make_box (PlumbPoint middle,
          double     width,
          double     height)
{
  return (Box) { middle.x_px - width / 2, middle.y_px - height / 2, middle.x_px + width / 2,
                 middle.y_px + height / 2 };
}

/* Round the anchor, beside it first: `i` counts outward. */
static PlumbPoint
find_round (PlumbPoint anchor,
            double     width,
            double     height,
            double     unit,
            guint      i)
{
  const double turn = 2 * G_PI * (i % N_DIRECTIONS) / N_DIRECTIONS;
  const double far = PLUMB_LABEL_GAP * unit * (1 + i / N_DIRECTIONS);
  const double dx = cos (turn), dy = sin (turn);

  return (PlumbPoint) { anchor.x_px + dx * (far + width / 2),
                        anchor.y_px + dy * (far + height / 2) };
}

PlumbPoint
plumb_label_field_take (PlumbLabelField  *field,
                        double            width,
                        double            height,
                        const PlumbPoint *places,
                        guint             n,
                        PlumbPoint        anchor)
{
  PlumbPoint best = anchor;
  double least = G_MAXDOUBLE;
  Box box;

  g_return_val_if_fail (field != NULL, anchor);

  for (guint i = 0; i < n + N_DIRECTIONS * N_RINGS && least > i; i++)
    {
      const PlumbPoint middle
          = i < n ? places[i] : find_round (anchor, width, height, field->unit, i - n);
      double cost;

      box = make_box (middle, width, height);
      cost = find_cost (field, &box) + i;
      if (cost >= least)
        continue;
      least = cost;
      best = middle;
    }
  box = make_box (best, width, height);
  g_array_append_val (field->labels, box);
  return best;
}
