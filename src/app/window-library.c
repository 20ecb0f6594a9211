/* What is done to athletes and reviews on the library page: renamed, assigned,
 * located, deleted and brought back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "window-private.h"

#include <glib/gi18n-lib.h>

#include "athlete-dialog.h"
#include "data-files.h"
#include "dialogs.h"
#include "restore-dialog.h"
#include "trend-window.h"

void
plumb_window_toast_undo (PlumbWindow *self,
                         const char  *text,
                         const char  *action,
                         gint64       id)
{
  AdwToast *toast = plumb_window_make_toast (text);

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target (toast, "x", id);
  adw_toast_set_timeout (toast, 10);
  plumb_window_add_toast (self, toast);
}

char *
plumb_window_chosen_name (PlumbWindow *self)
{
  const gint64 id = plumb_library_page_athlete (self->library_page);
  GListModel *athletes = plumb_library_athletes (self->library);

  for (guint i = 0; i < g_list_model_get_n_items (athletes); i++)
    {
      g_autoptr (PlumbAthlete) athlete = g_list_model_get_item (athletes, i);

      if (plumb_athlete_id (athlete) == id)
        return g_strdup (plumb_athlete_name (athlete));
    }
  return NULL;
}

typedef struct
{
  PlumbWindow *window; /* owned */
  gint64       id;
} Subject;

static Subject *
new_subject (PlumbWindow *window,
             gint64       id)
{
  Subject *subject = g_new0 (Subject, 1);

  subject->window = g_object_ref (window);
  subject->id = id;
  return subject;
}

static void
free_subject (Subject *subject)
{
  g_object_unref (subject->window);
  g_free (subject);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Subject, free_subject)

static void
renamed_cb (gint64      unused,
            const char *name,
            gpointer    user_data)
{
  g_autoptr (Subject) subject = user_data;
  g_autoptr (GError) error = NULL;

  if (name != NULL
      && !plumb_library_rename_athlete (subject->window->library, subject->id, name, &error))
    plumb_window_problem (subject->window, error, NULL);
}

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  g_autofree char *athlete = plumb_window_chosen_name (self);

  if (athlete != NULL)
    plumb_dialog_rename_athlete (
        GTK_WINDOW (self), athlete, renamed_cb,
        new_subject (self, plumb_library_page_athlete (self->library_page)));
}

static void
edited_cb (const PlumbAthleteDetails *details,
           gpointer                   user_data)
{
  g_autoptr (Subject) subject = user_data;
  g_autoptr (GError) error = NULL;

  if (details != NULL
      && !plumb_library_set_athlete_details (subject->window->library, subject->id, details,
                                             &error))
    plumb_window_problem (subject->window, error, NULL);
}

static void
edit_athlete_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  const gint64 id = plumb_library_page_athlete (self->library_page);
  g_autofree char *athlete = plumb_window_chosen_name (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbAthleteDetails) details = NULL;

  if (athlete == NULL)
    return;
  details = plumb_library_athlete_details (self->library, id, &error);
  if (details != NULL)
    plumb_athlete_dialog_show (GTK_WINDOW (self), athlete, details, edited_cb,
                               new_subject (self, id));
  else
    plumb_window_problem (self, error, NULL);
}

static void
set_archived (PlumbWindow *self,
              gboolean     archived)
{
  const gint64 id = plumb_library_page_athlete (self->library_page);
  g_autofree char *athlete = plumb_window_chosen_name (self);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (athlete == NULL)
    return;
  text = g_strdup_printf (archived ? _("%s is in the archive") : _("%s is on the list again"),
                          athlete);
  if (!plumb_library_archive_athlete (self->library, id, archived, &error))
    plumb_window_problem (self, error, NULL);
  else if (archived)
    plumb_window_toast_undo (self, text, "win.unarchive", id);
  else
    plumb_window_toast (self, text);
  plumb_library_page_select (self->library_page, archived ? 0 : id);
}

static void
archive_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  set_archived (PLUMB_WINDOW (widget), TRUE);
}

static void
unarchive_chosen_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  set_archived (PLUMB_WINDOW (widget), FALSE);
}

static void
unarchive_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  const gint64 id = g_variant_get_int64 (parameter);
  g_autoptr (GError) error = NULL;

  if (plumb_library_archive_athlete (self->library, id, FALSE, &error))
    plumb_library_page_select (self->library_page, id);
  else
    plumb_window_problem (self, error, NULL);
}

static void
next_film_cb (PlumbWindow *self,
              const char  *date)
{
  g_autoptr (GError) error = NULL;

  if (!plumb_library_set_next_film (
          self->library, plumb_library_page_athlete (self->library_page), date, &error))
    plumb_window_problem (self, error, NULL);
}

static void
show_trend_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  const char *lift = plumb_library_page_trend_lift (self->library_page);
  g_autofree char *athlete = plumb_window_chosen_name (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlumbCriteria) criteria
      = lift != NULL ? plumb_data_load_criteria (lift, NULL, &error) : NULL;
  GPtrArray *trends
      = criteria != NULL && athlete != NULL
            ? plumb_library_trends (self->library,
                                    plumb_library_page_athlete (self->library_page), &error)
            : NULL;

  if (trends != NULL)
    {
      plumb_trends_keep_lift (trends, lift);
      plumb_trend_window_show (GTK_WINDOW (self), athlete, trends, criteria);
    }
  else if (error != NULL)
    plumb_window_problem (self, error, NULL);
}

