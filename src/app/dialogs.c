/* Dialogs whose interfaces differ between versions; see dialogs.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "dialogs.h"

#include <glib/gi18n-lib.h>

#include "config.h"
#include "staging.h"

typedef struct
{
  GCallback chosen;
  gpointer  user_data;
  gboolean  tells_cancel; /* `chosen` gets NULL when cancelled */
  GtkEntry *entry;    /* athlete dialog */
  GtkDropDown *known; /* athlete dialog */
} Question;

static void
files_response_cb (GtkNativeDialog *dialog,
                   int              response,
                   gpointer         user_data)
{
  Question *question = user_data;
  PlumbFilesChosen chosen = (PlumbFilesChosen) question->chosen;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) model = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < g_list_model_get_n_items (model); i++)
        g_ptr_array_add (files, g_list_model_get_item (model, i));
      if (files->len > 0)
        chosen (files, question->user_data);
    }
  else if (question->tells_cancel)
    chosen (NULL, question->user_data);
  g_free (question);
  g_object_unref (dialog);
}

static void
run_chooser (GtkFileChooserNative *chooser,
             gboolean              tells_cancel,
             PlumbFilesChosen      chosen,
             gpointer              user_data)
{
  Question *question = g_new0 (Question, 1);

  question->tells_cancel = tells_cancel;
  question->chosen = G_CALLBACK (chosen);
  question->user_data = user_data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (files_response_cb), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static GtkFileChooserNative *
new_video_chooser (GtkWindow  *parent,
                   const char *title,
                   const char *accept)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, accept, _("_Cancel"));
  g_autoptr (GtkFileFilter) videos = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (videos, _("Videos"));
  gtk_file_filter_add_mime_type (videos, "video/*");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), videos);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  return chooser;
}

void
plumb_dialog_open_recordings (GtkWindow       *parent,
                              PlumbFilesChosen chosen,
                              gpointer         user_data)
{
  GtkFileChooserNative *chooser
      = new_video_chooser (parent, _("Open a Recording"), _("_Open"));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  run_chooser (chooser, FALSE, chosen, user_data);
}

void
plumb_dialog_locate_recording (GtkWindow       *parent,
                               PlumbFilesChosen chosen,
                               gpointer         user_data)
{
  run_chooser (new_video_chooser (parent, _("Locate the Recording"), _("_Locate")), TRUE, chosen,
               user_data);
}

void
plumb_dialog_save_athlete (GtkWindow       *parent,
                           const char      *name,
                           PlumbFilesChosen chosen,
                           gpointer         user_data)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (_("Export the Athlete"), parent,
                                     GTK_FILE_CHOOSER_ACTION_SAVE, _("_Export"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  run_chooser (chooser, TRUE, chosen, user_data);
}

void
plumb_dialog_open_athlete (GtkWindow       *parent,
                           PlumbFilesChosen chosen,
                           gpointer         user_data)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (_("Import an Athlete"), parent,
                                     GTK_FILE_CHOOSER_ACTION_OPEN, _("_Import"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Athletes (.plumb)"));
  gtk_file_filter_add_pattern (filter, "*.plumb");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  run_chooser (chooser, TRUE, chosen, user_data);
}

void
plumb_dialog_choose_folder (GtkWindow       *parent,
                            const char      *title,
                            PlumbFilesChosen chosen,
                            gpointer         user_data)
{
  run_chooser (gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                            _("_Choose"), _("_Cancel")),
               TRUE, chosen, user_data);
}

void
plumb_dialog_open_picture (GtkWindow       *parent,
                           PlumbFilesChosen chosen,
                           gpointer         user_data)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (_("Choose a Picture"), parent,
                                     GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), _("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_pixbuf_formats (filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  run_chooser (chooser, FALSE, chosen, user_data);
}

void
plumb_dialog_save_pdf (GtkWindow       *parent,
                       const char      *name,
                       PlumbFilesChosen chosen,
                       gpointer         user_data)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (_("Export Plan"), parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                     _("_Export"), _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  run_chooser (chooser, FALSE, chosen, user_data);
}

typedef struct
{
  PlumbSaveChosen chosen;
  gpointer        user_data;
  const char     *ids[PLUMB_DIALOG_MAX_CHOICES]; /* literals */
  guint           n_ids;
} SaveQuestion;

static void
save_response_cb (GtkNativeDialog *dialog,
                  int              response,
                  gpointer         user_data)
{
  g_autofree SaveQuestion *question = user_data;
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  gboolean answers[PLUMB_DIALOG_MAX_CHOICES] = { FALSE };
  g_autoptr (GtkWindow) parent = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  for (guint i = 0; i < question->n_ids; i++)
    answers[i] = g_strcmp0 (gtk_file_chooser_get_choice (chooser, question->ids[i]), "true") == 0;
  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (chooser);
  if (file != NULL)
    path = plumb_staging_path (file, &error);
  g_set_object (&parent, gtk_native_dialog_get_transient_for (dialog));
  g_object_unref (dialog);
  if (path != NULL)
    question->chosen (path, answers, question->user_data);
  else if (error != NULL)
    plumb_dialog_error (parent, _("That Did Not Work"), error->message);
}

/* The chooser has a place for kinds of files, and says "(None)" there when it is told
 * of none. */
static void
add_kind (GtkFileChooser *chooser,
          const char     *name)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);
  g_autofree char *words = NULL;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (dot == NULL)
    return;
  /* A system that does not know the kind says "unknown". */
  words = type == NULL || g_content_type_is_unknown (type) ? g_strconcat ("*", dot, NULL)
                                                           : g_content_type_get_description (type);
  gtk_file_filter_set_name (filter, words);
  gtk_file_filter_add_suffix (filter, dot + 1);
  gtk_file_chooser_add_filter (chooser, filter);
}

