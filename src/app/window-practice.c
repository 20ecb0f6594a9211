/* The practice, from the main menu.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "window-private.h"

#include "data-files.h"
#include "practice-window.h"

static void
practise_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbCriteria) criteria
      = plumb_data_load_criteria ("conventional", NULL, &error);

  if (criteria == NULL)
    plumb_window_problem (self, error, NULL);
  else
    gtk_window_present (GTK_WINDOW (
        plumb_practice_window_new (GTK_WINDOW (self), self->library, criteria)));
}

void
plumb_practice_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.practise", NULL, practise_action);
}
