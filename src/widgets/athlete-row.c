/* A row of the list of athletes; see athlete-row.h.
 *
 * The list keeps two hundred rows, whatever is seen of them, and fills them anew
 * with every letter that is typed into the search: they are filled by hand, and
 * no tooltip is set on them, which would ask the X server each time where the
 * pointer is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "athlete-row.h"

#include <glib/gi18n-lib.h>

#include "library.h"

/* What a list item shows; freed with its box. */
typedef struct
{
  PlumbAthlete *athlete; /* owned, nullable */
  gulong        handler;
  GtkLabel     *name, *about, *open;
  GtkWidget    *film;
} Row;

static void
forget (Row *row)
{
  if (row->athlete != NULL)
    g_signal_handler_disconnect (row->athlete, row->handler);
  g_clear_object (&row->athlete);
}

static void
free_row (gpointer data)
{
  forget (data);
  g_free (data);
}

/* "12.11.26 · 8 reviews · rehab": what matters most is cut off last. */
static char *
describe (PlumbAthlete *athlete)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint n_reviews = plumb_athlete_n_reviews (athlete);
  const char *tags = plumb_athlete_tags (athlete);

  if (n_reviews > 0)
    {
      g_autoptr (GDateTime) newest
          = g_date_time_new_from_unix_local (plumb_athlete_newest_s (athlete));
      g_autofree char *date = g_date_time_format (newest, "%x");

      g_string_printf (text, ngettext ("%s · %u review", "%s · %u reviews", n_reviews), date,
                       n_reviews);
    }
  else
    g_string_append (text, _("No reviews yet"));
  if (*tags != '\0')
    g_string_append_printf (text, " · %s", tags);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
fill (Row *row)
{
  const guint open = plumb_athlete_open_findings (row->athlete);
  g_autofree char *about = describe (row->athlete);
  g_autofree char *n_open = g_strdup_printf ("%u", open);

  gtk_label_set_text (row->name, plumb_athlete_name (row->athlete));
  gtk_label_set_text (row->about, about);
  gtk_label_set_text (row->open, open > 0 ? n_open : "");
  gtk_widget_set_visible (GTK_WIDGET (row->open), open > 0);
  gtk_widget_set_visible (row->film, plumb_athlete_film_due (row->athlete));
}

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static gboolean
query_tooltip_cb (GtkWidget  *badge,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip,
                  const char *text)
{
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* `tooltip`: as long as the program. */
static GtkWidget *
make_badge (GtkWidget  *badge,
            const char *style,
            const char *tooltip)
{
  gtk_widget_set_has_tooltip (badge, TRUE);
  g_signal_connect (badge, "query-tooltip", G_CALLBACK (query_tooltip_cb), (gpointer) tooltip);
  gtk_widget_add_css_class (badge, "badge");
  if (style != NULL)
    gtk_widget_add_css_class (badge, style);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (badge), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  tooltip, -1);
  return badge;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = make_label (NULL);
  GtkWidget *about = make_label ("caption");
  GtkWidget *open = make_badge (gtk_label_new (NULL), NULL, _("Open findings"));
  Row *row = g_new0 (Row, 1);

  row->film = make_badge (gtk_label_new (_("Film")), "film", _("The next film is due"));
  row->name = GTK_LABEL (name);
  row->about = GTK_LABEL (about);
  row->open = GTK_LABEL (open);
  gtk_widget_add_css_class (about, "dim-label");
  gtk_widget_add_css_class (about, "numeric");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (texts), about);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), row->film);
  gtk_box_append (GTK_BOX (box), open);
  g_object_set_data_full (G_OBJECT (box), "row", row, free_row);
  gtk_list_item_set_child (item, box);
}

static Row *
get_row (GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);

  return box != NULL ? g_object_get_data (G_OBJECT (box), "row") : NULL;
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  Row *row = get_row (item);

  forget (row);
  row->athlete = g_object_ref (gtk_list_item_get_item (item));
  row->handler = g_signal_connect_swapped (row->athlete, "notify", G_CALLBACK (fill), row);
  fill (row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  Row *row = get_row (item);

  if (row != NULL)
    forget (row);
}

GtkListItemFactory *
plumb_athlete_row_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}
