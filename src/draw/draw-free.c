/* What the coach draws freely.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "draw-pen.h"

/* Design pixels. */
#define ARROW_HEAD 16.0
#define DISTANCE_END 7.0

void
plumb_pen_line (const PlumbPen   *pen,
                const PlumbPoint *at,
                const char       *label)
{
  gboolean handled = (pen->flags & (PLUMB_DRAW_SELECTED | PLUMB_DRAW_HOVERED)) != 0;
  if (handled)
    plumb_pen_chain (pen, at, 2);
  else
    {
      cairo_move_to (pen->cr, at[0].x_px, at[0].y_px);
      cairo_line_to (pen->cr, at[1].x_px, at[1].y_px);
      plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
    }
  if (label != NULL)
    plumb_pen_pill_beside (pen, label,
                      (PlumbPoint){ (at[0].x_px + at[1].x_px) / 2.0,
                                    (at[0].y_px + at[1].y_px) / 2.0 },
                      PLUMB_PILL_GAP);
}

/* Through the whole target; what is clipped anyway is not dashed. */
static void
draw_free_plumb (const PlumbPen *pen,
                 PlumbPoint      at)
{
  PlumbPoint up = plumb_pen_up (pen->view);
  double x1 = 0.0, y1 = 0.0, x2 = 0.0, y2 = 0.0;
  cairo_clip_extents (pen->cr, &x1, &y1, &x2, &y2);
  double above = CLAMP (at.y_px - y1, 0.0, PLUMB_MAX_TARGET);
  double below = CLAMP (y2 - at.y_px, 0.0, PLUMB_MAX_TARGET);
  cairo_move_to (pen->cr, at.x_px + up.x_px * above, at.y_px + up.y_px * above);
  cairo_line_to (pen->cr, at.x_px - up.x_px * below, at.y_px - up.y_px * below);
  plumb_pen_stroke_dashed (pen);
  plumb_pen_ring (pen, at);
}

static void
draw_arrow (const PlumbPen   *pen,
            const PlumbPoint *at)
{
  double length = plumb_pen_distance (at[0], at[1]);
  double head = MIN (ARROW_HEAD * pen->view->unit, length / 2.0);
  plumb_pen_line (pen, at, NULL);
  if (length <= 0.0)
    return;
  double dx = (at[1].x_px - at[0].x_px) / length;
  double dy = (at[1].y_px - at[0].y_px) / length;
  cairo_move_to (pen->cr, at[1].x_px - head * (dx + dy / 2.0), at[1].y_px - head * (dy - dx / 2.0));
  cairo_line_to (pen->cr, at[1].x_px, at[1].y_px);
  cairo_line_to (pen->cr, at[1].x_px - head * (dx - dy / 2.0), at[1].y_px - head * (dy + dx / 2.0));
  plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
}

/* A line with a stroke across each end. */
static void
draw_distance (const PlumbPen   *pen,
               const PlumbPoint *at,
               const char       *label)
{
  double length = plumb_pen_distance (at[0], at[1]);
  double half = DISTANCE_END * pen->view->unit;
  plumb_pen_line (pen, at, NULL);
  if (length > 0.0)
    {
      double nx = -(at[1].y_px - at[0].y_px) / length * half;
      double ny = (at[1].x_px - at[0].x_px) / length * half;
      for (guint i = 0; i < 2; i++)
        {
          cairo_move_to (pen->cr, at[i].x_px - nx, at[i].y_px - ny);
          cairo_line_to (pen->cr, at[i].x_px + nx, at[i].y_px + ny);
        }
      plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
    }
  if (label != NULL)
    plumb_pen_pill_beside (pen, label,
                      (PlumbPoint){ (at[0].x_px + at[1].x_px) / 2.0,
                                    (at[0].y_px + at[1].y_px) / 2.0 },
                      PLUMB_PILL_GAP);
}

