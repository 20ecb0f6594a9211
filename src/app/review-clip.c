/* A still of the frame shown, and a clip of the loop, for messages: asked for
 * here, written in a thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "clip-writer.h"
#include "dialogs.h"
#include "drawings.h"
#include "review-page-private.h"
#include "staging.h"

/* How long a marked frame stays on, where that is wished. */
#define HOLD_NS (2 * G_GINT64_CONSTANT (1000000000))
#define PROGRESS_MS 100
#define SLOWDOWN 4

enum
{
  CHOICE_DRAWINGS,
  CHOICE_HOLD,
  CHOICE_SLOW,
};

typedef struct
{
  PlumbReviewPage *page;      /* owned */
  PlumbEngine     *engine;    /* owned */
  PlumbDrawings   *drawings;  /* owned; NULL = without */
  char            *path;      /* owned */
  gint64           first, last;
  gboolean         holds, is_slow;
  GtkWidget       *dialog;    /* a weak pointer */
  GtkProgressBar  *bar;       /* lives as long as the dialog */
  guint            tick;
  gint             per_mille; /* atomic */
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_clear_weak_pointer (&export->dialog);
  g_clear_pointer (&export->drawings, plumb_drawings_free);
  g_object_unref (export->engine);
  g_object_unref (export->page);
  g_free (export->path);
  g_free (export);
}

/* (transfer full) (nullable) */
static Export *
new_export (PlumbReviewPage *self,
            const char      *path,
            gboolean         with_drawings)
{
  Export *export;

  if (self->review == NULL || !plumb_review_page_is_open (self))
    {
      plumb_review_tell_left (self, path);
      return NULL;
    }
  export = g_new0 (Export, 1);
  export->page = g_object_ref (self);
  export->engine = g_object_ref (self->engine);
  export->drawings = with_drawings ? plumb_drawings_new (self->review) : NULL;
  export->path = g_strdup (path);
  return export;
}

static void
tell_result (PlumbReviewPage *self,
             const char      *path,
             GError          *error)
{
  g_autofree char *text = NULL;

  if (error == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.exported", "s", path);
  else
    plumb_staging_drop (path);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = g_strdup_printf (_("Nothing was written. %s"), error->message);
      plumb_review_page_toast (self, text);
    }
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (export->tick != 0)
    g_source_remove (export->tick);
  if (export->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (export->dialog));
  tell_result (PLUMB_REVIEW_PAGE (source), export->path, error);
}

