/* The figure that shows where to click; see body-diagram.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "body-diagram.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SIZE 100 /* the figure is laid out on a square of 100 */
#define PLATE_RADIUS 12.0
#define HEAD_RADIUS 6.5

typedef struct
{
  PlumbPoint at[PLUMB_N_LANDMARKS];
  PlumbPoint head;
} Figure;

struct _PlumbBodyDiagram
{
  GtkWidget      parent_instance;
  PlumbGuideStep step;
  gboolean       faces_left;
};

G_DEFINE_FINAL_TYPE (PlumbBodyDiagram, plumb_body_diagram, GTK_TYPE_WIDGET)

static const Figure at_the_bar = {
  .at = {
    [PLUMB_LANDMARK_HEEL] = { 28, 92 },
    [PLUMB_LANDMARK_TOE] = { 55, 92 },
    [PLUMB_LANDMARK_ANKLE] = { 35, 85 },
    [PLUMB_LANDMARK_KNEE] = { 49, 66 },
    [PLUMB_LANDMARK_HIP] = { 23, 54 },
    [PLUMB_LANDMARK_ACROMION] = { 52, 34 },
    [PLUMB_LANDMARK_SCAPULA] = { 42, 32 },
    [PLUMB_LANDMARK_C7] = { 55, 22 },
    [PLUMB_LANDMARK_T12_L1] = { 33, 35 },
    [PLUMB_LANDMARK_S1] = { 19, 45 },
    [PLUMB_LANDMARK_BAR] = { 44, 80 },
    [PLUMB_LANDMARK_ELBOW] = { 48, 57 },
  },
  .head = { 66, 18 },
};

static const Figure standing = {
  .at = {
    [PLUMB_LANDMARK_HEEL] = { 38, 92 },
    [PLUMB_LANDMARK_TOE] = { 65, 92 },
    [PLUMB_LANDMARK_ANKLE] = { 45, 85 },
    [PLUMB_LANDMARK_KNEE] = { 48, 67 },
    [PLUMB_LANDMARK_HIP] = { 48, 47 },
    [PLUMB_LANDMARK_ACROMION] = { 49, 22 },
    [PLUMB_LANDMARK_SCAPULA] = { 43, 28 },
    [PLUMB_LANDMARK_C7] = { 45, 17 },
    [PLUMB_LANDMARK_T12_L1] = { 43, 34 },
    [PLUMB_LANDMARK_S1] = { 42, 43 },
    [PLUMB_LANDMARK_BAR] = { 55, 49 },
    [PLUMB_LANDMARK_ELBOW] = { 51, 36 },
  },
  .head = { 50, 9 },
};

static const Figure *
choose_figure (PlumbMoment moment)
{
  return moment == PLUMB_MOMENT_LOCKOUT ? &standing : &at_the_bar;
}

static void
trace_chain (cairo_t             *cr,
             const Figure        *figure,
             const PlumbLandmark *chain,
             guint                n)
{
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, figure->at[chain[i]].x_px, figure->at[chain[i]].y_px);
  cairo_stroke (cr);
}

