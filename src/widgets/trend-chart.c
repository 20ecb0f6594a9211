/* The small chart of a check over time; see trend-chart.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "trend-chart.h"

#include <adwaita.h>

#include "draw-trend.h"

#define LEAST_WIDTH 110
#define WIDTH 200
#define HEIGHT 56

struct _PlumbTrendChart
{
  GtkWidget parent_instance;
  GArray   *samples; /* owned, of PlumbTrendSample */
  double    band[4];
};

G_DEFINE_FINAL_TYPE (PlumbTrendChart, plumb_trend_chart, GTK_TYPE_WIDGET)

static void
plumb_trend_chart_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *minimum,
                           int           *natural,
                           int           *minimum_baseline,
                           int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
plumb_trend_chart_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  PlumbTrendChart *self = PLUMB_TREND_CHART (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  plumb_draw_trend (cr, (const PlumbTrendSample *) (gpointer) self->samples->data,
                    self->samples->len, self->band, 0, 0, width, height,
                    adw_style_manager_get_dark (adw_style_manager_get_default ()));
  cairo_destroy (cr);
}

static void
plumb_trend_chart_finalize (GObject *object)
{
  g_array_unref (PLUMB_TREND_CHART (object)->samples);
  G_OBJECT_CLASS (plumb_trend_chart_parent_class)->finalize (object);
}

static void
plumb_trend_chart_class_init (PlumbTrendChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = plumb_trend_chart_finalize;
  widget_class->measure = plumb_trend_chart_measure;
  widget_class->snapshot = plumb_trend_chart_snapshot;
  gtk_widget_class_set_css_name (widget_class, "trendchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
plumb_trend_chart_init (PlumbTrendChart *self)
{
  self->samples = g_array_new (FALSE, FALSE, sizeof (PlumbTrendSample));
}

GtkWidget *
plumb_trend_chart_new (const PlumbTrend     *trend,
                       const PlumbCriterion *criterion)
{
  PlumbTrendChart *self = g_object_new (PLUMB_TYPE_TREND_CHART, NULL);

  memcpy (self->band, criterion->band, sizeof self->band);
  for (guint i = 0; i < trend->points->len; i++)
    {
      const PlumbTrendPoint *point = &g_array_index (trend->points, PlumbTrendPoint, i);
      const PlumbTrendSample sample
          = { point->filmed_s, point->value, point->u, point->verdict };

      g_array_append_val (self->samples, sample);
    }
  return GTK_WIDGET (self);
}