static void
run_export (Export         *export,
            GTaskThreadFunc func,
            GCancellable   *cancellable)
{
  g_autoptr (GTask) task = g_task_new (export->page, cancellable, written_cb, NULL);

  g_task_set_task_data (task, export, free_export);
  /* What was written before the word came is written. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, func);
}

/* "squat.mp4", "frame 12.png" → "squat frame 12.png". (transfer full) */
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

static GtkWindow *
find_window (PlumbReviewPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
still_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;
  g_autoptr (PlumbFrame) frame
      = plumb_engine_get_frame (export->engine, export->first, cancellable, &error);

  if (frame != NULL
      && plumb_drawings_write_png (export->drawings, frame, export->path, cancellable, &error)
      && plumb_staging_deliver (export->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
still_chosen_cb (const char     *path,
                 const gboolean *answers,
                 gpointer        user_data)
{
  PlumbReviewPage *self = user_data;
  Export *export = new_export (self, path, answers[CHOICE_DRAWINGS]);

  if (export == NULL)
    return;
  export->first = export->last = plumb_session_frame (self->session);
  run_export (export, still_thread, NULL);
}

static void
save_still_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  const PlumbDialogChoice choices[] = { { "drawings", _("With the drawings"), TRUE } };
  g_autofree char *ending = NULL;
  g_autofree char *file_name = NULL;

  if (!plumb_review_page_is_open (self) || plumb_session_frame (self->session) < 0)
    return;
  plumb_session_set_playing (self->session, FALSE);
  ending = g_strdup_printf (_("frame %" PRId64 ".png"), plumb_session_frame (self->session));
  file_name = name_file (self, ending);
  plumb_dialog_save_file (find_window (self), _("Save a Still"), file_name, choices,
                          G_N_ELEMENTS (choices), still_chosen_cb, self);
}

static gint64
paint_cb (const PlumbFrame *frame,
          guint8           *pixels,
          int               stride,
          gpointer          user_data)
{
  Export *export = user_data;

  /* The film is even in width and height; what is cut off is no mark's place. */
  if (export->drawings == NULL
      || !plumb_drawings_paint (export->drawings, frame->frame, pixels, frame->width_px & ~1,
                                frame->height_px & ~1, stride))
    return 0;
  return export->holds ? HOLD_NS : 0;
}

static void
progress_cb (gint64   n_done,
             gint64   n_frames,
             gpointer user_data)
{
  Export *export = user_data;

  g_atomic_int_set (&export->per_mille, (gint) (n_done * 1000 / n_frames));
}

static void
clip_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Export *export = data;
  GError *error = NULL;
  const PlumbClipWriterFuncs funcs
      = { paint_cb, progress_cb, export, export->is_slow ? SLOWDOWN : 0 };

  if (plumb_clip_writer_write (export->engine, export->first, export->last, export->path, &funcs,
                               cancellable, &error)
      && plumb_staging_deliver (export->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
show_progress_cb (gpointer user_data)
{
  Export *export = user_data;

  if (export->dialog != NULL)
    gtk_progress_bar_set_fraction (export->bar, g_atomic_int_get (&export->per_mille) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
open_progress (Export       *export,
               GCancellable *cancellable)
{
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *dialog;

  dialog = adw_message_dialog_new (find_window (export->page), _("Writing the Clip"), NULL);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), bar);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Pictures written"), -1);
  g_signal_connect_object (dialog, "response", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
  g_set_weak_pointer (&export->dialog, dialog);
  export->bar = GTK_PROGRESS_BAR (bar);
  export->tick = g_timeout_add (PROGRESS_MS, show_progress_cb, export);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
find_part (PlumbReviewPage *self,
           gint64          *first,
           gint64          *last)
{
  *first = MAX (self->loop_first, 0);
  *last = self->loop_last >= 0 ? self->loop_last : plumb_session_n_frames (self->session) - 1;
}

static void
clip_chosen_cb (const char     *path,
                const gboolean *answers,
                gpointer        user_data)
{
  PlumbReviewPage *self = user_data;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Export *export = new_export (self, path, answers[CHOICE_DRAWINGS]);

  if (export == NULL)
    return;
  find_part (self, &export->first, &export->last);
  export->holds = answers[CHOICE_HOLD];
  export->is_slow = answers[CHOICE_SLOW];
  open_progress (export, cancellable);
  run_export (export, clip_thread, cancellable);
}

static void
export_clip_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);
  /* Who watches it slowly wants to send it so. */
  const gboolean is_slow = self->player != NULL && plumb_player_rate (self->player) < 1;
  const PlumbDialogChoice choices[] = {
    [CHOICE_DRAWINGS] = { "drawings", _("With the drawings"), TRUE },
    [CHOICE_HOLD] = { "hold", _("Stop two seconds on marked frames"), FALSE },
    [CHOICE_SLOW] = { "slow", _("In slow motion, at a quarter of the speed"), is_slow },
  };
  g_autofree char *title = NULL;
  g_autofree char *ending = NULL;
  g_autofree char *file_name = NULL;
  gint64 first, last;

  if (!plumb_review_page_is_open (self))
    return;
  plumb_session_set_playing (self->session, FALSE);
  find_part (self, &first, &last);
  title = g_strdup_printf (_("Export a Clip: Frames %" PRId64 " to %" PRId64), first, last);
  /* Translators: the end of a file's name; the kind of file follows. */
  ending = g_strdup_printf (_("clip %" PRId64 "-%" PRId64 ".%s"), first, last,
                            plumb_clip_writer_extension ());
  file_name = name_file (self, ending);
  plumb_dialog_save_file (find_window (self), title, file_name, choices, G_N_ELEMENTS (choices),
                          clip_chosen_cb, self);
}

void
plumb_review_clip_set_enabled (PlumbReviewPage *self,
                               gboolean         enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.save-still", enabled);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.export-clip", enabled);
}

void
plumb_review_clip_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "review.save-still", NULL, save_still_action);
  gtk_widget_class_install_action (klass, "review.export-clip", NULL, export_clip_action);
}
