/* The library page; see library-page.h.
 *
 * With no athlete chosen the recordings are shown that have none yet. Words that
 * are in notes show the reviews that have them, until an athlete is chosen. While
 * the page is not on the screen nothing is read; it is when it comes back.
 *
 * Of an athlete's recordings and notes the newest are shown until all are asked
 * for, so that the checks over time do not end up far below. These are of one lift.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "athlete-head.h"
#include "athlete-list.h"
#include "library-row.h"
#include "lift-names.h"
#include "page-columns.h"
#include "trend-panel.h"
#include "wrap-layout.h"

/* Rows at once; more when they are asked for. */
#define N_FOUND_FIRST 8
#define N_FIRST 3 /* of an athlete: what came of them stands below */

struct _PlumbLibraryPage
{
  GtkWidget      parent_instance;
  PlumbLibrary  *library;  /* owned, nullable */
  GListModel    *found;    /* owned, nullable: what the words are in */
  gboolean       stale;    /* the rows are older than the library */
  gboolean       all_reviews, all_notes;
  gint64         shown;    /* the athlete that these two are of; 0 = none yet */

  PlumbAthleteList *athletes;
  GtkStack         *stack;
  AdwStatusPage    *empty;
  GtkWidget        *empty_open;
  GtkScrolledWindow *scroller;
  GtkLabel         *heading;
  GtkWidget        *athlete_tools;
  PlumbAthleteHead *head;
  GtkWidget        *archived;
  GtkWidget        *nothing;
  GtkWidget        *main;
  GtkWidget        *reviews_heading;
  GtkListBox       *reviews;
  GtkButton        *more_reviews;
  PlumbTrendPanel  *trends;
  GtkWidget        *rest;
  GtkListBox       *notes;
  GtkButton        *more_notes;
  GtkLabel         *found_heading;
  GtkListBox       *found_reviews;
  GtkWidget        *found_more;
};

enum
{
  OPEN_REVIEW,
  THUMBNAIL_WANTED,
  CRITERIA_WANTED,
  NEXT_FILM_SET,
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
    {
      plumb_athlete_list_set_words (self->athletes, "");
      plumb_library_page_select (self, plumb_review_item_athlete_id (item));
    }
  else
    g_signal_emit (self, signals[OPEN_REVIEW], 0, item);
}

/* (nullable) The name that a coach's own criteria give goes before ours. */
static const char *
name_lift (PlumbLibraryPage *self,
           const char       *lift)
{
  PlumbCriteria *criteria
      = lift != NULL ? plumb_trend_panel_criteria (self->trends, lift) : NULL;

  if (criteria != NULL)
    return plumb_criteria_name (criteria);
  return lift != NULL ? plumb_lift_name (lift) : NULL;
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* Appends rows for items from `first` up to `end`. */
static void
append_rows (PlumbLibraryPage *self,
             GtkListBox       *list,
             GListModel       *items,
             guint             first,
             guint             end)
{
  for (guint i = first; i < end; i++)
    {
      g_autoptr (PlumbReviewItem) item = g_list_model_get_item (items, i);

      gtk_list_box_append (
          list, plumb_library_row_new (item, name_lift (self, plumb_review_item_lift (item))));
      if (plumb_review_item_id (item) != 0)
        g_signal_emit (self, signals[THUMBNAIL_WANTED], 0, item);
    }
}

/* How many of `n` are shown at first. One more than that is shown at once too: a
 * button would take as much room. */
static guint
count_first (guint    n,
             gboolean all)
{
  return all || n <= N_FIRST + 1 ? n : N_FIRST;
}

static void
offer_more (GtkButton *button,
            char      *label, /* (transfer full) */
            gboolean   offered)
{
  g_autofree char *taken = label;

  gtk_button_set_label (button, taken);
  gtk_widget_set_visible (GTK_WIDGET (button), offered);
}

/* The notes of the reviews, newest first. */
static void
show_notes (PlumbLibraryPage *self,
            GListModel       *items)
{
  g_autoptr (GPtrArray) noted = g_ptr_array_new_with_free_func (g_object_unref);
  guint n;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PlumbReviewItem) item = g_list_model_get_item (items, i);

      if (*plumb_review_item_notes (item) != '\0')
        g_ptr_array_add (noted, g_steal_pointer (&item));
    }
  n = count_first (noted->len, self->all_notes);
  clear_list (self->notes);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->notes, plumb_library_row_new_note (noted->pdata[i]));
  offer_more (self->more_notes,
              g_strdup_printf (ngettext ("Show %u note", "Show all %u notes", noted->len),
                               noted->len),
              n < noted->len);
  gtk_widget_set_visible (self->rest, n > 0);
}

