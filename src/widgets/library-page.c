/* The library page; see library-page.h.
 *
 * Athletes by name, filtered as the search is typed; with none chosen the
 * recordings are shown that have no athlete yet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _PlumbLibraryPage
{
  GtkWidget           parent_instance;
  PlumbLibrary       *library;   /* owned, nullable */
  GtkFilterListModel *found;     /* owned */
  GtkSingleSelection *selection; /* owned */
  gint64              wanted;    /* athlete to select when the list is there */

  GtkSearchEntry *search;
  GtkButton      *unassigned;
  GtkListView    *athletes;
  GtkStack       *stack;
  GtkLabel       *heading;
  GtkListBox     *reviews;
};

enum
{
  OPEN_REVIEW,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbLibraryPage, plumb_library_page, GTK_TYPE_WIDGET)

static void
row_activated_cb (PlumbLibraryPage *self,
                  GtkListBoxRow    *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "review");

  g_signal_emit (self, signals[OPEN_REVIEW], 0, *id);
}

static GtkWidget *
make_review_row (PlumbReviewItem *item)
{
  const gint64 id = plumb_review_item_id (item);
  g_autofree char *name = g_path_get_basename (plumb_review_item_path (item));
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  g_autoptr (GDateTime) utc
      = g_date_time_new_from_unix_utc (plumb_review_item_created_s (item));
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *date = g_date_time_format (local, "%x, %H:%M");
  const gboolean there = g_file_test (plumb_review_item_path (item), G_FILE_TEST_EXISTS);
  g_autofree char *subtitle
      = there ? g_strdup (date)
              : g_strdup_printf (_("%s — the video file is not where it was"), date);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "review", g_memdup2 (&id, sizeof id), g_free);
  return row;
}

static void
show_reviews (PlumbLibraryPage *self)
{
  PlumbAthlete *athlete = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items = NULL;
  GtkListBoxRow *row;
  guint n;

  while ((row = gtk_list_box_get_row_at_index (self->reviews, 0)) != NULL)
    gtk_list_box_remove (self->reviews, GTK_WIDGET (row));
  if (self->library == NULL)
    return;
  items = plumb_library_reviews (self->library, plumb_library_page_athlete (self), &error);
  if (items == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  n = g_list_model_get_n_items (items);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PlumbReviewItem) item = g_list_model_get_item (items, i);

      gtk_list_box_append (self->reviews, make_review_row (item));
    }
  gtk_label_set_text (self->heading,
                      athlete != NULL ? plumb_athlete_name (athlete) : _("Not assigned yet"));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "reviews" : "empty");
}

static void
select_wanted (PlumbLibraryPage *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PlumbAthlete) athlete = g_list_model_get_item (model, i);

      if (plumb_athlete_id (athlete) == self->wanted)
        gtk_single_selection_set_selected (self->selection, i);
    }
}

static void
selected_cb (PlumbLibraryPage *self)
{
  show_reviews (self);
}

static void
unassigned_cb (PlumbLibraryPage *self)
{
  plumb_library_page_select (self, 0);
}

static void
library_changed_cb (PlumbLibraryPage *self)
{
  select_wanted (self);
  show_reviews (self);
}

static gboolean
match_athlete (gpointer item,
               gpointer user_data)
{
  PlumbLibraryPage *self = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return *text == '\0'
         || g_str_match_string (text, plumb_athlete_name (item), TRUE);
}

static void
search_changed_cb (PlumbLibraryPage *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->found), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
setup_athlete_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_athlete_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      plumb_athlete_name (gtk_list_item_get_item (item)));
}

void
plumb_library_page_set_library (PlumbLibraryPage *self,
                                PlumbLibrary     *library)
{
  g_return_if_fail (PLUMB_IS_LIBRARY_PAGE (self));
  g_return_if_fail (self->library == NULL && library != NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_filter_list_model_set_model (self->found, plumb_library_athletes (library));
  show_reviews (self);
}

gint64
plumb_library_page_athlete (PlumbLibraryPage *self)
{
  PlumbAthlete *athlete;

  g_return_val_if_fail (PLUMB_IS_LIBRARY_PAGE (self), 0);

  athlete = gtk_single_selection_get_selected_item (self->selection);
  return athlete != NULL ? plumb_athlete_id (athlete) : 0;
}

void
plumb_library_page_select (PlumbLibraryPage *self,
                           gint64            athlete_id)
{
  g_return_if_fail (PLUMB_IS_LIBRARY_PAGE (self));

  self->wanted = athlete_id;
  if (athlete_id == 0)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  else
    select_wanted (self);
  show_reviews (self);
}

void
plumb_library_page_find (PlumbLibraryPage *self)
{
  g_return_if_fail (PLUMB_IS_LIBRARY_PAGE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
plumb_library_page_dispose (GObject *object)
{
  PlumbLibraryPage *self = PLUMB_LIBRARY_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->found);
  g_clear_object (&self->selection);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (plumb_library_page_parent_class)->dispose (object);
}

static void
plumb_library_page_class_init (PlumbLibraryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = plumb_library_page_dispose;

  signals[OPEN_REVIEW] = g_signal_new ("open-review", PLUMB_TYPE_LIBRARY_PAGE, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[FAILED] = g_signal_new ("failed", PLUMB_TYPE_LIBRARY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plumbline/Plumbline/ui/library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, search);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, unassigned);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, athletes);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, heading);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, reviews);
  gtk_widget_class_set_css_name (widget_class, "library");
}

static void
plumb_library_page_init (PlumbLibraryPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->found = gtk_filter_list_model_new (
      NULL, GTK_FILTER (gtk_custom_filter_new (match_athlete, self, NULL)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->found)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_athlete_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_athlete_cb), NULL);
  gtk_list_view_set_factory (self->athletes, factory);
  gtk_list_view_set_model (self->athletes, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unassigned, "clicked", G_CALLBACK (unassigned_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reviews, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
}