static void
restore_backup_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);

  plumb_restore_dialog_show (GTK_WINDOW (self), plumb_library_data_dir (self->library));
}

static void
delete_athlete_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  const gint64 id = plumb_library_page_athlete (self->library_page);
  g_autofree char *athlete = plumb_window_chosen_name (self);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (athlete == NULL)
    return;
  text = g_strdup_printf (_("%s and all reviews are deleted"), athlete);
  if (plumb_library_delete_athlete (self->library, id, &error))
    plumb_window_toast_undo (self, text, "win.restore-athlete", id);
  else
    plumb_window_problem (self, error, NULL);
}

static void
restore_athlete_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  const gint64 id = g_variant_get_int64 (parameter);
  g_autoptr (GError) error = NULL;

  if (plumb_library_restore_athlete (self->library, id, &error))
    plumb_library_page_select (self->library_page, id);
  else
    plumb_window_problem (self, error, NULL);
}

static void
delete_review_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  const gint64 id = g_variant_get_int64 (parameter);
  g_autoptr (GError) error = NULL;

  if (plumb_library_delete_review (self->library, id, &error))
    plumb_window_toast_undo (self, _("The review is deleted; the video file stays"),
                             "win.restore-review", id);
  else
    plumb_window_problem (self, error, NULL);
}

static void
restore_review_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  PlumbWindow *self = PLUMB_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (!plumb_library_restore_review (self->library, g_variant_get_int64 (parameter), &error))
    plumb_window_problem (self, error, NULL);
}

static void
assign_review_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  const gint64 id = g_variant_get_int64 (parameter);
  GArray *reviews = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (reviews, id);
  plumb_window_ask_for_athlete (PLUMB_WINDOW (widget), reviews, NULL);
}

static void
located_cb (GPtrArray *files,
            gpointer   user_data)
{
  g_autoptr (Subject) subject = user_data;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint n_siblings = 0;

  if (files == NULL)
    return;
  path = g_file_get_path (files->pdata[0]);
  if (path == NULL)
    plumb_window_toast (subject->window,
                        _("Only files on this computer can be opened. Save it here first."));
  else if (!plumb_library_locate (subject->window->library, subject->id, path, &n_siblings, &error))
    plumb_window_problem (subject->window, error, path);
  else if (n_siblings > 0)
    {
      text = g_strdup_printf (ngettext ("%u more recording was found beside it",
                                        "%u more recordings were found beside it", n_siblings),
                              n_siblings);
      plumb_window_toast (subject->window, text);
    }
}

static void
locate_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  plumb_dialog_locate_recording (
      GTK_WINDOW (widget), located_cb,
      new_subject (PLUMB_WINDOW (widget), g_variant_get_int64 (parameter)));
}

static void
thumbnail_wanted_cb (PlumbWindow     *self,
                     PlumbReviewItem *item)
{
  plumb_thumbnailer_want (self->thumbnailer, item);
}

static void
thumbnail_ready_cb (PlumbWindow  *self,
                    gint64        review_id,
                    GdkPaintable *thumbnail)
{
  plumb_library_page_set_thumbnail (self->library_page, review_id, thumbnail);
}

/* A criteria file that cannot be used is told when a review is opened. */
static void
criteria_wanted_cb (PlumbWindow *self,
                    const char  *lift)
{
  g_autoptr (PlumbCriteria) criteria = plumb_data_load_criteria (lift, NULL, NULL);

  if (criteria != NULL)
    plumb_library_page_set_criteria (self->library_page, criteria);
}

void
plumb_window_connect_library (PlumbWindow *self)
{
  self->keeper = plumb_review_keeper_new (self->library);
  self->thumbnailer = plumb_thumbnailer_new (plumb_library_data_dir (self->library));
  g_signal_connect_object (self->library_page, "thumbnail-wanted",
                           G_CALLBACK (thumbnail_wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library_page, "next-film-set", G_CALLBACK (next_film_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->thumbnailer, "ready", G_CALLBACK (thumbnail_ready_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library_page, "criteria-wanted",
                           G_CALLBACK (criteria_wanted_cb), self, G_CONNECT_SWAPPED);
  plumb_library_page_set_library (self->library_page, self->library);
}

void
plumb_window_install_library_actions (GtkWidgetClass *klass)
{
  static const struct
  {
    const char                 *name;
    const char                 *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.edit-athlete", NULL, edit_athlete_action },
    { "win.rename-athlete", NULL, rename_action },
    { "win.delete-athlete", NULL, delete_athlete_action },
    { "win.restore-athlete", "x", restore_athlete_action },
    { "win.archive-athlete", NULL, archive_action },
    { "win.unarchive-athlete", NULL, unarchive_chosen_action },
    { "win.unarchive", "x", unarchive_action },
    { "win.show-trend", NULL, show_trend_action },
    { "win.restore-backup", NULL, restore_backup_action },
    { "win.delete-review", "x", delete_review_action },
    { "win.restore-review", "x", restore_review_action },
    { "win.assign-review", "x", assign_review_action },
    { "win.locate-review", "x", locate_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}
