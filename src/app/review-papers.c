/* Papers of a review beside its PDF: the plan on a printer, the measures as a
 * table, two moments beside each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "checks-csv.h"
#include "checks-json.h"
#include "poses-json.h"
#include "series-csv.h"
#include "dialogs.h"
#include "drawings.h"
#include "plan-job.h"
#include "plan-print.h"
#include "review-page-private.h"
#include "staging.h"

static GtkWindow *
find_window (PlumbReviewPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* (transfer full) "squat.mp4", "measures.csv" → "squat measures.csv" */
static char *
name_file (PlumbReviewPage *self,
           const char      *ending)
{
  g_autofree char *name = g_path_get_basename (plumb_review_path (self->review));
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_strdup_printf ("%s %s", name, ending);
}

static void
tell_result (PlumbReviewPage *self,
             const char      *path,
             GError          *error)
{
  g_autofree char *text = NULL;

  if (error == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.exported", "s", path);
      return;
    }
  plumb_staging_drop (path);
  text = g_strdup_printf (_("Nothing was written. %s"), error->message);
  plumb_review_page_toast (self, text);
}

/* Another program may have opened a file here while the dialog was open. */
void
plumb_review_tell_left (PlumbReviewPage *self,
                        const char      *path)
{
  plumb_staging_drop (path);
  plumb_review_page_toast (self, _("Nothing was written: the recording was left meanwhile."));
}

/* Printing */

typedef struct
{
  PlumbPlanJob *job; /* owned */
  GtkWindow    *window; /* owned */
} Printing;

static void
free_printing (gpointer data)
{
  Printing *printing = data;

  plumb_plan_job_free (printing->job);
  g_object_unref (printing->window);
  g_free (printing);
}

static void
draw_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Printing *printing = data;
  GError *error = NULL;
  GPtrArray *pages = plumb_plan_job_draw_pages (printing->job, cancellable, &error);

  if (pages != NULL)
    g_task_return_pointer (task, pages, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (source);
  Printing *printing = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *name = plumb_plan_job_file_name (printing->job);
  double width = 0, height = 0;

  if (pages != NULL)
    {
      plumb_plan_job_page_size (printing->job, &width, &height);
      operation = plumb_plan_print_new (pages, width, height, name);
      gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               printing->window, &error);
    }
  if (error != NULL)
    plumb_review_page_edit_failed (self, error);
}

void
plumb_review_print_plan (PlumbReviewPage *self)
{
  g_autoptr (GTask) task = NULL;
  Printing *printing;

  if (self->review == NULL || self->plan_texts == NULL
      || plumb_review_criteria (self->review) == NULL)
    return;
  printing = g_new0 (Printing, 1);
  printing->job = plumb_plan_job_new (self->review, self->engine, self->plan_texts);
  printing->window = g_object_ref (find_window (self));
  task = g_task_new (self, NULL, drawn_cb, NULL);
  g_task_set_task_data (task, printing, free_printing);
  g_task_run_in_thread (task, draw_thread);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  plumb_review_print_plan (PLUMB_REVIEW_PAGE (widget));
}

/* Measures */

static void
measures_chosen_cb (const char     *path,
                    const gboolean *answers,
                    gpointer        user_data)
{
  PlumbReviewPage *self = user_data;
  const PlumbChecks *checks = self->review != NULL ? plumb_review_checks (self->review) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (checks == NULL)
    {
      plumb_review_tell_left (self, path);
      return;
    }
  text = g_str_has_suffix (path, ".json") ? plumb_checks_to_json (checks)
                                          : plumb_checks_to_csv (checks);
  if (g_file_set_contents_full (path, text, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &error))
    plumb_staging_deliver (path, NULL, &error);
  tell_result (self, path, error);
}

static void
save_measures_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  g_autofree char *file_name = NULL;

  if (self->review == NULL || plumb_review_checks (self->review) == NULL)
    return;
  file_name = name_file (self, g_strcmp0 (g_variant_get_string (parameter, NULL), "json") == 0
                                   ? _("measures.json")
                                   : _("measures.csv"));
  plumb_dialog_save_file (find_window (self), _("Save the Measures"), file_name, NULL, 0,
                          measures_chosen_cb, self);
}

/* Marks and series */

static void
write_private (PlumbReviewPage *self,
               const char      *path,
               const char      *text)
{
  g_autoptr (GError) error = NULL;

  if (g_file_set_contents_full (path, text, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &error))
    plumb_staging_deliver (path, NULL, &error);
  tell_result (self, path, error);
}

static void
marks_chosen_cb (const char     *path,
                 const gboolean *answers,
                 gpointer        user_data)
{
  PlumbReviewPage *self = user_data;
  g_autofree char *text = NULL;

  if (self->review == NULL)
    {
      plumb_review_tell_left (self, path);
      return;
    }
  text = g_str_has_suffix (path, ".csv")
             ? plumb_review_series_csv (self->review)
             : plumb_poses_to_json (plumb_review_poses (self->review));
  write_private (self, path, text);
}

