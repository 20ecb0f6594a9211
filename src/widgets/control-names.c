/* Names of controls; see control-names.h.
 *
 * The name of a control is its label and then the labels that it is labelled by, one
 * after the other: where both say the same, one of them has to go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "control-names.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* A part lies so deep in its whole at most. */
#define MAX_LEVELS 6
/* A title and what stands below it. */
#define MAX_NAMES 2

static gboolean
has_label (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static gboolean
is_labelled (GtkWidget *widget)
{
  return gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* Whether nobody gave the button a name that says more than its label. */
static gboolean
is_named_by_label (GtkWidget *button,
                   GtkLabel  *label)
{
  g_autofree char *difference
      = gtk_test_accessible_check_property (GTK_ACCESSIBLE (button),
                                            GTK_ACCESSIBLE_PROPERTY_LABEL,
                                            gtk_label_get_label (label));

  return difference == NULL;
}

/* A name of its own stands alone: newer GTK would say the label in its stead. A button
 * that has none says its label with the mark of the underlined letter; the label
 * widget says it without. */
static void
name_by_label (GtkWidget *button,
               GtkLabel  *label)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (button);

  if (!has_label (button))
    return;
  if (!is_named_by_label (button, label))
    gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  else if (!gtk_label_get_use_underline (label))
    return;
  else if (is_labelled (button))
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL);
  else
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_text (label), -1);
}

/* GTK names it after the picture, which has no name. Those of the toolkit's own windows
 * come without a tooltip too. */
static void
name_by_icon (GtkButton *button)
{
  static const struct
  {
    const char *icon, *name;
  } known[] = { { "close", N_("Close") },
                { "search", N_("Search") },
                { "find", N_("Search") },
                { "previous", N_("Back") },
                { "menu", N_("Menu") } };
  const char *name = gtk_widget_get_tooltip_text (GTK_WIDGET (button));

  for (guint i = 0; i < G_N_ELEMENTS (known) && name == NULL; i++)
    if (strstr (gtk_button_get_icon_name (button), known[i].icon) != NULL)
      name = _(known[i].name);
  if (name == NULL)
    return;
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/* What is made of parts that are on the bus as controls too. */
static gboolean
is_whole (GtkWidget *widget)
{
  return (GTK_IS_EDITABLE (widget) && !GTK_IS_TEXT (widget)) || GTK_IS_DROP_DOWN (widget)
         || GTK_IS_MENU_BUTTON (widget) || GTK_IS_COMBO_BOX (widget);
}

static GtkWidget *
find_whole (GtkWidget *part)
{
  GtkWidget *at = gtk_widget_get_parent (part);

  for (int i = 0; i < MAX_LEVELS && at != NULL; i++, at = gtk_widget_get_parent (at))
    if (is_whole (at))
      return at;
  return NULL;
}

static void
forget_names_cb (GtkWidget *widget)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* What the widget is called after, first things first. */
typedef struct
{
  GtkWidget *widgets[MAX_NAMES]; /* not owned */
  guint      n;
} Names;

/* GTK 4.8 does not notice when one of them goes: then the relation goes. */
static void
label_by (GtkWidget   *widget,
          const Names *names)
{
  GtkAccessible *self = GTK_ACCESSIBLE (widget);

  if (names->n == 1)
    gtk_accessible_update_relation (self, GTK_ACCESSIBLE_RELATION_LABELLED_BY, names->widgets[0],
                                    NULL, -1);
  else if (names->n == 2)
    gtk_accessible_update_relation (self, GTK_ACCESSIBLE_RELATION_LABELLED_BY, names->widgets[0],
                                    names->widgets[1], NULL, -1);
  for (guint i = 0; i < names->n; i++)
    g_signal_connect_object (names->widgets[i], "destroy", G_CALLBACK (forget_names_cb), widget,
                             G_CONNECT_SWAPPED);
}

/* The labels of a row, but not those of its own controls. */
static void
collect_labels (GtkWidget *widget,
                Names     *names)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && names->n < MAX_NAMES; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      names->widgets[names->n++] = child;
    else if (!GTK_IS_BUTTON (child) && !GTK_IS_EDITABLE (child) && !GTK_IS_NATIVE (child))
      collect_labels (child, names);
}

