/* How far a long task is; see progress-dialog.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "progress-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define LOOK_MS 100
#define PATIENCE 4 /* looks before the window is shown */

struct _PlumbProgress
{
  GtkWidget        *dialog; /* owned, as long as it is not closed */
  GtkProgressBar   *bar;
  GCancellable     *cancellable;
  PlumbProgressLook look;
  gpointer          user_data;
  guint             tick;
  guint             n_looks;
};

static gboolean
look_cb (gpointer user_data)
{
  PlumbProgress *self = user_data;
  const double part = self->look != NULL ? self->look (self->user_data) : -1;

  if (++self->n_looks == PATIENCE)
    gtk_window_present (GTK_WINDOW (self->dialog));
  if (part < 0)
    gtk_progress_bar_pulse (self->bar);
  else
    gtk_progress_bar_set_fraction (self->bar, CLAMP (part, 0, 1));
  return G_SOURCE_CONTINUE;
}

PlumbProgress *
plumb_progress_open (GtkWindow        *parent,
                     const char       *heading,
                     PlumbProgressLook look,
                     gpointer          user_data)
{
  PlumbProgress *self = g_new0 (PlumbProgress, 1);

  self->dialog = g_object_ref_sink (adw_message_dialog_new (parent, heading, NULL));
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  self->cancellable = g_cancellable_new ();
  self->look = look;
  self->user_data = user_data;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading, -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self->dialog), GTK_WIDGET (self->bar));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (self->dialog), "cancel", _("_Cancel"));
  g_signal_connect_object (self->dialog, "response", G_CALLBACK (g_cancellable_cancel),
                           self->cancellable, G_CONNECT_SWAPPED);
  self->tick = g_timeout_add (LOOK_MS, look_cb, self);
  return self;
}

GCancellable *
plumb_progress_cancellable (PlumbProgress *self)
{
  return self->cancellable;
}

gboolean
plumb_progress_close (PlumbProgress *self)
{
  const gboolean cancelled = g_cancellable_is_cancelled (self->cancellable);

  g_source_remove (self->tick);
  g_signal_handlers_disconnect_by_data (self->dialog, self->cancellable);
  gtk_window_destroy (GTK_WINDOW (self->dialog));
  g_object_unref (self->dialog);
  g_object_unref (self->cancellable);
  g_free (self);
  return cancelled;
}
