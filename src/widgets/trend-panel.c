/* Checks over time; see trend-panel.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "trend-panel.h"

#include <glib/gi18n-lib.h>

#include "lift-names.h"
#include "trend-list.h"
#include "trend.h"
#include "wrap-layout.h"

struct _PlumbTrendPanel
{
  GtkWidget    parent_instance;
  GHashTable  *criteria; /* owned: lift → PlumbCriteria, as they were asked for */
  GPtrArray   *trends;   /* owned, nullable, of PlumbTrend: of all lifts */
  GPtrArray   *lifts;    /* owned, nullable: keys of theirs, the newest film's first */
  char        *lift;     /* owned, nullable: the one that is shown */
  GtkDropDown *choice;
  GtkListBox  *list;
};

static guint criteria_wanted_signal;

G_DEFINE_FINAL_TYPE (PlumbTrendPanel, plumb_trend_panel, GTK_TYPE_WIDGET)

/* The name that a coach's own criteria give goes before ours. */
static const char *
name_lift (PlumbTrendPanel *self,
           const char      *lift)
{
  PlumbCriteria *criteria = plumb_trend_panel_criteria (self, lift);

  return criteria != NULL ? plumb_criteria_name (criteria) : plumb_lift_name (lift);
}

/* (nullable) */
static PlumbCriteria *
find_criteria (PlumbTrendPanel *self,
               const char      *lift)
{
  if (!g_hash_table_contains (self->criteria, lift))
    g_signal_emit (self, criteria_wanted_signal, 0, lift);
  return plumb_trend_panel_criteria (self, lift);
}

/* (transfer full) Those of the lift that is shown; they stay the panel's. */
static GPtrArray *
list_shown (PlumbTrendPanel *self)
{
  GPtrArray *shown = g_ptr_array_new ();

  for (guint i = 0; i < self->trends->len; i++)
    if (g_str_equal (((PlumbTrend *) self->trends->pdata[i])->lift, self->lift))
      g_ptr_array_add (shown, self->trends->pdata[i]);
  return shown;
}

/* Criteria that are gone leave the other lifts to be chosen. */
static void
show_rows (PlumbTrendPanel *self)
{
  PlumbCriteria *criteria = find_criteria (self, self->lift);
  g_autoptr (GPtrArray) shown = list_shown (self);
  const guint n
      = criteria != NULL ? plumb_trend_list_fill (self->list, shown, criteria) : 0;

  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0 || self->lifts->len > 1);
}

/* The choice itself stays as it is: it is just being made. */
static void
chosen_cb (PlumbTrendPanel *self)
{
  const guint at = gtk_drop_down_get_selected (self->choice);

  if (self->lifts == NULL || at >= self->lifts->len)
    return;
  g_free (self->lift);
  self->lift = g_strdup (self->lifts->pdata[at]);
  show_rows (self);
}

static void
show_choice (PlumbTrendPanel *self,
             guint            at)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->lifts->len; i++)
    gtk_string_list_append (names, name_lift (self, self->lifts->pdata[i]));
  g_signal_handlers_block_by_func (self->choice, chosen_cb, self);
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choice, at);
  g_signal_handlers_unblock_by_func (self->choice, chosen_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self->choice), self->lifts->len > 1);
}

static GtkWidget *
make_heading (PlumbTrendPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_("Checks over Time"));
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);
  GtkWidget *table = gtk_button_new_with_mnemonic (_("_Table…"));

  gtk_widget_set_layout_manager (box,
                                 g_object_new (PLUMB_TYPE_WRAP_LAYOUT, "spacing", 12, NULL));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "title-4");
  self->choice = GTK_DROP_DOWN (choice);
  gtk_widget_set_tooltip_text (choice, _("Whose checks: each lift has its own"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Lift"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (table), "win.show-trend");
  gtk_widget_set_tooltip_text (
      table, _("All checks of all reviews as one table, to be saved as CSV"));
  gtk_widget_add_css_class (table, "flat");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), choice);
  gtk_box_append (GTK_BOX (box), table);
  return box;
}

static void
plumb_trend_panel_dispose (GObject *object)
{
  PlumbTrendPanel *self = PLUMB_TREND_PANEL (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->criteria, g_hash_table_unref);
  g_clear_pointer (&self->trends, g_ptr_array_unref);
  g_clear_pointer (&self->lifts, g_ptr_array_unref);
  g_clear_pointer (&self->lift, g_free);
  G_OBJECT_CLASS (plumb_trend_panel_parent_class)->dispose (object);
}

static void
plumb_trend_panel_class_init (PlumbTrendPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plumb_trend_panel_dispose;
  criteria_wanted_signal
      = g_signal_new ("criteria-wanted", PLUMB_TYPE_TREND_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "trendpanel");
}

static void
plumb_trend_panel_init (PlumbTrendPanel *self)
{
  GtkBoxLayout *layout
      = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));
  GtkWidget *list = gtk_list_box_new ();

  self->criteria = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) plumb_criteria_unref);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 12);
  gtk_widget_set_parent (make_heading (self), GTK_WIDGET (self));
  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Checks over Time"), -1);
  gtk_widget_set_parent (list, GTK_WIDGET (self));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

void
plumb_trend_panel_show (PlumbTrendPanel *self,
                        GPtrArray       *trends)
{
  guint at = 0;

  g_return_if_fail (PLUMB_IS_TREND_PANEL (self));

  g_clear_pointer (&self->lifts, g_ptr_array_unref);
  g_clear_pointer (&self->trends, g_ptr_array_unref);
  if (trends == NULL || trends->len == 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  self->trends = g_ptr_array_ref (trends);
  self->lifts = plumb_trends_list_lifts (trends);
  /* The one that was chosen, while this athlete does it too. */
  if (self->lift == NULL
      || !g_ptr_array_find_with_equal_func (self->lifts, self->lift, g_str_equal, &at))
    at = 0;
  g_free (self->lift);
  self->lift = g_strdup (self->lifts->pdata[at]);
  show_choice (self, at);
  show_rows (self);
}

void
plumb_trend_panel_set_criteria (PlumbTrendPanel *self,
                                PlumbCriteria   *criteria)
{
  g_return_if_fail (PLUMB_IS_TREND_PANEL (self));
  g_return_if_fail (criteria != NULL);

  g_hash_table_replace (self->criteria, g_strdup (plumb_criteria_lift (criteria)),
                        plumb_criteria_ref (criteria));
}

PlumbCriteria *
plumb_trend_panel_criteria (PlumbTrendPanel *self,
                            const char      *lift)
{
  g_return_val_if_fail (PLUMB_IS_TREND_PANEL (self), NULL);

  return g_hash_table_lookup (self->criteria, lift);
}

const char *
plumb_trend_panel_lift (PlumbTrendPanel *self)
{
  g_return_val_if_fail (PLUMB_IS_TREND_PANEL (self), NULL);

  return self->lift;
}