/* What cannot be read is left out: the reviews above have said so. */
static void
show_trends (PlumbLibraryPage *self)
{
  const gint64 athlete_id = plumb_library_page_athlete (self);
  g_autoptr (GPtrArray) trends
      = athlete_id != 0 ? plumb_library_trends (self->library, athlete_id, NULL) : NULL;

  plumb_trend_panel_show (self->trends, trends);
}

/* With nobody chosen, and nothing that waits for an athlete. */
static void
show_empty (PlumbLibraryPage *self)
{
  const char *words = plumb_athlete_list_words (self->athletes);
  const gboolean has_athletes
      = g_list_model_get_n_items (plumb_library_athletes (self->library)) > 0;
  const char *title = _("No Recordings Yet");
  g_autofree char *text
      = g_strdup (_("Drop a video here or open one; it is asked for an athlete once."));

  if (*words != '\0')
    {
      g_autofree char *escaped = g_markup_escape_text (words, -1);

      title = _("Nothing Found");
      g_free (text);
      text = g_strdup_printf (_("“%s” is in no name, no tag and no note."), escaped);
    }
  else if (has_athletes)
    {
      title = _("All Assigned");
      g_free (text);
      text = g_strdup (_("Every recording has its athlete. Drop new videos here or open one."));
    }
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, text);
  gtk_widget_set_visible (self->empty_open, *words == '\0');
}

static void
show_head (PlumbLibraryPage *self,
           PlumbAthlete     *athlete,
           guint             n)
{
  gtk_label_set_text (self->heading,
                      athlete != NULL ? plumb_athlete_name (athlete) : _("Not assigned yet"));
  gtk_widget_set_visible (self->athlete_tools, athlete != NULL);
  gtk_widget_set_visible (self->archived,
                          athlete != NULL && plumb_athlete_archived (athlete));
  gtk_widget_set_visible (self->nothing, n == 0);
  gtk_widget_set_visible (self->reviews_heading, athlete != NULL);
  plumb_athlete_head_show (self->head, self->library, athlete);
}

static void
show_recordings (PlumbLibraryPage *self,
                 GListModel       *items)
{
  const guint n = g_list_model_get_n_items (items);
  /* What waits for an athlete is work to do: all of it. */
  const guint end
      = count_first (n, self->all_reviews || plumb_library_page_athlete (self) == 0);

  clear_list (self->reviews);
  append_rows (self, self->reviews, items, 0, end);
  offer_more (self->more_reviews,
              g_strdup_printf (ngettext ("Show %u recording", "Show all %u recordings", n), n),
              end < n);
  gtk_widget_set_visible (self->main, n > 0);
}

