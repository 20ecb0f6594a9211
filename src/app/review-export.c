/* Exporting the plan of the review page: gathered here, written in a thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "dialogs.h"
#include "plan-job.h"
#include "review-page-private.h"

typedef struct
{
  PlumbReviewPage *page; /* owned */
  PlumbPlanJob    *job;  /* owned */
  char            *path; /* owned */
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_object_unref (export->page);
  g_clear_pointer (&export->job, plumb_plan_job_free);
  g_free (export->path);
  g_free (export);
}

static void
export_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;

  if (plumb_plan_job_write (export->job, export->path, cancellable, &error))
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

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.exported", "s", export->path);
  else
    {
      text = g_strdup_printf (_("The plan was not written: %s"), error->message);
      plumb_review_page_toast (self, text);
    }
}

static void
export_chosen_cb (GPtrArray *files,
                  gpointer   user_data)
{
  Export *export = g_new0 (Export, 1);
  PlumbReviewPage *self = user_data;
  g_autoptr (GTask) task = NULL;

  if (self->review == NULL || self->plan_texts == NULL)
    {
      g_free (export);
      return;
    }
  export->page = g_object_ref (self);
  export->job = plumb_plan_job_new (self->review, self->engine, self->plan_texts);
  export->path = g_file_get_path (files->pdata[0]);
  plumb_review_page_toast (self, _("Writing the plan…"));
  task = g_task_new (self, NULL, exported_cb, NULL);
  g_task_set_task_data (task, export, free_export);
  g_task_run_in_thread (task, export_thread);
}

void
plumb_review_export_plan (PlumbReviewPage *self)
{
  g_autoptr (PlumbPlanJob) job = NULL;
  g_autofree char *file_name = NULL;

  if (self->review == NULL || self->plan_texts == NULL || plumb_review_criteria (self->review) == NULL)
    return;
  job = plumb_plan_job_new (self->review, NULL, self->plan_texts);
  file_name = plumb_plan_job_file_name (job);
  plumb_dialog_save_pdf (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), file_name,
                         export_chosen_cb, self);
}
