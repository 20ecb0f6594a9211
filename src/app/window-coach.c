/* The coach's name, as it stands on plans: asked for from the main menu.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "window-private.h"

#include "dialogs.h"

static void
named_cb (const char *name,
          gpointer    user_data)
{
  g_autoptr (PlumbWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (name != NULL && self->library != NULL
      && !plumb_library_set_coach (self->library, name, &error))
    plumb_window_problem (self, error, NULL);
}

static void
coach_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *coach = plumb_library_coach (self->library, &error);

  if (coach != NULL)
    plumb_dialog_coach (GTK_WINDOW (self), coach, named_cb, g_object_ref (self));
  else
    plumb_window_problem (self, error, NULL);
}

void
plumb_window_install_coach (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.coach", NULL, coach_action);
}
