/* The checks of an athlete over time; see trend-list.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "trend-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "draw-checks.h"
#include "trend-chart.h"
#include "verdict-icon.h"

static GtkWidget *
make_chart (const PlumbTrend     *trend,
            const PlumbCriterion *criterion)
{
  GtkWidget *chart = plumb_trend_chart_new (trend, criterion);

  gtk_accessible_update_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  criterion->name, -1);
  gtk_widget_set_valign (chart, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (chart, 6);
  gtk_widget_set_margin_bottom (chart, 6);
  return chart;
}

/* (transfer full) A value with its uncertainty, as everywhere else. */
static char *
format_value (const PlumbTrend *trend,
              double            value,
              double            u)
{
  const PlumbMeasure measure
      = { .has_value = TRUE, .value = value, .u = u, .unit = trend->unit };

  return plumb_format_measure (&measure);
}

/* (transfer full) */
static char *
format_date (gint64 filmed_s)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (filmed_s);

  return g_date_time_format (local, "%x");
}

/* (transfer full) The newest value, and what it is against the one before. */
static char *
describe_trend (const PlumbTrend *trend)
{
  const PlumbTrendPoint *newest
      = &g_array_index (trend->points, PlumbTrendPoint, trend->points->len - 1);
  g_autofree char *now = format_value (trend, newest->value, newest->u);
  PlumbChange change;

  if (!plumb_trend_change (trend, &change))
    return g_strdup_printf (_("%s, one review so far"), now);

  g_autofree char *by = plumb_format_value (trend->unit, change.change, change.detectable);
  g_autofree char *least = plumb_format_value (trend->unit, change.detectable, change.detectable);

  return change.larger
             ? g_strdup_printf (
                   /* Translators: value; change; the smallest change that is more than error. */
                   _("%s. Changed by %s: more than the error, which reaches up to %s."), now, by,
                   least)
             : g_strdup_printf (
                   _("%s. Changed by %s: within the error; from %s on it would be a change."), now,
                   by, least);
}

static GtkWidget *
make_point_row (const PlumbTrend      *trend,
                const PlumbTrendPoint *point)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = g_object_new (PLUMB_TYPE_VERDICT_ICON, NULL);
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *date = format_date (point->filmed_s);
  g_autofree char *value = format_value (trend, point->value, point->u);

  plumb_verdict_icon_set_verdict (PLUMB_VERDICT_ICON (icon), point->verdict);
  gtk_label_set_text (GTK_LABEL (label), value);
  gtk_widget_add_css_class (label, "numeric");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), date);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(plumb_verdict_name (point->verdict)));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

static GtkWidget *
make_row (const PlumbTrend     *trend,
          const PlumbCriterion *criterion)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *name = g_markup_escape_text (criterion->name, -1);
  g_autofree char *text = describe_trend (trend);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), escaped);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_chart (trend, criterion));
  for (guint i = trend->points->len; i-- > 0;)
    adw_expander_row_add_row (
        ADW_EXPANDER_ROW (row),
        make_point_row (trend, &g_array_index (trend->points, PlumbTrendPoint, i)));
  return row;
}

static const PlumbTrend *
find_trend (GPtrArray  *trends,
            const char *measure)
{
  for (guint i = 0; i < trends->len; i++)
    if (g_str_equal (((PlumbTrend *) trends->pdata[i])->measure, measure))
      return trends->pdata[i];
  return NULL;
}

guint
plumb_trend_list_fill (GtkListBox    *list,
                       GPtrArray     *trends,
                       PlumbCriteria *criteria)
{
  GtkListBoxRow *old;
  guint n = 0;

  while ((old = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (old));
  for (guint g = 0; g < plumb_criteria_n_groups (criteria); g++)
    {
      const PlumbCheckGroup *group = plumb_criteria_group (criteria, g);

      for (guint m = 0; group->measures[m] != NULL; m++)
        {
          const PlumbTrend *trend = find_trend (trends, group->measures[m]);
          const PlumbCriterion *criterion = plumb_criteria_find (criteria, group->measures[m]);

          if (trend == NULL || criterion == NULL || criterion->support)
            continue;
          gtk_list_box_append (list, make_row (trend, criterion));
          n++;
        }
    }
  return n;
}
