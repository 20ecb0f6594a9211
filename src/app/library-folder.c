/* The folder of the library; see library-folder.h.
 *
 * The order makes every half-way state a good one: films are copied while the
 * library is open, the database when nobody has it open any more, the new one is
 * opened before the choice is kept, and the old one goes only when asked for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-folder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "data-files.h"
#include "dialogs.h"
#include "library-move.h"
#include "messages.h"
#include "progress-dialog.h"
#include "settings.h"

typedef struct
{
  GtkWindow     *parent;   /* owned */
  char          *data_dir; /* owned, nullable */
  char          *target;   /* owned */
  gboolean       has_library;
  guint64        bytes;
  gssize         done_bytes; /* atomic */
  PlumbProgress *progress;
} Choice;

static void
free_choice (Choice *choice)
{
  g_object_unref (choice->parent);
  g_free (choice->data_dir);
  g_free (choice->target);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, free_choice)

static void
tell_failure (GtkWindow    *parent,
              const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = plumb_message_for (error, NULL);
  plumb_dialog_error (parent, _("The Library Stays Where It Is"), text);
}

static void
change (Choice  *choice,
        gboolean moves)
{
  GtkWindow *owner = gtk_window_get_transient_for (choice->parent);
  GtkApplication *application
      = gtk_window_get_application (owner != NULL ? owner : choice->parent);

  g_action_group_activate_action (
      G_ACTION_GROUP (application), "change-library",
      g_variant_new ("(@ayb)", g_variant_new_bytestring (choice->target), moves));
}

static double
look_cb (gpointer user_data)
{
  Choice *choice = user_data;

  return (double) (gssize) g_atomic_pointer_get (&choice->done_bytes)
         / (double) MAX (choice->bytes, 1);
}

static void
copy_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Choice *choice = data;
  GError *error = NULL;

  if (plumb_library_move_files (choice->data_dir, choice->target, &choice->done_bytes, cancellable,
                                &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Choice) choice = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  plumb_progress_close (choice->progress);
  if (done)
    change (choice, TRUE);
  else
    tell_failure (choice->parent, error);
}

static void
run (Choice             *choice,
     const char         *heading,
     PlumbProgressLook   look,
     GTaskThreadFunc     thread,
     GAsyncReadyCallback done)
{
  g_autoptr (GTask) task = NULL;

  choice->progress = plumb_progress_open (choice->parent, heading, look, choice);
  task = g_task_new (NULL, plumb_progress_cancellable (choice->progress), done, choice);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, choice, NULL);
  g_task_run_in_thread (task, thread);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  g_autoptr (Choice) choice = user_data;

  if (g_str_equal (response, "open"))
    change (choice, FALSE);
  else if (g_str_equal (response, "move"))
    run (g_steal_pointer (&choice), _("Moving the Library"), look_cb, copy_thread, copied_cb);
}

/* Takes the choice. */
static void
ask (Choice *choice)
{
  g_autofree char *target = g_filename_display_name (choice->target);
  g_autofree char *size = g_format_size (choice->bytes);
  g_autofree char *body = NULL;
  const gboolean moves = !choice->has_library && choice->data_dir != NULL;
  const char *heading = moves                 ? _("Move the Library?")
                        : choice->has_library ? _("Open the Library in This Folder?")
                                              : _("Start a New Library in This Folder?");
  GtkWidget *dialog;

  if (moves)
    body = g_strdup_printf (_("All of it, %s, is copied to “%s” and compared. The old folder is "
                              "left as it is until you say otherwise."),
                            size, target);
  else if (choice->has_library && choice->data_dir != NULL)
    body = g_strdup_printf (_("There is a library in “%s”. The one that you have now stays where "
                              "it is."),
                            target);
  else
    body = g_strdup_printf (choice->has_library ? _("There is a library in “%s”.")
                                                : _("There is no library in “%s” yet."),
                            target);
  dialog = adw_message_dialog_new (choice->parent, heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"),
                                    moves ? "move" : "open",
                                    moves                 ? _("_Move")
                                    : choice->has_library ? _("_Open")
                                                          : _("_Start"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              moves ? "move" : "open", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), choice);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
check_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Choice *choice = data;
  GError *error = NULL;
  const gboolean is_same = g_strcmp0 (choice->data_dir, choice->target) == 0;

  choice->has_library = plumb_library_is_in (choice->target);
  if (plumb_library_move_check (choice->has_library && !is_same ? NULL : choice->data_dir,
                                choice->target, &choice->bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Choice) choice = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean can = g_task_propagate_boolean (G_TASK (result), &error);
  const gboolean cancelled = plumb_progress_close (choice->progress);

  if (cancelled)
    return;
  if (can)
    ask (g_steal_pointer (&choice));
  else
    tell_failure (choice->parent, error);
}

static void
chosen_cb (GPtrArray *files,
           gpointer   user_data)
{
  g_autoptr (Choice) choice = user_data;
  g_autofree char *path = NULL;

  if (files == NULL)
    return;
  path = g_file_get_path (files->pdata[0]);
  if (path == NULL)
    {
      plumb_dialog_error (choice->parent, _("The Library Stays Where It Is"),
                          _("A library needs a folder on a disk of this computer."));
      return;
    }
  choice->target = plumb_library_move_target (path);
  /* A disk that sleeps or a network that is gone keeps a thread waiting. */
  run (g_steal_pointer (&choice), _("Looking at the Folder"), NULL, check_thread, checked_cb);
}

void
plumb_library_folder_choose (GtkWindow  *parent,
                             const char *data_dir)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->parent = g_object_ref (parent);
  choice->data_dir = g_strdup (data_dir);
  plumb_dialog_choose_folder (parent, _("Folder of the Library"), chosen_cb, choice);
}

