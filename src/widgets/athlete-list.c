/* The athletes of a library; see athlete-list.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "athlete-list.h"

#include <glib/gi18n-lib.h>

#include "athlete-row.h"

typedef enum
{
  SORT_NAME,
  SORT_NEWEST,
  SORT_OPEN,
  SORT_FILM,
  N_SORTS,
} Sort;

struct _PlumbAthleteList
{
  GtkWidget           parent_instance;
  GtkFilterListModel *found;     /* owned */
  GtkSortListModel   *sorted;    /* owned */
  GtkSingleSelection *selection; /* owned */
  gint64              wanted;    /* athlete to choose when the list is there */
  char              **words;     /* owned, (nullable): that are looked for, folded */

  GtkWidget *search;
  GtkWidget *sort;
  GtkWidget *archived;
  GtkWidget *unassigned;
  GtkWidget *nobody;
  GtkWidget *view;
};

enum
{
  CHOSEN,
  SEARCH_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbAthleteList, plumb_athlete_list, GTK_TYPE_WIDGET)

static gboolean
shows_archived (PlumbAthleteList *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->archived));
}

static gboolean
match_athlete (gpointer item,
               gpointer user_data)
{
  PlumbAthleteList *self = user_data;

  if (plumb_athlete_archived (item) != shows_archived (self))
    return FALSE;
  return self->words == NULL || plumb_athlete_has_words (item, (const char *const *) self->words);
}

static int
compare_numbers (gint64 a,
                 gint64 b)
{
  return (a > b) - (a < b);
}

/* What wants the coach first: open findings and films that are due on top. Among
 * equals the names decide, as the list below is stable. */
static int
compare_athletes (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  PlumbAthlete *left = PLUMB_ATHLETE ((gpointer) a), *right = PLUMB_ATHLETE ((gpointer) b);
  const char *left_film = plumb_athlete_next_film (left);
  const char *right_film = plumb_athlete_next_film (right);

  switch ((Sort) gtk_drop_down_get_selected (GTK_DROP_DOWN (user_data)))
    {
    case SORT_NEWEST:
      return compare_numbers (plumb_athlete_newest_s (right), plumb_athlete_newest_s (left));
    case SORT_OPEN:
      return compare_numbers (plumb_athlete_open_findings (right),
                              plumb_athlete_open_findings (left));
    case SORT_FILM:
      return g_strcmp0 (left_film != NULL ? left_film : "9999",
                        right_film != NULL ? right_film : "9999");
    case SORT_NAME:
    case N_SORTS:
    default:
      return 0;
    }
}

static void
sort_cb (PlumbAthleteList *self)
{
  const guint sort = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sort));
  g_autoptr (GtkSorter) sorter = NULL;

  /* The model is in the order of names already. */
  if (sort != SORT_NAME)
    sorter = GTK_SORTER (gtk_custom_sorter_new (compare_athletes, self->sort, NULL));
  gtk_sort_list_model_set_sorter (self->sorted, sorter);
}

static void
select_wanted (PlumbAthleteList *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PlumbAthlete) athlete = g_list_model_get_item (model, i);

      if (plumb_athlete_id (athlete) != self->wanted)
        continue;
      if (gtk_single_selection_get_selected (self->selection) != i)
        gtk_single_selection_set_selected (self->selection, i);
      return;
    }
}

static void
refilter (PlumbAthleteList *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->found), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
show_nobody (PlumbAthleteList *self)
{
  const gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0;

  gtk_label_set_text (GTK_LABEL (self->nobody), shows_archived (self)
                                                    ? _("Nobody is archived.")
                                                    : _("No athlete of that name."));
  gtk_widget_set_visible (self->nobody,
                          !any && (shows_archived (self)
                                   || *plumb_athlete_list_words (self) != '\0'));
}

static void
take_words (PlumbAthleteList *self)
{
  g_clear_pointer (&self->words, g_strfreev);
  if (*plumb_athlete_list_words (self) != '\0')
    self->words = g_str_tokenize_and_fold (plumb_athlete_list_words (self), NULL, NULL);
}

static void
search_cb (PlumbAthleteList *self)
{
  take_words (self);
  refilter (self);
  show_nobody (self);
  g_signal_emit (self, signals[SEARCH_CHANGED], 0);
}

static void
archived_cb (PlumbAthleteList *self)
{
  refilter (self);
  select_wanted (self);
  show_nobody (self);
}

