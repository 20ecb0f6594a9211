/* The side panel of the review page: its pages from the keyboard, and the pain
 * screen on one of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data-files.h"
#include "review-page-private.h"

void
plumb_review_page_load_pain (PlumbReviewPage *self)
{
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;

  if (self->pain_screen == NULL)
    self->pain_screen = plumb_data_load_pain_screen (&complaint, &error);
  if (error != NULL)
    plumb_review_page_edit_failed (self, error);
  if (complaint != NULL)
    plumb_review_page_complain (self, complaint);
  plumb_pain_panel_set_screen (self->pain, self->pain_screen);
}

void
plumb_review_page_load_plan (PlumbReviewPage *self)
{
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;

  if (self->review == NULL)
    return;
  g_clear_pointer (&self->plan_texts, plumb_plan_texts_unref);
  self->plan_texts = plumb_plan_texts_load_for (self->review, &complaint, &error);
  if (error != NULL)
    plumb_review_page_edit_failed (self, error);
  if (complaint != NULL)
    plumb_review_page_complain (self, complaint);
  plumb_plan_panel_set_table (self->plan,
                              self->plan_texts != NULL ? self->plan_texts->table : NULL,
                              self->pain_screen);
  plumb_plan_panel_set_claims (self->plan,
                               self->plan_texts != NULL ? self->plan_texts->claims : NULL);
  g_signal_emit_by_name (self, "plan-texts-changed");
}

void
plumb_review_page_setup_pain (PlumbReviewPage *self)
{
  plumb_pain_panel_set_session (self->pain, self->session);
  g_signal_connect_object (self->pain, "edit-failed", G_CALLBACK (plumb_review_page_edit_failed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan, "edit-failed", G_CALLBACK (plumb_review_page_edit_failed),
                           self, G_CONNECT_SWAPPED);
}

/* Once it has been laid out: before, no widget is above another. */
static gboolean
focus_panel_cb (gpointer user_data)
{
  PlumbReviewPage *self = user_data;
  GtkWidget *panel = plumb_review_layout_panel (self, self->panel_wanted);

  if (panel != NULL && gtk_widget_get_mapped (panel) && gtk_widget_get_focus_child (panel) == NULL)
    gtk_widget_child_focus (panel, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

static void
show_panel_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  PlumbReviewPage *self = PLUMB_REVIEW_PAGE (widget);

  self->panel_wanted = g_intern_string (g_variant_get_string (parameter, NULL));
  plumb_review_layout_show_panel (self, self->panel_wanted);
  g_idle_add_full (G_PRIORITY_LOW, focus_panel_cb, g_object_ref (self), g_object_unref);
}

void
plumb_review_pain_install (GtkWidgetClass *klass)
{
  g_signal_new ("plan-texts-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, panels);
  gtk_widget_class_bind_template_child (klass, PlumbReviewPage, pain);
  gtk_widget_class_install_action (klass, "review.show-panel", "s", show_panel_action);
}
