/* Whose many recordings are; see assign-dialog.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "assign-dialog.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  PlumbLibrary  *library; /* owned */
  GPtrArray     *reviews; /* owned, of PlumbReview */
  GtkStringList *names;   /* owned: "Decide later", then athletes */
  GArray        *ids;     /* of gint64, as the names */
  GPtrArray     *choices; /* of GtkDropDown, one a review; held by the window */
  GtkDropDown   *all;
  GtkWidget     *window;
  PlumbAssigned  done;
  gpointer       user_data;
  gboolean       accepted;
} Form;

static void
free_form (gpointer data)
{
  Form *form = data;

  g_object_unref (form->library);
  g_ptr_array_unref (form->reviews);
  g_ptr_array_unref (form->choices);
  g_object_unref (form->names);
  g_array_unref (form->ids);
  g_free (form);
}

static void
add_name (Form       *form,
          gint64      id,
          const char *name)
{
  gtk_string_list_append (form->names, name);
  g_array_append_val (form->ids, id);
}

static void
fill_names (Form *form)
{
  GListModel *athletes = plumb_library_athletes (form->library);

  form->names = gtk_string_list_new (NULL);
  form->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  add_name (form, 0, _("Decide later"));
  for (guint i = 0; i < g_list_model_get_n_items (athletes); i++)
    {
      g_autoptr (PlumbAthlete) athlete = g_list_model_get_item (athletes, i);

      if (!plumb_athlete_archived (athlete))
        add_name (form, plumb_athlete_id (athlete), plumb_athlete_name (athlete));
    }
}

/* The place of the one athlete whose first name is in the file's name; 0 = none,
 * or more than one. */
static guint
guess_athlete (Form       *form,
               const char *file)
{
  g_autofree char *folded = g_utf8_casefold (file, -1);
  guint found = 0;

  for (guint i = 1; i < form->ids->len; i++)
    {
      g_auto (GStrv) words = g_strsplit (gtk_string_list_get_string (form->names, i), " ", 2);
      g_autofree char *first = g_utf8_casefold (words[0], -1);

      if (g_utf8_strlen (first, -1) < 3 || strstr (folded, first) == NULL)
        continue;
      if (found != 0)
        return 0;
      found = i;
    }
  return found;
}

static guint
find_place (Form  *form,
            gint64 id)
{
  for (guint i = 1; i < form->ids->len; i++)
    if (g_array_index (form->ids, gint64, i) == id)
      return i;
  return 0;
}

static GtkDropDown *
make_choice (Form       *form,
             const char *label)
{
  GtkWidget *choice = gtk_drop_down_new (
      G_LIST_MODEL (g_object_ref (form->names)),
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), TRUE);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (choice, 220, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return GTK_DROP_DOWN (choice);
}

static void
add_row (Form        *form,
         GtkWidget   *list,
         const char  *title,
         const char  *subtitle,
         GtkDropDown *choice)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (choice));
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
add_review (Form        *form,
            GtkWidget   *list,
            PlumbReview *review)
{
  g_autofree char *path = g_path_get_basename (plumb_review_path (review));
  g_autofree char *file = g_filename_display_name (path);
  g_autofree char *label = g_strdup_printf (_("Athlete of %s"), file);
  GtkDropDown *choice = make_choice (form, label);
  const gint64 known = plumb_review_athlete_id (review);

  gtk_drop_down_set_selected (choice, known != 0 ? find_place (form, known)
                                                 : guess_athlete (form, file));
  add_row (form, list, file,
           known != 0 ? _("It is in the library already") : NULL, choice);
  g_ptr_array_add (form->choices, choice);
}

static void
all_cb (Form *form)
{
  const guint place = gtk_drop_down_get_selected (form->all);

  for (guint i = 0; i < form->choices->len; i++)
    gtk_drop_down_set_selected (form->choices->pdata[i], place);
}