static void
selected_cb (PlumbAthleteList *self)
{
  PlumbAthlete *chosen = plumb_athlete_list_chosen (self);

  /* A rename takes the row out and puts it in elsewhere: none chosen for a
   * moment is not what the coach chose. */
  if (chosen != NULL)
    self->wanted = plumb_athlete_id (chosen);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
unassigned_cb (PlumbAthleteList *self)
{
  plumb_athlete_list_set_words (self, "");
  plumb_athlete_list_choose (self, 0);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* The widget */

static void
plumb_athlete_list_dispose (GObject *object)
{
  PlumbAthleteList *self = PLUMB_ATHLETE_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);
  g_clear_object (&self->found);
  g_clear_pointer (&self->words, g_strfreev);
  G_OBJECT_CLASS (plumb_athlete_list_parent_class)->dispose (object);
}

static void
plumb_athlete_list_class_init (PlumbAthleteListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plumb_athlete_list_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", PLUMB_TYPE_ATHLETE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[SEARCH_CHANGED] = g_signal_new ("search-changed", PLUMB_TYPE_ATHLETE_LIST,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "athletelist");
}

static GtkWidget *
make_hint (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static void
name_widget (GtkWidget  *widget,
             const char *name)
{
  gtk_widget_set_tooltip_text (widget, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/* Escape: everybody is there again. */
static void
stop_search_cb (PlumbAthleteList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static GtkWidget *
make_tools (PlumbAthleteList *self)
{
  const char *const sorts[]
      = { _("By name"), _("Newest review"), _("Open findings"), _("Next film"), NULL };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->sort = gtk_drop_down_new_from_strings (sorts);
  self->archived = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->archived), "folder-symbolic");
  name_widget (self->archived, _("Show the archive"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sort), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Sort the athletes"), -1);
  gtk_widget_add_css_class (self->archived, "flat");
  gtk_widget_set_hexpand (self->sort, TRUE);
  gtk_box_append (GTK_BOX (row), self->sort);
  gtk_box_append (GTK_BOX (row), self->archived);
  return row;
}

static GtkWidget *
make_view (PlumbAthleteList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GtkListItemFactory) factory = plumb_athlete_row_factory ();

  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)),
                                  g_steal_pointer (&factory));
  gtk_widget_add_css_class (self->view, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Athletes"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
make_models (PlumbAthleteList *self)
{
  self->found = gtk_filter_list_model_new (
      NULL, GTK_FILTER (gtk_custom_filter_new (match_athlete, self, NULL)));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->found)), NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->sorted)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
}

static void
plumb_athlete_list_init (PlumbAthleteList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_New athlete…"));

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Find an athlete or a note"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Find an athlete or a note"), -1);
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->search), 60);
  self->unassigned = gtk_button_new ();
  gtk_widget_add_css_class (self->unassigned, "flat");
  self->nobody = make_hint ();
  gtk_widget_set_visible (self->nobody, FALSE);
  gtk_widget_set_margin_start (top, 12);
  gtk_widget_set_margin_end (top, 12);
  gtk_widget_set_margin_top (top, 12);
  gtk_box_append (GTK_BOX (top), self->search);
  gtk_box_append (GTK_BOX (top), make_tools (self));
  gtk_box_append (GTK_BOX (top), self->unassigned);
  gtk_box_append (GTK_BOX (top), self->nobody);
  make_models (self);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), make_view (self));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "win.new-athlete");
  gtk_widget_set_margin_start (add, 12);
  gtk_widget_set_margin_end (add, 12);
  gtk_widget_set_margin_bottom (add, 12);
  gtk_box_append (GTK_BOX (box), add);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  plumb_athlete_list_set_unassigned (self, 0);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sort, "notify::selected", G_CALLBACK (sort_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->archived, "toggled", G_CALLBACK (archived_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unassigned, "clicked", G_CALLBACK (unassigned_cb), self,
                           G_CONNECT_SWAPPED);
}

void
plumb_athlete_list_set_athletes (PlumbAthleteList *self,
                                 GListModel       *athletes)
{
  g_return_if_fail (PLUMB_IS_ATHLETE_LIST (self));

  gtk_filter_list_model_set_model (self->found, athletes);
}

PlumbAthlete *
plumb_athlete_list_chosen (PlumbAthleteList *self)
{
  g_return_val_if_fail (PLUMB_IS_ATHLETE_LIST (self), NULL);

  return gtk_single_selection_get_selected_item (self->selection);
}

/* Whether the wanted athlete is on the other side of the archive's door. */
static gboolean
is_wanted_hidden (PlumbAthleteList *self)
{
  GListModel *all = gtk_filter_list_model_get_model (self->found);

  for (guint i = 0; all != NULL && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PlumbAthlete) athlete = g_list_model_get_item (all, i);

      if (plumb_athlete_id (athlete) == self->wanted)
        return plumb_athlete_archived (athlete) != shows_archived (self);
    }
  return FALSE;
}

void
plumb_athlete_list_choose (PlumbAthleteList *self,
                           gint64            athlete_id)
{
  g_return_if_fail (PLUMB_IS_ATHLETE_LIST (self));

  self->wanted = athlete_id;
  refilter (self);
  if (athlete_id == 0)
    {
      gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
      return;
    }
  if (is_wanted_hidden (self))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->archived), !shows_archived (self));
  select_wanted (self);
}

void
plumb_athlete_list_refresh (PlumbAthleteList *self)
{
  g_return_if_fail (PLUMB_IS_ATHLETE_LIST (self));

  refilter (self);
  if (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sort)) != SORT_NAME)
    sort_cb (self);
  select_wanted (self);
  show_nobody (self);
}

void
plumb_athlete_list_set_unassigned (PlumbAthleteList *self,
                                   guint             n)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PLUMB_IS_ATHLETE_LIST (self));

  text = n > 0 ? g_strdup_printf (_("Not assigned yet (%u)"), n)
               : g_strdup (_("Not assigned yet"));
  gtk_button_set_label (GTK_BUTTON (self->unassigned), text);
}

const char *
plumb_athlete_list_words (PlumbAthleteList *self)
{
  g_return_val_if_fail (PLUMB_IS_ATHLETE_LIST (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

void
plumb_athlete_list_set_words (PlumbAthleteList *self,
                              const char       *words)
{
  g_return_if_fail (PLUMB_IS_ATHLETE_LIST (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), words);
}

void
plumb_athlete_list_find (PlumbAthleteList *self)
{
  g_return_if_fail (PLUMB_IS_ATHLETE_LIST (self));

  gtk_widget_grab_focus (self->search);
}