static void
save_marks_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  const gboolean is_json = g_strcmp0 (g_variant_get_string (parameter, NULL), "json") == 0;
  g_autofree char *file_name = NULL;

  if (self->review == NULL)
    return;
  file_name = name_file (self, is_json ? _("marks.json") : _("series.csv"));
  plumb_dialog_save_file (find_window (self), is_json ? _("Save the Marks") : _("Save the Series"),
                          file_name, NULL, 0, marks_chosen_cb, self);
}

/* Two moments */

typedef struct
{
  PlumbEngine   *engine;   /* owned */
  PlumbDrawings *drawings; /* owned */
  char          *path;     /* owned */
  gint64         frames[2];
  char          *captions[2]; /* owned */
} Pair;

static void
free_pair (gpointer data)
{
  Pair *pair = data;

  g_object_unref (pair->engine);
  plumb_drawings_free (pair->drawings);
  g_free (pair->path);
  g_free (pair->captions[0]);
  g_free (pair->captions[1]);
  g_free (pair);
}

static void
pair_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Pair *pair = data;
  GError *error = NULL;
  g_autoptr (PlumbFrame) left
      = plumb_engine_get_frame (pair->engine, pair->frames[0], cancellable, &error);
  g_autoptr (PlumbFrame) right
      = left != NULL
            ? plumb_engine_get_frame (pair->engine, pair->frames[1], cancellable, &error)
            : NULL;

  if (right != NULL
      && plumb_drawings_write_pair (pair->drawings, left, right,
                                    (const char *const *) pair->captions, pair->path, &error)
      && plumb_staging_deliver (pair->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
pair_written_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Pair *pair = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  tell_result (PLUMB_REVIEW_PAGE (source), pair->path, error);
}

/* Setup beside lift-off; beside the frame shown where that is another. FALSE
 * where there are not two. */
static gboolean
choose_pair (PlumbReviewPage *self,
             gint64           frames[2])
{
  const gint64 shown = plumb_session_frame (self->session);

  frames[0] = plumb_review_moment (self->review, PLUMB_MOMENT_SET);
  frames[1] = plumb_review_moment (self->review, PLUMB_MOMENT_LIFT_OFF);
  if (frames[0] < 0)
    frames[0] = frames[1];
  if (shown >= 0 && shown != frames[0])
    frames[1] = shown;
  return frames[0] >= 0 && frames[1] >= 0 && frames[0] != frames[1];
}

/* (transfer full) "Setup, frame 48" */
static char *
caption_frame (PlumbReviewPage *self,
               gint64           frame)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, frame);
  g_autofree char *text = g_strdup_printf (_("frame %s"), number);

  for (int i = 0; i < PLUMB_N_MOMENTS; i++)
    if (plumb_review_moment (self->review, (PlumbMoment) i) == frame)
      return g_strdup_printf ("%s, %s", _(plumb_moment_name ((PlumbMoment) i)), text);
  return g_steal_pointer (&text);
}

static void
pair_chosen_cb (const char     *path,
                const gboolean *answers,
                gpointer        user_data)
{
  PlumbReviewPage *self = user_data;
  g_autoptr (GTask) task = NULL;
  gint64 frames[2];
  Pair *pair;

  if (!plumb_review_page_is_open (self) || !choose_pair (self, frames))
    {
      plumb_review_tell_left (self, path);
      return;
    }
  pair = g_new0 (Pair, 1);
  pair->engine = g_object_ref (self->engine);
  pair->drawings = plumb_drawings_new (self->review);
  pair->path = g_strdup (path);
  for (guint i = 0; i < 2; i++)
    {
      pair->frames[i] = frames[i];
      pair->captions[i] = caption_frame (self, frames[i]);
    }
  task = g_task_new (self, NULL, pair_written_cb, NULL);
  g_task_set_task_data (task, pair, free_pair);
  g_task_run_in_thread (task, pair_thread);
}

static void
save_pair_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  g_autofree char *file_name = NULL;
  gint64 frames[2];

  if (!plumb_review_page_is_open (self))
    return;
  if (!choose_pair (self, frames))
    {
      plumb_review_page_toast (
          self, _("Set the key moments, or go to a frame other than the setup, for two pictures."));
      return;
    }
  file_name = name_file (self, _("two moments.png"));
  plumb_dialog_save_file (find_window (self), _("Save Two Moments"), file_name, NULL, 0,
                          pair_chosen_cb, self);
}

void
plumb_review_papers_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "review.print-plan", NULL, print_action);
  gtk_widget_class_install_action (klass, "review.save-measures", "s", save_measures_action);
  gtk_widget_class_install_action (klass, "review.save-marks", "s", save_marks_action);
  gtk_widget_class_install_action (klass, "review.save-pair", NULL, save_pair_action);
}
