/* The application; see application.h.
 *
 * One process owns the library. A second start hands its files to the first
 * over the session bus; without a bus the library's own lock says so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "application.h"

#include <glib/gi18n-lib.h>

#include "about-window.h"
#include "config.h"
#include "control-names.h"
#include "data-files.h"
#include "dialogs.h"
#include "help-window.h"
#include "keys.h"
#include "library-folder.h"
#include "library-problem.h"
#include "messages.h"
#include "portal.h"
#include "preferences-window.h"
#include "renderer.h"
#include "resources.h"
#include "restore-dialog.h"
#include "settings.h"
#include "staging.h"
#include "usual.h"
#include "window.h"

struct _PlumbApplication
{
  AdwApplication parent_instance;
  PlumbLibrary  *library;  /* owned, nullable until needed */
  char          *data_dir; /* owned, nullable: from the command line */
  GSettings     *settings; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (PlumbApplication, plumb_application, ADW_TYPE_APPLICATION)

/* (transfer full) (nullable) For reading, beside another program that has it
 * open, or in a folder that may not be written. */
static PlumbLibrary *
open_beside (const char   *folder,
             const GError *error)
{
  if (!g_error_matches (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_BUSY)
      && !g_error_matches (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FOLDER))
    return NULL;
  return plumb_library_open_read_only (folder, NULL);
}

static void
close_windows (PlumbApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  while (windows != NULL)
    {
      gtk_window_destroy (windows->data);
      windows = gtk_application_get_windows (GTK_APPLICATION (self));
    }
}

typedef struct
{
  PlumbApplication *application; /* owned */
  char             *backup;      /* owned */
} Restoring;

static void
free_restoring (Restoring *restoring)
{
  g_object_unref (restoring->application);
  g_free (restoring->backup);
  g_free (restoring);
}

/* The library is closed, a backup takes its place, and it is opened again. */
static gboolean
restore_cb (gpointer user_data)
{
  Restoring *restoring = user_data;
  PlumbApplication *self = restoring->application;
  g_autofree char *folder = plumb_data_dir (self->data_dir);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_application_hold (G_APPLICATION (self));
  close_windows (self);
  g_clear_object (&self->library);
  if (!plumb_library_restore_backup (folder, restoring->backup, &error))
    text = plumb_message_for (error, NULL);
  g_application_activate (G_APPLICATION (self));
  if (text != NULL)
    plumb_dialog_error (gtk_application_get_active_window (GTK_APPLICATION (self)),
                        _("The Backup Was Not Restored"), text);
  g_application_release (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

/* What is on the screen instead of the main window goes, and it is tried again. */
static void
open_anew (PlumbApplication *self)
{
  g_application_hold (G_APPLICATION (self));
  close_windows (self);
  g_application_activate (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
}

static void
try_again_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  open_anew (user_data);
}

static void
recover_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  PlumbApplication *self = user_data;
  g_autofree char *folder = plumb_data_dir (self->data_dir);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (plumb_library_recover (folder, NULL, NULL, &error))
    {
      open_anew (self);
      return;
    }
  text = plumb_message_for (error, NULL);
  plumb_dialog_error (gtk_application_get_active_window (GTK_APPLICATION (self)),
                      _("No Backup Could Be Restored"), text);
}

static void
choose_backup_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  PlumbApplication *self = user_data;
  g_autofree char *folder = plumb_data_dir (self->data_dir);

  plumb_restore_dialog_show (gtk_application_get_active_window (GTK_APPLICATION (self)), folder);
}

typedef struct
{
  PlumbApplication *application; /* owned */
  char             *folder;      /* owned */
  gboolean          moves;
} Changing;

static void
free_changing (Changing *changing)
{
  g_object_unref (changing->application);
  g_free (changing->folder);
  g_free (changing);
}

