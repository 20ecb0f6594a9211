/* Preferences about plans; see plan-preferences.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plan-preferences.h"

#include <glib/gi18n-lib.h>

#include "data-files.h"
#include "dialogs.h"
#include "messages.h"
#include "plan-settings.h"
#include "plan-texts.h"
#include "preferences-rows.h"

#define DEFAULT_ACCENT "#1a5fb4"
#define LOGO_WIDTH_PX 600 /* more is not seen on paper */
#define MAX_STEP 365
#define TEXTS "plans/conventional.plan" /* of every lift */

typedef struct
{
  PlumbLibrary         *library; /* owned */
  AdwPreferencesWindow *parent;
  void                (*settled) (gpointer data);
  gpointer              user_data;
  GtkWidget            *logo;    /* a picture */
  GtkWidget            *no_logo; /* takes it away */
  GtkWidget            *texts, *edit_texts, *no_texts; /* the row of texts and its buttons */
} Desk;

static void
free_desk (gpointer data)
{
  Desk *desk = data;

  g_object_unref (desk->library);
  g_free (desk);
}

static void
finish (Desk   *desk,
        GError *error)
{
  g_autofree char *text = NULL;

  if (error == NULL)
    {
      desk->settled (desk->user_data);
      return;
    }
  text = plumb_message_for (error, NULL);
  adw_preferences_window_add_toast (desk->parent, adw_toast_new (text));
}

static void
set (Desk               *desk,
     PlumbPlanSettingKey key,
     const char         *value)
{
  g_autoptr (GError) error = NULL;

  plumb_library_set_plan_setting (desk->library, key, value, &error);
  finish (desk, error);
}

static void
name_cb (GtkEditable *row,
         Desk        *desk)
{
  g_autoptr (GError) error = NULL;

  plumb_library_set_coach (desk->library, gtk_editable_get_text (row), &error);
  finish (desk, error);
}

static void
contact_cb (GtkEditable *row,
            Desk        *desk)
{
  set (desk, PLUMB_PLAN_SETTING_CONTACT, gtk_editable_get_text (row));
}

static void
add_entry (AdwPreferencesGroup *group,
           const char          *title,
           const char          *text,
           GCallback            changed,
           Desk                *desk)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  g_signal_connect (row, "changed", changed, desk);
  adw_preferences_group_add (group, row);
}

static void
show_logo (Desk   *desk,
           GBytes *png)
{
  g_autoptr (GdkTexture) texture
      = png != NULL ? gdk_texture_new_from_bytes (png, NULL) : NULL;

  gtk_picture_set_paintable (GTK_PICTURE (desk->logo), GDK_PAINTABLE (texture));
  gtk_widget_set_visible (desk->logo, texture != NULL);
  gtk_widget_set_visible (desk->no_logo, png != NULL);
}

/* (transfer full) No larger than paper can show. */
static GBytes *
shrink (GdkTexture *texture)
{
  const int width = gdk_texture_get_width (texture);
  const int height = gdk_texture_get_height (texture);
  g_autoptr (GdkPixbuf) all = NULL;
  g_autoptr (GdkPixbuf) small = NULL;
  g_autoptr (GdkTexture) shrunk = NULL;

  if (width <= LOGO_WIDTH_PX && height <= LOGO_WIDTH_PX)
    return gdk_texture_save_to_png_bytes (texture);
  all = gdk_pixbuf_get_from_texture (texture);
  small = gdk_pixbuf_scale_simple (all, MAX (1, width * LOGO_WIDTH_PX / MAX (width, height)),
                                   MAX (1, height * LOGO_WIDTH_PX / MAX (width, height)),
                                   GDK_INTERP_BILINEAR);
  shrunk = gdk_texture_new_for_pixbuf (small);
  return gdk_texture_save_to_png_bytes (shrunk);
}

