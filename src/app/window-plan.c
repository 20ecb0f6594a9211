/* The plan's page of the window, and what the coach has settled for plans.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "window-private.h"

#include "plan-preferences.h"
#include "review-page-private.h"

static void
show_plan_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);

  if (plumb_review_page_review (self->review_page) == NULL)
    return;
  plumb_session_set_playing (self->review_page->session, FALSE);
  gtk_stack_set_visible_child_name (self->pages, "plan");
  plumb_plan_page_enter (self->plan_page);
}

static void
show_review_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);

  if (plumb_review_page_review (self->review_page) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->pages, "review");
  gtk_widget_child_focus (GTK_WIDGET (self->review_page), GTK_DIR_TAB_FORWARD);
}

static void
settled_cb (gpointer user_data)
{
  PlumbWindow *self = user_data;

  plumb_review_page_load_plan (self->review_page);
}

void
plumb_window_add_preferences (PlumbWindow          *self,
                              AdwPreferencesWindow *preferences)
{
  g_return_if_fail (PLUMB_IS_WINDOW (self));

  adw_preferences_window_add (preferences,
                              plumb_plan_preferences_page (self->library, preferences, settled_cb,
                                                           self));
  adw_preferences_window_set_search_enabled (preferences, TRUE);
}

void
plumb_window_install_plan (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.show-plan", NULL, show_plan_action);
  gtk_widget_class_install_action (klass, "win.show-review", NULL, show_review_action);
}
