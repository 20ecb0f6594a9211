/* Words over the pages that stay until they have been read: a toast is cut off
 * at the window's width and gone after a few seconds, which is no way to tell
 * where in a file a mistake is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "window-private.h"

#include <glib/gi18n-lib.h>

static void
response_cb (GtkInfoBar *bar,
             int         response,
             gpointer    user_data)
{
  gtk_box_remove (PLUMB_WINDOW (user_data)->notices, GTK_WIDGET (bar));
}

/* The bar's own button is called as the window's is. */
static void
add_close_button (PlumbWindow *self,
                  GtkInfoBar  *bar)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  const char *name = _("Close this notice");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_info_bar_add_action_widget (bar, button, GTK_RESPONSE_CLOSE);
  g_signal_connect_object (bar, "response", G_CALLBACK (response_cb), self, 0);
}

void
plumb_window_notice (PlumbWindow *self,
                     const char  *text,
                     gboolean     closes)
{
  GtkWidget *bar = gtk_info_bar_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  /* A path has no blanks to break at. */
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), closes);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_info_bar_add_child (GTK_INFO_BAR (bar), label);
  gtk_info_bar_set_message_type (GTK_INFO_BAR (bar), GTK_MESSAGE_WARNING);
  if (closes)
    add_close_button (self, GTK_INFO_BAR (bar));
  gtk_box_append (self->notices, bar);
}

/* The same file is read with each review: told once, unless it says something
 * else by now. */
static void
complain_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  const char *text = g_variant_get_string (parameter, NULL);

  if (self->told == NULL)
    self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_hash_table_add (self->told, g_strdup (text)))
    plumb_window_notice (self, text, TRUE);
}

static void
trouble_gone_cb (PlumbWindow *self,
                 AdwToast    *toast)
{
  if (self->trouble == toast)
    g_clear_object (&self->trouble);
}

/* What is wrong at this moment, "" for nothing any more. Said once, however often it
 * fails anew: a row of toasts would stand before the timeline for minutes. */
static void
trouble_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  const char *text = g_variant_get_string (parameter, NULL);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autoptr (AdwToast) old = NULL;

  if (self->trouble != NULL && g_str_equal (adw_toast_get_title (self->trouble), escaped))
    return;
  old = g_steal_pointer (&self->trouble);
  if (old != NULL)
    adw_toast_dismiss (old);
  if (*text == '\0')
    return;
  self->trouble = g_object_ref (adw_toast_new (escaped));
  g_signal_connect_object (self->trouble, "dismissed", G_CALLBACK (trouble_gone_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, self->trouble);
}

void
plumb_window_install_notices (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.trouble", "s", trouble_action);
  gtk_widget_class_install_action (klass, "win.complain", "s", complain_action);
}