/* Rows that keys go to, of which GTK 4.8 says nothing. */
static gboolean
is_row (GtkWidget *widget)
{
  const GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  return role == GTK_ACCESSIBLE_ROLE_LIST_ITEM || role == GTK_ACCESSIBLE_ROLE_OPTION
         || role == GTK_ACCESSIBLE_ROLE_ROW;
}

static gboolean
is_menu_item (GtkWidget *widget)
{
  const GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  return role == GTK_ACCESSIBLE_ROLE_MENU_ITEM || role == GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX
         || role == GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO;
}

static void
name_item_cb (GtkWidget  *item,
              GParamSpec *property,
              GtkLabel   *label)
{
  /* Its text comes after its label. */
  g_auto (GStrv) parts = g_strsplit (gtk_label_get_label (label), "_", -1);
  g_autofree char *name = g_strjoinv ("", parts);

  plumb_control_set_name (item, name);
}

/* Newer GTK says nothing of the items of a menu. An item is shown before it has words. */
static void
name_menu_item (GtkWidget *item)
{
  Names names = { .n = 0 };

  collect_labels (item, &names);
  if (names.n == 0)
    return;
  g_signal_connect_object (names.widgets[0], "notify::label", G_CALLBACK (name_item_cb), item,
                           G_CONNECT_SWAPPED);
  name_item_cb (item, NULL, GTK_LABEL (names.widgets[0]));
}

static void
name_control (GtkWidget *widget)
{
  Names names = { .n = 0 };
  GtkWidget *whole;

  if (is_menu_item (widget))
    {
      name_menu_item (widget);
      return;
    }
  if (ADW_IS_ENTRY_ROW (widget))
    /* Newer libadwaita has its title twice. */
    plumb_control_set_name (widget,
                            adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));
  if (GTK_IS_BUTTON (widget) && GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (widget))))
    name_by_label (widget, GTK_LABEL (gtk_button_get_child (GTK_BUTTON (widget))));
  else if ((GTK_IS_BUTTON (widget) || GTK_IS_DROP_DOWN (widget)) && has_label (widget))
    /* Newer GTK calls them after whatever is in them. */
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget),
                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  if (has_label (widget))
    return;
  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL)
    name_by_icon (GTK_BUTTON (widget));
  whole = GTK_IS_BUTTON (widget) || GTK_IS_TEXT (widget) ? find_whole (widget) : NULL;
  if (GTK_IS_DROP_DOWN (widget) || has_label (widget)
      || (is_labelled (widget) && !(GTK_IS_DROP_DOWN (whole) && has_label (whole))))
    return;
  if (whole != NULL)
    names.widgets[names.n++] = whole;
  else if (is_row (widget) || ADW_IS_ABOUT_WINDOW (gtk_widget_get_root (widget)))
    collect_labels (widget, &names);
  if (names.n > 0)
    label_by (widget, &names);
  else if (GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_MENU_BUTTON (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    GTK_IS_MENU_BUTTON (widget) ? _("Menu") : _("Search"), -1);
}

/* The arrows of a calendar: GTK 4.8 has four pictures there, one after the other. */
static void
name_calendar (GtkWidget *calendar)
{
  static const char *const names[] = { N_("Month before"), N_("Next month"), N_("Year before"),
                                       N_("Next year") };
  GtkWidget *header = gtk_widget_get_first_child (calendar);
  guint n = 0;

  for (GtkWidget *child = header != NULL ? gtk_widget_get_first_child (header) : NULL;
       child != NULL && n < G_N_ELEMENTS (names); child = gtk_widget_get_next_sibling (child))
    if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child)) == GTK_ACCESSIBLE_ROLE_BUTTON)
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _(names[n++]), -1);
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_EDITABLE (widget)
         || GTK_IS_DROP_DOWN (widget) || is_row (widget) || is_menu_item (widget);
}

/* What lies on pages that are not shown yet is on the bus too. */
static void
name_below (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (is_control (child))
        name_control (child);
      name_below (child);
    }
}

static gboolean
mapped_cb (GSignalInvocationHint *hint,
           guint                  n_values,
           const GValue          *values,
           gpointer               user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (is_control (widget))
    name_control (widget);
  if (GTK_IS_CALENDAR (widget))
    name_calendar (widget);
  if (GTK_IS_NATIVE (widget))
    name_below (widget);
  return TRUE;
}

void
plumb_control_set_name (GtkWidget  *control,
                        const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

void
plumb_control_names_watch (void)
{
  /* The signal is there when its class is. */
  g_type_ensure (GTK_TYPE_WIDGET);
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
}