/* The library is closed and opened in its new folder; the old one where that fails. */
static gboolean
change_cb (gpointer user_data)
{
  Changing *changing = user_data;
  PlumbApplication *self = changing->application;
  g_autofree char *old = plumb_data_dir (self->data_dir);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *window;

  g_application_hold (G_APPLICATION (self));
  close_windows (self);
  g_clear_object (&self->library);
  self->library = plumb_library_folder_switch (old, changing->folder, changing->moves, &error);
  g_application_activate (G_APPLICATION (self));
  window = gtk_application_get_active_window (GTK_APPLICATION (self));
  if (error != NULL)
    {
      text = plumb_message_for (error, NULL);
      plumb_dialog_error (window, _("The Library Stays Where It Is"), text);
    }
  else if (changing->moves)
    plumb_library_folder_ask_old (window, old, changing->folder);
  g_application_release (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

static void
change_library (PlumbApplication *self,
                const char       *folder,
                gboolean          moves)
{
  Changing *changing = g_new0 (Changing, 1);

  changing->application = g_object_ref (self);
  changing->folder = g_strdup (folder);
  changing->moves = moves;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, change_cb, changing, (GDestroyNotify) free_changing);
}

static void
change_library_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  g_autofree char *folder = NULL;
  gboolean moves;

  g_variant_get (parameter, "(^ayb)", &folder, &moves);
  change_library (user_data, folder, moves);
}

static void
usual_folder_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  g_autofree char *folder = plumb_data_dir_usual ();

  change_library (user_data, folder, FALSE);
}

static void
choose_folder_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  PlumbApplication *self = user_data;

  plumb_library_folder_choose (gtk_application_get_active_window (GTK_APPLICATION (self)),
                               self->library != NULL ? plumb_library_data_dir (self->library)
                                                     : NULL);
}

/* Later: the dialog that asks is among the windows that go. */
static void
restore_backup_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  Restoring *restoring = g_new0 (Restoring, 1);

  restoring->application = g_object_ref (user_data);
  restoring->backup = g_variant_dup_bytestring (parameter, NULL);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, restore_cb, restoring,
                   (GDestroyNotify) free_restoring);
}

static gboolean
can_choose_folder (PlumbApplication *self,
                   const GError     *error)
{
  return !plumb_data_dir_is_given (self->data_dir)
         && (g_error_matches (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_NOT_THERE)
             || g_error_matches (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_DISK)
             || g_error_matches (error, PLUMB_LIBRARY_ERROR, PLUMB_LIBRARY_ERROR_FOLDER));
}

static void
tell_defaults (PlumbApplication *self)
{
  const PlumbLibraryDefaults defaults = plumb_usual_defaults (self->settings);

  if (self->library != NULL)
    plumb_library_set_defaults (self->library, &defaults);
}

