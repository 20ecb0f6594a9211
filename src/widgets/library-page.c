/* The library page; see library-page.h.
 *
 * Athletes by name, filtered as the search is typed; with none chosen the
 * recordings are shown that have no athlete yet. Words that are in notes show
 * the reviews that have them, until an athlete is chosen. While the page is not
 * on the screen nothing is read; it is when it comes back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "library-row.h"
#include "trend-list.h"

struct _PlumbLibraryPage
{
  GtkWidget           parent_instance;
  PlumbLibrary       *library;   /* owned, nullable */
  GtkFilterListModel *found;     /* owned */
  GtkSingleSelection *selection; /* owned */
  PlumbCriteria      *criteria;  /* owned, nullable */
  gint64              wanted;    /* athlete to select when the list is there */
  gboolean            stale;     /* the rows are older than the library */

  GtkSearchEntry *search;
  GtkButton      *unassigned;
  GtkListView    *athletes;
  GtkStack       *stack;
  GtkLabel       *heading;
  GtkWidget      *athlete_button;
  GtkLabel       *details;
  GtkLabel       *athlete_notes;
  GtkWidget      *nothing;
  GtkListBox     *reviews;
  GtkWidget      *trend_heading;
  GtkListBox     *trends;
  GtkLabel       *found_heading;
  GtkListBox     *found_reviews;
};

enum
{
  OPEN_REVIEW,
  THUMBNAIL_WANTED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbLibraryPage, plumb_library_page, GTK_TYPE_WIDGET)

static void
row_activated_cb (PlumbLibraryPage *self,
                  PlumbLibraryRow  *row)
{
  PlumbReviewItem *item = plumb_library_row_item (row);

  if (plumb_review_item_found_kind (item) == PLUMB_FOUND_ATHLETE)
    plumb_library_page_select (self, plumb_review_item_athlete_id (item));
  else
    g_signal_emit (self, signals[OPEN_REVIEW], 0, plumb_review_item_id (item));
}

/* (nullable) */
static const char *
name_lift (PlumbLibraryPage *self,
           const char       *lift)
{
  if (lift == NULL || self->criteria == NULL
      || g_strcmp0 (plumb_criteria_lift (self->criteria), lift) != 0)
    return lift;
  return plumb_criteria_name (self->criteria);
}

static void
fill_list (PlumbLibraryPage *self,
           GtkListBox       *list,
           GListModel       *items,
           gboolean          found)
{
  const guint n = g_list_model_get_n_items (items);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PlumbReviewItem) item = g_list_model_get_item (items, i);

      gtk_list_box_append (
          list,
          plumb_library_row_new (item, name_lift (self, plumb_review_item_lift (item)), found));
      g_signal_emit (self, signals[THUMBNAIL_WANTED], 0, item);
    }
  gtk_widget_set_visible (GTK_WIDGET (list), n > 0);
}

static void
set_text (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

/* Who the athlete is, and the checks over time. What cannot be read is left
 * out: the reviews above have said so. */
static void
show_athlete (PlumbLibraryPage *self,
              gint64            athlete_id)
{
  g_autoptr (PlumbAthleteDetails) details
      = athlete_id != 0 ? plumb_library_athlete_details (self->library, athlete_id, NULL)
                        : plumb_athlete_details_new ();
  g_autofree char *line = details != NULL ? plumb_athlete_details_describe (details) : NULL;
  g_autoptr (GPtrArray) trends
      = athlete_id != 0 ? plumb_library_trends (self->library, athlete_id, NULL) : NULL;
  guint n = 0;

  set_text (self->details, line != NULL ? line : "");
  set_text (self->athlete_notes, details != NULL ? details->notes : "");
  if (trends != NULL && self->criteria != NULL)
    n = plumb_trend_list_fill (self->trends, trends, self->criteria);
  gtk_widget_set_visible (self->trend_heading, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->trends), n > 0);
}

static void
show_reviews (PlumbLibraryPage *self)
{
  PlumbAthlete *athlete = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items = NULL;
  guint n;

  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->library == NULL || self->stale)
    return;
  items = plumb_library_reviews (self->library, plumb_library_page_athlete (self), &error);
  if (items == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  n = g_list_model_get_n_items (items);
  fill_list (self, self->reviews, items, FALSE);
  gtk_label_set_text (self->heading,
                      athlete != NULL ? plumb_athlete_name (athlete) : _("Not assigned yet"));
  gtk_widget_set_visible (self->athlete_button, athlete != NULL);
  gtk_widget_set_visible (self->nothing, n == 0);
  show_athlete (self, athlete != NULL ? plumb_athlete_id (athlete) : 0);
  gtk_stack_set_visible_child_name (self->stack, n > 0 || athlete != NULL ? "reviews" : "empty");
}

