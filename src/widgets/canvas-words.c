/* The words of a text mark, typed where they will stand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "canvas-private.h"

#define EDITOR_WIDTH 240

static void
activated_cb (PlumbCanvas *self)
{
  plumb_canvas_end_words (self, TRUE);
}

static void
focus_left_cb (PlumbCanvas *self)
{
  plumb_canvas_end_words (self, TRUE);
}

void
plumb_canvas_place_words (PlumbCanvas *self)
{
  const PlumbMark *written = self->hand != NULL ? plumb_hand_written (self->hand) : NULL;
  GtkAllocation place = { 0, 0, 0, 0 };
  PlumbPoint at;

  if (self->editor == NULL || written == NULL)
    return;
  at = plumb_canvas_view_to_screen (&self->view, written->points[0]);
  gtk_widget_measure (self->editor, GTK_ORIENTATION_HORIZONTAL, -1, &place.width, NULL, NULL, NULL);
  place.width = MAX (place.width, EDITOR_WIDTH);
  gtk_widget_measure (self->editor, GTK_ORIENTATION_VERTICAL, place.width, &place.height, NULL,
                      NULL, NULL);
  place.x = (int) CLAMP (at.x_px, 0, MAX (self->view.width - place.width, 0));
  place.y = (int) CLAMP (at.y_px, 0, MAX (self->view.height - place.height, 0));
  gtk_widget_size_allocate (self->editor, &place, -1);
}

void
plumb_canvas_begin_words (PlumbCanvas *self)
{
  const PlumbMark *written = plumb_hand_written (self->hand);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  if (written == NULL || self->editor != NULL)
    {
      g_object_unref (focus);
      return;
    }
  self->editor = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->editor), written->text != NULL ? written->text : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->editor), _("Words; Enter ends them"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Words on the picture"), -1);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  g_signal_connect_object (self->editor, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->editor, focus);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_grab_focus (self->editor);
}

void
plumb_canvas_end_words (PlumbCanvas *self,
                        gboolean     keep)
{
  GtkWidget *editor = g_steal_pointer (&self->editor);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (editor == NULL)
    return;
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (editor)));
  gtk_widget_unparent (editor);
  if (!keep)
    plumb_hand_cancel (self->hand);
  else if (!plumb_hand_write (self->hand, text, &error))
    plumb_canvas_report (self, error);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
