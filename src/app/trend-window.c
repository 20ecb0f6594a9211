/* Checks over time as a table; see trend-window.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "trend-window.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "draw-checks.h"
#include "dialogs.h"
#include "staging.h"
#include "trend-csv.h"
#include "verdict-icon.h"

typedef struct
{
  GtkWidget *window;
  GPtrArray *trends; /* owned */
  char      *athlete;
} Table;

static void
free_table (gpointer data)
{
  Table *table = data;

  g_ptr_array_unref (table->trends);
  g_free (table->athlete);
  g_free (table);
}

static void
saved_cb (const char     *path,
          const gboolean *answers,
          gpointer        user_data)
{
  Table *table = user_data;
  g_autofree char *csv = plumb_trends_write_csv (table->trends);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents_full (path, csv, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error)
      || !plumb_staging_deliver (path, NULL, &error))
    plumb_dialog_error (GTK_WINDOW (table->window), _("That Did Not Work"), error->message);
  plumb_staging_drop (path);
}

static void
save_cb (Table *table)
{
  g_autofree char *name = g_strdup_printf ("%s.csv", table->athlete);

  plumb_dialog_save_file (GTK_WINDOW (table->window), _("Save the Table"),
                          g_strdelimit (name, "/\\:*?\"<>|", '-'), NULL, 0, saved_cb, table);
}

static GtkWidget *
make_cell (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_value (const PlumbTrend      *trend,
            const PlumbTrendPoint *point)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon;
  g_autofree char *text = NULL;

  if (point == NULL)
    {
      gtk_box_append (GTK_BOX (box), make_cell (_("–"), "dim-label"));
      return box;
    }
  const PlumbMeasure measure
      = { .has_value = TRUE, .value = point->value, .u = point->u, .unit = trend->unit };
  text = plumb_format_measure (&measure);
  icon = g_object_new (PLUMB_TYPE_VERDICT_ICON, NULL);
  plumb_verdict_icon_set_verdict (PLUMB_VERDICT_ICON (icon), point->verdict);
  gtk_widget_set_tooltip_text (icon, _(plumb_verdict_name (point->verdict)));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), make_cell (text, NULL));
  return box;
}

/* A column a review, newest first; a row a check. */
static GtkWidget *
make_grid (GPtrArray     *trends,
           PlumbCriteria *criteria)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autoptr (GArray) filmed_s = NULL;
  g_autoptr (GArray) ids = plumb_trends_list_reviews (trends, &filmed_s);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  for (guint i = 0; i < ids->len; i++)
    {
      const guint newest_first = ids->len - 1 - i;
      g_autoptr (GDateTime) date
          = g_date_time_new_from_unix_local (g_array_index (filmed_s, gint64, newest_first));
      g_autofree char *text = g_date_time_format (date, "%x");

      gtk_grid_attach (GTK_GRID (grid), make_cell (text, "heading"), (int) i + 1, 0, 1, 1);
    }
  for (guint t = 0; t < trends->len; t++)
    {
      const PlumbTrend *trend = trends->pdata[t];
      const PlumbCriterion *criterion = plumb_criteria_find (criteria, trend->measure);

      gtk_grid_attach (GTK_GRID (grid),
                       make_cell (criterion != NULL ? criterion->name : trend->measure, "heading"),
                       0, (int) t + 1, 1, 1);
      for (guint i = 0; i < ids->len; i++)
        gtk_grid_attach (
            GTK_GRID (grid),
            make_value (trend, plumb_trend_find (
                                   trend, g_array_index (ids, gint64, ids->len - 1 - i))),
            (int) i + 1, (int) t + 1, 1, 1);
    }
  return grid;
}

void
plumb_trend_window_show (GtkWindow     *parent,
                         const char    *athlete,
                         GPtrArray     *trends,
                         PlumbCriteria *criteria)
{
  Table *table = g_new0 (Table, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *save = gtk_button_new_with_mnemonic (_("_Save as CSV…"));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *grid = make_grid (trends, criteria);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autofree char *title = g_strdup_printf (_("Checks of %s over Time"), athlete);

  table->window = adw_window_new ();
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (table->window, keys);
  table->trends = trends;
  table->athlete = g_strdup (athlete);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), table);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), save);
  adw_header_bar_set_title_widget (
      ADW_HEADER_BAR (header), adw_window_title_new (title, plumb_criteria_name (criteria)));
  gtk_widget_set_margin_start (grid, 18);
  gtk_widget_set_margin_end (grid, 18);
  gtk_widget_set_margin_top (grid, 18);
  gtk_widget_set_margin_bottom (grid, 18);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (table->window), box);
  gtk_window_set_title (GTK_WINDOW (table->window), title);
  gtk_window_set_default_size (GTK_WINDOW (table->window), 900, 560);
  gtk_window_set_transient_for (GTK_WINDOW (table->window), parent);
  g_object_set_data_full (G_OBJECT (table->window), "table", table, free_table);
  gtk_window_present (GTK_WINDOW (table->window));
}