/* Shows the reviews whose notes have the words; FALSE when there are none. */
static gboolean
show_found (PlumbLibraryPage *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items = NULL;
  g_autofree char *heading = NULL;
  guint n;

  if (self->library == NULL || *words == '\0')
    return FALSE;
  items = plumb_library_search (self->library, words, &error);
  if (items == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return FALSE;
    }
  n = g_list_model_get_n_items (items);
  if (n == 0)
    return FALSE;
  heading = n < PLUMB_LIBRARY_MAX_FOUND
                ? g_strdup_printf (ngettext ("“%s” in %u note", "“%s” in %u notes", n), words, n)
                : g_strdup_printf (_("“%s” in many notes, the newest %u"), words, n);
  gtk_label_set_text (self->found_heading, heading);
  fill_list (self, self->found_reviews, items, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "found");
  return TRUE;
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
  /* A rename takes the row out and puts it in elsewhere: none chosen for a
   * moment is not what the coach chose. */
  if (plumb_library_page_athlete (self) != 0)
    self->wanted = plumb_library_page_athlete (self);
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
  if (show_found (self))
    return;
  /* What was chosen may have been filtered away meanwhile. */
  select_wanted (self);
  show_reviews (self);
}

static char *
describe_open_cb (gpointer unused,
                  guint    open)
{
  return open > 0 ? g_strdup_printf ("%u", open) : g_strdup ("");
}

static gboolean
has_open_cb (gpointer unused,
             guint    open)
{
  return open > 0;
}

/* (transfer full) A property of the athlete that the list item shows. */
static GtkExpression *
look_up (const char *property)
{
  return gtk_property_expression_new (
      PLUMB_TYPE_ATHLETE, gtk_property_expression_new (GTK_TYPE_LIST_ITEM, NULL, "item"),
      property);
}

static void
setup_athlete_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *badge = gtk_label_new (NULL);
  GtkExpression *text_from[] = { look_up ("open-findings") };
  GtkExpression *shown_from[] = { look_up ("open-findings") };

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (badge, _("Open findings"));
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_expression_bind (look_up ("name"), label, "label", item);
  gtk_expression_bind (gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 1, text_from,
                                                    G_CALLBACK (describe_open_cb), NULL, NULL),
                       badge, "label", item);
  gtk_expression_bind (gtk_cclosure_expression_new (G_TYPE_BOOLEAN, NULL, 1, shown_from,
                                                    G_CALLBACK (has_open_cb), NULL, NULL),
                       badge, "visible", item);
  gtk_list_item_set_child (item, box);
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

void
plumb_library_page_set_criteria (PlumbLibraryPage *self,
                                 PlumbCriteria    *criteria)
{
  g_return_if_fail (PLUMB_IS_LIBRARY_PAGE (self));
  g_return_if_fail (criteria != NULL);

  plumb_criteria_ref (criteria);
  g_clear_pointer (&self->criteria, plumb_criteria_unref);
  self->criteria = criteria;
  show_reviews (self);
}

static void
set_thumbnail (GtkListBox   *list,
               gint64        review_id,
               GdkPaintable *thumbnail)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (plumb_review_item_id (plumb_library_row_item (PLUMB_LIBRARY_ROW (row))) == review_id)
      plumb_library_row_set_thumbnail (PLUMB_LIBRARY_ROW (row), thumbnail);
}

void
plumb_library_page_set_thumbnail (PlumbLibraryPage *self,
                                  gint64            review_id,
                                  GdkPaintable     *thumbnail)
{
  g_return_if_fail (PLUMB_IS_LIBRARY_PAGE (self));

  set_thumbnail (self->reviews, review_id, thumbnail);
  set_thumbnail (self->found_reviews, review_id, thumbnail);
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
plumb_library_page_map (GtkWidget *widget)
{
  PlumbLibraryPage *self = PLUMB_LIBRARY_PAGE (widget);

  GTK_WIDGET_CLASS (plumb_library_page_parent_class)->map (widget);
  if (self->stale)
    show_reviews (self);
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
  g_clear_pointer (&self->criteria, plumb_criteria_unref);
  G_OBJECT_CLASS (plumb_library_page_parent_class)->dispose (object);
}

static void
plumb_library_page_class_init (PlumbLibraryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = plumb_library_page_dispose;
  widget_class->map = plumb_library_page_map;

  signals[OPEN_REVIEW] = g_signal_new ("open-review", PLUMB_TYPE_LIBRARY_PAGE, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[THUMBNAIL_WANTED]
      = g_signal_new ("thumbnail-wanted", PLUMB_TYPE_LIBRARY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, PLUMB_TYPE_REVIEW_ITEM);
  signals[FAILED] = g_signal_new ("failed", PLUMB_TYPE_LIBRARY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plumbline/Plumbline/ui/library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, search);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, unassigned);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, athletes);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, heading);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, athlete_button);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, details);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, athlete_notes);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, trend_heading);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, trends);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, reviews);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, found_heading);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, found_reviews);
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
  g_signal_connect_object (self->found_reviews, "row-activated", G_CALLBACK (row_activated_cb),
                           self, G_CONNECT_SWAPPED);
}
