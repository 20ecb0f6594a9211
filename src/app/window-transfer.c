/* Athletes from coach to coach, from the window: as a file, with the films or
 * without, and out of one. Films are large: a thread carries them, with a window
 * that shows how far it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "window-private.h"

#include <glib/gi18n-lib.h>

#include "dialogs.h"
#include "exchange.h"
#include "progress-dialog.h"
#include "staging.h"

typedef struct
{
  PlumbWindow          *window; /* owned */
  PlumbProgress        *progress;
  PlumbExchangeProgress far;
  char                 *data_dir;
  GFile                *file; /* owned, nullable: to be read */
  char                 *path; /* owned, nullable: made from the file in the thread */
  gint64                athlete_id;
  gboolean              with_clips;
  PlumbClipCount        count;
} Transfer;

static Transfer *
new_transfer (PlumbWindow *window)
{
  Transfer *transfer = g_new0 (Transfer, 1);

  transfer->window = g_object_ref (window);
  transfer->data_dir = g_strdup (plumb_library_data_dir (window->library));
  return transfer;
}

static void
free_transfer (Transfer *transfer)
{
  g_object_unref (transfer->window);
  g_free (transfer->data_dir);
  if (transfer->path != NULL)
    plumb_staging_drop (transfer->path);
  g_clear_object (&transfer->file);
  g_free (transfer->path);
  g_free (transfer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Transfer, free_transfer)

static double
look_cb (gpointer user_data)
{
  Transfer *transfer = user_data;
  const gssize all = (gssize) g_atomic_pointer_get (&transfer->far.all_bytes);

  return all > 0 ? (double) (gssize) g_atomic_pointer_get (&transfer->far.done_bytes)
                       / (double) all
                 : -1;
}

static void
run (Transfer           *transfer,
     const char         *heading,
     GTaskThreadFunc     thread,
     GAsyncReadyCallback done)
{
  g_autoptr (GTask) task = NULL;

  transfer->progress
      = plumb_progress_open (GTK_WINDOW (transfer->window), heading, look_cb, transfer);
  task = g_task_new (NULL, plumb_progress_cancellable (transfer->progress), done, transfer);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, transfer, NULL);
  g_task_run_in_thread (task, thread);
}

static void
export_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Transfer *transfer = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbLibrary) library = plumb_library_open_read_only (transfer->data_dir, &error);
  gboolean done = library != NULL;

  if (done && transfer->with_clips)
    done = plumb_library_export_clips (library, transfer->athlete_id, transfer->path,
                                       &transfer->far, &transfer->count, cancellable, &error);
  else if (done)
    done = plumb_library_export_athlete (library, transfer->athlete_id, transfer->path, &error);
  if (done && plumb_staging_deliver (transfer->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* (transfer full) */
static char *
describe_export (const Transfer *transfer)
{
  const PlumbClipCount *count = &transfer->count;
  g_autofree char *there = NULL;

  if (!transfer->with_clips)
    return g_strdup (_("Written, without the videos: send those beside it."));
  there = g_strdup_printf (
      ngettext ("Written with %u video.", "Written with %u videos.", count->n_there),
      count->n_there);
  if (count->n_missing == 0)
    return g_steal_pointer (&there);
  return g_strdup_printf (ngettext ("%s %u was not where it was.",
                                    "%s %u were not where they were.", count->n_missing),
                          there, count->n_missing);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  plumb_progress_close (transfer->progress);
  text = describe_export (transfer);
  if (done)
    plumb_window_toast (transfer->window, text);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    plumb_window_problem (transfer->window, error, transfer->path);
}

static void
export_chosen_cb (const char     *path,
                  const gboolean *answers,
                  gpointer        user_data)
{
  PlumbWindow *self = user_data;
  Transfer *transfer = new_transfer (self);

  transfer->path = g_strdup (path);
  transfer->athlete_id = plumb_library_page_athlete (self->library_page);
  transfer->with_clips = answers[0];
  run (transfer, _("Writing the Athlete's File"), export_thread, exported_cb);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  g_autofree char *athlete = plumb_window_chosen_name (self);
  g_autofree char *file = athlete != NULL ? g_strconcat (athlete, ".plumb", NULL) : NULL;
  g_autofree char *label = NULL;
  g_autofree char *size = NULL;
  PlumbDialogChoice choice = { .id = "clips" };
  PlumbClipCount count = { 0 };

  if (file == NULL)
    return;
  /* What cannot be counted cannot be sent either. */
  plumb_library_count_clips (self->library, plumb_library_page_athlete (self->library_page),
                             &count, NULL);
  size = g_format_size ((guint64) count.bytes);
  choice.label = label = g_strdup_printf (
      ngettext ("With the video (%s)", "With the videos (%s)", count.n_there), size);
  plumb_dialog_save_file (GTK_WINDOW (self), _("Export for Another Coach"),
                          g_strdelimit (file, "/\\:*?\"<>|", '-'), &choice,
                          count.n_there > 0 ? 1 : 0, export_chosen_cb, self);
}

static void
import_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Transfer *transfer = data;
  g_autoptr (GError) error = NULL;
  PlumbIncoming *incoming = NULL;

  transfer->path = plumb_staging_fetch (transfer->file, cancellable, &error);
  if (transfer->path != NULL)
    incoming = plumb_incoming_read (transfer->data_dir, transfer->path, &transfer->far,
                                    cancellable, &error);
  if (incoming != NULL)
    g_task_return_pointer (task, incoming, (GDestroyNotify) plumb_incoming_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
show_imported (PlumbWindow         *self,
               const PlumbImported *imported)
{
  g_autofree char *reviews
      = g_strdup_printf (ngettext ("%u review added", "%u reviews added", imported->n_added),
                         imported->n_added);
  g_autofree char *text
      = imported->n_clips > 0
            ? g_strdup_printf (ngettext ("%s, with %u video", "%s, with %u videos",
                                         imported->n_clips),
                               reviews, imported->n_clips)
            : g_strdup (reviews);

  plumb_library_page_select (self->library_page, imported->athlete_id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-library", NULL);
  plumb_window_toast (self, text);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Transfer) transfer = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbIncoming) incoming = g_task_propagate_pointer (G_TASK (result), &error);
  const gboolean cancelled = plumb_progress_close (transfer->progress);
  PlumbImported imported;

  if (cancelled || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (incoming != NULL
      && plumb_library_take_incoming (transfer->window->library, incoming, &imported, &error))
    show_imported (transfer->window, &imported);
  else
    plumb_window_problem (transfer->window, error, transfer->path);
}

void
plumb_window_import_file (PlumbWindow *self,
                          GFile       *file)
{
  Transfer *transfer;

  g_return_if_fail (PLUMB_IS_WINDOW (self));

  if (plumb_library_is_read_only (self->library))
    {
      plumb_window_toast (self, _("The library is open for reading alone."));
      return;
    }
  transfer = new_transfer (self);
  transfer->file = g_object_ref (file);
  run (transfer, _("Taking In the Athlete"), import_thread, imported_cb);
}

static void
import_chosen_cb (GPtrArray *files,
                  gpointer   user_data)
{
  g_autoptr (PlumbWindow) self = user_data;

  if (files != NULL)
    plumb_window_import_file (self, files->pdata[0]);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  plumb_dialog_open_athlete (GTK_WINDOW (widget), import_chosen_cb, g_object_ref (widget));
}

void
plumb_window_install_transfer (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.export-athlete", NULL, export_action);
  gtk_widget_class_install_action (klass, "win.import-athlete", NULL, import_action);
}
