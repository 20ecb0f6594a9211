/* What is held on an athlete, from the window: all of it written out, and erased
 * for good.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "window-private.h"

#include <glib/gi18n-lib.h>

#include "dialogs.h"
#include "erase.h"
#include "exchange.h"
#include "progress-dialog.h"

/* An athlete and the window that asks about it. */
typedef struct
{
  PlumbWindow *window; /* owned */
  gint64       id;
} Subject;

static void
free_subject (Subject *subject)
{
  g_object_unref (subject->window);
  g_free (subject);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Subject, free_subject)

/* (nullable) (transfer full) Of the athlete that is chosen. */
static Subject *
new_subject (PlumbWindow *window)
{
  const gint64 id = plumb_library_page_athlete (window->library_page);
  Subject *subject;

  if (id == 0)
    return NULL;
  subject = g_new0 (Subject, 1);
  subject->window = g_object_ref (window);
  subject->id = id;
  return subject;
}

/* All that is held on one person, in a thread with its own eyes on the library. */
typedef struct
{
  PlumbWindow   *window; /* owned */
  char          *data_dir;
  char          *folder;
  gint64         athlete_id;
  PlumbProgress *progress;
} Held;

static void
free_held (Held *held)
{
  g_object_unref (held->window);
  g_free (held->data_dir);
  g_free (held->folder);
  g_free (held);
}

static void
held_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Held *held = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_library_open_read_only (held->data_dir, &error);

  if (library != NULL
      && plumb_library_export_held (library, held->athlete_id, held->folder, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
held_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Held *held = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  plumb_progress_close (held->progress);
  text = g_strdup_printf (_("All that is held was written to %s"), held->folder);
  if (done)
    plumb_window_toast (held->window, text);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    plumb_window_problem (held->window, error, NULL);
  free_held (held);
}

static void
held_chosen_cb (GPtrArray *files,
                gpointer   user_data)
{
  g_autoptr (Subject) subject = user_data;
  g_autoptr (GTask) task = NULL;
  Held *held;

  if (files == NULL)
    return;
  if (g_file_peek_path (files->pdata[0]) == NULL)
    {
      plumb_window_toast (subject->window,
                          _("This is written into a folder of files. Choose a place on this "
                            "computer."));
      return;
    }
  held = g_new0 (Held, 1);
  held->window = g_object_ref (subject->window);
  held->data_dir = g_strdup (plumb_library_data_dir (subject->window->library));
  held->folder = g_file_get_path (files->pdata[0]);
  held->athlete_id = subject->id;
  held->progress = plumb_progress_open (GTK_WINDOW (held->window), _("Writing All That Is Held"),
                                        NULL, NULL);
  task = g_task_new (NULL, plumb_progress_cancellable (held->progress), held_cb, held);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, held, NULL);
  g_task_run_in_thread (task, held_thread);
}

static void
held_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  g_autofree char *athlete = plumb_window_chosen_name (self);

  if (athlete != NULL)
    plumb_dialog_save_athlete (GTK_WINDOW (self), g_strdelimit (athlete, "/\\:*?\"<>|", '-'),
                               held_chosen_cb, new_subject (self));
}

static void
show_backups (PlumbWindow *self,
              GStrv        backups)
{
  g_autofree char *list = g_strjoinv ("\n", backups);
  g_autofree char *text = NULL;

  if (*list == '\0')
    {
      plumb_window_toast (self, _("The athlete is erased."));
      return;
    }
  text = g_strdup_printf (_("These backups may still hold the athlete. Delete them when they are "
                            "no longer needed:\n%s"),
                          list);
  plumb_dialog_error (GTK_WINDOW (self), _("The Athlete Is Erased"), text);
}

static void
erase_response_cb (AdwMessageDialog *dialog,
                   const char       *response,
                   gpointer          user_data)
{
  g_autoptr (Subject) subject = user_data;
  PlumbWindow *self = subject->window;
  g_auto (GStrv) backups = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "erase"))
    return;
  if (plumb_erase_athlete (self->library, subject->id, &backups, &error))
    show_backups (self, backups);
  else
    plumb_window_problem (self, error, NULL);
}

static void
erase_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  g_autofree char *athlete = plumb_window_chosen_name (self);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) held = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *list = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (athlete == NULL)
    return;
  held = plumb_library_list_held (
      self->library, plumb_library_page_athlete (self->library_page), &error);
  if (held == NULL)
    {
      plumb_window_problem (self, error, NULL);
      return;
    }
  list = g_strjoinv ("\n", held);
  heading = g_strdup_printf (_("Erase %s?"), athlete);
  body = *list != '\0'
             ? g_strdup_printf (
                   _("This cannot be undone. Erased are the name, all details, and:\n%s\n"
                     "Video files outside of the library's folder stay where they are."),
                   list)
             : g_strdup (_("This cannot be undone. Erased are the name and all details."));
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "erase",
                                    _("_Erase"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "erase",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (erase_response_cb), new_subject (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
plumb_window_install_exchange_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.export-held", NULL, held_action);
  gtk_widget_class_install_action (klass, "win.erase-athlete", NULL, erase_action);
}