static PlumbLibrary *
open_library (PlumbApplication *self,
              GError          **error)
{
  g_autofree char *folder = plumb_data_dir (self->data_dir);
  g_autoptr (GError) local_error = NULL;
  PlumbLibrary *library;

  if (!plumb_usual_folder_is_there (self->data_dir, folder, error))
    return NULL;
  library = plumb_library_open (folder, &local_error);
  if (library == NULL)
    library = open_beside (folder, local_error);
  if (library == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return library;
}

/* The window, made when there is none; NULL when the library cannot be opened,
 * which has been said then. */
static PlumbWindow *
ensure_window (PlumbApplication *self)
{
  g_autoptr (GError) error = NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (PLUMB_IS_WINDOW (l->data))
      return l->data;
  if (self->library == NULL)
    self->library = open_library (self, &error);
  if (self->library != NULL)
    {
      tell_defaults (self);
      return plumb_window_new (ADW_APPLICATION (self), self->library);
    }
  gtk_window_present (GTK_WINDOW (plumb_library_problem_new (
      GTK_APPLICATION (self), error, can_choose_folder (self, error))));
  return NULL;
}

static void
plumb_application_activate (GApplication *application)
{
  PlumbWindow *window = ensure_window (PLUMB_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
}

static void
plumb_application_open (GApplication *application,
                        GFile       **files,
                        int           n_files,
                        const char   *hint)
{
  PlumbWindow *window = ensure_window (PLUMB_APPLICATION (application));
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  if (window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (all, files[i]);
  plumb_window_open_files (window, all);
}

static int
plumb_application_handle_local_options (GApplication *application,
                                        GVariantDict *options)
{
  PlumbApplication *self = PLUMB_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("plumbline %s\n", PLUMB_VERSION);
      return 0;
    }
  g_variant_dict_lookup (options, "data-dir", "^ay", &self->data_dir);
  /* Another data folder is another library: never handed to a running one. */
  if (self->data_dir != NULL || g_getenv ("PLUMBLINE_DATA_DIR") != NULL)
    g_application_set_flags (application, g_application_get_flags (application)
                                              | G_APPLICATION_NON_UNIQUE);
  if (g_variant_dict_contains (options, "sample"))
    {
      if (!g_application_register (application, NULL, &error))
        {
          g_printerr ("plumbline: %s\n", error->message);
          return 1;
        }
      g_action_group_activate_action (G_ACTION_GROUP (application), "open-sample", NULL);
    }
  return -1;
}

static void
open_sample_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  PlumbWindow *window = ensure_window (user_data);

  if (window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-sample", NULL);
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  gtk_window_present (
      GTK_WINDOW (plumb_about_window_new (gtk_application_get_active_window (user_data))));
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  /* Once is enough: its own window is the active one then. */
  if (window != NULL && !ADW_IS_PREFERENCES_WINDOW (window))
    {
      GtkWidget *preferences = plumb_preferences_window_new (window);

      if (PLUMB_IS_WINDOW (window))
        plumb_window_add_preferences (PLUMB_WINDOW (window),
                                      ADW_PREFERENCES_WINDOW (preferences));
      gtk_window_present (GTK_WINDOW (preferences));
    }
}

static void
help_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  PlumbApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *folder = plumb_data_dir (self->data_dir);

  if (PLUMB_IS_WINDOW (window))
    gtk_window_present (GTK_WINDOW (plumb_help_window_new (window, folder)));
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_application_quit (user_data);
}

static void
plumb_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = { { .name = "open-sample", .activate = open_sample_cb },
                                          { .name = "about", .activate = about_cb },
                                          { .name = "preferences", .activate = preferences_cb },
                                          { .name = "help", .activate = help_cb },
                                          { .name = "restore-backup",
                                            .activate = restore_backup_cb,
                                            .parameter_type = "ay" },
                                          { .name = "recover-library", .activate = recover_cb },
                                          { .name = "choose-backup",
                                            .activate = choose_backup_cb },
                                          { .name = "try-again", .activate = try_again_cb },
                                          { .name = "choose-folder",
                                            .activate = choose_folder_cb },
                                          { .name = "usual-folder",
                                            .activate = usual_folder_cb },
                                          { .name = "change-library",
                                            .activate = change_library_cb,
                                            .parameter_type = "(ayb)" },
                                          { .name = "quit", .activate = quit_cb } };
  PlumbApplication *self = PLUMB_APPLICATION (application);

  plumb_portal_pass_over_dead (g_application_get_dbus_connection (application));
  plumb_register_resource ();
  G_APPLICATION_CLASS (plumb_application_parent_class)->startup (application);
  plumb_control_names_watch ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  plumb_keys_set_accels (GTK_APPLICATION (application));
  gtk_window_set_default_icon_name (PLUMB_APP_ID);
  plumb_renderer_choose (gdk_display_get_default ());
  plumb_staging_sweep ();
  self->settings = plumb_settings_new ();
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed", G_CALLBACK (tell_defaults), self,
                             G_CONNECT_SWAPPED);
  if (plumb_data_dir_is_given (self->data_dir))
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "choose-folder")),
        FALSE);
}

/* The library closes cleanly only when nobody holds it any more: first its
 * windows go. */
static void
plumb_application_shutdown (GApplication *application)
{
  PlumbApplication *self = PLUMB_APPLICATION (application);

  close_windows (self);
  g_clear_object (&self->library);
  G_APPLICATION_CLASS (plumb_application_parent_class)->shutdown (application);
}

static void
plumb_application_finalize (GObject *object)
{
  PlumbApplication *self = PLUMB_APPLICATION (object);

  g_clear_object (&self->library);
  g_clear_object (&self->settings);
  g_free (self->data_dir);
  G_OBJECT_CLASS (plumb_application_parent_class)->finalize (object);
}

static void
plumb_application_class_init (PlumbApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = plumb_application_finalize;
  application_class->startup = plumb_application_startup;
  application_class->shutdown = plumb_application_shutdown;
  application_class->activate = plumb_application_activate;
  application_class->open = plumb_application_open;
  application_class->handle_local_options = plumb_application_handle_local_options;
}

static void
plumb_application_init (PlumbApplication *self)
{
  static const GOptionEntry options[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Keep the library in this folder"),
      N_("DIR") },
    { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the sample lift"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

PlumbApplication *
plumb_application_new (void)
{
  return g_object_new (PLUMB_TYPE_APPLICATION, "application-id", PLUMB_APP_ID,
                       "resource-base-path", "/io/github/plumbline/Plumbline", "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}
