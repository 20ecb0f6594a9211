/* Undo and redo on the review page, by name, and the main menu that begins with them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gi18n-lib.h>

#include "review-page-private.h"

static void
show (PlumbReviewPage *self,
      GtkWidget       *button,
      const char      *action,
      const char      *label,
      const char      *keys)
{
  g_autofree char *tooltip = g_strdup_printf ("%s (%s)", label, keys);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_menu_append (self->undo_section, label, action);
}

void
plumb_review_page_update_undo (PlumbReviewPage *self)
{
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  if (self->review != NULL)
    {
      undone = plumb_review_undo_name (self->review);
      redone = plumb_review_redo_name (self->review);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.undo", undone != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.redo", redone != NULL);
  /* Translators: what was done, as in “move hip”. */
  undo = undone != NULL ? g_strdup_printf (_("Undo %s"), undone) : g_strdup (_("Undo"));
  redo = redone != NULL ? g_strdup_printf (_("Redo %s"), redone) : g_strdup (_("Redo"));
  g_menu_remove_all (self->undo_section);
  show (self, self->undo_button, "review.undo", undo, _("Ctrl+Z"));
  show (self, self->redo_button, "review.redo", redo, _("Ctrl+Shift+Z"));
}

void
plumb_review_page_setup_menu (PlumbReviewPage *self)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/plumbline/Plumbline/ui/review-menu.ui");

  self->undo_section = g_object_ref (G_MENU (gtk_builder_get_object (builder, "undo_section")));
  gtk_menu_button_set_menu_model (
      self->menu_button, G_MENU_MODEL (gtk_builder_get_object (builder, "main_menu")));
}