void
plumb_dialog_save_file (GtkWindow               *parent,
                        const char              *title,
                        const char              *name,
                        const PlumbDialogChoice *choices,
                        guint                    n_choices,
                        PlumbSaveChosen          chosen,
                        gpointer                 user_data)
{
  GtkFileChooserNative *native = gtk_file_chooser_native_new (
      title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (native);
  SaveQuestion *question = g_new0 (SaveQuestion, 1);

  question->chosen = chosen;
  question->user_data = user_data;
  for (guint i = 0; i < MIN (n_choices, PLUMB_DIALOG_MAX_CHOICES); i++)
    {
      gtk_file_chooser_add_choice (chooser, choices[i].id, choices[i].label, NULL, NULL);
      gtk_file_chooser_set_choice (chooser, choices[i].id, choices[i].is_on ? "true" : "false");
      question->ids[question->n_ids++] = choices[i].id;
    }
  add_kind (chooser, name);
  gtk_file_chooser_set_current_name (chooser, name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (save_response_cb), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static void
athlete_response_cb (AdwMessageDialog *dialog,
                     const char       *response,
                     gpointer          user_data)
{
  g_autofree Question *question = user_data;
  PlumbAthleteChosen chosen = (PlumbAthleteChosen) question->chosen;
  g_autofree char *name = NULL;
  GObject *athlete = NULL;

  if (g_str_equal (response, "assign"))
    {
      name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->entry))));
      athlete = gtk_drop_down_get_selected_item (question->known);
    }
  if (name != NULL && *name != '\0')
    chosen (0, name, question->user_data);
  else
    chosen (athlete != NULL ? plumb_athlete_id (PLUMB_ATHLETE (athlete)) : 0, NULL,
            question->user_data);
}

static void
ask_for_athlete (GtkWindow         *parent,
                 const char        *heading,
                 const char        *body,
                 const char        *name,
                 GListModel        *athletes,
                 const char        *no,
                 const char        *yes,
                 PlumbAthleteChosen chosen,
                 gpointer           user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *known = gtk_drop_down_new (
      g_object_ref (athletes), gtk_property_expression_new (PLUMB_TYPE_ATHLETE, NULL, "name"));
  Question *question = g_new0 (Question, 1);

  question->chosen = G_CALLBACK (chosen);
  question->user_data = user_data;
  question->entry = GTK_ENTRY (entry);
  question->known = GTK_DROP_DOWN (known);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (known), TRUE);
  gtk_widget_set_visible (known, g_list_model_get_n_items (athletes) > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (known), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Athlete"), -1);
  if (name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name of a new athlete"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name of a new athlete"), -1);
  gtk_box_append (GTK_BOX (box), known);
  gtk_box_append (GTK_BOX (box), entry);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "later", no, "assign", yes,
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "assign",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "assign");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  g_signal_connect (dialog, "response", G_CALLBACK (athlete_response_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

void
plumb_dialog_choose_athlete (GtkWindow         *parent,
                             GListModel        *athletes,
                             const char        *what,
                             PlumbAthleteChosen chosen,
                             gpointer           user_data)
{
  ask_for_athlete (parent, _("Whose Lift Is This?"), what, NULL, athletes,
                   _("Decide _Later"), _("_Assign"), chosen, user_data);
}

void
plumb_dialog_new_athlete (GtkWindow         *parent,
                          PlumbAthleteChosen chosen,
                          gpointer           user_data)
{
  g_autoptr (GListStore) nobody = g_list_store_new (PLUMB_TYPE_ATHLETE);

  ask_for_athlete (parent, _("New Athlete"), NULL, NULL, G_LIST_MODEL (nobody), _("_Cancel"),
                   _("_Add"), chosen, user_data);
}

void
plumb_dialog_rename_athlete (GtkWindow         *parent,
                             const char        *name,
                             PlumbAthleteChosen chosen,
                             gpointer           user_data)
{
  g_autoptr (GListStore) nobody = g_list_store_new (PLUMB_TYPE_ATHLETE);

  ask_for_athlete (parent, _("Rename"), NULL, name, G_LIST_MODEL (nobody), _("_Cancel"),
                   _("_Rename"), chosen, user_data);
}

static void
coach_response_cb (AdwMessageDialog *dialog,
                   const char       *response,
                   gpointer          user_data)
{
  g_autofree Question *question = user_data;
  PlumbNameChosen chosen = (PlumbNameChosen) question->chosen;

  chosen (g_str_equal (response, "name")
              ? gtk_editable_get_text (GTK_EDITABLE (question->entry))
              : NULL,
          question->user_data);
}

void
plumb_dialog_coach (GtkWindow      *parent,
                    const char     *name,
                    PlumbNameChosen chosen,
                    gpointer        user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, _("Your Name on Plans"),
                                              _("It stands on the first page of every plan."));
  GtkWidget *entry = gtk_entry_new ();
  Question *question = g_new0 (Question, 1);

  question->chosen = G_CALLBACK (chosen);
  question->user_data = user_data;
  question->entry = GTK_ENTRY (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Your Name on Plans"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "name",
                                    _("_Apply"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "name",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "name");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (coach_response_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

void
plumb_dialog_error (GtkWindow  *parent,
                    const char *heading,
                    const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