static void
logo_chosen_cb (GPtrArray *files,
                gpointer   user_data)
{
  Desk *desk = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autofree char *text = NULL;

  texture = gdk_texture_new_from_file (files->pdata[0], &error);
  if (texture == NULL)
    {
      adw_preferences_window_add_toast (desk->parent,
                                        adw_toast_new (_("That file is no picture.")));
      return;
    }
  png = shrink (texture);
  text = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  show_logo (desk, png);
  set (desk, PLUMB_PLAN_SETTING_LOGO, text);
}

static void
choose_logo_cb (Desk *desk)
{
  plumb_dialog_open_picture (GTK_WINDOW (desk->parent), logo_chosen_cb, desk);
}

static void
remove_logo_cb (Desk *desk)
{
  show_logo (desk, NULL);
  set (desk, PLUMB_PLAN_SETTING_LOGO, "");
}

static void
add_logo (AdwPreferencesGroup     *group,
          const PlumbPlanSettings *settings,
          Desk                    *desk)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *choose = gtk_button_new_with_mnemonic (_("Choose _File…"));

  desk->logo = gtk_picture_new ();
  desk->no_logo = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_size_request (desk->logo, 90, 36);
  gtk_picture_set_alternative_text (GTK_PICTURE (desk->logo), _("Your logo"));
  gtk_widget_set_tooltip_text (desk->no_logo, _("No logo"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (desk->no_logo), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("No logo"), -1);
  gtk_widget_add_css_class (desk->no_logo, "flat");
  gtk_box_append (GTK_BOX (box), desk->logo);
  gtk_box_append (GTK_BOX (box), desk->no_logo);
  gtk_box_append (GTK_BOX (box), choose);
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (choose_logo_cb), desk);
  g_signal_connect_swapped (desk->no_logo, "clicked", G_CALLBACK (remove_logo_cb), desk);
  plumb_preferences_add_row (group, box, _("_Logo"), _("In the corner of the first page"));
  show_logo (desk, settings->logo);
}

static void
accent_cb (GtkColorChooser *button,
           GParamSpec      *pspec,
           Desk            *desk)
{
  GdkRGBA colour;
  g_autofree char *text = NULL;

  gtk_color_chooser_get_rgba (button, &colour);
  text = g_strdup_printf ("#%02x%02x%02x", (int) (colour.red * 255 + 0.5),
                          (int) (colour.green * 255 + 0.5), (int) (colour.blue * 255 + 0.5));
  set (desk, PLUMB_PLAN_SETTING_ACCENT, g_str_equal (text, DEFAULT_ACCENT) ? "" : text);
}

static void
add_accent (AdwPreferencesGroup     *group,
            const PlumbPlanSettings *settings,
            Desk                    *desk)
{
  GdkRGBA colour;
  GtkWidget *button;

  if (settings->accent == NULL || !gdk_rgba_parse (&colour, settings->accent))
    gdk_rgba_parse (&colour, DEFAULT_ACCENT);
  button = gtk_color_button_new_with_rgba (&colour);
  gtk_color_button_set_title (GTK_COLOR_BUTTON (button), _("Accent Colour"));
  g_signal_connect (button, "notify::rgba", G_CALLBACK (accent_cb), desk);
  plumb_preferences_add_row (group, button, _("_Accent colour"),
                             _("A colour too light to be read on paper is not taken"));
}

static void
paper_cb (GtkDropDown *papers,
          GParamSpec  *pspec,
          Desk        *desk)
{
  set (desk, PLUMB_PLAN_SETTING_PAPER, gtk_drop_down_get_selected (papers) == 1 ? "letter" : "");
}

static void
language_cb (GtkDropDown *languages,
             GParamSpec  *pspec,
             Desk        *desk)
{
  const guint chosen = gtk_drop_down_get_selected (languages);

  set (desk, PLUMB_PLAN_SETTING_LANGUAGE,
       chosen > 0 ? plumb_plan_languages ()[chosen - 1] : "");
}

