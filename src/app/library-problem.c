/* A library that cannot be opened; see library-problem.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "library-problem.h"

#include <glib/gi18n-lib.h>

#include "library.h"
#include "messages.h"

static void
add_button (GtkBox     *box,
            const char *label,
            const char *action,
            const char *style)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, style);
  gtk_box_append (box, button);
}

/* (transfer full) (nullable) */
static GtkWidget *
make_buttons (const GError *error,
              gboolean      can_choose)
{
  GtkWidget *box;
  GtkBox *buttons;
  const gboolean is_damaged
      = g_error_matches (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_DAMAGED)
        || g_error_matches (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_NEWER);

  if (!is_damaged && !can_choose)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  buttons = GTK_BOX (box);
  if (is_damaged)
    {
      add_button (buttons, _("_Restore the newest backup"), "app.recover-library", "pill");
      add_button (buttons, _("_Choose a backup…"), "app.choose-backup", "flat");
      return box;
    }
  add_button (buttons, _("_Try again"), "app.try-again", "pill");
  add_button (buttons, _("_Choose another folder…"), "app.choose-folder", "flat");
  add_button (buttons, _("_Use the usual folder"), "app.usual-folder", "flat");
  return box;
}

GtkWidget *
plumb_library_problem_new (GtkApplication *application,
                           const GError   *error,
                           gboolean        can_choose)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *text = plumb_message_for (error, NULL);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_printerr ("plumbline: %s\n", text);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("The library cannot be opened"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), make_buttons (error, can_choose));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _("Plumbline"));
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 600);
  return window;
}