static void
draw_box (const PlumbPen   *pen,
          const PlumbPoint *at,
          gboolean          is_ellipse)
{
  double x = MIN (at[0].x_px, at[1].x_px);
  double y = MIN (at[0].y_px, at[1].y_px);
  double width = fabs (at[1].x_px - at[0].x_px);
  double height = fabs (at[1].y_px - at[0].y_px);
  if (is_ellipse && width >= 1.0 && height >= 1.0)
    {
      cairo_save (pen->cr);
      cairo_translate (pen->cr, x + width / 2.0, y + height / 2.0);
      cairo_scale (pen->cr, width / 2.0, height / 2.0);
      cairo_arc (pen->cr, 0.0, 0.0, 1.0, 0.0, 2.0 * G_PI);
      cairo_restore (pen->cr);
    }
  else
    cairo_rectangle (pen->cr, x, y, width, height);
  plumb_stroke_path (pen->cr, pen->colour, pen->view, pen->flags);
  if ((pen->flags & (PLUMB_DRAW_SELECTED | PLUMB_DRAW_HOVERED)) != 0)
    for (guint i = 0; i < 2; i++)
      plumb_pen_ring (pen, at[i]);
}

/* Wider when it is selected: it has no handles. */
static void
draw_freehand (const PlumbPen   *pen,
               const PlumbPoint *at,
               guint             n)
{
  gboolean held = (pen->flags & (PLUMB_DRAW_SELECTED | PLUMB_DRAW_HOVERED)) != 0;
  plumb_pen_trace_curve (pen->cr, at, n);
  plumb_stroke_path_styled (pen->cr, pen->colour,
                            plumb_core_width (pen->flags) + (held ? 1.5 : 0.0), NULL, 0,
                            pen->view, pen->flags);
}

/* The words hang below their point and begin there, so that they do not cover
 * what is pointed at; wide ones are bigger. */
static PlumbPill
make_words (cairo_t             *cr,
            const PlumbMark     *mark,
            const PlumbDrawView *view)
{
  static const double sizes[PLUMB_N_MARK_WIDTHS] = { 1.25, 1.0, 1.8 };
  PlumbDrawView larger = *view;
  larger.text_scale = (view->text_scale > 0.0 ? view->text_scale : 1.0) * sizes[mark->look.width];
  return plumb_pill_new (cr, mark->text != NULL ? mark->text : "…", &larger);
}

static void
draw_text (const PlumbPen  *pen,
           const PlumbMark *mark,
           PlumbPoint       at)
{
  g_auto (PlumbPill) words = make_words (pen->cr, mark, pen->view);
  const gboolean held = (pen->flags & (PLUMB_DRAW_SELECTED | PLUMB_DRAW_HOVERED)) != 0;
  if (held)
    {
      cairo_rectangle (pen->cr, at.x_px, at.y_px, words.width, words.height);
      plumb_stroke_path_styled (pen->cr, pen->colour, 1.5, NULL, 0, pen->view, pen->flags);
    }
  plumb_pill_draw (&words, pen->cr, at.x_px + words.width / 2.0, at.y_px + words.height / 2.0,
                   pen->colour, pen->view, pen->flags);
}

void
plumb_draw_measure_text (const PlumbMark     *mark,
                         const PlumbDrawView *view,
                         double              *width,
                         double              *height)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  g_auto (PlumbPill) words = make_words (cr, mark, view);
  *width = words.width;
  *height = words.height;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

void
plumb_pen_free (const PlumbPen   *pen,
                const PlumbMark  *mark,
                const PlumbPoint *at,
                const char       *label)
{
  if (mark->kind == PLUMB_MARK_PLUMB)
    draw_free_plumb (pen, at[0]);
  else if (mark->kind == PLUMB_MARK_TO_VERTICAL || mark->kind == PLUMB_MARK_TO_HORIZONTAL)
    plumb_pen_to_axis (pen, at, mark->kind == PLUMB_MARK_TO_VERTICAL, label);
  else if (mark->kind == PLUMB_MARK_DISTANCE)
    draw_distance (pen, at, label);
  else if (mark->kind == PLUMB_MARK_ARROW)
    draw_arrow (pen, at);
  else if (mark->kind == PLUMB_MARK_TEXT)
    draw_text (pen, mark, at[0]);
  else if (mark->kind == PLUMB_MARK_FREEHAND)
    draw_freehand (pen, at, mark->n_points);
  else
    draw_box (pen, at, mark->kind == PLUMB_MARK_ELLIPSE);
}