static void
draw_body (cairo_t      *cr,
           const Figure *figure)
{
  static const PlumbLandmark foot[]
      = { PLUMB_LANDMARK_ANKLE, PLUMB_LANDMARK_HEEL, PLUMB_LANDMARK_TOE, PLUMB_LANDMARK_ANKLE };
  static const PlumbLandmark leg[]
      = { PLUMB_LANDMARK_ANKLE, PLUMB_LANDMARK_KNEE, PLUMB_LANDMARK_HIP };
  static const PlumbLandmark arm[]
      = { PLUMB_LANDMARK_ACROMION, PLUMB_LANDMARK_ELBOW, PLUMB_LANDMARK_BAR };
  static const PlumbLandmark trunk[]
      = { PLUMB_LANDMARK_HIP, PLUMB_LANDMARK_S1, PLUMB_LANDMARK_T12_L1, PLUMB_LANDMARK_SCAPULA,
          PLUMB_LANDMARK_C7, PLUMB_LANDMARK_ACROMION, PLUMB_LANDMARK_HIP };

  cairo_set_line_width (cr, 3.5);
  trace_chain (cr, figure, foot, G_N_ELEMENTS (foot));
  cairo_set_line_width (cr, 6);
  trace_chain (cr, figure, leg, G_N_ELEMENTS (leg));
  cairo_set_line_width (cr, 4);
  trace_chain (cr, figure, trunk, G_N_ELEMENTS (trunk));
  trace_chain (cr, figure, arm, G_N_ELEMENTS (arm));
  cairo_arc (cr, figure->head.x_px, figure->head.y_px, HEAD_RADIUS, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_plate (cairo_t      *cr,
            const Figure *figure,
            double        width)
{
  const PlumbPoint bar = figure->at[PLUMB_LANDMARK_BAR];

  cairo_set_line_width (cr, width);
  cairo_new_path (cr);
  cairo_arc (cr, bar.x_px, bar.y_px, PLATE_RADIUS, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
light_point (cairo_t   *cr,
             PlumbPoint at,
             double     radius)
{
  cairo_new_path (cr);
  cairo_arc (cr, at.x_px, at.y_px, radius + 1.5, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 0.11, 0.11, 0.13);
  cairo_fill (cr);
  cairo_arc (cr, at.x_px, at.y_px, radius, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 0.976, 0.941, 0.42);
  cairo_fill (cr);
}

static void
light_step (cairo_t              *cr,
            const Figure         *figure,
            const PlumbGuideStep *step)
{
  static const PlumbLandmark back[] = { PLUMB_LANDMARK_S1, PLUMB_LANDMARK_T12_L1,
                                        PLUMB_LANDMARK_SCAPULA, PLUMB_LANDMARK_C7 };

  cairo_set_source_rgb (cr, 0.976, 0.941, 0.42);
  switch (step->kind)
    {
    case PLUMB_GUIDE_POINT:
      if (step->landmark != PLUMB_LANDMARK_NONE)
        light_point (cr, figure->at[step->landmark], 5);
      break;
    case PLUMB_GUIDE_PLATE:
      draw_plate (cr, figure, 3.5);
      break;
    case PLUMB_GUIDE_OUTLINE:
      cairo_set_line_width (cr, 5);
      trace_chain (cr, figure, back, G_N_ELEMENTS (back));
      break;
    case PLUMB_GUIDE_CARRY:
      for (int i = PLUMB_LANDMARK_KNEE; i <= PLUMB_LANDMARK_SCAPULA; i++)
        light_point (cr, figure->at[i], 3);
      light_point (cr, figure->at[PLUMB_LANDMARK_BAR], 3);
      break;
    case PLUMB_GUIDE_MOMENT:
    case PLUMB_GUIDE_DONE:
    default:
      break;
    }
}

static void
plumb_body_diagram_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  PlumbBodyDiagram *self = PLUMB_BODY_DIAGRAM (widget);
  const float width = (float) gtk_widget_get_width (widget);
  const float height = (float) gtk_widget_get_height (widget);
  const double scale = MIN (width, height) / (double) SIZE;
  const Figure *figure = choose_figure (self->step.moment);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  GdkRGBA ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  cairo_translate (cr, (width - SIZE * scale) / 2, (height - SIZE * scale) / 2);
  cairo_scale (cr, scale, scale);
  if (self->faces_left)
    {
      cairo_translate (cr, SIZE, 0);
      cairo_scale (cr, -1, 1);
    }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_push_group (cr);
  cairo_set_source_rgb (cr, ink.red, ink.green, ink.blue);
  draw_plate (cr, figure, 1.5);
  draw_body (cr, figure);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, 0.6);
  light_step (cr, figure, &self->step);
  cairo_destroy (cr);
}

static void
plumb_body_diagram_measure (GtkWidget     *widget,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *minimum,
                            int           *natural,
                            int           *minimum_baseline,
                            int           *natural_baseline)
{
  *minimum = *natural = SIZE;
}

void
plumb_body_diagram_set_step (PlumbBodyDiagram     *self,
                             const PlumbGuideStep *step)
{
  const char *name = "";

  g_return_if_fail (PLUMB_IS_BODY_DIAGRAM (self));
  g_return_if_fail (step != NULL);

  self->step = *step;
  if (step->kind == PLUMB_GUIDE_POINT && step->landmark != PLUMB_LANDMARK_NONE)
    name = _(plumb_landmark_name (step->landmark));
  else if (step->kind == PLUMB_GUIDE_PLATE)
    name = _("Plate");
  else if (step->kind == PLUMB_GUIDE_OUTLINE)
    name = _("Back outline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  name, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
plumb_body_diagram_set_faces_left (PlumbBodyDiagram *self,
                                   gboolean          faces_left)
{
  g_return_if_fail (PLUMB_IS_BODY_DIAGRAM (self));
  self->faces_left = faces_left;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
plumb_body_diagram_class_init (PlumbBodyDiagramClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = plumb_body_diagram_snapshot;
  widget_class->measure = plumb_body_diagram_measure;
  gtk_widget_class_set_css_name (widget_class, "bodydiagram");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
plumb_body_diagram_init (PlumbBodyDiagram *self)
{
  self->step = (PlumbGuideStep) { PLUMB_GUIDE_DONE, PLUMB_MOMENT_NONE, PLUMB_LANDMARK_NONE, 0 };
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Where it is on the body"), -1);
}