static void
add_choices (AdwPreferencesGroup     *group,
             const PlumbPlanSettings *settings,
             Desk                    *desk)
{
  const char *const papers[] = { "A4", _("US Letter"), NULL };
  GtkWidget *paper = gtk_drop_down_new_from_strings (papers);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *const *languages = plumb_plan_languages ();
  GtkWidget *language;
  guint chosen = 0;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (paper), settings->letter ? 1 : 0);
  g_signal_connect (paper, "notify::selected", G_CALLBACK (paper_cb), desk);
  plumb_preferences_add_row (group, paper, _("_Paper"), NULL);
  gtk_string_list_append (names, _("As the program"));
  for (guint i = 0; languages[i] != NULL; i++)
    {
      gtk_string_list_append (names, plumb_plan_language_name (languages[i]));
      if (g_strcmp0 (languages[i], settings->language) == 0)
        chosen = i + 1;
    }
  language = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (language), chosen);
  g_signal_connect (language, "notify::selected", G_CALLBACK (language_cb), desk);
  plumb_preferences_add_row (group, language, _("La_nguage of plans"),
                             _("An athlete’s own is chosen on the plan’s page"));
}

/* Of the shipped file; those of a coach's own file are shown by their names. */
static const struct
{
  const char *name, *title;
} step_titles[] = {
  { "deload-percent", N_("Less load in one step, %") },
  { "pain-deload-percent", N_("Less load at once with pain, %") },
  { "return-percent", N_("More load in one step, %") },
  { "own-sessions", N_("Sessions to own a weight") },
  { "refilm-soon-days", N_("Days to the next film with a lighter bar or pain") },
  { "refilm-days", N_("Days to the next film otherwise") },
  { "drill-sets", N_("Drills: sets") },
  { "drill-reps", N_("Drills: repetitions") },
  { "light-sets", N_("Light pulls: sets") },
  { "light-reps", N_("Light pulls: repetitions") },
  { "practice-sets", N_("Practice without load: sets") },
  { "practice-reps", N_("Practice without load: repetitions") },
  { "practice-seconds", N_("Practice without load: seconds of a hold") },
  { "stretch-sets", N_("Stretches: sets") },
  { "stretch-seconds", N_("Stretches: seconds") },
  { "accessory-days", N_("Accessories: days a week") },
  { "accessory-sets-low", N_("Accessories: sets, from") },
  { "accessory-sets-high", N_("Accessories: sets, to") },
  { "accessory-reps-low", N_("Accessories: repetitions, from") },
  { "accessory-reps-high", N_("Accessories: repetitions, to") },
};

static const char *
find_step_title (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (step_titles); i++)
    if (g_str_equal (step_titles[i].name, name))
      return _(step_titles[i].title);
  return name;
}

static void
step_cb (GtkSpinButton *spin,
         Desk          *desk)
{
  const char *name = g_object_get_data (G_OBJECT (spin), "step");
  const int usual = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (spin), "usual"));
  const int value = gtk_spin_button_get_value_as_int (spin);
  g_autoptr (GError) error = NULL;

  plumb_library_set_plan_step (desk->library, name, value != usual ? value : -1, &error);
  finish (desk, error);
}

static void
add_step (AdwPreferencesGroup     *group,
          const PlumbPlanSetting  *step,
          const PlumbPlanSettings *settings,
          Desk                    *desk)
{
  const gboolean is_day = g_str_has_prefix (step->name, "refilm-");
  GtkWidget *spin = gtk_spin_button_new_with_range (is_day ? 1 : 0, MAX_STEP, 1);
  gpointer own = NULL;
  g_autofree char *subtitle = g_strdup_printf (_("Usually %d"), step->value);
  const gboolean has_own
      = g_hash_table_lookup_extended (settings->steps, step->name, NULL, &own);

  g_object_set_data_full (G_OBJECT (spin), "step", g_strdup (step->name), g_free);
  g_object_set_data (G_OBJECT (spin), "usual", GINT_TO_POINTER (step->value));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin),
                             has_own ? GPOINTER_TO_INT (own) : step->value);
  g_signal_connect (spin, "value-changed", G_CALLBACK (step_cb), desk);
  plumb_preferences_add_row (group, spin, find_step_title (step->name), subtitle);
}