/* The new athlete is there at once, and taken for those that had none. */
static void
new_athlete_cb (Form         *form,
                GtkEditable  *entry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbAthlete) athlete
      = plumb_library_add_athlete (form->library, gtk_editable_get_text (entry), &error);

  if (athlete == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  add_name (form, plumb_athlete_id (athlete), plumb_athlete_name (athlete));
  for (guint i = 0; i < form->choices->len; i++)
    if (gtk_drop_down_get_selected (form->choices->pdata[i]) == 0)
      gtk_drop_down_set_selected (form->choices->pdata[i], form->ids->len - 1);
  gtk_editable_set_text (entry, "");
}

static void
assign (Form *form)
{
  g_autoptr (GError) error = NULL;
  gint64 first = 0;

  for (guint i = 0; form->accepted && i < form->reviews->len && error == NULL; i++)
    {
      const guint place = gtk_drop_down_get_selected (form->choices->pdata[i]);
      const gint64 id
          = place < form->ids->len ? g_array_index (form->ids, gint64, place) : 0;

      if (id == 0)
        continue;
      plumb_library_assign (form->library, plumb_review_id (form->reviews->pdata[i]), id, &error);
      if (first == 0)
        first = id;
    }
  form->done (first, error, form->user_data);
}

static gboolean
close_cb (Form *form)
{
  assign (form);
  return FALSE;
}

static void
accept_cb (Form *form)
{
  form->accepted = TRUE;
  gtk_window_close (GTK_WINDOW (form->window));
}

static GtkWidget *
make_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  return list;
}

static GtkWidget *
make_content (Form *form)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *top = make_list ();
  GtkWidget *list = make_list ();
  GtkWidget *entry = adw_entry_row_new ();

  form->all = make_choice (form, _("Athlete of all of them"));
  add_row (form, top, _("All of them"), NULL, form->all);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Name of a new athlete"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
  g_signal_connect_swapped (entry, "apply", G_CALLBACK (new_athlete_cb), form);
  gtk_list_box_append (GTK_LIST_BOX (top), entry);
  for (guint i = 0; i < form->reviews->len; i++)
    add_review (form, list, form->reviews->pdata[i]);
  g_signal_connect_swapped (form->all, "notify::selected", G_CALLBACK (all_cb), form);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), list);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
make_header (Form *form)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *later = gtk_button_new_with_mnemonic (_("Decide _Later"));
  GtkWidget *yes = gtk_button_new_with_mnemonic (_("_Assign"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_widget_add_css_class (yes, "suggested-action");
  g_signal_connect_swapped (later, "clicked", G_CALLBACK (gtk_window_close), form->window);
  g_signal_connect_swapped (yes, "clicked", G_CALLBACK (accept_cb), form);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), later);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), yes);
  return header;
}

void
plumb_assign_dialog_show (GtkWindow    *parent,
                          PlumbLibrary *library,
                          GPtrArray    *reviews,
                          PlumbAssigned done,
                          gpointer      user_data)
{
  Form *form = g_new0 (Form, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  form->library = g_object_ref (library);
  form->reviews = g_ptr_array_ref (reviews);
  form->choices = g_ptr_array_new ();
  form->done = done;
  form->user_data = user_data;
  form->window = adw_window_new ();
  fill_names (form);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (form->window, keys);
  gtk_box_append (GTK_BOX (box), make_header (form));
  gtk_box_append (GTK_BOX (box), make_content (form));
  adw_window_set_content (ADW_WINDOW (form->window), box);
  gtk_window_set_title (GTK_WINDOW (form->window), _("Whose Lifts Are These?"));
  gtk_window_set_default_size (GTK_WINDOW (form->window), 640, 560);
  gtk_window_set_transient_for (GTK_WINDOW (form->window), parent);
  gtk_window_set_modal (GTK_WINDOW (form->window), TRUE);
  g_object_set_data_full (G_OBJECT (form->window), "form", form, free_form);
  g_signal_connect_swapped (form->window, "close-request", G_CALLBACK (close_cb), form);
  gtk_window_present (GTK_WINDOW (form->window));
}
