/* Verdict icon and band bar; see verdict-icon.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "verdict-icon.h"

#include <adwaita.h>

#include "draw-checks.h"

#define ICON_SIZE 20
#define BAR_HEIGHT 10

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

struct _PlumbVerdictIcon
{
  GtkWidget    parent_instance;
  PlumbVerdict verdict;
};

G_DEFINE_FINAL_TYPE (PlumbVerdictIcon, plumb_verdict_icon, GTK_TYPE_WIDGET)

static void
plumb_verdict_icon_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  const double x = (gtk_widget_get_width (widget) - ICON_SIZE) / 2.0;
  const double y = (gtk_widget_get_height (widget) - ICON_SIZE) / 2.0;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT ((float) x, (float) y, ICON_SIZE, ICON_SIZE));

  plumb_draw_verdict_icon (cr, PLUMB_VERDICT_ICON (widget)->verdict, x, y, ICON_SIZE, is_dark ());
  cairo_destroy (cr);
}

static void
plumb_verdict_icon_measure (GtkWidget     *widget,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *minimum,
                            int           *natural,
                            int           *minimum_baseline,
                            int           *natural_baseline)
{
  *minimum = *natural = ICON_SIZE;
}

static void
plumb_verdict_icon_class_init (PlumbVerdictIconClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = plumb_verdict_icon_snapshot;
  widget_class->measure = plumb_verdict_icon_measure;
  gtk_widget_class_set_css_name (widget_class, "verdict-icon");
  /* The word beside it says the same. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
plumb_verdict_icon_init (PlumbVerdictIcon *self)
{
  self->verdict = PLUMB_VERDICT_NOT_MEASURABLE;
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

void
plumb_verdict_icon_set_verdict (PlumbVerdictIcon *self,
                                PlumbVerdict      verdict)
{
  g_return_if_fail (PLUMB_IS_VERDICT_ICON (self));

  if (self->verdict == verdict)
    return;
  self->verdict = verdict;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

struct _PlumbBandBar
{
  GtkWidget    parent_instance;
  PlumbMeasure measure; /* its owned members are not taken */
  gboolean     has_measure;
};

G_DEFINE_FINAL_TYPE (PlumbBandBar, plumb_band_bar, GTK_TYPE_WIDGET)

static void
plumb_band_bar_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  PlumbBandBar *self = PLUMB_BAND_BAR (widget);
  const int width = gtk_widget_get_width (widget);
  cairo_t *cr;

  if (!self->has_measure || width <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, BAR_HEIGHT));
  plumb_draw_band_bar (cr, &self->measure, 0, 2, width, BAR_HEIGHT - 4, is_dark ());
  cairo_destroy (cr);
}

static void
plumb_band_bar_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? BAR_HEIGHT : 60;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? BAR_HEIGHT : 200;
}

static void
plumb_band_bar_class_init (PlumbBandBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = plumb_band_bar_snapshot;
  widget_class->measure = plumb_band_bar_measure;
  gtk_widget_class_set_css_name (widget_class, "band-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
plumb_band_bar_init (PlumbBandBar *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

void
plumb_band_bar_set_measure (PlumbBandBar       *self,
                            const PlumbMeasure *measure)
{
  PlumbMeasure shown = { 0 };

  g_return_if_fail (PLUMB_IS_BAND_BAR (self));

  if (measure != NULL)
    {
      shown = *measure;
      shown.missing = NULL;
      shown.refused = NULL;
    }
  if (self->has_measure == (measure != NULL) && memcmp (&shown, &self->measure, sizeof shown) == 0)
    return;
  self->has_measure = measure != NULL;
  self->measure = shown;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