/* While an athlete is renamed nobody is chosen for a moment: that is no other one. */
static void
begin_athlete (PlumbLibraryPage *self,
               gint64            id)
{
  if (id == 0 || id == self->shown)
    return;
  self->shown = id;
  self->all_reviews = self->all_notes = FALSE;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
show_reviews (PlumbLibraryPage *self)
{
  PlumbAthlete *athlete = plumb_athlete_list_chosen (self->athletes);
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
  begin_athlete (self, plumb_library_page_athlete (self));
  n = g_list_model_get_n_items (items);
  show_head (self, athlete, n);
  show_recordings (self, items);
  show_trends (self);
  show_notes (self, items);
  if (athlete == NULL)
    plumb_athlete_list_set_unassigned (self->athletes, n);
  show_empty (self);
  gtk_stack_set_visible_child_name (self->stack, n > 0 || athlete != NULL ? "reviews" : "empty");
}

static void
all_reviews_cb (PlumbLibraryPage *self)
{
  self->all_reviews = TRUE;
  show_reviews (self);
}

static void
all_notes_cb (PlumbLibraryPage *self)
{
  self->all_notes = TRUE;
  show_reviews (self);
}

/* The rows that are there show what is found now: laying out new ones takes longer
 * than looking for it. */
static void
show_found_rows (PlumbLibraryPage *self,
                 guint             end)
{
  const guint n = g_list_model_get_n_items (self->found);
  GtkListBoxRow *row;
  guint i = 0;

  while (i < MIN (end, n)
         && (row = gtk_list_box_get_row_at_index (self->found_reviews, (int) i)) != NULL)
    {
      g_autoptr (PlumbReviewItem) item = g_list_model_get_item (self->found, i++);

      plumb_library_row_set_found (PLUMB_LIBRARY_ROW (row), item);
      if (plumb_review_item_id (item) != 0)
        g_signal_emit (self, signals[THUMBNAIL_WANTED], 0, item);
    }
  append_rows (self, self->found_reviews, self->found, i, MIN (end, n));
  while ((row = gtk_list_box_get_row_at_index (self->found_reviews, (int) MIN (end, n))) != NULL)
    gtk_list_box_remove (self->found_reviews, GTK_WIDGET (row));
  gtk_widget_set_visible (self->found_more, n > end);
}

/* Shows where the words were written; FALSE when they are nowhere. */
static gboolean
show_found (PlumbLibraryPage *self)
{
  const char *words = plumb_athlete_list_words (self->athletes);
  g_autoptr (GError) error = NULL;
  g_autofree char *heading = NULL;
  guint n;

  g_clear_object (&self->found);
  if (self->library == NULL || *words == '\0')
    return FALSE;
  self->found = plumb_library_search (self->library, words, &error);
  if (self->found == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return FALSE;
    }
  n = g_list_model_get_n_items (self->found);
  if (n == 0)
    return FALSE;
  heading = n < PLUMB_LIBRARY_MAX_FOUND
                ? g_strdup_printf (ngettext ("“%s” in %u note", "“%s” in %u notes", n), words, n)
                : g_strdup_printf (_("“%s” in many notes, the newest %u"), words, n);
  gtk_label_set_text (self->found_heading, heading);
  show_found_rows (self, N_FOUND_FIRST);
  gtk_stack_set_visible_child_name (self->stack, "found");
  return TRUE;
}

static void
found_more_cb (PlumbLibraryPage *self)
{
  if (self->found != NULL)
    show_found_rows (self, G_MAXUINT);
}

static void
library_changed_cb (PlumbLibraryPage *self)
{
  plumb_athlete_list_refresh (self->athletes);
  if (self->found == NULL)
    show_reviews (self);
  else if (!show_found (self))
    show_reviews (self);
}

static void
chosen_cb (PlumbLibraryPage *self)
{
  /* The words that found something leave nobody on the list: that is no choice. */
  if (self->found != NULL && plumb_athlete_list_chosen (self->athletes) == NULL)
    return;
  g_clear_object (&self->found);
  show_reviews (self);
}

static void
search_changed_cb (PlumbLibraryPage *self)
{
  if (show_found (self))
    return;
  /* What was chosen may have been filtered away meanwhile. */
  plumb_athlete_list_refresh (self->athletes);
  show_reviews (self);
}

static void
criteria_wanted_cb (PlumbLibraryPage *self,
                    const char       *lift)
{
  g_signal_emit (self, signals[CRITERIA_WANTED], 0, lift);
}

static void
next_film_cb (PlumbLibraryPage *self,
              const char       *date)
{
  g_signal_emit (self, signals[NEXT_FILM_SET], 0, date);
}

static void
count_unassigned (PlumbLibraryPage *self)
{
  g_autoptr (GListModel) items = plumb_library_reviews (self->library, 0, NULL);

  if (items != NULL)
    plumb_athlete_list_set_unassigned (self->athletes, g_list_model_get_n_items (items));
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
  plumb_athlete_list_set_athletes (self->athletes, plumb_library_athletes (library));
  count_unassigned (self);
  show_reviews (self);
}

void
plumb_library_page_set_criteria (PlumbLibraryPage *self,
                                 PlumbCriteria    *criteria)
{
  g_return_if_fail (PLUMB_IS_LIBRARY_PAGE (self));
  g_return_if_fail (criteria != NULL);

  plumb_trend_panel_set_criteria (self->trends, criteria);
}

const char *
plumb_library_page_trend_lift (PlumbLibraryPage *self)
{
  g_return_val_if_fail (PLUMB_IS_LIBRARY_PAGE (self), NULL);

  return plumb_trend_panel_lift (self->trends);
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

  athlete = plumb_athlete_list_chosen (self->athletes);
  return athlete != NULL ? plumb_athlete_id (athlete) : 0;
}

void
plumb_library_page_select (PlumbLibraryPage *self,
                           gint64            athlete_id)
{
  g_return_if_fail (PLUMB_IS_LIBRARY_PAGE (self));

  g_clear_object (&self->found);
  g_signal_handlers_block_by_func (self->athletes, chosen_cb, self);
  plumb_athlete_list_choose (self->athletes, athlete_id);
  g_signal_handlers_unblock_by_func (self->athletes, chosen_cb, self);
  show_reviews (self);
}

void
plumb_library_page_search (PlumbLibraryPage *self,
                           const char       *words)
{
  g_return_if_fail (PLUMB_IS_LIBRARY_PAGE (self));

  plumb_athlete_list_set_words (self->athletes, words);
  search_changed_cb (self);
}

void
plumb_library_page_find (PlumbLibraryPage *self)
{
  g_return_if_fail (PLUMB_IS_LIBRARY_PAGE (self));

  plumb_athlete_list_find (self->athletes);
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
  g_clear_object (&self->library);
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
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, PLUMB_TYPE_REVIEW_ITEM);
  signals[THUMBNAIL_WANTED]
      = g_signal_new ("thumbnail-wanted", PLUMB_TYPE_LIBRARY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, PLUMB_TYPE_REVIEW_ITEM);
  signals[CRITERIA_WANTED]
      = g_signal_new ("criteria-wanted", PLUMB_TYPE_LIBRARY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[NEXT_FILM_SET]
      = g_signal_new ("next-film-set", PLUMB_TYPE_LIBRARY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", PLUMB_TYPE_LIBRARY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);

  g_type_ensure (PLUMB_TYPE_ATHLETE_LIST);
  g_type_ensure (PLUMB_TYPE_ATHLETE_HEAD);
  g_type_ensure (PLUMB_TYPE_PAGE_COLUMNS);
  g_type_ensure (PLUMB_TYPE_TREND_PANEL);
  g_type_ensure (PLUMB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plumbline/Plumbline/ui/library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, athletes);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, empty);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, empty_open);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, heading);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, athlete_tools);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, head);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, archived);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, main);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, reviews_heading);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, reviews);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, more_reviews);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, trends);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, rest);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, notes);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, more_notes);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, found_heading);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, found_reviews);
  gtk_widget_class_bind_template_child (widget_class, PlumbLibraryPage, found_more);
  gtk_widget_class_set_css_name (widget_class, "library");
}

static void
plumb_library_page_init (PlumbLibraryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->more_reviews, "clicked", G_CALLBACK (all_reviews_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->more_notes, "clicked", G_CALLBACK (all_notes_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->trends, "criteria-wanted", G_CALLBACK (criteria_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->athletes, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->athletes, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->head, "next-film-set", G_CALLBACK (next_film_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->found_more, "clicked", G_CALLBACK (found_more_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reviews, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->notes, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->found_reviews, "row-activated", G_CALLBACK (row_activated_cb),
                           self, G_CONNECT_SWAPPED);
}
