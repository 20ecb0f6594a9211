/* Exporting the plan of the review page: gathered here, written in a thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "dialogs.h"
#include "plan-job.h"
#include "review-page-private.h"
#include "staging.h"

/* A plan is mostly done before anybody could read that it is being written. */
#define PATIENCE_MS 400
#define PROGRESS_MS 60

typedef struct
{
  PlumbReviewPage *page;      /* owned */
  PlumbPlanJob    *job;       /* owned */
  char            *path;      /* owned */
  GCancellable    *cancellable; /* owned */
  GtkWidget       *dialog;    /* a weak pointer */
  GtkProgressBar  *bar;       /* lives as long as the dialog */
  guint            tick;
  gint             per_mille; /* atomic */
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_clear_handle_id (&export->tick, g_source_remove);
  g_clear_weak_pointer (&export->dialog);
  g_object_unref (export->page);
  g_clear_object (&export->cancellable);
  g_clear_pointer (&export->job, plumb_plan_job_free);
  g_free (export->path);
  g_free (export);
}

static void
tell_cb (double   fraction,
         gpointer data)
{
  g_atomic_int_set (&((Export *) data)->per_mille, (gint) (fraction * 1000));
}

static gboolean
show_progress_cb (gpointer user_data)
{
  Export *export = user_data;

  if (export->dialog != NULL)
    gtk_progress_bar_set_fraction (export->bar, g_atomic_int_get (&export->per_mille) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static gboolean
open_progress_cb (gpointer user_data)
{
  Export *export = user_data;
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (export->page))), _("Writing the Plan"), NULL);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), bar);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How much of the plan is written"), -1);
  g_signal_connect_object (dialog, "response", G_CALLBACK (g_cancellable_cancel),
                           export->cancellable, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&export->dialog, dialog);
  export->bar = GTK_PROGRESS_BAR (bar);
  export->tick = g_timeout_add (PROGRESS_MS, show_progress_cb, export);
  gtk_window_present (GTK_WINDOW (dialog));
  return G_SOURCE_REMOVE;
}

static void
export_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;

  if (plumb_plan_job_write (export->job, export->path, cancellable, &error)
      && plumb_staging_deliver (export->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (source);
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_clear_handle_id (&export->tick, g_source_remove);
  if (export->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (export->dialog));
  if (g_task_propagate_boolean (G_TASK (result), &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.exported", "s", export->path);
  else
    plumb_staging_drop (export->path);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = g_strdup_printf (_("The plan was not written: %s"), error->message);
      plumb_review_page_toast (self, text);
    }
}

static void
export_chosen_cb (GPtrArray *files,
                  gpointer   user_data)
{
  PlumbReviewPage *self = user_data;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  Export *export;
  char *path;

  if (self->review == NULL || self->plan_texts == NULL)
    {
      plumb_review_page_toast (self, _("Nothing was written: the recording was left meanwhile."));
      return;
    }
  path = plumb_staging_path (files->pdata[0], &error);
  if (path == NULL)
    {
      plumb_review_page_toast (self, error->message);
      return;
    }
  export = g_new0 (Export, 1);
  export->page = g_object_ref (self);
  export->job = plumb_plan_job_new (self->review, self->engine, self->plan_texts);
  export->path = path;
  export->cancellable = g_cancellable_new ();
  export->tick = g_timeout_add (PATIENCE_MS, open_progress_cb, export);
  plumb_plan_job_set_tell (export->job, tell_cb, export);
  task = g_task_new (self, export->cancellable, exported_cb, NULL);
  g_task_set_task_data (task, export, free_export);
  /* What was written before the word came is written. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, export_thread);
}

void
plumb_review_export_plan (PlumbReviewPage *self)
{
  g_autoptr (PlumbPlanJob) job = NULL;
  g_autofree char *file_name = NULL;

  if (self->review == NULL || self->plan_texts == NULL
      || plumb_review_criteria (self->review) == NULL)
    return;
  job = plumb_plan_job_new (self->review, NULL, self->plan_texts);
  file_name = plumb_plan_job_file_name (job);
  plumb_dialog_save_pdf (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), file_name,
                         export_chosen_cb, self);
}
