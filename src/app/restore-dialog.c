/* The backups of a library; see restore-dialog.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "restore-dialog.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "library.h"

/* (transfer full) "Thursday, 19 November 2026, 14:05" */
static char *
format_time (gint64 made_s)
{
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_local (made_s);

  return made_s > 0 && made != NULL ? g_date_time_format (made, _("%A, %e %B %Y, %H:%M"))
                                    : g_strdup (_("Of an unknown day"));
}

/* (transfer full) Why it was made, and how large it is. */
static char *
describe (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *size = NULL;
  GStatBuf info;
  const char *why = _("Daily backup");

  if (g_str_has_prefix (name, "before-format-"))
    why = _("Before Plumbline changed the format of the library");
  else if (g_str_has_prefix (name, "before-restore-"))
    why = _("What was there before a backup was restored");
  size = g_format_size (g_stat (path, &info) == 0 ? (guint64) info.st_size : 0);
  return g_strdup_printf ("%s · %s", why, size);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  GtkWidget *row = user_data;
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (row));
  g_autoptr (GtkApplication) application = NULL;
  GVariant *path;

  if (!g_str_equal (response, "restore") || window == NULL)
    return;
  application = g_object_ref (
      gtk_window_get_application (gtk_window_get_transient_for (window)));
  path = g_variant_new_bytestring (g_object_get_data (G_OBJECT (row), "path"));
  g_action_group_activate_action (G_ACTION_GROUP (application), "restore-backup", path);
}

static void
restore_cb (GtkWidget *row)
{
  GtkWidget *dialog;
  g_autofree char *body = g_strdup_printf (
      _("The library will be as it was on %s. What was entered since then is kept as a backup of "
        "its own and can be restored in the same way. Video files are not touched."),
      (const char *) g_object_get_data (G_OBJECT (row), "date"));

  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (row)),
                                   _("Restore This Backup?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"),
                                    "restore", _("_Restore"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "restore",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), row, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
make_row (const PlumbBackup *backup)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Restore…"));
  char *date = format_time (backup->made_s);
  g_autofree char *about = describe (backup->path);
  g_autofree char *label = g_strdup_printf (_("Restore the backup of %s"), date);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), date);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (backup->path), g_free);
  g_object_set_data_full (G_OBJECT (row), "date", date, g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_cb), row, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
make_content (GPtrArray *backups)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  if (backups->len == 0)
    {
      GtkWidget *empty = adw_status_page_new ();

      adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "document-open-recent-symbolic");
      adw_status_page_set_title (ADW_STATUS_PAGE (empty), _("No Backups Yet"));
      adw_status_page_set_description (
          ADW_STATUS_PAGE (empty), _("One is made each day that Plumbline is opened."));
      g_object_ref_sink (page);
      g_object_unref (page);
      g_object_ref_sink (group);
      g_object_unref (group);
      return empty;
    }
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _("Kept are the last seven days, the first backup of each of four weeks, and one before "
        "each change of the format."));
  for (guint i = 0; i < backups->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (backups->pdata[i]));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return page;
}

void
plumb_restore_dialog_show (GtkWindow  *parent,
                           const char *data_dir)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autoptr (GPtrArray) backups = plumb_library_list_backups (data_dir);
  GtkWidget *content = make_content (backups);

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _("Restore a Backup"));
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 560);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
}