static void
show_texts (Desk *desk)
{
  g_autofree char *own = plumb_data_own_file (TEXTS);
  const gboolean has_own = g_file_test (own, G_FILE_TEST_EXISTS);
  g_autofree char *shown = g_filename_display_name (own);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (desk->texts),
                               has_own ? escaped : _("As they come with Plumbline"));
  gtk_button_set_label (GTK_BUTTON (desk->edit_texts), has_own ? _("Edit…") : _("Edit a Copy…"));
  gtk_widget_set_visible (desk->no_texts, has_own);
}

/* The copy is opened with the editor of the desktop. */
static void
edit_texts_cb (Desk *desk)
{
  g_autofree char *own = plumb_data_own_file (TEXTS);
  g_autofree char *uri = g_filename_to_uri (own, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (plumb_data_make_own (TEXTS, &error))
    gtk_show_uri (GTK_WINDOW (desk->parent), uri, GDK_CURRENT_TIME);
  else
    adw_preferences_window_add_toast (desk->parent, adw_toast_new (error->message));
  show_texts (desk);
}

static void
drop_texts_cb (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  if (!plumb_data_drop_own (TEXTS, &error))
    adw_preferences_window_add_toast (desk->parent, adw_toast_new (error->message));
  show_texts (desk);
  desk->settled (desk->user_data);
}

static void
add_texts (AdwPreferencesPage *page,
           Desk               *desk)
{
  AdwPreferencesGroup *group = plumb_preferences_add_group (
      page, _("Texts"),
      _("Each cue, drill and sentence, in a file of words. A mistake in it is told with its line, "
        "and the texts that come with Plumbline are used."));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  desk->edit_texts = gtk_button_new ();
  desk->no_texts = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_tooltip_text (desk->no_texts, _("The texts that come with Plumbline again"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (desk->no_texts), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The texts that come with Plumbline again"), -1);
  gtk_widget_add_css_class (desk->no_texts, "flat");
  gtk_box_append (GTK_BOX (box), desk->no_texts);
  gtk_box_append (GTK_BOX (box), desk->edit_texts);
  g_signal_connect_swapped (desk->edit_texts, "clicked", G_CALLBACK (edit_texts_cb), desk);
  g_signal_connect_swapped (desk->no_texts, "clicked", G_CALLBACK (drop_texts_cb), desk);
  desk->texts = plumb_preferences_add_row (group, box, _("Texts of plans"), "");
  show_texts (desk);
}

AdwPreferencesPage *
plumb_plan_preferences_page (PlumbLibrary         *library,
                             AdwPreferencesWindow *parent,
                             void                (*settled) (gpointer data),
                             gpointer              user_data)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  g_autoptr (PlumbPlanSettings) settings = plumb_library_plan_settings (library);
  g_autoptr (PlumbPlanTable) table = plumb_data_load_plan ("conventional", NULL, NULL);
  Desk *desk = g_new0 (Desk, 1);
  AdwPreferencesGroup *group;

  *desk = (Desk) { g_object_ref (library), parent, settled, user_data, .logo = NULL };
  g_object_set_data_full (G_OBJECT (page), "desk", desk, free_desk);
  adw_preferences_page_set_name (page, "plans");
  adw_preferences_page_set_title (page, _("Plans"));
  adw_preferences_page_set_icon_name (page, "view-list-bullet-symbolic");
  group = plumb_preferences_add_group (page, _("Who Signs"), NULL);
  add_entry (group, _("Your na_me"), settings->coach, G_CALLBACK (name_cb), desk);
  add_entry (group, _("_Contact: mail, site or telephone"), settings->contact,
             G_CALLBACK (contact_cb), desk);
  add_logo (group, settings, desk);
  group = plumb_preferences_add_group (page, _("Paper"), NULL);
  add_accent (group, settings, desk);
  add_choices (group, settings, desk);
  add_texts (page, desk);
  group = plumb_preferences_add_group (
      page, _("Steps"), _("The article gives no numbers. These stand in every plan from now on."));
  for (guint i = 0; table != NULL && i < plumb_plan_table_settings (table)->len; i++)
    add_step (group, &g_array_index (plumb_plan_table_settings (table), PlumbPlanSetting, i),
              settings, desk);
  return page;
}