static gboolean
keep_choice (const char *folder,
             GError    **error)
{
  g_autoptr (GSettings) settings = plumb_settings_new ();
  g_autofree char *usual = plumb_data_dir_usual ();
  g_autofree char *uri
      = g_str_equal (folder, usual) ? g_strdup ("") : g_filename_to_uri (folder, NULL, error);

  if (uri == NULL)
    return FALSE;
  if (settings != NULL && g_settings_set_string (settings, "library-folder", uri))
    {
      g_settings_sync ();
      return TRUE;
    }
  g_set_error_literal (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FAILED,
                       _("The choice of the folder cannot be kept on this system."));
  return FALSE;
}

PlumbLibrary *
plumb_library_folder_switch (const char *old,
                             const char *folder,
                             gboolean    moves,
                             GError    **error)
{
  g_autoptr (PlumbLibrary) library = NULL;

  g_return_val_if_fail (folder != NULL && (old != NULL || !moves), NULL);

  if (moves && !plumb_library_move_finish (old, folder, error))
    return NULL;
  library = plumb_library_open (folder, error);
  if (library != NULL && keep_choice (folder, error))
    return g_steal_pointer (&library);
  g_clear_object (&library);
  if (moves)
    plumb_library_move_undo (folder);
  return NULL;
}

typedef struct
{
  GtkWindow *parent; /* owned */
  char      *old;    /* owned */
} Old;

static void
old_answered_cb (AdwMessageDialog *dialog,
                 const char       *response,
                 gpointer          user_data)
{
  Old *old = user_data;
  g_autoptr (GPtrArray) paths = plumb_library_list_files (old->old);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_str_equal (response, "trash"))
    {
      for (guint i = 0; i < paths->len && error == NULL; i++)
        {
          g_autoptr (GFile) file = g_file_new_for_path (paths->pdata[i]);

          g_file_trash (file, NULL, &error);
        }
      if (error == NULL)
        g_rmdir (old->old); /* stays where others have put something there */
      else
        text = g_strdup_printf (_("What is left is in “%s”. %s"), old->old, error->message);
    }
  if (text != NULL)
    plumb_dialog_error (old->parent, _("The Old Folder Is Still There"), text);
  g_object_unref (old->parent);
  g_free (old->old);
  g_free (old);
}

void
plumb_library_folder_ask_old (GtkWindow  *parent,
                              const char *old,
                              const char *folder)
{
  g_autofree char *shown_old = g_filename_display_name (old);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *body
      = g_strdup_printf (_("It was opened in “%s”. What is in “%s” is no longer needed."), shown,
                         shown_old);
  GtkWidget *dialog = adw_message_dialog_new (parent, _("The Library Has Moved"), body);
  Old *subject = g_new0 (Old, 1);

  subject->parent = g_object_ref (parent);
  subject->old = g_strdup (old);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "trash",
                                    _("Move the Old One to the _Wastebasket"), "keep",
                                    _("_Keep Both"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect (dialog, "response", G_CALLBACK (old_answered_cb), subject);
  gtk_window_present (GTK_WINDOW (dialog));
}
